"""Figures broken down for the screen: by group, by month or by the month of the request, each with its cases."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from send_desktop.measures import (
    Breakdown,
    Cohort,
    Counted,
    Facts,
    Figure,
    Measure,
    TrendMonth,
    breakdown,
    cohorts,
    dimension,
    groups,
    measure,
    moment_of,
    months_up_to,
    trend,
)
from send_desktop.measures.breakdown import SIDE_BY_SIDE
from send_desktop.services.counting import TREND_MONTHS, Narrowed, facts
from send_desktop.services.dashboard import CaseLine, case_lines
from send_desktop.store import Store

SHAPES = {"groups": "By group", "months": "By month", "cohorts": "By month of request"}
NARROWED_BY = ("team", "area")
"""The dimensions to one group of which everything can be narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked for."""

    shape: str = "groups"
    """One of ``SHAPES``."""
    period: str = "year"
    """One of ``measures.PERIODS``; bears on groups alone."""
    by: str = "team"
    """A dimension's code."""
    heading: str = ""
    """The heading of the dictionary whose measures are shown; empty for issued, due and open side by side."""
    excluding: bool = False
    """Whether facts of cases with an exception are left out; bears on groups alone."""
    narrowed: Narrowed = field(default_factory=Narrowed)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures in the order of their columns."""
        return groups().get(self.heading) or tuple(measure(one) for one in SIDE_BY_SIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What was asked for, counted; one of the three shapes holds something."""

    choice: Choice
    as_at: date
    held: Facts
    places: tuple[Narrowed, ...]
    """The teams and areas that there are, whatever was narrowed."""
    lines: dict[int, CaseLine]
    broken: Breakdown | None = None
    months: tuple[TrendMonth, ...] = ()
    cohorts: tuple[Cohort, ...] = ()

    def behind(self, one: Measure, row: int) -> tuple[int, ...]:
        """Return the cases that the figure of a measure counts in a row; the total comes after the last group."""
        if self.broken is not None:
            counted = Counted(self.held, self.broken.at)
            if row >= len(self.broken.groups):
                return counted.behind(one, excluding=self.choice.excluding)
            group = self.broken.groups[row].value
            return counted.behind(one, dimension=self.broken.dimension, group=group, excluding=self.choice.excluding)
        return Counted(self.held, self.months[row].at).behind(one) if self.months else ()

    def figure(self, one: Measure, row: int) -> Figure:
        """Return the figure of a measure in a row."""
        if self.broken is not None:
            rows = (*self.broken.groups, self.broken.total)
            return rows[row].figures[one.id]
        return self.months[row].figures[one.id]

    def requested(self, month: date) -> tuple[int, ...]:
        """Return the cases whose request came in a month."""
        found = (row for row in self.held.cases if row.clock_start_on <= self.as_at)
        return tuple(sorted(row.case_id for row in found if row.clock_start_on.replace(day=1) == month))


def broken_down(store: Store, as_at: date, choice: Choice) -> Broken:
    """Count what is asked for from one reading."""
    with store.look() as reading:
        every = facts(reading)
        lines = case_lines(reading, every.cases, as_at)
    by = dimension(choice.narrowed.dimension) if choice.narrowed.dimension else None
    held = every.only(lambda row: by.value(row) == choice.narrowed.group) if by else every
    found = Broken(choice=choice, as_at=as_at, held=held, places=_places(every), lines=lines)
    ids = [one.id for one in choice.measures]
    if choice.shape == "months":
        return replace(found, months=trend(held, months_up_to(as_at, TREND_MONTHS), ids))
    if choice.shape == "cohorts":
        return replace(found, cohorts=cohorts(held.cases, as_at))
    counted = Counted(held, moment_of(choice.period, as_at))
    return replace(found, broken=_breakdown(counted, choice, ids))


def _breakdown(counted: Counted, choice: Choice, ids: Sequence[str]) -> Breakdown:
    return breakdown(counted, dimension(choice.by), ids, excluding=choice.excluding)


def _places(every: Facts) -> tuple[Narrowed, ...]:
    return tuple(
        Narrowed(code, value)
        for code in NARROWED_BY
        for value in dimension(code).sorted(list({dimension(code).value(row) for row in every.cases}))
    )
