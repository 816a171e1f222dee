"""The advice asked for: when, by when it is due, and what came."""

from __future__ import annotations

from functools import partial

from send_desktop.records import Advice
from send_desktop.services import advice as advice_acts
from send_desktop.wording import day_month, full_date
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each request for advice; while the case is open, Enter on one records what arrived."""
    names = {service.code: service.name for service in on.directory.services}
    return [_row(item, names, on) for item in on.case.advice]


def _row(item: Advice, names: dict[str, str], on: OnCard) -> Row:
    today = on.view.today
    state, words = advice_acts.standing(item, today, is_open=on.is_open)
    is_awaited = on.is_open and item.received_on is None
    tips = [names.get(item.service, ""), item.adviser, item.key_point]
    if item.promised_on and is_awaited:
        tips.append(f"promised for {full_date(item.promised_on)}")
    return Row(
        (
            Cell(item.service, "strong", " · ".join(tip for tip in tips if tip)),
            Cell(day_month(item.requested_on, today)),
            Cell(day_month(advice_acts.due_on(item), today)),
            Cell(day_month(item.received_on, today)),
            Cell(words, state or "secondary"),
        ),
        partial(on.open_act, "received", item.id) if is_awaited else None,
    )


CARD = CardSpec(
    id="advice",
    heading="Advice",
    side="right",
    columns=(
        CardColumn("Service", 84), CardColumn("Asked", DAY), CardColumn("Due", DAY), CardColumn("In", DAY),
        CardColumn(""),
    ),
    rows=rows,
    tools=(act_tool("ask", "Ask"), act_tool("received", "Record"), act_tool("chase", "Chase")),
    empty="No advice has been asked for yet.",
)  # fmt: skip
