"""The house on paper: A4, static Inter with tabular figures, colours by meaning, shapes beside words.

Lengths are points; origin at the foot of the page, as PDF has it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph

from resources import load_json, path
from send_desktop.risk.states import state_named

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 48
TOP = 38
FOOT = 54
WIDTH = PAGE_WIDTH - 2 * SIDE
HAIR = 0.5
"""Rules are half a point: thinner ones vanish on an office printer."""

NEUTRAL_SHAPES = {"waiting": "circle", "plain": ""}
"""Shapes of the marks that are no risk state: an open circle waits; plain has no shape."""

PLACE = "place:"
"""What begins a link to a place in the same pack; ``places.py`` turns it into the page it leads to."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fonts:
    """Names of the registered faces."""

    regular: str
    strong: str


@cache
def fonts() -> Fonts:
    """Register the shipped Inter once and return its names; figures in it all have one width."""
    faces = Fonts("InterTabular", "InterTabular-SemiBold")
    for name, file in ((faces.regular, "InterTabular-Regular.ttf"), (faces.strong, "InterTabular-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, path("fonts", file)))
    pdfmetrics.registerFontFamily(
        faces.regular, normal=faces.regular, bold=faces.strong, italic=faces.regular, boldItalic=faces.strong
    )
    return faces


@cache
def colour(meaning: str) -> Color:
    """Return the light theme's colour of a meaning: paper is the light theme."""
    return HexColor(_theme().get(meaning, _theme()["secondary"]))


@cache
def _theme() -> dict[str, str]:
    return dict(load_json("themes", "light.json"))


def style(
    size: float, *, strong: bool = False, meaning: str = "text", leading: float = 0, **more: Any
) -> ParagraphStyle:
    """Return a paragraph style in the house's face; leading defaults to 1.35 of the size."""
    face = fonts().strong if strong else fonts().regular
    return ParagraphStyle(
        f"{size}{strong}{meaning}{sorted(more.items())}",
        fontName=face,
        fontSize=size,
        leading=leading or round(size * 1.35, 2),
        textColor=colour(meaning),
        splitLongWords=1,
        **more,
    )


def body() -> ParagraphStyle:
    """Text to be read."""
    return style(9, leading=12.25)


def cell(strong: bool = False, meaning: str = "text") -> ParagraphStyle:
    """Text in a table."""
    return style(8.5, strong=strong, meaning=meaning, leading=11)


def figure_cell(strong: bool = False) -> ParagraphStyle:
    """Figures in a table, set to the right so that they line up."""
    return style(8.5, strong=strong, leading=11, alignment=TA_RIGHT)


def head_cell(right: bool = False) -> ParagraphStyle:
    """A column's heading."""
    return style(7.75, meaning="secondary", leading=10, alignment=TA_RIGHT if right else TA_LEFT)


def note() -> ParagraphStyle:
    """Secondary text."""
    return style(8, meaning="secondary", leading=10.75)


def plain(typed: str) -> str:
    """Return typed text safe to set: composed characters, no control characters, nothing read as markup."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", typed))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "<br/>".join(escape(line.rstrip()) for line in lines)


def words(typed: str, like: ParagraphStyle) -> Paragraph:
    """Return typed text as a paragraph; never as markup."""
    return Paragraph(plain(typed), like)


def link(typed: str, destination: str, like: ParagraphStyle) -> Paragraph:
    """Return text that leads to a place of the same pack, which is found once all its pages are in order."""
    return Paragraph(f'<a href="{PLACE}{destination}" color="{_hex("link")}">{plain(typed)}</a>', like)


def _hex(meaning: str) -> str:
    return _theme()[meaning]


def shape_of(code: str) -> str:
    """Return the shape that stands for a state, so that it is known without its colour."""
    return NEUTRAL_SHAPES[code] if code in NEUTRAL_SHAPES else state_named(code).shape


def meaning_of(code: str) -> str:
    """Return the meaning by which a state's colour is asked for."""
    return "text" if code in NEUTRAL_SHAPES else state_named(code).meaning


class MarkedWord(Flowable):
    """A state's shape and its word on one or more lines: never colour alone."""

    def __init__(self, code: str, word: str, size: float = 8.5) -> None:
        super().__init__()
        self._code, self._size = code, size
        self._text = words(
            word, style(size, strong=code not in NEUTRAL_SHAPES, meaning=meaning_of(code), leading=size * 1.31)
        )
        self._indent = size * 1.35 if shape_of(code) else 0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size it takes, as platypus asks."""
        width, height = self._text.wrap(available_width - self._indent, available_height)
        self.width, self.height = width + self._indent, height
        return self.width, self.height

    def draw(self) -> None:
        """Paint shape, then word."""
        shape = shape_of(self._code)
        if shape:
            middle = self.height - self._size * 0.70
            paint_shape(self.canv, shape, self._size * 0.42, middle, self._size * 0.84, colour(meaning_of(self._code)))
        self._text.drawOn(self.canv, self._indent, 0)


def paint_shape(canvas: Any, shape: str, x: float, y: float, size: float, ink: Color) -> None:
    """Paint a state's shape, ``size`` wide, about the middle (x, y)."""
    canvas.saveState()
    canvas.setFillColor(ink)
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(max(0.7, size * 0.12))
    half = size / 2
    if shape in ("disc", "circle"):
        canvas.circle(x, y, half * 0.9, stroke=shape == "circle", fill=shape == "disc")
    else:
        canvas.drawPath(
            _outline(canvas, shape, x, y, half), stroke=shape == "open_diamond", fill=shape != "open_diamond"
        )
    canvas.restoreState()


def _outline(canvas: Any, shape: str, x: float, y: float, half: float) -> Any:
    corners = {
        "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
        "triangle": ((-1.0, -0.85), (1.0, -0.85), (0.0, 0.95)),
    }.get(shape, ((0.0, -1.05), (1.05, 0.0), (0.0, 1.05), (-1.05, 0.0)))
    outline = canvas.beginPath()
    outline.moveTo(x + corners[0][0] * half, y + corners[0][1] * half)
    for across, up in corners[1:]:
        outline.lineTo(x + across * half, y + up * half)
    outline.close()
    return outline
