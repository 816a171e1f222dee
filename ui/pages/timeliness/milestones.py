"""Milestones: what was promised beside what has been reached, and the page for the board that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from send_desktop.exports.placing import safe_name
from send_desktop.progress import Progress
from send_desktop.services import milestones
from send_desktop.services.milestones import STANDINGS, MilestoneLine, milestone_lines
from send_desktop.wording import full_date
from ui.dialogs import milestones as forms
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.pages.page import Page
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LongTextField
from ui.widgets.flow import Flow
from ui.widgets.labels import button
from ui.widgets.scrolling import scrolling

FOLDER = "timeliness/folder"

BOARD_PROFILES = (
    ("reference", "The board", "Every figure, small ones too. Not for publication."),
    ("public", "For publication", "Counts under 6 are withheld, and what would give one away."),
)
"""The profiles of the page for the board, their words, and what each leaves in."""


class _Table(CardTable):
    """The milestones; Delete asks for the marked one to be taken off."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Milestones",
            CardColumn("Milestone"),
            CardColumn("Baseline", 170, gives_way=1),
            CardColumn("Target", 178, gives_way=2),
            CardColumn("Now", 92, True),
            CardColumn("Standing", 118),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class MilestonesPart(Part):
    """The milestones as at the day at the top."""

    id = "milestones"
    title = "Milestones"
    help_text = (
        "What the authority has promised to reach, measure by measure: where it began, what is to be reached by when, "
        "and where it stands as at the day at the top. Figures of a period are of the calendar year to that day, "
        "without exceptions where a measure is told both ways.\n\n"
        "Enter changes the marked one, Delete takes it off. Board page writes one page of A4 for the board: figures, "
        "months, milestones and your commentary. No child and no officer is on it."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lines: tuple[MilestoneLine, ...] = ()
        self._as_at = page.desk.today
        self.table = _Table()
        self.table.removed.connect(self.remove)
        self.add_button = button("Add milestone", self.add, picture="add")
        self.board_button = button("Board page", self.open_board, role="accent")
        self._card = Card("Milestones")
        self._empty = EmptyState(
            "No milestone yet",
            "A milestone is what the authority has promised to reach by a day: 60 per cent of plans within 20 weeks by "
            "March, say. It stands here and on the page for the board beside what has been reached.",
            button("Add milestone", self.add),
        )
        self._build()

    def acts(self) -> tuple[QPushButton, ...]:
        return self.add_button, self.board_button

    @staticmethod
    def read(asked: Asked) -> tuple[Asked, tuple[MilestoneLine, ...]]:
        asked.progress(0, 0, "Counting cases")
        with asked.store.look() as reading:
            return asked, milestone_lines(reading, asked.as_at)

    def show_read(self, view: tuple[Asked, tuple[MilestoneLine, ...]]) -> None:
        asked, self.lines = view
        self._as_at = asked.as_at
        self.table.show_rows([_row(one, partial(self.change, one)) for one in self.lines])
        self._card.setVisible(bool(self.lines))
        self._empty.setVisible(not self.lines)

    def arrive(self) -> None:
        (self.table if self.lines else self.add_button).setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form that records a milestone."""
        self.open(forms.new_milestone_form(self.desk))

    def change(self, line: MilestoneLine) -> None:
        """Open the form of a milestone."""
        self.open(forms.change_milestone_form(self.desk, line.milestone))

    def change_marked(self) -> None:
        """Open the form of the marked milestone."""
        line = self._marked()
        if line:
            self.change(line)

    def remove(self) -> None:
        """Take the marked one off the list; Ctrl+Z takes that back."""
        line, desk = self._marked(), self.desk
        if line:
            self.act(lambda: milestones.remove_milestone(desk.store, line.milestone, desk.by, desk.today))

    def open_board(self) -> None:
        """Open the form that writes the page for the board."""
        form = SaveFile(self._board_file(), self.desk)
        form.made.connect(lambda file: self.page.said.emit(f"The page for the board is in {file}."))
        self.page.wants_form.emit(form)

    def _board_file(self) -> FileAct:
        desk, as_at = self.desk, self._as_at

        def make(path: Path, profile: str, values: Mapping[str, Any], report: Progress) -> str:
            from send_desktop.services.board_page import export_board_page

            commentary = str(values["commentary"])
            export_board_page(desk.store, as_at, path, desk.by, commentary, report, profile=profile)
            return f"The page for the board as at {full_date(as_at)} is in {path}."

        return FileAct(
            title="Board page",
            intro=f"One page of A4 as at {full_date(as_at)}: figures, months, milestones and commentary. No child and "
            "no officer is on it. That it left is written to the export log.",
            save_words="Save page",
            running_words="Writing the page for the board",
            start=usual_folder(desk, FOLDER) / safe_name(f"board-{as_at.isoformat()}.pdf"),
            ending=".pdf",
            kind_words="PDF",
            make=lambda path, profile, report: make(path, profile, {"commentary": ""}, report),
            make_with=make,
            choice_label="Who may read it",
            choices=tuple((code, words) for code, words, _ in BOARD_PROFILES),
            choice="reference",
            choice_hints=tuple((code, hint) for code, _, hint in BOARD_PROFILES),
            fields=(("commentary", "Commentary (empty leaves the box to write in)", LongTextField),),
            remembered_as=FOLDER,
            may_replace=True,
        )

    def _marked(self) -> MilestoneLine | None:
        at = self.table.currentIndex().row()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        acts = Flow(8)
        for words, act, keys in (
            ("Change milestone", self.change_marked, "Enter"),
            ("Take off", self.remove, "Delete"),
        ):
            made = button(words, act)
            made.setToolTip(f"{words}: the marked one ({keys})")
            acts.add(made)
        self._card.body.addWidget(self.table)
        self._card.body.addWidget(acts)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._empty, 1)
        column.addStretch(0)
        self._card.hide()
        self._empty.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))


def _row(line: MilestoneLine, opens: Any) -> Row:
    word, _, role = STANDINGS[line.standing]
    return Row(
        (
            Cell(line.milestone.title, "strong", tip=line.milestone.note),
            Cell(line.baseline_words),
            Cell(line.target_words),
            Cell(line.actual_words, "strong"),
            Cell(word, role),
        ),
        opens,
    )
