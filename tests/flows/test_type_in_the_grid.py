"""A cell of the grid is typed in as in a spreadsheet: what it does is shown first, and nothing is saved unasked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from send_desktop.records import Case
from send_desktop.services import requests
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.widgets.cell_editor import CellEditor

SitDown = Callable[..., Person]
KEY = Qt.Key


class Typist:
    """Somebody in a cell of the grid."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.grid = person.caseload.grid

    def go_to(self, case: Case, column: str) -> None:
        """Put the cursor into a cell."""
        self.person.go_to_cell(case.id, column)

    def where(self) -> tuple[int, str]:
        """Return the cell under the cursor: its case and its column."""
        index = self.grid.currentIndex()
        model = self.person.caseload.model
        return (model.lines[index.row()].row.id, model.columns[index.column()].id) if index.isValid() else (0, "")

    def press(self, key: Qt.Key) -> None:
        """Press a key wherever the focus is, and wait for what comes of it."""
        focus = self.person.window.focusWidget()
        assert focus is not None
        self.person.qtbot.keyClick(focus, key)
        self.settle()

    def type(self, words: str) -> None:
        focus = self.person.window.focusWidget()
        assert focus is not None
        self.person.qtbot.keyClicks(focus, words)
        self.settle()

    def settle(self) -> None:
        self.person.qtbot.waitUntil(lambda: not self.has_editor or not self.editor.is_working)
        self.person.settle()

    @property
    def has_editor(self) -> bool:
        return self.person.caseload.doing.acts.editor is not None

    @property
    def editor(self) -> CellEditor:
        editor = self.person.caseload.doing.acts.editor
        assert editor is not None, "no cell is being typed in"
        return editor


@pytest.fixture
def at(sit_down: SitDown) -> Callable[[Case, str], Typist]:
    """Sit down and put the cursor into a cell."""

    def go(case: Case, column: str) -> Typist:
        typist = Typist(sit_down())
        typist.go_to(case, column)
        return typist

    return go


At = Callable[[Case, str], Typist]


def test_f2_type_enter_enter_gives_the_case_to_an_officer(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    typist.press(KEY.Key_F2)
    typist.type("tom")
    assert typist.editor.text.casefold() == "tom kestrellark", "the name completes itself"
    typist.press(KEY.Key_Return)
    assert f"Officer: {LEAD} → Tom Kestrellark" in typist.editor.words.text()
    assert read(store, case.id).officer == LEAD, "nothing is saved before its preview is accepted"
    typist.press(KEY.Key_Return)
    assert not typist.has_editor
    assert read(store, case.id).officer == "Tom Kestrellark"
    assert typist.person.status == f"{case.reference} is with Tom Kestrellark."
    assert typist.person.window.focusWidget() is typist.grid
    typist.person.qtbot.waitUntil(lambda: typist.where() == (case.id, "officer"))


def test_typing_over_a_cell_begins_with_the_letter_and_the_preview_follows(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "area")
    typist.type("n")
    typist.person.qtbot.waitUntil(lambda: "Area: empty → North" in typist.editor.words.text())
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    assert read(store, case.id).area == "North"


def test_escape_drops_what_was_typed(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    typist.press(KEY.Key_F2)
    typist.type("tom")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Escape)
    assert not typist.has_editor
    assert read(store, case.id).officer == LEAD
    assert typist.person.window.focusWidget() is typist.grid


def test_what_cannot_be_is_pointed_at_in_the_cell_and_stays(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    typist.press(KEY.Key_F2)
    typist.type("Zebedee")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    assert typist.editor.text == "Zebedee"
    assert typist.editor.line.edit.property("wrong")
    assert "no officer called Zebedee" in typist.editor.words.text()
    assert read(store, case.id).officer == LEAD


def test_a_cell_left_as_it_was_saves_nothing(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    typist.press(KEY.Key_F2)
    typist.press(KEY.Key_Return)
    assert not typist.has_editor
    assert read(store, case.id).request.version == case.request.version


def test_a_column_that_follows_from_the_dates_says_so(at: At, cases: Cases) -> None:
    typist = at(cases.request(), "stage")
    typist.press(KEY.Key_F2)
    assert not typist.has_editor
    assert "Stage follows from what is recorded" in typist.person.status


def test_a_new_setting_is_added_and_said_to_be(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "setting")
    typist.press(KEY.Key_F2)
    typist.type("Brindlewick Academy")
    typist.press(KEY.Key_Return)
    assert "not on the list of settings yet" in typist.editor.words.text()
    typist.press(KEY.Key_Return)
    assert read(store, case.id).setting == "Brindlewick Academy"


def test_a_draft_is_served_by_typing_its_day(at: At, cases: Cases, store: Store) -> None:
    case = cases.to_draft()
    typist = at(case, "draft")
    typist.type("t")
    typist.type("oday")
    typist.press(KEY.Key_Return)
    assert "Draft served: empty → 20 Nov 2026. Serve draft. Stage: Draft to Consultation." in typist.editor.words.text()
    typist.press(KEY.Key_Return)
    assert read(store, case.id).draft_served_on == TODAY


def test_a_date_put_right_asks_for_its_reason_in_the_cell(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    right = case.request.received_on + timedelta(days=2)
    typist = at(case, "received")
    typist.press(KEY.Key_F2)
    typist.type(typed(right))
    typist.press(KEY.Key_Return)
    typist.type("Read from the envelope")
    typist.press(KEY.Key_Return)
    after = read(store, case.id)
    assert after.request.received_on == right
    assert any("Read from the envelope" in note.text for note in after.notes)
    assert "corrected to" in typist.person.status


def test_the_panel_that_a_decision_followed_is_typed_in_and_no_other(at: At, cases: Cases, store: Store) -> None:
    case, undecided = cases.in_advice(), cases.request("Thistlewane")
    typist = at(case, "assess_panel")
    typist.press(KEY.Key_F2)
    typist.type("1/10/26")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    assert read(store, case.id).request.assess_panel_on == date(2026, 10, 1)
    typist.go_to(undecided, "assess_panel")
    typist.press(KEY.Key_F2)
    typist.type("1/11/26")
    typist.press(KEY.Key_Return)
    assert "recorded with the decision" in typist.editor.words.text()


def test_an_impossible_day_is_pointed_at_and_stays(at: At, cases: Cases, store: Store) -> None:
    case = cases.drafted()
    typist = at(case, "final")
    typist.press(KEY.Key_F2)
    typist.type("31/13")
    typist.press(KEY.Key_Return)
    assert "There is no such day" in typist.editor.words.text()
    assert typist.editor.text == "31/13"
    assert read(store, case.id).final_sent_on is None


def test_notes_are_typed_whole_though_the_cell_shows_one_line(at: At, cases: Cases, store: Store) -> None:
    case = cases.adopt(requests.set_comments(cases.request(), "Rang twice\nWill write"))
    typist = at(case, "notes")
    typist.press(KEY.Key_F2)
    assert typist.editor.text == "Rang twice\nWill write"
    typist.press(KEY.Key_Return)
    assert not typist.has_editor, "nothing new: it is left as it was"
    typist.press(KEY.Key_F2)
    typist.type(" again")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Return)
    assert read(store, case.id).request.comments == "Rang twice\nWill write again"


def test_advice_that_came_is_recorded_in_the_cell_of_its_service(at: At, cases: Cases, store: Store) -> None:
    case = cases.in_advice(services=("EP",))
    typist = at(case, "in:EP")
    typist.type("y")
    typist.type("esterday")
    typist.press(KEY.Key_Return)
    assert "Stage: Advice to Decision to issue." in typist.editor.words.text()
    typist.press(KEY.Key_Return)
    assert read(store, case.id).advice[0].received_on == TODAY - timedelta(days=1)


def test_a_case_that_a_colleague_changed_is_left_as_it_is_and_that_is_said(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    with store.work("Tom Kestrellark", "Rename") as work:
        work.replace(case.person, replace(case.person, surname="Otterbuckle"))
    typist.press(KEY.Key_F2)
    typist.type("tom")
    typist.press(KEY.Key_Return)
    assert "Somebody else has changed this case" in typist.editor.words.text()
    typist.press(KEY.Key_Return)
    assert read(store, case.id).officer == LEAD


def test_somebody_who_saves_between_preview_and_enter_was_faster(at: At, cases: Cases, store: Store) -> None:
    case = cases.request()
    typist = at(case, "officer")
    typist.press(KEY.Key_F2)
    typist.type("tom")
    typist.press(KEY.Key_Return)
    with store.work("Tom Kestrellark", "Change") as work:
        work.replace(case.request, replace(case.request, comments="moved on"))
    typist.press(KEY.Key_Return)
    assert typist.editor.text.casefold() == "tom kestrellark"
    assert "nothing of yours was saved" in typist.editor.words.text()
    assert read(store, case.id).officer == LEAD
