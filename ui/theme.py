"""How it looks: colours by meaning from a theme file, one style sheet, one font, one scale.

Nothing else in the window names a colour or a size in raw pixels: widgets ask ``colour("breached")``
and ``px(16)``, so that a theme or a text size changes everything at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

import resources

MEANINGS = (
    "page", "surface", "line", "text", "secondary", "accent", "accent_soft", "on_accent",
    "breached", "will_breach", "at_risk", "on_track", "excepted",
    "track_past", "track_future", "selection", "hover", "focus",
)  # fmt: skip
"""Every meaning that a theme file must give a colour to."""

CHOICES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("high_contrast", "High contrast"))
"""What a person may choose in Options, with its words."""

SMALLEST_SCALE, LARGEST_SCALE = 100, 200

_PIXELS = re.compile(r"px\((\d+)\)")
_MEANING = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Theme:
    """A named set of colours by meaning, as hex text."""

    name: str
    colours: Mapping[str, str]

    @property
    def is_dark(self) -> bool:
        """True when text is light on a dark page."""
        return QColor(self.colours["page"]).lightnessF() < 0.5


def load_theme(name: str, system: QPalette | None = None) -> Theme:
    """Read a theme by file name; what it leaves to the system is taken from ``system`` or from the system itself.

    Raises KeyError when a meaning has no colour, ValueError when one is no colour.
    """
    raw: dict[str, str] = resources.load_json("themes", f"{name}.json")
    missing = [meaning for meaning in MEANINGS if meaning not in raw]
    if missing:
        raise KeyError(f"{name}: no colour for {', '.join(missing)}")
    if any(value.startswith("system ") for value in raw.values()):
        from ui.system_colours import system_colours, system_palette

        raw = system_colours(raw, system or system_palette())
    for meaning, value in raw.items():
        if not QColor.isValidColorName(value):
            raise ValueError(f"{meaning}: {value} is not a colour")
    return Theme(name, raw)


class Appearance(QObject):
    """The theme and text size in force, and the choice behind them. ``changed`` follows any of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.scale = SMALLEST_SCALE
        self.theme = load_theme("light")
        self._family = ""
        self._worn: tuple[Theme, int] | None = None

    def apply(self, choice: str | None = None, scale: int | None = None) -> None:
        """Take a choice of theme and a text size (100 to 200 per cent) and dress the whole application."""
        self.choice = choice or self.choice
        self.scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale or self.scale))
        self.theme = load_theme(self._theme_name())
        self._dress()
        self.changed.emit()

    def follow_system(self) -> None:
        """Change with the system from now on: between light and dark, to high contrast and its colours."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self.choice in ("system", "high_contrast"):
            self.apply()

    def _theme_name(self) -> str:
        if self.choice != "system":
            return self.choice
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "high_contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _dress(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication) or self._worn == (self.theme, self.scale):
            return  # a style sheet is costly to put on, and what is worn already changes nothing
        _colour_of.cache_clear()
        self._family = self._family or _load_fonts()
        application.setFont(font(13))
        application.setPalette(_palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme, self.scale))
        self._worn = (self.theme, self.scale)

    @property
    def is_worn(self) -> bool:
        """True while the window wears the theme that is in force."""
        return self._worn is not None and self._worn[0] == self.theme

    @property
    def family(self) -> str:
        """The family of letters in use: Inter, or Segoe UI where it is missing."""
        return self._family or "Inter Tabular"


_appearance: list[Appearance] = []


def appearance() -> Appearance:
    """Return the one appearance of this program, made when first asked for."""
    if not _appearance:
        _appearance.append(Appearance())
    return _appearance[0]


def colour(meaning: str) -> QColor:
    """Return the colour that a meaning has in the theme in force."""
    return _colour_of(appearance().theme.colours[meaning])


@lru_cache(maxsize=64)
def _colour_of(value: str) -> QColor:
    return QColor(value)


@contextmanager
def in_light() -> Iterator[None]:
    """Let ``colour`` answer with the light theme for a while: for what is painted to be put on a slide or a page."""
    worn = appearance()
    theme, worn.theme = worn.theme, load_theme("light")
    try:
        yield
    finally:
        worn.theme = theme


def grabbed(widget: QWidget) -> QPixmap:
    """Return a picture of a widget in the theme that ``colour`` answers with now, though the window wears another."""
    worn = appearance()
    if worn.is_worn:
        return widget.grab()
    palette = widget.palette()
    widget.setPalette(_palette(worn.theme))
    widget.setStyleSheet(style_sheet(worn.theme, worn.scale))
    picture = widget.grab()
    widget.setStyleSheet("")
    widget.setPalette(palette)
    return picture


def px(length: int) -> int:
    """Return a length on the 4-pixel grid, grown with the text size."""
    return round(length * appearance().scale / 100)


def font(size: int, *, semibold: bool = False) -> QFont:
    """Return the program's font with tabular figures; ``size`` is in pixels at 100 per cent."""
    return _font(appearance().family, px(size), semibold)


@lru_cache(maxsize=64)
def _font(family: str, pixels: int, semibold: bool) -> QFont:
    result = QFont(family)
    result.setPixelSize(pixels)
    result.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    result.setFeature(QFont.Tag("tnum"), 1)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def style_sheet(theme: Theme, scale: int) -> str:
    """Return the one style sheet, with this theme's colours and lengths at this scale written in."""
    text = resources.text("themes", "window.qss")
    text = _PIXELS.sub(lambda found: f"{round(int(found[1]) * scale / 100)}px", text)
    text = text.replace("url(chevron)", f"url({_tinted('chevron-down', theme.colours['secondary'])})")
    text = text.replace("url(tick)", f"url({_tinted('check', theme.colours['on_accent'])})")
    return _MEANING.sub(lambda found: theme.colours[found[1]], text)


@lru_cache(maxsize=8)
def _tinted(name: str, hex_colour: str) -> str:
    """Write an icon of the style sheet in a colour, since a style sheet can take a picture only from a file."""
    svg = resources.text("icons", f"{name}.svg").replace("currentColor", hex_colour)
    file = Path(_scratch().path()) / f"{name}{hex_colour.lstrip('#')}.svg"
    file.write_text(svg, encoding="utf-8")
    return file.as_posix()


@lru_cache(maxsize=1)
def _scratch() -> QTemporaryDir:
    return QTemporaryDir()


def _load_fonts() -> str:
    folder = resources.path("fonts")
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(folder / f"InterTabular-{weight}.ttf"))
    families = set(QFontDatabase.families())
    wanted = ("Inter Tabular", "Inter", "Segoe UI")
    return next((family for family in wanted if family in families), QApplication.font().family())


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for meaning, roles in {
        "page": (role.Window,),
        "surface": (role.Base, role.Button, role.ToolTipBase, role.AlternateBase),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "secondary": (role.PlaceholderText,),
        "accent": (role.Link, role.Accent),
        "selection": (role.Highlight,),
    }.items():
        for one in roles:
            palette.setColor(one, QColor(theme.colours[meaning]))
    palette.setColor(role.HighlightedText, QColor(theme.colours["text"]))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(theme.colours["secondary"]))
    return palette
