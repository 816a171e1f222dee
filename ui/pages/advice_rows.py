"""What the Advice screen says of queues and of what is owed: pure, from rows to cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from send_desktop.options import Options
from send_desktop.records import AdviserRow, AwaitedRow
from send_desktop.services.advice import limit_words
from send_desktop.services.advice_queues import SETTINGS, ServiceQueue
from send_desktop.services.chasing import RUNGS, due_of_row, rung_of_row
from send_desktop.wording import ABSENT, day_month, days, full_date
from ui.widgets.card_table import CardColumn, Cell, Row

QUEUE_COLUMNS = (
    CardColumn("Service"),
    CardColumn("Limit", 148, gives_way=1),
    CardColumn("Outstanding", 92, True),
    CardColumn("Due soon", 76, True, gives_way=3),
    CardColumn("", 12),
    CardColumn("Overdue", 84),
    CardColumn("Over 6 weeks", 96, True, gives_way=4),
    CardColumn("Over 13 weeks", 102, True, gives_way=5),
    CardColumn("Over 19 weeks", 102, True, gives_way=6),
    CardColumn("Oldest", 84, True),
    CardColumn("Usual delay", 96, True, gives_way=2),
    CardColumn("To chase", 76, True),
)

CASE_COLUMNS = (
    CardColumn("Child"),
    CardColumn("Reference", 112),
    CardColumn("Setting", 200, gives_way=6),
    CardColumn("Officer", 132, gives_way=1),
    CardColumn("Asked", 96, gives_way=3),
    CardColumn("Due", 96),
    CardColumn("Promised or booked", 168, gives_way=4),
    CardColumn("Standing", 152),
    CardColumn("Last chased", 148, gives_way=2),
    CardColumn("Next reminder", 196, gives_way=5),
)


LEFT_OUT = {False: "Setting", True: "Promised or booked"}
"""The column that says nothing of advice, and the one that says nothing of a setting's reply."""


def queue_row(queue: ServiceQueue, today: date, choose: Callable[[], object]) -> Row:
    """Return one queue as a row; Enter on it goes to its cases."""
    waiting = queue.waiting
    oldest = days(waiting.oldest_days) if waiting.oldest_days is not None else ABSENT
    limit = "15 days (Code 9.83)" if queue.service == SETTINGS else _limit(queue)
    usual = days(queue.usual_delay_days) if queue.usual_delay_days else ABSENT
    return Row(
        (
            Cell(queue.name, "strong", tip="" if queue.service == SETTINGS else queue.service),
            Cell(limit, "secondary", tip=limit_words(queue.is_section_31_body)),
            Cell(_count(waiting.waiting), "text" if waiting.waiting else "secondary"),
            Cell(_count(queue.due_soon)),
            Cell(""),
            Cell(_count(queue.overdue), "breached" if queue.overdue else "secondary"),
            Cell(_count(waiting.over_6_weeks)),
            Cell(_count(waiting.over_13_weeks), tip="Weeks since it was asked for"),
            Cell(_count(waiting.over_19_weeks), tip="Weeks since it was asked for"),
            Cell(oldest, tip="Since the oldest was asked for"),
            Cell(usual),
            Cell(_count(queue.to_chase)),
        ),
        choose,
    )


def _limit(queue: ServiceQueue) -> str:
    return "Statutory (reg 8)" if queue.is_section_31_body else "Expected standard"


def _count(number: int) -> str:
    return f"{number:,}" if number else ABSENT


def case_cells(row: AwaitedRow, options: Options, today: date) -> tuple[Cell, ...]:
    """Return the cells of one thing that is owed."""
    due = due_of_row(row)
    return (
        Cell(f"{row.surname}, {row.forename}", "strong", tip=row.setting),
        Cell(row.reference),
        Cell(row.whose, tip=row.whose),
        Cell(row.officer or "Nobody yet", "secondary"),
        Cell(day_month(row.asked_on, today), tip=full_date(row.asked_on)),
        Cell(day_month(due, today), tip=full_date(due)),
        Cell(_given(row, today), "at_risk" if row.promised_on and row.promised_on < today else "text"),
        Cell(*_standing(row, due, today)),
        Cell(_chased(row, today), "secondary"),
        _next(row, options, today),
    )


def _given(row: AwaitedRow, today: date) -> str:
    parts = [f"Promised {day_month(row.promised_on, today)}" if row.promised_on else ""]
    parts.append(f"booked {day_month(row.booked_on, today)}" if row.booked_on else "")
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:] if words else ABSENT


def _standing(row: AwaitedRow, due: date, today: date) -> tuple[str, str]:
    left = (due - today).days
    came = "Sent back, " if _is_sent_back(row) else "Incomplete, " if row.incomplete_on else ""
    if left < 0:
        return f"{came}{days(-left)} overdue", "breached"
    words = "due today" if left == 0 else f"due in {days(left)}"
    return (f"{came}{words}" if came else words.capitalize()), "on_track"


def _is_sent_back(row: AwaitedRow) -> bool:
    return row.returned_on is not None and row.returned_on >= (row.incomplete_on or date.min)


def _chased(row: AwaitedRow, today: date) -> str:
    if row.chased:
        on, rung = row.chased[-1]
        return f"{day_month(on, today)}, {RUNGS[rung].lower()}"
    return day_month(row.last_chased_on, today) if row.last_chased_on else ABSENT


def _next(row: AwaitedRow, options: Options, today: date) -> Cell:
    rung = rung_of_row(row, options, today)
    if rung.is_due:
        return Cell(f"{rung.words} now", "at_risk", tip=f"Due since {full_date(rung.on)}")
    return Cell(f"{rung.words} on {day_month(rung.on, today)}", "secondary")


def adviser_row(one: AdviserRow, today: date, open_act: Callable[[], object]) -> Row:
    """Return one family's request for an adviser that waits for us; Enter on it opens what comes next."""
    waits = "To be decided" if one.outcome is None else "Family to be told"
    return Row(
        (
            Cell(f"{one.surname}, {one.forename}", "strong"),
            Cell(one.reference),
            Cell(one.adviser),
            Cell(f"asked {day_month(one.asked_on, today)}"),
            Cell(waits, "at_risk"),
        ),
        open_act,
    )
