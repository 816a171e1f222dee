"""The field over a cell: the same for every kind of cell, dates and their reasons among them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt

from send_desktop.progress import Progress
from send_desktop.records import Case
from send_desktop.services.grid_edits import EditPlan, plan_edits
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.tables.typed_cells import Cell, read_cell
from ui.theme import px
from ui.widgets.cell_editor import CellEditor, CellSpec

KEY = Qt.Key
Open = Callable[..., CellEditor]


@pytest.fixture
def person(sit_down: Callable[..., Person], cases: Cases) -> Person:
    """Somebody at a caseload that is not empty."""
    cases.request("Thistlewane")
    return sit_down()


@pytest.fixture
def opened(person: Person, store: Store) -> Open:
    """Open the field over a cell of a case."""

    def make(case: Case, column: str, kind: str = "date", start: str = "", typed: str | None = None) -> CellEditor:
        cell = Cell(case.id, column, column.capitalize(), start)

        def plan(text: str, progress: Progress) -> EditPlan:
            with store.look() as reading:
                return plan_edits(reading, [read_cell(cell, text, TODAY)], TODAY, progress=progress)

        spec = CellSpec(title="Ada", kind=kind, start=start, plan=plan)
        editor = CellEditor(person.caseload.grid.viewport(), person.window.desk, spec, typed)
        editor.left.connect(editor.hide)
        editor.place(QRect(40, 40, px(100), px(34)))
        editor.show()
        editor.setFocus()
        return editor

    return make


def settle(person: Person, editor: CellEditor) -> None:
    person.qtbot.waitUntil(lambda: not editor.is_working)
    person.settle()


def press(person: Person, editor: CellEditor, key: Qt.Key, where: str = "line") -> None:
    target = editor.reason if where == "reason" else editor.line.edit
    person.qtbot.keyClick(target, key)
    settle(person, editor)


def write(person: Person, editor: CellEditor, words: str) -> None:
    person.qtbot.keyClicks(editor.line.edit, words)
    settle(person, editor)


def test_an_empty_date_is_the_act_and_the_clock_is_told_before_it_is_saved(
    person: Person, opened: Open, cases: Cases, store: Store
) -> None:
    case = cases.in_advice(services=("EP",))
    editor = opened(case, "in:EP")
    write(person, editor, "yesterday")
    assert "EP received: empty → 19 Nov 2026" in editor.words.text()
    assert "Stage: Advice to Decision to issue." in editor.words.text()
    press(person, editor, KEY.Key_Return)
    assert read(store, case.id).advice[0].received_on is None
    press(person, editor, KEY.Key_Return)
    assert read(store, case.id).advice[0].received_on == TODAY - timedelta(days=1)
    assert editor.isHidden()


def test_a_date_on_record_asks_for_its_reason_and_is_not_saved_without(
    person: Person, opened: Open, cases: Cases, store: Store
) -> None:
    case = cases.request()
    right = case.request.received_on + timedelta(days=3)
    editor = opened(case, "received", typed="1")
    editor.line.edit.setText(typed(right))  # type: ignore[union-attr]
    press(person, editor, KEY.Key_Return)
    assert editor.reason.isVisible()
    assert person.window.focusWidget() is editor.reason
    press(person, editor, KEY.Key_Return, "reason")
    assert read(store, case.id).request.received_on == case.request.received_on
    assert editor.isVisible()
    person.qtbot.keyClicks(editor.reason, "Read from the envelope")
    press(person, editor, KEY.Key_Return, "reason")
    after = read(store, case.id)
    assert after.request.received_on == right
    assert any("Read from the envelope" in note.text for note in after.notes)


@pytest.mark.parametrize(
    ("words", "said"), [("31/13", "no such day"), ("soon", "is not a date"), ("+40", "after today")]
)
def test_what_cannot_be_read_or_is_unlawful_is_said_in_a_sentence_and_stays(
    person: Person, opened: Open, cases: Cases, store: Store, words: str, said: str
) -> None:
    case = cases.in_advice(services=("EP",))
    editor = opened(case, "in:EP")
    write(person, editor, words)
    press(person, editor, KEY.Key_Return)
    press(person, editor, KEY.Key_Return)
    assert said in editor.words.text()
    assert editor.text == words
    assert editor.line.edit.property("wrong")
    assert said in editor.line.edit.accessibleDescription()
    assert read(store, case.id).advice[0].received_on is None


def test_typing_on_after_the_preview_asks_again(person: Person, opened: Open, cases: Cases, store: Store) -> None:
    case = cases.in_advice(services=("EP",))
    editor = opened(case, "in:EP")
    write(person, editor, "16/11")
    press(person, editor, KEY.Key_Return)
    write(person, editor, "/26")
    press(person, editor, KEY.Key_Return)
    assert read(store, case.id).advice[0].received_on is None, "this Enter only shows what the new text does"
    press(person, editor, KEY.Key_Return)
    assert read(store, case.id).advice[0].received_on is not None


def test_notes_take_several_lines_with_alt_and_enter(person: Person, opened: Open, cases: Cases, store: Store) -> None:
    case = cases.request()
    editor = opened(case, "notes", "notes")
    write(person, editor, "Rang twice")
    person.qtbot.keyClick(editor.line.edit, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    write(person, editor, "Will write")
    press(person, editor, KEY.Key_Return)
    press(person, editor, KEY.Key_Return)
    assert read(store, case.id).request.comments == "Rang twice\nWill write"


def test_it_keeps_within_the_grid_at_its_edges(person: Person, opened: Open, cases: Cases) -> None:
    editor = opened(cases.request(), "in:EP")
    room = person.caseload.grid.viewport().rect()
    for corner in (room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight()):
        editor.place(QRect(corner, corner).adjusted(0, 0, px(100), px(34)))
        assert room.contains(editor.geometry())
