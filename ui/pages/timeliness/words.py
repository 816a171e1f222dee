"""What the Timeliness screen says, from the same gathered sheet that the workbook is written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from send_desktop.measures.dictionary import measure
from send_desktop.measures.figures import Ratio, Timeliness
from send_desktop.measures.weeks import WeekCounts
from send_desktop.risk import STATES
from send_desktop.wording import day_month, month_name, plain_date
from ui.pages.timeliness.behind import Behind
from ui.widgets.bar_cells import bar_cells
from ui.widgets.card_table import Cell, Row
from ui.widgets.figure_tile import Figure

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import OfficerLine, TimelinessSheet
    from send_desktop.measures import Figure as Counted
    from send_desktop.services.dashboard import Waiting

BANDS = {
    "under_20": ("Up to 20 weeks", "accent"),
    "20_to_26": ("20 to 26 weeks", "breached"),
    "26_to_39": ("26 to 39 weeks", "breached"),
    "39_to_52": ("39 to 52 weeks", "breached"),
    "over_52": ("Over 52 weeks", "breached"),
}
"""Words and colour of each band of open cases."""

OPEN_STATE_CODES = ("breached", "will_breach", "at_risk", "on_track", "excepted")


def tiles(sheet: TimelinessSheet, due: Counted) -> tuple[Figure, ...]:
    """Return the six headlines; ``due`` is of the plans due to date, as the weekly sheet counts them."""
    shown = sheet.figures
    decisions = shown.decisions_within_6_weeks
    return (
        _share("issued in 20 weeks, without exceptions", shown.within_20_weeks.excluding, "within_20_weeks"),
        _share("issued in 20 weeks, with exceptions", shown.within_20_weeks.including, "within_20_weeks"),
        _share("of plans due issued in time, with exceptions", Ratio(int(due.n), due.d or 0), "due_on_time"),
        Figure(
            figure=_weeks(shown.mean_weeks.including),
            words="mean weeks to issue",
            counted=f"median {_weeks(shown.median_weeks.including)}" if shown.plans_issued else "no plan issued",
            measure="mean_weeks",
        ),
        _past_20(sheet),
        _share("of decisions told in 6 weeks", decisions, "decisions_within_6_weeks"),
    )


def definition(shown: Figure) -> str:
    """Say how a figure is counted, as the workbook's definitions do."""
    known = measure(shown.measure)
    counted = f"{shown.figure} {shown.words}{f' ({shown.counted})' if shown.counted else ''}."
    return "\n\n".join(words for words in (counted, known.definition, known.caution) if words)


def issued_rows(shown: Timeliness) -> list[Row]:
    """Return the chart of months of issue as a table."""
    return [
        _row(month_name(one.month), one.issued, one.on_time.n, _pct(one.on_time), _of(one.on_time_excluding),
             _pct(one.on_time_excluding))
        for one in shown.issued_by_month
    ]  # fmt: skip


def due_rows(shown: Timeliness) -> list[Row]:
    """Return the chart of months of falling due as a table."""
    return [
        _row(month_name(one.month), one.due, one.issued_on_time, one.issued_late, one.open_overdue,
             one.open_not_yet_due, _pct(one.on_time))
        for one in shown.due_by_month
    ]  # fmt: skip


def advice_rows(
    sheet: TimelinessSheet, waits: Mapping[str, Sequence[Waiting]], opened: Callable[[Behind], object]
) -> list[Row]:
    """Return each service's waiting requests, the longest queue first; Enter opens its cases."""
    found = [(code, one) for code, one in sheet.figures.advice_outstanding.items() if code != "all" and one.waiting]
    found.sort(key=lambda item: (-item[1].waiting, item[0]))
    bars = bar_cells(one.waiting for _, one in found)
    named = [(code, sheet.service_names.get(code, code), one) for code, one in found]
    return [
        Row(
            (
                Cell(name),
                bar,
                Cell(f"{one.over_6_weeks:,}", "strong" if one.over_6_weeks else "secondary"),
                Cell("–" if one.oldest_days is None else _week_words(one.oldest_days)),
            ),
            act=partial(opened, Behind(f"Waiting for {name}", cases_of(waits.get(code, ())))),
        )
        for (code, name, one), bar in zip(named, bars, strict=True)
    ]


def cases_of(waits: Iterable[Waiting]) -> tuple[int, ...]:
    """Return the cases of requests that wait, each once."""
    return tuple(dict.fromkeys(one.case_id for one in waits))


def band_rows(shown: Timeliness) -> list[Row]:
    """Return open cases by how long they have been open."""
    bars = bar_cells(shown.open_bands.values(), [BANDS[band][1] for band in shown.open_bands])
    return [Row((Cell(BANDS[band][0]), bar)) for band, bar in zip(shown.open_bands, bars, strict=True)]


def week_rows(this: WeekCounts, before: WeekCounts) -> list[Row]:
    """Return what happened in the week beside the week before."""
    parts = (
        ("Requests received", "received"),
        ("First decisions told", "decided"),
        ("Plans issued", "issued"),
        ("Cases closed", "closed"),
        ("Limits newly passed", "newly_breached"),
    )
    return [_week_row(words, getattr(this, name), getattr(before, name)) for words, name in parts]


def week_words(week: WeekCounts, today: date) -> str:
    """Return '14 to 20 Nov'."""
    same = (week.first.year, week.first.month) == (week.last.year, week.last.month)
    first = str(week.first.day) if same else day_month(week.first, today)
    return f"{first} to {day_month(week.last, today)}"


def officer_rows(officers: tuple[OfficerLine, ...]) -> list[Row]:
    """Return each officer's open cases, by state, nobody's first."""
    return [_officer_row(one) for one in officers]


def period_words(shown: Timeliness) -> str:
    """Return '1 January to 20 November 2026'."""
    first, last = shown.period_from, shown.period_to
    same = first.year == last.year
    begins = f"{first.day} {month_name(first)}" if same else plain_date(first)
    return f"{begins} to {plain_date(last)}"


def state_titles() -> tuple[str, ...]:
    """Return the words of the states that an open case can have, in the order of the officers' columns."""
    words = {one.code: one.word for one in STATES}
    return tuple(words[code] for code in OPEN_STATE_CODES)


def _past_20(sheet: TimelinessSheet) -> Figure:
    shown = sheet.figures
    oldest = max((line.day_number for line in sheet.open_cases), default=0)
    return Figure(
        figure=f"{shown.open_over_20_weeks:,}",
        words="open past 20 weeks",
        counted=f"of {shown.open_cases:,} open, oldest {oldest // 7} weeks" if shown.open_cases else "none open",
        measure="open_over_20_weeks",
        shape="square" if shown.open_over_20_weeks else "",
        meaning="breached" if shown.open_over_20_weeks else "text",
    )


def _share(words: str, ratio: Ratio, measure_id: str) -> Figure:
    return Figure(
        figure="–" if ratio.pct is None else f"{ratio.pct:.1f}%",
        words=words,
        counted=f"{ratio.n:,} of {ratio.d:,}" if ratio.d else "none to count yet",
        measure=measure_id,
    )


def _week_row(words: str, this: int, before: int) -> Row:
    change = this - before
    sign = "+" if change > 0 else "−" if change < 0 else ""
    told = f"{sign}{abs(change):,}" if change else "same"
    return Row((Cell(words), Cell(f"{this:,}", "strong"), Cell(f"{before:,}"), Cell(told, "secondary")))


def _officer_row(one: OfficerLine) -> Row:
    name = Cell("Nobody yet" if one.name.startswith("(") else one.name, "strong")
    counts = (one.open_cases, one.over_20_weeks, one.undecided)
    states = (one.by_state.get(code, 0) for code in OPEN_STATE_CODES)
    return Row((name, *(_count(number) for number in (*counts, *states))))


def _row(first: str, *rest: object) -> Row:
    return Row((Cell(first), *(Cell(f"{one:,}" if isinstance(one, int) else str(one)) for one in rest)))


def _count(number: int) -> Cell:
    return Cell(f"{number:,}", "text" if number else "secondary")


def _of(ratio: Ratio) -> str:
    return f"{ratio.n:,} of {ratio.d:,}"


def _pct(ratio: Ratio) -> str:
    return "–" if ratio.pct is None else f"{ratio.pct:.1f}%"


def _weeks(weeks: float | None) -> str:
    return "–" if weeks is None else f"{weeks:.1f}"


def _week_words(days: int) -> str:
    weeks = days // 7
    return f"{weeks} week" if weeks == 1 else f"{weeks} weeks"
