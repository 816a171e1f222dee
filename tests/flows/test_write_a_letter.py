"""A letter from the case page: who it goes to, what it says, made, sent and kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from send_desktop.exports.letters import plain_text
from send_desktop.records import Carer, Case
from send_desktop.services import decisions, letters, people
from send_desktop.services.amendments import adopt
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.services.today import today
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.save_file import SaveFile
from ui.widgets.card_table import Row

SitDown = Callable[..., Person]


def refused(store: Store, cases: Cases, **marks: str) -> Case:
    case = cases.request(setting="Larkenfold Primary School")
    carer = Carer(person_id=case.person.id, name="Mrs Peppergoggle", relationship="Mother", address="4 Ferry Lane")
    with store.work(LEAD, "Add carer") as work:
        work.add(replace(carer, **marks))  # type: ignore[arg-type]
    for name, value in OPTIONS.items():
        people.set_option(store, name, value, LEAD, TODAY)
    return cases.adopt(
        decisions.decide_to_assess(
            read(store, case.id), outcome="refuse", made_on=TODAY, told_on=None, today=TODAY, reasons="Steady progress."
        )
    )


def test_the_decision_letter_is_read_made_and_sent_and_the_family_is_told(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = refused(store, cases)
    person = sit_down()
    person.open_case(case)
    person.open_act("letter:decision_refuse")
    person.settle()
    assert "Steady progress." in person.form.reading.toPlainText()
    person.fill(board=False, setting=False)
    person.save()
    assert not person.has_form, person.form.notice.words
    (row,) = person.rows("letters")
    assert (row.cells[0].note, row.cells[3].words) == ("To Mrs Peppergoggle", "Not sent")
    assert row.act is not None
    row.act()
    person.fill(on="today", channel="hand", proof="Signed for")
    person.save()
    assert person.rows("letters")[0].cells[3].words == "By hand"
    assert read(store, case.id).request.assess_told_on == TODAY


def test_an_unsafe_addressee_has_to_be_checked_before_the_letter_is_made(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = refused(store, cases, safe_contact="By hand at school only")
    person = sit_down()
    person.open_case(case)
    form = person.open_act("letter:decision_refuse")
    (key,) = [name for name in form.fields if name.startswith("family")]
    assert form.fields[key].value() is False
    person.fill(**{key: True, "board": False, "setting": False})
    person.save()
    assert "missing or unsafe" in person.form.notice.words
    person.fill(is_checked=True)
    person.save()
    assert len(read(store, case.id).letters) == 1


def test_the_button_offers_only_the_letters_that_fit_the_case(sit_down: SitDown, cases: Cases, store: Store) -> None:
    person = sit_down()
    person.open_case(refused(store, cases))
    titles = [action.text() for action in person.case_page.letter_menu.actions()]
    assert "Decision not to assess" in titles
    assert "Final plan" not in titles


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


def offered(row: Row, words: str) -> Callable[[], object]:
    return next(act for title, act in row.more if title.startswith(words))


def test_a_letter_opens_in_its_own_program_and_goes_into_an_email(
    sit_down: SitDown, cases: Cases, store: Store, program: Program, tmp_path: Path
) -> None:
    case = refused(store, cases, email="mrs.peppergoggle@example.org")
    person = sit_down()
    person.open_case(case)
    person.do("letter:decision_refuse", board=False, setting=False)
    (row,) = person.rows("letters")
    offered(row, "Open a copy")()
    person.settle()
    (opened,) = program.opened
    assert "Steady progress." in plain_text(opened.read_bytes())

    offered(row, "Write an email")()
    person.settle()
    sheet = person.window.sheet.inside
    assert isinstance(sheet, SaveFile)
    assert "mrs.peppergoggle@example.org" in sheet.act.intro
    assert Path(sheet.place.value()).name == f"{case.reference} Decision not to assess.eml"
    sheet.place.line.setText(str(tmp_path / "Letter.eml"))
    person.press(sheet.save_button, Qt.Key.Key_Return)
    assert b"X-Unsent: 1" in (tmp_path / "Letter.eml").read_bytes()


def test_a_draft_that_was_posted_is_recorded_on_the_day_that_counts_as_served(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.to_draft()
    with store.work(LEAD, "Add carer") as work:
        work.add(Carer(person_id=case.person.id, name="Mrs Peppergoggle", address="4 Ferry Lane"))
    for name, value in OPTIONS.items():
        people.set_option(store, name, value, LEAD, TODAY)
    posted = TODAY - timedelta(days=4)
    letters.make(
        store, read(store, case.id), "draft", to=[f"family:{read(store, case.id).carers[0].id}"], on=posted, by=LEAD,
        today=posted, is_checked=True,
    )  # fmt: skip
    case = read(store, case.id)
    adopt(
        store, letters.record_sent(case, case.letters[0], on=posted, channel="first_class", today=posted), LEAD, TODAY
    )
    person = sit_down(screen="today")
    (line,) = [one for one in today(store, LEAD, TODAY).lines if one.kind == "served"]
    person.window.page.wants_act.emit(line.case_id, line.act_id, line.chosen_id)
    person.settle()
    person.settle()
    assert person.form.fields["on"].value() == date(2026, 11, 18)
    person.save()
    assert read(store, case.id).draft_served_on == date(2026, 11, 18)


def test_today_asks_for_the_letter_of_a_refusal_that_was_told_without_one(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    """Answers the fault: no decision letter, so no appeal right."""
    case = cases.refused()
    with store.work(LEAD, "Add carer") as work:
        work.add(Carer(person_id=case.person.id, name="Mrs Peppergoggle", address="4 Ferry Lane"))
    for name, value in OPTIONS.items():
        people.set_option(store, name, value, LEAD, TODAY)
    person = sit_down(screen="today")
    (line,) = [one for one in today(store, LEAD, TODAY).lines if one.kind == "letter"]
    person.window.page.wants_act.emit(line.case_id, line.act_id, line.chosen_id)
    person.settle()
    person.settle()
    assert person.form.spec.title == "Decision not to assess"
    person.fill(is_checked=True)
    person.save()
    made = read(store, case.id).letters
    assert [one.template for one in made] == ["decision_refuse"] * len(made)
    (line,) = [one for one in today(store, LEAD, TODAY).lines if one.kind == "letter"]
    assert (line.act_id, line.chosen_id) == ("letter_sent", made[0].id)
