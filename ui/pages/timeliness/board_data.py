"""What the dashboard's charts show, built from the sheet and the dashboard: titles that say the finding, and marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from send_desktop.measures.ahead import LAST_WEEK, WAITS, WeekAhead
from send_desktop.measures.dictionary import measure
from send_desktop.measures.figures import Ratio
from send_desktop.services.dashboard import Dashboard
from send_desktop.wording import counted, day_month, listed, month_name
from ui.pages.timeliness.behind import Behind
from ui.widgets.card_table import Cell, Row
from ui.widgets.chart_data import Category, ChartData, Divider, Level, Mark, Series

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import TimelinessSheet

Open = Callable[[Behind], object]
WEEK_20 = 20
FILLS = {
    "ep": ("will_breach", "solid"),
    "advice": ("at_risk", "slanted"),
    "decision": ("accent", "dotted"),
    "reply": ("excepted", "crossed"),
    "ours": ("on_track", "striped"),
    "other": ("secondary", "open"),
}
"""Colour and pattern of what cases wait for."""


# --- months ---------------------------------------------------------------------------------------


def issued_chart(sheet: TimelinessSheet, board: Dashboard) -> ChartData:
    """Return plans issued in 20 weeks by month of issue, beside the target and the chosen comparators."""
    months = [(one.month, one.on_time_excluding) for one in sheet.figures.issued_by_month]
    whole = sheet.figures.within_20_weeks.excluding
    found = f"{whole.pct:.1f}% of plans issued in 20 weeks" if whole.pct is not None else "No plan issued yet"
    lines = [
        Level(f"{_short(one.title)} {one.year} {one.words}", one.value, is_dashed=False) for one in sheet.comparators
    ]
    return _months(
        ChartData(
            id=f"issued-by-month-{board.as_at}",
            title=found,
            levels=(*_target(sheet), *lines),
            foot="Per cent of the plans issued, whose number stands under the month, without those that have an "
            "exception. Hatched: the month is not over.",
        ),
        months, board.issued, board.as_at, "Issued",
    )  # fmt: skip


def due_chart(sheet: TimelinessSheet, board: Dashboard) -> ChartData:
    """Return plans issued in time by the month in which they fell due, beside the target."""
    months = [(one.month, one.on_time) for one in sheet.figures.due_by_month]
    over = [share for month, share in months if month < board.as_at.replace(day=1)]
    whole = Ratio(sum(one.n for one in over), sum(one.d for one in over))
    found = f"{whole.pct:.1f}% of plans due issued in time" if whole.pct is not None else "No plan has fallen due yet"
    return _months(
        ChartData(
            id=f"due-by-month-{board.as_at}",
            title=found,
            levels=_target(sheet),
            foot="Per cent of the plans due, whose number stands under the month. Hatched: the month is not over, and "
            "open plans may yet be in time.",
        ),
        months, board.due, board.as_at, "Due",
    )  # fmt: skip


def _short(title: str) -> str:
    """Return 'Neighbours' of 'Neighbours, middle of 10': on the chart of months there is room for no more."""
    return title.partition(", middle of")[0]


def _target(sheet: TimelinessSheet) -> tuple[Level, ...]:
    return (Level(f"Target {sheet.target_pct:.0f}%", sheet.target_pct),) if sheet.target_pct else ()


def _months(
    data: ChartData, months: Sequence[tuple[date, Ratio]], cases: dict[date, tuple[int, ...]], as_at: date, what: str
) -> ChartData:
    running = as_at.replace(day=1)
    marks = tuple(_month(month, share, month < running, cases.get(month, ()), what) for month, share in months)
    categories = tuple(
        Category((month_name(month)[:3], month_name(month)[:1]), (f"of {share.d:,}", f"{share.d:,}"))
        for month, share in months
    )
    return replace(data, categories=categories, series=(Series(name=what, marks=marks),), is_per_cent=True)


def _month(month: date, share: Ratio, is_over: bool, cases: tuple[int, ...], what: str) -> Mark:
    name = month_name(month)
    if not share.d or share.pct is None:
        return Mark(value=None, says=f"{name}: none")
    return Mark(
        value=share.pct,
        words=f"{share.pct:.1f}",
        says=f"{name}{'' if is_over else ', not over'}: {share.pct}%, {share.n} of {share.d}",
        opens=Behind(f"{what} in {name}", cases),
        is_running=not is_over,
    )


# --- open cases by week ---------------------------------------------------------------------------


def weeks_chart(board: Dashboard) -> ChartData:
    """Return open cases by week of the pathway, those past week 20 in the colour of a breach."""
    past = sum(len(one) for one in board.by_week[WEEK_20 + 1 :])
    total = sum(map(len, board.by_week))
    marks = tuple(_week(week, cases) for week, cases in enumerate(board.by_week))
    found = f"{past:,} of {counted(total, 'open case')} {'is' if past == 1 else 'are'} past week 20" if past else (
        f"None of {counted(total, 'open case')} is past week 20" if total else "No case is open"
    )  # fmt: skip
    return ChartData(
        id=f"open-by-week-{board.as_at}",
        title=found,
        categories=tuple(Category((week_name(week),)) for week in range(LAST_WEEK + 1)) if total else (),
        series=(Series(name="Open cases", marks=marks),),
        divider=Divider(WEEK_20 + 1, "20 weeks"),
        foot="Open cases by the week of the pathway that they are in; the last bar holds week 40 and every later one.",
    )


def week_name(week: int) -> str:
    """Return '12', and '40+' for the last."""
    return f"{week}+" if week == LAST_WEEK else f"{week}"


def _week(week: int, cases: tuple[int, ...]) -> Mark:
    is_past = week > WEEK_20
    says = f"Week {week_name(week)}: {counted(len(cases), 'case')}{', past 20 weeks' if is_past and cases else ''}"
    return Mark(
        value=len(cases) or None,
        words=f"{len(cases):,}" if cases else "",
        says=says if cases else "",
        opens=Behind(f"Open in week {week_name(week)}", cases) if cases else None,
        meaning="breached" if is_past else "accent",
    )


def weeks_rows(board: Dashboard, opened: Open) -> list[Row]:
    """Return the same as a table, weeks without a case left out."""
    return [
        _mark_row(f"Week {week_name(at)}", (one,), (len(board.by_week[at]),), opened)
        for at, one in enumerate(weeks_chart(board).series[0].marks)
        if one.value
    ]


# --- in and out -----------------------------------------------------------------------------------


def flow_chart(board: Dashboard) -> ChartData:
    """Return requests in and cases ended by week, under the line of open cases."""
    came = sum(one.received + one.reopened for one in board.flow)
    ended = sum(one.closed for one in board.flow)
    change = came - ended
    now = board.flow[-1].open_at_end
    moved = f"{'rose' if change > 0 else 'fell'} from {now - change:,} to {now:,}" if change else "did not change"
    return ChartData(
        id=f"in-and-out-{board.as_at}",
        title=f"Open cases {moved} in {len(board.flow)} weeks: {came:,} came in, {ended:,} ended",
        categories=tuple(
            Category((short_day(one.last), f"{one.last.day}")) for one in board.flow
        ),
        series=(
            Series(name="In", marks=tuple(_flow_mark(board, at, "in") for at in range(len(board.flow)))),
            Series(
                name="Out",
                marks=tuple(_flow_mark(board, at, "out") for at in range(len(board.flow))),
                meaning="secondary",
                pattern="slanted",
            ),
            Series(
                name="Open at the end",
                marks=tuple(_flow_mark(board, at, "open") for at in range(len(board.flow))),
                meaning="text",
                is_line=True,
            ),
        ),
        foot="Weeks by their last day. In: requests, and cases open again. The line of open cases has its own scale.",
    )  # fmt: skip


def _flow_mark(board: Dashboard, at: int, which: str) -> Mark:
    week, cases = board.flow[at], board.flow_cases[at]
    number, found, words = {
        "in": (week.received + week.reopened, cases.came, "in"),
        "out": (week.closed, cases.ended, "out"),
        "open": (week.open_at_end, cases.open, "open at its end"),
    }[which]
    last = f"Week to {day_month(week.last, board.as_at)}"
    return Mark(
        value=number if number or which == "open" else None,
        words=f"{number:,}",
        says=f"{last}: {number:,} {words}",
        opens=Behind(f"{last}: {words}", tuple(dict.fromkeys(found))) if found else None,
    )


def flow_rows(board: Dashboard, opened: Open) -> list[Row]:
    """Return the same as a table, the newest week last; Enter opens what came in."""
    series = flow_chart(board).series
    return [
        _mark_row(day_month(week.last, board.as_at), tuple(one.marks[at] for one in series),
                  (week.received + week.reopened, week.closed, week.open_at_end), opened)
        for at, week in enumerate(board.flow)
    ]  # fmt: skip


# --- what is coming -------------------------------------------------------------------------------


def ahead_chart(board: Dashboard) -> ChartData:
    """Return the cases whose 20 weeks end in the weeks to come, stacked by what they wait for."""
    totals = {code: sum(len(week.by_wait.get(code, ())) for week in board.ahead) for code in WAITS}
    shown = [code for code in WAITS if totals[code]]
    return ChartData(
        id=f"breaches-ahead-{board.as_at}",
        title=ahead_words(totals),
        categories=tuple(Category((short_day(one.first), f"{one.first.day}")) for one in board.ahead) if shown else (),
        series=tuple(_waiting(code, totals[code], board.ahead, board.as_at) for code in shown),
        is_stacked=True,
        foot="Open cases by the week in which their 20 weeks end, weeks by their first day. What they wait for is as "
        "the records stand now.",
    )


def ahead_words(totals: dict[str, int]) -> str:
    """Return '38 cases reach week 20 in the next eight weeks: 22 wait for EP advice and 16 for a decision'."""
    total = sum(totals.values())
    if not total:
        return "No case reaches week 20 in the next eight weeks"
    most = sorted((code for code in totals if totals[code] and code != "other"), key=lambda one: -totals[one])[:3]
    wait = [
        f"{totals[code]:,} {'waits for' if totals[code] == 1 else 'wait for'} {WAITS[code]}"
        if place == 0
        else f"{totals[code]:,} for {WAITS[code]}"
        for place, code in enumerate(most)
    ]
    reach = f"{counted(total, 'case')} {'reaches' if total == 1 else 'reach'} week 20 in the next eight weeks"
    return f"{reach}: {listed(wait)}" if wait else reach


def _waiting(code: str, total: int, weeks: Sequence[WeekAhead], as_at: date) -> Series:
    meaning, pattern = FILLS[code]
    name = WAITS[code] if code != "other" else "excepted or ended since"
    marks = tuple(_waiting_mark(week, code, name, as_at) for week in weeks)
    return Series(name=f"{name[:1].upper()}{name[1:]} {total:,}", marks=marks, meaning=meaning, pattern=pattern)


def _waiting_mark(week: WeekAhead, code: str, name: str, as_at: date) -> Mark:
    cases = week.by_wait.get(code, ())
    if not cases:
        return Mark(value=None)
    span = f"Week from {day_month(week.first, as_at)}"
    says = f"{span}: {counted(len(cases), 'case')}, {name}"
    return Mark(value=len(cases), words=f"{len(cases):,}", says=says, opens=Behind(f"{span}: {name}", cases))


def ahead_rows(board: Dashboard, opened: Open) -> list[Row]:
    """Return the same as a table: a line a week, its total and each thing that is waited for."""
    return [_ahead_row(week, board.as_at, opened) for week in board.ahead]


def _ahead_row(week: WeekAhead, as_at: date, opened: Open) -> Row:
    first, cases = day_month(week.first, as_at), week.case_ids
    cells = (Cell(first, "strong"), Cell(f"{len(cases):,}", "strong"), *(
        Cell(f"{len(week.by_wait.get(code, ())):,}", "text" if week.by_wait.get(code) else "secondary")
        for code in WAITS
    ))  # fmt: skip
    return Row(cells, act=(lambda: opened(Behind(f"Week from {first}", cases))) if cases else None)


def _mark_row(name: str, marks: Sequence[Mark], numbers: Sequence[int], opened: Open) -> Row:
    """Return a line of numbers; Enter opens the first that has cases, the menu any."""
    can = [one for one in marks if one.opens]
    more = tuple((f"{one.says}…", lambda one=one: opened(one.opens)) for one in can)
    return Row(
        (Cell(name, "strong"), *(Cell(f"{one:,}") for one in numbers)),
        act=more[0][1] if more else None,
        more=more if len(more) > 1 else (),
    )


def short_day(on: date) -> str:
    """Return '7 Jan', whatever the year: the weeks of a chart follow one another."""
    return f"{on.day} {month_name(on)[:3]}"


def definition_of(measure_id: str) -> str:
    """Return how a figure is counted, with the trap that it carries."""
    known = measure(measure_id)
    return "\n\n".join(words for words in (known.definition, known.caution) if words)
