"""The card of a meeting's pack, with what was built last, and the form that builds the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from send_desktop.exports.profile import PROFILES
from send_desktop.progress import Progress
from send_desktop.services import packs
from send_desktop.services.panel_papers_view import PapersView
from send_desktop.wording import counted, full_date
from ui.desk import Desk
from ui.dialogs.save_file import FileAct, usual_folder
from ui.pages.panels import cards, paper_cards
from ui.widgets.card import Card
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.labels import button, label
from ui.widgets.shapes import StateLabel

FOLDER, PROFILE = "panels/folder", "panels/profile"

PROFILE_WORDS = {"named": "Names", "initials": "Initials", "reference": "References only"}
"""Who is named, by the profile's code, in the words that the weekly sheet uses too."""

ALL, EACH = "all", "each"


class PackCard(Card):
    """Shows what was built, what has changed since and what went out; the pack itself is asked for in a form."""

    def __init__(self) -> None:
        super().__init__("Pack")
        self.built = label("", wraps=True)
        self.details = label("", "secondary", wraps=True)
        self.sent = label("", wraps=True)
        self.behind = StateLabel()
        self.differs = label("", wraps=True)
        self.waiting = label("", wraps=True)
        self.open_button = button("Open the pack", self._open, role="link", picture="open_outside")
        self._file: Path | None = None
        for widget in (
            self.built, self.details, self.sent, self.behind, self.differs, self.waiting, self.open_button,
        ):  # fmt: skip
            self.body.addWidget(widget)

    def show_view(self, view: PapersView) -> None:
        """Show how the packs of a meeting stand."""
        state = view.state
        built, details = paper_cards.pack_words(state)
        said = (
            (self.built, built),
            (self.details, details),
            (self.sent, paper_cards.sent_words(state.sent)),
            (self.differs, "\n".join(state.differs)),
            (self.waiting, paper_cards.waiting_words(view, "initials")),
        )
        for shown, words in said:
            shown.setText(words)
            shown.setVisible(bool(words))
        self.behind.show_state("at_risk" if state.differs else None, "Changed since it was built")
        self.behind.setVisible(bool(state.differs))
        lines = view.exports
        self.open_button.setVisible(bool(lines) and self._file is not None and self._file.name == lines[0].target)

    def was_built(self, file: Path) -> None:
        """Remember where the last pack of this sitting went, so that it can be opened."""
        self._file = file

    def _open(self) -> None:
        if self._file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))


def pack_act(desk: Desk, view: PapersView) -> FileAct:
    """Return the form that builds the pack of a meeting, or what has come since it went out."""
    meeting, is_supplement = view.agenda.meeting, view.state.sent is not None
    what = f"supplement-s{view.state.supplement}" if is_supplement else "panel"

    def name(profile: str) -> str:
        area = "".join(sign if sign.isalnum() else " " for sign in view.agenda.area.lower()).split()
        return f"{'-'.join((meeting.kind, what, *area, meeting.on.isoformat(), profile))}.pdf"

    def make_with(path: Path, profile: str, values: Mapping[str, Any], report: Progress) -> str:
        recipients = view.members if values.get("copies") == EACH else ()
        copies = packs.Copies(recipients=recipients, password=values["password"])
        line = packs.build_pack(
            desk.store, meeting.id, path, profile, desk.by, desk.today, report, copies, is_supplement=is_supplement
        )
        told = f"The {'supplement' if is_supplement else 'pack'}, with {counted(line.items, 'case')}, is in {path}."
        if recipients:
            told = f"A copy for each of the {counted(len(recipients), 'member')} is in {path.parent}, named after them."
        return f"{told} Send the password another way." if values["password"] else told

    remembered = desk.memory.text(PROFILE)
    usual = remembered if remembered in PROFILES else "initials"
    start = meeting.profile if meeting.series_id else usual
    copies = ((ALL, "One PDF for all"), (EACH, f"One for each of the {counted(len(view.members), 'member')}"))
    asks_copies = (("copies", "Copies", lambda: ChoiceField(copies, ALL)),) if view.members else ()
    return FileAct(
        title=f"Supplement S{view.state.supplement}" if is_supplement else "Panel pack",
        intro=f"{cards.title(view.summary)}, {full_date(meeting.on)}: the PDF that members read, with the agenda, a "
        "page or two on each case and its papers. That it left is written to the export log.",
        save_words="Build supplement" if is_supplement else "Build pack",
        running_words="Building the pack",
        start=usual_folder(desk, FOLDER) / name(start),
        ending=".pdf",
        kind_words="PDF",
        make=lambda path, profile, report: make_with(path, profile, {"password": ""}, report),
        make_with=make_with,
        fields=(*asks_copies, ("password", "Password, where it is to be locked", _password)),
        choice_label="Who may read it",
        choices=tuple((code, PROFILE_WORDS[code]) for code in PROFILES),
        choice=start,
        choice_hints=tuple((code, _hint(words)) for code, words in PROFILES.items()),
        name_under=name,
        remembered_as=FOLDER,
        may_replace=True,
    )


def _password() -> TextField:
    made = TextField()
    made.line.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def _hint(line: str) -> str:
    what = line.partition(": ")[2]
    return f"{what[:1].upper()}{what[1:]}."
