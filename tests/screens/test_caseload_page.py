"""The caseload in the window, from the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def three(cases: Cases) -> None:
    cases.request("Otterbuckle", days_ago=20)
    cases.request("Peppergoggle", days_ago=60)
    cases.in_advice("Fennimoor", days_ago=80)


def test_typing_narrows_at_once_and_escape_brings_everything_back(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.filter("otter")
    assert person.names == ["Otterbuckle"]
    assert person.caseload.count_line.text().startswith("1 case ")
    person.press(person.caseload.filter_box, Qt.Key.Key_Escape)
    assert len(person.names) == 3


def test_the_first_key_after_starting_goes_into_the_filter(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    assert person.window.focusWidget() is person.caseload.filter_box


def test_a_tile_filters_by_its_state_and_counts_it(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    tile = person.caseload.tiles["breached"]
    assert tile.figure == "1"
    person.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert person.names == ["Peppergoggle"]
    person.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert len(person.names) == 3


def test_my_cases_are_those_of_whoever_is_at_the_desk(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    cases.request("Wrenfold", officer="Tom Kestrellark")
    person = sit_down(by="Tom Kestrellark")
    person.caseload.choose_scope("mine")
    assert person.names == ["Wrenfold"]
    person.caseload.choose_scope("open")
    assert len(person.names) == 4


def test_down_goes_to_the_lines_enter_opens_and_alt_left_returns_to_the_same_line(
    sit_down: SitDown, cases: Cases
) -> None:
    three(cases)
    person = sit_down()
    grid = person.caseload.grid
    person.press(person.caseload.filter_box, Qt.Key.Key_Down)
    person.press(grid, Qt.Key.Key_Down)
    chosen = person.names[grid.currentIndex().row()]
    person.press(grid, Qt.Key.Key_Return)
    assert person.case_page.heading.text().startswith(chosen)
    person.shortcut(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert person.window.page is person.caseload
    assert person.names[grid.selected_rows()[0]] == chosen


def test_home_and_end_go_along_the_line_and_with_ctrl_through_the_list(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    grid = person.caseload.grid
    person.press(grid, Qt.Key.Key_End, CTRL)
    assert (grid.selected_rows(), grid.selected_columns()) == ([2], [grid.shown_columns()[-1]])
    person.press(grid, Qt.Key.Key_Home)
    assert (grid.selected_rows(), grid.selected_columns()) == ([2], [0])
    person.press(grid, Qt.Key.Key_Home, CTRL)
    assert (grid.selected_rows(), grid.selected_columns()) == ([0], [0])


def test_shift_marks_a_block_and_ctrl_jumps_to_the_ends(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    grid = person.caseload.grid
    grid.go_to(0, 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        person.press(grid, key, SHIFT)
    assert (grid.selected_rows(), grid.selected_columns()) == ([0, 1], [0, 1])
    person.press(grid, Qt.Key.Key_Down, CTRL | SHIFT)
    assert (grid.selected_rows(), grid.selected_columns()) == ([0, 1, 2], [0, 1])
    person.press(grid, Qt.Key.Key_Right, CTRL)
    assert grid.currentIndex().column() == grid.shown_columns()[-1]


def test_ctrl_space_marks_the_column_and_shift_space_the_line(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    grid = person.caseload.grid
    grid.go_to(1, 1)
    person.press(grid, Qt.Key.Key_Space, CTRL)
    assert (grid.selected_rows(), grid.selected_columns()) == ([0, 1, 2], [1])
    grid.go_to(1, 1)
    person.press(grid, Qt.Key.Key_Space, SHIFT)
    assert (grid.selected_rows(), grid.selected_columns()) == ([1], grid.shown_columns())


def test_a_letter_typed_on_the_grid_goes_to_the_filter(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    grid = person.caseload.grid
    grid.go_to(0, 1)
    grid.setFocus()
    person.qtbot.keyClicks(grid, "o")
    assert person.caseload.filter_box.text() == "o"
    assert person.window.focusWidget() is person.caseload.filter_box


def test_enter_in_the_filter_opens_the_first_line(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.filter("fenni")
    person.press(person.caseload.filter_box, Qt.Key.Key_Return)
    assert person.case_page.heading.text().startswith("Fennimoor")


def test_marked_lines_are_copied_as_a_table(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.caseload.grid.selectAll()
    person.press(person.caseload.grid, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("Reference\tChild")
    assert person.status == "3 lines copied as a table."


def test_up_on_the_first_line_returns_to_the_filter(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.press(person.caseload.filter_box, Qt.Key.Key_Down)
    person.press(person.caseload.grid, Qt.Key.Key_Up)
    assert person.window.focusWidget() is person.caseload.filter_box


def test_when_nothing_matches_the_line_says_how_to_go_on(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.filter("zzz")
    assert person.names == []
    assert "Esc clears" in person.caseload.count_line.text()


def test_the_navigation_counts_open_cases(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    (listed,) = (made for name, made in person.window.navigation._buttons.items() if name == "caseload")
    assert listed.accessibleName() == "Caseload, 3"


def test_a_narrow_window_keeps_child_date_and_risk(sit_down: SitDown, cases: Cases) -> None:
    three(cases)
    person = sit_down()
    person.window.resize(800, 600)
    person.settle()
    from ui.tables.caseload_columns import COLUMNS

    left = {COLUMNS[place].id for place in person.caseload.grid.shown_columns()}
    assert {"child", "due", "risk"} <= left
    assert "area" not in left
