"""The Department's published figures, to stand beside a team's own: England, its regions and every authority.

Contains public sector information licensed under the Open Government Licence v3.0.
"""

from send_desktop.benchmarks.book import Book, Published, shipped_book
from send_desktop.benchmarks.comparators import Chosen, ComparatorLine, lines, value_words
from send_desktop.benchmarks.measures import (
    BENCHMARKS,
    HEADLINE,
    BenchmarkMeasure,
    benchmark,
    benchmarks_of,
)
from send_desktop.benchmarks.national import PublishedYear, england, latest, published_years
from send_desktop.benchmarks.places import ENGLAND, REGIONS, Place, search
from send_desktop.benchmarks.published import LICENCE, PUBLISHER, Line
from send_desktop.benchmarks.standing import Spread, Standing, spread, standing

__all__ = [
    "BENCHMARKS",
    "ENGLAND",
    "HEADLINE",
    "LICENCE",
    "PUBLISHER",
    "REGIONS",
    "BenchmarkMeasure",
    "Book",
    "Chosen",
    "ComparatorLine",
    "Line",
    "Place",
    "Published",
    "PublishedYear",
    "Spread",
    "Standing",
    "benchmark",
    "benchmarks_of",
    "england",
    "latest",
    "lines",
    "published_years",
    "search",
    "shipped_book",
    "spread",
    "standing",
    "value_words",
]
