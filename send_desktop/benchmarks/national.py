"""England's published timeliness, to stand beside a team's own figures.

Contains public sector information licensed under the Open Government Licence v3.0.
"""

from dataclasses import dataclass
from functools import cache

from send_desktop.benchmarks.book import Book, shipped_book
from send_desktop.benchmarks.measures import benchmark
from send_desktop.benchmarks.places import ENGLAND, REGIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedYear:
    """One published calendar year; percentages of plans issued, None where nothing was published."""

    year: int
    plans_issued: int
    within_20_including: float
    within_20_excluding: float
    weeks_20_to_52: float | None
    over_52_weeks: float | None
    mean_weeks: float | None
    decisions_within_6_weeks: float | None
    refusals_within_16_weeks: float | None


@cache
def england(geography: str = "England") -> tuple[PublishedYear, ...]:
    """Return every shipped year of England, or of one of its regions by name, oldest first."""
    code = next(one.code for one in (ENGLAND, *REGIONS) if one.name == geography)
    return published_years(shipped_book(), code)


def latest(geography: str = "England") -> PublishedYear:
    """Return the newest shipped year."""
    return england(geography)[-1]


def published_years(book: Book, code: str = ENGLAND.code) -> tuple[PublishedYear, ...]:
    """Return every year of a place in a book of which both headline figures are published, oldest first."""
    years = [year for year in book.years(benchmark("plans_issued"), code) if _has_headline(book, code, year)]
    return tuple(_year(book, code, year) for year in years)


def _has_headline(book: Book, code: str, year: int) -> bool:
    return all(book.figure(code, year, benchmark(f"within_20_weeks.{one}")) for one in ("including", "excluding"))


def _year(book: Book, code: str, year: int) -> PublishedYear:
    def value(benchmark_id: str) -> float | None:
        found = book.figure(code, year, benchmark(benchmark_id))
        return found.value if found else None

    return PublishedYear(
        year=year,
        plans_issued=int(value("plans_issued") or 0),
        within_20_including=value("within_20_weeks.including") or 0.0,
        within_20_excluding=value("within_20_weeks.excluding") or 0.0,
        weeks_20_to_52=value("weeks_20_to_52.including"),
        over_52_weeks=value("over_52_weeks.including"),
        mean_weeks=value("mean_weeks.including"),
        decisions_within_6_weeks=value("decisions_within_6_weeks"),
        refusals_within_16_weeks=value("refusals_within_16_weeks"),
    )
