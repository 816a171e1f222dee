"""The weekly timeliness sheet as a workbook: real tables, native charts, no formula made of typed text."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from send_desktop.exports.placing import place, require_place
from send_desktop.exports.timeliness.advice import add_advice
from send_desktop.exports.timeliness.breakdowns import add_breakdowns
from send_desktop.exports.timeliness.cases import add_advice_rows, add_case_list, add_cases
from send_desktop.exports.timeliness.cohort_table import add_cohorts
from send_desktop.exports.timeliness.consultations import add_consultation_rows, add_consultations
from send_desktop.exports.timeliness.definitions import add_definitions
from send_desktop.exports.timeliness.headlines import add_headlines
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.officers import add_officers
from send_desktop.exports.timeliness.open_cases import add_open_cases
from send_desktop.exports.timeliness.panels import add_panel_rows, add_panels
from send_desktop.exports.timeliness.parts import Weekly
from send_desktop.exports.timeliness.read_me import add_read_me
from send_desktop.exports.timeliness.registers import add_delay_rows, add_delays, add_exceptions, add_quality
from send_desktop.exports.timeliness.saving import saved
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.trajectory import add_trajectory
from send_desktop.exports.timeliness.twenty_weeks import Places, add_twenty_weeks
from send_desktop.progress import Progress, silent

MAKER = "SEND Desktop"


PUBLIC = ("Read me", "Headlines", "20-week timeliness", "Advice", "Trajectory", "Breakdowns", "Definitions")
"""The pages that a public workbook has: those without cases, officers or single dates."""

PAGES = (
    "Read me", "Headlines", "20-week timeliness", "Cohorts", "Open cases", "Case list", "Advice", "Officers", "Panels",
    "Consultations", "Trajectory", "Data quality", "Exceptions", "Delays", "Breakdowns", "Definitions",
    "Cases", "Advice rows", "Consultation rows", "Panel rows", "Delay rows",
)  # fmt: skip
"""In the order in which they stand."""


def write(weekly: Weekly, path: Path, progress: Progress = silent) -> None:
    """Write the workbook whole, or leave what was at ``path`` as it was.

    Raises Unavailable when the target cannot be written, and what ``progress`` raises.
    """
    require_place(path)
    place(draw(weekly, progress), path)


def draw(weekly: Weekly, progress: Progress = silent) -> bytes:
    """Return the whole workbook as a file's content."""
    return saved(build(weekly, progress))


def build(weekly: Weekly, progress: Progress = silent) -> Workbook:
    """Return the workbook in memory. A public one has no page with cases, officers or single dates.

    The pages with the rows are made first, for the others lead to them; the first pages last, for they say what the
    others hold. They are put in reading order at the end.
    """
    making = Making(Workbook(), weekly)
    book: Any = making.book
    _sign(book, weekly.sheet)
    book.active.title = "Read me"
    wanted = PUBLIC if weekly.sheet.is_public else PAGES
    steps = [(title, add) for title, add in _MAKERS.items() if title in wanted]
    places: Places | None = None
    for done, (title, add) in enumerate(steps):
        progress(done, len(steps) + 1, title)
        made = add(making)
        places = made if isinstance(made, Places) else places
    progress(len(steps), len(steps) + 1, "Headlines")
    book.create_sheet("Headlines")
    book._sheets.sort(key=lambda sheet: PAGES.index(sheet.title))
    assert places is not None
    add_headlines(making, places)
    add_read_me(making)
    progress(len(steps) + 1, len(steps) + 1, "Saving")
    return making.book


_MAKERS: dict[str, Callable[[Making], Places | None]] = {
    "Cases": add_cases,
    "Advice rows": add_advice_rows,
    "Consultation rows": add_consultation_rows,
    "Panel rows": add_panel_rows,
    "Delay rows": add_delay_rows,
    "Case list": add_case_list,
    "20-week timeliness": add_twenty_weeks,
    "Cohorts": add_cohorts,
    "Open cases": add_open_cases,
    "Advice": add_advice,
    "Officers": add_officers,
    "Panels": add_panels,
    "Consultations": add_consultations,
    "Trajectory": add_trajectory,
    "Data quality": add_quality,
    "Exceptions": add_exceptions,
    "Delays": add_delays,
    "Breakdowns": add_breakdowns,
    "Definitions": add_definitions,
}
"""What makes each page between the first two and the last, those whose rows others count before them."""


def _sign(book: Workbook, sheet: TimelinessSheet) -> None:
    """Name the program as the maker and nobody else: a workbook's properties are personal data too."""
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = "EHC needs assessments: timeliness"
    book.properties.created = book.properties.modified = made
