"""The empty state of a screen: what this is, and the first acts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.labels import label


class EmptyState(QWidget):
    """A few words in the middle of the screen, with the acts that put something there."""

    def __init__(self, heading: str, words: str, *acts: QPushButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch(2)
        for text, role in ((heading, "title"), (words, "secondary")):
            line = label(text, role, wraps=role == "secondary")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setFixedWidth(px(480))
            line.setMinimumHeight(line.heightForWidth(px(480)))
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(self._acts(acts))
        column.addStretch(3)

    def _acts(self, acts: tuple[QPushButton, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, 0)
        row.setSpacing(px(8))
        row.addStretch(1)
        for act in acts:
            row.addWidget(act)
        row.addStretch(1)
        return row
