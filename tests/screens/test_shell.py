"""The window around the screens: keys that work everywhere, what is remembered, what is said."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton

from tests.helpers.window import Cases, Person
from ui.actions import ACTIONS
from ui.main_window import MainWindow
from ui.theme import appearance

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_action_of_the_table_is_something_the_window_does() -> None:
    for one in ACTIONS:
        assert callable(getattr(MainWindow, one.method)), one.id
        assert not QKeySequence(one.shortcut).isEmpty(), one.id


def test_no_two_actions_have_the_same_keys() -> None:
    keys = [one.shortcut for one in ACTIONS]
    assert len(set(keys)) == len(keys)


def test_f1_says_what_the_screen_is_for_and_escape_closes_it(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_F1)
    inside = person.window.sheet.inside
    assert isinstance(inside, QLabel)
    assert person.caseload.help_text in inside.text()
    assert "Ctrl+N" in inside.text()
    person.press(person.window.sheet, Qt.Key.Key_Escape)
    assert not person.window.sheet.isVisible()


def test_ctrl_f_goes_to_the_filter_from_a_case_too(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.shortcut(Qt.Key.Key_F, CTRL)
    assert person.window.focusWidget() is person.caseload.filter_box


def test_the_foot_of_the_navigation_says_who_is_at_the_desk(sit_down: SitDown) -> None:
    person = sit_down()
    foot = person.window.navigation
    assert person.by in [label.text() for label in foot.findChildren(QLabel)]
    backup = next(one for one in foot.findChildren(QPushButton) if one.text() == "Not backed up yet")
    person.qtbot.mouseClick(backup, Qt.MouseButton.LeftButton)
    person.settle()
    assert person.window.page.title == "Safety"


def test_the_window_remembers_its_size_and_its_theme(sit_down: SitDown) -> None:
    person = sit_down()
    person.window.resize(1100, 640)
    person.window.set_appearance("dark", 125)
    person.window.close()
    again = sit_down()
    assert again.window.desk.memory.text("window/theme") == "dark"
    assert again.window.desk.memory.number("window/scale", 100) == 125
    assert not again.window.desk.memory.bytes("window/geometry").isEmpty()


def test_larger_text_keeps_the_screen_in_view(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.shortcut(Qt.Key.Key_Plus, CTRL)
    assert appearance().scale == 125
    assert person.case_page.heading.text() == "Peppergoggle, Ada"
    person.shortcut(Qt.Key.Key_Minus, CTRL)
    assert appearance().scale == 100


def test_a_theme_can_change_while_a_form_holds_what_was_typed(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle")
    person.window.set_appearance("dark")
    assert person.form.values()["surname"] == "Peppergoggle"


def test_tab_stays_inside_an_open_form(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    for _ in range(40):
        focus = person.window.focusWidget()
        assert focus is not None
        assert person.window.sheet.isAncestorOf(focus)
        person.qtbot.keyClick(focus, Qt.Key.Key_Tab)
