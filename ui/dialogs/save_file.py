"""The form for what becomes a file: where it goes, under which profile, how far it is, and where it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress
from ui.desk import Desk
from ui.theme import px
from ui.widgets.fields import ChoiceField, Choices, FieldWidget, TextField
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice
from ui.widgets.running import Running


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAct:
    """What the form makes. ``make`` runs on the worker that writes and returns the sentence to show after it."""

    title: str
    intro: str
    save_words: str
    running_words: str
    start: Path
    ending: str
    """The name's ending with its dot: '.xlsx'."""
    kind_words: str
    """The kind of file in the file dialog: 'Excel workbook'."""
    make: Callable[[Path, str, Progress], str]
    choice_label: str = ""
    choices: Choices = ()
    choice: str = ""
    choice_hints: tuple[tuple[str, str], ...] = ()
    """What each choice means, by its code."""
    fields: tuple[tuple[str, str, Callable[[], FieldWidget]], ...] = ()
    """What else is asked: a name, the words before it, and what makes its widget. ``make_with`` is given the values."""
    make_with: Callable[[Path, str, Mapping[str, Any], Progress], str] | None = None
    name_under: Callable[[str], str] | None = None
    """The file's usual name under a choice, where the choice is in the name; it follows until another is typed."""
    remembered_as: str = ""
    """The name under which the desk remembers the folder that was chosen; empty where it does not."""
    may_replace: bool = False
    """Whether a file of that name may be replaced; the form says so before it is."""
    can_open: bool = True
    """Whether the file is one that a program of the desk opens."""


def usual_folder(desk: Desk, remembered_as: str) -> Path:
    """Return where the last such file went, else the system's folder for documents, else the home folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    candidates = [one for one in (desk.memory.text(remembered_as), documents) if one]
    return next((Path(one) for one in candidates if Path(one).is_dir()), Path.home())


class SaveFile(QWidget):
    """On the sheet. ``finished`` when it was left; ``made`` with the file once it is there."""

    finished = Signal()
    made = Signal(object)

    def __init__(self, act: FileAct, desk: Desk) -> None:
        super().__init__()
        self.act = act
        self._desk = desk
        self._file: Path | None = None
        self._named_under = act.choice
        self.setWindowTitle(act.title)
        self.choice = ChoiceField(act.choices, act.choice) if act.choices else None
        self.fields = {name: make() for name, _, make in act.fields}
        self.place = TextField(str(act.start))
        self.notice = Notice()
        self.running = Running()
        self.choice_hint = label("", "secondary", wraps=True)
        self.place_hint = label("", "secondary", wraps=True)
        self.choose_button = button("Choose…", self.choose_place, picture="folder")
        self.save_button = button(act.save_words, self.save, role="accent")
        self.leave_button = button("Cancel", self.finished.emit)
        self.done_words = label("", "strong", wraps=True)
        self.open_button = button("Open it", self.open_file, role="accent", picture="")
        self.folder_button = button("Show folder", self.show_folder, picture="folder")
        self.close_button = button("Done", self.finished.emit)
        self._lay_out()
        self._say()

    # --- acts ------------------------------------------------------------------------------------

    def choose_place(self) -> None:
        """Ask for another place in the system's own dialog, which the window does not wait for."""
        target = self._target()
        dialog = QFileDialog(self, self.act.title, str(next(one for one in target.parents if one.is_dir())))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{self.act.kind_words} (*{self.act.ending})")
        dialog.setDefaultSuffix(self.act.ending.lstrip("."))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the form says it, before its own Save
        dialog.selectFile(target.name)
        dialog.fileSelected.connect(self.place.line.setText)
        dialog.open()

    def save(self) -> None:
        """Make the file in the background; the form stays, with a bar and Cancel."""
        if self.running.is_running:
            return
        problem = self._problem()
        self.place.mark_wrong(bool(problem))
        if problem:
            self.notice.say(problem, kind="refused")
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.notice.clear()
        target, profile = self._target(), self.choice.value() if self.choice else ""
        make, self._file = self._maker(), target
        job = self._desk.tasks.write(self, lambda report: make(target, profile, report), self._made, self._failed)
        self.running.follow(job, self.act.running_words)
        self._set_busy(True)

    def _maker(self) -> Callable[[Path, str, Progress], str]:
        make_with = self.act.make_with
        if make_with is None:
            return self.act.make
        values = {name: widget.value() for name, widget in self.fields.items()}
        return lambda target, profile, report: make_with(target, profile, values, report)

    def open_file(self) -> None:
        """Open the file with the program that the computer has for it."""
        self._open(self._file, "No program on this computer opens it; the file is in the folder that is named above.")

    def show_folder(self) -> None:
        """Show the folder that the file is in."""
        self._open(self._file and self._file.parent, "The folder could not be shown; its name is above.")

    def may_close(self) -> bool:
        """Say whether closing leaves nothing half done."""
        if self.running.is_running:
            self.notice.say("It is still being written. Cancel stops it and leaves nothing behind.", kind="warning")
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._asking.isVisible():
            self.save()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.choice or self.place).setFocus(Qt.FocusReason.TabFocusReason)

    # --- what comes of it ------------------------------------------------------------------------

    def _made(self, words: str) -> None:
        self._set_busy(False)
        if self._file and self.act.remembered_as:
            self._desk.memory.keep(self.act.remembered_as, str(self._file.parent))
        self._asking.hide()
        self.done_words.setText(words)
        self.done_words.setAccessibleName(words)
        self._done.show()
        (self.open_button if self.act.can_open else self.folder_button).setFocus()
        self.made.emit(self._file)

    def _failed(self, error: SendDesktopError) -> None:
        self._set_busy(False)
        self.notice.show_failure(error)
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self.running.done()
        own = (self.save_button, self.leave_button, self.choose_button, self.place, self.choice)
        for widget in (*own, *self.fields.values()):
            if widget is not None:
                widget.setEnabled(not busy)
        if busy:
            self.running.cancel_button.setFocus()

    def _open(self, target: Path | None, otherwise: str) -> None:
        if target is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self.notice.say(otherwise, kind="warning")

    # --- what was typed ---------------------------------------------------------------------------

    def _target(self) -> Path:
        typed = Path(self.place.value()).expanduser()
        if typed.is_absolute() or not self.place.value():
            return typed
        return self.act.start.parent / typed

    def _problem(self) -> str:
        if not self.place.value():
            return "Name the file first."
        target = self._target()
        if target.suffix.lower() != self.act.ending:
            return f"The name of the file must end in {self.act.ending}."
        if target.exists() and not self.act.may_replace:
            return f"There is already a file {target.name} there; give this one another name."
        return ""

    def _rename(self) -> None:
        """Put the choice into the file's name, unless somebody has given it a name of their own."""
        named, target = self.act.name_under, self._target()
        if named is None or self.choice is None:
            return
        before, self._named_under = self._named_under, self.choice.value()
        if target.name == named(before):
            self.place.line.setText(str(target.with_name(named(self._named_under))))

    def _say(self) -> None:
        hints = dict(self.act.choice_hints)
        self.choice_hint.setText(hints.get(self.choice.value(), "") if self.choice else "")
        self.choice_hint.setVisible(bool(self.choice_hint.text()))
        replaces = self.act.may_replace and self._target().is_file()
        self.place_hint.setText("A file of that name is there already and will be replaced." if replaces else "")
        self.place_hint.setVisible(replaces)

    # --- laying out ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(12))
        self._asking, self._done = self._asked(), self._told()
        self._done.hide()
        for widget in (self._asking, self._done, self.notice):
            column.addWidget(widget)
        column.addStretch(1)
        self.place.changed.connect(self._say)
        if self.choice:
            self.choice.changed.connect(self._rename)
            self.choice.changed.connect(self._say)

    def _asked(self) -> QWidget:
        asked, column = _box()
        column.addWidget(label(self.act.intro, "secondary", wraps=True))
        if self.choice:
            column.addLayout(_labelled(self.act.choice_label, self.choice, self.choice_hint))
            self.choice.name_for_readers(self.act.choice_label)
        for name, words, _ in self.act.fields:
            self.fields[name].name_for_readers(words)
            column.addLayout(_labelled(words, self.fields[name]))
        self.place.name_for_readers("Save as")
        column.addLayout(_labelled("Save as", self.place, self.place_hint))
        column.addLayout(_row(self.choose_button))
        column.addWidget(self.running)
        column.addLayout(_row(self.save_button, self.leave_button))
        return asked

    def _told(self) -> QWidget:
        told, column = _box()
        column.addWidget(self.done_words)
        self.done_words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if self.act.can_open:
            column.addLayout(_row(self.open_button, self.folder_button, self.close_button))
        else:
            column.addLayout(_row(self.folder_button, self.close_button))
        return told


def _box() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    return box, column


def _labelled(words: str, widget: QWidget, hint: QLabel | None = None) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(4))
    column.addWidget(label(words, "secondary"))
    column.addWidget(widget)
    if hint is not None:
        column.addWidget(hint)
    return column


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
