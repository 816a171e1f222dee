"""The days of a series: its rhythm, the days that fall out, what hangs on a meeting. Pure: dates in and out.

A day on which the panel cannot meet is left out and said so, never moved by itself: whoever keeps the calendar moves
a meeting by hand, and knows why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.records import PanelSeries, SchoolHoliday
from send_desktop.statute.working_days import WorkingDays, easter_sunday
from send_desktop.wording import MONTHS, WEEKDAYS

WEEK = timedelta(days=7)
LAST_OF_MONTH = 5
"""As ``PanelSeries.week_of_month``: the last such weekday, be it the fourth or the fifth."""

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST_OF_MONTH: "last"}
BANK_HOLIDAY = "Bank holiday"


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the rhythm lands; ``why_not`` is empty where the panel can meet on it."""

    on: date
    why_not: str = ""


def rhythm(series: PanelSeries, since: date, until: date) -> Iterator[date]:
    """Yield the days on which the rhythm of a series lands, both ends included, whether or not it can meet."""
    last = min(until, series.last_on) if series.last_on else until
    found = _monthly(series, last) if series.rhythm == "monthly" else _weekly(series, last)
    return (day for day in found if day >= since)


def _weekly(series: PanelSeries, until: date) -> Iterator[date]:
    step = WEEK * (2 if series.rhythm == "fortnightly" else 1)
    day = series.first_on + timedelta(days=(series.weekday - series.first_on.weekday()) % 7)
    while day <= until:
        yield day
        day += step


def _monthly(series: PanelSeries, until: date) -> Iterator[date]:
    year, month = series.first_on.year, series.first_on.month
    while (day := nth_weekday(year, month, series.weekday, series.week_of_month)) <= until:
        if day >= series.first_on:
            yield day
        year, month = (year, month + 1) if month < len(MONTHS) else (year + 1, 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the first to fourth such weekday of a month (``nth`` 1 to 4), or the last one (5)."""
    if nth >= LAST_OF_MONTH:
        following = date(year + month // 12, month % 12 + 1, 1)
        return nth_weekday(following.year, following.month, weekday, 1) - WEEK
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (nth - 1)


def days_of(
    series: PanelSeries, since: date, until: date, holidays: Sequence[SchoolHoliday], calendar: WorkingDays
) -> Iterator[Day]:
    """Yield every day of the rhythm with why the panel cannot meet on it, where it cannot."""
    for on in rhythm(series, since, until):
        yield Day(on, why_closed(series, on, holidays, calendar))


def why_closed(series: PanelSeries, on: date, holidays: Sequence[SchoolHoliday], calendar: WorkingDays) -> str:
    """Return why the panel does not meet on a day: a bank holiday, or a school holiday by its name; empty if it can."""
    if not calendar.is_working(on):
        return BANK_HOLIDAY if on in calendar.holidays else "Weekend"
    if not series.is_term_time_only:
        return ""
    return next((f"School holiday: {one.name}" for one in holidays if one.starts_on <= on <= one.ends_on), "")


@dataclass(frozen=True, slots=True)
class Around:
    """The days that hang on the day of a meeting."""

    papers_by: date
    circulate_on: date
    outcome_by: date


def days_around(series: PanelSeries, on: date, calendar: WorkingDays) -> Around:
    """Return when papers close, when the pack goes out and by when families know, of a meeting on ``on``.

    Each is a working day: one that would be none gives the working day before, but the outcome never comes due
    before the meeting.
    """
    papers = calendar.previous(on - timedelta(days=series.papers_days))
    circulate = calendar.previous(on - timedelta(days=series.circulate_days))
    outcome = max(on, calendar.previous(on + timedelta(days=series.outcome_days)))
    return Around(papers, circulate, outcome)


def rhythm_words(series: PanelSeries) -> str:
    """Return 'Every second Tuesday' or 'The last Friday of each month', in term time only where it is."""
    weekday = WEEKDAYS[series.weekday]
    words = {
        "weekly": f"Every {weekday}",
        "fortnightly": f"Every second {weekday}",
        "monthly": f"The {NTH[series.week_of_month]} {weekday} of each month",
    }[series.rhythm]
    return f"{words}, in term time" if series.is_term_time_only else words


# --- the school year ------------------------------------------------------------------------------


def school_year(on: date) -> tuple[date, date]:
    """Return the first and last day of the school year that holds a day: 1 September to 31 August."""
    start = on.year if on.month >= 9 else on.year - 1
    return date(start, 9, 1), date(start + 1, 8, 31)


def until_usually(today: date) -> date:
    """Return until when meetings are usually made: the end of the school year, in its last two months of the next."""
    end = school_year(today)[1]
    return date(end.year + 1, 8, 31) if today >= date(end.year, 7, 1) else end


def usual_holidays(on: date) -> tuple[SchoolHoliday, ...]:
    """Return the days on which most councils close their schools in the school year that holds a day.

    A proposal to be checked against the council's own list: councils set their own (Education Act 2002, s32), and
    academies too.
    """
    start, end = school_year(on)
    good_friday = easter_sunday(end.year) - timedelta(days=2)
    parts = (
        ("Autumn half term", *_week_of(nth_weekday(start.year, 10, 0, LAST_OF_MONTH))),
        ("Christmas", *_fortnight_of(date(start.year, 12, 25))),
        ("February half term", *_week_of(date(end.year, 2, 18))),
        ("Easter", *_easter(good_friday)),
        ("May half term", *_week_of(nth_weekday(end.year, 5, 0, LAST_OF_MONTH))),
        ("Summer", _weekday_on_or_before(date(end.year, 7, 26), 2), end),
    )
    return tuple(SchoolHoliday(name=name, starts_on=first, ends_on=last) for name, first, last in parts)


def _week_of(day: date) -> tuple[date, date]:
    monday = _weekday_on_or_before(day, 0)
    return monday, monday + timedelta(days=4)


def _fortnight_of(day: date) -> tuple[date, date]:
    monday = _weekday_on_or_before(day, 0)
    return monday, monday + timedelta(days=11)


def _easter(good_friday: date) -> tuple[date, date]:
    """Two weeks that hold Good Friday and Easter Monday: after an early Easter, before a late one."""
    easter_monday = good_friday + timedelta(days=3)
    if good_friday.month == 3:
        return good_friday, good_friday + timedelta(days=14)
    if good_friday.day >= 10:
        return easter_monday - timedelta(days=14), easter_monday
    return _fortnight_of(good_friday)


def _weekday_on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)
