"""A message in place: what happened, what was kept, what to do now. Never a box in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from send_desktop.errors import Cancelled, Refused, SendDesktopError, Stale
from ui.theme import px
from ui.widgets.labels import button, label


class Notice(QFrame):
    """A line across the page or form; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._words = label("", wraps=True)
        self._way_on = button("")
        self._close = button("Close", self.clear, role="link")
        self._next: Callable[[], object] | None = None
        self._way_on.clicked.connect(self._go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(8), px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self._way_on)
        row.addWidget(self._close)
        self.hide()

    def say(self, words: str, *, kind: str = "info", way_on: str = "", go: Callable[[], object] | None = None) -> None:
        """Show words; ``kind`` is info, warning or refused; ``way_on`` names a button that does ``go``."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._way_on.setText(way_on)
        self._way_on.setVisible(bool(way_on))
        self._next = go
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def show_failure(self, error: SendDesktopError, retry: Callable[[], object] | None = None) -> None:
        """Show an expected failure by whose slip it was, with the way on where there is one."""
        if isinstance(error, Cancelled):
            self.say(str(error))
        elif isinstance(error, Refused):
            self.say(str(error), kind="refused")
        else:
            words = "Read again" if isinstance(error, Stale) else "Try again"
            self.say(str(error), kind="warning", way_on=words if retry else "", go=retry)

    def clear(self) -> None:
        """Say nothing more."""
        self._words.clear()
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while hidden."""
        return self._words.text()

    def _go_on(self) -> None:
        self.clear()
        if self._next:
            self._next()
