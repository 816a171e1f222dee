"""What a what-if does to the flow of cases: the same cases, absences and lots as now, by what is done alone.

A service that holds plans up has its places of now and those that it is given. One that does not keeps its pace, as far
as it has shown that it can. Whoever is done sooner or later than now is moved by as many days in all that follows.
"""

from dataclasses import dataclass

import numpy as np

from send_desktop.forecast.as_now import AsNow, Lots, Served, as_now, week_of, working_day
from send_desktop.forecast.capacity import Service
from send_desktop.forecast.flow_inputs import FlowInputs
from send_desktop.forecast.precedents import NEVER
from send_desktop.forecast.rates import Bools, Floats, Ints
from send_desktop.forecast.waiting import AS_BEFORE, LONGEST_WAIT, UNSEEN, Line, Turn, seen_in
from send_desktop.forecast.whatif import WhatIf, days_in_force, drafting_places, ep_places, holding, panel_places
from send_desktop.measures.limits import TWENTY_WEEKS

WEEKS = 104
"""Two years."""


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


def simulate(
    inputs: FlowInputs, what: WhatIf, assumed: dict[str, float], *, weeks: int = WEEKS, runs: int, seed: int = 1
) -> Paths:
    """Simulate one what-if. The same seed gives the same answer."""
    now = as_now(inputs, weeks=weeks, runs=runs, seed=seed)
    return changed(now if what.requests_change <= 0 else with_more(now, what), what, assumed)


def with_more(now: AsNow, what: WhatIf) -> AsNow:
    """Return the same drawn with the requests that a what-if adds; those of now stay as they are."""
    share = what.requests_change / 100
    return as_now(now.inputs, weeks=now.weeks, runs=now.runs, seed=now.seed, more=share)


def changed(now: AsNow, what: WhatIf, assumed: dict[str, float]) -> Paths:
    """Return what comes of a what-if; of more requests than now only where ``now`` was drawn with them."""
    what = holding(what, now.inputs.as_at, now.weeks)
    shift = _Shift(now, what)
    asked, came = shift.advised(ep_places(what, assumed))
    issued = shift.decided_to_issue(came, panel_places(what, assumed))
    final = shift.finished(shift.drafted(issued, drafting_places(what, assumed)))
    return _paths(now, shift, asked, np.minimum(came, issued), final)


class _Shift:
    """Moves every case by what a what-if does."""

    def __init__(self, now: AsNow, what: WhatIf) -> None:
        self.now, self.what, self.lots = now, what, Lots(now.seed)
        self.first, self.last = days_in_force(what, now.inputs.as_at, now.weeks)
        self.is_there = self._there()
        is_refused = self._refused()
        self.goes_on = self.is_there & ~is_refused
        self.left = np.minimum(now.left, np.where(is_refused, now.decided, NEVER))

    def _there(self) -> Bools:
        change, is_in_force = self.what.requests_change / 100, self._in_force(self.now.start)
        if change >= 0:
            return np.asarray(~self.now.is_extra | (is_in_force & (change > 0)))
        lot = self.lots("fewer requests").random(len(self.now.run))
        return np.asarray(~self.now.is_extra & (~is_in_force | (lot >= -change)))

    def _in_force(self, day: Ints) -> Bools:
        return np.asarray((day >= self.first) & (day <= self.last))

    def _shares_in_force(self) -> Floats:
        """Return of each week how much it is in force."""
        days = self._in_force(np.arange(1, 7 * self.now.weeks + 1))
        return np.asarray(days.reshape(-1, 7).mean(axis=1))

    def _refused(self) -> Bools:
        now, counts, change = self.now, self.now.inputs.refused, self.what.refusal_change / 100
        share, moves = counts.part / max(counts.whole, 1), self._in_force(now.decided)
        lot = self.lots("refusals changed").random(len(now.run))
        if change >= 0:
            return np.asarray(now.is_refused | (moves & (lot < change / max(1 - share, 1e-9))))
        return np.asarray(now.is_refused & ~(moves & (lot < -change / max(share, 1e-9))))

    def advised(self, extra: float) -> tuple[Ints, Ints]:
        """Return when the psychologists are asked, and when their advice comes."""
        since = np.where(self.goes_on, self.now.ep.since, NEVER)
        return since, self._served(self.now.inputs.ep, self.now.ep, since, extra, self.what.policy)

    def decided_to_issue(self, came: Ints, extra: float) -> Ints:
        """Return when the panel decides; who waits for other advice as now waits for it until the same day."""
        now = self.now.panel
        others = np.where(now.since > self.now.ep.done, now.since, came)
        return self._served(self.now.inputs.panel, now, np.maximum(came, others), extra)

    def drafted(self, issued: Ints, extra: float) -> Ints:
        """Return when each draft is served."""
        self.left = np.minimum(self.left, np.where(self.now.is_without_plan, issued, NEVER))
        since = np.where(self.now.is_without_plan, NEVER, issued)
        return self._served(self.now.inputs.officers, self.now.officers, since, extra)

    def finished(self, drafted: Ints) -> Ints:
        """Return when each plan is final."""
        return _after(drafted, self.now.officers.done, self.now.final)

    def _served(self, service: Service, now: Served, since: Ints, extra: float, policy: str = AS_BEFORE) -> Ints:
        """Return when each is done: as usual where nothing is changed, else in turn."""
        usual = _after(since, now.since, now.done)
        if not service.shown:
            return usual  # of what is not on record nobody can say what more of it does
        if not extra and policy == AS_BEFORE and self._is_as_now(usual, now.done):
            return usual
        at = _At(self, service, now, since)
        added = extra * self._shares_in_force()
        if service.is_pressed:
            return at.in_turn(usual, now.places + added, at.soonest(usual), policy)
        usual = at.in_turn(usual, np.maximum(now.places, service.shown) + added, week_of(usual))
        if extra <= 0 and policy == AS_BEFORE:
            return usual
        done = self.now.events(usual, ~now.is_over & (usual <= self.left))
        return at.in_turn(usual, done + added, at.soonest(usual), policy)

    def _is_as_now(self, usual: Ints, done: Ints) -> bool:
        is_changed = self.what.requests_change or self.what.refusal_change
        return not is_changed and bool(((usual == done) | (usual >= NEVER)).all())


@dataclass(frozen=True, slots=True)
class _At:
    """Those who come to one service, and how they stand there."""

    shift: _Shift
    service: Service
    now: Served
    since: Ints

    def soonest(self, usual: Ints) -> Ints:
        """Return the first week in which each can be done, however many places there are."""
        return np.minimum(week_of(self.since) + self.service.lead, week_of(usual))

    def in_turn(self, usual: Ints, places: Floats, ready: Ints, policy: str = AS_BEFORE) -> Ints:
        """Return when each is done where there are so many places: on the usual day, or in another week."""
        now, service, lots = self.shift.now, self.service, self.shift.lots
        come, week = week_of(self.since), week_of(usual)
        is_out = self.now.is_over | (self.since >= NEVER) | (come > now.weeks)
        gone = np.where(is_out, 0, week_of(self.shift.left))
        place = come if service.is_line or policy == LONGEST_WAIT else week
        line = Line(now.run, np.maximum(ready, 1), place, now.start, gone)
        turn = Turn(policy, service.in_order if service.is_line else 1.0)
        seen = seen_in(line, np.maximum(places, 0.0), turn, lots(f"{service.code} lot"))
        lot = lots(f"lot {service.code} day").random(len(come))
        day = np.maximum(working_day(now.inputs, seen, lot), np.maximum(self.since, 1))
        later = np.where(seen >= UNSEEN, NEVER, np.where(seen == week, usual, day))
        return np.where(self.now.is_over | (self.since >= NEVER), usual, later)


def _after(since: Ints, since_now: Ints, done_now: Ints) -> Ints:
    """Return when each is done that came on another day than now and takes as long."""
    return np.asarray(np.where((since >= NEVER) | (done_now >= NEVER), NEVER, since + done_now - since_now))


# --- what came of it ------------------------------------------------------------------------------


def _paths(now: AsNow, shift: _Shift, asked: Ints, advised: Ints, final: Ints) -> Paths:
    is_issued = shift.is_there & (final <= shift.left) & now.is_counted & (final < NEVER)
    ends, over_from = np.minimum(final, shift.left), now.start + TWENTY_WEEKS + 1
    waits_until = np.minimum(advised, shift.left)
    return Paths(
        issued=now.events(final, is_issued),
        on_time=now.events(final, is_issued & (final - now.start <= TWENTY_WEEKS)),
        open=_stock(now, now.start, ends, shift.is_there & (now.start <= ends)),
        over=_stock(now, over_from, ends, shift.is_there & (over_from < ends)),
        ep_queue=_stock(now, asked, waits_until, shift.is_there & (asked < waits_until)),
    )


def _stock(now: AsNow, begins: Ints, ends: Ints, which: Bools) -> Floats:
    """Count those there at the end of each week, from the day they come until the one on which they go."""
    inside = which & (week_of(begins) <= now.weeks)
    came = now.events(np.maximum(begins, 1), inside)
    # one who is there already and goes in week 1 came before it: both are counted in week 1
    gone = now.events(np.maximum(ends, 1), inside)
    return np.asarray(np.cumsum(came - gone, axis=1))
