"""The first page of the workbook: what it is, where it comes from, and how a figure is checked."""

from typing import Any

from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.making import AGREES, DIFFERS, Making
from send_desktop.exports.timeliness.page import Page
from send_desktop.wording import full_date, span, weekday_name

WIDTHS = (30, 100)


def add_read_me(making: Making) -> None:
    """Fill the first page; last, when what the workbook holds is known."""
    sheet = making.sheet
    page = Page(making.book["Read me"], WIDTHS)
    page.title("Read me", [f"EHC needs assessments: timeliness. {sheet.sensitivity}."])
    columns = (Column("What"), Column("In this workbook", "wrap"))
    place = page.table("ReadMe", columns, _lines(making))
    if making.is_traced:
        page.heading("How to check a figure")
        page.table("HowToCheck", (Column("Step"), Column("What to do", "wrap")), _steps())
    page.heading("What each page holds")
    page.table("Pages", (Column("Page"), Column("Holds", "wrap")), _pages(making))
    page.freeze_below(place.header_row)
    page.print_setup(sheet.sensitivity, f"Timeliness as at {full_date(sheet.figures.as_at)}", landscape=False)


def _lines(making: Making) -> list[list[Any]]:
    sheet, source = making.sheet, making.weekly.provenance
    figures = sheet.figures
    known = f", as was known at the end of {full_date(sheet.known_at)}" if sheet.known_at else ""
    lines: list[list[Any]] = [
        ["Authority", sheet.authority or "Not set in the options"],
        ["As at", f"{weekday_name(figures.as_at)} {full_date(figures.as_at)}{known}"],
        ["Period", span(figures.period_from, figures.period_to)],
        ["Profile", f"{sheet.profile.capitalize()}: {sheet.sensitivity}"],
        ["Filters", "None: every team, area and officer"],
    ]
    if sheet.is_public:
        lines += [["Made", full_date(sheet.made_on)], ["Small numbers", SMALL_NUMBERS]]
    else:
        made = source.made_at.astimezone()
        lines += [
            ["Made", f"{full_date(made.date())}, {made:%H:%M} by {source.made_by}"],
            ["Store", source.store],
            ["Cases held", f"{source.cases_held:,}; {figures.cases:,} of them were there on the as-at day"],
            ["Requests for advice held", f"{source.advice_held:,}"],
            ["Checksum of the case rows", f"SHA-256 {source.checksum}"],
            ["Checks", making.verdict()],
        ]
    return [*lines, ["Definitions", "Page Definitions: every measure, how it is counted, and what to take care of"]]


SMALL_NUMBERS = (
    "* stands for a count under 6, or for one withheld so that such a count cannot be worked out. Pages with cases, "
    "officers or single dates are left out."
)


def _steps() -> list[list[str]]:
    return [
        [
            "1. Read the figure",
            "Figures are the program's own values: they show in every viewer.",
        ],
        [
            "2. Look at its check",
            f"Beside it this workbook counts the same rows again. The check says {AGREES}, or {DIFFERS} in red.",
        ],
        [
            "3. Go to its rows",
            "Counts these rows says which; choose it to go to the table, and set the table's filters as it says.",
        ],
        [
            "4. Use its name",
            "Every column that is counted has a name (Cases_Status), and every main figure (Figure_plans_issued): "
            "choose one from the name box, left of the formula bar.",
        ],
        [
            "5. Compare the sheet",
            "The program keeps this sheet with the checksum above, and says case by case what has changed since.",
        ],
    ]


_HOLDS = {
    "Read me": "What this is, where it comes from, how to check it",
    "Headlines": "Twelve headlines with their targets, the week, the main figures",
    "20-week timeliness": "By month of issue and of falling due, bands, ages, England and others",
    "Cohorts": "The requests of each month, followed until their plans are out",
    "Open cases": "Ages by stage and by who holds the case; limits of the next 8 weeks by what holds them",
    "Case list": "Every open case in a line, the next legal date first",
    "Advice": "Each service's scorecard, the queues, the oldest requests",
    "Officers": "What each officer holds, in cases and in hours, and how long families have heard nothing",
    "Panels": "Meetings, cases heard and put off, time lost, letters outstanding",
    "Consultations": "Settings consulted, replies, those overdue",
    "Trajectory": "Each month against the target, what lies ahead, cases in and out",
    "Data quality": "What is blank, impossible or double in the records, with the references",
    "Exceptions": "Every exception on an open case or a plan of the period",
    "Delays": "Why limits passed unmet, by cause and by agency",
    "Breakdowns": "Issued, due and open by each way of dividing cases",
    "Definitions": "What every measure means",
    "Cases": "Every case that the figures count, a line each",
    "Consultation rows": "Every setting consulted that the figures count, a line each",
    "Panel rows": "Every case on the agenda of a meeting held, a line each",
    "Delay rows": "Every limit that was not kept, a line each",
    "Advice rows": "Every request for advice that the figures count, a line each",
}


def _pages(making: Making) -> list[list[str]]:
    return [[title, _HOLDS.get(title, "")] for title in making.book.sheetnames]
