"""The acts that move a case on, as a table: what each is called, when it is lawful, and its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from send_desktop.records import Case
from send_desktop.services import chasing
from send_desktop.services.adviser_requests import undecided, untold
from send_desktop.services.cases import CaseView
from send_desktop.services.letter_kinds import kinds
from send_desktop.statute.stages import why_not
from ui.dialogs import (
    advice,
    adviser_requests,
    agenda,
    contacts,
    decisions,
    delay_reasons,
    disputes,
    documents,
    endings,
    family,
    letters,
    notes,
    panel_actions,
    panel_decision,
    plans,
    provision,
)
from ui.dialogs.case_form import OnCase
from ui.dialogs.form import FormSpec


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act. ``lawful`` is its name in ``statute.stages``; empty where the law has no say."""

    id: str
    title: str
    icon: str
    group: str
    form: Callable[[OnCase], FormSpec]
    lawful: str = ""
    fits: Callable[[Case], bool] = lambda case: True
    fits_on: Callable[[Case, date], bool] | None = None
    """For an act that hangs on the day as well: whether a limit has passed by then."""

    def is_offered(self, case: Case, today: date | None = None) -> bool:
        """Say whether the act can be done on the case as it stands, on a day where that matters."""
        return not self.problem(case, today)

    def problem(self, case: Case, today: date | None = None) -> str:
        """Return why the act cannot be done on the case as it stands; empty where it can."""
        is_out = self.fits_on is not None and today is not None and not self.fits_on(case, today)
        if is_out or not self.fits(case):
            return f"There is nothing here for “{self.title}” as the case stands."
        return (why_not(case.facts(), self.lawful) or "") if self.lawful else ""


def awaits_letter(case: Case) -> bool:
    """Say whether a decision is made of which the family has still to be told."""
    request = case.request
    if request.issue_outcome:
        return request.issue_told_on is None
    return bool(request.assess_outcome) and request.assess_told_on is None


def awaits_advice(case: Case) -> bool:
    """Say whether advice is outstanding on a case that is open: on any other nobody waits for it."""
    return case.derived.status == "open" and any(item.received_on is None for item in case.advice)


def awaits_reply(case: Case) -> bool:
    """Say whether a setting has still to reply."""
    return any(item.replied_on is None for item in case.consultations)


def has_advice_in(case: Case) -> bool:
    """Say whether anything has come that could be sent back."""
    return any(item.received_on or item.incomplete_on for item in case.advice)


def awaits_anything(case: Case) -> bool:
    """Say whether somebody can be chased on the case: a service for its advice, or a setting for its reply."""
    return bool(chasing.to_chase(case))


def has_draft(case: Case) -> bool:
    """Say whether a draft was served about which the family can have said something."""
    return any(plan.kind == "draft" for plan in case.plans)


def has_document(case: Case) -> bool:
    """Say whether a file is kept with the case."""
    return bool(case.documents)


LETTERS = "Letters"
"""The group of the acts that make a letter: one for each, called ``letter:<code>``, on the button Letter."""

ACTS: tuple[CaseAct, ...] = (
    CaseAct("assess", "Decision to assess", "decision", "Pathway", decisions.assess_form, "decide_to_assess"),
    CaseAct("tell", "Family told", "mail", "Pathway", decisions.tell_form, "", awaits_letter),
    CaseAct("ask", "Ask for advice", "send", "Pathway", advice.ask_form, "request_advice"),
    CaseAct("received", "Advice received", "advice", "Pathway", advice.received_form, "record_advice", awaits_advice),
    CaseAct("issue", "Decision to issue", "decision", "Pathway", decisions.issue_form, "decide_to_issue"),
    CaseAct("draft", "Draft served", "document", "Pathway", plans.draft_form, "serve_draft"),
    CaseAct("representations", "Representations", "note", "Pathway", plans.representations_form, "", has_draft),
    CaseAct("consult", "Consult a setting", "setting", "Pathway", plans.consult_form, "consult"),
    CaseAct("reply", "Reply of a setting", "setting", "Pathway", plans.reply_form, "", awaits_reply),
    CaseAct("final", "Final plan sent", "send", "Pathway", plans.final_form, "send_final"),
    CaseAct("later", "Later decision", "law", "Pathway", decisions.later_form, "record_later_decision"),
    CaseAct("contact", "Log contact", "phone", "Record", contacts.contact_form),
    CaseAct("kept", "Promise kept", "decision", "Record", contacts.kept_form, "", contacts.has_promise),
    CaseAct("moved_promise", "Move a promise", "clock", "Record", contacts.moved_form, "", contacts.has_promise),
    CaseAct("note", "Add note", "note", "Record", notes.note_form),
    CaseAct("promise", "Promised or booked", "clock", "Record", advice.promise_form, "", awaits_advice),
    CaseAct("chase", "Chase", "mail", "Record", advice.chase_form, "", awaits_anything),
    CaseAct("chase_setting", "Chase a setting", "mail", "Record", advice.chase_setting_form, "", awaits_reply),
    CaseAct("agenda", "Put on an agenda", "panels", "Record", agenda.agenda_form, "", agenda.may_go_to_panel),
    CaseAct(
        "outside",
        "Decide outside the panel",
        "decision",
        "Record",
        panel_decision.outside_on_case,
        "",
        panel_decision.may_decide_outside,
    ),
    CaseAct(
        "ratify",
        "Ratified by a panel",
        "panels",
        "Record",
        panel_decision.ratify_form,
        "",
        panel_decision.has_unratified,
    ),
    CaseAct("existing", "Use existing advice", "document", "Record", advice.existing_form, "record_advice"),
    CaseAct("return_advice", "Send advice back", "undo", "Record", advice.return_form, "record_advice", has_advice_in),
    CaseAct("adviser", "Family asks for an adviser", "people", "Record", adviser_requests.record_form, "record_advice"),
    CaseAct(
        "decide_adviser",
        "Decide request for an adviser",
        "decision",
        "Record",
        adviser_requests.decide_form,
        "",
        lambda case: bool(undecided(case)),
    ),
    CaseAct(
        "tell_adviser",
        "Family told about an adviser",
        "mail",
        "Record",
        adviser_requests.tell_form,
        "",
        lambda case: bool(untold(case)),
    ),
    CaseAct("document", "Add a document", "upload", "Record", documents.add_form),
    CaseAct("rename_document", "Rename a document", "edit", "Record", documents.rename_form, "", has_document),
    CaseAct("remove_document", "Remove a document", "delete", "Record", documents.remove_form, "", has_document),
    CaseAct("panel_action", "Action after a panel", "panels", "Record", panel_actions.add_form),
    CaseAct(
        "action_done",
        "Action done",
        "decision",
        "Record",
        panel_actions.done_form,
        "",
        panel_actions.has_open_action,
    ),
    CaseAct("views", "Views for the panel", "panels", "Record", notes.views_form),
    CaseAct("preference", "Family's preference", "setting", "Record", plans.preference_form),
    CaseAct("provision", "Provision and cost", "building", "Record", provision.provision_form),
    CaseAct("child", "Child's details", "edit", "Record", family.child_form),
    CaseAct("carer", "Parent or carer", "people", "Record", family.carer_form),
    CaseAct("correct", "Correct a date", "calendar", "Record", notes.correct_form),
    CaseAct("officer", "Officer", "person", "Record", notes.officer_form),
    CaseAct(
        "mediation", "Mediation asked for", "people", "Disputes", disputes.mediation_form, "", disputes.can_dispute
    ),
    CaseAct("declined", "Mediation declined", "leave", "Disputes", disputes.declined_form, "", disputes.can_dispute),
    CaseAct(
        "mediation_day",
        "Mediation arranged or held",
        "calendar",
        "Disputes",
        disputes.arranged_form,
        "",
        disputes.in_mediation,
    ),
    CaseAct(
        "mediation_end",
        "Mediation ended",
        "decision",
        "Disputes",
        disputes.mediation_end_form,
        "",
        disputes.in_mediation,
    ),
    CaseAct(
        "certificate",
        "Mediation certificate",
        "document",
        "Disputes",
        disputes.certificate_form,
        "",
        disputes.awaits_certificate,
    ),
    CaseAct("appeal", "Appeal registered", "law", "Disputes", disputes.appeal_form, "", disputes.can_dispute),
    CaseAct(
        "appeal_papers",
        "Appeal papers received",
        "document",
        "Disputes",
        disputes.papers_form,
        "",
        disputes.awaits_papers,
    ),
    CaseAct(
        "appeal_response",
        "Response to the appeal",
        "send",
        "Disputes",
        disputes.response_form,
        "",
        disputes.awaits_response,
    ),
    CaseAct(
        "appeal_end", "Outcome of the appeal", "decision", "Disputes", disputes.appeal_end_form, "", disputes.in_appeal
    ),
    CaseAct("reverse", "Change a refusal", "reopen", "Disputes", disputes.reverse_form, "", disputes.refusal_stands),
    CaseAct("exception", "Exception", "exception", "End", endings.exception_form, "record_exception"),
    CaseAct(
        "told_exception",
        "Family told of an exception",
        "mail",
        "Record",
        endings.told_exception_form,
        "",
        endings.has_untold_exception,
    ),
    CaseAct(
        "delay_reason",
        "Reason for the delay",
        "clock",
        "Record",
        delay_reasons.give_form,
        fits_on=delay_reasons.has_passed_limit,
    ),
    CaseAct(
        "remove_delay_reason",
        "Remove a reason for delay",
        "delete",
        "Record",
        delay_reasons.remove_form,
        "",
        delay_reasons.has_reason,
    ),
    CaseAct("withdraw", "Request withdrawn", "leave", "End", endings.withdraw_form, "withdraw"),
    CaseAct("move", "Moved out of the area", "move", "End", endings.move_form, "move"),
    CaseAct("close", "Close the case", "close", "End", endings.close_form, "close"),
    CaseAct("reopen", "Open the case again", "reopen", "End", endings.reopen_form, "reopen"),
    *(
        CaseAct(
            f"letter:{one.code}", one.title, "mail", LETTERS, partial(letters.letter_form, one.code), "", one.is_offered
        )
        for one in kinds()
    ),
    CaseAct("letter_sent", "Letter sent", "send", "Record", letters.sent_form, "", letters.awaits_sending),
)


AFTER_THE_END = {
    "refused": ("later",),
    "no_plan": ("later",),
    "withdrawn": ("reopen",),
    "moved": ("reopen",),
    "ceased": ("reopen",),
}
"""What most likely comes next of a case that has ended; after a plan nothing is expected, though an order may come."""


def act(act_id: str) -> CaseAct:
    """Return one act of the table. Raises KeyError for an unknown id."""
    for one in ACTS:
        if one.id == act_id:
            return one
    raise KeyError(act_id)


def offered(case: Case, today: date | None = None) -> list[CaseAct]:
    """Return the acts that can be done on the case as it stands, in the table's order."""
    facts = case.facts()  # once for all of them: the case page asks each time that it opens
    found = [one for one in ACTS if one.fits(case) and not (one.lawful and why_not(facts, one.lawful))]
    return [one for one in found if today is None or one.fits_on is None or one.fits_on(case, today)]


def likeliest(view: CaseView) -> CaseAct:
    """Return the act that is most likely next: the one with the accent."""
    ids = {one.id for one in offered(view.case, view.today)}
    return act(next((one for one in _likely(view) if one in ids), "contact"))


def _likely(view: CaseView) -> tuple[str, ...]:
    case = view.case
    if awaits_letter(case):
        return ("tell",)
    by_stage = {
        "request": ("assess",),
        "advice": ("received", "ask") if case.advice else ("ask",),
        "decision_to_issue": ("issue",),
        "draft": ("draft",),
        "consultation": ("reply", "final") if case.consultations else ("consult",),
        "final": ("final",),
        None: AFTER_THE_END.get(case.derived.status, ()),
    }
    return by_stage[view.stage]
