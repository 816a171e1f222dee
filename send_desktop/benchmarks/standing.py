"""How authorities are spread, and where one of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from send_desktop.benchmarks.book import Book
from send_desktop.benchmarks.measures import BenchmarkMeasure
from send_desktop.measures.figures import half_up

FEWEST = 100
"""Authorities that must be published before a place among them is told: two in three of England's 153."""

QUARTERS = ("the best quarter", "the second quarter, above the middle", "the third quarter, below the middle",
            "the last quarter")  # fmt: skip
LARGEST_TO_SMALLEST = (
    "the quarter with the most",
    "the second quarter",
    "the third quarter",
    "the quarter with the least",
)
"""For a figure of which neither more nor less is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The middle authorities of a year, each counting once however large."""

    year: int
    authorities: int
    lowest: float
    lower: float
    """The lower quartile; quartiles by linear interpolation, as PERCENTILE.INC."""
    median: float
    upper: float
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a value would stand among the authorities of a year."""

    year: int
    rank: int
    """1 is the best; of a figure without better and worse, the largest."""
    authorities: int
    quarter: int
    """1 to 4, 1 the best."""
    words: str
    """'in the second quarter, above the middle: 61st of 151'."""


def spread(book: Book, measure: BenchmarkMeasure, year: int) -> Spread | None:
    """Return how authorities are spread; None where fewer than FEWEST are published."""
    values = sorted(one.value for one in book.all_authorities(measure, year))
    if len(values) < FEWEST:
        return None
    return Spread(
        year=year,
        authorities=len(values),
        lowest=values[0],
        lower=quantile(values, Fraction(1, 4)),
        median=quantile(values, Fraction(1, 2)),
        upper=quantile(values, Fraction(3, 4)),
        highest=values[-1],
    )


def standing(book: Book, measure: BenchmarkMeasure, year: int, value: float, own_code: str = "") -> Standing | None:
    """Return where a value would stand; an authority's own published figure gives way to the value.

    None where fewer than FEWEST others are published.
    """
    others = [one.value for one in book.all_authorities(measure, year) if one.place.code != own_code]
    if len(others) < FEWEST:
        return None
    is_lower_better = measure.better == "lower"
    rank = 1 + sum(1 for other in others if (other < value if is_lower_better else other > value))
    quarter = _quarter(sorted(others), value, is_lower_better)
    names = LARGEST_TO_SMALLEST if measure.better == "neither" else QUARTERS
    words = f"in {names[quarter - 1]}: {ordinal(rank)} of {len(others) + 1}"
    return Standing(year=year, rank=rank, authorities=len(others) + 1, quarter=quarter, words=words)


def newest_spread_year(book: Book, measure: BenchmarkMeasure, until: int) -> int | None:
    """Return the newest year, up to one, in which enough authorities are published to stand among."""
    return next((year for year in range(until, until - 12, -1) if spread(book, measure, year)), None)


def median(values: Sequence[float]) -> float | None:
    """Return the middle of the values, None of none."""
    return quantile(sorted(values), Fraction(1, 2)) if values else None


def quantile(ordered: Sequence[float], share: Fraction) -> float:
    """Interpolate linearly between the nearest two of the values in order, as PERCENTILE.INC does, to two decimals."""
    place = share * (len(ordered) - 1)
    below = place.numerator // place.denominator
    low, high = (Fraction(str(ordered[at])) for at in (below, min(below + 1, len(ordered) - 1)))
    return half_up(low + (place - below) * (high - low), 2)


def ordinal(number: int) -> str:
    """Return '1st', '12th', '23rd'."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _quarter(ordered: Sequence[float], value: float, is_lower_better: bool) -> int:
    quartiles = [quantile(ordered, Fraction(part, 4)) for part in (1, 2, 3)]
    if is_lower_better:
        return 1 + sum(1 for one in quartiles if value > one)
    return 1 + sum(1 for one in quartiles if value < one)
