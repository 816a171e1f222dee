"""Sent sheets: each weekly sheet as it was sent, beside the same figures now, and the cases between them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.progress import Progress
from send_desktop.records import SentSheet
from send_desktop.services.moments import day_and_time
from send_desktop.services.sheet_changes import ChangedCase, SentSheets, export_changes, file_name, heading, read_sheets
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs.chronology import PROFILE_WORDS
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.pages.page import Page
from ui.pages.timeliness import sent_rows as say
from ui.pages.timeliness.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

FOLDER = "sent sheets/folder"
FEW_SHEETS, FEW_FIGURES, FEW_CASES, MORE_CASES = 6, 8, 25, 100
"""Lines that are shown at first, and how many more cases at each press of the button under them."""

HINTS = {
    "reference": "Cases by reference, officers by number.",
    "initials": "Children and officers by their initials.",
    "named": "Children and officers by name. Only for the team itself.",
}


FEW, DIFFERING, EVERY = "few", "differing", "every"
"""How many of the figures are shown: the first that differ, all that differ, every one."""


class SentPart(Part):
    """The sheets that were sent, and what has changed since the one that is looked at."""

    id = "sent"
    title = "Sent sheets"
    uses_day = False
    help_text = (
        "Every weekly sheet is kept as it was sent: its figures and the facts that they counted. Enter on a sheet "
        "looks at it: its figures stand beside the same figures for the same day and period, counted from the "
        "records as they stand now, those that differ first.\n\n"
        "Below stands each case that now counts otherwise, with the reason. A late entry is a fact of that day or "
        "before that was put in after the sheet; a correction changed a fact that was there. What happened after the "
        "day of the sheet is no change. The cases add up to the difference of every count. Enter opens a case; "
        "Shift+F10 lists everything that changed on it.\n\n"
        "Save the changes writes the same to a workbook, by reference unless you choose otherwise. What was sent "
        "cannot be undone; the next sheet says what has changed."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: SentSheets | None = None
        self._chosen = 0
        self._room = FEW_CASES
        self._every_sheet, self._extent = False, FEW
        self.save_button = button("Save the changes", self.open_save, role="accent")
        self.sheets = CardTable(
            "Sheets that were sent", CardColumn("Sheet"), CardColumn("Sent", 170), CardColumn("By", 180, gives_way=1),
            CardColumn("Shows", 100, gives_way=2), CardColumn("Cases", 70, True, gives_way=3), CardColumn("", 104),
        )  # fmt: skip
        self.figures = CardTable(
            "Figures as sent and now", CardColumn("Figure"), CardColumn("As sent", 150, True),
            CardColumn("Now", 150, True), CardColumn("", 84, gives_way=1),
        )  # fmt: skip
        self.cases = CardTable(
            "Cases that count otherwise", CardColumn("Child", 180), CardColumn("Why, what changed, which figures"),
            CardColumn("Who and when", 170, gives_way=1),
        )  # fmt: skip
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.save_button,)

    def choice(self) -> int:
        return self._chosen

    @staticmethod
    def read(asked: Asked) -> SentSheets:
        asked.progress(0, 0, "Counting the sheet again")
        return read_sheets(asked.store, int(asked.chosen or 0))

    def show_read(self, view: SentSheets) -> None:
        self.view = view
        self._stack.setCurrentIndex(0 if view.sheets else 1)
        self.save_button.setVisible(view.shown is not None)
        self._show_sheets()
        self._problem.setText(view.problem)
        self._problem.setVisible(bool(view.problem))
        for card in (self._figures, self._cases):
            card.setVisible(view.shown is not None)
        if view.shown is not None:
            self._show_figures()
            self._show_cases()

    def _show_sheets(self) -> None:
        assert self.view is not None
        sheets, chosen = self.view.sheets, self.view.chosen
        kept = sheets if self._every_sheet else sheets[:FEW_SHEETS]
        self.sheets.show_rows(say.sheet_rows(kept, chosen.id if chosen else 0, self.choose_sheet))
        self._more_sheets.setText(f"Show all {len(sheets):,}")
        self._more_sheets.setVisible(len(kept) < len(sheets))

    def _show_figures(self) -> None:
        assert self.view is not None
        assert self.view.shown is not None
        shown = self.view.shown
        differing = shown.differing
        if self._extent == FEW and len(differing) <= FEW_FIGURES:
            self._extent = DIFFERING
        lines = {FEW: differing[:FEW_FIGURES], DIFFERING: differing, EVERY: shown.figures}[self._extent]
        self._figures.heading.setText(f"As at {full_date(shown.sheet.as_at)}")
        self._figures.aside.setText(f"sent {day_and_time(shown.sheet.made_at)}; {say.differ_words(shown)}")
        self.figures.show_rows(say.figure_rows(lines))
        self.figures.setVisible(bool(lines))
        self._same.setVisible(not differing)
        says = {
            FEW: f"Show all {len(differing):,} that differ",
            DIFFERING: "Show every figure of the sheet",
            EVERY: "Show fewer",
        }
        self.all_figures.setText(says[self._extent])
        words = say.beside_words(shown)
        self._beside.setText(words)
        self._beside.setVisible(bool(words))

    def _show_cases(self) -> None:
        assert self.view is not None
        assert self.view.shown is not None
        shown = self.view.shown
        moved = shown.moved
        self._cases.setVisible(bool(moved))
        self._cases.aside.setText(say.cases_words(shown) if moved else "")
        go = self.page.wants_case.emit
        self.cases.show_rows([say.case_row(one, go, self.explain) for one in moved[: self._room]])
        left = len(moved) - self._room
        self._more_cases.setText(f"Show {min(left, MORE_CASES):,} more of {left:,}" if left > 0 else "")
        self._more_cases.setVisible(left > 0)

    def arrive(self) -> None:
        self.sheets.setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def choose_sheet(self, sheet_id: int) -> None:
        """Look at another sheet."""
        self._chosen, self._room, self._extent = sheet_id, FEW_CASES, FEW
        self.read_again()

    def show_more_figures(self) -> None:
        """Show all figures that differ, then every figure of the sheet, then the first few again."""
        self._extent = {FEW: DIFFERING, DIFFERING: EVERY, EVERY: FEW}[self._extent]
        self._show_figures()

    def explain(self, one: ChangedCase) -> None:
        """Open everything that changed on a case at the side."""
        self.page.wants_form.emit(say.WholeChange(one))

    def open_save(self) -> None:
        """Open the form that writes the changes to a workbook."""
        if self.view is None or self.view.chosen is None:
            return
        form = SaveFile(changes_file(self.desk, self.view.chosen), self.desk)
        form.made.connect(lambda file: self.page.said.emit(f"The changes are in {file}."))
        self.page.wants_form.emit(form)

    def _show_more_sheets(self) -> None:
        self._every_sheet = True
        self._show_sheets()
        self.sheets.setFocus()

    def _show_more_cases(self) -> None:
        self._room += MORE_CASES
        self._show_cases()
        self.cases.setFocus()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        self._problem = label("", "text", wraps=True)
        for widget in (self._sheets_card(), self._problem, self._figures_card(), self._cases_card()):
            column.addWidget(widget)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(inside))
        self._stack.addWidget(_empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _sheets_card(self) -> Card:
        card = Card("Sheets that were sent")
        self._more_sheets = button("", self._show_more_sheets, role="link")
        card.body.addWidget(self.sheets)
        card.body.addWidget(self._more_sheets, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _figures_card(self) -> Card:
        card = self._figures = Card("As sent and now", " ")
        self._same, self._beside = say.empty_label(), label("", "secondary", wraps=True)
        self.all_figures = button("", self.show_more_figures, role="link")
        card.body.addWidget(self._same)
        card.body.addWidget(self.figures)
        card.body.addWidget(self.all_figures, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self._beside)
        return card

    def _cases_card(self) -> Card:
        card = self._cases = Card("Case by case", " ")
        self._more_cases = button("", self._show_more_cases, role="link")
        card.body.addWidget(self.cases)
        card.body.addWidget(self._more_cases, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _empty() -> EmptyState:
    return EmptyState(
        "No sheet has been sent yet",
        "Each weekly sheet that is written is kept here with its figures and the facts that they counted, so that a "
        "later day can say what has changed since, and why. Weekly sheet, under Overview, writes the first.",
    )


def changes_file(desk: Desk, sheet: SentSheet) -> FileAct:
    """Return the form that writes what has changed since a sheet to a workbook."""

    def make(path: Path, profile: str, report: Progress) -> str:
        report(0, 0, "Counting the sheet again")
        export_changes(desk.store, sheet, path, profile, desk.by, desk.today)
        return f"The changes are in {path}."

    return FileAct(
        title="Save the changes",
        intro=f"{heading(sheet)}. A workbook with every figure as sent and now, and each case that changed: why, what, "
        "which figures, who and when. That it left is written to the export log.",
        save_words="Save the changes",
        running_words="Writing the changes",
        start=usual_folder(desk, FOLDER) / file_name(sheet),
        ending=".xlsx",
        kind_words="Excel workbook",
        make=make,
        choice_label="Who may read it",
        choices=tuple(PROFILE_WORDS.items()),
        choice="reference",
        choice_hints=tuple(HINTS.items()),
        remembered_as=FOLDER,
        may_replace=True,
    )
