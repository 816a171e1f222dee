"""The family's requests that particular advisers be asked (reg 6(1)(h)), with what was decided and why."""

from __future__ import annotations

from functools import partial

from send_desktop.records import AdviserRequest
from send_desktop.wording import day_month
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each request; while the case is open, Enter on one opens what comes next of it."""
    return [_row(one, on) for one in on.case.adviser_requests]


def _row(one: AdviserRequest, on: OnCard) -> Row:
    today = on.view.today
    words, role, act_id = _standing(one, on)
    tip = " · ".join(part for part in (one.why, one.reason) if part)
    cells = (
        Cell(one.adviser, "strong", tip=tip),
        Cell(day_month(one.asked_on, today)),
        Cell(words, role, tip=one.reason),
    )
    return Row(cells, partial(on.open_act, act_id, one.id) if act_id and on.is_open else None)


def _standing(one: AdviserRequest, on: OnCard) -> tuple[str, str, str]:
    if one.outcome is None:
        return ("To be decided", "at_risk", "decide_adviser") if on.is_open else ("Not decided", "secondary", "")
    decided = f"{one.outcome.capitalize()} {day_month(one.decided_on, on.view.today)}"
    if one.told_on is None:
        return f"{decided}; to be told", "at_risk" if on.is_open else "secondary", "tell_adviser"
    return f"{decided}; told {day_month(one.told_on, on.view.today)}", "text", ""


CARD = CardSpec(
    id="adviser_requests",
    heading="Advisers the family asked for",
    side="right",
    columns=(CardColumn("Adviser"), CardColumn("Asked", DAY), CardColumn("", 234)),
    rows=rows,
    tools=(act_tool("adviser", "Record"),),
)
