"""The pages with a line a case: the open cases with their risk, and all cases that the figures count."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from send_desktop.exports.timeliness.cells import Coloured, Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.parts import AdviceLine
from send_desktop.exports.timeliness.recounts import ADVICE, BREACHED, CASES, CLOSED, LIST, REOPENED
from send_desktop.exports.timeliness.sheet import CountedCase, OpenCaseLine
from send_desktop.exports.timeliness.words import ADVICE_STATES, STATUS_WORDS, yes_no
from send_desktop.measures import DIMENSIONS
from send_desktop.wording import full_date, span

OPEN_COLUMNS = (
    Column("Reference"),
    Column("Area"),
    Column("Officer"),
    Column("Need", "wrap"),
    Column("Stage"),
    Column("Day", "plain"),
    Column("Next duty", "wrap"),
    Column("Due", "date"),
    Column("Days left", "plain"),
    Column("Risk"),
    Column("Undecided"),
    Column("Hours left", "one"),
    Column("Last contact", "date"),
    Column("Held by"),
    Column("Waits for", "wrap"),
    Column("What holds it", "wrap"),
    Column("Next step", "wrap"),
)
OPEN_WIDTHS = (13, 9, 17, 22, 17, 7, 18, 12, 8, 14, 11, 8, 13, 10, 22, 36, 44)

CHILD = Column("Child")
CHILD_WIDTH = 22

CASE_COLUMNS = (
    Column("Reference"),
    *(Column(one.title) for one in DIMENSIONS),
    Column("Received", "date"),
    Column("Status"),
    Column("Days open", "plain"),
    Column("Undecided"),
    Column("Decision told", "date"),
    Column("Days to decision", "plain"),
    Column("Refused to assess"),
    Column("Not to issue told", "date"),
    Column("Days to that", "plain"),
    Column("Day 140", "date"),
    Column("Final plan sent", "date"),
    Column("Days to issue", "plain"),
    Column("Exception on record"),
    Column("After dispute"),
    Column(BREACHED[0], "date"),
    Column(BREACHED[1], "date"),
    *(Column(title, "date") for pair in zip(CLOSED, (*REOPENED, ""), strict=True) for title in pair if title),
)
CASE_WIDTHS = (
    15,
    14,
    12,
    18,
    24,
    13,
    18,
    18,
    24,
    24,
    13,
    22,
    9,
    11,
    13,
    10,
    10,
    13,
    9,
    13,
    13,
    9,
    11,
    10,
    13,
    13,
    13,
    13,
    13,
    13,
    13,
)

ADVICE_COLUMNS = (
    Column("Reference"),
    Column("Service"),
    Column("Officer"),
    Column("Asked", "date"),
    Column("Returned", "date"),
    Column("State"),
    Column("Days waiting", "plain"),
    Column("Days to return", "plain"),
    Column("Sent back", "date"),
    Column("Booked for", "date"),
)
ADVICE_WIDTHS = (15, 34, 20, 13, 13, 24, 10, 10, 13, 13)


def add_case_list(making: Making) -> None:
    """Add the list of open cases, a line each, the next legal date first."""
    sheet = making.sheet
    with_child = sheet.profile in {"named", "initials"}
    columns = (OPEN_COLUMNS[0], CHILD, *OPEN_COLUMNS[1:]) if with_child else OPEN_COLUMNS
    widths = (OPEN_WIDTHS[0], CHILD_WIDTH, *OPEN_WIDTHS[1:]) if with_child else OPEN_WIDTHS
    page = making.page("Case list", widths)
    count = len(sheet.open_cases)
    day = full_date(sheet.figures.as_at)
    page.title("Case list", [f"{count:,} open as at {day}, by next legal date. Day 0 is the day of receipt."])
    place = making.source(page, LIST, columns, _open_rows(making, with_child=with_child))
    page.long_table(place, sheet.sensitivity, f"Open cases as at {day}")


def add_cases(making: Making) -> None:
    """Add the page of every case counted, from which the recounts on the other pages are made."""
    page = making.page("Cases", CASE_WIDTHS)
    figures = making.sheet.figures
    day = full_date(figures.as_at)
    page.title(
        "Cases counted",
        [
            f"Every request held as at {day}, with the facts that the figures count; the checks on the other pages "
            f"count from here. Period {span(figures.period_from, figures.period_to)}."
        ],
    )
    place = making.source(page, CASES, CASE_COLUMNS, (_case_row(case) for case in making.weekly.counted))
    page.long_table(place, making.sheet.sensitivity, f"Cases counted as at {day}")


def add_advice_rows(making: Making) -> None:
    """Add the page of every request for advice on the cases counted."""
    page = making.page("Advice rows", ADVICE_WIDTHS)
    day = full_date(making.sheet.figures.as_at)
    page.title("Advice rows", [f"Every request for advice on the cases counted, as at {day}; Advice counts from here."])
    place = making.source(page, ADVICE, ADVICE_COLUMNS, (_advice_row(one) for one in making.weekly.advice))
    page.long_table(place, making.sheet.sensitivity, f"Advice as at {day}")


def _advice_row(one: AdviceLine) -> list[Any]:
    return [
        one.reference,
        one.service,
        one.officer,
        one.asked_on,
        one.returned_on,
        ADVICE_STATES[one.state],
        one.days_waiting,
        one.days_to_return,
        one.sent_back_on,
        one.booked_on,
    ]


def _open_rows(making: Making, *, with_child: bool) -> Iterator[list[Any]]:
    for line in making.sheet.open_cases:
        row = _open_row(line, making.weekly.last_contacts.get(line.reference))
        yield [row[0], line.child, *row[1:]] if with_child else row


def _open_row(line: OpenCaseLine, last_contact: date | None) -> list[Any]:
    return [
        line.reference,
        line.area,
        line.officer,
        line.need,
        line.stage,
        line.day_number,
        line.next_duty,
        line.next_due,
        line.days_left,
        Coloured(line.state.text, line.state.colour) if line.state else "",
        yes_no(line.is_undecided),
        float(line.hours),
        last_contact,
        line.holder,
        line.blocker,
        line.holds,
        line.next_step,
    ]


def _case_row(case: CountedCase) -> list[Any]:
    return [
        case.reference,
        *case.groups,
        case.received_on,
        STATUS_WORDS[case.status],
        case.open_days,
        yes_no(case.is_undecided),
        case.decided_on,
        _days(case, case.decided_on),
        yes_no(case.is_refused),
        case.refused_plan_on,
        _days(case, case.refused_plan_on),
        case.due_on,
        case.issued_on,
        _days(case, case.issued_on),
        yes_no(case.has_exception),
        yes_no(case.is_after_dispute),
        case.breached_6_on,
        case.breached_20_on,
        *_openings(case),
    ]


def _openings(case: CountedCase) -> list[date | None]:
    """Return when it was closed and opened again, in turn, in so many columns as there can be such days."""
    shown: list[date | None] = [None] * (len(CLOSED) + len(REOPENED))
    shown[: 2 * len(case.closings) : 2] = case.closings
    shown[1 : 2 * len(case.reopenings) : 2] = case.reopenings
    return shown


def _days(case: CountedCase, on: date | None) -> int | None:
    return (on - case.received_on).days if on else None
