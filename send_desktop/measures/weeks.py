"""Week by week: what came in, what went out, and what passed its limit.

A week is the seven days that end on its last day, so that weeks end on the as-at day.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.measures.marks import MARKS, case_marks
from send_desktop.measures.moments import moment
from send_desktop.measures.status import open_spans
from send_desktop.records import TimelinessRow

WEEK = timedelta(days=7)
FLOW_WEEKS = 13
"""A quarter of a year of weeks: what net flow shows."""

_C = MARKS["case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCounts:
    """What happened in the days from ``first`` to ``last``, both included."""

    first: date
    last: date
    received: int = 0
    decided: int = 0
    """Families told whether there will be an assessment."""
    issued: int = 0
    """Final plans sent, those after a dispute left out as from plans_issued."""
    closed: int = 0
    """Cases that stopped being open, whatever their outcome."""
    newly_breached: int = 0
    """Limits of 6 and of 20 weeks that passed unmet, each on the first day after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowWeek:
    """One week of net flow; open_at_end = open at the start + received + reopened - closed."""

    last: date
    received: int
    reopened: int
    closed: int
    open_at_end: int

    @property
    def net(self) -> int:
        """How many more (or, below 0, fewer) cases are open at the end than at the start."""
        return self.received + self.reopened - self.closed


def week_counts(rows: Sequence[TimelinessRow], as_at: date) -> tuple[WeekCounts, WeekCounts]:
    """Count the seven days that end on ``as_at``, and the seven before them."""
    day = timedelta(days=1)
    this = counts_between(rows, as_at - WEEK + day, as_at)
    return this, counts_between(rows, as_at - 2 * WEEK + day, as_at - WEEK)


def net_flow(rows: Iterable[TimelinessRow], as_at: date, weeks: int = FLOW_WEEKS) -> tuple[FlowWeek, ...]:
    """Return requests in against cases closed for each of the last ``weeks`` weeks, oldest first."""
    received, reopened, closed = [0] * weeks, [0] * weeks, [0] * weeks
    open_now = 0
    for row in rows:
        for place, (begins, ends) in enumerate(open_spans(row)):
            _tally(received if place == 0 else reopened, begins, as_at, weeks)
            if ends is not None:
                _tally(closed, ends, as_at, weeks)
            open_now += begins <= as_at and (ends is None or ends > as_at)
    return _flow(received, reopened, closed, open_now, as_at)


def _tally(counts: list[int], on: date, as_at: date, weeks: int) -> None:
    ago = (as_at - on).days // 7
    if 0 <= ago < weeks:
        counts[weeks - 1 - ago] += 1


def _flow(
    received: list[int], reopened: list[int], closed: list[int], open_now: int, as_at: date
) -> tuple[FlowWeek, ...]:
    found: list[FlowWeek] = []
    open_at_end = open_now
    for ago, place in enumerate(reversed(range(len(received)))):
        week = FlowWeek(
            last=as_at - ago * WEEK,
            received=received[place],
            reopened=reopened[place],
            closed=closed[place],
            open_at_end=open_at_end,
        )
        found.append(week)
        open_at_end -= week.net
    return tuple(reversed(found))


def counts_between(rows: Iterable[TimelinessRow], first: date, last: date) -> WeekCounts:
    """Count what happened from ``first`` to ``last``, both included: a week, or the year to date."""
    at = moment(last, first, last)
    found = Counter(case_marks(row, at) for row in rows)

    def number(code: str) -> int:
        return sum(count for marks, count in found.items() if marks & _C[code])

    return WeekCounts(
        first=first,
        last=last,
        received=number("received"),
        decided=number("decided"),
        issued=number("issued"),
        closed=number("closed"),
        newly_breached=number("breached_6") + number("breached_20"),
    )
