"""Finds the header of a sheet: under a title block, in one row or in two with merged group headings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.imports.mapping import Column, Proposal, propose
from send_desktop.imports.values import tidied
from send_desktop.imports.workbook import Cell, Sheet

DEEPEST_HEADER = 40
"""Rows from the top among which the header is looked for."""
FEWEST_HEADINGS = 3
LONGEST_HEADING = 120
NAMING = ("name", "child", "pupil", "young person", "student", "cyp")
RECEIVING = ("rec", "rcvd", "date", "start", "day 0", "logged", "request", "referral")
NAMES = frozenset({"surname", "forename", "name"})


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet that holds cases; row numbers are as a spreadsheet shows them."""

    row: int
    group_row: int | None
    proposals: tuple[Proposal, ...]

    @property
    def top(self) -> int:
        """The header's first row: what stands above it is the title block."""
        return self.group_row or self.row


def find_header(sheet: Sheet) -> Header | None:
    """Return the header whose wording means most fields; None when no row names a child and the date received."""
    best: Header | None = None
    most = 0.0
    for header in _candidates(sheet):
        worth = _worth(header)
        if worth > most:
            best, most = header, worth
    return best


def _candidates(sheet: Sheet) -> Iterator[Header]:
    for index, row in enumerate(sheet.rows[:DEEPEST_HEADER]):
        above = sheet.rows[index - 1] if index else []
        if not _could_be_headings(row, above) or not _speaks_of_requests(row, above):
            continue
        yield Header(index + 1, None, propose(_columns(row, [""] * len(row))))
        if any(isinstance(cell, str) and cell for cell in above):
            yield Header(index + 1, index, propose(_columns(row, _groups(sheet, index - 1, row), above)))


def _could_be_headings(row: list[Cell], above: list[Cell]) -> bool:
    texts = sum(1 for cell in row if isinstance(cell, str) and cell.strip())
    others = sum(1 for cell in row if not isinstance(cell, str))
    if not texts or others * 4 > texts or any(isinstance(cell, date) for cell in row):
        return False
    # With headings merged downwards most of a header may stand in its upper row.
    return (
        texts >= FEWEST_HEADINGS
        or sum(1 for cell in above if isinstance(cell, str) and cell.strip()) >= FEWEST_HEADINGS
    )


def _speaks_of_requests(row: list[Cell], above: list[Cell]) -> bool:
    """Say whether two rows hold the least words of a header; it spares the full look at rows of cases."""
    words = " ".join(cell for cell in (*row, *above) if isinstance(cell, str)).casefold()
    return any(word in words for word in NAMING) and any(word in words for word in RECEIVING)


def _worth(header: Header) -> float:
    fields = {one.field: one.confidence for one in header.proposals if one.field}
    if "request_received" not in fields or not NAMES & fields.keys():
        return 0.0
    return sum(sure for field, sure in fields.items() if not field.startswith("calculated."))


def _groups(sheet: Sheet, index: int, headings: list[Cell]) -> list[str]:
    """Return the group above each heading: as merged, or where merging is not known, the last one to the left."""
    row = [_heading(cell) for cell in sheet.rows[index]]
    spans = [span for span in sheet.merged if span[0][0] <= index <= span[1][0] and span[0][1] < span[1][1]]
    if spans:
        for (top, left), (_, right) in spans:
            row[left : right + 1] = [_heading(sheet.rows[top][left])] * (min(right, len(row) - 1) - left + 1)
        return row
    last = ""
    for place, group in enumerate(row):
        last = group or last
        row[place] = last if _heading(headings[place]) else group
    return row


def _columns(headings: list[Cell], groups: list[str], above: list[Cell] | None = None) -> tuple[Column, ...]:
    columns: list[Column] = []
    seen: Counter[str] = Counter()
    for index, cell in enumerate(headings):
        heading, group = _heading(cell), groups[index]
        if not heading and above is not None:
            # A heading merged downwards over both rows stands in the upper one.
            heading, group = _heading(above[index]), ""
        if not heading:
            continue
        name = f"{group} > {heading}" if group and group != heading else heading
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        columns.append(Column(index, group if group != heading else "", heading, unique))
    return tuple(columns)


def _heading(cell: Cell) -> str:
    return tidied(cell)[:LONGEST_HEADING] if isinstance(cell, str) else ""
