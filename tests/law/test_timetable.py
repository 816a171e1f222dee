"""The timetable: which events start which duties, and what the dates say of themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.statute.clock import EVENTS, TimetableDuty, timetable
from send_desktop.statute.working_days import england

STARTED_BY = {
    "request_received": {"consult_parent", "assess_decision", "no_plan_decision", "draft_target", "final_plan"},
    "became_responsible": {"consult_parent", "assess_decision", "no_plan_decision", "draft_target", "final_plan"},
    "advice_request_received": {"advice"},
    "draft_served": {"draft_representations"},
    "consultation_received": {"school_consult_reply"},
    "plan_made": {"annual_review"},
    "last_review": {"annual_review"},
    "review_meeting": {"review_notice", "review_papers", "review_report", "review_decision_and_notice"},
    "amendment_notice_sent": {"amend_representations", "amended_final", "not_amending"},
    "school_phase_transfer": {"phase_transfer_school"},
    "post16_phase_transfer": {"phase_transfer_post16"},
    "post16_move": {"post16_move_amended"},
    "reassessment_requested": {"reassess_decision"},
    "reassessment_notified": {"reassess_final"},
    "reassessment_decided": {"reassess_final"},
    "cease_proposed": {"cease_consult"},
    "child_moved": set(),
    "old_authority_aware": set(),
    "plan_transferred": {"transfer_inform", "transfer_review"},
    "decision_notice_sent": {"mediation_adviser_contact", "appeal"},
    "mediation_certificate_issued": set(),
    "mediation_requested": {"mediation_arrange"},
    "mediation_declined": {"mediation_certificate"},
    "mediation_concluded": {"mediation_certificate"},
    "mediation_agreed_other": {"mediation_agreement_action", "icb_tells_authority"},
    "mediation_agreed_to_assess": {"order_assess_notify", "order_assess_no_plan", "order_assess_final"},
    "mediation_agreed_plan": {"order_make_draft", "order_make_final"},
    "mediation_agreed_contents": {"order_amend_contents"},
    "mediation_agreed_placement": {"order_amend_placement"},
    "appeal_papers_received": {"appeal_response"},
    "order_to_assess": {"order_assess_notify", "order_assess_no_plan", "order_assess_final"},
    "order_to_make_plan": {"order_make_draft", "order_make_final"},
    "order_to_amend_contents": {"order_amend_contents"},
    "order_to_amend_placement": {"order_amend_placement"},
    "order_to_reconsider": {"order_reconsider"},
    "order_to_continue": {"order_continue"},
    "order_to_continue_and_amend": {"order_continue_amend"},
    "order_to_cease": {"order_cease"},
    "conceded_assessment": {"concede_assess_notify", "concede_assess_no_plan", "concede_assess_final"},
    "conceded_contents": {"concede_contents"},
    "conceded_placement": {"concede_placement"},
    "conceded_plan": {"concede_plan_draft", "concede_plan_final"},
    "tribunal_recommendation": {"recommendation_reply"},
    "new_icb_aware": {"icb_change_request"},
    "health_issues_told": {"mediation_tell_icb"},
    "mediation_date": {"mediation_meeting_notice"},
    "agreed_to_assess_after_refusal": {"reversal_no_plan", "reversal_final"},
}


def started(**events: date) -> dict[str, TimetableDuty]:
    return {duty.id: duty for duty in timetable(events, england())}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_an_event_alone_starts_its_duties_and_no_other(event: str) -> None:
    assert set(started(**{event: date(2027, 5, 12)})) == STARTED_BY[event]


def test_every_event_known_to_the_law_is_accounted_for() -> None:
    assert set(STARTED_BY) == set(EVENTS)


@pytest.mark.parametrize(
    ("received", "assess", "final"),
    [
        (date(2028, 1, 10), date(2028, 2, 21), date(2028, 5, 29)),
        (date(2027, 10, 13), date(2027, 11, 24), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2028, 4, 11), date(2028, 7, 18)),
        (date(2026, 8, 7), date(2026, 9, 18), date(2026, 12, 25)),
        (date(2026, 11, 7), date(2026, 12, 19), date(2027, 3, 27)),
        (date(2026, 8, 3), date(2026, 9, 14), date(2026, 12, 21)),
    ],
)
def test_no_weekend_holiday_or_leap_day_moves_the_weeks(received: date, assess: date, final: date) -> None:
    duties = started(request_received=received)

    assert duties["assess_decision"].due == assess
    assert duties["final_plan"].due == final


def test_the_working_target_is_the_last_working_day_before_the_last_day() -> None:
    duties = started(request_received=date(2026, 3, 2))

    assert duties["assess_decision"].working_target == date(2026, 4, 10)
    assert duties["final_plan"].working_target == date(2026, 7, 17)


def test_a_working_target_before_christmas_day_is_christmas_eve() -> None:
    assert started(request_received=date(2026, 8, 7))["final_plan"].working_target == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("event", "duty"),
    [
        ("draft_served", "draft_representations"),
        ("amendment_notice_sent", "amend_representations"),
        ("advice_request_received", "advice"),
        ("decision_notice_sent", "appeal"),
        ("order_to_continue", "order_continue"),
        ("request_received", "consult_parent"),
        ("consultation_received", "school_consult_reply"),
    ],
)
def test_minimum_periods_others_duties_and_immediate_ones_have_no_working_target(event: str, duty: str) -> None:
    assert started(**{event: date(2026, 6, 1)})[duty].working_target is None


def test_a_minimum_period_closes_the_day_after_its_last() -> None:
    window = started(draft_served=date(2026, 6, 1))["draft_representations"]

    assert (window.due, window.closes) == (date(2026, 6, 15), date(2026, 6, 16))


def test_a_draft_posted_before_a_bank_holiday_is_counted_from_service() -> None:
    assert started(draft_served=date(2026, 5, 27))["draft_representations"].due == date(2026, 6, 10)


def test_consulting_the_parent_has_no_last_day() -> None:
    duty = started(request_received=date(2026, 3, 2))["consult_parent"]

    assert duty.due is None
    assert "no number of days" in duty.explanation


def test_an_order_that_takes_effect_at_once_is_due_on_its_own_day() -> None:
    assert started(order_to_continue=date(2026, 12, 15))["order_continue"].due == date(2026, 12, 15)


def test_the_clock_runs_from_the_first_of_request_and_responsibility() -> None:
    duties = started(request_received=date(2026, 3, 2), became_responsible=date(2026, 2, 23))

    assert duties["final_plan"].due == date(2026, 7, 13)
    assert duties["final_plan"].starts_from == "became_responsible"


def test_a_late_notice_after_a_review_meets_the_devon_cap() -> None:
    meeting = date(2026, 11, 10)

    late = started(review_meeting=meeting, amendment_notice_sent=date(2026, 12, 22))["amended_final"]
    early = started(review_meeting=meeting, amendment_notice_sent=date(2026, 12, 1))["amended_final"]

    assert late.due == date(2027, 2, 2)
    assert early.due == date(2027, 1, 26)
    assert "The earlier of the two holds: Tue 2 Feb 2027." in late.explanation


def test_a_notice_without_a_review_has_eight_weeks_under_reg_28() -> None:
    duty = started(amendment_notice_sent=date(2026, 12, 22))["amended_final"]

    assert duty.due == date(2027, 2, 16)
    assert "reg 28" in duty.source


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 90))
def test_the_devon_cap_is_always_the_earlier_day(meeting: date, gap: int) -> None:
    notice = meeting + timedelta(days=gap)

    due = started(review_meeting=meeting, amendment_notice_sent=notice)["amended_final"].due

    assert due == (notice + timedelta(days=56) if gap <= 28 else meeting + timedelta(days=84))


@pytest.mark.parametrize(
    ("moved", "aware", "due"),
    [
        (date(2026, 9, 14), date(2026, 9, 7), date(2026, 9, 25)),
        (date(2026, 9, 1), date(2026, 8, 25), date(2026, 9, 15)),
        (date(2026, 12, 21), date(2027, 1, 4), date(2027, 1, 22)),
        (date(2026, 9, 14), date(2026, 8, 21), date(2026, 9, 14)),
        (date(2026, 9, 14), date(2026, 8, 24), date(2026, 9, 14)),  # over 31 August, a bank holiday
    ],
)
def test_a_plan_is_transferred_on_the_move_or_in_15_working_days(moved: date, aware: date, due: date) -> None:
    assert started(child_moved=moved, old_authority_aware=aware)["transfer_plan"].due == due


def test_a_review_after_a_transfer_is_due_on_the_later_of_two_days() -> None:
    transferred = date(2026, 9, 14)

    assert started(plan_transferred=transferred, plan_made=date(2026, 3, 1))["transfer_review"].due == date(2027, 2, 28)
    assert started(plan_transferred=transferred, plan_made=date(2025, 10, 1))["transfer_review"].due == date(
        2026, 12, 13
    )
    assert started(plan_transferred=transferred)["transfer_review"].due == date(2026, 12, 13)


def test_the_last_review_counts_and_not_the_making_of_the_plan() -> None:
    assert started(plan_made=date(2026, 1, 1), last_review=date(2026, 9, 1))["annual_review"].due == date(2027, 8, 31)


@pytest.mark.parametrize(
    ("sent", "certificate", "due"),
    [
        (date(2026, 10, 1), date(2026, 11, 29), date(2027, 1, 4)),
        (date(2026, 6, 30), None, date(2026, 9, 1)),
        (date(2027, 1, 11), date(2027, 1, 20), date(2027, 3, 11)),
        (date(2026, 12, 14), None, date(2027, 2, 15)),
    ],
)
def test_an_appeal_takes_the_later_period_and_rolls_forward(sent: date, certificate: date | None, due: date) -> None:
    events = {"decision_notice_sent": sent}
    if certificate:
        events["mediation_certificate_issued"] = certificate

    assert started(**events)["appeal"].due == due


def test_the_mediation_adviser_is_contacted_without_any_roll_forward() -> None:
    assert started(decision_notice_sent=date(2026, 6, 30))["mediation_adviser_contact"].due == date(2026, 8, 30)


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("school_phase_transfer", date(2027, 2, 14)),
        ("post16_phase_transfer", date(2027, 3, 30)),
        ("post16_move", date(2027, 4, 1)),
    ],
)
def test_before_a_day_of_the_calendar_is_read_literally(event: str, due: date) -> None:
    (duty,) = timetable({event: date(2027, 9, 1)}, england())

    assert duty.due == due


def test_review_notice_is_counted_in_clear_weeks() -> None:
    assert started(review_meeting=date(2026, 11, 10))["review_notice"].due == date(2026, 10, 26)


@pytest.mark.parametrize(
    ("event", "dues"),
    [
        ("order_to_assess", (date(2026, 12, 29), date(2027, 2, 23), date(2027, 3, 23))),
        ("order_to_make_plan", (date(2027, 1, 19), date(2027, 3, 2))),
        ("order_to_reconsider", (date(2026, 12, 29),)),
        ("order_to_amend_contents", (date(2027, 1, 19),)),
        ("order_to_amend_placement", (date(2026, 12, 29),)),
        ("order_to_continue_and_amend", (date(2027, 1, 19),)),
    ],
)
def test_orders_of_15_december_run_through_christmas(event: str, dues: tuple[date, ...]) -> None:
    assert tuple(duty.due for duty in timetable({event: date(2026, 12, 15)}, england())) == dues


def test_a_mediation_agreement_to_assess_names_reg_42() -> None:
    duty = started(mediation_agreed_to_assess=date(2027, 3, 4))["order_assess_final"]

    assert duty.due == date(2027, 6, 10)
    assert duty.source == "SEND Regulations 2014, reg 42(2) with 44(2)(b)(ii)"
    assert started(order_to_assess=date(2027, 3, 4))["order_assess_final"].source.endswith("reg 44(2)(b)(ii)")


def test_working_limits_after_a_change_of_mind_are_not_law() -> None:
    duties = started(agreed_to_assess_after_refusal=date(2026, 6, 1))

    assert duties["reversal_final"].due == date(2026, 9, 7)
    assert not any(duty.statutory for duty in duties.values())


def test_the_explanation_spells_the_counting_out() -> None:
    said = started(request_received=date(2026, 3, 2))["assess_decision"].explanation

    assert said.startswith(
        "Request received Mon 2 Mar 2026 (day 0, not counted); 6 weeks later is Mon 13 Apr 2026. "
        "Weekends and holidays do not move it."
    )


def test_the_explanation_says_when_a_month_has_no_such_day() -> None:
    said = started(decision_notice_sent=date(2026, 12, 31))["mediation_adviser_contact"].explanation

    assert "Feb 2027 has no day 31, so its last day counts." in said


def test_a_provision_younger_than_its_event_says_so() -> None:
    said = started(tribunal_recommendation=date(2017, 6, 1))["recommendation_reply"].explanation

    assert "came into force on Tue 3 Apr 2018" in said


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ({"request_recieved": date(2026, 3, 2)}, "no event called 'request_recieved'"),
        ({"request_received": date(1026, 3, 2)}, "check the year"),
        ({"request_received": date(9999, 12, 31)}, "check the year"),
    ],
)
def test_a_slip_is_one_clear_sentence(events: dict[str, date], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        timetable(events, england())


def test_no_events_start_nothing() -> None:
    assert timetable({}, england()) == ()
