"""Advice has arrived: recorded from anywhere, with at most six keystrokes after the child's name."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from send_desktop.changes import Changes
from send_desktop.records import Case
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.advice_arrived import AdviceArrived

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier
MODIFIERS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
ALLOWED = 6


class KeyCount(QObject):
    """Counts the keys pressed in the whole program, as the window system delivers them."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and watched.isWindowType() and event.key() not in MODIFIERS:  # type: ignore[union-attr]
            self.pressed += 1
        return False


@pytest.fixture
def keys() -> Iterator[KeyCount]:
    count = KeyCount()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(count)
    yield count
    application.removeEventFilter(count)


def press(person: Person, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    target = person.window.focusWidget()
    assert target is not None
    person.press(target, key)


def name_child(person: Person, words: str) -> AdviceArrived:
    person.shortcut(Qt.Key.Key_E, CTRL)
    box = person.window.sheet.inside
    assert isinstance(box, AdviceArrived)
    person.qtbot.keyClicks(person.window.focusWidget(), words)
    person.settle()
    return box


def record_ep(person: Person) -> None:
    press(person, Qt.Key.Key_Return)
    press(person, Qt.Key.Key_E)
    press(person, Qt.Key.Key_Return)
    person.settle()


def received(store: Store, case: Case, service: str = "EP") -> bool:
    return next(item for item in read(store, case.id).advice if item.service == service).received_on == TODAY


@pytest.mark.parametrize("screen", ["caseload", "panels", "timeliness", "import", "safety", "options"])
def test_from_every_screen_ep_advice_takes_three_keys_after_the_name(
    sit_down: SitDown, cases: Cases, keys: KeyCount, screen: str
) -> None:
    cases.in_advice("Wobblethwaite", 90)
    case = cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    person.window.go_to(screen)
    person.settle()

    name_child(person, "pepper")
    keys.pressed = 0
    record_ep(person)

    assert received(person.store, case)
    assert keys.pressed <= ALLOWED
    assert person.status == f"{case.reference}: EP advice received, 13 days late."
    assert not person.window.sheet.isVisible()


def test_a_child_of_another_name_above_it_is_passed_over_within_six_keys(
    sit_down: SitDown, cases: Cases, keys: KeyCount
) -> None:
    other = cases.in_advice("Peppergoggle", 90)
    case = cases.in_advice("Peppergoggles", 90)
    person = sit_down()
    name_child(person, "peppergog")
    keys.pressed = 0
    press(person, Qt.Key.Key_Down)
    record_ep(person)

    assert received(person.store, case)
    assert not received(person.store, other)
    assert keys.pressed <= ALLOWED


def test_on_the_case_itself_the_child_is_named_already(sit_down: SitDown, cases: Cases, keys: KeyCount) -> None:
    case = cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    person.open_case(case)
    keys.pressed = 0
    name_child(person, "")
    record_ep(person)

    assert received(person.store, case)
    assert keys.pressed <= ALLOWED
    assert any("EP advice received" in words for words in person.chronology())


def test_from_the_grid_the_marked_line_is_the_child(sit_down: SitDown, cases: Cases, keys: KeyCount) -> None:
    case = cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    person.caseload.grid.setFocus()
    keys.pressed = 0
    name_child(person, "")
    record_ep(person)

    assert received(person.store, case)
    assert keys.pressed <= ALLOWED


def test_a_name_typed_over_the_child_at_hand_looks_for_that_name(sit_down: SitDown, cases: Cases) -> None:
    at_hand = cases.in_advice("Peppergoggle", 90)
    named = cases.in_advice("Wobblethwaite", 90)
    person = sit_down()
    person.open_case(at_hand)
    name_child(person, "wobble")
    record_ep(person)

    assert received(person.store, named)
    assert not received(person.store, at_hand)


def test_a_reference_names_the_child_too(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    name_child(person, case.reference)
    record_ep(person)
    assert received(person.store, case)


def test_keys_pressed_faster_than_the_store_answers_are_not_lost(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    window = person.window
    person.qtbot.keyClick(window, Qt.Key.Key_E, CTRL)
    person.qtbot.keyClicks(window.focusWidget(), "pepper")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_Return):
        person.qtbot.keyClick(window.focusWidget(), key)
    person.settle()
    person.settle()
    assert received(person.store, case)


def test_a_child_for_whom_nothing_is_awaited_is_told_so_with_the_way_on(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Peppergoggle")
    person = sit_down()
    box = name_child(person, "pepper")
    press(person, Qt.Key.Key_Return)
    person.settle()
    assert box.notice.words == f"{case.reference}: no advice is awaited."


def test_what_was_recorded_can_be_taken_back(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Peppergoggle", 90)
    person = sit_down()
    told: list[Changes] = []
    person.window.desk.tasks.changed.connect(told.append)
    name_child(person, "pepper")
    record_ep(person)

    undo = told[-1].undo
    assert undo is not None
    assert undo.act == "Record advice"
    assert not undo.why_not
