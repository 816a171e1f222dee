"""The first schema: every table, one function each.

A migration is never changed once released; it names types and codes as they were on its day.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

CODE = sa.String(40)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _act()
    _area()
    _next_id()
    _option()
    _person()
    _service()
    _setting()
    _team()
    _audit()
    _carer()
    _officer()
    _panel_meeting()
    _export()
    _request()
    _advice()
    _agenda_item()
    _consultation()
    _contact()
    _derived()
    _document()
    _exception_period()
    _later_decision()
    _note()
    _plan_version()
    _provision()


def _columns(kind: Any, names: str, *, nullable: bool = False, server_default: Any = None) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, server_default=server_default) for name in names.split()]


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _one_of(table: str, column: str, codes: str, *, or_none: bool = False) -> sa.CheckConstraint:
    allowed = ["", *codes.split()] if or_none else codes.split()
    listed = ", ".join(f"'{code}'" for code in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_code"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _act() -> None:
    op.create_table(
        "act",
        *_columns(sa.Integer(), "id"),
        *_columns(MOMENT, "at"),
        *_columns(sa.String(), "by name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )


def _area() -> None:
    op.create_table(
        "area",
        *_record(),
        *_columns(sa.String(), "name"),
        _unique("area", "name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )


def _next_id() -> None:
    op.create_table(
        "next_id",
        *_columns(CODE, "record"),
        *_columns(sa.Integer(), "next"),
        sa.CheckConstraint("next > 0", name=op.f("ck_next_id_next_positive")),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_next_id")),
    )


def _option() -> None:
    op.create_table(
        "option",
        *_columns(sa.String(100), "name"),
        *_columns(sa.String(), "value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_option")),
    )


def _person() -> None:
    op.create_table(
        "person",
        *_record(),
        *_columns(sa.String(), "forename surname"),
        *_columns(sa.Date(), "date_of_birth", nullable=True),
        *_columns(sa.String(), "sex ethnicity_main ethnicity_extended upn uln upn_unknown postcode", nullable=True),
        *_columns(sa.String(), "address"),
        *_columns(CODE, "rights_holder", nullable=True),
        *_columns(sa.Boolean(), "looked_after"),
        _one_of("person", "rights_holder", "parent young_person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    _index("person", "date_of_birth")
    _index("person", "surname", "forename")
    _index("person", "uln")
    _index("person", "upn")


def _service() -> None:
    op.create_table(
        "service",
        *_record(),
        *_columns(CODE, "code"),
        *_columns(sa.String(), "name"),
        *_columns(sa.Boolean(), "is_section_31_body"),
        *_columns(sa.String(), "email"),
        *_columns(sa.Integer(), "usual_delay_days sort_order"),
        _unique("service", "code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        *_record(),
        *_columns(sa.String(), "name kind urn email"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    _index("setting", "name")
    _index("setting", "urn")


def _team() -> None:
    op.create_table(
        "team",
        *_record(),
        *_columns(sa.String(), "name"),
        _unique("team", "name"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        *_columns(sa.Integer(), "id act_id"),
        *_columns(sa.String(), "record"),
        *_columns(sa.Integer(), "record_id"),
        *_columns(sa.Integer(), "case_id person_id", nullable=True),
        *_columns(sa.Text(), "changes"),
        _refers("audit", "act_id", "act"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    _index("audit", "case_id")
    given = sa.text("person_id IS NOT NULL")
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"], sqlite_where=given, postgresql_where=given)


def _carer() -> None:
    op.create_table(
        "carer",
        *_record(),
        *_columns(sa.Integer(), "person_id"),
        *_columns(sa.String(), "name relationship"),
        *_columns(sa.Boolean(), "has_parental_responsibility"),
        *_columns(sa.String(), "email telephone address contact_preference safe_contact"),
        *_columns(sa.String(), "do_not_disclose_to"),
        _refers("carer", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer")),
    )
    _index("carer", "person_id")


def _officer() -> None:
    op.create_table(
        "officer",
        *_record(),
        *_columns(sa.String(), "name initials email"),
        *_columns(sa.Integer(), "team_id area_id", nullable=True),
        *_columns(CODE, "role"),
        *_columns(sa.String(), "sign_in", nullable=True),
        *_columns(sa.Boolean(), "is_active"),
        _one_of("officer", "role", "case_officer panel_manager team_lead"),
        _refers("officer", "team_id", "team"),
        _refers("officer", "area_id", "area"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    _index("officer", "area_id")
    _index("officer", "team_id")


def _panel_meeting() -> None:
    op.create_table(
        "panel_meeting",
        *_record(),
        *_columns(CODE, "kind"),
        *_columns(sa.Date(), "on"),
        *_columns(sa.Time(), "starts_at"),
        *_columns(sa.Integer(), "area_id", nullable=True),
        *_columns(sa.Integer(), "capacity"),
        *_columns(sa.Date(), "papers_by", nullable=True),
        *_columns(sa.Integer(), "slot_minutes"),
        *_columns(sa.String(), "venue chair"),
        *_columns(CODE, "status"),
        *_columns(sa.String(), "confidentiality"),
        _one_of(
            "panel_meeting", "kind", "assessment issue provision early_years joint post_16 review emergency moderation"
        ),
        _one_of("panel_meeting", "status", "planned circulated held cancelled"),
        _refers("panel_meeting", "area_id", "area"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_meeting")),
    )
    _index("panel_meeting", "area_id")
    _index("panel_meeting", "on")


def _export() -> None:
    op.create_table(
        "export",
        *_record(),
        *_columns(CODE, "kind"),
        *_columns(sa.String(), "profile"),
        *_columns(MOMENT, "made_at"),
        *_columns(sa.String(), "made_by target sha256"),
        *_columns(sa.Integer(), "items"),
        *_columns(sa.Integer(), "meeting_id", nullable=True),
        _one_of("export", "kind", "pack weekly_sheet copy"),
        _refers("export", "meeting_id", "panel_meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    _index("export", "meeting_id")


def _request() -> None:
    op.create_table(
        "request",
        *_record(),
        *_columns(sa.String(), "reference reference_key"),
        *_columns(sa.Integer(), "person_id"),
        *_columns(sa.Date(), "received_on"),
        *_columns(CODE, "source"),
        *_columns(sa.Date(), "became_responsible_on", nullable=True),
        *_columns(sa.Boolean(), "in_youth_accommodation"),
        *_columns(sa.Integer(), "setting_id area_id officer_id", nullable=True),
        *_columns(sa.String(), "primary_need secondary_need", nullable=True),
        *_columns(CODE, "assess_outcome", nullable=True),
        *_columns(sa.Date(), "assess_made_on assess_told_on assess_panel_on", nullable=True),
        *_columns(sa.String(), "assess_decided_by assess_reasons"),
        *_columns(CODE, "issue_outcome", nullable=True),
        *_columns(sa.Date(), "issue_made_on issue_told_on issue_panel_on", nullable=True),
        *_columns(sa.String(), "issue_decided_by issue_reasons"),
        *_columns(sa.Boolean(), "is_exception_claimed is_withdrawn"),
        *_columns(sa.Date(), "withdrawn_on", nullable=True),
        *_columns(sa.String(), "withdrawn_reason"),
        *_columns(CODE, "closure", nullable=True),
        *_columns(sa.Date(), "closed_on", nullable=True),
        *_columns(sa.String(), "closed_reason moved_to transferred_from"),
        *_columns(sa.Integer(), "family_preference_setting_id", nullable=True),
        *_columns(sa.String(), "family_preference family_view officer_recommendation comments"),
        *_columns(sa.String(), "source_file source_sheet"),
        *_columns(sa.Integer(), "source_row", nullable=True),
        _one_of("request", "source", "school parent young_person health social_care other not_known"),
        _one_of("request", "assess_outcome", "assess refuse"),
        _one_of("request", "issue_outcome", "issue no_plan"),
        _one_of("request", "closure", "moved ceased"),
        _unique("request", "reference_key"),
        _refers("request", "person_id", "person"),
        _refers("request", "setting_id", "setting"),
        _refers("request", "area_id", "area"),
        _refers("request", "officer_id", "officer"),
        _refers("request", "family_preference_setting_id", "setting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    _index("request", "area_id")
    _index("request", "family_preference_setting_id")
    _index("request", "officer_id")
    _index("request", "person_id")
    _index("request", "setting_id")


def _advice() -> None:
    op.create_table(
        "advice",
        *_record(),
        *_columns(sa.Integer(), "case_id service_id"),
        *_columns(CODE, "service"),
        *_columns(sa.Date(), "requested_on promised_on received_on", nullable=True),
        *_columns(sa.Boolean(), "is_existing_report"),
        *_columns(sa.String(), "adviser key_point"),
        *_columns(sa.Date(), "last_chased_on", nullable=True),
        _refers("advice", "case_id", "request"),
        _refers("advice", "service_id", "service"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
    )
    _index("advice", "case_id")
    _index("advice", "service_id")


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        *_record(),
        *_columns(sa.Integer(), "case_id meeting_id position"),
        *_columns(CODE, "asked"),
        *_columns(sa.String(), "recommendation"),
        *_columns(sa.String(), "recommended_outcome", nullable=True),
        *_columns(sa.Boolean(), "is_late_paper"),
        _one_of("agenda_item", "asked", "assess issue provision", or_none=True),
        _unique("agenda_item", "meeting_id", "case_id"),
        _refers("agenda_item", "case_id", "request"),
        _refers("agenda_item", "meeting_id", "panel_meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    _index("agenda_item", "case_id")
    _index("agenda_item", "meeting_id")


def _consultation() -> None:
    op.create_table(
        "consultation",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(sa.Integer(), "setting_id", nullable=True),
        *_columns(sa.String(), "setting"),
        *_columns(sa.Date(), "sent_on replied_on", nullable=True),
        *_columns(CODE, "outcome", nullable=True),
        *_columns(sa.String(), "grounds"),
        *_columns(sa.Boolean(), "has_place", nullable=True),
        _one_of("consultation", "outcome", "can_meet_need cannot_meet_need full no_reply"),
        _refers("consultation", "case_id", "request"),
        _refers("consultation", "setting_id", "setting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    _index("consultation", "case_id")
    _index("consultation", "setting_id")


def _contact() -> None:
    op.create_table(
        "contact",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(sa.Date(), "on"),
        *_columns(CODE, "kind"),
        *_columns(sa.String(), "with_whom summary"),
        *_columns(sa.Date(), "promised_by promise_kept_on", nullable=True),
        _one_of("contact", "kind", "call email letter visit meeting"),
        _refers("contact", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    _index("contact", "case_id")


def _derived() -> None:
    op.create_table(
        "derived",
        *_columns(sa.Integer(), "case_id"),
        *_columns(CODE, "status"),
        *_columns(CODE, "stage", nullable=True),
        *_columns(sa.Date(), "final_from", nullable=True),
        *_columns(sa.String(), "next_duty", nullable=True),
        *_columns(sa.Date(), "next_due at_risk_from will_breach_from", nullable=True),
        *_columns(sa.Boolean(), "is_relieved"),
        *_columns(sa.Boolean(), "finished_in_time", nullable=True),
        *_columns(sa.Date(), "finished_on", nullable=True),
        *_columns(sa.String(), "blocker", nullable=True),
        *_columns(sa.String(), "blocker_subject"),
        *_columns(sa.Date(), "blocker_due safe_by panel_on", nullable=True),
        *_columns(sa.Boolean(), "has_no_panel"),
        *_columns(sa.Date(), "last_panel_on agenda_on blocker_promised representations_end", nullable=True),
        *_columns(sa.Date(), "finish_limit", nullable=True),
        *_columns(sa.String(), "relief_reason", nullable=True),
        *_columns(sa.Date(), "relief_starts_on relief_ends_on", nullable=True),
        _one_of("derived", "status", "open plan_issued refused no_plan withdrawn moved ceased"),
        _one_of("derived", "stage", "request advice decision_to_issue draft consultation final"),
        _refers("derived", "case_id", "request"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_derived")),
    )
    _index("derived", "next_due")
    _index("derived", "status")


def _document() -> None:
    op.create_table(
        "document",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(sa.String(), "title kind file_name sha256"),
        *_columns(sa.Integer(), "size"),
        *_columns(sa.Date(), "added_on", nullable=True),
        _refers("document", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    _index("document", "case_id")


def _exception_period() -> None:
    op.create_table(
        "exception_period",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(CODE, "reason", nullable=True),
        *_columns(sa.String(), "reason_text"),
        *_columns(sa.Date(), "starts_on ends_on", nullable=True),
        *_columns(sa.JSON(), "relieves"),
        *_columns(sa.Date(), "told_family_on", nullable=True),
        *_columns(sa.String(), "evidence"),
        _one_of("exception_period", "reason", "school_closed personal_circumstances absent_from_area not_statutory"),
        _refers("exception_period", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_period")),
    )
    _index("exception_period", "case_id")


def _later_decision() -> None:
    op.create_table(
        "later_decision",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(CODE, "about outcome route"),
        *_columns(sa.Date(), "made_on"),
        *_columns(sa.Date(), "told_on", nullable=True),
        *_columns(sa.String(), "note"),
        _one_of("later_decision", "about", "assess issue contents placement"),
        _one_of("later_decision", "outcome", "assess issue no_plan amend dismissed"),
        _one_of("later_decision", "route", "mediation tribunal conceded own_motion"),
        _refers("later_decision", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_decision")),
    )
    _index("later_decision", "case_id")


def _note() -> None:
    op.create_table(
        "note",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(sa.Date(), "on"),
        *_columns(sa.String(), "text origin subject"),
        _refers("note", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    _index("note", "case_id")


def _plan_version() -> None:
    op.create_table(
        "plan_version",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(CODE, "kind"),
        *_columns(sa.Date(), "sent_on"),
        *_columns(sa.Integer(), "number"),
        *_columns(sa.Date(), "representations_by representations_received_on", nullable=True),
        _one_of("plan_version", "kind", "draft final"),
        _refers("plan_version", "case_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
    )
    _index("plan_version", "case_id")


def _provision() -> None:
    op.create_table(
        "provision",
        *_record(),
        *_columns(sa.Integer(), "case_id"),
        *_columns(CODE, "kind"),
        *_columns(sa.Integer(), "setting_id", nullable=True),
        *_columns(sa.String(), "setting band"),
        *_columns(sa.Integer(), "annual_cost education_share health_share care_share", nullable=True),
        *_columns(sa.String(), "description"),
        _one_of("provision", "kind", "now proposed"),
        _refers("provision", "case_id", "request"),
        _refers("provision", "setting_id", "setting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
    )
    _index("provision", "case_id")
    _index("provision", "setting_id")
