"""What is typed into the filter: which phrases are understood, and that nothing typed is ever wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.services.caseload import Sought, is_found
from send_desktop.services.caseload_filter import PHRASES, Known, understand, without
from send_desktop.services.caseload_line import CaseLine
from tests.screens.test_caseload_model import TODAY, row

KNOWN = Known(
    TODAY,
    ("EP", "SaLT"),
    (("officer", "Priya Maplenoodle"), ("area", "Kettering"), ("team", "North and East"), ("area", "North")),
)

typed_text = st.text(max_size=60) | st.lists(
    st.sampled_from([kind.example for kind in PHRASES] + ["otter", "", " ", "over", "16"]), max_size=5
).map(", ".join)


def titles(text: str) -> list[str]:
    return [phrase.title for phrase in understand(text, KNOWN).phrases]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over 16 weeks, no EP, Kettering", ["Over 16 weeks", "EP not in", "Area: Kettering"]),
        ("UNDER 10 days left", ["Under 10 days left"]),
        ("day over 112", ["Day over 112"]),
        ("will breach", ["Will breach"]),
        ("consultation", ["Stage: Consultation"]),
        ("EP in, salt overdue, not asked EP", ["EP in", "SaLT overdue", "EP not asked"]),
        ("no officer", ["No officer"]),
        ("priya maplenoodle", ["Officer: Priya Maplenoodle"]),
        ("due next week, by 15 Dec, in 10 days", ["Due next week", "Due by 15 Dec", "Due in 10 days"]),
        ("with exception, age 5, year 3, closed, issued late",
         ["With exception", "Age 5", "Year 3", "Closed", "Issued late"]),
        ("over 16, no gym, by 31 Feb", []),
    ],
)  # fmt: skip
def test_phrases_are_understood_as_an_officer_means_them(text: str, said: list[str]) -> None:
    assert titles(text) == said


def test_what_is_not_understood_is_plain_words() -> None:
    assert understand("no gym, over 16 weeks, otter", KNOWN).words == "no gym otter"


def test_sixteen_weeks_is_day_112_and_over_it_is_day_113() -> None:
    read = understand("over 16 weeks", KNOWN)
    for days, is_over in ((112, False), (113, True)):
        line = CaseLine(row(1, "Otterbuckle", clock_start_on=TODAY - timedelta(days=days)), TODAY)
        assert read.keeps(line) is is_over


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        ("EP;2026-09-01;", {"no EP", "EP overdue"}),
        ("EP;2026-11-01;", {"no EP"}),
        ("EP;2026-10-09;", {"no EP"}),
        ("EP;2026-10-08;", {"no EP", "EP overdue"}),
        ("EP;2026-09-01;2026-10-01", {"EP in"}),
        ("EP;;|SaLT;2026-09-01;", {"not asked EP"}),
        ("", {"not asked EP"}),
    ],
)
def test_each_word_on_advice_means_what_the_regulation_counts(dates: str, kept: set[str]) -> None:
    line = CaseLine(row(1, "Otterbuckle", advice_dates=dates), TODAY)
    asked = ("no EP", "EP in", "EP overdue", "not asked EP")
    assert {text for text in asked if understand(text, KNOWN).keeps(line)} == kept


def test_a_date_without_its_year_is_the_next_such_day() -> None:
    line = CaseLine(row(1, "Otterbuckle", date(2027, 1, 10)), TODAY)
    assert understand("by 10 jan", KNOWN).keeps(line)
    assert not understand("by 9 january", KNOWN).keeps(line)


@given(st.text(max_size=30), st.text(max_size=60))
def test_the_quick_look_finds_what_the_exact_one_finds(words: str, text: str) -> None:
    sought = Sought.of(text)
    assert all(map(sought.has, words.lower().split())) is is_found(words.lower(), text.lower())


def test_every_example_of_the_help_is_understood() -> None:
    assert all(titles(kind.example) for kind in PHRASES)


@given(typed_text)
def test_reading_what_was_typed_never_fails(text: str) -> None:
    read = understand(text, KNOWN)
    line = CaseLine(row(1, "Otterbuckle"), TODAY)
    assert read.among([line]) == ([line] if read.keeps(line) else [])


@given(typed_text)
def test_removing_a_chip_is_as_never_having_typed_it(text: str) -> None:
    read = understand(text, KNOWN)
    for at, phrase in enumerate(read.phrases):
        left = understand(without(text, phrase, KNOWN), KNOWN)
        first = read.phrases.index(phrase)
        assert left.words.split() == read.words.split()
        assert left.phrases == tuple(one for place, one in enumerate(read.phrases) if place != first), at
