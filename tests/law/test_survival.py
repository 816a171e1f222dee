"""The product-limit estimate: to the published example, to a count by hand, and to the truth it is drawn from."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.forecast.history import Spell, courses, history_from, spells
from send_desktop.forecast.stages import ADVICE, AFTER_ADVICE, DECISION, DRAFT, FINAL, REQUEST, SEASONS, season_of
from send_desktop.forecast.survival import (
    LEAST_FINISHED,
    LEAST_REACHED,
    Curve,
    History,
    Learnt,
    Pool,
    TooLittle,
    kaplan_meier,
)
from tests.helpers.truth import advice_row, timeliness_row

AS_AT = date(2026, 11, 20)


def days(count: int) -> timedelta:
    return timedelta(days=count)


# --- the estimate -------------------------------------------------------------------------------

ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL_RUNNING = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks in remission of 21 children given 6-mercaptopurine (Freireich and others, Blood 21, 1963)."""


def six_mp() -> Curve:
    return kaplan_meier(ENDED + STILL_RUNNING, [True] * len(ENDED) + [False] * len(STILL_RUNNING))


@pytest.mark.parametrize(
    ("weeks", "share", "error", "low", "high"),
    [
        (6, 0.8571, 0.0764, 0.6197, 0.9516),
        (7, 0.8067, 0.0869, 0.5631, 0.9228),
        (10, 0.7529, 0.0963, 0.5032, 0.8894),
        (13, 0.6902, 0.1068, 0.4316, 0.8491),
        (16, 0.6275, 0.1141, 0.3675, 0.8049),
        (22, 0.5378, 0.1282, 0.2678, 0.7468),
        (23, 0.4482, 0.1346, 0.1881, 0.6801),
    ],
)
def test_the_estimate_is_that_of_the_textbooks(weeks: int, share: float, error: float, low: float, high: float) -> None:
    """As published for Freireich's trial, with Greenwood's errors and the log-log intervals beside them."""
    curve = six_mp()
    assert curve.longer_than(weeks) == pytest.approx(share, abs=5e-5)
    assert curve.longer_than(weeks) * float(curve.variance[weeks]) ** 0.5 == pytest.approx(error, abs=5e-5)
    assert curve.interval(weeks) == pytest.approx((low, high), abs=5e-5)


def test_the_middle_and_the_end_of_the_textbook_curve() -> None:
    curve = six_mp()
    assert curve.median() == 23
    assert (curve.spells, curve.finished) == (21, 9)
    assert curve.longer_than(400) == pytest.approx(0.4482, abs=5e-5), "nothing is learnt beyond the last that ended"


def by_hand(lengths: list[tuple[int, bool]], day: int) -> Fraction:
    share = Fraction(1)
    for on in range(day + 1):
        ended = sum(1 for length, finished in lengths if finished and length == on)
        if ended:
            share *= 1 - Fraction(ended, sum(1 for length, _ in lengths if length >= on))
    return share


LENGTHS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=14)


@given(LENGTHS, st.integers(0, 14), st.integers(-1, 10))
def test_ties_and_spells_cut_off_count_as_by_hand(lengths: list[tuple[int, bool]], day: int, age: int) -> None:
    curve = kaplan_meier([one for one, _ in lengths], [finished for _, finished in lengths])
    assert curve.longer_than(day) == pytest.approx(float(by_hand(lengths, day)))
    start = by_hand(lengths, age) if age >= 0 else Fraction(1)
    later = by_hand(lengths, max(day, age)) if max(day, age) >= 0 else Fraction(1)
    assert curve.longer_than(day, age) == pytest.approx(float(later / start) if start else 0.0)
    low, high = curve.interval(day, age)
    assert 0 <= low <= curve.longer_than(day, age) + 1e-12
    assert high >= curve.longer_than(day, age) - 1e-12


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_without_any_cut_off_it_is_the_share_that_lasted_longer(lengths: list[int]) -> None:
    curve = kaplan_meier(lengths, [True] * len(lengths))
    for day in (0, 3, 7, 30):
        assert curve.longer_than(day) == pytest.approx(sum(one > day for one in lengths) / len(lengths))


def test_it_finds_the_truth_through_what_was_cut_off() -> None:
    source = np.random.default_rng(7)
    truth, cut = source.geometric(1 / 40, 4000), source.integers(0, 120, 4000)
    curve = kaplan_meier(np.minimum(truth, cut), truth <= cut)
    for day in (10, 30, 60, 90):
        assert curve.longer_than(day) == pytest.approx((1 - 1 / 40) ** day, abs=0.03)
        low, high = curve.interval(day)
        assert high - low < 0.08


# --- what is learnt from what -------------------------------------------------------------------


def of_service(service: str, season: str, count: int, length: int = 40) -> list[Spell]:
    return [Spell(ADVICE, service, season, 98, length, True)] * count


def test_too_little_of_a_season_is_learnt_from_the_service_and_of_a_service_from_all() -> None:
    enough = LEAST_FINISHED
    history = History([*of_service("EP", "summer", enough, 80), *of_service("EP", "autumn", enough - 1, 50)])
    summer, autumn = history.learn(ADVICE, "EP", "summer"), history.learn(ADVICE, "EP", "autumn")
    assert isinstance(summer, Learnt)
    assert summer.pool == Pool(ADVICE, "EP", "summer")
    assert summer.pool.words == "pieces of EP advice asked for from June to August"
    assert isinstance(autumn, Learnt)
    assert (autumn.pool, autumn.curve.spells) == (Pool(ADVICE, "EP"), 2 * enough - 1)
    unknown = history.learn(ADVICE, "OT", "autumn")
    assert isinstance(unknown, Learnt)
    assert unknown.pool.words == "pieces of advice of any service asked for"


def test_with_too_little_of_everything_it_says_so_and_gives_no_chance() -> None:
    found = History(of_service("EP", "summer", LEAST_FINISHED - 1)).learn(ADVICE, "EP", "summer")
    assert isinstance(found, TooLittle)
    assert found.words == (
        f"Too little history: {LEAST_FINISHED - 1} finished pieces of advice of any service asked for; "
        f"{LEAST_FINISHED} are needed."
    )


def test_what_few_have_waited_for_so_long_is_too_little_history_as_well() -> None:
    long = of_service("EP", "summer", LEAST_REACHED - 1, 200)
    found = History([*of_service("EP", "summer", 100), *long]).learn(ADVICE, "EP", "summer", age=150)
    assert isinstance(found, TooLittle)
    assert f"only {LEAST_REACHED - 1} of the pieces" in found.words


def test_the_teams_own_steps_are_learnt_from_those_with_about_as_many_days_left() -> None:
    hurried = [Spell(FINAL, "", "spring", left, 18, True) for left in range(18, 24) for _ in range(10)]
    slow = [Spell(FINAL, "", "spring", 70, 40, True)] * 60
    history = History([*hurried, *slow])
    near, far = history.learn(FINAL, days_left=20), history.learn(FINAL, days_left=70)
    assert isinstance(near, Learnt)
    assert isinstance(far, Learnt)
    assert (near.pool.left, near.curve.median()) == ((17, 23), 18)
    assert far.curve.median() == 40
    between = history.learn(FINAL, days_left=45)
    assert isinstance(between, Learnt)
    assert between.pool == Pool(FINAL), "with none near by, all of them count"
    rest = history.rest(DRAFT, 40)
    assert not isinstance(rest, TooLittle)
    assert rest[20] == 1.0, "each was done by its own week 20"


def test_every_month_has_one_season_and_those_before_the_summer_holiday_are_apart() -> None:
    assert sorted(month for one in SEASONS for month in one.months) == list(range(1, 13))
    assert {season_of(date(2026, month, 15)) for month in (6, 7, 8)} == {"summer"}


# --- spells from the records --------------------------------------------------------------------

WHOLE = {
    "received_on": date(2026, 3, 2),
    "assess_outcome": "assess",
    "assess_told_on": date(2026, 4, 1),
    "issue_outcome": "issue",
    "issue_told_on": date(2026, 6, 10),
    "draft_served_on": date(2026, 6, 20),
    "final_sent_on": date(2026, 7, 15),
}
ADVICE_ROWS = [
    advice_row(case_id=1, service="EP", requested_on=date(2026, 4, 3), received_on=date(2026, 6, 1)),
    advice_row(case_id=1, service="OT", requested_on=date(2026, 4, 3), received_on=date(2026, 5, 1)),
]


def lengths(as_at: date = AS_AT, **changed: object) -> dict[tuple[str, str], tuple[int, bool]]:
    found = courses([timeliness_row(**(WHOLE | changed))], ADVICE_ROWS, as_at)
    return {(one.stage, one.service): (one.days, one.is_finished) for one in spells(found)}


def test_a_case_that_went_all_the_way_has_a_spell_of_every_stage() -> None:
    found = lengths()
    assert found[REQUEST, ""] == (30, True)
    assert (found[ADVICE, "EP"], found[ADVICE, "OT"]) == ((59, True), (28, True))
    assert (found[DECISION, ""], found[DRAFT, ""], found[FINAL, ""]) == ((9, True), (10, True), (25, True))
    assert found[AFTER_ADVICE, ""] == (44, True), "from the last advice until the plan"


def test_what_came_after_the_day_is_not_known_on_it() -> None:
    found = lengths(date(2026, 5, 15))
    assert found[ADVICE, "OT"] == (28, True)
    assert found[ADVICE, "EP"] == (42, False)
    assert (DECISION, "") not in found
    assert lengths(date(2026, 3, 2)) == {}, "a spell of no days says nothing"


def test_a_case_that_left_without_a_plan_is_cut_off_on_the_day_it_left() -> None:
    later = {"issue_outcome": None, "issue_told_on": None, "draft_served_on": None, "final_sent_on": None}
    found = lengths(is_withdrawn=True, withdrawn_on=date(2026, 5, 20), **later)
    assert (AFTER_ADVICE, "") not in found, "its last advice came after it had left"
    assert found["after_request", ""] == (49, False)
    undecided = lengths(is_withdrawn=True, withdrawn_on=date(2026, 3, 22), assess_outcome=None, assess_told_on=None)
    assert undecided[REQUEST, ""] == (20, False)


def test_advice_that_never_came_is_cut_off_when_the_case_went_on_without_it() -> None:
    waiting = [ADVICE_ROWS[0], advice_row(case_id=1, service="OT", requested_on=date(2026, 4, 3))]
    found = {
        (one.stage, one.service): (one.days, one.is_finished)
        for one in spells(courses([timeliness_row(**WHOLE)], waiting, AS_AT))
    }
    assert found[ADVICE, "OT"] == (68, False)
    assert found[DECISION, ""] == (9, True)


def test_a_draft_written_before_the_decision_took_no_days() -> None:
    assert lengths(draft_served_on=date(2026, 6, 5))[DRAFT, ""] == (0, True)


def test_only_what_began_in_the_two_years_before_is_history() -> None:
    found = courses([timeliness_row(**WHOLE)], ADVICE_ROWS, AS_AT)
    since = date(2026, 6, 15)
    assert {one.stage for one in spells(found, since)} == {FINAL}
    assert history_from(AS_AT) == date(2024, 11, 20)


ON = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(max_examples=60)
@given(
    told=ON, issue=ON, draft=ON, final=ON, withdrawn=ON, received=ON, requested=ON,
    outcome=st.sampled_from([None, "assess", "refuse"]), plan=st.sampled_from([None, "issue", "no_plan"]),
)  # fmt: skip
def test_no_muddle_of_dates_makes_a_spell_that_could_not_be(
    told: date | None, issue: date | None, draft: date | None, final: date | None, withdrawn: date | None,
    received: date | None, requested: date | None, outcome: str | None, plan: str | None,
) -> None:  # fmt: skip
    row = timeliness_row(
        received_on=date(2026, 1, 5), assess_outcome=outcome, assess_told_on=told, issue_outcome=plan,
        issue_told_on=issue, draft_served_on=draft, final_sent_on=final, is_withdrawn=withdrawn is not None,
        withdrawn_on=withdrawn,
    )  # fmt: skip
    asked = [advice_row(case_id=1, requested_on=requested, received_on=received)]
    for as_at in (date(2026, 1, 5), date(2026, 6, 1), AS_AT):
        for one in spells(courses([row], asked, as_at)):
            assert 0 <= one.days <= (as_at - date(2026, 1, 1)).days
