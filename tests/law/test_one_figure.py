"""Lengths that stand as plain numbers for speed or as a definition are those of the law's own table."""

import pytest

from send_desktop import track
from send_desktop.imports import boundaries
from send_desktop.measures import limits
from send_desktop.options import Options
from send_desktop.risk import pathway
from send_desktop.statute.limits import advice_due, finish_limit, limits_of_request
from send_desktop.statute.windows import reply_end, representations_end
from tests.law.risk_cases import START, requested


def test_the_ticks_of_the_track_are_the_three_limits_of_a_request() -> None:
    found = limits_of_request(START)
    limits = (found.assess_decision, found.no_plan_decision, found.final_plan)
    assert tuple((on - START).days for on in limits) == track.TICKS
    assert track.TICKS[-1] == track.LENGTH


def test_risk_gives_the_family_and_a_setting_the_days_of_the_law() -> None:
    assert representations_end(requested(), START) + pathway.DAY == START + pathway.WINDOW
    assert reply_end(START) == START + pathway.WINDOW


def test_the_measures_count_by_the_limits_of_the_law() -> None:
    found = limits_of_request(START)
    assert (found.assess_decision - START).days == limits.SIX_WEEKS
    assert (found.no_plan_decision - START).days == limits.SIXTEEN_WEEKS
    assert (found.final_plan - START).days == limits.TWENTY_WEEKS


def test_an_import_notes_the_last_day_of_each_limit_and_the_first_after_it() -> None:
    for days, edges in (
        (limits.SIX_WEEKS, boundaries.DECISION_DAYS),
        (limits.TWENTY_WEEKS, boundaries.FINAL_DAYS),
        (limits.FIFTY_TWO_WEEKS, boundaries.FINAL_DAYS),
        (limits.TWENTY_WEEKS, boundaries.OPEN_DAYS),
        (limits.SIX_WEEKS, boundaries.WAITING_DAYS),
    ):
        assert {days, days + 1} <= edges


def test_advice_of_which_too_little_is_known_takes_the_six_weeks_of_the_law() -> None:
    assert (advice_due(START) - START).days == Options().advice_days


@pytest.mark.parametrize("status", ["open", "withdrawn", "moved", "ceased"])
def test_no_limit_measures_a_case_that_ended_without_a_decision(status: str) -> None:
    assert finish_limit(status, START) is None
