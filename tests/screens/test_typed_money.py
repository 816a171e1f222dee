"""Pounds as people type them, held as whole pence."""

import pytest

from ui.money import NotMoney, read_money, typed_money


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("", None),
        ("12500", 1_250_000),
        ("12,500", 1_250_000),
        ("12 500", 1_250_000),
        ("£12,500.50", 1_250_050),
        ("£ 0", 0),
        ("1,234,567.89", 123_456_789),
    ],
)
def test_pounds_are_read_as_they_are_typed(typed: str, pence: int | None) -> None:
    assert read_money(typed) == pence


@pytest.mark.parametrize("typed", ["12,50", "12.5", "-5", "about 9,000", "1.234,00", "99999999"])
def test_what_is_no_amount_says_what_to_type_instead(typed: str) -> None:
    with pytest.raises(NotMoney):
        read_money(typed)


@pytest.mark.parametrize("pence", [None, 0, 1, 99, 100, 1_250_000, 1_250_050])
def test_what_a_field_shows_is_read_back_as_the_same(pence: int | None) -> None:
    assert read_money(typed_money(pence)) == pence
