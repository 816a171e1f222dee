"""Frozen records: what storage hands out, what the window shows, what every act takes.

Two kinds. *Stored* records are flat, one to a table, and carry the ``version`` that an act hands
back so that storage can tell whether somebody was faster. *Composed* records (``Case``,
``Meeting``...) are read-only gatherings of stored ones; nothing is ever saved through them.
Dates are calendar dates; money is whole pence; absent values are None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What every stored record carries. ``id`` is 0 until it is saved."""

    id: int = 0
    version: int = 0


# --- the authority ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Stored):
    """A team of officers, for example "North and East"."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Stored):
    """A locality by which cases and panels are divided."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Stored):
    """Someone who works in the team. ``sign_in`` is the name by which the system knows them."""

    name: str
    initials: str = ""
    email: str = ""
    team_id: int | None = None
    area_id: int | None = None
    role: str = "case_officer"
    """One of case_officer, panel_manager, team_lead."""
    sign_in: str | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Stored):
    """An advice service. ``code`` is its id in files and on the command line (EP, SaLT, ...)."""

    code: str
    name: str
    is_section_31_body: bool = False
    """True for bodies bound by reg 8 (health trusts); others are held to the same six weeks by practice."""
    email: str = ""
    usual_delay_days: int = 42
    """Median days from request to receipt over what it returned in six months (at least ten), else 42."""
    sort_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Stored):
    """A school, college or nursery (or 'Not on roll' and the like, held as written)."""

    name: str
    kind: str = ""
    urn: str = ""
    email: str = ""


# --- the child and the case ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Stored):
    """The child or young person. Codes are those of the SEN2 return."""

    forename: str
    surname: str
    date_of_birth: date | None = None
    sex: str | None = None
    ethnicity_main: str | None = None
    ethnicity_extended: str | None = None
    upn: str | None = None
    uln: str | None = None
    upn_unknown: str | None = None
    postcode: str | None = None
    address: str = ""
    rights_holder: str | None = None
    """'parent' or 'young_person' where it was recorded; None means it follows from age."""
    looked_after: bool = False

    @property
    def name(self) -> str:
        """Surname first, as a register lists it."""
        return f"{self.surname}, {self.forename}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer(Stored):
    """A parent or carer, and how and whether they may be written to."""

    person_id: int
    name: str
    relationship: str = ""
    has_parental_responsibility: bool = True
    email: str = ""
    telephone: str = ""
    address: str = ""
    contact_preference: str = ""
    safe_contact: str = ""
    do_not_disclose_to: str = ""


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
    received_on: date | None = None
    is_existing_report: bool = False
    adviser: str = ""
    key_point: str = ""
    last_chased_on: date | None = None


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
    """A file kept with the case, known by its checksum."""

    case_id: int
    title: str
    kind: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0
    added_on: date | None = None


# --- panels -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMeeting(Stored):
    """A meeting of a panel. ``kind`` decides which cases it can decide."""

    kind: str
    """assessment, issue, provision, early_years, joint, post_16, review, emergency or moderation."""
    on: date
    starts_at: time
    area_id: int | None = None
    capacity: int = 12
    papers_by: date | None = None
    slot_minutes: int = 15
    venue: str = ""
    chair: str = ""
    status: str = "planned"
    """planned, circulated, held or cancelled."""
    confidentiality: str = "Confidential: contains personal information about children"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Stored):
    """A case on the agenda of a meeting; it takes one place."""

    meeting_id: int
    case_id: int
    position: int
    asked: str = ""
    """What is asked of the panel: assess, issue or provision."""
    recommendation: str = ""
    recommended_outcome: str | None = None
    is_late_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Stored):
    """A line of the export log: what left the building, under which profile, with its checksum."""

    kind: str
    """pack, weekly_sheet or copy."""
    profile: str
    made_at: datetime
    made_by: str
    target: str = ""
    sha256: str = ""
    items: int = 0
    meeting_id: int | None = None


# --- what is worked out and kept, so that lists are quick ---------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What risk works out of a case and the panel calendar, kept beside the case.

    Nothing here depends on today: the state on any day is a comparison with these dates.
    """

    status: str = "open"
    """open, plan_issued, refused, no_plan, withdrawn, moved or ceased."""
    stage: str | None = None
    """request, advice, decision_to_issue, draft, consultation or final; None when closed."""
    final_from: date | None = None
    """The first day on which a case in consultation is in its final stage: both windows are closed."""
    next_duty: str | None = None
    next_due: date | None = None
    at_risk_from: date | None = None
    will_breach_from: date | None = None
    is_relieved: bool = False
    """True when a listed exception, with dates, relieves next_duty."""
    finished_in_time: bool | None = None
    """For a closed case: In time or Late; None where the outcome has no date or no limit."""
    finished_on: date | None = None
    blocker: str | None = None
    """What the next step waits for: a code of risk.BLOCKERS."""
    blocker_subject: str = ""
    """Whom or what it waits for, for example 'EP' or 'EP, SaLT'."""
    blocker_due: date | None = None
    """When it was or is due."""
    safe_by: date | None = None
    """The latest safe date of that step: if it happens by then the limit can still be met."""
    panel_on: date | None = None
    """The last meeting by which the limit can be met, where the step still ahead needs one."""
    has_no_panel: bool = False
    """True when a meeting is needed and none of that kind is set up."""
    last_panel_on: date | None = None
    """The last meeting that is set up of the kind needed, whether or not it meets the limit."""
    agenda_on: date | None = None
    """The latest meeting of the kind needed on whose agenda the case already stands."""
    blocker_promised: date | None = None
    """The date that the service has itself given for the advice the case waits for."""
    representations_end: date | None = None
    """The last day of the family's window for representations, once a draft is served."""
    finish_limit: date | None = None
    """For a closed case: the day 42, 112 or 140 that its finish is measured by."""
    relief_reason: str | None = None
    """The listed reason by which next_duty is relieved, where it is."""
    relief_starts_on: date | None = None
    relief_ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One line of the caseload, read flat and fast. Mostly the request with its names resolved."""

    id: int
    version: int
    reference: str
    forename: str
    surname: str
    date_of_birth: date | None
    upn: str | None
    setting: str
    area: str
    officer: str
    team: str
    primary_need: str | None
    received_on: date
    clock_start_on: date
    assess_outcome: str | None
    assess_told_on: date | None
    issue_outcome: str | None
    issue_told_on: date | None
    draft_served_on: date | None
    final_sent_on: date | None
    is_exception_claimed: bool
    closed_on: date | None
    advice_outstanding: str
    """Codes of the services still awaited, joined by ', '."""
    derived: Derived


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinessRow:
    """The facts of one case that timeliness counts; nothing else about the child."""

    case_id: int
    reference: str
    received_on: date
    clock_start_on: date
    assess_outcome: str | None
    assess_told_on: date | None
    issue_outcome: str | None
    issue_told_on: date | None
    final_sent_on: date | None
    is_exception_claimed: bool
    is_withdrawn: bool
    withdrawn_on: date | None
    closure: str | None
    closed_on: date | None
    overturned_assess_on: date | None
    """When a refusal to assess was later overturned, by whatever route."""
    overturned_issue_on: date | None
    is_after_dispute: bool
    """True when a plan followed mediation, a Tribunal order or a concession: outside the timeliness base."""
    area: str
    officer: str
    team: str
    assess_made_on: date | None = None
    issue_made_on: date | None = None
    """When each decision was made: one made but not yet told does not count, one with neither date does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRow:
    """One request for advice, flat, for counting and for the advice page."""

    id: int
    case_id: int
    reference: str
    service: str
    requested_on: date | None
    promised_on: date | None
    received_on: date | None
    last_chased_on: date | None
    is_case_open: bool
    """As the records stand now; timeliness works out openness as at its own date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """Who did what, when. ``changes`` maps a field to its value before and after, as text."""

    at: datetime
    by: str
    act: str
    record: str
    record_id: int
    case_id: int | None
    changes: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRow:
    """One case as the law sees it, with the area whose panels are its own: what risk works from."""

    case_id: int
    area: str
    facts: CaseFacts


# --- composed -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPlace:
    """Where a case stands on an agenda: the item and its meeting."""

    item: AgendaItem
    meeting: PanelMeeting
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case whole, as at one reading of the store."""

    request: Request
    person: Person
    derived: Derived
    setting: str = ""
    area: str = ""
    officer: str = ""
    team: str = ""
    preferred_setting: str = ""
    carers: tuple[Carer, ...] = ()
    advice: tuple[Advice, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    provision: tuple[Provision, ...] = ()
    plans: tuple[PlanVersion, ...] = ()
    exceptions: tuple[ExceptionPeriod, ...] = ()
    later_decisions: tuple[LaterDecision, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    documents: tuple[Document, ...] = ()
    agenda: tuple[AgendaPlace, ...] = ()

    @property
    def id(self) -> int:
        """The request's id: a case is known by its request."""
        return self.request.id

    @property
    def reference(self) -> str:
        """The team's reference for the request."""
        return self.request.reference

    @property
    def clock_start_on(self) -> date:
        """The day the 6, 16 and 20 weeks run from: s36(1) receipt or s24 responsibility."""
        return self.request.became_responsible_on or self.request.received_on

    @property
    def draft_served_on(self) -> date | None:
        """The day the latest draft was served: the window for representations runs from it."""
        return draft_and_final(self.plans)[0]

    @property
    def final_sent_on(self) -> date | None:
        """The day the first final plan was sent: the 20 weeks are measured to it."""
        return draft_and_final(self.plans)[2]

    def facts(self) -> CaseFacts:
        """The dates of this case in the form that the law's functions take."""
        request = self.request
        draft_served_on, representations_by, final_sent_on = draft_and_final(self.plans)
        return CaseFacts(
            request_received=request.received_on,
            became_responsible=request.became_responsible_on,
            assess_outcome=request.assess_outcome,
            assess_made_on=request.assess_made_on,
            assess_told_on=request.assess_told_on,
            issue_outcome=request.issue_outcome,
            issue_made_on=request.issue_made_on,
            issue_told_on=request.issue_told_on,
            draft_served_on=draft_served_on,
            representations_by=representations_by,
            final_sent_on=final_sent_on,
            is_withdrawn=request.is_withdrawn,
            withdrawn_on=request.withdrawn_on,
            closure=request.closure,
            closed_on=request.closed_on,
            advice=tuple(
                AdviceFact(item.service, item.requested_on, item.promised_on, item.received_on) for item in self.advice
            ),
            consultations=tuple(
                ConsultationFact(item.setting, item.sent_on, item.replied_on) for item in self.consultations
            ),
            later_decisions=tuple(
                LaterDecisionFact(item.about, item.outcome, item.route, item.made_on, item.told_on)
                for item in self.later_decisions
            ),
            reliefs=tuple(
                ReliefFact(item.reason, item.starts_on, item.ends_on, item.relieves) for item in self.exceptions
            ),
        )


def draft_and_final(plans: Sequence[PlanVersion]) -> tuple[date | None, date | None, date | None]:
    """Return when the latest draft was served, by when its letter asks for representations, and the first final day."""
    drafts = [plan for plan in plans if plan.kind == "draft"]
    latest = max(drafts, key=lambda plan: plan.sent_on, default=None)
    final_sent_on = min((plan.sent_on for plan in plans if plan.kind == "final"), default=None)
    if latest is None:
        return None, None, final_sent_on
    return latest.sent_on, latest.representations_by, final_sent_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSummary:
    """A meeting in a list: with its area's name, the places taken and the cases that take them."""

    meeting: PanelMeeting
    area: str
    taken: int
    case_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting with its items in order, each with its case whole."""

    meeting: PanelMeeting
    area: str
    items: tuple[tuple[AgendaItem, Case], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The authority's own lists, as at one reading: what pickers offer and ids resolve against."""

    teams: tuple[Team, ...] = ()
    areas: tuple[Area, ...] = ()
    officers: tuple[Officer, ...] = ()
    services: tuple[Service, ...] = ()
    settings: tuple[Setting, ...] = ()
