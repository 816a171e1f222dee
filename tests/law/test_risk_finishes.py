"""The two finishes: which meeting, how long each step takes, and that they never move earlier."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.options import Options
from send_desktop.risk import Finishes, MeetingPlace, RiskContext, derive, finishes, usual_delay
from send_desktop.statute.facts import CaseFacts, ConsultationFact
from tests.law.risk_cases import (
    CASE,
    DAY,
    START,
    agreed,
    asked,
    assessment_panel,
    context,
    contexts,
    decided,
    issue_panel,
    open_facts,
    requested,
    served,
)

TODAY = date(2026, 11, 20)
EP = agreed(asked("EP", date(2026, 9, 30)))


def seen(facts: CaseFacts, surroundings: RiskContext, today: date = TODAY, area: str = "North") -> Finishes:
    return finishes(CASE, facts, area, surroundings, today)


def decided_at(surroundings: RiskContext, today: date = date(2026, 9, 1), area: str = "North") -> date | None:
    """The day of the panel that a new request would go to: posting takes no time here."""
    return seen(requested(), replace(surroundings, options=Options(posting_days=0)), today, area).earliest


def test_a_plan_takes_drafting_the_familys_window_and_posting_after_the_decision() -> None:
    # Friday 20 November: drafted by Friday 27th, the window closes on 12 December, posted on Tuesday 15th.
    assert seen(EP, context()).earliest == date(2026, 12, 15)


def test_bank_holidays_are_not_working_days() -> None:
    # A draft served on 11 December closes on the 26th; Monday the 28th is a bank holiday: posted on Wednesday 30th.
    facts = served(date(2026, 12, 11), ConsultationFact("Hawthorn Lane", date(2026, 12, 11), date(2026, 12, 12)))
    assert seen(facts, context(), date(2026, 12, 14)) == Finishes(date(2026, 12, 30), date(2026, 12, 30))


def test_expected_advice_comes_on_the_date_given_else_after_the_usual_delay_and_never_before_today() -> None:
    slow = context(delays={"EP": 70})
    on_the_ninth = seen(EP, slow).expected  # 30 September and 70 days is 9 December
    assert on_the_ninth == seen(EP, slow, date(2026, 12, 9)).earliest
    promised = agreed(asked("EP", date(2026, 9, 30), promised_on=date(2026, 12, 1)))
    assert seen(promised, slow).expected == seen(EP, slow, date(2026, 12, 1)).earliest
    assert seen(EP, context()).expected == seen(EP, context()).earliest  # due since 11 November, so today


def test_advice_that_nobody_asked_for_is_expected_six_weeks_from_today() -> None:
    expected = seen(agreed(), context()).expected
    assert expected == seen(agreed(), context(), date(2027, 1, 1)).earliest
    assert seen(agreed(), context()).earliest == seen(EP, context()).earliest


def test_advice_not_sought_holds_nothing() -> None:
    beside = agreed(asked("EP", date(2026, 9, 30)), asked("OT", date(2026, 9, 30), requested_on=None))
    assert seen(beside, context()) == seen(EP, context())


def test_once_it_is_decided_to_issue_advice_still_out_holds_the_draft_no_more() -> None:
    facts = decided()
    late = replace(facts, advice=(*facts.advice, asked("OT", date(2026, 11, 10))))
    assert seen(late, context()) == seen(facts, context())


def test_a_reply_is_expected_with_its_15_days_and_at_the_earliest_today() -> None:
    facts = served(date(2026, 11, 2), ConsultationFact("Hawthorn Lane", date(2026, 11, 16)))
    both = seen(facts, context())
    assert both == Finishes(date(2026, 11, 24), date(2026, 12, 3))  # today + 2; 1 December + 2 working days


def test_with_nobody_consulted_the_setting_still_has_its_15_days_from_today() -> None:
    both = seen(served(date(2026, 11, 2)), context())
    assert both == Finishes(date(2026, 11, 24), date(2026, 12, 8))


def test_the_familys_days_are_never_shortened_and_may_be_more() -> None:
    replied = ConsultationFact("Hawthorn Lane", date(2026, 11, 16), date(2026, 11, 18))
    assert seen(served(date(2026, 11, 16), replied), context()).earliest == date(2026, 12, 3)
    longer = served(date(2026, 11, 16), replied, representations_by=date(2026, 12, 11))
    assert seen(longer, context()).earliest == date(2026, 12, 15)


def test_consultation_after_representations_takes_thirty_days_from_serving() -> None:
    one_after_the_other = context(representations_then_consultation=True)
    assert seen(served(date(2026, 11, 16)), one_after_the_other) == Finishes(date(2026, 12, 16), date(2026, 12, 16))
    sent = served(date(2026, 11, 16), ConsultationFact("Hawthorn Lane", date(2026, 12, 1)))
    assert seen(sent, one_after_the_other, date(2026, 12, 2)) == Finishes(date(2026, 12, 4), date(2026, 12, 16))


def test_the_first_meeting_whose_papers_have_not_closed_is_taken() -> None:
    first = assessment_panel(date(2026, 9, 8), papers_by=date(2026, 9, 1))
    second = assessment_panel(date(2026, 9, 15), papers_by=date(2026, 9, 8))
    calendar = context(second, first)
    assert decided_at(calendar, date(2026, 9, 1)) == date(2026, 9, 8)
    assert decided_at(calendar, date(2026, 9, 2)) == date(2026, 9, 15)


def test_without_a_deadline_papers_are_taken_to_the_day_of_the_meeting() -> None:
    calendar = context(assessment_panel(date(2026, 9, 8)), assessment_panel(date(2026, 9, 15)))
    assert decided_at(calendar, date(2026, 9, 8)) == date(2026, 9, 8)
    assert decided_at(calendar, date(2026, 9, 9)) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "unfit",
    [
        assessment_panel(date(2026, 9, 8), free=0),
        assessment_panel(date(2026, 9, 8), area="South"),
        assessment_panel(date(2026, 9, 8), kind="issue"),
        assessment_panel(date(2026, 9, 8), free=0, case_ids=frozenset({CASE + 1})),
    ],
    ids=["full", "another area", "another kind", "full of others"],
)
def test_a_meeting_that_cannot_take_the_case_is_passed_over(unfit: MeetingPlace) -> None:
    assert decided_at(context(unfit, assessment_panel(date(2026, 9, 15)))) == date(2026, 9, 15)


def test_a_case_on_the_agenda_of_a_full_meeting_has_its_place_there() -> None:
    full = assessment_panel(date(2026, 9, 8), free=0, case_ids=frozenset({CASE}))
    assert decided_at(context(full, assessment_panel(date(2026, 9, 15)))) == date(2026, 9, 8)


def test_papers_that_are_in_are_not_late_when_the_deadline_has_passed() -> None:
    booked = assessment_panel(date(2026, 9, 8), papers_by=date(2026, 9, 1), case_ids=frozenset({CASE}))
    assert decided_at(context(booked, assessment_panel(date(2026, 9, 15))), date(2026, 9, 7)) == date(2026, 9, 8)


def test_a_case_on_an_agenda_without_its_advice_still_needs_it_by_the_deadline() -> None:
    booked = issue_panel(date(2026, 12, 1), papers_by=date(2026, 11, 19), case_ids=frozenset({CASE}))
    later = issue_panel(date(2026, 12, 8))
    assert seen(EP, context(booked, later)) == seen(EP, context(later))


def test_a_meeting_for_all_areas_takes_every_case_and_areas_are_compared_without_capitals() -> None:
    assert decided_at(context(assessment_panel(date(2026, 9, 8))), area="") == date(2026, 9, 8)
    assert decided_at(context(assessment_panel(date(2026, 9, 8), area="north"))) == date(2026, 9, 8)


def test_with_no_meeting_set_up_the_step_takes_no_time() -> None:
    assert decided_at(context(), date(2026, 9, 1)) == date(2026, 9, 1)


def test_after_the_last_meeting_set_up_the_step_waits_for_none() -> None:
    calendar = context(assessment_panel(date(2026, 9, 8), papers_by=date(2026, 9, 1)))
    assert decided_at(calendar, date(2026, 9, 2)) == date(2026, 9, 8)
    assert decided_at(calendar, date(2026, 9, 10)) == date(2026, 9, 10)


def test_a_closed_case_has_no_finish_ahead() -> None:
    assert seen(decided(final_sent_on=START + DAY * 100), context()) == Finishes(None, None)


@given(open_facts(), contexts(), st.integers(-5, 250))
def test_finishes_never_move_earlier_and_never_lie_in_the_past(
    facts: CaseFacts, surroundings: RiskContext, number: int
) -> None:
    today = START + DAY * number
    now, tomorrow = seen(facts, surroundings, today), seen(facts, surroundings, today + DAY)
    if now.earliest is None or now.expected is None or tomorrow.earliest is None or tomorrow.expected is None:
        assert derive(CASE, facts, "North", surroundings).next_due is None
        return
    assert today <= now.earliest <= now.expected
    assert now.earliest <= tomorrow.earliest
    assert now.expected <= tomorrow.expected


@pytest.mark.parametrize(
    ("delays", "expected"),
    [
        ([], 42),
        ([50] * 9, 42),
        ([50] * 10, 50),
        ([*range(40, 51)], 45),
        ([10] * 5 + [20] * 5, 15),
        ([10] * 5 + [21] * 5, 16),
    ],
    ids=["none", "nine", "ten", "odd", "even", "half up"],
)
def test_the_usual_delay_is_the_median_of_at_least_ten(delays: list[int], expected: int) -> None:
    assert usual_delay(delays, Options()) == expected


def test_the_usual_delay_where_too_little_is_known_is_the_teams_option() -> None:
    assert usual_delay([9] * 9, Options(advice_days=56)) == 56
