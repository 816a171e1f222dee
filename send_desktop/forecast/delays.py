"""How long a step takes when nothing holds it up: a life table of weeks, with its uncertainty.

The table is a *period* table: of all who stood d weeks in a step at some time in the weeks measured, how many
went on in that week. So a change of pace shows at once, and those still waiting count as what they are. Each run of
a simulation draws its own table from the beta posterior of every week's chance.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST = 60
"""Weeks after which the chance of going on is taken to stay the same."""

_ENOUGH = 10
"""Fewer than so many at risk, and a week is pooled with those after it."""

_PRIOR = 2.0
"""How many children the smoothed chance of the neighbouring weeks counts for beside a week's own."""

NEW = -1
"""Weeks that somebody has stood in a step who has only come to it."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One case's stay in a step, in weeks counted from the as-at day."""

    since: int
    until: int | None
    """When it ended; None while it lasts."""
    went_on: bool
    """True where it ended by going on, False where the case left instead."""


AGES = (8, 10, 12, 14, 15, 16, 17, 18, 19)
"""Weeks since the request that part the tables of the later steps: who can still be in time is hurried on."""


@dataclass(frozen=True, slots=True)
class LifeTable:
    """By week of a step from nought: how many went on in it, and how many could have."""

    events: Floats
    at_risk: Floats

    @property
    def count(self) -> int:
        """How many went on in the weeks measured."""
        return int(self.events.sum())


def life_table(stays: Iterable[Stay], first_week: int) -> LifeTable:
    """Return the table of the weeks from ``first_week`` (nought or less) up to week 0, both included."""
    events, at_risk, beyond = np.zeros(LONGEST + 1), np.zeros(LONGEST + 2), 0
    for stay in stays:
        until = 0 if stay.until is None else stay.until
        begins, ends = max(0, first_week - stay.since), until - stay.since
        if until < first_week or ends < begins:
            continue
        at_risk[min(begins, LONGEST)] += 1
        at_risk[min(ends, LONGEST) + 1] -= 1
        beyond += max(0, ends - max(begins, LONGEST))
        if stay.went_on and stay.until is not None:
            events[min(ends, LONGEST)] += 1
    weeks = np.cumsum(at_risk)[:-1]
    weeks[-1] += beyond
    return LifeTable(events, weeks)


def tables_by_age(stays: Iterable[tuple[Stay, int]], first_week: int) -> tuple[LifeTable, ...]:
    """Return a table for each age, in weeks since the request, at which cases come to the step."""
    parted: list[list[Stay]] = [[] for _ in (*AGES, None)]
    for stay, age in stays:
        parted[bisect_left(AGES, age)].append(stay)
    return tuple(life_table(some, first_week) for some in parted)


class DrawnDelays:
    """One step's delays in every run, each with its own chances."""

    def __init__(self, chances: Floats) -> None:
        self._longest = chances.shape[1] - 1
        self._reached = 1 - np.cumprod(1 - chances, axis=1)
        self._ladder = (self._reached + np.arange(len(chances))[:, None]).ravel()
        self._after = chances[:, -1]

    def weeks(self, run: Ints, stood: Ints, lot: Floats) -> Ints:
        """Return in which week of the step each goes on, who has stood in it so long and draws this lot (0 to 1)."""
        known = np.clip(stood, 0, self._longest)
        before = np.where(stood >= 0, self._reached[run, known], 0.0)
        height = before + lot * (1 - before)
        found: Ints = np.searchsorted(self._ladder, run + height) - run * (self._longest + 1)
        within: Ints = np.maximum(found, stood + 1).astype(np.int64)
        beyond = found > self._longest
        within[beyond] = self._beyond(run[beyond], stood[beyond], height[beyond])
        return within

    def _beyond(self, run: Ints, stood: Ints, height: Floats) -> Ints:
        left = np.maximum((1 - height) / np.maximum(1 - self._reached[run, -1], 1e-12), 1e-12)
        more: Ints = np.floor(np.log(np.minimum(left, 1.0)) / np.log1p(-self._after[run])).astype(np.int64)
        longest: Ints = np.maximum(self._longest, stood)
        return longest + 1 + more


def draw(table: LifeTable, runs: int, rng: np.random.Generator) -> DrawnDelays:
    """Draw a table of chances for each run from the beta posterior of each week."""
    events, at_risk = _pooled(table)
    near = _smoothed(events, at_risk)
    gone, stayed = events + _PRIOR * near, at_risk - events + _PRIOR * (1 - near)
    chances = rng.beta(gone, np.maximum(stayed, 1e-6), size=(runs, len(gone)))
    return DrawnDelays(np.clip(chances, 1e-6, 1 - 1e-9))


def leaning(table: LifeTable) -> Floats:
    """Return the chance of going on by weeks waited, the neighbouring weeks together."""
    return _smoothed(*_pooled(table))


def _pooled(table: LifeTable) -> tuple[Floats, Floats]:
    """Cut the table at the last week with enough at risk; all after it become its last row."""
    enough = np.flatnonzero(table.at_risk >= _ENOUGH)
    cut = min(int(enough[-1]) + 1, LONGEST) if len(enough) else 0
    events = np.append(table.events[:cut], table.events[cut:].sum())
    at_risk = np.append(table.at_risk[:cut], table.at_risk[cut:].sum())
    return events, at_risk


def _smoothed(events: Floats, at_risk: Floats) -> Floats:
    came, could = (np.convolve(np.pad(one, 1), np.ones(3), "valid") for one in (events, at_risk))
    return np.asarray((came + 0.25) / (could + 1.0))
