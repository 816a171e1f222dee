"""Provision and its cost, entered for a panel and seen side by side."""

from collections.abc import Callable

from send_desktop.store import Store
from tests.helpers.acting import read
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def test_an_officer_enters_what_a_provision_panel_weighs(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.to_decide()
    person = sit_down()
    person.open_case(case)
    person.do(
        "provision",
        now_setting="Larkenfold Primary School",
        now_annual_cost="6,000",
        proposed_setting="Quillingham School",
        proposed_band="Band 5",
        proposed_annual_cost="20,000.50",
        proposed_education_share="18,000",
        proposed_health_share="2,000.50",
    )
    saved = {one.kind: one for one in read(store, case.id).provision}
    assert saved["proposed"].annual_cost == 2_000_050
    rows = [[cell.words for cell in row.cells] for row in person.rows("provision")]
    assert rows[0][:4] == ["Now", "Larkenfold Primary School", "", "£6,000"]
    assert rows[1][:6] == ["Proposed", "Quillingham School", "Band 5", "£20,000.50", "£18,000", "£2,000.50"]
    assert rows[2][3] == "+£14,000.50"


def test_the_sum_is_shown_while_it_is_typed_and_a_wrong_one_is_not_saved(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.to_decide()
    person = sit_down()
    person.open_case(case)
    person.open_act("provision")
    person.fill(proposed_annual_cost="12000", proposed_education_share="10,000")
    assert "£2,000 of £12,000 still to share out" in person.form.preview.text()
    person.save()
    assert person.has_form
    assert "add up" in person.form.notice.words
    assert read(store, case.id).provision == ()
    person.fill(proposed_care_share="two")
    person.save()
    assert "“two” is not an amount" in person.form.notice.words
    person.fill(proposed_care_share="2,000")
    person.save()
    assert not person.has_form


def test_the_line_of_a_provision_opens_the_form_on_it(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.to_decide())
    person.do("provision", proposed_setting="Quillingham School", proposed_annual_cost="20,000")
    act = person.rows("provision")[1].act
    assert act is not None
    act()
    person.settle()
    assert person.form.values()["proposed_annual_cost"] == 2_000_000
