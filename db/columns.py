"""The columns of each table, named as the fields of the record that it keeps, and typed for the checker."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Named, String, Text, TypedColumns, false, true

from db.types import CodeList, UtcDateTime

CODE = String(40)
"""Room for the longest code of any closed set, with some to spare."""

SHA256 = String(64)
"""A checksum in hexadecimal."""

# Columns that came after the first schema carry a default in the database too: it is what lets a migration
# add them to a table that has rows without building it anew.
EMPTY, NONE, FIRST, NOTHING = "", "0", "1", "[]"


class StoredColumns(TypedColumns):
    """What every record carries; ids come from ``next_id`` and are never used twice."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    version: Named[int]


class TeamColumns(StoredColumns):
    """Columns of ``team``."""

    name: Named[str] = Column(unique=True)


class AreaColumns(StoredColumns):
    """Columns of ``area``."""

    name: Named[str] = Column(unique=True)


class OfficerColumns(StoredColumns):
    """Columns of ``officer``."""

    name: Named[str]
    initials: Named[str]
    email: Named[str]
    team_id: Named[int | None] = Column(ForeignKey("team.id"), index=True)
    area_id: Named[int | None] = Column(ForeignKey("area.id"), index=True)
    role: Named[str] = Column(CODE)
    sign_in: Named[str | None]
    is_active: Named[bool]


class ServiceColumns(StoredColumns):
    """Columns of ``service``."""

    code: Named[str] = Column(String(40), unique=True)
    name: Named[str]
    is_section_31_body: Named[bool]
    email: Named[str]
    escalation_email: Named[str] = Column(server_default=EMPTY)
    is_always_asked: Named[bool] = Column(server_default=false())
    asked_for_needs: Named[tuple[str, ...]] = Column(CodeList, server_default=NOTHING)
    asked_from_age: Named[int | None]
    usual_delay_days: Named[int]
    sort_order: Named[int]


class SettingColumns(StoredColumns):
    """Columns of ``setting``."""

    name: Named[str] = Column(index=True)
    kind: Named[str]
    urn: Named[str] = Column(index=True)
    email: Named[str]
    address: Named[str] = Column(server_default=EMPTY)


class PersonColumns(StoredColumns):
    """Columns of ``person``."""

    forename: Named[str]
    surname: Named[str]
    date_of_birth: Named[date | None] = Column(index=True)
    sex: Named[str | None]
    ethnicity_main: Named[str | None]
    ethnicity_extended: Named[str | None]
    upn: Named[str | None] = Column(index=True)
    uln: Named[str | None] = Column(index=True)
    upn_unknown: Named[str | None]
    postcode: Named[str | None]
    address: Named[str]
    email: Named[str] = Column(server_default=EMPTY)
    telephone: Named[str] = Column(server_default=EMPTY)
    rights_holder: Named[str | None] = Column(CODE)
    looked_after: Named[bool]


class CarerColumns(StoredColumns):
    """Columns of ``carer``."""

    person_id: Named[int] = Column(ForeignKey("person.id"), index=True)
    name: Named[str]
    relationship: Named[str]
    has_parental_responsibility: Named[bool]
    email: Named[str]
    telephone: Named[str]
    address: Named[str]
    contact_preference: Named[str]
    safe_contact: Named[str]
    do_not_disclose_to: Named[str]
    receives_letters: Named[bool] = Column(server_default=true())


class DerivedColumns(TypedColumns):
    """Columns of ``derived``: what risk worked out of a case. A case without a row was never worked out.

    They stand beside the request and not in it, so that working out thousands of cases again writes
    narrow rows and leaves the wide ones, and their versions, alone.
    """

    case_id = Column(ForeignKey("request.id"), primary_key=True, autoincrement=False, type_=Integer)
    status: Named[str] = Column(CODE, index=True)
    stage: Named[str | None] = Column(CODE)
    final_from: Named[date | None]
    next_duty: Named[str | None]
    next_due: Named[date | None] = Column(index=True)
    at_risk_from: Named[date | None]
    will_breach_from: Named[date | None]
    is_relieved: Named[bool]
    finished_in_time: Named[bool | None]
    finished_on: Named[date | None]
    blocker: Named[str | None]
    blocker_subject: Named[str]
    blocker_due: Named[date | None]
    safe_by: Named[date | None]
    panel_on: Named[date | None]
    has_no_panel: Named[bool]
    last_panel_on: Named[date | None]
    agenda_on: Named[date | None]
    blocker_promised: Named[date | None]
    representations_end: Named[date | None]
    finish_limit: Named[date | None]
    relief_reason: Named[str | None]
    relief_starts_on: Named[date | None]
    relief_ends_on: Named[date | None]


class RequestColumns(StoredColumns):
    """Columns of ``request``, the spine of a case. ``reference_key`` makes references one whatever their capitals."""

    reference: Named[str]
    reference_key: Named[str] = Column(unique=True)
    person_id: Named[int] = Column(ForeignKey("person.id"), index=True)
    received_on: Named[date]
    source: Named[str] = Column(CODE)
    became_responsible_on: Named[date | None]
    in_youth_accommodation: Named[bool]
    setting_id: Named[int | None] = Column(ForeignKey("setting.id"), index=True)
    area_id: Named[int | None] = Column(ForeignKey("area.id"), index=True)
    officer_id: Named[int | None] = Column(ForeignKey("officer.id"), index=True)
    primary_need: Named[str | None]
    secondary_need: Named[str | None]
    assess_outcome: Named[str | None] = Column(CODE)
    assess_made_on: Named[date | None]
    assess_told_on: Named[date | None]
    assess_panel_on: Named[date | None]
    assess_decided_by: Named[str]
    assess_reasons: Named[str]
    issue_outcome: Named[str | None] = Column(CODE)
    issue_made_on: Named[date | None]
    issue_told_on: Named[date | None]
    issue_panel_on: Named[date | None]
    issue_decided_by: Named[str]
    issue_reasons: Named[str]
    is_exception_claimed: Named[bool]
    is_withdrawn: Named[bool]
    withdrawn_on: Named[date | None]
    withdrawn_reason: Named[str]
    closure: Named[str | None] = Column(CODE)
    closed_on: Named[date | None]
    closed_reason: Named[str]
    moved_to: Named[str]
    transferred_from: Named[str]
    family_preference_setting_id: Named[int | None] = Column(ForeignKey("setting.id"), index=True)
    family_preference: Named[str]
    family_view: Named[str]
    officer_recommendation: Named[str]
    comments: Named[str]
    source_file: Named[str]
    source_sheet: Named[str]
    source_row: Named[int | None]


class CaseColumns(StoredColumns):
    """What every record of a case carries."""

    case_id: Named[int] = Column(ForeignKey("request.id"), index=True)


class AdviceColumns(CaseColumns):
    """Columns of ``advice``. ``service`` repeats the code of ``service_id`` and is kept in step with it."""

    service_id: Named[int] = Column(ForeignKey("service.id"), index=True)
    service: Named[str] = Column(String(40))
    requested_on: Named[date | None]
    promised_on: Named[date | None]
    received_on: Named[date | None]
    is_existing_report: Named[bool]
    adviser: Named[str]
    key_point: Named[str]
    last_chased_on: Named[date | None]
    booked_on: Named[date | None]
    first_received_on: Named[date | None]
    incomplete_on: Named[date | None]
    returned_on: Named[date | None]
    fault: Named[str] = Column(server_default=EMPTY)
    provider_satisfied_on: Named[date | None]
    authority_satisfied_on: Named[date | None]
    family_satisfied_on: Named[date | None]


class ConsultationColumns(CaseColumns):
    """Columns of ``consultation``."""

    setting_id: Named[int | None] = Column(ForeignKey("setting.id"), index=True)
    setting: Named[str]
    sent_on: Named[date | None]
    replied_on: Named[date | None]
    outcome: Named[str | None] = Column(CODE)
    grounds: Named[str]
    has_place: Named[bool | None]


class ProvisionColumns(CaseColumns):
    """Columns of ``provision``; costs are whole pence a year."""

    kind: Named[str] = Column(CODE)
    setting_id: Named[int | None] = Column(ForeignKey("setting.id"), index=True)
    setting: Named[str]
    band: Named[str]
    annual_cost: Named[int | None]
    education_share: Named[int | None]
    health_share: Named[int | None]
    care_share: Named[int | None]
    description: Named[str]


class PlanVersionColumns(CaseColumns):
    """Columns of ``plan_version``."""

    kind: Named[str] = Column(CODE)
    sent_on: Named[date]
    number: Named[int]
    representations_by: Named[date | None]
    representations_received_on: Named[date | None]
    representations: Named[str] = Column(server_default=EMPTY)
    meeting_asked_on: Named[date | None]
    meeting_held_on: Named[date | None]
    family_sent_on: Named[date | None]
    setting_sent_on: Named[date | None]
    board_sent_on: Named[date | None]
    document_id: Named[int | None] = Column(ForeignKey("document.id"), index=True)


class ExceptionPeriodColumns(CaseColumns):
    """Columns of ``exception_period``."""

    reason: Named[str | None] = Column(CODE)
    reason_text: Named[str]
    starts_on: Named[date | None]
    ends_on: Named[date | None]
    relieves: Named[tuple[str, ...]] = Column(CodeList)
    told_family_on: Named[date | None]
    evidence: Named[str]


class LaterDecisionColumns(CaseColumns):
    """Columns of ``later_decision``."""

    about: Named[str] = Column(CODE)
    outcome: Named[str] = Column(CODE)
    route: Named[str] = Column(CODE)
    made_on: Named[date]
    told_on: Named[date | None]
    note: Named[str]


class ContactColumns(CaseColumns):
    """Columns of ``contact``."""

    on: Named[date]
    kind: Named[str] = Column(CODE)
    with_whom: Named[str]
    summary: Named[str]
    promised_by: Named[date | None]
    promise_kept_on: Named[date | None]
    party: Named[str] = Column(CODE, server_default="family")
    direction: Named[str] = Column(CODE, server_default="to_them")


class NoteColumns(CaseColumns):
    """Columns of ``note``."""

    on: Named[date]
    text: Named[str]
    origin: Named[str]
    subject: Named[str]


class DocumentColumns(CaseColumns):
    """Columns of ``document``; ``size`` is in bytes."""

    title: Named[str]
    kind: Named[str]
    file_name: Named[str]
    sha256: Named[str]
    size: Named[int]
    added_on: Named[date | None]
    added_by: Named[str] = Column(server_default=EMPTY)
    number: Named[int] = Column(server_default=FIRST)
    replaces_id: Named[int | None] = Column(ForeignKey("document.id"), index=True)


class ChaseColumns(CaseColumns):
    """Columns of ``chase``."""

    on: Named[date]
    rung: Named[int]
    advice_id: Named[int | None] = Column(ForeignKey("advice.id"), index=True)
    consultation_id: Named[int | None] = Column(ForeignKey("consultation.id"), index=True)
    channel: Named[str] = Column(CODE)
    to_whom: Named[str]
    note: Named[str]


class AdviserRequestColumns(CaseColumns):
    """Columns of ``adviser_request``."""

    asked_on: Named[date]
    adviser: Named[str]
    why: Named[str]
    outcome: Named[str | None] = Column(CODE)
    decided_on: Named[date | None]
    decided_by: Named[str]
    reason: Named[str]
    told_on: Named[date | None]


class DisputeColumns(CaseColumns):
    """Columns of ``dispute``."""

    kind: Named[str] = Column(CODE)
    about: Named[str] = Column(CODE)
    opened_on: Named[date]
    papers_received_on: Named[date | None]
    responded_on: Named[date | None]
    certificate_on: Named[date | None]
    held_on: Named[date | None]
    outcome: Named[str | None] = Column(CODE)
    ended_on: Named[date | None]
    note: Named[str]


class LetterColumns(CaseColumns):
    """Columns of ``letter``."""

    template: Named[str] = Column(CODE)
    title: Named[str]
    recipient: Named[str] = Column(CODE)
    addressee: Named[str]
    made_on: Named[date]
    made_by: Named[str]
    template_number: Named[int]
    document_id: Named[int | None] = Column(ForeignKey("document.id"), index=True)
    address: Named[str]
    channel: Named[str | None] = Column(CODE)
    sent_on: Named[date | None]
    proof: Named[str]
    about: Named[str] = Column(CODE)
    about_id: Named[int | None]


class LetterTemplateColumns(StoredColumns):
    """Columns of ``letter_template``."""

    code: Named[str] = Column(CODE, unique=True)
    file_name: Named[str]
    sha256: Named[str] = Column(SHA256)
    number: Named[int]
    changed_by: Named[str]
    changed_on: Named[date | None]


class SavedViewColumns(StoredColumns):
    """Columns of ``saved_view``."""

    name: Named[str] = Column(unique=True)
    made_by: Named[str]
    definition: Named[str] = Column(Text)


class ContentColumns(TypedColumns):
    """Columns of ``content``: the bytes of documents and templates, each kept once, found by their checksum."""

    sha256 = Column(SHA256, primary_key=True)
    size: Named[int]
    data: Named[bytes] = Column(LargeBinary)


class ActColumns(TypedColumns):
    """Columns of ``act``: who did what, when. The audit's lines of one transaction share its row."""

    id = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(UtcDateTime)
    by: Named[str]
    name: Named[str]


class AuditColumns(TypedColumns):
    """Columns of ``audit``. Nothing in the program changes or deletes a line of it.

    ``changes`` is JSON text, which no query looks into: a field to [before, after], or to its bare
    value where the record was new.
    """

    id = Column(Integer, primary_key=True)
    act_id: Named[int] = Column(ForeignKey("act.id"))
    record: Named[str]
    record_id: Named[int]
    case_id: Named[int | None] = Column(index=True)
    person_id: Named[int | None]
    changes: Named[str] = Column(Text)


class OptionColumns(TypedColumns):
    """Columns of ``option``: what the team has set, as text."""

    name = Column(String(100), primary_key=True)
    value: Named[str]


class NextIdColumns(TypedColumns):
    """Columns of ``next_id``: the next free id of each table, so that none is ever used twice."""

    record = Column(String(40), primary_key=True)
    next: Named[int]


class RevisionColumns(TypedColumns):
    """Columns of ``alembic_version``, the stored version of the schema, under the name that Alembic gives it."""

    version_num = Column(String(32), nullable=False)
