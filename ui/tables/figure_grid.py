"""A table of figures whose columns change: the arrows go from figure to figure, Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from ui.tables.cell_table import CellModel, CellTable, Line
from ui.tables.clipboard import pasteable
from ui.theme import font, px
from ui.widgets.card_table import CardColumn

WIDEST_NAME = 320
"""The most, in pixels at 100 per cent, that the names of the lines take of the room that figures leave."""


class _Figures(CellModel):
    """Lines under headings that are broken to the width of their columns: measures have long names."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.heading(section))
        return super().headerData(section, orientation, role)

    def heading(self, section: int) -> list[str]:
        """Return the lines of a heading."""
        column, metrics = self.columns[section], QFontMetrics(font(12, semibold=True))
        lines: list[str] = []
        for word in column.title.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= px(column.width) - px(18):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


class FigureGrid(CellTable):
    """Lines of figures under headings that wrap; Ctrl+C copies the whole table for a spreadsheet."""

    chosen = Signal(int, int)
    """Carries the line and the column of the figure that is opened."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.lines = self._figures = _Figures(())
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row(), index.column()))

    def show_figures(self, columns: Sequence[CardColumn], lines: Sequence[Line]) -> None:
        """Take other columns and lines; the figure that was gone to stays, where there is one in its place."""
        index = self.currentIndex()
        self.lines.columns = tuple(columns)
        self.lines.show(len(lines), lines.__getitem__)
        row, column = min(max(0, index.row()), len(lines) - 1), min(max(1, index.column()), len(columns) - 1)
        if lines:
            self.setCurrentIndex(self.lines.index(row, column))
        self._fit()

    def as_text(self) -> str:
        """Return the whole table as tab-separated lines under their headings."""
        rows = [self.lines.cells(at) for at in range(self.lines.rowCount())]
        told = [pasteable(one.title for one in self.lines.columns)]
        return "\n".join([*told, *(pasteable(cell.words for cell in row) for row in rows)])

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        if self.lines.rowCount():
            QGuiApplication.clipboard().setText(self.as_text())
            self.copied.emit(self.lines.rowCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.chosen.emit(index.row(), index.column())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and index.isValid():
            last = self.lines.columnCount() - 1
            self.setCurrentIndex(self.lines.index(index.row(), 1 if event.key() == Qt.Key.Key_Home else last))
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        for at, column in enumerate(self.lines.columns):
            self.setColumnWidth(at, px(column.width))
        if self.lines.columns:  # names take what figures leave
            left = self.viewport().width() - sum(px(one.width) for one in self.lines.columns[1:])
            self.setColumnWidth(0, max(px(self.lines.columns[0].width), min(px(WIDEST_NAME), left)))
        most = max((len(self._figures.heading(at)) for at in range(len(self.lines.columns))), default=1)
        self.horizontalHeader().setFixedHeight(most * QFontMetrics(font(12, semibold=True)).lineSpacing() + px(16))
