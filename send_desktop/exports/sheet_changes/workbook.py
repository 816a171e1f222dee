"""What has changed since a weekly sheet was sent: the figures then and now, and the cases between them."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from send_desktop.exports.sheet_changes.sheet import ChangedLine, ChangesSheet
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.page import Page
from send_desktop.wording import full_date

MAKER = "SEND Desktop"
TITLE = "What has changed since"


def draw(sheet: ChangesSheet) -> bytes:
    """Return the whole workbook as a file's content."""
    book, content = Workbook(), BytesIO()
    made = datetime.combine(sheet.made_on, time())
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = TITLE
    book.properties.created = book.properties.modified = made
    _add_figures(book, sheet)
    _add_cases(book, sheet)
    book.save(content)
    return content.getvalue()


def _lines(sheet: ChangesSheet) -> list[str]:
    authority = f"{sheet.authority}. " if sheet.authority else ""
    return [f"{authority}{sheet.heading}", f"Beside the records on {full_date(sheet.made_on)}. {sheet.profile}."]


def _add_figures(book: Workbook, sheet: ChangesSheet) -> None:
    first = book.active
    assert first is not None
    first.title = "Figures"
    page = Page(first, (52, 22, 22, 14))
    page.title(TITLE, _lines(sheet))
    columns = (Column("Figure", "wrap"), Column("As sent"), Column("Now"), Column("Changed"))
    rows = [[title, then, now, "" if is_same else "Changed"] for title, then, now, is_same in sheet.figures]
    place = page.table("Figures", columns, rows)
    page.freeze_below(place.header_row)
    page.print_setup(sheet.profile, "Figures", landscape=False, repeat=(place.header_row, place.header_row))


def _add_cases(book: Workbook, sheet: ChangesSheet) -> None:
    child = ((22,), (Column("Child"),)) if sheet.names_children else ((), ())
    page = Page(book.create_sheet("Cases"), (15, *child[0], 20, 40, 52, 22, 13, 26))
    page.title("Cases", [*_lines(sheet), "One line for each fact; the first of a case says which figures it moved."])
    columns = (
        Column("Reference"), *child[1], Column("Why", "wrap"), Column("Fact", "wrap"), Column("Figures", "wrap"),
        Column("Who", "wrap"), Column("When", "date"), Column("Act", "wrap"),
    )  # fmt: skip
    place = page.table("Cases", columns, [_row(one, sheet) for one in sheet.cases])
    page.freeze_below(place.header_row)
    page.print_setup(sheet.profile, "Cases", landscape=True, repeat=(place.header_row, place.header_row))


def _row(one: ChangedLine, sheet: ChangesSheet) -> list[Any]:
    child = [one.child] if sheet.names_children else []
    return [one.reference, *child, one.reason, one.fact, one.moves, one.by, one.on, one.act]
