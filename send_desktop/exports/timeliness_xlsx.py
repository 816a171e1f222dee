"""The weekly timeliness sheet as a workbook: real tables, native charts, no formula made of typed text."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from send_desktop.exports.placing import place, require_place
from send_desktop.exports.timeliness.cases import add_cases, add_open_cases
from send_desktop.exports.timeliness.definitions import add_definitions
from send_desktop.exports.timeliness.headlines import add_headlines
from send_desktop.exports.timeliness.people import add_advice, add_officers
from send_desktop.exports.timeliness.sheet import TimelinessSheet
from send_desktop.exports.timeliness.twenty_weeks import add_twenty_weeks
from send_desktop.progress import Progress, silent

MAKER = "SEND Desktop"


def write(sheet: TimelinessSheet, path: Path, progress: Progress = silent) -> None:
    """Write the workbook whole, or leave what was at ``path`` as it was.

    Raises Unavailable when the target cannot be written, and what ``progress`` raises.
    """
    require_place(path)
    place(draw(sheet, progress), path)


def draw(sheet: TimelinessSheet, progress: Progress = silent) -> bytes:
    """Return the whole workbook as a file's content."""
    content = BytesIO()
    build(sheet, progress).save(content)
    return content.getvalue()


def build(sheet: TimelinessSheet, progress: Progress = silent) -> Workbook:
    """Return the workbook in memory. A public one has no page with cases or officers."""
    book = Workbook()
    _sign(book, sheet)
    headlines = book.active
    assert headlines is not None
    headlines.title = "Headlines"
    progress(0, 4, "20-week timeliness")
    places = add_twenty_weeks(book, sheet)
    progress(1, 4, "Open cases")
    if not sheet.is_public:
        add_open_cases(book, sheet)
    add_advice(book, sheet)
    if not sheet.is_public:
        add_officers(book, sheet)
    progress(2, 4, "Cases counted")
    add_definitions(book, sheet)
    cases = None if sheet.is_public else add_cases(book, sheet)
    progress(3, 4, "Headlines")
    add_headlines(book, sheet, places, cases)
    progress(4, 4, "Saving")
    return book


def _sign(book: Workbook, sheet: TimelinessSheet) -> None:
    """Name the program as the maker and nobody else: a workbook's properties are personal data too."""
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = "EHC needs assessments: timeliness"
    book.properties.created = book.properties.modified = made
