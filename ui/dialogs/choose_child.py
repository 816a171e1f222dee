"""Whose is it? The step before an act that is asked for from nowhere in particular."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import px
from ui.widgets.child_field import ChildField
from ui.widgets.labels import button, label


class ChooseChild(QWidget):
    """On the sheet: a child is named, and ``chosen`` carries the case. ``finished`` when it was left."""

    chosen = Signal(int)
    finished = Signal()

    def __init__(self, desk: Desk, title: str, question: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.child = ChildField(desk)
        self.child.name_for_readers(question)
        self.child.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(8))
        column.addWidget(label(question, "secondary", wraps=True))
        column.addWidget(self.child)
        column.addWidget(button("Cancel", self.finished.emit), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.child.setFocus(Qt.FocusReason.TabFocusReason)
