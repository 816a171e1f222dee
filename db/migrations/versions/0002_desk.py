"""The officer's desk: reminders, letters, disputes, documents' versions, saved views, and the fields about them.

New columns carry a default in the database, so that each is added in place and no table with rows is built
anew; only the export log is, for its list of kinds.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db import search_index

revision = "0002"
down_revision = "0001"

CODE = sa.String(40)
SHA256 = sa.String(64)
EXPORT_KINDS = ("pack", "weekly_sheet", "copy", "letter", "email", "calendar", "handover", "chronology")

STANDARD_LIST: dict[str, tuple[bool, str]] = {
    "EP": (True, "[]"),
    "SaLT": (False, '["SLCN","ASD","HI"]'),
    "OT": (False, '["PD"]'),
    "Physio": (False, '["PD"]'),
    "Health": (True, "[]"),
    "Social care": (True, "[]"),
    "School": (True, "[]"),
}
"""The shipped services: whether the standard list always asks them, and for which needs."""


def upgrade() -> None:
    _authority()
    _family()
    _advice()
    _plan_version()
    _contact()
    _document()
    _chase()
    _adviser_request()
    _dispute()
    _letter()
    _letter_template()
    _saved_view()
    _content()
    _export()
    search_index.make(op.get_bind())


def _authority() -> None:
    _add("service", _text("escalation_email"))
    _add("service", sa.Column("is_always_asked", sa.Boolean(), server_default=sa.false(), nullable=False))
    _add("service", sa.Column("asked_for_needs", sa.JSON(), server_default="[]", nullable=False))
    _add("service", sa.Column("asked_from_age", sa.Integer(), nullable=True))
    _add("setting", _text("address"))
    service = sa.table(
        "service",
        sa.column("code", sa.String()),
        sa.column("is_always_asked", sa.Boolean()),
        sa.column("asked_for_needs", sa.String()),
    )
    for code, (is_always_asked, needs) in STANDARD_LIST.items():
        op.execute(
            service.update()
            .where(service.c.code == code)
            .values(is_always_asked=is_always_asked, asked_for_needs=needs)
        )


def _family() -> None:
    _add("person", _text("email"))
    _add("person", _text("telephone"))
    _add("carer", sa.Column("receives_letters", sa.Boolean(), server_default=sa.true(), nullable=False))


def _advice() -> None:
    days = ("booked_on", "first_received_on", "incomplete_on", "returned_on")
    for name in (*days, "provider_satisfied_on", "authority_satisfied_on", "family_satisfied_on"):
        _add("advice", _day(name))
    _add("advice", _text("fault"))


def _plan_version() -> None:
    _add("plan_version", _text("representations"))
    for name in ("meeting_asked_on", "meeting_held_on", "family_sent_on", "setting_sent_on", "board_sent_on"):
        _add("plan_version", _day(name))
    _add_pointer("plan_version", "document_id", "document")


def _contact() -> None:
    _add_code("contact", "party", "family", ("family", "service", "setting", "other"))
    _add_code("contact", "direction", "to_them", ("to_them", "from_them"))


def _document() -> None:
    _add("document", _text("added_by"))
    _add("document", sa.Column("number", sa.Integer(), server_default="1", nullable=False))
    _add_pointer("document", "replaces_id", "document")


def _add_pointer(table: str, name: str, other: str) -> None:
    """Add a column that may name a row of another table; SQLite takes the reference only with the column."""
    key = f"fk_{table}_{name}"
    if _is_sqlite():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} INTEGER CONSTRAINT {key} REFERENCES {other} (id)")
    else:
        _add(table, sa.Column(name, sa.Integer(), nullable=True))
        op.create_foreign_key(key, table, other, [name], ["id"])
    op.create_index(f"ix_{table}_{name}", table, [name])


def _chase() -> None:
    _table(
        "chase",
        _day("on", nullable=False),
        _number("rung"),
        _number("advice_id", nullable=True),
        _number("consultation_id", nullable=True),
        _code("channel"),
        _words("to_whom"),
        _words("note"),
        _one_of("chase", "channel", ("email", "call", "letter")),
        _points_at("chase", "advice_id", "advice"),
        _points_at("chase", "consultation_id", "consultation"),
    )
    op.create_index("ix_chase_advice_id", "chase", ["advice_id"])
    op.create_index("ix_chase_consultation_id", "chase", ["consultation_id"])


def _adviser_request() -> None:
    _table(
        "adviser_request",
        _day("asked_on", nullable=False),
        _words("adviser"),
        _words("why"),
        _code("outcome", nullable=True),
        _day("decided_on"),
        _words("decided_by"),
        _words("reason"),
        _day("told_on"),
        _one_of("adviser_request", "outcome", ("agreed", "refused")),
    )


def _dispute() -> None:
    _table(
        "dispute",
        _code("kind"),
        _code("about"),
        _day("opened_on", nullable=False),
        _day("papers_received_on"),
        _day("responded_on"),
        _day("certificate_on"),
        _day("held_on"),
        _code("outcome", nullable=True),
        _day("ended_on"),
        _words("note"),
        _one_of("dispute", "kind", ("mediation", "appeal")),
        _one_of("dispute", "about", ("assess", "issue", "contents", "placement")),
        _one_of("dispute", "outcome", ("agreed", "not_agreed", "withdrawn", "dismissed", "allowed", "conceded")),
    )


def _letter() -> None:
    about = ("", "request", "assess", "issue", "advice", "draft", "consultation", "final", "update")
    _table(
        "letter",
        _code("template"),
        _words("title"),
        _code("recipient"),
        _words("addressee"),
        _day("made_on", nullable=False),
        _words("made_by"),
        _number("template_number"),
        _number("document_id", nullable=True),
        _words("address"),
        _code("channel", nullable=True),
        _day("sent_on"),
        _words("proof"),
        _code("about"),
        _number("about_id", nullable=True),
        _one_of("letter", "recipient", ("family", "young_person", "setting", "board", "service", "other")),
        _one_of("letter", "channel", ("first_class", "second_class", "email", "hand")),
        _one_of("letter", "about", about),
        _points_at("letter", "document_id", "document"),
    )
    op.create_index("ix_letter_document_id", "letter", ["document_id"])


def _letter_template() -> None:
    _list(
        "letter_template",
        _code("code"),
        _words("file_name"),
        sa.Column("sha256", SHA256, nullable=False),
        _number("number"),
        _words("changed_by"),
        _day("changed_on"),
        sa.UniqueConstraint("code", name="uq_letter_template_code"),
    )


def _saved_view() -> None:
    _list(
        "saved_view",
        _words("name"),
        _words("made_by"),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.UniqueConstraint("name", name="uq_saved_view_name"),
    )


def _content() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", SHA256, nullable=False),
        _number("size"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_content"),
    )


def _export() -> None:
    """Let the export log hold the new kinds of what leaves the building."""
    condition = "kind IN ({})".format(", ".join(f"'{kind}'" for kind in EXPORT_KINDS))
    if not _is_sqlite():
        op.drop_constraint("ck_export_kind_code", "export", type_="check")
        op.create_check_constraint("kind_code", "export", condition)
        return
    # A check is not read back from SQLite, so that the table built anew has only the one it is given here.
    with op.batch_alter_table("export", recreate="always") as batch:
        batch.create_check_constraint("kind_code", sa.text(condition))


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


def _table(name: str, *parts: Any) -> None:
    """Make the table of a kind of record that belongs to a case."""
    _list(name, _number("case_id"), *parts, _points_at(name, "case_id", "request"))
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])


def _list(name: str, *parts: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _number("version"),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    next_id = sa.table("next_id", sa.column("record", sa.String()), sa.column("next", sa.Integer()))
    op.execute(next_id.insert().values(record=name, next=1))


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), server_default="", nullable=False)


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _code(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, CODE, nullable=nullable)


def _one_of(table: str, column: str, codes: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_code"))


def _points_at(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")
