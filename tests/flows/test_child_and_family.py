"""The child's details put right, and parents and carers kept, from the case page."""

from collections.abc import Callable

from send_desktop.store import Store
from tests.helpers.acting import read
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def people(person: Person) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for card in ("people", "child") for row in person.rows(card)]


def test_a_name_and_a_date_of_birth_are_put_right(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("child", surname="Peppergobble", date_of_birth="4/5/2018", setting="Larkenfold Primary School")
    assert person.case_page.heading.text() == "Peppergobble, Ada"
    assert "Larkenfold Primary School" in person.case_page.subtitle.text()
    assert ["Rights held by", "Parent, until compulsory school age ends on 30 Jun 2034"] in people(person)
    assert read(store, case.id).request.received_on == case.request.received_on


def test_a_upn_with_a_wrong_check_letter_is_warned_of_before_it_is_saved_and_stays_marked(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.open_act("child")
    form = person.fill(upn="a999200025000")
    assert "should begin with Y" in form.preview.text()
    person.save()
    assert read(store, case.id).person.upn == "A999200025000"
    (words,) = (words for name, words in people(person) if name == "UPN")
    assert "should begin with Y" in words


def test_a_parent_to_be_reached_with_care_stands_out_at_the_top_and_in_the_form_for_contacts(
    sit_down: SitDown, cases: Cases
) -> None:
    person = sit_down()
    person.open_case(cases.request())
    assert not person.case_page.marks.isVisible()
    person.do(
        "carer",
        name="Ms Peppergoggle",
        relationship="Mother",
        telephone="01632 960123",
        safe_contact="mobile before 15:00",
        do_not_disclose_to="Mr Grindlefern",
    )
    assert person.case_page.marks.isVisible()
    assert "Do not disclose to Mr Grindlefern" in person.case_page.marks.accessibleName()
    pictures = [cell.picture for row in person.rows("people") for cell in row.cells if cell.picture]
    assert pictures == ["warning", "lock", "safety"], "no address is known yet, and how to reach her without harm"
    assert "Do not disclose to Mr Grindlefern" in person.open_act("contact").marks.accessibleName()


def test_whoever_is_chosen_in_the_form_is_the_one_that_is_changed(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("carer", name="Ms Peppergoggle", relationship="Mother")
    person.do("carer", name="Mr Peppergoggle", relationship="Father")
    father = next(one for one in read(store, case.id).carers if one.relationship == "Father")
    person.open_act("carer")
    person.fill(carer=str(father.id))
    assert person.form.values()["name"] == "Mr Peppergoggle"
    person.fill(telephone="01632 960456")
    person.save()
    assert [one.telephone for one in read(store, case.id).carers] == ["", "01632 960456"]
    row = next(row for row in person.rows("people") if row.cells[0].words == "Father")
    assert row.act is not None
    row.act()
    assert person.form.values()["telephone"] == "01632 960456"
