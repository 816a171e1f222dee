"""Reporting: reasons for delay, milestones, sheets as sent, forecasts as made, published figures that were read in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

CODE = sa.String(40)
SHA256 = sa.String(64)
LIMITS = ("assess_decision", "no_plan_decision", "final_plan")
EXPORT_KINDS = (
    "pack",
    "supplement",
    "agenda",
    "decision_sheet",
    "minutes",
    "statistics",
    "weekly_sheet",
    "board_page",
    "figures",
    "copy",
    "letter",
    "email",
    "calendar",
    "handover",
    "chronology",
)


def upgrade() -> None:
    _delay_reason()
    _milestone()
    _sent_sheet()
    _kept_forecast()
    _published_set()
    _allow("export", "kind", EXPORT_KINDS)


def _delay_reason() -> None:
    listed = ", ".join(f"'{code}'" for code in LIMITS)
    _list(
        "delay_reason",
        _number("case_id"),
        *(_code(name) for name in ("duty", "reason", "service")),
        _words("note"),
        _day("given_on"),
        _words("given_by"),
        sa.CheckConstraint(f"duty IN ({listed})", name=op.f("ck_delay_reason_duty_code")),
        points={"case_id": "request"},
    )


def _milestone() -> None:
    _list(
        "milestone",
        _code("measure"),
        _words("title"),
        _number("baseline", nullable=True),
        _day("baseline_on", nullable=True),
        _number("target"),
        _day("due_on"),
        _words("note"),
    )


def _sent_sheet() -> None:
    _list(
        "sent_sheet",
        _number("export_id"),
        *(_day(name) for name in ("as_at", "period_from", "period_to")),
        _code("profile"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _words("made_by"),
        _checksum("sha256"),
        _number("cases"),
        points={"export_id": "export"},
    )
    op.create_index("ix_sent_sheet_as_at", "sent_sheet", ["as_at"])


def _kept_forecast() -> None:
    _list("kept_forecast", _code("kind"), _day("made_on"), _checksum("sha256"), _number("cases"))
    op.create_index("ix_kept_forecast_made_on", "kept_forecast", ["made_on"])


def _published_set() -> None:
    _list(
        "published_set",
        *(_words(name) for name in ("title", "file_name")),
        *(_number(name) for name in ("first_year", "last_year")),
        _day("read_on"),
        _words("read_by"),
        _checksum("sha256"),
    )


def _allow(table: str, column: str, codes: tuple[str, ...]) -> None:
    """Let a column hold more codes than before."""
    condition = "{} IN ({})".format(column, ", ".join(f"'{code}'" for code in codes))
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(f"ck_{table}_{column}_code", table, type_="check")
        op.create_check_constraint(f"{column}_code", table, condition)
        return
    # A check is not read back from SQLite, so that the table built anew has only the one it is given here.
    with op.batch_alter_table(table, recreate="always") as batch:
        batch.create_check_constraint(f"{column}_code", sa.text(condition))


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


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _code(name: str) -> sa.Column[Any]:
    return sa.Column(name, CODE, nullable=False)


def _checksum(name: str) -> sa.Column[Any]:
    return sa.Column(name, SHA256, nullable=False)
