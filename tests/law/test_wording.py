"""Dates and counts as people read them, in the same words on every computer."""

import locale
from collections.abc import Iterator
from datetime import date

import pytest

from send_desktop.wording import counted, day_month, days, full_date, in_year, listed, long_date, sentence_case, span

DAY = date(2026, 9, 3)


@pytest.fixture(params=["C", "fr_FR.UTF-8", "de_DE.UTF-8"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language that this computer knows; the words must not follow it."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, request.param)
    except locale.Error:
        locale.setlocale(locale.LC_TIME, "C")
    yield request.param
    locale.setlocale(locale.LC_TIME, before)


def test_a_date_reads_the_same_in_every_language(language: str) -> None:
    assert full_date(DAY) == "3 Sep 2026"
    assert long_date(DAY) == "Thursday 3 September 2026"


def test_the_year_stands_only_where_it_is_another() -> None:
    assert (day_month(DAY, date(2026, 1, 1)), day_month(DAY, date(2027, 1, 1))) == ("3 Sep", "3 Sep 2026")
    assert (in_year(DAY, 2026), in_year(DAY, 2025)) == ("3 Sep", "3 Sep 2026")
    assert span(date(2026, 1, 1), DAY) == "1 Jan to 3 Sep 2026"
    assert span(date(2025, 1, 1), DAY) == "1 Jan 2025 to 3 Sep 2026"


def test_no_date_is_a_dash() -> None:
    assert full_date(None) == day_month(None, DAY) == "–"


def test_one_is_not_a_plural() -> None:
    assert [days(number) for number in (0, 1, -1, 9)] == ["0 days", "1 day", "-1 day", "9 days"]
    assert counted(1815, "row") == "1,815 rows"


def test_names_are_listed_and_sentences_begun_without_touching_capitals() -> None:
    assert listed(["EP", "OT", "SaLT"]) == "EP, OT and SaLT"
    assert listed([]) == ""
    assert sentence_case("saLT advice") == "SaLT advice"
