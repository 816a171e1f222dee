"""The first page: what a director reads in a minute."""

from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from send_desktop.benchmarks import PublishedYear
from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, LINE, SECONDARY, TEXT, Column, Figure, Formula, fill, font
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.recounts import Recounts
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.suppression import SMALLEST_SHOWN
from send_desktop.exports.timeliness.twenty_weeks import Places
from send_desktop.measures import Ratio, WeekCounts
from send_desktop.wording import full_date, span, weekday_name

WIDTHS = (36, 12, 12, 12, 12, 12, 12)
TILE_COLUMNS = ((2, 2), (3, 5), (6, 8))
CHART_ROWS = 17

_SIDE = Side(style="thin", color=LINE)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure set large, with what it is and what it stands beside."""

    value: Any
    number_format: str
    label: str
    context: str
    colour: str = TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the main figures: its title, its path in the JSON figures and its kind."""

    title: str
    path: str
    kind: str
    england: str = ""
    """The field of a published year that it stands beside."""


LINES = (
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


def add_headlines(book: Workbook, sheet: TimelinessSheet, places: Places, cases: Place | None) -> None:
    """Fill the first page: tiles, charts, the week, the main figures with their recounts."""
    page = Page(book["Headlines"], WIDTHS)
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
    tiles = _tiles(sheet)
    _set_tiles(page, tiles[:3])
    _set_tiles(page, tiles[3:])
    page.space()
    _set_charts(page, sheet, places)
    _set_week(page, sheet)
    _set_main(page, sheet, cases)
    page.freeze_below(2)
    page.print_setup(sheet.sensitivity, f"Timeliness as at {full_date(figures.as_at)}", landscape=False)


# --- tiles --------------------------------------------------------------------------------------


def _tiles(sheet: TimelinessSheet) -> list[Tile]:
    figures = sheet.figures
    england = sheet.england[-1]
    excluding = _beside(sheet, "within_20_weeks.excluding", england.year, england.within_20_excluding)
    including = _beside(sheet, "within_20_weeks.including", england.year, england.within_20_including)
    decisions = _beside(sheet, "decisions_within_6_weeks", england.year, england.decisions_within_6_weeks)
    mean = sheet.shown("mean_weeks.including", figures.mean_weeks.including)
    median = sheet.shown("median_weeks.including", figures.median_weeks.including)
    return [
        _share_tile(sheet, "within_20_weeks.excluding", "issued within 20 weeks, excluding exceptions", excluding),
        _share_tile(sheet, "within_20_weeks.including", "issued within 20 weeks, including exceptions", including),
        _due_tile(sheet),
        _open_tile(sheet),
        Tile(
            mean, "0.0", "mean weeks to issue", f"median {_weeks(median)} · England {england.year} {england.mean_weeks}"
        ),
        _share_tile(sheet, "decisions_within_6_weeks", "of decisions within 6 weeks", decisions),
    ]


def _share_tile(sheet: TimelinessSheet, path: str, label: str, context: str) -> Tile:
    ratio = value_at(sheet, path)
    pct = sheet.shown(f"{path}.pct", ratio.pct)
    return Tile(pct if isinstance(pct, str) or pct is None else round(pct * 10) / 1000, "0.0%", label, context)


def _beside(sheet: TimelinessSheet, path: str, year: int, published: float | None) -> str:
    ratio = value_at(sheet, path)
    n, d = sheet.shown(f"{path}.n", ratio.n), sheet.shown(f"{path}.d", ratio.d)
    return f"{_count(n)} of {_count(d)} · England {year} {published}%"


def _due_tile(sheet: TimelinessSheet) -> Tile:
    """Of the plans due in the months that are over: one that is still running would count as late."""
    figures = sheet.figures
    this_month = figures.as_at.replace(day=1)
    months = [month for month in figures.due_by_month if month.month < this_month]
    paths = [f"due_by_month.{month.month:%Y-%m}.on_time.n" for month in months]
    ratio = Ratio(sum(month.on_time.n for month in months), sum(month.due for month in months))
    label = "of plans due were issued on time"
    if not months:
        return Tile(None, "0.0%", label, "no month of the period is over yet")
    over = span(months[0].month, months[-1].month).split(" ", 1)[1].replace(" 1 ", " ")
    if any(path in sheet.withheld for path in paths):
        return Tile(WITHHELD, "0.0%", label, f"due {over}")
    pct = round(ratio.pct * 10) / 1000 if ratio.pct is not None else None
    return Tile(pct, "0.0%", label, f"{ratio.n:,} of {ratio.d:,} due {over}")


def _open_tile(sheet: TimelinessSheet) -> Tile:
    figures = sheet.figures
    count = sheet.shown("open_over_20_weeks", figures.open_over_20_weeks)
    context = f"of {_count(sheet.shown('open_cases', figures.open_cases))} open"
    oldest = max((line.day_number for line in sheet.open_cases), default=0)
    if oldest > 140:
        context += f" · the oldest for {oldest // 7} weeks"
    breached = next((state for state in sheet.states if state.code == "breached"), None)
    if breached is None or count in {0, WITHHELD}:
        return Tile(count, "#,##0", "open past 20 weeks", context)
    return Tile(count, f'"{breached.shape} "#,##0', "open past 20 weeks", context, breached.colour)


def _set_tiles(page: Page, tiles: list[Tile]) -> None:
    for tile, (first, last) in zip(tiles, TILE_COLUMNS, strict=True):
        for offset, height in enumerate((36, 16, 18)):
            page.sheet.row_dimensions[page.row + offset].height = height
            _frame(page, page.row + offset, first, last, is_top=offset == 0, is_bottom=offset == 2)
        _tile_line(page, 0, first, tile.value, font(22, bold=True, colour=tile.colour), tile.number_format)
        _tile_line(page, 1, first, tile.label, font(10))
        _tile_line(page, 2, first, tile.context, font(9, colour=SECONDARY))
    page.row += 3


def _tile_line(page: Page, offset: int, column: int, value: Any, face: Any, number_format: str = "General") -> None:
    cell: Any = page.sheet.cell(page.row + offset, column)
    fill(cell, value, "text")
    cell.font = face
    cell.number_format = number_format
    vertical = ("bottom", "center", "top")[offset]
    cell.alignment = Alignment(horizontal="left", vertical=vertical, indent=1)


def _frame(page: Page, row: int, first: int, last: int, *, is_top: bool, is_bottom: bool) -> None:
    for column in range(first, last + 1):
        page.sheet.cell(row, column).border = Border(
            left=_SIDE if column == first else None,
            right=_SIDE if column == last else None,
            top=_SIDE if is_top else None,
            bottom=_SIDE if is_bottom else None,
        )
    if last > first:
        page.sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


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


def _set_week(page: Page, sheet: TimelinessSheet) -> None:
    this, before = sheet.this_week, sheet.week_before
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
    counts = (this, before, sheet.year_to_date, sheet.previous_to_date)
    page.table("ThisWeek", columns, [_week_row(sheet, title, name, counts) for title, name in WEEK_LINES])


def _week_row(sheet: TimelinessSheet, title: str, name: str, counts: tuple[WeekCounts, ...]) -> list[Any]:
    values = [getattr(count, name) for count in counts]
    if sheet.is_public:
        values = [value if value >= SMALLEST_SHOWN else WITHHELD for value in values]
    this, before, year, past = values
    change = WITHHELD if WITHHELD in (this, before) else this - before
    return [title, this, before, change, year, past]


def _set_main(page: Page, sheet: TimelinessSheet, cases: Place | None) -> None:
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
    recounts = Recounts(cases, sheet).formulas() if cases else {}
    if cases:
        columns.append(Column("Recount", "count"))
    rows = [_main_row(sheet, line, england, recounts, with_recount=cases is not None) for line in LINES]
    place = page.table("MainFigures", columns, rows)
    if cases:
        _set_verdict(page, place)


def _main_row(
    sheet: TimelinessSheet, line: Line, england: PublishedYear, recounts: dict[str, Formula], *, with_recount: bool
) -> list[Any]:
    value = value_at(sheet, line.path)
    n = d = None
    if isinstance(value, Ratio):
        n, d = sheet.shown(f"{line.path}.n", value.n), sheet.shown(f"{line.path}.d", value.d)
    published = getattr(england, line.england) if line.england else None
    row = [
        line.title,
        n,
        d,
        Figure(_figure(sheet, line, ""), line.kind),
        Figure(_figure(sheet, line, "previous."), line.kind),
        Figure(published, "one" if line.kind == "weeks" else line.kind),
    ]
    return [*row, recounts.get(line.path)] if with_recount else row


def _figure(sheet: TimelinessSheet, line: Line, which: str) -> Any:
    value = value_at(sheet, line.path, which)
    if isinstance(value, Ratio):
        return sheet.shown(f"{which}{line.path}.pct", value.pct)
    return sheet.shown(f"{which}{line.path}", value)


def _set_verdict(page: Page, place: Place) -> None:
    """Say under the table whether what the spreadsheet counts again is what the program counted."""
    page.row -= 1
    compared = [row for row, line in enumerate(LINES, place.header_row + 1) if _is_recounted(page, row)]
    figure, again = get_column_letter(place.column("Figure")), get_column_letter(place.column("Recount"))
    same = ",".join(f"{figure}{row}={again}{row}" for row in compared)
    page.write(2, "Recount: counted again by this workbook from its page Cases.").font = font(9, colour=SECONDARY)
    verdict = Formula(f'=IF(AND({same}),"All {len(compared)} agree","A figure differs")', "text")
    cell = page.write(place.column("Recount"), verdict)
    cell.font, cell.alignment = font(9, bold=True, colour=SECONDARY), Alignment(horizontal="right")
    page.row += 2


def _is_recounted(page: Page, row: int) -> bool:
    return bool(page.sheet.cell(row, 8).data_type == "f")


def value_at(sheet: TimelinessSheet, path: str, which: str = "") -> Any:
    """Return the figure at a path such as within_20_weeks.including, of the period or (``previous.``) the past one."""
    value: Any = sheet.previous if which else sheet.figures
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _count(value: int | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _weeks(value: float | str | None) -> str:
    return value if isinstance(value, str) else "–" if value is None else f"{value:.1f}"
