"""Dates as people type them, day before month, always."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from send_desktop.wording import full_date, long_date
from ui.dates import NotADate, read_date
from ui.widgets.fields import DateField

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3 apr", date(2026, 4, 3)),
        ("3 Apr 26", date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3)),
        ("3rd apr", date(2026, 4, 3)),
        ("Fri 3 Apr 2026", date(2026, 4, 3)),
        ("3apr", date(2026, 4, 3)),
        ("03/04/26", date(2026, 4, 3)),
        ("3.4.2026", date(2026, 4, 3)),
        ("3/4", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 19)),
        ("tomorrow", date(2026, 11, 21)),
        ("-2", date(2026, 11, 18)),
        ("+14", date(2026, 12, 4)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


def test_without_a_year_a_day_just_past_or_near_ahead_is_meant() -> None:
    assert read_date("4 jan", TODAY) == date(2027, 1, 4)
    assert read_date("4 dec", date(2027, 1, 5)) == date(2026, 12, 4)


@pytest.mark.parametrize("typed", ["31/04/26", "30 feb", "29 feb 2027", "32/1", "1/13/26"])
def test_a_day_that_does_not_exist_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotADate, match="no such day"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["soon", "3 foo", "12", "1/2/3/4", "ask EP"])
def test_what_is_no_date_says_what_to_type(typed: str) -> None:
    with pytest.raises(NotADate, match="type it as 3 Apr"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["3/4/0026", "0026-04-03", "3 apr 9999", "1/1/2200"])
def test_a_year_that_is_a_slip_of_the_keyboard_is_pointed_out(typed: str) -> None:
    with pytest.raises(NotADate, match="check the year"):
        read_date(typed, TODAY)


def test_every_day_of_ten_years_is_read_back_as_it_is_shown() -> None:
    for number in range(date(2020, 1, 1).toordinal(), date(2030, 1, 1).toordinal()):
        on = date.fromordinal(number)
        assert read_date(full_date(on), TODAY) == on
        assert read_date(long_date(on), TODAY) == on


def test_a_date_field_echoes_in_full_what_it_has_read(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "3/4/26")
    assert field.value() == date(2026, 4, 3)
    assert field._echo.text() == "Friday 3 April 2026"
