"""Papers and pack: what the members of the meeting read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from send_desktop.services.panel_view import MeetingView, read_meeting
from ui.dialogs.save_file import SaveFile
from ui.pages.page import Page
from ui.pages.panels.pack_card import PROFILE, PackCard, pack_act
from ui.pages.panels.part import Asked, Part
from ui.theme import px
from ui.widgets.labels import button


class PapersPart(Part):
    """The pack of the meeting chosen."""

    id = "papers"
    title = "Papers and pack"
    help_text = "Build pack makes the PDF that members read, with children by name, initials or reference only."

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: MeetingView | None = None
        self.pack = PackCard()
        self.pack_button = button("Build pack", self.build_pack, role="accent")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.pack)
        column.addStretch(1)

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.pack_button,)

    @staticmethod
    def read(asked: Asked) -> MeetingView:
        return read_meeting(asked.store, asked.meeting_id, asked.today)

    def show_read(self, view: MeetingView) -> None:
        self.shown = view
        self.pack_button.setVisible(bool(view.lines) and view.meeting.status != "cancelled")
        self.pack.show_view(view)

    def arrive(self) -> None:
        self.pack_button.setFocus()

    def build_pack(self) -> None:
        """Open the form that builds the pack of the meeting on the screen."""
        if self.shown:
            form = SaveFile(pack_act(self.desk, self.shown), self.desk)
            form.made.connect(partial(self._built, form))
            self.page.wants_form.emit(form)

    def _built(self, form: SaveFile, file: Path) -> None:
        if form.choice:
            self.desk.memory.keep(PROFILE, form.choice.value())
        self.pack.was_built(file)
        self.page.said.emit(f"The pack is in {file}.")
        self.page.reload()
