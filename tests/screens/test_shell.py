"""The window around the screens: keys that work everywhere, what is remembered, what is said."""

from collections.abc import Callable
from datetime import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton

from send_desktop.changes import Changes
from send_desktop.errors import Unavailable
from send_desktop.services import panels
from send_desktop.services.tracker_import import run
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.actions import ACTIONS
from ui.main_window import MainWindow
from ui.pages.caseload import AFTER_THE_GRID_MS
from ui.screens import SCREENS
from ui.theme import appearance
from ui.widgets.fields import DateField

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


def test_ctrl_shift_f_goes_to_the_filter_from_a_case_too(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.shortcut(Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
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


def count_of(person: Person, screen_id: str) -> str:
    """Return what a screen reader says of a screen in the list: its name with its number."""
    return person.window.navigation._buttons[screen_id].accessibleName()


def test_the_numbers_beside_the_screens_follow_every_change(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    case = cases.in_advice()
    person = sit_down()
    assert count_of(person, "caseload") == "Caseload, 1"
    person.qtbot.waitUntil(lambda: count_of(person, "panels") == "Panels, 0")

    person.open_case(case)
    person.do("withdraw", on="today", reason="The parent has withdrawn")
    assert count_of(person, "caseload") == "Caseload, 0"

    panels.create_meeting(store, kind="issue", on=TODAY, starts_at=time(9, 30), by=LEAD, today=TODAY)
    file = tmp_path / "tracker.csv"
    file.write_text("Reference,Surname,Forename,Date received\nEHC-26-0900,Tasselbrook,Ivy,02/11/2026\n", "utf-8")
    run(store, file, LEAD, today=TODAY)
    person.window.desk.tasks.changed.emit(Changes("The tracker is in.", everything=True))
    person.settle()
    assert count_of(person, "caseload") == "Caseload, 1"
    assert count_of(person, "panels") == "Panels, 1"

    person.window.larger_text()
    assert count_of(person, "caseload") == "Caseload, 1"
    assert count_of(person, "panels") == "Panels, 1"


def test_the_years_figure_on_the_caseload_follows_what_happens_elsewhere(sit_down: SitDown, cases: Cases) -> None:
    case = cases.consulted(days_ago=125)
    person = sit_down()
    tile = person.caseload.on_time
    person.qtbot.waitUntil(lambda: tile.figure == "–")
    person.qtbot.wait(AFTER_THE_GRID_MS)
    person.settle()
    person.open_case(case)
    person.do("final", family_on="today", setting_on="today", board_on="today")
    person.window.go_to("caseload")
    person.qtbot.waitUntil(lambda: tile.figure == "100.0%")


def test_what_an_act_did_is_said_until_another_place_is_gone_to(sit_down: SitDown, cases: Cases) -> None:
    first, second = cases.request("Wimbleknot"), cases.request("Fernlatch")
    person = sit_down()
    person.open_case(first)
    person.do("note", text="Rang the school.")
    assert first.reference in person.status
    person.shortcut(Qt.Key.Key_F5)
    assert first.reference in person.status, "it is about the place still in view"
    person.open_case(second)
    assert person.status == ""
    person.do("note", text="Rang the other school.")
    person.shortcut(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert person.status == ""


def test_an_act_that_goes_to_its_case_is_still_told_of_there(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle", forename="Ada")
    person.save()
    assert person.case_page.heading.text() == "Peppergoggle, Ada"
    assert "EHC-26-0001" in person.status


def test_an_act_that_failed_behind_somebodys_back_is_not_forgotten_on_the_way(sit_down: SitDown) -> None:
    person = sit_down()
    person.window.desk.tasks.untold.emit(Unavailable("The disk is full."))
    person.window.go_to("panels")
    person.settle()
    assert person.status == "Not saved. The disk is full."


def test_f1_names_the_keys_of_the_screens(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_F1)
    inside = person.window.sheet.inside
    assert isinstance(inside, QLabel)
    assert f"Ctrl+1 to Ctrl+{len(SCREENS)}" in inside.text()


def test_the_program_has_an_icon_of_its_own(sit_down: SitDown) -> None:
    assert not sit_down().window.windowIcon().isNull()


def test_a_date_of_birth_hints_at_a_day_long_past(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    born, received = person.form.fields["date_of_birth"], person.form.fields["received_on"]
    assert isinstance(born, DateField)
    assert isinstance(received, DateField)
    assert born.line.placeholderText() == "2 Mar 2018"
    assert received.line.placeholderText() == "3 Apr, 03/04, today"


def test_the_window_opens_on_today_the_first_time_and_later_where_it_was_left(sit_down: SitDown) -> None:
    person = sit_down(screen="")
    assert person.window.page.title == "Today"
    person.window.go_to("safety")
    person.settle()
    person.window.close()
    assert sit_down(screen="").window.page.title == "Safety"
