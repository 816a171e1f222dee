"""What must be known before anybody writes or calls, at the top of a case: a sign and words on each line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from send_desktop.services.family import ContactMark
from ui.icons import paint_icon
from ui.theme import px
from ui.widgets.labels import label

SIGNS = {"do_not_disclose": "lock", "safe_contact": "safety"}
"""A padlock and a shield: told apart without colour."""


class ContactMarks(QFrame):
    """Hidden while there is nothing to know."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("kind", "refused")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(4))
        self._lines: list[QWidget] = []
        self.hide()

    def show_marks(self, marks: Sequence[ContactMark]) -> None:
        """Show one line for each mark."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [_line(mark) for mark in marks]
        for line in self._lines:
            self._column.addWidget(line)
        self.setAccessibleName(". ".join(mark.words for mark in marks))
        self.setVisible(bool(marks))


def _line(mark: ContactMark) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    row.addWidget(_Sign(SIGNS[mark.kind]))
    row.addWidget(label(mark.words, "strong", wraps=True), 1)
    return line


class _Sign(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(px(16), px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRect(0, 0, self.width(), self.height()), self._name)
