"""What is coming: the cases whose 20 weeks end soon, those open by week of the pathway, and who came and went."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.measures import net_flow, status_as_at, timeliness
from send_desktop.measures.ahead import WAITS, ahead, flow_cases, open_by_week, waits_for, week_of
from send_desktop.measures.moments import moment
from send_desktop.measures.months import due_cases, issued_cases
from send_desktop.records import TimelinessRow
from send_desktop.risk import BLOCKERS
from tests.helpers.truth import AS_AT, rows_of, timeliness_row, truth

DAY = timedelta(days=1)
COUNTY = rows_of(truth("county")["cases"])


def started(days_ago: int, case_id: int = 1, **given: object) -> TimelinessRow:
    on = AS_AT - days_ago * DAY
    return timeliness_row(case_id=case_id, received_on=on, clock_start_on=on, **given)


@st.composite
def rows(draw: st.DrawFn) -> list[TimelinessRow]:
    ages = draw(st.lists(st.tuples(st.integers(-5, 400), st.none() | st.integers(0, 300)), max_size=12))
    return [
        started(age, number, final_sent_on=None if took is None else AS_AT + (took - age) * DAY)
        for number, (age, took) in enumerate(ages, 1)
    ]


@pytest.mark.parametrize(("days_ago", "week"), [(140, 0), (134, 0), (133, 1), (85, 7), (84, None), (141, None)])
def test_a_case_is_in_the_week_of_its_day_140_and_one_due_today_can_still_be_met(
    days_ago: int, week: int | None
) -> None:
    found = [at for at, one in enumerate(ahead([started(days_ago)], {1: "ep"}, AS_AT)) if one.case_ids]
    assert found == ([] if week is None else [week])


def test_a_case_whose_limits_were_replaced_is_left_out() -> None:
    assert not any(one.case_ids for one in ahead([started(120, limits_replaced_on=AS_AT - DAY)], {}, AS_AT))


@given(rows(), st.lists(st.sampled_from([*WAITS]), min_size=12, max_size=12))
@settings(max_examples=60)
def test_what_is_ahead_is_every_open_case_due_in_the_eight_weeks_once(
    found: list[TimelinessRow], codes: list[str]
) -> None:
    waits = dict(enumerate(codes, 1))
    weeks = ahead(found, waits, AS_AT)
    expected = sorted(
        row.case_id
        for row in found
        if status_as_at(row, AS_AT) == "open" and 0 <= (row.clock_start_on + 140 * DAY - AS_AT).days < 56
    )
    assert sorted(one for week in weeks for one in week.case_ids) == expected
    assert all(waits[one] == code for week in weeks for code, ones in week.by_wait.items() for one in ones)


def test_every_blocker_is_something_that_is_waited_for() -> None:
    assert {waits_for(one.code) for one in BLOCKERS} == {"advice", "decision", "reply", "ours"}
    assert waits_for("advice", ("SaLT", "EP")) == "ep"
    assert waits_for("advice", ("EP",), is_excepted=True) == "other"
    assert waits_for(None) == "other"


@pytest.mark.parametrize(("day", "week"), [(0, 0), (1, 1), (7, 1), (8, 2), (140, 20), (141, 21), (280, 40), (900, 40)])
def test_day_140_is_in_week_20_and_the_next_is_past_it(day: int, week: int) -> None:
    assert week_of(AS_AT - day * DAY, AS_AT) == week


def test_open_cases_by_week_are_those_that_timeliness_counts() -> None:
    shown, weeks = timeliness(COUNTY, (), AS_AT), open_by_week(COUNTY, AS_AT)
    assert sum(map(len, weeks)) == shown.open_cases
    assert sum(map(len, weeks[21:])) == shown.open_over_20_weeks


@given(rows())
@settings(max_examples=60)
def test_the_cases_behind_in_and_out_are_as_many_as_net_flow_says(found: list[TimelinessRow]) -> None:
    for week, cases in zip(net_flow(found, AS_AT), flow_cases(found, AS_AT), strict=True):
        assert len(cases.came) == week.received + week.reopened
        assert len(cases.ended) == week.closed
        assert sorted(cases.open) == [one.case_id for one in found if status_as_at(one, week.last) == "open"]


@pytest.mark.parametrize("as_at", [AS_AT, date(2026, 6, 30)])
def test_the_cases_behind_a_month_are_as_many_as_the_month_says(as_at: date) -> None:
    shown = timeliness(COUNTY, (), as_at)
    issued, due = issued_cases(COUNTY, moment(as_at)), due_cases(COUNTY, as_at, as_at.year)
    assert {one.month: one.on_time_excluding.d for one in shown.issued_by_month} == {
        one.month: len(issued.get(one.month, ())) for one in shown.issued_by_month
    }
    assert {one.month: one.due for one in shown.due_by_month} == {
        one.month: len(due.get(one.month, ())) for one in shown.due_by_month
    }
