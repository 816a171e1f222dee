"""What a simulation of the flow is given, measured from the authority's own records; every figure with its weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

import resources
from send_desktop.forecast.capacity import HALF_YEAR, YEAR, Service, service
from send_desktop.forecast.passages import Passage, last_day, passages, week_of_day
from send_desktop.forecast.precedents import Precedents, precedents
from send_desktop.forecast.rates import Floats, Ints, Rate, counted, months_of_weeks
from send_desktop.records import AdviceRow, TimelinessRow

LEAST_WEEKS, LEAST_PLANS = 40, 30
"""Less history than these weeks, or fewer plans in the last year, and nothing is forecast."""

_MOST_WEEKS = 156
_SEASON_WORTH, _STEADY_WORTH = 50.0, 10.0
"""How many events of each month the season expected counts for, of requests and of what a service does."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Counts:
    """So many of so many, for a chance that is not known for certain."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class FlowInputs:
    """Everything that the simulation draws from."""

    as_at: date
    cases: tuple[Passage, ...]
    """Those open on the as-at day."""
    requests: Rate
    precedents: Precedents
    """How cases have gone on."""
    refused: Counts
    """Of requests decided in the last year."""
    without_plan: Counts
    """Of decisions to issue or not in the last year."""
    left: Counts
    """Cases withdrawn, moved or ceased, of so many weeks that cases were open in the last year."""
    ep: Service
    panel: Service
    officers: Service
    issued_by_week: Floats
    """Plans issued, those outside the timeliness base left out, in each of the last weeks."""
    history_weeks: int
    """Weeks since the first request; nought where there is none."""

    @property
    def too_little(self) -> str:
        """Return why nothing can be forecast yet, in a sentence; empty where it can."""
        plans = int(self.issued_by_week[-YEAR:].sum())
        if not self.history_weeks:
            return f"No requests are on record yet. A forecast needs at least {LEAST_WEEKS} weeks of them."
        if self.history_weeks < LEAST_WEEKS:
            return (
                f"The records go back {_weeks(self.history_weeks)}. A forecast needs at least {LEAST_WEEKS}, "
                "so that cases have been seen from the request to the plan."
            )
        if plans < LEAST_PLANS:
            return (
                f"{plans} plans were issued in the last year. A forecast needs at least {LEAST_PLANS}; "
                "from fewer it would be guesswork."
            )
        return ""


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"


def measure(rows: Sequence[TimelinessRow], advice: Sequence[AdviceRow], as_at: date) -> FlowInputs:
    """Measure everything as at a day; facts dated after it are not seen."""
    found = passages(rows, advice, as_at)
    starts = [week_of_day(one.start) for one in found]
    weeks = 1 - min(starts, default=1)
    span = max(min(weeks, _MOST_WEEKS), YEAR)
    clock = _Clock(as_at, 1 - span)
    assessed = [one for one in found if one.decided is not None and not one.is_refused]
    finals = [week_of_day(one.final) for one in found if one.final is not None and one.is_counted]
    year = -7 * YEAR
    return FlowInputs(
        as_at=as_at,
        cases=tuple(one for one in found if one.is_open),
        requests=clock.rate(starts, season(), _SEASON_WORTH, max(1, min(weeks, YEAR))),
        precedents=precedents(found),
        refused=_share([one.is_refused for one in found if one.decided is not None and one.decided > year]),
        without_plan=_share([one.is_without_plan for one in found if one.issued is not None and one.issued > year]),
        left=_leavers(found),
        ep=service("ep", assessed, clock.steady_rate),
        panel=service("panel", assessed, clock.steady_rate),
        officers=service("officers", assessed, clock.steady_rate),
        issued_by_week=counted(finals, 1 - span),
        history_weeks=weeks,
    )


def season() -> Floats:
    """Return the season of requests that is expected beforehand: twelve factors of mean 1."""
    lines = resources.path("benchmarks", "generator_params.csv").read_text(encoding="utf-8-sig").splitlines()
    weights = dict(line.split(",")[1:3] for line in lines if line.startswith("season,request_weight_"))
    found = np.array([float(weights[f"request_weight_{month}"]) for month in _MONTHS])
    return np.asarray(found / found.mean())


class _Clock:
    """Weekly counts of the weeks measured."""

    def __init__(self, as_at: date, first: int) -> None:
        self.first = first
        self.months: Ints = months_of_weeks(as_at, first, 0)

    def steady_rate(self, weeks: Sequence[int]) -> Rate:
        """Return the rate of what a service completes: its season is slight until its own weeks say otherwise."""
        return self.rate(weeks, np.ones(12), _STEADY_WORTH, HALF_YEAR, fills=HALF_YEAR)

    def rate(self, weeks: Sequence[int], prior: Floats, worth: float, level_weeks: int, fills: int = 0) -> Rate:
        """Return the rate of events in these weeks, from the first event on.

        ``fills`` more weeks are left out after it: while the first cases of a record make their way to a service it
        has less to do than it could, and that is no season.
        """
        begins = max(self.first, min((week for week in weeks if week >= self.first), default=self.first))
        begins = min(begins + fills, 1 - level_weeks)
        counts = counted(weeks, begins)
        return Rate(counts, self.months[begins - self.first :], level_weeks, prior, worth)


def _share(told: Sequence[bool]) -> Counts:
    return Counts(sum(told), len(told))


def _leavers(found: Sequence[Passage]) -> Counts:
    """Count cases that left in the last year, and the weeks in which any was open."""
    first = 1 - 7 * YEAR
    gone = sum(1 for one in found if one.left is not None and one.left >= first)
    days = 0
    for one in found:
        until = 0 if one.is_open else last_day(one)
        days += max(0, until - max(one.start, first) + 1)
    return Counts(gone, max(days // 7, 1))
