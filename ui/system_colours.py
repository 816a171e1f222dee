"""High contrast from the system's own palette: what the person has set up for their eyes is what they get.

A theme file says ``system WindowText`` for a role of the palette, ``system WindowText 20%`` for so much of
it over the surface, ``system Highlight|Link|WindowText`` for the first that words can be read in, and
``against accent`` for whichever of the system's text and surface stands out from another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

READABLE = 4.5
"""The least contrast of words with their ground (WCAG 1.4.3, AA)."""

MARKED = 0.2
"""How much of the text's colour lies over the surface of what is marked."""


def system_palette() -> QPalette:
    """Return the palette that the system gives, whatever the window wears now."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return QPalette()
    worn = application.palette()
    application.setPalette(QPalette())
    given = QPalette(application.palette())
    application.setPalette(worn)
    return given


def system_colours(raw: Mapping[str, str], palette: QPalette) -> dict[str, str]:
    """Return a theme's colours with those that it leaves to the system filled in."""
    colours = {meaning: _of_system(value, palette) for meaning, value in raw.items()}
    for meaning, value in raw.items():
        if value.startswith("against "):
            ground = QColor(colours[value.removeprefix("against ")])
            choices = (palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.WindowText))
            colours[meaning] = max(choices, key=lambda one: contrast(one, ground)).name()
    return colours


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _of_system(value: str, palette: QPalette) -> str:
    if not value.startswith("system "):
        return value
    roles, _, share = value.removeprefix("system ").partition(" ")
    found = _first_readable([palette.color(QPalette.ColorRole[role]) for role in roles.split("|")], palette)
    if share:
        found = _over(found, palette.color(QPalette.ColorRole.Base), int(share.rstrip("%")) / 100)
    return found.name()


def _first_readable(colours: list[QColor], palette: QPalette) -> QColor:
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.WindowText)
    grounds = (base, palette.color(QPalette.ColorRole.Window), _over(text, base, MARKED))
    for one in colours[:-1]:
        if all(contrast(one, ground) >= READABLE for ground in grounds):
            return one
    return colours[-1]


def _over(above: QColor, below: QColor, share: float) -> QColor:
    mixed = (share * one + (1 - share) * other for one, other in zip(_rgb(above), _rgb(below), strict=True))
    return QColor.fromRgbF(*mixed)


def _luminance(one: QColor) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(one)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(one: QColor) -> tuple[float, float, float]:
    return one.redF(), one.greenF(), one.blueF()
