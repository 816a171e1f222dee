"""Every act by its name: Ctrl+K, a few letters, Enter; what cannot be done now is listed last and says why."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.helpers.window import Cases, Person
from ui.actions import ACTIONS
from ui.dialogs.case_acts import ACTS
from ui.dialogs.choose_child import ChooseChild
from ui.widgets.finder import Finder

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def palette(person: Person, words: str = "") -> Finder:
    """Press Ctrl+K and type."""
    person.shortcut(Qt.Key.Key_K, CTRL)
    finder = person.window.finder
    person.qtbot.keyClicks(finder.line, words)
    person.settle()
    return finder


def titles(finder: Finder) -> list[str]:
    return [line.title for line in finder.lines]


def test_it_lists_every_act_with_its_shortcut(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    finder = palette(person)
    assert {one.title for one in ACTIONS if one.id != "palette"} <= set(titles(finder))
    assert {one.title for one in person.window.screens} <= set(titles(finder))
    assert {one.title for one in ACTS} <= set(titles(finder))
    assert next(line.beside for line in finder.lines if line.title == "New request") == "Ctrl+N"


def test_an_act_on_the_case_in_view_opens_its_form(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    finder = palette(person, "add note")
    person.press(finder.line, Qt.Key.Key_Return)
    assert person.form.spec.title == "Add note"


def test_what_is_not_lawful_now_stands_last_with_its_reason_and_does_nothing(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    case = cases.request()
    person.open_case(case)
    finder = palette(person)
    problems = [bool(line.problem) for line in finder.lines]
    assert problems == sorted(problems)
    assert any(problems)
    person.qtbot.keyClicks(finder.line, "final plan sent")
    final = finder.lines[0]
    assert final.problem == next(one for one in ACTS if one.id == "final").problem(case)
    person.press(finder.line, Qt.Key.Key_Return)
    assert finder.isVisible()
    assert finder.note.text() == final.problem
    assert not person.has_form


def test_without_a_case_in_view_an_act_asks_for_the_child_first(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    finder = palette(person, "withdrawn")
    person.press(finder.line, Qt.Key.Key_Return)
    asking = person.window.sheet.inside
    assert isinstance(asking, ChooseChild)
    person.qtbot.keyClicks(asking.child.line, "pepper")
    person.press(asking.child.line, Qt.Key.Key_Return)
    assert person.form.spec.title == "Request withdrawn"


@pytest.mark.parametrize("typed", ["panels", "panls", "PANEL"])
def test_a_screen_is_reached_though_its_name_is_misspelt(sit_down: SitDown, cases: Cases, typed: str) -> None:
    cases.request()
    person = sit_down()
    finder = palette(person, typed)
    assert titles(finder)[0] == "Panels"
    person.press(finder.line, Qt.Key.Key_Return)
    assert person.window.page.title == "Panels"


def test_the_screens_own_acts_and_the_cases_opened_last_are_listed(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request("Otterhoop"))
    person.window.go_to("caseload")
    person.settle()
    finder = palette(person)
    assert "Ada Otterhoop" in titles(finder)
    assert any(line.title == "New request" for line in finder.lines)


def test_words_that_name_no_command_say_where_to_look(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    finder = palette(sit_down(), "xqzwv")
    assert not finder.lines
    assert "Ctrl+F searches every case" in finder.note.text()


def test_an_answer_to_the_search_before_it_does_not_come_into_the_palette(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request("Otterhoop"))
    person.qtbot.keyClick(person.window, Qt.Key.Key_F, CTRL)
    finder = palette(person)
    person.qtbot.wait(80)
    person.settle()
    assert "New request" in titles(finder)
