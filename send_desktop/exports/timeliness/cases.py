"""The pages with a line a case: the open cases with their risk, and all cases that the figures count."""

from collections.abc import Iterator
from typing import Any

from openpyxl.workbook import Workbook

from send_desktop.exports.timeliness.cells import Coloured, Column
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.sheet import CountedCase, OpenCaseLine, TimelinessSheet
from send_desktop.exports.timeliness.words import STATUS_WORDS, yes_no
from send_desktop.wording import full_date, span

OPEN_COLUMNS = (
    Column("Reference"),
    Column("Area"),
    Column("Officer"),
    Column("Stage"),
    Column("Day", "plain"),
    Column("Next duty", "wrap"),
    Column("Due", "date"),
    Column("Days left", "plain"),
    Column("Risk"),
    Column("What holds it", "wrap"),
    Column("Next step", "wrap"),
)
OPEN_WIDTHS = (13, 9, 17, 17, 7, 18, 12, 8, 14, 36, 44)

CHILD = Column("Child")
CHILD_WIDTH = 22

CASE_COLUMNS = (
    Column("Reference"),
    Column("Area"),
    Column("Officer"),
    Column("Received", "date"),
    Column("Status"),
    Column("Days open", "plain"),
    Column("Undecided"),
    Column("Decision told", "date"),
    Column("Days to decision", "plain"),
    Column("Not to issue told", "date"),
    Column("Days to that", "plain"),
    Column("Final plan sent", "date"),
    Column("Days to issue", "plain"),
    Column("Exception"),
    Column("After dispute"),
)
CASE_WIDTHS = (15, 10, 20, 13, 22, 9, 11, 13, 10, 13, 9, 13, 9, 10, 10)


def add_open_cases(book: Workbook, sheet: TimelinessSheet) -> Place:
    """Add the page of open cases, the most urgent first."""
    with_child = sheet.profile in {"named", "initials"}
    columns = (OPEN_COLUMNS[0], CHILD, *OPEN_COLUMNS[1:]) if with_child else OPEN_COLUMNS
    widths = (OPEN_WIDTHS[0], CHILD_WIDTH, *OPEN_WIDTHS[1:]) if with_child else OPEN_WIDTHS
    page = Page(book.create_sheet("Open cases"), widths)
    count = len(sheet.open_cases)
    page.title(
        "Open cases",
        [f"{count:,} open as at {full_date(sheet.figures.as_at)}, by next legal date. Day 0 is the day of receipt."],
    )
    place = page.table("OpenCases", columns, _open_rows(sheet, with_child=with_child))
    page.freeze_below(place.header_row, 3)
    repeat = (place.header_row, place.header_row)
    page.print_setup(
        sheet.sensitivity, f"Open cases as at {full_date(sheet.figures.as_at)}", landscape=True, repeat=repeat
    )
    return place


def add_cases(book: Workbook, sheet: TimelinessSheet) -> Place:
    """Add the page of every case counted, from which the recounts on the other pages are made."""
    page = Page(book.create_sheet("Cases"), CASE_WIDTHS)
    figures = sheet.figures
    page.title(
        "Cases counted",
        [
            f"Every request held as at {full_date(figures.as_at)}, with the facts that the figures count. "
            f"Headlines recounts from here. Period {span(figures.period_from, figures.period_to)}."
        ],
    )
    place = page.table("Cases", CASE_COLUMNS, (_case_row(case) for case in sheet.counted))
    page.freeze_below(place.header_row, 3)
    repeat = (place.header_row, place.header_row)
    page.print_setup(
        sheet.sensitivity, f"Cases counted as at {full_date(figures.as_at)}", landscape=True, repeat=repeat
    )
    return place


def _open_rows(sheet: TimelinessSheet, *, with_child: bool) -> Iterator[list[Any]]:
    for line in sheet.open_cases:
        row = _open_row(line)
        yield [row[0], line.child, *row[1:]] if with_child else row


def _open_row(line: OpenCaseLine) -> list[Any]:
    return [
        line.reference,
        line.area,
        line.officer,
        line.stage,
        line.day_number,
        line.next_duty,
        line.next_due,
        line.days_left,
        Coloured(line.state.text, line.state.colour) if line.state else "",
        line.holds,
        line.next_step,
    ]


def _case_row(case: CountedCase) -> list[Any]:
    return [
        case.reference,
        case.area,
        case.officer,
        case.received_on,
        STATUS_WORDS[case.status],
        case.open_days,
        yes_no(case.is_undecided),
        case.decided_on,
        _days(case, "decided_on"),
        case.refused_plan_on,
        _days(case, "refused_plan_on"),
        case.issued_on,
        _days(case, "issued_on"),
        yes_no(case.has_exception),
        yes_no(case.is_after_dispute),
    ]


def _days(case: CountedCase, name: str) -> int | None:
    on = getattr(case, name)
    return (on - case.received_on).days if on else None
