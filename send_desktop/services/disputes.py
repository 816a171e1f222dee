"""Mediation, appeals and the authority's own change of mind: what each starts, what it ends, what it replaces.

What a dispute changed is a ``LaterDecision``, recorded in the same act that ends the dispute, so that the
dates of reg 44 or 45 run from the day of the agreement, the order or the notice to the Tribunal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Case, Dispute
from send_desktop.services.amendments import Amendment, amended
from send_desktop.services.decisions import record_later_decision
from send_desktop.services.duties import facts_for_disputes
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.disputes import (
    ABOUT_WORDS,
    APPEAL,
    MEDIATION,
    dispute_duties,
    notices,
    why_no_dispute,
)
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.working_days import WorkingDays
from send_desktop.wording import full_date

ABOUT = {
    "assess": "The refusal to assess",
    "issue": "The refusal to make a plan",
    "contents": "What the plan says",
    "placement": "The setting that the plan names",
}
"""What a dispute is about, as the forms offer it."""

MEDIATION_ENDS = {
    "agreed": "Agreed: the authority's decision changes",
    "not_agreed": "Held, and not agreed",
    "withdrawn": "The family no longer wants it",
}
APPEAL_ENDS = {
    "allowed": "Allowed: the Tribunal made an order",
    "conceded": "Conceded: the authority does not oppose it",
    "dismissed": "Dismissed",
    "withdrawn": "Withdrawn by the family",
}
ROUTE_OF = {"agreed": "mediation", "allowed": "tribunal", "conceded": "conceded"}
"""By how a dispute ended, the route of the later decision that it leads to; the others change nothing."""

KINDS = {MEDIATION: "Mediation", APPEAL: "Appeal"}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a running dispute asks of the authority, for lists: whose case, which duty, by when."""

    case_id: int
    dispute_id: int
    title: str
    about: str
    due: date
    is_overdue: bool


def disputable(case: Case) -> dict[str, str]:
    """Return what the family could dispute on the case as it stands, as the forms offer it."""
    facts = case.facts()
    return {about: words for about, words in ABOUT.items() if not why_no_dispute(facts, about)}


def running(case: Case, kind: str) -> tuple[Dispute, ...]:
    """Return the mediations, or the appeals, that have not ended."""
    return tuple(one for one in case.disputes if one.kind == kind and one.outcome is None)


def ask_mediation(case: Case, *, about: str, on: date, today: date, note: str = "") -> Amendment:
    """Record that the family told the authority that it wants mediation: it is to be held within 30 days (reg 36).

    Raises Refused where no such decision stands, or a mediation about it is running.
    """
    _check_new(case, MEDIATION, about, on, today)
    opened = Dispute(case_id=case.id, kind=MEDIATION, about=about, opened_on=on, note=note.strip())
    text = f"{case.reference}: mediation asked for on {full_date(on)}."
    return Amendment(case, "Record mediation", text, added=(opened,))


def arrange_mediation(case: Case, dispute: Dispute, *, on: date, today: date) -> Amendment:
    """Record the day for which a mediation is arranged, or on which it was held.

    Nothing is refused for being late: what is late is said. Raises Refused before the day it was asked for.
    """
    _require_running(dispute)
    if on < dispute.opened_on:
        raise Refused(f"The mediation was asked for on {full_date(dispute.opened_on)}; it is held on or after that.")
    what = "held" if on <= today else "arranged for"
    text = f"{case.reference}: mediation {what} {full_date(on)}."
    return Amendment(case, "Arrange mediation", text, replaced=((dispute, replace(dispute, held_on=on)),))


def end_dispute(
    case: Case,
    dispute: Dispute,
    *,
    outcome: str,
    on: date,
    today: date,
    told_on: date | None = None,
    note: str = "",
) -> Amendment:
    """Record how a mediation or an appeal ended; one that went the family's way leads to its later decision.

    ``on`` is the day of the agreement, of the order, or (conceded) of the notice to the Tribunal: the new
    limits run from it. Raises Refused for an outcome that the dispute cannot have or an impossible day.
    """
    _require_running(dispute)
    ends = MEDIATION_ENDS if dispute.kind == MEDIATION else APPEAL_ENDS
    if outcome not in ends:
        raise Refused("Choose how it ended.")
    if on > today:
        raise Refused("It cannot have ended after today; record it once it has happened.")
    if on < dispute.opened_on:
        raise Refused(f"It began on {full_date(dispute.opened_on)}, so it cannot have ended before; check the day.")
    after = replace(_held(dispute, outcome, on), outcome=outcome, ended_on=on, note=_joined(dispute.note, note))
    text = f"{case.reference}: {KINDS[dispute.kind].lower()} ended, {ends[outcome].split(':')[0].lower()}."
    made = Amendment(case, f"End {KINDS[dispute.kind].lower()}", text, replaced=((dispute, after),))
    return _with_later_decision(made, dispute.about, outcome, on, told_on, note, today)


def record_certificate(case: Case, dispute: Dispute, *, on: date, today: date) -> Amendment:
    """Record the day of the mediation certificate: an appeal may reach the Tribunal for a month from it (rule 20)."""
    if on > today:
        raise Refused("A certificate cannot be dated after today; record it once it has come.")
    if on < dispute.opened_on:
        raise Refused(f"The certificate cannot be from before {full_date(dispute.opened_on)}; check the day.")
    text = f"{case.reference}: mediation certificate of {full_date(on)} recorded."
    return Amendment(case, "Record certificate", text, replaced=((dispute, replace(dispute, certificate_on=on)),))


def decline_mediation(case: Case, *, about: str, on: date, certificate_on: date | None, today: date) -> Amendment:
    """Record that the family told the adviser that it wants no mediation: its certificate follows in 3 working days."""
    _check_new(case, MEDIATION, about, on, today)
    if certificate_on and not on <= certificate_on <= today:
        raise Refused("The certificate comes on or after the day the family declined, and not after today.")
    declined = Dispute(
        case_id=case.id,
        kind=MEDIATION,
        about=about,
        opened_on=on,
        outcome="withdrawn",
        ended_on=on,
        certificate_on=certificate_on,
    )
    text = f"{case.reference}: mediation declined on {full_date(on)}."
    return Amendment(case, "Record mediation", text, added=(declined,))


def register_appeal(
    case: Case, *, about: str, on: date, papers_received_on: date | None, today: date, note: str = ""
) -> Amendment:
    """Record an appeal. Its papers start the authority's 30 working days to respond (HESC Rules, rules 12 and 21)."""
    _check_new(case, APPEAL, about, on, today)
    _check_papers(on, papers_received_on, today)
    opened = Dispute(
        case_id=case.id,
        kind=APPEAL,
        about=about,
        opened_on=on,
        papers_received_on=papers_received_on,
        note=note.strip(),
    )
    text = f"{case.reference}: appeal of {full_date(on)} recorded."
    return Amendment(case, "Record appeal", text, added=(opened,))


def record_papers(case: Case, dispute: Dispute, *, on: date, today: date) -> Amendment:
    """Record the day on which the appeal papers reached the authority."""
    _require_running(dispute)
    _check_papers(dispute.opened_on, on, today)
    text = f"{case.reference}: appeal papers received on {full_date(on)}."
    after = replace(dispute, papers_received_on=on)
    return Amendment(case, "Record appeal papers", text, replaced=((dispute, after),))


def respond(case: Case, dispute: Dispute, *, on: date, today: date) -> Amendment:
    """Record the day on which the authority's response went to the Tribunal."""
    _require_running(dispute)
    if dispute.papers_received_on is None:
        raise Refused("Record first when the appeal papers were received: the time to respond runs from that day.")
    if not dispute.papers_received_on <= on <= today:
        raise Refused("The response lies between the day the papers were received and today; check the day.")
    text = f"{case.reference}: response to the appeal sent on {full_date(on)}."
    return Amendment(case, "Respond to appeal", text, replaced=((dispute, replace(dispute, responded_on=on)),))


def reverse(case: Case, *, about: str, made_on: date, told_on: date | None, reasons: str, today: date) -> Amendment:
    """Record that the authority changed its own refusal. No regulation limits what follows: 10 and 14 weeks are used.

    Raises Refused without reasons: whoever reads the case later must see why the first decision did not hold.
    """
    if about not in ("assess", "issue"):
        raise Refused("Choose which refusal is changed.")
    if not reasons.strip():
        raise Refused("Say why the refusal is changed; nothing has been saved yet.")
    return record_later_decision(
        case, about=about, route="own_motion", made_on=made_on, told_on=told_on, today=today, note=reasons
    )


def until_when(case: Case, today: date, calendar: WorkingDays) -> tuple[DutyState, ...]:
    """Return until when the family can go to mediation and appeal, decision by decision."""
    ids = ("mediation_adviser_contact", "appeal")
    states = dispute_duties(facts_for_disputes(case), case.dispute_facts(), today, calendar)
    return tuple(state for state in states if state.id in ids)


def due(disputes: Iterable[Dispute], today: date, calendar: WorkingDays) -> tuple[Due, ...]:
    """Return what running mediations and appeals ask of the authority, the first due first; for Today.

    ``disputes`` are flat records, as ``Reading.open_disputes`` returns them. What others owe is left out.
    """
    found = [state for one in disputes if one.outcome is None for state in _asked_of_us(one, today, calendar)]
    return tuple(sorted(found, key=lambda one: (one.due, one.case_id)))


def _asked_of_us(one: Dispute, today: date, calendar: WorkingDays) -> list[Due]:
    nothing = CaseFacts(request_received=one.opened_on)
    return [
        Due(one.case_id, one.id, state.title, one.about, state.due, state.state == "overdue")
        for state in dispute_duties(nothing, (one.fact(),), today, calendar)
        if state.binds == "authority" and state.state in ("due", "overdue") and state.due
    ]


def _check_new(case: Case, kind: str, about: str, on: date, today: date) -> None:
    if about not in ABOUT:
        raise Refused("Choose what it is about.")
    if problem := why_no_dispute(case.facts(), about):
        raise Refused(problem)
    if any(one.about == about for one in running(case, kind)):
        raise Refused(f"{KINDS[kind]} about {ABOUT_WORDS[about]} is running already; record how it goes on there.")
    if on > today:
        raise Refused("This cannot have happened after today; check the day.")
    told = [notice.told_on for notice in notices(facts_for_disputes(case)) if notice.about == _noticed(about)]
    if told and on < min(told):
        raise Refused(f"The family was told of the decision on {full_date(min(told))}; nothing came of it before then.")


def _noticed(about: str) -> str:
    return "contents" if about == "placement" else about


def _check_papers(opened_on: date, papers_received_on: date | None, today: date) -> None:
    if papers_received_on and not opened_on <= papers_received_on <= today:
        raise Refused("The papers come on or after the day the appeal was registered, and not after today.")


def _require_running(dispute: Dispute) -> None:
    if dispute.outcome is not None:
        raise Refused(f"It ended on {full_date(dispute.ended_on)}; correct that date if it is wrong.")


def _held(dispute: Dispute, outcome: str, on: date) -> Dispute:
    """A mediation that ended in agreement or without was held; one arranged for a later day than its end was not."""
    if dispute.kind != MEDIATION:
        return dispute
    if outcome == "withdrawn":
        return replace(dispute, held_on=None) if dispute.held_on and dispute.held_on > on else dispute
    return replace(dispute, held_on=on) if dispute.held_on is None or dispute.held_on > on else dispute


def _joined(before: str, more: str) -> str:
    return " ".join(part for part in (before, more.strip()) if part)


def _with_later_decision(
    made: Amendment, about: str, outcome: str, on: date, told_on: date | None, note: str, today: date
) -> Amendment:
    route = ROUTE_OF.get(outcome)
    if route is None:
        return made
    later = record_later_decision(
        amended(made), about=about, route=route, made_on=on, told_on=told_on, today=today, note=note
    )
    return replace(made, note=f"{made.note} {later.note}", added=later.added, caution=later.caution)
