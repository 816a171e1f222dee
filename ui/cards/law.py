"""The dates in law, why each is what it is, and the latest safe date of every step that remains."""

from __future__ import annotations

from datetime import date
from functools import partial

from send_desktop.risk import SafeDate
from send_desktop.services.why import why_duty, why_safe
from send_desktop.statute.case_duties import DutyState
from send_desktop.wording import day_month, full_date
from ui.cards.chronology import LATE_ADVICE
from ui.cards.spec import DAY, CardSpec, OnCard
from ui.widgets.card_table import CardColumn, Cell, Row

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
    """Return the latest safe date of every step that remains; Enter or F4 on one says why."""
    return [_safe_row(one, on) for one in on.view.safe_dates]


def _safe_row(one: SafeDate, on: OnCard) -> Row:
    why = partial(_show_safe, on, one)
    day = Cell(day_month(one.on, on.view.today), one.state, full_date(one.on))
    return Row((Cell(one.title), day), why, why=why)


def why_of_line(on: OnCard, card_id: str, row: Row) -> bool:
    """Explain a line of advice or of a consultation by its duty; say whether there is one."""
    wanted = {"advice": "advice", "consultations": "school_consult_reply"}.get(card_id)
    subject = row.cells[0].words
    duty = next((one for one in on.view.duties if one.id == wanted and one.subject == subject), None)
    if duty:
        show_why(on, duty)
    return duty is not None


def _show_safe(on: OnCard, one: SafeDate) -> None:
    on.show_why(why_safe(on.view, one))


def duty_rows(on: OnCard) -> list[Row]:
    """Return the dates in law, those still to be met first; Enter or F4 on one says why."""
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
        why=partial(show_why, on, duty),
    )


def show_why(on: OnCard, duty: DutyState) -> None:
    """Show at the side why a date is what it is."""
    on.show_why(why_duty(on.view, duty))


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
