"""What one fact counts for at a moment: marks, as the bits of a number. Every counted measure is made of them.

A figure counts the facts that carry a mark, so that it can always be opened to the very cases behind it, and a
breakdown is the same marks counted by group.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from send_desktop.measures.limits import (
    ADVICE_AGES,
    APPEAL_RESPONSE_WORKING_DAYS,
    BANDS,
    CONSULTATION_DAYS,
    FIFTY_TWO_WEEKS,
    MEDIATION_DAYS,
    SIX_WEEKS,
    SIXTEEN_WEEKS,
    TWENTY_WEEKS,
    open_band,
)
from send_desktop.measures.moments import Moment
from send_desktop.measures.status import STATUSES, is_undecided, open_spans, status_as_at
from send_desktop.records import AdviceRow, Consultation, Dispute, TimelinessRow
from send_desktop.statute.working_days import england

CASE_MARKS = (
    "case", "excepted", "received", "decided", "decided_in_6", "agreed", "refused", "refusal_overturned",
    "plan_decided", "no_plan", "no_plan_in_16", "no_plan_overturned", "issued", "issued_in_20", "issued_20_to_52",
    "issued_over_52", "after_dispute", "closed", "reopened", "withdrawn", "moved", "ceased", "open", "open_in_time",
    "open_over_20", "open_20_to_26", "open_26_to_39", "open_39_to_52", "open_over_52", "open_over_1_year",
    "open_over_2_years", "open_undecided", "open_undecided_over_6", "open_unheard", "due", "due_on_time", "due_late",
    "due_overdue", "due_not_yet", "breached_6", "breached_20", "is_plan_issued", "is_refused", "is_no_plan",
    "is_withdrawn", "is_moved", "is_ceased",
)  # fmt: skip
ADVICE_MARKS = (
    "advice_asked", "advice_returned", "advice_in_6", "advice_waiting", "advice_over_6", "advice_over_13",
    "advice_over_19", "advice_booked", "advice_sent_back", "excepted",
)  # fmt: skip
CONSULTATION_MARKS = ("sent", "due", "in_15", "replied", "declined", "overdue", "excepted")
DISPUTE_MARKS = (
    "mediation", "mediation_due", "mediation_in_30", "appeal", "appeal_open", "response_missed", "appeal_ended",
    "conceded", "excepted",
)  # fmt: skip

MARKS: Mapping[str, Mapping[str, int]] = {
    subject: {code: 1 << place for place, code in enumerate(codes)}
    for subject, codes in (
        ("case", CASE_MARKS),
        ("advice", ADVICE_MARKS),
        ("consultation", CONSULTATION_MARKS),
        ("dispute", DISPUTE_MARKS),
    )
}
"""The bit of every mark, by the kind of fact that carries it."""

_C, _A, _S, _D = (MARKS[subject] for subject in ("case", "advice", "consultation", "dispute"))
_CLOSES = {"withdrawn": _C["withdrawn"], "moved": _C["moved"], "ceased": _C["ceased"]}
_STATUSES = {status: _C[f"is_{status}"] for status in STATUSES if status != "open"}
_BAND_MARKS = {
    band: _C["open_in_time"] if band == "under_20" else _C["open_over_20"] | _C[f"open_{band}"] for band in BANDS
}
_ADVICE_OVER = tuple((_A[f"advice_{name.removesuffix('_weeks')}"], limit) for name, limit in ADVICE_AGES.items())
_YEAR, _TWO_YEARS = 365, 730
_DUE_IN = timedelta(days=TWENTY_WEEKS)
_DECIDE_IN = timedelta(days=SIX_WEEKS)
_DUE_STATUSES = frozenset({"plan_issued", "open"})
_DECLINED = frozenset({"cannot_meet_need", "full"})


def plan_days(row: TimelinessRow, at: Moment) -> int | None:
    """Return the days that the plan took if it was issued in the period and is in the Department's base, else None."""
    final = row.final_sent_on
    if final is None or row.is_after_dispute or not at.first <= final <= at.until:
        return None
    return (final - row.clock_start_on).days


def case_marks(row: TimelinessRow, at: Moment) -> int:
    """Return what a case counts for; 0 where the request was not yet there."""
    status = status_as_at(row, at.as_at)
    if status is None:
        return 0
    marks = _C["case"]
    if row.is_exception_claimed:
        marks |= _C["excepted"]
    if at.first <= row.clock_start_on <= at.until:
        marks |= _C["received"]
    marks |= _decisions(row, at) | _plan(row, at) | _endings(row, at, status) | _breaches(row, at)
    if status == "open":
        return marks | _open(row, at) | due_marks(row, at, status)
    return marks | _STATUSES[status] | due_marks(row, at, status)


def _decisions(row: TimelinessRow, at: Moment) -> int:
    marks, told = 0, row.assess_told_on
    if row.assess_outcome is not None and told is not None and at.first <= told <= at.until:
        marks |= _C["decided"] | _C["refused" if row.assess_outcome == "refuse" else "agreed"]
        if (told - row.clock_start_on).days <= SIX_WEEKS:
            marks |= _C["decided_in_6"]
    told = row.issue_told_on
    if row.issue_outcome is not None and told is not None and at.first <= told <= at.until:
        marks |= _C["plan_decided"]
        if row.issue_outcome == "no_plan":
            is_in_time = (told - row.clock_start_on).days <= SIXTEEN_WEEKS
            marks |= _C["no_plan"] | (_C["no_plan_in_16"] if is_in_time else 0)
    if row.assess_outcome == "refuse" and at.holds(row.overturned_assess_on):
        marks |= _C["refusal_overturned"]
    if row.issue_outcome == "no_plan" and at.holds(row.overturned_issue_on):
        marks |= _C["no_plan_overturned"]
    return marks


def _plan(row: TimelinessRow, at: Moment) -> int:
    if row.final_sent_on is None:
        return 0
    if row.is_after_dispute:
        return _C["after_dispute"] if at.holds(row.final_sent_on) else 0
    days = plan_days(row, at)
    if days is None:
        return 0
    if days <= TWENTY_WEEKS:
        return _C["issued"] | _C["issued_in_20"]
    return _C["issued"] | _C["issued_20_to_52" if days <= FIFTY_TWO_WEEKS else "issued_over_52"]


def _endings(row: TimelinessRow, at: Moment, status: str) -> int:
    has_ended = status != "open" or row.overturned_assess_on is not None or row.overturned_issue_on is not None
    if not has_ended:
        return 0
    marks = 0
    for place, (begins, ends) in enumerate(open_spans(row)):
        if ends is not None and at.first <= ends <= at.until:
            # How it ended in the period: it may have been opened again since, and ended otherwise.
            then = status if at.until == at.as_at else status_as_at(row, at.until)
            marks |= _C["closed"] | _CLOSES.get(then or "", 0)
        if place and at.first <= begins <= at.until:
            marks |= _C["reopened"]
    return marks


def is_breached_at_6(row: TimelinessRow) -> bool:
    """Say whether the limit of 6 weeks passed unmet; the day of the breach is the first after it."""
    limit = row.clock_start_on + _DECIDE_IN
    return is_undecided(row, limit) and status_as_at(row, limit) == "open"


def is_breached_at_20(row: TimelinessRow) -> bool:
    """Say whether the limit of 20 weeks passed unmet; the day of the breach is the first after it."""
    return status_as_at(row, row.clock_start_on + _DUE_IN) == "open"


def _breaches(row: TimelinessRow, at: Moment) -> int:
    marks, first, before = 0, at.first - timedelta(days=1), at.until
    if first <= row.clock_start_on + _DECIDE_IN < before and is_breached_at_6(row):
        marks |= _C["breached_6"]
    if first <= row.clock_start_on + _DUE_IN < before and is_breached_at_20(row):
        marks |= _C["breached_20"]
    return marks


def _open(row: TimelinessRow, at: Moment) -> int:
    age = (at.as_at - row.clock_start_on).days
    marks = _C["open"] | _BAND_MARKS[open_band(age)]
    if age > _YEAR:
        marks |= _C["open_over_1_year"] | (_C["open_over_2_years"] if age > _TWO_YEARS else 0)
    if is_undecided(row, at.as_at):
        marks |= _C["open_undecided"] | (_C["open_undecided_over_6"] if age > SIX_WEEKS else 0)
    return marks


def due_marks(row: TimelinessRow, at: Moment, status: str) -> int:
    """Return what became of a plan that falls due in the period, which may end after the day; 0 where none does."""
    due = row.clock_start_on + _DUE_IN
    if status not in _DUE_STATUSES or not at.first <= due <= at.last:
        return 0
    if status == "open":
        return _C["due"] | _C["due_overdue" if due < at.as_at else "due_not_yet"]
    is_on_time = row.final_sent_on is not None and row.final_sent_on <= due
    return _C["due"] | _C["due_on_time" if is_on_time else "due_late"]


def advice_marks(row: AdviceRow, at: Moment, is_open: bool) -> int:
    """Return what a request for advice counts for; ``is_open`` says whether its case is open at the moment."""
    asked, received = row.requested_on, row.received_on
    marks = _A["advice_sent_back"] if at.holds(row.returned_on or row.incomplete_on) else 0
    if received is not None and at.first <= received <= at.until:
        marks |= _A["advice_returned"]
        if asked is not None and (received - asked).days <= SIX_WEEKS:
            marks |= _A["advice_in_6"]
    if asked is None or asked > at.as_at:
        return marks
    if at.first <= asked <= at.until:
        marks |= _A["advice_asked"]
    if is_open and (received is None or received > at.as_at):
        marks |= _waiting(row, (at.as_at - asked).days)
    return marks


def _waiting(row: AdviceRow, age: int) -> int:
    marks = _A["advice_waiting"]
    for mark, limit in _ADVICE_OVER:
        if age > limit:
            marks |= mark
    return marks | (_A["advice_booked"] if row.booked_on is not None else 0)


def consultation_marks(row: Consultation, at: Moment, is_open: bool) -> int:
    """Return what the consultation of a setting counts for (15 days to reply: Code 9.83)."""
    sent, replied = row.sent_on, row.replied_on
    if sent is None or sent > at.as_at:
        return 0
    marks, due = 0, sent + timedelta(days=CONSULTATION_DAYS)
    has_replied = replied is not None and replied <= at.as_at
    if at.holds(sent):
        marks |= _S["sent"]
    if at.holds(due) and (has_replied or due < at.as_at):
        marks |= _S["due"] | (_S["in_15"] if replied is not None and replied <= due else 0)
    if at.holds(replied):
        marks |= _S["replied"] | (_S["declined"] if row.outcome in _DECLINED else 0)
    if is_open and not has_replied and due < at.as_at:
        marks |= _S["overdue"]
    return marks


def dispute_marks(row: Dispute, at: Moment, is_open: bool) -> int:
    """Return what a mediation or an appeal counts for; whether its case is open does not matter."""
    if row.opened_on > at.as_at:
        return 0
    return _mediation(row, at) if row.kind == "mediation" else _appeal(row, at)


def _mediation(row: Dispute, at: Moment) -> int:
    """Mediation is to be arranged within 30 days of the authority being told of the wish (reg 36)."""
    by = row.opened_on + timedelta(days=MEDIATION_DAYS)
    marks = _D["mediation"] if at.holds(row.opened_on) else 0
    is_held = row.held_on is not None and row.held_on <= at.as_at
    has_lapsed = row.outcome == "withdrawn" and not is_held
    if at.holds(by) and not has_lapsed and (is_held or by < at.as_at):
        marks |= _D["mediation_due"]
        marks |= _D["mediation_in_30"] if row.held_on is not None and row.held_on <= by else 0
    return marks


def _appeal(row: Dispute, at: Moment) -> int:
    marks = _D["appeal"] if at.holds(row.opened_on) else 0
    is_ended = row.ended_on is not None and row.ended_on <= at.as_at
    if at.holds(row.ended_on):
        marks |= _D["appeal_ended"] | (_D["conceded"] if row.outcome == "conceded" else 0)
    if is_ended:
        return marks
    return marks | _D["appeal_open"] | (_D["response_missed"] if _is_response_missed(row, at.as_at) else 0)


def _is_response_missed(row: Dispute, as_at: date) -> bool:
    papers, responded = row.papers_received_on, row.responded_on
    if papers is None or papers > as_at or (responded is not None and responded <= as_at):
        return False
    return england().add(papers, APPEAL_RESPONSE_WORKING_DAYS) < as_at
