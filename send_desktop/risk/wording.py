"""How risk writes a date, a number of days and a list of names: plain English, as an officer would say it."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date, today: date) -> str:
    """Return '4 December', with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def short_date(day: date, today: date) -> str:
    """Return '4 Dec', with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def days(count: int) -> str:
    """Return '1 day' or '9 days'."""
    return "1 day" if count == 1 else f"{count:,} days"


def listed(names: Sequence[str]) -> str:
    """Return 'EP', 'EP and SaLT' or 'EP, OT and SaLT'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def due(day: date, today: date) -> str:
    """Return what follows 'is': '9 days overdue', 'due today' or 'due on 4 December'."""
    if day < today:
        return f"{days((today - day).days)} overdue"
    return "due today" if day == today else f"due on {long_date(day, today)}"


def short_due(day: date, today: date) -> str:
    """Return '9 days overdue', 'due today' or 'due 4 Dec'."""
    if day <= today:
        return due(day, today)
    return f"due {short_date(day, today)}"


def shortened(text: str, room: int) -> str:
    """Return text within ``room`` characters, cut between words where it can be, with an ellipsis where it was cut."""
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[room // 2 :] else cut
    return at_word.rstrip(" ,") + "…"
