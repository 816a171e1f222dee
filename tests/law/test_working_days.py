from datetime import date

import holidays
import pytest

from send_desktop.statute.working_days import WorkingDays, easter_sunday, england, rule_holidays

YEARS = range(2014, 2041)


def published(year: int) -> set[date]:
    return {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5}


@pytest.mark.parametrize("year", YEARS)
def test_englands_bank_holidays_are_those_of_the_holidays_library(year: int) -> None:
    assert {day for day in england().holidays if day.year == year} == published(year)


@pytest.mark.parametrize("year", [year for year in YEARS if year not in (2020, 2022, 2023)])
def test_the_rule_alone_gives_every_ordinary_year(year: int) -> None:
    assert rule_holidays(year) == published(year)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2008, (3, 23)),
        (2011, (4, 24)),
        (2026, (4, 5)),
        (2035, (3, 25)),
        (2038, (4, 25)),
        (2049, (4, 18)),
        (2076, (4, 19)),
    ],
)
def test_easter_falls_where_the_church_says(year: int, easter: tuple[int, int]) -> None:
    assert easter_sunday(year) == date(year, *easter)


def test_one_off_holidays_are_in_the_calendar() -> None:
    for day in (date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)):
        assert not england().is_working(day)


def test_substitute_days_are_days_off() -> None:
    assert not england().is_working(date(2026, 12, 28))
    assert not england().is_working(date(2027, 12, 28))
    assert not england().is_working(date(2028, 1, 3))
    assert england().is_working(date(2026, 12, 29))


def test_next_and_previous_keep_a_working_day_and_leave_a_weekend() -> None:
    calendar = england()

    assert calendar.next(date(2026, 3, 4)) == calendar.previous(date(2026, 3, 4)) == date(2026, 3, 4)
    assert calendar.next(date(2026, 4, 3)) == date(2026, 4, 7), "over the whole of Easter"
    assert calendar.previous(date(2026, 12, 27)) == date(2026, 12, 24)


def test_adding_no_days_leaves_a_sunday_a_sunday() -> None:
    assert england().add(date(2026, 3, 1), 0) == date(2026, 3, 1)
    assert england().subtract(date(2026, 3, 1), 0) == date(2026, 3, 1)


def test_an_editable_list_takes_a_one_off_holiday() -> None:
    calendar = WorkingDays().without(frozenset({date(2026, 3, 4)}))

    assert calendar.add(date(2026, 3, 3), 1) == date(2026, 3, 5)
