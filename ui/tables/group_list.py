"""The groups of the caseload: each with how many cases it holds, and how many of them in each state that hurts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from send_desktop.risk import state_named
from send_desktop.services.caseload_line import CaseLine
from ui.tables.caseload_columns import Column
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row

GROUPED = ("officer", "stage", "area", "team", "risk")
"""Columns by which the caseload can be grouped."""
HURTS = ("breached", "will_breach", "at_risk")
"""The states that are counted for each group, in this order."""
WIDTH = 420


class GroupList(QWidget):
    """Lists groups beside the grid; the arrows go through them and the grid follows. Emits the group gone to."""

    chosen = Signal(object)
    """The words of the group, or None for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.table = CardTable(
            "Groups",
            CardColumn(""),
            CardColumn("Cases", 52, is_right=True),
            *(CardColumn(state_named(state).word, 78, gives_way=len(HURTS) - at) for at, state in enumerate(HURTS)),
        )
        self._groups: list[str | None] = []
        self._is_filling = False
        self.setFixedWidth(px(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = self._card = Card()
        card.body.addWidget(self.table)
        card.body.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(card)
        column.addWidget(self._area)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._went_to(now.row()))

    def fit(self, room: int) -> None:
        """Take a third of the room at most: counts give way before names do."""
        self.setFixedWidth(min(px(WIDTH), max(px(180), room // 3)))

    def show_groups(self, column: Column, lines: Sequence[CaseLine], chosen: str | None) -> None:
        """Count the lines by a column's words; ``chosen`` is the group that the grid shows now, None for all."""
        groups: dict[str, list[CaseLine]] = {}
        for line in lines:
            groups.setdefault(column.text(line), []).append(line)
        ordered = sorted(groups, key=lambda words: (not words, column.sort(groups[words][0])))
        self._groups = [None, *ordered]
        self.table.setAccessibleName(f"Groups by {column.title.lower()}")
        rows = [_row(f"Every {column.title.lower()}", lines, "strong")]
        rows += [_row(words or "None", groups[words], "text") for words in ordered]
        self._is_filling = True
        if rows != list(self.table.rows):  # going from group to group changes no count
            self.table.show_rows(rows)
        self.table.selectRow(self._groups.index(chosen) if chosen in self._groups else 0)
        self._is_filling = False

    def _went_to(self, row: int) -> None:
        if not self._is_filling and 0 <= row < len(self._groups):
            middle = self.table.rowViewportPosition(row) + self.table.rowHeight(row) // 2
            at = self.table.viewport().mapTo(self._card, QPoint(0, middle))
            self._area.ensureVisible(0, at.y(), 0, px(48))
            self.chosen.emit(self._groups[row])


def _row(words: str, lines: Sequence[CaseLine], role: str) -> Row:
    counts = Counter(line.state for line in lines)
    states = (
        Cell(f"{counts[state]:,}" if counts[state] else "", state if counts[state] else "text") for state in HURTS
    )
    return Row((Cell(words, role), Cell(f"{len(lines):,}"), *states))
