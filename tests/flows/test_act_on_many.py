"""Many lines are marked and one act is done on all of them, each change shown before any is saved."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from send_desktop.records import Case
from send_desktop.services import panels
from send_desktop.services.planned_changes import REFUSED
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from tests.screens.test_accessible import nameless
from ui.dialogs.many_form import ManyForm
from ui.dialogs.on_many import CHOICES

SitDown = Callable[..., Person]


def mark(person: Person, *given: Case) -> None:
    """Mark the lines of these cases, as Ctrl and a click do."""
    person.mark_cells("child", [case.id for case in given])


def ask(person: Person, choice_id: str) -> ManyForm:
    """Press the button of one act on the marked lines."""
    person.qtbot.mouseClick(person.caseload.marked_bar.buttons[choice_id], Qt.MouseButton.LeftButton)
    person.settle()
    form = person.form
    assert isinstance(form, ManyForm)
    return form


def previewed(person: Person) -> list[str]:
    """Return what stands in the preview, a line a change."""
    form = person.form
    assert isinstance(form, ManyForm)
    person.qtbot.wait(160)
    person.settle()
    return [str(form.changes.lines.index(row).data()) for row in range(form.changes.lines.rowCount())]


@pytest.fixture
def three(cases: Cases) -> list[Case]:
    return [cases.request(name) for name in ("Peppergoggle", "Otterbuckle", "Thistlewane")]


def test_the_acts_appear_with_the_second_marked_line(sit_down: SitDown, three: list[Case]) -> None:
    person = sit_down()
    mark(person, three[0])
    assert not person.caseload.marked_bar.isVisible()
    mark(person, *three)
    assert person.caseload.marked_bar.isVisible()
    assert person.caseload.marked_bar.words.text() == "3 cases marked"
    person.press(person.caseload.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert person.window.focusWidget() is person.caseload.marked_bar.buttons["officer"]


def test_a_narrow_window_has_the_acts_in_one_menu(sit_down: SitDown, three: list[Case]) -> None:
    person = sit_down()
    mark(person, *three)
    person.window.resize(800, 600)
    person.settle()
    bar = person.caseload.marked_bar
    assert bar.more.isVisible()
    assert not bar.buttons["note"].isVisible()
    person.press(person.caseload.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert person.window.focusWidget() is bar.more
    next(act for act in bar.more.menu().actions() if act.text() == "Add note").trigger()
    person.settle()
    assert person.form.windowTitle() == "Add a note to 3 cases"


def test_marked_cases_change_hands_once_the_preview_is_accepted(
    sit_down: SitDown, three: list[Case], store: Store
) -> None:
    person = sit_down()
    mark(person, *three)
    form = ask(person, "officer")
    assert form.counts.text() == "Nothing would change · 3 unchanged"
    person.fill(officer="Tom Kestrellark")
    lines = previewed(person)
    assert len(lines) == 3
    assert all(f"Officer: {LEAD} → Tom Kestrellark" in line for line in lines)
    assert form.save_button.text() == "Save 3 changes"
    assert {read(store, one.id).officer for one in three} == {LEAD}
    person.save()
    assert not person.has_form
    assert {read(store, one.id).officer for one in three} == {"Tom Kestrellark"}
    assert person.status == "Assign officer: 3 changes on 3 cases saved."


def test_the_same_contact_is_logged_on_each(sit_down: SitDown, three: list[Case], store: Store) -> None:
    person = sit_down()
    mark(person, *three[:2])
    form = ask(person, "contact")
    assert "“What was said” is filled in" in form.counts.text()
    assert not form.save_button.isEnabled()
    person.fill(summary="The panel has been moved")
    assert len(previewed(person)) == 2
    person.save()
    assert [read(store, one.id).contacts[0].summary for one in three[:2]] == ["The panel has been moved"] * 2
    assert read(store, three[2].id).contacts == ()


def test_a_note_can_be_added_without_the_mouse(sit_down: SitDown, three: list[Case], store: Store) -> None:
    person = sit_down()
    mark(person, *three)
    person.press(person.caseload.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    person.press(person.caseload.marked_bar.buttons["note"], Qt.Key.Key_Return)
    person.fill(text="Files moved to the new room")
    previewed(person)
    person.qtbot.keyClick(person.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    person.settle()
    assert all(read(store, one.id).notes for one in three)


def test_one_service_is_chased_on_every_marked_case(sit_down: SitDown, cases: Cases, store: Store) -> None:
    given = [cases.in_advice("Peppergoggle"), cases.in_advice("Otterbuckle", services=("EP",))]
    person = sit_down()
    mark(person, *given)
    form = ask(person, "chase")
    assert form.values()["service"] == "EP", "the service that owes most"
    assert form.counts.text() == "2 reminders on 2 cases"
    person.save()
    assert [one.rung for case in given for one in read(store, case.id).chases] == [1, 1]


def test_where_nobody_owes_advice_that_is_said_and_no_form_opens(sit_down: SitDown, three: list[Case]) -> None:
    person = sit_down()
    mark(person, *three)
    person.qtbot.mouseClick(person.caseload.marked_bar.buttons["chase"], Qt.MouseButton.LeftButton)
    person.settle()
    assert not person.has_form
    assert "No service owes advice" in person.status


def test_what_does_not_fit_on_the_agenda_is_told_and_stays_marked(
    sit_down: SitDown, three: list[Case], store: Store
) -> None:
    meeting = panels.create_meeting(
        store, kind="assessment", on=date(2026, 11, 25), starts_at=time(9, 30), capacity=2, by=LEAD, today=TODAY
    )
    person = sit_down()
    mark(person, *three)
    form = ask(person, "agenda")
    lines = previewed(person)
    assert len(lines) == 3
    assert form.counts.text() == "2 cases · 1 cannot be done"
    assert form.changes.lines.lines[0].outcome == REFUSED, "what cannot be done stands first"
    assert "All 2 places are taken" in form.changes.lines.lines[0].says
    refused = form.changes.lines.lines[0].case_id
    person.save()
    person.qtbot.wait(20)
    QApplication.processEvents()
    person.settle()
    assert list(person.caseload.doing.acts.seen()) == [refused]
    with store.look() as reading:
        assert len(reading.agenda(meeting.id).items) == 2


def test_leaving_the_form_changes_nothing(sit_down: SitDown, three: list[Case], store: Store) -> None:
    person = sit_down()
    mark(person, *three)
    ask(person, "officer")
    person.fill(officer="Tom Kestrellark")
    person.form.leave()
    person.settle()
    assert {read(store, one.id).officer for one in three} == {LEAD}


@pytest.mark.parametrize("choice_id", [one.id for one in CHOICES])
def test_every_form_on_many_is_named_for_a_screen_reader(
    sit_down: SitDown, cases: Cases, store: Store, choice_id: str
) -> None:
    given = [cases.in_advice("Peppergoggle", days_ago=150), cases.in_advice("Otterbuckle")]
    panels.create_meeting(store, kind="issue", on=date(2026, 11, 25), starts_at=time(9, 30), by=LEAD, today=TODAY)
    person = sit_down()
    mark(person, *given)
    form = ask(person, choice_id)
    assert nameless(form) == []
    lines = form.changes.lines
    told = [lines.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lines.rowCount())]
    assert all(one.startswith(("Will change.", "Unchanged.", "Cannot be done.")) for one in told)
    assert form.counts.text()
