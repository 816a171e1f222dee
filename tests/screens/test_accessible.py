"""Without eyes or without a mouse: every control has a name, every cell words, and Tab reaches everything."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.helpers.window import Cases, Person
from ui.actions import ACTIONS
from ui.dialogs.case_acts import ACTS
from ui.screens import SCREENS
from ui.theme import appearance
from ui.widgets.labels import ElidedLabel
from ui.widgets.panes import is_stop

SitDown = Callable[..., Person]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLACES = (*(screen.id for screen in SCREENS), "case")
_WITHIN_OTHERS = (QHeaderView, QScrollArea)
"""What holds others: the focus goes to what is inside."""


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    appearance().apply("light", 100)


def go(person: Person, place: str, case_id: int) -> QWidget:
    if place == "case":
        person.window.open_case(case_id)
    else:
        person.window.go_to(place)
    person.settle()
    return person.window.page


def stops(inside: QWidget) -> list[QWidget]:
    return [one for one in inside.findChildren(QWidget) if is_stop(one) and not isinstance(one, _WITHIN_OTHERS)]


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told else widget.accessibleName()


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


def nameless(inside: QWidget) -> list[str]:
    return [described(one) for one in stops(inside) if not name_of(one).strip()]


def silent_cells(inside: QWidget) -> list[str]:
    found = []
    for view in inside.findChildren(QAbstractItemView):
        model = view.model()
        if model is None or isinstance(view, QHeaderView) or not view.isVisible():
            continue
        for row in range(min(3, model.rowCount())):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if index.data(Qt.ItemDataRole.AccessibleTextRole) is None and index.data() is None:
                    found.append(f"{described(view)} at {row}, {column}")
    return found


def reached(window: QWidget, inside: QWidget) -> set[QWidget]:
    """Press Tab until it comes round, and return where it stopped."""
    first = next(iter(stops(inside)), None)
    if first is None:
        return set()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: set[QWidget] = set()
    for _ in range(400):
        focus = QApplication.focusWidget() or window.focusWidget()
        if focus is None or focus in seen:
            break
        seen.add(focus)
        focus.focusNextChild()
    return seen


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_every_screen_has_a_name_and_every_cell_words(
    sit_down: SitDown, cases: Cases, place: str
) -> None:
    case = cases.consulted()
    person = sit_down()
    go(person, place, case.id)
    assert nameless(person.window) == []
    assert silent_cells(person.window) == []


def test_every_control_of_every_form_has_a_name(sit_down: SitDown, cases: Cases) -> None:
    ready = [cases.request("A"), cases.in_advice("B"), cases.to_decide("C"), cases.drafted("D"), cases.consulted("E")]
    person = sit_down()
    without = []
    opened = set()
    for case in ready:
        for one in ACTS:
            if one.id in opened or one.problem(case):
                continue
            opened.add(one.id)
            person.window.open_act(case.id, one.id)
            person.settle()
            without += [f"{one.id}: {each}" for each in nameless(person.window.sheet)]
            person.window.sheet.close_now()
    assert without == []
    assert len(opened) > 15


@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_every_control_of_every_screen(sit_down: SitDown, cases: Cases, place: str) -> None:
    case = cases.consulted()
    person = sit_down()
    page = go(person, place, case.id)
    found = reached(person.window, page)
    groups = {one.group() for one in found if isinstance(one, QAbstractButton) and one.group()}
    missed = [one for one in stops(page) if one not in found]
    # Tab stops once at a group of buttons; arrows move within it.
    assert [described(one) for one in missed if not (isinstance(one, QAbstractButton) and one.group() in groups)] == []


@pytest.mark.parametrize("scale", [150, 200])
@pytest.mark.parametrize("place", PLACES)
def test_larger_text_cuts_no_button_and_no_label(sit_down: SitDown, cases: Cases, place: str, scale: int) -> None:
    case = cases.consulted()
    person = sit_down()
    person.window.set_appearance("light", scale)
    person.settle()
    page = go(person, place, case.id)
    person.qtbot.wait(30)
    assert [words for one in page.findChildren(QWidget) if (words := cut(one))] == []


def cut(widget: QWidget) -> str:
    """Return the words of a button or label that do not fit; one that shortens itself tells the whole in a tip."""
    if not widget.isVisible() or isinstance(widget, ElidedLabel):
        return ""
    if isinstance(widget, QLabel) and widget.text() and widget.textFormat() == Qt.TextFormat.PlainText:
        is_cut = _is_label_cut(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        is_cut = widget.width() + 1 < widget.sizeHint().width() and widget.width() < _needed(widget)
    else:
        return ""
    return f"{described(widget)}: {widget.text()}" if is_cut else ""


def _is_label_cut(widget: QLabel) -> bool:
    if widget.wordWrap():
        return widget.height() + 2 < widget.heightForWidth(widget.width())
    return widget.width() + 1 < widget.sizeHint().width()


def _needed(widget: QAbstractButton) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(widget.text())


def test_f1_lists_every_shortcut(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    person = sit_down()
    person.shortcut(Qt.Key.Key_F1)
    inside = person.window.sheet.inside
    assert isinstance(inside, QLabel)
    for one in ACTIONS:
        assert f"{one.shortcut}: {one.title.lower()}" in inside.text()


def test_no_two_actions_have_one_shortcut() -> None:
    keys = [one.shortcut for one in ACTIONS]
    assert len(set(keys)) == len(keys)


def test_f6_goes_round_the_parts_of_the_window(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    person = sit_down()
    window = person.window
    go(person, "case", case.id)
    person.case_page.next.setFocus()
    person.window.open_act(case.id, "note")
    person.settle()
    parts = []
    for _ in range(3):
        person.shortcut(Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        parts.append(next(part for part in (window.sheet, window.navigation, window.stack) if part.isAncestorOf(focus)))
    assert parts == [window.navigation, window.stack, window.sheet]


def test_back_and_forward_return_to_where_the_focus_was(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    person = sit_down()
    go(person, "caseload", 0)
    person.caseload.grid.setFocus()
    person.press(person.caseload.grid, Qt.Key.Key_Return)
    assert person.window.page.title == "Case"
    person.shortcut(Qt.Key.Key_Left, ALT)
    assert person.window.focusWidget() is person.caseload.grid
    person.shortcut(Qt.Key.Key_Right, ALT)
    assert person.case_page.case_id == case.id


def test_arrows_move_in_the_list_of_screens(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    person = sit_down()
    go(person, SCREENS[0].id, 0)
    first = person.window.navigation.findChildren(QAbstractButton)[0]
    first.setFocus()
    person.press(first, Qt.Key.Key_Down)
    assert name_of(person.window.focusWidget() or first).startswith(SCREENS[1].title)


def test_a_line_to_type_in_is_never_without_a_name_for_lack_of_a_hint(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    go(person, "caseload", cases.request().id)
    for line in person.window.findChildren(QLineEdit):
        assert not is_stop(line) or line.accessibleName(), described(line)
