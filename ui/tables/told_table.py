"""Thousands of told lines in one table: what an import says of rows, narrowed to a kind, copied as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

from ui.tables.clipboard import pasteable
from ui.theme import colour, font, px
from ui.widgets.labels import tip
from ui.widgets.shapes import paint_state

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is: its words, and the shape and meaning that stand beside them where it has any."""

    words: str
    shape: str = ""
    meaning: str = "secondary"
    many: str = ""
    """What several of them are called, where it differs."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: where in the file, what kind, and the words of the further columns."""

    sheet: str
    row: int | None
    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """A column after sheet, row and kind. A width of 0 takes the rest; ``gives_way`` as on a card's table."""

    title: str
    width: int = 0
    gives_way: bool = False


class ToldModel(QAbstractTableModel):
    """Lines in view; ``narrow`` keeps those that a test lets through."""

    def __init__(self, columns: Sequence[ToldColumn]) -> None:
        super().__init__()
        self.columns = columns
        self._all: Sequence[Told] = ()
        self.lines: Sequence[Told] = ()

    def show(self, lines: Sequence[Told]) -> None:
        """Take new lines, all of them in view."""
        self._all = lines
        self.narrow(lambda line: True)

    def narrow(self, keeps: Callable[[Told], bool]) -> None:
        """Keep the lines that a test lets through."""
        self.beginResetModel()
        self.lines = [line for line in self._all if keeps(line)]
        self.endResetModel()

    def titles(self) -> list[str]:
        """Return the headings from the left."""
        return ["Sheet", "Row", "", *(column.title for column in self.columns)]

    def cells(self, at: int) -> list[str]:
        """Return the words of one line from the left."""
        line = self.lines[at]
        return [line.sheet, "" if line.row is None else str(line.row), line.kind.words, *line.words]

    def as_table(self, rows: Sequence[int]) -> str:
        """Return lines as tab-separated text under their headings, as the clipboard takes them."""
        lines = ["\t".join(title or "Outcome" for title in self.titles())]
        lines += [pasteable(self.cells(row)) for row in rows]
        return "\n".join(lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3 + len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LINE_ROLE:
            return self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.cells(index.row())[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.titles()[index.column()]
            words = self.cells(index.row())[index.column()]
            return f"{title}: {words}" if title else words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == 1 else Qt.AlignmentFlag.AlignLeft
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
        view = self.parent()
        pad = px(4 if view is not None and view.property("role") == "plain" else 8)
        room = rect.adjusted(pad, 0, -pad, -1)
        line: Told = index.data(LINE_ROLE)
        if index.column() == 2 and line.kind.shape:
            paint_state(painter, room, line.kind.shape, line.kind.words, line.kind.meaning)
            return
        painter.setFont(font(13))
        painter.setPen(colour("secondary" if index.column() <= 2 else "text"))
        is_last = index.column() == index.model().columnCount() - 1
        how = Qt.TextElideMode.ElideRight if is_last else Qt.TextElideMode.ElideMiddle
        words = painter.fontMetrics().elidedText(str(index.data() or ""), how, max(0, room.width()))
        side = Qt.AlignmentFlag.AlignRight if index.column() == 1 else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


class ToldTable(QTableView):
    """Shows told lines; Ctrl+C copies the marked ones, ``copy_all`` every one in view."""

    copied = Signal(int)
    marked = Signal(str)
    """What the line gone to says in full; empty for none."""
    SHEET, ROW, KIND = 112, 60, 132

    def __init__(self, name: str, *columns: ToldColumn) -> None:
        super().__init__()
        self.lines = ToldModel(columns)
        self._has_sheets = True
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self._set_up()

    def show_lines(self, lines: Sequence[Told]) -> None:
        """Take new lines; where all are of one sheet its name is not repeated."""
        self._has_sheets = len({line.sheet for line in lines if line.row is not None}) > 1
        self.lines.show(lines)
        self.marked.emit("")
        self._fit()

    def copy_all(self) -> None:
        """Copy every line in view as a table."""
        self._copy(range(len(self.lines.lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(sorted(index.row() for index in self.selectionModel().selectedRows()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.marked.emit(self.lines.lines[current.row()].words[-1] if current.isValid() else "")

    def narrow(self, keeps: Callable[[Told], bool]) -> None:
        """Keep the lines that a test lets through; none is marked any more."""
        self.lines.narrow(keeps)
        self.marked.emit("")

    def _copy(self, rows: Sequence[int]) -> None:
        if rows:
            QGuiApplication.clipboard().setText(self.lines.as_table(list(rows)))
            self.copied.emit(len(rows))

    def _fit(self) -> None:
        room = self.viewport().width()
        widths = [self.SHEET if self._has_sheets else 0, self.ROW, self.KIND]
        widths += [column.width for column in self.lines.columns]
        needed = sum(px(width) for width in widths) + px(200)
        for place, column in enumerate(self.lines.columns, start=3):
            if column.gives_way and needed > room:
                needed -= px(widths[place])
                widths[place] = -1
        rest = max(px(120), room - sum(px(width) for width in widths if width > 0))
        for place, width in enumerate(widths):
            hidden = width < 0 or (place == 0 and not self._has_sheets)
            self.setColumnHidden(place, hidden)
            self.setColumnWidth(place, px(width) if width > 0 else rest)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(px(180))
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
