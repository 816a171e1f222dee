"""Dates as people type them: '3 apr', '03/04/26', '3.4', 'today', '-2'. Day before month, always."""

from __future__ import annotations

import re
from datetime import date, timedelta

from send_desktop.wording import YEARS, shortened

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
AHEAD_DAYS = 92
"""A day typed without its year lies no further ahead than this."""

NAMED = {"today": 0, "t": 0, "yesterday": -1, "tomorrow": 1}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?")
_WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]?([a-z]{3,9})[ \-/,]*(\d{4}|\d{2})?")
_STEP = re.compile(r"([+-])(\d{1,3})")


class NotADate(ValueError):
    """What was typed cannot be read as a date; the message says what to type instead."""


def read_date(text: str, today: date) -> date | None:
    """Return the date that was typed, None for nothing.

    Without a year it is the latest such day that is no more than three months ahead: what is recorded
    has mostly happened, and what is promised is near.

    Raises NotADate with words for the person who typed.
    """
    typed = " ".join(text.lower().replace(",", " ").split())
    if not typed:
        return None
    if typed in NAMED:
        return today + timedelta(days=NAMED[typed])
    if step := _STEP.fullmatch(typed):
        return today + timedelta(days=int(step[1] + step[2]))
    return _read(typed, text.strip(), today)


def read_past_date(text: str, today: date) -> date | None:
    """Return the date that was typed where it can only have passed: without its year, the latest such day until today.

    So '3 Jan', as it stands in a list of this year's days, is read as it stands there. Raises NotADate.
    """
    on = read_date(text, today)
    typed = text.strip().lower()
    if on is None or on <= today or typed in NAMED or typed.startswith("+"):
        return on
    return read_date(text, today - timedelta(days=AHEAD_DAYS))


def _read(typed: str, as_typed: str, today: date) -> date:
    if found := _ISO.fullmatch(typed):
        return _made(found[1], int(found[2]), int(found[3]), as_typed, today)
    if found := _NUMBERS.fullmatch(typed):
        return _made(found[3], int(found[2]), int(found[1]), as_typed, today)
    if (found := _WORDS.fullmatch(typed)) and found[2][:3] in MONTHS:
        return _made(found[3], MONTHS.index(found[2][:3]) + 1, int(found[1]), as_typed, today)
    raise NotADate(f"“{shortened(as_typed)}” is not a date; type it as 3 Apr or 03/04/{today:%y}.")


def _made(year: str | None, month: int, day: int, as_typed: str, today: date) -> date:
    try:
        if year is None:
            return _usual_year(month, day, today)
        number = int(year)
        on = date(number + 2000 if len(year) == 2 else number, month, day)
    except ValueError:
        raise NotADate(f"There is no such day as “{as_typed}”; check the day and the month.") from None
    if on.year not in YEARS:
        raise NotADate(f"“{as_typed}” is too far away; check the year.")
    return on


def _usual_year(month: int, day: int, today: date) -> date:
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    if not any((one - today).days <= AHEAD_DAYS for one in candidates):
        raise ValueError("no such day")
    return max(one for one in candidates if (one - today).days <= AHEAD_DAYS)
