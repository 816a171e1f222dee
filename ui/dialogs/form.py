"""A form for one act, made from a table of fields: what it would do is said before it is saved.

Nothing typed is lost by a refusal: the field to put right is pointed at and everything stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.progress import Progress
from send_desktop.services.every_date import DateChange
from send_desktop.services.family import ContactMark
from ui.desk import Desk
from ui.theme import px
from ui.widgets.contact_marks import ContactMarks
from ui.widgets.date_changes import DateChanges
from ui.widgets.fields import (
    ChoiceField,
    Choices,
    DateField,
    FieldWidget,
    LongTextField,
    ManyField,
    MoneyField,
    TextField,
    TickField,
)
from ui.widgets.file_field import FileField
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

Values = dict[str, Any]

PREVIEW_DELAY_MS = 120
"""Typing pauses this long before the line about the clock is worked out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form. ``kind`` is date, text, long_text, money, choice, many, tick or child (a case's id)."""

    name: str
    label: str
    kind: str = "text"
    start: Any = None
    choices: Choices = ()
    suggestions: Sequence[str] = ()
    hint: str = ""
    example: str = ""
    """What stands faintly in an empty date field; left empty, the ways in which a recent day is typed."""
    is_required: bool = False
    is_beside: bool = False
    """Stands beside the field before it, on the same line."""
    blamed_for: tuple[str, ...] = ()
    """Words of a refusal that point at this field; a refusal that names none points at the first date."""
    shown_when: Callable[[Values], bool] | None = None
    """Whether the field is on the form, given the others' values; always when None."""
    fills: Callable[[Any], Values] | None = None
    """What choosing a value here puts into other fields, by their names."""
    makes: Callable[[], FieldWidget] | None = None
    """Makes the field's own widget, in place of one of a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """An act's form. ``say`` may raise Refused: its words are shown where the preview stands."""

    title: str
    save_words: str
    fields: tuple[Field, ...]
    say: Callable[[Values], str]
    """What saving these values would do to the clock, in one line; nothing for an act that leaves clocks alone."""
    save: Callable[[Values], Changes]
    """Carries out the act; called on the worker that writes."""
    save_with: Callable[[Values, Progress], Changes] | None = None
    """In place of ``save``, for an act that can take long: it shows how far it is and can be stopped."""
    intro: str = ""
    say_heading: str = "On the clock"
    """What stands over the line that ``say`` gives."""
    dates: Callable[[Values], Sequence[DateChange]] | None = None
    """Every date before and after, for an act that may move dates; its table stands under the fields."""
    marks: Sequence[ContactMark] = ()
    """What must be known before anybody writes or calls: given by every form that sends or contacts."""
    reads: Callable[[Values], str] | None = None
    """What is worked out of the values in the background, and shown to be read in a box that scrolls."""
    reads_heading: str = ""


class Form(QWidget):
    """The form on the sheet. ``finished`` when it was saved or left; ``saved`` with what changed."""

    scrolls_itself = True
    """Its fields scroll; the line about the clock and the buttons stay in view."""

    finished = Signal()
    saved = Signal(object)

    def __init__(self, spec: FormSpec, desk: Desk) -> None:
        super().__init__()
        self.spec = spec
        self.setWindowTitle(spec.title)
        self._desk = desk
        self._touched = False
        self._warned = False
        self.fields: dict[str, FieldWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self.notice = Notice()
        self.marks = ContactMarks()
        self.marks.show_marks(spec.marks)
        self.preview = label("", wraps=True)
        self.dates = DateChanges()
        self.every_date = button("", self._go_to_dates, role="link")
        self.save_button = button(spec.save_words, self.save, role="accent")
        self.leave_button = button("Cancel", self.leave)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._say)
        self.reading = _reading_box(spec.reads_heading)
        self.reading.setParent(self)  # also where the form reads nothing out, so that it goes with the form
        self.reading.setVisible(spec.reads is not None)
        self._lay_out()
        self._show_fields()
        self._say()

    # --- what it holds -----------------------------------------------------------------------------

    def values(self) -> Values:
        """Return every shown field's value. Raises ValueError for text that cannot be read as what it should be."""
        return {name: widget.value() for name, widget in self.fields.items()}

    def may_close(self) -> bool:
        """Say whether closing loses nothing; the first time it would, warn instead."""
        if not self._touched or self._warned:
            return True
        self._warned = True
        self.notice.say("What you typed is not saved. Close again to leave it.", kind="warning")
        return False

    def leave(self) -> None:
        """Close without saving; somebody who presses Cancel means it."""
        self._touched = False
        self.finished.emit()

    def save(self) -> None:
        """Check, then carry out the act in the background; the form stays until it is saved."""
        if not self.save_button.isEnabled():  # Enter pressed again while it saves would do the act twice
            return
        values = self._checked()
        if values is None:
            return
        self.save_button.setEnabled(False)
        long, saves = self.spec.save_with, self.spec.save
        self._desk.tasks.write(
            self,
            lambda report: long(values, report) if long else saves(values),
            self._saved,
            self._refused,
            long=long is not None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save) or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.save()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((widget for widget in self.fields.values() if widget.isVisibleTo(self)), None)
        if first:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # --- checking and saving -------------------------------------------------------------------------

    def _checked(self) -> Values | None:
        self.notice.clear()
        for field in self.spec.fields:
            problem = self._problem(field)
            self.fields[field.name].mark_wrong(bool(problem))
            if problem:
                self.notice.say(problem, kind="refused")
                self.fields[field.name].setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return self.values()

    def _problem(self, field: Field) -> str:
        widget = self.fields[field.name]
        if not widget.isVisibleTo(self):
            return ""
        try:
            value = widget.value()
        except ValueError as error:
            return str(error)
        return f"{field.label}: this is needed." if field.is_required and not value else ""

    def _saved(self, changes: Changes) -> None:
        self._touched = False
        self.saved.emit(changes)
        self.finished.emit()

    def _refused(self, error: SendDesktopError) -> None:
        self.save_button.setEnabled(True)
        self.notice.show_failure(error)
        if isinstance(error, Refused):
            self._point_at(str(error))

    def _point_at(self, words: str) -> None:
        blamed = [field for field in self.spec.fields if any(one in words for one in field.blamed_for)]
        blamed = blamed or [field for field in self.spec.fields if field.kind == "date"]
        shown = [field.name for field in blamed if self.fields[field.name].isVisibleTo(self)]
        if shown:
            self.fields[shown[0]].mark_wrong(True)
            self.fields[shown[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the line about the clock --------------------------------------------------------------------

    def _changed(self) -> None:
        self._touched = True
        self._show_fields()
        self._pause.start(PREVIEW_DELAY_MS)

    def _say(self) -> None:
        try:
            words = self.spec.say(self.values())
        except Refused as refusal:
            words = str(refusal)
        except ValueError:
            words = "What this does shows here once what is typed can be read."
        self.preview.setText(words)
        self.preview.setAccessibleName(words)
        self._box.setVisible(bool(words))
        self._show_dates()
        self._read_again()

    def _show_dates(self) -> None:
        """Set every date before and after under the fields; what cannot be read or is refused moves none."""
        found: Sequence[DateChange] = ()
        if self.spec.dates:
            try:
                found = self.spec.dates(self.values())
            except (Refused, ValueError):
                found = ()
        self.dates.show_changes(found, self._desk.today)
        self.every_date.setVisible(any(one.is_changed for one in found))
        self.every_date.setText(f"See every date: {self.dates.summary}")

    def _go_to_dates(self) -> None:
        self.dates.table.setFocus()
        self._area.ensureWidgetVisible(self.dates, 0, px(8))

    def _read_again(self) -> None:
        reads = self.spec.reads
        try:
            values = self.values()
        except ValueError:
            return
        if reads is not None:
            show = self.reading.setPlainText
            self._desk.tasks.read(self, lambda _: reads(values), show, lambda failure: show(str(failure)))

    def _fill_from(self, field: Field) -> None:
        assert field.fills is not None
        try:
            chosen = self.fields[field.name].value()
        except ValueError:  # a date that is not whole yet
            return
        for name, value in field.fills(chosen).items():
            self.fields[name].put(value)

    def _show_fields(self) -> None:
        try:
            values = self.values()
        except ValueError:
            return
        for field in self.spec.fields:
            shown = field.shown_when is None or field.shown_when(values)
            for widget in (self.fields[field.name], self._labels.get(field.name), self._hints.get(field.name)):
                if widget is not None:
                    widget.setVisible(shown)

    # --- laying out ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addWidget(self.marks)
        whole.addWidget(self._scrolling(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, px(12), 0)
        foot.setSpacing(px(8))
        foot.addWidget(self.notice)
        self._box = self._preview_box()
        foot.addWidget(self._box)
        foot.addLayout(self._buttons())
        whole.addLayout(foot)

    def _scrolling(self) -> QScrollArea:
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(10))
        if self.spec.intro:
            column.addWidget(label(self.spec.intro, "secondary", wraps=True))
        row = QHBoxLayout()
        for field in self.spec.fields:
            if not field.is_beside:
                row = QHBoxLayout()
                row.setSpacing(px(12))
                column.addLayout(row)
            row.addLayout(self._made(field), 1)
        column.addWidget(self.dates)
        if self.spec.reads:
            column.addWidget(label(self.spec.reads_heading, "secondary"))
            column.addWidget(self.reading, 1)
        column.addStretch(1 if not self.spec.reads else 0)
        area.setWidget(inside)
        return area

    def _made(self, field: Field) -> QVBoxLayout:
        widget = field_widget(field, self._desk)
        self.fields[field.name] = widget
        widget.name_for_readers(field.label)
        if field.fills:
            widget.changed.connect(lambda: self._fill_from(field))
        widget.changed.connect(self._changed)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        if field.kind != "tick":
            self._labels[field.name] = label(field.label, "secondary")
            column.addWidget(self._labels[field.name])
        column.addWidget(widget)
        if field.hint:
            self._hints[field.name] = label(field.hint, "secondary", wraps=True)
            column.addWidget(self._hints[field.name])
        column.addStretch(1)
        return column

    def _preview_box(self) -> QFrame:
        box = QFrame()
        box.setObjectName("preview")
        column = QVBoxLayout(box)
        column.setContentsMargins(px(12), px(8), px(12), px(10))
        column.setSpacing(px(2))
        column.addWidget(label(self.spec.say_heading, "secondary"))
        column.addWidget(self.preview)
        column.addWidget(self.every_date, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, px(4), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.save_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        return row


def _reading_box(name: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(px(220))
    box.setAccessibleName(name)
    return box


def field_widget(field: Field, desk: Desk) -> FieldWidget:
    """Make the widget that a field's kind asks for, or its own."""
    if field.makes:
        return field.makes()
    match field.kind:
        case "child":
            from ui.widgets.child_field import ChildField

            return ChildField(desk, field.start or 0)
        case "file":
            return FileField(field.start)
        case "date":
            return DateField(desk.today, field.start, example=field.example)
        case "long_text":
            return LongTextField(field.start or "")
        case "money":
            return MoneyField(field.start)
        case "choice":
            return ChoiceField(field.choices, field.start)
        case "many":
            return ManyField(field.choices, field.start or ())
        case "tick":
            return TickField(field.label, bool(field.start))
        case _:
            return TextField(field.start or "", field.suggestions)
