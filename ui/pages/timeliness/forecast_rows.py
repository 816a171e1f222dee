"""How forecasts stand in tables: bands of chance, a month judged, the cases behind each, and the reasons of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from send_desktop.services.forecast_view import NOTE, BinLine, CaseForecast, CaseLine, Group, JudgedLine
from send_desktop.wording import counted, days, full_date
from ui.pages.timeliness.behind import caseload_button
from ui.theme import px
from ui.widgets.bar_cells import BarCell
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label

LONGEST_LIST = 400
"""Cases that the list at the side shows."""

Show = Callable[[str, Sequence[int]], object]
"""Takes cases to the caseload: what they are, and their ids."""

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def group_rows(groups: Sequence[Group], opened: Callable[[Group], object]) -> list[Row]:
    """Return a line for each group with its bar; Enter lists its cases."""
    largest = max((len(one.lines) for one in groups), default=1) or 1
    return [_group_row(one, largest, opened) for one in groups]


def _group_row(one: Group, largest: int, opened: Callable[[Group], object]) -> Row:
    count = len(one.lines)
    meaning = "accent" if one.is_band else "track_past"
    return Row(
        (
            Cell(one.title, "strong" if one.is_band else "text"),
            Cell(one.words, "secondary"),
            BarCell(f"{count:,}", share=count / largest, meaning=meaning),
        ),
        act=(lambda: opened(one)) if count else None,
    )


def bin_rows(bins: Sequence[BinLine], opened: Callable[[BinLine], object]) -> list[Row]:
    """Return a line for each band of a month that was judged; Enter lists its cases."""
    return [_bin_row(one, opened) for one in bins]


def _bin_row(one: BinLine, opened: Callable[[BinLine], object]) -> Row:
    sure = f"Between {one.least:.1f} and {one.most:.1f} late in 95 of 100 months in which every forecast is right."
    return Row(
        (
            Cell(one.title, "strong", one.words),
            Cell(f"{one.count:,}"),
            Cell(f"{one.expected * one.count:.1f}", tip=sure),
            Cell(f"{one.late:,}", "strong"),
            Cell(_VERDICTS[one.verdict], "secondary", sure),
        ),
        act=lambda: opened(one),
    )


_VERDICTS = {
    "as forecast": "● As forecast",
    "more were late": "▲ More late than chance explains",
    "fewer were late": "▼ Fewer late than chance explains",
}
"""Each verdict as a shape and words."""


class CasesOf(QWidget):
    """At the side: the cases of a group, by reference; Enter says why, and from there the case opens."""

    def __init__(
        self, group: Group, why: Callable[[CaseLine], object], go: Callable[[int], object], show: Show
    ) -> None:
        super().__init__()
        self.setWindowTitle(group.title)
        self.table = CardTable(group.title, CardColumn(""), CardColumn("", 134), has_headings=False)
        self.table.show_rows([_case_row(one, why, go) for one in group.lines[:LONGEST_LIST]])
        count = len(group.lines)
        more = f"; the first {LONGEST_LIST} are here" if count > LONGEST_LIST else ""
        shown = caseload_button(group.title, [line.case_id for line in group.lines], show)
        _fill(self, f"{counted(count, 'case')}, by reference{more}. Enter says why.", shown, self.table)


class JudgedCases(QWidget):
    """At the side: the forecasts of a band and what happened; Enter opens a case."""

    def __init__(self, one: BinLine, go: Callable[[int], object], show: Show) -> None:
        super().__init__()
        self.setWindowTitle(one.title)
        self.table = CardTable(one.title, CardColumn(""), CardColumn("", 220), has_headings=False)
        self.table.show_rows([_judged_row(case, go) for case in one.cases[:LONGEST_LIST]])
        told = f"{counted(one.count, 'forecast')}; {one.late:,} came late. Enter opens a case."
        _fill(self, told, caseload_button(one.title, [line.case_id for line in one.cases], show), self.table)


class ReasonsSheet(QWidget):
    """At the side: what the forecast of one case is made of."""

    def __init__(self, forecast: CaseForecast, title: str, go: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.lines = [_said(forecast.line, "heading")]
        for heading, reasons in forecast.reasons:
            self.lines.append(_said(heading, "strong"))
            self.lines.extend(_said(one) for one in reasons)
        self.lines.append(_said(_HOW, "secondary"))
        self.lines.append(_said(NOTE, "secondary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), px(8))
        column.setSpacing(px(10))
        for one in self.lines:
            column.addWidget(one)
        if go is not None:
            self.open_button = button("Open the case", go)
            column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.lines[0] if go is None else self.open_button)


_HOW = (
    "Spells that had not ended are counted for as long as they had lasted (Kaplan-Meier). History is the two years "
    "before the day. Dates that services have promised and meetings that are set up are not looked at: they stand in "
    "the risk sentence."
)


def _case_row(one: CaseLine, why: Callable[[CaseLine], object], go: Callable[[int], object]) -> Row:
    left = f"{days(one.days_left)} left" if one.days_left >= 0 else f"{days(-one.days_left)} ago"
    said = one.words if one.chance is not None else full_date(one.due)
    return Row(
        (
            Cell(one.child, "strong", note=f"{one.reference} · {one.stage} · {one.officer or 'No officer'}"),
            Cell(said, note=left, tip=one.words),
        ),
        act=lambda: why(one),
        more=(("Open the case", lambda: go(one.case_id)),),
    )


def _judged_row(one: JudgedLine, go: Callable[[int], object]) -> Row:
    name = Cell(one.child or one.reference, "strong", note=one.reference if one.child else "")
    return Row((name, Cell(one.words, note=f"due {full_date(one.due)}")), act=lambda: go(one.case_id))


def _fill(sheet: QWidget, told: str, shown: QPushButton, table: CardTable) -> None:
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    column.addWidget(label(told, "strong", wraps=True))
    column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(table)
    column.addStretch(1)
    sheet.setFocusProxy(table)


def _said(words: str, role: str = "") -> QLabel:
    said = label(words, role, wraps=True)
    said.setTextInteractionFlags(_SELECTABLE)
    said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return said
