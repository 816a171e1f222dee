"""A parent rings: the child is found from anywhere by whatever is known, and Enter opens the case."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from send_desktop.services import contacts
from tests.helpers.acting import TODAY
from tests.helpers.window import Cases, Person
from ui.widgets.finder import Finder

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def search(person: Person, words: str) -> Finder:
    """Press Ctrl+F and type."""
    person.shortcut(Qt.Key.Key_F, CTRL)
    finder = person.window.finder
    person.qtbot.keyClicks(finder.line, words)
    person.qtbot.wait(80)
    person.settle()
    return finder


def titles(finder: Finder) -> list[str]:
    return [line.title for line in finder.lines]


@pytest.mark.parametrize("screen", ["caseload", "panels", "options"])
def test_a_child_is_found_from_any_screen_and_enter_opens_the_case(
    sit_down: SitDown, cases: Cases, screen: str
) -> None:
    case = cases.request("Peppergoggle")
    cases.request("Otterhoop")
    person = sit_down()
    person.window.go_to(screen)
    person.settle()
    finder = search(person, "pepp")
    assert titles(finder) == ["Ada Peppergoggle"]
    person.press(finder.line, Qt.Key.Key_Return)
    assert person.case_page.case_id == case.id
    assert not finder.isVisible()


def test_arrows_choose_among_several(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    second = cases.request("Pepperwhistle")
    person = sit_down()
    finder = search(person, "pepper")
    assert titles(finder) == ["Ada Peppergoggle", "Ada Pepperwhistle"]
    person.press(finder.line, Qt.Key.Key_Down)
    person.press(finder.line, Qt.Key.Key_Return)
    assert person.case_page.case_id == second.id


def test_a_word_of_a_note_finds_its_case_and_the_note_is_shown(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Peppergoggle")
    cases.adopt(contacts.add_note(case, text="Grandmother collects on Fridays", today=TODAY))
    finder = search(sit_down(), "grandmo")
    assert "Note: Grandmother collects on Fridays" in finder.lines[0].detail


def test_a_slip_in_spelling_is_forgiven_and_told(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Otterhoop", forename="Caitlin")
    finder = search(sit_down(), "Kaitlyn")
    assert titles(finder) == ["Caitlin Otterhoop"]
    assert finder.note.text() == "Nothing holds “Kaitlyn”. Showing “caitlin” instead."


def test_where_nothing_is_found_it_says_what_to_try(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    finder = search(sit_down(), "zzzz")
    assert not finder.lines
    assert "Try fewer words" in finder.note.text()


def test_before_typing_the_cases_opened_last_are_listed(sit_down: SitDown, cases: Cases) -> None:
    first, second = cases.request("Peppergoggle"), cases.request("Otterhoop")
    person = sit_down()
    assert "Type two or three letters" in search(person, "").note.text()
    person.press(person.window.finder.line, Qt.Key.Key_Escape)
    person.open_case(first)
    person.open_case(second)
    assert titles(search(person, "")) == ["Ada Otterhoop", "Ada Peppergoggle"]


def test_escape_closes_the_box_and_gives_the_focus_back(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    person = sit_down()
    person.window.go_to("caseload")
    person.settle()
    person.caseload.grid.setFocus()
    finder = search(person, "pep")
    person.press(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert person.window.focusWidget() is person.caseload.grid


def test_no_name_stands_in_the_title_of_the_window(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    person = sit_down()
    finder = search(person, "pepp")
    person.press(finder.line, Qt.Key.Key_Return)
    assert "Peppergoggle" not in person.window.windowTitle()


def test_every_line_says_to_a_screen_reader_what_it_shows(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Peppergoggle")
    finder = search(sit_down(), "pepp")
    said = finder.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Ada Peppergoggle")
    assert case.reference in said
