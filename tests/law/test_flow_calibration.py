"""The forecast is honest: what an authority did lies inside its 90 per cent band about nine times in ten.

The short form. The full one, over 200 seeds, is ``python -m tests.bench.calibration``.
"""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from send_desktop.forecast.fan import ActualMonth, clears_sentence, dip_sentence, target_sentence
from send_desktop.forecast.flow import Paths, simulate
from send_desktop.forecast.flow_inputs import FlowInputs, measure
from send_desktop.forecast.trajectory import outcome
from send_desktop.forecast.whatif import AS_NOW, SHIPPED, Cost, WhatIf, cost, defaults
from tests.helpers.coverage import KINDS, KNOWN_UNTIL, QUANTITIES, covered
from tests.helpers.little_authority import Authority
from ui.pages.timeliness.trajectory_rows import QUARTERS, quarter_rows, quarter_titles

SEEDS = range(5)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(2).until(KNOWN_UNTIL + timedelta(weeks=2))


@pytest.fixture(scope="module")
def inputs(authority: Authority) -> FlowInputs:
    return measure(authority.rows(KNOWN_UNTIL), authority.advice(KNOWN_UNTIL), KNOWN_UNTIL)


@pytest.mark.parametrize("kind", KINDS)
def test_what_happened_lies_in_the_band_about_nine_times_in_ten(kind: str) -> None:
    """Six quantities of five seeds: fewer than 70 per cent would come by chance hardly once in a hundred runs."""
    found = covered(kind, SEEDS, runs=60)
    inside, counted = sum(one.shared for one in found.values()), sum(one.seeds for one in found.values())
    assert counted >= len(SEEDS) * (len(QUANTITIES) - 2)
    assert inside / counted > 0.7


def test_what_came_after_the_day_is_not_seen(authority: Authority, inputs: FlowInputs) -> None:
    later = KNOWN_UNTIL + timedelta(weeks=2)
    known = measure(authority.rows(later), authority.advice(later), KNOWN_UNTIL)
    assert known.requests.counts.tolist() == inputs.requests.counts.tolist()
    assert known.ep.rate.counts.tolist() == inputs.ep.rate.counts.tolist()
    assert len(known.cases) == len(inputs.cases)


def test_the_same_question_gives_the_same_answer_and_what_is_not_changed_stays(inputs: FlowInputs) -> None:
    first, again, panel = (
        simulate(inputs, what, defaults(), weeks=30, runs=20) for what in (AS_NOW, AS_NOW, SHIPPED[3])
    )
    assert (first.issued == again.issued).all()
    assert (first.ep_queue == panel.ep_queue).all(), "a panel changes nothing before it"


def test_more_psychologists_leave_fewer_waiting_in_every_run(inputs: FlowInputs) -> None:
    now, more = (simulate(inputs, what, defaults(), weeks=30, runs=30) for what in (AS_NOW, SHIPPED[2]))
    assert (more.ep_queue[:, -1] <= now.ep_queue[:, -1]).all()
    assert more.over[:, -1].mean() < now.over[:, -1].mean()


def test_nobody_is_lost_or_made(inputs: FlowInputs) -> None:
    paths = simulate(inputs, AS_NOW, defaults(), weeks=30, runs=10)
    assert (paths.on_time <= paths.issued).all()
    assert (paths.over <= paths.open).all()
    assert (paths.ep_queue <= paths.open).all()
    assert abs(paths.open[:, 0].mean() - len(inputs.cases)) < 0.15 * len(inputs.cases)


def test_a_backlog_that_is_bought_off_dips_before_it_rises(inputs: FlowInputs) -> None:
    paths = simulate(inputs, SHIPPED[2], defaults(), runs=60)
    actual = [ActualMonth(month=date(2025, month, 1), issued=40, on_time=20) for month in (10, 11, 12)]
    found = outcome(inputs, SHIPPED[2], Cost(a_year=0, total=0), paths, actual, 60)
    assert found.clears.middle is not None
    assert found.dips
    assert "while the backlog is cleared, before it rises" in dip_sentence(found)
    assert clears_sentence(found).startswith("The backlog clears about ")
    assert (found.last_year.median or 0) > 60


def test_a_backlog_that_comes_back_has_not_cleared(inputs: FlowInputs) -> None:
    late = np.concatenate((np.full(30, 50.0), np.full(10, 2.0), np.full(64, 40.0)))[None, :]
    paths = Paths(*(np.ones((1, 104)) for _ in range(2)), np.full((1, 104), 200.0), late, np.ones((1, 104)))
    found = outcome(inputs, AS_NOW, Cost(a_year=0, total=0), paths, (), 60)
    assert found.clears.middle is None
    assert clears_sentence(found) == "The backlog does not clear within two years."
    some = replace(found, target_reached=replace(found.target_reached, middle=None, runs_that_do=24))
    assert "within two years in most simulated futures; in 24 of 100 it is." in target_sentence(some, 60)
    for_good = replace(paths, over=np.where(np.arange(104) < 40, late, 2.0))
    cleared = outcome(inputs, AS_NOW, Cost(a_year=0, total=0), for_good, (), 60).clears.middle
    assert cleared == inputs.as_at + timedelta(weeks=31)


def _paths(issued: float, over: float) -> Paths:
    plans, open_, late = np.full((3, 104), issued), np.full((3, 104), 200.0), np.full((3, 104), over)
    return Paths(plans, plans * 0.7, open_, late, late)


def test_where_nobody_waits_past_20_weeks_there_is_no_backlog_to_clear(inputs: FlowInputs) -> None:
    actual = [ActualMonth(month=date(2025, month, 1), issued=40, on_time=28) for month in (10, 11, 12)]
    found = outcome(inputs, AS_NOW, Cost(a_year=0, total=0), _paths(9, 2), actual, 60)
    assert clears_sentence(found).startswith("There is no backlog")
    assert (
        target_sentence(found, 60)
        == "The last three months together were at 70 per cent, so the target is reached already."
    )
    assert not outcome(inputs, AS_NOW, Cost(a_year=0, total=0), _paths(9, 50), actual, 60).is_clear
    paths = _paths(9, 2)
    paths.on_time[:, 60:80] = 0
    dipping = outcome(inputs, AS_NOW, Cost(a_year=0, total=0), paths, actual, 60)
    assert (dipping.is_clear, dipping.dips) == (True, True), "what comes late may fall without a backlog too"
    assert "for three months together" in dip_sentence(dipping)


def test_a_share_of_no_plans_is_none_and_no_nought(inputs: FlowInputs) -> None:
    found = outcome(inputs, AS_NOW, Cost(a_year=0, total=0), _paths(0, 50), (), 60)
    assert {one.share.median for one in (*found.months, *found.quarters)} == {None}
    assert (found.dip.median, found.target_reached.middle) == (None, None)


@pytest.mark.parametrize(
    ("as_at", "quarters"), [(date(2026, 11, 26), 8), (date(2026, 11, 30), 7), (date(2026, 12, 2), 7)]
)
def test_the_table_has_a_cell_under_every_heading_on_any_day(inputs: FlowInputs, as_at: date, quarters: int) -> None:
    """Two years from the first of a month end before its last month does."""
    found = outcome(replace(inputs, as_at=as_at), AS_NOW, Cost(a_year=0, total=0), _paths(9, 50), (), 60)
    assert len(found.quarters) == quarters
    (row,) = quarter_rows([found])
    assert len(row.cells) == len(quarter_titles(found)) == len(QUARTERS)


def test_too_little_history_is_said() -> None:
    young = Authority(1).until(date(2024, 6, 1))
    found = measure(young.rows(date(2024, 6, 1)), young.advice(date(2024, 6, 1)), date(2024, 6, 1))
    assert found.too_little.startswith("The records go back 22 weeks.")
    assert measure([], [], KNOWN_UNTIL).too_little.startswith("No requests are on record yet.")


def test_what_a_what_if_costs_follows_its_days() -> None:
    what = WhatIf(title="Bought", bought_a_month=70, extra_eps=1, until_on=KNOWN_UNTIL + timedelta(weeks=26))
    found = cost(what, defaults(), KNOWN_UNTIL, 104)
    assert found.a_year == 70 * 12 * 1250 + 72_000
    assert found.total == found.a_year // 2
    week = replace(what, from_on=KNOWN_UNTIL + timedelta(days=10), until_on=KNOWN_UNTIL + timedelta(days=16))
    assert cost(week, defaults(), KNOWN_UNTIL, 104).total == round(found.a_year / 52), "a week is a week on any day"
    assert cost(replace(what, until_on=KNOWN_UNTIL), defaults(), KNOWN_UNTIL, 104).total == 0
