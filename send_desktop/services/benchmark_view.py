"""Our own figures beside those that are published, year by year, under one definition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.benchmarks import (
    BENCHMARKS,
    ENGLAND,
    HEADLINE,
    BenchmarkMeasure,
    Book,
    Chosen,
    ComparatorLine,
    Place,
    Standing,
    benchmarks_of,
    standing,
    value_words,
)
from send_desktop.benchmarks.comparators import NEIGHBOURS, neighbours_line, place_line
from send_desktop.benchmarks.measures import COUNT
from send_desktop.benchmarks.places import history_of
from send_desktop.benchmarks.standing import newest_spread_year
from send_desktop.measures import COUNTED, Counted, Facts, Figure, measure, moment
from send_desktop.records import PublishedSet, TimelinessRow
from send_desktop.services.benchmarks import book_of, chosen_of
from send_desktop.services.published_sets import held_sets
from send_desktop.store import Reading

OURS = "ours"
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class OurYear:
    """Our figures of one calendar year, as at the view's day."""

    year: int
    is_to_date: bool
    """Whether the year is not over on that day."""
    is_partial: bool
    """Whether the records begin within it, so that older requests are missing from its plans."""
    figures: Mapping[str, Figure]
    """By the id of the published measure."""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One measure: ours, and each comparator's of the same calendar year."""

    measure: BenchmarkMeasure
    to_date: Figure | None
    ours: Figure | None
    england: ComparatorLine | None
    region: ComparatorLine | None
    neighbours: ComparatorLine | None
    standing: Standing | None
    """Where ours of the year that is ``ranked`` would stand among the authorities."""


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One authority of the list, or our own figure among them."""

    title: str
    kind: str
    """ours, neighbour, other, region or england."""
    value: float | None
    counted: str
    standing: Standing | None
    source: str


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of one line of the chart."""

    year: int
    value: float
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the chart over the years, oldest first; a year that is not published is not there."""

    key: str
    title: str
    points: tuple[YearPoint, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """Everything that the view shows, read once; another measure or year needs no new reading."""

    as_at: date
    book: Book
    chosen: Chosen
    ours: Mapping[int, OurYear]
    sets: Sequence[tuple[PublishedSet, int]]
    authority_name: str

    @property
    def years(self) -> list[int]:
        """Return the years with published figures of England, the newest first."""
        return sorted(self.book.years(HEADLINE, ENGLAND.code), reverse=True)

    @property
    def usual_year(self) -> int:
        """Return the newest year in which the region and most neighbours are published, as far as they are chosen."""
        middle = neighbours_line(self.book, self.chosen.neighbours, HEADLINE)
        return middle.year if middle else self.years[0]

    @property
    def suggested(self) -> Place | None:
        """Return the authority whose name the options give, where none has been chosen yet."""
        return None if self.chosen.ours else self.book.authority_named(self.authority_name)

    def rows(self, year: int) -> list[BesideRow]:
        """Return every measure with ours and the comparators' of a calendar year."""
        return [self._row(one, year) for one in BENCHMARKS]

    def ranked(self, year: int) -> int:
        """Return the year of ours whose place among the authorities is told: the one compared, or the year to date.

        A year in which the records begin lacks the oldest requests, so that it looks quicker than it was.
        """
        found = self.ours.get(year)
        return year if found and not found.is_partial else self.as_at.year

    def _row(self, one: BenchmarkMeasure, year: int) -> BesideRow:
        region = self.chosen.region
        ours, to_date = self._figure(one, year), self._figure(one, self.as_at.year)
        return BesideRow(
            measure=one,
            to_date=to_date,
            ours=ours,
            england=place_line(self.book, ENGLAND, one, year),
            region=place_line(self.book, region, one, year) if region else None,
            neighbours=neighbours_line(self.book, self.chosen.neighbours, one, year),
            standing=self._standing(one, year, self._figure(one, self.ranked(year))),
        )

    def _figure(self, one: BenchmarkMeasure, year: int) -> Figure | None:
        """Return ours of a year; None where nothing was there to count."""
        found = self.ours.get(year)
        figure = found.figures[one.id] if found else None
        return figure if figure and figure.value is not None and (figure.n or figure.d) else None

    def _standing(self, one: BenchmarkMeasure, year: int, ours: Figure | None) -> Standing | None:
        own = self.chosen.ours.code if self.chosen.ours else ""
        if ours is None or ours.value is None or one.unit == COUNT:
            return None  # a count to date, or of another size of authority, says nothing of its place
        at = newest_spread_year(self.book, one, year)
        return standing(self.book, one, at, ours.value, own) if at else None

    def authorities(self, one: BenchmarkMeasure, year: int) -> list[AuthorityRow]:
        """Return ours, the neighbours and the other authorities of a year; the best first, those without one last."""
        rows = [*self._own_rows(one, year)]
        places = [(place, "neighbour") for place in self.chosen.neighbours]
        places += [(place, "other") for place in self.chosen.others if place not in self.chosen.neighbours]
        rows += [self._authority(one, year, place, kind) for place, kind in places]
        is_lower_better = one.better == "lower"
        return sorted(rows, key=lambda row: (row.value is None, (row.value or 0) * (1 if is_lower_better else -1)))

    def _own_rows(self, one: BenchmarkMeasure, year: int) -> Iterator[AuthorityRow]:
        at = year if self._figure(one, year) else self.as_at.year
        ours, own = self._figure(one, at), self.chosen.ours
        if ours:
            words = f"{ours.n:,} of {ours.d:,}" if ours.d else ""
            held = self.ours[at]
            title = f"Ours, {at}{' to date' if held.is_to_date else ' in part' if held.is_partial else ''}"
            stands = None if held.is_partial else self._standing(one, year, ours)
            yield AuthorityRow(title, OURS, ours.value, words, stands, "Our own records")
        if own:
            yield self._authority(one, year, own, "own_published", f"{own.name}, as published")

    def _authority(self, one: BenchmarkMeasure, year: int, place: Place, kind: str, title: str = "") -> AuthorityRow:
        found = place_line(self.book, place, one, year)
        at = standing(self.book, one, year, found.value, place.code) if found and one.unit != COUNT else None
        return AuthorityRow(
            title=title or place.title,
            kind=kind,
            value=found.value if found else None,
            counted=found.counted if found else "",
            standing=at,
            source=found.source if found else f"Not published for {year}",
        )

    def series(self, one: BenchmarkMeasure) -> list[Series]:
        """Return the lines of the chart: ours, then the chosen comparators in their order."""
        found = [Series(OURS, "Ours", self._own_points(one))]
        places = [ENGLAND] if "england" in self.chosen.on_charts else []
        if "region" in self.chosen.on_charts and self.chosen.region:
            places.append(self.chosen.region)
        found += [self._series(one, place) for place in places]
        if NEIGHBOURS in self.chosen.on_charts and self.chosen.neighbours:
            found.append(Series(NEIGHBOURS, "Neighbours, middle", self._middle_points(one)))
        found += [self._series(one, place) for place in self.chosen.others]
        return [one_series for one_series in found if one_series.points]

    def _own_points(self, one: BenchmarkMeasure) -> tuple[YearPoint, ...]:
        found = ((year, self._figure(one, year)) for year in sorted(self.ours))
        return tuple(
            YearPoint(year, figure.value, self.ours[year].is_to_date or self.ours[year].is_partial)
            for year, figure in found
            if figure and figure.value is not None
        )

    def _series(self, one: BenchmarkMeasure, place: Place) -> Series:
        found = (self.book.figure(place.code, year, one) for year in self.book.years(one, place.code))
        points = tuple(YearPoint(figure.year, figure.value) for figure in found if figure)
        return Series(place.code, place.name, points[-MOST_YEARS:])

    def _middle_points(self, one: BenchmarkMeasure) -> tuple[YearPoint, ...]:
        found = (neighbours_line(self.book, self.chosen.neighbours, one, year) for year in reversed(self.years))
        return tuple(YearPoint(line.year, line.value) for line in found if line)

    def notes(self) -> list[str]:
        """Return what must be known to read the figures: other boundaries, other codes, records that begin late."""
        names = self.book.names()
        places = [one for one in (self.chosen.ours, *self.chosen.neighbours, *self.chosen.others) if one]
        said = [words for place in places if (words := history_of(place, names))]
        if self.chosen.unknown:
            said.append(f"Nothing is published under {', '.join(self.chosen.unknown)}; choose the authorities again.")
        partial = [one.year for one in self.ours.values() if one.is_partial]
        if partial:
            said.append(f"Our records begin in {max(partial)}, so that our figures of that year are not whole.")
        return said


def read_view(reading: Reading, as_at: date) -> BenchmarkView:
    """Return what the view shows as at a day."""
    from send_desktop.options import Options

    book = book_of(reading)
    return BenchmarkView(
        as_at=as_at,
        book=book,
        chosen=chosen_of(reading, book),
        ours=our_years(reading.timeliness_rows(), as_at),
        sets=held_sets(reading),
        authority_name=Options.read(reading.options()).authority_name,
    )


def our_years(rows: Sequence[TimelinessRow], as_at: date) -> dict[int, OurYear]:
    """Count our figures of each calendar year up to a day, from the first in which a case came.

    The same counting as everywhere: ``Counted`` over the year; the year of the day itself is to date.
    """
    by_year: dict[int, list[TimelinessRow]] = {}
    for row in rows:
        for year in _years_of(row, as_at):
            by_year.setdefault(year, []).append(row)
    first = min((row.clock_start_on.year for row in rows), default=as_at.year)
    years = [year for year in range(max(first, as_at.year - MOST_YEARS + 1), as_at.year + 1) if year in by_year]
    return {year: _our_year(by_year[year], year, as_at, first) for year in years}


def _our_year(rows: Sequence[TimelinessRow], year: int, as_at: date, first: int) -> OurYear:
    last = date(year, 12, 31)
    counted = Counted(Facts(cases=rows), moment(as_at, date(year, 1, 1), last))
    figures = {one.id: counted.figure(measure(one.measure), excluding=one.variant == "excluding") for one in BENCHMARKS}
    return OurYear(year, last > as_at, year <= first, figures)


def _years_of(row: TimelinessRow, as_at: date) -> set[int]:
    """Return the years in which anything of a case falls that a published measure counts."""
    days = (row.clock_start_on, row.final_sent_on, row.assess_told_on, row.issue_told_on)
    return {on.year for on in days if on is not None and on <= as_at}


def unpublished() -> list[str]:
    """Return the titles of our measures that have no published counterpart, in their order."""
    return [one.title for one in COUNTED if not benchmarks_of(one.id)]


__all__ = [
    "OURS",
    "AuthorityRow",
    "BenchmarkView",
    "BesideRow",
    "OurYear",
    "Series",
    "YearPoint",
    "our_years",
    "read_view",
    "unpublished",
    "value_words",
]
