"""Ctrl+Z takes the last act back, wherever the window is; the foot of the window offers it after each act."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from send_desktop.services import contacts
from send_desktop.services.amendments import adopt
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def undo_link(person: Person) -> QPushButton:
    return next(one for one in person.window.status.findChildren(QPushButton) if one.text() == "Undo")


def add_note(person: Person, text: str) -> None:
    person.do("note", text=text)


def test_ctrl_z_takes_the_last_act_back_and_ctrl_y_does_it_again(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    add_note(person, "In cabinet 3")
    person.window.go_to("options")
    person.settle()
    person.shortcut(Qt.Key.Key_Z, CTRL)
    assert not read(person.store, case.id).notes
    assert person.status.startswith("Undone: ")
    person.shortcut(Qt.Key.Key_Y, CTRL)
    assert [note.text for note in read(person.store, case.id).notes] == ["In cabinet 3"]
    person.shortcut(Qt.Key.Key_Z, CTRL)
    assert not read(person.store, case.id).notes


def test_the_foot_of_the_window_offers_undo_after_an_act(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    assert not undo_link(person).isVisible()
    add_note(person, "In cabinet 3")
    assert undo_link(person).isVisible()
    person.qtbot.mouseClick(undo_link(person), Qt.MouseButton.LeftButton)
    person.settle()
    assert not read(person.store, case.id).notes


def test_several_acts_are_taken_back_one_after_the_other(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    for text in ("One", "Two"):
        add_note(person, text)
    person.case_page.next.setFocus()
    person.shortcut(Qt.Key.Key_Z, CTRL)
    assert [note.text for note in read(person.store, case.id).notes] == ["One"]
    person.shortcut(Qt.Key.Key_Z, CTRL)
    assert not read(person.store, case.id).notes


def test_in_a_text_field_it_takes_back_typing_only(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    add_note(person, "In cabinet 3")
    person.window.go_to("caseload")
    person.settle()
    box = person.caseload.filter_box
    box.setFocus()
    person.qtbot.keyClicks(box, "ada")
    person.press(box, Qt.Key.Key_Z, CTRL)
    assert box.text() == ""
    assert read(person.store, case.id).notes


def test_nothing_to_undo_is_said(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    person.window.undo()
    assert "nothing to undo" in person.status


def test_what_somebody_changed_since_is_left_alone_and_said(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    add_note(person, "In cabinet 3")
    note = read(person.store, case.id).notes[0]
    with person.store.work("Tom Kestrellark", "Change note") as work:
        work.replace(note, replace(note, text="In cabinet 4"))
    person.window.undo()
    person.settle()
    assert "Somebody has changed what this act left" in person.status
    assert [one.text for one in read(person.store, case.id).notes] == ["In cabinet 4"]


def test_what_has_left_the_building_says_why_and_what_undo_would_take_next(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    sent = replace(contacts.add_note(case, text="Sent", today=TODAY), has_left="The letter has been sent.")
    person.window.desk.tasks.changed.emit(adopt(person.store, sent, LEAD, TODAY))
    assert not undo_link(person).isVisible()
    person.window.undo()
    person.settle()
    assert person.status == "“Add note” cannot be undone. The letter has been sent."
    assert read(person.store, case.id).notes


def test_undoing_a_request_leaves_its_page(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Otterhoop")
    person = sit_down()
    person.window.new_request()
    person.settle()
    person.fill(forename="Ada", surname="Peppergoggle", received_on=f"{TODAY.day}/{TODAY.month}/{TODAY:%y}")
    person.save()
    assert person.window.page.title == "Case"
    person.window.undo()
    person.settle()
    assert person.window.page.title != "Case"
    with person.store.look() as reading:
        assert [row.surname for row in reading.caseload()] == ["Otterhoop"]
