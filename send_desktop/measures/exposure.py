"""What delay may come to cost: the Ombudsman's remedy of so many pounds a month past week 20, as an estimate.

£100 for each month of delay recurs in recent decisions of the Local Government and Social Care Ombudsman and has been
agreed by authorities. Months are counted when they are complete, from the last day of the 20 weeks: that is how an
authority 11 weeks late came to £200 (two months; the third had begun), and it keeps the estimate on the low side.
Nobody owes these sums: a remedy follows a complaint, an investigation and a finding, one child at a time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from send_desktop.delay_reasons import AGENCIES, NO_REASON
from send_desktop.measures.delays import LateLimit, late_limits
from send_desktop.measures.figures import UNALLOCATED
from send_desktop.records import TimelinessRow
from send_desktop.statute.counting import corresponding_month

TITLE = "Exposure to remedies: an estimate"
LABEL = "An estimate of exposure. Not a debt, not a provision and not advice."
"""Stands with every figure of it."""

POUNDS_A_MONTH = 100


def assumptions(pounds: int) -> tuple[str, ...]:
    """Return what the estimate rests on, in sentences: shown beside it wherever it is shown."""
    return (
        f"£{pounds:,} for each whole month past the last day of the 20 weeks, as recurs in recent decisions of the "
        "Ombudsman. A month counts once it is complete.",
        "As if every family complained and every complaint were upheld: the most that this sum could come to. Awards "
        "for lost education, distress or complaint handling come on top where they are made.",
        "Cases with a listed exception (reg 10(4)) on record are left out and counted beside: the law may excuse them.",
        "Cases with other limits since an appeal or mediation, refusals and withdrawn requests are left out.",
    )


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """Cases, the whole months of their delay, and what these come to in pounds."""

    name: str
    cases: int
    months: int
    pounds: int
    case_ids: tuple[int, ...]
    """The longest delay first."""

    def as_json(self) -> dict[str, Any]:
        """Return the figures, without the cases."""
        return {"name": self.name, "cases": self.cases, "months": self.months, "pounds": self.pounds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The estimate as at a date, over a period for plans that were sent late."""

    as_at: date
    period_from: date
    period_to: date
    pounds_a_month: int
    open: ExposureLine
    """Cases past 20 weeks on the as-at day."""
    issued: ExposureLine
    """Plans sent late in the period."""
    next_month: int
    """Pounds that the cases now open and late add by the corresponding day of the next month, if none is closed."""
    by_team: tuple[ExposureLine, ...]
    """Open and issued together, the most first; so too by agency."""
    by_agency: tuple[ExposureLine, ...]
    excepted: ExposureLine
    """Left out of all the above: an exception of the closed list is on record."""

    @property
    def pounds(self) -> int:
        """The open cases and the plans of the period together."""
        return self.open.pounds + self.issued.pounds

    def as_json(self) -> dict[str, Any]:
        """Return the estimate with its label."""
        return {
            "label": LABEL,
            "as_at": self.as_at.isoformat(),
            "period": {"from": self.period_from.isoformat(), "to": self.period_to.isoformat()},
            "pounds_a_month": self.pounds_a_month,
            "pounds": self.pounds,
            "open": self.open.as_json(),
            "issued": self.issued.as_json(),
            "next_month": self.next_month,
            "by_team": [line.as_json() for line in self.by_team],
            "by_agency": [line.as_json() for line in self.by_agency],
            "excepted": self.excepted.as_json(),
        }


def exposure(
    rows: Iterable[TimelinessRow],
    as_at: date,
    period_from: date | None = None,
    period_to: date | None = None,
    pounds: int = POUNDS_A_MONTH,
) -> Exposure:
    """Estimate the exposure of open cases past 20 weeks, and of plans sent late in a period (both days included)."""
    until = period_to or as_at
    first = period_from or date(until.year, 1, 1)
    late = [one for row in rows for one in late_limits(row, as_at) if one.kind in ("open_plan", "late_plan")]
    late = [one for one in late if one.met_on is None or first <= one.met_on <= until]
    counted = [one for one in late if not one.is_excepted]
    return Exposure(
        as_at=as_at,
        period_from=first,
        period_to=until,
        pounds_a_month=pounds,
        open=_line("Open past 20 weeks", [one for one in counted if one.met_on is None], as_at, pounds),
        issued=_line("Plans sent late", [one for one in counted if one.met_on is not None], as_at, pounds),
        next_month=pounds * _grown(counted, as_at),
        by_team=_grouped(counted, lambda one: one.team or UNALLOCATED, as_at, pounds),
        by_agency=_grouped(counted, lambda one: AGENCIES.get(one.agency, NO_REASON), as_at, pounds),
        excepted=_line("With a listed exception", [one for one in late if one.is_excepted], as_at, pounds),
    )


def months_completed(due: date, until: date) -> int:
    """Return the whole months of delay from the last lawful day to a day; 0 before the first is complete.

    A month is complete on the corresponding day of the next, or on that month's last day where it has none.
    """
    if until <= due:
        return 0
    months = (until.year - due.year) * 12 + until.month - due.month
    return months if corresponding_month(due, months) <= until else months - 1


def _months(late: LateLimit, as_at: date) -> int:
    return months_completed(late.due, late.met_on or as_at)


def _grown(late: Sequence[LateLimit], as_at: date) -> int:
    """The months that complete by the corresponding day of the next month on cases that are open and stay so."""
    then = corresponding_month(as_at, 1)
    return sum(_months(one, then) - _months(one, as_at) for one in late if one.met_on is None)


def _line(name: str, late: Sequence[LateLimit], as_at: date, pounds: int) -> ExposureLine:
    months = sum(_months(one, as_at) for one in late)
    ordered = sorted(late, key=lambda one: (-one.days, one.case_id))
    return ExposureLine(name, len(late), months, pounds * months, tuple(one.case_id for one in ordered))


def _grouped(
    late: Sequence[LateLimit], name_of: Callable[[LateLimit], str], as_at: date, pounds: int
) -> tuple[ExposureLine, ...]:
    groups: dict[str, list[LateLimit]] = {}
    for one in late:
        groups.setdefault(name_of(one), []).append(one)
    lines = [_line(name, ones, as_at, pounds) for name, ones in groups.items()]
    return tuple(sorted(lines, key=lambda one: (-one.pounds, -one.cases, one.name)))
