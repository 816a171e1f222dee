"""One option of the team: its title, its control by kind, and what came of changing it, in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_desktop.errors import SendDesktopError
from send_desktop.options import Option, Value, as_text, parse
from ui.theme import px
from ui.widgets.labels import button, label


class OptionRow(QWidget):
    """Emits ``chosen`` with the text to save; what was typed stays until it is saved or taken back.

    Enter or leaving the field saves; Up and Down move a number by one; Esc takes back what was typed.
    """

    chosen = Signal(str)

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.option = option
        self._saved = as_text(option.default)
        self._asked: str | None = None
        self.line = QLineEdit()
        self.tick = QCheckBox("On")
        self.told = label("", "secondary", wraps=True)
        self.default_button = button(f"Use {_words(option, option.default)}", self._use_default, role="link")
        self.default_button.setAccessibleName(f"{option.title}: use the default, {_words(option, option.default)}")
        self._lay_out()
        self._put(self._saved)
        self._bind()

    @property
    def is_yes_no(self) -> bool:
        """True where the option is a tick and not a number."""
        return self.option.kind == "yes_no"

    @property
    def is_text(self) -> bool:
        """True where the option is words: wide, set to the left, without a unit or a default to return to."""
        return self.option.kind == "text"

    @property
    def text(self) -> str:
        """What stands in the control now, as it would be saved."""
        return as_text(self.tick.isChecked()) if self.is_yes_no else self.line.text().strip()

    def show_saved(self, text: str) -> None:
        """Show what is saved; what somebody is typing stays."""
        is_typed = self.text != self._saved
        self._saved = text
        if not is_typed:
            self._put(text)
        self.default_button.setVisible(parse(self.option.name, text) != self.option.default)

    def saved(self) -> None:
        """Say that the last choice is saved."""
        self._saved, self._asked = self._saved if self._asked is None else self._asked, None
        self._tell("Saved.")
        self.default_button.setVisible(parse(self.option.name, self._saved) != self.option.default)

    def refused(self, error: SendDesktopError) -> None:
        """Say what was wrong with the last choice; what was typed stays."""
        self._asked = None
        self._tell(str(error), wrong=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
            if event.key() == Qt.Key.Key_Escape and self.text != self._saved:
                self._put(self._saved)
                self._tell("")
                return True
        return False

    def _choose(self) -> None:
        if self.text in (self._saved, self._asked):
            return
        self._asked = self.text
        self.chosen.emit(self._asked)

    def _use_default(self) -> None:
        self._put(as_text(self.option.default))
        self._choose()
        (self.tick if self.is_yes_no else self.line).setFocus()

    def _step(self, by: int) -> None:
        word = self.line.text().strip()
        if word.isdecimal():
            self.line.setText(str(min(self.option.highest, max(self.option.lowest, int(word) + by))))

    def _put(self, text: str) -> None:
        if self.is_yes_no:
            self.tick.setChecked(bool(parse(self.option.name, text)))
        else:
            self.line.setText(text)

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        self.told.setText(words)
        self.told.setAccessibleName(words)
        self.told.setVisible(bool(words))
        self.line.setProperty("wrong", wrong)
        self.told.setProperty("role", "breached" if wrong else "secondary")
        for widget in (self.line, self.told):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _bind(self) -> None:
        self.line.editingFinished.connect(self._choose)
        self.line.installEventFilter(self)
        self.tick.clicked.connect(self._choose)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        column.addWidget(label(self.option.title, "strong", wraps=True))
        column.addLayout(self._control())
        if self.option.help:
            column.addWidget(label(self.option.help, "secondary", wraps=True))
        column.addWidget(self.told)
        self.told.hide()

    def _control(self) -> QHBoxLayout:
        control, other = (self.tick, self.line) if self.is_yes_no else (self.line, self.tick)
        other.setParent(self)
        other.hide()
        name = f"{self.option.title}, {self.option.unit}" if self.option.unit else self.option.title
        control.setAccessibleName(name)
        control.setAccessibleDescription(self.option.help)
        self.line.setFixedWidth(px(320 if self.is_text else 72))
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft if self.is_text else Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(control)
        row.addWidget(label(_unit(self.option), "secondary", wraps=True), 1)
        row.addWidget(self.default_button)
        self.default_button.hide()
        return row


def _words(option: Option, value: Value) -> str:
    if option.kind == "yes_no":
        return "on" if value else "off"
    return str(value) or "nothing"


def _unit(option: Option) -> str:
    default = f"default {_words(option, option.default)}" if option.default != "" else ""
    return " · ".join(part for part in (option.unit, default) if part)
