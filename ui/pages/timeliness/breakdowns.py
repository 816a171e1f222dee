"""Breakdowns: any group of measures by team, area, need and more, by month, and by the month of the request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.measures import DIMENSIONS, PERIODS, dimension, groups
from send_desktop.services.breakdowns import SHAPES, Broken, Choice, broken_down
from send_desktop.services.counting import Narrowed
from send_desktop.wording import counted, month_name
from ui.pages.page import Page
from ui.pages.timeliness import breakdown_rows as rows
from ui.pages.timeliness.behind import Behind, CasesBehind
from ui.pages.timeliness.board_data import definition_of
from ui.pages.timeliness.part import Asked, Part
from ui.tables.figure_grid import FigureGrid
from ui.theme import px
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.scrolling import scrolling

LOWEST_GRID = 240
"""The height, in pixels at 100 per cent, that the grid keeps: in a small window the view scrolls instead."""
EVERYONE = "Every team and area"
USUAL = "Issued, due and open"


class BreakdownsPart(Part):
    """Figures by group, by month, or by the month of the request; each opens to its definition and its cases."""

    id = "breakdowns"
    title = "Breakdowns"
    can_look_back = True
    help_text = (
        "Choose a period, by what to divide, and which measures; without exceptions leaves out every fact of a case "
        "that has one. By month shows thirteen months of the same measures, what is of a day as at the end of each "
        "month. By month of request follows the requests of each month: how many had their plan by the end of it and "
        "of each month after.\n\n"
        "The arrows go from figure to figure. Enter says how the figure is counted, with the trap that it carries, and "
        "lists the cases that it counts; Enter there opens one. Ctrl+C copies the whole table.\n\n"
        "Groups of a few cases say more of the single case than of the group. A median or a share of such a group is "
        "for the team, not for a report."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.view: Broken | None = None
        self.asked = Choice()
        self.shapes: dict[str, QPushButton] = {}
        self.periods: dict[str, QPushButton] = {}
        self.grid = FigureGrid("Breakdown")
        self.by = _box("Divided by", [(one.title, one.code) for one in DIMENSIONS])
        self.heading = _box("Measures", [(USUAL, ""), *((one, one) for one in groups())])
        self.place = _box("Cases of", [(EVERYONE, Narrowed())])
        self.excluding = button("Without exceptions", role="chip")
        self.copy_button = button("Copy table", self.grid.copy_all)
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def choice(self) -> Choice:
        return self.asked

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.copy_button,)

    @staticmethod
    def read(asked: Asked) -> Broken:
        asked.progress(0, 0, "Counting cases")
        return broken_down(asked.store, asked.as_at, asked.chosen)

    def subtitle(self) -> str:
        return counted(len(self.view.held.cases), "case") if self.view else ""

    def arrive(self) -> None:
        (self.shapes[self.asked.shape] if self.grid.isHidden() else self.grid).setFocus()

    def show_read(self, view: Broken) -> None:
        self.view = view
        is_empty = not view.held.cases
        self.grid.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        self.copy_button.setVisible(not is_empty)
        self._offer_places(view)
        columns, lines = rows.table(view)
        self.grid.show_figures(columns, lines)
        self._told.setText(rows.told(view))

    # --- choosing --------------------------------------------------------------------------------

    def choose(self, **changed: Any) -> None:
        """Ask for something else: fields of ``services.breakdowns.Choice``."""
        asked = replace(self.asked, **changed)
        if asked != self.asked:
            self.asked = asked
            self._show_choices()
            self.read_again()

    def open_figure(self, row: int, column: int) -> None:
        """Open how a figure is counted at the side, with its cases."""
        view = self.view
        if view is None:
            return
        if view.cohorts:
            month = view.cohorts[row].month
            self._open(Behind(f"Requested in {month_name(month)} {month.year}", view.requested(month)))
        elif column > 0:
            one = view.choice.measures[column - 1]
            title, definition = f"{one.title}: {rows.name_of(view, row)}", definition_of(one.id)
            self.desk.tasks.read(
                self.page,
                lambda _: view.behind(one, row),
                lambda found: self._open(Behind(title, found, definition)),
                self.page.show_failure,
            )

    def _open(self, behind: Behind) -> None:
        if self.view:
            lines = [self.view.lines[one] for one in behind.case_ids if one in self.view.lines]
            self.page.wants_form.emit(CasesBehind(behind, lines, self.page.wants_case.emit, self.show_in_caseload))

    def _offer_places(self, view: Broken) -> None:
        self.place.blockSignals(True)
        self.place.clear()
        self.place.addItem(EVERYONE, Narrowed())
        for one in view.places:
            by = dimension(one.dimension)
            self.place.addItem(f"{by.title}: {by.called(one.group)}", one)
        offered = [self.place.itemData(at) for at in range(self.place.count())]
        self.place.setCurrentIndex(offered.index(self.asked.narrowed) if self.asked.narrowed in offered else 0)
        self.place.blockSignals(False)

    def _show_choices(self) -> None:
        is_groups, has_measures = self.asked.shape == "groups", self.asked.shape != "cohorts"
        self.shapes[self.asked.shape].setChecked(True)
        self.periods[self.asked.period].setChecked(True)
        self.by.setCurrentIndex(self.by.findData(self.asked.by))
        self.heading.setCurrentIndex(self.heading.findData(self.asked.heading))
        for widget in (*self.periods.values(), self.by, self.excluding):
            widget.setVisible(is_groups)
        self.heading.setVisible(has_measures)
        for flow in self._flows:
            flow.arrange()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        inside, whole = QWidget(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(10))
        self.grid.setMinimumHeight(px(LOWEST_GRID))
        self._told = label("", "secondary", wraps=True)
        self.empty = EmptyState(
            "No case to count",
            "Figures are broken down as soon as there are cases: import the tracker that the team keeps today. If you "
            "chose a team or an area above, choose another.",
        )
        shapes = self._chips(SHAPES, "Shape", self.shapes, lambda code: self.choose(shape=code))
        periods = self._chips(PERIODS, "Period", self.periods, lambda code: self.choose(period=code))
        self._flows = (shapes, periods, self._boxes())
        for widget in (*self._flows, self._told):
            column.addWidget(widget)
        column.addWidget(self.grid, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        self.grid.chosen.connect(self.open_figure)
        self.grid.copied.connect(lambda _: self.page.said.emit("The table is on the clipboard."))
        self._show_choices()

    def _chips(
        self, words: dict[str, str], name: str, kept: dict[str, QPushButton], choose: Callable[[str], object]
    ) -> Flow:
        flow, group = Flow(6), QButtonGroup(self)
        for code, title in words.items():
            chip = button(title, partial(choose, code), role="chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{name}: {title.lower()}")
            group.addButton(chip)
            kept[code] = chip
            flow.add(chip)
        return flow

    def _boxes(self) -> Flow:
        flow = Flow(8)
        self.excluding.setCheckable(True)
        self.excluding.toggled.connect(lambda is_on: self.choose(excluding=is_on))
        for box, field in ((self.by, "by"), (self.heading, "heading"), (self.place, "narrowed")):
            box.activated.connect(lambda at, box=box, field=field: self.choose(**{field: box.itemData(at)}))
            flow.add(box)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.excluding)
        beside.setMinimumHeight(self.by.sizeHint().height())  # in one line with what stands beside it
        flow.add(beside)
        return flow


def _box(name: str, choices: list[tuple[str, Any]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for words, data in choices:
        box.addItem(words, data)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box
