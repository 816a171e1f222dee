"""What the dashboard's charts of rows show: what waits for each service, and what each officer holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from send_desktop.measures.load import STUDY_HOURS, OfficerLoad
from send_desktop.services.dashboard import Dashboard, Waiting
from send_desktop.wording import counted
from ui.pages.timeliness.behind import Behind
from ui.pages.timeliness.words import cases_of
from ui.widgets.bar_cells import BarCell
from ui.widgets.card_table import Cell, Row
from ui.widgets.chart_data import Category, ChartData, Level, Mark, Series

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import TimelinessSheet

Open = Callable[[Behind], object]

BANDS = (
    ("Up to 6 weeks", 0, 42, "accent", "solid"),
    ("6 to 13 weeks", 42, 91, "at_risk", "slanted"),
    ("13 to 19 weeks", 91, 133, "will_breach", "dotted"),
    ("Over 19 weeks", 133, 100_000, "breached", "crossed"),
)
"""Bands of waiting: words, more than so many days, at most so many, colour and pattern."""

NOBODY = "Nobody yet"


# --- advice ---------------------------------------------------------------------------------------


def advice_chart(sheet: TimelinessSheet, board: Dashboard) -> ChartData:
    """Return what waits for each service by how long it has waited, the longest queue first."""
    named = [(sheet.service_names.get(code, code), waits) for code, waits in board.advice.items() if waits]
    named.sort(key=lambda item: (-len(item[1]), item[0]))
    return ChartData(
        id=f"advice-waiting-{board.as_at}",
        title=_advice_title(named),
        categories=tuple(Category((name,), _ends(waits)) for name, waits in named),
        series=tuple(
            Series(name=band[0], marks=tuple(_band(name, waits, band) for name, waits in named), meaning=band[3],
                   pattern=band[4])
            for band in BANDS
        ),
        is_stacked=True,
        foot="Requests for advice on open cases that wait for an answer, by how long; beside each bar all of them and "
        "the oldest.",
    )  # fmt: skip


def _advice_title(named: Sequence[tuple[str, Sequence[Waiting]]]) -> str:
    if not named:
        return "No advice is waiting on an open case"
    name, waits = named[0]
    return f"{name} keeps {len(waits):,} waiting, the oldest {counted(waits[0].days // 7, 'week')}"


def _ends(waits: Sequence[Waiting]) -> tuple[str, ...]:
    weeks = waits[0].days // 7
    return f"{len(waits):,}, oldest {counted(weeks, 'week')}", f"{len(waits):,} · {weeks} w", f"{len(waits):,}"


def _band(name: str, waits: Sequence[Waiting], band: tuple[str, int, int, str, str]) -> Mark:
    words, over, most, _, _ = band
    found = [one for one in waits if over < one.days <= most or (not over and one.days <= most)]
    if not found:
        return Mark(value=None)
    waiting = f"{name}: {len(found):,} waiting {words[:1].lower()}{words[1:]}"
    return Mark(
        value=len(found),
        words=f"{len(found):,}",
        says=f"{waiting}; {len(waits):,} in all, the oldest {counted(waits[0].days // 7, 'week')}",
        opens=Behind(f"Waiting for {name}: {words[:1].lower()}{words[1:]}", cases_of(found)),
    )


# --- load -----------------------------------------------------------------------------------------


def load_chart(board: Dashboard) -> ChartData:
    """Return the hours of work left that each officer holds, in the order of the alphabet, beside the average."""
    found, lines = board.loads, _held(board)
    title = "No officer holds an open case"
    if found.officers:
        title = f"An officer holds {found.mean_cases:g} cases on average, {found.mean_hours:,.0f} hours of work left"
    return ChartData(
        id=f"load-{board.as_at}",
        title=title,
        categories=tuple(Category((_name(one, board),), _load_ends(one)) for one in lines),
        series=(Series(name="Hours left", marks=tuple(_load_mark(one, board) for one in lines)),) if lines else (),
        levels=(Level(f"Average {found.mean_hours:,.0f} h", found.mean_hours),) if len(found.officers) > 1 else (),
        foot=_load_foot(board),
    )


def _load_foot(board: Dashboard) -> str:
    hours, study = f"{board.weights.minutes / 60:.1f}", STUDY_HOURS["case_officer"]
    whose = "as in the Department's time study" if hours == study else f"{study} in the Department's time study"
    return (
        f"Hours left of the case officer's {hours} on each plan ({whose}; the options set it), by the stages still "
        "ahead. An aid to share work: it does not know how hard a case is, and ranks nobody."
    )


def load_rows(board: Dashboard, opened: Open) -> list[Row]:
    """Return the same as a table; Enter lists an officer's cases."""
    lines = _held(board)
    largest = max((one.hours for one in lines), default=0.0) or 1.0
    return [_load_row(one, largest, board, opened) for one in lines]


def _held(board: Dashboard) -> list[OfficerLoad]:
    found = board.loads
    return [*found.officers, *([found.nobody] if found.nobody.cases else [])]


def _name(one: OfficerLoad, board: Dashboard) -> str:
    return NOBODY if one is board.loads.nobody else one.officer


def _load_ends(one: OfficerLoad) -> tuple[str, ...]:
    return f"{one.hours:,.0f} h, {counted(one.cases, 'case')}", f"{one.hours:,.0f} h · {one.cases:,}"


def _load_mark(one: OfficerLoad, board: Dashboard) -> Mark:
    name, is_nobody = _name(one, board), one is board.loads.nobody
    beside = "" if is_nobody else f", {_beside(one, board)} to the average"
    return Mark(
        value=one.hours or None,
        words=f"{one.hours:,.0f}",
        says=f"{name}: {one.hours:,.0f} hours left on {counted(one.cases, 'case')}{beside}",
        opens=Behind(f"Held by {name}", one.case_ids),
        meaning="secondary" if is_nobody else "",
        is_running=is_nobody,
    )


def _beside(one: OfficerLoad, board: Dashboard) -> str:
    beside = one.hours - board.loads.mean_hours
    return f"{'+' if beside > 0 else '−' if beside < 0 else ''}{abs(beside):,.0f}"


def _load_row(one: OfficerLoad, largest: float, board: Dashboard, opened: Open) -> Row:
    name, is_nobody = _name(one, board), one is board.loads.nobody
    return Row(
        (
            Cell(name, "strong"),
            Cell(f"{one.cases:,}"),
            BarCell(f"{one.hours:,.0f}", share=one.hours / largest, meaning="secondary" if is_nobody else "accent"),
            Cell(
                "" if is_nobody else _beside(one, board),
                "secondary",
                "Hours beside the average of officers who hold cases",
            ),
        ),
        act=partial(opened, Behind(f"Held by {name}", one.case_ids)),
    )
