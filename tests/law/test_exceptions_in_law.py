"""The closed lists: who is excused, by what, for which duty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.statute.duties import duties
from send_desktop.statute.exceptions_in_law import (
    REASONS,
    advice_window,
    closure_doubt,
    is_statutory,
    may_relieve,
    relief_for,
    relieves,
    shortfall,
)
from send_desktop.statute.facts import AdviceFact
from tests.helpers.law import agreed, day, relief

OF_A_REQUEST = ("assess_decision", "no_plan_decision", "final_plan")
LISTED = ("school_closed", "personal_circumstances", "absent_from_area")


@pytest.mark.parametrize("reason", LISTED)
def test_the_list_of_reg_10_4_relieves_the_limits_of_a_request_and_of_orders(reason: str) -> None:
    assert is_statutory(reason)
    assert relieves(reason)[:3] == OF_A_REQUEST
    assert {"order_assess_final", "order_make_draft", "concede_contents", "reassess_final"} <= set(relieves(reason))


def test_a_missed_appointment_excuses_the_adviser_and_never_the_authority() -> None:
    assert relieves("missed_appointment") == ("advice",)
    assert not is_statutory("missed_appointment")


def test_a_school_closure_excuses_the_authority_and_never_the_adviser() -> None:
    assert "advice" not in relieves("school_closed")
    assert "advice" in relieves("personal_circumstances")
    assert "advice" in relieves("absent_from_area")


@pytest.mark.parametrize("reason", ["not_statutory", "ep_shortage", "", None])
def test_a_reason_outside_the_list_relieves_nothing(reason: str | None) -> None:
    assert relieves(reason) == ()
    assert not is_statutory(reason)


def test_no_exception_is_known_to_reviews_transfers_mediation_or_immediate_orders() -> None:
    unrelieved = {"annual_review", "amended_final", "transfer_plan", "transfer_inform", "reassess_decision", "appeal",
                  "mediation_arrange", "order_continue", "order_cease", "draft_representations"}  # fmt: skip

    assert not unrelieved & {name for reason in REASONS for name in relieves(reason)}
    assert unrelieved <= {duty.id for duty in duties()}


@pytest.mark.parametrize(("days", "is_short"), [(27, True), (28, False), (29, False)])
def test_an_absence_needs_28_days(days: int, is_short: bool) -> None:
    start = date(2026, 6, 1)

    said = shortfall("absent_from_area", start, start + timedelta(days=days - 1))

    assert (said is not None) == is_short
    assert not is_short or said == (
        "Absent from the area for at least 4 weeks: Mon 1 Jun 2026 to Sat 27 Jun 2026 is 27 days, "
        "and SEND Regulations 2014, reg 10(4)(d) needs at least 28."
    )


@pytest.mark.parametrize(("days", "is_short"), [(13, True), (14, False)])
def test_after_an_order_an_absence_of_two_weeks_is_enough(days: int, is_short: bool) -> None:
    start = date(2026, 6, 1)

    assert (shortfall("absent_from_area", start, start + timedelta(days=days - 1), "order") is not None) == is_short


def test_dates_the_wrong_way_round_or_missing_are_pointed_out() -> None:
    assert "before it begins" in (shortfall("personal_circumstances", day(20), day(10)) or "")
    assert "first day" in (shortfall("personal_circumstances", None, None) or "")
    assert shortfall("personal_circumstances", day(20), None) is None
    assert shortfall("not_statutory", None, None) is None


def test_the_window_around_a_summer_closure_is_a_week_before_each_end() -> None:
    assert advice_window(date(2027, 7, 22), date(2027, 9, 2)) == (date(2027, 7, 15), date(2027, 8, 26))


def test_a_christmas_closure_never_qualifies() -> None:
    assert advice_window(date(2026, 12, 19), date(2027, 1, 4)) is None


@pytest.mark.parametrize(("days", "qualifies"), [(27, False), (28, True)])
def test_a_closure_needs_four_weeks(days: int, qualifies: bool) -> None:
    closed = date(2026, 7, 22)

    assert (advice_window(closed, closed + timedelta(days=days)) is not None) == qualifies
    assert (shortfall("school_closed", closed, closed + timedelta(days=days - 1)) is None) == qualifies


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(28, 90))
def test_the_window_is_as_long_as_the_closure(closed: date, days: int) -> None:
    window = advice_window(closed, closed + timedelta(days=days))

    assert window is not None
    assert (window[1] - window[0]).days == days
    assert (closed - window[0]).days == 7


@pytest.mark.parametrize(
    ("asked", "is_doubted"),
    [
        (date(2027, 7, 14), True),
        (date(2027, 7, 15), False),
        (date(2027, 8, 26), False),
        (date(2027, 8, 27), True),
        (None, True),
    ],
)
def test_a_closure_without_advice_asked_in_its_window_is_doubted(asked: date | None, is_doubted: bool) -> None:
    closure = relief("school_closed", date(2027, 7, 22), date(2027, 9, 1))
    facts = agreed(advice=(AdviceFact("School", asked),), reliefs=(closure,))

    assert (closure_doubt(facts, closure) is not None) == is_doubted


def test_a_closure_too_short_or_still_running_is_spoken_of_as_such() -> None:
    christmas = relief("school_closed", date(2026, 12, 19), date(2027, 1, 3))

    assert "needs at least 28" in (closure_doubt(agreed(reliefs=(christmas,)), christmas) or "")
    assert closure_doubt(agreed(), relief("school_closed", date(2027, 7, 22))) is None
    assert closure_doubt(agreed(), relief("personal_circumstances", day(1), day(2))) is None


def test_an_exception_without_dates_relieves_nothing() -> None:
    facts = agreed(reliefs=(relief("personal_circumstances", None),))

    assert relief_for(facts, "final_plan", day(0), day(140)) is None


def test_an_exception_relieves_what_it_is_recorded_as_relieving_and_the_law_allows() -> None:
    final_only = relief("personal_circumstances", day(50), day(70), "final_plan", "annual_review")

    assert may_relieve(final_only, "final_plan")
    assert not may_relieve(final_only, "no_plan_decision")
    assert not may_relieve(final_only, "annual_review")
    assert may_relieve(relief("personal_circumstances", day(50)), "no_plan_decision")


@pytest.mark.parametrize(
    ("starts", "ends", "relieved"),
    [
        (day(-40), day(-1), False),
        (day(-40), day(0), True),
        (day(50), day(70), True),
        (day(140), None, True),
        (day(141), None, False),
    ],
)
def test_circumstances_count_only_if_they_touch_the_time_of_the_duty(
    starts: date, ends: date | None, relieved: bool
) -> None:
    facts = agreed(reliefs=(relief("personal_circumstances", starts, ends),))

    assert (relief_for(facts, "final_plan", day(0), day(140)) is not None) == relieved


def test_a_short_absence_relieves_an_order_but_not_the_twenty_weeks() -> None:
    facts = agreed(reliefs=(relief("absent_from_area", day(50), day(65)),))

    assert relief_for(facts, "final_plan", day(0), day(140)) is None
    assert relief_for(facts, "order_assess_final", day(30), day(128)) is not None


def test_every_reason_names_its_provision_and_least_length() -> None:
    assert REASONS["absent_from_area"].minimum == 28
    assert "reg 10(4)(d)" in REASONS["absent_from_area"].provision
    assert REASONS["personal_circumstances"].minimum == 0
    assert REASONS["not_statutory"].provision == ""
    assert REASONS["school_closed"].relieves == relieves("school_closed")
