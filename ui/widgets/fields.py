"""The fields of forms: each holds one value, keeps what was typed, and can be pointed at when it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from send_desktop.wording import full_date, long_date
from ui.dates import NotADate, read_date
from ui.money import read_money, typed_money
from ui.theme import px
from ui.widgets.labels import button, label

Choices = Sequence[tuple[str, str]]
"""Code and words of each thing to choose."""


class FieldWidget(QWidget):
    """A field as the form sees it. ``changed`` follows every keystroke and choice."""

    changed = Signal()

    def value(self) -> Any:
        """Return what it holds. Raises NotADate (a ValueError) for text that cannot be read."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Put a value into it, as if it had begun with it."""
        raise NotImplementedError

    def mark_wrong(self, wrong: bool) -> None:
        """Show or stop showing that this field is the one to put right."""
        target = self.focusProxy() or self
        target.setProperty("wrong", wrong)
        target.style().unpolish(target)
        target.style().polish(target)

    def name_for_readers(self, words: str) -> None:
        """Tell a screen reader what the field is called."""
        (self.focusProxy() or self).setAccessibleName(words)

    def _hold(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for widget in widgets:
            row.addWidget(widget)
        self.setFocusProxy(widgets[0])
        return row


class TextField(FieldWidget):
    """A line of text; with ``suggestions`` it offers those that contain what is typed."""

    def __init__(self, start: str = "", suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self.line = QLineEdit(start)
        self.line.setCursorPosition(0)
        self._hold(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())
        if suggestions:
            self._complete(list(suggestions))

    def value(self) -> str:
        return self.line.text().strip()

    def put(self, value: Any) -> None:
        self.line.setText(value or "")

    def _complete(self, words: list[str]) -> None:
        completer = QCompleter(QStringListModel(words, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)


class MoneyField(FieldWidget):
    """Pounds, with pence where there are any; its value is whole pence."""

    def __init__(self, start: int | None = None) -> None:
        super().__init__()
        self.line = QLineEdit(typed_money(start))
        self.line.setPlaceholderText("£")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._hold(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> int | None:
        return read_money(self.line.text())

    def put(self, value: Any) -> None:
        self.line.setText(typed_money(value))


class LongTextField(FieldWidget):
    """Several lines of text; Tab leaves it."""

    def __init__(self, start: str = "") -> None:
        super().__init__()
        self.edit = QPlainTextEdit(start)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(px(76))
        self._hold(self.edit)
        self.edit.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def put(self, value: Any) -> None:
        self.edit.setPlainText(value or "")


class ChoiceField(FieldWidget):
    """One of a list, by its code."""

    def __init__(self, choices: Choices, start: str | None = None) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        for code, words in choices:
            self.box.addItem(words, code)
        if start is not None:
            self.box.setCurrentIndex(max(0, self.box.findData(start)))
        self._hold(self.box)
        self.box.currentIndexChanged.connect(lambda: self.changed.emit())

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def put(self, value: Any) -> None:
        self.choose(value or "")

    def choose(self, code: str) -> None:
        """Choose by code."""
        self.box.setCurrentIndex(self.box.findData(code))


class ManyField(FieldWidget):
    """Any number of a list, by code; Space ticks."""

    def __init__(self, choices: Choices, start: Sequence[str] = ()) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for code, words in choices:
            box = QCheckBox(words)
            box.setChecked(code in start)
            box.toggled.connect(lambda: self.changed.emit())
            column.addWidget(box)
            self.boxes[code] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def put(self, value: Any) -> None:
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))


class TickField(FieldWidget):
    """Yes or no."""

    def __init__(self, words: str, start: bool = False) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.box.setChecked(start)
        self._hold(self.box)
        self.box.toggled.connect(lambda: self.changed.emit())

    def value(self) -> bool:
        return self.box.isChecked()

    def put(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class DateField(FieldWidget):
    """A date, typed as people type it or chosen from a calendar; Up and Down move it by a day.

    What it was read as is echoed in full, so that a slip between day and month is seen.
    """

    def __init__(self, today: date, start: date | None = None, *, echoes: bool = True, example: str = "") -> None:
        super().__init__()
        self._today = today
        self.line = QLineEdit(full_date(start) if start else "")
        self.line.setPlaceholderText(example or "3 Apr, 03/04, today")
        self.line.setFixedWidth(px(150))
        self.line.installEventFilter(self)
        self._echo = label("", "secondary")
        self._pick = button("", self._open_calendar, picture="calendar")
        self._pick.setAccessibleName("Choose from a calendar")
        self._pick.setToolTip("Choose from a calendar")
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hold(self.line, self._pick, self._echo).addStretch(1)
        self._echo.setVisible(echoes)
        self.line.textChanged.connect(self._typed)
        self._typed()

    def value(self) -> date | None:
        return read_date(self.line.text(), self._today)

    def put(self, value: Any) -> None:
        self.show_date(value)

    def show_date(self, on: date | None) -> None:
        """Put a date into the field."""
        self.line.setText(full_date(on) if on else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if steps:
                self._step(steps)
                return True
        return False

    def _typed(self) -> None:
        try:
            on = self.value()
            self._echo.setText(long_date(on) if on else "")
        except NotADate:
            self._echo.setText("not a date yet")
        self.changed.emit()

    def _step(self, days: int) -> None:
        try:
            self.show_date((self.value() or self._today) + timedelta(days=days))
        except NotADate:
            return

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setSelectedDate(self._start_of_calendar())
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)

        def chosen(day: QDate) -> None:
            self.show_date(date(day.year(), day.month(), day.day()))
            popup.close()

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()
        calendar.setFocus()

    def _start_of_calendar(self) -> QDate:
        try:
            on = self.value() or self._today
        except NotADate:
            on = self._today
        return QDate(on.year, on.month, on.day)
