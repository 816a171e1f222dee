"""Officers' load: the hours of the Department's study, what is left of them at each stage, and the average."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.measures.load import MINUTES_A_PLAN, STAGE_SHARES, STUDY_HOURS, Held, Weights, loads
from send_desktop.options import Options
from send_desktop.services.dashboard import weights
from send_desktop.statute.stages import STAGE_TITLES

STAGES = list(STAGE_SHARES)
held = st.lists(
    st.tuples(st.sampled_from(["Priya Maplenoodle", "ada Thistle", "Bo Crumb", ""]), st.sampled_from(STAGES)),
    max_size=25,
)


def test_a_case_officer_spends_the_hours_of_the_study_over_the_stages_of_the_law() -> None:
    assert Fraction(STUDY_HOURS["case_officer"]) * 60 == MINUTES_A_PLAN
    assert list(STAGE_TITLES) == STAGES
    assert sum(STAGE_SHARES.values()) == 100
    assert weights(Options()) == Weights()


@pytest.mark.parametrize(("stage", "hours"), [("request", "11.3"), ("draft", "6.78"), ("final", "1.13")])
def test_what_is_left_is_the_stage_that_a_case_is_in_and_all_that_follow(stage: str, hours: str) -> None:
    assert Weights().left(stage) == Fraction(hours)


def test_shares_are_taken_of_their_sum_and_none_at_all_weighs_nothing() -> None:
    assert Weights(600, dict.fromkeys(STAGES, 7)).left("consultation") == Fraction(10, 3)
    assert Weights(600, {}).left("request") == 0


@given(held)
@settings(max_examples=80)
def test_every_case_is_held_once_and_hours_are_their_sum(found: list[tuple[str, str]]) -> None:
    cases = [Held(number, officer, stage) for number, (officer, stage) in enumerate(found, 1)]
    counted = loads(cases, Weights())

    names = [one.officer for one in counted.officers]
    assert names == sorted(names, key=str.casefold)
    assert "" not in names
    every = [one for line in (*counted.officers, counted.nobody) for one in line.case_ids]
    assert sorted(every) == [one.case_id for one in cases]
    for line in counted.officers:
        hours = sum(float(Weights().left(one.stage)) for one in cases if one.officer == line.officer)
        assert line.hours == pytest.approx(hours, abs=0.051)
    with_officer = sum(1 for one in cases if one.officer)
    assert counted.mean_cases == pytest.approx(with_officer / max(1, len(names)), abs=0.051)
