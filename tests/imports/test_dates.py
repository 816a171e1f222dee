"""Dates are read day first, however they are written; what is not a date is never taken for one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.imports.values import DateReading, read_date, read_date_text

APRIL = date(2026, 4, 3)
SEPARATORS = st.sampled_from(["/", ".", "-", " ", " / "])
DATES = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "03/04/26",
        "3.4.2026",
        "3 Apr 26",
        "3/4/2026",
        "03-04-2026",
        "3 April 2026",
        "3rd April 2026",
        "3 Apr. 2026",
        "03-Apr-26",
        "3Apr26",
        "Fri 3 April 2026",
        "Friday, 3rd of April 2026",
        "April 3, 2026",
        "2026-04-03",
        "2026-04-03T00:00:00",
        "2026/04/03",
        "03/04/2026 10:47",
        "03/04/2026 10:47:00 am",
        " 03/04/2026 ",
        "03/04/2026 ",
        "46115",
        "46115.5",
    ],
)
def test_third_of_april_however_it_is_written(written: str) -> None:
    assert read_date(written).on == APRIL


@pytest.mark.parametrize("cell", [APRIL, datetime(2026, 4, 3, 10, 47), 46115, 46115.75])
def test_third_of_april_as_a_cell_that_is_no_text(cell: date | float) -> None:
    assert read_date(cell).on == APRIL


@pytest.mark.parametrize("nothing", ["", " ", "-", "–", "n/a", "N/A", "na", "not applicable"])
def test_a_dash_or_not_applicable_is_nothing_and_no_words(nothing: str) -> None:
    assert read_date(nothing).on is None
    assert read_date(nothing).written in ("", "not_applicable")


@pytest.mark.parametrize(
    "words",
    [
        *("tbc", "?", "chased 3/4", "awaiting", "w/c 30/11", "chased 12/10 NK", "DNA appt", "3/4", "April 2026"),
        *("2026", "29999", "60001", "3/4/26?", "by 03/04/2026", "03/04/2026 or 04/04/2026", "3 Foo 2026", "1/2/3"),
    ],
)
def test_a_day_and_month_inside_words_are_not_the_date(words: str) -> None:
    assert read_date(words) == DateReading(None, "words_in_date_column", words)


@pytest.mark.parametrize(
    "impossible", ["31/09/2026", "30/02/2026", "29/02/2025", "04/13/2026", "0/1/2026", "31 Sept 26"]
)
def test_a_date_that_does_not_exist_is_said_to_be_impossible(impossible: str) -> None:
    assert read_date(impossible).written == "impossible_date"
    assert read_date(impossible).on is None


@pytest.mark.parametrize("cell", [True, time(10, 3), timedelta(hours=30), 12.0, 70_000])
def test_a_cell_of_another_kind_is_no_date(cell: bool | time | timedelta | float) -> None:
    assert read_date(cell).on is None
    assert read_date(cell).written == "words_in_date_column"


def test_an_error_in_the_cell_is_told_apart_from_words() -> None:
    assert read_date("#REF!").written == "error_in_cell"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("03/04/2026", "date_as_text"),
        ("46115", "serial_as_text"),
        (46115.0, "serial_number"),
        (datetime(2026, 4, 3, 10, 47), "time_of_day"),
        (datetime(2026, 4, 3), ""),
        (APRIL, ""),
    ],
)
def test_how_the_date_was_written_is_told(cell: date | str | float, written: str) -> None:
    assert read_date(cell) == DateReading(APRIL, written)


@given(on=DATES, separator=SEPARATORS)
def test_any_date_typed_day_first_is_read_back(on: date, separator: str) -> None:
    assert read_date_text(separator.join((str(on.day), str(on.month), str(on.year)))).on == on
    assert read_date_text(separator.join((f"{on.day:02}", f"{on.month:02}", f"{on.year % 100:02}"))).on == on


@given(on=DATES)
def test_any_date_with_its_month_in_words_is_read_back(on: date) -> None:
    for written in (on.strftime("%d %b %Y"), on.strftime("%d-%B-%y"), on.strftime("%A %d %B %Y"), on.isoformat()):
        assert read_date_text(written).on == on


@given(days=st.integers(30_000, 60_000))
def test_any_excel_day_number_is_the_same_day_as_text_and_as_number(days: int) -> None:
    assert (
        read_date(days).on
        == read_date(float(days)).on
        == read_date(str(days)).on
        == date(1899, 12, 30) + timedelta(days)
    )


@given(st.text(max_size=40))
def test_no_text_whatever_stops_the_reading(text: str) -> None:
    reading = read_date_text(text)
    assert reading.on is None or reading.written in {"date_as_text", "serial_as_text"}
