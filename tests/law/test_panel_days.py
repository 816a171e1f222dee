"""The days of a series of panels, for any rhythm and any calendar."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.records import PanelSeries, SchoolHoliday
from send_desktop.services.panel_days import (
    days_around,
    days_of,
    nth_weekday,
    rhythm,
    rhythm_words,
    school_year,
    until_usually,
    usual_holidays,
)
from send_desktop.statute.working_days import england

CALENDAR = england()
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
SERIES = st.builds(
    PanelSeries,
    name=st.just("Issue panel"),
    kind=st.just("issue"),
    first_on=DAYS,
    starts_at=st.just(time(9, 30)),
    rhythm=st.sampled_from(["weekly", "fortnightly", "monthly"]),
    weekday=st.integers(0, 4),
    week_of_month=st.integers(1, 5),
    papers_days=st.integers(0, 21),
    circulate_days=st.integers(0, 21),
    outcome_days=st.integers(0, 30),
    is_term_time_only=st.booleans(),
)


def series(**fields: object) -> PanelSeries:
    values: dict[str, object] = {"name": "Issue", "kind": "issue", "first_on": date(2026, 9, 1), "starts_at": time(9)}
    return PanelSeries(**(values | fields))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(SERIES)
def test_a_panel_meets_on_its_weekday_and_never_on_a_closed_day(one: PanelSeries) -> None:
    until = one.first_on + timedelta(days=400)
    holidays = usual_holidays(one.first_on) + usual_holidays(until)
    found = list(days_of(one, one.first_on, until, holidays, CALENDAR))
    assert {day.on for day in found} == set(rhythm(one, one.first_on, until)), "a day that falls out is told, not lost"
    for day in found:
        assert day.on.weekday() == one.weekday
        is_in_holiday = any(each.starts_on <= day.on <= each.ends_on for each in holidays)
        is_closed = not CALENDAR.is_working(day.on) or (one.is_term_time_only and is_in_holiday)
        assert bool(day.why_not) == is_closed


@settings(max_examples=60, deadline=None)
@given(SERIES)
def test_the_rhythm_keeps_its_step(one: PanelSeries) -> None:
    found = list(rhythm(one, one.first_on, one.first_on + timedelta(days=400)))
    steps = {(after - before).days for before, after in pairwise(found)}
    if one.rhythm == "monthly":
        assert steps <= {28, 35}
        assert all((day.day - 1) // 7 + 1 == one.week_of_month for day in found if one.week_of_month < 5)
        assert all((day + timedelta(days=7)).month != day.month for day in found if one.week_of_month == 5)
    else:
        assert steps == {7 if one.rhythm == "weekly" else 14}
        assert (found[0] - one.first_on).days < 7


@settings(max_examples=60, deadline=None)
@given(SERIES, DAYS)
def test_what_hangs_on_a_meeting_falls_on_a_working_day(one: PanelSeries, day: date) -> None:
    on = CALENDAR.next(day)
    around = days_around(one, on, CALENDAR)
    assert all(map(CALENDAR.is_working, (around.papers_by, around.circulate_on, around.outcome_by)))
    assert around.papers_by <= on - timedelta(days=one.papers_days)
    assert around.circulate_on <= on - timedelta(days=one.circulate_days)
    assert on <= around.outcome_by <= on + timedelta(days=one.outcome_days)


@settings(max_examples=60, deadline=None)
@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(0, 4), st.integers(1, 5))
def test_the_nth_weekday_is_counted_from_the_first_of_the_month(year: int, month: int, weekday: int, nth: int) -> None:
    on = nth_weekday(year, month, weekday, nth)
    same = [date(year, month, 1) + timedelta(days=at) for at in range(31)]
    same = [day for day in same if day.month == month and day.weekday() == weekday]
    assert on == (same[-1] if nth == 5 else same[nth - 1])


def test_a_late_bank_holiday_and_half_term_are_named() -> None:
    weekly = series(weekday=0)
    holidays = usual_holidays(date(2026, 11, 20))
    closed = {day.on: day.why_not for day in days_of(weekly, date(2026, 10, 1), date(2027, 6, 1), holidays, CALENDAR)}
    assert closed[date(2026, 10, 26)] == "School holiday: Autumn half term"
    assert closed[date(2026, 12, 28)] == "Bank holiday"
    assert closed[date(2027, 5, 3)] == "Bank holiday"
    assert closed[date(2026, 11, 2)] == ""


def test_usual_holidays_are_those_most_councils_publish() -> None:
    found = {one.name: (one.starts_on, one.ends_on) for one in usual_holidays(date(2025, 11, 20))}
    assert found == {
        "Autumn half term": (date(2025, 10, 27), date(2025, 10, 31)),
        "Christmas": (date(2025, 12, 22), date(2026, 1, 2)),
        "February half term": (date(2026, 2, 16), date(2026, 2, 20)),
        "Easter": (date(2026, 3, 30), date(2026, 4, 10)),
        "May half term": (date(2026, 5, 25), date(2026, 5, 29)),
        "Summer": (date(2026, 7, 22), date(2026, 8, 31)),
    }


@settings(max_examples=40, deadline=None)
@given(st.integers(2015, 2060))
def test_usual_holidays_follow_each_other_and_hold_easter(year: int) -> None:
    found: list[SchoolHoliday] = list(usual_holidays(date(year, 9, 1)))
    assert all(before.ends_on < after.starts_on for before, after in pairwise(found))
    assert all(one.starts_on <= one.ends_on for one in found)
    first, last = school_year(date(year, 9, 1))
    assert first <= found[0].starts_on
    assert found[-1].ends_on == last
    easter = next(one for one in found if one.name == "Easter")
    closed = [day for day in CALENDAR.holidays if day.year == year + 1 and day.month in (3, 4)]
    assert all(easter.starts_on <= day <= easter.ends_on for day in closed)


def test_words_and_years() -> None:
    assert rhythm_words(series(weekday=3)) == "Every Thursday, in term time"
    assert rhythm_words(series(weekday=1, rhythm="fortnightly", is_term_time_only=False)) == "Every second Tuesday"
    last_friday = series(weekday=4, rhythm="monthly", week_of_month=5, is_term_time_only=False)
    assert rhythm_words(last_friday) == "The last Friday of each month"
    assert until_usually(date(2026, 11, 20)) == date(2027, 8, 31)
    assert until_usually(date(2027, 7, 1)) == date(2028, 8, 31)
