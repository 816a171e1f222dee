"""The table of options: what is saved as text comes back as it was, and nothing senseless is taken."""

from dataclasses import fields

import pytest

from send_desktop.errors import Refused
from send_desktop.options import OPTIONS, Options, as_text, parse


def test_every_option_in_force_is_a_row_of_the_table_with_the_same_default() -> None:
    assert {item.name: getattr(Options(), item.name) for item in fields(Options)} == {
        option.name: option.default for option in OPTIONS
    }


def test_nothing_saved_gives_the_defaults_of_the_product() -> None:
    options = Options.read({})
    assert (options.at_risk_days, options.drafting_days, options.posting_days, options.advice_days) == (10, 5, 2, 42)
    assert not options.representations_then_consultation


def test_saved_values_are_in_force() -> None:
    options = Options.read({"at_risk_days": "14", "representations_then_consultation": "yes"})
    assert (options.at_risk_days, options.representations_then_consultation) == (14, True)


def test_an_option_of_a_newer_version_is_passed_over() -> None:
    assert Options.read({"not_yet_invented": "3"}) == Options()


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_what_is_saved_reads_back(option: object) -> None:
    name, default = option.name, option.default  # type: ignore[attr-defined]
    assert parse(name, as_text(default)) == default


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_default_lies_within_its_own_range(option: object) -> None:
    parse(option.name, as_text(option.default))  # type: ignore[attr-defined]
    assert option.title  # type: ignore[attr-defined]
    assert option.help.endswith(".")  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["-1", "61", "ten", "", "5.5", "١٠"])
def test_a_number_outside_the_range_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(Refused, match="whole number from 0 to 60"):
        parse("at_risk_days", text)


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(Refused, match="yes or no, not “maybe”"):
        parse("representations_then_consultation", " maybe ")


def test_the_authority_s_name_is_kept_as_words_up_to_eighty_characters() -> None:
    assert parse("authority_name", "  Calderwick  County Council ") == "Calderwick County Council"
    with pytest.raises(Refused, match="at most 80 characters"):
        parse("authority_name", "x" * 81)
