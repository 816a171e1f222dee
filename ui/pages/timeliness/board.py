"""The charts of the overview as cards: each opens to its cases, has its table, and becomes a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QPushButton

from send_desktop.measures.ahead import WAITS
from send_desktop.services.dashboard import Dashboard
from ui.pages.timeliness import board_data as data
from ui.pages.timeliness import board_queues as queues
from ui.pages.timeliness import words as say
from ui.pages.timeliness.behind import Behind
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.card_table import CardColumn, CardTable, Row
from ui.widgets.chart import Chart
from ui.widgets.chart_card import ChartCard
from ui.widgets.labels import button
from ui.widgets.row_chart import RowChart

if TYPE_CHECKING:
    from send_desktop.exports.timeliness.sheet import TimelinessSheet

VIEWS = (("issued", "By month of issue"), ("due", "By month due"))
COUNT = 76
HEIGHT = 208
"""The height of a chart, in pixels at 100 per cent."""


class Board:
    """The six charts. ``opened`` is handed the ``Behind`` of whatever is opened."""

    def __init__(self, opened: Callable[[Behind], object]) -> None:
        self._opened = opened
        self._view = "issued"
        self._shown: tuple[TimelinessSheet, Dashboard] | None = None
        self.views: dict[str, QPushButton] = {}
        self._group = QButtonGroup()
        self._make_tables()
        self.months = ChartCard("issued-by-month", self.issued, Chart(HEIGHT), self._view_chips())
        self.due.setParent(self.months)  # so that it goes with the card, though it is laid out when it is first chosen
        self.due.hide()
        self.ahead = ChartCard("breaches-ahead", self.ahead_table, Chart(HEIGHT))
        self.weeks = ChartCard("open-by-week", self.week_table, Chart(HEIGHT))
        self.flow = ChartCard("in-and-out", self.flow_table, Chart(HEIGHT + 24))
        self.advice = ChartCard("advice-waiting", self.advice_table, RowChart())
        self.load = ChartCard("load", self.load_table, RowChart(), profile="named")
        self.cards = (self.months, self.ahead, self.weeks, self.flow, self.advice, self.load)
        for card in self.cards:
            card.chart.opened.connect(opened)

    def show(self, sheet: TimelinessSheet, board: Dashboard) -> None:
        """Show what was read."""
        self._shown = sheet, board
        self._show_months(sheet, board)
        for card, chart, rows in (
            (self.ahead, data.ahead_chart(board), data.ahead_rows(board, self._opened)),
            (self.weeks, data.weeks_chart(board), data.weeks_rows(board, self._opened)),
            (self.flow, data.flow_chart(board), data.flow_rows(board, self._opened)),
            (self.advice, queues.advice_chart(sheet, board), say.advice_rows(sheet, board.advice, self._opened)),
            (self.load, queues.load_chart(board), queues.load_rows(board, self._opened)),
        ):
            card.chart.show_data(chart)
            card.table.show_rows(rows)
            card.show_chart()

    def choose_view(self, view: str) -> None:
        """Show the months by issue ('issued') or by the month in which plans fell due ('due')."""
        self._view = view
        self.views[view].setChecked(True)
        if self._shown:
            self._show_months(*self._shown)

    # --- showing ---------------------------------------------------------------------------------

    def _show_months(self, sheet: TimelinessSheet, board: Dashboard) -> None:
        by_issue, chart = self._view == "issued", self.months.chart
        chart.show_data(data.issued_chart(sheet, board) if by_issue else data.due_chart(sheet, board))
        rows = say.issued_rows(sheet.figures) if by_issue else say.due_rows(sheet.figures)
        marks = chart.data.series[0].marks
        table = self.issued if by_issue else self.due
        table.show_rows([Row(row.cells, act=self._opens(mark.opens)) for row, mark in zip(rows, marks, strict=True)])
        self.months.use_table(table)
        self.months.show_chart()

    def _opens(self, behind: Behind | None) -> Callable[[], object] | None:
        return partial(self._opened, behind) if behind and behind.case_ids else None

    # --- building --------------------------------------------------------------------------------

    def _view_chips(self) -> list[QPushButton]:
        for view, words in VIEWS:
            chip = button(words, partial(self.choose_view, view), role="chip")
            chip.setCheckable(True)
            chip.setChecked(view == self._view)
            self._group.addButton(chip)
            self.views[view] = chip
        return list(self.views.values())

    def _make_tables(self) -> None:
        self.issued = CardTable(
            "Plans issued by month", CardColumn("Month"), CardColumn("Issued", COUNT, True),
            CardColumn("In 20 weeks", 92, True), CardColumn("Share", COUNT, True),
            CardColumn("No exception", 112, True, gives_way=2), CardColumn("Share", COUNT, True, gives_way=1),
        )  # fmt: skip
        self.due = CardTable(
            "Plans due by month", CardColumn("Month"), CardColumn("Due", 56, True), CardColumn("In time", COUNT, True),
            CardColumn("Late", 56, True, gives_way=3), CardColumn("Overdue", COUNT, True, gives_way=2),
            CardColumn("Not yet due", 92, True, gives_way=1), CardColumn("Share", COUNT, True),
        )  # fmt: skip
        self.ahead_table = CardTable(
            "Cases that reach week 20, by week", CardColumn("Week from"), CardColumn("All", 44, True),
            *(CardColumn(f"{words[:1].upper()}{words[1:]}" if code != "other" else "Other", 88, True, gives_way=6 - at)
              for at, (code, words) in enumerate(WAITS.items())),
        )  # fmt: skip
        self.week_table = CardTable("Open cases by week", CardColumn("Week"), CardColumn("Open", COUNT, True))
        self.flow_table = CardTable(
            "In and out by week", CardColumn("Week to"), CardColumn("In", COUNT, True), CardColumn("Out", COUNT, True),
            CardColumn("Open", COUNT, True),
        )  # fmt: skip
        self.advice_table = CardTable(
            "Advice waiting by service", CardColumn("Service"), CardColumn("Waiting", 124, True),
            CardColumn("Over 6 weeks", 94, True, gives_way=2), CardColumn("Oldest", COUNT, True, gives_way=1),
        )  # fmt: skip
        self.advice_table.setItemDelegateForColumn(1, BarDelegate(self.advice_table))
        self.load_table = CardTable(
            "Officers' load", CardColumn("Officer", 190), CardColumn("Cases", COUNT, True),
            CardColumn("Hours left", 0, True), CardColumn("To average", 92, True, gives_way=1),
        )  # fmt: skip
        self.load_table.setItemDelegateForColumn(2, BarDelegate(self.load_table))
