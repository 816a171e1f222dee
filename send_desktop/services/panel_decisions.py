"""What the authority decides, by a named officer: on a panel's recommendation, or outside the panel.

A recommendation moves nothing; the decision moves the case, and its limit is met only on the day the family is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256

from send_desktop.changes import Changes
from send_desktop.errors import Refused, Stale
from send_desktop.exports.panel_pack.pack import PackItem
from send_desktop.panel_types import OUTCOMES, Outcome, outcome_title
from send_desktop.records import Agenda, AgendaItem, Case, Decision, PanelMeeting, PanelSeries, Recommendation
from send_desktop.risk import RiskContext
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import Amendment, adopt_all, preview
from send_desktop.services.decisions import decide_to_assess, decide_to_issue
from send_desktop.services.moments import at_time
from send_desktop.services.panel_follow_up import feedback_call
from send_desktop.services.panel_packs import gather
from send_desktop.services.panel_rules import asked_at, in_sentence
from send_desktop.services.quiet_record import Pair, content_of, shown, shown_outside
from send_desktop.services.sitting_rules import require_begun_or_signed
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.services.standard_wordings import wordings
from send_desktop.statute.limits import limits
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, full_date

DECIDE, DECIDE_OUTSIDE, RATIFY = "Decide", "Decide outside the panel", "Ratify a decision"
TOLD_LATER = "Its limit is met on the day the family is told; until then the case stays due."
_ASSESS, _ISSUE = frozenset({"assess", "refuse"}), frozenset({"issue", "no_plan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What an officer decides, as the form gives it. An empty wording or basis is the outcome's own."""

    outcome: str
    decided_by: str
    decided_at: datetime
    wording: str = ""
    basis: str = ""
    reasons: str = ""
    conditions: str = ""
    differs_because: str = ""
    delegation: str = ""
    why_not_wait: str = ""
    """Outside the panel only: why it could not wait."""
    consulted: str = ""
    """Outside the panel only: who was consulted, and when."""
    words: tuple[Pair, ...] = field(default=(), compare=False)
    """The form's own labels and values, for the quiet record."""

    @property
    def made_on(self) -> date:
        """The day of the decision, as the computer's clock has it."""
        return self.decided_at.astimezone().date()


@dataclass(frozen=True, slots=True)
class CaseOutside:
    """A case that may be decided outside the panel, with what its form offers."""

    case: Case
    front: PackItem
    """The facts of its front sheet, as a panel would have had them."""
    context: RiskContext
    officers: tuple[str, ...]
    delegations: tuple[str, ...]
    """The references to the scheme of delegation that the panels' series give."""
    wordings: dict[str, str]


# --- on a recommendation ------------------------------------------------------------------------------


def decide(view: SittingView, one: SittingItem, said: Decided) -> Amendment:
    """Return the decision on a panel's recommendation, to be previewed and adopted; the case moves with it.

    Raises Refused where the panel has recommended nothing, something needed is missing, the outcome is no
    decision, the officer differs without saying why, or a first decision stands already.
    """
    recommendation = one.recommendation
    require_begun_or_signed(view.meeting)
    if recommendation is None:
        raise Refused(
            "The panel has recommended nothing on this item yet; record that first, or decide outside the panel."
        )
    if one.decision is not None:
        raise Refused(f"{one.decision.decided_by} decided on this on {full_date(one.decision.made_on)} already.")
    _check(said, view.today)
    if said.made_on < recommendation.made_at.astimezone().date():
        raise Refused("The decision cannot be older than the recommendation that it rests on; check the day.")
    if said.outcome != recommendation.outcome and not said.differs_because.strip():
        panel = outcome_title(recommendation.outcome)
        raise Refused(f"The panel recommended “{panel}”; say why the decision differs.")
    made = _decision(
        one.case,
        said,
        view.wordings,
        meeting_id=view.meeting.id,
        item_id=one.item.id,
        recommendation_id=recommendation.id,
        notify_by=notify_by(one.case, said.outcome, view.outcome_by),
    )
    amendment = _moved(one.case, said, DECIDE, view.today, view.meeting.on)
    effect = _effect(amendment, view.context, view.today)
    kept = content_of(
        shown(view, one, at=said.decided_at, by=said.decided_by, words=(*said.words, ("On the clock", effect)))
    )
    return _with(amendment, made, effect, kept)


def agreeing(one: SittingItem, decided_by: str, at: datetime, delegation: str = "") -> Decided:
    """Return the decision that agrees with what the panel recommended on an item, its reasons taken over."""
    recommendation = one.recommendation
    assert recommendation is not None
    return Decided(
        outcome=recommendation.outcome,
        decided_by=decided_by,
        decided_at=at,
        wording=recommendation.wording,
        basis=recommendation.basis,
        reasons=reasons_of(recommendation),
        conditions=recommendation.conditions,
        delegation=delegation,
    )


def reasons_of(recommendation: Recommendation) -> str:
    """Return the parts of a recommendation's reasons in words, each under its name."""
    parts = (
        ("Evidence relied on", recommendation.evidence),
        ("Criteria", recommendation.criteria),
        ("Alternatives considered", recommendation.alternatives),
        ("How the family's view was addressed", recommendation.family_view),
    )
    return "\n".join(f"{name}: {words}" for name, words in parts if words)


def to_agree(view: SittingView) -> tuple[SittingItem, ...]:
    """Return the items whose recommendation waits for a decision, in order: the chair's list."""
    return tuple(
        one
        for one in view.items
        if one.recommendation and one.decision is None and OUTCOMES[one.recommendation.outcome].is_decision
    )


def decide_several(
    store: Store, view: SittingView, items: Sequence[SittingItem], decided_by: str, at: datetime, by: str
) -> Changes:
    """Decide several items at once, each as the panel recommended: all or none.

    Raises Refused, naming the first item that cannot be decided so; Stale where one was decided meanwhile.
    """
    if not items:
        raise Refused("Tick the recommendations with which the officer agrees.")
    amendments = []
    for one in items:
        try:
            amendments.append(decide(view, one, agreeing(one, decided_by, at, view.delegation)))
        except Refused as problem:
            raise Refused(f"Item {one.line.number}, {one.case.reference}: {problem} Nothing was decided.") from None
    note = f"{decided_by} decided {counted(len(items), 'case')} as the panel recommended; the families are to be told."
    return adopt_decisions(store, amendments, note, by, view.today)


def adopt_decisions(store: Store, amendments: Sequence[Amendment], note: str, by: str, today: date) -> Changes:
    """Save decisions as one audited act. Raises Stale where somebody decided on the same recommendation first."""
    wanted = {one.recommendation_id for each in amendments for one in _decisions(each) if one.recommendation_id}
    with store.look() as reading:
        taken = [one for one in reading.every(Decision) if one.recommendation_id in wanted]
    if taken:
        raise Stale(f"{taken[0].decided_by} has just decided on this; nothing of yours was saved. Read again.")
    name = amendments[0].name
    changes = adopt_all(store, amendments, name, note, by, today)
    meetings = {one.meeting_id for each in amendments for one in _decisions(each) if one.meeting_id}
    return replace(changes, meetings=frozenset(meetings))


def if_decided(view: SittingView, one: SittingItem, outcome: str) -> str:
    """Say what deciding an outcome today would do to the clock; empty for what moves nothing, or cannot be."""
    if not OUTCOMES[outcome].moves:
        return ""
    said = Decided(outcome=outcome, decided_by=view.meeting.chair, decided_at=_noon(view.today), reasons="…")
    try:
        amendment = _moved(one.case, said, DECIDE, view.today, view.meeting.on)
    except Refused as problem:
        return f"It could not be decided so now: {problem}"
    return f"Decided so today: {preview(amendment, view.context, view.today).text}"


# --- outside the panel --------------------------------------------------------------------------------


def case_outside(reading: Reading, case_id: int, today: date) -> CaseOutside:
    """Return a case with what its decision outside the panel is made from, inside a reading."""
    case = reading.case(case_id)
    return CaseOutside(
        case=case,
        front=_front(reading, case, today),
        context=risk_context(reading),
        officers=tuple(one.name for one in reading.directory().officers if one.is_active),
        delegations=tuple(dict.fromkeys(one.delegation for one in reading.every(PanelSeries) if one.delegation)),
        wordings=wordings(reading),
    )


def decide_out_of_panel(outside: CaseOutside, said: Decided, today: date) -> Amendment:
    """Return the decision on a case that could not wait for a panel; a panel ratifies it later.

    Raises Refused without why it could not wait, who was consulted, the delegated power or the reasons, and as
    ``decide`` does.
    """
    _check(said, today)
    for words, what in (
        (said.why_not_wait, "Say why it could not wait for a meeting."),
        (said.consulted, "Say who was consulted, and when."),
        (said.delegation, "Give the power in the scheme of delegation under which the officer decides."),
        (said.reasons, "Give the reasons for the decision."),
    ):
        if not words.strip():
            raise Refused(what)
    made = _decision(
        outside.case,
        said,
        outside.wordings,
        is_out_of_panel=True,
        why_not_wait=said.why_not_wait.strip(),
        consulted=said.consulted.strip(),
        notify_by=notify_by(outside.case, said.outcome, None),
    )
    amendment = _moved(outside.case, said, DECIDE_OUTSIDE, today, None)
    effect = _effect(amendment, outside.context, today)
    told = (*said.words, ("On the clock", effect))
    kept = content_of(shown_outside(outside.front, said.decided_at, said.decided_by, told))
    return _with(amendment, made, effect, kept)


def unratified(case: Case) -> list[Decision]:
    """Return the decisions on a case that were taken outside the panel and that no panel has ratified yet."""
    return [one for one in case.decisions if one.is_out_of_panel and one.ratified_on is None]


def ratify(case: Case, decision: Decision, on: date, today: date, meeting: PanelMeeting | None = None) -> Amendment:
    """Return the record that a panel ratified a decision taken outside it, at a meeting of the program or another.

    Raises Refused for a decision of a panel, one ratified already, or a day that cannot be.
    """
    if not decision.is_out_of_panel:
        raise Refused("This was decided on a panel's recommendation, so there is nothing to ratify.")
    if decision.ratified_on is not None:
        raise Refused(f"It was ratified on {full_date(decision.ratified_on)} already.")
    if not decision.made_on <= on <= today:
        raise Refused("It is ratified after it was made, and not later than today; check the day.")
    after = replace(decision, ratified_on=on, ratified_meeting_id=meeting.id if meeting else None)
    where = f" by the {in_sentence(meeting)}" if meeting else f" on {full_date(on)}"
    note = f"{case.reference}: the decision of {full_date(decision.made_on)} was ratified{where}."
    return Amendment(case, RATIFY, note, replaced=((decision, after),))


# --- for both -----------------------------------------------------------------------------------------


def notify_by(case: Case, outcome: str, outcome_by: date | None) -> date | None:
    """Return the last day on which the family is to be told: the law's, or what the series promises, if sooner."""
    legal = limits(case.facts())
    moves = OUTCOMES[outcome].moves
    by_law = {"assess": legal.assess_decision, "refuse": legal.assess_decision, "no_plan": legal.no_plan_decision}
    return min((on for on in (by_law.get(moves), outcome_by) if on), default=None)


def _check(said: Decided, today: date) -> None:
    outcome = OUTCOMES.get(said.outcome)
    if outcome is None:
        raise Refused("Choose what was decided.")
    if not outcome.is_decision:
        raise Refused(f"“{outcome.title}” is settled by the meeting and is no decision of the authority.")
    if not said.decided_by.strip():
        raise Refused("Name the officer who decides; the decision is theirs.")
    if said.made_on > today:
        raise Refused("The decision cannot be dated after today; record it once it is made.")
    if outcome.needs_reasons and not said.reasons.strip():
        raise Refused(f"“{outcome.title}” needs its reasons; write them before you save.")


def _decision(case: Case, said: Decided, wordings: dict[str, str], **given: object) -> Decision:
    outcome = OUTCOMES[said.outcome]
    made = Decision(
        case_id=case.id,
        outcome=said.outcome,
        decided_by=said.decided_by.strip(),
        decided_at=said.decided_at.astimezone(UTC),
        made_on=said.made_on,
        wording=said.wording.strip() or wordings.get(said.outcome, outcome.wording),
        basis=said.basis.strip() or outcome.basis,
        reasons=said.reasons.strip(),
        conditions=said.conditions.strip(),
        differs_because=said.differs_because.strip(),
        delegation=said.delegation.strip(),
        letter=outcome.letter,
    )
    return replace(made, **given)  # type: ignore[arg-type]  # names of its own fields


def _moved(case: Case, said: Decided, name: str, today: date, panel_on: date | None) -> Amendment:
    """Return what the decision does to the case itself: the first decision, where its outcome makes one."""
    outcome = OUTCOMES[said.outcome]
    note = f"{case.reference}: {said.decided_by.strip()} decided: {_in_sentence(outcome)}."
    if not outcome.moves:
        return Amendment(case, name, note)
    _require_first(case, outcome)
    record = decide_to_assess if outcome.moves in _ASSESS else decide_to_issue
    moved = record(
        case,
        outcome=outcome.moves,
        made_on=said.made_on,
        told_on=None,
        today=today,
        decided_by=said.decided_by,
        reasons=said.reasons,
        panel_on=panel_on,
    )
    return replace(moved, name=name, note=f"{note} The family has still to be told.")


def _require_first(case: Case, outcome: Outcome) -> None:
    """A first decision is never overwritten: what changes it is a later decision."""
    request, is_assess = case.request, outcome.moves in _ASSESS
    stands = request.assess_outcome if is_assess else request.issue_outcome
    if stands is None:
        return
    made_on = request.assess_made_on if is_assess else request.issue_made_on
    told_on = request.assess_told_on if is_assess else request.issue_told_on
    what = "Whether to assess" if is_assess else "Whether to issue a plan"
    when = f" on {full_date(made_on or told_on)}" if made_on or told_on else ""
    way_on = (
        "what changes it is recorded on the case as a later decision"
        if told_on
        else "the family has not been told of it yet, so correct it on the case"
    )
    raise Refused(f"{what} was decided{when} already; {way_on}.")


def _effect(amendment: Amendment, context: RiskContext, today: date) -> str:
    said = preview(amendment, context, today).text
    return f"{said} {TOLD_LATER}" if amendment.replaced else said


def _with(amendment: Amendment, made: Decision, effect: str, kept: bytes) -> Amendment:
    whole = replace(made, effect=effect, shown_sha256=sha256(kept).hexdigest())
    added = (*amendment.added, whole, *feedback_call(amendment.case, whole))
    return replace(amendment, added=added, contents=(*amendment.contents, kept))


def _decisions(amendment: Amendment) -> list[Decision]:
    return [one for one in amendment.added if isinstance(one, Decision)]


def _front(reading: Reading, case: Case, today: date) -> PackItem:
    """Return the front sheet that a panel meeting today would have of a case."""
    noon = at_time(today, datetime.min.time())
    asked = asked_at(case)
    meeting = PanelMeeting(kind="emergency", on=today, starts_at=datetime.min.time())
    item = AgendaItem(meeting_id=0, case_id=case.id, position=1, asked=asked)
    agenda = Agenda(meeting=meeting, area="", items=((item, case),))
    slot = (meeting.starts_at, meeting.starts_at)
    return gather(reading, agenda, [slot], "named", "", today, noon, 0).items[0]


def _noon(on: date) -> datetime:
    return at_time(on, datetime.min.time().replace(hour=12))


def _in_sentence(outcome: Outcome) -> str:
    return f"{outcome.title[:1].lower()}{outcome.title[1:]}"
