"""The caseload as Qt asks for it: one model over frozen rows that filters and sorts by itself, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from send_desktop.records import CaseloadRow
from send_desktop.services.caseload import is_found
from ui.tables.caseload_columns import BY_LEGAL_DATE, COLUMNS, CaseLine
from ui.tables.clipboard import pasteable
from ui.widgets.labels import tip

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
"""Gives a delegate the whole CaseLine of a cell."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the caseload is narrowed to. Every word must begin a word somewhere on the line."""

    words: str = ""
    only_open: bool = True
    officer: str = ""
    states: frozenset[str] = frozenset()

    def keeps(self, line: CaseLine) -> bool:
        """Say whether a line stays in view."""
        if self.only_open and not line.is_open:
            return False
        if self.officer and line.row.officer.casefold() != self.officer.casefold():
            return False
        if self.states and line.state not in self.states:
            return False
        return not self.words or is_found(self.words, line.search_text)


class CaseloadModel(QAbstractTableModel):
    """Lines in view, in order. Reading 1,800 cases costs only what is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[CaseLine] = []
        self._shown: list[CaseLine] = []
        self._sorted_by, self._order = BY_LEGAL_DATE, Qt.SortOrder.AscendingOrder
        self.filter = Filter()

    # --- what it holds ---------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[CaseloadRow], today: date) -> None:
        """Take the rows of one reading."""
        self._all = [CaseLine(row, today) for row in rows]
        self._arrange()

    def narrow(self, **changes: Any) -> None:
        """Change the filter: words, only_open, officer or states."""
        self.filter = replace(self.filter, **changes)
        self._arrange()

    @property
    def lines(self) -> Sequence[CaseLine]:
        """The lines in view, in order."""
        return self._shown

    def lines_but(self, **changes: Any) -> list[CaseLine]:
        """Return the lines that the filter would keep with these changes: what the tiles count."""
        other = replace(self.filter, **changes)
        return [line for line in self._all if other.keeps(line)]

    @property
    def total(self) -> int:
        """How many cases there are before any filter."""
        return len(self._all)

    @property
    def total_open(self) -> int:
        """How many of them are open."""
        return sum(line.is_open for line in self._all)

    def every_line(self) -> Sequence[CaseLine]:
        """Return the lines of every case, in view or not."""
        return self._all

    def row_of(self, case_id: int) -> int | None:
        """Return where a case stands in view, None when it is not."""
        return next((place for place, line in enumerate(self._shown) if line.row.id == case_id), None)

    def as_table(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """Return these rows as tab-separated lines under their headings, as the clipboard takes them."""
        lines = ["\t".join(COLUMNS[column].title for column in columns)]
        for row in rows:
            lines.append(pasteable(COLUMNS[column].text(self._shown[row]) for column in columns))
        return "\n".join(lines)

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.sentence if column.kind in ("track", "state") else column.text(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.sentence if column.kind == "track" else f"{column.title}: {column.text(line)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; cases without its value come last in ascending order."""
        self._sorted_by, self._order = column, order
        self._arrange()

    @property
    def sorted_by(self) -> str:
        """The heading of the column in force, in small letters, as the count line says it."""
        return COLUMNS[self._sorted_by].title.lower()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._all if self.filter.keeps(line)]
        reverse = self._order == Qt.SortOrder.DescendingOrder
        self._shown.sort(key=COLUMNS[self._sorted_by].sort, reverse=reverse)
        self.endResetModel()


def _alignment(kind: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if kind == "number" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
