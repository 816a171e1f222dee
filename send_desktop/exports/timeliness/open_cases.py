"""Open cases by age, stage and holder, and the limits that fall in the weeks ahead."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.recounts import LISTED
from send_desktop.exports.timeliness.sheet import OpenCaseLine
from send_desktop.exports.timeliness.trace import Rows, Test, Traced, counted
from send_desktop.exports.timeliness.words import BAND_WORDS
from send_desktop.measures.limits import BANDS, OPEN_BANDS, open_band
from send_desktop.risk.blockers import BLOCKERS
from send_desktop.risk.holders import ORDER
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.wording import day_month, full_date

WIDTHS = (50, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11)
WEEKS_AHEAD = 8
CHART_ROWS = 15
NOTHING = "Nothing on record"


def add_open_cases(making: Making) -> None:
    """Add the page."""
    sheet = making.sheet
    day = full_date(sheet.figures.as_at)
    page = making.page("Open cases", WIDTHS)
    page.title("Open cases", [f"{len(sheet.open_cases):,} open as at {day}. Ages are days since the request."])
    _ages(making, page, "By stage", "AgeByStage", "Stage", list(STAGE_TITLES.values()))
    _ages(making, page, "By who holds the case", "AgeByHolder", "Held by", list(ORDER))
    page.new_page()
    _calendar(making, page)
    page.freeze_below(1)
    page.print_setup(sheet.sensitivity, f"Open cases as at {day}", landscape=True)


def _ages(making: Making, page: Page, heading: str, name: str, column: str, values: Sequence[str]) -> None:
    notes = {"Stage": "Where each case stands.", "Held by": "In whose court: who has to move before the next step."}
    page.heading(heading, notes[column])
    columns = (
        Column(column),
        Column("Open", "count"),
        *(Column(BAND_WORDS[band], "count") for band in BANDS),
        Column("Oldest, days", "count"),
    )
    lines = making.sheet.open_cases
    held = _grouped(lines, column)
    found = [value for value in (*values, "") if value in held or value]
    rows = [_age_row(value, held.get(value, []), LISTED.where(Test(column, value))) for value in found]
    place = making.figures(page, name, columns, rows)
    if column == "Held by":
        chart = charts.bars("Open cases by who holds them", place, column, [("Open", ACCENT)])
        chart.x_axis.number_format = "General"
        charts.set_over(chart, page.sheet, (page.row, 2), (page.row + CHART_ROWS - 2, 9))
        page.space(CHART_ROWS)


def _grouped(lines: Iterable[OpenCaseLine], column: str) -> dict[str, list[OpenCaseLine]]:
    found: dict[str, list[OpenCaseLine]] = {}
    for line in lines:
        found.setdefault(line.stage if column == "Stage" else line.holder, []).append(line)
    return found


def _age_row(value: str, lines: Sequence[OpenCaseLine], rows: Rows) -> list[Any]:
    ages = [line.day_number for line in lines]
    counts = [counted(sum(open_band(age) == band for age in ages), _aged(rows, band)) for band in BANDS]
    oldest = Traced(max(ages, default=None), rows, rows.largest("Day"), is_array=True)
    return [value or NOTHING, counted(len(lines), rows), *counts, oldest]


def _aged(rows: Rows, band: str) -> Rows:
    place = BANDS.index(band)
    limits = list(OPEN_BANDS.values())
    over = [Test("Day", limits[place - 1], ">")] if place else []
    most = [Test("Day", limits[place], "<=")] if place < len(limits) else []
    return rows.where(*over, *most)


def _calendar(making: Making, page: Page) -> None:
    as_at = making.sheet.figures.as_at
    weeks = [
        (as_at + timedelta(days=7 * week + 1), as_at + timedelta(days=7 * week + 7)) for week in range(WEEKS_AHEAD)
    ]
    page.heading(
        f"Legal dates of the next {WEEKS_AHEAD} weeks, by what holds the case",
        "The next legal date of each open case, by the week in which it falls; each week ends on the day shown.",
    )
    columns = (
        Column("Waits for"),
        *(Column(f"To {day_month(last, as_at)}", "count") for _, last in weeks),
        Column("In all", "count"),
    )
    lines = [line for line in making.sheet.open_cases if line.next_due and weeks[0][0] <= line.next_due <= weeks[-1][1]]
    names = list(dict.fromkeys((*(one.title for one in BLOCKERS), "")))
    rows = [_week_row(name, [line for line in lines if line.blocker == name], weeks) for name in names]
    making.figures(page, "LimitsAhead", columns, [row for row in rows if row[-1].value] or rows[:1])


def _week_row(name: str, lines: Sequence[OpenCaseLine], weeks: Sequence[tuple[date, date]]) -> list[Any]:
    held = LISTED.where(Test("Waits for", name))
    due = [line.next_due for line in lines if line.next_due]
    cells = [counted(sum(first <= on <= last for on in due), held.between("Due", first, last)) for first, last in weeks]
    whole = counted(len(due), held.between("Due", weeks[0][0], weeks[-1][1]))
    return [name or NOTHING, *cells, whole]
