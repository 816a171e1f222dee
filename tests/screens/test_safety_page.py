"""Safety: where the store is, whether it is sound, what left, and who did what."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from send_desktop.records import Stored
from send_desktop.services import packs, panels
from send_desktop.services.timeliness import export_weekly
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person
from ui.pages.audit_words import field_words
from ui.pages.safety import SafetyPage

SitDown = Callable[..., Person]


def safety_page(person: Person) -> SafetyPage:
    person.window.go_to("safety")
    person.settle()
    page = person.window.page
    assert isinstance(page, SafetyPage)
    return page


def test_it_says_where_the_store_is_and_that_it_was_never_backed_up(sit_down: SitDown, store: Store) -> None:
    page = safety_page(sit_down())

    assert page.store_line.text() == store.where
    assert page.backup_line.words == "Not backed up yet"


def test_the_command_that_restores_can_be_copied(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    page = safety_page(person)

    copy = next(one for one in page.findChildren(QPushButton) if "command" in one.accessibleName())
    person.press(copy, Qt.Key.Key_Space)

    words = QGuiApplication.clipboard().text()
    assert words.startswith(f"send-desktop --store {store.where} restore ")
    assert person.status == "The command is copied."


def test_a_sound_store_is_said_to_be_sound(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    person = sit_down()
    page = safety_page(person)

    person.press(page.check_button, Qt.Key.Key_Space)

    assert page.verdict.words == "Sound"
    assert page.findings.text().startswith("Checked 1 case: ")
    assert page.running.isHidden()


def test_a_date_that_does_not_follow_from_its_facts_is_named(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    with store.work(LEAD, "Tamper") as work:
        work.save_derived({case.id: replace(case.derived, next_due=TODAY)})
    person = sit_down()
    page = safety_page(person)

    person.press(page.check_button, Qt.Key.Key_Space)

    assert page.verdict.words == "1 problem"
    assert case.reference in page.findings.text()


def test_what_left_stands_in_the_log_and_shows_its_whole_checksum(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    cases.request()
    line = export_weekly(store, TODAY, tmp_path / "friday.xlsx", "initials", LEAD, today=TODAY)
    person = sit_down()
    page = safety_page(person)

    (row,) = page.exports.rows
    assert [cell.words for cell in row.cells[1:5]] == ["Weekly sheet", "Initials", LEAD, "friday.xlsx"]
    page.exports.selectRow(0)
    person.press(page.exports, Qt.Key.Key_Return)
    inside = person.window.sheet.inside
    assert isinstance(inside, QLabel)
    assert line.sha256 in inside.text().replace(" ", "").replace("\n", "")


def test_an_act_in_the_audit_opens_its_case(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    person = sit_down()
    page = safety_page(person)

    at = next(place for place, row in enumerate(page.audit.rows) if case.reference in row.cells[3].words)
    assert page.audit.rows[at].cells[1].words == LEAD
    page.audit.selectRow(at)
    person.press(page.audit, Qt.Key.Key_Return)

    assert person.case_page.case_id == case.id


def test_an_authority_from_which_nothing_left_says_so(sit_down: SitDown) -> None:
    page = safety_page(sit_down())

    assert page.exports.isHidden()
    assert any(one.text().startswith("Nothing yet.") for one in page.findChildren(QLabel) if one.isVisible())


def test_what_an_act_changed_is_said_in_words(sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path) -> None:
    case = cases.to_decide()
    meeting = panels.create_meeting(
        store, kind="issue", on=TODAY + timedelta(days=6), starts_at=time(9, 30), by=LEAD, today=TODAY
    )
    panels.add_item(store, meeting.id, case.id, LEAD, TODAY)
    packs.build_pack(store, meeting.id, tmp_path / "pack.pdf", "initials", LEAD, TODAY)
    page = safety_page(sit_down())

    told = {row.cells[2].words: row.cells[4].words for row in page.audit.rows}
    built = [row.cells[4].words for row in page.audit.rows if row.cells[2].words == "Build panel pack"]
    assert any(words.startswith("Kind: Panel pack; Profile: Initials; and ") for words in built)
    assert told["Add to agenda"] == "Place on the agenda: 1; Asked of the panel: Issue"
    assert told["Record advice"].startswith("Received on: ")
    assert "-" not in told["Record advice"], "days are written as days"


def test_the_command_that_restores_is_shown_whole_in_a_narrow_window(sit_down: SitDown) -> None:
    person = sit_down()
    page = safety_page(person)
    person.window.resize(820, 600)
    person.settle()
    line = page.command_line
    assert line.document().size().height() > 1
    assert line.height() >= line.document().size().height() * line.fontMetrics().lineSpacing()


def test_every_field_of_every_record_has_words_without_underscores() -> None:
    for kind in Stored.__subclasses__():
        for field in fields(kind):
            assert "_" not in field_words(kind.__name__, field.name)
