"""The form of an act on many: what it would do is worked out away from the window, and can be stopped."""

import threading
from collections.abc import Callable

import pytest

from send_desktop.errors import Refused
from send_desktop.progress import Progress
from send_desktop.records import Case
from send_desktop.services.grid_edits import Entry, plan_edits
from send_desktop.services.planned_changes import ChangePlan
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.form import Values
from ui.dialogs.many_form import ManyForm, ManySpec

SitDown = Callable[..., Person]
Plan = Callable[[Values, Progress], ChangePlan]


@pytest.fixture
def case(cases: Cases) -> Case:
    return cases.request()


@pytest.fixture
def person(case: Case, sit_down: SitDown) -> Person:
    return sit_down()


def notes_on(store: Store, case: Case) -> Plan:
    def plan(values: Values, progress: Progress) -> ChangePlan:
        entry = Entry(case_id=case.id, column="notes", typed="Rang", value="Rang")
        with store.look() as reading:
            return plan_edits(reading, [entry], TODAY, progress=progress)

    return plan


def opened(person: Person, plan: Plan) -> ManyForm:
    form = ManyForm(ManySpec(title="Paste", plan=plan), person.window.desk)
    person.window.open_form(form)
    return form


def test_long_work_shows_that_it_runs_and_can_be_stopped(person: Person, store: Store, case: Case) -> None:
    go_on = threading.Event()

    def slow(values: Values, progress: Progress) -> ChangePlan:
        while not go_on.wait(0.02):
            progress(1, 100, "Working out what would change")
        return notes_on(store, case)(values, progress)

    form = opened(person, slow)
    person.qtbot.waitUntil(lambda: form.running.isVisible(), timeout=3000)
    assert not form.save_button.isEnabled()
    form.running.cancel_button.click()
    person.qtbot.waitUntil(lambda: "Stopped" in form.notice.words, timeout=3000)
    go_on.set()
    person.settle()
    assert not form.running.isVisible()
    assert form.plan is None
    assert read(store, case.id).request.comments == ""


def test_short_work_is_never_announced(person: Person, store: Store, case: Case) -> None:
    form = opened(person, notes_on(store, case))
    person.settle()
    person.qtbot.wait(600)
    assert not form.running.isVisible()
    assert form.counts.text() == "1 change on 1 case"
    assert "Notes: empty → Rang" in str(form.changes.lines.index(0).data())


def test_enter_before_the_changes_are_worked_out_saves_nothing(person: Person, store: Store, case: Case) -> None:
    form = opened(person, notes_on(store, case))
    form.plan = form._planned_for = None
    form.save()
    person.settle()
    assert read(store, case.id).request.comments == ""
    form.save()
    person.settle()
    assert read(store, case.id).request.comments == "Rang"
    assert not person.has_form


def test_a_plan_that_is_refused_says_why_and_nothing_can_be_saved(person: Person) -> None:
    def refused(values: Values, progress: Progress) -> ChangePlan:
        raise Refused("5,001 cells are too many at once.")

    form = opened(person, refused)
    person.settle()
    assert form.notice.words == "5,001 cells are too many at once."
    assert not form.save_button.isEnabled()
    assert form.changes.isHidden()
