"""The flow of cases from request to plan, simulated week by week in many runs at once.

Each run has its own parameters, drawn from what the records leave uncertain (``rates`` and ``delays``), and its own
chance; so the spread of the runs is both what is not known and what cannot be known, and no width is added to it. Two
what-ifs with the same seed meet the same requests, the same absences and the same lots: they differ by what is done.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from send_desktop.forecast.delays import AGES, NEW, Floats, Ints, LifeTable, draw, leaning
from send_desktop.forecast.flow_inputs import Counts, FlowInputs, Service
from send_desktop.forecast.passages import Passage
from send_desktop.forecast.rates import draw_counts, draw_weeks, months_of_weeks
from send_desktop.forecast.waiting import NEVER, Line, Turn, seen_in
from send_desktop.forecast.whatif import WhatIf, drafting_places, ep_places, panel_places, weeks_in_force
from send_desktop.progress import Progress, silent

WEEKS, RUNS = 104, 500

_UNKNOWN = -NEVER
"""Stands for a step not yet passed by a case that is open now."""


@dataclass(frozen=True, slots=True)
class Paths:
    """What came of each run: one row a run, one column a week from the first."""

    issued: Floats
    """Plans issued, within the timeliness base."""
    on_time: Floats
    open: Floats
    """Open at the end of the week."""
    over: Floats
    """Of these, open for more than 20 weeks."""
    ep_queue: Floats
    """Waiting for the educational psychologists' advice."""


@dataclass(frozen=True, slots=True)
class _Cases:
    """Every case of every run: those open now, once in each run, then those to come."""

    run: Ints
    start_day: Ints
    start: Ints
    decided: Ints
    asked: Ints
    came: Ints
    others: Ints
    issued: Ints
    drafted: Ints
    is_counted: np.ndarray[tuple[int], np.dtype[np.bool_]]


def simulate(
    inputs: FlowInputs,
    what: WhatIf,
    assumed: dict[str, int],
    *,
    weeks: int = WEEKS,
    runs: int = RUNS,
    seed: int = 1,
    progress: Progress = silent,
) -> Paths:
    """Simulate one what-if. The same seed gives the same answer; what ``progress`` raises stops it."""
    lots = _Lots(seed)
    cases = _cases(inputs, what, weeks, runs, lots)
    force = weeks_in_force(what, inputs.as_at, weeks)
    step = _Steps(inputs, cases, runs, lots)
    progress(1, 5, "Requests and decisions")
    decided, refused, left = step.decided(what), step.refused(what, force), step.left()
    left = np.minimum(left, np.where(refused, decided, NEVER))
    asked = step.asked(decided)
    progress(2, 5, "Advice")
    come = step.served(inputs.ep, asked, cases.came, left, ep_places(what, assumed), what.policy, force, weeks)
    ready = np.maximum(come, step.others(decided))
    progress(3, 5, "Decisions to issue")
    extra = panel_places(what, assumed)
    issued = step.served(inputs.panel, ready, cases.issued, left, extra, "as_before", force, weeks)
    left = np.minimum(left, np.where(step.without_plan(), issued, NEVER))
    progress(4, 5, "Drafts and final plans")
    extra = drafting_places(what, assumed)
    drafted = step.served(inputs.officers, issued, cases.drafted, left, extra, "as_before", force, weeks)
    final = step.final(drafted)
    return _paths(inputs, cases, asked, come, issued, final, left, runs, weeks, lots)


class _Lots:
    """Streams of chance by purpose, so that a change in one leaves the others as they were."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __call__(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, *purpose.encode()])


# --- who there is ---------------------------------------------------------------------------------


def _cases(inputs: FlowInputs, what: WhatIf, weeks: int, runs: int, lots: _Lots) -> _Cases:
    present = inputs.cases
    run, start_day = _to_come(inputs, what, weeks, runs, lots)
    new = len(run)

    def each(name: str) -> Ints:
        values = np.array([_known(getattr(one, name)) for one in present], dtype=np.int64)
        return np.concatenate((np.tile(values, runs), np.full(new, _UNKNOWN)))

    starts = np.tile(np.array([one.start_day for one in present], dtype=np.int64), runs)
    days = np.concatenate((starts, start_day))
    held = np.repeat(np.arange(runs), len(present))
    counted = np.tile(np.array([one.is_counted for one in present], dtype=np.bool_), runs)
    return _Cases(
        run=np.concatenate((held, run)),
        start_day=days,
        start=(days + 6) // 7,
        decided=each("decided"),
        asked=each("asked"),
        came=each("came"),
        others=each("others"),
        issued=each("issued"),
        drafted=each("drafted"),
        is_counted=np.concatenate((counted, np.ones(new, dtype=np.bool_))),
    )


def _known(week: int | None) -> int:
    return _UNKNOWN if week is None else week


def _to_come(inputs: FlowInputs, what: WhatIf, weeks: int, runs: int, lots: _Lots) -> tuple[Ints, Ints]:
    """Return run and first day of the requests to come; more or fewer of them leave the others as they are."""
    months = months_of_weeks(inputs.as_at, 1, weeks)
    counts = draw_counts(inputs.requests, months, runs, lots("requests"))
    change = what.requests_change / 100
    if change > 0:
        counts = counts + lots("more requests").poisson(counts * change)
    elif change < 0:
        counts = lots("fewer requests").binomial(counts, 1 + change)
    run = np.repeat(np.arange(runs), counts.sum(axis=1))
    week = np.concatenate([np.repeat(np.arange(1, weeks + 1), row) for row in counts]) if runs else run
    return run, _working_day(inputs, week, lots("days"))


def _working_day(inputs: FlowInputs, week: Ints, rng: np.random.Generator) -> Ints:
    """Return a Monday to Friday of each week, as days from the as-at day."""
    days = np.array([day for day in range(1, 8) if (inputs.as_at.weekday() + day) % 7 < 5])
    return np.asarray(7 * (week - 1) + days[rng.integers(0, 5, len(week))])


# --- their steps ----------------------------------------------------------------------------------


class _Steps:
    """Draws every step of every case."""

    def __init__(self, inputs: FlowInputs, cases: _Cases, runs: int, lots: _Lots) -> None:
        self.inputs, self.cases, self.runs, self.lots = inputs, cases, runs, lots

    def decided(self, what: WhatIf) -> Ints:
        return self._after("deciding", self.cases.start, self.cases.decided)

    def refused(self, what: WhatIf, force: tuple[int, int]) -> Any:
        chance = self._chance("refusing", self.inputs.refused)
        inside = (self.cases.start >= force[0]) & (self.cases.start <= force[1])
        changed = np.clip(chance[self.cases.run] + np.where(inside, what.refusal_change / 100, 0), 0, 1)
        return (self.cases.decided == _UNKNOWN) & (self._lot("refused") < changed)

    def asked(self, decided: Ints) -> Ints:
        asked = np.where(self.cases.came != _UNKNOWN, self.cases.came, self.cases.asked)
        passed = np.where((asked == _UNKNOWN) & (self.cases.issued != _UNKNOWN), self.cases.issued, asked)
        return self._after("asking", decided, passed)

    def others(self, decided: Ints) -> Ints:
        passed = np.where(self.cases.issued != _UNKNOWN, self.cases.issued, self.cases.others)
        return self._after("others", decided, passed)

    def without_plan(self) -> Any:
        chance = self._chance("no plan", self.inputs.without_plan)
        return (self.cases.issued == _UNKNOWN) & (self._lot("without") < chance[self.cases.run])

    def final(self, drafted: Ints) -> Ints:
        return self._after("finishing", drafted, np.full(len(drafted), _UNKNOWN))

    def left(self) -> Ints:
        """Return the week in which each would be withdrawn, move or cease: at any time alike."""
        counts = self.inputs.left
        weekly = self.lots("leaving").gamma(counts.part + 0.5, 1 / counts.whole, self.runs)
        chance = np.clip(weekly, 1e-9, 0.5)[self.cases.run]
        weeks = np.floor(np.log(1 - self._lot("left")) / np.log1p(-chance)).astype(np.int64)
        return np.asarray(np.maximum(self.cases.start, 1) + weeks)

    def served(
        self,
        service: Service,
        since: Ints,
        passed: Ints,
        left: Ints,
        extra: float,
        policy: str,
        force: tuple[int, int],
        weeks: int,
    ) -> Ints:
        """Return when each is done by a service that has so many places a week."""
        natural = since + service.lead if service.is_pressed else self._after(service.code, since, passed)
        done = passed != _UNKNOWN
        gone = np.where(done | (since > weeks), 0, left)
        line = Line(self.cases.run, np.maximum(natural, 1), since, self.cases.start_day, gone, since)
        places = self._places(service, weeks)
        places[:, force[0] - 1 : force[1]] += extra
        rng = self.lots(f"{service.code} lot")
        turn = Turn(policy, service.in_order if service.is_pressed else 1.0, leaning(service.table))
        seen = seen_in(line, np.maximum(places, 0), turn, rng)
        return np.where(done, passed, seen)

    def _places(self, service: Service, weeks: int) -> Floats:
        if not service.is_pressed:
            return np.full((self.runs, weeks), max(service.shown, 0.25))
        months = months_of_weeks(self.inputs.as_at, 1, weeks)
        return draw_weeks(service.rate, months, self.runs, self.lots(f"{service.code} places"))

    def _after(self, name: str, since: Ints, passed: Ints) -> Ints:
        """Return when each goes on from a step it came to, by the step's own delays; those who have passed it, then."""
        waits = (passed == _UNKNOWN) & (since < NEVER)
        came = np.where(waits, since, 1)
        stood = np.where(came <= 0, -came, NEW)
        weeks = self._weeks(name, came - self.cases.start, stood)
        return np.where(passed != _UNKNOWN, passed, np.where(waits, came + weeks, NEVER))

    def _weeks(self, name: str, age: Ints, stood: Ints) -> Ints:
        """Return how many weeks each stays in a step, by the table of its age where the step has several."""
        inputs, lot = self.inputs, self._lot(name)
        services = {one.code: one.by_age for one in (inputs.panel, inputs.officers)}
        tables = inputs.ep.table if name == "ep" else services.get(name) or getattr(inputs, name)
        if isinstance(tables, LifeTable):
            return draw(tables, self.runs, self.lots(f"{name} table")).weeks(self.cases.run, stood, lot)
        part, weeks = np.searchsorted(AGES, age), np.zeros(len(lot), dtype=np.int64)
        for number, table in enumerate(tables):
            which = part == number
            delays = draw(table, self.runs, self.lots(f"{name} table {number}"))
            weeks[which] = delays.weeks(self.cases.run[which], stood[which], lot[which])
        return weeks

    def _chance(self, purpose: str, counts: Counts) -> Floats:
        return self.lots(purpose).beta(counts.part + 0.5, counts.whole - counts.part + 0.5, self.runs)

    def _lot(self, purpose: str) -> Floats:
        return self.lots(f"lot {purpose}").random(len(self.cases.run))


# --- what came of it ------------------------------------------------------------------------------


def _paths(
    inputs: FlowInputs, cases: _Cases, asked: Ints, came: Ints, issued: Ints, final: Ints, left: Ints,
    runs: int, weeks: int, lots: _Lots,
) -> Paths:  # fmt: skip
    run = cases.run
    ends = np.minimum(final, left)
    is_issued = (final <= left) & cases.is_counted & (final <= weeks)
    days = _working_day(inputs, final, lots("issue days")) - cases.start_day
    late_in_20th = _late_in_the_20th(inputs, cases, runs, lots)
    on_time = is_issued & np.where(final - cases.start == 20, ~late_in_20th, days <= 140)
    over_from = (cases.start_day + 141 + 6) // 7
    tally = _Tally(run, runs, weeks)
    waits = asked < np.minimum(came, left)
    return Paths(
        issued=tally.events(final, is_issued),
        on_time=tally.events(final, on_time),
        open=tally.stock(cases.start, ends, cases.start <= ends),
        over=tally.stock(over_from, ends, over_from < ends),
        ep_queue=tally.stock(asked, np.minimum(came, np.minimum(left, issued)), waits),
    )


def _late_in_the_20th(inputs: FlowInputs, cases: _Cases, runs: int, lots: _Lots) -> Any:
    """Return who would be late if issued in the week in which the 20 weeks end: people aim at that day."""
    counts = inputs.on_the_20th
    chance = lots("20th").beta(counts.part + 2.0, counts.whole - counts.part + 2.0, runs)
    return lots("20th lot").random(len(cases.run)) >= chance[cases.run]


class _Tally:
    """Counts by run and week."""

    def __init__(self, run: Ints, runs: int, weeks: int) -> None:
        self.run, self.runs, self.weeks = run, runs, weeks

    def events(self, week: Ints, which: Any) -> Floats:
        """Count what happens in each week of each run."""
        wanted = which & (week >= 1) & (week <= self.weeks)
        place = self.run[wanted] * self.weeks + week[wanted] - 1
        return np.bincount(place, minlength=self.runs * self.weeks).reshape(self.runs, self.weeks).astype(np.float64)

    def stock(self, begins: Ints, ends: Ints, which: Any) -> Floats:
        """Count those there at the end of each week, from the week they come until the one in which they go."""
        came = self.events(np.maximum(begins, 1), which & (begins <= self.weeks))
        # one who is there already and goes in week 1 came before it: both are counted in week 1
        gone = self.events(np.maximum(ends, 1), which & (begins <= self.weeks))
        return np.asarray(np.cumsum(came - gone, axis=1))


__all__ = ["RUNS", "WEEKS", "Passage", "Paths", "simulate"]
