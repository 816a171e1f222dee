"""A meeting as the screen and the secretary look at it: its agenda with reasons, who waits, and who is out of reach."""

from dataclasses import dataclass
from datetime import date, time

from send_desktop.panel_types import OUTCOMES, PANEL_TYPES, PanelType
from send_desktop.records import Agenda, AgendaItem, Case, Decision, MeetingSummary, PanelMeeting
from send_desktop.risk import sits_for
from send_desktop.services.panel_agenda import agenda_slots, minutes_of, over_by
from send_desktop.services.panel_queue import (
    BREACHES_BEFORE_NEXT,
    DUE_ON_THE_DAY,
    LAST_WITH_SLACK,
    REASON_STATES,
    Candidate,
    asked_of,
    candidates,
    is_open,
    last_day_to_refuse,
    reasons,
)
from send_desktop.services.panel_rules import papers_closed
from send_desktop.store import Reading, Store

BREACH_IF_DEFERRED = frozenset({BREACHES_BEFORE_NEXT, DUE_ON_THE_DAY, LAST_WITH_SLACK})
"""Reasons by which the next meeting would be too late for a date that this one can still keep."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of an agenda with its time and why it is put to this meeting."""

    number: int
    starts: time
    item: AgendaItem
    case: Case
    reason: str
    """Empty for a case that is closed, or has no date in law ahead."""

    @property
    def refuse_by(self) -> date | None:
        """The last day to refuse a plan, by which the queue of an issue panel is ordered until it passes."""
        return last_day_to_refuse(self.case, self.item.asked)

    @property
    def state(self) -> str | None:
        """The state whose shape and colour stand beside the reason."""
        return REASON_STATES.get(self.reason)


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A case whose date passes before any meeting with a free place; ``next_on`` is the first one, if any."""

    candidate: Candidate
    due: date
    next_on: date | None


@dataclass(frozen=True, slots=True)
class ToRatify:
    """A decision taken outside the panel that a panel has still to ratify."""

    case: Case
    decision: Decision


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting whole, as at one reading."""

    agenda: Agenda
    lines: tuple[AgendaLine, ...]
    waiting: tuple[Candidate, ...]
    out_of_reach: tuple[OutOfReach, ...]
    to_ratify: tuple[ToRatify, ...]
    """Decisions taken outside the panel that no panel has ratified, and that stand on no agenda to come."""
    today: date

    @property
    def meeting(self) -> PanelMeeting:
        """The meeting itself."""
        return self.agenda.meeting

    @property
    def summary(self) -> MeetingSummary:
        """The meeting as a list shows it."""
        cases = frozenset(line.case.id for line in self.lines)
        return MeetingSummary(meeting=self.meeting, area=self.agenda.area, taken=len(self.lines), case_ids=cases)

    @property
    def can_change(self) -> bool:
        """Say whether the meeting and its agenda can still be changed."""
        return is_open(self.meeting)

    @property
    def can_fill(self) -> bool:
        """Say whether its agenda can be filled from the queue."""
        return self.can_change and self.meeting.on >= self.today and bool(asked_of(self.meeting.kind))

    @property
    def free(self) -> int:
        """How many places are left."""
        return max(0, self.meeting.capacity - len(self.lines))

    @property
    def ready(self) -> tuple[Candidate, ...]:
        """Those who wait and that filling would put on."""
        return tuple(one for one in self.waiting if one.is_ready)

    @property
    def breach_if_deferred(self) -> int:
        """How many items keep their date at this meeting and would not at the next."""
        return sum(line.reason in BREACH_IF_DEFERRED for line in self.lines)

    @property
    def minutes(self) -> int:
        """How long the agenda takes, by its slots."""
        return sum(minutes_of(line.item, self.meeting) for line in self.lines)

    @property
    def over(self) -> tuple[int, int]:
        """By how many cases, and by how many minutes, the agenda is longer than the meeting; 0 for what fits."""
        return over_by(self.agenda)

    @property
    def is_late_now(self) -> bool:
        """Say whether a case put on now would be a late paper."""
        return papers_closed(self.meeting, self.today)


@dataclass(frozen=True, slots=True)
class PanelsView:
    """Every meeting by date, and the one to show; None where no meeting is set up."""

    meetings: tuple[MeetingSummary, ...]
    shown: MeetingSummary | None


def panels_view(store: Store, today: date, chosen: int | None = None) -> PanelsView:
    """Return every meeting with the chosen one: else the next one that is not cancelled, else the last."""
    with store.look() as reading:
        meetings = tuple(reading.meetings())
    shown = _shown(meetings, today, chosen)
    return PanelsView(meetings, next((one for one in meetings if one.meeting.id == shown), None))


def read_meeting(store: Store, meeting_id: int, today: date) -> MeetingView:
    """Return one meeting whole, from a reading of its own. Raises Refused when there is no such meeting."""
    with store.look() as reading:
        return meeting_view(reading, meeting_id, today)


def meeting_view(reading: Reading, meeting_id: int, today: date) -> MeetingView:
    """Return one meeting whole. Raises Refused when there is no such meeting."""
    agenda = reading.agenda(meeting_id)
    waits = is_open(agenda.meeting) and agenda.meeting.on >= today
    queue = candidates(reading, agenda.meeting, today) if waits else []
    return MeetingView(
        agenda=agenda,
        lines=_lines(agenda, reasons(reading, agenda, today)),
        waiting=tuple(queue),
        out_of_reach=tuple(_out_of_reach(reading, agenda.meeting, queue, today)),
        to_ratify=_to_ratify(reading, agenda.meeting, today) if waits else (),
        today=today,
    )


def _to_ratify(reading: Reading, meeting: PanelMeeting, today: date) -> tuple[ToRatify, ...]:
    """Return what this kind of panel may ratify: the decisions of its own questions, the oldest first."""
    kind = PANEL_TYPES[meeting.kind]
    if "ratify" not in kind.asked:
        return ()
    open_ones = [one for one in reading.every(Decision) if one.is_out_of_panel and one.ratified_on is None]
    mine = [one for one in open_ones if _is_of(one, kind)]
    cases = {case.id: case for case in reading.cases([one.case_id for one in mine])} if mine else {}
    return tuple(ToRatify(cases[one.case_id], one) for one in mine if not _is_to_come(cases[one.case_id], today))


def _is_of(decision: Decision, kind: PanelType) -> bool:
    outcome = OUTCOMES.get(decision.outcome)
    return outcome is None or not outcome.answers or bool(set(outcome.answers) & set(kind.asked))


def _is_to_come(case: Case, today: date) -> bool:
    return any(one.item.asked == "ratify" and one.meeting.on >= today and is_open(one.meeting) for one in case.agenda)


def _shown(meetings: tuple[MeetingSummary, ...], today: date, chosen: int | None) -> int | None:
    ids = [one.meeting.id for one in meetings]
    if chosen in ids:
        return chosen
    ahead = [one.meeting.id for one in meetings if one.meeting.on >= today and is_open(one.meeting)]
    return ahead[0] if ahead else (ids[-1] if ids else None)


def _lines(agenda: Agenda, why: list[str]) -> tuple[AgendaLine, ...]:
    placed = zip(agenda.items, agenda_slots(agenda), why, strict=True)
    return tuple(
        AgendaLine(number, slot[0], item, case, reason) for number, ((item, case), slot, reason) in enumerate(placed, 1)
    )


def _out_of_reach(reading: Reading, meeting: PanelMeeting, queue: list[Candidate], today: date) -> list[OutOfReach]:
    """Return those whose date is still ahead but before every meeting of the kind that has a place for them.

    A late paper can still be let in, so papers that have closed do not put a meeting out of reach.
    """
    ahead = [
        one
        for one in reading.meetings(since=today)
        if one.meeting.kind == meeting.kind and is_open(one.meeting) and one.taken < one.meeting.capacity
    ]
    found = []
    for candidate in queue:
        due = candidate.legal_due
        if due is None or due < today or not candidate.is_ready:
            continue
        reach = [one.meeting.on for one in ahead if _takes(one, candidate)]
        next_on = min(reach, default=None)
        if next_on is None or next_on > due:
            found.append(OutOfReach(candidate, due, next_on))
    return found


def _takes(one: MeetingSummary, candidate: Candidate) -> bool:
    return sits_for(one.area, candidate.row.area)
