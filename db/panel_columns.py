"""The columns of the tables of panels: series and meetings, what happened at them, papers and packs."""

from datetime import date, datetime, time

from sqlalchemy import Column, ForeignKey, Named, false

from db.columns import CODE, EMPTY, NONE, NOTHING, SHA256, CaseColumns, StoredColumns
from db.types import CodeList, UtcDateTime


class PanelSeriesColumns(StoredColumns):
    """Columns of ``panel_series``."""

    name: Named[str]
    kind: Named[str] = Column(CODE)
    first_on: Named[date]
    last_on: Named[date | None]
    rhythm: Named[str] = Column(CODE)
    weekday: Named[int]
    week_of_month: Named[int]
    starts_at: Named[time]
    area_id: Named[int | None] = Column(ForeignKey("area.id"), index=True)
    chair: Named[str]
    deputy: Named[str]
    clerk: Named[str]
    venue: Named[str]
    capacity: Named[int]
    slot_minutes: Named[int]
    papers_days: Named[int]
    papers_time: Named[time]
    circulate_days: Named[int]
    outcome_days: Named[int]
    quorum_roles: Named[tuple[str, ...]] = Column(CodeList)
    quorum_minimum: Named[int]
    decisions: Named[tuple[str, ...]] = Column(CodeList)
    delegation: Named[str]
    terms_version: Named[str]
    confidentiality: Named[str]
    profile: Named[str] = Column(CODE)
    is_term_time_only: Named[bool]
    is_active: Named[bool]


class PanelMemberColumns(StoredColumns):
    """Columns of ``panel_member``."""

    series_id: Named[int] = Column(ForeignKey("panel_series.id"), index=True)
    name: Named[str]
    agency: Named[str]
    role: Named[str]
    capacity: Named[str] = Column(CODE)
    email: Named[str]
    is_active: Named[bool]


class PanelMeetingColumns(StoredColumns):
    """Columns of ``panel_meeting``."""

    kind: Named[str] = Column(CODE)
    on: Named[date] = Column(index=True)
    starts_at: Named[time]
    area_id: Named[int | None] = Column(ForeignKey("area.id"), index=True)
    capacity: Named[int]
    papers_by: Named[date | None]
    slot_minutes: Named[int]
    venue: Named[str]
    chair: Named[str]
    status: Named[str] = Column(CODE)
    confidentiality: Named[str]
    series_id: Named[int | None] = Column(ForeignKey("panel_series.id"), index=True)
    papers_time: Named[time | None]
    circulate_on: Named[date | None]
    outcome_by: Named[date | None]
    quorum_roles: Named[tuple[str, ...]] = Column(CodeList, server_default=NOTHING)
    quorum_minimum: Named[int] = Column(server_default=NONE)
    decisions: Named[tuple[str, ...]] = Column(CodeList, server_default=NOTHING)
    profile: Named[str] = Column(CODE, server_default="named")
    clerk: Named[str] = Column(server_default=EMPTY)
    circulated_at: Named[datetime | None] = Column(UtcDateTime)
    started_at: Named[datetime | None] = Column(UtcDateTime)
    ended_at: Named[datetime | None] = Column(UtcDateTime)
    refresher_given: Named[bool] = Column(server_default=false())
    previous_approved: Named[bool] = Column(server_default=false())
    matters: Named[str] = Column(server_default=EMPTY)
    signed_at: Named[datetime | None] = Column(UtcDateTime)
    signed_by: Named[str] = Column(server_default=EMPTY)
    minutes_sha256: Named[str] = Column(server_default=EMPTY)
    accepted_problems: Named[tuple[str, ...]] = Column(CodeList, server_default=NOTHING)
    accepted_by: Named[str] = Column(server_default=EMPTY)
    accepted_reason: Named[str] = Column(server_default=EMPTY)
    cancelled_reason: Named[str] = Column(server_default=EMPTY)


class AgendaItemColumns(CaseColumns):
    """Columns of ``agenda_item``."""

    meeting_id: Named[int] = Column(ForeignKey("panel_meeting.id"), index=True)
    position: Named[int]
    asked: Named[str] = Column(CODE)
    recommendation: Named[str]
    recommended_outcome: Named[str | None]
    is_late_paper: Named[bool]
    late_allowed_by: Named[str] = Column(server_default=EMPTY)
    late_reason: Named[str] = Column(server_default=EMPTY)
    presenter: Named[str] = Column(server_default=EMPTY)
    minutes: Named[int | None]
    rolled_from_id: Named[int | None] = Column(ForeignKey("agenda_item.id"), index=True)
    started_at: Named[datetime | None] = Column(UtcDateTime)
    ended_at: Named[datetime | None] = Column(UtcDateTime)
    setting_present: Named[str] = Column(server_default=EMPTY)
    family_view_form: Named[str] = Column(CODE, server_default=EMPTY)
    family_view_note: Named[str] = Column(server_default=EMPTY)
    child_view_form: Named[str] = Column(CODE, server_default=EMPTY)
    child_view_note: Named[str] = Column(server_default=EMPTY)


class ExportColumns(StoredColumns):
    """Columns of ``export``, the log of what left the building."""

    kind: Named[str] = Column(CODE)
    profile: Named[str]
    made_at: Named[datetime] = Column(UtcDateTime)
    made_by: Named[str]
    target: Named[str]
    sha256: Named[str]
    items: Named[int]  # type: ignore[assignment]  # a collection of columns has an items of its own; use c["items"]
    meeting_id: Named[int | None] = Column(ForeignKey("panel_meeting.id"), index=True)
    recipient: Named[str] = Column(server_default=EMPTY)
    pack_id: Named[int | None] = Column(ForeignKey("pack.id"), index=True)


class AttendanceColumns(StoredColumns):
    """Columns of ``attendance``."""

    meeting_id: Named[int] = Column(ForeignKey("panel_meeting.id"), index=True)
    name: Named[str]
    agency: Named[str]
    role: Named[str]
    capacity: Named[str] = Column(CODE)
    member_id: Named[int | None] = Column(ForeignKey("panel_member.id"), index=True)
    is_apology: Named[bool]
    arrived_at: Named[datetime | None] = Column(UtcDateTime)
    left_at: Named[datetime | None] = Column(UtcDateTime)


class ItemColumns(CaseColumns):
    """What every record of an agenda item carries besides its case."""

    meeting_id: Named[int] = Column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Named[int] = Column(ForeignKey("agenda_item.id"), index=True)


class ConflictColumns(ItemColumns):
    """Columns of ``conflict``."""

    attendance_id: Named[int] = Column(ForeignKey("attendance.id"), index=True)
    nature: Named[str]
    action: Named[str] = Column(CODE)


class RecommendationColumns(ItemColumns):
    """Columns of ``recommendation``."""

    outcome: Named[str] = Column(CODE)
    made_at: Named[datetime] = Column(UtcDateTime)
    chair: Named[str]
    wording: Named[str]
    basis: Named[str]
    evidence: Named[str]
    criteria: Named[str]
    alternatives: Named[str]
    family_view: Named[str]
    cost_considered: Named[str] = Column(CODE)
    conditions: Named[str]
    deferred_to: Named[date | None]
    deferred_for: Named[str]
    quorum: Named[str]
    effect: Named[str]
    shown_sha256: Named[str] = Column(SHA256)


class MemberViewColumns(ItemColumns):
    """Columns of ``member_view``."""

    role: Named[str]
    who: Named[str]
    view: Named[str]


class DecisionColumns(CaseColumns):
    """Columns of ``decision``."""

    outcome: Named[str] = Column(CODE)
    decided_by: Named[str]
    decided_at: Named[datetime] = Column(UtcDateTime)
    made_on: Named[date]
    meeting_id: Named[int | None] = Column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Named[int | None] = Column(ForeignKey("agenda_item.id"), index=True)
    recommendation_id: Named[int | None] = Column(ForeignKey("recommendation.id"), index=True)
    wording: Named[str]
    basis: Named[str]
    reasons: Named[str]
    conditions: Named[str]
    differs_because: Named[str]
    delegation: Named[str]
    notify_by: Named[date | None]
    letter: Named[str] = Column(CODE)
    effect: Named[str]
    shown_sha256: Named[str] = Column(SHA256)
    is_out_of_panel: Named[bool]
    why_not_wait: Named[str]
    consulted: Named[str]
    ratified_on: Named[date | None]
    ratified_meeting_id: Named[int | None] = Column(ForeignKey("panel_meeting.id"), index=True)


class PanelActionColumns(CaseColumns):
    """Columns of ``panel_action``."""

    kind: Named[str] = Column(CODE)
    what: Named[str]
    owner: Named[str]
    raised_on: Named[date]
    meeting_id: Named[int | None] = Column(ForeignKey("panel_meeting.id"), index=True)
    item_id: Named[int | None] = Column(ForeignKey("agenda_item.id"), index=True)
    due_on: Named[date | None]
    done_on: Named[date | None]
    done_by: Named[str]
    note: Named[str]


class DecisionWordingColumns(StoredColumns):
    """Columns of ``decision_wording``."""

    code: Named[str] = Column(CODE, unique=True)
    wording: Named[str]


class SchoolHolidayColumns(StoredColumns):
    """Columns of ``school_holiday``."""

    name: Named[str]
    starts_on: Named[date]
    ends_on: Named[date]


class PaperFileColumns(StoredColumns):
    """Columns of ``paper_file``."""

    sha256: Named[str] = Column(SHA256, unique=True)
    media: Named[str] = Column(CODE)
    pdf_sha256: Named[str] = Column(SHA256)
    pages: Named[int]
    texts_sha256: Named[str] = Column(SHA256)
    problem: Named[str]
    mended: Named[str]
    checked_at: Named[datetime | None] = Column(UtcDateTime)


class PaperColumns(ItemColumns):
    """Columns of ``paper``."""

    title: Named[str]
    file_name: Named[str]
    sha256: Named[str] = Column(SHA256, index=True)
    position: Named[int]
    document_id: Named[int | None] = Column(ForeignKey("document.id"), index=True)
    added_by: Named[str]
    added_at: Named[datetime] = Column(UtcDateTime)
    supplement: Named[int]
    is_late: Named[bool]
    late_allowed_by: Named[str]
    late_reason: Named[str]
    accepted_by: Named[str]
    accepted_at: Named[datetime | None] = Column(UtcDateTime)


class PackColumns(StoredColumns):
    """Columns of ``pack``."""

    meeting_id: Named[int] = Column(ForeignKey("panel_meeting.id"), index=True)
    number: Named[int]
    supplement: Named[int]
    profile: Named[str]
    pages: Named[int]
    papers: Named[int]
    manifest_sha256: Named[str] = Column(SHA256)
    built_at: Named[datetime] = Column(UtcDateTime)
    built_by: Named[str]
    circulated_at: Named[datetime | None] = Column(UtcDateTime)
    circulated_by: Named[str]
