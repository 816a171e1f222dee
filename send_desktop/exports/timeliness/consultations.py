"""Settings consulted, what they replied, and the replies that are overdue."""

from typing import Any

from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.parts import ConsultationLine
from send_desktop.exports.timeliness.recounts import CONSULTATIONS
from send_desktop.exports.timeliness.trace import Rows, Test, counted, share
from send_desktop.exports.timeliness.words import yes_no
from send_desktop.measures.limits import CONSULTATION_DAYS
from send_desktop.wording import full_date, span

CHART_ROWS = 17


def add_consultation_rows(making: Making) -> None:
    """Add the page of every consultation on the cases counted."""
    page = making.page("Consultation rows", (15, 44, 13, 13, 13, 10, 12, 12, 10))
    day = full_date(making.sheet.figures.as_at)
    page.title("Consultation rows", [f"Every setting consulted, as at {day}; Consultations counts from here."])
    columns = (
        Column("Reference"),
        Column("Setting", "wrap"),
        Column("Sent", "date"),
        Column("Reply due", "date"),
        Column("Replied", "date"),
        Column("Days to reply", "plain"),
        Column("State"),
        Column("Declined"),
        Column("Case open"),
    )
    rows = [_consultation_row(one) for one in making.weekly.consultations]
    place = making.source(page, CONSULTATIONS, columns, rows)
    page.long_table(place, making.sheet.sensitivity, f"Consultations as at {day}")


def _consultation_row(one: ConsultationLine) -> list[Any]:
    return [
        one.reference,
        one.setting,
        one.sent_on,
        one.due_on,
        one.replied_on,
        one.days_to_reply,
        one.state,
        yes_no(one.is_declined),
        yes_no(one.is_case_open),
    ]


def add_consultations(making: Making) -> None:
    """Add the page of consultations: the measures, and the replies that are overdue."""
    figures = making.sheet.figures
    first, until = figures.period_from, min(figures.period_to, figures.as_at)
    page = making.titled(
        "Consultations",
        (44, 44, 13, 13, 12, 9),
        f"Settings consulted before one is named (ss39 and 40), {span(first, until)}.",
    )
    columns = (Column("Measure"), Column("Number", "count"), Column("Out of", "count"), Column("Figure", "count"))
    page.heading("Measures")
    rows = Rows(CONSULTATIONS)
    settled = rows.between("Reply due", first, until).where(Test("State", "Waiting", "<>"))
    replied = rows.between("Replied", first, until)
    traced = {
        "consultations_sent": (rows.between("Sent", first, until), None),
        "consultations_within_15_days": (settled.where(Test("Days to reply", CONSULTATION_DAYS, "<=")), settled),
        "consultations_declined": (replied.where(Test("Declined", "Yes")), replied),
        "consultations_overdue": (rows.where(Test("State", "Overdue"), Test("Case open", "Yes")), None),
    }
    body: list[list[Any]] = []
    for one in making.weekly.consultation_figures:
        part, whole = traced[one.measure.id]
        is_share = whole is not None
        figure = share(one.value, part, whole) if whole else counted(one.value, part)
        body.append([one.measure.title, one.n if is_share else None, one.d, figure])
    making.figures(page, "Consultations", columns, body)
    page.heading("Replies overdue", "On open cases, the longest wait first.")
    overdue = [one for one in making.weekly.consultations if one.state == "Overdue" and one.is_case_open]
    overdue.sort(key=lambda one: (one.due_on, one.reference))
    listed = (
        Column("Reference"),
        Column("Setting", "wrap"),
        Column("Sent", "date"),
        Column("Was due", "date"),
        Column("Days over", "count"),
    )
    lines = [
        [one.reference, one.setting, one.sent_on, one.due_on, (figures.as_at - one.due_on).days] for one in overdue
    ]
    page.table("RepliesOverdue", listed, lines)
