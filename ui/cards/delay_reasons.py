"""The limits that passed on a case, each with its reason, or that nobody has said why yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from send_desktop.delay_reasons import LIMIT_WORDS, NO_REASON
from send_desktop.services.delay_proposals import propose
from send_desktop.services.delay_reasons import PassedLimit, in_words, passed_limits, told
from send_desktop.wording import days
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.dialogs.delay_reasons import chosen_number
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return a line for each limit that was not kept; Enter says why, or changes what was said."""
    return [_row(one, on) for one in passed_limits(on.case, on.view.today)]


def _row(one: PassedLimit, on: OnCard) -> Row:
    late = one.late
    how = f"{days(late.days)} {'late' if late.met_on else 'past'}"
    return Row(
        (Cell(LIMIT_WORDS[one.duty], "strong"), Cell(how), _reason(one, on)),
        partial(on.open_act, "delay_reason", chosen_number(one.duty)),
        more=_more(one, on),
    )


def _reason(one: PassedLimit, on: OnCard) -> Cell:
    if one.given is not None:
        words = "\n".join(filter(None, (in_words(one.given), one.given.note)))
        return Cell(words, tip=told(one.given))
    if one.late.is_excepted:
        return Cell("A listed exception is recorded", "secondary")
    shown = propose(on.case, one, on.view.today)
    return Cell(NO_REASON, "at_risk", shown.words if shown else "")


def _more(one: PassedLimit, on: OnCard) -> tuple[tuple[str, Callable[[], object]], ...]:
    give = partial(on.open_act, "delay_reason", chosen_number(one.duty))
    if one.given is None:
        return (("Give the reason…", give),)
    return (
        ("Change the reason…", give),
        ("Remove the reason…", partial(on.open_act, "remove_delay_reason", one.given.id)),
    )


CARD = CardSpec(
    id="delay_reasons",
    heading="Reasons for delay",
    side="right",
    columns=(CardColumn("Limit"), CardColumn("", 108), CardColumn("Reason", 196)),
    rows=rows,
    tools=(act_tool("delay_reason", "Give reason"),),
)
