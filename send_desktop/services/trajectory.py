"""The trajectory to the target: the months so far, what lies ahead under each what-if, and what each costs.

The same question gives the same answer: the chance is seeded. NumPy is loaded by the first who asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.forecast.fan import ActualMonth, Band, Outcome
from send_desktop.forecast.whatif import AS_NOW, ORDERS, SHIPPED, WhatIf, cost, defaults
from send_desktop.measures import months_between, timeliness
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import AdviceRow, TimelinessRow
from send_desktop.store import Reading, Store
from send_desktop.wording import full_date

SEED = 20
SWITCHED_OFF = "Forecasts are switched off in Options. Nothing is worked out."
_BACK_WEEKS = 26
"""Half a year: over so many weeks the forecast is held against what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAgainst:
    """What this forecast would have said half a year ago, from the facts of then, beside what came."""

    since: date
    plans: Band
    plans_came: int
    share: Band
    share_came: float
    """Per cent of them within 20 weeks, exceptions included."""

    @property
    def is_inside(self) -> bool:
        """Say whether both lay in the band that holds 90 of 100 futures."""
        return _holds(self.plans, self.plans_came) and _holds(self.share, self.share_came)

    @property
    def words(self) -> str:
        """Say it in two sentences."""
        plans = f"{_range(self.plans)} plans, {_range(self.share)} per cent of them in 20 weeks"
        came = f"{self.plans_came:,} plans came, {self.share_came:.0f} per cent in 20 weeks"
        told = f"Held against what happened: made on {full_date(self.since)}, it would have said {plans}; {came}."
        if self.is_inside:
            return f"{told} Both lay within its band."
        return f"{told} It missed, so read the fan as a direction and not as a range."


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """What the screen and the workbook show; ``why_not`` is a sentence where there is no forecast."""

    as_at: date
    target: float
    """Per cent within 20 weeks."""
    actual: tuple[ActualMonth, ...]
    """The last twelve whole months, and the one under way last."""
    outcomes: tuple[Outcome, ...] = ()
    """One a what-if, as now first."""
    orders: tuple[Outcome, ...] = ()
    """One an order in which the psychologists may take children, as it has been first."""
    stated: tuple[str, ...] = ()
    """What the forecast stands on, in sentences."""
    held_against: HeldAgainst | None = None
    """None where the records do not go back far enough to try it."""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryMonth:
    """One month of the workbook's page: the actual share or the forecast's band, in per cent."""

    month: date
    target: float
    actual: float | None
    band: Band | None


def trajectory(
    store: Store,
    as_at: date,
    what_ifs: Sequence[WhatIf] = SHIPPED,
    assumed: Mapping[str, float] | None = None,
    progress: Progress = silent,
) -> Trajectory:
    """Forecast two years as at a day under each what-if and each order of work. Raises what ``progress`` raises."""
    with store.look() as reading:
        options, rows, advice = Options.read(reading.options()), reading.timeliness_rows(), reading.advice_rows()
    return _forecast(_started(rows, options, as_at), rows, advice, what_ifs, ORDERS, assumed, progress)


def trajectory_of(reading: Reading, as_at: date) -> Trajectory:
    """Forecast as now alone, inside a reading that is already open."""
    options = Options.read(reading.options())
    return trajectory_from(reading.timeliness_rows(), reading.advice_rows(), options, as_at)


def trajectory_from(
    rows: Sequence[TimelinessRow], advice: Sequence[AdviceRow], options: Options, as_at: date
) -> Trajectory:
    """Forecast as now alone, of rows that have been read already: for the weekly sheet."""
    return _forecast(_started(rows, options, as_at), rows, advice, (AS_NOW,), (), None, silent)


def trajectory_months(found: Trajectory) -> tuple[TrajectoryMonth, ...]:
    """Return the months so far and ahead in one row: the month under way stands as forecast where there is one."""
    fans = found.outcomes[0].months if found.outcomes else ()
    past = [one for one in found.actual if not fans or one.month < fans[0].month]
    return (
        *(TrajectoryMonth(month=one.month, target=found.target, actual=one.share, band=None) for one in past),
        *(TrajectoryMonth(month=one.month, target=found.target, actual=None, band=one.share) for one in fans),
    )


def _started(rows: Sequence[TimelinessRow], options: Options, as_at: date) -> Trajectory:
    """Return the months so far, and why nothing is forecast where forecasts are switched off."""
    return Trajectory(
        as_at=as_at,
        target=float(options.timeliness_target_pct),
        actual=_actual(rows, as_at),
        why_not="" if options.shows_forecasts else SWITCHED_OFF,
    )


def _actual(rows: Sequence[TimelinessRow], as_at: date) -> tuple[ActualMonth, ...]:
    months = _last_months(as_at)
    figures = timeliness(rows, (), as_at, months[0], as_at)
    return tuple(
        ActualMonth(month=one.month, issued=one.issued, on_time=one.on_time.n) for one in figures.issued_by_month
    )


def _last_months(as_at: date) -> list[date]:
    return months_between(date(as_at.year - 1, as_at.month, 1), as_at)


def _forecast(
    found: Trajectory,
    rows: Sequence[TimelinessRow],
    advice: Sequence[AdviceRow],
    what_ifs: Sequence[WhatIf],
    orders: Sequence[WhatIf],
    assumed: Mapping[str, float] | None,
    progress: Progress,
) -> Trajectory:
    if found.why_not:
        return found
    from send_desktop.forecast import flow, flow_inputs, flow_words
    from send_desktop.forecast import trajectory as counting  # NumPy is slow to load, and the window does not need it
    from send_desktop.forecast.as_now import as_now

    every = (*what_ifs, *orders)
    steps = len(every) + 3
    progress(0, steps, "The last weeks")
    inputs = flow_inputs.measure(rows, advice, found.as_at)
    if inputs.too_little:
        return replace(found, why_not=inputs.too_little)
    given = {**defaults(), **(assumed or {})}
    runs = _runs(len(inputs.cases), inputs.requests.level)
    progress(1, steps, "As now")
    now = as_now(inputs, weeks=flow.WEEKS, runs=runs, seed=SEED)
    outcomes = []
    for number, what in enumerate(every, 2):
        progress(number, steps, what.title)
        paths = flow.changed(now if what.requests_change <= 0 else flow.with_more(now, what), what, given)
        price = cost(what, given, found.as_at, flow.WEEKS)
        outcomes.append(counting.outcome(inputs, what, price, paths, found.actual, found.target))
    progress(steps - 1, steps, "The last half-year")
    tried = _held_against(rows, advice, found.as_at, given)
    return replace(
        found,
        outcomes=tuple(outcomes[: len(what_ifs)]),
        orders=tuple(outcomes[len(what_ifs) :]),
        stated=flow_words.stated(inputs, runs),
        held_against=tried,
    )


def _held_against(
    rows: Sequence[TimelinessRow], advice: Sequence[AdviceRow], as_at: date, given: dict[str, float]
) -> HeldAgainst | None:
    from send_desktop.forecast import flow, flow_inputs
    from send_desktop.forecast.trajectory import band

    since = as_at - timedelta(weeks=_BACK_WEEKS)
    inputs = flow_inputs.measure(rows, advice, since)
    came = timeliness(rows, (), as_at, since + timedelta(days=1), as_at)
    share = came.within_20_weeks.including.pct
    if inputs.too_little or share is None:
        return None
    runs = _runs(len(inputs.cases), inputs.requests.level)
    paths = flow.simulate(inputs, AS_NOW, given, weeks=_BACK_WEEKS, runs=runs, seed=SEED)
    issued, on_time = paths.issued.sum(axis=1), paths.on_time.sum(axis=1)
    shares = 100 * on_time[issued > 0] / issued[issued > 0]
    return HeldAgainst(
        since=since, plans=band(issued), plans_came=came.plans_issued, share=band(shares), share_came=share
    )


def _holds(band: Band, value: float) -> bool:
    return band.p5 is not None and band.p95 is not None and round(band.p5) <= round(value) <= round(band.p95)


def _range(band: Band) -> str:
    return "no" if band.p5 is None or band.p95 is None else f"{band.p5:,.0f} to {band.p95:,.0f}"


def _runs(open_cases: int, requests_a_week: float) -> int:
    """Return 300 runs, fewer where an authority is so large that its own size makes the spread small."""
    size = open_cases + 104 * requests_a_week
    return int(max(50, min(300, 700_000 // max(size, 1))))
