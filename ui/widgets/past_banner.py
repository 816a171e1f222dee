"""The line that says, for as long as it is so, that one is looking at the past, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme import px
from ui.widgets.labels import button, label


class PastBanner(QFrame):
    """Stands over a case that is shown as at a past day; ``back`` returns to today."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("kind", "warning")
        self._words = label("", "strong", wraps=True)
        self.back = button("Back to today (Esc)", back)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(8), px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        self.hide()

    def show_past(self, past: str) -> None:
        """Say which past is on the screen; hide for the present."""
        words = f"You are looking at the past. {past} Nothing can be recorded here." if past else ""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(past))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()
