"""The closed lists of exceptions: which reason the law knows, and which duties it may relieve.

An exception never stops a clock. The authority "need not comply with the time limit if it is
impractical to do so because" of the reason; no other date takes its place and the duty stays, as
soon as practicable. The lists differ: regs 5, 10, 13 and 27 (the authority), reg 8 (an adviser),
regs 44 and 45 (after an order or a concession).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import resources
from send_desktop.statute.codes import full_day
from send_desktop.statute.duties import duties, duty
from send_desktop.statute.facts import CaseFacts, ReliefFact

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Basis:
    """A reason in one of the lists: under which provision, and the least number of days that it must last."""

    provision: str
    certainty: str
    minimum_days: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for an exception. ``bases`` holds the lists it is in: authority, adviser, order."""

    code: str
    title: str
    is_in_reg_10_4: bool
    bases: dict[str, Basis]
    window: tuple[int, int] | None
    """For a closure: days before closing and before re-opening between which advice must have been asked for."""

    @property
    def provision(self) -> str:
        """The provisions of all its lists, joined by '; '; empty outside the lists."""
        return "; ".join(basis.provision for basis in self.bases.values())

    @property
    def minimum(self) -> int:
        """The least number of days in the list that binds the authority (or, failing that, the adviser); else 0."""
        basis = self.bases.get("authority") or self.bases.get("adviser")
        return basis.minimum_days if basis else 0

    @property
    def relieves(self) -> tuple[str, ...]:
        """The duties that it may relieve."""
        return relieves(self.code)


def _read() -> dict[str, Reason]:
    return {row["code"]: _reason(row) for row in resources.load_json("law", "exceptions.json")["reasons"]}


def _reason(row: dict[str, Any]) -> Reason:
    window = row.get("window")
    return Reason(
        code=row["code"],
        title=row["title"],
        is_in_reg_10_4=row["is_in_reg_10_4"],
        bases={name: Basis(**basis) for name, basis in row["regimes"].items()},
        window=(window["opens_days_before_closing"], window["shuts_days_before_reopening"]) if window else None,
    )


REASONS: dict[str, Reason] = _read()
"""The reasons by code, in the order of reg 10(4). Of the others, 'missed_appointment' excuses an adviser only."""


@cache
def relieves(reason: str | None) -> tuple[str, ...]:
    """The ids of the duties that a reason may relieve, those of a request first; empty outside the lists."""
    known = REASONS.get(reason or "")
    if known is None:
        return ()
    found = [one.id for one in duties() if one.exceptions in known.bases]
    order = {"assess_decision": 0, "no_plan_decision": 1, "final_plan": 2}
    return tuple(sorted(dict.fromkeys(found), key=lambda duty_id: order.get(duty_id, 3)))


def is_statutory(reason: str | None) -> bool:
    """Tell whether the reason is in the closed list of reg 10(4), the only ones that can excuse the authority."""
    known = REASONS.get(reason or "")
    return known is not None and known.is_in_reg_10_4


def may_relieve(relief: ReliefFact, duty_id: str) -> bool:
    """Tell whether the law lets this reason relieve the duty, and whether it is recorded as doing so.

    A record that names no duties stands for all that the law allows; one that names others than the
    law allows relieves none of those.
    """
    return duty_id in relieves(relief.reason) and (not relief.relieves or duty_id in relief.relieves)


def relief_for(facts: CaseFacts, duty_id: str, runs_from: date, due: date) -> ReliefFact | None:
    """The exception that relieves a duty that runs between two days; None where there is none.

    It must be in the list for that duty, have a first day, last as long as the law asks where its
    last day is known, and touch the time that the duty had ("during that time period"). What only
    began after the limit had passed excuses nothing.
    """
    for relief in facts.reliefs:
        if may_relieve(relief, duty_id) and _touches(relief, runs_from, due) and _is_long_enough(relief, duty_id):
            return relief
    return None


def shortfall(
    reason: str | None, starts_on: date | None, ends_on: date | None, regime: str = "authority"
) -> str | None:
    """A sentence saying why the days given do not make this exception; None where they may.

    ``regime`` is authority (4 weeks of absence), adviser, or order (2 weeks). Days are counted from
    the first to the last, both included; an exception still running is not yet too short.
    """
    known = REASONS.get(reason or "")
    basis = known.bases.get(regime) if known else None
    if known is None or basis is None:
        return None
    if starts_on is None:
        return f"{known.title}: without its first day it relieves nothing."
    if ends_on is None:
        return None
    days = (ends_on - starts_on).days + 1
    if days < 1:
        return f"{known.title}: it ends on {full_day(ends_on)}, before it begins on {full_day(starts_on)}."
    if days < basis.minimum_days:
        given = f"{full_day(starts_on)} to {full_day(ends_on)} is {days} day{'' if days == 1 else 's'}"
        return f"{known.title}: {given}, and {basis.provision} needs at least {basis.minimum_days}."
    return None


def advice_window(closed_on: date, reopens_on: date) -> tuple[date, date] | None:
    """The first and last day on which advice asked of a head makes a closure an exception (reg 10(4)(a), (b)).

    From one week before the first day closed to one week before it re-opens, both included. None for
    a closure of less than four weeks, which never qualifies.
    """
    closure = REASONS["school_closed"]
    if closure.window is None or (reopens_on - closed_on).days < closure.minimum:
        return None
    before, until = closure.window
    return closed_on - before * _DAY, reopens_on - until * _DAY


def closure_doubt(facts: CaseFacts, relief: ReliefFact, school: str = "School") -> str | None:
    """A sentence where a recorded closure has no advice asked of the school inside its window; None otherwise.

    The exception must be the cause: "impractical because" the advice was asked for around a closure.
    Speaks only of a closure whose two days are known.
    """
    if relief.reason != "school_closed" or relief.starts_on is None or relief.ends_on is None:
        return None
    window = advice_window(relief.starts_on, relief.ends_on + _DAY)
    if window is None:
        return shortfall(relief.reason, relief.starts_on, relief.ends_on)
    asked = [item.requested_on for item in facts.advice if item.service == school and item.requested_on]
    if any(window[0] <= day <= window[1] for day in asked):
        return None
    first, last = full_day(window[0]), full_day(window[1])
    return f"No advice was asked of the school between {first} and {last}, as reg 10(4)(a) requires."


def _touches(relief: ReliefFact, runs_from: date, due: date) -> bool:
    if relief.starts_on is None or relief.starts_on - _lead(relief) > due:
        return False
    return relief.ends_on is None or relief.ends_on >= runs_from


def _lead(relief: ReliefFact) -> timedelta:
    # A closure's window for asking opens a week before the first day closed.
    window = REASONS[relief.reason].window if relief.reason in REASONS else None
    return (window[0] if window else 0) * _DAY


def _is_long_enough(relief: ReliefFact, duty_id: str) -> bool:
    return shortfall(relief.reason, relief.starts_on, relief.ends_on, duty(duty_id).exceptions or "") is None
