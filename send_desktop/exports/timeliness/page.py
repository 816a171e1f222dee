"""A worksheet as a page: a title, headings and tables set one below the other on one set of columns."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from send_desktop.exports.timeliness.cells import (
    FAMILY,
    FIRST_COLUMN,
    KINDS,
    LIKE_FORMULA,
    SECONDARY,
    UNDERLINED,
    Column,
    Look,
    dress,
    dress_heading,
    fill,
    font,
    quote,
    scrubbed,
)

_PLAIN = {str: "s", int: "n", float: "n", date: "d", type(None): "n"}
"""The types of plain values, and how a workbook calls them."""
_WRAPPING = frozenset(code for code, kind in KINDS.items() if kind.wraps)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands."""

    sheet: Worksheet
    first_column: int
    header_row: int
    last_row: int
    titles: tuple[str, ...]

    def column(self, title: str) -> int:
        """Return a column's number on the sheet."""
        return self.first_column + self.titles.index(title)

    def range(self, title: str) -> str:
        """Return the column's body as an absolute reference that holds on any sheet."""
        letter = get_column_letter(self.column(title))
        return f"{quote_sheetname(self.sheet.title)}!${letter}${self.header_row + 1}:${letter}${self.last_row}"


@dataclass(slots=True)
class Page:
    """A sheet being filled from top to bottom; column A is the margin."""

    sheet: Worksheet
    widths: Sequence[float]
    row: int = 1
    looks: dict[tuple[Look, bool], Any] = field(default_factory=dict)
    """Styles made so far: cells of one look share one, which is ten times as quick as making each."""
    _laid: dict[tuple[str, str, bool, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set the widths, and take the grid of lines away: only tables have lines."""
        self.sheet.sheet_view.showGridLines = False
        self.sheet.column_dimensions["A"].width = 2
        for number, width in enumerate(self.widths, 2):
            self.sheet.column_dimensions[get_column_letter(number)].width = width

    def title(self, title: str, lines: Iterable[str]) -> None:
        """Set the page's title and the lines under it."""
        self.write(2, title, face=font(18, bold=True))
        self.sheet.row_dimensions[self.row].height = 28
        self.row += 1
        for line in lines:
            self.write(2, line, face=font(10, colour=SECONDARY))
            self.row += 1
        self.row += 1

    def heading(self, text: str, note: str = "") -> None:
        """Set a section's heading, and a line about it under it."""
        self.write(2, text, face=font(13, bold=True))
        self.sheet.row_dimensions[self.row].height = 21
        self.row += 1
        if note:
            self.write(2, note, face=font(10, colour=SECONDARY))
            self.row += 1

    def paragraph(self, text: str, last: int) -> None:
        """Set a text across the columns to ``last``, as many lines high as it takes."""
        cell = self.write(FIRST_COLUMN, text, "wrap")
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=FIRST_COLUMN, end_column=last)
        many = _lines(str(cell.value), sum(self.widths[: last - 1]))
        self.sheet.row_dimensions[self.row].height = 13.5 * many + 2
        self.row += 1

    def space(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def new_page(self) -> None:
        """Begin a new page of paper here."""
        self.sheet.row_breaks.append(Break(id=self.row - 1))

    def write(
        self, column: int, value: Any, kind: str = "text", face: Font | None = None, *, is_lined: bool = False
    ) -> Any:
        """Put one value into a cell of the current row, with a line under it where it is one of a table."""
        cell: Any = self.sheet.cell(self.row, column)
        look = fill(cell, value, kind)
        made = self.looks.get((look, is_lined))
        if made is None:
            dress(cell, look)
            if is_lined:
                cell.border = UNDERLINED
            self.looks[look, is_lined] = copy(cell._style)
        else:
            cell._style = copy(made)
        quote(cell)
        if face:
            cell.font = face
        return cell

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, is_long: bool = False
    ) -> Place:
        """Set a real table with filters; one empty line where there are no rows. Leaves a row free below.

        The cells of a long one share their styles: nobody may change the look of one afterwards.
        """
        header = self.row
        for number, column in enumerate(columns, FIRST_COLUMN):
            dress_heading(self.write(number, column.title), column.kind)
        titles = zip(self.widths, columns, strict=False)
        lines = max(len(wrap(column.title, max(1, int(width))) or [""]) for width, column in titles)
        self.sheet.row_dimensions[header].height = max(32, 14 * lines + 4)
        body = list(rows) or [["None", *[None] * (len(columns) - 1)]]
        for values in body:
            self.row += 1
            for number, (column, value) in enumerate(zip(columns, values, strict=True), 2):
                if is_long and type(value) in _PLAIN:
                    self._lay(number, value, column.kind)
                else:
                    self.write(number, value, column.kind, is_lined=True)
            self._make_room(columns, values)
        self._register(name, header, [column.title for column in columns])
        place = Place(self.sheet, 2, header, self.row, tuple(column.title for column in columns))
        self.row += 2
        return place

    def _lay(self, column: int, value: Any, kind: str) -> None:
        """Put a plain value into a cell as ``write`` does, the look of its kind made once."""
        if type(value) is str:
            value = scrubbed(value)
        look = kind, _PLAIN[type(value)], column == FIRST_COLUMN, type(value) is str and value[:1] in LIKE_FORMULA
        style = self._laid.get(look)
        if style is None:
            style = self._laid[look] = copy(self.write(column, value, kind, is_lined=True)._style)
        sheet: Any = self.sheet
        cell: Any = Cell(sheet, row=self.row, column=column)
        cell._value, cell.data_type, cell._style = value, _PLAIN[type(value)], style
        sheet._cells[self.row, column] = cell

    def total(self, columns: Sequence[Column], values: Sequence[Any]) -> None:
        """Set a line of totals in bold under the table just set, outside it, so that filters leave it alone."""
        self.row -= 1
        for number, (column, value) in enumerate(zip(columns, values, strict=True), 2):
            self.write(number, value, column.kind, face=font(10, bold=True))
        self.row += 2

    def _make_room(self, columns: Sequence[Column], values: Sequence[Any]) -> None:
        """Give a row the height of its longest wrapped text: not every program works that out on opening."""
        texts = zip(self.widths, columns, values, strict=False)
        lines = max(
            (
                _lines(value, width)
                for width, column, value in texts
                if column.kind in _WRAPPING and isinstance(value, str)
            ),
            default=1,
        )
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = 13.5 * lines + 2

    def _register(self, name: str, header: int, titles: Sequence[str]) -> None:
        """Make it a table. Its columns are named here: openpyxl would go through every cell of it for them."""
        last = f"{get_column_letter(1 + len(titles))}{self.row}"
        table: Any = Table(displayName=name, name=name, ref=f"B{header}:{last}")
        table._initialise_columns()
        for column, title in zip(table.tableColumns, titles, strict=True):
            column.name = scrubbed(title)
        self.sheet.add_table(table)

    def freeze_below(self, row: int, column: int = 1) -> None:
        """Keep everything above and including ``row`` in sight, and the columns before ``column``."""
        self.sheet.freeze_panes = f"{get_column_letter(column)}{row + 1}"

    def long_table(self, place: Place, footer: str, side: str) -> None:
        """Set a page that is one long table: its head stays in sight, and is on every page of paper."""
        self.freeze_below(place.header_row, 3)
        self.print_setup(footer, side, landscape=True, repeat=(place.header_row, place.header_row))

    def print_setup(self, footer: str, side: str, *, landscape: bool, repeat: tuple[int, int] | None = None) -> None:
        """A4, fitted to the width, with page numbers, ``footer`` in the middle of the foot and ``side`` at its left."""
        sheet: Any = self.sheet
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top = sheet.page_margins.bottom = 0.7
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.left.text, sheet.oddFooter.center.text = _escaped(side), _escaped(footer)
        sheet.oddFooter.right.text = "Page &P of &N"
        for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
            part.size, part.font = 8, f"{FAMILY},Regular"
        if repeat:
            sheet.print_title_rows = f"{repeat[0]}:{repeat[1]}"


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many characters wide."""
    if len(text) <= width:
        return 1
    return max(1, len(wrap(text, max(1, int(width * 1.15)))))


def _escaped(text: str) -> str:
    return scrubbed(text).replace("&", "&&").replace("\n", " ")[:120]
