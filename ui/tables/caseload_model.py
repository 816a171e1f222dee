"""The caseload as Qt asks for it: one model over frozen rows that filters and sorts by itself, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from send_desktop.records import CaseloadRow
from send_desktop.services.caseload_filter import Known, Understood, understand
from ui.tables.caseload_columns import COLUMNS, CaseLine, Column, every_column
from ui.tables.clipboard import as_html, pasteable
from ui.widgets.labels import tip

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
"""Gives a delegate the whole CaseLine of a cell."""

ByColumn = tuple[str, bool]
"""A column's id, and whether it runs downwards from the last."""

BY_LEGAL_DATE_FIRST: tuple[ByColumn, ...] = (("due", False),)


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Some cases by name: those that a figure elsewhere counts."""

    title: str
    case_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the caseload is narrowed to: what was typed, as it was understood, and what was chosen."""

    words: str = ""
    only_open: bool = True
    officer: str = ""
    states: frozenset[str] = frozenset()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By column id, the words of its cells that stay."""
    cases: CaseSet | None = None
    """Only these, where somebody came for exactly them."""

    def is_within(self, other: Filter) -> bool:
        """Say whether all that this keeps the other keeps too: one more letter of a word."""
        grown = self.words.startswith(other.words) and "," not in self.words
        return grown and replace(self, words="") == replace(other, words="")


class CaseloadModel(QAbstractTableModel):
    """Lines in view, in order. Lines are sorted before they are filtered, so that a key costs a look and no sort."""

    def __init__(self) -> None:
        super().__init__()
        self._ordered: list[CaseLine] = []
        self._base: list[CaseLine] = []
        self._shown: list[CaseLine] = []
        self._offered = every_column()
        self.columns: tuple[Column, ...] = COLUMNS
        self.order = BY_LEGAL_DATE_FIRST
        self.filter = Filter()
        self.known = Known(date.min)
        self._narrowed_by: tuple[Filter, Understood] | None = None

    # --- what it holds ---------------------------------------------------------------------------

    def know(self, known: Known) -> None:
        """Take the names that the filter understands and the services whose advice has columns."""
        self.known = known
        self._offered = every_column(known.services)
        self._narrowed_by = None

    def show_rows(self, rows: Sequence[CaseloadRow], today: date) -> None:
        """Take the rows of one reading, as they stand: in order of next legal date."""
        self._ordered = [CaseLine(row, today) for row in rows]
        self._sort_all()
        self._arrange()

    def replace_rows(self, rows: Sequence[CaseloadRow], today: date) -> None:
        """Take anew the rows of some cases, as after an act; all others stay as they were read."""
        newer = {row.id: CaseLine(row, today) for row in rows}
        kept = [newer.pop(line.row.id, line) for line in self._ordered]
        self._ordered = [*kept, *newer.values()]
        self._sort_all()
        self._arrange()

    def narrow(self, **changes: Any) -> None:
        """Change the filter: words, only_open, officer, states, values or cases."""
        self.filter = replace(self.filter, **changes)
        self._arrange()

    @property
    def understood(self) -> Understood:
        """What the words of the filter were read as."""
        return understand(self.filter.words, self.known)

    def every_line(self) -> Sequence[CaseLine]:
        """Return the lines of every case, in view or not."""
        return self._ordered

    @property
    def lines(self) -> Sequence[CaseLine]:
        """The lines in view, in order."""
        return self._shown

    @property
    def lines_in_any_state(self) -> Sequence[CaseLine]:
        """The lines that the filter would keep whatever their state: what the tiles count."""
        return self._base

    def lines_but(self, **changes: Any) -> list[CaseLine]:
        """Return the lines that the filter would keep with these changes."""
        other = replace(self.filter, **changes)
        read = understand(other.words, self.known)
        kept = self._kept(self._ordered, other, read)
        return [line for line in kept if not other.states or line.state in other.states]

    @property
    def offered(self) -> Mapping[str, Column]:
        """Every column that can be shown, by id."""
        return self._offered

    @property
    def has_usual_columns(self) -> bool:
        """True while the columns are those shown to begin with: then they may give way."""
        return self.columns == COLUMNS

    def choose_columns(self, ids: Sequence[str]) -> None:
        """Show these columns from the left; ids of none are passed over, and none at all shows the usual ones."""
        chosen = tuple(self._offered[one] for one in dict.fromkeys(ids) if one in self._offered)
        self.beginResetModel()
        self.columns = chosen or COLUMNS
        self.endResetModel()

    def place_of(self, column_id: str) -> int | None:
        """Return where a column stands, None when it is not shown."""
        return next((place for place, column in enumerate(self.columns) if column.id == column_id), None)

    @property
    def total(self) -> int:
        """How many cases there are before any filter."""
        return len(self._ordered)

    @property
    def total_open(self) -> int:
        """How many of them are open."""
        return sum(line.is_open for line in self._ordered)

    def row_of(self, case_id: int) -> int | None:
        """Return where a case stands in view, None when it is not."""
        return next((place for place, line in enumerate(self._shown) if line.row.id == case_id), None)

    # --- copying ---------------------------------------------------------------------------------

    def cells(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[str]]:
        """Return a block of cells under its headings, as words."""
        table = [[self.columns[column].title for column in columns]]
        return table + [[self.columns[column].text(self._shown[row]) for column in columns] for row in rows]

    def as_table(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """Return these rows as tab-separated lines under their headings, as the clipboard takes them."""
        return "\n".join(pasteable(cells) for cells in self.cells(rows, columns))

    def as_html(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """Return the same as a table for a letter or an email."""
        return as_html(self.cells(rows, columns))

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], self.columns[index.column()]
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
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.kind)
        return None

    def _heading(self, column: Column) -> str:
        """Return the title, with its place in the order where it is sorted by several."""
        ids = [one for one, _ in self.order]
        place = f" {ids.index(column.id) + 1}" if len(ids) > 1 and column.id in ids else ""
        return f"{column.title}{place}"

    # --- order -----------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; cases without its value come last in ascending order."""
        self.sort_by(((self.columns[column].id, order == Qt.SortOrder.DescendingOrder),))

    def sort_by(self, order: Sequence[ByColumn]) -> None:
        """Sort by several columns, the first of them first; ids of none are passed over."""
        self.order = tuple(one for one in order if one[0] in self._offered) or BY_LEGAL_DATE_FIRST
        self._sort_all()
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort_also_by(self, column_id: str) -> None:
        """Add a column to the order; one that is in it already is turned round."""
        order = dict(self.order)
        order[column_id] = not order[column_id] if column_id in order else False
        self.sort_by(tuple(order.items()))

    @property
    def sorted_by(self) -> str:
        """The headings in force, in small letters, as the count line says it."""
        return ", ".join(self._offered[one].title.lower() for one, _ in self.order)

    def _sort_all(self) -> None:
        self._narrowed_by = None
        for column_id, is_reversed in reversed(self.order):
            self._ordered.sort(key=self._offered[column_id].sort, reverse=is_reversed)

    # --- filtering -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.beginResetModel()
        read = self.understood
        self._base = self._kept(self._looked_through(read), self.filter, read)
        states = self.filter.states
        self._shown = [line for line in self._base if line.state in states] if states else self._base
        self._narrowed_by = self.filter, read
        self.endResetModel()

    def _looked_through(self, read: Understood) -> list[CaseLine]:
        """Return the lines that need to be looked through: where words only grew, those that were left."""
        if self._narrowed_by is None:
            return self._ordered
        filtered, was_read = self._narrowed_by
        is_plain = not read.phrases and not was_read.phrases
        return self._base if is_plain and self.filter.is_within(filtered) else self._ordered

    def _kept(self, lines: list[CaseLine], by: Filter, read: Understood) -> list[CaseLine]:
        if by.only_open and not any(phrase.wants_closed for phrase in read.phrases):
            lines = [line for line in lines if line.is_open]
        if by.cases is not None:
            wanted = by.cases.case_ids
            lines = [line for line in lines if line.row.id in wanted]
        if by.officer:
            officer = by.officer.casefold()
            lines = [line for line in lines if line.row.officer.casefold() == officer]
        for column_id, values in by.values.items():
            if column_id in self._offered:
                text = self._offered[column_id].text
                lines = [line for line in lines if text(line) in values]
        return read.among(list(lines))


def _alignment(kind: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if kind == "number" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
