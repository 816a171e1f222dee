"""Who spoke or wrote to whom, the newest first, with what was promised."""

from __future__ import annotations

from functools import partial

from send_desktop.records import Contact
from send_desktop.services.contacts import DIRECTIONS, KINDS
from send_desktop.wording import day_month, full_date
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import MORE, CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each contact; Enter on one with an open promise records that it was kept."""
    newest_first = sorted(on.case.contacts, key=lambda one: (one.on, one.id), reverse=True)
    return [_row(one, on) for one in newest_first]


def _row(one: Contact, on: OnCard) -> Row:
    is_open = one.promised_by is not None and one.promise_kept_on is None
    kind = Cell(KINDS[one.kind], "strong", DIRECTIONS[one.direction])
    said = Cell(f"{one.with_whom}: {one.summary}" if one.with_whom else one.summary)
    cells = (Cell(day_month(one.on, on.view.today), "secondary", full_date(one.on)), kind, said, _promise(one, on))
    if not is_open:
        return Row((*cells, Cell("")))
    moved = ("Move the promise", partial(on.open_act, "moved_promise", one.id))
    return Row((*cells, MORE), partial(on.open_act, "kept", one.id), more=(moved,))


def _promise(one: Contact, on: OnCard) -> Cell:
    today = on.view.today
    if one.promised_by is None:
        return Cell("")
    if one.promise_kept_on:
        state = "at_risk" if one.promise_kept_on > one.promised_by else "on_track"
        return Cell(f"Kept {day_month(one.promise_kept_on, today)}", state, f"promised by {full_date(one.promised_by)}")
    state = "breached" if one.promised_by < today else "at_risk"
    return Cell(f"Promised by {day_month(one.promised_by, today)}", state)


CARD = CardSpec(
    id="contacts",
    heading="Contacts",
    side="left",
    columns=(CardColumn("", DAY), CardColumn("", 70), CardColumn(""), CardColumn("", 168), CardColumn("", 48)),
    rows=rows,
    tools=(act_tool("contact", "Log contact"),),
    empty="Nobody has been spoken or written to yet. Log contact (Ctrl+L) keeps the first.",
    few=5,
)
