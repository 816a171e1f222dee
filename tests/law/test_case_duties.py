"""Every duty of one case, on one day."""

from datetime import date, timedelta

import pytest

from send_desktop.statute.clock import DutyState, case_duties
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact
from send_desktop.statute.working_days import england
from tests.helpers.law import agreed, case, day, later, no_plan, refused, relief


def on(facts: CaseFacts, today: date) -> dict[str, DutyState]:
    return {duty.id: duty for duty in case_duties(facts, today, england())}


def states(facts: CaseFacts, today: date) -> dict[str, str]:
    return {name: duty.state for name, duty in on(facts, today).items()}


def test_a_new_request_owes_its_four_duties() -> None:
    assert states(case(), day(1)) == {
        "assess_decision": "due",
        "no_plan_decision": "due",
        "draft_target": "due",
        "final_plan": "due",
    }


@pytest.mark.parametrize(("today", "expected"), [(day(41), "due"), (day(42), "due"), (day(43), "overdue")])
def test_the_last_day_is_still_due_and_the_day_after_is_overdue(today: date, expected: str) -> None:
    assert states(case(), today)["assess_decision"] == expected


@pytest.mark.parametrize(("told", "expected"), [(day(42), "met"), (day(43), "met_late")])
def test_the_limit_is_met_on_the_day_the_family_is_told(told: date, expected: str) -> None:
    duty = on(agreed(assess_made_on=day(30), assess_told_on=told), day(60))["assess_decision"]

    assert (duty.state, duty.met_on) == (expected, told)


def test_made_is_not_told() -> None:
    assert states(agreed(assess_told_on=None), day(43))["assess_decision"] == "overdue"


@pytest.mark.parametrize(("today", "expected"), [(day(112), "due"), (day(113), "not_needed")])
def test_the_last_day_to_refuse_never_makes_an_undecided_case_overdue(today: date, expected: str) -> None:
    duty = on(agreed(), today)["no_plan_decision"]

    assert duty.state == expected
    assert expected == "due" or "a refusal from now on would be late" in duty.explanation


@pytest.mark.parametrize(("told", "expected"), [(day(112), "met"), (day(113), "met_late")])
def test_a_refusal_to_issue_is_measured_by_the_sixteen_weeks(told: date, expected: str) -> None:
    assert states(no_plan(issue_told_on=told), day(120))["no_plan_decision"] == expected


def test_a_refusal_made_and_not_told_is_overdue_after_sixteen_weeks() -> None:
    assert states(no_plan(issue_told_on=None), day(113))["no_plan_decision"] == "overdue"


@pytest.mark.parametrize("facts", [agreed(issue_outcome="issue"), agreed(draft_served_on=day(90))])
def test_nobody_needs_the_last_day_to_refuse_once_a_plan_is_coming(facts: CaseFacts) -> None:
    assert states(facts, day(95))["no_plan_decision"] == "not_needed"


@pytest.mark.parametrize(("sent", "expected"), [(day(140), "met"), (day(141), "met_late")])
def test_a_plan_by_day_140_is_in_time(sent: date, expected: str) -> None:
    assert states(agreed(final_sent_on=sent), day(200))["final_plan"] == expected


def test_a_refusal_needs_no_plan() -> None:
    found = states(refused(), day(300))

    assert found == {
        "assess_decision": "met",
        "no_plan_decision": "not_needed",
        "draft_target": "not_needed",
        "final_plan": "not_needed",
    }


def test_an_undated_refusal_is_neither_met_nor_overdue() -> None:
    assert states(case(assess_outcome="refuse"), day(300))["assess_decision"] == "not_needed"


def test_a_withdrawn_request_owes_nothing_more() -> None:
    assert set(states(case(withdrawn_on=day(20)), day(300)).values()) == {"not_needed"}


def test_a_listed_exception_with_dates_excuses_the_limit_once_it_has_passed() -> None:
    facts = agreed(reliefs=(relief("personal_circumstances", day(60), day(90)),))

    assert states(facts, day(140))["final_plan"] == "due"
    duty = on(facts, day(141))["final_plan"]
    assert duty.state == "excepted"
    assert duty.due == day(140), "no other date takes its place"
    assert "as soon as practicable" in duty.explanation


@pytest.mark.parametrize(
    "claimed",
    [relief("not_statutory", day(60), day(90)), relief("personal_circumstances", None), relief(None, day(60))],
)
def test_anything_else_leaves_the_limit_overdue(claimed: object) -> None:
    assert states(agreed(reliefs=(claimed,)), day(141))["final_plan"] == "overdue"


def test_a_limit_met_late_under_an_exception_is_still_late() -> None:
    facts = agreed(final_sent_on=day(150), reliefs=(relief("personal_circumstances", day(60), day(90)),))

    assert states(facts, day(160))["final_plan"] == "met_late"


def test_a_missed_appointment_excuses_the_adviser_and_not_the_authority() -> None:
    facts = agreed(advice=(AdviceFact("Health", day(41)),), reliefs=(relief("missed_appointment", day(60)),))

    found = states(facts, day(150))

    assert (found["advice"], found["final_plan"]) == ("excepted", "overdue")


def test_each_service_has_its_own_six_weeks() -> None:
    advice = (AdviceFact("EP", day(42)), AdviceFact("SaLT", day(45), None, day(88)), AdviceFact("OT"))

    found = [duty for duty in case_duties(agreed(advice=advice), day(86), england()) if duty.id == "advice"]

    assert [(duty.subject, duty.due, duty.state) for duty in found] == [
        ("EP", day(84), "overdue"),
        ("SaLT", day(87), "met_late"),
    ]
    assert all(duty.working_target is None for duty in found)


def test_a_report_that_existed_before_it_was_asked_for_is_in_time() -> None:
    assert states(agreed(advice=(AdviceFact("EP", day(42), None, day(-20)),)), day(86))["advice"] == "met"


def test_advice_that_never_came_is_not_owed_on_a_closed_case() -> None:
    facts = agreed(advice=(AdviceFact("EP", day(42)),), final_sent_on=day(139))

    assert states(facts, day(200))["advice"] == "not_needed"


def test_the_familys_window_is_due_while_open_and_met_when_it_has_passed() -> None:
    facts = agreed(draft_served_on=day(100))

    assert states(facts, day(114))["draft_representations"] == "due"
    assert states(facts, day(115))["draft_representations"] == "met"


def test_a_plan_sent_inside_the_familys_window_is_remarked_on() -> None:
    duty = on(agreed(draft_served_on=day(120), final_sent_on=day(130)), day(140))["draft_representations"]

    assert duty.state == "not_needed"
    assert "before the window had closed" in duty.explanation


def test_a_window_that_the_letter_lengthens_says_so() -> None:
    duty = on(agreed(draft_served_on=day(100), representations_by=day(120)), day(110))["draft_representations"]

    assert duty.due == day(120)
    assert "The letter gives the family until" in duty.explanation


def test_each_setting_has_its_own_15_days() -> None:
    facts = agreed(draft_served_on=day(100), consultations=(ConsultationFact("Oak School", day(101)),))

    duty = on(facts, day(117))["school_consult_reply"]

    assert (duty.subject, duty.due, duty.state, duty.statutory) == ("Oak School", day(116), "overdue", False)


def test_an_order_to_assess_replaces_all_three_limits_and_keeps_what_was_met() -> None:
    ordered = later("assess", "tribunal", day(100), day(107))
    found = on(refused(later_decisions=(ordered,)), day(110))

    assert {found[name].state for name in ("assess_decision", "no_plan_decision", "final_plan")} == {"replaced"}
    assert found["assess_decision"].met_on == day(40)
    assert found["final_plan"].due == day(140), "the original twenty weeks stay on record"
    assert found["order_assess_notify"].state == "met"
    assert found["order_assess_no_plan"].state == "due"
    assert (found["order_assess_final"].due, found["order_assess_final"].state) == (day(198), "due")


@pytest.mark.parametrize(
    ("about", "route", "ids"),
    [
        ("assess", "tribunal", {"order_assess_notify", "order_assess_no_plan", "order_assess_final"}),
        ("assess", "mediation", {"order_assess_notify", "order_assess_no_plan", "order_assess_final"}),
        ("assess", "conceded", {"concede_assess_notify", "concede_assess_no_plan", "concede_assess_final"}),
        ("issue", "tribunal", {"order_make_draft", "order_make_final"}),
        ("issue", "mediation", {"order_make_draft", "order_make_final"}),
        ("issue", "conceded", {"concede_plan_draft", "concede_plan_final"}),
        ("contents", "tribunal", {"order_amend_contents"}),
        ("contents", "mediation", {"order_amend_contents"}),
        ("contents", "conceded", {"concede_contents"}),
        ("placement", "tribunal", {"order_amend_placement"}),
        ("placement", "mediation", {"order_amend_placement"}),
        ("placement", "conceded", {"concede_placement"}),
        ("assess", "own_motion", {"reversal_no_plan", "reversal_final"}),
        ("issue", "own_motion", set()),
    ],
)
def test_every_route_and_subject_starts_its_own_duties(about: str, route: str, ids: set[str]) -> None:
    before = refused() if about == "assess" else no_plan() if about == "issue" else agreed(final_sent_on=day(139))
    after = CaseFacts(**{**fields(before), "later_decisions": (later(about, route, day(200)),)})

    assert set(states(after, day(201))) - set(states(before, day(201))) == ids


def fields(facts: CaseFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def test_working_limits_after_a_change_of_mind_stand_beside_the_law() -> None:
    found = on(refused(later_decisions=(later("assess", "own_motion", day(60), day(60)),)), day(61))

    assert (found["final_plan"].state, found["final_plan"].due) == ("due", day(140))
    assert found["reversal_final"].due == day(60) + timedelta(weeks=14)
    assert not found["reversal_final"].statutory


def test_an_order_to_amend_is_owed_although_the_plan_was_issued() -> None:
    facts = agreed(final_sent_on=day(139), later_decisions=(later("contents", "tribunal", day(300)),))

    assert states(facts, day(336))["order_amend_contents"] == "overdue"
    assert states(facts, day(336))["final_plan"] == "met"


def test_an_earlier_order_gives_way_to_a_later_one() -> None:
    orders = (later("assess", "tribunal", day(100), day(101)), later("issue", "tribunal", day(400)))
    facts = refused(later_decisions=orders, issue_outcome="no_plan", issue_told_on=day(150))

    found = states(facts, day(401))

    assert found["order_assess_final"] == "replaced"
    assert found["order_make_final"] == "due"


def test_a_draft_served_before_the_order_does_not_meet_it() -> None:
    facts = no_plan(draft_served_on=day(90), later_decisions=(later("issue", "tribunal", day(200)),))

    assert states(facts, day(210))["order_make_draft"] == "due"


def test_the_clock_of_responsibility_is_named_in_the_explanation() -> None:
    duty = on(case(became_responsible=date(2026, 9, 15)), date(2026, 9, 16))["final_plan"]

    assert duty.starts_on == date(2026, 9, 15)
    assert duty.explanation.startswith("Authority became responsible Tue 15 Sep 2026 (day 0, not counted)")
    assert duty.explanation.endswith("139 days left.")
