"""The state of a case on each day, at the day before, on and after every boundary."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from send_desktop.records import Derived
from send_desktop.risk import STATES, RiskContext, derive, finishes, state
from send_desktop.statute.facts import CaseFacts, LaterDecisionFact, ReliefFact
from tests.law.risk_cases import (
    CASE,
    DAY,
    START,
    WEEK_6,
    WEEK_20,
    agreed,
    asked,
    context,
    contexts,
    decided,
    every_day,
    issue_panel,
    open_facts,
    requested,
    served,
)


def states_around(derived: Derived, day: date) -> list[str | None]:
    return [state(derived, day - DAY), state(derived, day), state(derived, day + DAY)]


def test_a_request_is_breached_the_day_after_week_6_and_not_on_it() -> None:
    derived = derive(CASE, requested(), "North", context())
    assert (derived.next_duty, derived.next_due) == ("assess_decision", WEEK_6)
    assert states_around(derived, WEEK_6) == ["will_breach", "will_breach", "breached"]


def test_a_request_will_breach_when_the_letter_can_no_longer_be_posted_in_time() -> None:
    # Decided on Thursday 1 October, posted two working days later on Monday 5 October, week 6.
    derived = derive(CASE, requested(), "North", context())
    assert derived.will_breach_from == date(2026, 10, 2)
    assert states_around(derived, date(2026, 10, 2)) == ["at_risk", "will_breach", "will_breach"]


def test_a_request_is_at_risk_when_its_expected_finish_enters_the_last_ten_days() -> None:
    # The limit less ten days is Friday 25 September: a decision on the 23rd is posted that day, on the 24th after it.
    derived = derive(CASE, requested(), "North", context())
    assert derived.at_risk_from == date(2026, 9, 24)
    assert states_around(derived, date(2026, 9, 24)) == ["on_track", "at_risk", "at_risk"]


def test_the_threshold_of_at_risk_is_the_teams() -> None:
    derived = derive(CASE, requested(), "North", context(at_risk_days=0))
    assert derived.at_risk_from == derived.will_breach_from == date(2026, 10, 2)


def test_a_decision_made_is_still_due_until_the_family_is_told() -> None:
    made = requested(assess_outcome="assess", assess_made_on=date(2026, 9, 28))
    derived = derive(CASE, made, "North", context())
    assert (derived.blocker, derived.next_due) == ("tell_family_assess", WEEK_6)
    assert derived.will_breach_from == WEEK_6 + DAY
    assert state(derived, WEEK_6 + DAY) == "breached"


def test_a_limit_met_late_does_not_keep_the_case_breached() -> None:
    told_late = agreed(assess_told_on=WEEK_6 + DAY * 20)
    derived = derive(CASE, told_late, "North", context())
    assert (derived.next_duty, derived.next_due) == ("final_plan", WEEK_20)
    assert state(derived, WEEK_6 + DAY * 21) in ("on_track", "at_risk")


def test_the_sixteen_weeks_never_make_an_undecided_case_breached() -> None:
    undecided = agreed(asked("EP", date(2026, 9, 30), received_on=date(2026, 11, 9)))
    derived = derive(CASE, undecided, "North", context(at_risk_days=0, drafting_days=0, posting_days=0))
    week_16 = START + DAY * 112
    assert states_around(derived, week_16) == ["on_track", "on_track", "on_track"]


def test_a_draft_not_served_will_breach_the_day_after_the_last_day_to_serve() -> None:
    # Served on 23 December, the family has until 6 January; posted two working days after the 7th, on Monday the 11th.
    derived = derive(CASE, decided(), "North", context())
    assert derived.safe_by == date(2026, 12, 23)
    assert states_around(derived, date(2026, 12, 23)) == ["at_risk", "at_risk", "will_breach"]


def test_where_consultation_follows_representations_the_last_day_to_serve_is_day_110() -> None:
    derived = derive(CASE, decided(), "North", context(representations_then_consultation=True))
    day_110 = START + DAY * 110
    assert derived.safe_by == day_110
    assert states_around(derived, day_110) == ["at_risk", "at_risk", "will_breach"]


def test_a_plan_that_is_ready_to_go_never_will_breach_before_it_has() -> None:
    derived = derive(CASE, served(date(2026, 12, 1)), "North", context())
    assert derived.will_breach_from == date(2027, 1, 8)  # a reply on the 7th is posted on Monday the 11th
    assert states_around(derived, WEEK_20) == ["will_breach", "will_breach", "breached"]


def test_a_listed_exception_with_dates_that_relieves_the_duty_gives_excepted() -> None:
    relief = ReliefFact("absent_from_area", date(2026, 9, 1), date(2026, 10, 15), ("final_plan",))
    derived = derive(CASE, agreed(reliefs=(relief,)), "North", context())
    assert state(derived, WEEK_20 + DAY) == "excepted"
    assert state(derived, WEEK_20) == "will_breach"


@pytest.mark.parametrize(
    "relief",
    [
        ReliefFact("not_statutory", date(2026, 9, 1), date(2026, 10, 15), ("final_plan",)),
        ReliefFact("absent_from_area", None, None, ("final_plan",)),
        ReliefFact("absent_from_area", date(2026, 9, 1), date(2026, 10, 15), ("assess_decision",)),
        ReliefFact("absent_from_area", date(2026, 9, 1), date(2026, 9, 10), ("final_plan",)),
        ReliefFact(None, date(2026, 9, 1), date(2026, 10, 15), ("final_plan",)),
    ],
    ids=["outside the list", "without dates", "another duty", "under four weeks", "no reason"],
)
def test_any_other_exception_leaves_the_case_breached(relief: ReliefFact) -> None:
    derived = derive(CASE, agreed(reliefs=(relief,)), "North", context())
    assert not derived.is_relieved
    assert state(derived, WEEK_20 + DAY) == "breached"


@pytest.mark.parametrize(("day", "expected"), [(139, "in_time"), (140, "in_time"), (141, "late")])
def test_a_plan_is_in_time_to_day_140(day: int, expected: str) -> None:
    derived = derive(CASE, decided(final_sent_on=START + DAY * day), "North", context())
    assert (derived.status, state(derived, date(2028, 1, 1))) == ("plan_issued", expected)


@pytest.mark.parametrize(("day", "expected"), [(41, "in_time"), (42, "in_time"), (43, "late")])
def test_a_refusal_to_assess_is_in_time_to_day_42(day: int, expected: str) -> None:
    refused = requested(assess_outcome="refuse", assess_made_on=START, assess_told_on=START + DAY * day)
    assert state(derive(CASE, refused, "North", context()), START) == expected


@pytest.mark.parametrize(("day", "expected"), [(111, "in_time"), (112, "in_time"), (113, "late")])
def test_a_refusal_to_issue_is_in_time_to_day_112(day: int, expected: str) -> None:
    refused = decided(issue_outcome="no_plan", issue_told_on=START + DAY * day)
    assert state(derive(CASE, refused, "North", context()), START) == expected


@pytest.mark.parametrize(
    "facts",
    [
        requested(assess_outcome="refuse"),
        requested(is_withdrawn=True),
        requested(is_withdrawn=True, withdrawn_on=date(2026, 9, 9)),
        agreed(closure="moved", closed_on=date(2026, 11, 2)),
    ],
    ids=["undated refusal", "undated withdrawal", "withdrawal", "moved"],
)
def test_an_undated_outcome_or_one_without_a_limit_is_neither_in_time_nor_late(facts: CaseFacts) -> None:
    derived = derive(CASE, facts, "North", context())
    assert derived.next_due is None
    assert state(derived, date(2027, 6, 1)) is None


def test_a_later_refusal_to_issue_is_measured_by_the_day_of_its_own_letter() -> None:
    made_on, told_on = START + DAY * 110, START + DAY * 113
    later = LaterDecisionFact("issue", "no_plan", "own_motion", made_on, told_on)
    derived = derive(CASE, decided(later_decisions=(later,)), "North", context())
    assert (derived.status, derived.finished_on) == ("no_plan", told_on)
    assert state(derived, told_on) == "late"


def test_an_order_to_assess_opens_the_case_again_under_its_own_limits() -> None:
    told_on = date(2026, 10, 1)
    refused = requested(assess_outcome="refuse", assess_made_on=told_on, assess_told_on=told_on)
    ordered_on = date(2027, 2, 2)
    order = LaterDecisionFact("assess", "assess", "tribunal", ordered_on)
    derived = derive(CASE, replace(refused, later_decisions=(order,)), "North", context())
    assert (derived.blocker, derived.next_due) == ("tell_family_assess", ordered_on + DAY * 14)
    assert states_around(derived, ordered_on + DAY * 14) == ["at_risk", "at_risk", "breached"]
    told = replace(order, told_on=ordered_on + DAY * 3)
    derived = derive(CASE, replace(refused, later_decisions=(told,)), "North", context())
    assert (derived.blocker, derived.next_due) == ("advice_not_asked", ordered_on + DAY * 98)


def test_states_have_a_word_and_a_shape_each() -> None:
    assert {item.code for item in STATES} == {
        "breached", "will_breach", "at_risk", "on_track", "excepted", "in_time", "late",
    }  # fmt: skip
    five = STATES[:5]
    assert len({item.shape for item in five}) == len({item.word for item in five}) == 5


def state_worked_out_on(facts: CaseFacts, surroundings: RiskContext, limit: date, today: date) -> str:
    """The state by the words of the definition, from the finishes on that very day."""
    both = finishes(CASE, facts, "North", surroundings, today)
    assert both.earliest is not None
    assert both.expected is not None
    if today > limit:
        return "passed"
    if both.earliest > limit:
        return "will_breach"
    return "at_risk" if both.expected > limit - DAY * surroundings.options.at_risk_days else "on_track"


@given(open_facts(), contexts())
def test_the_state_on_any_day_is_what_the_finishes_of_that_day_say(facts: CaseFacts, surroundings: RiskContext) -> None:
    derived = derive(CASE, facts, "North", surroundings)
    if derived.next_due is None:
        return
    for today in every_day(START, derived.next_due + DAY * 3):
        worked_out = state_worked_out_on(facts, surroundings, derived.next_due, today)
        kept = state(derived, today)
        assert (kept if kept not in ("breached", "excepted") else "passed") == worked_out


def test_meetings_of_other_kinds_and_areas_change_nothing() -> None:
    facts = agreed(asked("EP", date(2026, 9, 30)))
    others = [issue_panel(date(2027, 3, 1), area="South"), issue_panel(date(2027, 3, 1), kind="provision")]
    assert derive(CASE, facts, "North", context(*others)) == derive(CASE, facts, "North", context())
