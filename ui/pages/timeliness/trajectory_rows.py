"""The trajectory's figures as rows: what-ifs side by side, and the fan as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from send_desktop.forecast.fan import Band, Outcome, When
from send_desktop.services.trajectory import TrajectoryMonth
from send_desktop.wording import ABSENT, month_name
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.fan_chart import FanLine

Act = Callable[[], object]
T = TypeVar("T")

COMPARED = (
    CardColumn("What if"), CardColumn("A year", 104, True), CardColumn("Two years", 104, True, gives_way=2),
    CardColumn("Backlog clears", 150, True), CardColumn("Lowest", 92, True), CardColumn("Second year", 104, True),
    CardColumn("Target reached", 150, True, gives_way=1),
)  # fmt: skip

_YEARS = (11, 23)
"""The months ahead at whose ends the orders of work are held beside each other."""

_GOES = (1, 8, 2, 7, 3, 6, 4, 5)

QUARTERS = (CardColumn("Three months to"), *(CardColumn("", 78, True, gives_way=place) for place in _GOES))
"""Headed by the last month of each three; every second one goes first where room is short.

Two years hold eight of them, but seven where they begin with a month: the last month is not whole then.
"""

ORDERED = (
    CardColumn("The psychologists take"), CardColumn("Second year in 20 weeks", 178, True),
    CardColumn("Past 20 weeks in a year", 178, True, gives_way=1), CardColumn("In two years", 104, True),
)  # fmt: skip

MONTHLY = (
    CardColumn("Month"), CardColumn("Issued in 20 weeks", 140, True), CardColumn("90 in 100", 104, True),
    CardColumn("50 in 100", 104, True, gives_way=1),
)  # fmt: skip

FLOW = (
    CardColumn("Month"), CardColumn("Plans issued", 104, True), CardColumn("Open", 96, True),
    CardColumn("Past 20 weeks", 110, True), CardColumn("Wait for the EP", 118, True),
)  # fmt: skip


def compared_rows(outcomes: Sequence[Outcome], own: Mapping[str, tuple[Act, Act]] | None = None) -> list[Row]:
    """Return one row a what-if; ``own`` says by title how one is changed, and how it is taken off."""
    return [_row(one, (own or {}).get(one.what.title)) for one in outcomes]


def _row(one: Outcome, acts: tuple[Act, Act] | None) -> Row:
    change, take_off = acts or (None, None)
    return Row(_compared(one), change, more=(("Take off", take_off),) if take_off else ())


def _compared(one: Outcome) -> tuple[Cell, ...]:
    return (
        Cell(one.what.title, "strong"),
        Cell(pounds(one.cost.a_year)),
        Cell(pounds(one.cost.total)),
        Cell("no backlog" if one.is_clear else _when(one.clears)),
        Cell(_between(one.dip.p25, one.dip.p75)),
        Cell(_percent(one.last_year)),
        Cell(_when(one.target_reached)),
    )


def order_rows(orders: Sequence[Outcome]) -> list[Row]:
    """Return what each order of work does to the share issued in time, and to those who wait longest."""
    return [
        Row((
            Cell(found.what.title, "strong"),
            Cell(_percent(found.last_year)),
            *(_children(found.months[min(at, len(found.months) - 1)].over) for at in _YEARS),
        ))
        for found in orders
    ]  # fmt: skip


def quarter_titles(now: Outcome) -> list[str]:
    """Return the heading of each column: the last month of three, 'Feb 27'."""
    return ["Three months to", *_filled([f"{month_name(one.last)[:3]} {one.last:%y}" for one in now.quarters], "")]


def quarter_rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Return the middle share of each three months under each what-if: what the chart's lines show."""
    return [
        Row((
            Cell(found.what.title, "strong"),
            *_filled([Cell(_percent(one.share)) for one in found.quarters], Cell("")),
        ))
        for found in outcomes
    ]  # fmt: skip


def _filled(known: Sequence[T], empty: T) -> list[T]:
    """Return one for each column of three months, empty ones where there are fewer."""
    return [*known, *[empty] * len(_GOES)][: len(_GOES)]


def fan_lines(outcomes: Sequence[Outcome]) -> list[FanLine]:
    """Return the line of each what-if but the first, through the middle of each three months."""
    return [FanLine(found.what.title, tuple(_points(found))) for found in outcomes[1:]]


def _points(found: Outcome) -> Iterator[tuple[date, float]]:
    before = {one.month: at for at, one in enumerate(found.months)}
    for one in found.quarters:
        if one.share.median is not None:
            yield found.months[before[one.last] - 1].month, one.share.median


def month_rows(months: Sequence[TrajectoryMonth]) -> list[Row]:
    """Return the fan as a table: what was, then the middle and the bands."""
    return [Row(_month(one)) for one in months]


def _month(one: TrajectoryMonth) -> tuple[Cell, ...]:
    name = f"{month_name(one.month)} {one.month.year}"
    if one.band is None:
        share = ABSENT if one.actual is None else f"{one.actual:.1f}%"
        return Cell(name), Cell(share, "strong"), Cell("as it was", "secondary"), Cell("")
    band = one.band
    return Cell(name), Cell(_percent(band)), Cell(_between(band.p5, band.p95)), Cell(_between(band.p25, band.p75))


def flow_rows(found: Outcome) -> list[Row]:
    """Return issued, open and late side by side, month by month: the middle of the runs with its 90 in 100."""
    return [
        Row((
            Cell(f"{month_name(one.month)} {one.month.year}"),
            *(_children(band) for band in (one.issued, one.open, one.over, one.ep_queue)),
        ))
        for one in found.months
    ]  # fmt: skip


def _children(band: Band) -> Cell:
    if band.median is None or band.p5 is None or band.p95 is None:
        return Cell(ABSENT)
    return Cell(f"{band.median:,.0f}", tip=f"90 in 100 between {band.p5:,.0f} and {band.p95:,.0f}")


def pounds(amount: int) -> str:
    """Return '£144,000', '-£72,000', or nothing spent."""
    if amount == 0:
        return "nothing"
    return f"£{amount:,}" if amount > 0 else f"-£{-amount:,}"


def _when(when: When) -> str:
    if when.middle is None:
        return "not in two years"
    return f"{month_name(when.middle)[:3]} {when.middle.year}"


def _percent(band: Band) -> str:
    return ABSENT if band.median is None else f"{band.median:.0f}%"


def _between(low: float | None, high: float | None) -> str:
    return ABSENT if low is None or high is None else f"{low:.0f} to {high:.0f}%"
