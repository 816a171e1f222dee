"""What goes into a cell and how it looks: kinds of value, fonts, and text that is never a formula."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from send_desktop.exports.timeliness.sheet import WITHHELD

FAMILY = "Calibri"
TEXT, SECONDARY, LINE, SOFT, ACCENT = "1A1F26", "56606B", "D5DAE0", "EDF0F3", "1D5FB8"
LONGEST_TEXT = 32_000
"""Characters: a cell takes 32,767 at most."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LIKE_FORMULA = ("=", "+", "-", "@", "\t")
"""What text begins with that a program might take for a formula."""
_THIN = Side(style="thin", color=LINE)
UNDERLINED = Border(bottom=_THIN)
FIRST_COLUMN = 2
"""Column A is the margin."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column's values are shown."""

    number_format: str = "General"
    align: str = "left"
    wraps: bool = False


KINDS = {
    "text": Kind(),
    "wrap": Kind(wraps=True),
    "count": Kind("#,##0", "right"),
    "signed": Kind("+#,##0;-#,##0;0", "right"),
    "plain": Kind("0", "right"),
    "pct": Kind("0.0%", "right"),
    "weeks": Kind("0.00", "right"),
    "one": Kind("0.0", "right"),
    "date": Kind("d mmm yyyy", "right"),
    "month": Kind("mmm yyyy", "left"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula: the only thing on a page that is ever calculated by the spreadsheet."""

    text: str
    kind: str = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value whose kind is its own and not its column's."""

    value: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Coloured:
    """Text in a state's colour."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Look:
    """Everything by which one cell looks unlike another; cells of one look share one style."""

    kind: str
    colour: str
    is_withheld: bool
    is_number: bool
    is_first: bool
    """In the first column, which stands at the margin."""


def fill(cell: Cell, value: Any, kind: str) -> Look:
    """Put a value into a cell and return how it is to look. Text is always text, never a formula."""
    colour = TEXT
    if isinstance(value, Figure):
        value, kind = value.value, value.kind
    if isinstance(value, Coloured):
        value, colour = value.text, value.colour
    if isinstance(value, Formula):
        cell.value, kind, colour = value.text, value.kind, SECONDARY
    elif isinstance(value, str):
        cell.value = scrubbed(value)
        cell.data_type = "s"
    elif kind == "pct" and value is not None:
        cell.value = round(value * 10) / 1000
    else:
        cell.value = value
    is_number = isinstance(cell.value, int | float | date) or cell.data_type == "f"
    return Look(kind, colour, value == WITHHELD, is_number, cell.column <= FIRST_COLUMN)


def dress(cell: Cell, look: Look) -> None:
    """Give a cell its look."""
    kind = KINDS[look.kind]
    align = "right" if look.is_withheld else "left" if look.is_first else kind.align
    indent = 0 if look.is_first else _indent(align)
    cell.font = font(10, colour=look.colour)
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=kind.wraps, indent=indent)
    if look.is_number:
        cell.number_format = kind.number_format


def quote(cell: Cell) -> None:
    """Mark text that looks like a formula as text, so that editing the cell does not make it one."""
    if cell.data_type == "s" and str(cell.value).startswith(LIKE_FORMULA):
        cell.quotePrefix = True


def dress_heading(cell: Cell, kind: str) -> None:
    """Give a cell the look of a column's heading."""
    align = "left" if cell.column <= FIRST_COLUMN else KINDS[kind].align
    indent = 0 if cell.column <= FIRST_COLUMN else _indent(align)
    cell.font = font(10, bold=True, colour=SECONDARY)
    cell.fill = PatternFill("solid", fgColor=SOFT)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True, indent=indent)
    cell.border = UNDERLINED


def scrubbed(text: str) -> str:
    """Return text without control characters, short enough for a cell."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]


@cache
def font(size: float, *, bold: bool = False, colour: str = TEXT) -> Font:
    """Return the workbook's font in a size (points), weight and colour (hex)."""
    return Font(name=FAMILY, size=size, bold=bold, color=colour.lstrip("#"))


def _indent(align: str) -> int:
    """Keep text one step from a number in the column to its left."""
    return 1 if align == "left" else 0
