"""Every measure of the table, counted from one reading: whole, by group, month by month, with the cases behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.measures import (
    Breakdown,
    Cohort,
    Counted,
    Facts,
    Moment,
    TrendMonth,
    breakdown,
    cohorts,
    dimension,
    moment,
    moment_of,
    months_up_to,
    trend,
)
from send_desktop.measures.breakdown import SIDE_BY_SIDE
from send_desktop.options import Options
from send_desktop.records import Consultation, Dispute
from send_desktop.store import Reading, Store

TREND_MONTHS = 13
"""A year of months and the one that stands beside the first of them."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which cases are counted: those in one group of a dimension; every case where no dimension is named."""

    dimension: str = ""
    group: str = ""


def facts(reading: Reading, narrowed: Narrowed | None = None) -> Facts:
    """Read all that measures count, of every case or of one group."""
    options = Options.read(reading.options())
    every = Facts(
        cases=reading.timeliness_rows(),
        advice=reading.advice_rows(),
        consultations=reading.every(Consultation),
        disputes=reading.every(Dispute),
        contacts=reading.family_contacts(),
        population=options.population_to_25,
        contact_days=options.family_contact_days,
    )
    return _narrowed(every, narrowed)


def moment_asked(as_at: date, period: str = "year", days: tuple[date, date] | None = None) -> Moment:
    """Return the moment of a named period, or of the days given."""
    return moment(as_at, *days) if days else moment_of(period, as_at)


def counted(store: Store, at: Moment, narrowed: Narrowed | None = None) -> Counted:
    """Count every measure at a moment."""
    with store.look() as reading:
        return Counted(facts(reading, narrowed), at)


def broken_down(
    store: Store,
    at: Moment,
    by: str,
    measures: Sequence[str] = SIDE_BY_SIDE,
    *,
    excluding: bool = False,
    narrowed: Narrowed | None = None,
) -> Breakdown:
    """Return figures by the groups of a dimension. Raises KeyError for a dimension or measure that does not exist."""
    return breakdown(counted(store, at, narrowed), dimension(by), measures, excluding=excluding)


def over_months(
    store: Store,
    as_at: date,
    measures: Sequence[str] = SIDE_BY_SIDE,
    months: int = TREND_MONTHS,
    narrowed: Narrowed | None = None,
) -> tuple[TrendMonth, ...]:
    """Return figures of the last so many months."""
    with store.look() as reading:
        held = facts(reading, narrowed)
    return trend(held, months_up_to(as_at, months), measures)


def followed(store: Store, as_at: date, narrowed: Narrowed | None = None) -> tuple[Cohort, ...]:
    """Return the requests of each of the last months, followed."""
    with store.look() as reading:
        return cohorts(facts(reading, narrowed).cases, as_at)


def _narrowed(every: Facts, narrowed: Narrowed | None) -> Facts:
    if narrowed is None or not narrowed.dimension:
        return every
    by = dimension(narrowed.dimension)
    return every.only(lambda row: by.value(row) == narrowed.group)
