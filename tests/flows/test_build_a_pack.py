"""Thursday noon: set up a meeting, fill its agenda with the cases that need it, and build the pack."""

from collections.abc import Callable
from pathlib import Path

from pikepdf import Pdf
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from send_desktop.store import Store
from tests.helpers.window import Cases, Person
from ui.pages.panels import PanelsPage


def test_a_meeting_is_set_up_filled_and_its_pack_built(
    sit_down: Callable[..., Person], store: Store, cases: Cases, tmp_path: Path
) -> None:
    cases.to_decide("Wimbleknot", 90)
    cases.to_decide("Fernlatch", 100)
    person = sit_down()
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)

    page.new_meeting()
    person.settle()
    person.fill(kind="issue", on="3/12/26", starts_at="13.30", capacity="8", venue="Committee room 2")
    assert person.form.preview.text() == (
        "Issue panel, all areas, Thursday 3 December 2026, 13:30 to 15:30 with all 8 places taken. "
        "Papers close Thursday 26 November."
    )
    person.save()
    assert person.status == "Issue panel of 3 Dec 2026 is set up."
    assert page.subtitle.text().startswith("Thursday 3 December 2026, 13:30 · papers close 26 November")

    person.qtbot.mouseClick(page.fill_button, Qt.MouseButton.LeftButton)
    person.settle()
    assert [row.cells[2].words for row in page.agenda.rows] == ["Fernlatch, Ada", "Wimbleknot, Ada"]

    page.pack.profile.setCurrentIndex(page.pack.profile.findData("reference"))
    person.qtbot.mouseClick(page.pack_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "issue_panel_2026-12-03_reference.pdf"
    file = tmp_path / "pack.pdf"
    dialog.selectFile(str(file))
    dialog.accept()
    person.settle()
    person.settle()

    assert person.status == "The pack is in pack.pdf."
    with Pdf.open(file) as pdf:
        assert len(pdf.pages) >= 4
    assert page.pack.built.text().startswith("Version 1, 2 cases, built ")
    assert page.pack.details.text().startswith("Profile: reference · by ")
    with store.look() as reading:
        assert [line.profile for line in reading.exports("pack")] == ["reference"]


def test_a_pack_that_cannot_be_written_says_so_and_is_not_logged(
    sit_down: Callable[..., Person], store: Store, cases: Cases, tmp_path: Path
) -> None:
    cases.to_decide("Wimbleknot", 90)
    person = sit_down()
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.new_meeting()
    person.settle()
    person.fill(kind="issue")
    person.save()
    page.fill()
    person.settle()
    page.build_pack(tmp_path / "gone" / "pack.pdf", "named")
    person.settle()
    person.settle()
    assert page.notice.words.startswith("There is no folder ")
    assert page.pack_button.isEnabled()
    with store.look() as reading:
        assert reading.exports("pack") == []
