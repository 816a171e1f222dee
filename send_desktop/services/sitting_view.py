"""A meeting in session as the screen and the record look at it: who is there, what is before it, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from send_desktop.exports.panel_pack.pack import PackItem
from send_desktop.exports.profile import Veil, veil
from send_desktop.panel_types import Outcome, outcomes_for
from send_desktop.records import (
    Agenda,
    AgendaItem,
    Attendance,
    Case,
    Conflict,
    Decision,
    MeetingSummary,
    MemberView,
    PanelAction,
    PanelMeeting,
    PanelMember,
    PanelSeries,
    Paper,
    Recommendation,
)
from send_desktop.risk import RiskContext, sits_for
from send_desktop.services.acts import risk_context
from send_desktop.services.panel_packs import gather
from send_desktop.services.panel_queue import is_open, reasons
from send_desktop.services.panel_view import AgendaLine
from send_desktop.services.panels import agenda_slots
from send_desktop.services.quorum import Quorum, is_present, quorum_of
from send_desktop.services.standard_wordings import wordings
from send_desktop.store import Reading, Store


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the table: a member of the series who is expected, or somebody who came or sent an apology."""

    name: str
    role: str
    capacity: str
    agency: str
    member: PanelMember | None = None
    attendance: Attendance | None = None

    @property
    def state(self) -> str:
        """Expected, present, left or apology."""
        one = self.attendance
        if one is None or (one.arrived_at is None and not one.is_apology):
            return "expected"
        if one.is_apology:
            return "apology"
        return "present" if is_present(one) else "left"


@dataclass(frozen=True, slots=True)
class SittingItem:
    """One item of the agenda with everything that the meeting has said about it so far."""

    line: AgendaLine
    front: PackItem
    """The facts of its front sheet, as the pack prints them."""
    quorum: Quorum
    """How the quorum stands for this item: now, or as it stood when the item ended."""
    conflicts: tuple[Conflict, ...] = ()
    recommendation: Recommendation | None = None
    views: tuple[MemberView, ...] = ()
    decision: Decision | None = None
    """What the authority decided on the recommendation."""
    actions: tuple[PanelAction, ...] = ()
    papers: tuple[Paper, ...] = ()
    minutes: int = 0
    """How long the item is given."""

    @property
    def item(self) -> AgendaItem:
        """The item itself."""
        return self.line.item

    @property
    def case(self) -> Case:
        """The case that it is about."""
        return self.line.case

    @property
    def is_running(self) -> bool:
        """Say whether it is being heard now."""
        return self.item.started_at is not None and self.item.ended_at is None

    def seconds(self, now: datetime) -> int:
        """Return how long it has been heard, in seconds."""
        if self.item.started_at is None:
            return 0
        return max(0, int(((self.item.ended_at or now) - self.item.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class SittingView:
    """A meeting in session whole, as at one reading."""

    agenda: Agenda
    items: tuple[SittingItem, ...]
    seats: tuple[Seat, ...]
    quorum: Quorum
    later: tuple[MeetingSummary, ...]
    """Meetings of the kind still to come that can decide its cases, by date."""
    officers: tuple[str, ...]
    wordings: dict[str, str]
    """The standard wording of each outcome, the team's own where it has one."""
    context: RiskContext
    today: date
    delegation: str = ""
    """The power that the series' scheme of delegation gives officers."""
    outcome_days: int | None = None
    """Days after the meeting by which its series promises the outcome; None for a meeting of no series."""

    @property
    def meeting(self) -> PanelMeeting:
        """The meeting itself."""
        return self.agenda.meeting

    @property
    def is_in_session(self) -> bool:
        """Say whether it has been opened and not yet closed."""
        return self.meeting.started_at is not None and self.meeting.ended_at is None

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """Everybody who came, or sent an apology."""
        return tuple(seat.attendance for seat in self.seats if seat.attendance)

    @property
    def open_items(self) -> tuple[SittingItem, ...]:
        """The items on which nothing has been said yet."""
        return tuple(one for one in self.items if one.recommendation is None)

    @property
    def outcome_by(self) -> date | None:
        """By when families are to have the outcome, by the meeting or its series; None where neither says."""
        if self.meeting.outcome_by or self.outcome_days is None:
            return self.meeting.outcome_by
        return self.meeting.on + timedelta(days=self.outcome_days)

    def item(self, item_id: int) -> SittingItem | None:
        """Return one item by its id."""
        return next((one for one in self.items if one.item.id == item_id), None)

    def veil_of(self, one: SittingItem) -> Veil:
        """Return how the meeting's profile names the child, and treats text about the case."""
        return veil(one.case, self.meeting.profile)

    def outcomes(self, one: SittingItem) -> list[Outcome]:
        """Return what may be recommended on an item."""
        return outcomes_for(self.meeting.kind, one.item.asked, self.meeting.decisions)

    def name_of(self, attendance_id: int) -> str:
        """Return who attended under an id."""
        return next((one.name for one in self.attendance if one.id == attendance_id), "")


def sitting_view(store: Store, meeting_id: int, today: date) -> SittingView:
    """Return a meeting in session, from a reading of its own. Raises Refused when there is no such meeting."""
    with store.look() as reading:
        return sitting(reading, meeting_id, today)


def sitting(reading: Reading, meeting_id: int, today: date) -> SittingView:
    """Return a meeting in session inside a reading that is already open."""
    agenda = reading.agenda(meeting_id)
    attendance = reading.every(Attendance, meeting_id)
    series = next((one for one in reading.every(PanelSeries) if one.id == agenda.meeting.series_id), None)
    return SittingView(
        agenda=agenda,
        items=_items(reading, agenda, attendance, today),
        seats=_seats(reading, agenda.meeting, attendance),
        quorum=quorum_of(agenda.meeting, attendance, at=agenda.meeting.ended_at),
        later=later_meetings(reading, agenda.meeting, today),
        officers=tuple(one.name for one in reading.directory().officers if one.is_active),
        wordings=wordings(reading),
        context=risk_context(reading),
        today=today,
        delegation=series.delegation if series else "",
        outcome_days=series.outcome_days if series else None,
    )


def later_meetings(reading: Reading, meeting: PanelMeeting, today: date) -> tuple[MeetingSummary, ...]:
    """Return the meetings of the kind still to come, by date, those of the same series first on the same day.

    Only such as can decide the cases of this one: of its area, or of every area.
    """
    summaries = reading.meetings(since=max(today, meeting.on))
    area = next((area.name for area in reading.directory().areas if area.id == meeting.area_id), "")
    found = [
        one
        for one in summaries
        if one.meeting.id != meeting.id
        and one.meeting.kind == meeting.kind
        and one.meeting.on > meeting.on
        and is_open(one.meeting)
        and one.meeting.started_at is None
        and (not one.area or sits_for(one.area, area))
    ]
    return tuple(sorted(found, key=lambda one: (one.meeting.on, one.meeting.series_id != meeting.series_id)))


def _seats(reading: Reading, meeting: PanelMeeting, attendance: Sequence[Attendance]) -> tuple[Seat, ...]:
    """Return the members of the series in their order, each with what is known of them, then the others who came."""
    members = [one for one in reading.every(PanelMember) if one.series_id == meeting.series_id and meeting.series_id]
    by_member = {one.member_id: one for one in attendance if one.member_id}
    expected = [_expected(one, by_member.get(one.id)) for one in members if one.is_active or one.id in by_member]
    known = {one.id for one in members}
    guests = [_came(one) for one in attendance if one.member_id not in known]
    return (*expected, *guests)


def _expected(member: PanelMember, came: Attendance | None) -> Seat:
    if came is not None:
        return Seat(came.name, came.role, came.capacity, came.agency, member, came)
    return Seat(member.name, member.role, member.capacity, member.agency, member)


def _came(one: Attendance) -> Seat:
    return Seat(one.name, one.role, one.capacity, one.agency, None, one)


def _items(reading: Reading, agenda: Agenda, attendance: Sequence[Attendance], today: date) -> tuple[SittingItem, ...]:
    slots = agenda_slots(agenda)
    pack = gather(reading, agenda, slots, agenda.meeting.profile, "", today, datetime.now(UTC), 0)
    why = reasons(reading, agenda, today)
    said = _Said(reading, agenda.meeting.id)
    return tuple(
        said.item(AgendaLine(front.number, front.starts, front.item, front.case, reason), front, agenda, attendance)
        for front, reason in zip(pack.items, why, strict=True)
    )


class _Said:
    """What one meeting has said, read once and handed out by item."""

    def __init__(self, reading: Reading, meeting_id: int) -> None:
        self.conflicts = reading.every(Conflict, meeting_id)
        self.recommendations = reading.every(Recommendation, meeting_id)
        self.views = reading.every(MemberView, meeting_id)
        self.decisions = reading.every(Decision, meeting_id)
        self.actions = reading.every(PanelAction, meeting_id)
        self.papers = reading.every(Paper, meeting_id)

    def item(self, line: AgendaLine, front: PackItem, agenda: Agenda, attendance: Sequence[Attendance]) -> SittingItem:
        at, meeting = line.item.id, agenda.meeting
        conflicts = tuple(one for one in self.conflicts if one.item_id == at)
        return SittingItem(
            line=line,
            front=front,
            quorum=quorum_of(meeting, attendance, conflicts, line.item.ended_at or meeting.ended_at),
            conflicts=conflicts,
            recommendation=next((one for one in self.recommendations if one.item_id == at), None),
            views=tuple(one for one in self.views if one.item_id == at),
            decision=next((one for one in self.decisions if one.item_id == at), None),
            actions=tuple(one for one in self.actions if one.item_id == at),
            papers=tuple(sorted((one for one in self.papers if one.item_id == at), key=lambda one: one.position)),
            minutes=line.item.minutes or meeting.slot_minutes,
        )
