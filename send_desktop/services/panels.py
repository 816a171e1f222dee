"""Panels: meetings, the agenda of each in order of legal date, and the pack that its members read."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress, silent
from send_desktop.records import Agenda, Export, MeetingSummary, PanelMeeting
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
from send_desktop.services.panel_packs import gather
from send_desktop.services.panel_queue import Candidate as Candidate
from send_desktop.services.panel_queue import candidates as candidates
from send_desktop.services.panel_rules import Allowed as Allowed
from send_desktop.services.panel_rules import area_id, in_sentence, name_of, require_open, require_possible
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


# --- the pack -------------------------------------------------------------------------------------


def build_pack(
    store: Store,
    meeting_id: int,
    path: Path,
    profile: str,
    by: str,
    today: date,
    progress: Progress = silent,
) -> Export:
    """Build the pack of a meeting as a PDF at ``path`` and log it with its SHA-256. Returns the log's line.

    One reading, closed before anything is drawn. The line is written and the file put in its place
    together: where either fails neither is kept, and an earlier file stays. Raises Refused for an
    unknown profile, a name that is no PDF's or a cancelled meeting, Unavailable for a target that cannot
    be written, Cancelled.
    """
    if profile not in PROFILES:
        raise Refused(f"A pack is built under one of these profiles: {', '.join(PROFILES)}.")
    path = Path(path)
    if path.suffix.lower() != ".pdf" and not path.is_dir():
        raise Refused(f"{path.name} is not the name of a PDF; give it one that ends in .pdf. Nothing was written.")
    require_place(path)
    built_at = datetime.now(UTC)
    with store.look() as reading:
        agenda = reading.agenda(meeting_id)
        if agenda.meeting.status == "cancelled":
            raise Refused(f"The {in_sentence(agenda.meeting)} was cancelled, so there is no pack to build.")
        version = 1 + sum(line.meeting_id == meeting_id for line in reading.exports("pack"))
        pack = gather(reading, agenda, agenda_slots(agenda), profile, by, today, built_at.astimezone(), version)
    from send_desktop.exports.panel_pdf import draw  # reportlab is slow to load, and agendas do not need it

    content = draw(pack, progress)
    with act(store, by, "Build panel pack", today) as work:
        line = work.add(
            Export(
                kind="pack",
                profile=profile,
                made_at=built_at,
                made_by=by,
                target=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                items=len(pack.items),
                meeting_id=meeting_id,
            )
        )
        place(content, path)
    return line


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
