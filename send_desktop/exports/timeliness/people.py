"""Who is waited for and who holds what: advice by service, open cases by officer."""

from typing import Any

from openpyxl.workbook import Workbook

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, Column, font
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.wording import full_date

ADVICE_WIDTHS = (34, 12, 12, 12, 12, 12, 16)
OFFICER_WIDTHS = (30, 12, 12, 12, 13, 13, 13, 13, 13)
ADVICE_BANDS = ("waiting", "over_6_weeks", "over_13_weeks", "over_19_weeks", "oldest_days")
CHART_ROWS = 17


def add_advice(book: Workbook, sheet: TimelinessSheet) -> None:
    """Add the page of advice waiting, a service to a line."""
    page = Page(book.create_sheet("Advice"), ADVICE_WIDTHS)
    as_at = full_date(sheet.figures.as_at)
    page.title(
        "Advice waiting",
        [f"Asked for and not received, on open cases, as at {as_at}. Each band counts all that have waited longer."],
    )
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
    place = page.table("Advice", columns, [_advice_row(sheet, service) for service in services])
    page.total(columns, _advice_row(sheet, "all"))
    chart = charts.bars(
        "Advice waiting, by service", place, "Service", [("Waiting", ACCENT), ("Over 6 weeks", "A8201A")]
    )
    chart.x_axis.number_format = "General"
    charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS, 8))
    page.freeze_below(place.header_row)
    page.print_setup(sheet.sensitivity, f"Advice waiting as at {as_at}", landscape=False)


def _advice_row(sheet: TimelinessSheet, service: str) -> list[Any]:
    waiting = sheet.figures.advice_outstanding[service]
    path = f"advice_outstanding.{service}"
    counts = [sheet.shown(f"{path}.{band}", getattr(waiting, band)) for band in ADVICE_BANDS]
    on_closed = sheet.figures.advice_unreceived_on_closed_cases
    if service == "all":
        shown = None if sheet.is_public else sum(on_closed.values())
        return ["All services", *counts, shown]
    closed = sheet.shown(f"advice_unreceived_on_closed_cases.{service}", on_closed.get(service, 0))
    return [sheet.service_names.get(service, service), *counts, closed]


def add_officers(book: Workbook, sheet: TimelinessSheet) -> None:
    """Add the page of officers and what they hold."""
    page = Page(book.create_sheet("Officers"), OFFICER_WIDTHS)
    as_at = full_date(sheet.figures.as_at)
    page.title("Officers", [f"Open cases as at {as_at}, by officer and by risk."])
    columns = (
        Column("Officer"),
        Column("Open cases", "count"),
        Column("Past 20 weeks", "count"),
        Column("Undecided", "count"),
        *(Column(state.text, "count") for state in sheet.states),
    )
    rows: list[list[Any]] = [
        [
            line.name,
            line.open_cases,
            line.over_20_weeks,
            line.undecided,
            *(line.by_state.get(state.code, 0) for state in sheet.states),
        ]
        for line in sheet.officers
    ]
    place = page.table("Officers", columns, rows)
    page.total(columns, ["All officers", *(sum(row[place] for row in rows) for place in range(1, len(columns)))])
    for number, state in enumerate(sheet.states, 6):
        page.sheet.cell(place.header_row, number).font = font(10, bold=True, colour=state.colour)
    page.freeze_below(place.header_row, 3)
    repeat = (place.header_row, place.header_row)
    page.print_setup(sheet.sensitivity, f"Officers as at {as_at}", landscape=True, repeat=repeat)
