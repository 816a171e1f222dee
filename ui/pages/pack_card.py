"""The card of a meeting's pack: what was built last, who is named in the next, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from send_desktop.exports.panel_pack.profile import PROFILES
from send_desktop.services.panel_view import MeetingView
from ui.desk import Memory
from ui.pages.panel_cards import pack_words, profile_words
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.labels import button, label
from ui.widgets.shapes import StateLabel

FOLDER, PROFILE = "panels/folder", "panels/profile"


class PackCard(Card):
    """Emits ``wanted`` with the file and the profile once somebody has chosen where the pack goes."""

    wanted = Signal(object, str)

    def __init__(self, memory: Memory) -> None:
        super().__init__("Pack")
        self._memory = memory
        self.profile = QComboBox()
        self.built = label("", wraps=True)
        self.details = label("", "secondary", wraps=True)
        self.behind = StateLabel()
        self.open_button = button("Open the pack", self._open, role="link", picture="open_outside")
        self._file: Path | None = None
        self._lay_out()

    def show_view(self, shown: MeetingView) -> None:
        """Show what was built for a meeting, and whether its agenda has grown or shrunk since."""
        built, details = pack_words(shown.packs)
        self.built.setText(built)
        self.details.setText(details)
        self.details.setVisible(bool(details))
        differs = bool(shown.packs) and shown.packs[0].items != len(shown.lines)
        self.behind.show_state("at_risk" if differs else None, "The agenda has changed since" if differs else "")
        self.behind.setVisible(differs)
        is_there = bool(shown.packs) and self._file is not None and self._file.name == shown.packs[0].target
        self.open_button.setVisible(is_there)

    def show_building(self, words: str) -> None:
        """Say that a pack is being built; its bar and Cancel stand at the foot of the window."""
        self.built.setText(words)
        self.details.hide()
        self.behind.hide()
        self.open_button.hide()

    def ask_where(self, shown: MeetingView, parent: QWidget) -> QFileDialog:
        """Open the choice of file beside the window's work; nothing waits for it."""
        dialog = QFileDialog(parent, "Build pack")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        folder = self._memory.text(FOLDER)
        if folder and Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.selectFile(self._name(shown))
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def was_built(self, file: Path) -> None:
        """Remember where the last pack of this sitting went, so that it can be opened."""
        self._file = file

    def _chosen(self, name: str) -> None:
        file, profile = Path(name), str(self.profile.currentData())
        self._memory.keep(FOLDER, str(file.parent))
        self._memory.keep(PROFILE, profile)
        self.wanted.emit(file, profile)

    def _name(self, shown: MeetingView) -> str:
        area = f"_{shown.agenda.area.lower().replace(' ', '_')}" if shown.agenda.area else ""
        return f"{shown.meeting.kind}_panel{area}_{shown.meeting.on.isoformat()}_{self.profile.currentData()}.pdf"

    def _open(self) -> None:
        if self._file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _lay_out(self) -> None:
        for code in PROFILES:
            self.profile.addItem(profile_words(code), code)
        self.profile.setCurrentIndex(max(0, self.profile.findData(self._memory.text(PROFILE, "initials"))))
        self.profile.setMinimumWidth(px(160))
        self.profile.setAccessibleName("Who is named in the pack")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(label("Show children by", "secondary"))
        row.addWidget(self.profile)
        row.addStretch(1)
        for widget in (self.built, self.details, self.behind, self.open_button):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.behind.hide()
