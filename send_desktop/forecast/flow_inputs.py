"""What a simulation of the flow is given, measured from the authority's own records; every figure with its weeks.

Three services hold work up: the educational psychologists, the panel that decides to issue, and the officers who
draft. One is *pressed* when much of what it did of late waited longer than it should; then what it completes is its
capacity. One that is not pressed takes the time it takes, and can do at least the most that it has shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

import resources
from send_desktop.forecast.delays import Ints, LifeTable, Stay, life_table, tables_by_age
from send_desktop.forecast.passages import EP, Passage, passages
from send_desktop.forecast.rates import BLOCK, Floats, Rate, counted, months_of_weeks
from send_desktop.records import AdviceRow, TimelinessRow

YEAR, HALF_YEAR = 52, 26

LEAST_WEEKS, LEAST_PLANS = 40, 30
"""Less history than these weeks, or fewer plans in the last year, and nothing is forecast."""

_MOST_WEEKS = 156
_LONG_WAIT_SHARE = 0.25

LEAST_ORDER = 0.5
"""Where fewer than half are taken in the order of their wait, a service is no line and is followed case by case."""
_SEASON_WORTH, _STEADY_WORTH = 50.0, 10.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Service:
    """One of the three that hold work up, as the last weeks show it."""

    code: str
    """ep, panel or officers."""
    table: LifeTable
    """How long the step takes."""
    by_age: tuple[LifeTable, ...]
    """The same by how old a case is when it comes to the step: ``delays.AGES``."""
    rate: Rate
    """What it completed each week."""
    is_pressed: bool
    shown: float
    """The most it has completed a week, over four weeks together, in the last year."""
    in_order: float
    """How far it took the longest waiting first: 1 always, 0 as if by lot."""
    lead: int
    """Weeks that a step takes at the least, also where nobody waits."""


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
    deciding: LifeTable
    """From the request until it is decided whether to assess."""
    asking: LifeTable
    """From the decision to assess until the psychologist is asked."""
    others: LifeTable
    """From the decision to assess until all the other advice is in."""
    finishing: tuple[LifeTable, ...]
    """From the draft until the final plan, by how old a case is at the draft."""
    refused: Counts
    """Of requests decided in the last year."""
    without_plan: Counts
    """Of decisions to issue or not in the last year."""
    left: Counts
    """Cases withdrawn, moved or ceased, of so many weeks that cases were open in the last year."""
    on_the_20th: Counts
    """Of the plans that came in the week in which the 20 weeks ended, those that were in time."""
    ep: Service
    panel: Service
    officers: Service
    issued_by_week: Floats
    """Plans issued, those outside the timeliness base left out, in each of the last weeks."""
    history_weeks: int
    """Weeks since the first request."""

    @property
    def too_little(self) -> str:
        """Return why nothing can be forecast yet, in a sentence; empty where it can."""
        plans = int(self.issued_by_week[-YEAR:].sum())
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
    weeks = 1 - min((one.start for one in found), default=0)
    span = max(min(weeks, _MOST_WEEKS), YEAR)
    clock = _Clock(as_at, 1 - span)
    assessed = [one for one in found if one.decided is not None and not one.is_refused]
    finals = [one for one in found if one.final is not None and one.is_counted and one.days is not None]
    return FlowInputs(
        as_at=as_at,
        cases=tuple(one for one in found if one.is_open),
        requests=clock.rate([one.start for one in found], season(), _SEASON_WORTH, min(weeks, YEAR)),
        deciding=_table((_stay(one.start, one.decided, one) for one in found), YEAR),
        asking=_table((_stay(one.decided, _sooner(one.asked, one.issued), one) for one in assessed), YEAR),
        others=_table((_stay(one.decided, _sooner(one.others, one.issued), one) for one in assessed), YEAR),
        finishing=_by_age([(_stay(one.drafted, one.final, one), one) for one in found], YEAR),
        refused=_share(
            [one.is_refused for one in found if one.decided is not None and one.decided > -YEAR],
        ),
        without_plan=_share([one.is_without_plan for one in found if one.issued is not None and one.issued > -YEAR]),
        left=_leavers(found),
        on_the_20th=_share([one.days <= 140 for one in finals if one.days and (one.final or 0) - one.start == 20]),
        ep=_service("ep", assessed, clock, 6),
        panel=_service("panel", assessed, clock, 3),
        officers=_service("officers", assessed, clock, 3),
        issued_by_week=counted([one.final for one in finals if one.final is not None], 1 - span),
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

    def rate(self, weeks: Sequence[int], prior: Floats, worth: float, level_weeks: int, fills: int = 0) -> Rate:
        """Return the rate of events in these weeks, from the first event on.

        ``fills`` more weeks are left out after it: while the first cases of a record make their way to a service it
        has less to do than it could, and that is no season.
        """
        begins = max(self.first, min((week for week in weeks if week >= self.first), default=self.first))
        begins = min(begins + fills, 1 - level_weeks)
        counts = counted(weeks, begins)
        return Rate(counts, self.months[begins - self.first :], level_weeks, prior, worth)


def _stay(since: int | None, until: int | None, case: Passage) -> Stay | None:
    """Return a stay in a step, ended by going on, by leaving, or not yet; a step before its beginning takes no time."""
    if since is None:
        return None
    if until is not None:
        return Stay(since, max(until, since), went_on=True)
    return Stay(since, None if case.is_open else max(case.left or _end(case), since), went_on=False)


def _end(case: Passage) -> int:
    return max((week for week in (case.decided, case.issued, case.final) if week is not None), default=0)


def _table(stays: object, weeks: int) -> LifeTable:
    return life_table((stay for stay in stays if stay is not None), 1 - weeks)  # type: ignore[attr-defined]


def _by_age(stays: Sequence[tuple[Stay | None, Passage]], weeks: int) -> tuple[LifeTable, ...]:
    known = ((stay, stay.since - case.start) for stay, case in stays if stay is not None)
    return tables_by_age(known, 1 - weeks)


def _sooner(one: int | None, other: int | None) -> int | None:
    return min((week for week in (one, other) if week is not None), default=None)


def _share(told: Sequence[bool]) -> Counts:
    return Counts(sum(told), len(told))


def _leavers(found: Sequence[Passage]) -> Counts:
    """Count cases that left in the last year, and the weeks in which any was open."""
    first = 1 - YEAR
    gone = sum(1 for one in found if one.left is not None and one.left >= first)
    weeks = 0
    for one in found:
        until = 0 if one.is_open else one.left if one.left is not None else _end(one)
        weeks += max(0, until - max(one.start, first) + 1)
    return Counts(gone, max(weeks, 1))


# --- the three that hold work up ------------------------------------------------------------------


def _steps(code: str, case: Passage) -> tuple[int | None, int | None]:
    """Return when a case came to a service and when it was done."""
    if code == "ep":
        return case.asked, case.came
    if code == "officers":
        return case.issued, case.drafted if not case.is_without_plan else case.issued
    ready = None if case.came is None or case.others is None else max(case.came, case.others)
    if ready is None and case.issued is not None:
        ready = case.issued  # decided without waiting for the rest
    return ready, case.issued


def _service(code: str, cases: Sequence[Passage], clock: _Clock, limit: int) -> Service:
    taken = [case for case in cases if not (code == "officers" and case.is_without_plan)]
    stays = [_stay(*_steps(code, case), case) for case in taken]
    known = [stay for stay in stays if stay is not None]
    if code == "ep":  # one who is decided on without the advice waits for it no more
        known = [_cut(stay, case) for stay, case in zip(stays, taken, strict=True) if stay is not None]
    done = [stay.until for stay in known if stay.went_on and stay.until is not None]
    rate = clock.rate(done, np.ones(12), _STEADY_WORTH, HALF_YEAR, fills=HALF_YEAR)
    in_order = _in_order(known)
    return Service(
        code=code,
        table=life_table(known, 1 - HALF_YEAR),
        by_age=_by_age(list(zip(stays, taken, strict=True)), YEAR),
        rate=rate,
        is_pressed=in_order >= LEAST_ORDER and _is_pressed(known, limit, rate),
        shown=_shown(rate),
        in_order=in_order,
        lead=_lead(known),
    )


def _cut(stay: Stay, case: Passage) -> Stay:
    if stay.went_on or case.issued is None:
        return stay
    return Stay(stay.since, max(case.issued, stay.since), went_on=False)


def _is_pressed(stays: Sequence[Stay], limit: int, rate: Rate) -> bool:
    """Say whether more than a quarter of what was done or waits has waited longer than so many weeks, and work lay."""
    recent = [stay for stay in stays if stay.until is None or stay.until > -HALF_YEAR]
    waited = [(0 if stay.until is None else stay.until) - stay.since for stay in recent]
    if not waited or sum(1 for weeks in waited if weeks > limit) <= _LONG_WAIT_SHARE * len(waited):
        return False
    return sum(1 for stay in stays if stay.until is None) > rate.level


def _shown(rate: Rate) -> float:
    recent = rate.counts[-YEAR:]
    together = np.convolve(recent, np.ones(BLOCK), "valid") / BLOCK
    return float(max(together.max(initial=0.0), rate.level))


def _in_order(stays: Sequence[Stay], most: int = 1500) -> float:
    """Return how far the longest waiting were taken first: 1 less twice the share of the queue passed over."""
    since = np.array([stay.since for stay in stays], dtype=np.int64)
    until = np.array([1 if stay.until is None else stay.until for stay in stays], dtype=np.int64)
    passed, waiting = 0.0, 0.0
    for stay in [one for one in stays if one.went_on and one.until is not None and one.until > -HALF_YEAR][-most:]:
        there = (since <= (stay.until or 0)) & (until > (stay.until or 0))
        passed += float((there & (since < stay.since)).sum())
        waiting += float((there & (since != stay.since)).sum())
    return float(np.clip(1 - 2 * passed / waiting, 0, 1)) if waiting else 1.0


def _lead(stays: Sequence[Stay]) -> int:
    """Return the least a step usually takes, three weeks at most: where all wait long, it cannot be seen."""
    took = sorted(stay.until - stay.since for stay in stays if stay.went_on and stay.until is not None)
    return min(took[len(took) // 20], 3) if took else 0


__all__ = ["EP", "Counts", "FlowInputs", "Service", "measure", "season"]
