"""What each officer holds."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from send_desktop.exports.timeliness.cells import Column, font
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.recounts import LISTED
from send_desktop.exports.timeliness.sheet import OfficerLine, OpenCaseLine, TimelinessSheet
from send_desktop.exports.timeliness.trace import IS_OWN, Rows, Test, Traced, counted
from send_desktop.measures.figures import half_up
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.wording import full_date

WIDTHS = (30, 10, 10, 10, 12, 13, 12, 12, 12, 12, 12, 14, 12)
ALL = "All officers"


def add_officers(making: Making) -> None:
    """Add the page."""
    sheet = making.sheet
    page = making.page("Officers", WIDTHS)
    as_at = full_date(sheet.figures.as_at)
    page.title("Officers", [f"Open cases as at {as_at}, by officer and by risk.", _hours_words(sheet)])
    columns = (
        Column("Officer"),
        Column("Open cases", "count"),
        Column("Hours left", "one"),
        Column("Past 20 weeks", "count"),
        *(Column(state.text, "count") for state in sheet.states),
        Column("Undecided", "count"),
        Column("Past the next date", "count"),
        Column("Last contact, longest ago", "date"),
        Column("No contact on record", "count"),
    )
    own = LISTED.where(Test("Officer", "", IS_OWN))
    rows = [_row(making, line, own) for line in sheet.officers]
    total = OfficerLine(
        name=ALL,
        open_cases=sum(line.open_cases for line in sheet.officers),
        over_20_weeks=sum(line.over_20_weeks for line in sheet.officers),
        undecided=sum(line.undecided for line in sheet.officers),
        by_state={one.code: sum(line.by_state.get(one.code, 0) for line in sheet.officers) for one in sheet.states},
        hours=half_up(sum((case.hours for case in sheet.open_cases), Fraction(0)), 1),
    )
    place = making.figures(page, "Officers", columns, [*rows, _row(making, total, LISTED)])
    for number, state in enumerate(sheet.states, place.column("Past 20 weeks") + 1):
        page.sheet.cell(place.header_row, number).font = font(10, bold=True, colour=state.colour)
    page.long_table(place, sheet.sensitivity, f"Officers as at {as_at}")


def _hours_words(sheet: TimelinessSheet) -> str:
    return (
        f"Hours left: of the {sheet.minutes_a_plan / 60:.1f} that a plan takes a case officer, those of a case's stage "
        "and of the later ones. An aid to share work, no ranking."
    )


def _row(making: Making, line: OfficerLine, rows: Rows) -> list[Any]:
    held = [one for one in making.sheet.open_cases if line.name in (ALL, one.officer)]
    overdue = sum(one.days_left is not None and one.days_left < 0 for one in held)
    return [
        line.name,
        counted(line.open_cases, rows),
        Traced(line.hours, rows, rows.total("Hours left"), "one"),
        counted(line.over_20_weeks, rows.where(Test("Day", TWENTY_WEEKS, ">"))),
        *_states(making.sheet, line, rows),
        counted(line.undecided, rows.where(Test("Undecided", "Yes"))),
        counted(overdue, rows.where(Test("Days left", 0, "<"))),
        *_contacts(making, held, rows),
    ]


def _states(sheet: TimelinessSheet, line: OfficerLine, rows: Rows) -> list[Any]:
    return [counted(line.by_state.get(one.code, 0), rows.where(Test("Risk", one.text))) for one in sheet.states]


def _contacts(making: Making, held: Sequence[OpenCaseLine], rows: Rows) -> tuple[Traced, Traced]:
    """Return the day since which a family of these has heard nothing, and how many never have."""
    days = [making.weekly.last_contacts.get(one.reference) for one in held]
    heard = rows.where(Test("Last contact", 0, ">"))
    longest = Traced(min((day for day in days if day), default=None), rows, rows.earliest("Last contact"), "date", True)
    never = Traced(sum(day is None for day in days), rows, f"({rows.count()}-{heard.count()})")
    return longest, never
