"""What somebody has to do after a panel: raised, done, and how each stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.panel_types import ACTION_KINDS
from send_desktop.records import AgendaItem, Case, Contact, PanelAction, PanelMeeting
from send_desktop.services.amendments import Amendment
from send_desktop.services.sitting_rules import require_begun
from send_desktop.wording import day_month, days

ADD, DONE = "Add a panel action", "Panel action done"
KINDS = ACTION_KINDS


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands: the code of a state, for its shape and colour, and a word."""

    code: str | None
    word: str


def add(
    case: Case,
    *,
    what: str,
    owner: str,
    today: date,
    kind: str = "action",
    due_on: date | None = None,
    meeting: PanelMeeting | None = None,
    item: AgendaItem | None = None,
) -> Amendment:
    """Raise an action. Raises Refused without words or an owner, for a day behind us, or once the minutes are signed.

    An action of a meeting stands in its minutes; what is raised after they were signed hangs from the case alone.
    """
    if meeting is not None:
        require_begun(meeting)
    if kind not in KINDS:
        raise Refused("Choose what kind of action it is.")
    if not what.strip():
        raise Refused("Say what has to be done; nothing was saved.")
    if not owner.strip():
        raise Refused("Name who does it; an action without an owner is nobody's.")
    if due_on and due_on < today:
        raise Refused("The day by which it is done is behind us; choose today or a later one.")
    made = PanelAction(
        case_id=case.id,
        kind=kind,
        what=what.strip(),
        owner=owner.strip(),
        raised_on=meeting.on if meeting else today,
        due_on=due_on,
        meeting_id=meeting.id if meeting else None,
        item_id=item.id if item else None,
    )
    by_when = f" by {day_month(due_on, today)}" if due_on else ""
    return Amendment(case, ADD, f"{case.reference}: {made.owner} has an action{by_when}.", added=(made,))


def done(case: Case, action: PanelAction, *, on: date, by: str, today: date, note: str = "") -> Amendment:
    """Record that an action was done: by whom and when. A call to the family is logged as a contact with it.

    Raises Refused for one that is done already, without a name, or for a day that cannot be.
    """
    if action.done_on is not None:
        raise Refused(f"This was done on {day_month(action.done_on, today)} already.")
    if not by.strip():
        raise Refused("Say who did it.")
    if not action.raised_on <= on <= today:
        raise Refused(f"It was raised on {day_month(action.raised_on, today)}; it was done then or later, up to today.")
    after = replace(action, done_on=on, done_by=by.strip(), note=note.strip())
    called = (_call(case, after, on),) if action.kind == "feedback_call" else ()
    logged = " The call stands among the contacts." if called else ""
    words = f"{case.reference}: done by {by.strip()}.{logged}"
    return Amendment(case, DONE, words, added=called, replaced=((action, after),))


def _call(case: Case, action: PanelAction, on: date) -> Contact:
    said = action.note or "The family was called about the refusal."
    return Contact(case_id=case.id, on=on, kind="call", party="family", direction="to_them", with_whom="", summary=said)


def standing(action: PanelAction, today: date) -> Standing:
    """Return how an action stands on a day, in a word and by the state whose shape and colour it carries."""
    if action.done_on:
        return Standing("on_track", f"Done {day_month(action.done_on, today)}")
    if action.due_on is None:
        return Standing(None, "No day set")
    left = (action.due_on - today).days
    if left < 0:
        return Standing("breached", f"{days(-left)} overdue")
    return Standing("at_risk", "Due today") if left == 0 else Standing(None, f"Due {day_month(action.due_on, today)}")


def in_order(actions: Iterable[PanelAction]) -> tuple[PanelAction, ...]:
    """Return actions as they are worked through: open ones first, by their day, those without one last."""
    return tuple(sorted(actions, key=lambda one: (one.done_on is not None, one.due_on or date.max, one.id)))


def open_actions(case: Case) -> tuple[PanelAction, ...]:
    """Return what is still to be done on a case, the first due first."""
    return in_order(one for one in case.actions if one.done_on is None)


def what_of(action: PanelAction) -> str:
    """Return what an action is about; what is information, and not a task, says so."""
    return f"Information needed: {action.what}" if action.kind == "information" else action.what


def words(action: PanelAction, today: date) -> str:
    """Return an action in one sentence: 'Telephone feedback: call the family; P. Maplenoodle, by 27 Nov.'"""
    by_when = f", by {day_month(action.due_on, today)}" if action.due_on else ""
    return f"{KINDS[action.kind]}: {action.what.rstrip('.')}; {action.owner}{by_when}."
