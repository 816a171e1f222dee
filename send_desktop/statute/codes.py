"""The counting codes of the table of duties: each with its rule and the words that spell it out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from send_desktop.statute import counting
from send_desktop.statute.working_days import WorkingDays

UNMOVED = "Weekends and holidays do not move it."
WORKING = "Weekends and bank holidays in England are not counted."

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = {"weeks": "week", "days": "day", "months": "month", "working_days": "working day"}


@dataclass(frozen=True, slots=True)
class Code:
    """A way of counting: ``last_day(event, length, calendar)`` and a template of its words."""

    last_day: Callable[[date, int, WorkingDays], date]
    words: str
    """Takes {event}, {start}, {span}, {number} and {last}."""
    rule: str
    """The sentence after it: what moves the day, or that nothing does."""


CODES: dict[str, Code] = {
    "W": Code(
        lambda event, weeks, _: counting.within_weeks(event, weeks),
        "{event} {start} (day 0, not counted); {span} later is {last}.",
        UNMOVED,
    ),
    "D": Code(
        lambda event, days, _: counting.within_days(event, days),
        "{event} {start} (day 0, not counted); {span} later is {last}.",
        UNMOVED,
    ),
    "B": Code(
        lambda first, days, _: counting.beginning_with_days(first, days),
        "{event} {start} (day 1, counted); day {number} is {last}.",
        UNMOVED,
    ),
    "M": Code(
        lambda event, months, _: counting.corresponding_month(event, months),
        "{event} {start} (not counted); the corresponding day {span} later is {last}.",
        UNMOVED,
    ),
    "MBACK": Code(
        lambda event, months, _: counting.months_before(event, months),
        "{event} {start}; the corresponding day {span} earlier is {last}.",
        UNMOVED,
    ),
    "Y": Code(
        lambda first, months, _: counting.months_starting_with(first, months),
        "{event} {start} (counted as the first day); {span} starting with it end on {last}.",
        UNMOVED,
    ),
    "CLEAR": Code(
        lambda event, weeks, _: counting.clear_weeks_before(event, weeks),
        "{event} {start}; {span} lie clear between the two days if this is done by {last}.",
        UNMOVED,
    ),
    "WD": Code(
        counting.within_working_days,
        "{event} {start} (day 0, not counted); working day {number} after it is {last}.",
        WORKING,
    ),
    "WDBACK": Code(
        counting.working_days_before,
        "{event} {start} (not counted); {span} before it is {last}.",
        WORKING,
    ),
    "M_R12": Code(
        lambda event, months, _: counting.corresponding_month(event, months),
        "{event} {start} (not counted); the corresponding day {span} later is {last}.",
        "",
    ),
    "WD_R12": Code(
        counting.within_tribunal_working_days,
        "{event} {start} (day 0, not counted); working day {number} after it is {last}.",
        "Weekends, bank holidays, August and 25 December to 1 January are not counted (HESC Rules 2008, rule 12).",
    ),
    "NOW": Code(lambda event, _days, _: event, "{event} {start}; it takes effect immediately, on the same day.", ""),
}
"""The codes that count one period from one day. WDB, BEF and NONE need more, and are worked out in ``timetable``."""


def worded(code: str, event: str, start: date, length: int, unit: str, last: date) -> str:
    """Spell out one count, without the sentence that says what moves it."""
    words = CODES[code].words.format(
        event=event, start=full_day(start), span=span(length, unit), number=length, last=full_day(last)
    )
    if unit == "months" and code in ("M", "M_R12", "MBACK") and last.day != start.day:
        words += f" {_MONTHS[last.month - 1]} {last.year} has no day {start.day}, so its last day counts."
    return words


def span(length: int, unit: str) -> str:
    """A length in words, for example '6 weeks' or '1 month'."""
    return f"{length} {_UNITS[unit]}{'' if length == 1 else 's'}"


def full_day(day: date) -> str:
    """A date as the explanations write it, for example 'Mon 2 Mar 2026', whatever the computer's language."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
