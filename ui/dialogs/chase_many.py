"""The form that chases many at once: the emails as they will be, under which profile, and into which folder."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.progress import Progress
from send_desktop.services import chase_emails
from send_desktop.services.advice_queues import Outstanding, outstanding
from send_desktop.services.chase_emails import PROFILES, ChaseEmail, Wanted
from send_desktop.services.chasing import RUNGS
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.save_file import usual_folder
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

REMEMBERED = "chase/folder"

LIST_HEIGHT = 176
"""The most that the list of emails takes, in pixels at 100 per cent; then it scrolls."""


class ChaseMany(QWidget):
    """On the sheet. One email a service, written into a folder as a draft or copied; each case's rung is logged."""

    finished = Signal()

    def __init__(self, desk: Desk, wanted: Collection[Wanted]) -> None:
        super().__init__()
        self.setWindowTitle("Chase")
        self._desk = desk
        self._wanted = tuple(wanted)
        self._known: Outstanding | None = None
        self._is_busy = False
        self.emails: list[ChaseEmail] = []
        self.profile = ChoiceField(tuple(PROFILES.items()), "reference")
        self.place = TextField(str(usual_folder(desk, REMEMBERED)))
        self.list = CardTable(
            "Emails", CardColumn("To", 234), CardColumn("Cases", 52, True), CardColumn("Reminder", 128)
        )
        self._scroll = QScrollArea()
        self.text = QPlainTextEdit()
        self.notice = Notice()
        self.intro = label("", "secondary", wraps=True)
        self.save_button = button("Write emails", self.save, role="accent")
        self.copy_button = button("Copy text", self.copy_text, picture="copy")
        self.log_button = button("Log as sent", self.log_copied)
        self.choose_button = button("Choose…", self.choose_place, picture="folder")
        self.folder_button = button("Show folder", self.show_folder, picture="folder")
        self._lay_out()
        self.profile.changed.connect(self._prepare)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show_text())
        desk.tasks.read(self, lambda _: outstanding(desk.store, desk.today), self._read, self.notice.show_failure)

    # --- what it shows -----------------------------------------------------------------------------

    def _read(self, known: Outstanding) -> None:
        self._known = known
        self._prepare()

    def _prepare(self) -> None:
        if self._known is None:
            return
        profile = self.profile.value()
        self.emails = chase_emails.prepare(self._known, self._wanted, profile, self._desk.by)
        self.list.show_rows([_line(one) for one in self.emails])
        if self.emails and self.list.currentIndex().row() < 0:
            self.list.selectRow(0)
        self._scroll.setFixedHeight(min(self.list.sizeHint().height() + px(4), px(LIST_HEIGHT)))
        self._say()
        self._show_text()

    def _say(self) -> None:
        ready, without = self._ready(), [one for one in self.emails if not one.to]
        words = f"{counted(len(ready), 'email')} for your own mail program, one a service; nothing is sent from here."
        if not self.emails:
            words = "Nothing to chase here: it has arrived, or was chased today."
        elif without:
            known = f"{words} " if ready else ""
            words = f"{known}{counted(len(without), 'email')} without an address: copy the text, or add it in Options."
        self.intro.setText(words)
        self.save_button.setText(f"Write {counted(len(ready), 'email')}" if ready else "Write emails")
        self.save_button.setEnabled(bool(ready))
        for one in (self.copy_button, self.log_button):
            one.setEnabled(bool(self.emails))

    def _ready(self) -> list[ChaseEmail]:
        return [one for one in self.emails if one.to]

    @property
    def marked(self) -> ChaseEmail | None:
        """The email whose text is shown."""
        at = self.list.currentIndex().row()
        return self.emails[at] if 0 <= at < len(self.emails) else None

    def _show_text(self) -> None:
        email = self.marked
        self.text.setPlainText(f"{email.subject}\n\n{email.text}" if email else "")
        self.log_button.setVisible(email is not None and not email.to)

    # --- acts --------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the emails and log the reminders, in the background."""
        folder = Path(self.place.value()).expanduser()
        if self._is_busy or not self.save_button.isEnabled():
            return
        if not self.place.value() or not folder.is_dir():
            self.place.mark_wrong(True)
            self.notice.say("There is no such folder; choose one that is there.", kind="refused")
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.place.mark_wrong(False)
        desk, wanted, profile = self._desk, self._wanted, self.profile.value()

        def write(report: Progress) -> Changes:
            return chase_emails.write_emails(
                desk.store, wanted, folder, profile=profile, by=desk.by, today=desk.today, progress=report
            )

        self._set_busy(True)
        desk.tasks.write(self, write, partial(self._written, folder), self._failed, long=True)

    def copy_text(self) -> None:
        """Copy the marked email, for a mail program that opens no drafts or a service without an address."""
        if self.marked:
            QGuiApplication.clipboard().setText(self.text.toPlainText())
            self.notice.say(f"The text for {self.marked.name} is copied. Nothing is logged by copying.")

    def log_copied(self) -> None:
        """Log the reminders of the marked email, whose text went another way."""
        desk, email, wanted, profile = self._desk, self.marked, self._wanted, self.profile.value()
        if email is None or self._is_busy:
            return

        def log(_: Progress) -> Changes:
            return chase_emails.log_by_hand(
                desk.store, wanted, profile=profile, by=desk.by, today=desk.today, whose=email.whose
            )

        self._set_busy(True)
        desk.tasks.write(self, log, lambda _: self.finished.emit(), self._failed)

    def choose_place(self) -> None:
        """Ask for another folder in the system's own dialog, which the window does not wait for."""
        dialog = QFileDialog(self, "Folder for the emails", self.place.value())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.place.line.setText)
        dialog.open()

    def show_folder(self) -> None:
        """Show the folder that the emails are in."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self.place.value())):
            self.notice.say("The folder could not be shown; its name is above.", kind="warning")

    def may_close(self) -> bool:
        """Say whether closing leaves nothing half done."""
        return not self._is_busy

    def _written(self, folder: Path, changes: Changes) -> None:
        self._set_busy(False)
        self._desk.memory.keep(REMEMBERED, str(folder))
        self.notice.say(f"{changes.note} Open each, look at it, and send it.")
        self.save_button.setEnabled(False)
        self.folder_button.show()
        self.folder_button.setFocus()

    def _failed(self, error: SendDesktopError) -> None:
        self._set_busy(False)
        self.notice.show_failure(error)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for widget in (self.save_button, self.profile, self.place, self.choose_button):
            widget.setEnabled(not busy)

    # --- keys and laying out -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.profile.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(10))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(190))
        self.text.setAccessibleName("Text of the marked email")
        self.profile.name_for_readers("What they say of each child")
        self.place.name_for_readers("Folder")
        self.folder_button.hide()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.list)
        column.addWidget(self.intro)
        for widget in (
            _labelled("What they say of each child", self.profile),
            self._scroll,
            self.text,
            _row(self.copy_button, self.log_button),
            _labelled("Folder", self.place),
            _row(self.choose_button, self.folder_button),
            self.notice,
            _row(self.save_button, button("Close", self.finished.emit)),
        ):
            column.addWidget(widget)
        column.addStretch(1)


def _line(email: ChaseEmail) -> Row:
    rungs = sorted({line.rung.number for line in email.lines})
    to = email.to or "No address known: copy the text"
    words = RUNGS[rungs[0]] if len(rungs) == 1 else "Several rungs"
    return Row(
        (
            Cell(email.name, "strong", tip=f"{email.name}: {to}", note=to),
            Cell(str(len(email.lines))),
            Cell(words),
        )
    )


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return box


def _labelled(words: str, widget: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(label(words, "secondary"))
    column.addWidget(widget)
    return box
