"""The grid of cases: keyboard throughout, hover by line, columns that give way in a stated order."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.tables.caseload_columns import BY_LEGAL_DATE, COLUMNS, fitting
from ui.tables.caseload_model import CaseloadModel
from ui.tables.delegates import ROW_HEIGHT, CaseDelegate
from ui.theme import appearance, px


class CaseGrid(QTableView):
    """Shows a CaseloadModel. Enter opens the case, Ctrl+C copies the marked lines as a table."""

    opened = Signal(int)
    """The id of the case whose line was opened."""
    copied = Signal(int)
    """How many lines went to the clipboard."""
    left_upwards = Signal()
    """Esc, or Up on the first line: back to the filter."""

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__()
        self._model = model
        self._delegate = CaseDelegate(self)
        self._set_up()

    def selected_rows(self) -> list[int]:
        """Return the marked lines, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose_row(self, row: int) -> None:
        """Mark one line and bring it into view."""
        if 0 <= row < self._model.rowCount():
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def choose_cases(self, case_ids: Collection[int]) -> None:
        """Mark the lines of these cases, as far as they are in view, and bring the first into it."""
        rows = [row for case_id in case_ids if (row := self._model.row_of(case_id)) is not None]
        self.clearSelection()
        last = self._model.columnCount() - 1
        for row in rows:
            line = QItemSelection(self._model.index(row, 0), self._model.index(row, last))
            self.selectionModel().select(line, QItemSelectionModel.SelectionFlag.Select)
        if rows:
            self.scrollTo(self._model.index(min(rows), 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def shown_columns(self) -> list[int]:
        """Return the columns in view, from the left."""
        return [index for index in range(len(COLUMNS)) if not self.isColumnHidden(index)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left_upwards.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(event.size().width())

    def _fit_columns(self, room: int) -> None:
        """Drop what does not fit, and share what room is left."""
        shown = fitting(room, appearance().scale / 100)
        spare = max(0, room - sum(px(column.width) for column in shown))
        shares = sum(column.takes_rest for column in shown) or 1
        for index, column in enumerate(COLUMNS):
            self.setColumnHidden(index, column not in shown)
            self.setColumnWidth(index, px(column.width) + spare * column.takes_rest // shares)

    def _copy(self) -> None:
        rows = self.selected_rows()
        if rows:
            QGuiApplication.clipboard().setText(self._model.as_table(rows, self.shown_columns()))
            self.copied.emit(len(rows))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.lines[index.row()].row.id)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Cases")
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_headers()
        self.doubleClicked.connect(self._open)

    def _set_up_headers(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(px(ROW_HEIGHT))
        down.setDefaultSectionSize(px(ROW_HEIGHT))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsMovable(False)
        across.setMinimumSectionSize(px(40))
        across.setFixedHeight(px(34))
        across.setSortIndicator(BY_LEGAL_DATE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
