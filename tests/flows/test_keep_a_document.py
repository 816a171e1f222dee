"""A file is kept with a case, opened as a copy, changed outside, and put in again as its next version."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent

from send_desktop.errors import Refused
from send_desktop.exports.placing import safe_name
from send_desktop.services import documents
from send_desktop.store import Store
from tests.helpers.acting import LEAD, read
from tests.helpers.window import Cases, Person
from ui.opened_copies import LEFT_BEHIND_S, PREFIX, OpenedCopies

SitDown = Callable[..., Person]


class Program(QObject):
    """The other program: it is handed the file, as the system would hand it."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Take the file."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def program() -> Iterator[Program]:
    """Stand where the system's own programs would."""
    made = Program()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on the disk."""
    file = tmp_path / "EP report.docx"
    file.write_bytes(b"the psychologist's advice")
    return file


def kept(person: Person, file: Path, **fields: str) -> None:
    person.do("document", file=file, **fields)


def test_a_file_is_kept_with_its_name_as_its_title(sit_down: SitDown, cases: Cases, store: Store, report: Path) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    assert "No file is kept" in person.case_page.cards["documents"].empty.text()
    kept(person, report, kind="advice")

    row = person.rows("documents")[0]
    assert [cell.words for cell in row.cells[:3]] == ["EP report", "Advice or report", "Version 1"]
    assert documents.content(store, read(store, case.id).documents[0]) == b"the psychologist's advice"
    assert any("“EP report” added" in words for words in person.chronology())


def test_the_same_file_again_is_refused_where_it_was_chosen(sit_down: SitDown, cases: Cases, report: Path) -> None:
    person = sit_down()
    person.open_case(cases.request())
    kept(person, report)
    person.open_act("document")
    person.fill(file=report)
    person.save()
    assert "on the case already, as “EP report”" in person.form.notice.words


def test_another_childs_file_is_asked_about_before_it_is_kept(
    sit_down: SitDown, cases: Cases, store: Store, report: Path
) -> None:
    first, second = cases.request("Peppergoggle"), cases.request("Grindlefern")
    person = sit_down()
    person.open_case(first)
    kept(person, report)
    person.open_case(second)
    person.open_act("document")
    person.fill(file=report)
    person.save()
    assert f"This same file is on {first.reference}" in person.form.notice.words
    assert read(store, second.id).documents == ()


def test_a_file_dropped_on_the_card_opens_its_form(sit_down: SitDown, cases: Cases, report: Path) -> None:
    person = sit_down()
    person.open_case(cases.request())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    person.case_page.cards["documents"].dropEvent(event)
    person.settle()
    assert person.form.values()["file"] == report
    assert person.form.values()["title"] == "EP report"


def test_what_is_changed_in_an_opened_copy_is_offered_as_a_new_version(
    sit_down: SitDown, cases: Cases, store: Store, report: Path, program: Program
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    kept(person, report)
    table = person.case_page.cards["documents"].table
    table.setFocus()
    person.press(table, Qt.Key.Key_Return)
    (copy,) = program.opened
    assert copy.read_bytes() == b"the psychologist's advice"
    assert copy.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert copy.stat().st_mode & 0o200 == 0, "it is read-only"

    copy.chmod(0o600)
    copy.write_bytes(b"the psychologist's advice, changed outside")
    person.case_page.reload()
    person.settle()
    assert "has been changed outside" in person.case_page.notice.words
    person.case_page.notice._go_on()
    person.settle()
    person.save()

    stands = documents.current(read(store, case.id))[0]
    assert (stands.number, documents.content(store, stands)) == (2, b"the psychologist's advice, changed outside")
    assert person.window.desk.copies.changed() == []


def test_closing_with_a_changed_copy_asks_once_and_then_takes_the_copies_away(
    sit_down: SitDown, cases: Cases, report: Path, program: Program
) -> None:
    person = sit_down()
    person.open_case(cases.request())
    kept(person, report)
    act = person.rows("documents")[0].act
    assert act is not None
    act()
    person.settle()
    (copy,) = program.opened
    (copy.parent / "EP report (edited).docx").write_bytes(b"saved beside it")

    assert not person.window.close()
    assert "EP report (edited).docx was changed in its copy" in person.status
    person.settle()
    assert person.window.close()
    assert not copy.exists()


def test_a_damaged_file_is_said_and_not_opened(
    sit_down: SitDown, cases: Cases, report: Path, program: Program, tmp_path: Path
) -> None:
    import sqlite3

    person = sit_down()
    person.open_case(cases.request())
    kept(person, report)
    with sqlite3.connect(tmp_path / "window.db") as raw:
        raw.execute("UPDATE content SET data = ?", (b"something else",))
    raw.close()
    act = person.rows("documents")[0].act
    assert act is not None
    act()
    person.settle()
    assert "“EP report”: This file is damaged" in person.case_page.notice.words
    assert program.opened == []


def test_a_document_is_renamed_and_removed_from_its_menu(
    sit_down: SitDown, cases: Cases, store: Store, report: Path
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    kept(person, report)
    menu = dict(person.rows("documents")[0].more)
    menu["Rename…"]()
    person.fill(title="Psychologist's advice")
    person.save()
    assert person.rows("documents")[0].cells[0].words == "Psychologist's advice"
    dict(person.rows("documents")[0].more)["Remove…"]()
    person.fill(reason="It was about another child")
    person.save()
    assert read(store, case.id).documents == ()
    with store.look() as reading:
        assert reading.history(case.id)[-1].by == LEAD


def test_copies_of_a_program_that_was_killed_are_gone_once_the_next_one_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, fresh, other = (tmp_path / name for name in (f"{PREFIX}old", f"{PREFIX}fresh", "somebody-elses"))
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "EP report.docx").write_bytes(b"x")
    long_ago = time.time() - LEFT_BEHIND_S - 60
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))
    OpenedCopies()
    assert (old.exists(), fresh.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize("name", ["EP report.docm", "link.url", "page.html", "report", "report.pdf.iso"])
def test_what_might_run_something_is_not_opened_and_a_copy_is_offered(
    name: str, sit_down: SitDown, cases: Cases, tmp_path: Path, program: Program
) -> None:
    file = tmp_path / name
    file.write_bytes(b"x")
    person = sit_down()
    person.open_case(cases.request())
    kept(person, file, title="A report")
    act = person.rows("documents")[0].act
    assert act is not None
    act()
    person.settle()
    assert program.opened == []
    assert "might run something" in person.case_page.notice.words
    person.case_page.notice._go_on()
    person.settle()
    assert person.window.sheet.inside is not None
    assert person.window.sheet.inside.windowTitle() == "Save a copy"


@pytest.mark.parametrize("name", ["run.exe", "run.exe.", "run.LNK"])
def test_a_program_is_not_kept(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"x")
    with pytest.raises(Refused, match="is a program"):
        documents.check_file(file)


def test_a_copys_name_is_one_that_every_computer_can_have() -> None:
    assert safe_name("../../x/report.pdf") == "-..-x-report.pdf"
    assert safe_name("SEN/26/0001 Decision.docx") == "SEN-26-0001 Decision.docx"
    assert safe_name("CON.pdf") == "CON-.pdf"
    assert safe_name("report\u202efdp.docx") == "report-fdp.docx"
    assert safe_name("x" * 300 + ".pdf") == "x" * 116 + ".pdf"
    assert safe_name(" .. ") == "document"
