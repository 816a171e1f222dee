"""Panels: meetings, the agenda of each in order of legal date, and the pack that its members read."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import ASKED
from send_desktop.progress import Progress, silent
from send_desktop.records import Agenda, AgendaItem, Case, Export, MeetingSummary, PanelMeeting
from send_desktop.services.acts import act
from send_desktop.services.panel_packs import gather
from send_desktop.services.panel_queue import ASKED_OF
from send_desktop.services.panel_queue import Candidate as Candidate
from send_desktop.services.panel_queue import candidates as candidates
from send_desktop.services.panel_rules import (
    area_id,
    asked_at,
    in_sentence,
    name_of,
    require_fillable,
    require_open,
    require_possible,
    require_room,
    require_undecided,
)
from send_desktop.store import Store, Work
from send_desktop.wording import counted

UP, DOWN = "up", "down"


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


def change_meeting(store: Store, before: PanelMeeting, after: PanelMeeting, by: str, today: date) -> Changes:
    """Save what was changed about a meeting; ``before`` is the record that was on screen.

    Raises Refused as create_meeting does, and where fewer places are left than cases stand on the agenda.
    """
    require_open(before)
    with act(store, by, "Change panel meeting", today) as work:
        require_possible(after, min(today, before.on))
        taken = len(work.agenda(before.id).items)
        if after.capacity < taken:
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
        cancelled = work.replace(meeting, replace(meeting, status="cancelled"))
        work.log("Cancel panel meeting", meeting_id=meeting.id, reason=reason.strip())
        freed = frozenset(case.id for _, case in work.agenda(meeting.id).items)
    note = f"{name_of(meeting)} cancelled; {counted(len(freed), 'case')} back in the queue."
    undo = Undo("Cancel panel meeting", note, replaced=((cancelled, meeting),))
    return replace(_changed(cancelled, note, freed), undo=undo)


# --- the agenda -----------------------------------------------------------------------------------


def fill_agenda(store: Store, meeting_id: int, by: str, today: date) -> Changes:
    """Put the cases that need this panel on its agenda in order of legal date, as far as there are places.

    A case put on after the papers closed is marked as a late paper. Raises Refused for a meeting that
    was held or cancelled, whose day has passed, or of a kind that is filled by hand.
    """
    with act(store, by, "Fill agenda", today) as work:
        agenda = work.agenda(meeting_id)
        meeting = agenda.meeting
        require_fillable(meeting, today)
        ready = [one for one in candidates(work, meeting, today) if one.is_ready]
        free = max(0, meeting.capacity - len(agenda.items))
        first = 1 + max((item.position for item, _ in agenda.items), default=0)
        chosen = ready[:free]
        added = work.add_many([_item(meeting, one, first + index, today) for index, one in enumerate(chosen)])
    note = _filled(len(chosen), free - len(chosen), len(ready) - len(chosen))
    undo = Undo("Fill agenda", note, added=tuple(added)) if added else None
    return replace(_changed(meeting, note, (one.row.id for one in chosen)), undo=undo)


def add_item(
    store: Store, meeting_id: int, case_id: int, by: str, today: date, *, asked: str = "", recommendation: str = ""
) -> Changes:
    """Put one case on an agenda by hand, last. ``asked`` defaults to what this kind of panel decides.

    Raises Refused where the meeting is closed or full, the case is closed, decided already or already
    on this or another agenda of the same kind still to come.
    """
    with act(store, by, "Add to agenda", today) as work:
        agenda, case = work.agenda(meeting_id), work.case(case_id)
        item = next_item(agenda, case, today, asked=asked)
        added = work.add(replace(item, recommendation=recommendation.strip()))
    note = f"{case.reference} is on the agenda of the {in_sentence(agenda.meeting)}."
    return replace(_changed(agenda.meeting, note, [case.id]), undo=Undo("Add to agenda", note, added=(added,)))


def add_items(store: Store, meeting_id: int, case_ids: Iterable[int], by: str, today: date) -> Changes:
    """Put several cases on an agenda by hand, after what stands on it, in the order given: all or none.

    Raises Refused as add_item does, for the first that cannot be put on.
    """
    with act(store, by, "Add to agenda", today) as work:
        agenda, ids = work.agenda(meeting_id), list(case_ids)
        cases = {case.id: case for case in work.cases(ids)}
        for case in (cases[one] for one in ids):
            agenda = with_item(agenda, next_item(agenda, case, today), case)
        added = work.add_many([item for item, _ in agenda.items if not item.id])
    note = f"{counted(len(added), 'case')} put on the agenda of the {in_sentence(agenda.meeting)}."
    return replace(_changed(agenda.meeting, note, ids), undo=Undo("Add to agenda", note, added=tuple(added)))


def next_item(agenda: Agenda, case: Case, today: date, *, asked: str = "") -> AgendaItem:
    """Return the item that would put a case last on an agenda, saving nothing. Raises Refused as add_item does."""
    meeting = agenda.meeting
    wanted = asked or ASKED_OF.get(meeting.kind) or asked_at(case)
    require_open(meeting)
    require_room(agenda, case, today)
    require_undecided(case, wanted)
    return AgendaItem(
        meeting_id=meeting.id,
        case_id=case.id,
        position=1 + max((one.position for one, _ in agenda.items), default=0),
        asked=wanted,
        is_late_paper=_is_late(meeting, today),
    )


def with_item(agenda: Agenda, item: AgendaItem, case: Case) -> Agenda:
    """Return the agenda as it stands with one more item, in memory only."""
    return replace(agenda, items=(*agenda.items, (item, case)))


def remove_item(store: Store, item: AgendaItem, reason: str, by: str, today: date) -> Changes:
    """Take a case off an agenda; it goes back to the queue. Raises Refused without a reason or once the panel met."""
    if not reason.strip():
        raise Refused("Say why the case comes off the agenda; it is still on it.")
    with act(store, by, "Take off agenda", today) as work:
        meeting = work.agenda(item.meeting_id).meeting
        require_open(meeting)
        work.remove(item, reason.strip())
    note = f"Taken off the agenda of the {in_sentence(meeting)}."
    return replace(_changed(meeting, note, [item.case_id]), undo=Undo("Take off agenda", note, removed=(item,)))


def move_item(store: Store, item: AgendaItem, direction: str, by: str, today: date) -> Changes:
    """Move a case one place 'up' or 'down' its agenda; times follow. At the end of the agenda it stays where it is."""
    with act(store, by, "Move on agenda", today) as work:
        agenda = work.agenda(item.meeting_id)
        require_open(agenda.meeting)
        order = [one for one, _ in agenda.items]
        place_now = next((index for index, one in enumerate(order) if one.id == item.id), -1)
        place_then = place_now + (-1 if direction == UP else 1)
        if place_now < 0 or not 0 <= place_then < len(order):
            return _changed(agenda.meeting, "It stands at the end of the agenda already.")
        swapped = _swap(work, item, order[place_then])
    note = f"Moved {direction}: now item {place_then + 1}."
    undo = Undo("Move on agenda", note, replaced=swapped)
    return replace(_changed(agenda.meeting, note, [item.case_id]), undo=undo)


def set_item(
    store: Store,
    item: AgendaItem,
    by: str,
    today: date,
    *,
    asked: str,
    recommendation: str,
    recommended_outcome: str | None = None,
) -> Changes:
    """Save what is asked of the panel and what the officer recommends. Raises Refused for an unknown question."""
    if asked not in ASKED:
        raise Refused(f"Choose what is asked of the panel: {', '.join(ASKED)}.")
    with act(store, by, "Change agenda item", today) as work:
        meeting = work.agenda(item.meeting_id).meeting
        require_open(meeting)
        after = replace(
            item, asked=asked, recommendation=recommendation.strip(), recommended_outcome=recommended_outcome or None
        )
        saved = work.replace(item, after)
    note = "The agenda item is saved."
    undo = Undo("Change agenda item", note, replaced=((saved, item),))
    return replace(_changed(meeting, note, [item.case_id]), undo=undo)


def agenda_times(agenda: Agenda) -> list[time]:
    """Return when each item starts: the first at the start of the meeting, each next one slot later."""
    return [starts for starts, _ in agenda_slots(agenda)]


def agenda_slots(agenda: Agenda) -> list[tuple[time, time]]:
    """Return when each item starts and ends."""
    start = datetime.combine(agenda.meeting.on, agenda.meeting.starts_at)
    slot = timedelta(minutes=agenda.meeting.slot_minutes)
    return [((start + slot * index).time(), (start + slot * (index + 1)).time()) for index in range(len(agenda.items))]


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


def _item(meeting: PanelMeeting, candidate: Candidate, position: int, today: date) -> AgendaItem:
    return AgendaItem(
        meeting_id=meeting.id,
        case_id=candidate.row.id,
        position=position,
        asked=candidate.asked,
        is_late_paper=_is_late(meeting, today),
    )


def _is_late(meeting: PanelMeeting, today: date) -> bool:
    return meeting.papers_by is not None and today > meeting.papers_by


def _swap(work: Work, item: AgendaItem, neighbour: AgendaItem) -> tuple[tuple[AgendaItem, AgendaItem], ...]:
    """Change the places of two items; return each as it now is with what it was."""
    moved = work.replace(item, replace(item, position=neighbour.position))
    pushed = work.replace(neighbour, replace(neighbour, position=item.position))
    return (moved, item), (pushed, neighbour)


def _filled(put_on: int, free: int, waiting: int) -> str:
    if not put_on and not waiting:
        return "No case needs this meeting now; the agenda stays as it is."
    if not put_on:
        return f"Every place is taken; {_waiting(waiting)}."
    left = "every place is taken" if not free else f"{free} {'place is' if free == 1 else 'places are'} free"
    more = f"; {_waiting(waiting)}" if waiting else ""
    return f"{counted(put_on, 'case')} put on the agenda; {left}{more}."


def _waiting(count: int) -> str:
    return "1 more case waits for a panel" if count == 1 else f"{count} more cases wait for a panel"


def _changed(meeting: PanelMeeting, note: str, cases: Iterable[int] = ()) -> Changes:
    return Changes(note, cases=frozenset(cases), meetings=frozenset({meeting.id}))
