"""Working days: Monday to Friday, less the bank holidays of England.

Regulation 2(1) does not define them (statute, 2.7); Schedule 1 to the Banking and Financial
Dealings Act 1971, with common-law Good Friday and Christmas Day, gives the rule. Published dates
are shipped and win; the rule answers for the years that the file does not hold.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import resources

RULE_FROM, RULE_TO = 1990, 2200
"""Years for which bank holidays are known, first and last: beyond them only weekends are left out."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar of working days. ``holidays`` are the days off besides Saturdays and Sundays."""

    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Tell whether ``day`` is a Monday to Friday that is not a bank holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def next(self, day: date) -> date:
        """``day`` itself when it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def previous(self, day: date) -> date:
        """``day`` itself when it is a working day, else the last one before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The working day ``count`` (0 or more) after ``day``, which is not counted; for 0, ``day`` as it is."""
        return _added(self, day, count)

    def subtract(self, day: date, count: int) -> date:
        """The working day ``count`` (0 or more) before ``day``, which is not counted; for 0, ``day`` as it is."""
        for _ in range(count):
            day = self.previous(day - _DAY)
        return day

    def without(self, extra: frozenset[date]) -> "WorkingDays":
        """The same calendar with further days off, for example a one-off bank holiday."""
        return WorkingDays(self.holidays | extra)


@lru_cache(maxsize=65_536)
def _added(calendar: WorkingDays, day: date, count: int) -> date:
    # A caseload asks for the same few days over and over while the first late day is searched for.
    for _ in range(count):
        day = calendar.next(day + _DAY)
    return day


@cache
def england() -> WorkingDays:
    """England's working days: the published bank holidays, and the rule for years not in the file."""
    published = _published()
    years = {day.year for day in published}
    ruled = {day for year in range(RULE_FROM, RULE_TO + 1) if year not in years for day in rule_holidays(year)}
    return WorkingDays(frozenset(published | ruled))


def rule_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year by rule: no one-off days, and none moved by proclamation."""
    easter = easter_sunday(year)
    return frozenset(
        {
            _monday_for_weekend(date(year, 1, 1)),
            easter - 2 * _DAY,
            easter + _DAY,
            _first_monday(year, 5),
            _last_monday(year, 5),
            _last_monday(year, 8),
            *_christmas(year),
        }
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous computus of 1876."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _published() -> frozenset[date]:
    lines = resources.text("calendars", "bank_holidays_england.csv").splitlines()
    return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(lines))


def _monday_for_weekend(day: date) -> date:
    return WorkingDays().next(day)


def _christmas(year: int) -> Iterator[date]:
    # A day that falls at the weekend has its substitute on the 27th (Christmas) or the 28th (Boxing Day).
    for day, substitute in ((25, 27), (26, 28)):
        on = date(year, 12, day)
        yield on if on.weekday() < 5 else date(year, 12, substitute)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + _DAY * (-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - _DAY * last.weekday()
