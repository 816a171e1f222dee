"""How the cases in hand and those to come go on as now: what every what-if is held against.

Each run has its own parameters, drawn from what the records leave uncertain (``rates`` and ``precedents``), and its own
chance; so the spread of the runs is both what is not known and what cannot be known, and no width is added to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from send_desktop.forecast.capacity import Service
from send_desktop.forecast.flow_inputs import FlowInputs
from send_desktop.forecast.precedents import (
    ADVICE,
    DRAFT,
    FINAL,
    NEVER,
    NEW,
    NOBODY,
    PANEL,
    REQUEST,
    STEPS,
    Followed,
    steps,
)  # fmt: skip
from send_desktop.forecast.rates import Bools, Floats, Ints, draw_counts, draw_weeks, months_of_weeks
from send_desktop.forecast.waiting import AS_BEFORE, UNSEEN, Line, Turn, seen_in
from send_desktop.measures.limits import TWENTY_WEEKS

_UNKNOWN = -NEVER
"""Stands for a day not yet reached by a case that is open now."""

_LOOKS = 40
"""A stay is put together of at most so many; what is longer still is taken at the pace of the slowest."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a service does as now, in days from the as-at day."""

    since: Ints
    """When each comes to it, NEVER where it does not."""
    done: Ints
    """When it is done with each."""
    is_over: Bools
    """It was done before the as-at day: nothing changes it."""
    places: Floats
    """By run and week: how many it can do where children wait in line for it, else how many it does."""


@dataclass(frozen=True, slots=True)
class AsNow:
    """Every case of every run: those open now, once in each run, then those to come. Days from the as-at day."""

    inputs: FlowInputs
    runs: int
    weeks: int
    seed: int
    run: Ints
    start: Ints
    is_counted: Bools
    is_extra: Bools
    """It comes only where more requests come than now."""
    decided: Ints
    is_refused: Bools
    is_without_plan: Bools
    left: Ints
    """The day on which each would be withdrawn, move or cease."""
    ep: Served
    panel: Served
    officers: Served
    final: Ints

    def events(self, day: Ints, which: Bools) -> Floats:
        """Count what happens in each week of each run."""
        return _events(self.run, self.runs, self.weeks, day, which)


def as_now(inputs: FlowInputs, *, weeks: int, runs: int, seed: int, more: float = 0.0) -> AsNow:
    """Draw what lies ahead as now; ``more`` is the share of requests that a what-if adds to those of now."""
    lots = Lots(seed)
    walk = _Walk(inputs, _cases(inputs, more, weeks, runs, lots), runs, weeks, lots)
    decided, is_refused = walk.decide()
    ep = walk.advise(decided)
    panel, is_without_plan = walk.bring_to_panel(ep)
    officers = walk.draft(np.where(is_without_plan, NEVER, panel.done))
    cases = walk.cases
    return AsNow(
        inputs=inputs, runs=runs, weeks=weeks, seed=seed, run=cases.run, start=cases.start,
        is_counted=cases.is_counted, is_extra=cases.is_extra, decided=decided, is_refused=is_refused,
        is_without_plan=is_without_plan, left=walk.left, ep=ep, panel=panel, officers=officers,
        final=walk.finish(officers.done),
    )  # fmt: skip


class Lots:
    """Streams of chance by purpose, so that a change in one leaves the others as they were."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __call__(self, purpose: str) -> np.random.Generator:
        """Return the stream of a purpose, from its beginning."""
        return np.random.default_rng([self._seed, *purpose.encode()])


def week_of(day: Ints) -> Ints:
    """Return the week of each day: 1 for days 1 to 7."""
    return np.asarray((day + 6) // 7)


def working_day(inputs: FlowInputs, week: Ints, lot: Floats) -> Ints:
    """Return a Monday to Friday of each week, as days from the as-at day."""
    days = np.array([day for day in range(1, 8) if (inputs.as_at.weekday() + day) % 7 < 5])
    return np.asarray(7 * (week - 1) + days[(lot * 5).astype(np.int64)])


# --- who there is ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cases:
    run: Ints
    start: Ints
    reached: Ints
    """A row for each of ``precedents.steps``: the day, _UNKNOWN where it is yet to come."""
    asked: Ints
    others: Ints
    is_counted: Bools
    is_extra: Bools


def _cases(inputs: FlowInputs, more: float, weeks: int, runs: int, lots: Lots) -> _Cases:
    present = inputs.cases
    run, start, is_extra = _to_come(inputs, more, weeks, runs, lots)
    new = len(run)

    def each(days: Sequence[int | None]) -> Ints:
        known = np.array([_UNKNOWN if day is None else day for day in days], dtype=np.int64)
        return np.concatenate((np.tile(known, runs), np.full(new, _UNKNOWN)))

    starts = np.tile(np.array([one.start for one in present], dtype=np.int64), runs)
    counted = np.tile(np.array([one.is_counted for one in present], dtype=np.bool_), runs)
    ways = [steps(one) for one in present]
    return _Cases(
        run=np.concatenate((np.repeat(np.arange(runs), len(present)), run)),
        start=np.concatenate((starts, start)),
        reached=np.array([each([way[at] for way in ways]) for at in range(STEPS)]),
        asked=each([one.asked for one in present]),
        others=each([one.others for one in present]),
        is_counted=np.concatenate((counted, np.ones(new, dtype=np.bool_))),
        is_extra=np.concatenate((np.zeros(len(starts), dtype=np.bool_), is_extra)),
    )


def _to_come(inputs: FlowInputs, more: float, weeks: int, runs: int, lots: Lots) -> tuple[Ints, Ints, Bools]:
    """Return run and first day of the requests to come, those that come as now first."""
    counts = draw_counts(inputs.requests, months_of_weeks(inputs.as_at, 1, weeks), runs, lots("requests"))
    extra = lots("more requests").poisson(counts * more) if more > 0 else np.zeros_like(counts)
    both = _spread(inputs, counts, lots("days")), _spread(inputs, extra, lots("more days"))
    run, start = (np.concatenate(pair) for pair in zip(*both, strict=True))
    return run, start, np.arange(len(run)) >= counts.sum()


def _spread(inputs: FlowInputs, counts: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    runs, weeks = counts.shape
    week = np.repeat(np.tile(np.arange(1, weeks + 1), runs), counts.ravel())
    return np.repeat(np.arange(runs), counts.sum(axis=1)), working_day(inputs, week, rng.random(len(week)))


# --- their steps ----------------------------------------------------------------------------------


class _Going:
    """Those who go through one stage: how old they came to it, how long they have stood in it, whom they follow."""

    def __init__(self, stays: Followed, age: Ints, stood: Ints, row: Ints) -> None:
        self.stays, self.age, self.stood, self.row = stays, age, stood, row
        self.days = np.zeros(len(row), dtype=np.int64)
        """How long each stays in all, once that is known."""


class _Walk:
    """Takes every case through its stages; who is followed goes along from one to the next."""

    def __init__(self, inputs: FlowInputs, cases: _Cases, runs: int, weeks: int, lots: Lots) -> None:
        self.inputs, self.cases, self.runs, self.weeks, self.lots = inputs, cases, runs, weeks, lots
        self.followed = np.full(len(cases.run), NOBODY)
        self._weights = lots("who is followed").exponential(1.0, (runs, len(inputs.precedents.is_refused)))
        self.left = self._leave()
        self._is_out = cases.is_extra.copy()

    def is_past(self, stage: int) -> Bools:
        """Say who came to a stage before the as-at day."""
        return np.asarray(self.cases.reached[stage] != _UNKNOWN)

    def decide(self) -> tuple[Ints, Bools]:
        """Return when it is decided whether to assess, and whom it is refused; they go on as if it were not."""
        decided = self._go_on(REQUEST, self.cases.start)
        is_refused = self._is_followed(self.inputs.precedents.is_refused) & ~self.is_past(ADVICE)
        self._is_out |= is_refused
        self.followed = np.where(is_refused, NOBODY, self.followed)
        return decided, is_refused

    def advise(self, decided: Ints) -> Served:
        """Return what the psychologists do."""
        usual = self._go_on(ADVICE, decided)
        known = np.where(self.cases.asked == _UNKNOWN, self.cases.reached[PANEL], self.cases.asked)
        after = self._days_of_followed(self.inputs.precedents.asked_after)
        asked = np.where(known == _UNKNOWN, _to_come_at(decided + after), known)
        return self._served(self.inputs.ep, np.minimum(asked, usual), usual, PANEL)

    def bring_to_panel(self, ep: Served) -> tuple[Served, Bools]:
        """Return what the panel does, and for whom it decides that no plan is needed."""
        usual = self._go_on(PANEL, ep.done)
        after = self._days_of_followed(self.inputs.precedents.ready_after)
        known = np.maximum(self.cases.others, ep.done)
        ready = np.where(self.cases.others == _UNKNOWN, _to_come_at(ep.done + after), known)
        is_without = self._is_followed(self.inputs.precedents.is_without_plan) & ~self.is_past(DRAFT)
        return self._served(self.inputs.panel, np.minimum(ready, usual), usual, DRAFT), is_without

    def draft(self, issued: Ints) -> Served:
        """Return what the officers do who draft."""
        return self._served(self.inputs.officers, issued, self._go_on(DRAFT, issued), FINAL)

    def finish(self, drafted: Ints) -> Ints:
        """Return when each plan is final: in time or late as the plan that it follows, for people aim at the day."""
        final, last = self._go_on(FINAL, drafted), self.cases.start + TWENTY_WEEKS
        known = self.inputs.precedents
        is_in_time = self._is_followed(known.is_in_time) & (last >= np.maximum(drafted, 1))
        is_late = self._is_followed(known.is_late) & (final < NEVER)
        return np.where(is_in_time, np.minimum(final, last), np.where(is_late, np.maximum(final, last + 1), final))

    # --- one stage -------------------------------------------------------------------------------

    def _go_on(self, stage: int, came: Ints) -> Ints:
        """Return when each goes on from a stage, by the cases that they follow; those who have passed it, then."""
        reached = self.cases.reached[stage + 1]
        stays = Followed(self.inputs.precedents.stays[stage], self._weights)
        going = _Going(stays, came - self.cases.start, np.where(came <= 0, -came, NEW), stays.row_of(self.followed))
        walking = np.flatnonzero((reached == _UNKNOWN) & (came < NEVER))
        for look in range(_LOOKS):
            if not len(walking):
                break
            walking = self._look(going, f"{stage} {look}", walking, is_last=look == _LOOKS - 1)
        gone_on = np.where(came < NEVER, came + going.days, NEVER)
        return np.asarray(np.where(reached != _UNKNOWN, reached, gone_on))

    def _look(self, going: _Going, name: str, walking: Ints, is_last: bool) -> Ints:
        """Let each follow one more case; return who is on the way still, that case not being over itself."""
        alone = walking[going.row[walking] == NOBODY]
        if not is_last:
            run, age, stood = self.cases.run[alone], going.age[alone], going.stood[alone]
            going.row[alone] = going.stays.look(run, age, stood, self._lot(f"stage {name}")[alone])
        lost = alone[going.row[alone] == NOBODY]
        going.days[lost] = going.stays.longer(going.stood[lost], self._lot(f"longer {name}")[lost])
        self.followed[lost] = NOBODY
        found = walking[going.row[walking] != NOBODY]
        who, lasted, is_over = going.stays.known(going.row[found])
        over, rest = found[is_over], found[~is_over]
        going.days[over], self.followed[over] = lasted[is_over], who[is_over]
        going.stood[rest], going.row[rest] = lasted[~is_over], NOBODY
        return np.asarray(rest)

    def _days_of_followed(self, values: Ints) -> Ints:
        """Return what is known of the case that each follows, nought of nobody."""
        return np.asarray(np.append(values, 0)[self.followed])

    def _is_followed(self, values: Bools) -> Bools:
        """Say of whom it is true that they follow such a case."""
        return np.asarray(np.append(values, False)[self.followed])

    def _leave(self) -> Ints:
        """Return the day on which each would be withdrawn, move or cease: at any time alike."""
        counts = self.inputs.left
        weekly = self.lots("leaving").gamma(counts.part + 0.5, 1 / counts.whole, self.runs)
        chance = np.clip(weekly / 7, 1e-9, 0.5)[self.cases.run]
        days = np.floor(np.log1p(-self._lot("left")) / np.log1p(-chance)).astype(np.int64)
        return np.asarray(np.minimum(np.maximum(self.cases.start, 1) + days, NEVER))

    # --- one service -----------------------------------------------------------------------------

    def _served(self, service: Service, since: Ints, usual: Ints, stage: int) -> Served:
        """Return what a service does: as usual, or by its places where children wait in line for it.

        Whoever is done on another day than usual follows another case from there.
        """
        is_over = self.is_past(stage)
        if not service.is_line:
            counted = ~is_over & ~self._is_out & (usual <= self.left)
            return Served(since, usual, is_over, _events(self.cases.run, self.runs, self.weeks, usual, counted))
        months = months_of_weeks(self.inputs.as_at, 1, self.weeks)
        places = draw_weeks(service.rate, months, self.runs, self.lots(f"{service.code} places"))
        come = week_of(since)
        gone = np.where(is_over | self._is_out | (come > self.weeks), 0, week_of(self.left))
        soonest = np.maximum(come + service.lead, 1)
        line = Line(self.cases.run, soonest, come, self.cases.start, gone)
        turn = Turn(AS_BEFORE, service.in_order)
        seen = seen_in(line, places, turn, self.lots(f"{service.code} lot"))
        day = np.maximum(working_day(self.inputs, seen, self._lot(f"{service.code} day")), np.maximum(since, 1))
        # who is not seen in these weeks is seen after them, no matter when
        day = np.where(seen >= UNSEEN, np.maximum(since, 7 * self.weeks) + 1, day)
        done = np.where(is_over | (since >= NEVER) | (seen == week_of(usual)), usual, day)
        self.followed = np.where(done == usual, self.followed, NOBODY)
        return Served(since, done, is_over, places)

    def _lot(self, purpose: str) -> Floats:
        return self.lots(f"lot {purpose}").random(len(self.cases.run))


def _to_come_at(day: Ints) -> Ints:
    """Return days that are not yet past."""
    return np.asarray(np.maximum(day, 1))


def _events(run: Ints, runs: int, weeks: int, day: Ints, which: Bools) -> Floats:
    week = week_of(day)
    inside = which & (week >= 1) & (week <= weeks)
    place = run[inside] * weeks + week[inside] - 1
    return np.bincount(place, minlength=runs * weeks).reshape(runs, weeks).astype(np.float64)
