"""What a panel advises on one item: recorded with its reasons, and moving nothing. Only a decision moves a case."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, Stale
from send_desktop.panel_types import COST_CONSIDERED, OUTCOMES, Outcome
from send_desktop.records import Decision, MemberView, PanelAction, Paper, Recommendation, Stored
from send_desktop.services.acts import act
from send_desktop.services.moments import moment
from send_desktop.services.panel_decisions import if_decided
from send_desktop.services.quiet_record import Pair, content_of, shown
from send_desktop.services.quorum import WENT_ON
from send_desktop.services.rolling_over import Deferral, deferral, next_place, place_later, roll_over, where_words
from send_desktop.services.sitting_rules import require_begun
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.store import Store, Work
from send_desktop.wording import full_date

RECOMMEND, CORRECT = "Record a recommendation", "Correct a recommendation"
BEHIND = "Recommending moves nothing: the case stays due until the authority has decided and told the family."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be done or found out: what, by whom and by when."""

    what: str
    who: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """A member's view that differs, with the role that it comes from."""

    who: str
    role: str
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the panel says on one item, as the form gives it. An empty wording or basis is the outcome's own."""

    outcome: str
    wording: str = ""
    basis: str = ""
    evidence: str = ""
    criteria: str = ""
    alternatives: str = ""
    family_view: str = ""
    cost_considered: str = ""
    conditions: str = ""
    deferred_to: date | None = None
    deferred_for: str = ""
    without_quorum: str = ""
    """Why the panel goes on although its quorum is not met; needed then."""
    information: tuple[Wanted, ...] = ()
    actions: tuple[Wanted, ...] = ()
    views: tuple[Differing, ...] = ()
    words: tuple[Pair, ...] = field(default=(), compare=False)
    """The form's own labels and values, for the quiet record."""


@dataclass(slots=True)
class _Written:
    """What one act wrote, for its undo."""

    added: list[Stored] = field(default_factory=list)
    replaced: list[tuple[Stored, Stored]] = field(default_factory=list)
    removed: list[Stored] = field(default_factory=list)
    meetings: set[int] = field(default_factory=set)


def recommend(
    store: Store, view: SittingView, one: SittingItem, said: Said, by: str, today: date, at: datetime | None = None
) -> Changes:
    """Record what the panel advises on an item, or correct it; the item is heard when it is recorded.

    In one act: the recommendation with the quorum as it stood and everything that was on the screen, differing
    views, information still needed and actions. Deferred, the case goes on the meeting of that day where it has a
    place; not reached, on the next one. Raises Refused where something needed is missing, the outcome is not among
    those of this panel, or the authority has decided already; Stale where somebody recorded one first.
    """
    require_possible(view, one, said)
    when, name = at or moment(today), CORRECT if one.recommendation else RECOMMEND
    written = _Written(meetings={view.meeting.id})
    with act(store, by, name, today) as work:
        _require_first(work, view, one)
        _end(work, one, when, written)
        _take_back_place(work, one, written)
        _write(work, view, one, said, by, when, written)
    title = OUTCOMES[said.outcome].title
    note = f"{one.case.reference}: {title[:1].lower()}{title[1:]}, recorded at item {one.line.number}."
    undo = Undo(
        name, note, added=tuple(written.added), replaced=tuple(written.replaced), removed=tuple(written.removed)
    )
    return Changes(note, cases=frozenset({one.case.id}), meetings=frozenset(written.meetings), undo=undo)


def require_possible(view: SittingView, one: SittingItem, said: Said) -> None:
    """Refuse a recommendation that cannot be, or that lacks what its outcome needs."""
    require_begun(view.meeting)
    if one.decision is not None:
        raise Refused(
            "The authority has decided on this recommendation, so it stays as it was; what changes the decision is "
            "recorded on the case as a later decision."
        )
    outcome = next((each for each in view.outcomes(one) if each.code == said.outcome), None)
    if outcome is None:
        raise Refused("Choose what the panel recommends; this panel's series does not allow what was chosen.")
    _require_reasons(outcome, said)
    if said.cost_considered not in COST_CONSIDERED:
        raise Refused("Choose whether cost was considered, and when.")
    if not one.quorum.is_met and outcome.answers and not said.without_quorum.strip():
        raise Refused(f"{one.quorum.words} Say why the panel goes on without its quorum, or defer the item.")
    for wanted in said.information:
        _require_wanted(wanted, "information is needed", "from whom it is needed")
    for wanted in said.actions:
        _require_wanted(wanted, "has to be done", "who does it")
    if any(not (each.view and (each.who or each.role)) for each in said.views):
        raise Refused("A differing view needs its words and whose it is: a name or a role.")


def _require_reasons(outcome: Outcome, said: Said) -> None:
    if outcome.needs_reasons and not (said.evidence.strip() and said.criteria.strip()):
        raise Refused(f"“{outcome.title}” needs its reasons: the evidence relied on, and the criteria met or not met.")
    if outcome.code == "refer" and not said.conditions.strip():
        raise Refused("Name in the conditions the panel to which it is referred.")
    if outcome.code == "withdrawn" and not (said.conditions.strip() or said.evidence.strip()):
        raise Refused("Say in the conditions why the item was withdrawn and by whom.")
    if outcome.code == "defer" and not (said.deferred_for.strip() and said.deferred_to):
        raise Refused("A deferral names what it waits for, and until when.")


def _require_wanted(wanted: Wanted, what: str, who: str) -> None:
    if not wanted.what.strip():
        raise Refused(f"Say what {what}.")
    if not wanted.who.strip():
        raise Refused(f"Say {who}: “{wanted.what}”.")


def effect(view: SittingView, one: SittingItem, said: Said) -> str:
    """Say what a recommendation does, before it is saved: where the case goes, or what deciding so would do."""
    outcome = OUTCOMES.get(said.outcome)
    if outcome is None:
        return "Choose what the panel recommends."
    if said.outcome == "defer":
        return _deferred(view, one, said.deferred_to)
    if said.outcome == "not_reached":
        found = next_place(view.later, one, view.today)
        return f"{one.minutes} minutes lost. {where_words(found.meeting if found else None)}"
    if not outcome.is_decision:
        return "Nothing follows for the clock: the case stays due."
    decided = if_decided(view, one, said.outcome)
    return f"{BEHIND} {decided}".strip()


def deferral_of(view: SittingView, one: SittingItem, to: date | None) -> Deferral | None:
    """Return what deferring to a day does, None without one. Raises Refused for a day not after the meeting."""
    if to is None:
        return None
    if to <= view.meeting.on:
        raise Refused(f"A deferral is to a day after this meeting of {full_date(view.meeting.on)}.")
    return deferral(view, one, to)


def _deferred(view: SittingView, one: SittingItem, to: date | None) -> str:
    found = deferral_of(view, one, to)
    if found is None or to is None:
        due = one.case.derived.next_due
        title = one.front.legal_title or "The next legal date"
        return f"{title} is due by {full_date(due)}. Give the day to defer to." if due else "Give the day to defer to."
    place = next_place(view.later, one, to)
    warning = "This deferral passes a statutory date. " if found.is_breach else ""
    return f"{warning}{found.words} {where_words(place.meeting if place else None)}"


# --- writing ------------------------------------------------------------------------------------------


def _require_first(work: Work, view: SittingView, one: SittingItem) -> None:
    stored = next((each for each in work.every(Recommendation, view.meeting.id) if each.item_id == one.item.id), None)
    known = one.recommendation
    if (stored and stored.version) != (known and known.version):
        raise Stale("Somebody recorded a recommendation on this item first; nothing of yours was saved. Read again.")
    if any(each.item_id == one.item.id for each in work.every(Decision, view.meeting.id)):
        raise Stale("The authority has just decided on this item; nothing was saved. Read again.")


def _end(work: Work, one: SittingItem, when: datetime, written: _Written) -> None:
    if one.is_running:
        ended = work.replace(one.item, replace(one.item, ended_at=max(when, one.item.started_at or when)))
        written.replaced.append((ended, one.item))


def _take_back_place(work: Work, one: SittingItem, written: _Written) -> None:
    """Take the case off the agenda to which an earlier recommendation on this item had sent it."""
    if one.recommendation is None:
        return
    for place in work.case(one.case.id).agenda:
        if place.item.rolled_from_id == one.item.id and place.meeting.started_at is None:
            papers = [paper for paper in work.every(Paper, place.meeting.id) if paper.item_id == place.item.id]
            for gone in (*papers, place.item):
                work.remove(gone, "The recommendation that sent it there was corrected")
                written.removed.append(gone)
            written.meetings.add(place.meeting.id)


def _write(
    work: Work, view: SittingView, one: SittingItem, said: Said, by: str, when: datetime, written: _Written
) -> None:
    if said.outcome == "not_reached" and one.recommendation is None:
        rolled = roll_over(work, view, one, by, when, _quorum_words(one, said))
        written.added.extend(rolled.added)
        written.meetings |= rolled.meetings
        return
    made = _recommendation(work, view, one, said, by, when)
    if one.recommendation is None:
        written.added.append(work.add(made))
    else:
        after = replace(made, id=one.recommendation.id, version=one.recommendation.version)
        written.replaced.append((work.replace(one.recommendation, after), one.recommendation))
    _write_beside(work, view, one, said, written)
    if said.outcome in ("defer", "not_reached"):
        added, meetings, _ = place_later(work, view, one, said.deferred_to or view.today)
        written.added.extend(added)
        written.meetings |= meetings
    _ratify(work, view, one, said, written)


def _recommendation(
    work: Work, view: SittingView, one: SittingItem, said: Said, by: str, when: datetime
) -> Recommendation:
    outcome = OUTCOMES[said.outcome]
    words = effect(view, one, said)
    kept = content_of(shown(view, one, at=when, by=by, words=(*said.words, ("On the clock", words))))
    return Recommendation(
        case_id=one.case.id,
        meeting_id=view.meeting.id,
        item_id=one.item.id,
        outcome=said.outcome,
        made_at=when,
        chair=view.meeting.chair,
        wording=said.wording.strip() or view.wordings.get(said.outcome, outcome.wording),
        basis=said.basis.strip() or outcome.basis,
        evidence=said.evidence.strip(),
        criteria=said.criteria.strip(),
        alternatives=said.alternatives.strip(),
        family_view=said.family_view.strip(),
        cost_considered=said.cost_considered,
        conditions=said.conditions.strip(),
        deferred_to=said.deferred_to if said.outcome == "defer" else None,
        deferred_for=said.deferred_for.strip() if said.outcome == "defer" else "",
        quorum=_quorum_words(one, said),
        effect=words,
        shown_sha256=work.keep_content(kept),
    )


def _quorum_words(one: SittingItem, said: Said) -> str:
    because = said.without_quorum.strip()
    return f"{one.quorum.words}{WENT_ON}{because}" if because and not one.quorum.is_met else one.quorum.words


def _write_beside(work: Work, view: SittingView, one: SittingItem, said: Said, written: _Written) -> None:
    """Add the views and actions that are new, and take away those that a correction has left out."""
    wanted = _views(view, one, said) + _actions(view, one, said)
    before: list[Stored] = [*one.views, *(each for each in one.actions if each.kind != "feedback_call")]
    kept = {_bare(each) for each in wanted}
    for old in before:
        if _bare(old) not in kept and not (isinstance(old, PanelAction) and old.done_on):
            work.remove(old, "Left out when the recommendation was corrected")
            written.removed.append(old)
    known = {_bare(each) for each in before}
    written.added.extend(work.add(each) for each in wanted if _bare(each) not in known)


def _bare(one: Stored) -> tuple[object, ...]:
    if isinstance(one, MemberView):
        return ("view", one.who, one.role, one.view)
    assert isinstance(one, PanelAction)
    return (one.kind, one.what, one.owner, one.due_on)


def _views(view: SittingView, one: SittingItem, said: Said) -> list[Stored]:
    return [
        MemberView(
            case_id=one.case.id,
            meeting_id=view.meeting.id,
            item_id=one.item.id,
            role=each.role.strip(),
            who=each.who.strip(),
            view=each.view.strip(),
        )
        for each in said.views
    ]


def _actions(view: SittingView, one: SittingItem, said: Said) -> list[Stored]:
    kinds = [("information", each) for each in said.information] + [("action", each) for each in said.actions]
    return [
        PanelAction(
            case_id=one.case.id,
            kind=kind,
            what=each.what.strip(),
            owner=each.who.strip(),
            due_on=each.by,
            raised_on=view.meeting.on,
            meeting_id=view.meeting.id,
            item_id=one.item.id,
        )
        for kind, each in kinds
    ]


def _ratify(work: Work, view: SittingView, one: SittingItem, said: Said, written: _Written) -> None:
    """Mark the decisions taken outside the panel as ratified at this meeting, or take back that they were.

    A decision made after the meeting was not before it, so it is left to a later one.
    """
    meeting, is_ratified = view.meeting, said.outcome == "ratify"
    for decision in work.case(one.case.id).decisions:
        waits = decision.is_out_of_panel and decision.ratified_on is None and decision.made_on <= meeting.on
        ours = one.recommendation is not None and decision.ratified_meeting_id == meeting.id
        if is_ratified and waits:
            after = replace(decision, ratified_on=meeting.on, ratified_meeting_id=meeting.id)
        elif ours and not is_ratified:
            after = replace(decision, ratified_on=None, ratified_meeting_id=None)
        else:
            continue
        written.replaced.append((work.replace(decision, after), decision))
