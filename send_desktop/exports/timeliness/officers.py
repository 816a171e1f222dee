"""What each officer holds."""

from typing import Any

from send_desktop.exports.timeliness.cells import Column, font
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.recounts import LISTED
from send_desktop.exports.timeliness.sheet import OfficerLine, TimelinessSheet
from send_desktop.exports.timeliness.trace import IS_OWN, Rows, Test, counted
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.wording import full_date

WIDTHS = (30, 11, 11, 11, 13, 13, 13, 13, 13, 13, 13)
ALL = "All officers"


def add_officers(making: Making) -> None:
    """Add the page."""
    sheet = making.sheet
    page = making.page("Officers", WIDTHS)
    as_at = full_date(sheet.figures.as_at)
    page.title("Officers", [f"Open cases as at {as_at}, by officer and by risk."])
    columns = (
        Column("Officer"),
        Column("Open cases", "count"),
        Column("Past 20 weeks", "count"),
        *(Column(state.text, "count") for state in sheet.states),
        Column("Undecided", "count"),
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
    )
    place = making.figures(page, "Officers", columns, [*rows, _row(making, total, LISTED)])
    for number, state in enumerate(sheet.states, place.column("Past 20 weeks") + 1):
        page.sheet.cell(place.header_row, number).font = font(10, bold=True, colour=state.colour)
    page.long_table(place, sheet.sensitivity, f"Officers as at {as_at}")


def _row(making: Making, line: OfficerLine, rows: Rows) -> list[Any]:
    states = _states(making.sheet, line, rows)
    last, unheard = _contacts(making, line.name)
    return [
        line.name,
        counted(line.open_cases, rows),
        counted(line.over_20_weeks, rows.where(Test("Day", TWENTY_WEEKS, ">"))),
        *states,
        line.undecided,
        last,
        unheard,
    ]


def _states(sheet: TimelinessSheet, line: OfficerLine, rows: Rows) -> list[Any]:
    return [counted(line.by_state.get(one.code, 0), rows.where(Test("Risk", one.text))) for one in sheet.states]


def _contacts(making: Making, officer: str) -> tuple[Any, int]:
    """Return the day since which a family of this officer has heard nothing, and how many never have."""
    held = [one for one in making.sheet.open_cases if officer in (ALL, one.officer)]
    days = [making.weekly.last_contacts.get(one.reference) for one in held]
    return min((day for day in days if day), default=None), sum(day is None for day in days)
