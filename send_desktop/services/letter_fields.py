"""What a letter is filled in with: the fields of ``fields.json`` from a case, for one recipient on one day.

Every date is counted by ``statute``: no template counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.options import Options
from send_desktop.records import FAMILY_RECIPIENTS, Case, Directory
from send_desktop.risk import RiskContext
from send_desktop.services.letter_kinds import OUTCOME_LETTERS, LetterKind, fields, newest_told_by
from send_desktop.services.people import ROLES
from send_desktop.statute.limits import advice_due, limits
from send_desktop.statute.service import deemed_service
from send_desktop.statute.timetable import timetable
from send_desktop.statute.windows import least_representations_end, reply_end
from send_desktop.wording import listed, plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One whom a letter goes to, where, and what must be known before it does."""

    key: str
    """Tells one recipient of a letter from another: 'family:12', 'board', 'service:4'."""
    recipient: str
    """As ``Letter.recipient`` has it."""
    name: str
    address: str
    email: str = ""
    by_email: bool = False
    about_id: int | None = None
    subject: str = ""
    """The service or the setting that the letter is about, where it is about one."""
    dangers: tuple[str, ...] = ()
    """Why nothing should go there unless somebody has checked, in sentences."""

    @property
    def is_family(self) -> bool:
        """Say whether it is the parent or the young person, and not an office."""
        return self.recipient in FAMILY_RECIPIENTS

    @property
    def place(self) -> str:
        """Where it goes: the email address or the postal one; what is kept with the letter."""
        return self.email if self.by_email else self.address


@dataclass(frozen=True, slots=True)
class LetterCase:
    """What fills a letter besides its recipient."""

    case: Case
    directory: Directory
    context: RiskContext
    on: date
    by: str

    @property
    def options(self) -> Options:
        """The team's options."""
        return self.context.options


def letter_fields(kind: LetterKind, whole: LetterCase, to: Recipient) -> dict[str, str]:
    """Return every field's text, empty where there is nothing to say."""
    values = dict.fromkeys(fields(), "")
    values |= {name: str(getattr(whole.options, one.option)) for name, one in fields().items() if one.option}
    values["authority.address"] = _lines(values["authority.address"])
    for part in (_addressee, _child_and_case, _officer, _decision, _draft_and_advice, _notices, _update):
        values |= part(kind, whole, to)
    values["letter.date"], values["letter.title"] = plain_date(whole.on), kind.title
    return values


def served_on(whole: LetterCase, to: Recipient) -> date:
    """Return the day on which the letter counts as served if it goes on its date, by first class post or email."""
    return deemed_service(whole.on, "email" if to.by_email else "first_class", whole.context.calendar)


def answer_by(whole: LetterCase, to: Recipient) -> date:
    """Return the last of the family's 15 days on a draft, which begin with the day it is served (reg 13(1)(a))."""
    return least_representations_end(served_on(whole, to))


def _addressee(_: LetterKind, __: LetterCase, to: Recipient) -> dict[str, str]:
    return {
        "addressee.name": to.name,
        "addressee.address": "By email" if to.by_email else _lines(to.address),
        "addressee.greeting": to.name if to.is_family else "colleague",
        "addressee.is_family": "yes" if to.is_family else "",
        "addressee.is_parent": "yes" if to.recipient == "family" else "",
        "addressee.is_board": "yes" if to.recipient == "board" else "",
        "addressee.is_setting": "yes" if to.recipient == "setting" else "",
    }


def _child_and_case(_: LetterKind, whole: LetterCase, to: Recipient) -> dict[str, str]:
    case, person = whole.case, whole.case.person
    is_young = to.recipient == "young_person"
    found = limits(case.facts())
    proposed = next((one.setting for one in case.provision if one.kind == "proposed" and one.setting), "")
    return {
        "child.name": f"{person.forename} {person.surname}",
        "child.forename": person.forename,
        "child.who": "you" if is_young else person.forename,
        "child.whose": "your" if is_young else f"{person.forename}’s",
        "child.date_of_birth": _day(person.date_of_birth),
        "child.setting": case.setting,
        "case.reference": case.reference,
        "case.received_on": plain_date(case.clock_start_on),
        "case.decide_by": plain_date(found.assess_decision),
        "case.refuse_by": plain_date(found.no_plan_decision),
        "case.final_by": plain_date(found.final_plan),
        "plan.setting": proposed or case.setting,
    }


def _officer(_: LetterKind, whole: LetterCase, __: Recipient) -> dict[str, str]:
    name = whole.case.officer or whole.by
    found = next((one for one in whole.directory.officers if one.name == name), None)
    telephone = whole.options.authority_telephone
    email = (found.email if found else "") or whole.options.authority_email
    return {
        "officer.name": name,
        "officer.role": ROLES[found.role] if found else "",
        "officer.reach": ", ".join(filter(None, (email, telephone))),
    }


def _decision(kind: LetterKind, whole: LetterCase, _: Recipient) -> dict[str, str]:
    request = whole.case.request
    if kind.code in OUTCOME_LETTERS:
        return _outcome(kind, whole.case)
    if kind.about not in ("assess", "issue"):
        return {}
    later = [one for one in whole.case.later_decisions if one.about == kind.about]
    is_changed = bool(later) and later[-1].outcome == kind.about
    made_on = later[-1].made_on if is_changed else getattr(request, f"{kind.about}_made_on")
    return {"decision.made_on": _day(made_on), "decision.reasons": getattr(request, f"{kind.about}_reasons")}


def _outcome(kind: LetterKind, case: Case) -> dict[str, str]:
    """What was decided after a panel: the newest decision that this letter tells of."""
    found = newest_told_by(case, kind.code)
    if found is None:
        return {}
    return {
        "decision.made_on": _day(found.made_on),
        "decision.wording": found.wording,
        "decision.conditions": found.conditions,
        "decision.reasons": found.reasons,
    }


def _draft_and_advice(kind: LetterKind, whole: LetterCase, to: Recipient) -> dict[str, str]:
    view = whole.case.request.family_view
    found = {"family.views": view or "The family has not sent written views yet. What they send will follow."}
    if kind.about == "advice":
        asked = next((one.requested_on for one in whole.case.advice if one.id == to.about_id), None)
        found |= {"advice.service": to.subject, "advice.due_by": plain_date(advice_due(asked or whole.on))}
    if kind.about == "consultation":
        sent = next((one.sent_on for one in whole.case.consultations if one.id == to.about_id), None)
        found |= {"consultation.setting": to.subject}
        found |= {"consultation.reply_by": plain_date(reply_end(sent or whole.on))}
    if kind.about == "draft":
        found["draft.served_on"] = plain_date(served_on(whole, to))
        found["draft.answer_by"] = plain_date(answer_by(whole, to))
    return found


def _notices(_: LetterKind, whole: LetterCase, to: Recipient) -> dict[str, str]:
    duties = timetable({"decision_notice_sent": whole.on}, whole.context.calendar)
    due = {one.id: one.due for one in duties}
    who = "you" if to.recipient == "young_person" else "your child"
    return {
        "notices.right_to_give_views": "You have the right to tell us your views, orally or in writing, and to send "
        "us evidence, before we decide (section 36(7) of the Children and Families Act 2014).",
        "notices.appeal_right": "You have the right to appeal against this decision to the First-tier Tribunal "
        "(Special Educational Needs and Disability), under section 51 of the Children and Families Act 2014.",
        "notices.appeal_contents": "You have the right to appeal to the First-tier Tribunal (Special Educational "
        "Needs and Disability) about section B (the special educational needs), section F (the special educational "
        "provision) and section I (the school or other setting, or its type), or because section I names none "
        "(section 51 of the Children and Families Act 2014).",
        "notices.mediation_by": _day(due["mediation_adviser_contact"]),
        "notices.appeal_by": _day(due["appeal"]),
        "notices.appeal_after_certificate": "If a mediation certificate is issued to you, you have one month from "
        "its date where that ends later.",
        "notices.mediation_certificate": "You have the right to mediation, and you need not take it up. Before you "
        "appeal you must contact a mediation adviser and get a certificate, unless your appeal is only about the "
        "school or setting named, its type, or that none is named (section 55). If you want mediation, tell the "
        "adviser which issues you wish to settle.",
        "notices.draft_rights": f"You may tell us what you think of the content. You may ask us to name a particular "
        f"school or college for {who}. You may require a meeting with one of our officers to go through the draft, and "
        "we will arrange it (section 38(2), regulation 13(1)).",
        "notices.schools_information": "Our local offer lists schools and colleges, with those that you may ask "
        "for under section 38(3); GOV.UK, “Get information about schools”, lists every school in England. Ask us for "
        "a printed list.",
    }  # fmt: skip


def _update(_: LetterKind, whole: LetterCase, to: Recipient) -> dict[str, str]:
    case, days = whole.case, whole.options.family_contact_days
    return {
        "update.standing": _standing(whole, to),
        "update.waiting_for": _waiting(whole),
        "update.next": _next(case),
        "update.write_again_by": plain_date(whole.on + timedelta(days=days)),
    }


def _standing(whole: LetterCase, to: Recipient) -> str:
    case, on = whole.case, whole.on
    found = limits(case.facts())
    is_told = case.request.assess_told_on is not None or bool(case.later_decisions)
    what, due = ("final plan", found.final_plan) if is_told else ("decision whether to assess", found.assess_decision)
    subject = "you" if to.recipient == "young_person" else case.person.forename
    if on > due:
        return (
            f"The {what} for {subject} was due by {plain_date(due)}. That day has passed, so it is late, and we are "
            "sorry."
        )
    return f"The {what} for {subject} is due by {plain_date(due)} at the latest."


def _waiting(whole: LetterCase) -> str:
    case, names = whole.case, {one.code: one.name for one in whole.directory.services}
    asked = [one for one in case.advice if one.received_on is None and one.requested_on]
    if asked:
        said = [
            f"{names.get(one.service, one.service)}, due by {plain_date(advice_due(one.requested_on))}"
            for one in asked if one.requested_on
        ]  # fmt: skip
        return f"We have asked for advice and have still to receive it from: {'; '.join(said)}."
    waiting = [one.setting for one in case.consultations if one.replied_on is None and one.sent_on]
    if waiting:
        return f"We have asked for a reply from {listed(waiting)}."
    return "We are not waiting for anybody else: the next step is ours."


def _next(case: Case) -> str:
    if case.request.assess_outcome is None:
        return "We decide whether to assess, and write to you with the decision and our reasons."
    if case.request.issue_outcome is None:
        return "When the advice is in, we decide whether a plan is needed, and write to you with the decision."
    if case.draft_served_on is None:
        return "We write the draft plan and send it to you; you then have at least 15 days to answer it."
    return "We look at what you and the settings have told us, and send you the final plan."


def _day(on: date | None) -> str:
    return plain_date(on) if on else ""


def _lines(address: str) -> str:
    return "\n".join(part.strip() for part in address.replace("\n", ",").split(",") if part.strip())
