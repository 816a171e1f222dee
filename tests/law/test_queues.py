"""Queues by the published formulas: councils' own published cases come out as they were published."""

import csv
import math
import re
import statistics
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.forecast import queues
from send_desktop.forecast.queue_of import QueueInputs, answer, interval_variation, measure_queue, weekly_counts
from send_desktop.forecast.queue_words import in_hundred, sentences
from send_desktop.records import AdviceRow

REFERENCE = Path(__file__).parent.parent / "reference"
AS_AT = date(2026, 11, 20)


def published(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


CHECKS = {row["check"]: row for row in published("backlog_checks.csv")}


def numbers(text: str) -> list[float]:
    """Every number in a text, in order: '1,001 requests, 241 refused' gives 1001 and 241."""
    return [float(found.replace(",", "")) for found in re.findall(r"-?\d[\d,]*(?:\.\d+)?", text)]


def series(text: str) -> list[float]:
    """A list without thousands: '463,362,309' gives three numbers."""
    return [float(one) for one in re.findall(r"\d+", text)]


def quoted(authority: str, measure: str, on: str = "") -> float:
    rows = published("improvement_report_figures.csv")
    found = [
        row["value"]
        for row in rows
        if row["authority"] == authority and row["measure"] == measure and on in row["date"]
    ]
    return float(found[0])


# --- the published cases --------------------------------------------------------------------------


def test_little_england_waits_3_8_weeks_for_a_decision() -> None:
    row = CHECKS["Little: request stage, England"]
    requests, weeks, _ = numbers(row["flow"])
    assert numbers(row["result"])[0] == pytest.approx(queues.mean_wait(float(row["stock"]), requests / weeks), abs=0.05)


def test_devon_waits_2_5_weeks_for_a_decision() -> None:
    row = CHECKS["Little: request stage, Devon"]
    requests, weeks, _ = numbers(row["flow"])
    assert numbers(row["result"])[0] == pytest.approx(queues.mean_wait(float(row["stock"]), requests / weeks), abs=0.05)


def test_bristol_could_hold_320_open_with_all_in_time() -> None:
    row = CHECKS["Open assessments, Bristol"]
    requests, refused, _, _ = numbers(row["flow"])
    bound, actual = (float(one) for one in re.findall(r"= (\d+); actual (\d+)", row["result"])[0])
    flows = [(requests / queues.WEEKS_A_YEAR, 6.0), ((requests - refused) / queues.WEEKS_A_YEAR, 14.0)]
    assert round(queues.stock_within_limits(flows)) == bound
    assert actual < bound, "what Bristol held in time was within what it could hold"
    assert float(row["stock"]) > bound, "and what it held in all was not"


def test_gloucestershire_takes_27_8_weeks_in_all() -> None:
    row = CHECKS["Open assessments, Gloucestershire"]
    requests, refused = (float(one.replace(",", "")) for one in re.findall(r"\(([\d,]+)-(\d+)\)", row["flow"])[0])
    waited = queues.mean_wait(float(row["stock"]), (requests - refused) / queues.WEEKS_A_YEAR)
    assert waited == pytest.approx(numbers(row["result"])[0], abs=0.06)


def test_lincolnshire_takes_3_1_weeks_at_the_plan_stage_with_a_fifth_of_it_overdue() -> None:
    row = CHECKS["Plan stage, Lincolnshire"]
    plans = numbers(row["flow"])[0]
    stock, overdue = float(row["stock"]), float(re.findall(r"(\d+) over 20 weeks", row["what"])[0])
    weeks, percent = numbers(row["result"])[:2]
    assert queues.mean_wait(stock, plans / queues.WEEKS_A_YEAR) == pytest.approx(weeks, abs=0.05)
    assert round(100 * queues.share(overdue, stock)) == percent


def test_nottinghamshire_falls_by_43_a_month_takes_in_41_and_is_clear_in_8_3_months() -> None:
    row = CHECKS["EP backlog, Nottinghamshire"]
    before, after = (float(one) for one in re.findall(r"\d+", row["stock"]))
    completed = numbers(row["flow"])[0]
    change = queues.net_change(before, after, 3)
    stated = re.findall(
        r"net (-\d+)/month, implied intake (\d+)/month, linear clearance ([\d.]+) months", row["result"]
    )
    net, intake, months = (float(one) for one in stated[0])
    assert change == net
    assert queues.implied_demand(completed, change) == intake
    assert queues.clearance(after, change) == pytest.approx(months, abs=0.05)
    assert before == quoted("Nottinghamshire", "EP assessment backlog", "September 2023")
    assert after == quoted("Nottinghamshire", "EP assessment backlog", "December 2023")
    assert completed == quoted("Nottinghamshire", "EP assessments completed per month", "2022/23")


def test_kent_needed_to_lose_56_4_a_month_and_its_purchase_would_have_done_it() -> None:
    row = CHECKS["EP backlog, Kent"]
    before = quoted("Kent", "EP assessment waiting list")
    after = quoted("Kent", "forecast EP waiting list")
    assert [before, after] == [float(one) for one in re.findall(r"\d+", row["stock"])]
    change = queues.net_change(before, after, 7)
    assert round(change, 1) == -float(re.findall(r"needed -([\d.]+)/month", row["result"])[0])
    assert -change <= quoted("Kent", "additional EP capacity"), "seventy bought a month were enough, by arithmetic"


def test_devon_owes_more_late_plans_when_more_weeks_of_work_are_open() -> None:
    """Eleven real quarters: the stock by in less out, and in the next quarter's plans the late share follows it."""
    row = CHECKS["Requests per quarter, Devon"]
    plans, late = row["flow"].split("; over 20 wk: ")
    arrived, issued, over = series(row["stock"]), series(plans), series(late)
    assert len(arrived) == len(issued) == len(over) == 11
    to_a_plan = [came * 0.75 for came in arrived]  # about a quarter ends in a refusal, as in England
    stock = queues.stock_path(600, to_a_plan, issued)
    weeks = [13 * queues.mean_wait(open_now, went) for open_now, went in zip(stock, issued, strict=True)]
    shares = [queues.share(part, whole) for part, whole in zip(over, issued, strict=True)]
    assert max(shares[:4]) > 0.9
    assert shares[9] == min(shares), "the ten quarters in which the backlog was worked off end at the lowest share"
    after = sorted(zip(weeks[:-1], shares[1:], strict=True))
    least, most = [late for _, late in after[:5]], [late for _, late in after[5:]]
    assert statistics.fmean(most) > statistics.fmean(least)
    assert ranks_agree(weeks[:-1], shares[1:]) > 0.5


def ranks_agree(one: list[float], other: list[float]) -> float:
    """Spearman's coefficient, for lists without ties."""
    apart = [sorted(one).index(a) - sorted(other).index(b) for a, b in zip(one, other, strict=True)]
    n = len(one)
    return 1 - 6 * sum(gap**2 for gap in apart) / (n * (n**2 - 1))


def test_surrey_is_asked_the_useful_question() -> None:
    """Practice 5.2, worked on Surrey's numbers: 44 needed a week, 38 done, 729 waiting, six weeks."""
    surrey = answer(QueueInputs(demand=44, completed=38, queue=729))
    assert round(surrey.load, 2) == 1.16
    assert surrey.target_queue == 66
    assert round(surrey.relief_capacity, 1) == 69.5
    assert round(answer(QueueInputs(demand=44, completed=38, queue=729, relief_weeks=56)).relief_capacity, 1) == 55.8
    assert round(surrey.holding_capacity, 1) == 44.7
    assert round(surrey.pressure, 1) == 6.4
    assert round(surrey.weeks_of_work) == 19
    assert surrey.needs_relief
    assert surrey.wanted_capacity == surrey.relief_capacity
    assert surrey.clears_in is None, "it grows"


def test_factor_four_misses_about_1_8_in_a_hundred_and_six_about_0_2() -> None:
    assert round(100 * queues.share_over_target(4), 1) == 1.8
    assert round(100 * queues.share_over_target(6), 1) == 0.2


# --- in words -------------------------------------------------------------------------------------


def test_a_queue_is_said_in_children_and_weeks() -> None:
    said = sentences(answer(QueueInputs(demand=9.4, completed=5.8, queue=52)), "EP advice")
    assert said[0] == "52 children wait for EP advice, 9 weeks’ work at the present pace."
    assert said[1] == (
        "To be at a wait where 98 in 100 come within 6 weeks, no more than 14 should wait, 1.5 weeks on average."
    )
    assert said[2] == "That takes 10.9 a week for 26 weeks, then 10.1 a week to stay there."
    assert said[3].endswith("the queue grows by 3.6 a week, without limit, until more is done or less is asked.")
    assert said[4] == "Pressure is 3; it should stay under 1. It compares services of any size."


def test_an_empty_queue_and_a_service_that_answers_nothing_are_said_too() -> None:
    assert (
        sentences(answer(QueueInputs(demand=0, completed=0, queue=0)), "OT advice")[0] == "Nobody waits for OT advice."
    )
    said = sentences(answer(QueueInputs(demand=2, completed=0, queue=1)), "OT advice")
    assert said[0] == "1 child waits for OT advice, and none has come in the weeks measured."
    assert said[4] == "The pressure cannot be told while nothing comes."


def test_a_share_very_near_to_all_is_said_in_a_thousand() -> None:
    assert in_hundred(0.9817) == "98 in 100"
    assert in_hundred(0.9975) == "998 in 1,000"


# --- measured from the records --------------------------------------------------------------------


def asked(number: int, ago: int, came: int | None = None, service: str = "EP") -> AdviceRow:
    on = AS_AT - timedelta(days=ago)
    return AdviceRow(
        id=number, case_id=number, reference=f"R{number}", service=service, requested_on=on, promised_on=None,
        received_on=None if came is None else AS_AT - timedelta(days=came), last_chased_on=None, is_case_open=True,
    )  # fmt: skip


def test_a_queue_is_measured_over_the_26_weeks_that_end_on_the_day() -> None:
    rows = [
        asked(1, 181), asked(2, 182), asked(3, 100, came=30), asked(4, 260, came=181), asked(5, 260, came=182),
        asked(6, 20, service="OT"), asked(7, 30), asked(8, -1), asked(9, 50, came=-3),
    ]  # fmt: skip
    is_open = {row.case_id: row.case_id != 7 for row in rows}
    found = measure_queue(rows, "EP", AS_AT, is_open)
    assert found.asked == 4, "181, 100, 50 and 30 days ago; 182 days ago is a week too old, tomorrow is not yet"
    assert found.came == 2
    assert found.inputs.queue == 3, "children 1, 2 and 9; 7's case is closed, and 9's advice comes after the day"
    assert found.left == 1
    assert found.inputs.demand == 4 / 26
    assert found.waited_weeks == pytest.approx((70 + 79) / 2 / 7)
    assert found.oldest_weeks == 26
    assert found.over_target == 3
    assert not found.is_enough


def test_pure_chance_varies_by_one_and_a_regular_service_by_less() -> None:
    assert interval_variation([7] * 26) == 0
    assert interval_variation([]) == interval_variation([0, 0]) == 1
    assert interval_variation([0, 20] * 13) > 3


# --- properties -----------------------------------------------------------------------------------

some = st.floats(0.01, 1000)


@given(demand=some, queue=st.integers(0, 5000), target=st.floats(1, 60), periods=st.floats(1, 200))
def test_relief_brings_the_queue_to_its_target_in_the_periods_allowed(
    demand: float, queue: int, target: float, periods: float
) -> None:
    wanted = queues.target_queue(demand, target)
    capacity = queues.relief_capacity(demand, queue, wanted, periods)
    assert queue + (demand - capacity) * periods == pytest.approx(wanted, abs=1e-6 * (1 + queue + wanted))


@given(demand=some, target=some, cv=st.floats(0, 5), factor=st.floats(1, 10))
def test_holding_capacity_is_never_less_than_demand_and_less_so_the_longer_the_target(
    demand: float, target: float, cv: float, factor: float
) -> None:
    held = queues.holding_capacity(demand, target, cv, cv, factor)
    assert demand <= held
    assert queues.holding_capacity(demand, 2 * target, cv, cv, factor) <= held


@given(queue=st.integers(0, 5000), completed=some, target=some)
def test_pressure_under_one_means_half_the_target_and_compares_services_of_any_size(
    queue: int, completed: float, target: float
) -> None:
    waited = queues.mean_wait(queue, completed)
    assert (queues.pressure(waited, target) < 1) == (waited < target / 2)
    assert queues.mean_wait(10 * queue, 10 * completed) == pytest.approx(waited)


@given(days=st.lists(st.integers(-30, 400), max_size=60))
def test_each_day_is_counted_in_one_week_or_in_none(days: list[int]) -> None:
    counts = weekly_counts([AS_AT - timedelta(days=ago) for ago in days], AS_AT, 26)
    assert sum(counts) == sum(1 for ago in days if 0 <= ago < 182)


@given(queue=st.integers(1, 5000), change=st.floats(-500, 500).filter(lambda one: abs(one) > 0.01))
def test_a_queue_clears_only_if_it_falls(queue: int, change: float) -> None:
    periods = queues.clearance(queue, change)
    assert (periods is None) == (change > 0)
    if periods is not None:
        assert queues.stock_path(queue, [0.0], [-change * periods])[0] == pytest.approx(0, abs=1e-6 * queue)


@given(demand=st.floats(0, 100), completed=st.floats(0, 100), queue=st.integers(0, 2000))
def test_whatever_is_typed_is_answered_in_words(demand: float, completed: float, queue: int) -> None:
    found = answer(QueueInputs(demand=demand, completed=completed, queue=queue))
    assert all(said.endswith(".") and "nan" not in said and "inf" not in said for said in sentences(found, "advice"))
    assert found.load >= 0 or math.isinf(found.load)
