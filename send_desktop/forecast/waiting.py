"""A service with so many places a week, in many runs at once: who is seen in which week."""

from dataclasses import dataclass

import numpy as np

from send_desktop.forecast.rates import Bools, Floats, Ints
from send_desktop.measures.limits import TWENTY_WEEKS

UNSEEN = 10_000
"""The week of whoever is not seen within the weeks simulated."""

AS_BEFORE, LONGEST_WAIT, IN_TIME_FIRST = "as_before", "longest_wait", "in_time_first"
"""Whom a service takes first: as it has been; whoever has waited longest; those who can still be in time."""

_WIDE = 4 * UNSEEN
_STILL_IN_TIME = TWENTY_WEEKS - 56
"""So many days after the request at most, a child can still be in time: the decision, the draft and the family's 15
days take eight weeks after the advice."""


@dataclass(frozen=True, slots=True)
class Line:
    """Those who come to a service, in any run."""

    run: Ints
    ready: Ints
    """The first week in which each can be seen; weeks before the first count as the first."""
    place: Ints
    """Who stands before whom: the lower the sooner."""
    start_day: Ints
    gone: Ints
    """The week in which each leaves unseen."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is taken: by a policy, or as it has been."""

    policy: str
    in_order: float
    """The share of places that go to whoever stands first; the others go by lot."""


def seen_in(line: Line, places: Floats, turn: Turn, rng: np.random.Generator) -> Ints:
    """Return the week (from 1) in which each is seen, UNSEEN where it is not in these weeks.

    ``places`` are a week for each run, fractions kept for the next week; what is left over is lost.
    """
    runs, weeks = places.shape
    seen = np.full(len(line.run), UNSEEN, dtype=np.int64)
    coming = np.argsort(line.ready, kind="stable")
    until = np.searchsorted(line.ready[coming], np.arange(1, weeks + 1), side="right")
    order = (line.run * _WIDE + np.clip(line.place, -UNSEEN, UNSEEN) + UNSEEN) * _WIDE + line.start_day + UNSEEN
    waiting, credit, begun = np.empty(0, dtype=np.int64), np.zeros(runs), 0
    for week in range(1, weeks + 1):
        come = coming[begun : until[week - 1]]
        begun = int(until[week - 1])
        waiting = _merged(waiting, come[line.gone[come] > week], order)
        waiting = waiting[line.gone[waiting] > week]
        credit += places[:, week - 1]
        taken = _taken(line, waiting, credit, week, turn, rng)
        seen[waiting[taken]] = week
        used = np.bincount(line.run[waiting[taken]], minlength=runs)
        waiting = waiting[~taken]
        credit = np.minimum(credit - used, 1.0)
    return seen


def _merged(waiting: Ints, come: Ints, order: Ints) -> Ints:
    both = np.concatenate((waiting, come))
    return both[np.argsort(order[both], kind="stable")]


def _taken(line: Line, waiting: Ints, credit: Floats, week: int, turn: Turn, rng: np.random.Generator) -> Bools:
    """Return which of those waiting are taken this week; the waiting are in order of run and place."""
    run, runs = line.run[waiting], len(credit)
    free = np.floor(np.maximum(credit, 0)).astype(np.int64)
    if turn.policy == IN_TIME_FIRST:
        late = 7 * week - line.start_day[waiting] > _STILL_IN_TIME
        first = _within(run, ~late, free, runs)
        rest = free - np.bincount(run[first], minlength=runs)
        return np.asarray(first | _within(run, late, rest, runs))
    if turn.policy == LONGEST_WAIT or turn.in_order >= 1:
        return _within(run, np.ones(len(run), dtype=np.bool_), free, runs)
    chance = ((1 - turn.in_order) * free / np.maximum(np.bincount(run, minlength=runs), 1))[run]
    by_lot = _within(run, rng.random(len(run)) < chance, free, runs)
    rest = free - np.bincount(run[by_lot], minlength=runs)
    return np.asarray(by_lot | _within(run, ~by_lot, rest, runs))


def _within(run: Ints, of_these: Bools, free: Ints, runs: int) -> Bools:
    """Return the first so many of these in each run."""
    ahead = np.cumsum(of_these)
    counts = np.bincount(run, of_these, minlength=runs).astype(np.int64)
    before = np.cumsum(counts) - counts
    return np.asarray(of_these & (ahead - before[run] <= free[run]))
