"""The clerk's sheet as a workbook: one page of who was there, one of what was advised, decided and told."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from send_desktop.exports.clerks_sheet.sheet import ClerkItem, ClerkSheet
from send_desktop.exports.minutes.sheet import AttendanceLine
from send_desktop.exports.timeliness.cells import Column
from send_desktop.exports.timeliness.page import Page

MAKER = "SEND Desktop"
PEOPLE = (
    Column("Name", "wrap"), Column("Role", "wrap"), Column("Agency", "wrap"), Column("Sits as"),
    Column("There", "wrap"),
)  # fmt: skip
INTERESTS = (Column("Item"), Column("Who", "wrap"), Column("Interest", "wrap"), Column("What they did", "wrap"))


def draw(sheet: ClerkSheet) -> bytes:
    """Return the whole workbook as a file's content."""
    content = BytesIO()
    build(sheet).save(content)
    return content.getvalue()


def build(sheet: ClerkSheet) -> Workbook:
    """Return the workbook in memory."""
    book = Workbook()
    made = sheet.built_at.replace(tzinfo=None, microsecond=0)
    book.properties.creator = book.properties.lastModifiedBy = MAKER
    book.properties.title = sheet.title
    book.properties.created = book.properties.modified = made
    _add_attendance(book, sheet)
    _add_items(book, sheet)
    return book


def _add_attendance(book: Workbook, sheet: ClerkSheet) -> None:
    first = book.active
    assert first is not None
    first.title = "Attendance"
    page = Page(first, (28, 26, 30, 14, 24))
    page.title(sheet.title, _lines(sheet))
    page.heading("Who was there", sheet.quorum)
    page.table("Attendance", PEOPLE, [_person(one) for one in (*sheet.attendance, *sheet.apologies)])
    if sheet.interests:
        page.heading("Interests declared")
        page.table("Interests", INTERESTS, [list(one) for one in sheet.interests])
    page.print_setup(sheet.confidential, sheet.standing, landscape=True)


def _add_items(book: Workbook, sheet: ClerkSheet) -> None:
    names_children = any(one.child for one in sheet.items)
    page = Page(book.create_sheet("Decisions"), _widths(names_children))
    page.title(sheet.title, _lines(sheet))
    child = (Column("Child", "wrap"),) if names_children else ()
    columns = (
        Column("Item", "plain"), Column("Reference"), *child, Column("Asked", "wrap"),
        Column("Panel recommends", "wrap"), Column("Decision", "wrap"),
        Column("By", "wrap"), Column("On", "date"), Column("Conditions", "wrap"),
        Column("Family told by", "date"), Column("Letter", "wrap"), Column("Letter stands", "wrap"),
    )  # fmt: skip
    place = page.table("Decisions", columns, [_item(one, names_children) for one in sheet.items])
    page.freeze_below(place.header_row)
    repeat = (place.header_row, place.header_row)
    page.print_setup(sheet.confidential, sheet.standing, landscape=True, repeat=repeat)


def _widths(names_children: bool) -> tuple[float, ...]:
    child = (22,) if names_children else ()
    return (7, 15, *child, 26, 20, 20, 20, 13, 30, 14, 24, 20)


def _lines(sheet: ClerkSheet) -> list[str]:
    return [f"{sheet.standing}. {sheet.profile}.", sheet.confidential]


def _person(one: AttendanceLine) -> list[Any]:
    return [one.name, one.role, one.agency, one.capacity, one.came]


def _item(one: ClerkItem, names_children: bool) -> list[Any]:
    child = [one.child] if names_children else []
    return [
        one.number, one.reference, *child, one.asked, one.recommended, one.decided, one.decided_by, one.decided_on,
        one.conditions, one.notify_by, one.letter, one.letter_stands,
    ]  # fmt: skip
