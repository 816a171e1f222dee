"""Panels: meetings, the agenda of each in order of legal date, and the pack that its members read."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.records import Agenda, MeetingSummary, PanelMeeting
from send_desktop.services.acts import act
from send_desktop.services.panel_agenda import DOWN as DOWN
from send_desktop.services.panel_agenda import UP as UP
from send_desktop.services.panel_agenda import add_item as add_item
from send_desktop.services.panel_agenda import add_items as add_items
from send_desktop.services.panel_agenda import agenda_slots as agenda_slots
from send_desktop.services.panel_agenda import agenda_times as agenda_times
from send_desktop.services.panel_agenda import fill_agenda as fill_agenda
from send_desktop.services.panel_agenda import move_item as move_item
from send_desktop.services.panel_agenda import next_item as next_item
from send_desktop.services.panel_agenda import place_item as place_item
from send_desktop.services.panel_agenda import remove_item as remove_item
from send_desktop.services.panel_agenda import set_item as set_item
from send_desktop.services.panel_agenda import with_item as with_item
from send_desktop.services.panel_queue import Candidate as Candidate
from send_desktop.services.panel_queue import candidates as candidates
from send_desktop.services.panel_rules import Allowed as Allowed
from send_desktop.services.panel_rules import area_id, name_of, require_open, require_possible
from send_desktop.store import Store
from send_desktop.wording import counted

# --- meetings -------------------------------------------------------------------------------------


def create_meeting(
    store: Store,
    *,
    kind: str,
    on: date,
    starts_at: time,
    area: str = "",
    capacity: int = 12,
    papers_by: date | None = None,
    slot_minutes: int = 15,
    venue: str = "",
    chair: str = "",
    by: str,
    today: date,
) -> PanelMeeting:
    """Set up a meeting of a panel; an empty ``area`` decides cases of every area. Returns it as saved.

    Raises Refused for an unknown kind or area, a day that has passed, or numbers that cannot be.
    """
    with act(store, by, "Set up panel meeting", today) as work:
        meeting = PanelMeeting(
            kind=kind,
            on=on,
            starts_at=starts_at,
            area_id=area_id(work, area),
            capacity=capacity,
            papers_by=papers_by,
            slot_minutes=slot_minutes,
            venue=venue.strip(),
            chair=chair.strip(),
        )
        require_possible(meeting, today)
        return work.add(meeting)


def add_meeting(store: Store, meeting: PanelMeeting, by: str, today: date) -> Changes:
    """Set up one meeting by hand, with all that a series would give it. Raises Refused as create_meeting does."""
    with act(store, by, "Set up panel meeting", today) as work:
        require_possible(meeting, today)
        made = work.add(meeting)
    note = f"{name_of(made)} is set up."
    return replace(_changed(made, note), undo=Undo("Set up panel meeting", note, added=(made,)))


def change_meeting(store: Store, before: PanelMeeting, after: PanelMeeting, by: str, today: date) -> Changes:
    """Save what was changed about a meeting; ``before`` is the record that was on screen.

    Raises Refused as create_meeting does, and where places are taken away from cases that stand on the agenda.
    """
    require_open(before)
    with act(store, by, "Change panel meeting", today) as work:
        require_possible(after, min(today, before.on))
        taken = len(work.agenda(before.id).items)
        if after.capacity < min(taken, before.capacity):
            raise Refused(f"{taken} cases stand on this agenda; take some off to leave {after.capacity} places.")
        saved = work.replace(before, after)
    note = f"{name_of(after)} changed."
    return replace(_changed(after, note), undo=Undo("Change panel meeting", note, replaced=((saved, before),)))


def cancel_meeting(store: Store, meeting: PanelMeeting, reason: str, by: str, today: date) -> Changes:
    """Cancel a meeting; its cases go back to the queue and their dates are worked out without it.

    Raises Refused without a reason, or when the meeting was held or cancelled already.
    """
    require_open(meeting)
    if not reason.strip():
        raise Refused("Say why the meeting is cancelled; it has not been cancelled yet.")
    with act(store, by, "Cancel panel meeting", today) as work:
        cancelled = work.replace(meeting, replace(meeting, status="cancelled", cancelled_reason=reason.strip()))
        work.log("Cancel panel meeting", meeting_id=meeting.id, reason=reason.strip())
        freed = frozenset(case.id for _, case in work.agenda(meeting.id).items)
    note = f"{name_of(meeting)} cancelled; {counted(len(freed), 'case')} back in the queue."
    undo = Undo("Cancel panel meeting", note, replaced=((cancelled, meeting),))
    return replace(_changed(cancelled, note, freed), undo=undo)


# --- for the command line -------------------------------------------------------------------------


def meeting_json(summary: MeetingSummary) -> dict[str, Any]:
    """Return a meeting as ``panel list --json`` prints it."""
    meeting = summary.meeting
    return {**_meeting(meeting, summary.area), "taken": summary.taken, "free": max(0, meeting.capacity - summary.taken)}


def agenda_json(agenda: Agenda) -> dict[str, Any]:
    """Return an agenda as ``panel show --json`` prints it, items in order with their times."""
    items = [
        {
            "id": item.id,
            "number": number,
            "time": f"{starts:%H:%M}",
            "reference": case.reference,
            "forename": case.person.forename,
            "surname": case.person.surname,
            "asked": item.asked or None,
            "recommendation": item.recommendation or None,
            "late_paper": item.is_late_paper,
            "next_duty": case.derived.next_duty,
            "next_due": case.derived.next_due.isoformat() if case.derived.next_due else None,
        }
        for number, ((item, case), starts) in enumerate(zip(agenda.items, agenda_times(agenda), strict=True), 1)
    ]
    return {**_meeting(agenda.meeting, agenda.area), "items": items}


def _meeting(meeting: PanelMeeting, area: str) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "type": meeting.kind,
        "date": meeting.on.isoformat(),
        "start": f"{meeting.starts_at:%H:%M}",
        "area": area or None,
        "capacity": meeting.capacity,
        "papers_by": meeting.papers_by.isoformat() if meeting.papers_by else None,
        "slot_minutes": meeting.slot_minutes,
        "venue": meeting.venue or None,
        "chair": meeting.chair or None,
        "status": meeting.status,
    }


# --- wording -----------------------------------------------------------------------------------------


def _changed(meeting: PanelMeeting, note: str, cases: Iterable[int] = ()) -> Changes:
    return Changes(note, cases=frozenset(cases), meetings=frozenset({meeting.id}))
