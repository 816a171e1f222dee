"""Who did what to the case, from the audit."""

from __future__ import annotations

from send_desktop.wording import full_date
from ui.cards.spec import CardSpec, OnCard
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return who did what, the newest first."""
    return [
        Row(
            (
                Cell(f"{full_date(line.at.date())}, {line.at:%H:%M}", "secondary"),
                Cell(line.by, "strong"),
                Cell(line.act, tip=", ".join(line.changes)),
            )
        )
        for line in reversed(on.view.history)
    ]


CARD = CardSpec(
    id="history",
    heading="History",
    side="left",
    columns=(CardColumn("", 150), CardColumn("", 130), CardColumn("")),
    rows=rows,
    few=12,
)
