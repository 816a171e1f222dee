"""Provision now and proposed with its cost, and the views that the panel reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from send_desktop.exports.panel_pack.words import money
from send_desktop.records import Provision
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row

COSTS = ("annual_cost", "education_share", "health_share", "care_share")
"""The figures of a provision in the order of its columns: pence a year."""


def provision_rows(on: OnCard) -> list[Row]:
    """Return provision now and proposed with what each costs a year, and the change; Enter on a line opens the form."""
    record = partial(on.open_act, "provision")
    kinds = {one.kind: one for one in on.case.provision}
    if not kinds:
        return []
    now, proposed = kinds.get("now"), kinds.get("proposed")
    rows = [_provision_row("Now", now, record), _provision_row("Proposed", proposed, record)]
    if now and proposed and now.annual_cost is not None and proposed.annual_cost is not None:
        changes = [_change(getattr(now, name), getattr(proposed, name)) for name in COSTS]
        rows.append(Row((Cell("Change", "secondary"), Cell(""), Cell(""), *map(Cell, changes)), record))
    return rows


def _provision_row(title: str, one: Provision | None, record: Callable[[], object]) -> Row:
    if one is None:
        return Row((Cell(title, "strong"), Cell("Not recorded", "secondary"), *([Cell("")] * 5)), record)
    total, *shares = (money(getattr(one, name)) for name in COSTS)
    return Row(
        (
            Cell(title, "strong", one.description),
            Cell(one.setting, tip=one.description),
            Cell(one.band),
            Cell(total, "strong"),
            *map(Cell, shares),
        ),
        record,
    )


def _change(before: int | None, after: int | None) -> str:
    change = (after or 0) - (before or 0)
    return f"+{money(change)}" if change > 0 else money(change)


def views_rows(on: OnCard) -> list[Row]:
    """Return the family's preference, provision in words, and the views that the panel reads."""
    case = on.case
    preferred = case.preferred_setting or case.request.family_preference
    lines = [("Family prefers", preferred), ("Family's view", case.request.family_view)]
    lines += [(f"Provision {item.kind}", item.description) for item in case.provision]
    lines.append(("Recommendation", case.request.officer_recommendation))
    return [Row((Cell(name, "secondary"), Cell(words))) for name, words in lines if words]


PROVISION = CardSpec(
    id="provision",
    heading="Provision",
    side="right",
    columns=(
        CardColumn("", 70), CardColumn("Setting"), CardColumn("Band", 54), CardColumn("A year", 74, is_right=True),
        CardColumn("Education", 72, is_right=True, gives_way=3), CardColumn("Health", 64, is_right=True, gives_way=2),
        CardColumn("Care", 50, is_right=True, gives_way=1),
    ),
    rows=provision_rows,
    tools=(act_tool("provision", "Change"),),
)  # fmt: skip

VIEWS = CardSpec(
    id="views",
    heading="Preference and views",
    side="right",
    columns=(CardColumn("", 126), CardColumn("")),
    rows=views_rows,
    tools=(act_tool("views", "Views"), act_tool("preference", "Preference")),
)
