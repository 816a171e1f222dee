"""How breakdowns stand in a table: headings, figures as words, and what they were counted from as a tip."""

from __future__ import annotations

from datetime import date

from send_desktop.measures import PERIODS, Cohort, Figure
from send_desktop.services.breakdowns import Broken
from send_desktop.wording import full_date, month_name
from ui.tables.cell_table import Line
from ui.widgets.card_table import CardColumn, Cell

NAME, FIGURE, SMALL = 168, 82, 52
"""Widths at 100 per cent of the group's name, of a figure, and of a month of the triangle."""
NONE = "–"


def table(view: Broken) -> tuple[list[CardColumn], list[Line]]:
    """Return the columns and the lines of what was counted."""
    return _cohort_table(view) if view.cohorts else _figure_table(view)


def told(view: Broken) -> str:
    """Return the line over the table: what is counted, and until when."""
    day = full_date(view.as_at)
    if view.cohorts:
        return f"Requests by the month in which they came, followed to {day}: plans issued by the end of each month."
    if view.months:
        return f"Thirteen months up to {day}. What is of a day, such as open cases, is as at the end of the month."
    without = ", without cases that have an exception" if view.choice.excluding else ""
    return f"{PERIODS[view.choice.period]} up to {day}{without}. Enter on a figure lists its cases."


def name_of(view: Broken, row: int) -> str:
    """Return how a line is called."""
    if view.broken is not None:
        return (*view.broken.groups, view.broken.total)[row].called
    return _month(view.months[row].at.first)


def value_words(one: Figure) -> str:
    """Return a figure as it stands in its cell: '61.4%', '20.3' weeks or '1,259'."""
    if one.value is None:
        return NONE
    if one.measure.unit == "share":
        return f"{one.value:.1f}%"
    return f"{one.value:,.0f}" if one.measure.unit == "count" else f"{one.value:.1f}"


def counted_words(one: Figure) -> str:
    """Return what a figure was counted from: '291 of 562', or 'of 562' for weeks."""
    if one.measure.unit == "share":
        return f"{one.n:,} of {one.d or 0:,}"
    return f"{one.n:,}" if one.measure.unit == "count" else f"from {one.n:,}"


def _figure_table(view: Broken) -> tuple[list[CardColumn], list[Line]]:
    first = view.broken.dimension.title if view.broken is not None else "Month"
    columns = [
        CardColumn(first, NAME),
        *(CardColumn(one.title, FIGURE, True) for one in view.choice.measures),
    ]
    count = len(view.broken.groups) + 1 if view.broken is not None else len(view.months)
    return columns, [_line(view, row, row == count - 1) for row in range(count)]


def _line(view: Broken, row: int, is_last: bool) -> Line:
    is_total = is_last and view.broken is not None
    return [Cell(name_of(view, row), "strong"), *(
        _cell(view.figure(one, row), is_total) for one in view.choice.measures
    )]  # fmt: skip


def _cell(one: Figure, is_total: bool) -> Cell:
    role = "strong" if is_total else "text" if one.value else "secondary"
    return Cell(value_words(one), role, f"{one.measure.title}: {counted_words(one)}")


def _cohort_table(view: Broken) -> tuple[list[CardColumn], list[Line]]:
    after = len(view.cohorts[0].issued_by)
    columns = [
        CardColumn("Requests of", NAME), CardColumn("Received", FIGURE, True), CardColumn("Ended", FIGURE, True),
        CardColumn("Still open", FIGURE, True),
        *(CardColumn("Same" if at == 0 else f"+{at}", SMALL, True) for at in range(after)),
    ]  # fmt: skip
    return columns, [_cohort_line(one) for one in view.cohorts]


def _cohort_line(one: Cohort) -> Line:
    ended = "Left without a plan: refused, withdrawn, moved or ceased"
    return [
        Cell(_month(one.month), "strong"),
        Cell(f"{one.received:,}"),
        Cell(f"{one.ended:,}", "text" if one.ended else "secondary", ended),
        Cell(f"{one.still_open:,}", "text" if one.still_open else "secondary"),
        *(_issued(one, issued, at) for at, issued in enumerate(one.issued_by)),
    ]


def _issued(one: Cohort, issued: int | None, after: int) -> Cell:
    if issued is None:
        return Cell("", tip="Still ahead")
    when = "of the same month" if after == 0 else f"of the {after}{_ending(after)} month after"
    return Cell(f"{issued:,}", "text" if issued else "secondary", f"{issued:,} of {one.received:,} by the end {when}")


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number, "th")


def _month(on: date) -> str:
    return f"{month_name(on)} {on.year}"
