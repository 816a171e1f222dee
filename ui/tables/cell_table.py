"""Many lines of cells in one scrolling table: each line is made when it is first looked at, several can be marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from send_desktop.risk import state_named
from ui.tables.clipboard import pasteable
from ui.theme import colour, font, px
from ui.widgets.card_table import CELL_ROLE, CardColumn, Cell
from ui.widgets.labels import tip
from ui.widgets.shapes import paint_state

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
LEAST_ELASTIC = 176

Line = Sequence[Cell]


class CellModel(QAbstractTableModel):
    """Lines in view; ``count`` of them, each made by ``line`` once, when it is asked for."""

    def __init__(self, columns: Sequence[CardColumn]) -> None:
        super().__init__()
        self.columns = columns
        self._count = 0
        self._line: Callable[[int], Line] = lambda at: ()
        self._made: dict[int, Line] = {}

    def show(self, count: int, line: Callable[[int], Line]) -> None:
        """Take new lines."""
        self.beginResetModel()
        self._count, self._line, self._made = count, line, {}
        self.endResetModel()

    def cells(self, at: int) -> Line:
        """Return the cells of one line."""
        if at not in self._made:
            self._made[at] = self._line(at)
        return self._made[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cells(index.row())[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.tip or cell.words) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.columns[index.column()].title
            return f"{title}: {cell.whole}" if title else cell.whole
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].is_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Painter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selection"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(px(8), 0, -px(8), -1)
        cell: Cell = index.data(CELL_ROLE)
        try:
            known = state_named(cell.role)
        except KeyError:
            self._paint_words(painter, room, cell, index)
            return
        paint_state(painter, room, known.shape, cell.words, known.meaning)

    def _paint_words(self, painter: QPainter, room: QRect, cell: Cell, index: Index) -> None:
        painter.setFont(font(13, semibold=cell.role in ("strong", "accent")))
        painter.setPen(colour(cell.role if cell.role in ("secondary", "accent") else "text"))
        words = painter.fontMetrics().elidedText(cell.words, Qt.TextElideMode.ElideRight, max(0, room.width()))
        model = index.model()
        is_right = isinstance(model, CellModel) and model.columns[index.column()].is_right
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


class CellTable(QTableView):
    """Shows lines of cells. Enter opens the line gone to, Ctrl+C copies the marked ones as a table."""

    opened = Signal(int)
    copied = Signal(int)
    left_upwards = Signal()
    """Esc, or Up on the first line."""

    def __init__(self, name: str, *columns: CardColumn) -> None:
        super().__init__()
        self.lines = CellModel(columns)
        self.left_out = ""
        """The heading of a column that says nothing of these lines."""
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self._set_up()

    def show_lines(self, count: int, line: Callable[[int], Line]) -> None:
        """Take new lines; the first is gone to."""
        self.lines.show(count, line)
        if count:
            self.selectRow(0)
        self._fit()

    def marked(self) -> list[int]:
        """Return the marked lines, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left_upwards.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.lines.rowCount() - 1)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _copy(self) -> None:
        shown = [at for at in range(len(self.lines.columns)) if not self.isColumnHidden(at)]
        rows = self.marked()
        text = ["\t".join(self.lines.columns[at].title for at in shown)]
        text += [pasteable(self.lines.cells(row)[at].whole for at in shown) for row in rows]
        if rows:
            QGuiApplication.clipboard().setText("\n".join(text))
            self.copied.emit(len(rows))

    def _fit(self) -> None:
        room = self.viewport().width()
        shown = [column for column in self.lines.columns if column.title != self.left_out]
        for column in sorted((one for one in shown if one.gives_way), key=lambda one: one.gives_way):
            if sum(px(one.width or LEAST_ELASTIC) for one in shown) <= room:
                break
            shown.remove(column)
        elastic = sum(one.width == 0 for one in shown) or 1
        rest = max(px(60), (room - sum(px(one.width) for one in shown)) // elastic)
        for at, column in enumerate(self.lines.columns):
            self.setColumnHidden(at, column not in shown)
            self.setColumnWidth(at, px(column.width) if column.width else rest)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(px(ROW_HEIGHT))
        down.setDefaultSectionSize(px(ROW_HEIGHT))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(px(20))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
