"""How long a stage takes, learnt from spells of which some have not ended: the product-limit (Kaplan-Meier) estimate.

E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958): S(t) is the
product over the days up to t of 1 - d/n, with d the spells that ended on the day and n those that had lasted until
it. A spell that was cut off on a day still counts as at risk on it. Days are whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from send_desktop.forecast.history import Spell
from send_desktop.forecast.stages import ADVICE, AFTER, BY_BOTH, BY_SEASON, NEAR, SEASON_WORDS, STAGE

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

HORIZON = 400
"""Days that a curve reaches; whatever takes longer is later than every limit that is asked of it."""

LEAST_FINISHED = 30
"""Fewer finished spells than this are too little history: with 30 a share is known to about 18 points either way."""

LEAST_REACHED = 10
"""So many spells must have lasted as long as the one in question; of fewer, what came next says little."""

Z_95 = 1.959963984540054
"""Standard deviations either side that hold 95 per cent of a normal distribution."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The estimated share of spells that last longer than t days, for t from 0 to ``HORIZON``."""

    survival: Floats
    variance: Floats
    """Greenwood's sum of d / (n (n - d)) up to each day; infinite once the last spell has ended."""
    reached: Whole
    """How many spells are known to have lasted longer than t days."""
    spells: int
    finished: int

    def longer_than(self, days: int, age: int = -1) -> float:
        """Return the chance that a spell which has lasted ``age`` days lasts more than ``days``: S(days) / S(age)."""
        start = self._at(age)
        return float(self._at(max(days, age)) / start) if start > 0 else 0.0

    def interval(self, days: int, age: int = -1) -> tuple[float, float]:
        """Return where that chance lies with 95 per cent confidence: Greenwood's variance, on the scale log(-log S)."""
        share = self.longer_than(days, age)
        if not 0 < share < 1:
            return share, share
        since = float(self.variance[age]) if age >= 0 else 0.0
        deviation = np.sqrt(float(self.variance[min(days, HORIZON)]) - since) / abs(np.log(share))
        return float(share ** np.exp(Z_95 * deviation)), float(share ** np.exp(-Z_95 * deviation))

    def median(self) -> int | None:
        """Return the day by which half have ended; None where fewer than half ever do within the horizon."""
        return first_day(1 - self.survival, 0.5)

    def ends(self) -> Floats:
        """Return the chance of ending on each day."""
        return -np.diff(self.survival, prepend=1.0)

    def _at(self, days: int) -> float:
        return 1.0 if days < 0 else float(self.survival[min(days, HORIZON)])


def kaplan_meier(days: Sequence[int] | Whole, finished: Sequence[bool] | NDArray[np.bool_]) -> Curve:
    """Return the curve of spells of these lengths in whole days, and whether each had ended."""
    length, has_ended = np.minimum(np.asarray(days, dtype=np.int64), HORIZON + 1), np.asarray(finished, dtype=bool)
    ended = np.bincount(length[has_ended], minlength=HORIZON + 2)[: HORIZON + 1]
    lasted = np.bincount(length, minlength=HORIZON + 2)[::-1].cumsum()[::-1]
    at_risk = lasted[: HORIZON + 1]
    left = at_risk - ended
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(at_risk > 0, left / np.maximum(at_risk, 1), 1.0)
        added = np.where(ended > 0, ended / (at_risk * left), 0.0)
    survival: Floats = np.cumprod(steps, dtype=np.float64)
    variance: Floats = np.cumsum(added, dtype=np.float64)
    return Curve(survival, variance, lasted[1:].astype(np.int64), len(length), int(has_ended.sum()))


def first_day(reached: Floats, share: float) -> int | None:
    """Return the first day on which a rising share is reached; None where it never is."""
    day = int(np.searchsorted(reached, share - 1e-12))
    return day if day < len(reached) else None


@dataclass(frozen=True, slots=True)
class Pool:
    """From which spells something was learnt: of one service or all, of one season or with about so many days left."""

    stage: str
    service: str = ""
    season: str = ""
    left: tuple[int, int] | None = None
    """The fewest and the most days that were left until week 20 when they began."""

    @property
    def words(self) -> str:
        """'pieces of EP advice asked for from June to August', 'drafts served with 27 to 33 days left'."""
        stage = STAGE[self.stage]
        noun = f"{stage.noun}s {stage.begun}"
        if self.stage == ADVICE:
            whose = f"{self.service} advice" if self.service else "advice of any service"
            noun = f"{stage.noun}s of {whose} {stage.begun}"
        noun = f"{noun} {SEASON_WORDS[self.season]}" if self.season else noun
        left = f"with {self.left[0]} to {self.left[1]} days left" if self.left else ""
        return f"{noun} {left}".replace("in with", "in, with").strip()


@dataclass(frozen=True, slots=True)
class Learnt:
    """A curve with the spells that it was learnt from."""

    pool: Pool
    curve: Curve


@dataclass(frozen=True, slots=True)
class TooLittle:
    """That there is too little history, and of what."""

    pool: Pool
    finished: int
    reached: int | None = None
    """How many had lasted as long as the spell in question, where that is what was too few."""

    @property
    def words(self) -> str:
        """One sentence: what there is, and what is needed."""
        if self.reached is not None:
            return (
                f"Too little history: only {self.reached} of the {self.pool.words} on record lasted as long as this "
                f"one has; {LEAST_REACHED} are needed."
            )
        return f"Too little history: {self.finished} finished {self.pool.words}; {LEAST_FINISHED} are needed."


class History:
    """The spells of an authority, from which each stage is learnt; curves are worked out once, when first asked for."""

    def __init__(self, spells: Iterable[Spell]) -> None:
        found: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
        for one in spells:
            found[one.stage, one.service].append(one)
            if one.service:
                found[one.stage, ""].append(one)
        self._spells = {key: _Columns.of(group) for key, group in found.items()}
        self.finished = cache(self._finished)
        self.curve = cache(self._curve)
        self.share_in_time = cache(self._share_in_time)

    def learn(
        self, stage: str, service: str = "", season: str = "", days_left: int | None = None, age: int = -1
    ) -> Learnt | TooLittle:
        """Return the curve of the narrowest pool that has enough history, for a spell that has lasted ``age`` days.

        In turn: the service and season of the spell, the service, every service; or the season and those that began
        with about as many days left (``NEAR``), those of any season, all.
        """
        pools = _widening(stage, service, season, days_left)
        for pool in pools:
            if self.finished(pool) >= LEAST_FINISHED and _reached(self.curve(pool), age) >= LEAST_REACHED:
                return Learnt(pool, self.curve(pool))
        curve = self.curve(pools[-1])
        return TooLittle(pools[-1], curve.finished, None if curve.finished < LEAST_FINISHED else _reached(curve, age))

    def rest(self, stage: str, most: int, season: str = "") -> Floats | TooLittle:
        """Return, by the days left until week 20 when a stage ends, the chance that the plan then goes in time.

        For none to ``most`` days. ``season`` is the one in which the stage ends: it bears on what follows only while
        advice is among it.
        """
        if stage not in AFTER:
            return np.ones(most + 1)
        after = AFTER[stage]
        enough = self.learn(after)
        if isinstance(enough, TooLittle):
            return enough
        part = season if STAGE[after].learnt_by == BY_BOTH else ""
        return np.array([self.share_in_time(after, part, left) for left in range(most + 1)])

    def _finished(self, pool: Pool) -> int:
        known = self._spells.get((pool.stage, pool.service))
        return 0 if known is None else int(known.finished[known.those_of(pool)].sum())

    def _curve(self, pool: Pool) -> Curve:
        known = self._spells.get((pool.stage, pool.service))
        if known is None:
            return kaplan_meier([], [])
        which = known.those_of(pool)
        return kaplan_meier(known.days[which], known.finished[which])

    def _share_in_time(self, stage: str, season: str, left: int) -> float:
        """Each spell near by is measured by its own week 20, as if it too had begun with so many days left."""
        pools = _widening(stage, "", season, left)
        pool = next((one for one in pools if self.finished(one) >= LEAST_FINISHED), pools[-1])
        if pool.left is None:
            return 1 - self.curve(pool).longer_than(left)
        known = self._spells[stage, ""]
        near = known.those_of(pool)
        days = np.maximum(known.days[near] + left - known.left[near], 0)
        return 1 - kaplan_meier(days, known.finished[near]).longer_than(left)


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """Spells of one kind, a column each."""

    days: Whole
    finished: NDArray[np.bool_]
    left: Whole
    season: NDArray[np.str_]

    @classmethod
    def of(cls, spells: Sequence[Spell]) -> "_Columns":
        return cls(
            np.array([one.days for one in spells], dtype=np.int64),
            np.array([one.is_finished for one in spells], dtype=bool),
            np.array([one.days_left for one in spells], dtype=np.int64),
            np.array([one.season for one in spells]),
        )

    def those_of(self, pool: Pool) -> NDArray[np.bool_]:
        which = np.ones(len(self.days), dtype=bool)
        if pool.season:
            which &= self.season == pool.season
        if pool.left:
            which &= (pool.left[0] <= self.left) & (self.left <= pool.left[1])
        return which


def _reached(curve: Curve, age: int) -> int:
    return curve.spells if age < 0 else int(curve.reached[min(age, HORIZON)])


def _widening(stage: str, service: str, season: str, days_left: int | None) -> tuple[Pool, ...]:
    by = STAGE[stage].learnt_by
    if by == BY_SEASON:
        return tuple(dict.fromkeys((Pool(stage, service, season), Pool(stage, service), Pool(stage))))
    if days_left is None or days_left < 0:
        return (Pool(stage),)
    seasons = (season, "") if by == BY_BOTH and season else ("",)
    around = [(max(0, days_left - n), days_left + n) for n in NEAR]
    return (*(Pool(stage, season=one, left=left) for one in seasons for left in around), Pool(stage))
