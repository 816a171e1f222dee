"""The small form that asks for the past day as at which a case is looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_desktop.services.replay import READINGS, RECORDED
from ui.desk import Desk
from ui.theme import px
from ui.widgets.fields import ChoiceField, DateField
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

INTRO = (
    "The whole case as at a past day: its clock, dates, state and chronology. Nothing can be recorded while you look "
    "back; Esc returns to today. Panels, services' usual delays and the team's options are as they stand now."
)


class LookBack(QWidget):
    """On the sheet. ``look`` is called with the day and the reading; ``finished`` when it was asked or left."""

    finished = Signal()

    def __init__(self, desk: Desk, start: date, look: Callable[[date, str], object]) -> None:
        super().__init__()
        self.setWindowTitle("As at a past day")
        self._desk, self._look = desk, look
        self.on = DateField(desk.today, start)
        self.how = ChoiceField(tuple(READINGS.items()), RECORDED)
        self.notice = Notice()
        self.look_button = button("Look back", self.ask, role="accent")
        self.leave_button = button("Cancel", self.finished.emit)
        self.on.name_for_readers("As at")
        self.how.name_for_readers("How")
        self._lay_out()

    def ask(self) -> None:
        """Show the case as at the day given, if it can be read and is past."""
        try:
            on = self.on.value()
        except ValueError as error:
            self.notice.say(str(error), kind="refused")
            return
        if on is None or on > self._desk.today:
            self.notice.say("Give a day that has been; what is ahead is on the case itself.", kind="refused")
            self.on.setFocus()
            return
        self.finished.emit()
        self._look(on, self.how.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.on.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(10))
        column.addWidget(label(INTRO, "secondary", wraps=True))
        for words, field in (("As at", self.on), ("How", self.how)):
            column.addWidget(label(words, "secondary"))
            column.addWidget(field)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addWidget(self.look_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
