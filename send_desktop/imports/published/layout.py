"""Where in a sheet the figures stand: one figure a column, one year a column, or one figure a row."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from send_desktop.benchmarks.published import COLUMNS
from send_desktop.imports.published.meanings import figure_meaning, meaning
from send_desktop.imports.published.values import is_year, looks_like_number, years_in
from send_desktop.imports.values import tidied
from send_desktop.imports.workbook import Cell, Sheet

DEEPEST = 40
"""Rows from the top among which the heading is looked for."""
_NAMING = frozenset({"la_code", "la_number", "la_name", "region_code", "region_name", "area_code", "area_name"})
_FIGURES = frozenset(COLUMNS)
_TOTAL = re.compile(r"(?:all|total)\b.*|", re.IGNORECASE)
SEVERAL = frozenset({"la_code", "la_number", "breakdown", "area_code"})
"""What more than one column may say: a new and an old code, a topic and its breakdown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its heading as written, and what it means; a column of one year names its figure."""

    index: int
    heading: str
    field: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet of which the heading was understood."""

    sheet: Sheet
    row: int
    """The heading's row, counted from 0."""
    columns: tuple[Column, ...]
    unknown: tuple[tuple[int, str], ...]
    """Headings that were not understood, with their places."""
    title_year: int | None
    filters: tuple[int, ...] = ()
    """Columns that divide a figure: only the rows of their totals are read."""

    def of(self, field: str) -> list[int]:
        """Return the places of the columns that mean a field."""
        return [one.index for one in self.columns if one.field == field]

    @property
    def figures(self) -> list[Column]:
        """Return the columns that hold figures."""
        return [one for one in self.columns if one.field in _FIGURES]

    @property
    def not_understood(self) -> tuple[str, ...]:
        """Return the headings that were not understood and divide nothing either."""
        return tuple(heading for index, heading in self.unknown if index not in self.filters)

    @property
    def is_long(self) -> bool:
        """Return whether each row holds one figure and says which."""
        return bool(self.of("indicator"))

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows under the heading with their numbers as a spreadsheet shows them."""
        for number, row in enumerate(self.sheet.rows[self.row + 1 :], start=self.row + 2):
            if any(cell != "" for cell in row):
                yield number, row

    def is_total(self, row: Sequence[Cell]) -> bool:
        """Say whether a row holds the whole, and not one breakdown of it."""
        return all(_TOTAL.fullmatch(str(row[index]).strip()) for index in self.filters)


def find_layout(sheet: Sheet) -> Layout | None:
    """Return how a sheet is laid out; None where no heading names a place, a year and a figure."""
    found = (_layout(sheet, at) for at in range(min(DEEPEST, len(sheet.rows))))
    best = max((one for one in found if one), key=_worth, default=None)
    return _with_filters(best) if best else None


def _worth(layout: Layout) -> int:
    return len(layout.figures) + sum(1 for one in layout.columns if one.field not in _FIGURES)


def _layout(sheet: Sheet, at: int) -> Layout | None:
    headings = sheet.rows[at]
    if sum(1 for cell in headings if cell != "") < 2:
        return None
    title = _title(sheet, at)
    columns, unknown = _columns(sheet, at, title)
    fields = {one.field for one in columns}
    years = years_in(title)
    title_year = years[0] if len(years) == 1 else None
    has_year = "period" in fields or any(one.year for one in columns) or title_year
    has_figure = fields & _FIGURES or {"indicator", "value"} <= fields or ("indicator" in fields and has_year)
    if not (fields & _NAMING and has_year and has_figure):
        return None
    return Layout(sheet, at, tuple(columns), tuple(unknown), title_year)


def _columns(sheet: Sheet, at: int, title: str) -> tuple[list[Column], list[tuple[int, str]]]:
    columns: list[Column] = []
    unknown: list[tuple[int, str]] = []
    taken: set[str] = set()
    groups = _groups(sheet, at)
    for index, cell in enumerate(sheet.rows[at]):
        if is_year(cell):
            year = int(float(str(cell)))
            columns.append(
                Column(index, f"{groups[index]} {year}".strip(), _figure_of_year(groups[index], title), year)
            )
            continue
        heading = tidied(cell) if isinstance(cell, str) else ""
        field = _meaning(heading, groups[index])
        if not heading or not field or (field in taken and field not in SEVERAL):
            unknown += [(index, heading)] if heading else []
            continue
        taken.add(field)
        columns.append(Column(index, heading, field))
    return columns, unknown


def _meaning(heading: str, group: str) -> str:
    return meaning(heading) or (figure_meaning(f"{group} {heading}") if group else "")


def _figure_of_year(group: str, title: str) -> str:
    """Return the figure of a column that is headed by a year; a value whose row names it where nothing above does."""
    return figure_meaning(group) or figure_meaning(title) or "value"


def _groups(sheet: Sheet, at: int) -> list[str]:
    """Return what stands above each heading: as merged, or the last one to the left."""
    row = sheet.rows[at]
    if at == 0 or sum(1 for cell in sheet.rows[at - 1] if cell != "") < 2:
        return [""] * len(row)
    last, groups = "", []
    for index in range(len(row)):
        above = sheet.rows[at - 1][index] if index < len(sheet.rows[at - 1]) else ""
        last = tidied(above) if isinstance(above, str) and above else last
        groups.append(last)
    return groups


def _title(sheet: Sheet, at: int) -> str:
    """Return what stands above the heading in rows of one cell: a title, not headings."""
    above = [[cell for cell in row if cell != ""] for row in sheet.rows[:at]]
    return " ".join(str(cells[0]) for cells in above if len(cells) == 1)


def _with_filters(layout: Layout) -> Layout:
    """Add the columns that divide figures: those that say so, and words in others where a total stands among them."""
    below = layout.sheet.rows[layout.row + 1 :]
    named = [one.index for one in layout.columns if one.field == "breakdown"]
    others = [index for index, _ in layout.unknown if _divides({row[index] for row in below})]
    return replace(layout, filters=tuple(named + others))


def _divides(cells: Collection[Cell]) -> bool:
    words = {str(cell).strip() for cell in cells if cell != "" and not looks_like_number(cell)}
    return len(words) > 1 and any(_TOTAL.fullmatch(word) for word in words)
