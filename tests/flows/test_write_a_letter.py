"""A letter from the case page: who it goes to, what it says, made, sent and kept."""

from collections.abc import Callable
from dataclasses import replace

from send_desktop.records import Carer, Case
from send_desktop.services import decisions, people
from send_desktop.services.demo_desk import OPTIONS
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person

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
