"""The field in which authorities are chosen: by a few letters, the code or the number; one of them, or many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from send_desktop.benchmarks import Place, search
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.fields import FieldWidget
from ui.widgets.labels import label

MOST = 6
"""Authorities listed at once; more are found by typing more."""

SHOWN = 6
"""Chosen ones that are in view before their list scrolls."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PlacesField(FieldWidget):
    """Its value is a tuple of codes, in the order in which they were chosen.

    In the line Enter takes the one that is marked and Up and Down mark another; in the list of those chosen Delete
    takes one out. With ``most`` 1 a new one takes the place of the one before.
    """

    def __init__(self, places: Sequence[Place], start: Sequence[str] = (), most: int = 1) -> None:
        super().__init__()
        self._places = tuple(places)
        self._by_code = {one.code: one for one in places}
        self._most = most
        self._codes = [code for code in start if code in self._by_code]
        self._matches: Sequence[Place] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Type a few letters of its name")
        self.found = QListWidget()
        self.chosen = QListWidget()
        self.hint = label("", "secondary", wraps=True)
        self._lay_out()
        self.line.installEventFilter(self)
        self.chosen.installEventFilter(self)
        self.line.textEdited.connect(lambda _: self._show_found())
        self.found.itemClicked.connect(lambda _: self.take_marked())
        self._show_chosen()

    def value(self) -> tuple[str, ...]:
        """Return the codes. Raises ValueError while what is typed has not been taken."""
        if self.line.text().strip():
            raise ValueError("Take the authority that is marked with Enter, or clear what is typed.")
        return tuple(self._codes)

    def put(self, value: Any) -> None:
        self._codes = [code for code in value or () if code in self._by_code]
        self._show_chosen()
        self.changed.emit()

    def name_for_readers(self, words: str) -> None:
        super().name_for_readers(words)
        self.chosen.setAccessibleName(f"{words}: chosen")
        self.found.setAccessibleName(f"{words}: found")

    # --- typing and taking ----------------------------------------------------------------------------

    def take_marked(self) -> None:
        """Take the authority that is marked among those found."""
        at = max(0, self.found.currentRow())
        if at >= len(self._matches):
            return
        place = self._matches[at]
        self.line.clear()
        self._hide_found()
        if place.code in self._codes:
            self._say(f"{place.title} is chosen already.")
            return
        if self._most > 1 and len(self._codes) >= self._most:
            self._say(f"At most {self._most} can be chosen; take one out first.")
            return
        self._codes = [*self._codes, place.code] if self._most > 1 else [place.code]
        self._say(f"{place.title} is chosen.")
        self._show_chosen()
        self.changed.emit()

    def take_out(self) -> None:
        """Take the marked one out of those chosen."""
        at = self.chosen.currentRow()
        if not 0 <= at < len(self._codes):
            return
        gone = self._by_code[self._codes.pop(at)]
        self._show_chosen()
        self.chosen.setCurrentRow(min(at, len(self._codes) - 1))
        if not self._codes:
            self.line.setFocus()
        self._say(f"{gone.title} is taken out.")
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) if watched is self.line else self._key_on_chosen(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            self.take_marked()
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self._hide_found()
            return True
        if key in _STEPS and self._matches:
            self.found.setCurrentRow((self.found.currentRow() + _STEPS[key]) % self.found.count())
            self._tell_marked()
            return True
        return False

    def _key_on_chosen(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_out()
            return True
        return False

    def _show_found(self) -> None:
        words = self.line.text().strip()
        found = search(self._places, words) if words else []
        self._matches = found[:MOST]
        self.found.clear()
        for one in self._matches:
            self.found.addItem(_item(one))
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(self._matches))
        self.found.setFixedHeight(px(30) * len(self._matches) + px(4))
        if not words:
            self._say("")
        elif not found:
            self._say("No authority is called so.")
        else:
            more = f"; {len(found) - MOST} more, type on" if len(found) > MOST else ""
            self._say(f"{len(self._matches)} found{more}. Enter takes the marked one.")
        self._tell_marked()
        self.changed.emit()

    def _show_chosen(self) -> None:
        self.chosen.clear()
        for code in self._codes:
            self.chosen.addItem(_item(self._by_code[code]))
        self.chosen.setVisible(bool(self._codes))
        self.chosen.setFixedHeight(px(30) * min(len(self._codes), SHOWN) + px(4))

    def _tell_marked(self) -> None:
        """Let a screen reader that follows the line say which authority is marked."""
        item = self.found.currentItem()
        self.line.setAccessibleDescription(item.text() if item and self._matches else "")

    def _hide_found(self) -> None:
        self._matches = ()
        self.found.clear()
        self.found.hide()
        self.line.setAccessibleDescription("")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        if words:
            announce(self, words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for widget in (self.line, self.found, self.hint, self.chosen):
            column.addWidget(widget)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.hide()
        self.hint.hide()
        self.chosen.setToolTip("Delete takes the marked one out")
        self.setFocusProxy(self.line)


def _item(place: Place) -> QListWidgetItem:
    words = " · ".join(part for part in (place.title, place.region_name) if part)
    item = QListWidgetItem(words)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    item.setToolTip(f"{words} · {place.code}")
    item.setSizeHint(QSize(0, px(30)))
    return item
