"""The two halves of the import screen: what an import would do, and what became of each row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from send_desktop.services.tracker_import import ImportReport
from ui.dates import NotADate
from ui.desk import Desk
from ui.icons import icon
from ui.pages.import_words import OUTCOMES, SEVERITIES, issue_lines, row_lines
from ui.tables.told_table import Kind, Told, ToldColumn, ToldTable
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.column_map import ColumnMap
from ui.widgets.fields import DateField
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.tiles import Tile

NARROW = 860
"""Below this width, in pixels at 100 per cent, the columns stand under what is said of the rows."""

PAUSE_MS = 400
"""Typing in the date pauses this long before the file is judged again."""


class KindChips(Flow):
    """Chips that narrow a told table to one kind, each with its number. ``chosen`` carries the kind, or None."""

    chosen = Signal(object)

    def __init__(self, kinds: tuple[Kind, ...], name: str) -> None:
        super().__init__(8)
        self._name = name
        self._group = QButtonGroup(self)
        self.chips: dict[Kind | None, QPushButton] = {}
        for kind in (None, *kinds):
            chip = button("All" if kind is None else kind.words, partial(self.chosen.emit, kind), role="chip")
            chip.setCheckable(True)
            self._group.addButton(chip)
            self.chips[kind] = chip
            self.add(chip)
        self.chips[None].setChecked(True)

    def count(self, lines: list[Told]) -> None:
        """Show how many lines there are of each kind; a kind without any is not offered."""
        for kind, chip in self.chips.items():
            number = len(lines) if kind is None else sum(line.kind == kind for line in lines)
            chip.setText(f"{'All' if kind is None else kind.many or kind.words} {number:,}")
            chip.setAccessibleName(f"{self._name}: {chip.text()}")
            chip.setVisible(number > 0 or kind is None)
        self.chips[None].setChecked(True)
        self.updateGeometry()


class PreviewPart(QWidget):
    """Counts, the issues and the columns of a file that was read and not imported."""

    as_at_changed = Signal(object)
    """The day that the file speaks of, once one can be read from what was typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.tiles = {
            "cases_created": Tile("new cases"),
            "cases_updated": Tile("updated"),
            "cases_unchanged": Tile("unchanged"),
            "rows_rejected": Tile("rows rejected", shape="square", meaning="breached"),
            "rows_ignored": Tile("rows not a case"),
        }
        self.as_at = DateField(desk.today)
        self.issues = ToldTable("What the file says", ToldColumn("Column", 190, gives_way=True), ToldColumn("What"))
        self.chips = KindChips(tuple(SEVERITIES.values()), "Issues")
        self.columns = ColumnMap()
        self._lines: list[Told] = []
        self._is_showing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._build()
        self._bind()

    def show_report(self, report: ImportReport) -> None:
        """Show what importing the file would do."""
        for name, tile in self.tiles.items():
            count = getattr(report, name)
            tile.show_figure(f"{count:,}")
            tile.setVisible(count > 0 or name == "cases_created")
        self._is_showing = True
        if not self.as_at.line.hasFocus():
            self.as_at.show_date(report.as_at)
        self._is_showing = False
        self._lines = issue_lines(report)
        self.chips.count(self._lines)
        self.issues.show_lines(self._lines)
        self._nothing.setVisible(not self._lines)
        self.columns.show_mapping(report.mapping, report.unmapped)
        left_out = len(report.unmapped)
        self._columns.aside.setText(f"{left_out} not read" if left_out else "all read")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _narrow(self, kind: Kind | None) -> None:
        self.issues.narrow(lambda line: kind is None or line.kind == kind)

    def _typed(self) -> None:
        if not self._is_showing:
            self._pause.start(PAUSE_MS)

    def _judge(self) -> None:
        try:
            on = self.as_at.value()
        except NotADate:
            on = None
        self.as_at.mark_wrong(on is None)
        if on:
            self.as_at_changed.emit(on)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        tiles = Flow(10)
        for tile in self.tiles.values():
            tiles.add(tile)
        column.addWidget(tiles)
        column.addLayout(self._as_at_row())
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(px(12))
        self._halves.addWidget(self._issues_card(), 8)
        self._halves.addWidget(self._columns_card(), 5)
        column.addLayout(self._halves, 1)

    def _as_at_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(label("As at", "strong"))
        row.addWidget(self.as_at, 1)
        self.as_at.name_for_readers("As at: the day that the tracker speaks of")
        self.as_at.setToolTip("The day that the tracker speaks of; what lies after it is planned and not yet done")
        return row

    def _issues_card(self) -> Card:
        card = Card("What it says of the rows")
        self._nothing = label("Every row reads without a question.", "secondary", wraps=True)
        card.body.addWidget(self.chips)
        card.body.addWidget(self._nothing)
        card.body.addWidget(self.issues, 1)
        card.body.addWidget(_whole(self.issues))
        self.issues.setProperty("role", "plain")
        return card

    def _columns_card(self) -> Card:
        self._columns = Card("Columns", " ")
        self._columns.body.addWidget(self.columns, 1)
        return self._columns

    def _bind(self) -> None:
        self.chips.chosen.connect(self._narrow)
        self.as_at.changed.connect(self._typed)
        self._pause.timeout.connect(self._judge)


class ResultPart(QWidget):
    """Every row of the file with what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ToldTable(
            "What became of each row", ToldColumn("Reference", 130, gives_way=True), ToldColumn("Why")
        )
        self.chips = KindChips(tuple(OUTCOMES.values()), "Rows")
        self.filter_box = QLineEdit()
        self.copy_button = button("Copy as a table", self.rows.copy_all)
        self._lines: list[Told] = []
        self._kind: Kind | None = None
        self._build()

    def show_report(self, report: ImportReport) -> None:
        """Show what an import did; where rows were rejected, those stand first in view."""
        self._lines, self._kind = row_lines(report), None
        self.filter_box.clear()
        self.chips.count(self._lines)
        self.rows.show_lines(self._lines)
        rejected = next((kind for outcome, kind in OUTCOMES.items() if kind.words == "Rejected"), None)
        if report.rows_rejected and rejected:
            self.chips.chips[rejected].setChecked(True)
            self._choose(rejected)

    def _choose(self, kind: Kind | None) -> None:
        self._kind = kind
        self._narrow()

    def _narrow(self) -> None:
        words = self.filter_box.text().casefold().split()
        kind = self._kind

        def keeps(line: Told) -> bool:
            if kind is not None and line.kind != kind:
                return False
            found = " ".join((str(line.row or ""), *line.words)).casefold()
            return all(word in found for word in words)

        self.rows.narrow(keeps)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.filter_box.setPlaceholderText("Filter by row, reference or reason…")
        self.filter_box.setAccessibleName("Filter the rows")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition)
        row.addWidget(self.filter_box, 1)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.chips)
        column.addLayout(row)
        column.addWidget(self.rows, 1)
        column.addWidget(_whole(self.rows))
        self.chips.chosen.connect(self._choose)
        self.filter_box.textChanged.connect(self._narrow)


def _whole(table: ToldTable) -> QLabel:
    """Return the line under a table that says in full what its marked row says."""
    words = label("", wraps=True)
    words.hide()

    def show(text: str) -> None:
        words.setText(text)
        words.setVisible(bool(text))

    table.marked.connect(show)
    return words
