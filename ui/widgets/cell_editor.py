"""One cell of the grid being typed in: what it would do stands beneath, and nothing is saved before it is accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress
from send_desktop.services.grid_edits import EditPlan
from send_desktop.services.planned_changes import CHANGE, SAME, PlannedChange
from ui.desk import Desk
from ui.tasks import Job
from ui.theme import px
from ui.widgets.change_list import from_to
from ui.widgets.labels import label

PAUSE_MS = 120
"""Typing pauses this long before what it would do is worked out again."""

LEAST_WIDTH, MOST_WIDTH = 220, 420
DATE_WIDTH = 120
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

ASKS_FOR_REASON = "A date on record is put right with a reason: type it below, then Enter."
NOTHING_NEW = "It is so already. Esc leaves it."


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSpec:
    """What the editor works on. ``plan`` works out what the text would do, on the worker that reads."""

    title: str
    """Whose cell and which, for a screen reader and the line beneath."""
    kind: str
    start: str
    plan: Callable[[str, Progress], EditPlan]
    names: Sequence[str] = ()
    """What completes itself while it is typed."""


class CellEditor(QFrame):
    """A field over its cell with its preview. ``saved`` with the changes; ``left`` when it goes, saved or dropped."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, host: QWidget, desk: Desk, spec: CellSpec, typed: str | None = None) -> None:
        """Edit what is there; ``typed`` is the letter that began it, which takes the place of what was there."""
        super().__init__(host)
        self.setObjectName("cell_editor")
        self.spec = spec
        self._desk = desk
        self._host = host
        self._cell: QRect | None = None
        self._plan: EditPlan | None = None
        self._planned_for: str | None = None
        self._job: Job | None = None
        self._has_typed = typed is not None
        self._is_settled = self._is_saving = self._wants_to_settle = False
        self.line = _Line(spec.kind == "notes")
        self.words = label("", wraps=True)
        self.keys = label("", "secondary", wraps=True)
        self.reason = QLineEdit()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._work_out)
        self._lay_out()
        self._begin(typed)

    def place(self, cell: QRect) -> None:
        """Stand over a cell, given in the host's measure; what is beneath goes above where there is no room below."""
        host = self._host
        width = min(max(cell.width(), px(LEAST_WIDTH if self.spec.kind != "notes" else MOST_WIDTH)), host.width())
        self._foot.setMaximumWidth(max(px(MOST_WIDTH), width))
        self.setFixedWidth(max(width, min(px(MOST_WIDTH), host.width())))
        self.adjustSize()
        left = min(cell.left(), host.width() - self.width())
        self._put_over(cell, max(0, left))
        top = cell.top() if cell.top() + self.height() <= host.height() else host.height() - self.height()
        self.move(max(0, left), max(0, top))
        self._cell = cell

    def _put_over(self, cell: QRect, left: int) -> None:
        """Keep the field itself over its cell, however far the words beneath it reach."""
        if self.line.is_long:
            return
        least = DATE_WIDTH if self.spec.kind == "date" else LEAST_WIDTH
        width = min(max(cell.width(), px(least)), self.width())
        self.line.edit.setFixedWidth(width)
        self._head.setContentsMargins(max(0, min(cell.left() - left, self.width() - width)), 0, 0, 0)

    @property
    def text(self) -> str:
        """What is typed now."""
        return self.line.text()

    @property
    def is_working(self) -> bool:
        """True while what it would do is being worked out or saved."""
        return self._job is not None or self._is_saving or self._pause.isActive()

    def offer(self, names: Sequence[str]) -> None:
        """Complete names while they are typed, as a spreadsheet does."""
        if isinstance(self.line.edit, QLineEdit):
            completer = QCompleter(list(names), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            self.line.edit.setCompleter(completer)

    def begin_with(self, words: str) -> None:
        """Put in the whole of what stands there, of which a cell shows one line, unless something has been typed."""
        if words and self.text == self.spec.start and not self._has_typed:
            self.line.put(words, is_chosen=True)
            self._stop()

    def accept(self) -> None:
        """Enter: first what it would do is settled and shown, then, asked again, saved."""
        if self._is_saving:
            return
        if not self._is_current():
            self._wants_to_settle = True
            self._work_out()
        elif self._is_settled:
            self._save()
        else:
            self._settle()

    def leave(self) -> None:
        """Escape: drop what was typed."""
        if self._is_saving:
            return
        self._stop()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        breaks = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in ENTERS and breaks and self.line.is_long:
            self.line.break_line()
        elif event.key() in ENTERS:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._go_between()
        else:
            return False
        return True

    def _go_between(self) -> None:
        """Tab goes between the cell and its reason, and nowhere else: what is typed is saved or dropped first."""
        if self.reason.isVisible() and not self.reason.hasFocus():
            self.reason.setFocus()
        else:
            self.line.edit.setFocus()

    # --- working out ---------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._has_typed = True
        self._is_settled = self._wants_to_settle = False
        self._mark_wrong(False)
        self._stop()
        self._pause.start(PAUSE_MS)

    def _work_out(self) -> None:
        self._stop()
        text = self.text

        def planned(plan: EditPlan) -> None:
            if self._job is job:
                self._job = None
                self._planned(plan, text)

        def failed(error: SendDesktopError) -> None:
            if self._job is job:
                self._job = None
                self._say(str(error), "Esc leaves it as it was.")

        job = self._desk.tasks.read(self, lambda go: self.spec.plan(text, go), planned, failed)
        self._job = job

    def _stop(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _planned(self, plan: EditPlan, text: str) -> None:
        self._plan, self._planned_for = plan, text
        change = self._change
        if change is None:
            self._say("This case is no longer in the store.", "Esc leaves it.")
        elif change.outcome == CHANGE:
            self._say(f"{from_to(change)}. {change.says}".strip(), "Enter, then Enter again, saves · Esc drops it")
        elif change.outcome == SAME:
            self._say("", NOTHING_NEW)
        else:
            self._say(change.says, "Nothing is changed. What you typed stays until you put it right, or Esc drops it.")
        if self._wants_to_settle:
            self._settle()

    @property
    def _change(self) -> PlannedChange | None:
        return self._plan.changes[0] if self._plan and self._plan.changes else None

    def _is_current(self) -> bool:
        return self._planned_for == self.text and self._job is None

    def _settle(self) -> None:
        """Hold on to what it would do: the next Enter saves it. What is so already is left at once."""
        self._wants_to_settle = False
        change = self._change
        if change is not None and change.outcome == SAME:
            self.leave()
            return
        can_be = change is not None and change.outcome == CHANGE
        self._mark_wrong(not can_be)
        if not can_be:
            return
        self._is_settled = True
        if self._plan and self._plan.needs_reason:
            self.reason.show()
            self.reason.setFocus()
            self._keys(ASKS_FOR_REASON)
        else:
            self._keys("Enter saves this · Esc drops it")
        self._fit()

    # --- saving --------------------------------------------------------------------------------------

    def _save(self) -> None:
        plan, reason = self._plan, self.reason.text()
        assert plan is not None
        if plan.needs_reason and not reason.strip():
            self.reason.show()
            self.reason.setFocus()
            self._keys(ASKS_FOR_REASON)
            return
        self._is_saving = True
        self._desk.tasks.write(
            self, lambda go: plan.adopt(self._desk.store, self._desk.by, reason, go), self._done, self._refused
        )

    def _done(self, changes: Changes) -> None:
        self._is_saving = False
        self.saved.emit(changes)
        self.left.emit()

    def _refused(self, error: SendDesktopError) -> None:
        self._is_saving = self._is_settled = False
        self._plan = self._planned_for = None
        self._mark_wrong(True)
        self._say(str(error), "Nothing is changed. Esc leaves it as it was.")
        self.line.edit.setFocus()

    # --- words and layout ------------------------------------------------------------------------------

    def _say(self, words: str, keys: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._keys(keys)
        self.line.edit.setAccessibleDescription(f"{words} {keys}".strip())
        self._fit()

    def _keys(self, keys: str) -> None:
        self.keys.setText(keys)

    def _fit(self) -> None:
        if self._cell is not None:
            self.place(self._cell)

    def _mark_wrong(self, wrong: bool) -> None:
        edit = self.line.edit
        edit.setProperty("wrong", wrong)
        edit.style().unpolish(edit)
        edit.style().polish(edit)

    def _begin(self, typed: str | None) -> None:
        self.line.put(self.spec.start if typed is None else typed, is_chosen=typed is None)
        self.line.edit.setAccessibleName(self.spec.title)
        self.line.edit.installEventFilter(self)
        self.reason.installEventFilter(self)
        self.line.edit.textChanged.connect(self._typed)
        if self.spec.names:
            self.offer(self.spec.names)
        breaks = "Alt+Enter begins a new line · " if self.line.is_long else ""
        self._keys(f"Enter shows what it does · {breaks}Esc leaves it")
        if typed is not None:
            self._typed()

    def _lay_out(self) -> None:
        self.reason.setPlaceholderText("How is the right date known?")
        self.reason.setAccessibleName("Reason for putting the date right")
        self.reason.hide()
        self.words.hide()
        self._foot = QFrame()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(px(10), px(6), px(10), px(8))
        foot.setSpacing(px(4))
        for widget in (self.words, self.reason, self.keys):
            foot.addWidget(widget)
        self._head = QHBoxLayout()
        self._head.addWidget(self.line.edit)
        if not self.line.is_long:
            self._head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._foot)
        self.setFocusProxy(self.line.edit)


class _Line:
    """The field itself: one line, or several for notes, where Alt+Enter breaks the line."""

    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long
        self.edit: QLineEdit | QPlainTextEdit = QPlainTextEdit() if is_long else QLineEdit()
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setFixedHeight(px(84))

    def text(self) -> str:
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

    def put(self, words: str, is_chosen: bool) -> None:
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(words)
        else:
            self.edit.setPlainText(words)
            cursor = self.edit.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.edit.setTextCursor(cursor)
        if is_chosen and not self.is_long:
            self.edit.selectAll()

    def break_line(self) -> None:
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.insertPlainText("\n")
