"""Friday 15:00: the figures are looked at, and the sheet goes to the director."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit

from send_desktop.services.timeliness import export_weekly
from send_desktop.store import Store
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.options import OptionsPage
from ui.pages.timeliness.overview import OverviewPart
from ui.pages.timeliness.page import TimelinessPage

SitDown = Callable[..., Person]


class Desktop(QObject):
    """Stands for the system that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def export_form(person: Person) -> SaveFile:
    person.window.go_to("timeliness")
    person.settle()
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    overview = page.part_of("overview")
    assert isinstance(overview, OverviewPart)
    person.press(overview.export_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    return form


def test_the_sheet_is_written_under_a_profile_logged_and_opened(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.in_advice("Wimbleknot", 148)
    person = sit_down()
    form = export_form(person)
    file = tmp_path / "friday.xlsx"
    assert form.choice is not None

    form.choice.choose("named")
    form.place.line.setText(str(file))
    person.press(form.place.line, Qt.Key.Key_Return)

    assert form.done_words.text() == f"The weekly sheet as at 20 Nov 2026 is in {file}."
    book = load_workbook(file)
    assert any("Wimbleknot" in str(cell.value) for page in book for line in page.iter_rows() for cell in line)
    book.close()
    with store.look() as reading:
        assert [(line.profile, line.target) for line in reading.exports("weekly_sheet")] == [("named", "friday.xlsx")]

    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        person.press(form.open_button, Qt.Key.Key_Space)
        person.press(form.folder_button, Qt.Key.Key_Space)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.opened == [str(file), str(tmp_path)]


def test_the_place_is_chosen_in_the_system_dialog_without_waiting_in_it(
    sit_down: SitDown, cases: Cases, tmp_path: Path
) -> None:
    cases.request()
    person = sit_down()
    form = export_form(person)

    person.press(form.choose_button, Qt.Key.Key_Space)
    dialog = form.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(tmp_path / "elsewhere.xlsx"))
    dialog.accept()
    person.settle()

    assert form.place.value() == str(tmp_path / "elsewhere.xlsx")


def test_a_file_that_would_be_replaced_is_said_before_it_is(sit_down: SitDown, cases: Cases, tmp_path: Path) -> None:
    cases.request()
    (tmp_path / "last.xlsx").write_text("last week's")
    person = sit_down()
    form = export_form(person)

    form.place.line.setText(str(tmp_path / "last.xlsx"))

    assert form.place_hint.isVisible()
    assert form.place_hint.text() == "A file of that name is there already and will be replaced."


@pytest.mark.parametrize("name", ["sheet.txt", "", "no such folder/sheet.xlsx"])
def test_a_place_where_nothing_can_be_written_is_pointed_at_and_nothing_leaves(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path, name: str
) -> None:
    cases.request()
    person = sit_down()
    form = export_form(person)

    typed = str(tmp_path / name) if name else ""
    form.place.line.setText(typed)
    person.press(form.save_button, Qt.Key.Key_Space)

    assert form.notice.isVisible()
    assert form.place.line.text() == typed
    assert form.save_button.isEnabled()
    with store.look() as reading:
        assert reading.exports() == []


def test_cancel_stops_the_sheet_and_leaves_nothing_behind(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.request()
    person = sit_down()
    form = export_form(person)
    file = tmp_path / "friday.xlsx"
    form.place.line.setText(str(file))

    form.save()
    assert not form.may_close(), "a sheet that is being written is not left by accident"
    form.running.stop()
    person.settle()

    assert form.notice.words == "Stopped. Everything is as it was before."
    assert not file.exists()
    with store.look() as reading:
        assert reading.exports() == []


def test_the_sheet_names_the_authority_once_it_is_said(sit_down: SitDown, store: Store, tmp_path: Path) -> None:
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    line = page.rows["authority_name"].line
    person.qtbot.keyClicks(line, "Calderwick County Council")
    person.press(line, Qt.Key.Key_Return)

    export_weekly(store, date(2026, 11, 20), tmp_path / "week.xlsx", "reference", "Tester")

    book = load_workbook(tmp_path / "week.xlsx")
    head = [str(cell.value) for line in book["Headlines"].iter_rows(max_row=4) for cell in line if cell.value]
    book.close()
    assert any("Calderwick County Council" in text for text in head)
