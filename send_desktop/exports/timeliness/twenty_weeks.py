"""The 20-week measures: by month of issue and of falling due, beside England, with bands and flow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.workbook import Workbook

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.words import BAND_WORDS
from send_desktop.measures import Both, DueMonth, IssuedMonth, Ratio
from send_desktop.wording import full_date, span

WIDTHS = (20, 12, 12, 12, 12, 12, 13, 13, 13, 9)
CHART_ROWS = 17
BANDS = (
    ("Within 20 weeks", "within_20_weeks", "within_20_including", "within_20_excluding"),
    ("20 to 52 weeks", "weeks_20_to_52", "weeks_20_to_52", ""),
    ("Over 52 weeks", "over_52_weeks", "over_52_weeks", ""),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tables stand that charts elsewhere are drawn from."""

    issued: Place
    open_bands: Place


def add_twenty_weeks(book: Workbook, sheet: TimelinessSheet) -> Places:
    """Add the page; return where its tables stand."""
    page = Page(book.create_sheet("20-week timeliness"), WIDTHS)
    figures = sheet.figures
    page.title(
        "20-week timeliness",
        [
            f"Period {span(figures.period_from, figures.period_to)}, as at {full_date(figures.as_at)}. Within 20 "
            "weeks: at most 140 days from the request to the final plan.",
            "Issued on time falls while a backlog is being cleared: read issued, due and open side by side.",
        ],
    )
    page.freeze_below(1)
    issued = _issued(page, sheet)
    _due(page, sheet)
    page.new_page()
    _bands(page, sheet)
    open_bands = _open_bands(page, sheet)
    if not sheet.is_public:
        _flow(page, sheet)
    _england(page, sheet)
    page.print_setup(sheet.sensitivity, f"20-week timeliness as at {full_date(figures.as_at)}", landscape=False)
    return Places(issued, open_bands)


def _issued(page: Page, sheet: TimelinessSheet) -> Place:
    latest = sheet.england[-1]
    page.heading(
        "By month of issue", f"Plans issued in the month, beside England's published figures for {latest.year}."
    )
    columns = (
        Column("Month", "month"),
        Column("Plans issued", "count"),
        Column("Within 20 weeks", "count"),
        Column("Per cent, including", "pct"),
        Column("Plans, excluding", "count"),
        Column("Within 20, excluding", "count"),
        Column("Per cent, excluding", "pct"),
        Column(f"England {latest.year}, incl.", "pct"),
        Column(f"England {latest.year}, excl.", "pct"),
        Column("Target", "pct"),
    )
    published = (latest.within_20_including, latest.within_20_excluding, sheet.target_pct)
    rows = [[*_issued_row(sheet, month), *published] for month in sheet.figures.issued_by_month]
    return page.table("IssuedByMonth", *_without_excluding(sheet, columns, rows))


def _issued_row(sheet: TimelinessSheet, month: IssuedMonth) -> list[Any]:
    path = f"issued_by_month.{month.month:%Y-%m}"
    return [
        month.month,
        sheet.shown(f"{path}.issued", month.issued),
        sheet.shown(f"{path}.on_time.n", month.on_time.n),
        sheet.shown(f"{path}.on_time.pct", month.on_time.pct),
        month.on_time_excluding.d,
        month.on_time_excluding.n,
        month.on_time_excluding.pct,
    ]


def _due(page: Page, sheet: TimelinessSheet) -> None:
    page.heading(
        "By month of falling due",
        "Requests whose day 140 falls in the month, without those refused, withdrawn, moved or ceased. Not final for "
        "this month and later ones.",
    )
    columns = (
        Column("Month", "month"),
        Column("Plans due", "count"),
        Column("Issued on time", "count"),
        Column("Issued late", "count"),
        Column("Open, overdue", "count"),
        Column("Open, not yet due", "count"),
        Column("Per cent, including", "pct"),
        Column("Per cent, excluding", "pct"),
    )
    rows = [_due_row(sheet, month) for month in sheet.figures.due_by_month]
    place = page.table("DueByMonth", *_without_excluding(sheet, columns, rows))
    _due_chart(page, sheet, place)


def _due_row(sheet: TimelinessSheet, month: DueMonth) -> list[Any]:
    path = f"due_by_month.{month.month:%Y-%m}"
    parts = ("due", "issued_on_time", "issued_late", "open_overdue", "open_not_yet_due")
    counts = [sheet.shown(f"{path}.{part}", getattr(month, part)) for part in parts]
    on_time = sheet.shown(f"{path}.on_time.pct", month.on_time.pct)
    return [month.month, *counts, on_time, month.on_time_excluding.pct]


def _without_excluding(
    sheet: TimelinessSheet, columns: Sequence[Column], rows: Sequence[Sequence[Any]]
) -> tuple[list[Column], list[list[Any]]]:
    """Leave a month's figures without exceptions out of a public sheet: beside those with them they tell too much."""
    kept = [place for place, column in enumerate(columns) if not (sheet.is_public and "exclud" in column.title)]
    return [columns[place] for place in kept], [[row[place] for place in kept] for row in rows]


def _due_chart(page: Page, sheet: TimelinessSheet, place: Place) -> None:
    colours = {state.code: state.colour.lstrip("#") for state in sheet.states}
    chart = charts.bars(
        "What became of plans due, by month",
        place,
        "Month",
        [
            ("Issued on time", colours.get("on_track", "1B7A3D")),
            ("Issued late", "7B8794"),
            ("Open, overdue", colours.get("breached", "A8201A")),
            ("Open, not yet due", "1D5FB8"),
        ],
        stacked=True,
        form="0;;",
    )
    charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS - 2, 11))
    page.space(CHART_ROWS)


def _bands(page: Page, sheet: TimelinessSheet) -> None:
    latest = sheet.england[-1]
    page.heading("Plans issued by band", "Excluding: plans with an exception leave both numerator and denominator.")
    columns = (
        Column("Time to issue"),
        Column("Plans, including", "count"),
        Column("Per cent, including", "pct"),
        Column("Plans, excluding", "count"),
        Column("Per cent, excluding", "pct"),
        Column(f"England {latest.year}, incl.", "pct"),
        Column(f"England {latest.year}, excl.", "pct"),
    )
    rows: list[list[Any]] = []
    for title, name, including, excluding in BANDS:
        ratios: Both[Ratio] = getattr(sheet.figures, name)
        rows.append(
            [
                title,
                sheet.shown(f"{name}.including.n", ratios.including.n),
                sheet.shown(f"{name}.including.pct", ratios.including.pct),
                sheet.shown(f"{name}.excluding.n", ratios.excluding.n),
                sheet.shown(f"{name}.excluding.pct", ratios.excluding.pct),
                getattr(latest, including),
                getattr(latest, excluding) if excluding else None,
            ]
        )
    page.table("Bands", columns, rows)
    _weeks(page, sheet)


def _weeks(page: Page, sheet: TimelinessSheet) -> None:
    latest = sheet.england[-1]
    columns = (
        Column("Weeks to issue"),
        Column("Weeks, including", "weeks"),
        Column("Weeks, excluding", "weeks"),
        Column(f"England {latest.year}", "one"),
    )
    rows: list[list[Any]] = []
    for title, name in (("Mean", "mean_weeks"), ("Median", "median_weeks"), ("Ninetieth percentile", "p90_weeks")):
        both: Both[float | None] = getattr(sheet.figures, name)
        including = sheet.shown(f"{name}.including", both.including)
        excluding = sheet.shown(f"{name}.excluding", both.excluding)
        rows.append([title, including, excluding, latest.mean_weeks if name == "mean_weeks" else None])
    page.table("WeeksToIssue", columns, rows)


def _open_bands(page: Page, sheet: TimelinessSheet) -> Place:
    page.heading("Open cases by age", "Days since the request; day 140 itself is within 20 weeks.")
    columns = (Column("Time since request"), Column("Open cases", "count"))
    bands = sheet.figures.open_bands.items()
    rows = [[BAND_WORDS[band], sheet.shown(f"open_bands.{band}", count)] for band, count in bands]
    return page.table("OpenByAge", columns, rows)


def _flow(page: Page, sheet: TimelinessSheet) -> None:
    page.heading("Net flow, week by week", "Net: received and reopened, less closed. Below 0, the caseload falls.")
    columns = (
        Column("Week ending", "date"),
        Column("Received", "count"),
        Column("Reopened", "count"),
        Column("Closed", "count"),
        Column("Net", "signed"),
        Column("Open at its end", "count"),
    )
    rows = [[week.last, week.received, week.reopened, week.closed, week.net, week.open_at_end] for week in sheet.flow]
    page.table("NetFlow", columns, rows)


def _england(page: Page, sheet: TimelinessSheet) -> None:
    page.heading(
        "England, as published",
        "Department for Education, Education, health and care plans. Contains public sector information licensed "
        "under the Open Government Licence v3.0.",
    )
    columns = (
        Column("Calendar year", "plain"),
        Column("Plans issued", "count"),
        Column("Within 20, including", "pct"),
        Column("Within 20, excluding", "pct"),
        Column("20 to 52 weeks", "pct"),
        Column("Over 52 weeks", "pct"),
        Column("Mean weeks", "one"),
        Column("Decisions within 6", "pct"),
    )
    rows = [
        [
            one.year,
            one.plans_issued,
            one.within_20_including,
            one.within_20_excluding,
            one.weeks_20_to_52,
            one.over_52_weeks,
            one.mean_weeks,
            one.decisions_within_6_weeks,
        ]
        for one in sheet.england
    ]
    page.table("England", columns, rows)
