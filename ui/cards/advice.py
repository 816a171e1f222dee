"""The advice asked for: when, by when it is due, and what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from send_desktop.records import Advice, Service
from send_desktop.services import advice as advice_acts
from send_desktop.wording import ABSENT, day_month, full_date
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import MORE, CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each request for advice; while the case is open, Enter on one records what arrived."""
    services = {service.code: service for service in on.directory.services}
    return [_row(item, services, on) for item in on.case.advice]


def _row(item: Advice, services: dict[str, Service], on: OnCard) -> Row:
    today = on.view.today
    state, words = advice_acts.standing(item, today, is_open=on.is_open)
    is_awaited = on.is_open and item.received_on is None
    more = _more(item, on)
    return Row(
        (
            Cell(item.service, "strong", _tip(item, services.get(item.service))),
            Cell(day_month(item.requested_on, today)),
            Cell(day_month(advice_acts.due_on(item), today), tip=_limit(item, services.get(item.service))),
            Cell(_given(item, today) if is_awaited else ABSENT, _given_role(item, today), _given(item, today)),
            Cell(words, state or "secondary", item.fault),
            MORE if more else Cell(""),
        ),
        partial(on.open_act, "received", item.id) if is_awaited else None,
        more=more,
    )


def _more(item: Advice, on: OnCard) -> tuple[tuple[str, Callable[[], object]], ...]:
    if not on.is_open:
        return ()
    steps = [("promise", "Promised or booked"), ("chase", "Chase"), ("existing", "Use existing advice")]
    if item.received_on:
        steps = []
    if item.received_on or item.incomplete_on:
        steps.append(("return_advice", "Send back"))
    return tuple((words, partial(on.open_act, act_id, item.id)) for act_id, words in steps)


def _tip(item: Advice, service: Service | None) -> str:
    chased = f"last chased {full_date(item.last_chased_on)}" if item.last_chased_on else ""
    parts = (service.name if service else "", item.adviser, item.key_point, chased)
    return " · ".join(part for part in parts if part)


def _limit(item: Advice, service: Service | None) -> str:
    if service is None or item.requested_on is None:
        return ""
    return f"{full_date(advice_acts.due_on(item))}: {advice_acts.limit_words(service.is_section_31_body)}"


def _given(item: Advice, today: date) -> str:
    """The date that the service has given, or else the day of its appointment."""
    if item.promised_on:
        return day_month(item.promised_on, today)
    return f"{day_month(item.booked_on, today)}, booked" if item.booked_on else ABSENT


def _given_role(item: Advice, today: date) -> str:
    is_broken = item.promised_on is not None and item.received_on is None and item.promised_on < today
    return "at_risk" if is_broken else "text"


CARD = CardSpec(
    id="advice",
    heading="Advice",
    side="right",
    columns=(
        CardColumn("Service", 84), CardColumn("Asked", 64, gives_way=1), CardColumn("Due", 78),
        CardColumn("Promised", 86, gives_way=2), CardColumn(""), CardColumn("", 48),
    ),
    rows=rows,
    tools=(act_tool("ask", "Ask"), act_tool("received", "Record"), act_tool("chase", "Chase")),
    empty="No advice has been asked for yet.",
)  # fmt: skip
