"""The limits in force and the next legal date."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.statute.clock import case_duties, limits, next_legal
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.stages import stage
from send_desktop.statute.working_days import england
from tests.helpers.law import RECEIVED, agreed, case, day, later, no_plan, refused

ORDERED = day(100)


def upcoming(facts: CaseFacts) -> tuple[str | None, date | None]:
    return next_legal(facts, england())


def weeks(count: int, since: date = RECEIVED) -> date:
    return since + timedelta(weeks=count)


def test_the_limits_of_a_request_run_from_its_receipt() -> None:
    found = limits(case())

    assert found.assess_decision == date(2026, 4, 13)
    assert found.draft_target == date(2026, 6, 8)
    assert found.no_plan_decision == date(2026, 6, 22)
    assert found.final_plan == found.original_final_plan == date(2026, 7, 20)
    assert not found.is_replaced


def test_where_the_authority_became_responsible_without_a_request_that_starts_the_clock() -> None:
    found = limits(case(became_responsible=date(2026, 9, 15)))

    assert (found.assess_decision, found.final_plan) == (date(2026, 10, 27), date(2027, 2, 2))


@given(st.dates(date(2014, 9, 1), date(2100, 1, 1)))
def test_limits_are_days_42_98_112_and_140(received: date) -> None:
    found = limits(CaseFacts(request_received=received))
    days = [found.assess_decision, found.draft_target, found.no_plan_decision, found.final_plan]

    assert [(last - received).days for last in days] == [42, 98, 112, 140]


def test_the_decision_to_assess_is_next_until_the_family_is_told() -> None:
    assert upcoming(case()) == ("assess_decision", weeks(6))
    assert upcoming(agreed(assess_told_on=None)) == ("assess_decision", weeks(6))
    assert upcoming(refused(assess_told_on=None)) == ("assess_decision", weeks(6))
    assert upcoming(agreed()) == ("final_plan", weeks(20))


def test_a_late_agreement_to_assess_does_not_move_the_twenty_weeks() -> None:
    assert upcoming(agreed(assess_made_on=day(63), assess_told_on=day(63))) == ("final_plan", weeks(20))


def test_a_draft_served_does_not_stand_for_telling_the_family() -> None:
    assert upcoming(agreed(assess_told_on=None, draft_served_on=day(90))) == ("assess_decision", weeks(6))


def test_the_sixteen_weeks_are_never_the_next_legal_date() -> None:
    assert upcoming(agreed(issue_outcome="no_plan", issue_made_on=day(99))) == ("final_plan", weeks(20))


@pytest.mark.parametrize(
    "facts",
    [
        refused(),
        no_plan(),
        agreed(final_sent_on=day(140)),
        case(is_withdrawn=True),
        case(closure="moved"),
        case(closure="ceased"),
    ],
    ids=["refused", "no plan", "issued", "withdrawn", "moved", "ceased"],
)
def test_a_closed_case_has_no_next_legal_date(facts: CaseFacts) -> None:
    assert upcoming(facts) == (None, None)


@pytest.mark.parametrize(("route", "prefix"), [("tribunal", "order"), ("mediation", "order"), ("conceded", "concede")])
def test_an_order_to_assess_replaces_the_limits_with_2_10_and_14_weeks(route: str, prefix: str) -> None:
    facts = refused(later_decisions=(later("assess", route, ORDERED),))
    found = limits(facts)

    assert found.assess_decision == weeks(2, ORDERED)
    assert found.no_plan_decision == weeks(10, ORDERED)
    assert found.final_plan == weeks(14, ORDERED)
    assert found.original_final_plan == weeks(20)
    assert upcoming(facts) == (f"{prefix}_assess_notify", weeks(2, ORDERED))


def test_once_told_after_an_order_the_final_plan_is_next() -> None:
    facts = refused(later_decisions=(later("assess", "tribunal", ORDERED, day(105)),))

    assert upcoming(facts) == ("order_assess_final", weeks(14, ORDERED))


@pytest.mark.parametrize(
    ("route", "final"),
    [("tribunal", "order_make_final"), ("mediation", "order_make_final"), ("conceded", "concede_plan_final")],
)
def test_an_order_to_make_a_plan_gives_5_weeks_for_the_draft_and_11_for_the_plan(route: str, final: str) -> None:
    facts = no_plan(later_decisions=(later("issue", route, day(200)),))

    assert limits(facts).draft_target == weeks(5, day(200))
    assert upcoming(facts) == (final, weeks(11, day(200)))


def test_the_latest_order_governs() -> None:
    orders = (later("issue", "tribunal", day(400)), later("assess", "tribunal", ORDERED, day(105)))
    facts = refused(later_decisions=orders, issue_outcome="no_plan", issue_told_on=day(150))

    assert upcoming(facts) == ("order_make_final", weeks(11, day(400)))


def test_the_authoritys_own_change_of_mind_leaves_the_original_dates() -> None:
    facts = refused(later_decisions=(later("assess", "own_motion", day(60), day(61)),))

    assert not limits(facts).is_replaced
    assert upcoming(facts) == ("final_plan", weeks(20))


def test_an_undated_refusal_reversed_by_the_authority_counts_as_told_from_the_reversal() -> None:
    facts = case(assess_outcome="refuse", later_decisions=(later("assess", "own_motion", day(60), day(61)),))

    assert upcoming(facts) == ("final_plan", weeks(20))


def test_an_order_on_contents_replaces_no_limit() -> None:
    facts = agreed(final_sent_on=day(139), later_decisions=(later("contents", "tribunal", day(300)),))

    assert not limits(facts).is_replaced


def test_withdrawn_and_reopened_runs_on_the_original_clock() -> None:
    assert upcoming(case(is_withdrawn=False, withdrawn_on=None)) == ("assess_decision", weeks(6))


@pytest.mark.parametrize("facts", [agreed(), case()], ids=["agreed", "undecided"])
@pytest.mark.parametrize("about", ["assess", "issue"])
@pytest.mark.parametrize("route", ["tribunal", "mediation", "conceded", "own_motion"])
def test_a_later_decision_with_nothing_to_overturn_replaces_no_limit(facts: CaseFacts, about: str, route: str) -> None:
    after = replace(facts, later_decisions=(later(about, route, day(360), day(360)),))

    assert limits(after) == limits(facts)
    assert upcoming(after) == upcoming(facts)
    assert stage(after, day(361)) == stage(facts, day(361))
    assert case_duties(after, day(361), england()) == case_duties(facts, day(361), england())
