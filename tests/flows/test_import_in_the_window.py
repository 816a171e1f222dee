"""The team's own tracker, as large as it is: chosen, looked at, imported, and its cases on the screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from send_desktop.store import Store
from tests.helpers.window import Person
from ui.pages.import_tracker import ImportPage

COUNTY = Path(__file__).parent.parent / "reference" / "county_tracker.xlsx"


def chosen(person: Person) -> ImportPage:
    """Go to Import and choose the county's tracker as one would."""
    person.window.go_to("import")
    person.settle()
    page = person.window.page
    assert isinstance(page, ImportPage)
    person.qtbot.mouseClick(page.first_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(COUNTY))
    dialog.accept()
    person.settle()
    person.settle()
    return page


def test_the_county_tracker_comes_in_whole(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    page = chosen(person)
    assert page.subtitle.text() == "county_tracker.xlsx · sheet EHCNA Tracker · 1,815 rows"
    assert page.import_button.text() == "Import 1,800 cases"

    person.qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    person.settle()
    person.settle()
    assert page.subtitle.text() == "county_tracker.xlsx is in: 1,800 new; 11 rows rejected."
    page.result.chips.chips[None].click()
    assert len(page.result.rows.lines.lines) == 1815

    person.qtbot.mouseClick(page.caseload_button, Qt.MouseButton.LeftButton)
    person.settle()
    person.caseload.choose_scope("all")
    assert len(person.names) == 1800


def test_a_stopped_import_leaves_everything_as_it_was(sit_down: Callable[..., Person], store: Store) -> None:
    person = sit_down()
    page = chosen(person)
    page.run()
    for job in list(person.window.desk.tasks._running):
        job.cancel()
    person.settle()
    assert page.notice.words == "Stopped. Everything is as it was before."
    assert page.import_button.text() == "Import 1,800 cases"
    with store.look() as reading:
        assert reading.is_empty()
