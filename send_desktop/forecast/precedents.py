"""How cases go on: each follows one like it, from the authority's own records, as far as that one is known.

A case that has stood so long in a stage follows one that came to the stage at much the same age and stood in it longer;
and it follows that one through the stages after, so that one that is hurried at the end is hurried as a whole. Where
the case followed is itself not over, another takes its place from there: for one stage this is Efron's redistribution
to the right, whose share still waiting is that of Kaplan and Meier (Efron 1967). Each run weighs the cases anew
(Rubin's Bayesian bootstrap, 1981), because so few leave much uncertain; those of late weigh more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from send_desktop.forecast.passages import Passage
from send_desktop.forecast.rates import Bools, Floats, Ints

REQUEST, ADVICE, PANEL, DRAFT, FINAL = range(5)
"""The stages: until it is decided to assess, until the psychologist's advice, until it is decided to issue, until the
draft, until the final plan."""

STEPS = 6
"""The beginning of each stage and the end of the last."""

NEVER = 100_000
"""The day of what does not happen."""

NOBODY = -1
"""Who is followed where nobody is."""

NEW = -1
"""Days that somebody has stood in a stage who only comes to it."""

HALF_WORTH = 91
"""Days after which a case weighs half as much: a quarter, so that a change of pace shows within the next."""

_ALIKE, _LEAST = 40, 3
"""So many cases of neighbouring ages are alike; with fewer left than the least, those of any age are followed."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Every stay in one stage, with whose it is."""

    who: Ints
    age: Ints
    """Days since the request at its beginning."""
    days: Ints
    """How long it lasted, or has lasted."""
    is_over: Bools
    """True where the case went on; False where it is still there or has left."""
    began: Ints
    """Days before the as-at day."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """All that is known of those who can be followed."""

    stays: tuple[Stays, ...]
    """One a stage."""
    is_refused: Bools
    is_without_plan: Bools
    is_in_time: Bools
    is_late: Bools
    asked_after: Ints
    """Days from the decision to assess until the psychologist was asked."""
    ready_after: Ints
    """Days from the psychologist's advice until all the other advice was in."""


def steps(one: Passage) -> list[int | None]:
    """Return the days on which a case came to each stage and left the last; none before the one before it."""
    days = [one.start, one.decided, one.came, one.issued, one.drafted, one.final]
    if one.is_refused:
        days[2:] = [None] * (STEPS - PANEL)
    for at in range(len(days) - 2, -1, -1):
        days[at] = days[at] if days[at] is not None else days[at + 1]
    for at in range(1, len(days)):
        day, before = days[at], days[at - 1]
        days[at] = day if day is None or before is None else max(day, before)
    return days


def precedents(found: Sequence[Passage]) -> Precedents:
    """Return these cases as precedents; nobody follows a plan after mediation or an order, which took another way."""
    followed = [one for one in found if one.is_counted]
    every = [steps(one) for one in followed]
    return Precedents(
        stays=tuple(_stays(stage, followed, every) for stage in range(STEPS - 1)),
        is_refused=np.array([one.is_refused for one in followed], dtype=np.bool_),
        is_without_plan=np.array([one.is_without_plan for one in followed], dtype=np.bool_),
        is_in_time=np.array([one.is_in_time for one in followed], dtype=np.bool_),
        is_late=np.array([one.final is not None and not one.is_in_time for one in followed], dtype=np.bool_),
        asked_after=np.array([_after(days[ADVICE], one.asked) for one, days in zip(followed, every, strict=True)]),
        ready_after=np.array([_after(days[PANEL], one.others) for one, days in zip(followed, every, strict=True)]),
    )


def _after(since: int | None, until: int | None) -> int:
    return max(0, until - since) if since is not None and until is not None else 0


def _stays(stage: int, found: Sequence[Passage], every: Sequence[Sequence[int | None]]) -> Stays:
    rows = []
    for who, (one, days) in enumerate(zip(found, every, strict=True)):
        since, until = days[stage], days[stage + 1]
        if since is None or (stage > REQUEST and one.is_refused) or (stage > PANEL and one.is_without_plan):
            continue
        gone = 0 if one.is_open else one.left
        if until is None and gone is None:
            continue
        lasted = (until if until is not None else max(gone or 0, since)) - since
        rows.append((who, since - one.start, lasted, until is not None, -since))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Stays(table[:, 0], table[:, 1], table[:, 2], table[:, 3] > 0, table[:, 4])


class Followed:
    """One stage's stays in every run, ready to be followed."""

    def __init__(self, stays: Stays, weights: Floats) -> None:
        self.stays = stays
        self._edges = _edges(stays.age)
        cell = np.searchsorted(self._edges, stays.age, side="right")
        self._any = len(self._edges) + 1
        cells = np.concatenate((cell, np.full(len(cell), self._any)))
        twice = np.tile(np.arange(len(cell)), 2)
        order = np.lexsort((stays.days[twice], cells))
        self._row = twice[order]
        self._key = cells[order] * NEVER + stays.days[self._row]
        self._ends = np.searchsorted(self._key, (np.arange(self._any + 1) + 1) * NEVER)
        late = 0.5 ** (stays.began / HALF_WORTH)
        height = np.cumsum(weights[:, stays.who[self._row]] * late[self._row], axis=1)
        self._height = height / (height[:, -1:] * (1 + 1e-9)) if len(self._row) else height
        self._ladder = (self._height + np.arange(len(weights))[:, None]).ravel()
        self._pace = _pace(stays)

    def look(self, run: Ints, age: Ints, stood: Ints, lot: Floats) -> Ints:
        """Return the row of the stay that each follows, who came at this age and has stood so long; NOBODY for none."""
        cell = np.searchsorted(self._edges, age, side="right")
        first = np.searchsorted(self._key, cell * NEVER + stood, side="right")
        few = self._ends[cell] - first < _LEAST
        cell = np.where(few, self._any, cell)
        first = np.where(few, np.searchsorted(self._key, cell * NEVER + stood, side="right"), first)
        end, width = self._ends[cell], len(self._row)
        none = end - first < _LEAST
        if not width:
            return np.full(len(run), NOBODY)
        low = np.where(first > 0, self._height[run, np.maximum(first - 1, 0)], 0.0)
        high = self._height[run, np.maximum(end - 1, 0)]
        place = np.searchsorted(self._ladder, run + low + lot * (high - low), side="right") - run * width
        return np.where(none, NOBODY, self._row[np.clip(place, np.minimum(first, width - 1), np.maximum(end - 1, 0))])

    def row_of(self, who: Ints) -> Ints:
        """Return the row of each one's stay, NOBODY where they had none or are nobody."""
        most = int(max(self.stays.who.max(initial=NOBODY), who.max(initial=NOBODY))) + 1
        rows = np.full(most + 1, NOBODY)
        rows[self.stays.who] = np.arange(len(self.stays.who))
        return np.asarray(rows[who])

    def known(self, row: Ints) -> tuple[Ints, Ints, Bools]:
        """Return of each stay whose it is, the days it is known to have lasted, and whether it is over."""
        return self.stays.who[row], self.stays.days[row], self.stays.is_over[row]

    def longer(self, stood: Ints, lot: Floats) -> Ints:
        """Return how long those stay of whom the records know no like: at the pace of the slowest quarter."""
        return np.asarray(np.maximum(stood, 0) + 1 + np.floor(-np.log1p(-lot) * self._pace).astype(np.int64))


def _edges(ages: Ints) -> Ints:
    count = max(1, len(ages) // _ALIKE)
    inside = np.sort(ages)[[len(ages) * part // count for part in range(1, count)]] if len(ages) else ages
    return np.unique(inside)


def _pace(stays: Stays) -> float:
    """Return the days for each that went on, of the slowest quarter."""
    slow = float(np.quantile(stays.days, 0.75)) if len(stays.days) else 0.0
    beyond = np.maximum(stays.days - slow, 0.0)
    gone = int((stays.is_over & (stays.days >= slow)).sum())
    return max(float(beyond.sum()) / max(gone, 1), 1.0)
