"""The first page: what a director reads in a minute."""

from dataclasses import dataclass
from typing import Any

from send_desktop.benchmarks import PublishedYear
from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, SECONDARY, Column, Figure, font
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.recounts import EVERY, Maker, breached, closed_once, decisions, main_figures, plans
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.suppression import SMALLEST_SHOWN
from send_desktop.exports.timeliness.tiles import set_tiles
from send_desktop.exports.timeliness.trace import counted
from send_desktop.exports.timeliness.twenty_weeks import Places
from send_desktop.measures import Ratio, WeekCounts
from send_desktop.wording import full_date, span, weekday_name

WIDTHS = (40, 13, 13, 13, 13, 13, 13, 11)
CHART_ROWS = 17


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the main figures: its title, its path in the JSON figures and its kind."""

    title: str
    path: str
    kind: str
    england: str = ""
    """The field of a published year that it stands beside."""


LINES = (
    Line("Cases", "cases", "count"),
    Line("Plans issued", "plans_issued", "count"),
    Line("Plans issued with an exception", "plans_with_exception", "count"),
    Line("Plans after a dispute, beside these", "plans_after_dispute", "count"),
    Line("Within 20 weeks, excluding exceptions", "within_20_weeks.excluding", "pct", "within_20_excluding"),
    Line("Within 20 weeks, including exceptions", "within_20_weeks.including", "pct", "within_20_including"),
    Line("20 to 52 weeks, including exceptions", "weeks_20_to_52.including", "pct", "weeks_20_to_52"),
    Line("Over 52 weeks, including exceptions", "over_52_weeks.including", "pct", "over_52_weeks"),
    Line("Mean weeks, including exceptions", "mean_weeks.including", "weeks", "mean_weeks"),
    Line("Mean weeks, excluding exceptions", "mean_weeks.excluding", "weeks"),
    Line("Median weeks, including exceptions", "median_weeks.including", "weeks"),
    Line("Ninetieth percentile, weeks, including", "p90_weeks.including", "weeks"),
    Line("Decisions within 6 weeks", "decisions_within_6_weeks", "pct", "decisions_within_6_weeks"),
    Line("Decisions not to issue within 16 weeks", "refusals_within_16_weeks", "pct", "refusals_within_16_weeks"),
    Line("Open cases", "open_cases", "count"),
    Line("Open past 20 weeks", "open_over_20_weeks", "count"),
    Line("Open, family not told if assessed", "open_undecided", "count"),
    Line("of them, past 6 weeks", "open_undecided_over_6_weeks", "count"),
)
"""What Headlines prints of the period."""

WEEK_LINES = (
    ("Requests received", "received"),
    ("Families told: assess or not", "decided"),
    ("Plans issued", "issued"),
    ("Cases closed", "closed"),
    ("Newly breached", "newly_breached"),
)


def add_headlines(making: Making, places: Places) -> None:
    """Fill the first page: tiles, charts, the week, the main figures with their recounts."""
    sheet = making.sheet
    page = Page(making.book["Headlines"], WIDTHS)
    figures = sheet.figures
    authority = f"{sheet.authority} · " if sheet.authority else ""
    page.title(
        "EHC needs assessments: timeliness",
        [
            f"{authority}as at {weekday_name(figures.as_at)} {full_date(figures.as_at)} · "
            f"period {span(figures.period_from, figures.period_to)}",
            f"{sheet.sensitivity} · made {full_date(sheet.made_on)}",
            *([f"As was known at the end of {full_date(sheet.known_at)}"] if sheet.known_at else []),
        ],
    )
    verdict_row = page.row
    page.space(2 if making.is_traced else 0)
    set_tiles(page, sheet, making.weekly.tiles)
    page.space()
    _set_charts(page, sheet, places)
    page.new_page()
    _set_week(making, page)
    _set_main(making, page)
    if making.is_traced:
        page.row = verdict_row
        page.write(2, making.verdict()).font = font(10, bold=True)
    page.freeze_below(2)
    page.print_setup(sheet.sensitivity, f"Timeliness as at {full_date(figures.as_at)}", landscape=False)


# --- charts -------------------------------------------------------------------------------------


def _set_charts(page: Page, sheet: TimelinessSheet, places: Places) -> None:
    variant = "including" if sheet.is_public else "excluding"
    title = f"Issued within 20 weeks, by month, {variant} exceptions"
    columns = [(f"Per cent, {variant}", ACCENT)]
    first = charts.bars(title, places.issued, "Month", columns, inside=True, form="0%")
    lines: list[tuple[str, str, charts.Dash]] = [
        (f"England {sheet.england[-1].year}, {variant[:4]}.", SECONDARY, "sysDash")
    ]
    if sheet.target_pct is not None:
        lines.append(("Target", "1A1F26", "dash"))
    charts.level(charts.with_lines(first, places.issued, lines), 0, None)
    second = charts.bars("Open cases by age", places.open_bands, "Time since request", [("Open cases", ACCENT)])
    second.x_axis.number_format = "General"
    last = page.row + CHART_ROWS - 2
    charts.set_over(first, page.sheet, (page.row, 2), (last, 5))
    charts.set_over(second, page.sheet, (page.row, 6), (last, 8))
    page.space(CHART_ROWS)


# --- tables -------------------------------------------------------------------------------------


def _set_week(making: Making, page: Page) -> None:
    sheet = making.sheet
    this = sheet.this_week
    page.heading("This week", f"{span(this.first, this.last)}, beside the seven days before and the year to date.")
    year = sheet.previous_to_date.last.year
    columns = (
        Column("What happened"),
        Column("This week", "count"),
        Column("Week before", "count"),
        Column("Change", "signed"),
        Column("Year to date", "count"),
        Column(f"Same days of {year}", "count"),
    )
    making.figures(page, "ThisWeek", columns, [_week_row(sheet, title, name) for title, name in WEEK_LINES])


def _week_row(sheet: TimelinessSheet, title: str, name: str) -> list[Any]:
    counts = (sheet.this_week, sheet.week_before, sheet.year_to_date, sheet.previous_to_date)
    values = [getattr(count, name) for count in counts]
    if sheet.is_public:
        values = [value if value >= SMALLEST_SHOWN else WITHHELD for value in values]
    change = WITHHELD if WITHHELD in values[:2] else values[0] - values[1]
    cells = [_week_cell(value, name, count) for value, count in zip(values, counts, strict=True)]
    return [title, *cells[:2], change, *cells[2:]]


def _week_cell(value: Any, name: str, count: WeekCounts) -> Any:
    first, last = count.first, count.last
    if name == "closed":
        return closed_once(value, first, last)
    if name == "newly_breached":
        return breached(value, first, last)
    rows = {
        "received": EVERY.between("Received", first, last),
        "decided": decisions(first, last),
        "issued": plans(first, last),
    }
    return counted(value, rows[name])


def _set_main(making: Making, page: Page) -> None:
    sheet = making.sheet
    england = sheet.england[-1]
    figures = sheet.figures
    note = f"{span(figures.period_from, figures.period_to)}; open cases as at {full_date(figures.as_at)}."
    if sheet.earliest_request:
        note += (
            f" The oldest request held is of {full_date(sheet.earliest_request)}: plans for older ones are not counted."
        )
    page.heading("Main figures", note)
    columns = [
        Column("Measure"),
        Column("Number", "count"),
        Column("Out of", "count"),
        Column("Figure", "count"),
        Column(f"Same days of {sheet.previous.as_at.year}", "count"),
        Column(f"England {england.year}", "count"),
    ]
    makers = main_figures(sheet)
    rows = [_main_row(sheet, line, england, makers[line.path]) for line in LINES]
    making.figures(page, "MainFigures", columns, rows, recount=True, names=[line.path for line in LINES])


def _main_row(sheet: TimelinessSheet, line: Line, england: PublishedYear, maker: Maker) -> list[Any]:
    value = value_at(sheet, line.path)
    n = d = None
    if isinstance(value, Ratio):
        n, d = sheet.shown(f"{line.path}.n", value.n), sheet.shown(f"{line.path}.d", value.d)
    published = getattr(england, line.england) if line.england else None
    return [
        line.title,
        n,
        d,
        maker(_figure(sheet, line, "")),
        Figure(_figure(sheet, line, "previous."), line.kind),
        Figure(published, "one" if line.kind == "weeks" else line.kind),
    ]


def _figure(sheet: TimelinessSheet, line: Line, which: str) -> Any:
    value = value_at(sheet, line.path, which)
    if isinstance(value, Ratio):
        return sheet.shown(f"{which}{line.path}.pct", value.pct)
    return sheet.shown(f"{which}{line.path}", value)


def value_at(sheet: TimelinessSheet, path: str, which: str = "") -> Any:
    """Return the figure at a path such as within_20_weeks.including, of the period or (``previous.``) the past one."""
    value: Any = sheet.previous if which else sheet.figures
    for name in path.split("."):
        value = getattr(value, name)
    return value
