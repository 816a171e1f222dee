"""Who is at a meeting: members of the series and guests, when they came and went, and whose interests were declared."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import CAPACITIES, CONFLICT_ACTIONS, ROLES
from send_desktop.records import AgendaItem, Attendance, Conflict, PanelMeeting, Stored
from send_desktop.services.acts import act
from send_desktop.services.moments import clock_time, moment
from send_desktop.services.sitting_rules import require_in_session, require_unsigned
from send_desktop.services.sitting_view import Seat
from send_desktop.store import Store, Work

ATTEND, CONFLICT = "Record attendance", "Declare an interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at the table as a form gives them."""

    name: str
    agency: str = ""
    role: str = ""
    capacity: str = "member"
    is_apology: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def arrive(
    store: Store, meeting: PanelMeeting, seat: Seat, by: str, today: date, at: datetime | None = None
) -> Changes:
    """Record that somebody is in the room from now on; whoever had left has come back.

    Raises Refused unless the meeting is in session.
    """
    require_in_session(meeting)
    when = at or moment(today)
    note = f"{seat.name} is present from {clock_time(when)}."
    before = seat.attendance
    if before is None:
        return _added(store, meeting, _new(meeting, seat, arrived_at=when), note, by, today)
    after = replace(before, is_apology=False, left_at=None, arrived_at=before.arrived_at or when)
    return _replaced(store, meeting, before, after, note, by, today)


def leave(store: Store, meeting: PanelMeeting, seat: Seat, by: str, today: date, at: datetime | None = None) -> Changes:
    """Record that somebody has left. Raises Refused for somebody who is not in the room."""
    require_in_session(meeting)
    if seat.attendance is None or seat.state != "present":
        raise Refused(f"{seat.name} is not in the room; nothing was changed.")
    when = at or moment(today)
    after = replace(seat.attendance, left_at=when)
    return _replaced(store, meeting, seat.attendance, after, f"{seat.name} left at {clock_time(when)}.", by, today)


def step(store: Store, meeting: PanelMeeting, seat: Seat, by: str, today: date, at: datetime | None = None) -> Changes:
    """Do what one key does: whoever is in the room leaves, whoever is not arrives."""
    done = leave if seat.state == "present" else arrive
    return done(store, meeting, seat, by, today, at)


def apologise(store: Store, meeting: PanelMeeting, seat: Seat, by: str, today: date) -> Changes:
    """Record an apology, before or during the meeting. Raises Refused for somebody who came, or once it is signed."""
    require_unsigned(meeting)
    note = f"{seat.name} sent an apology."
    before = seat.attendance
    if before is None:
        return _added(store, meeting, _new(meeting, seat, is_apology=True), note, by, today)
    if before.arrived_at is not None:
        raise Refused(f"{seat.name} was at the meeting from {clock_time(before.arrived_at)}; correct that first.")
    return _replaced(store, meeting, before, replace(before, is_apology=True), note, by, today)


def record_person(
    store: Store, meeting: PanelMeeting, person: Person, by: str, today: date, before: Attendance | None = None
) -> Changes:
    """Record a guest, or correct what was recorded of somebody (``before``): name, role, capacity and times.

    Raises Refused without a name, for an unknown role or capacity, or for times that cannot be.
    """
    require_unsigned(meeting)
    _check(person)
    made = Attendance(
        meeting_id=meeting.id,
        name=person.name.strip(),
        agency=person.agency.strip(),
        role=person.role,
        capacity=person.capacity,
        is_apology=person.is_apology,
        arrived_at=person.arrived_at,
        left_at=person.left_at,
    )
    if before is None:
        return _added(store, meeting, made, f"{made.name} is on the attendance list.", by, today)
    after = replace(made, id=before.id, version=before.version, member_id=before.member_id)
    return _replaced(store, meeting, before, after, f"Attendance of {made.name} corrected.", by, today)


def strike(store: Store, meeting: PanelMeeting, one: Attendance, reason: str, by: str, today: date) -> Changes:
    """Take somebody off the attendance list who should not be on it. Raises Refused without a reason."""
    require_unsigned(meeting)
    if not reason.strip():
        raise Refused("Say why they come off the attendance list; nothing was changed.")
    with act(store, by, ATTEND, today) as work:
        if any(conflict.attendance_id == one.id for conflict in work.every(Conflict, meeting.id)):
            raise Refused(f"{one.name} has declared an interest; take that back first.")
        work.remove(one, reason.strip())
    note = f"{one.name} is off the attendance list."
    return _changed(meeting, note, Undo(ATTEND, note, removed=(one,)))


# --- interests ----------------------------------------------------------------------------------------


def declare(
    store: Store,
    meeting: PanelMeeting,
    item: AgendaItem,
    attendance_id: int,
    nature: str,
    action: str,
    by: str,
    today: date,
) -> Changes:
    """Declare a person's interest in one case and what they did; declared already, it is corrected.

    Raises Refused without the nature of the interest, for an unknown action, or for somebody who is not there.
    """
    require_unsigned(meeting)
    if action not in CONFLICT_ACTIONS:
        raise Refused("Choose what they did: stayed, left for the item, or used the papers only.")
    if not nature.strip():
        raise Refused("Say what the interest is; nothing was saved.")
    with act(store, by, CONFLICT, today) as work:
        person = _person(work, meeting, attendance_id)
        before = _declared(work, meeting, item, attendance_id)
        made = Conflict(
            meeting_id=meeting.id,
            item_id=item.id,
            case_id=item.case_id,
            attendance_id=attendance_id,
            nature=nature.strip(),
            action=action,
        )
        if before is None:
            undo = Undo(CONFLICT, "", added=(work.add(made),))
        else:
            saved = work.replace(before, replace(made, id=before.id, version=before.version))
            undo = Undo(CONFLICT, "", replaced=((saved, before),))
    did = CONFLICT_ACTIONS[action]
    note = f"{person.name} declared an interest: {did[:1].lower()}{did[1:]}."
    return _changed(meeting, note, replace(undo, note=note), item.case_id)


def withdraw_conflict(
    store: Store, meeting: PanelMeeting, conflict: Conflict, reason: str, by: str, today: date
) -> Changes:
    """Take back a declaration that was made by mistake. Raises Refused without a reason."""
    require_unsigned(meeting)
    if not reason.strip():
        raise Refused("Say why the declaration is taken back; it still stands.")
    with act(store, by, "Take back an interest", today) as work:
        work.remove(conflict, reason.strip())
    note = "The declaration of an interest is taken back."
    return _changed(meeting, note, Undo("Take back an interest", note, removed=(conflict,)), conflict.case_id)


# --- saving -------------------------------------------------------------------------------------------


def _new(
    meeting: PanelMeeting, seat: Seat, *, arrived_at: datetime | None = None, is_apology: bool = False
) -> Attendance:
    return Attendance(
        meeting_id=meeting.id,
        name=seat.name,
        agency=seat.agency,
        role=seat.role,
        capacity=seat.capacity,
        member_id=seat.member.id if seat.member else None,
        is_apology=is_apology,
        arrived_at=arrived_at,
    )


def _check(person: Person) -> None:
    if not person.name.strip():
        raise Refused("Give the person's name; nobody was added.")
    if person.role and person.role not in ROLES:
        raise Refused("Choose the role from the list.")
    if person.capacity not in CAPACITIES:
        raise Refused("Choose in what capacity they attend.")
    if person.is_apology and person.arrived_at:
        raise Refused("Somebody who came has not sent an apology; leave one of the two empty.")
    if person.left_at and not person.arrived_at:
        raise Refused("Give the time of arrival too, or leave both empty.")
    if person.left_at and person.arrived_at and person.left_at < person.arrived_at:
        raise Refused("They cannot have left before they came; check both times.")


def _person(work: Work, meeting: PanelMeeting, attendance_id: int) -> Attendance:
    found = next((one for one in work.every(Attendance, meeting.id) if one.id == attendance_id), None)
    if found is None or found.is_apology or found.arrived_at is None:
        raise Refused("Choose somebody who is at the meeting; record them as present first.")
    return found


def _declared(work: Work, meeting: PanelMeeting, item: AgendaItem, attendance_id: int) -> Conflict | None:
    found = work.every(Conflict, meeting.id)
    return next((one for one in found if one.item_id == item.id and one.attendance_id == attendance_id), None)


def _added(store: Store, meeting: PanelMeeting, made: Attendance, note: str, by: str, today: date) -> Changes:
    with act(store, by, ATTEND, today) as work:
        saved = work.add(made)
    return _changed(meeting, note, Undo(ATTEND, note, added=(saved,)))


def _replaced(
    store: Store, meeting: PanelMeeting, before: Stored, after: Stored, note: str, by: str, today: date
) -> Changes:
    with act(store, by, ATTEND, today) as work:
        saved = work.replace(before, after)
    return _changed(meeting, note, Undo(ATTEND, note, replaced=((saved, before),)))


def _changed(meeting: PanelMeeting, note: str, undo: Undo, case_id: int = 0) -> Changes:
    cases = frozenset({case_id}) if case_id else frozenset()
    return Changes(note, cases=cases, meetings=frozenset({meeting.id}), undo=undo)
