"""How delays stand in tables: by cause and agency, who waits for a reason, the estimate, and the cases behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.delay_reasons import AGENCIES, LIMIT_WORDS, NOT_AN_EXCEPTION
from send_desktop.measures import UNALLOCATED
from send_desktop.measures.delays import KINDS, DelayFigures, DelayLine, LateLimit
from send_desktop.measures.exposure import Exposure, ExposureLine
from send_desktop.wording import counted, days, full_date
from ui.pages.timeliness.behind import caseload_button
from ui.theme import px
from ui.widgets.bar_cells import BarCell
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import label

LONGEST_LIST = 400
"""Cases that the list at the side shows."""

ONE_OF = {
    "late_plan": "Plan sent late",
    "open_plan": "Open past 20 weeks",
    "late_decision": "Decision told late",
    "open_decision": "Undecided past 6 weeks",
    "late_refusal": "Refusal of a plan told late",
}
"""Of one case, how a limit was not kept: by the kinds of ``measures.delays.KINDS``."""

Open = Callable[[str, Sequence[LateLimit]], object]
OpenIds = Callable[[str, Sequence[int]], object]

COLUMNS = (
    CardColumn("Limits", 150, True),
    CardColumn("Plans", 60, True, gives_way=1),
    CardColumn("Decisions", 80, True, gives_way=2),
    CardColumn("Open", 56, True, gives_way=3),
    CardColumn("Median", 84, True, gives_way=4),
)
"""After the name of a cause or an agency; the first holds the bar."""


def cause_rows(figures: DelayFigures, opened: Open) -> list[Row]:
    """Return the causes, the commonest first, then what nobody has explained, then all of it."""
    lines = [*figures.by_cause, figures.unexplained, figures.excepted]
    return _rows([one for one in lines if one.late], figures.whole, opened, with_agency=True)


def agency_rows(figures: DelayFigures, opened: Open) -> list[Row]:
    """Return the agencies in the same way."""
    lines = [*figures.by_agency, figures.unexplained, figures.excepted]
    return _rows([one for one in lines if one.late], figures.whole, opened)


def _rows(lines: Sequence[DelayLine], whole: DelayLine, opened: Open, *, with_agency: bool = False) -> list[Row]:
    largest = max((one.limits for one in lines), default=1)
    return [
        *(_line_row(one, largest, opened, with_agency=with_agency) for one in lines),
        *([_whole_row(whole, opened)] if whole.late else []),
    ]


def _line_row(line: DelayLine, largest: int, opened: Open, *, with_agency: bool) -> Row:
    meaning = "at_risk" if not line.code else "excepted" if line.code == "excepted" else "accent"
    agency = AGENCIES.get(line.agency, "Several agencies") if with_agency and line.agency else ""
    bar = BarCell(f"{line.limits:,}", tip=days_words(line), share=line.limits / largest, meaning=meaning)
    name = Cell(line.title, "strong", agency)
    return Row((name, bar, *_counts(line)), act=lambda: opened(line.title, line.late))


def _whole_row(line: DelayLine, opened: Open) -> Row:
    return Row(
        (Cell(line.title, "secondary"), Cell(f"{line.limits:,}", "strong"), *_counts(line)),
        act=lambda: opened(line.title, line.late),
    )


def _counts(line: DelayLine) -> tuple[Cell, ...]:
    decided = line.count("late_decision") + line.count("late_refusal")
    still = line.count("open_plan") + line.count("open_decision")
    middle = line.median_days
    return (
        Cell(f"{line.count('late_plan'):,}", tip=KINDS["late_plan"]),
        Cell(f"{decided:,}", tip="Decisions that the family was told of late"),
        Cell(f"{still:,}", tip="Limits that have passed and are still to be met"),
        Cell("–" if middle is None else f"{middle:g} {'day' if middle == 1 else 'days'}", tip=days_words(line)),
    )


def days_words(line: DelayLine) -> str:
    """Return '1,204 days late in all'."""
    return f"{days(line.days_late)} late in all"


# --- who waits for a reason ------------------------------------------------------------------------------


def waiting_row(
    one: LateLimit, names: Mapping[int, str], give: Callable[[LateLimit], object], go: Callable[[int], object]
) -> Row:
    """Return a limit of which nobody has said why: Enter gives the reason, the menu opens the case."""
    how = "late" if one.met_on else "past"
    return Row(
        (
            Cell(names.get(one.case_id, one.reference), "strong", note=one.reference),
            Cell(LIMIT_WORDS[one.duty]),
            Cell(f"{days(one.days)} {how}", "text" if one.met_on else "breached", note=f"Due {full_date(one.due)}"),
            Cell(one.officer or "Nobody yet", "secondary"),
            Cell("Give", "button"),
        ),
        act=lambda: give(one),
        press=lambda: give(one),
        more=(("Give the reason…", lambda: give(one)), ("Open the case", lambda: go(one.case_id))),
    )


# --- the estimate -----------------------------------------------------------------------------------------


def exposure_rows(found: Exposure, opened: OpenIds) -> list[Row]:
    """Return what the estimate is made of, and what is left out of it."""
    next_month = Cell("Added in a month, if no case moves", tip="What the cases now open and late would add.")
    return [
        _money_row(found.open, opened),
        _money_row(replace(found.issued, name="Plans sent late in the period"), opened),
        Row((Cell("Together", "strong"), *_money(found.open.cases + found.issued.cases,
             found.open.months + found.issued.months, found.pounds, "strong"))),
        Row((next_month, Cell(""), Cell(""), Cell(f"+{pounds(found.next_month)}", "strong"))),
        Row((
            Cell("Left out: a listed exception", "secondary"),
            *_money(found.excepted.cases, found.excepted.months, found.excepted.pounds, "secondary"),
        ), act=lambda: opened(found.excepted.name, found.excepted.case_ids)),
    ]  # fmt: skip


def part_rows(lines: Sequence[ExposureLine], opened: OpenIds) -> list[Row]:
    """Return the estimate by team or by agency, the most first."""
    return [_money_row(one, opened) for one in lines]


def _money_row(line: ExposureLine, opened: OpenIds) -> Row:
    name = "No team" if line.name == UNALLOCATED else line.name
    return Row(
        (Cell(name), *_money(line.cases, line.months, line.pounds, "text")), act=lambda: opened(name, line.case_ids)
    )


def _money(cases: int, months: int, amount: int, role: str) -> tuple[Cell, Cell, Cell]:
    return Cell(f"{cases:,}", role), Cell(f"{months:,}", role), Cell(pounds(amount), role)


def pounds(amount: int) -> str:
    """Return '£31,200'."""
    return f"£{amount:,}"


# --- the cases behind -------------------------------------------------------------------------------------


class LateCases(QWidget):
    """At the side: the limits that a line counts, the longest delay first; Enter opens a case."""

    def __init__(
        self,
        title: str,
        late: Sequence[LateLimit],
        names: Mapping[int, str],
        go: Callable[[int], object],
        show: Callable[[str, Sequence[int]], object],
    ) -> None:
        super().__init__()
        self.setWindowTitle(title)
        ordered = sorted(late, key=lambda one: (-one.days, one.case_id))
        self.table = CardTable(title, CardColumn("", 184), CardColumn(""), CardColumn("", 76, True), has_headings=False)
        self.table.show_rows([_case_row(one, names, go) for one in ordered[:LONGEST_LIST]])
        case_ids = tuple(dict.fromkeys(one.case_id for one in ordered))
        more = f"; the {LONGEST_LIST} longest are here" if len(late) > LONGEST_LIST else ""
        in_all = days(sum(one.days for one in late))
        told = f"{counted(len(case_ids), 'case')}, {counted(len(late), 'limit')}, {in_all} late in all{more}."
        told += " Enter opens one."
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for words, role in ((told, "strong"), (NOT_AN_EXCEPTION, "secondary")):
            column.addWidget(label(words, role, wraps=True))
        self.show_button = caseload_button(title, case_ids, show)
        column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_button.setVisible(bool(late))
        column.addWidget(self.table)
        column.addStretch(1)
        if late:
            self.setFocusProxy(self.table)


def _case_row(one: LateLimit, names: Mapping[int, str], go: Callable[[int], object]) -> Row:
    return Row(
        (
            Cell(names.get(one.case_id, one.reference), "strong", note=one.reference),
            Cell(ONE_OF.get(one.kind, "After an appeal or mediation"), tip=f"The limit was {full_date(one.due)}."),
            Cell(days(one.days), "secondary"),
        ),
        act=lambda: go(one.case_id),
    )
