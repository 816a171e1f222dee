"""A workbook being made: its pages, its names, and every check in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink

from send_desktop.exports.timeliness.cells import ACCENT, Column, Figure, Formula, font
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.parts import Weekly
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.trace import OWN, Traced, range_name, safe_name, shared_words
from send_desktop.wording import full_date

AGREES, DIFFERS = "agrees", "differs"
LONGEST_PAGE = 400
"""Rows: no page of figures is longer."""
RECOUNT, CHECK, COUNTS = "Recount", "Check", "Counts these rows"

_RULE: Any = CellIsRule
_RED = _RULE(
    operator="equal",
    formula=[f'"{DIFFERS}"'],
    font=Font(bold=True, color="FFFFFF"),
    fill=PatternFill("solid", bgColor="A8201A"),
)


@dataclass(slots=True)
class Making:
    """What the pages of one workbook share."""

    book: Workbook
    weekly: Weekly
    checks: list[tuple[str, int]] = field(default_factory=list)
    """The range of each column of checks, and how many it holds."""
    printed: dict[str, int] = field(default_factory=dict)
    """The last column that is printed of a page with words about rows, by the page's title."""
    places: dict[str, Place] = field(default_factory=dict)
    """The tables whose rows figures count, by name."""

    @property
    def sheet(self) -> TimelinessSheet:
        """The figures that the screen shows too."""
        return self.weekly.sheet

    @property
    def is_traced(self) -> bool:
        """Whether the rows behind figures are in the workbook: in a public one they are not."""
        return not self.sheet.is_public

    def page(self, title: str, widths: Sequence[float]) -> Page:
        """Add a page."""
        return Page(self.book.create_sheet(title), widths)

    def titled(self, title: str, widths: Sequence[float], line: str, *, landscape: bool = True) -> Page:
        """Add a page of figures with its title and a line about it."""
        page = self.page(title, widths)
        page.title(title, [line])
        page.freeze_below(1)
        as_at = full_date(self.sheet.figures.as_at)
        page.print_setup(self.sheet.sensitivity, f"{title} as at {as_at}", landscape=landscape)
        return page

    def source(self, page: Page, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Place:
        """Set a table whose rows are counted, with a defined name for each column."""
        place = page.table(name, columns, rows, is_long=True)
        for column in columns:
            self.name(range_name(name, column.title), place.range(column.title))
        self.places[name] = place
        return place

    def name(self, name: str, refers_to: str) -> None:
        """Define a name of the workbook."""
        self.book.defined_names[name] = DefinedName(name, attr_text=refers_to)

    def figures(
        self,
        page: Page,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Any]],
        *,
        recount: bool = False,
        names: Sequence[str] = (),
    ) -> Place:
        """Set a table of figures; where the rows are at hand, each line is checked and says which rows it counts.

        ``recount`` shows the formula of a line's one traced figure in a column of its own; ``names`` gives the
        figure of each line a defined name.
        """
        body = [list(row) for row in rows]
        if not self.is_traced:
            return page.table(name, columns, [[_value(cell) for cell in row] for row in body])
        more = ([Column(RECOUNT, "count")] if recount else []) + [Column(CHECK), Column(COUNTS)]
        lines = [_Line(row, page.row + number, len(columns)) for number, row in enumerate(body, 1)]
        place = page.table(name, [*columns, *more], [line.cells(recount=recount) for line in lines])
        self._finish(place, lines, recount=recount)
        for line, figure in zip(lines, names, strict=False):
            self.name(f"Figure_{safe_name(figure)}", _cell(place, line.row, line.traced[0][0]))
        return place

    def _finish(self, place: Place, lines: Sequence["_Line"], *, recount: bool) -> None:
        sheet: Any = place.sheet
        self._narrow(place)
        check, counts = place.column(CHECK), place.column(COUNTS)
        for line in lines:
            if line.is_array:
                for column in (place.column(RECOUNT), check) if recount else (check,):
                    cell = sheet.cell(line.row, column)
                    sheet[cell.coordinate] = ArrayFormula(cell.coordinate, cell.value)
            if line.traced:
                self._link(sheet.cell(line.row, counts), line.table)
            sheet.cell(line.row, check).font = font(9)
        letter = get_column_letter(check)
        spot = f"{letter}{place.header_row + 1}:{letter}{place.last_row}"
        sheet.conditional_formatting.add(spot, _RED)
        held = sum(1 for line in lines if line.traced)
        if held:
            self.checks.append((f"{quote_sheetname(sheet.title)}!{_absolute(spot)}", held))

    def _narrow(self, place: Place) -> None:
        """Leave the words about rows off the paper: they lead nowhere there, and would make the rest small."""
        wanted = max(place.column(CHECK), self.printed.get(place.sheet.title, 8))
        self.printed[place.sheet.title] = wanted
        place.sheet.print_area = f"A1:{get_column_letter(wanted)}{LONGEST_PAGE}"

    def _link(self, cell: Any, table: str) -> None:
        """Lead from the words to the table's first cell."""
        place = self.places[table]
        target = f"{quote_sheetname(place.sheet.title)}!B{place.header_row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=None)
        cell.font = font(9, colour=ACCENT)

    def verdict(self) -> Formula:
        """Return the formula that says how many checks of the workbook agree."""
        many = sum(count for _, count in self.checks)
        wrong = "+".join(f'COUNTIF({spot},"{DIFFERS}")' for spot, _ in self.checks) or "0"
        return Formula(f'=IF({wrong}=0,"All {many} checks agree",({wrong})&" of {many} checks differ")', "text")


class _Line:
    """One line of a table of figures: where it stands, and which of its cells are traced."""

    def __init__(self, cells: Sequence[Any], row: int, width: int) -> None:
        self.row = row
        self._cells, self._width = cells, width
        self.traced = [(column, cell) for column, cell in enumerate(cells, 2) if isinstance(cell, Traced)]
        self.is_array = any(cell.is_array for _, cell in self.traced)

    @property
    def table(self) -> str:
        return self.traced[0][1].rows.table

    def cells(self, *, recount: bool) -> list[Any]:
        """Return the cells of the line, with what is set beside them."""
        shown = [_value(cell) for cell in self._cells]
        if not self.traced:
            return [*shown, *([None] if recount else []), "", ""]
        again = [Formula(f"={self._formula(self.traced[-1][1])}", self.traced[-1][1].kind)] if recount else []
        if recount:
            same = f"{get_column_letter(self.traced[-1][0])}{self.row}={get_column_letter(2 + self._width)}{self.row}"
        else:
            same = ",".join(
                f"{get_column_letter(column)}{self.row}={self._formula(cell)}" for column, cell in self.traced
            )
        check = Formula(f'=IF(AND({same}),"{AGREES}","{DIFFERS}")', "text")
        return [*shown, *again, check, shared_words(cell for _, cell in self.traced)]

    def _formula(self, cell: Traced) -> str:
        return cell.formula.replace(OWN, f"$B{self.row}")


def _value(cell: Any) -> Any:
    if not isinstance(cell, Traced):
        return cell
    return Figure(cell.value, cell.kind)


def _cell(place: Place, row: int, column: int) -> str:
    return f"{quote_sheetname(place.sheet.title)}!${get_column_letter(column)}${row}"


def _absolute(spot: str) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", spot)
