"""The settings consulted before one may be named, and what each replied."""

from __future__ import annotations

from functools import partial

from send_desktop.records import Consultation
from send_desktop.services.plans import REPLIES
from send_desktop.wording import day_month
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each setting consulted; Enter on one without a reply records it."""
    return [_row(item, on) for item in on.case.consultations]


def _row(item: Consultation, on: OnCard) -> Row:
    today = on.view.today
    if item.replied_on:
        reply = Cell(REPLIES.get(item.outcome or "", "Replied"), tip=item.grounds)
    else:
        waits = (today - item.sent_on).days - 14 if item.sent_on and on.is_open else 0
        reply = Cell(f"{waits} days overdue", "breached") if waits > 0 else Cell("No reply yet", "secondary")
    return Row(
        (
            Cell(item.setting or "Not named", "strong"),
            Cell(day_month(item.sent_on, today)),
            Cell(day_month(item.replied_on, today)),
            reply,
        ),
        None if item.replied_on else partial(on.open_act, "reply", item.id),
    )


CARD = CardSpec(
    id="consultations",
    heading="Consultation",
    side="right",
    columns=(CardColumn("Setting"), CardColumn("Sent", DAY), CardColumn("Replied", DAY), CardColumn("Reply", 174)),
    rows=rows,
    tools=(act_tool("consult", "Consult"), act_tool("reply", "Record reply")),
)
