"""Whom the team compares itself with, and their figures: the same for charts, the workbook and the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from send_desktop.benchmarks.book import Book, Published
from send_desktop.benchmarks.measures import COUNT, PERCENT, BenchmarkMeasure
from send_desktop.benchmarks.places import ENGLAND, Place
from send_desktop.benchmarks.standing import median
from send_desktop.measures.figures import half_up

NEIGHBOURS = "neighbours"
"""The key of the middle of the statistical neighbours, which is no place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The authority that the team is, its statistical neighbours, and which comparators stand on the charts."""

    ours: Place | None = None
    neighbours: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()
    """Authorities that stand on the charts by their own choice."""
    on_charts: frozenset[str] = field(default_factory=lambda: frozenset({"england"}))
    """Of england, region and neighbours."""
    unknown: tuple[str, ...] = ()
    """Codes on record of which nothing is published."""

    @property
    def region(self) -> Place | None:
        """Return the region of the authority that the team is."""
        if self.ours is None or not self.ours.region:
            return None
        return Place(code=self.ours.region, name=self.ours.region_name, level="region")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorLine:
    """One comparator's figure, ready for a chart, a cell or a row."""

    key: str
    """A place's code, or ``NEIGHBOURS``."""
    title: str
    """'England', 'East Midlands', 'Neighbours, middle of 10', 'Kent'."""
    year: int
    value: float
    unit: str
    source: str
    counted: str = ""
    """'43,997 of 95,411', where the counts are published."""
    is_read_in: bool = False

    @property
    def words(self) -> str:
        """Return the figure as it is written: '46.1%', '25.6' weeks or '1,259'."""
        return value_words(self.value, self.unit)


def value_words(value: float | None, unit: str) -> str:
    """Return a figure as it is written, a dash where there is none."""
    if value is None:
        return "–"
    if unit == PERCENT:
        return f"{value:.1f}%"
    return f"{value:,.0f}" if unit == COUNT else f"{value:.1f}"


def lines(book: Book, chosen: Chosen, measure: BenchmarkMeasure, year: int | None = None) -> tuple[ComparatorLine, ...]:
    """Return the chosen comparators' figures for a year, or each one's newest; those without a figure are left out."""
    found = (_line(book, place, measure, year) for place in _places_on_charts(chosen))
    shown = [one for one in found if one]
    if NEIGHBOURS in chosen.on_charts and (middle := neighbours_line(book, chosen.neighbours, measure, year)):
        shown.insert(sum(1 for one in shown if one.key.startswith(("E92", "E12"))), middle)
    return tuple(shown)


def place_line(book: Book, place: Place, measure: BenchmarkMeasure, year: int | None = None) -> ComparatorLine | None:
    """Return one place's figure for a year, or its newest; None where it is not published."""
    return _line(book, place, measure, year)


def neighbours_line(
    book: Book, neighbours: Sequence[Place], measure: BenchmarkMeasure, year: int | None = None
) -> ComparatorLine | None:
    """Return the middle of the neighbours' figures of a year, or of the newest in which half of them are published.

    None where fewer than half of them are: the middle of one or two would be no middle.
    """
    at = year if year is not None else _year_of_most(book, neighbours, measure)
    found = [one for place in neighbours if at is not None and (one := book.figure(place.code, at, measure))]
    middle = median([one.value for one in found])
    if middle is None or at is None or 2 * len(found) < len(neighbours):
        return None
    count = f"{len(found)} of {len(neighbours)}" if len(found) < len(neighbours) else f"{len(found)}"
    return ComparatorLine(
        key=NEIGHBOURS,
        title=f"Neighbours, middle of {count}",
        year=at,
        value=half_up(Fraction(str(middle)), 1),
        unit=measure.unit,
        source=found[0].source,
        is_read_in=any(one.is_read_in for one in found),
    )


def counted_words(found: Published) -> str:
    """Return '43,997 of 95,411', empty where the counts are not published."""
    return f"{found.n:,.0f} of {found.d:,.0f}" if found.n is not None and found.d else ""


def _places_on_charts(chosen: Chosen) -> list[Place]:
    places = [ENGLAND] if "england" in chosen.on_charts else []
    if "region" in chosen.on_charts and chosen.region:
        places.append(chosen.region)
    return [*places, *chosen.others]


def _line(book: Book, place: Place, measure: BenchmarkMeasure, year: int | None) -> ComparatorLine | None:
    found = book.newest(measure, place.code) if year is None else book.figure(place.code, year, measure)
    if found is None:
        return None
    return ComparatorLine(
        key=place.code,
        title=place.name,
        year=found.year,
        value=found.value,
        unit=measure.unit,
        source=found.source,
        counted=counted_words(found),
        is_read_in=found.is_read_in,
    )


def _year_of_most(book: Book, places: Sequence[Place], measure: BenchmarkMeasure) -> int | None:
    """Return the newest year in which at least half of the places are published."""
    years = [year for place in places for year in book.years(measure, place.code)]
    return max((year for year in set(years) if 2 * years.count(year) >= len(places)), default=None)
