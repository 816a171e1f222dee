"""Advice: each service's scorecard, the queues of the two that are waited for longest, and the oldest requests."""

from typing import Any

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.parts import AdviceLine, ServiceLine
from send_desktop.exports.timeliness.recounts import ADVICE, WAITING
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.trace import IS_OWN, Rows, Test, Traced, counted, share
from send_desktop.exports.timeliness.words import ADVICE_STATES
from send_desktop.measures.limits import ADVICE_AGES, SIX_WEEKS
from send_desktop.wording import full_date, span

WIDTHS = (38, 11, 11, 11, 11, 14, 14, 14)
ADVICE_BANDS = ("waiting", "over_6_weeks", "over_13_weeks", "over_19_weeks", "oldest_days")
CHART_ROWS = 17
OLDEST = 20
QUEUES = ("EP", "SaLT")
"""The services whose waits decide most breaches, by their codes."""
ALL = "All services"


def add_advice(making: Making) -> None:
    """Add the page; a public one has what waits and no more."""
    sheet = making.sheet
    page = making.page("Advice", WIDTHS)
    as_at = full_date(sheet.figures.as_at)
    period = span(sheet.figures.period_from, sheet.figures.period_to)
    page.title(
        "Advice",
        [f"As at {as_at}; what was asked for and returned, in {period}."],
    )
    _waiting(making, page)
    if making.is_traced:
        _scorecard(making, page)
        page.new_page()
        for line in making.weekly.scorecard:
            if line.code in QUEUES:
                _queue(making, page, line)
        _oldest(making, page)
    page.freeze_below(1)
    page.print_setup(sheet.sensitivity, f"Advice as at {as_at}", landscape=False)


def _of(service: str) -> Rows:
    return WAITING if service == "all" else WAITING.where(Test("Service", "", IS_OWN))


def _waiting(making: Making, page: Page) -> None:
    sheet = making.sheet
    page.heading("Waiting", "Asked for and not received, on open cases. Each band counts all that have waited longer.")
    columns = (
        Column("Service"),
        Column("Waiting", "count"),
        Column("Over 6 weeks", "count"),
        Column("Over 13 weeks", "count"),
        Column("Over 19 weeks", "count"),
        Column("Oldest, days", "count"),
        Column("Never received, case closed", "count"),
    )
    services = [service for service in sheet.figures.advice_outstanding if service != "all"]
    rows = [_waiting_row(sheet, service) for service in (*services, "all")]
    place = making.figures(page, "Advice", columns, rows)
    chart = charts.bars(
        "Advice waiting, by service",
        Place(place.sheet, place.first_column, place.header_row, place.last_row - 1, place.titles),
        "Service",
        [("Waiting", ACCENT), ("Over 6 weeks", "A8201A")],
    )
    chart.x_axis.number_format = "General"
    charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS - 2, 9))
    page.space(CHART_ROWS)


def _waiting_row(sheet: TimelinessSheet, service: str) -> list[Any]:
    waiting, rows = sheet.figures.advice_outstanding[service], _of(service)
    path = f"advice_outstanding.{service}"
    counts = [
        counted(sheet.shown(f"{path}.{band}", getattr(waiting, band)), _over(rows, band)) for band in ADVICE_BANDS[:-1]
    ]
    oldest = sheet.shown(f"{path}.oldest_days", waiting.oldest_days)
    return [
        ALL if service == "all" else sheet.service_names.get(service, service),
        *counts,
        Traced(oldest, rows, rows.largest("Days waiting"), is_array=True),
        counted(_on_closed(sheet, service), _never(service)),
    ]


def _on_closed(sheet: TimelinessSheet, service: str) -> Any:
    on_closed = sheet.figures.advice_unreceived_on_closed_cases
    if service == "all":
        return None if sheet.is_public else sum(on_closed.values())
    return sheet.shown(f"advice_unreceived_on_closed_cases.{service}", on_closed.get(service, 0))


def _never(service: str) -> Rows:
    rows = Rows(ADVICE).where(Test("State", ADVICE_STATES["never"]))
    return rows if service == "all" else rows.where(Test("Service", "", IS_OWN))


def _over(rows: Rows, band: str) -> Rows:
    return rows.where(Test("Days waiting", ADVICE_AGES[band], ">")) if band in ADVICE_AGES else rows


def _scorecard(making: Making, page: Page) -> None:
    figures = making.sheet.figures
    first, until = figures.period_from, min(figures.period_to, figures.as_at)
    page.heading("Scorecard", "In the period: six weeks are 42 days from the request (SEND Regulations 2014, reg 8).")
    columns = (
        Column("Service"),
        Column("Asked for", "count"),
        Column("Returned", "count"),
        Column("In 6 weeks", "pct"),
        Column("Median weeks", "weeks"),
        Column("Ninetieth percentile", "weeks"),
        Column("Sent back", "count"),
    )
    own = Rows(ADVICE).where(Test("Service", "", IS_OWN))
    asked, returned = own.between("Asked", first, until), own.between("Returned", first, until)
    timed = returned.where(Test("Asked", 0, ">"))
    rows = [
        _score_row(line, asked, returned, timed, own.between("Sent back", first, until))
        for line in making.weekly.scorecard
    ]
    making.figures(page, "Scorecard", columns, rows)


def _score_row(line: ServiceLine, asked: Rows, returned: Rows, timed: Rows, sent_back: Rows) -> list[Any]:
    values = {code: figure.value for code, figure in line.figures.items()}
    days = "Days to return"
    return [
        line.name,
        counted(values["advice_asked"], asked),
        counted(values["advice_returned"], returned),
        share(values["advice_within_6_weeks"], timed.where(Test(days, SIX_WEEKS, "<=")), returned),
        Traced(values["advice_median_weeks"], timed, timed.percentile_weeks(days, 0.5), "weeks", is_array=True),
        Traced(values["advice_p90_weeks"], timed, timed.percentile_weeks(days, 0.9), "weeks", is_array=True),
        counted(values["advice_sent_back"], sent_back),
    ]


def _queue(making: Making, page: Page, line: ServiceLine) -> None:
    """The queue of one service: how many have waited how long, and for how many a day is booked."""
    page.heading(f"{line.name}: the queue")
    columns = (
        Column("Waiting"),
        Column("Requests", "count"),
        Column("Day booked", "count"),
        Column("No day booked", "count"),
    )
    held = [one for one in making.weekly.advice if one.service == line.name and one.state == "waiting"]
    own = WAITING.where(Test("Service", line.name))
    rows = [_queue_row(title, held, own, low, high) for title, low, high in _SPANS]
    making.figures(page, f"Queue{line.code}", columns, rows)


_SPANS = (
    ("To 6 weeks", -1, 42), ("6 to 13 weeks", 42, 91), ("13 to 19 weeks", 91, 133), ("Over 19 weeks", 133, None),
)  # fmt: skip
"""Days: over the first, and at most the second."""


def _queue_row(title: str, held: list[AdviceLine], rows: Rows, low: int, high: int | None) -> list[Any]:
    found = [one for one in held if low < (one.days_waiting or 0) <= (high or one.days_waiting or 0)]
    booked = sum(one.booked_on is not None for one in found)
    aged = rows.where(Test("Days waiting", low, ">"))
    aged = aged.where(Test("Days waiting", high, "<=")) if high else aged
    with_day = aged.where(Test("Booked for", 0, ">"))
    without = Traced(len(found) - booked, aged, f"({aged.count()}-{with_day.count()})")
    return [title, counted(len(found), aged), counted(booked, with_day), without]


def _oldest(making: Making, page: Page) -> None:
    page.heading(f"The oldest {OLDEST} requests", "On open cases, the longest wait first.")
    columns = (
        Column("Service"),
        Column("Reference"),
        Column("Asked", "date"),
        Column("Days", "plain"),
        Column("Booked for", "date"),
        Column("Officer"),
    )
    waiting = [one for one in making.weekly.advice if one.days_waiting is not None]
    waiting.sort(key=lambda one: (-(one.days_waiting or 0), one.reference, one.service))
    rows = [
        [one.service, one.reference, one.asked_on, one.days_waiting, one.booked_on, one.officer]
        for one in waiting[:OLDEST]
    ]
    page.table("OldestAdvice", columns, rows)
