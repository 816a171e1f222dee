"""Holding a meeting: open it, hear its items against the clock, close it."""

from dataclasses import replace
from datetime import date, datetime

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import VIEW_FORMS
from send_desktop.records import AgendaItem, PanelMeeting, Stored
from send_desktop.services.acts import act
from send_desktop.services.moments import clock_time, moment
from send_desktop.services.panel_rules import name_of
from send_desktop.services.rolling_over import roll_over
from send_desktop.services.sitting_rules import require_begun, require_can_open, require_in_session, require_unsigned
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.services.sitting_view import sitting as sitting
from send_desktop.services.sitting_view import sitting_view as sitting_view
from send_desktop.store import Store, Work
from send_desktop.wording import counted, listed

OPEN, CLOSE, REOPEN, HEAR = "Open the meeting", "Close the meeting", "Open the meeting again", "Hear an item"
FORMALITIES = {"refresher_given": "Legal refresher given", "previous_approved": "Previous minutes approved"}
"""What is ticked at the start of a meeting, by the field that keeps it."""

Pairs = list[tuple[Stored, Stored]]


def open_meeting(store: Store, meeting: PanelMeeting, by: str, today: date, at: datetime | None = None) -> Changes:
    """Open a meeting on its day. Raises Refused for one that is open, was held or cancelled, or is still to come."""
    require_can_open(meeting, today)
    when = at or moment(today)
    after = replace(meeting, started_at=when)
    return _meeting(store, meeting, after, OPEN, f"{name_of(meeting)} opened at {clock_time(when)}.", by, today)


def close_meeting(
    store: Store, view: SittingView, by: str, today: date, at: datetime | None = None, *, rest_not_reached: bool = False
) -> Changes:
    """Close a meeting: it was held. What nobody reached goes to the next meetings where ``rest_not_reached`` says so.

    Raises Refused while items have no recommendation and are not said to be not reached.
    """
    meeting, left, when = view.meeting, view.open_items, at or moment(today)
    require_in_session(meeting)
    if left and not rest_not_reached:
        raise Refused(f"Nothing is recorded yet of {_items(left)}: record it, or close them as not reached.")
    with act(store, by, CLOSE, today) as work:
        rolled = [roll_over(work, view, one, by, when) for one in left]
        stopped = _stop_running(work, view, when)
        closed = work.replace(meeting, replace(meeting, ended_at=when, status="held"))
    note = f"{name_of(meeting)} closed at {clock_time(when)}.{_not_reached(len(rolled))}"
    undo = Undo(
        CLOSE,
        note,
        added=tuple(record for one in rolled for record in one.added),
        replaced=(*stopped, (closed, meeting)),
    )
    meetings = frozenset({meeting.id}).union(*(one.meetings for one in rolled))
    return Changes(note, cases=frozenset(one.case.id for one in view.items), meetings=meetings, undo=undo)


def reopen_meeting(store: Store, meeting: PanelMeeting, by: str, today: date) -> Changes:
    """Open again a meeting that was closed too soon. Raises Refused where it is open, or its minutes are signed."""
    require_begun(meeting)
    if meeting.ended_at is None:
        raise Refused("The meeting is open.")
    status = "circulated" if meeting.circulated_at else "planned"
    after = replace(meeting, ended_at=None, status=status)
    return _meeting(store, meeting, after, REOPEN, f"{name_of(meeting)} is open again.", by, today)


def set_formality(store: Store, meeting: PanelMeeting, name: str, is_done: bool, by: str, today: date) -> Changes:
    """Tick or untick one of ``FORMALITIES``. Raises Refused before the meeting is opened, or once it is signed."""
    require_begun(meeting)
    after = replace(meeting, **{name: is_done})  # type: ignore[arg-type]  # both fields are ticks
    words = FORMALITIES[name] if is_done else f"{FORMALITIES[name]}: taken back"
    return _meeting(store, meeting, after, FORMALITIES[name], f"{words}.", by, today)


def start_item(
    store: Store, view: SittingView, one: SittingItem, by: str, today: date, at: datetime | None = None
) -> Changes:
    """Begin to hear an item, or go on with it: what it has taken is counted on. Another that is being heard stops.

    Raises Refused unless the meeting is in session, or where the item is being heard already.
    """
    require_in_session(view.meeting)
    if one.is_running:
        raise Refused("This item is being heard already.")
    when = at or moment(today)
    with act(store, by, HEAR, today) as work:
        replaced = _stop_running(work, view, when)
        # Heard before, it starts as much earlier as it has taken, so that its minutes are true when it ends.
        taken = one.item.ended_at - one.item.started_at if one.item.started_at and one.item.ended_at else None
        after = replace(one.item, started_at=when - taken if taken else when, ended_at=None)
        replaced.append((work.replace(one.item, after), one.item))
    return _heard(view, one, f"Item {one.line.number} is being heard.", replaced)


def stop_item(
    store: Store, view: SittingView, one: SittingItem, by: str, today: date, at: datetime | None = None
) -> Changes:
    """Stop hearing an item. Raises Refused where it is not being heard."""
    require_in_session(view.meeting)
    if not one.is_running:
        raise Refused("This item is not being heard.")
    with act(store, by, HEAR, today) as work:
        replaced = _stop_running(work, view, at or moment(today))
    return _heard(view, one, f"Item {one.line.number} stopped.", replaced)


def table_views(
    store: Store,
    view: SittingView,
    one: SittingItem,
    by: str,
    today: date,
    *,
    presenter: str = "",
    setting_present: str = "",
    family_view_form: str = "",
    family_view_note: str = "",
    child_view_form: str = "",
    child_view_note: str = "",
) -> Changes:
    """Record who presents the item and came from the setting, and how the family's and the child's views are there.

    Raises Refused for an unknown form, for views said to be absent without why, or once the minutes are signed.
    """
    require_unsigned(view.meeting)
    for form, note in ((family_view_form, family_view_note), (child_view_form, child_view_note)):
        if form not in VIEW_FORMS:
            raise Refused("Choose how the views are before the panel.")
        if form == "none" and not note.strip():
            raise Refused("Say why there are no views; nothing was saved.")
    after = replace(
        one.item,
        presenter=presenter.strip(),
        setting_present=setting_present.strip(),
        family_view_form=family_view_form,
        family_view_note=family_view_note.strip(),
        child_view_form=child_view_form,
        child_view_note=child_view_note.strip(),
    )
    with act(store, by, "Views before the panel", today) as work:
        saved = work.replace(one.item, after)
    return _heard(view, one, f"Item {one.line.number}: views before the panel recorded.", [(saved, one.item)])


# --- saving -------------------------------------------------------------------------------------------


def _stop_running(work: Work, view: SittingView, when: datetime) -> Pairs:
    running = [one.item for one in view.items if one.is_running]
    return [(_ended(work, item, when), item) for item in running]


def _ended(work: Work, item: AgendaItem, when: datetime) -> AgendaItem:
    return work.replace(item, replace(item, ended_at=max(when, item.started_at or when)))


def _meeting(
    store: Store, before: PanelMeeting, after: PanelMeeting, name: str, note: str, by: str, today: date
) -> Changes:
    with act(store, by, name, today) as work:
        saved = work.replace(before, after)
    return Changes(note, meetings=frozenset({before.id}), undo=Undo(name, note, replaced=((saved, before),)))


def _heard(view: SittingView, one: SittingItem, note: str, replaced: Pairs) -> Changes:
    undo = Undo(HEAR, note, replaced=tuple(replaced))
    return Changes(note, cases=frozenset({one.case.id}), meetings=frozenset({view.meeting.id}), undo=undo)


def _items(left: tuple[SittingItem, ...]) -> str:
    numbers = [str(one.line.number) for one in left]
    return f"item {numbers[0]}" if len(numbers) == 1 else f"items {listed(numbers)}"


def _not_reached(count: int) -> str:
    return f" {counted(count, 'item')} not reached." if count else ""
