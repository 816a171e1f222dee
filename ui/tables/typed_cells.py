"""What is typed or pasted into cells of the grid, read at the window's edge: words become dates, rows find cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.records import Directory
from send_desktop.services.grid_columns import kind_of, typed_columns
from send_desktop.services.grid_edits import Entry
from send_desktop.services.pasted_block import REFERENCE, Block
from send_desktop.wording import counted, listed
from ui.dates import NotADate, read_date, read_past_date

_MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
"""What some programs put behind a day when they copy it."""

AHEAD = "promised:"
"""Columns whose days may lie ahead; in every other a day without its year has passed."""

MOST_NAMED = 3
"""So many references that were not found are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid as it stands on the screen."""

    case_id: int
    column: str
    title: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where a block goes: the lines from the cursor down, the columns from it to the right, and how cases are found."""

    lines: Sequence[int]
    """Ids of cases."""
    columns: Sequence[str]
    titles: Mapping[str, str]
    shown: Callable[[int, str], str]
    """What a cell shows, by case and column."""
    references: Mapping[str, int]
    """Case ids by reference, in small letters."""


@dataclass(frozen=True, slots=True)
class Landed:
    """Cells that a block is for, and in sentences what of it was passed over."""

    entries: tuple[Entry, ...]
    passed_over: str = ""


def read_cell(cell: Cell, text: str, today: date) -> Entry:
    """Read what was typed into a cell; what cannot be read is kept with the sentence that says why."""
    kind, words = kind_of(cell.column), text.strip()
    entry = Entry(case_id=cell.case_id, column=cell.column, typed=words)
    if words.split() == cell.shown.split():
        return replace(entry, is_as_shown=True)
    if kind is None:
        problem = f"{cell.title} follows from what is recorded; it is not typed."
        return replace(entry, column=cell.title, problem=problem)
    if kind != "date":
        return replace(entry, value=words or None)
    try:
        read = read_date if cell.column.startswith(AHEAD) else read_past_date
        return replace(entry, value=read(_MIDNIGHT.sub("", words), today))
    except NotADate as error:
        return replace(entry, problem=str(error))


def headings(titles: Mapping[str, str], directory: Directory) -> dict[str, str]:
    """Return the ids of columns by every heading that a block may give them, in small letters."""
    known = {heading: column.id for column in typed_columns(directory) for heading in column.headings}
    known |= {column.title.casefold(): column.id for column in typed_columns(directory)}
    return known | {title.casefold(): id for id, title in titles.items()}


def land(block: Block, where: Landing, today: date) -> Landed:
    """Return the cell that each word is for: rows that name their case go to it, others stand from the cursor on."""
    lines, unknown = _lines(block, where)
    columns = block.columns if block.has_headings else where.columns
    entries = tuple(
        read_cell(Cell(case_id, id, where.titles.get(id, id), where.shown(case_id, id)), words, today)
        for case_id, row in zip(lines, block.rows, strict=False)
        if case_id is not None
        for id, words in zip(columns, row, strict=False)
        if not block.has_headings or kind_of(id)
    )
    return Landed(entries, " ".join(filter(None, (unknown, *_left(block, where, len(lines))))))


def _lines(block: Block, where: Landing) -> tuple[Sequence[int | None], str]:
    at = block.by_reference()
    if at is None:
        return where.lines, ""
    given = [row[at].strip() if at < len(row) else "" for row in block.rows]
    found = [where.references.get(reference.casefold()) for reference in given]
    missing = [reference or "an empty reference" for reference, id in zip(given, found, strict=True) if id is None]
    if not missing:
        return found, ""
    more = f" and {len(missing) - MOST_NAMED:,} more" if len(missing) > MOST_NAMED else ""
    return found, f"No case here has the reference {', '.join(missing[:MOST_NAMED])}{more}: passed over."


def _left(block: Block, where: Landing, lines: int) -> Iterator[str]:
    """Say what of a block has no place."""
    if block.has_headings:
        idle = [where.titles[id] for id in block.columns if id and id != REFERENCE and not kind_of(id)]
        if idle:
            yield f"{listed(idle)} {'follows' if len(idle) == 1 else 'follow'} from what is recorded: passed over."
        nameless = block.columns.count("")
        if nameless:
            yield f"{counted(nameless, 'heading')} not known: passed over."
    elif max(map(len, block.rows), default=0) > len(where.columns):
        yield "The block is wider than the columns to the right of the cursor: what goes beyond is passed over."
    if len(block.rows) > lines:
        yield f"{counted(len(block.rows) - lines, 'row')} beyond the last line: passed over."
