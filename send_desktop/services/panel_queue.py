"""Which cases need a panel, in what order, and why at this meeting: the queue an agenda is filled from."""

from dataclasses import dataclass
from datetime import date

from send_desktop.panel_types import PANEL_TYPES
from send_desktop.records import Agenda, Case, CaseloadRow, MeetingSummary, PanelMeeting
from send_desktop.risk import RiskContext, sits_for
from send_desktop.risk.pathway import pathway
from send_desktop.risk.safe_dates import panel_by
from send_desktop.services.acts import risk_context
from send_desktop.statute.clock import limits
from send_desktop.store import Reading
from send_desktop.wording import full_date

BREACHES_BEFORE_NEXT = "Breaches before the next meeting"
LAST_WITH_SLACK = "Last meeting with slack"
DUE_ON_THE_DAY = "Due on the day"
NEXT_ALSO_IN_TIME = "Next meeting also in time"
PAST_ITS_DATE = "Past its date"
PASSES_BEFORE = "Passes its date before then"
TOO_LATE = "Late even if decided here"
NO_LATER_MEETING = "No later meeting is set up"

REASON_STATES = {
    PAST_ITS_DATE: "breached",
    PASSES_BEFORE: "will_breach",
    TOO_LATE: "will_breach",
    BREACHES_BEFORE_NEXT: "will_breach",
    NO_LATER_MEETING: "at_risk",
    LAST_WITH_SLACK: "at_risk",
    DUE_ON_THE_DAY: "at_risk",
    NEXT_ALSO_IN_TIME: "on_track",
}
"""Why a case is put to this meeting, with the state whose shape and colour stand beside the words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that needs this kind of panel and stands on no agenda of it yet."""

    row: CaseloadRow
    asked: str
    order_date: date
    """What the queue is ordered by: for an issue panel the last day to refuse until it passes, else the legal date."""
    legal_due: date | None
    refuse_by: date | None
    """For an issue panel: 16 weeks from the start of the clock (reg 10(1)); None for others."""
    reason: str
    state: str
    is_ready: bool
    """False for a case that may be offered but is not put on by filling; ``waits_for`` says why."""
    waits_for: str = ""


def asked_of(kind: str) -> str:
    """Return what the queue puts a case on the agenda of a kind of panel for; empty where it is filled by hand."""
    known = PANEL_TYPES.get(kind)
    return known.asked[0] if known and known.is_filled else ""


def candidates(reading: Reading, meeting: PanelMeeting, today: date) -> list[Candidate]:
    """Return the cases that need this meeting, those ready first, each group in order of legal date.

    Empty for kinds of panel that are filled by hand.
    """
    asked = asked_of(meeting.kind)
    if not asked:
        return []
    meetings = reading.meetings()
    taken = _taken(meetings, meeting, today)
    rows = [row for row in reading.caseload() if row.id not in taken and _needs(row, asked)]
    area = area_name(reading, meeting)
    rows = [row for row in rows if sits_for(area, row.area)]
    cases = {case.id: case for case in reading.cases([row.id for row in rows])} if rows else {}
    context = risk_context(reading)
    found = [
        _candidate(row, cases[row.id], meeting, _next_meeting(meetings, meeting, row, today), context, today)
        for row in rows
        if row.derived.next_due
    ]
    return sorted(found, key=lambda one: (not one.is_ready, one.order_date, one.row.reference))


@dataclass(frozen=True, slots=True)
class Queued:
    """A case that needs a kind of panel, whichever meeting of it, and stands on no agenda of it."""

    row: CaseloadRow
    asked: str
    due: date
    decide_by: date
    """The last day on which a panel keeps the date, so far as it can be worked out; never after ``due``."""
    ready_on: date
    """From when its papers can be there: today, or the day for which the advice that it lacks is promised."""
    waits_for: str = ""


def queue(reading: Reading, kind: str, today: date) -> list[Queued]:
    """Return the cases that need a kind of panel, in order of the last day that keeps their date.

    Left out is who waits for something that nobody has promised. Empty for kinds that are filled by hand.
    """
    asked = asked_of(kind)
    if not asked:
        return []
    taken = {id for one in reading.meetings(since=today) if _is_ahead(one, kind, today) for id in one.case_ids}
    rows = [row for row in reading.caseload() if row.id not in taken and row.derived.next_due and _needs(row, asked)]
    cases = {case.id: case for case in reading.cases([row.id for row in rows])} if rows else {}
    context = risk_context(reading)
    found = (_queued(row, cases[row.id], asked, context, today) for row in rows)
    return sorted((one for one in found if one), key=lambda one: (one.decide_by, one.row.reference))


def _queued(row: CaseloadRow, case: Case, asked: str, context: RiskContext, today: date) -> Queued | None:
    waits_for, due = _waits_for(row, case, asked, today), row.derived.next_due
    promised = row.derived.blocker_promised if asked == "issue" else None
    if due is None or (waits_for and promised is None):
        return None
    ready_on = max(today, promised) if waits_for and promised else today
    last = _decide_by(row, case, asked, context) or due
    return Queued(row, asked, due, min(last, due), ready_on, waits_for)


def _is_ahead(one: MeetingSummary, kind: str, today: date) -> bool:
    return one.meeting.kind == kind and one.meeting.on >= today and is_open(one.meeting)


def reasons(reading: Reading, agenda: Agenda, today: date) -> list[str]:
    """Return why each case on an agenda is put to this meeting, in order; empty for one with no date in law ahead."""
    meetings, context = reading.meetings(), risk_context(reading)
    ids = {case.id for _, case in agenda.items}
    rows = {row.id: row for row in reading.caseload(ids)}
    return [
        _reason_for(rows.get(case.id), case, item.asked, agenda.meeting, meetings, context, today)
        for item, case in agenda.items
    ]


def _reason_for(
    row: CaseloadRow | None,
    case: Case,
    asked: str,
    meeting: PanelMeeting,
    meetings: list[MeetingSummary],
    context: RiskContext,
    today: date,
) -> str:
    if row is None or row.derived.next_due is None:
        return ""
    following = _next_meeting(meetings, meeting, row, today)
    return _reason(row.derived.next_due, _decide_by(row, case, asked, context), meeting, following, today)


def _candidate(
    row: CaseloadRow,
    case: Case,
    meeting: PanelMeeting,
    following: PanelMeeting | None,
    context: RiskContext,
    today: date,
) -> Candidate:
    asked = asked_of(meeting.kind)
    refuse_by = last_day_to_refuse(case, asked)
    due = row.derived.next_due or today
    reason = _reason(due, _decide_by(row, case, asked, context), meeting, following, today)
    waits_for = _waits_for(row, case, asked, today)
    return Candidate(
        row=row,
        asked=asked,
        order_date=refuse_by if refuse_by and refuse_by >= today else due,
        legal_due=row.derived.next_due,
        refuse_by=refuse_by,
        reason=reason,
        state=REASON_STATES[reason],
        is_ready=not waits_for,
        waits_for=waits_for,
    )


def last_day_to_refuse(case: Case, asked: str) -> date | None:
    """Return the last day to refuse a plan (reg 10(1)) where that is still to decide; None for other questions."""
    if asked != "issue" or case.request.issue_outcome:
        return None
    return limits(case.facts()).no_plan_decision


def _needs(row: CaseloadRow, asked: str) -> bool:
    derived = row.derived
    if derived.status != "open":
        return False
    if asked == "assess":
        return derived.stage == "request" and row.assess_outcome is None
    if asked == "issue":
        return row.issue_outcome is None and (derived.stage == "decision_to_issue" or _is_nearly_in(row))
    return row.draft_served_on is not None and derived.stage in ("consultation", "final")


def _is_nearly_in(row: CaseloadRow) -> bool:
    return row.derived.stage == "advice" and len(_awaited(row)) == 1


def _awaited(row: CaseloadRow) -> list[str]:
    return [code for code in row.advice_outstanding.split(", ") if code]


def _waits_for(row: CaseloadRow, case: Case, asked: str, today: date) -> str:
    if asked == "issue" and row.derived.stage == "advice":
        promised = row.derived.blocker_promised
        beside = f", promised for {full_date(promised)}" if promised else ""
        return f"Waits for {', '.join(_awaited(row))} advice{beside}"
    if asked == "provision":
        # No decision of a provision panel is on record, so having been there is what takes a case off the queue.
        seen = max((place.meeting.on for place in case.agenda if _was_heard(place.meeting, today)), default=None)
        return f"Was before the provision panel on {full_date(seen)}" if seen else ""
    return ""


def _was_heard(meeting: PanelMeeting, today: date) -> bool:
    return meeting.kind == "provision" and meeting.status != "cancelled" and meeting.on < today


def _reason(due: date, last: date | None, meeting: PanelMeeting, following: PanelMeeting | None, today: date) -> str:
    if due < meeting.on:
        return PAST_ITS_DATE if due < today else PASSES_BEFORE
    if due == meeting.on:
        return DUE_ON_THE_DAY
    if following is not None and due < following.on:
        return BREACHES_BEFORE_NEXT
    if last is None or last < meeting.on:
        return TOO_LATE
    if following is None:
        return NO_LATER_MEETING
    return NEXT_ALSO_IN_TIME if following.on <= last else LAST_WITH_SLACK


def _decide_by(row: CaseloadRow, case: Case, asked: str, context: RiskContext) -> date | None:
    """Return the last day on which a panel can decide in time; after a provision panel only the posting is left."""
    if asked == "provision" and row.derived.next_due:
        return context.calendar.subtract(row.derived.next_due, context.options.posting_days)
    path = pathway(case.id, case.facts(), case.area, context)
    return panel_by(path) if path else None


def _taken(meetings: list[MeetingSummary], meeting: PanelMeeting, today: date) -> set[int]:
    """Return the cases that stand on this agenda, or on that of another meeting of the kind still to come."""
    ahead = (one for one in meetings if one.meeting.id == meeting.id or _is_ahead(one, meeting.kind, today))
    return {case_id for one in ahead for case_id in one.case_ids}


def is_open(meeting: PanelMeeting) -> bool:
    """Say whether cases can still be put on the agenda, as far as the meeting's status goes."""
    return meeting.status in ("planned", "circulated")


def _next_meeting(
    meetings: list[MeetingSummary], meeting: PanelMeeting, row: CaseloadRow, today: date
) -> PanelMeeting | None:
    later = (
        one.meeting
        for one in meetings
        if one.meeting.kind == meeting.kind
        and one.meeting.on > meeting.on
        and is_open(one.meeting)
        and one.taken < one.meeting.capacity
        and sits_for(one.area, row.area)
        and (one.meeting.papers_by or one.meeting.on) >= today
    )
    return min(later, key=lambda one: (one.on, one.id), default=None)


def area_name(reading: Reading, meeting: PanelMeeting) -> str:
    """Return the name of the area whose cases the meeting decides; empty for all areas."""
    return next((area.name for area in reading.directory().areas if area.id == meeting.area_id), "")
