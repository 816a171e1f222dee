"""The last page: what every figure means, and where the sheet comes from."""

from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import Making
from send_desktop.measures import MEASURES
from send_desktop.wording import full_date

WIDTHS = (28, 70, 10, 50)
PUBLIC_NOTE = (
    "* stands for a count under 6, or for one withheld so that such a count cannot be worked out. Two public sheets a "
    "week apart can be subtracted from one another: look at both before publishing the second."
)


def add_definitions(making: Making) -> None:
    """Add the page of definitions."""
    sheet = making.sheet
    page = making.page("Definitions", WIDTHS)
    lines = [f"How the figures as at {full_date(sheet.figures.as_at)} are counted. Percentages have one decimal, weeks "
             "two, both rounded half up."]  # fmt: skip
    page.title("Definitions", [*lines, PUBLIC_NOTE] if sheet.is_public else lines)
    columns = (
        Column("Measure", "wrap"),
        Column("How it is counted", "wrap"),
        Column("Better"),
        Column("Take care", "wrap"),
    )
    rows = [[one.title, one.definition, one.better.capitalize(), one.caution] for one in MEASURES]
    place = page.table("Definitions", columns, rows)
    page.long_table(place, sheet.sensitivity, "Definitions")
