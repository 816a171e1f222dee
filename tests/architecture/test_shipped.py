"""What is shipped beside the code can be read, seen and found by meaning."""

import ast
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfbase.ttfonts import TTFont

import resources
from tests.architecture.clone import product_modules

_THEMES = ("light", "dark")  # high contrast wears the system's palette: tests/screens/test_theme.py holds it to several
_SURFACES = ("page", "surface", "header", "selection", "hover", "accent_soft")
_WORDS = ("text", "secondary", "link", "accent", "error", "warning", "success", "disabled")
_STATES = ("breached", "will_breach", "at_risk", "on_track", "in_time", "late", "excepted")
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
_ICONS: dict[str, str] = resources.load_json("icons", "icons.json")


def _light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _theme(name: str) -> dict[str, str]:
    colours = resources.load_json("themes", f"{name}.json")
    return {meaning: value for meaning, value in colours.items() if isinstance(value, str)}


def test_black_on_white_is_the_greatest_contrast_there_is() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", _THEMES)
def test_words_and_states_are_readable_on_every_surface(name: str) -> None:
    theme = _theme(name)
    faint = {
        (word, surface): round(_contrast(theme[word], theme[surface]), 2)
        for surface in _SURFACES
        for word in (*_WORDS, *_STATES)
        if _contrast(theme[word], theme[surface]) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("name", _THEMES)
def test_a_state_is_readable_on_its_own_soft_ground(name: str) -> None:
    theme = _theme(name)
    for state in (*_STATES, "error"):
        assert _contrast(theme[state], theme[f"{state}_soft"]) >= 4.5, state
        assert _contrast(theme["text"], theme[f"{state}_soft"]) >= 4.5, state


@pytest.mark.parametrize("name", _THEMES)
def test_what_stands_on_a_filled_ground_is_readable(name: str) -> None:
    theme = _theme(name)
    for ground in ("accent", "accent_hover", "accent_pressed"):
        assert _contrast(theme["on_accent"], theme[ground]) >= 4.5, ground
    assert _contrast(theme["on_selection"], theme["selection"]) >= 4.5
    assert _contrast(theme["on_tooltip"], theme["tooltip"]) >= 4.5


@pytest.mark.parametrize("name", _THEMES)
def test_the_elapsed_part_of_the_track_stands_out_on_every_surface(name: str) -> None:
    theme = _theme(name)
    for surface in (*_SURFACES, "track_future"):
        assert _contrast(theme["track_past"], theme[surface]) >= 3, surface


def test_the_themes_speak_of_the_same_meanings() -> None:
    assert _theme("light").keys() == _theme("dark").keys() == _theme("high_contrast").keys()


def test_no_colour_is_written_in_the_code() -> None:
    """Light and dark are files; a colour in the code would be right in one of them only."""
    found = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in product_modules()
        if path.parts[0] == "ui"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and re.fullmatch(r"#[0-9A-Fa-f]{6}", str(node.value))
    ]
    assert found == []


def test_every_icon_that_the_window_asks_for_is_shipped() -> None:
    asked = {name for path, tree in product_modules() if path.parts[0] == "ui" for name in _asked_for(tree)}
    assert asked
    assert asked <= _ICONS.keys()


def _asked_for(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "icon" and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield str(name.value)


def test_every_icon_can_be_drawn_and_none_is_shipped_without_a_meaning() -> None:
    files = {path.name for path in resources.path("icons").glob("*.svg")}
    assert files == set(_ICONS.values())
    for file in files:
        assert QSvgRenderer(QByteArray(resources.text("icons", file).encode())).isValid(), file


@pytest.mark.parametrize("weight", _WEIGHTS)
def test_figures_line_up_in_every_weight(weight: str) -> None:
    face = TTFont(weight, str(resources.path("fonts", f"InterTabular-{weight}.ttf"))).face
    assert len({face.charWidths[ord(figure)] for figure in "0123456789"}) == 1


@pytest.mark.parametrize("weight", _WEIGHTS)
def test_childrens_names_and_the_shapes_of_risk_can_be_printed(weight: str) -> None:
    face = TTFont(weight, str(resources.path("fonts", f"InterTabular-{weight}.ttf"))).face
    needed = "ÁÇÐÉĞĪŁŃŌŘŞŠŪŻßæœøþ’–—…£½≥→■▲◆●◇"
    assert [sign for sign in needed if ord(sign) not in face.charToGlyph] == []


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_what_others_made_comes_with_its_licence(folder: str) -> None:
    assert "Copyright" in resources.text(folder, "LICENSE.txt")
