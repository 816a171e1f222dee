"""The import screen: nothing is written before it was shown; then every row is told what became of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton

from send_desktop.store import Store
from tests.helpers.window import Person
from ui.pages.import_tracker import ImportPage
from ui.widgets.drop_area import DropArea

HEADINGS = ("Ref", "Surname", "Forename", "Date of birth", "School", "Request received", "Case holder", "Shoe size")
ROWS = (
    ("A-1", "Wimbleknot", "Ada", date(2018, 3, 4), "Larkenfold Primary School", date(2026, 9, 1), "Tom Kestrellark", 3),
    ("A-2", "Fernlatch", "Kit", date(2015, 7, 9), "Larkenfold Primary School", date(2026, 10, 5), "Tom Kestrellark", 4),
    ("A-3", "Tasselbrook", "Bo", date(2014, 1, 2), "Larkenfold Primary School", "soon", "Tom Kestrellark", 5),
)


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A small tracker: two rows that can come in, one that has no date received, a column nobody knows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tracker"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    file = tmp_path / "tracker.xlsx"
    book.save(file)
    return file


def at_import(person: Person, file: Path | None = None) -> ImportPage:
    """Go to the screen and, where a file is given, open it there."""
    person.window.go_to("import")
    person.settle()
    page = person.window.page
    assert isinstance(page, ImportPage)
    if file:
        page.open_file(file)
        person.settle()
    return page


def said(page: ImportPage) -> list[tuple[int | None, str, str]]:
    return [(line.row, line.kind.words, line.words[-1]) for line in page.preview.issues.lines.lines]


def held(store: Store) -> int:
    with store.look() as reading:
        return len(reading.caseload())


def test_it_says_what_it_would_do_and_writes_nothing(
    sit_down: Callable[..., Person], store: Store, tracker: Path
) -> None:
    page = at_import(sit_down(), tracker)
    assert page.subtitle.text() == "tracker.xlsx · sheet Tracker · 3 rows"
    assert page.preview.tiles["cases_created"].figure == "2"
    assert page.preview.tiles["rows_rejected"].figure == "1"
    assert page.import_button.text() == "Import 2 cases"
    assert said(page)[0] == (4, "Rejected", "There is no readable date received, so no clock can start.")
    assert held(store) == 0


def test_every_column_stands_with_the_field_it_is_read_as(sit_down: Callable[..., Person], tracker: Path) -> None:
    page = at_import(sit_down(), tracker)
    read_as = {name: box.currentText() for name, box in page.preview.columns.choices.items()}
    assert read_as["Ref"] == "Reference"
    assert read_as["Case holder"] == "Officer"
    assert read_as["Shoe size"] == "Not read"


def test_another_field_for_a_column_changes_what_would_come_in(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    box = page.preview.columns.choices["Shoe size"]
    box.setCurrentIndex(box.findData("comments"))
    box.activated.emit(box.currentIndex())
    person.settle()
    assert page.report is not None
    assert page.report.mapping["Shoe size"] == "comments"
    assert "Shoe size" not in page.report.unmapped


def test_a_field_given_to_a_second_column_leaves_the_first(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    for column in ("Shoe size", "School"):
        page.choose_field(column, "comments")
        person.settle()
    assert page.notice.words == ""
    assert page.preview.columns.choices["School"].currentData() == "comments"
    assert page.preview.columns.choices["Shoe size"].currentText() == "Not read"


def test_without_the_date_received_the_screen_says_why_nothing_can_come_in(
    sit_down: Callable[..., Person], tracker: Path
) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    page.choose_field("Request received", "")
    person.settle()
    assert not page.import_button.isVisible()
    assert page.notice.words


def test_the_day_the_tracker_speaks_of_can_be_changed(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    page.preview.as_at.line.setFocus()
    page.preview.as_at.line.clear()
    person.qtbot.keyClicks(page.preview.as_at.line, "1/10/26")
    person.qtbot.waitUntil(lambda: page.report is not None and page.report.as_at == date(2026, 10, 1))
    person.settle()
    assert page.preview.tiles["cases_created"].figure == "1", "the request of 5 October is not yet received"


def test_the_issues_narrow_to_one_kind(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    chips = {chip.text().split()[0]: chip for chip in page.preview.chips.findChildren(QPushButton)}
    person.qtbot.mouseClick(chips["Rejected"], Qt.MouseButton.LeftButton)
    assert {kind for _, kind, _ in said(page)} == {"Rejected"}


def test_the_result_tells_every_row_and_starts_with_those_rejected(
    sit_down: Callable[..., Person], store: Store, tracker: Path
) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    person.qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    person.settle()
    assert held(store) == 2
    assert person.status == "tracker.xlsx is in: 2 new; 1 row rejected."
    table = page.result.rows.lines
    assert [(line.row, line.kind.words) for line in table.lines] == [(4, "Rejected")]
    page.result.chips.chips[None].click()
    assert [(line.row, line.kind.words) for line in table.lines] == [
        (2, "Imported"), (3, "Imported"), (4, "Rejected"),
    ]  # fmt: skip


def test_the_result_filters_and_copies_as_a_table(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    page.run()
    person.settle()
    page.result.chips.chips[None].click()
    person.qtbot.keyClicks(page.result.filter_box, "A-2")
    person.qtbot.mouseClick(page.result.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Sheet\tRow\tOutcome\tReference\tWhy"
    assert lines[1].startswith("Tracker\t3\tImported\tA-2")
    assert person.status == "1 row copied as a table."


def test_importing_the_same_file_again_says_that_nothing_would_change(
    sit_down: Callable[..., Person], tracker: Path
) -> None:
    person = sit_down()
    page = at_import(person, tracker)
    page.run()
    person.settle()
    page.open_file(tracker)
    person.settle()
    assert page.notice.words == "Every case of this file is held as it stands; importing it would change nothing."
    assert not page.import_button.isVisible()


def test_a_file_that_is_no_tracker_gets_one_sentence_in_place(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    file = tmp_path / "letter.xlsx"
    file.write_text("Dear parent")
    page = at_import(sit_down(), file)
    assert "letter.xlsx" in page.notice.words
    assert "nothing was imported" in page.notice.words
    assert page.first_button.isVisible()


def test_a_file_dropped_on_the_screen_is_read(sit_down: Callable[..., Person], tracker: Path) -> None:
    person = sit_down()
    page = at_import(person)
    area = page.findChild(DropArea)
    assert isinstance(area, DropArea)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tracker))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    area.dropEvent(drop)
    person.settle()
    assert page.import_button.text() == "Import 2 cases"


def test_scrolling_over_the_columns_changes_none(sit_down: Callable[..., Person], tracker: Path) -> None:
    page = at_import(sit_down(), tracker)
    names = [box.accessibleName() for box in page.preview.findChildren(QComboBox)]
    assert "Ref is read as" in names
    assert all(box.focusPolicy() == Qt.FocusPolicy.StrongFocus for box in page.preview.findChildren(QComboBox))
