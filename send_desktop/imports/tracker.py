"""A tracker as it lies in its file: the sheets that hold cases, their columns, and the lists beside them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.imports.headings import Header, find_header
from send_desktop.imports.issues import Issue, issue
from send_desktop.imports.mapping import Column, overridden, plain_heading
from send_desktop.imports.values import read_date, text_of, tidied
from send_desktop.imports.workbook import Cell, Sheet, Workbook, read_workbook
from send_desktop.progress import Progress, silent

AS_AT = re.compile(r"\bas (?:at|of)\b[:\s]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
STAFF_NAME = frozenset({"name", "officer", "officer name", "full name", "case officer", "staff"})
SETTING_HEADING = re.compile(r"(?:school|setting|school setting|school name|establishment)(?: name)?")
NOTELESS = (".xls", ".xlsb")
"""Binary kinds of file, of which only the cells are read."""
LIST_HEADING_WITHIN = 10
"""Rows from the top among which the heading of a list is looked for."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A line of the workbook's staff list."""

    name: str
    initials: str = ""
    email: str = ""
    team: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that holds cases, with its header."""

    sheet: Sheet
    header: Header

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that have a heading, from left to right."""
        return tuple(proposal.column for proposal in self.header.proposals)

    def body(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield each row below the header with its number as a spreadsheet shows it."""
        return enumerate(self.sheet.rows[self.header.row :], start=self.header.row + 1)


@dataclass(frozen=True, slots=True)
class TrackerFile:
    """A tracker as read; nothing in it has been judged yet but which sheets hold cases."""

    name: str
    tables: tuple[Table, ...]
    staff: tuple[StaffMember, ...] = ()
    setting_kinds: Mapping[str, str] | None = None
    """Kind (phase) of each school on the workbook's list, by its name in lower case."""
    as_at: date | None = None
    """The 'position as at' date in the title block."""
    issues: tuple[Issue, ...] = ()
    """What became of whole sheets and of group headings."""


def read(path: Path, progress: Progress = silent) -> TrackerFile:
    """Read a tracker file. Raises Refused when it holds no tracker, Unavailable when it cannot be read."""
    progress(0, 3, f"Reading {path.name}")
    workbook = read_workbook(path)
    progress(1, 3, "Finding the columns")
    return tracker_in(workbook)


def tracker_in(workbook: Workbook) -> TrackerFile:
    """Find the tracker in a workbook that has been read. Raises Refused when there is none."""
    visible = [sheet for sheet in workbook.sheets if sheet.is_visible]
    if not visible:
        raise Refused(
            f"Every sheet of {workbook.name} is hidden, and hidden sheets hold no cases; nothing was imported. "
            "Unhide the tracker's sheet, save the workbook and try again."
        )
    tables = tuple(Table(sheet, header) for sheet in visible if (header := find_header(sheet)))
    if not tables:
        raise Refused(
            f"No row of {workbook.name} reads like a tracker's header, with the child's name and the date the request "
            "was received; nothing was imported. Check that it is the right workbook, or add those headings."
        )
    return TrackerFile(
        workbook.name,
        tables,
        tuple(member for sheet in workbook.sheets for member in _staff(sheet)),
        {name: kind for sheet in visible for name, kind in _setting_kinds(sheet)},
        next((on for table in tables if (on := _as_at(table))), None),
        tuple(_sheet_issues(workbook, tables)),
    )


def propose_mapping(tracker: TrackerFile) -> dict[str, str]:
    """Return the proposed mapping, 'group > heading' to field, in the order of the columns."""
    proposals = [proposal for table in tracker.tables for proposal in table.header.proposals]
    return {proposal.column.name: proposal.field for proposal in proposals if proposal.field}


def mapping_with(tracker: TrackerFile, override: Mapping[str, str] | None) -> dict[str, str]:
    """Return the proposed mapping with a person's own choices over it. Raises Refused for what does not exist."""
    proposed = propose_mapping(tracker)
    if not override:
        return proposed
    names = [column.name for table in tracker.tables for column in table.columns]
    chosen = overridden(proposed, override, names)
    return {name: chosen[name] for name in dict.fromkeys(names) if name in chosen}


def unmapped(tracker: TrackerFile, mapping: Mapping[str, str]) -> list[str]:
    """Return the names of the columns that no field is read from."""
    names = (column.name for table in tracker.tables for column in table.columns)
    return [name for name in dict.fromkeys(names) if name not in mapping]


def _sheet_issues(workbook: Workbook, tables: tuple[Table, ...]) -> Iterator[Issue]:
    with_cases = {table.sheet.name: table for table in tables}
    for sheet in workbook.sheets:
        table = with_cases.get(sheet.name)
        if table is None:
            yield issue("lookup_sheet" if sheet.is_visible else "hidden_sheet", sheet.name, None)
        elif table.header.group_row:
            yield issue("two_row_header", sheet.name, table.header.group_row)
        if table is not None and workbook.name.lower().endswith(NOTELESS):
            yield issue("notes_not_read", sheet.name, None)


def _as_at(table: Table) -> date | None:
    for row in table.sheet.rows[: table.header.top - 1]:
        for place, cell in enumerate(row):
            found = AS_AT.search(cell) if isinstance(cell, str) and cell else None
            if found:
                beside = next((other for other in row[place + 1 :] if other != ""), "")
                return read_date(tidied(found["rest"])).on or read_date(beside).on
    return None


def _staff(sheet: Sheet) -> Iterator[StaffMember]:
    for index, row in enumerate(sheet.rows[:LIST_HEADING_WITHIN]):
        headings = [plain_heading(cell) if isinstance(cell, str) else "" for cell in row]
        name = next((place for place, heading in enumerate(headings) if heading in STAFF_NAME), None)
        if name is None or "initials" not in headings:
            continue
        places = {heading: place for place, heading in reversed(list(enumerate(headings)))}
        for line in sheet.rows[index + 1 :]:
            member = _staff_member(line, name, places)
            if member.name:
                yield member
        return


def _staff_member(line: list[Cell], name: int, places: Mapping[str, int]) -> StaffMember:
    def at(*headings: str) -> str:
        return next((text_of(line[places[heading]]) for heading in headings if heading in places), "")

    return StaffMember(text_of(line[name]), at("initials"), at("email", "e mail"), at("team"), at("area", "locality"))


def _setting_kinds(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for index, row in enumerate(sheet.rows[:LIST_HEADING_WITHIN]):
        headings = [plain_heading(cell) if isinstance(cell, str) else "" for cell in row]
        name = next((place for place, heading in enumerate(headings) if SETTING_HEADING.fullmatch(heading)), None)
        kind = next((place for place, heading in enumerate(headings) if heading in {"phase", "type"}), None)
        if name is None or kind is None:
            continue
        for line in sheet.rows[index + 1 :]:
            if text_of(line[name]):
                yield text_of(line[name]).casefold(), text_of(line[kind])
        return
