"""The request that a case is, and everything that hangs from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_desktop.records.stored import Stored
from send_desktop.statute.disputes import DisputeFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Stored):
    """One request for an assessment: the spine of a case. Its first decisions are never overwritten."""

    reference: str
    person_id: int
    received_on: date
    source: str = "not_known"
    """school, parent, young_person, health, social_care, other or not_known."""
    became_responsible_on: date | None = None
    """Set where the clock started under s24 without a request; then it, not received_on, starts the clock."""
    in_youth_accommodation: bool = False
    setting_id: int | None = None
    area_id: int | None = None
    officer_id: int | None = None
    primary_need: str | None = None
    secondary_need: str | None = None

    assess_outcome: str | None = None
    """'assess' or 'refuse'."""
    assess_made_on: date | None = None
    assess_told_on: date | None = None
    """The day the family was told: the day the limit is met."""
    assess_panel_on: date | None = None
    assess_decided_by: str = ""
    assess_reasons: str = ""

    issue_outcome: str | None = None
    """'issue' or 'no_plan'."""
    issue_made_on: date | None = None
    issue_told_on: date | None = None
    issue_panel_on: date | None = None
    issue_decided_by: str = ""
    issue_reasons: str = ""

    is_exception_claimed: bool = False
    is_withdrawn: bool = False
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    closure: str | None = None
    """'moved' (out of the area) or 'ceased' (other, with its reason); None otherwise."""
    closed_on: date | None = None
    closed_reason: str = ""
    moved_to: str = ""
    transferred_from: str = ""

    family_preference_setting_id: int | None = None
    family_preference: str = ""
    family_view: str = ""
    officer_recommendation: str = ""
    comments: str = ""
    """Free text carried in from the tracker."""
    source_file: str = ""
    source_sheet: str = ""
    source_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Stored):
    """Advice sought from one service (reg 6)."""

    case_id: int
    service_id: int
    service: str
    """The service's code, for example 'EP'; kept in step with service_id by storage."""
    requested_on: date | None = None
    promised_on: date | None = None
    """The date that the service itself has given."""
    booked_on: date | None = None
    """The day for which the service has booked its appointment with the child."""
    received_on: date | None = None
    is_existing_report: bool = False
    adviser: str = ""
    key_point: str = ""
    last_chased_on: date | None = None
    """The day of the newest of its ``Chase`` records, or of one imported."""
    first_received_on: date | None = None
    """When advice first came that was incomplete or returned; ``received_on`` is the day it came whole."""
    incomplete_on: date | None = None
    """When what came was found incomplete; the advice stays awaited."""
    returned_on: date | None = None
    """When it was sent back for its quality; the advice is awaited again."""
    fault: str = ""
    """What is missing from it, or why it was sent back."""
    provider_satisfied_on: date | None = None
    """For an existing report (reg 6(4)): when its provider agreed that it is sufficient."""
    authority_satisfied_on: date | None = None
    family_satisfied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Stored):
    """A setting consulted before it may be named (ss39 and 40)."""

    case_id: int
    setting_id: int | None = None
    setting: str = ""
    sent_on: date | None = None
    replied_on: date | None = None
    outcome: str | None = None
    """'can_meet_need', 'cannot_meet_need', 'full' or 'no_reply'."""
    grounds: str = ""
    has_place: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Stored):
    """Where the child is, or would be, taught and what it costs a year, in pence, split by payer."""

    case_id: int
    kind: str
    """'now' or 'proposed'."""
    setting_id: int | None = None
    setting: str = ""
    band: str = ""
    annual_cost: int | None = None
    education_share: int | None = None
    health_share: int | None = None
    care_share: int | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(Stored):
    """A draft as served, or a final plan as sent. A re-issued draft is another version."""

    case_id: int
    kind: str
    """'draft' or 'final'."""
    sent_on: date
    number: int = 1
    representations_by: date | None = None
    """The date given in the letter, where it gives the family more than the least 15 days."""
    representations_received_on: date | None = None
    representations: str = ""
    """What the family asked for, in short."""
    meeting_asked_on: date | None = None
    """When the family required a meeting with an officer (reg 13(1)(a))."""
    meeting_held_on: date | None = None
    family_sent_on: date | None = None
    """For a final plan: when each recipient of reg 13(2) was sent it. ``sent_on`` is the last of the three."""
    setting_sent_on: date | None = None
    """None where the plan names no setting."""
    board_sent_on: date | None = None
    document_id: int | None = None
    """The very version of the document that was served or sent, where it is kept on the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionPeriod(Stored):
    """An exception claimed under reg 10(4) or its neighbours, or a reason that is outside the list."""

    case_id: int
    reason: str | None = None
    """school_closed, personal_circumstances, absent_from_area or not_statutory."""
    reason_text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    relieves: tuple[str, ...] = ()
    """Duty ids relieved; always within what the law lets this reason relieve."""
    told_family_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDecision(Stored):
    """What changed a first decision later. The first decision stays as it was."""

    case_id: int
    about: str
    """assess, issue, contents or placement."""
    outcome: str
    """assess, issue, no_plan, amend or dismissed."""
    route: str
    """mediation, tribunal, conceded or own_motion."""
    made_on: date
    told_on: date | None = None
    """For a concession, the day the Tribunal was notified is made_on; told_on is the family's day."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Stored):
    """A call, email, letter, visit or meeting with or about the family; maybe a promise."""

    case_id: int
    on: date
    kind: str
    """call, email, letter, visit or meeting."""
    party: str = "family"
    """Whom it was with: family, service, setting or other."""
    direction: str = "to_them"
    """'to_them' or 'from_them': who reached whom."""
    with_whom: str = ""
    summary: str = ""
    promised_by: date | None = None
    promise_kept_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Stored):
    """A note on the case. ``origin`` says where it came from: 'typed', 'cell note' or 'date column'."""

    case_id: int
    on: date
    text: str
    origin: str = "typed"
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Stored):
    """One version of a file kept with the case; its bytes are the store's content of that checksum."""

    case_id: int
    title: str
    kind: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    """In bytes."""
    added_on: date | None = None
    added_by: str = ""
    number: int = 1
    """Its version: 1, then 2 for what replaced it, and so on."""
    replaces_id: int | None = None
    """The document of which this is the next version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase(Stored):
    """One reminder to a service for its advice, or to a setting for its reply: a rung of the chasing ladder."""

    case_id: int
    on: date
    rung: int
    """1 the first reminder, 2 the second, 3 the escalation."""
    advice_id: int | None = None
    consultation_id: int | None = None
    channel: str = "email"
    """email, call or letter."""
    to_whom: str = ""
    """The address or the person it went to, as it was on that day."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserRequest(Stored):
    """The family's request that a particular adviser be asked (reg 6(1)(h)), with what was decided and why."""

    case_id: int
    asked_on: date
    adviser: str
    why: str = ""
    outcome: str | None = None
    """'agreed' or 'refused'; None while it has still to be decided."""
    decided_on: date | None = None
    decided_by: str = ""
    reason: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Stored):
    """Mediation, or an appeal to the Tribunal, about one decision. What it changed is a ``LaterDecision``."""

    case_id: int
    kind: str
    """'mediation' or 'appeal'."""
    about: str
    """assess, issue, contents or placement."""
    opened_on: date
    """When the authority was told of the wish for mediation, or the appeal was registered."""
    papers_received_on: date | None = None
    """When the appeal papers reached the authority: its 30 working days to respond run from then."""
    responded_on: date | None = None
    certificate_on: date | None = None
    held_on: date | None = None
    outcome: str | None = None
    """agreed, not_agreed, withdrawn, dismissed, allowed or conceded; None while it runs."""
    ended_on: date | None = None
    note: str = ""

    def fact(self) -> DisputeFact:
        """Its dates in the form that the law's functions take."""
        return DisputeFact(
            kind=self.kind,
            about=self.about,
            opened_on=self.opened_on,
            papers_received_on=self.papers_received_on,
            responded_on=self.responded_on,
            certificate_on=self.certificate_on,
            held_on=self.held_on,
            outcome=self.outcome,
            ended_on=self.ended_on,
        )


FAMILY_RECIPIENTS = ("family", "young_person")
"""The recipients of letters that are the family: whoever of them holds the rights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Stored):
    """A letter that was made: to whom, at which address as it then was, from which version of its template."""

    case_id: int
    template: str
    """The code of its ``LetterTemplate``."""
    title: str
    recipient: str
    """family, young_person, setting, board, service or other."""
    addressee: str
    made_on: date
    made_by: str = ""
    template_number: int = 0
    """The version of the team's template; 0 is the one that the program ships."""
    document_id: int | None = None
    address: str = ""
    """Where it goes, by post or by email, as it stood when the letter was made."""
    channel: str | None = None
    """first_class, second_class, email or hand; None until it is sent."""
    sent_on: date | None = None
    proof: str = ""
    """What shows that it went: a tracking number, a receipt, who handed it over."""
    about: str = ""
    """What it speaks of: request, assess, issue, advice, draft, consultation, final or update."""
    about_id: int | None = None
    """The id of the advice, consultation or plan version that it speaks of, where there is one."""

    @property
    def is_to_family(self) -> bool:
        """Say whether it goes to the parent or the young person, and not to an office."""
        return self.recipient in FAMILY_RECIPIENTS
