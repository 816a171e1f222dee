"""Safety: where the store is, copies of it, whether it is sound, what left the building, and who did what."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError, Unavailable
from send_desktop.progress import Progress
from send_desktop.records import Export
from send_desktop.services.safety import CheckReport, back_up, check
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, SaveFile
from ui.pages import safety_rows as say
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.copy_line import CopyLine
from ui.widgets.labels import button, label
from ui.widgets.running import Running
from ui.widgets.shapes import StateLabel

AUDIT_LINES, EXPORT_LINES = 50, 50
"""The newest lines of each log that are shown."""

SHOWN_PROBLEMS = 20
BACKUP_DAYS = 7
"""A backup older than this is no comfort."""

NARROW = 820
"""Below this width, in pixels at 100 per cent, cards stand one under the other."""


class SafetyPage(Page):
    """Backups, the check, and the two logs."""

    title = "Safety"
    help_text = (
        "Back up now writes a whole copy of the store to a file; keep one where this computer's loss does not "
        "reach it. Putting a copy back is done with the program closed, by the command that is shown.\n\n"
        "Check works out every derived date again and asks the storage about its own file.\n\n"
        "What left the building lists every pack and sheet; Enter shows a line whole, with its checksum. The newest "
        "acts are below; Enter opens the case."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.backup_button = self.add_act(button("Back up now", self.open_backup, role="accent"))
        self.check_button = button("Check the store", self.start_check)
        self.running = Running()
        self.verdict = StateLabel()
        self.findings = label("", wraps=True)
        self.store_line = CopyLine("Where the store is")
        self.command_line = CopyLine("The command that restores a backup")
        self.backup_line = StateLabel()
        self.exports = CardTable(
            "What left the building", CardColumn("When", 140), CardColumn("What", 104),
            CardColumn("Profile", 90, gives_way=2), CardColumn("By", 150, gives_way=3), CardColumn("File"),
            CardColumn("Checksum", 116, gives_way=1),
        )  # fmt: skip
        self.audit = CardTable(
            "Newest acts", CardColumn("When", 140), CardColumn("Who", 150, gives_way=2), CardColumn("Act", 150),
            CardColumn("Record", 190, gives_way=1), CardColumn("What changed"),
        )  # fmt: skip
        self._build()
        self._show_place()

    # --- reading ---------------------------------------------------------------------------------

    def reload(self) -> None:
        desk = self.desk

        def read(_: Progress) -> say.Held:
            with desk.store.look() as reading:
                lines = tuple(reading.audit(AUDIT_LINES))
                cases = reading.cases(sorted({line.case_id for line in lines if line.case_id}))
                exports = tuple(reading.exports()[:EXPORT_LINES])
                return say.Held(exports, lines, {case.id: case.reference for case in cases})

        desk.tasks.read(self, read, self._show, self.show_failure)

    def _show(self, held: say.Held) -> None:
        self._show_place()
        self.exports.show_rows(say.export_rows(held.exports, self._show_export))
        self.exports.setVisible(bool(held.exports))
        self._no_exports.setVisible(not held.exports)
        self.audit.show_rows(say.audit_rows(held, self.wants_case.emit))
        self.audit.setVisible(bool(held.audit))
        self._no_audit.setVisible(not held.audit)

    def _show_place(self) -> None:
        desk, where = self.desk, self.desk.store.where
        self.store_line.setText(where)
        last = desk.memory.text(_memory_name(where))
        age = _age_of(Path(last)) if last else None
        is_fresh = age is not None and age.days <= BACKUP_DAYS
        self.backup_line.show_state("on_track" if is_fresh else "at_risk", desk.memory.backup_line(where, desk.today))
        self.backup_file.setText(f"In {last}{'' if age is not None else '; it is no longer there'}" if last else "")
        self.backup_file.setVisible(bool(last))
        self.command_line.setText(
            say.restore_command(where, last or str(Path(where).parent / "backups" / "name-of-the-backup.db"))
        )
        file = Path(where)
        self._size.setText(f"{say.size_words(file.stat().st_size)} in one file" if file.is_file() else "On a server")
        self._show_folder.setVisible(file.is_file())

    # --- acts ------------------------------------------------------------------------------------

    def open_backup(self) -> None:
        """Open the form that writes a copy of the store."""
        form = SaveFile(backup_act(self.desk), self.desk)
        form.made.connect(self._backed_up)
        self.wants_form.emit(form)

    def start_check(self) -> None:
        """Check the store in the background, with progress and Cancel in place."""
        store = self.desk.store
        self.check_button.setEnabled(False)
        self.verdict.hide()
        self.findings.hide()
        job = self.desk.tasks.read(self, lambda report: check(store, report), self._checked, self._not_checked)
        self.running.follow(job, "Checking the file of the store")
        self.running.cancel_button.setFocus()

    def _checked(self, report: CheckReport) -> None:
        self._check_ended()
        count, unwritten = len(report.problems), _unwritten(report)
        cases = f"{report.cases:,} case{'' if report.cases == 1 else 's'}"
        if not count:
            self.verdict.show_state("on_track", "Sound")
            self.findings.setText(
                f"Checked {cases}: every derived date is what its facts give, and the file is sound.{unwritten}"
            )
        else:
            self.verdict.show_state("breached", f"{count:,} problem{'' if count == 1 else 's'}")
            more = f"\nand {count - SHOWN_PROBLEMS:,} more." if count > SHOWN_PROBLEMS else ""
            told = "\n".join(report.problems[:SHOWN_PROBLEMS])
            self.findings.setText(f"Checked {cases}. Back up first, then send this list to whoever looks after "
                                  f"the program:\n{told}{more}{unwritten}")  # fmt: skip
        self.verdict.show()
        self.findings.show()

    def _not_checked(self, error: SendDesktopError) -> None:
        self._check_ended()
        self.notice.show_failure(error)

    def _check_ended(self) -> None:
        had_focus = self.running.cancel_button.hasFocus()
        self.running.done()
        self.check_button.setEnabled(True)
        if had_focus:
            self.check_button.setFocus()

    def _backed_up(self, file: Path) -> None:
        desk, where = self.desk, self.desk.store.where
        desk.memory.keep_backup(where, datetime.now())
        desk.memory.keep(_memory_name(where), str(file))
        desk.tasks.changed.emit(Changes(note=f"The store is backed up to {file}."))

    def _show_export(self, one: Export) -> None:
        words = label(say.export_words(one), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setWindowTitle("What left")
        self.wants_form.emit(words)

    def _copy(self, line: CopyLine, what: str) -> None:
        QGuiApplication.clipboard().setText(line.text())
        self.said.emit(f"{what} is copied.")

    def _open_folder(self) -> None:
        folder = Path(self.desk.store.where).parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.notice.say(f"The folder could not be shown; it is {folder}.", kind="warning")

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(12))
        self._pair.addWidget(self._store_card(), 1)
        self._pair.addWidget(self._check_card(), 1)
        column.addLayout(self._pair)
        column.addWidget(self._export_card())
        column.addWidget(self._audit_card())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.body.addWidget(area)

    def _store_card(self) -> Card:
        card = Card("The store")
        self._size = card.aside
        self._show_folder = button("Show folder", self._open_folder, picture="folder")
        copy = button("Copy", lambda: self._copy(self.store_line, "The store's place"), picture="copy")
        copy.setAccessibleName("Copy where the store is")
        self.backup_file = label("", "secondary", wraps=True)
        card.body.addLayout(_row(self.store_line, copy))
        card.body.addLayout(_row(self._show_folder, None))
        card.body.addSpacing(px(4))
        card.body.addWidget(self.backup_line)
        card.body.addWidget(self.backup_file)
        card.body.addWidget(
            label("Back up at least once a week, and keep one copy away from this computer.", "secondary", wraps=True)
        )
        card.body.addStretch(1)
        return card

    def _check_card(self) -> Card:
        card = Card("Check and restore")
        told = "Works out every derived date again, and asks the storage whether its file is sound."
        card.body.addWidget(label(told, "secondary", wraps=True))
        card.body.addLayout(_row(self.check_button, None))
        for widget in (self.running, self.verdict, self.findings):
            card.body.addWidget(widget)
        self.verdict.hide()
        self.findings.hide()
        self.findings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = button("Copy", lambda: self._copy(self.command_line, "The command"), picture="copy")
        copy.setAccessibleName("Copy the command that restores a backup")
        card.body.addSpacing(px(4))
        card.body.addWidget(label("To put a backup back", "strong"))
        how = (
            "Close SEND Desktop everywhere, then run this in a terminal. The backup is checked first, and the store "
            "that stands there now is kept beside it."
        )
        card.body.addWidget(label(how, "secondary", wraps=True))
        card.body.addLayout(_row(self.command_line, copy))
        card.body.addStretch(1)
        return card

    def _export_card(self) -> Card:
        card = Card("What left the building")
        self._no_exports = _nothing("Nothing yet. Every panel pack and weekly sheet is listed here as it is made.")
        card.body.addWidget(self._no_exports)
        card.body.addWidget(self.exports)
        return card

    def _audit_card(self) -> Card:
        card = Card("Newest acts", f"the last {AUDIT_LINES}, by everyone")
        self._no_audit = _nothing("Nobody has recorded anything yet.")
        card.body.addWidget(self._no_audit)
        card.body.addWidget(self.audit)
        return card


def backup_act(desk: Desk) -> FileAct:
    """Return the form that backs the store up, by default into a folder beside it."""
    where = Path(desk.store.where)
    usual = say.backup_name(where, datetime.now())

    def make(path: Path, _: str, report: Progress) -> str:
        report(0, 0, "Writing the backup")
        if path.parent == usual.parent:
            _make_folder(path.parent)
        back_up(desk.store, path)
        return f"The store is backed up to {path}."

    return FileAct(
        title="Back up",
        intro="A whole copy of the store as it is at this moment. It holds everything about every child: keep it "
        "as safe as the store itself.",
        save_words="Back up",
        running_words="Writing the backup",
        start=usual,
        ending=usual.suffix,
        kind_words="Store",
        make=make,
        can_open=False,
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder {folder} could not be made ({error.strerror}); nothing was written. Choose another place."
        ) from error


def _age_of(file: Path) -> timedelta | None:
    """Return how long ago a file was written; None where it is not there."""
    try:
        return datetime.now() - datetime.fromtimestamp(file.stat().st_mtime)
    except OSError:
        return None


def _memory_name(where: str) -> str:
    return f"backup_file/{zlib.crc32(where.encode()):08x}"


def _nothing(words: str) -> QLabel:
    told = label(words, "secondary", wraps=True)
    told.hide()
    return told


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None takes the rest of the room."""
    row = QHBoxLayout()
    row.setSpacing(px(8))
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 0 if isinstance(widget, QPushButton) else 1, Qt.AlignmentFlag.AlignTop)
    return row


def _unwritten(report: CheckReport) -> str:
    """Return the refusals without their letter, as a paragraph of its own; nothing where there is none."""
    found = report.unwritten
    if not found:
        return ""
    more = f"\nand {len(found) - SHOWN_PROBLEMS:,} more." if len(found) > SHOWN_PROBLEMS else ""
    told = "\n".join(found[:SHOWN_PROBLEMS])
    return f"\n\nRefusals whose letter, with the right of appeal, is not on record as sent:\n{told}{more}"
