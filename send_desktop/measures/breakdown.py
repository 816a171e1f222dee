"""Figures by group, over months, and by the month of the request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.measures.counted import Counted, Facts, Figure, Tally, figure_of
from send_desktop.measures.dictionary import measure
from send_desktop.measures.dimensions import Dimension
from send_desktop.measures.measure import Measure
from send_desktop.measures.moments import Moment
from send_desktop.measures.status import status_as_at
from send_desktop.records import TimelinessRow

SIDE_BY_SIDE = (
    "requests_received", "decisions_within_6_weeks", "plans_issued", "within_20_weeks", "median_weeks", "plans_due",
    "due_on_time", "open_cases", "open_over_20_weeks", "oldest_open", "advice_outstanding", "advice_within_6_weeks",
)  # fmt: skip
"""The measures that a breakdown shows unless others are asked for: issued, due and open always side by side."""

COHORT_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a dimension with its figures by the measure's id."""

    value: str
    called: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Figures by group; the total counts the same cases once."""

    dimension: Dimension
    at: Moment
    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]
    total: Group
    excluding: bool = False
    """Whether facts of cases with an exception are left out."""


def breakdown(
    counted: Counted, dimension: Dimension, measures: Sequence[str] = SIDE_BY_SIDE, *, excluding: bool = False
) -> Breakdown:
    """Return figures by the groups of a dimension, those without any case left out."""
    chosen = tuple(measure(one) for one in measures)
    tallies = counted.by(dimension)
    groups = tuple(
        Group(value, dimension.called(value), _figures(chosen, tallies[value], counted.population, excluding=excluding))
        for value in dimension.sorted(list(tallies))
    )
    whole = Group("", "All", {one.id: counted.figure(one, excluding=excluding) for one in chosen})
    return Breakdown(dimension, counted.at, chosen, groups, whole, excluding)


def _figures(
    measures: Iterable[Measure], tallies: dict[str, Tally], population: int, *, excluding: bool
) -> dict[str, Figure]:
    nothing = Tally()
    return {
        one.id: figure_of(one, tallies.get(one.subject, nothing), population, excluding=excluding) for one in measures
    }


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month with its figures by the measure's id; what is of a day is as at its end."""

    at: Moment
    figures: dict[str, Figure]


def trend(facts: Facts, moments: Iterable[Moment], measures: Sequence[str] = SIDE_BY_SIDE) -> tuple[TrendMonth, ...]:
    """Return figures month by month."""
    chosen = tuple(measure(one) for one in measures)
    wanted = facts.of({one.subject for one in chosen})
    return tuple(TrendMonth(at, Counted(wanted, at).figures(chosen)) for at in moments)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The requests of one month, followed to the as-at day."""

    month: date
    received: int
    ended: int
    """Left without a plan: refused, withdrawn, moved or ceased."""
    still_open: int
    issued_by: tuple[int | None, ...]
    """Plans issued by the end of the month of the request and of each month after; None where that is ahead."""

    @property
    def issued(self) -> int:
        """Plans issued so far."""
        return self.received - self.ended - self.still_open


def cohorts(rows: Iterable[TimelinessRow], as_at: date, months: int = COHORT_MONTHS) -> tuple[Cohort, ...]:
    """Return the requests of the last so many months, the as-at month last, each followed month by month."""
    last = _number(as_at)
    grouped: dict[int, list[tuple[str, date | None]]] = {number: [] for number in range(last - months + 1, last + 1)}
    for row in rows:
        held = grouped.get(_number(row.clock_start_on))
        status = status_as_at(row, as_at)
        if held is not None and status is not None:
            held.append((status, row.final_sent_on))
    return tuple(_cohort(number, held, last, months) for number, held in grouped.items())


def _cohort(number: int, held: Sequence[tuple[str, date | None]], last: int, months: int) -> Cohort:
    issued = [_number(final) - number for status, final in held if status == "plan_issued" and final]
    is_open = sum(status == "open" for status, _ in held)
    by_month = tuple(sum(one <= after for one in issued) if number + after <= last else None for after in range(months))
    return Cohort(
        month=date(number // 12, number % 12 + 1, 1),
        received=len(held),
        ended=len(held) - len(issued) - is_open,
        still_open=is_open,
        issued_by=by_month,
    )


def _number(on: date) -> int:
    return on.year * 12 + on.month - 1
