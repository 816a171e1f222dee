"""The caseload in groups, with counts, and columns that stay at the left while the others are scrolled."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from send_desktop.records import Officer
from send_desktop.services import people, requests
from send_desktop.store import Store
from tests.helpers.acting import LEAD
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def two_officers(cases: Cases, store: Store) -> None:
    for surname in ("Wimbleknot", "Tasselbrook", "Fernlatch"):
        cases.request(surname)
    with store.look() as reading:
        directory = reading.directory()
    cases.adopt(requests.assign_officer(cases.in_advice("Peppergoggle", days_ago=150), directory, "Tom Kestrellark"))


def told(person: Person) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in person.caseload.groups.table.rows]


def test_cases_stand_in_groups_by_officer_with_their_counts(sit_down: SitDown, cases: Cases, store: Store) -> None:
    two_officers(cases, store)
    person = sit_down()
    person.caseload.group("officer")
    assert told(person) == [
        ["Every officer", "4", "1", "", "3"],
        [LEAD, "3", "", "", "3"],
        ["Tom Kestrellark", "1", "1", "", ""],
    ]


def test_the_arrows_go_through_the_groups_and_the_grid_follows(sit_down: SitDown, cases: Cases, store: Store) -> None:
    two_officers(cases, store)
    person = sit_down()
    person.caseload.group("officer")
    table = person.caseload.groups.table
    assert person.window.focusWidget() is table
    person.press(table, Qt.Key.Key_Down)
    assert sorted(person.names) == ["Fernlatch", "Tasselbrook", "Wimbleknot"]
    person.press(table, Qt.Key.Key_Down)
    assert person.names == ["Peppergoggle"]
    assert told(person)[0][1] == "4", "the counts are of all that the filter keeps"
    person.press(table, Qt.Key.Key_Up)
    person.press(table, Qt.Key.Key_Up)
    assert len(person.names) == 4


def test_a_filter_counts_within_the_groups(sit_down: SitDown, cases: Cases, store: Store) -> None:
    two_officers(cases, store)
    person = sit_down()
    person.caseload.group("stage")
    assert [row[:2] for row in told(person)] == [["Every stage", "4"], ["Advice", "1"], ["Request", "3"]]
    person.filter("Wimble")
    assert [row[:2] for row in told(person)] == [["Every stage", "1"], ["Request", "1"]]
    person.caseload.group("")
    assert not person.caseload.groups.isVisible()


def test_frozen_columns_stay_while_the_others_are_scrolled(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot")
    person = sit_down()
    grid = person.caseload.grid
    person.caseload.model.choose_columns(list(person.caseload.model.offered))
    grid.freeze(2)
    assert grid.frozen.isVisible()
    grid.setFocus()
    person.press(grid, Qt.Key.Key_End)
    assert grid.columnViewportPosition(0) < 0, "the grid itself is scrolled"
    assert grid.frozen.columnViewportPosition(0) == 0
    assert [grid.frozen.isColumnHidden(at) for at in (0, 1, 2)] == [False, False, True]
    person.press(grid, Qt.Key.Key_Home)
    grid.go_to(0, 2)
    assert grid.columnViewportPosition(2) >= grid.frozen.width(), "the cursor is never under what stays"
    with person.qtbot.waitSignal(grid.wants_menu) as asked:
        grid.frozen.horizontalHeader().customContextMenuRequested.emit(QPoint(4, 4))
    assert asked.args == [0], "a heading that stays has its menu too"
    grid.freeze(0)
    assert not grid.frozen.isVisible()


def test_a_view_keeps_groups_and_frozen_columns(sit_down: SitDown, cases: Cases, store: Store) -> None:
    two_officers(cases, store)
    person = sit_down()
    person.caseload.group("area")
    person.caseload.grid.freeze(2)
    view = person.caseload.view_menu.shown()
    assert (view.group_by, view.frozen) == ("area", 2)


def test_many_groups_scroll_and_never_push_the_window_larger(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request("Wimbleknot")
    for number in range(40):
        people.add_officer(store, Officer(name=f"Officer Number {number:02}"), LEAD)
        with store.look() as reading:
            directory = reading.directory()
        moved = cases.request(f"Fernlatch{number}") if number else case
        cases.adopt(requests.assign_officer(moved, directory, f"Officer Number {number:02}"))
    person = sit_down()
    height = person.window.height()
    person.caseload.group("officer")
    person.qtbot.wait(50)
    assert person.window.height() == height
    table = person.caseload.groups.table
    for _ in range(40):
        person.qtbot.keyClick(table, Qt.Key.Key_Down)
    person.settle()
    assert person.names == ["Fernlatch39"]
    last = table.viewport().mapTo(person.window, table.visualRect(table.currentIndex()).center())
    assert 0 < last.y() < height
