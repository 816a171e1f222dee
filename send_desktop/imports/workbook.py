"""A workbook or a CSV file, whole, as sheets of raw cells: no meaning yet, and no row lost.

``rows[i]`` is the row that a spreadsheet numbers ``i + 1``. Cells are what python-calamine gives:
text, numbers, true/false, dates, times; an empty cell is ''. Files that are not what their name
says are refused here, in a sentence, before anything else looks at them.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from send_desktop.errors import Refused
from send_desktop.imports.guard import read_bytes, refuse_unreadable
from send_desktop.imports.sheet_extras import NO_EXTRAS, SheetExtras, extras

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta
Merged: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""A merged range: its first and last cell as (row, column), both counted from 0."""

CSV_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells from A1 on, and what lies beside them."""

    name: str
    rows: list[list[Cell]]
    is_visible: bool = True
    merged: tuple[Merged, ...] = ()
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Notes on cells by (row, column), both counted from 0."""
    hidden_rows: frozenset[int] = frozenset()
    """Numbers of hidden rows as the spreadsheet shows them."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its name without folders, and its sheets in order."""

    name: str
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path) -> Workbook:
    """Read every sheet of an .xlsx, .xlsm, .xlsb, .xls, .ods or .csv file.

    Raises Refused when the file is no such workbook, is empty, huge or password-protected, and
    Unavailable when the system does not let it be read.
    """
    content = read_bytes(path)
    kind = refuse_unreadable(path, content)
    sheets = (_csv_sheet(path, content),) if kind == "csv" else _sheets(path, content)
    if not any(sheet.rows for sheet in sheets):
        raise Refused(f"{path.name} holds no rows; nothing was imported. Choose the file that holds them.")
    return Workbook(path.name, sheets)


def _sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    beside = extras(path, content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            _sheet(
                workbook.get_sheet_by_name(about.name),
                about.visible == SheetVisibleEnum.Visible,
                beside.get(about.name, NO_EXTRAS),
            )
            for about in workbook.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise password_protected(path) from error
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise password_protected(path) from error
        raise Refused(
            f"{path.name} could not be read as a workbook: it is damaged or not what its name says. "
            "Nothing was imported; open it in Excel, save it again as .xlsx and try that copy."
        ) from error


def password_protected(path: Path) -> Refused:
    """Return the refusal of a workbook that only opens with a password."""
    return Refused(
        f"{path.name} is protected with a password, so it could not be read and nothing was imported. "
        "Open it in Excel, remove the password, save it and import that copy."
    )


def _sheet(sheet: CalamineSheet, is_visible: bool, beside: SheetExtras) -> Sheet:
    rows = _without_blank_end(sheet.to_python(skip_empty_area=False))
    return Sheet(sheet.name, rows, is_visible, tuple(sheet.merged_cell_ranges or ()), beside.notes, beside.hidden_rows)


def _without_blank_end(rows: list[list[Cell]]) -> list[list[Cell]]:
    last = len(rows)
    while last and not any(cell != "" for cell in rows[last - 1]):
        last -= 1
    return rows[:last]


def _csv_sheet(path: Path, content: bytes) -> Sheet:
    text = _decoded(path, content)
    sample = text[:20_000]
    delimiter = max(CSV_DELIMITERS, key=sample.count)
    _refuse_open_quote(path, text, delimiter)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise Refused(
            f"{path.name} is not a readable CSV file, so nothing was imported. Save it from Excel as .xlsx and "
            "try again."
        ) from error
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Sheet(path.stem, _without_blank_end(rows))


def _refuse_open_quote(path: Path, text: str, delimiter: str) -> None:
    """Refuse a file with a quotation mark that is never closed: every row after it would be lost in one cell."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    last = 1
    try:
        for _ in reader:
            last = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise Refused(
                f"{path.name} opens a quotation mark in line {last} and never closes it, so the rows after it cannot "
                "be told apart; nothing was imported. Put the line right, or save it from Excel as .xlsx."
            ) from error


def _decoded(path: Path, content: bytes) -> str:
    # Excel's "CSV UTF-8" has a mark; its plain "CSV" is Windows-1252 on a British machine.
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(
        f"{path.name} is not text in an encoding that could be read, so nothing was imported. "
        "Save it from Excel as 'CSV UTF-8' or as .xlsx and try again."
    )
