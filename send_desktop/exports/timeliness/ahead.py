"""What lies ahead on the way to the target: the forecast that the screen shows, and what it stands on."""

from typing import Any

from send_desktop.exports.timeliness import charts
from send_desktop.exports.timeliness.cells import ACCENT, SECONDARY, TEXT, Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.page import Page, Place
from send_desktop.exports.timeliness.parts import AheadMonth
from send_desktop.exports.timeliness.recounts import WITHIN_20, plans
from send_desktop.exports.timeliness.sheet import WITHHELD, TimelinessSheet
from send_desktop.exports.timeliness.trace import share
from send_desktop.exports.timeliness.words import month_end
from send_desktop.forecast.fan import NOTES
from send_desktop.measures import Ratio

LAST_COLUMN = 9
CHART_ROWS = 24
TITLE = "Issued within 20 weeks: what was, and what is likely, by month"
BAND = ("5 in 100", "25 in 100", "Middle", "75 in 100", "95 in 100")
"""The columns of a band, in the order of its fields."""
HOW = (
    "Of 100 simulated futures 90 lie between the outer lines and 50 between the broken ones. They cover what the "
    "records leave uncertain, and chance; not a change of law, of staff or of demand that has not begun."
)
_LIGHT = "6C9BD6"


def add_ahead(making: Making, page: Page) -> None:
    """Set the forecast, or the sentence that says why there is none."""
    ahead = making.weekly.ahead
    page.heading("What lies ahead", "The share of each month's plans issued within 20 weeks, exceptions included.")
    page.space()
    if ahead.why_not:
        page.paragraph(ahead.why_not, LAST_COLUMN)
        page.space()
        return
    columns = (
        Column("Month", "month"),
        Column("Was", "pct"),
        Column("Target", "pct"),
        *(Column(title, "pct") for title in BAND),
    )
    top = page.row
    page.space(CHART_ROWS)
    for sentence in _sentences(making):
        page.paragraph(sentence, LAST_COLUMN)
    page.new_page()
    page.heading("The same in figures", "Of 100 simulated futures, so many lie below the figure in the column.")
    place = making.figures(page, "Ahead", columns, [_row(making.sheet, one) for one in _shown(making)])
    _draw(page, place, top)


def _shown(making: Making) -> list[AheadMonth]:
    """Return the months to print: a public sheet has none of those that no other page of it prints."""
    sheet, months = making.sheet, making.weekly.ahead.months
    return [one for one in months if one.band or not sheet.is_public or _public_share(sheet, one) is not None]


def _row(sheet: TimelinessSheet, one: AheadMonth) -> list[Any]:
    was = _public_share(sheet, one) if sheet.is_public else _share(sheet, one)
    band = one.band
    likely: list[Any] = [band.p5, band.p25, band.median, band.p75, band.p95] if band else [None] * len(BAND)
    if sheet.is_public and band and was == WITHHELD:
        # The month under way holds what has been issued in it: near its end the band would give the share away.
        likely = [WITHHELD] * len(BAND)
    return [one.month, None if band else was, one.target, *likely]


def _share(sheet: TimelinessSheet, one: AheadMonth) -> Any:
    if one.issued is None or one.on_time is None:
        return None
    issued = plans(one.month, min(month_end(one.month), sheet.figures.as_at))
    return share(Ratio(one.on_time, one.issued).pct, issued.where(WITHIN_20), issued)


def _public_share(sheet: TimelinessSheet, one: AheadMonth) -> Any:
    """Return what the page of 20-week timeliness prints of the month, which nobody can subtract from anything."""
    printed = {month.month: month.on_time.pct for month in sheet.figures.issued_by_month}
    if one.month not in printed:
        return None
    return sheet.shown(f"issued_by_month.{one.month:%Y-%m}.on_time.pct", printed[one.month])


def _draw(page: Page, place: Place, top: int) -> None:
    lines = (
        charts.Drawn("Was", TEXT, 2.25),
        charts.Drawn("Target", SECONDARY, 1.25, "dash", says=True),
        charts.Drawn(BAND[0], _LIGHT, 1.5, says=True),
        charts.Drawn(BAND[1], _LIGHT, 1.5, "sysDash"),
        charts.Drawn(BAND[2], ACCENT, 2.25, says=True),
        charts.Drawn(BAND[3], _LIGHT, 1.5, "sysDash"),
        charts.Drawn(BAND[4], _LIGHT, 1.5, says=True),
    )
    chart: Any = charts.curves(TITLE, place, "Month", lines, "0%")
    charts.level(chart, 0, 1)
    chart.x_axis.number_format, chart.x_axis.tickLblSkip = "mmm yy", 3
    charts.set_over(chart, page.sheet, (top, 2), (top + CHART_ROWS - 2, LAST_COLUMN))


def _sentences(making: Making) -> list[str]:
    """Return how to read it and what it stands on; a public sheet has nothing that counts the cases behind it."""
    ahead = making.weekly.ahead
    if making.sheet.is_public:
        return [HOW, NOTES[0]]
    return [HOW, *([ahead.held_against] if ahead.held_against else []), *ahead.stated, NOTES[0]]
