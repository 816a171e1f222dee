"""The card of a meeting's pack, with what was built last, and the form that builds the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services import packs
from send_desktop.services.panel_view import MeetingView
from send_desktop.wording import counted, full_date
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, usual_folder
from ui.pages.panels import cards
from ui.widgets.card import Card
from ui.widgets.labels import button, label
from ui.widgets.shapes import StateLabel

FOLDER, PROFILE = "panels/folder", "panels/profile"

PROFILE_WORDS = {"named": "Names", "initials": "Initials", "reference": "References only"}
"""Who is named, by the profile's code, in the words that the weekly sheet uses too."""


class PackCard(Card):
    """Shows what was built; the pack itself is asked for in a form."""

    def __init__(self) -> None:
        super().__init__("Pack")
        self.built = label("", wraps=True)
        self.details = label("", "secondary", wraps=True)
        self.behind = StateLabel()
        self.open_button = button("Open the pack", self._open, role="link", picture="open_outside")
        self._file: Path | None = None
        self._lay_out()

    def show_view(self, shown: MeetingView) -> None:
        """Show what was built for a meeting, and whether its agenda has grown or shrunk since."""
        built, details = cards.pack_words(shown.packs)
        self.built.setText(built)
        self.details.setText(details)
        self.details.setVisible(bool(details))
        differs = bool(shown.packs) and shown.packs[0].items != len(shown.lines)
        self.behind.show_state("at_risk" if differs else None, "The agenda has changed since" if differs else "")
        self.behind.setVisible(differs)
        is_there = bool(shown.packs) and self._file is not None and self._file.name == shown.packs[0].target
        self.open_button.setVisible(is_there)

    def was_built(self, file: Path) -> None:
        """Remember where the last pack of this sitting went, so that it can be opened."""
        self._file = file

    def _open(self) -> None:
        if self._file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _lay_out(self) -> None:
        for widget in (self.built, self.details, self.behind, self.open_button):
            self.body.addWidget(widget)
        self.behind.hide()


def pack_act(desk: Desk, shown: MeetingView) -> FileAct:
    """Return the form that builds the pack of a meeting."""
    meeting = shown.meeting

    def name(profile: str) -> str:
        area = "".join(sign if sign.isalnum() else " " for sign in shown.agenda.area.lower()).split()
        return f"{'-'.join((meeting.kind, 'panel', *area, meeting.on.isoformat(), profile))}.pdf"

    def make(path: Path, profile: str, report: Progress) -> str:
        line = packs.build_pack(desk.store, meeting.id, path, profile, desk.by, desk.today, report)
        return f"The pack, with {counted(line.items, 'case')}, is in {path}."

    start = desk.memory.text(PROFILE)
    start = start if start in PROFILES else "initials"
    return FileAct(
        title="Panel pack",
        intro=f"{cards.title(shown.summary)}, {full_date(meeting.on)}: the PDF that members read, with the agenda and "
        "a page or two on each case. That it left is written to the export log.",
        save_words="Build pack",
        running_words="Building the pack",
        start=usual_folder(desk, FOLDER) / name(start),
        ending=".pdf",
        kind_words="PDF",
        make=make,
        choice_label="Who may read it",
        choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
        choice=start,
        choice_hints=tuple((code, _hint(words)) for code, words in PROFILES.items()),
        name_under=name,
        remembered_as=FOLDER,
        may_replace=True,
    )


def _hint(line: str) -> str:
    what = line.partition(": ")[2]
    return f"{what[:1].upper()}{what[1:]}."
