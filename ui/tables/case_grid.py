"""The grid of cases: a cell cursor and marked blocks as in a spreadsheet, columns that give way in a stated order."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.tables.caseload_columns import BY_LEGAL_DATE, fitting
from ui.tables.caseload_model import CaseloadModel
from ui.tables.delegates import ROW_HEIGHT, CaseDelegate
from ui.tables.frozen_columns import FrozenColumns
from ui.theme import appearance, px

Index = QModelIndex | QPersistentModelIndex
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class CaseGrid(QTableView):
    """Shows a CaseloadModel. Enter opens the case, Ctrl+C copies the marked lines as a table."""

    opened = Signal(int)
    """The id of the case whose line was opened."""
    copied = Signal(int)
    """How many lines went to the clipboard."""
    left_upwards = Signal()
    """Esc, or Up on the first line: back to the filter."""
    typed = Signal(str)
    """A letter or figure that was typed on the grid: it belongs to the filter."""
    wants_menu = Signal(int)
    """The column whose menu is asked for, by Alt+Down or the right button on its heading."""
    sorted = Signal()

    def __init__(self, model: CaseloadModel) -> None:
        super().__init__()
        self._model = model
        self._delegate = CaseDelegate(self)
        self._shape = model.columns
        self.frozen = FrozenColumns(self)
        self._set_up()
        self.frozen.lie_over()
        self.frozen.wants_menu.connect(self.wants_menu)

    def freeze(self, count: int) -> None:
        """Let the first ``count`` columns stay at the left while the others are scrolled; none with 0."""
        self.frozen.count = count
        self._fit_columns(self.viewport().width())
        self.frozen.freeze(count)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Bring a cell into view, and out from under the columns that stay."""
        super().scrollTo(index, hint)
        if self.frozen.isVisible() and index.column() >= self.frozen.count:
            hidden = self.frozen.width() - self.columnViewportPosition(index.column())
            if hidden > 0:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def selected_rows(self) -> list[int]:
        """Return the marked lines, from the top."""
        return sorted({row for one in self._blocks() for row in range(one.top(), one.bottom() + 1)})

    def _blocks(self) -> list[QItemSelectionRange]:
        marked = self.selectionModel().selection()
        return [marked.at(place) for place in range(marked.count())]

    def selected_cells(self) -> list[tuple[int, int]]:
        """Return the corners of every marked block as row and column: enough to know how far it reaches."""
        return [cell for one in self._blocks() for cell in ((one.top(), one.left()), (one.bottom(), one.right()))]

    def selected_columns(self) -> list[int]:
        """Return the columns in view that hold a marked cell, from the left."""
        held = {column for one in self._blocks() for column in range(one.left(), one.right() + 1)}
        return [column for column in self.shown_columns() if column in held]

    def choose_row(self, row: int) -> None:
        """Put the cursor on a line, in the column where it was, and bring it into view."""
        if 0 <= row < self._model.rowCount():
            column = self.currentIndex().column()
            self.go_to(row, column if column in self.shown_columns() else self.shown_columns()[0])

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
        return [index for index in range(self._model.columnCount()) if not self.isColumnHidden(index)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._act(event) or self._jump(event) or self._mark(event)):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key asks for besides moving; say whether it asked for anything."""
        key, plain = event.key(), not event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0):
            self.left_upwards.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.wants_menu.emit(self.currentIndex().column())
        elif _is_typed(event):
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _jump(self, event: QKeyEvent) -> bool:
        """Go to an end of the row or of the grid; with Shift, mark all the way to it."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shown = self.shown_columns()
        if not shown or not self._model.rowCount():
            return False
        at, last = self.currentIndex(), self._model.rowCount() - 1
        ends = {
            Qt.Key.Key_Home: (0 if ctrl else at.row(), shown[0]),
            Qt.Key.Key_End: (last if ctrl else at.row(), shown[-1]),
        }
        if ctrl:
            ends |= {
                Qt.Key.Key_Up: (0, at.column()), Qt.Key.Key_Down: (last, at.column()),
                Qt.Key.Key_Left: (at.row(), shown[0]), Qt.Key.Key_Right: (at.row(), shown[-1]),
            }  # fmt: skip
        end = ends.get(Qt.Key(event.key()))
        if end is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self.go_to(*end, extends=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _mark(self, event: QKeyEvent) -> bool:
        """Mark whole columns (Ctrl+Space) or whole lines (Shift+Space) of what is marked."""
        marked = self.selected_cells()
        if event.key() != Qt.Key.Key_Space or not marked or not event.modifiers():
            return False
        rows, columns = zip(*marked, strict=True)
        bottom, right = self._model.rowCount() - 1, self._model.columnCount() - 1
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._select((0, min(columns)), (bottom, max(columns)))
        else:
            self._select((min(rows), 0), (max(rows), right))
        return True

    def go_to(self, row: int, column: int, *, extends: bool = False) -> None:
        """Move the cursor to a cell; ``extends`` marks everything from where marking began."""
        index = self._model.index(row, column)
        begun = self._marked_from() if extends else index
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._select((begun.row(), begun.column()), (row, column))
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _marked_from(self) -> QModelIndex:
        """Return the corner of the marked block that lies across from the cursor."""
        at = self.currentIndex()
        around = next((one for one in self._blocks() if one.contains(at)), None)
        if around is None:
            return at
        row = around.bottom() if at.row() == around.top() else around.top()
        column = around.right() if at.column() == around.left() else around.left()
        return self._model.index(row, column)

    def _select(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        block = QItemSelection(self._model.index(top, left), self._model.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

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
        usual = self._model.has_usual_columns and not self.frozen.count
        shown = fitting(room, appearance().scale / 100) if usual else self._model.columns
        spare = max(0, room - sum(px(column.width) for column in shown))
        shares = sum(column.takes_rest for column in shown) or 1
        for index, column in enumerate(self._model.columns):
            self.setColumnHidden(index, column not in shown)
            self.setColumnWidth(index, px(column.width) + spare * column.takes_rest // shares)

    def _copy(self) -> None:
        """Copy the marked block with its headings; one cell alone is copied as its words."""
        rows, columns = self.selected_rows(), self.selected_columns()
        if not rows or not columns:
            return
        clipboard = QGuiApplication.clipboard()
        if len(rows) == len(columns) == 1:
            clipboard.setText(self._model.as_table(rows, columns).partition("\n")[2])
        else:
            clipboard.setText(self._model.as_table(rows, columns))
            # Added to what Qt made: data of our own would be let go of after the program that holds it.
            clipboard.mimeData().setHtml(self._model.as_html(rows, columns))
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
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        across.setSortIndicatorShown(True)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self._heading_pressed)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._heading_menu)
        self._model.modelReset.connect(self._shape_anew)

    def _heading_pressed(self, column: int) -> None:
        """Sort by a heading, the other way when it is pressed again; with Shift add it to the order."""
        column_id = self._model.columns[column].id
        is_also = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        if is_also:
            self._model.sort_also_by(column_id)
        else:
            self._model.sort_by(((column_id, self._model.order == ((column_id, False),)),))
        self.show_order()

    def show_order(self) -> None:
        """Point the arrow of the headings at the first column of the order."""
        column_id, is_reversed = self._model.order[0]
        place = self._model.place_of(column_id)
        order = Qt.SortOrder.DescendingOrder if is_reversed else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(-1 if place is None else place, order)
        self.sorted.emit()

    def _heading_menu(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.wants_menu.emit(column)

    def _shape_anew(self) -> None:
        """Fit the columns again where others are shown now."""
        shape = self._model.columns
        if shape is not self._shape:
            self._shape = shape
            self._fit_columns(self.viewport().width())
            self.show_order()


def _is_typed(event: QKeyEvent) -> bool:
    """Say whether a key writes a letter or a figure, with neither Ctrl nor Alt."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.text().isalnum()
