"""Cases follow others like them: who still waits is the share of Kaplan and Meier, and a what-if moves no one else."""

from datetime import timedelta

import numpy as np
import pytest

from send_desktop.forecast.as_now import as_now
from send_desktop.forecast.flow import changed, simulate, with_more
from send_desktop.forecast.flow_inputs import FlowInputs, measure
from send_desktop.forecast.flow_words import stated
from send_desktop.forecast.passages import Passage
from send_desktop.forecast.precedents import NEW, NOBODY, Followed, Stays, steps
from send_desktop.forecast.whatif import AS_NOW, SHIPPED, WhatIf, defaults
from tests.helpers.coverage import KNOWN_UNTIL
from tests.helpers.profiled_authority import ProfiledAuthority

ENDED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL_RUNNING = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
"""Weeks in remission of 21 children given 6-mercaptopurine (Freireich and others, Blood 21, 1963)."""

LOTS = 40_000


@pytest.fixture(scope="module")
def inputs() -> FlowInputs:
    authority = ProfiledAuthority(5)
    return measure(authority.rows(KNOWN_UNTIL), authority.advice(KNOWN_UNTIL), KNOWN_UNTIL)


def _lasting(stays: Stays, stood_at_first: int) -> np.ndarray:
    """Return how long each of many stays that follow these, one case after another until one is over."""
    followed = Followed(stays, np.ones((1, len(stays.who))))
    chance = np.random.default_rng(1)
    run, age = np.zeros(LOTS, dtype=np.int64), np.zeros(LOTS, dtype=np.int64)
    stood, lasted, on = np.full(LOTS, stood_at_first), np.zeros(LOTS, dtype=np.int64), np.arange(LOTS)
    while len(on):
        row = followed.look(run[on], age[on], stood[on], chance.random(len(on)))
        lost, found = on[row == NOBODY], on[row != NOBODY]
        lasted[lost] = followed.longer(stood[lost], chance.random(len(lost)))
        _, days, is_over = followed.known(row[row != NOBODY])
        lasted[found[is_over]], stood[found[~is_over]] = days[is_over], days[~is_over]
        on = found[~is_over]
    return lasted


@pytest.mark.parametrize(("weeks", "share"), [(6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (22, 0.5378)])
def test_who_follows_cases_that_are_not_over_waits_as_the_textbook_curve_has_it(weeks: int, share: float) -> None:
    days = np.array(ENDED + STILL_RUNNING)
    nought = np.zeros(len(days), dtype=np.int64)
    is_over = np.arange(len(days)) < len(ENDED)
    stays = Stays(np.arange(len(days)), nought, days, is_over, nought)
    assert (_lasting(stays, NEW) > weeks).mean() == pytest.approx(share, abs=0.012)
    assert _lasting(stays, 13).min() > 13, "who has stood so long follows those who stood longer"


def test_a_stage_that_is_not_on_record_was_passed_by_the_next_that_is() -> None:
    assert steps(Passage(start=-90, issued=-20, final=-3)) == [-90, -20, -20, -20, -3, -3]
    assert steps(Passage(start=-90, decided=-40, is_refused=True)) == [-90, -40, None, None, None, None]
    assert steps(Passage(start=-90, decided=-40, came=-50)) == [-90, -40, -40, None, None, None]


def _paths(inputs: FlowInputs, what: WhatIf) -> dict[str, float]:
    paths = simulate(inputs, what, defaults(), weeks=60, runs=20)
    last = slice(-26, None)
    return {
        "share": float(paths.on_time[:, last].sum() / paths.issued[:, last].sum()),
        "waiting": float(paths.ep_queue[:, -1].mean()),
        "late": float(paths.over[:, -1].mean()),
        "open": float(paths.open[:, -1].mean()),
    }


def test_more_capacity_helps_where_children_wait_long_and_in_no_clear_order(inputs: FlowInputs) -> None:
    assert inputs.ep.is_pressed
    assert not inputs.ep.is_line
    now, more, fewer = (_paths(inputs, what) for what in (AS_NOW, SHIPPED[1], WhatIf(title="Two leave", extra_eps=-2)))
    assert fewer["waiting"] > now["waiting"] > more["waiting"]
    assert fewer["late"] > now["late"] > more["late"]
    assert fewer["share"] < now["share"] < more["share"]


def test_more_requests_with_no_more_hands_leave_more_waiting_and_late(inputs: FlowInputs) -> None:
    now, more, fewer = (_paths(inputs, WhatIf(title="", requests_change=change)) for change in (0, 25, -25))
    assert fewer["waiting"] < now["waiting"] < more["waiting"]
    assert fewer["late"] < now["late"] < more["late"]


def test_a_higher_refusal_rate_takes_work_away_and_a_lower_one_adds_it(inputs: FlowInputs) -> None:
    now, more, fewer = (_paths(inputs, WhatIf(title="", refusal_change=change)) for change in (0, 15, -15))
    assert more["open"] < now["open"] < fewer["open"]
    assert more["waiting"] < now["waiting"] < fewer["waiting"]


def test_a_what_if_changes_nothing_before_its_days_nor_once_they_are_over(inputs: FlowInputs) -> None:
    before, after = KNOWN_UNTIL - timedelta(weeks=5), KNOWN_UNTIL + timedelta(weeks=10)
    now = as_now(inputs, weeks=30, runs=10, seed=1)
    for lever in ({"extra_eps": 5}, {"requests_change": -50}, {"requests_change": 80}, {"refusal_change": 60}):
        ended, later = WhatIf(title="", until_on=before, **lever), WhatIf(title="", from_on=after, **lever)
        drawn = with_more(now, later) if later.requests_change > 0 else now
        assert (changed(drawn, ended, defaults()).open == changed(now, AS_NOW, defaults()).open).all(), lever
        was, is_ = changed(now, AS_NOW, defaults()), changed(drawn, later, defaults())
        assert (is_.open[:, :8] == was.open[:, :8]).all(), lever
        assert (is_.open[:, -1] != was.open[:, -1]).any(), lever


def test_a_higher_refusal_rate_holds_for_every_decision_from_now_on(inputs: FlowInputs) -> None:
    now = as_now(inputs, weeks=60, runs=5, seed=1)
    none = changed(now, WhatIf(title="All refused", refusal_change=100), defaults())
    agreed = sum(1 for one in inputs.cases if one.decided is not None)
    assert none.issued.sum(axis=1).max() <= agreed


def test_of_a_service_that_is_not_on_record_nobody_says_what_more_of_it_would_do() -> None:
    authority = ProfiledAuthority(5)
    others = [one for one in authority.advice(KNOWN_UNTIL) if one.service != "EP"]
    found = measure(authority.rows(KNOWN_UNTIL), others, KNOWN_UNTIL)
    now, more = (simulate(found, what, defaults(), weeks=30, runs=5) for what in (AS_NOW, SHIPPED[1]))
    assert (more.issued == now.issued).all()
    assert any("psychologists: no assessments on record" in line for line in stated(found, 5))


def test_a_service_that_holds_nothing_up_changes_little_and_nothing_before_it(inputs: FlowInputs) -> None:
    now, officers = (simulate(inputs, what, defaults(), weeks=30, runs=10) for what in (AS_NOW, OFFICERS))
    assert (officers.ep_queue == now.ep_queue).all()
    assert not inputs.officers.is_pressed
    assert (officers.over <= now.over).all()
    assert 0.9 * now.over.mean() < officers.over.mean() < now.over.mean()


OFFICERS = WhatIf(title="Three more officers", extra_officers=3)
