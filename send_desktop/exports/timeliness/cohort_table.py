"""The requests of each month, followed: a triangle, for a later month has had less time."""

from datetime import date
from typing import Any

from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.recounts import EVERY
from send_desktop.exports.timeliness.trace import Rows, Test, Traced, counted
from send_desktop.exports.timeliness.words import STATUS_WORDS, month_end
from send_desktop.measures import Cohort

MONTHS_SHOWN = 12


WIDTHS = (20, 11, 11, *([8.5] * (MONTHS_SHOWN + 1)), 10, 12)


def add_cohorts(making: Making) -> None:
    """Add the page: it is wider than the others, and would make what stands beside it small on paper."""
    page = making.titled(
        "Cohorts",
        WIDTHS,
        "Requests by month, followed: how many had their final plan by the end of the month of the request (0) and of "
        "each month after. A cell is empty until its cohort is that old.",
    )
    columns = (
        Column("Month of request", "month"),
        Column("Requests", "count"),
        Column("Ended without a plan", "count"),
        Column("Open", "count"),
        *(Column(f"By month {after}", "count") for after in range(MONTHS_SHOWN)),
    )
    making.figures(page, "Cohorts", columns, [_row(one) for one in making.weekly.cohorts])


def _row(one: Cohort) -> list[Any]:
    rows = EVERY.between("Received", one.month, month_end(one.month))
    issued = rows.where(Test("Status", STATUS_WORDS["plan_issued"]))
    still_open = rows.where(Test("Status", STATUS_WORDS["open"]))
    ended = f"({rows.count()}-{issued.count()}-{still_open.count()})"
    return [
        one.month,
        counted(one.received, rows),
        Traced(one.ended, rows, ended),
        counted(one.still_open, still_open),
        *(_cell(one, after, issued) for after in range(MONTHS_SHOWN)),
    ]


def _cell(one: Cohort, after: int, issued: Rows) -> Traced | None:
    count = one.issued_by[after]
    if count is None:
        return None
    return counted(count, issued.where(Test("Final plan sent", month_end(_later(one.month, after)), "<=")))


def _later(month: date, after: int) -> date:
    number = month.year * 12 + month.month - 1 + after
    return date(number // 12, number % 12 + 1, 1)
