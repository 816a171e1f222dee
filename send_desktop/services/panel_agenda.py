"""The agenda of a meeting: filled from the queue or by hand, put in order, and what stands beside each case."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import ASKED, VIEW_FORMS
from send_desktop.records import Agenda, AgendaItem, Case, PanelMeeting, Paper, Recommendation
from send_desktop.services.acts import act
from send_desktop.services.panel_queue import candidates
from send_desktop.services.panel_rules import (
    MOST_MINUTES,
    Allowed,
    asked_on,
    in_sentence,
    papers_closed,
    require_fillable,
    require_let_on,
    require_open,
    require_room,
    require_undecided,
)
from send_desktop.services.paper_rules import require_not_out
from send_desktop.store import Store, Work
from send_desktop.wording import counted

UP, DOWN = "up", "down"


# --- putting on -----------------------------------------------------------------------------------


def fill_agenda(
    store: Store, meeting_id: int, by: str, today: date, *, allowed: Allowed | None = None, at: time | None = None
) -> Changes:
    """Put the cases that need this panel on its agenda in order of legal date, as far as there are places.

    A case put on after the papers closed is a late paper, and somebody has to have allowed it: ``at`` is the time
    of day, that of the computer unless given. Raises Refused for a meeting that was held or cancelled, whose day
    has passed, of a kind that is filled by hand, or whose papers have closed with nobody named.
    """
    with act(store, by, "Fill agenda", today) as work:
        agenda = work.agenda(meeting_id)
        meeting = agenda.meeting
        require_fillable(meeting, today)
        ready = [one for one in candidates(work, meeting, today) if one.is_ready]
        free = max(0, meeting.capacity - len(agenda.items))
        chosen = ready[:free]
        late = bool(chosen) and papers_closed(meeting, today, at)
        if late:
            require_let_on(meeting, allowed, is_late=True)
        first = _last(agenda) + 1
        new = [
            AgendaItem(meeting_id=meeting.id, case_id=one.row.id, position=first + index, asked=one.asked)
            for index, one in enumerate(chosen)
        ]
        added = work.add_many([_let_on(one, allowed, is_late=late) for one in new])
    note = _filled(len(chosen), free - len(chosen), len(ready) - len(chosen))
    undo = Undo("Fill agenda", note, added=tuple(added)) if added else None
    return replace(_changed(meeting, note, (one.row.id for one in chosen)), undo=undo)


def add_item(
    store: Store,
    meeting_id: int,
    case_id: int,
    by: str,
    today: date,
    *,
    asked: str = "",
    recommendation: str = "",
    allowed: Allowed | None = None,
    at: time | None = None,
) -> Changes:
    """Put one case on an agenda by hand, last. ``asked`` defaults to what this kind of panel decides.

    Raises Refused where the meeting is closed, the case is closed, decided already or already on this or another
    agenda of the same kind still to come; and where the papers have closed or every place is taken, unless
    ``allowed`` says who lets the case on and why.
    """
    with act(store, by, "Add to agenda", today) as work:
        agenda, case = work.agenda(meeting_id), work.case(case_id)
        item = next_item(agenda, case, today, asked=asked, allowed=allowed, at=at)
        added = work.add(replace(item, recommendation=recommendation.strip()))
    over = _over(with_item(agenda, added, case))
    note = f"{case.reference} is on the agenda of the {in_sentence(agenda.meeting)}.{over}"
    return replace(_changed(agenda.meeting, note, [case.id]), undo=Undo("Add to agenda", note, added=(added,)))


def add_items(
    store: Store,
    meeting_id: int,
    case_ids: Iterable[int],
    by: str,
    today: date,
    *,
    allowed: Allowed | None = None,
    at: time | None = None,
) -> Changes:
    """Put several cases on an agenda by hand, after what stands on it, in the order given: all or none.

    Raises Refused as add_item does, for the first that cannot be put on.
    """
    with act(store, by, "Add to agenda", today) as work:
        agenda, ids = work.agenda(meeting_id), list(case_ids)
        cases = {case.id: case for case in work.cases(ids)}
        for case in (cases[one] for one in ids):
            agenda = with_item(agenda, next_item(agenda, case, today, allowed=allowed, at=at), case)
        added = work.add_many([item for item, _ in agenda.items if not item.id])
    note = f"{counted(len(added), 'case')} put on the agenda of the {in_sentence(agenda.meeting)}."
    return replace(_changed(agenda.meeting, note, ids), undo=Undo("Add to agenda", note, added=tuple(added)))


def next_item(
    agenda: Agenda,
    case: Case,
    today: date,
    *,
    asked: str = "",
    allowed: Allowed | None = None,
    at: time | None = None,
) -> AgendaItem:
    """Return the item that would put a case last on an agenda, saving nothing. Raises Refused as add_item does."""
    meeting = agenda.meeting
    wanted = asked or asked_on(meeting.kind, case)
    require_open(meeting)
    require_room(agenda, case, today)
    require_undecided(case, wanted)
    late, over = papers_closed(meeting, today, at), len(agenda.items) >= meeting.capacity
    if late or over:
        require_let_on(meeting, allowed, is_late=late)
    item = AgendaItem(meeting_id=meeting.id, case_id=case.id, position=_last(agenda) + 1, asked=wanted)
    return _let_on(item, allowed, is_late=late, is_over=over)


def _let_on(item: AgendaItem, allowed: Allowed | None, *, is_late: bool, is_over: bool = False) -> AgendaItem:
    if not (is_late or is_over) or allowed is None:
        return item
    return replace(
        item, is_late_paper=is_late, late_allowed_by=allowed.by.strip(), late_reason=" ".join(allowed.reason.split())
    )


def with_item(agenda: Agenda, item: AgendaItem, case: Case) -> Agenda:
    """Return the agenda as it stands with one more item, in memory only."""
    return replace(agenda, items=(*agenda.items, (item, case)))


def remove_item(store: Store, item: AgendaItem, reason: str, by: str, today: date) -> Changes:
    """Take a case off an agenda, with its papers there; it goes back to the queue.

    Raises Refused without a reason, once the panel met or has recommended something, or once its papers went out:
    what the members hold stays on record, and the meeting says that the case was withdrawn.
    """
    if not reason.strip():
        raise Refused("Say why the case comes off the agenda; it is still on it.")
    with act(store, by, "Take off agenda", today) as work:
        meeting = work.agenda(item.meeting_id).meeting
        require_open(meeting)
        papers = [one for one in work.every(Paper, meeting.id) if one.item_id == item.id]
        _require_removable(work, item, papers)
        for one in (*papers, item):
            work.remove(one, reason.strip())
    beside = f", with {counted(len(papers), 'paper')}" if papers else ""
    note = f"Taken off the agenda of the {in_sentence(meeting)}{beside}."
    undo = Undo("Take off agenda", note, removed=(*papers, item))
    return replace(_changed(meeting, note, [item.case_id]), undo=undo)


def _require_removable(work: Work, item: AgendaItem, papers: Sequence[Paper]) -> None:
    instead = "record at the meeting that it was withdrawn, deferred or referred"
    if any(one.item_id == item.id for one in work.every(Recommendation, item.meeting_id)):
        raise Refused("The panel has recorded something on this case, so it stays on the agenda; correct that instead.")
    try:
        for one in papers:
            require_not_out(work, one)
    except Refused:
        raise Refused(f"Its papers went out to the members, so it stays on the agenda; {instead}.") from None


# --- the order ------------------------------------------------------------------------------------


def move_item(store: Store, item: AgendaItem, direction: str, by: str, today: date) -> Changes:
    """Move a case one place 'up' or 'down' its agenda; times follow. At the end of the agenda it stays where it is."""
    with store.look() as reading:
        order = [one.id for one, _ in reading.agenda(item.meeting_id).items]
    here = order.index(item.id) if item.id in order else -1
    then = here + (-1 if direction == UP else 1)
    if here < 0 or not 0 <= then < len(order):
        return Changes("It stands at the end of the agenda already.", meetings=frozenset({item.meeting_id}))
    return place_item(store, item, then, by, today)


def place_item(store: Store, item: AgendaItem, place: int, by: str, today: date) -> Changes:
    """Put a case at another place of its agenda, counted from 0; those between move by one, and the times follow.

    Raises Refused once the panel met, or where the case has been taken off the agenda meanwhile.
    """
    with act(store, by, "Move on agenda", today) as work:
        agenda = work.agenda(item.meeting_id)
        require_open(agenda.meeting)
        order = [one for one, _ in agenda.items]
        moved = next((one for one in order if one.id == item.id), None)
        if moved is None:
            raise Refused("The case is not on this agenda any more; nothing was moved.")
        here = order.index(moved)
        place = max(0, min(place, len(order) - 1))
        order.insert(place, order.pop(here))
        replaced = _renumber(work, order)
    note = f"Moved {'up' if place < here else 'down'}: now item {place + 1}."
    if not replaced:
        return _changed(agenda.meeting, "It stands there already.")
    return replace(_changed(agenda.meeting, note, [item.case_id]), undo=Undo("Move on agenda", note, replaced=replaced))


def _renumber(work: Work, order: Sequence[AgendaItem]) -> tuple[tuple[AgendaItem, AgendaItem], ...]:
    """Give the items the positions that they now stand at; return each as it now is with what it was."""
    positions = sorted(one.position for one in order)
    if len(set(positions)) < len(positions):
        positions = list(range(1, len(order) + 1))
    return tuple(
        (work.replace(one, replace(one, position=at)), one)
        for one, at in zip(order, positions, strict=True)
        if one.position != at
    )


# --- what stands beside a case --------------------------------------------------------------------


def set_item(
    store: Store,
    item: AgendaItem,
    by: str,
    today: date,
    *,
    asked: str,
    recommendation: str,
    recommended_outcome: str | None = None,
    beside: AgendaItem | None = None,
) -> Changes:
    """Save what is asked of the panel and what the officer recommends.

    ``beside`` carries the presenter, the minutes, who comes from the setting and how the views of the family and the
    child are tabled; without it they stay. Raises Refused for an unknown question, minutes that cannot be, and a
    view that is not before the panel without why.
    """
    if asked not in ASKED:
        raise Refused(f"Choose what is asked of the panel: {', '.join(ASKED)}.")
    after = replace(
        beside or item,
        asked=asked,
        recommendation=recommendation.strip(),
        recommended_outcome=recommended_outcome or None,
    )
    _require_whole(after)
    with act(store, by, "Change agenda item", today) as work:
        meeting = work.agenda(item.meeting_id).meeting
        require_open(meeting)
        saved = work.replace(item, after)
    note = "The agenda item is saved."
    undo = Undo("Change agenda item", note, replaced=((saved, item),))
    return replace(_changed(meeting, note, [item.case_id]), undo=undo)


def _require_whole(item: AgendaItem) -> None:
    if item.minutes is not None and not 1 <= item.minutes <= MOST_MINUTES:
        raise Refused(f"A case takes between 1 and {MOST_MINUTES} minutes; {item.minutes} was given.")
    for whose, form, note in (
        ("family", item.family_view_form, item.family_view_note),
        ("child", item.child_view_form, item.child_view_note),
    ):
        if form not in VIEW_FORMS:
            raise Refused(f"Choose how the views of the {whose} are before the panel.")
        if form == "none" and not note.strip():
            raise Refused(f"Say why the views of the {whose} are not before the panel; nothing was saved.")


# --- times ----------------------------------------------------------------------------------------


def agenda_times(agenda: Agenda) -> list[time]:
    """Return when each item starts: the first at the start of the meeting, each next one as the one before ends."""
    return [starts for starts, _ in agenda_slots(agenda)]


def agenda_slots(agenda: Agenda) -> list[tuple[time, time]]:
    """Return when each item starts and ends, by the slot of the meeting or the item's own minutes."""
    at = datetime.combine(agenda.meeting.on, agenda.meeting.starts_at)
    slots = []
    for item, _ in agenda.items:
        ends = at + timedelta(minutes=minutes_of(item, agenda.meeting))
        slots.append((at.time(), ends.time()))
        at = ends
    return slots


def minutes_of(item: AgendaItem, meeting: PanelMeeting) -> int:
    """Return how long an item is given."""
    return item.minutes or meeting.slot_minutes


def over_by(agenda: Agenda) -> tuple[int, int]:
    """Return by how many cases, and by how many minutes, an agenda is longer than its meeting; 0 for what fits."""
    meeting = agenda.meeting
    minutes = sum(minutes_of(item, meeting) for item, _ in agenda.items)
    whole = meeting.capacity * meeting.slot_minutes
    return max(0, len(agenda.items) - meeting.capacity), max(0, minutes - whole)


def over_words(cases: int, minutes: int) -> str:
    """Return 'over by 2 cases and 30 minutes'; empty where it fits."""
    parts = ([counted(cases, "case")] if cases else []) + ([counted(minutes, "minute")] if minutes else [])
    return f"over by {' and '.join(parts)}" if parts else ""


# --- wording --------------------------------------------------------------------------------------


def _over(agenda: Agenda) -> str:
    words = over_words(*over_by(agenda))
    return f" The meeting is {words}." if words else ""


def _last(agenda: Agenda) -> int:
    return max((item.position for item, _ in agenda.items), default=0)


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
