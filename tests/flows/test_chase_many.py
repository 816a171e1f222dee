"""Many services are chased in one act: ready emails, one a service, and each reminder logged on its case."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from send_desktop.records import Case, Chase
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.chase_many import ChaseMany
from ui.pages.advice import AdvicePage

SitDown = Callable[..., Person]


def reach(store: Store, code: str, email: str, escalation: str = "") -> None:
    with store.work(LEAD, "Change service") as work:
        service = next(one for one in work.directory().services if one.code == code)
        work.replace(service, replace(service, email=email, escalation_email=escalation))


def escalated(store: Store, case: Case) -> None:
    """Put two reminders on a case's EP advice, so that the next is the escalation."""
    with store.work(LEAD, "Chase") as work:
        for rung, day in ((1, 1), (2, 8)):
            work.add(Chase(case_id=case.id, advice_id=case.advice[0].id, rung=rung, on=TODAY.replace(day=day)))


def at_advice(person: Person) -> AdvicePage:
    person.window.go_to("advice")
    person.settle()
    page = person.window.page
    assert isinstance(page, AdvicePage)
    return page


def chase_all(person: Person, folder: Path) -> ChaseMany:
    at_advice(person).chase_all()
    person.settle()
    form = person.window.sheet.inside
    assert isinstance(form, ChaseMany)
    form.place.line.setText(str(folder))
    return form


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "emails"
    made.mkdir()
    return made


def test_one_act_writes_an_email_a_service_and_logs_a_rung_on_every_case(
    sit_down: SitDown, cases: Cases, folder: Path
) -> None:
    reach(cases.store, "EP", "ep@example.org", "head.ep@example.org")
    reach(cases.store, "SaLT", "salt@example.org")
    first, second, third = (cases.in_advice(name, 90) for name in ("Peppergoggle", "Wobblethwaite", "Tumblesock"))
    escalated(cases.store, third)
    person = sit_down()
    form = chase_all(person, folder)
    person.press(form.place.line, Qt.Key.Key_Return)
    person.settle()

    assert form.notice.words.startswith("3 emails written to")
    files = {file.name: message_from_bytes(file.read_bytes(), policy=default) for file in folder.iterdir()}
    assert {name: mail["To"] for name, mail in files.items()} == {
        "Chase EP 2026-11-20.eml": "ep@example.org",
        "Chase EP escalation 2026-11-20.eml": "head.ep@example.org",
        "Chase SaLT 2026-11-20.eml": "salt@example.org",
    }
    assert all(mail["X-Unsent"] == "1" for mail in files.values())
    chased = [{(one.rung, one.to_whom) for one in read(person.store, case.id).chases if one.on == TODAY}
              for case in (first, second, third)]  # fmt: skip
    assert chased == [
        {(1, "ep@example.org"), (1, "salt@example.org")},
        {(1, "ep@example.org"), (1, "salt@example.org")},
        {(3, "head.ep@example.org"), (1, "salt@example.org")},
    ]
    with person.store.look() as reading:
        log = reading.exports("email")
    assert sorted((Path(one.target).name, one.profile, one.items) for one in log) == [
        ("Chase EP 2026-11-20.eml", "reference", 2),
        ("Chase EP escalation 2026-11-20.eml", "reference", 1),
        ("Chase SaLT 2026-11-20.eml", "reference", 3),
    ]


def test_a_childs_name_is_never_in_a_subject_or_a_files_name(sit_down: SitDown, cases: Cases, folder: Path) -> None:
    reach(cases.store, "EP", "ep@example.org")
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = sit_down()
    form = chase_all(person, folder)
    assert case.reference in form.text.toPlainText()
    assert "Peppergoggle" not in form.text.toPlainText()
    form.profile.choose("named")
    assert "Peppergoggle, Ada" in form.text.toPlainText()
    form.save()
    person.settle()

    (file,) = folder.iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert "Peppergoggle" not in file.name + str(mail["Subject"])
    assert b"Peppergoggle" in file.read_bytes()
    with person.store.look() as reading:
        assert [one.profile for one in reading.exports("email")] == ["named"]


def test_a_service_without_an_address_is_said_and_its_text_can_be_copied(
    sit_down: SitDown, cases: Cases, folder: Path
) -> None:
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = sit_down()
    form = chase_all(person, folder)
    assert "1 email without an address" in form.intro.text()
    assert not form.save_button.isEnabled()
    form.copy_text()
    assert case.reference in QGuiApplication.clipboard().text()
    assert not read(person.store, case.id).chases, "copying logs nothing"
    form.log_copied()
    person.settle()
    assert [one.rung for one in read(person.store, case.id).chases] == [1]
    assert not list(folder.iterdir())


def test_a_folder_that_is_gone_is_pointed_at_and_nothing_is_logged(
    sit_down: SitDown, cases: Cases, folder: Path
) -> None:
    reach(cases.store, "EP", "ep@example.org")
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = sit_down()
    form = chase_all(person, folder / "gone")
    form.save()
    assert form.notice.words == "There is no such folder; choose one that is there."
    assert not read(person.store, case.id).chases


def test_reports_commissioned_and_not_chased_cannot_be_overlooked(
    sit_down: SitDown, cases: Cases, folder: Path
) -> None:
    """Ombudsman fault: reports commissioned and not chased. What is due stays due until it is chased, and says so."""
    reach(cases.store, "EP", "ep@example.org")
    cases.in_advice("Peppergoggle", 90, ("EP",))
    person = sit_down()
    page = at_advice(person)
    assert page.cases.lines.cells(0)[-1].words == "First reminder now"
    form = chase_all(person, folder)
    form.save()
    person.settle()
    person.press(form, Qt.Key.Key_Escape)
    page = at_advice(person)
    assert page.cases.lines.cells(0)[-1].words == "Second reminder on 27 Nov"
    page.chase_all()
    assert person.status == "No reminder is due of any service."
