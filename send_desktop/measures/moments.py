"""The moments that figures are counted at: a day, and the period that ends with it or before it."""

from dataclasses import dataclass
from datetime import date, timedelta

PERIODS = {"month": "This month", "quarter": "This quarter", "year": "Year to date", "rolling": "Rolling 12 months"}
"""Each period up to the day as at which it is counted: calendar month, quarter and year, and a year back."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a period whose days are both included. Facts later than the day do not count."""

    as_at: date
    first: date
    last: date
    until: date
    """The last day of the period on which a fact can count: its end, or the day itself where that is sooner."""

    def holds(self, on: date | None) -> bool:
        """Say whether a fact of this day falls in the period."""
        return on is not None and self.first <= on <= self.until


def moment(as_at: date, first: date | None = None, last: date | None = None) -> Moment:
    """Return a moment; by default its period is the calendar year up to the day."""
    until = last or as_at
    return Moment(as_at, first or date(until.year, 1, 1), until, min(as_at, until))


def period_of(code: str, as_at: date) -> tuple[date, date]:
    """Return the first and the last day of one of ``PERIODS`` that ends on ``as_at``. Raises KeyError for no such."""
    firsts = {
        "month": as_at.replace(day=1),
        "quarter": date(as_at.year, as_at.month - (as_at.month - 1) % 3, 1),
        "year": date(as_at.year, 1, 1),
        "rolling": a_year_before(as_at) + timedelta(days=1),
    }
    return firsts[code], as_at


def moment_of(code: str, as_at: date) -> Moment:
    """Return the moment of one of ``PERIODS``."""
    return moment(as_at, *period_of(code, as_at))


def months_up_to(as_at: date, count: int) -> tuple[Moment, ...]:
    """Return the last so many calendar months, oldest first, each counted as at its own end; the last ends today."""
    found = []
    first = as_at.replace(day=1)
    end = as_at
    for _ in range(count):
        found.append(moment(end, first, end))
        end = first - timedelta(days=1)
        first = end.replace(day=1)
    return tuple(reversed(found))


def a_year_before(on: date) -> date:
    """Return the same day of the year before; 28 February for 29."""
    return on.replace(year=on.year - 1, day=28 if (on.month, on.day) == (2, 29) else on.day)
