"""A complaint comes in: the case's chronology is made as a file, from its own card."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from send_desktop.store import Store
from tests.helpers.window import Cases, Person
from ui.dialogs.chronology import ChronologyForm

SitDown = Callable[..., Person]


def _asked(person: Person) -> ChronologyForm:
    person.press(person.case_page.cards["chronology"].buttons["Save as file"], Qt.Key.Key_Return)
    inside = person.window.sheet.inside
    assert isinstance(inside, ChronologyForm)
    return inside


def test_the_chronology_is_saved_as_a_pdf_by_reference_and_logged(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    form = _asked(person)
    assert case.reference in form.place.value()
    assert "Peppergoggle" not in form.place.value()
    target = tmp_path / "for the ombudsman.pdf"
    form.place.line.setText(str(target))
    person.press(form.save_button, Qt.Key.Key_Return)
    person.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert "The chronology, with" in form.done_words.text()
    with store.look() as reading:
        assert [one.target for one in reading.exports("chronology")] == ["for the ombudsman.pdf"]


def test_choosing_word_changes_the_files_ending_and_what_is_written(
    sit_down: SitDown, cases: Cases, tmp_path: Path
) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    form = _asked(person)
    form.place.line.setText(str(tmp_path / "case.pdf"))
    form.format.choose(".docx")
    assert form.place.value().endswith("case.docx")
    person.press(form.save_button, Qt.Key.Key_Return)
    person.settle()
    assert (tmp_path / "case.docx").read_bytes().startswith(b"PK")


def test_a_period_that_ends_before_it_begins_is_pointed_at_and_nothing_is_written(
    sit_down: SitDown, cases: Cases, tmp_path: Path
) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    form = _asked(person)
    form.place.line.setText(str(tmp_path / "case.pdf"))
    person.qtbot.keyClicks(form.since.line, "1/11/26")
    person.qtbot.keyClicks(form.until.line, "1/10/26")
    person.press(form.save_button, Qt.Key.Key_Return)
    assert "ends before it begins" in form.notice.words
    assert not (tmp_path / "case.pdf").exists()
