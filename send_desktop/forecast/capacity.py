"""What the three services that can hold plans up are able to do, as the last weeks show it.

They are the educational psychologists, the panel that decides to issue, and the officers who draft. One is *pressed*
when much of what it did of late waited longer than it should: then what it completes is what it can do. Where children
also wait *in line* for a pressed service, its places tell how long each waits. One that is not pressed takes the time
that it takes, and can do at least the most that it has shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from send_desktop.forecast.passages import Passage, last_day, week_of_day
from send_desktop.forecast.rates import BLOCK, Rate

YEAR, HALF_YEAR = 52, 26

LONG_WAIT = {"ep": 6, "panel": 3, "officers": 3}
"""Weeks beyond which a wait is long: for advice by reg 8(1), for the others by what leaves 20 weeks possible."""

_LONG_WAIT_SHARE = 0.25

LEAST_ORDER = 0.7
"""Where fewer are taken in the order of their wait, children do not stand in line and each is followed as a case."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One case's stay with a service, in weeks counted from the as-at day."""

    since: int
    until: int | None
    """When it ended; None while it lasts."""
    went_on: bool
    """True where it ended by going on, False where the case left instead."""


@dataclass(frozen=True, slots=True)
class Service:
    """One of the three that hold work up, as the last weeks show it."""

    code: str
    """ep, panel or officers."""
    rate: Rate
    """What it completed each week."""
    is_pressed: bool
    """It holds plans up: much of what it did of late waited longer than it should, and work lies."""
    is_line: bool
    """It is pressed, and children wait in line for it: its places tell how long they wait."""
    shown: float
    """The most it has completed a week, over four weeks together, in the last year."""
    in_order: float
    """How far it took the longest waiting first: 1 always, 0 as if by lot."""
    lead: int
    """Weeks that a step takes at the least, also where nobody waits."""


def _stay(since: int | None, until: int | None, case: Passage) -> Stay | None:
    """Return a stay in a step, ended by going on, by leaving, or not yet; a step before its beginning takes no time."""
    if since is None:
        return None
    begun = week_of_day(since)
    if until is not None:
        return Stay(begun, week_of_day(max(until, since)), went_on=True)
    return Stay(begun, None if case.is_open else max(week_of_day(last_day(case)), begun), went_on=False)


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


def service(code: str, cases: Sequence[Passage], rate_of: Callable[[Sequence[int]], Rate]) -> Service:
    """Measure a service from the cases that were to be assessed; ``rate_of`` makes a rate of weeks of completing."""
    taken = [case for case in cases if not (code == "officers" and case.is_without_plan)]
    stays = [_stay(*_steps(code, case), case) for case in taken]
    known = [stay for stay in stays if stay is not None]
    if code == "ep":  # one who is decided on without the advice waits for it no more
        known = [_cut(stay, case) for stay, case in zip(stays, taken, strict=True) if stay is not None]
    done = [stay.until for stay in known if stay.went_on and stay.until is not None]
    rate, in_order = rate_of(done), _in_order(known)
    is_pressed = _is_pressed(known, LONG_WAIT[code], rate)
    return Service(
        code=code,
        rate=rate,
        is_pressed=is_pressed,
        is_line=is_pressed and in_order >= LEAST_ORDER,
        shown=_shown(rate),
        in_order=in_order,
        lead=_lead(known),
    )


def _cut(stay: Stay, case: Passage) -> Stay:
    if stay.went_on or case.issued is None:
        return stay
    return Stay(stay.since, max(week_of_day(case.issued), stay.since), went_on=False)


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
    """Return how far the longest waiting were taken first: 1 less twice the share of the queue passed over.

    By lot half of the queue is passed over, hence twice. ``most`` of the latest are enough to tell, and soon counted.
    """
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
