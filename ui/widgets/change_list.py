"""Planned changes in a list: whose, from what to what, what it does, and those that cannot be, the first of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from send_desktop.services.planned_changes import CHANGE, REFUSED, SAME, PlannedChange
from ui.tables.told_table import Kind
from ui.theme import colour, font, px
from ui.widgets.labels import tip
from ui.widgets.shapes import paint_state

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole

OUTCOMES = {
    REFUSED: Kind("Cannot be done", "square", "breached"),
    CHANGE: Kind("Will change", "disc", "on_track"),
    SAME: Kind("Unchanged", "ring", "secondary"),
}
"""How each outcome is shown, in the order in which they stand."""

PADDING, GAP = 8, 2
WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


def from_to(change: PlannedChange) -> str:
    """Return 'Officer: Priya Maplenoodle → Tom Kestrellark', or as much of it as there is to tell."""
    if not change.after:
        return change.what
    if not change.before:
        return f"{change.what}: {change.after}"
    return f"{change.what}: {change.before} → {change.after}"


class ChangeModel(QAbstractListModel):
    """The changes, those that cannot be done first, then what will change, then what stays."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[PlannedChange] = ()

    def show(self, changes: Sequence[PlannedChange]) -> None:
        """Take the changes of one plan."""
        order = list(OUTCOMES)
        self.beginResetModel()
        self.lines = sorted(changes, key=lambda one: (order.index(one.outcome), one.place))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.lines[index.row()]
        words = f"{change.child}, {change.reference}. {from_to(change)}"
        if role == ROLE:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = f"{OUTCOMES[change.outcome].words}. {words}. {change.says}"
            return tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


class _Painter(QStyledItemDelegate):
    """Paints one change on as many lines as its words take."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        change: PlannedChange = index.data(ROLE)
        width = self._width()
        height = QFontMetrics(font(13, semibold=True)).height() + px(GAP)
        height += _height(from_to(change), 13, width)
        if change.says:
            height += px(GAP) + _height(change.says, 12, width)
        return QSize(width, height + px(2 * PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        change: PlannedChange = index.data(ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("selection"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(px(PADDING), px(PADDING), -px(PADDING), -px(PADDING))
        top = self._paint_head(painter, room, change)
        top = _write(painter, room, top, from_to(change), 13, "text")
        if change.says:
            _write(painter, room, top + px(GAP), change.says, 12, "secondary")

    def _paint_head(self, painter: QPainter, room: QRect, change: PlannedChange) -> int:
        kind = OUTCOMES[change.outcome]
        strong, plain = QFontMetrics(font(13, semibold=True)), QFontMetrics(font(12))
        height = strong.height()
        mark = px(20) + QFontMetrics(font(12, semibold=True)).horizontalAdvance(kind.words)
        paint_state(
            painter, QRect(room.right() - mark, room.top(), mark + 1, height), kind.shape, kind.words, kind.meaning, 12
        )
        left = room.width() - mark - px(12)
        used = min(
            strong.horizontalAdvance(change.child) + px(4), max(0, left - plain.horizontalAdvance(change.reference))
        )
        painter.setFont(font(13, semibold=True))
        painter.setPen(colour("text"))
        name = strong.elidedText(change.child, Qt.TextElideMode.ElideRight, used)
        painter.drawText(room.left(), room.top() + strong.ascent(), name)
        painter.setFont(font(12))
        painter.setPen(colour("secondary"))
        painter.drawText(room.left() + used + px(4), room.top() + strong.ascent(), change.reference)
        return room.top() + height + px(GAP)

    def _width(self) -> int:
        view = self.parent()
        assert isinstance(view, QListView)
        return view.viewport().width() - px(2 * PADDING)


def _height(words: str, size: int, width: int) -> int:
    return QFontMetrics(font(size)).boundingRect(QRect(0, 0, width, 10_000), WRAPS, words).height()


def _write(painter: QPainter, room: QRect, top: int, words: str, size: int, meaning: str) -> int:
    """Write words that wrap and return where they end."""
    height = _height(words, size, room.width())
    painter.setFont(font(size))
    painter.setPen(colour(meaning))
    painter.drawText(QRect(room.left(), top, room.width(), height), WRAPS, words)
    return top + height


class ChangeList(QListView):
    """Shows the changes of a plan; arrows move through them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = ChangeModel()
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("What would change")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(px(140))

    def show_changes(self, changes: Sequence[PlannedChange]) -> None:
        """Take the changes of one plan."""
        self.lines.show(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
