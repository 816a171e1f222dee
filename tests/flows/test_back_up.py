"""A copy of the store is made, found again, and put back."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from db.engine import open_store
from send_desktop.services import safety
from send_desktop.store import Store
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.pages.safety import SafetyPage

SitDown = Callable[..., Person]


def backup_form(person: Person) -> SaveFile:
    person.window.go_to("safety")
    person.settle()
    page = person.window.page
    assert isinstance(page, SafetyPage)
    person.press(page.backup_button, Qt.Key.Key_Space)
    form = person.window.sheet.inside
    assert isinstance(form, SaveFile)
    return form


def test_a_backup_goes_beside_the_store_and_can_be_put_back(
    sit_down: SitDown, cases: Cases, store: Store, tmp_path: Path
) -> None:
    case = cases.request()
    person = sit_down()
    form = backup_form(person)
    file = Path(form.place.value())
    assert file.parent == Path(store.where).parent / "backups"

    person.press(form.save_button, Qt.Key.Key_Space)

    assert form.done_words.text() == f"The store is backed up to {file}."
    page = person.window.pages["safety"]
    assert isinstance(page, SafetyPage)
    assert page.backup_line.words.startswith("Backed up")
    assert page.command_line.text().endswith(f"restore {file}")
    assert person.window.desk.memory.backup_line(store.where, person.window.desk.today) == page.backup_line.words

    target = tmp_path / "restored.db"
    safety.restore(file, target, open_store)
    restored = open_store(target)
    with restored.look() as reading:
        assert reading.case(case.id).reference == case.reference
    restored.close()


def test_a_backup_never_takes_the_place_of_a_file(sit_down: SitDown, tmp_path: Path) -> None:
    taken = tmp_path / "letters.db"
    taken.write_text("mine")
    person = sit_down()
    form = backup_form(person)

    form.place.line.setText(str(taken))
    person.press(form.save_button, Qt.Key.Key_Space)

    assert form.notice.words == "There is already a file letters.db there; give this one another name."
    assert taken.read_text() == "mine"


def test_a_backup_that_is_old_or_gone_is_no_comfort(sit_down: SitDown) -> None:
    person = sit_down()
    form = backup_form(person)
    file = Path(form.place.value())
    person.press(form.save_button, Qt.Key.Key_Space)
    page = person.window.pages["safety"]
    assert isinstance(page, SafetyPage)
    assert page.backup_line.state == "on_track"

    long_ago = file.stat().st_mtime - 9 * 24 * 3600
    os.utime(file, (long_ago, long_ago))
    page.reload()
    person.settle()
    assert page.backup_line.state == "at_risk"

    file.unlink()
    page.reload()
    person.settle()
    assert page.backup_line.state == "at_risk"
    assert page.backup_file.text() == f"In {file}; it is no longer there"
