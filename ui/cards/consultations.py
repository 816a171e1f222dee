"""The settings consulted before one may be named, and what each replied."""

from __future__ import annotations

from functools import partial

from send_desktop.records import Consultation
from send_desktop.services.plans import REPLIES, reply_due
from send_desktop.wording import day_month, days
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each setting consulted; Enter on one without a reply records it."""
    return [_row(item, on) for item in on.case.consultations]


def _row(item: Consultation, on: OnCard) -> Row:
    today = on.view.today
    return Row(
        (
            Cell(item.setting or "Not named", "strong"),
            Cell(day_month(item.sent_on, today)),
            Cell(day_month(reply_due(item), today), tip="15 days after it was consulted (Code 9.83)"),
            Cell(day_month(item.replied_on, today)),
            _reply(item, on),
        ),
        None if item.replied_on else partial(on.open_act, "reply", item.id),
    )


def _reply(item: Consultation, on: OnCard) -> Cell:
    """What the setting said, or how long it has been waited for beyond its 15 days."""
    if item.replied_on:
        place = {True: "has a place", False: "has no place"}.get(item.has_place) if item.has_place is not None else ""
        return Cell(REPLIES.get(item.outcome or "", "Replied"), tip=" · ".join(filter(None, (place, item.grounds))))
    due = reply_due(item)
    if on.is_open and due and due < on.view.today:
        return Cell(f"{days((on.view.today - due).days)} overdue", "breached")
    return Cell("No reply yet", "secondary")


CARD = CardSpec(
    id="consultations",
    heading="Consultation",
    side="right",
    columns=(
        CardColumn("Setting"),
        CardColumn("Sent", DAY),
        CardColumn("Due", DAY, gives_way=2),
        CardColumn("Replied", DAY, gives_way=1),
        CardColumn("Reply", 150),
    ),
    rows=rows,
    tools=(act_tool("consult", "Consult"), act_tool("reply", "Record reply")),
)
