"""What was typed, pasted or done on many is taken back whole with Ctrl+Z, as a new act."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def undo(person: Person) -> None:
    person.caseload.grid.setFocus()
    person.shortcut(Qt.Key.Key_Z, CTRL)
    person.settle()


def test_a_pasted_block_is_taken_back_whole(sit_down: SitDown, cases: Cases, store: Store) -> None:
    given = [cases.in_advice("Otterbuckle", services=("EP",)), cases.in_advice("Peppergoggle", services=("EP",))]
    person = sit_down()
    rows = [f"{case.reference}\t{typed(TODAY)}\tTom Kestrellark" for case in given]
    QGuiApplication.clipboard().setText("\n".join(["Reference\tEP received\tOfficer", *rows]))
    person.press(person.caseload.grid, Qt.Key.Key_V, CTRL)
    person.settle()
    person.save()
    assert {read(store, case.id).officer for case in given} == {"Tom Kestrellark"}
    undo(person)
    for case in given:
        after = read(store, case.id)
        assert (after.officer, after.advice[0].received_on) == (LEAD, None)
        assert after.derived.stage == "advice"
    assert person.status.startswith("Undone")


def test_an_act_on_many_is_taken_back_from_all_of_them(sit_down: SitDown, cases: Cases, store: Store) -> None:
    given = [cases.request("Otterbuckle"), cases.request("Peppergoggle")]
    person = sit_down()
    person.mark_cells("child", [case.id for case in given])
    person.caseload.doing.act_on_marked("note")
    person.settle()
    person.fill(text="Files moved")
    person.qtbot.wait(200)
    person.settle()
    person.save()
    assert all(read(store, case.id).notes for case in given)
    undo(person)
    assert not any(read(store, case.id).notes for case in given)
