"""An officer leaves: the brief is made, and the cases move with it, from one sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from send_desktop.store import Store
from tests.flows.test_a_monday_morning import today_page
from tests.helpers.acting import LEAD, read
from tests.helpers.window import Cases, Person
from ui.dialogs.handover import HandOver
from ui.dialogs.save_file import SaveFile

SitDown = Callable[..., Person]
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def asked(person: Person) -> HandOver:
    person.shortcut(Qt.Key.Key_H, BOTH)
    person.settle()
    inside = person.window.sheet.inside
    assert isinstance(inside, HandOver)
    return inside


def test_the_brief_is_made_and_every_case_moves_as_one_act(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    first, second = cases.request("Wimbleknot"), cases.request("Fernlatch")
    person = sit_down(screen="today")
    form = asked(person)
    assert form.held.text() == f"{LEAD} holds 2 open cases."
    form.taker.choose("Tom Kestrellark")
    form.place.line.setText(str(tmp_path / "brief.pdf"))
    person.press(form.save_button, Qt.Key.Key_Return)
    person.settle()
    person.settle()
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert {read(store, one.id).officer for one in (first, second)} == {"Tom Kestrellark"}
    assert form.done_words.text().endswith(f"2 cases of {LEAD} given to Tom Kestrellark.")
    shown = today_page(person).shown
    assert shown is not None
    assert shown.open_cases == 0


def test_the_brief_alone_leaves_the_cases_where_they_are(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    case = cases.request("Wimbleknot")
    person = sit_down(screen="today")
    form = asked(person)
    form.moves.box.setChecked(False)
    form.taker.choose("Tom Kestrellark")
    form.place.line.setText(str(tmp_path / "brief.pdf"))
    person.press(form.save_button, Qt.Key.Key_Return)
    person.settle()
    assert (tmp_path / "brief.pdf").is_file()
    assert read(store, case.id).officer == LEAD


def test_without_anybody_to_take_them_it_says_so_at_the_field(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot")
    person = sit_down(screen="today")
    form = asked(person)
    person.press(form.save_button, Qt.Key.Key_Return)
    assert "Choose the officer who takes the cases" in form.notice.words


def test_ones_dates_go_into_a_calendar_file_from_anywhere(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.request("Wimbleknot", days_ago=3)
    person = sit_down()
    person.shortcut(Qt.Key.Key_C, BOTH)
    person.settle()
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    form.place.line.setText(str(tmp_path / "mine.ics"))
    person.press(form.save_button, Qt.Key.Key_Return)
    person.settle()
    text = (tmp_path / "mine.ics").read_text("utf-8")
    assert "EHC-26-0001: decision to assess" in text.replace("\r\n ", "").replace("Decision", "decision")
    assert "Wimbleknot" not in text
    with store.look() as reading:
        assert [one.target for one in reading.exports("calendar")] == ["mine.ics"]
