"""Thursday noon: set up a meeting, fill its agenda with the cases that need it, and build the pack."""

from collections.abc import Callable
from pathlib import Path

from pikepdf import Pdf
from PySide6.QtCore import Qt

from send_desktop.store import Store
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.panels.agenda import AgendaPart
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.papers import PapersPart


def agenda(page: PanelsPage) -> AgendaPart:
    part = page.part_of("agenda")
    assert isinstance(part, AgendaPart)
    return part


def papers(page: PanelsPage) -> PapersPart:
    part = page.part_of("papers")
    assert isinstance(part, PapersPart)
    return part


def pack_form(person: Person, page: PanelsPage) -> SaveFile:
    page.choose_part("papers")
    person.settle()
    person.press(papers(page).pack_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    return form


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

    person.qtbot.mouseClick(agenda(page).fill_button, Qt.MouseButton.LeftButton)
    person.settle()
    assert [row.cells[2].words for row in agenda(page).table.rows] == ["Fernlatch, Ada", "Wimbleknot, Ada"]

    form = pack_form(person, page)
    assert form.choice is not None
    assert Path(form.place.value()).name == "issue-panel-2026-12-03-initials.pdf"
    form.choice.choose("reference")
    assert Path(form.place.value()).name == "issue-panel-2026-12-03-reference.pdf"
    assert Path(form.place.value()).parent == Path.home()
    file = tmp_path / "pack.pdf"
    form.place.line.setText(str(file))
    form.choice.choose("named")
    form.choice.choose("reference")
    assert form.place.value() == str(file), "a name of one's own stays"
    person.press(form.place.line, Qt.Key.Key_Return)
    person.settle()

    assert form.done_words.text() == f"The pack, with 2 cases, is in {file}."
    assert form.open_button.hasFocus()
    assert person.status == f"The pack is in {file}."
    with Pdf.open(file) as pdf:
        assert len(pdf.pages) >= 4
    assert papers(page).pack.built.text().startswith("Version 1, 5 pages, 0 papers, built ")
    assert papers(page).pack.details.text().startswith("Profile: reference · by ")
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
    agenda(page).fill()
    person.settle()
    form = pack_form(person, page)
    form.place.line.setText(str(tmp_path / "gone" / "pack.pdf"))
    person.press(form.save_button, Qt.Key.Key_Space)
    person.settle()
    assert form.notice.words.startswith("There is no folder ")
    assert form.save_button.isEnabled()
    with store.look() as reading:
        assert reading.exports("pack") == []


def test_the_next_pack_goes_where_the_last_one_went_under_the_same_profile(
    sit_down: Callable[..., Person], cases: Cases, tmp_path: Path
) -> None:
    cases.to_decide("Wimbleknot", 90)
    person = sit_down()
    person.window.go_to("panels")
    person.settle()
    page = person.window.page
    assert isinstance(page, PanelsPage)
    page.new_meeting()
    person.settle()
    person.fill(kind="issue", area="1", on="3/12/26")
    person.save()
    agenda(page).add(1)
    person.settle()

    form = pack_form(person, page)
    assert form.choice is not None
    form.choice.choose("named")
    form.place.line.setText(str(tmp_path / "first.pdf"))
    person.press(form.save_button, Qt.Key.Key_Space)
    form.finished.emit()

    again = pack_form(person, page)
    assert Path(again.place.value()) == tmp_path / "issue-panel-north-2026-12-03-named.pdf"
