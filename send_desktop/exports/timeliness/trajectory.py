"""The way to the target: each month beside it, and cases in and out."""

from datetime import date, timedelta
from typing import Any

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.ahead import add_ahead
from send_desktop.exports.timeliness.cells import ACCENT, Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.recounts import EVERY, WITHIN_20, closings, open_at, plans, reopenings
from send_desktop.exports.timeliness.trace import Traced, counted, share
from send_desktop.exports.timeliness.words import month_end
from send_desktop.measures import FlowWeek, TrendMonth
from send_desktop.measures.limits import TWENTY_WEEKS

WIDTHS = (18, 12, 12, 12, 12, 12, 12, 12, 10, 10, 10)
CHART_ROWS = 17


def add_trajectory(making: Making) -> None:
    """Add the page of the way to the target: each month beside it, and cases in and out week by week."""
    sheet = making.sheet
    said = "Each month's figures are as at its end; read issued, due and open side by side."
    if sheet.is_public:
        said = "Each month's plans issued within 20 weeks beside the target, and what is likely."
    page = making.titled("Trajectory", WIDTHS, said, landscape=False)
    if not sheet.is_public:
        _months(making, page)
        page.new_page()
    add_ahead(making, page)
    if not sheet.is_public:
        page.new_page()
        _flow(making, page)


def _months(making: Making, page: Page) -> None:
    sheet = making.sheet
    page.heading("Month by month, beside the target")
    columns = (
        Column("Month", "month"),
        Column("Requests", "count"),
        Column("Plans issued", "count"),
        Column("Within 20 weeks", "pct"),
        Column("Target", "pct"),
        Column("Due, on time", "pct"),
        Column("Open at its end", "count"),
        Column("Open past 20 weeks", "count"),
    )
    rows = [_month_row(one, sheet.target_pct) for one in making.weekly.months]
    place = making.figures(page, "Months", columns, rows)
    chart = charts.bars(
        "Issued within 20 weeks, by month, beside the target",
        place,
        "Month",
        [("Within 20 weeks", ACCENT)],
        inside=True,
        form="0%",
    )
    if sheet.target_pct is not None:
        charts.level(charts.with_lines(chart, place, [("Target", "1A1F26", "dash")]), 0, None)
    charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS - 2, 9))
    page.space(CHART_ROWS)


def _month_row(one: TrendMonth, target: float | None) -> list[Any]:
    figures, first, last = one.figures, one.at.first, one.at.as_at
    issued = plans(first, last)
    return [
        first,
        counted(figures["requests_received"].value, EVERY.between("Received", first, month_end(first))),
        counted(figures["plans_issued"].value, issued),
        share(figures["within_20_weeks"].value, issued.where(WITHIN_20), issued),
        target,
        figures["due_on_time"].value,
        open_at(figures["open_cases"].value, last, last),
        open_at(figures["open_over_20_weeks"].value, last, last - timedelta(days=TWENTY_WEEKS + 1)),
    ]


def _flow(making: Making, page: Page) -> None:
    page.heading("Net flow, week by week", "Net: received and reopened, less closed. Below 0, the caseload falls.")
    columns = (
        Column("Week ending", "date"),
        Column("Received", "count"),
        Column("Reopened", "count"),
        Column("Closed", "count"),
        Column("Net", "signed"),
        Column("Open at its end", "count"),
    )
    place = making.figures(page, "NetFlow", columns, [_flow_row(week) for week in making.sheet.flow])
    chart = charts.bars(
        "Cases in and out, week by week", place, "Week ending", [("Received", ACCENT), ("Closed", "7B8794")]
    )
    chart.x_axis.number_format = "d mmm"
    charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS - 2, 9))
    page.space(CHART_ROWS)


def _flow_row(week: FlowWeek) -> list[Any]:
    first, last = date.fromordinal(week.last.toordinal() - 6), week.last
    received = EVERY.between("Received", first, last)
    came, left = reopenings(week.reopened, first, last), closings(week.closed, first, last)
    net = Traced(week.net, received, f"({received.count()}+{came.formula}-{left.formula})")
    return [last, counted(week.received, received), came, left, net, open_at(week.open_at_end, last, last)]
