"""Figures: what the panels did over a period, each figure opening to its cases; the same as a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.panel_measures import (
    LINE_MEASURES,
    PERIODS,
    TOO_FEW,
    Figure,
    PanelFacts,
    PanelFigures,
    PanelName,
    Scope,
    count,
    measure,
    period,
)
from send_desktop.progress import Progress
from send_desktop.services.panel_figures import export_figures, file_name, read_facts, scope_words
from ui.desk import Desk
from ui.dialogs.chronology import PROFILE_WORDS
from ui.dialogs.save_file import FileAct, SaveFile, usual_folder
from ui.pages.page import Page
from ui.pages.panels import figure_rows as rows
from ui.pages.panels.part import Asked, Part
from ui.theme import px
from ui.widgets.bar_cells import BarDelegate
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

FOLDER = "panel figures/folder"


HINTS = {
    "named": "Children by name. Only for the team itself.",
    "initials": "Children by their initials, with the reference.",
    "reference": "Children by reference only. For a management meeting.",
}
"""What each profile leaves in. No officer stands in the workbook under any."""


class FiguresPart(Part):
    """The figures of the period, panel and area chosen; counted anew from what was read when a choice changes."""

    id = "figures"
    title = "Figures"
    help_text = (
        "What the panels did: meetings held, cases heard, deferred and not reached, late papers, minutes a case, "
        "decisions outside the panel, days until families are told, and how often was agreed. Only meetings that were "
        "closed as held are counted.\n\n"
        "Choose a period, a panel and an area above. The arrows go from figure to figure; Enter says how a figure is "
        "counted and lists its cases, and Enter there opens one.\n\n"
        f"A rate of fewer than {TOO_FEW} decisions says more of the single case than of the panel, and is marked so. "
        "Export figures writes the same figures and their cases to a workbook, by reference unless you choose "
        "otherwise."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.facts: PanelFacts | None = None
        self.shown: PanelFigures | None = None
        self._period = "year"
        self.periods: dict[str, QPushButton] = {}
        self.panel, self.area = _choice("Panel"), _choice("Area")
        self.export_button = button("Export figures", self.open_export, role="accent")
        self.table = _figures_table("Figures", "")
        self.panels = CardTable("Panels side by side", CardColumn("Panel"), *_line_columns())
        self.by_area = _figures_table("Agreed, by area", "Area")
        self.by_need = _figures_table("Agreed, by primary need", "Primary need")
        self._build()

    @staticmethod
    def read(asked: Asked) -> PanelFacts:
        return read_facts(asked.store, asked.today)

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.export_button,)

    def arrive(self) -> None:
        (self.periods[self._period] if self.table.isHidden() else self.table).setFocus()

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        first, last = period(self._period, self.desk.today)
        panel = self.panel.currentData()
        return Scope(first, last, panel if isinstance(panel, PanelName) else None, str(self.area.currentData() or ""))

    # --- acts ------------------------------------------------------------------------------------

    def choose_period(self, code: str) -> None:
        """Count over another period, one of ``PERIODS``."""
        self._period = code
        self.periods[code].setChecked(True)
        self._count()

    def open_figure(self, name: str, figure: Figure) -> None:
        """Open how a figure is counted at the side, with the cases behind it."""
        self.page.wants_form.emit(
            rows.CasesBehind(figure, name, self.page.wants_case.emit, self.page.wants_meeting.emit)
        )

    def open_export(self) -> None:
        """Open the form that writes the figures to a workbook."""
        form = SaveFile(figures_file(self.desk, self.scope), self.desk)
        form.made.connect(lambda file: self.page.said.emit(f"The panel figures are in {file}."))
        self.page.wants_form.emit(form)

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: PanelFacts) -> None:
        self.facts = view
        _offer(self.panel, "Every panel", [(one.title, one) for one in view.panels])
        _offer(self.area, "Every area", [(one, one) for one in view.areas])
        self.area.setVisible(len(view.areas) > 1)
        self._count()

    def _count(self) -> None:
        if self.facts is None:
            return
        shown = self.shown = count(self.facts, self.scope)
        self._told.setText(scope_words(shown.scope))
        is_empty = shown.is_empty
        self._cards.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        self.export_button.setEnabled(not is_empty)
        self.table.show_rows(
            [rows.figure_row(one, partial(self.open_figure, one.measure.title)) for one in shown.figures]
        )
        self.panels.show_rows([rows.panel_row(one, partial(self.open_figure, one.name)) for one in shown.panels])
        self._panels.setVisible(len(shown.panels) > 1)
        for table, rates in ((self.by_area, shown.by_area), (self.by_need, shown.by_need)):
            table.show_rows([rows.rate_row(one, partial(self.open_figure, f"Agreed: {one.name}")) for one in rates])
        for card in self._rates:
            card.setVisible(bool(shown.by_area))

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self._told = label("", "secondary", wraps=True)
        self._cards = QWidget()
        self._lay_cards(QVBoxLayout(self._cards))
        self._empty = EmptyState(
            "No panel has met in this period",
            "The figures count meetings once they are closed. Hold one under Meetings, or choose a longer period "
            "above.",
        )
        for widget in (self._tools(), self._told, self._cards, self._empty):
            column.addWidget(widget)
        column.addStretch(1)
        self._empty.setMinimumHeight(px(320))
        self._empty.hide()
        for box in (self.panel, self.area):
            box.activated.connect(self._count)

    def _lay_cards(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._panels = _card("Panels side by side", self.panels)
        self._rates = [_card("Agreed, by area", self.by_area), _card("Agreed, by primary need", self.by_need)]
        for widget in (_card("What the panels did", self.table), self._panels, *self._rates):
            column.addWidget(widget)

    def _tools(self) -> QWidget:
        flow, group, chips = Flow(8), QButtonGroup(self), QWidget()
        row = QHBoxLayout(chips)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for code, words in PERIODS.items():
            chip = button(words, partial(self.choose_period, code), role="chip")
            chip.setCheckable(True)
            chip.setChecked(code == self._period)
            chip.setAccessibleName(f"Period: {words.lower()}")
            group.addButton(chip)
            self.periods[code] = chip
            row.addWidget(chip)
        chips.setMinimumHeight(self.panel.sizeHint().height())  # in one line with what stands beside it
        for widget in (chips, self.panel, self.area):
            flow.add(widget)
        return flow


def figures_file(desk: Desk, scope: Scope) -> FileAct:
    """Return the form that writes the figures of a scope to a workbook."""

    def make(path: Path, profile: str, report: Progress) -> str:
        report(0, 0, "Counting cases")
        export_figures(desk.store, scope, desk.today, path, profile, desk.by)
        return f"The panel figures are in {path}."

    return FileAct(
        title="Export figures",
        intro=f"{scope_words(scope)}. A workbook with the figures, panels side by side, agree rates, "
        "the cases behind each figure, and definitions. That it left is written to the export log.",
        save_words="Save figures",
        running_words="Writing the panel figures",
        start=usual_folder(desk, FOLDER) / file_name(scope),
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


def _line_columns() -> list[CardColumn]:
    titles = {"minutes_median": "Minutes a case", "told_days": "Until told", "not_reached": "Not reached"}
    widths = {"minutes_median": 112, "not_reached": 92, "late_papers": 92}
    return [
        CardColumn(
            titles.get(code, measure(code).title.removeprefix("Meetings ").capitalize()),
            widths.get(code, 76),
            True,
            gives_way=len(LINE_MEASURES) - place if place > 2 else 0,
        )
        for place, code in enumerate(LINE_MEASURES)
        if code != "listed"
    ]


def _figures_table(name: str, title: str) -> CardTable:
    """Return a table of figures with their bars; all stand on the same columns, one below the other."""
    table = CardTable(
        name, CardColumn(title, 240), CardColumn("Agreed" if title else "Figure", 76, True), CardColumn("", 68),
        CardColumn("Rate" if title else "Share", 150), CardColumn("", gives_way=1), has_headings=bool(title),
    )  # fmt: skip
    table.setItemDelegateForColumn(3, BarDelegate(table))
    return table


def _card(heading: str, table: CardTable) -> Card:
    card = Card(heading)
    card.body.addWidget(table)
    card.body.addStretch(1)
    return card


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _offer(box: QComboBox, every: str, choices: list[tuple[str, object]]) -> None:
    """Offer what there is; what was chosen stays chosen."""
    chosen = box.currentText()
    box.clear()
    box.addItem(every, None)
    for words, data in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findText(chosen)))
