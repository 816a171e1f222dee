"""Why limits passed unmet: each late decision and plan of a period and each open breach, by cause and by agency.

The late ones are those that the headline figures count as not in time, so that the two always add up: late plans are
the plans issued less those within 20 weeks, late decisions the decisions less those within 6, and open breaches the
open cases past 20 weeks and those undecided past 6. What followed an order, a concession or mediation had other
limits: it is counted beside.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from send_desktop.delay_reasons import AGENCIES, LIMIT_DAYS, NO_REASON, agency_of, reason_words
from send_desktop.measures.figures import half_up
from send_desktop.measures.limits import SIX_WEEKS, TWENTY_WEEKS
from send_desktop.measures.status import is_undecided, status_as_at
from send_desktop.records import TimelinessRow
from send_desktop.statute.exceptions_in_law import is_statutory

KINDS = {
    "late_plan": "Plans sent late",
    "open_plan": "Open past 20 weeks",
    "late_decision": "Decisions told late",
    "open_decision": "Undecided past 6 weeks",
    "late_refusal": "Refusals of a plan told late",
}
"""How a limit was not kept, in the order of the tables. The late ones fell in the period; the open ones stand now."""

EXCEPTED = "A listed exception, and no other reason"
"""The line of what nobody is asked about: an exception of reg 10(4) is on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLimit:
    """One limit of one case that was met late, or that has passed and is still to be met."""

    case_id: int
    reference: str
    kind: str
    """A key of ``KINDS``."""
    duty: str
    due: date
    met_on: date | None
    """When it was met; None while it is open."""
    days: int
    """Days late, to the day on which it was met or to the as-at day."""
    reason: str
    """The code of the reason on record; empty where none is."""
    service: str
    agency: str
    """A key of ``delay_reasons.AGENCIES``; empty without a reason."""
    is_excepted: bool
    """True where an exception is claimed for a reason of the closed list: whether it relieves stands on the case."""
    team: str
    area: str
    officer: str

    @property
    def is_unexplained(self) -> bool:
        """Say whether somebody has still to say why: no reason is on record, and no listed exception."""
        return not self.reason and not self.is_excepted


@dataclass(frozen=True, slots=True)
class DelayLine:
    """The late limits that have one thing in common: a cause, an agency, or that nobody has said why."""

    code: str
    title: str
    late: tuple[LateLimit, ...]
    agency: str = ""

    @property
    def limits(self) -> int:
        """How many limits: a case that missed two counts twice."""
        return len(self.late)

    @property
    def case_ids(self) -> tuple[int, ...]:
        """The cases behind it, each once, the longest delay first."""
        ordered = sorted(self.late, key=lambda one: (-one.days, one.case_id))
        return tuple(dict.fromkeys(one.case_id for one in ordered))

    @property
    def days_late(self) -> int:
        """Days late in all."""
        return sum(one.days for one in self.late)

    @property
    def median_days(self) -> float | None:
        """The middle number of days late, to one decimal; None of nothing."""
        if not self.late:
            return None
        ordered = sorted(one.days for one in self.late)
        middle = len(ordered) // 2
        pair = ordered[middle] if len(ordered) % 2 else ordered[middle - 1]
        return half_up(Fraction(pair + ordered[middle], 2), 1)

    def count(self, kind: str) -> int:
        """Return how many are of one of ``KINDS``."""
        return sum(1 for one in self.late if one.kind == kind)

    def as_json(self) -> dict[str, Any]:
        """Return the counts, without the cases."""
        counts = {kind: self.count(kind) for kind in KINDS}
        days = {"days_late": self.days_late, "median_days": self.median_days}
        return {"title": self.title, "limits": self.limits, "cases": len(self.case_ids), **counts, **days}


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayFigures:
    """Every late limit of a period and every open breach as at a date, each in exactly one line of either table."""

    as_at: date
    period_from: date
    period_to: date
    whole: DelayLine
    by_cause: tuple[DelayLine, ...]
    """The reasons that were given, the commonest first."""
    by_agency: tuple[DelayLine, ...]
    unexplained: DelayLine
    """Nobody has said why. With ``excepted`` and either table it makes up the whole."""
    excepted: DelayLine
    after_dispute: DelayLine
    """Beside the whole: past 20 weeks from the request, with other limits since an order, a concession or mediation."""

    @property
    def explained(self) -> int:
        """How many limits have a reason."""
        return sum(line.limits for line in self.by_cause)

    def as_json(self) -> dict[str, Any]:
        """Return every line's counts under its code."""
        return {
            "as_at": self.as_at.isoformat(),
            "period": {"from": self.period_from.isoformat(), "to": self.period_to.isoformat()},
            "whole": self.whole.as_json(),
            "by_cause": {line.code: line.as_json() for line in self.by_cause},
            "by_agency": {line.code: line.as_json() for line in self.by_agency},
            "no_reason_given": self.unexplained.as_json(),
            "listed_exception": self.excepted.as_json(),
            "after_dispute": self.after_dispute.as_json(),
        }


def delays(
    rows: Iterable[TimelinessRow], as_at: date, period_from: date | None = None, period_to: date | None = None
) -> DelayFigures:
    """Count delays as at a date: what was met late in a period (both days included), and what is open and late.

    The period is by default the calendar year up to ``as_at``.
    """
    until = period_to or as_at
    first = period_from or date(until.year, 1, 1)
    found = [late for row in rows for late in late_limits(row, as_at)]
    counted = [late for late in found if late.met_on is None or first <= late.met_on <= until]
    own = [late for late in counted if late.kind != _AFTER_DISPUTE]
    given = [late for late in own if late.reason]
    return DelayFigures(
        as_at=as_at,
        period_from=first,
        period_to=until,
        whole=DelayLine("whole", "Every limit that was not kept", tuple(own)),
        by_cause=_grouped(given, lambda late: late.reason, _cause_line),
        by_agency=_grouped(given, lambda late: late.agency, _agency_line),
        unexplained=DelayLine("", NO_REASON, tuple(late for late in own if late.is_unexplained)),
        excepted=DelayLine("excepted", EXCEPTED, tuple(one for one in own if not one.reason and one.is_excepted)),
        after_dispute=_after_dispute([late for late in counted if late.kind == _AFTER_DISPUTE]),
    )


_AFTER_DISPUTE = "after_dispute"


def _after_dispute(late: list[LateLimit]) -> DelayLine:
    return DelayLine(_AFTER_DISPUTE, "After an appeal or mediation, with other limits", tuple(late))


def late_limits(row: TimelinessRow, as_at: date) -> Iterator[LateLimit]:
    """Yield the limits of one case that were met late by a day, or that have passed and are open on it."""
    age = (as_at - row.clock_start_on).days
    if age <= SIX_WEEKS:
        return
    is_open = status_as_at(row, as_at) == "open"
    told, refused, final = row.assess_told_on, row.issue_told_on, row.final_sent_on
    if row.assess_outcome is not None and told is not None and told <= as_at:
        yield from _met(row, "assess_decision", "late_decision", told)
    elif is_open and is_undecided(row, as_at):
        yield late_limit(row, "assess_decision", "open_decision", None, age - SIX_WEEKS)
    if row.issue_outcome == "no_plan" and refused is not None and refused <= as_at:
        yield from _met(row, "no_plan_decision", "late_refusal", refused)
    if final is not None and final <= as_at:
        yield from _met(row, "final_plan", _AFTER_DISPUTE if row.is_after_dispute else "late_plan", final)
    elif is_open and age > TWENTY_WEEKS:
        kind = _AFTER_DISPUTE if is_replaced(row, as_at) else "open_plan"
        yield late_limit(row, "final_plan", kind, None, age - TWENTY_WEEKS)


def is_replaced(row: TimelinessRow, as_at: date) -> bool:
    """Say whether other limits had taken the place of the first by that day (regs 42, 44 and 45)."""
    return row.limits_replaced_on is not None and row.limits_replaced_on <= as_at


def _met(row: TimelinessRow, duty: str, kind: str, on: date) -> Iterator[LateLimit]:
    days = (on - row.clock_start_on).days - LIMIT_DAYS[duty]
    if days > 0:
        yield late_limit(row, duty, kind, on, days)


def late_limit(row: TimelinessRow, duty: str, kind: str, met_on: date | None, days: int) -> LateLimit:
    """Return a limit of a case as so many days late, with the reason that is on record for it."""
    reason, service = _reason(row, duty)
    return LateLimit(
        case_id=row.case_id,
        reference=row.reference,
        kind=kind,
        duty=duty,
        due=row.clock_start_on + timedelta(days=LIMIT_DAYS[duty]),
        met_on=met_on,
        days=days,
        reason=reason,
        service=service,
        agency=agency_of(reason, service) if reason else "",
        is_excepted=row.is_exception_claimed and is_statutory(row.exception_reason),
        team=row.team,
        area=row.area,
        officer=row.officer,
    )


def _reason(row: TimelinessRow, duty: str) -> tuple[str, str]:
    if duty == "final_plan":
        return row.delay_reason, row.delay_service
    if duty == "no_plan_decision":
        return row.refusal_delay_reason, row.refusal_delay_service
    return row.decision_delay_reason, ""


def _grouped(
    late: Sequence[LateLimit],
    key: Callable[[LateLimit], str],
    line: Callable[[str, tuple[LateLimit, ...]], DelayLine],
) -> tuple[DelayLine, ...]:
    groups: dict[str, list[LateLimit]] = {}
    for one in late:
        groups.setdefault(key(one), []).append(one)
    lines = [line(code, tuple(ones)) for code, ones in groups.items()]
    return tuple(sorted(lines, key=lambda one: (-one.limits, -one.days_late, one.title)))


def _cause_line(code: str, late: tuple[LateLimit, ...]) -> DelayLine:
    agencies = {one.agency for one in late}
    return DelayLine(code, reason_words(code), late, agencies.pop() if len(agencies) == 1 else "")


def _agency_line(code: str, late: tuple[LateLimit, ...]) -> DelayLine:
    return DelayLine(code, AGENCIES.get(code, code), late, code)
