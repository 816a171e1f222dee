"""The tables: one for each stored record, and those that storage keeps for itself.

Foreign keys have no cascades: what others still point at cannot be removed unnoticed. Types and
constraints are ones that SQLite and PostgreSQL both take.
"""

from sqlalchemy import CheckConstraint, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

from db.codes import checks
from db.columns import (
    ActColumns,
    AdviceColumns,
    AdviserRequestColumns,
    AreaColumns,
    AuditColumns,
    CarerColumns,
    ChaseColumns,
    ConsultationColumns,
    ContactColumns,
    ContentColumns,
    DerivedColumns,
    DisputeColumns,
    DocumentColumns,
    ExceptionPeriodColumns,
    LaterDecisionColumns,
    LetterColumns,
    LetterTemplateColumns,
    NextIdColumns,
    NoteColumns,
    OfficerColumns,
    OptionColumns,
    PersonColumns,
    PlanVersionColumns,
    ProvisionColumns,
    RequestColumns,
    RevisionColumns,
    SavedViewColumns,
    ServiceColumns,
    SettingColumns,
    TeamColumns,
)
from db.panel_columns import (
    AgendaItemColumns,
    AttendanceColumns,
    ConflictColumns,
    DecisionColumns,
    DecisionWordingColumns,
    ExportColumns,
    MemberViewColumns,
    PackColumns,
    PanelActionColumns,
    PanelMeetingColumns,
    PanelMemberColumns,
    PanelSeriesColumns,
    PaperColumns,
    PaperFileColumns,
    RecommendationColumns,
    SchoolHolidayColumns,
)
from db.reporting_columns import (
    DelayReasonColumns,
    KeptForecastColumns,
    MilestoneColumns,
    PublishedSetColumns,
    SentSheetColumns,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

team = Table("team", metadata, TeamColumns)
area = Table("area", metadata, AreaColumns)
officer = Table("officer", metadata, OfficerColumns, *checks("officer"))
service = Table("service", metadata, ServiceColumns)
setting = Table("setting", metadata, SettingColumns)
person = Table("person", metadata, PersonColumns, *checks("person"), Index(None, "surname", "forename"))
carer = Table("carer", metadata, CarerColumns)
request = Table("request", metadata, RequestColumns, *checks("request"))
derived = Table("derived", metadata, DerivedColumns, *checks("derived"))
advice = Table("advice", metadata, AdviceColumns)
consultation = Table("consultation", metadata, ConsultationColumns, *checks("consultation"))
provision = Table("provision", metadata, ProvisionColumns, *checks("provision"))
plan_version = Table("plan_version", metadata, PlanVersionColumns, *checks("plan_version"))
exception_period = Table("exception_period", metadata, ExceptionPeriodColumns, *checks("exception_period"))
later_decision = Table("later_decision", metadata, LaterDecisionColumns, *checks("later_decision"))
contact = Table("contact", metadata, ContactColumns, *checks("contact"))
note = Table("note", metadata, NoteColumns)
document = Table("document", metadata, DocumentColumns)
chase = Table("chase", metadata, ChaseColumns, *checks("chase"))
adviser_request = Table("adviser_request", metadata, AdviserRequestColumns, *checks("adviser_request"))
dispute = Table("dispute", metadata, DisputeColumns, *checks("dispute"))
letter = Table("letter", metadata, LetterColumns, *checks("letter"))
delay_reason = Table("delay_reason", metadata, DelayReasonColumns, *checks("delay_reason"))
letter_template = Table("letter_template", metadata, LetterTemplateColumns)
saved_view = Table("saved_view", metadata, SavedViewColumns)
content = Table("content", metadata, ContentColumns)
school_holiday = Table("school_holiday", metadata, SchoolHolidayColumns)
decision_wording = Table("decision_wording", metadata, DecisionWordingColumns)
panel_series = Table("panel_series", metadata, PanelSeriesColumns, *checks("panel_series"))
panel_member = Table("panel_member", metadata, PanelMemberColumns, *checks("panel_member"))
panel_meeting = Table("panel_meeting", metadata, PanelMeetingColumns, *checks("panel_meeting"))
agenda_item = Table(
    "agenda_item",
    metadata,
    AgendaItemColumns,
    *checks("agenda_item"),
    UniqueConstraint("meeting_id", "case_id"),
)
attendance = Table("attendance", metadata, AttendanceColumns, *checks("attendance"))
conflict = Table("conflict", metadata, ConflictColumns, *checks("conflict"))
recommendation = Table("recommendation", metadata, RecommendationColumns, *checks("recommendation"))
member_view = Table("member_view", metadata, MemberViewColumns)
decision = Table("decision", metadata, DecisionColumns)
panel_action = Table("panel_action", metadata, PanelActionColumns, *checks("panel_action"))
paper_file = Table("paper_file", metadata, PaperFileColumns, *checks("paper_file"))
paper = Table("paper", metadata, PaperColumns)
pack = Table("pack", metadata, PackColumns)
export = Table("export", metadata, ExportColumns, *checks("export"))
sent_sheet = Table("sent_sheet", metadata, SentSheetColumns)
milestone = Table("milestone", metadata, MilestoneColumns)
kept_forecast = Table("kept_forecast", metadata, KeptForecastColumns)
published_set = Table("published_set", metadata, PublishedSetColumns)
act = Table("act", metadata, ActColumns)
audit = Table("audit", metadata, AuditColumns)
Index(
    "ix_audit_person_id",
    audit.c.person_id,
    sqlite_where=audit.c.person_id.is_not(None),  # for a server, postgresql.py says the same
)
option = Table("option", metadata, OptionColumns)
next_id = Table("next_id", metadata, NextIdColumns, CheckConstraint("next > 0", name="next_positive"))
revision = Table(
    "alembic_version",
    MetaData(),
    RevisionColumns,
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
