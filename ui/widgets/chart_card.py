"""A card around a chart: its finding, its table for a screen reader, its picture as a file or on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.announce import announce
from ui.widgets.card import Card
from ui.widgets.card_table import CardTable
from ui.widgets.chart import Chart, picture_of
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is to become a file: the stem of its name, which names nobody, its title, and itself."""

    name: str
    title: str
    image: QImage
    profile: str = "reference"
    """named where officers are on it."""


class ChartCard(Card):
    """A chart and its table twin, one of them in view."""

    wants_save = Signal(object)
    """Carries the ``Picture`` that is to become a file."""
    copied = Signal(str)
    """Carries the sentence that says what went to the clipboard."""

    def __init__(
        self, name: str, table: CardTable, chart: Chart, chips: Sequence[QPushButton] = (), profile: str = "reference"
    ) -> None:
        super().__init__()
        self.chart, self.table = chart, table
        self._name, self._foot, self._profile = name, "", profile
        self.title = label("", "heading", wraps=True)
        self.hint = label("", "secondary", wraps=True)
        self.as_table = button("As a table", role="chip")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_twin)
        self.save_button = button("Save picture", self.save_picture, role="small")
        self.copy_button = button("Copy", self.copy_picture, role="small")
        self.copy_button.setToolTip("Copy the picture, to paste it into a slide")
        self._lay_out(chips)
        chart.reached.connect(self._tell)

    def say(self, name: str, title: str, foot: str = "") -> None:
        """Name the card, for its picture's file and over it, with a line under it that says how to read it."""
        self._name, self._foot = name, foot
        self.title.setText(title)
        self.setAccessibleName(title)
        for widget, does in ((self.as_table, "As a table"), (self.save_button, "Save picture"),
                             (self.copy_button, "Copy picture")):  # fmt: skip
            widget.setAccessibleName(f"{does}: {title}")
        self._tell("")

    def show_chart(self) -> None:
        """Take over the title and the foot of the chart's own data."""
        self.say(self.chart.data.id, self.chart.data.title, self.chart.data.foot)

    def use_table(self, table: CardTable) -> None:
        """Take another table as the twin of the chart that is shown now."""
        if table is not self.table:
            self.table.hide()
            if self.body.indexOf(table) < 0:
                self.body.insertWidget(self.body.indexOf(self.table), table, 0, Qt.AlignmentFlag.AlignTop)
            self.table = table
        table.setVisible(self.as_table.isChecked())

    def picture(self) -> QImage:
        """Return what is in view, the chart or the table, under its title."""
        shown: QWidget = self.table if self.as_table.isChecked() else self.chart
        return picture_of(self.title.text(), shown)

    def save_picture(self) -> None:
        """Ask for the form that writes the picture to a file."""
        self.wants_save.emit(Picture(self._name, self.title.text(), self.picture(), self._profile))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())
        told = "The picture is on the clipboard; paste it into a slide."
        announce(self, told)
        self.copied.emit(told)

    def _show_twin(self, is_table: bool) -> None:
        self.table.setVisible(is_table)
        self.chart.setVisible(not is_table)
        self._tell("")

    def _tell(self, words: str) -> None:
        """Say what the mark under the cursor says, and how to read the chart when there is none."""
        self.hint.setMinimumHeight(self.hint.height() if words else 0)  # or the page would move at every step
        told = words or ("" if self.as_table.isChecked() else self._foot)
        self.hint.setText(told or " ")
        self.hint.setVisible(bool(told or self._foot))

    def _lay_out(self, chips: Sequence[QPushButton]) -> None:
        tools = Flow(8)
        for one in (*chips, self.as_table, self.save_button, self.copy_button):
            tools.add(one)
        self.body.addWidget(self.title)
        self.body.addWidget(tools)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        self.table.hide()
        self.body.addWidget(self.hint)
        self.body.addStretch(0)
