"""Each act that moves a case on, from the case page, in the order of the pathway."""

from collections.abc import Callable
from datetime import timedelta

from send_desktop.services import plans
from send_desktop.store import Store
from tests.helpers.acting import TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.dialogs import case_acts

SitDown = Callable[..., Person]


def test_agreeing_to_assess_moves_the_case_to_advice(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    assert person.case_page.next.text() == "Decision to assess"
    person.do("assess", made_on="today", told_on="today")
    assert person.case_page.clock.stage.text().startswith("Advice")
    assert read(store, case.id).request.assess_told_on == TODAY
    assert "agreed to assess" in person.status


def test_the_form_says_what_the_decision_will_do_to_the_clock_before_it_is_saved(
    sit_down: SitDown, cases: Cases
) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.open_act("assess")
    form = person.fill(told_on="today")
    assert "Stage: Request to Advice." in form.preview.text()
    assert "Next legal date: decision to assess by" in form.preview.text()


def test_a_decision_made_and_not_told_asks_next_for_the_letter(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("assess", made_on="yesterday", told_on="")
    assert person.case_page.next.text() == "Family told"
    person.do("tell", told_on="today")
    assert read(store, case.id).request.assess_told_on == TODAY


def test_a_refusal_needs_reasons_and_says_so_at_the_reasons(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.open_act("assess")
    assert not person.form.fields["reasons"].isVisible()
    person.fill(outcome="refuse", told_on="today")
    assert person.form.fields["reasons"].isVisible()
    person.save()
    assert "must give its reasons" in person.form.notice.words
    assert person.window.focusWidget() is person.form.fields["reasons"].focusProxy()


def test_several_services_are_asked_at_once(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.in_advice(services=("EP",))
    person = sit_down()
    person.open_case(case)
    person.do("ask", services=("SaLT", "School"), on="today")
    assert {item.service for item in read(store, case.id).advice} == {"EP", "SaLT", "School"}
    assert "Asked: SaLT, School." in person.chronology()


def test_advice_that_arrives_is_recorded_against_the_oldest_request(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.in_advice(services=("EP",))
    person = sit_down()
    person.open_case(case)
    assert person.case_page.next.text() == "Advice received"
    person.do("received", on="yesterday")
    (item,) = read(store, case.id).advice
    assert item.received_on == TODAY - timedelta(days=1)
    assert person.case_page.next.text() == "Decision to issue"


def test_enter_on_a_line_of_advice_opens_its_form(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice(services=("EP", "SaLT"))
    person = sit_down()
    person.open_case(case)
    row = next(row for row in person.rows("advice") if row.cells[0].words == "SaLT")
    assert row.act is not None
    row.act()
    chosen = person.form.values()["advice"]
    assert chosen == str(next(item.id for item in case.advice if item.service == "SaLT"))


def test_a_promised_date_moves_the_expected_finish(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.in_advice(services=("EP",))
    person = sit_down()
    person.open_case(case)
    before = person.case_page.clock.finish.text()
    person.do("promise", promised_on=typed(TODAY + timedelta(days=50)))
    assert read(store, case.id).advice[0].promised_on == TODAY + timedelta(days=50)
    assert person.case_page.clock.finish.text() != before


def test_chasing_is_kept_in_the_chronology(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice(services=("EP",)))
    person.do("chase", on="today")
    assert "EP chased for its advice." in person.chronology()


def test_deciding_to_issue_moves_the_case_to_draft(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.to_decide())
    person.do("issue", made_on="today", told_on="today")
    assert person.case_page.next.text() == "Draft served"


def test_a_draft_with_less_than_15_days_is_refused(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.to_draft())
    person.open_act("draft")
    person.fill(on="today", representations_by=typed(TODAY + timedelta(days=10)))
    person.save()
    assert "at least 15 days" in person.form.notice.words


def test_a_draft_served_opens_consultation(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.to_draft())
    person.do("draft", on="today")
    assert person.case_page.clock.stage.text().startswith("Consultation")
    assert person.case_page.next.text() == "Consult a setting"


def test_a_setting_is_consulted_and_its_reply_kept_with_its_grounds(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.drafted()
    person = sit_down()
    person.open_case(case)
    person.do("consult", setting="Larkenfold Primary School", on="yesterday")
    person.do("reply", on="today", outcome="cannot_meet_need", grounds="No specialist teacher")
    (item,) = read(store, case.id).consultations
    assert (item.outcome, item.grounds) == ("cannot_meet_need", "No specialist teacher")


def test_the_final_plan_closes_the_case_in_time(sit_down: SitDown, cases: Cases) -> None:
    case = cases.consulted()
    person = sit_down()
    person.open_case(case)
    person.do("final", family_on="today", setting_on="today", board_on="today")
    assert person.case_page.clock.state.words == "In time"
    assert "day 125" in person.status


def test_a_listed_exception_is_recorded_with_what_it_relieves(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.in_advice(days_ago=150)
    person = sit_down()
    person.open_case(case)
    person.do("exception", reason="absent_from_area", starts_on="3/8/26", ends_on="10/9/26")
    (period,) = read(store, case.id).exceptions
    assert "final_plan" in period.relieves
    assert person.rows("exceptions")


def test_a_reason_outside_the_list_is_kept_and_warned_about(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    person.open_act("exception")
    form = person.fill(reason="not_statutory", reason_text="Staff sickness", starts_on="today")
    assert "relieves no duty" in form.preview.text()


def test_a_withdrawn_case_can_be_opened_again_on_its_original_clock(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("withdraw", on="today", reason="The parent has withdrawn, by telephone")
    assert read(store, case.id).derived.status == "withdrawn"
    person.do("reopen", reason="The parent has changed their mind")
    again = read(store, case.id)
    assert (again.derived.status, again.clock_start_on) == ("open", case.clock_start_on)


def test_a_move_out_of_the_area_closes_the_case(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("move", on="today", moved_to="Borsetshire")
    assert read(store, case.id).derived.status == "moved"


def test_closing_needs_a_reason(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.open_act("close")
    person.save()
    assert "needed" in person.form.notice.words


def test_an_order_after_a_refusal_opens_the_case_on_new_dates(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request(days_ago=60)
    person = sit_down()
    person.open_case(case)
    person.do(
        "assess", outcome="refuse", made_on="1/10/26", told_on="1/10/26", reasons="Ordinarily available provision"
    )
    person.do("later", route="tribunal", about="assess", made_on="2/11/26")
    again = read(store, case.id)
    assert again.request.assess_outcome == "refuse"
    assert again.derived.status == "open"


def test_a_call_with_a_promise_stands_first_in_the_chronology(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.do("contact", kind="call", summary="Asked when the EP visits", promised_by="tomorrow")
    assert person.chronology()[0] == "Asked when the EP visits"
    assert person.rows("chronology")[0].cells[3].words == "Promise"


def test_a_note_is_kept(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.request())
    person.do("note", text="Twin sister is known to the team")
    assert "Twin sister is known to the team" in person.chronology()


def test_the_case_is_given_to_a_colleague(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("officer", officer="Tom Kestrellark")
    assert read(store, case.id).officer == "Tom Kestrellark"


def test_the_preference_and_views_are_kept_for_the_panel(sit_down: SitDown, cases: Cases, store: Store) -> None:
    case = cases.request()
    person = sit_down()
    person.open_case(case)
    person.do("preference", setting="Skylarkby Academy")
    person.do("views", family_view="To stay with friends", officer_recommendation="Agree to assess")
    request = read(store, case.id).request
    assert (request.family_preference, request.family_view) == ("Skylarkby Academy", "To stay with friends")


def acts_offered(person: Person) -> set[str]:
    assert person.case_page.view
    return {act.id for act in case_acts.offered(person.case_page.view.case)}


def test_a_later_decision_is_not_offered_on_a_case_that_was_agreed_to(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice(days_ago=360))
    assert "later" not in acts_offered(person)


def test_a_later_decision_offers_only_what_it_could_change(sit_down: SitDown, cases: Cases) -> None:
    case = cases.drafted(days_ago=160)
    cases.adopt(plans.send_final(case, sent=plans.FinalSent.to_all(TODAY), today=TODAY))
    person = sit_down()
    person.open_case(case)
    assert "later" in acts_offered(person)
    choices = next(field for field in person.open_act("later").spec.fields if field.name == "about").choices
    assert [code for code, _ in choices] == ["contents", "placement"]


def test_the_day_of_the_letter_meets_a_limit_only_where_there_is_one(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.to_decide())
    hint = next(field for field in person.open_act("issue").spec.fields if field.name == "told_on").hint
    assert hint.startswith("The day the letter is sent. Only a decision not to issue has a limit")
    person.fill(told_on="")
    person.save()
    assert "no limit of its own" in person.open_act("tell").spec.intro


def test_the_form_of_the_final_plan_asks_for_what_it_speaks_of(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.consulted())
    assert "any setting that the plan names" in person.open_act("final").spec.intro


def test_an_exception_that_began_after_the_limit_is_said_to_relieve_nothing(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice(days_ago=360)
    person = sit_down()
    person.open_case(case)
    person.do("exception", reason="personal_circumstances", starts_on="yesterday")
    (row,) = person.rows("exceptions")
    assert (row.cells[2].words, row.cells[2].role) == ("Began after the limit: relieves nothing", "secondary")
    assert person.case_page.view
    assert person.case_page.view.state == "breached"
