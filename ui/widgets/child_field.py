"""The field in which one names a child: by any beginnings of the names, or by the reference, one's own cases first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from send_desktop.progress import Progress
from send_desktop.records import ChildName
from send_desktop.services.caseload import is_found
from send_desktop.wording import age_on
from ui.desk import Desk
from ui.theme import px
from ui.widgets.fields import FieldWidget
from ui.widgets.labels import label

MOST = 6
"""Children listed at once; more are found by typing more."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChildField(FieldWidget):
    """A line in which names or references are typed, with the children found under it.

    Enter takes the one that is marked, Up and Down mark another. ``value`` is the id of the case, None for an
    empty field. ``chosen`` carries the id once a child is taken, and the focus goes on to the next field.
    """

    chosen = Signal(int)

    def __init__(self, desk: Desk, start: int = 0, *, only_open: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._only_open = only_open
        self._names: Sequence[ChildName] | None = None
        self._start = start
        self._taken: ChildName | None = None
        self._matches: Sequence[ChildName] = ()
        self._is_enter_waiting = False
        self.line = QLineEdit()
        self.line.setPlaceholderText("Name or reference")
        self.found = QListWidget()
        self.hint = label("", "secondary", wraps=True)
        self._lay_out()
        self.line.installEventFilter(self)
        self.line.textEdited.connect(lambda _: self._typed())
        self.found.itemClicked.connect(lambda _: self.take_marked())
        desk.tasks.read(self, self._read, self.show_names)

    # --- what it holds -----------------------------------------------------------------------------

    def value(self) -> int | None:
        """Return the case's id. Raises ValueError while what is typed names no child, or more than one."""
        if self._taken:
            return self._taken.case_id
        if not self.line.text().strip():
            return None
        if self._names is None:
            raise ValueError("The children's names are still being read; try again in a moment.")
        if len(self._matches) != 1:
            raise ValueError("Choose which child it is: Up and Down mark one, Enter takes it.")
        return self._matches[0].case_id

    def value_or_none(self) -> int | None:
        """Return the case of the child that has been taken, None where none has."""
        return self._taken.case_id if self._taken else None

    @property
    def is_waiting(self) -> bool:
        """True while Enter has been pressed and the names have still to come."""
        return self._is_enter_waiting

    @property
    def child(self) -> ChildName | None:
        """The child that has been taken."""
        return self._taken

    def put(self, value: Any) -> None:
        """Begin with the child of a case."""
        self._start = int(value or 0)
        self._begin()

    @property
    def matches(self) -> Sequence[ChildName]:
        """The children found by what is typed: open cases first, and among them one's own."""
        return self._matches

    def _looked_up(self, words: str) -> Sequence[ChildName]:
        kept = (one for one in self._names or () if one.is_open or not self._only_open)
        found = [one for one in kept if is_found(words, _searched(one))]
        return sorted(found, key=lambda one: self._place(one, words))

    def _place(self, one: ChildName, words: str) -> tuple[bool, bool, bool]:
        is_another = one.officer.casefold() != self._desk.by.casefold()
        return not one.is_open, not one.surname.casefold().startswith(words.casefold()), is_another

    # --- reading -------------------------------------------------------------------------------------

    def _read(self, _: Progress) -> Sequence[ChildName]:
        with self._desk.store.look() as reading:
            return reading.child_names()

    def show_names(self, names: Sequence[ChildName]) -> None:
        """Take the names; what was typed before they came is looked up now."""
        self._names = names
        if self.line.text():
            self._show_found()
        else:
            self._begin()
        if self._is_enter_waiting:
            self._is_enter_waiting = False
            self.take_marked()

    def _begin(self) -> None:
        started = next((one for one in self._names or () if one.case_id == self._start), None)
        if started:
            self._taken = started
            self.line.setText(_told(started))
            self.line.selectAll()
            self._say(f"{started.reference}. Enter goes on with this child; typing looks for another.")
            self.changed.emit()

    # --- typing and taking ----------------------------------------------------------------------------

    def take_marked(self) -> None:
        """Take the child that is marked in the list, or has been taken already, and go on."""
        if self.line.hasFocus():
            self.focusNextChild()  # at once, so that what is typed next goes where it is meant for
        if self._names is None:
            self._is_enter_waiting = True
            return
        self._take()
        if self._taken:
            self.chosen.emit(self._taken.case_id)
        else:
            self.line.setFocus()
            self._say(_count_words(0))

    def _take(self) -> None:
        at = max(self.found.currentRow(), 0)
        if self._taken is None and at < len(self._matches):
            self._taken = self._matches[at]
            self.line.setText(_told(self._taken))
            self._say(self._taken.reference)
            self.changed.emit()
        self._hide_found()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            self.take_marked()
            return True
        if key in _STEPS and self.found.isVisibleTo(self):
            self.found.setCurrentRow((self.found.currentRow() + _STEPS[key]) % self.found.count())
            self._tell_marked()
            return True
        if key == Qt.Key.Key_Tab and self._taken is None and self._matches:
            self._take()
        return False

    def _typed(self) -> None:
        self._taken = None
        self._matches = ()
        self._show_found()
        self.changed.emit()

    def _show_found(self) -> None:
        words = self.line.text().strip()
        if not words or self._names is None:
            self._hide_found()
            self._say("" if self._names is not None or not words else "Reading the names…")
            return
        matches = self._matches = self._looked_up(words)
        self.found.clear()
        for one in matches[:MOST]:
            self.found.addItem(self._item(one))
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(matches))
        self.found.setFixedHeight(px(30) * min(len(matches), MOST) + px(4))
        self._say(_count_words(len(matches)))
        self._tell_marked()

    def _item(self, one: ChildName) -> QListWidgetItem:
        age = age_on(one.date_of_birth, self._desk.today)
        parts = (_told(one), f"{age} years" if age is not None else "", one.reference, one.officer)
        ended = "" if one.is_open else "not open"
        words = " · ".join(part for part in (*parts, ended) if part)
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(words)
        item.setSizeHint(QSize(0, px(30)))
        return item

    def _tell_marked(self) -> None:
        """Let a screen reader that follows the line say which child is marked in the list."""
        item = self.found.currentItem()
        self.line.setAccessibleDescription(item.text() if item and self.found.isVisibleTo(self) else "")

    def _hide_found(self) -> None:
        self.found.hide()
        self.line.setAccessibleDescription("")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.found.setAccessibleName("Children found")
        for widget in (self.line, self.found, self.hint):
            column.addWidget(widget)
        self.found.hide()
        self.hint.hide()
        self.setFocusProxy(self.line)


def _told(one: ChildName) -> str:
    return f"{one.forename} {one.surname}".strip()


def _searched(one: ChildName) -> str:
    return f"{one.forename} {one.surname}, {one.forename} {one.reference}"


def _count_words(count: int) -> str:
    if count == 0:
        return "No child is found by that; try part of the surname, or the reference."
    if count > MOST:
        return f"{count:,} found; type more to see the right one."
    return "" if count == 1 else f"{count} found; Up and Down mark one, Enter takes it."
