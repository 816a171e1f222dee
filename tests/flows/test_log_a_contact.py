"""A parent rings: the call is logged in ten seconds, and what must not be disclosed is seen before a word is said."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt

from send_desktop.records import Carer
from send_desktop.services import family
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.choose_child import ChooseChild

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_l_on_a_case_logs_a_call_about_that_case(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.shortcut(Qt.Key.Key_L, CTRL)
    person.settle()
    person.fill(summary="Asked when the visit is.", promised_by="27 nov", direction="from_them")
    person.save()
    (contact,) = read(store, case.id).contacts
    assert (contact.kind, contact.party, contact.direction) == ("call", "family", "from_them")
    assert contact.promised_by == TODAY + timedelta(days=7)
    assert "comes up in Today" in person.status
    assert person.window.page is person.case_page


def test_whom_not_to_disclose_to_stands_in_the_form_before_anything(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    carer = Carer(
        person_id=case.person.id, name="Mara Peppergoggle", do_not_disclose_to="the father", safe_contact="texts only"
    )
    case = cases.adopt(family.save_carer(case, carer))
    person = sit_down()
    person.open_case(case)
    person.shortcut(Qt.Key.Key_L, CTRL)
    person.settle()
    words = [mark.words for mark in person.form.spec.marks]
    assert words == [
        "Do not disclose to the father (Mara Peppergoggle)", "Safe contact with Mara Peppergoggle: texts only",
    ]  # fmt: skip
    assert person.form.values()["with_whom"] == "Mara Peppergoggle"


def test_the_case_says_how_long_the_family_has_not_heard(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request(days_ago=30))
    heard = person.case_page.clock.heard
    assert heard.text() == ("Family has not heard from us since the request, 30 days ago; it should hear from us now.")
    person.do("contact", summary="Told where it stands.")
    assert heard.text() == "Family heard from us today; it should hear by 18 Dec."


def test_ctrl_l_elsewhere_asks_first_whose_call_it_is(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request("Wimbleknot")
    cases.request("Fernlatch")
    person = sit_down(screen="today")
    person.shortcut(Qt.Key.Key_L, CTRL)
    person.settle()
    asking = person.window.sheet.inside
    assert isinstance(asking, ChooseChild)
    person.qtbot.keyClicks(asking.child.line, "wim")
    person.press(asking.child.line, Qt.Key.Key_Return)
    person.settle()
    assert person.form.spec.title == "Log contact: Wimbleknot, Ada"
    person.fill(summary="Rang about the visit.")
    person.save()
    assert read(store, case.id).contacts[0].summary == "Rang about the visit."
    assert person.window.page.title == "Today"
