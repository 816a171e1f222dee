"""Panels: series, members and holidays, what happens at a meeting and after it, papers and packs.

New columns carry a default in the database, so that each is added in place; only agenda items and the export log
are built anew, for their lists of codes.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CODE = sa.String(40)
SHA256 = sa.String(64)
KINDS = (
    "assessment",
    "issue",
    "provision",
    "early_years",
    "joint",
    "post_16",
    "review",
    "emergency",
    "moderation",
)
CAPACITIES = ("member", "deputy", "observer", "presenter", "clerk")
PROFILES = ("named", "initials", "reference")
VIEW_FORMS = ("", "attached", "summary", "none")
ASKED = (
    "",
    "assess",
    "issue",
    "provision",
    "early_years",
    "top_up",
    "joint",
    "post_16",
    "review",
    "reassess",
    "ratify",
    "moderate",
)
EXPORT_KINDS = (
    "pack",
    "supplement",
    "agenda",
    "decision_sheet",
    "minutes",
    "statistics",
    "weekly_sheet",
    "copy",
    "letter",
    "email",
    "calendar",
    "handover",
    "chronology",
)


def upgrade() -> None:
    _lists()
    _series()
    _meeting()
    _agenda_item()
    _attendance()
    _of_items()
    _decision()
    _action()
    _papers()
    _export()


def _lists() -> None:
    _list("school_holiday", _words("name"), _day("starts_on"), _day("ends_on"))
    unique = sa.UniqueConstraint("code", name="uq_decision_wording_code")
    _list("decision_wording", _code("code"), _words("wording"), unique)


def _series() -> None:
    _list(
        "panel_series",
        _words("name"),
        _code("kind"),
        _day("first_on"),
        _day("last_on", nullable=True),
        _code("rhythm"),
        _number("weekday"),
        _number("week_of_month"),
        _hour("starts_at"),
        _number("area_id", nullable=True),
        *(_words(name) for name in ("chair", "deputy", "clerk", "venue")),
        *(_number(name) for name in ("capacity", "slot_minutes", "papers_days")),
        _hour("papers_time"),
        *(_number(name) for name in ("circulate_days", "outcome_days")),
        _codes("quorum_roles"),
        _number("quorum_minimum"),
        _codes("decisions"),
        *(_words(name) for name in ("delegation", "terms_version", "confidentiality")),
        _code("profile"),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("is_term_time_only", "is_active")),
        _one_of("panel_series", "kind", KINDS),
        _one_of("panel_series", "rhythm", ("weekly", "fortnightly", "monthly")),
        _one_of("panel_series", "profile", PROFILES),
        points={"area_id": "area"},
    )
    _list(
        "panel_member",
        _number("series_id"),
        *(_words(name) for name in ("name", "agency", "role")),
        _code("capacity"),
        _words("email"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        _one_of("panel_member", "capacity", CAPACITIES),
        points={"series_id": "panel_series"},
    )


def _meeting() -> None:
    _add_pointer("panel_meeting", "series_id", "panel_series")
    for name, kind in (("papers_time", sa.Time()), ("circulate_on", sa.Date()), ("outcome_by", sa.Date())):
        _add("panel_meeting", sa.Column(name, kind, nullable=True))
    for name in ("circulated_at", "started_at", "ended_at", "signed_at"):
        _add("panel_meeting", _moment(name, nullable=True))
    for name in ("quorum_roles", "decisions", "accepted_problems"):
        _add("panel_meeting", sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    _add("panel_meeting", sa.Column("quorum_minimum", sa.Integer(), server_default="0", nullable=False))
    for name in ("refresher_given", "previous_approved"):
        _add("panel_meeting", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ("clerk", "matters", "signed_by", "minutes_sha256"):
        _add("panel_meeting", _text(name))
    for name in ("accepted_by", "accepted_reason", "cancelled_reason"):
        _add("panel_meeting", _text(name))
    _add_code("panel_meeting", "profile", "named", PROFILES)


def _agenda_item() -> None:
    _allow("agenda_item", "asked", ASKED)
    for name in ("late_allowed_by", "late_reason", "presenter", "setting_present"):
        _add("agenda_item", _text(name))
    for name in ("family_view_note", "child_view_note"):
        _add("agenda_item", _text(name))
    _add("agenda_item", _number("minutes", nullable=True))
    for name in ("started_at", "ended_at"):
        _add("agenda_item", _moment(name, nullable=True))
    for name in ("family_view_form", "child_view_form"):
        _add_code("agenda_item", name, "", VIEW_FORMS)
    _add_pointer("agenda_item", "rolled_from_id", "agenda_item")


def _attendance() -> None:
    _list(
        "attendance",
        _number("meeting_id"),
        *(_words(name) for name in ("name", "agency", "role")),
        _code("capacity"),
        _number("member_id", nullable=True),
        sa.Column("is_apology", sa.Boolean(), nullable=False),
        _moment("arrived_at", nullable=True),
        _moment("left_at", nullable=True),
        _one_of("attendance", "capacity", CAPACITIES),
        points={"meeting_id": "panel_meeting", "member_id": "panel_member"},
    )


def _of_items() -> None:
    _item_table(
        "conflict",
        _number("attendance_id"),
        _words("nature"),
        _code("action"),
        _one_of("conflict", "action", ("stayed", "left", "papers_only")),
        points={"attendance_id": "attendance"},
    )
    texts = ("chair", "wording", "basis", "evidence", "criteria", "alternatives", "family_view")
    _item_table(
        "recommendation",
        _code("outcome"),
        _moment("made_at"),
        *(_words(name) for name in texts),
        _code("cost_considered"),
        _words("conditions"),
        _day("deferred_to", nullable=True),
        *(_words(name) for name in ("deferred_for", "quorum", "effect")),
        _checksum("shown_sha256"),
        _one_of(
            "recommendation",
            "cost_considered",
            ("", "not_considered", "after_suitability", "before_suitability"),
        ),
    )
    _item_table("member_view", *(_words(name) for name in ("role", "who", "view")))


def _decision() -> None:
    _list(
        "decision",
        _number("case_id"),
        _code("outcome"),
        _words("decided_by"),
        _moment("decided_at"),
        _day("made_on"),
        *(_number(name, nullable=True) for name in ("meeting_id", "item_id", "recommendation_id")),
        *(_words(name) for name in ("wording", "basis", "reasons", "conditions", "differs_because", "delegation")),
        _day("notify_by", nullable=True),
        _code("letter"),
        _words("effect"),
        _checksum("shown_sha256"),
        sa.Column("is_out_of_panel", sa.Boolean(), nullable=False),
        *(_words(name) for name in ("why_not_wait", "consulted")),
        _day("ratified_on", nullable=True),
        _number("ratified_meeting_id", nullable=True),
        points={
            "case_id": "request",
            "meeting_id": "panel_meeting",
            "item_id": "agenda_item",
            "recommendation_id": "recommendation",
            "ratified_meeting_id": "panel_meeting",
        },
    )


def _action() -> None:
    _list(
        "panel_action",
        _number("case_id"),
        _code("kind"),
        *(_words(name) for name in ("what", "owner")),
        _day("raised_on"),
        *(_number(name, nullable=True) for name in ("meeting_id", "item_id")),
        _day("due_on", nullable=True),
        _day("done_on", nullable=True),
        *(_words(name) for name in ("done_by", "note")),
        _one_of("panel_action", "kind", ("action", "information", "feedback_call")),
        points={"case_id": "request", "meeting_id": "panel_meeting", "item_id": "agenda_item"},
    )


def _papers() -> None:
    _list(
        "paper_file",
        _checksum("sha256"),
        _code("media"),
        _checksum("pdf_sha256"),
        _number("pages"),
        _checksum("texts_sha256"),
        *(_words(name) for name in ("problem", "mended")),
        _moment("checked_at", nullable=True),
        _one_of("paper_file", "media", ("pdf", "image", "word", "other")),
        sa.UniqueConstraint("sha256", name="uq_paper_file_sha256"),
    )
    _item_table(
        "paper",
        *(_words(name) for name in ("title", "file_name")),
        _checksum("sha256"),
        _number("position"),
        _number("document_id", nullable=True),
        _words("added_by"),
        _moment("added_at"),
        _number("supplement"),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        *(_words(name) for name in ("late_allowed_by", "late_reason", "accepted_by")),
        _moment("accepted_at", nullable=True),
        points={"document_id": "document"},
    )
    op.create_index("ix_paper_sha256", "paper", ["sha256"])
    _list(
        "pack",
        _number("meeting_id"),
        *(_number(name) for name in ("number", "supplement")),
        _words("profile"),
        *(_number(name) for name in ("pages", "papers")),
        _checksum("manifest_sha256"),
        _moment("built_at"),
        _words("built_by"),
        _moment("circulated_at", nullable=True),
        _words("circulated_by"),
        points={"meeting_id": "panel_meeting"},
    )


def _export() -> None:
    _allow("export", "kind", EXPORT_KINDS)
    _add("export", _text("recipient"))
    _add_pointer("export", "pack_id", "pack")


def _allow(table: str, column: str, codes: tuple[str, ...]) -> None:
    """Let a column hold more codes than before."""
    condition = "{} IN ({})".format(column, ", ".join(f"'{code}'" for code in codes))
    if not _is_sqlite():
        op.drop_constraint(f"ck_{table}_{column}_code", table, type_="check")
        op.create_check_constraint(f"{column}_code", table, condition)
        return
    # A check is not read back from SQLite, so that the table built anew has only the one it is given here.
    with op.batch_alter_table(table, recreate="always") as batch:
        batch.create_check_constraint(f"{column}_code", sa.text(condition))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _add(table: str, column: sa.Column[Any]) -> None:
    op.add_column(table, column)


def _add_code(table: str, name: str, default: str, codes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{code}'" for code in codes)
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR(40) DEFAULT '{default}' NOT NULL "
        f"CONSTRAINT ck_{table}_{name}_code CHECK ({name} IN ({listed}))"
    )


def _add_pointer(table: str, name: str, other: str) -> None:
    """Add a column that may name a row of another table; SQLite takes the reference only with the column."""
    key = f"fk_{table}_{name}"
    if _is_sqlite():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} INTEGER CONSTRAINT {key} REFERENCES {other} (id)")
    else:
        _add(table, sa.Column(name, sa.Integer(), nullable=True))
        op.create_foreign_key(key, table, other, [name], ["id"])
    op.create_index(f"ix_{table}_{name}", table, [name])


def _item_table(name: str, *parts: Any, points: dict[str, str] | None = None) -> None:
    """Make the table of a kind of record that belongs to an item of an agenda."""
    own = {"case_id": "request", "meeting_id": "panel_meeting", "item_id": "agenda_item"}
    _list(name, *(_number(column) for column in own), *parts, points=own | (points or {}))


def _list(name: str, *parts: Any, points: dict[str, str] | None = None) -> None:
    """Make a table; ``points`` says which of its columns name rows of which tables. Each has an index."""
    points = points or {}
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _number("version"),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{name}_{column}")
            for column, other in points.items()
        ),
    )
    for column in points:
        op.create_index(f"ix_{name}_{column}", name, [column])
    next_id = sa.table("next_id", sa.column("record", sa.String()), sa.column("next", sa.Integer()))
    op.execute(next_id.insert().values(record=name, next=1))


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), server_default="", nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _hour(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Time(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _code(name: str) -> sa.Column[Any]:
    return sa.Column(name, CODE, nullable=False)


def _codes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _checksum(name: str) -> sa.Column[Any]:
    return sa.Column(name, SHA256, nullable=False)


def _one_of(table: str, column: str, codes: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_code"))
