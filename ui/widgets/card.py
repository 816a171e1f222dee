"""A card: a surface with a heading, and what belongs together on it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.labels import ElidedLabel


class Card(QFrame):
    """A bordered surface. Put widgets into ``body``, and small acts into ``tools`` beside the heading."""

    def __init__(self, heading: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.heading = ElidedLabel(heading, "heading", takes_rest=False)
        self.aside = ElidedLabel(aside, "secondary")
        self.tools = QHBoxLayout()
        self.body = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        if heading:
            column.addLayout(self._top())
            self.setAccessibleName(heading)
        else:  # still the card's own: what belongs to nobody would outlive it
            for unused in (self.heading, self.aside):
                unused.setParent(self)
                unused.hide()
        self.body.setSpacing(px(8))
        column.addLayout(self.body, 1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.heading)
        row.addWidget(self.aside, 1)
        row.addLayout(self.tools)
        return row
