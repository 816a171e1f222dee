"""Dates, counts and ages as people read them: 25 Nov, 25 Nov 2026 where the year matters, never 25/11.

One set of words for the window, paper, workbooks and the command line. Days and months have the
program's own names: in the computer's language they would change from desk to desk.
"""

from collections.abc import Sequence
from datetime import date

ABSENT = "–"
"""What stands where there is no date, no number and no sum."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_name(on: date) -> str:
    """Return 'November'."""
    return MONTHS[on.month - 1]


def weekday_name(on: date) -> str:
    """Return 'Wednesday'."""
    return WEEKDAYS[on.weekday()]


YEARS = range(1900, 2200)
"""The years in which a day that somebody gives can lie; beyond them lie slips of the keyboard, such as 0026."""


def full_date(on: date | None) -> str:
    """Return '25 Nov 2026'; a dash for no date."""
    return ABSENT if on is None else f"{_short(on)} {on.year}"


def day_month(on: date | None, today: date) -> str:
    """Return '25 Nov', with the year when it is not that of ``today``; a dash for no date."""
    return ABSENT if on is None else in_year(on, today.year)


def in_year(on: date, year: int) -> str:
    """Return '25 Nov', with its year where that is not ``year``."""
    return _short(on) if on.year == year else full_date(on)


def plain_date(on: date) -> str:
    """Return '25 November 2026'."""
    return f"{on.day} {month_name(on)} {on.year}"


def long_date(on: date) -> str:
    """Return 'Wednesday 25 November 2026'."""
    return f"{weekday_name(on)} {plain_date(on)}"


def span(first: date, last: date) -> str:
    """Return '1 Jan to 20 Nov 2026', with both years where they differ."""
    return f"{in_year(first, last.year)} to {full_date(last)}"


def days(count: int) -> str:
    """Return '1 day' or '9 days'."""
    return counted(count, "day")


def counted(count: int, noun: str) -> str:
    """Return '1 row' or '1,815 rows', for a noun that takes an s."""
    return f"{count:,} {noun}" if abs(count) == 1 else f"{count:,} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Return 'EP', 'EP and SaLT' or 'EP, OT and SaLT'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sentence_case(text: str) -> str:
    """Return text with a capital first letter, all else as it stands ('EP' and 'SaLT' among it)."""
    return text[:1].upper() + text[1:]


def shortened(typed: str, longest: int = 40) -> str:
    """Return what somebody typed as a sentence quotes it: on one line, and not the whole of a long text."""
    plain = " ".join(typed.split())
    return plain if len(plain) <= longest else f"{plain[:longest]}…"


def age_on(born: date | None, on: date) -> int | None:
    """Return age in whole years, None without a date of birth."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def year_group(born: date | None, on: date) -> str:
    """Return the national curriculum year for the school year that holds ``on``: 'Nursery', 'Reception', 'Year 3'.

    Counted from the child's age on the last 31 August (Education Act 1996 s8: school age follows from it).
    """
    if born is None:
        return ""
    september = date(on.year if on.month >= 9 else on.year - 1, 9, 1)
    age_at_start = september.year - born.year - ((born.month, born.day) >= (9, 1))
    number = age_at_start - 4
    if number < -1:
        return "Early years"
    if number < 1:
        return {-1: "Nursery", 0: "Reception"}[number]
    return f"Year {number}" if number <= 14 else "Post-16"


def _short(on: date) -> str:
    return f"{on.day} {month_name(on)[:3]}"
