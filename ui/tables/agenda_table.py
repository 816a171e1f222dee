"""The agenda as a table: Alt with the arrows moves an item, Delete takes it off, F2 writes, Enter opens the case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

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
    """Emits what a key asks for; the page carries it out on the marked item."""

    moved = Signal(str)
    """'up' or 'down'."""
    taken_off = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__("Agenda", *COLUMNS)

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
