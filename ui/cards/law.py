"""The dates in law, why each is what it is, and the latest safe date of every step that remains."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from send_desktop.records import AuditLine
from send_desktop.services.cases import CaseView
from send_desktop.statute.case_duties import DutyState
from send_desktop.wording import day_month, full_date
from ui.cards.chronology import LATE_ADVICE
from ui.cards.spec import DAY, CardSpec, OnCard
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.labels import label

DUTY_STATES = {
    "met": ("in_time", "Met"),
    "met_late": ("late", "Met late"),
    "due": ("on_track", "Due"),
    "overdue": ("breached", "Overdue"),
    "excepted": ("excepted", "Excepted"),
    "not_needed": ("secondary", "Not needed"),
    "replaced": ("secondary", "Replaced"),
    "passed": ("secondary", "Time passed"),
}
"""A duty's state as a state's shape and colour, with its own word."""

ORDER = ("overdue", "due", "excepted", "met_late", "met", "replaced", "passed", "not_needed")
"""The states as they stand on the card: what is still to be met first."""


def safe_rows(on: OnCard) -> list[Row]:
    """Return the latest safe date of every step that remains."""
    return [
        Row((Cell(one.title), Cell(day_month(one.on, on.view.today), one.state, full_date(one.on))))
        for one in on.view.safe_dates
    ]


def duty_rows(on: OnCard) -> list[Row]:
    """Return the dates in law, those still to be met first; Enter on one says why."""
    order = {
        "overdue": 0,
        "due": 1,
        "excepted": 2,
        "met_late": 3,
        "met": 4,
        "replaced": 5,
        "passed": 6,
        "not_needed": 7,
    }
    duties = sorted(on.view.duties, key=lambda duty: (order[duty.state], duty.due or date.max))
    return [_duty_row(duty, on) for duty in duties]


def _duty_row(duty: DutyState, on: OnCard) -> Row:
    today = on.view.today
    role, words = DUTY_STATES[duty.state]
    if duty.id == "advice" and role == "late":
        role = LATE_ADVICE
    title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
    return Row(
        (
            Cell(title, tip=duty.explanation),
            Cell(day_month(duty.due, today), tip=full_date(duty.due)),
            Cell(day_month(duty.met_on, today), tip=full_date(duty.met_on)),
            Cell(words, role),
            Cell("Why?", "accent", duty.source),
        ),
        partial(show_why, on, duty),
    )


def show_why(on: OnCard, duty: DutyState) -> None:
    """Show at the side why a date is what it is."""
    words = label(why_words(duty, on.view), wraps=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    words.setWindowTitle("Why this date?")
    on.page.wants_form.emit(words)


def why_words(duty: DutyState, view: CaseView) -> str:
    """Return the whole answer to 'why this date?': the rule, its source, the input, who entered it and when."""
    title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
    parts = [title, duty.explanation, f"Source: {duty.source}."]
    if duty.working_target:
        parts.append(f"Counted cautiously, aim for {full_date(duty.working_target)}.")
    if not duty.statutory:
        parts.append("This is practice, not law.")
    if duty.certainty != "confirmed":
        parts.append("The reading of this provision has still to be confirmed." if duty.statutory else "")
    parts.append(f"Counted from {full_date(duty.starts_on)}. {_entered(view.history, duty.starts_on)}".strip())
    return "\n\n".join(part for part in parts if part)


def _entered(history: tuple[AuditLine, ...], on: date) -> str:
    """Say who entered the date that a duty is counted from, and when."""
    for line in reversed(history):
        if any(after == on.isoformat() for _, after in line.changes.values()):
            return f"Entered by {line.by} on {full_date(line.at.date())} at {line.at:%H:%M} ({line.act.lower()})."
    return ""


SAFE = CardSpec(
    id="safe",
    heading="Latest safe dates",
    side="right",
    columns=(CardColumn(""), CardColumn("", 120)),
    rows=safe_rows,
)

DUTIES = CardSpec(
    id="duties",
    heading="Dates in law",
    side="left",
    columns=(
        CardColumn("Duty"), CardColumn("Due", DAY), CardColumn("Met", DAY, gives_way=1), CardColumn("", 104),
        CardColumn("", 52),
    ),
    rows=duty_rows,
)  # fmt: skip
