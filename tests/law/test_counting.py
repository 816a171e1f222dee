"""Each counting rule against a formulation of its own: walking the days, dateutil's months, numpy's business days."""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from send_desktop.statute import counting
from send_desktop.statute.working_days import england

DAY = timedelta(days=1)
DATES = st.dates(date(2014, 9, 1), date(2038, 12, 31))
COUNTS = st.integers(1, 60)
MONTHS = st.integers(1, 24)

ENGLAND = england()
OFF = [day for day in holidays.country_holidays("GB", subdiv="ENG", years=range(2013, 2041)) if day.weekday() < 5]
NUMPY = np.busdaycalendar(holidays=OFF)


def walked(start: date, steps: int) -> date:
    for _ in range(steps):
        start += DAY
    return start


def offset(day: date, count: int, roll: str) -> date:
    return np.busday_offset(np.datetime64(day), count, roll=roll, busdaycal=NUMPY).astype(object)


@given(DATES, COUNTS)
def test_within_weeks_is_the_same_weekday_that_many_weeks_on(event: date, weeks: int) -> None:
    last = counting.within_weeks(event, weeks)

    assert last.weekday() == event.weekday()
    assert sum(day.weekday() == event.weekday() for day in days_after(event, last)) == weeks


@given(DATES, COUNTS)
def test_within_days_leaves_out_the_day_of_the_event(event: date, days: int) -> None:
    assert len(days_after(event, counting.within_days(event, days))) == days


@given(DATES, COUNTS)
def test_beginning_with_counts_the_first_day(first: date, days: int) -> None:
    last = counting.beginning_with_days(first, days)

    assert len([first, *days_after(first, last)]) == days
    assert last == counting.within_days(first, days) - DAY


@given(DATES, st.integers(-24, 24))
def test_a_corresponding_month_is_the_one_that_dateutil_finds(event: date, months: int) -> None:
    assert counting.corresponding_month(event, months) == event + relativedelta(months=months)


@given(DATES, MONTHS)
def test_a_corresponding_date_lies_in_the_right_month_on_the_day_or_its_last(event: date, months: int) -> None:
    found = counting.corresponding_month(event, months)

    assert (found.year - event.year) * 12 + found.month - event.month == months
    assert found.day == event.day or (found.day < event.day and found.day == monthrange(found.year, found.month)[1])


@given(DATES, MONTHS)
def test_months_starting_with_a_day_end_the_day_before_the_corresponding_one(first: date, months: int) -> None:
    assert counting.months_starting_with(first, months) == first + relativedelta(months=months, days=-1)


@given(DATES)
@example(date(2036, 2, 29))
def test_twelve_months_starting_with_a_day_are_365_or_366_days(first: date) -> None:
    """A 29 February later in them makes them 366; those that start on one end on the 27th, by the cautious reading."""
    days = days_after(first - DAY, counting.twelve_months_starting(first))

    assert len(days) == (366 if any((day.month, day.day) == (2, 29) for day in days[1:]) else 365)


@given(DATES, MONTHS)
def test_months_before_an_event_leave_at_least_those_months(event: date, months: int) -> None:
    found = counting.months_before(event, months)

    assert found == event - relativedelta(months=months)
    assert found + relativedelta(months=months) <= event


@given(DATES)
def test_before_a_day_is_the_day_before_it(day: date) -> None:
    assert days_after(counting.day_before(day), day) == [day]


@given(DATES, st.integers(1, 8))
def test_clear_weeks_lie_whole_between_the_notice_and_the_event(event: date, weeks: int) -> None:
    notice = counting.clear_weeks_before(event, weeks)

    assert len(days_after(notice, event - DAY)) == 7 * weeks


@given(DATES, COUNTS)
def test_within_working_days_agrees_with_business_days_after_the_event(event: date, days: int) -> None:
    assert counting.within_working_days(event, days, ENGLAND) == offset(event, days, "backward")


@given(DATES, COUNTS)
def test_working_days_beginning_with_a_day_count_it_if_it_is_one(first: date, days: int) -> None:
    last = counting.working_days_beginning_with(first, days, ENGLAND)

    assert last == offset(first, days - 1, "forward")
    assert np.busday_count(first, last + DAY, busdaycal=NUMPY) == days


@given(DATES, COUNTS)
def test_working_days_before_an_event_agree_with_business_days_back(event: date, days: int) -> None:
    assert counting.working_days_before(event, days, ENGLAND) == offset(event, -days, "forward")


@given(DATES, st.integers(-60, 60))
def test_a_plan_transfers_on_the_move_only_when_it_was_known_15_working_days_before(moved: date, gap: int) -> None:
    aware = moved - gap * DAY
    last = counting.day_of_move_or_after_aware(moved, aware, 15, ENGLAND)

    if gap > 0 and np.busday_count(aware, moved, busdaycal=NUMPY) >= 15 and is_known_in_time(aware, moved):
        assert last == moved
    else:
        assert last == offset(aware, 14, "forward")


def is_known_in_time(aware: date, moved: date) -> bool:
    return aware <= offset(moved, -15, "forward")


@given(DATES)
def test_a_time_to_appeal_ends_on_the_first_day_the_tribunal_takes_it(last: date) -> None:
    found = counting.tribunal_roll_forward(last, ENGLAND)

    passed = [day for day in days_after(last - DAY, found) if day != found]
    assert found >= last
    assert np.is_busday(found, busdaycal=NUMPY)
    if in_recess(last):
        assert not in_recess(found)
        assert all(in_recess(day) or not np.is_busday(day, busdaycal=NUMPY) for day in passed)
    else:
        assert not any(np.is_busday(day, busdaycal=NUMPY) for day in passed)


@given(DATES, st.integers(1, 40))
def test_a_step_in_the_tribunal_counts_working_days_outside_august_and_christmas(event: date, days: int) -> None:
    last = counting.within_tribunal_working_days(event, days, ENGLAND)

    counted = [day for day in days_after(event, last) if np.is_busday(day, busdaycal=NUMPY) and not in_recess(day)]
    assert len(counted) == days
    assert counted[-1] == last


def in_recess(day: date) -> bool:
    return day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def days_after(event: date, last: date) -> list[date]:
    """Every day after the event up to and with the last one, found by walking."""
    days = []
    while event < last:
        event += DAY
        days.append(event)
    return days


@pytest.mark.parametrize(
    ("event", "months", "last"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 30), 2, date(2028, 2, 29)),
        (date(2026, 9, 30), 4, date(2027, 1, 30)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 7, 31), 2, date(2026, 9, 30)),
    ],
)
def test_months_end_on_the_corresponding_date_or_the_last_of_the_month(event: date, months: int, last: date) -> None:
    assert counting.corresponding_month(event, months) == last


def test_two_months_are_not_eight_weeks() -> None:
    notice = date(2027, 1, 15)

    assert counting.corresponding_month(notice, 2) == date(2027, 3, 15)
    assert counting.within_weeks(notice, 8) == date(2027, 3, 12)


def test_fifteen_days_two_ways() -> None:
    monday = date(2026, 6, 1)

    assert counting.beginning_with_days(monday, 15) == date(2026, 6, 15)
    assert counting.within_days(monday, 15) == date(2026, 6, 16)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2019, 1, 1), date(2019, 12, 31)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 27)),
    ],
)
def test_twelve_months_include_their_first_day(first: date, last: date) -> None:
    assert counting.twelve_months_starting(first) == last


@pytest.mark.parametrize(
    ("ends", "taken"),
    [
        (date(2026, 8, 30), date(2026, 9, 1)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 12, 29), date(2027, 1, 4)),
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2027, 2, 14), date(2027, 2, 15)),
        (date(2027, 3, 26), date(2027, 3, 30)),
    ],
)
def test_rule_12_moves_august_christmas_and_other_days_off(ends: date, taken: date) -> None:
    assert counting.tribunal_roll_forward(ends, ENGLAND) == taken


def test_a_response_to_an_appeal_skips_the_whole_of_august() -> None:
    assert counting.within_tribunal_working_days(date(2026, 7, 13), 30, ENGLAND) == date(2026, 9, 22)


def test_a_deadline_keeps_its_weekday_across_the_changes_of_the_clocks() -> None:
    assert counting.within_weeks(date(2026, 10, 12), 20) == date(2027, 3, 1)
    assert walked(date(2026, 10, 12), 140) == date(2027, 3, 1)
