"""The 20-week measures: by month of issue and of falling due, beside England, with bands and cohorts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.recounts import (
    NO_EXCEPTION,
    WITHIN_20,
    due,
    issue_bands,
    open_band,
    plans,
    weeks_to_issue,
)
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.trace import Rows, Test, Traced, counted, share
from send_desktop.exports.timeliness.words import BAND_WORDS, STATUS_WORDS, month_end
from send_desktop.measures import Both, DueMonth, IssuedMonth, Ratio
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.wording import full_date, span

WIDTHS = (20, 12, 12, 12, 12, 12, 13, 13, 13, 11, 11, 11, 11)
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


def add_twenty_weeks(making: Making) -> Places:
    """Add the page; return where its tables stand."""
    sheet = making.sheet
    page = making.page("20-week timeliness", WIDTHS)
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
    issued = _issued(making, page)
    page.new_page()
    _due(making, page)
    page.new_page()
    _bands(making, page)
    open_bands = _open_bands(making, page)
    _comparators(page, sheet)
    _england(page, sheet)
    page.print_setup(sheet.sensitivity, f"20-week timeliness as at {full_date(figures.as_at)}", landscape=True)
    return Places(issued, open_bands)


def _issued(making: Making, page: Page) -> Place:
    sheet = making.sheet
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
    return making.figures(page, "IssuedByMonth", *_without_excluding(sheet, columns, rows))


def _issued_row(sheet: TimelinessSheet, month: IssuedMonth) -> list[Any]:
    path = f"issued_by_month.{month.month:%Y-%m}"
    figures = sheet.figures
    first = max(month.month, figures.period_from)
    issued = plans(first, min(month_end(month.month), figures.period_to, figures.as_at))
    excluding = issued.where(NO_EXCEPTION)
    on_time, on_time_excluding = issued.where(WITHIN_20), excluding.where(WITHIN_20)
    return [
        month.month,
        counted(sheet.shown(f"{path}.issued", month.issued), issued),
        counted(sheet.shown(f"{path}.on_time.n", month.on_time.n), on_time),
        share(sheet.shown(f"{path}.on_time.pct", month.on_time.pct), on_time, issued),
        counted(month.on_time_excluding.d, excluding),
        counted(month.on_time_excluding.n, on_time_excluding),
        share(month.on_time_excluding.pct, on_time_excluding, excluding),
    ]


def _due(making: Making, page: Page) -> None:
    sheet = making.sheet
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
    place = making.figures(page, "DueByMonth", *_without_excluding(sheet, columns, rows))
    _due_chart(page, sheet, place)


def _due_row(sheet: TimelinessSheet, month: DueMonth) -> list[Any]:
    path, as_at = f"due_by_month.{month.month:%Y-%m}", sheet.figures.as_at
    all_due = due(month.month, month_end(month.month))
    issued = all_due.where(Test("Status", STATUS_WORDS["plan_issued"]))
    still_open = all_due.where(Test("Status", STATUS_WORDS["open"]))
    on_time = issued.where(WITHIN_20)
    parts = {
        "issued_on_time": on_time,
        "issued_late": issued.where(Test("Days to issue", TWENTY_WEEKS, ">")),
        "open_overdue": still_open.where(Test("Day 140", as_at, "<")),
        "open_not_yet_due": still_open.where(Test("Day 140", as_at, ">=")),
    }
    counts = [counted(sheet.shown(f"{path}.{part}", getattr(month, part)), rows) for part, rows in parts.items()]
    whole = f"({issued.count()}+{still_open.count()})"
    return [
        month.month,
        Traced(sheet.shown(f"{path}.due", month.due), all_due, whole),
        *counts,
        _due_share(sheet.shown(f"{path}.on_time.pct", month.on_time.pct), on_time, whole),
        _due_share(
            month.on_time_excluding.pct,
            on_time.where(NO_EXCEPTION),
            f"({issued.where(NO_EXCEPTION).count()}+{still_open.where(NO_EXCEPTION).count()})",
        ),
    ]


def _due_share(pct: float | str | None, part: Rows, whole: str) -> Traced:
    return Traced(pct, part, f'IFERROR(ROUND({part.count()}/{whole},3),"")', "pct")


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


def _bands(making: Making, page: Page) -> None:
    sheet = making.sheet
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
    issued, tests = _plans_of(sheet), issue_bands()
    without = issued.where(NO_EXCEPTION)
    rows: list[list[Any]] = []
    for title, name, including, excluding in BANDS:
        ratios: Both[Ratio] = getattr(sheet.figures, name)
        held, held_without = issued.where(*tests[name]), without.where(*tests[name])
        rows.append(
            [
                title,
                counted(sheet.shown(f"{name}.including.n", ratios.including.n), held),
                share(sheet.shown(f"{name}.including.pct", ratios.including.pct), held, issued),
                counted(sheet.shown(f"{name}.excluding.n", ratios.excluding.n), held_without),
                share(sheet.shown(f"{name}.excluding.pct", ratios.excluding.pct), held_without, without),
                getattr(latest, including),
                getattr(latest, excluding) if excluding else None,
            ]
        )
    making.figures(page, "Bands", columns, rows)
    _weeks(making, page)


def _plans_of(sheet: TimelinessSheet) -> Rows:
    figures = sheet.figures
    return plans(figures.period_from, min(figures.period_to, figures.as_at))


def _weeks(making: Making, page: Page) -> None:
    sheet = making.sheet
    latest = sheet.england[-1]
    columns = (
        Column("Weeks to issue"),
        Column("Weeks, including", "weeks"),
        Column("Weeks, excluding", "weeks"),
        Column(f"England {latest.year}", "one"),
    )
    issued = _plans_of(sheet)
    makers, makers_without = weeks_to_issue(issued), weeks_to_issue(issued.where(NO_EXCEPTION))
    rows: list[list[Any]] = []
    for title, name in (("Mean", "mean_weeks"), ("Median", "median_weeks"), ("Ninetieth percentile", "p90_weeks")):
        both: Both[float | None] = getattr(sheet.figures, name)
        including = makers[name](sheet.shown(f"{name}.including", both.including))
        excluding = makers_without[name](sheet.shown(f"{name}.excluding", both.excluding))
        rows.append([title, including, excluding, latest.mean_weeks if name == "mean_weeks" else None])
    making.figures(page, "WeeksToIssue", columns, rows)


def _open_bands(making: Making, page: Page) -> Place:
    sheet = making.sheet
    page.heading("Open cases by age", "Days since the request; day 140 itself is within 20 weeks.")
    columns = (Column("Time since request"), Column("Open cases", "count"))
    bands = sheet.figures.open_bands.items()
    rows = [
        [BAND_WORDS[band], counted(sheet.shown(f"open_bands.{band}", count), open_band(band))] for band, count in bands
    ]
    return making.figures(page, "OpenByAge", columns, rows)


def _comparators(page: Page, sheet: TimelinessSheet) -> None:
    """Whom the team compares itself with, as chosen under Benchmarks."""
    page.heading(
        "Beside others",
        "Plans issued within 20 weeks, excluding exceptions, each one's newest published year; chosen on Benchmarks.",
    )
    columns = (
        Column("Authority", "wrap"),
        Column("Year", "plain"),
        Column("Within 20, excluding", "pct"),
        Column("Plans within 20"),
    )
    path, own = "within_20_weeks.excluding", sheet.figures.within_20_weeks.excluding
    n, d = sheet.shown(f"{path}.n", own.n), sheet.shown(f"{path}.d", own.d)
    whole = WITHHELD if WITHHELD in (n, d) else f"{n:,} of {d:,}"
    name, year = sheet.authority or "This authority", sheet.figures.period_to.year
    here = [name, year, sheet.shown(f"{path}.pct", own.pct), whole]
    others = [[one.title, one.year, one.value, one.counted] for one in sheet.comparators]
    page.table("Comparators", columns, [here, *others])


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
