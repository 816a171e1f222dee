"""Monday, nine o'clock: the window opens on what to do now, and the first things are done without leaving it."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.services import contacts
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person
from ui.desk import TEAM
from ui.pages.today import TodayPage
from ui.pages.today_list import TodayList

SitDown = Callable[..., Person]


def today_page(person: Person) -> TodayPage:
    page = person.window.page
    assert isinstance(page, TodayPage)
    return page


def do_now(person: Person) -> TodayList:
    return today_page(person).lists["do_now"]


def children(shown: TodayList) -> list[str]:
    return [row.cells[1].words for row in shown.table.rows]


def test_the_window_opens_on_what_to_do_now_with_the_focus_on_it(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot", days_ago=60)
    person = sit_down(screen="")
    assert children(do_now(person))[0] == "Wimbleknot, Ada"
    assert person.window.focusWidget() is do_now(person).table


def test_a_decision_is_recorded_over_today_with_the_keyboard_and_its_line_goes(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request("Wimbleknot", days_ago=45)
    cases.request("Fernlatch", days_ago=44)
    person = sit_down(screen="")
    person.press(do_now(person).table, Qt.Key.Key_Space)
    person.settle()
    person.fill(told_on="today", made_on="today")
    person.save()
    assert read(store, case.id).request.assess_told_on == TODAY
    assert person.window.page.title == "Today"
    first = do_now(person).table.rows[0]
    assert first.cells[1].words == "Fernlatch, Ada"


def test_the_button_on_a_line_is_pressed_with_the_mouse(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot", days_ago=60)
    person = sit_down(screen="")
    table = do_now(person).table
    box = table.visualRect(table.model().index(0, 3))
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    person.settle()
    assert person.form.spec.title == "Decision to assess"


def test_enter_and_a_double_click_lead_to_the_case(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Wimbleknot", days_ago=60)
    person = sit_down(screen="")
    person.press(do_now(person).table, Qt.Key.Key_Return)
    assert person.case_page.case_id == case.id
    person.shortcut(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    table = do_now(person).table
    box = table.visualRect(table.model().index(0, 2))
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    person.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    person.settle()
    assert person.case_page.case_id == case.id


def test_a_quiet_day_says_so_and_shows_what_comes_next(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Wimbleknot", days_ago=3)
    person = sit_down(screen="")
    shown = do_now(person)
    assert shown.empty.isVisible()
    assert shown.empty.text() == "Nothing is due."
    assert [row.cells[1].words for row in shown.coming.rows] == ["Wimbleknot, Ada"]
    person.press(shown.coming, Qt.Key.Key_Return)
    assert person.case_page.case_id == case.id


def test_a_colleagues_cases_are_looked_at_until_the_program_ends(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot", days_ago=60)
    cases.request("Fernlatch", days_ago=60, officer="Tom Kestrellark")
    person = sit_down(screen="")
    page = today_page(person)
    page.whose.setCurrentIndex(page.whose.findData("Tom Kestrellark"))
    page.whose.activated.emit(page.whose.currentIndex())
    person.settle()
    assert "Fernlatch, Ada" in children(do_now(person))
    assert "Wimbleknot, Ada" not in children(do_now(person))
    person.window.go_to("panels")
    person.settle()
    person.window.go_to("today")
    person.settle()
    assert page.whose.currentText() == "Tom Kestrellark"
    page.look_at(TEAM)
    person.settle()
    assert {"Fernlatch, Ada", "Wimbleknot, Ada"} <= set(children(do_now(person)))
    person.window.close()
    assert "Wimbleknot, Ada" in children(do_now(sit_down(screen="")))


def test_the_number_beside_today_is_what_is_to_be_done_now(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Wimbleknot", days_ago=3)
    cases.adopt(contacts.log_contact(case, kind="call", on=TODAY, summary="Asked", promised_by=TODAY, today=TODAY))
    person = sit_down(screen="caseload")
    person.qtbot.waitUntil(lambda: person.window.navigation._buttons["today"].accessibleName() == "Today, 1")


def test_who_is_new_at_the_desk_is_told_what_today_is_for(sit_down: SitDown) -> None:
    person = sit_down(screen="")
    assert today_page(person)._stack.currentIndex() == 1
