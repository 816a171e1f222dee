"""From a raw cell to a value: dates day first, yes and no, text with its spaces tidied.

Each date reading says, beside the date, how it was written: a code of ``issues.KINDS`` or ''.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from send_desktop.imports.workbook import Cell

SERIALS = (30_000, 60_000)
"""Between these a number in a date column is an Excel day number (tracker conventions, 2): 1982 to 2064."""
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's 1900 system, its non-existent 29 February 1900 allowed for."""
FIRST_YEAR = 1950
"""No date in a child's case is older; an older year is a slip of the keyboard."""
CENTURY_TURNS = 70
"""Two-digit years from 70 are of the last century, as Excel would nearly have it: nobody here was born before."""

BLANK = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "not applicable"})
"""What stands for nothing and needs no warning (tracker conventions, 9)."""

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Characters that cannot be seen and that nobody typed; tabs, line ends and the joiners of other scripts stay."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}

TIME = r"(?:[ t,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?)?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
NUMERIC = re.compile(rf"{WEEKDAY}(\d{{1,2}}) ?[/.\- ] ?(\d{{1,2}}) ?[/.\- ] ?(\d{{4}}|\d{{2}}){TIME}")
YEAR_FIRST = re.compile(rf"(\d{{4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,2}}){TIME}")
NAMED = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ /.\-]*(?:of )?([a-z]{{3,9}})\.?,?[ /.\-]*'?(\d{{4}}|\d{{2}}){TIME}"
)
MONTH_NAMED_FIRST = re.compile(rf"{WEEKDAY}([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}}){TIME}")
NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#null!", "#num!"})


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date cell holds: the date, or None; how it was written; and the words, when it holds words."""

    on: date | None
    written: str = ""
    """date_as_text, serial_as_text, serial_number, time_of_day, not_applicable, impossible_date,
    words_in_date_column, or '' for a plain date or a blank."""
    words: str = ""


EMPTY = DateReading(None)


def read_date(cell: Cell) -> DateReading:
    """Read one cell of a date column, day first however it is written; the time of day is dropped."""
    if type(cell) is date:
        return DateReading(cell)
    if isinstance(cell, datetime):
        has_time = bool(cell.hour or cell.minute or cell.second)
        return DateReading(cell.date(), "time_of_day" if has_time else "")
    if isinstance(cell, str):
        return read_date_text(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        on = _from_serial(float(cell))
        return DateReading(on, "serial_number") if on else _words(text_of(cell))
    return _words(text_of(cell))


@lru_cache(maxsize=20_000)
def read_date_text(text: str) -> DateReading:
    """Read a date that was typed as text; words that only contain a day and month are words."""
    tidy = tidied(text)
    plain = tidy.casefold()
    if plain in BLANK:
        return DateReading(None, "not_applicable") if plain else EMPTY
    if NUMBER.fullmatch(plain):
        on = _from_serial(float(plain))
        return DateReading(on, "serial_as_text") if on else _words(tidy)
    parts = _parts(plain)
    if parts is None:
        return _words(tidy)
    try:
        return DateReading(date(*parts), "date_as_text") if parts[0] >= FIRST_YEAR else _impossible(tidy)
    except ValueError:
        return _impossible(tidy)


def _parts(plain: str) -> tuple[int, int, int] | None:
    if found := NUMERIC.fullmatch(plain):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := YEAR_FIRST.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := NAMED.fullmatch(plain)) and found[2] in MONTHS:
        return _year(found[3]), MONTHS[found[2]], int(found[1])
    if (found := MONTH_NAMED_FIRST.fullmatch(plain)) and found[1] in MONTHS:
        return int(found[3]), MONTHS[found[1]], int(found[2])
    return None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= CENTURY_TURNS else 2000)


def _from_serial(number: float) -> date | None:
    return SERIAL_ZERO + timedelta(days=int(number)) if SERIALS[0] <= number <= SERIALS[1] else None


def _words(text: str) -> DateReading:
    if text.casefold() in ERRORS:
        return DateReading(None, "error_in_cell", text)
    return DateReading(None, "words_in_date_column", text)


def _impossible(text: str) -> DateReading:
    return DateReading(None, "impossible_date", text)


@lru_cache(maxsize=50_000)
def tidied(text: str) -> str:
    """Return text without spaces at either end, with every run of spaces (hard ones too) as one, all of it visible."""
    tidy = " ".join(text.split())
    return tidy if tidy.isprintable() else visible(tidy)


def visible(text: str) -> str:
    """Return text without control characters and marks that turn its direction, which other programs choke on."""
    return UNSEEN.sub("", text)


@lru_cache(maxsize=50_000)
def said(text: str) -> str:
    """Return tidy text, '' where it stands for nothing."""
    tidy = tidied(text)
    return "" if tidy.casefold() in BLANK else tidy


def text_of(cell: Cell) -> str:
    """Return a cell as tidy text; whole numbers without a decimal point, dates day first."""
    if isinstance(cell, str):
        return tidied(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M") if cell.hour or cell.minute else cell.strftime("%d/%m/%Y")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def lines_of(cell: Cell) -> str:
    """Return free text trimmed, with its inner spacing kept and every line break as one line feed."""
    if not isinstance(cell, str):
        return text_of(cell)
    lines = cell.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return lines if lines.isprintable() else visible(lines)


def is_blank(cell: Cell) -> bool:
    """Say whether a cell stands for nothing: empty, '-' or 'n/a'."""
    return isinstance(cell, str) and not said(cell)


YES = frozenset({"y", "yes", "true", "1", "agreed", "agree", "x", "✓", "✔"})
NO = frozenset({"n", "no", "false", "0", "refused", "refuse", "declined", "not agreed"})


def read_yes_no(cell: Cell, yes: frozenset[str] = frozenset(), no: frozenset[str] = frozenset()) -> bool | None:
    """Read yes or no; ``yes`` and ``no`` add the words of one column. None when it says neither."""
    word = str(int(cell)) if isinstance(cell, (bool, float, int)) else text_of(cell).casefold().rstrip(".!")
    if word in YES or word in yes:
        return True
    return False if word in NO or word in no else None
