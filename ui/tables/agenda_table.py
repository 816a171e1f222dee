"""The agenda as a table: Alt with the arrows, or the mouse, moves an item; Delete takes off, F2 writes, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from send_desktop.services.panels import DOWN, UP
from ui.widgets.card_table import CardColumn, CardTable

COLUMNS = (
    CardColumn("", 28, is_right=True, gives_way=4),
    CardColumn("Time", 52, gives_way=3),
    CardColumn("Child"),
    CardColumn("Asked", 70, gives_way=2),
    CardColumn("Legal date", 110),
    CardColumn("Why this meeting", 238),
    CardColumn("Recommendation", 128, gives_way=1),
)


class AgendaTable(CardTable):
    """Emits what a key or the mouse asks for; the page carries it out on the marked item."""

    placed = Signal(int, int)
    """The row that was dragged, and the place to which, both counted from 0."""

    moved = Signal(str)
    """'up' or 'down'."""
    taken_off = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__("Agenda", *COLUMNS)
        self._dragged = -1
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def let_drag(self, *, is_let: bool) -> None:
        """Let rows be dragged to another place, or not: of a meeting that was held the order stays."""
        self.setDragEnabled(is_let)
        self.setAcceptDrops(is_let)
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.InternalMove if is_let else QAbstractItemView.DragDropMode.NoDragDrop
        )

    def startDrag(self, actions: Qt.DropAction) -> None:
        self._dragged = self.currentIndex().row()
        super().startDrag(actions)
        self._dragged = -1

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dragged row to be put between those where it was let go; the page puts it there."""
        if self._dragged >= 0:
            self.put_at(self._dragged, round(event.position().y()))
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def put_at(self, row: int, y: int) -> None:
        """Ask for a row to be put before the one whose upper half is at a height of the table, else after it."""
        at = self.rowAt(y)
        gap = len(self.rows) if at < 0 else at + (y > self.rowViewportPosition(at) + self.rowHeight(at) / 2)
        place = gap - (gap > row)
        if place != row:
            self.placed.emit(row, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(UP if event.key() == Qt.Key.Key_Up else DOWN)
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edited.emit()
        else:
            super().keyPressEvent(event)
