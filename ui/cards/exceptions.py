"""The exceptions recorded: the days, what each relieves, and when the family was told."""

from __future__ import annotations

from send_desktop.services.cases import exception_words
from send_desktop.statute.relief import reliefs_of
from send_desktop.wording import day_month
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return the exceptions recorded, and whether each relieves anything, as risk decides it."""
    case, today = on.case, on.view.today
    found_rows = []
    for period, found in zip(case.exceptions, reliefs_of(case.facts(), case.derived.next_duty), strict=True):
        until = day_month(period.ends_on, today) if period.ends_on else "now"
        dates = f"{day_month(period.starts_on, today)} to {until}" if period.starts_on else "No dates"
        relief = Cell(found.words, "excepted" if found.is_relief else "secondary")
        found_rows.append(Row((Cell(exception_words(period.reason), tip=period.reason_text), Cell(dates), relief)))
    return found_rows


CARD = CardSpec(
    id="exceptions",
    heading="Exceptions",
    side="right",
    columns=(CardColumn(""), CardColumn("", 130), CardColumn("", 130)),
    rows=rows,
    tools=(act_tool("exception", "Add"),),
)
