"""The box over the window in which one types to find: a line, what was found under it, and a word on it.

The focus stays in the line; Up and Down mark, Enter does, Esc closes and gives the focus back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, paint_icon
from ui.theme import colour, font, px
from ui.widgets.announce import announce
from ui.widgets.labels import label

WIDTH, ROWS, ROW_HEIGHT = 640, 9, 48
"""In pixels at 100 per cent, and the lines shown before the list scrolls."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}
_LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One thing found. A ``problem`` is why it cannot be done: the line is dimmed and Enter says it."""

    title: str
    detail: str
    do: Callable[[], object]
    icon: str = ""
    beside: str = ""
    """What stands at the right: a shortcut, a state."""
    problem: str = ""


class Finder(QFrame):
    """``typed`` is called with the words each time they change; it answers, now or later, with ``show_lines``."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("finder")
        self._host = host
        self._typed: Callable[[str], None] = lambda words: None
        self._back_to: QWidget | None = None
        self.line = QLineEdit()
        self.list = QListWidget()
        self.note = label("", "secondary", wraps=True)
        self._lay_out()
        self.line.textChanged.connect(lambda words: self._typed(words))
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())
        host.installEventFilter(self)
        self.hide()

    def open(self, name: str, hint: str, typed: Callable[[str], None]) -> None:
        """Show the box, empty, under a name for screen readers and with a hint in its line."""
        if not self.isVisible():
            self._back_to = self.window().focusWidget()
        self._typed = typed
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.list.setAccessibleName(f"{name}: what was found")
        self.line.clear()
        self.show_lines((), "")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        typed("")

    def is_asking(self, typed: Callable[[str], None]) -> bool:
        """Say whether the box is open and asks this function still: an answer that comes late is for nobody."""
        return self.isVisible() and self._typed == typed

    def close_box(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back_to = None

    def show_lines(self, lines: Sequence[FoundLine], note: str) -> None:
        """Show what was found, the first marked, and a word on it."""
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(line.title)
            item.setData(_LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _said(line))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(lines))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._place()
        self._tell_marked()

    @property
    def lines(self) -> list[FoundLine]:
        """What is shown now."""
        return [self.list.item(row).data(_LINE_ROLE) for row in range(self.list.count())]

    def take(self) -> None:
        """Do what is marked; say why where it cannot be done."""
        item = self.list.currentItem()
        if item is None:
            return
        line: FoundLine = item.data(_LINE_ROLE)
        if line.problem:
            self.note.setText(line.problem)
            self.note.setVisible(True)
            self._place()
            announce(self, line.problem)
            return
        self.close_box()
        line.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif key in _STEPS:
            self._mark(self.list.currentRow() + _STEPS[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _mark(self, row: int) -> None:
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self._tell_marked()

    def _tell_marked(self) -> None:
        item = self.list.currentItem()
        words = item.data(Qt.ItemDataRole.AccessibleTextRole) if item else self.note.text()
        self.line.setAccessibleDescription(words)
        if self.isVisible() and words:
            announce(self.line, words)

    def _place(self) -> None:
        width = min(px(WIDTH), self._host.width() - px(24))
        room = (self._host.height() - px(150)) // px(ROW_HEIGHT)
        rows = max(1, min(self.list.count(), ROWS, room))
        self.list.setFixedHeight(rows * px(ROW_HEIGHT) + px(2))
        self.setFixedWidth(width)
        self.layout().activate()  # type: ignore[union-attr]
        self.setGeometry((self._host.width() - width) // 2, px(48), width, self._height(width))

    def _height(self, width: int) -> int:
        column = self.layout()
        assert column is not None
        return column.totalHeightForWidth(width) if column.hasHeightForWidth() else column.totalSizeHint().height()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(8))
        self.line.addAction(icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.line, self.list, self.note):
            column.addWidget(widget)


class _LineDelegate(QStyledItemDelegate):
    """Two rows of words, an icon before them and a word at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: FoundLine = index.data(_LINE_ROLE)
        rect: QRect = option.rect
        view = self.parent()
        assert isinstance(view, QListWidget)
        painter.save()
        if view.currentRow() == index.row():
            _paint_marked(painter, rect)
        if line.icon:
            at = QRect(rect.left() + px(12), rect.center().y() - px(8), px(16), px(16))
            paint_icon(painter, at, line.icon, "secondary")
        room = rect.adjusted(px(40), px(5), -px(12), -px(5))
        beside = _paint_beside(painter, room, line.beside)
        dim = "secondary" if line.problem else "text"
        _paint_words(painter, room.adjusted(0, 0, -beside, -room.height() // 2), line.title, dim, semibold=True)
        _paint_words(painter, room.adjusted(0, room.height() // 2, 0, 0), line.problem or line.detail, "secondary")
        painter.restore()


def _paint_marked(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour("selection"))
    pen = painter.pen()
    pen.setColor(colour("focus"))
    pen.setWidth(2)
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), px(6), px(6))


def _paint_beside(painter: QPainter, room: QRect, words: str) -> int:
    """Paint the word at the right and return the room that it takes."""
    if not words:
        return 0
    painter.setFont(font(12))
    painter.setPen(colour("secondary"))
    upper = room.adjusted(0, 0, 0, -room.height() // 2)
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
    return QFontMetrics(painter.font()).horizontalAdvance(words) + px(12)


def _paint_words(painter: QPainter, room: QRect, words: str, meaning: str, *, semibold: bool = False) -> None:
    painter.setFont(font(13 if semibold else 12, semibold=semibold))
    painter.setPen(colour(meaning))
    shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _said(line: FoundLine) -> str:
    parts = (line.title, line.beside, f"cannot be done now: {line.problem}" if line.problem else line.detail)
    return ", ".join(part for part in parts if part)
