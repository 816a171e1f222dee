"""Numbers as people type them: what cannot be read safely is asked again, and never read as something else."""

import pytest

from send_desktop.errors import Refused
from send_desktop.services.numbers import number, typed_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None), ("  ", None), ("60", 60), (" 60.5 % ", 60.5), ("£1,250", 1250), ("1 250", 1250), ("-2.5", -2.5),
        (".5", 0.5), ("1,234,567.8", 1234567.8), ("+3", 3),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(typed: str, value: float | None) -> None:
    assert typed_number(typed) == value


@pytest.mark.parametrize("typed", ["1,5", "12,34", "1_000", "1e9", "nan", "inf", "٣", "½", "=1+1", "1.2.3", "5 weeks"])
def test_what_could_mean_something_else_is_no_number(typed: str) -> None:
    """A decimal comma above all: 1,5 read as 15 would be a tenfold cost, or target."""
    with pytest.raises(Refused, match="takes a number from 0 to 20,000, not"):
        number(typed, "A panel meeting costs", 0, 20_000)


def test_a_long_slip_is_quoted_in_part() -> None:
    with pytest.raises(Refused) as refused:
        number("x" * 3000, "A panel meeting costs", 0, 20_000)
    assert len(str(refused.value)) < 160
