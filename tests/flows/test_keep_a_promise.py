"""A promise made in a call comes up in Today, and is kept there, or moved with a reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.records import Case
from send_desktop.services import contacts
from send_desktop.store import Store
from tests.flows.test_a_monday_morning import do_now
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def with_promise(cases: Cases) -> Case:
    case = cases.request("Wimbleknot", days_ago=3)
    said = contacts.log_contact(
        case, kind="call", on=TODAY, summary="When is the visit?", with_whom="Ms Wimbleknot", promised_by=TODAY,
        today=TODAY,
    )  # fmt: skip
    return cases.adopt(said)


def test_a_promise_is_kept_from_its_line_in_today(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = with_promise(cases)
    person = sit_down(screen="")
    assert do_now(person).table.rows[0].cells[3].words == "Kept"
    person.press(do_now(person).table, Qt.Key.Key_Space)
    person.settle()
    person.press(person.form, Qt.Key.Key_Return)
    person.settle()
    assert read(store, case.id).contacts[0].promise_kept_on == TODAY
    assert do_now(person).empty.isVisible()


def test_a_promise_is_moved_with_a_reason_that_stays(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = with_promise(cases)
    person = sit_down()
    person.open_case(case)
    person.open_act("moved_promise")
    person.fill(to="27 nov")
    person.save()
    assert "Reason: this is needed." in person.form.notice.words
    person.fill(reason="The psychologist is ill")
    person.save()
    after = read(store, case.id)
    assert contacts.open_promises(after)[0].promised_by is not None
    assert "The psychologist is ill" in after.notes[0].text


def test_a_promise_is_kept_from_the_contacts_of_the_case(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = with_promise(cases)
    person = sit_down()
    person.open_case(case)
    (line,) = person.case_page.cards["contacts"].table.rows
    assert (line.cells[2].words, line.cells[3].words) == ("Ms Wimbleknot: When is the visit?", "Promised by 20 Nov")
    assert line.act is not None
    line.act()
    person.save()
    assert read(store, case.id).contacts[0].promise_kept_on == TODAY
    assert person.case_page.cards["contacts"].table.rows[0].cells[3].words == "Kept 20 Nov"
