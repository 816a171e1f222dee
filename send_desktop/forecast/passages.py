"""Each case's way through the stages, in days counted from the as-at day: what the flow is measured from.

Day 0 is the as-at day; week 0 is the seven days that end on it, week -1 the seven before, week 1 the seven after.
Facts dated after the as-at day are not seen. The stages are those of product.md; an undated step is
put where the steps about it allow.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.measures import is_undecided, open_spans, status_as_at
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.records import AdviceRow, TimelinessRow

EP = "EP"
"""The code of the service whose capacity holds most plans up: reg 6(1)(d) asks for its advice on every child."""

_USUAL_DECISION = timedelta(days=42)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One case: the days on which it passed each stage, None where it has not."""

    start: int
    """The start of its clock: nought or less."""
    decided: int | None = None
    """Decided to assess, or told so; also a refusal's day."""
    is_refused: bool = False
    asked: int | None = None
    """The educational psychologist was asked."""
    came: int | None = None
    """Their advice came."""
    others: int | None = None
    """All the other advice was in."""
    issued: int | None = None
    """Decided to issue, or not to."""
    is_without_plan: bool = False
    drafted: int | None = None
    final: int | None = None
    is_counted: bool = True
    """False where the plan followed mediation or an order: outside the timeliness base."""
    left: int | None = None
    """Withdrawn, moved or ceased; a closing without a date is put at the start."""
    is_open: bool = False

    @property
    def is_in_time(self) -> bool:
        """Say whether the final plan came within the 20 weeks (reg 13(2))."""
        return self.final is not None and self.final - self.start <= TWENTY_WEEKS


def last_day(case: Passage) -> int:
    """Return the day on which a case that is not open left or ended."""
    known = (case.decided, case.issued, case.final) if case.left is None else (case.left,)
    return max((day for day in known if day is not None), default=0)


def week_of_day(day: int) -> int:
    """Return the week of a day counted from the as-at day: 0 for day 0 back to day -6, 1 for days 1 to 7."""
    return (day + 6) // 7


def passages(rows: Iterable[TimelinessRow], advice: Iterable[AdviceRow], as_at: date) -> list[Passage]:
    """Return the passage of every case whose clock had started by the as-at day."""
    asked: defaultdict[int, list[AdviceRow]] = defaultdict(list)
    for row in advice:
        if row.requested_on is not None and row.requested_on <= as_at:
            asked[row.case_id].append(row)
    return [_passage(row, asked.get(row.case_id, ()), as_at) for row in rows if row.clock_start_on <= as_at]


def _passage(row: TimelinessRow, advice: Sequence[AdviceRow], as_at: date) -> Passage:
    status = status_as_at(row, as_at)
    ep = [one for one in advice if one.service == EP]
    decided = _decided(row, ep, as_at)
    issued, drafted, final = _issued(row, as_at), _by(row.draft_served_on, as_at), _by(row.final_sent_on, as_at)
    issued = _earliest(issued, drafted, final)
    came, others = _came(ep, as_at), _others(advice, as_at, decided)
    day = _Days(as_at)
    return Passage(
        start=(row.clock_start_on - as_at).days,
        decided=day(decided),
        is_refused=status == "refused",
        asked=day(min((one.requested_on for one in ep if one.requested_on), default=None)),
        came=day(came),
        others=day(others),
        issued=day(issued),
        is_without_plan=status == "no_plan",
        drafted=day(_earliest(drafted, final)),
        final=day(final),
        is_counted=not row.is_after_dispute,
        left=day(_left(row, status)),
        is_open=status == "open",
    )


class _Days:
    """Dates as days from the as-at day."""

    def __init__(self, as_at: date) -> None:
        self.as_at = as_at

    def __call__(self, on: date | None) -> int | None:
        return None if on is None else (on - self.as_at).days


def _decided(row: TimelinessRow, ep: Sequence[AdviceRow], as_at: date) -> date | None:
    """Return when it was decided whether to assess; a refusal that was overturned counts from then."""
    if _by(row.overturned_assess_on, as_at):
        return row.overturned_assess_on
    if is_undecided(row, as_at):
        return None
    told = _by(row.assess_told_on or row.assess_made_on, as_at)
    usual = min(row.clock_start_on + _USUAL_DECISION, as_at)
    return told or min((one.requested_on for one in ep if one.requested_on), default=usual)


def _issued(row: TimelinessRow, as_at: date) -> date | None:
    if row.issue_outcome is None:
        return None
    if row.issue_outcome == "no_plan" and _by(row.overturned_issue_on, as_at):
        return row.overturned_issue_on
    return _by(row.issue_told_on or row.issue_made_on, as_at)


def _came(ep: Sequence[AdviceRow], as_at: date) -> date | None:
    if not ep or any(one.received_on is None or one.received_on > as_at for one in ep):
        return None
    return max(one.received_on for one in ep if one.received_on)


def _others(advice: Sequence[AdviceRow], as_at: date, decided: date | None) -> date | None:
    """Return when the last of the other advice came; the decision where no other was asked for."""
    rest = [one for one in advice if one.service != EP]
    if any(one.received_on is None or one.received_on > as_at for one in rest):
        return None
    return max((one.received_on for one in rest if one.received_on), default=decided)


def _left(row: TimelinessRow, status: str | None) -> date | None:
    if status not in {"withdrawn", "moved", "ceased"}:
        return None
    return next((until for _, until in reversed(open_spans(row)) if until), row.clock_start_on)


def _earliest(*days: date | None) -> date | None:
    return min((on for on in days if on is not None), default=None)


def _by(on: date | None, as_at: date) -> date | None:
    return on if on is not None and on <= as_at else None
