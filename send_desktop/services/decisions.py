"""Decisions and endings: made is not told, and first decisions are never overwritten."""

from dataclasses import replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Case, LaterDecision, Note, Request
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute.stages import why_not_later
from send_desktop.wording import full_date

ASSESS_OUTCOMES = {"assess": "Agreed to assess", "refuse": "Decided not to assess"}
ISSUE_OUTCOMES = {"issue": "Agreed to issue a plan", "no_plan": "Decided not to issue a plan"}
ROUTES = {
    "mediation": "Mediation agreement",
    "tribunal": "Order of the Tribunal",
    "conceded": "Appeal conceded",
    "own_motion": "The authority changed its own decision",
}
OWN_DECISIONS = frozenset({"own_motion", "conceded"})
"""Routes by which the authority itself changed its mind, so that its reasons are needed; the others have their own."""
LATER_OUTCOMES = {
    "assess": "To assess",
    "issue": "To make a plan",
    "contents": "To amend the contents",
    "placement": "To amend the named setting",
}
"""What a later decision is about, as the form offers it."""


def decide_to_assess(
    case: Case,
    *,
    outcome: str,
    made_on: date,
    told_on: date | None,
    today: date,
    decided_by: str = "",
    reasons: str = "",
    panel_on: date | None = None,
) -> Amendment:
    """Record the decision whether to assess (s36(3)). Its limit is met on the day the family is told.

    Raises Refused when a decision is already recorded, a refusal has no reasons, or a date cannot be.
    """
    if outcome not in ASSESS_OUTCOMES:
        raise Refused("Choose whether the decision was to assess or not to assess.")
    require_lawful(case, "decide_to_assess", made_on, today)
    _check_told(made_on, told_on, today)
    _check_reasons(outcome == "refuse", reasons)
    after = replace(
        case.request,
        assess_outcome=outcome,
        assess_made_on=made_on,
        assess_told_on=told_on,
        assess_panel_on=panel_on or case.request.assess_panel_on,
        assess_decided_by=decided_by.strip(),
        assess_reasons=reasons.strip(),
    )
    return _decision(case, "Decide whether to assess", ASSESS_OUTCOMES[outcome], told_on, after)


def decide_to_issue(
    case: Case,
    *,
    outcome: str,
    made_on: date,
    told_on: date | None,
    today: date,
    decided_by: str = "",
    reasons: str = "",
    panel_on: date | None = None,
) -> Amendment:
    """Record the decision whether to issue a plan (s36(9), s37). A refusal is due in 16 weeks (reg 10(1)).

    Raises Refused as decide_to_assess does.
    """
    if outcome not in ISSUE_OUTCOMES:
        raise Refused("Choose whether the decision was to issue a plan or not.")
    caution = require_lawful(case, "decide_to_issue", made_on, today)
    _check_told(made_on, told_on, today)
    _check_reasons(outcome == "no_plan", reasons)
    after = replace(
        case.request,
        issue_outcome=outcome,
        issue_made_on=made_on,
        issue_told_on=told_on,
        issue_panel_on=panel_on or case.request.issue_panel_on,
        issue_decided_by=decided_by.strip(),
        issue_reasons=reasons.strip(),
    )
    amendment = _decision(case, "Decide whether to issue", ISSUE_OUTCOMES[outcome], told_on, after)
    return replace(amendment, caution=caution)


def tell_family(case: Case, *, told_on: date, today: date, about: str = "") -> Amendment:
    """Record the day on which the family was told of the decision that was made last and not yet told.

    ``about`` ('assess' or 'issue') says which of the two is meant, where that is known.
    """
    request = case.request
    if request.issue_outcome and request.issue_told_on is None and about != "assess":
        _check_told(request.issue_made_on, told_on, today)
        after = replace(request, issue_told_on=told_on)
    elif request.assess_outcome and request.assess_told_on is None and about != "issue":
        _check_told(request.assess_made_on, told_on, today)
        after = replace(request, assess_told_on=told_on)
    else:
        raise Refused("The family has been told of every decision on record; nothing has been changed.")
    note = f"{case.reference}: family told on {full_date(told_on)}."
    return Amendment(case, "Tell the family", note, replaced=((request, after),))


def record_later_decision(
    case: Case, *, about: str, route: str, made_on: date, told_on: date | None, today: date, note: str = ""
) -> Amendment:
    """Record what changed a first decision: mediation, order, concession or own motion (regs 42, 44, 45).

    The first decision stays as it was. Raises Refused for an unknown choice, an impossible date, or where
    nothing stands that it could change.
    """
    if about not in LATER_OUTCOMES or route not in ROUTES:
        raise Refused("Choose what the decision is about and by which route it came.")
    if problem := why_not_later(case.facts(), about):
        raise Refused(problem)
    require_lawful(case, "record_later_decision", made_on, today)
    _check_told(made_on, told_on, today)
    if route in OWN_DECISIONS and not note.strip():
        raise Refused("Say in words why the authority changes its own decision; nothing has been saved yet.")
    outcome = about if about in ("assess", "issue") else "amend"
    later = LaterDecision(
        case_id=case.id, about=about, outcome=outcome, route=route, made_on=made_on, told_on=told_on, note=note.strip()
    )
    text = f"{case.reference}: {ROUTES[route].lower()} of {full_date(made_on)} recorded."
    return Amendment(case, "Record later decision", text, added=(later,))


def withdraw(case: Case, *, on: date, reason: str, today: date) -> Amendment:
    """Record that the request was withdrawn. A reason is asked for: families must not be led to withdraw."""
    require_lawful(case, "withdraw", on, today)
    if not reason.strip():
        raise Refused("Say why the request was withdrawn and by whom; nothing has been saved yet.")
    after = replace(case.request, is_withdrawn=True, withdrawn_on=on, withdrawn_reason=reason.strip())
    return Amendment(
        case, "Withdraw", f"{case.reference} withdrawn on {full_date(on)}.", replaced=((case.request, after),)
    )


def move(case: Case, *, on: date, moved_to: str, today: date) -> Amendment:
    """Record that the child has moved out of the area, and where to if known."""
    require_lawful(case, "move", on, today)
    after = replace(case.request, closure="moved", closed_on=on, moved_to=moved_to.strip())
    return Amendment(case, "Move out of area", f"{case.reference} closed: moved.", replaced=((case.request, after),))


def close(case: Case, *, on: date, reason: str, today: date) -> Amendment:
    """Close the case for another reason, which is required.

    Raises Refused while a refusal waits for its letter: without it the family has no right of appeal.
    """
    require_lawful(case, "close", on, today)
    _check_letter(case.request)
    if not reason.strip():
        raise Refused("Say why the case is closed; nothing has been saved yet.")
    after = replace(case.request, closure="ceased", closed_on=on, closed_reason=reason.strip())
    return Amendment(case, "Close", f"{case.reference} closed.", replaced=((case.request, after),))


def reopen(case: Case, *, reason: str, today: date) -> Amendment:
    """Undo a withdrawal, move or closure: the original clock runs on, as nothing in the law stopped it.

    A refusal is not reopened but changed by a later decision. Raises Refused in that case.
    """
    require_lawful(case, "reopen", None, today)
    if not reason.strip():
        raise Refused("Say why the case is opened again; nothing has been saved yet.")
    after = replace(
        case.request,
        is_withdrawn=False,
        withdrawn_on=None,
        withdrawn_reason="",
        closure=None,
        closed_on=None,
        closed_reason="",
        moved_to="",
    )
    words = f"Opened again: {reason.strip().rstrip('.')}. {_how_it_ended(case.request)}"
    why = Note(case_id=case.id, on=today, text=words)
    text = f"{case.reference} is open again on its original clock."
    return Amendment(case, "Reopen", text, added=(why,), replaced=((case.request, after),))


def _how_it_ended(request: Request) -> str:
    """Say what opening a case again takes back, so that its chronology keeps it."""
    if request.is_withdrawn:
        what, on, why = "withdrawn", request.withdrawn_on, request.withdrawn_reason
    else:
        what = "moved out of the area" if request.closure == "moved" else "closed"
        on, why = request.closed_on, request.moved_to or request.closed_reason
    return f"It had been {what}{f' on {full_date(on)}' if on else ''}{f' ({why})' if why else ''}."


def _decision(case: Case, name: str, what: str, told_on: date | None, after: Request) -> Amendment:
    told = f"family told on {full_date(told_on)}" if told_on else "the family has still to be told"
    return Amendment(case, name, f"{case.reference}: {what.lower()}; {told}.", replaced=((case.request, after),))


def _check_letter(request: Request) -> None:
    """A refusal that was made and not told cannot be closed away: the letter gives the right of appeal (reg 5(3))."""
    untold_assess = request.assess_outcome == "refuse" and request.assess_made_on and not request.assess_told_on
    untold_issue = request.issue_outcome == "no_plan" and request.issue_made_on and not request.issue_told_on
    if untold_assess or untold_issue:
        raise Refused(
            "The family has not been told of the refusal: record the day of the letter, from which it can appeal. "
            "Nothing has been saved."
        )


def _check_told(made_on: date | None, told_on: date | None, today: date) -> None:
    if told_on is None:
        return
    if told_on > today:
        raise Refused("The family cannot have been told after today; leave the day empty until the letter has gone.")
    if made_on and told_on < made_on:
        raise Refused("The family cannot have been told before the decision was made; check both days.")


def _check_reasons(is_refusal: bool, reasons: str) -> None:
    if is_refusal and not reasons.strip():
        raise Refused("A refusal must give its reasons (s36(5), s36(9)); write them before you save.")
