"""The caseload narrowed by phrases, each a chip that can be taken away."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def test_phrases_narrow_and_each_is_a_chip(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Fennimoor", days_ago=118)
    cases.in_advice("Otterbuckle", days_ago=80)
    cases.request("Peppergoggle", days_ago=118)
    person = sit_down()
    person.filter("over 16 weeks, no EP")
    assert person.names == ["Fennimoor"]
    assert person.caseload.chips.words == ["Over 16 weeks", "EP not in"]


def test_a_chip_is_removed_by_key_and_by_mouse_and_its_words_leave_the_filter(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Fennimoor", days_ago=118)
    cases.request("Peppergoggle", days_ago=118)
    person = sit_down()
    person.filter("over 16 weeks, no EP")
    person.press(person.caseload.chips.chips[1], Qt.Key.Key_Delete)
    assert person.caseload.filter_box.text() == "over 16 weeks"
    assert sorted(person.names) == ["Fennimoor", "Peppergoggle"]
    person.qtbot.mouseClick(person.caseload.chips.chips[0], Qt.MouseButton.LeftButton)
    assert person.caseload.filter_box.text() == ""
    assert person.caseload.chips.isHidden()


def test_when_a_phrase_leaves_nothing_it_is_named(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle", days_ago=60)
    person = sit_down()
    person.filter("breached, over 16 weeks")
    assert person.names == []
    assert "without “over 16 weeks” 1 would" in person.caseload.count_line.text()


def test_finished_cases_are_found_from_among_the_open_ones_by_a_phrase(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    cases.refused("Wrenfold")
    person = sit_down()
    person.filter("closed")
    assert person.names == ["Wrenfold"]


def test_a_column_is_filtered_from_its_menu_by_keyboard(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    cases.request("Wrenfold", officer="Tom Kestrellark")
    person = sit_down()
    page = person.caseload
    page.grid.go_to(0, page.model.place_of("officer"))
    person.press(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = page.view_menu.menu
    assert menu is not None
    assert menu.isVisible()
    only = next(action.menu() for action in menu.actions() if action.text() == "Show only")
    next(action for action in only.actions() if action.text().startswith("Tom")).trigger()
    menu.close()
    assert person.names == ["Wrenfold"]
    assert page.chips.words == ["Officer: Tom Kestrellark"]
    person.press(page.chips.chips[0], Qt.Key.Key_Backspace)
    assert len(person.names) == 2


def test_an_act_brings_only_its_own_case_up_to_date(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    case = cases.request("Wrenfold")
    person = sit_down()
    lines = {line.row.id: line for line in person.caseload.model.every_line()}
    person.open_case(case)
    person.do("withdraw", on="19/11/26", reason="The family moved their request")
    person.window.go_to("caseload")
    person.settle()
    assert person.names == ["Peppergoggle"]
    after = {line.row.id: line for line in person.caseload.model.every_line()}
    assert [case_id for case_id, line in after.items() if line is not lines[case_id]] == [case.id]
