"""Colours by meaning, one style sheet, one scale."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from send_desktop.risk import STATES
from ui.icons import icon
from ui.theme import CHOICES, LARGEST_SCALE, MEANINGS, appearance, load_theme, px, style_sheet

THEMES = ("light", "dark", "high_contrast")
TEXTS = ("text", "secondary", "accent", "breached", "will_breach", "at_risk", "on_track", "excepted")


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours."""

    def luminance(value: str) -> float:
        parts = QColor(value).getRgbF()[:3]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_a_colour_for_every_meaning(name: str, qtbot: QtBot) -> None:
    colours = load_theme(name).colours
    assert set(MEANINGS) <= set(colours)
    assert {state.meaning for state in STATES} <= set(colours)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("meaning", TEXTS)
def test_words_can_be_read_on_every_ground_that_they_stand_on(name: str, meaning: str, qtbot: QtBot) -> None:
    colours = load_theme(name).colours
    for ground in ("page", "surface", "selection", "hover"):
        assert contrast(colours[meaning], colours[ground]) >= 4.5, ground


@pytest.mark.parametrize("name", THEMES)
def test_what_has_run_of_the_track_can_be_told_from_every_surface(name: str, qtbot: QtBot) -> None:
    colours = load_theme(name).colours
    assert all(contrast(colours["track_past"], colours[ground]) >= 3 for ground in ("surface", "selection", "hover"))


def test_the_style_sheet_leaves_nothing_to_fill_in(qtbot: QtBot) -> None:
    text = style_sheet(load_theme("light"), 100)
    assert not re.search(r"@[a-z]|px\(\d", text)


def test_text_at_200_per_cent_doubles_every_length(qtbot: QtBot) -> None:
    appearance().apply("light", 200)
    assert px(16) == 32
    assert "font-size: 40px" in style_sheet(load_theme("light"), 200)
    appearance().apply("light", 100)


def test_the_text_size_stays_between_100_and_200(qtbot: QtBot) -> None:
    appearance().apply("light", 900)
    assert appearance().scale == LARGEST_SCALE
    appearance().apply("light", 10)
    assert appearance().scale == 100


def test_every_choice_of_theme_can_be_worn(qtbot: QtBot) -> None:
    for choice, _words in CHOICES:
        appearance().apply(choice)
        assert appearance().theme.name in THEMES
    appearance().apply("light")


@pytest.mark.parametrize("meaning", sorted(resources.load_json("icons", "icons.json")))
def test_every_icon_can_be_drawn_in_the_colour_of_the_theme(meaning: str, qtbot: QtBot) -> None:
    appearance().apply("dark")
    drawn = icon(meaning).pixmap(16, 16).toImage()
    wanted = QColor(appearance().theme.colours["text"])
    assert any(
        drawn.pixelColor(x, y).alpha() > 200 and abs(drawn.pixelColor(x, y).lightness() - wanted.lightness()) < 30
        for x in range(16)
        for y in range(16)
    )
    appearance().apply("light")


SCHEMES = {
    "night sky": ("#000000", "#ffffff", "#d6b4fd", "#2b2b2b", "#8080ff"),
    "aquatic": ("#202020", "#ffffff", "#8ee3f0", "#263b50", "#75e9fc"),
    "desert": ("#fffaef", "#3d3d3d", "#903909", "#fff5e3", "#00009f"),
    "blue on yellow, by hand": ("#ffff80", "#00004d", "#00004d", "#ffff80", "#00004d"),
}
"""Ground, text, highlight with its text, and link, as people have set them up for their eyes."""


def scheme(name: str) -> QPalette:
    ground, text, highlight, highlighted, link = map(QColor, SCHEMES[name])
    palette = QPalette()
    role = QPalette.ColorRole
    for one, value in (
        (role.Window, ground), (role.Base, ground), (role.WindowText, text), (role.Text, text),
        (role.Highlight, highlight), (role.HighlightedText, highlighted), (role.Link, link),
    ):  # fmt: skip
        palette.setColor(one, value)
    return palette


@pytest.mark.parametrize("name", SCHEMES)
def test_high_contrast_wears_the_colours_that_the_system_was_set_to(name: str, qtbot: QtBot) -> None:
    colours = load_theme("high_contrast", scheme(name)).colours
    ground, text, *_ = SCHEMES[name]
    assert (colours["page"], colours["surface"], colours["text"]) == (ground, ground, text)
    assert {colours[state.meaning] for state in STATES} == {text}, "states are told apart by word and shape alone"


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("meaning", TEXTS)
def test_words_can_be_read_under_every_scheme_of_the_system(name: str, meaning: str, qtbot: QtBot) -> None:
    colours = load_theme("high_contrast", scheme(name)).colours
    assert all(contrast(colours[meaning], colours[on]) >= 4.5 for on in ("page", "surface", "selection", "hover"))
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5
    assert contrast(colours["track_past"], colours["surface"]) >= 3


def test_the_systems_colours_are_found_again_from_under_the_windows_own(qtbot: QtBot) -> None:
    appearance().apply("light")
    first = load_theme("high_contrast").colours
    appearance().apply("dark")
    worn = QApplication.palette().color(QPalette.ColorRole.Window).name()
    assert load_theme("high_contrast").colours == first
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == worn
    appearance().apply("light")
