"""A refusal that is disputed: mediation, an appeal, an order, a concession, a change of mind, each in its form."""

from collections.abc import Callable
from datetime import timedelta

from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.dialogs.case_acts import offered

SitDown = Callable[..., Person]
DAY = timedelta(days=1)


def _stands(person: Person) -> dict[str, tuple[str, str]]:
    return {row.cells[0].words: (row.cells[2].words, row.cells[3].words) for row in person.rows("disputes")}


def _said(person: Person) -> str:
    return person.form.spec.intro


def test_a_refusal_shows_until_when_the_family_can_appeal_and_ask_for_mediation(
    sit_down: SitDown, cases: Cases
) -> None:
    person = sit_down()
    person.open_case(cases.refused())
    stands = _stands(person)
    assert stands["Family can ask for mediation"][1] == "Until then"
    assert stands["Family can appeal"][1] == "Until then"


def test_mediation_is_recorded_with_what_it_starts_said_and_agreement_opens_the_case_again(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.open_act("mediation")
    assert "30 days" in _said(person)
    person.fill(on=typed(TODAY - 5 * DAY), note="Rang the adviser")
    assert person.form.dates.isVisible()
    person.save()
    assert _stands(person)["Mediation"][1].startswith("By 15 Dec")
    person.do("mediation_end", outcome="agreed", on="today", note="Will assess")
    now = read(store, case.id)
    assert [one.route for one in now.later_decisions] == ["mediation"]
    assert now.derived.status == "open"
    assert person.case_page.clock.stage.text().startswith("Advice")


def test_a_mediation_that_fails_leads_to_its_certificate(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.do("mediation", on=typed(TODAY - 9 * DAY))
    person.do("mediation_day", on=typed(TODAY - 2 * DAY))
    person.do("mediation_end", outcome="not_agreed", on=typed(TODAY - 2 * DAY))
    row = next(row for row in person.rows("disputes") if row.cells[0].words == "Mediation")
    assert [words for words, _ in row.more] == ["Certificate"]
    person.do("certificate", on="today")
    assert read(store, case.id).disputes[0].certificate_on == TODAY


def test_an_appeal_shows_by_when_to_respond_and_an_order_starts_the_clock_of_reg_44(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.open_act("appeal")
    assert "30 working days" in _said(person)
    person.fill(on=typed(TODAY - 10 * DAY))
    person.save()
    assert _stands(person)["Appeal"][1] == "Papers awaited"
    person.do("appeal_papers", on=typed(TODAY - 8 * DAY))
    assert _stands(person)["Appeal"][1].startswith("By ")
    person.do("appeal_response", on="today")
    person.open_act("appeal_end")
    assert "20-week date stays on record" in _said(person)
    person.fill(outcome="allowed", on="today")
    person.save()
    now = read(store, case.id)
    assert (now.derived.next_duty, now.derived.next_due) == ("order_assess_notify", TODAY + 14 * DAY)
    assert any(row.cells[3].words == "Replaced" for row in person.rows("duties"))


def test_conceding_an_appeal_is_a_later_decision_by_its_own_route(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.do("appeal", on=typed(TODAY - 3 * DAY))
    person.open_act("appeal_end")
    person.fill(outcome="conceded", on="today")
    person.save()
    assert "Say in words why" in person.form.notice.words
    person.fill(note="A new report from the school")
    person.save()
    assert read(store, case.id).derived.next_duty == "concede_assess_notify"


def test_the_authority_changes_its_own_refusal_and_must_say_why(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.open_act("reverse")
    assert "working limits" in _said(person)
    person.fill(made_on="today", told_on="today")
    person.save()
    assert person.has_form
    person.fill(reasons="New evidence from the school")
    person.save()
    assert read(store, case.id).later_decisions[0].note == "New evidence from the school"
    assert any(
        "working limits" in row.cells[0].words or "10 weeks" in row.cells[0].tip for row in person.rows("duties")
    )


def test_a_case_without_a_refusal_offers_no_dispute(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    assert not [one.id for one in offered(case) if one.group == "Disputes"]


def test_leaving_and_closing_say_what_stops_before_they_are_saved(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    person.open_act("move")
    assert "new authority's clock starts when it receives a request" in " ".join(_said(person).split())
    person.fill(on="today")
    assert "− ends" in {row.cells[3].words for row in person.form.dates.table.rows}
    person.form.leave()
    person.open_act("close")
    assert "refusal is not closed this way" in _said(person)


def test_opening_again_goes_back_to_the_original_clock(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.in_advice()
    due = case.derived.next_due
    person = sit_down()
    person.open_case(case)
    person.do("withdraw", on="today", reason="Family asked")
    assert read(store, case.id).derived.next_due is None
    person.do("reopen", reason="Slip of the hand")
    assert read(store, case.id).derived.next_due == due
