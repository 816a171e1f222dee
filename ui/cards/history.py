"""Who did what to the case, from the audit."""

from __future__ import annotations

from send_desktop.records import AuditLine
from send_desktop.wording import full_date
from ui.cards.spec import CardSpec, OnCard
from ui.pages.audit_words import change_words, record_words
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return who did what, the newest first."""
    return [
        Row(
            (
                Cell(f"{full_date(line.at.date())}, {line.at:%H:%M}", "secondary"),
                Cell(line.by, "strong"),
                _words(line),
            )
        )
        for line in reversed(on.view.history)
    ]


def _words(line: AuditLine) -> Cell:
    """What was done, and what it changed from what to what: the act alone where it says it all."""
    changed = change_words(line)
    return Cell(f"{line.act}. {record_words(line.record)}: {changed}" if changed else line.act)


CARD = CardSpec(
    id="history",
    heading="History",
    side="left",
    columns=(CardColumn("", 150), CardColumn("", 130), CardColumn("")),
    rows=rows,
    few=12,
)
