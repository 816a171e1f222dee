"""A block from Excel is pasted into the grid: each change and each refusal is shown, then all is saved or none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from send_desktop.records import Case
from send_desktop.services import grid_edits
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.dialogs.many_form import ManyForm

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def paste(person: Person, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    person.press(person.caseload.grid, Qt.Key.Key_V, CTRL)
    person.settle()


def form(person: Person) -> ManyForm:
    opened = person.form
    assert isinstance(opened, ManyForm)
    return opened


@pytest.fixture
def two(cases: Cases) -> list[Case]:
    return [cases.in_advice("Otterbuckle", 90, ("EP",)), cases.in_advice("Peppergoggle", 80, ("EP",))]


def test_a_block_with_headings_finds_its_cases_by_their_references(
    sit_down: SitDown, two: list[Case], store: Store
) -> None:
    person = sit_down()
    came = TODAY - timedelta(days=2)
    rows = [f"{case.reference}\t{typed(came)}\tTom Kestrellark" for case in reversed(two)]
    paste(person, "\n".join(["Reference\tEP received\tOfficer", *rows]))
    opened = form(person)
    assert opened.windowTitle() == "Paste: 4 cells"
    assert opened.counts.text() == "4 changes on 2 cases"
    assert read(store, two[0].id).officer == LEAD
    person.save()
    assert not person.has_form
    for case in two:
        after = read(store, case.id)
        assert (after.officer, after.advice[0].received_on) == ("Tom Kestrellark", came)
    assert person.status == "Paste in the grid: 4 changes on 2 cases saved."
    with store.look() as reading:
        assert len({line.at for line in reading.audit() if line.act == "Paste in the grid"}) == 1


def test_a_block_without_headings_goes_from_the_cursor_on(sit_down: SitDown, two: list[Case], store: Store) -> None:
    person = sit_down()
    first = person.caseload.model.lines[0].row.id
    person.mark_cells("officer", [first])
    paste(person, "Tom Kestrellark\tNorth\n\tNorth\n")
    opened = form(person)
    assert opened.counts.text() == "4 changes on 2 cases"
    person.save()
    after = [read(store, line.row.id) for line in person.caseload.model.lines]
    by_id = {case.id: case for case in after}
    assert {case.area for case in after} == {"North"}
    assert by_id[first].officer == "Tom Kestrellark"


def test_dates_put_right_ask_for_one_reason(sit_down: SitDown, two: list[Case], store: Store) -> None:
    person = sit_down()
    rows = [f"{case.reference}\t{typed(case.request.received_on + timedelta(days=1))}" for case in two]
    paste(person, "\n".join(["Reference\tDate received", *rows]))
    opened = form(person)
    assert opened.fields["reason"].isVisible()
    person.save()
    assert person.has_form, "without a reason nothing is saved"
    assert "is needed" in opened.notice.words
    person.fill(reason="Read from the envelopes")
    person.save()
    assert not person.has_form
    for case in two:
        after = read(store, case.id)
        assert after.request.received_on == case.request.received_on + timedelta(days=1)
        assert any("Read from the envelopes" in note.text for note in after.notes)


def test_what_cannot_be_read_or_is_unlawful_is_told_and_the_rest_can_be_saved(
    sit_down: SitDown, two: list[Case], store: Store
) -> None:
    person = sit_down()
    rows = [f"{two[0].reference}\t31/13/26\tTom Kestrellark", f"{two[1].reference}\t1/1/27\tTom Kestrellark"]
    paste(person, "\n".join(["Reference\tEP received\tOfficer", *rows, "EHC-99-9999\t1/1/26\tTom Kestrellark"]))
    opened = form(person)
    assert opened.counts.text() == "2 changes on 2 cases · 2 cannot be done"
    assert "No case here has the reference EHC-99-9999" in opened.spec.intro
    says = [change.says for change in opened.changes.lines.lines[:2]]
    assert any("There is no such day" in words for words in says)
    assert any("after today" in words for words in says)
    person.save()
    assert {read(store, case.id).officer for case in two} == {"Tom Kestrellark"}
    assert {read(store, case.id).advice[0].received_on for case in two} == {None}


def test_a_paste_of_what_was_copied_changes_nothing(sit_down: SitDown, two: list[Case], store: Store) -> None:
    person = sit_down()
    person.caseload.model.choose_columns(list(person.caseload.model.offered))
    grid = person.caseload.grid
    grid.setFocus()
    grid.selectAll()
    person.press(grid, Qt.Key.Key_C, CTRL)
    paste(person, QGuiApplication.clipboard().text())
    opened = form(person)
    assert opened.counts.text().startswith("Nothing would change")
    assert not opened.save_button.isEnabled()
    assert {change.outcome for change in opened.changes.lines.lines} == {"same"}
    assert {read(store, case.id).request.version for case in two} == {case.request.version for case in two}


def test_delete_empties_what_can_be_emptied(sit_down: SitDown, two: list[Case], store: Store) -> None:
    person = sit_down()
    person.mark_cells("officer", [two[0].id])
    person.press(person.caseload.grid, Qt.Key.Key_Delete)
    assert f"Officer: {LEAD} → empty" in str(form(person).changes.lines.index(0).data())
    person.save()
    assert read(store, two[0].id).officer == ""


def test_one_value_fills_every_marked_cell(sit_down: SitDown, two: list[Case], store: Store) -> None:
    person = sit_down()
    person.mark_cells("officer", [case.id for case in two])
    paste(person, "Tom Kestrellark")
    assert form(person).counts.text() == "2 changes on 2 cases"
    person.save()
    assert {read(store, case.id).officer for case in two} == {"Tom Kestrellark"}


def test_more_cells_than_anybody_looks_through_are_not_changed_together(
    sit_down: SitDown, two: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sit_down()
    monkeypatch.setattr(grid_edits, "MOST_CELLS", 3)
    person.caseload.grid.selectAll()
    person.press(person.caseload.grid, Qt.Key.Key_Delete)
    assert not person.has_form
    assert "mark at most 3" in person.status


def test_ctrl_d_fills_down(sit_down: SitDown, two: list[Case], cases: Cases, store: Store) -> None:
    top = cases.request("Aardwimple", days_ago=130, officer="Tom Kestrellark")
    person = sit_down()
    assert person.caseload.model.lines[0].row.id == top.id
    person.mark_cells("officer", [line.row.id for line in person.caseload.model.lines])
    person.press(person.caseload.grid, Qt.Key.Key_D, CTRL)
    person.save()
    assert {read(store, case.id).officer for case in two} == {"Tom Kestrellark"}


def test_a_colleague_who_is_faster_leaves_everything_as_it_was(
    sit_down: SitDown, two: list[Case], store: Store
) -> None:
    person = sit_down()
    rows = [f"{case.reference}\tTom Kestrellark" for case in two]
    paste(person, "\n".join(["Reference\tOfficer", *rows]))
    with store.work("Tom Kestrellark", "Change") as work:
        work.replace(two[1].request, replace(two[1].request, comments="moved on"))
    person.save()
    assert person.has_form
    assert "nothing of yours was saved" in form(person).notice.words
    assert {read(store, case.id).officer for case in two} == {LEAD}


@given(text=st.text(max_size=60) | st.text(alphabet="Reference\tOfficer\nNorth 1/2\"'=", max_size=60))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_pasted_text_changes_anything_before_it_is_accepted(
    desk_person: Person, two_once: list[Case], text: str
) -> None:
    paste(desk_person, text)
    desk_person.window.sheet.close_now()
    desk_person.settle()
    for case in two_once:
        assert read(desk_person.store, case.id).request.version == case.request.version


@pytest.fixture
def two_once(cases: Cases) -> list[Case]:
    return [cases.request("Otterbuckle"), cases.request("Peppergoggle")]


@pytest.fixture
def desk_person(two_once: list[Case], sit_down: SitDown) -> Person:
    person = sit_down()
    person.mark_cells("officer", [two_once[0].id])
    return person
