"""A table on a card: as high as its rows, wrapping where it must, walked through with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from send_desktop.risk import state_named
from ui.icons import paint_icon
from ui.theme import colour, font, px
from ui.widgets.labels import tip
from ui.widgets.shapes import paint_state

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
ROW, NOTED_ROW = 32, 46
PICTURE, BUTTON = 16, 28
LEAST_ELASTIC = 120
"""The least that a column which takes the rest is left with, before others give way."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, how they are set, and a state whose shape and colour they carry."""

    words: str
    role: str = "text"
    """text, strong, secondary, accent, button (pressed by a click or Space), or a state's code: then the words
    carry its shape and colour."""
    tip: str = ""
    picture: str = ""
    """An icon that stands before the words, for what must not be overlooked."""
    note: str = ""
    """A second line under the words, smaller; in a column of its own width only."""

    @property
    def whole(self) -> str:
        """The words with the note, as they are read out and copied."""
        if not self.note:
            return self.words
        begins_with_code = self.note[1:2].isupper()  # 'EHC-26-0001' keeps its capitals
        note = self.note if begins_with_code else f"{self.note[:1].lower()}{self.note[1:]}"
        return f"{self.words}, {note}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and what Enter or a double click on it does."""

    cells: tuple[Cell, ...]
    act: Callable[[], object] | None = None
    press: Callable[[], object] | None = None
    """What a click on its cell of the role 'button', or Space anywhere on it, does."""
    more: tuple[tuple[str, Callable[[], object]], ...] = ()
    """What else can be done to it, as words and acts: on the menu key, a right click, or a click on a cell ``MORE``."""
    why: Callable[[], object] | None = None
    """What F4 opens: why the date on it is that date."""


MORE = Cell("More", "accent", "What can be done to this line (Shift+F10)")
"""The last cell of a row with ``more``: a click on it opens the menu."""


@dataclass(frozen=True, slots=True)
class CardColumn:
    """A column: its heading, its width at 100 per cent (0 takes the rest), and its side."""

    title: str
    width: int = 0
    is_right: bool = False
    gives_way: int = 0
    """The order in which it goes when the room ends: 1 first, 0 never."""


class _Rows(QAbstractTableModel):
    def __init__(self, columns: Sequence[CardColumn]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def head(self, titles: Sequence[str]) -> None:
        headed = [replace(column, title=title) for column, title in zip(self.columns, titles, strict=False)]
        self.columns = (*headed, *self.columns[len(headed) :])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(headed) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.tip) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.columns[index.column()].title
            if cell.role == "button" and cell.words:
                return f"{cell.words}: press Space"
            return f"{title}: {cell.whole}" if title else cell.whole
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged where a table lets them be, and let go between rows, never upon one."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].is_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Painter(QStyledItemDelegate):
    """Paints cells by their role; words wrap in the column that takes the rest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and self._view().hasFocus():
            painter.fillRect(rect, colour("selection"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(px(4), px(4), -px(4), -px(5))
        known = _state_of(cell)
        if known:
            first = self._paint_note(painter, cell, room) if cell.note else room
            paint_state(painter, first, known[0], cell.words, known[1])
            return
        if cell.role == "button":
            _paint_button(painter, room, cell.words)
            return
        if cell.picture:
            side = px(PICTURE)
            paint_icon(painter, QRect(room.left(), room.center().y() - side // 2, side, side), cell.picture)
            room.setLeft(room.left() + side + px(8))
        if cell.note:
            room = self._paint_note(painter, cell, room)
        painter.setFont(_font_of(cell))
        painter.setPen(colour(cell.role if cell.role in ("secondary", "accent") else "text"))
        painter.drawText(room, self._flags(index), self._fitted(painter, cell, room, index))

    def _paint_note(self, painter: QPainter, cell: Cell, room: QRect) -> QRect:
        """Paint the second line and return the room of the first: both together in the middle of a tall row."""
        half = px(NOTED_ROW - 8) // 2
        top = QRect(room.left(), room.center().y() - half + 1, room.width(), half)
        below = top.translated(0, half)
        painter.setFont(font(12))
        painter.setPen(colour("secondary"))
        words = painter.fontMetrics().elidedText(cell.note, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return top

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view().columnWidth(index.column())
        return QSize(max(px(40), width), self.height_of(index.data(CELL_ROLE), width if self._wraps(index) else 0))

    def height_of(self, cell: Cell, width: int) -> int:
        """Return the height of a cell in a column this wide whose words wrap; 0 where they do not."""
        least = px(NOTED_ROW if cell.note else ROW)
        if not width:
            return least
        room = max(px(80), width - px(8)) - (px(PICTURE + 8) if cell.picture else 0)
        metrics = QFontMetrics(_font_of(cell))
        if "\n" not in cell.words and metrics.horizontalAdvance(cell.words) <= room:
            return least
        wrapped = metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), cell.words)
        return max(least, wrapped.height() + px(14))

    def _view(self) -> QTableView:
        view = self.parent()
        assert isinstance(view, QTableView)
        return view

    def _model(self) -> _Rows:
        model = self._view().model()
        assert isinstance(model, _Rows)
        return model

    def _wraps(self, index: Index) -> bool:
        return self._model().columns[index.column()].width == 0

    def _fitted(self, painter: QPainter, cell: Cell, room: QRect, index: Index) -> str:
        if self._wraps(index):
            return cell.words
        return painter.fontMetrics().elidedText(cell.words, Qt.TextElideMode.ElideRight, room.width())

    def _flags(self, index: Index) -> int:
        column = self._model().columns[index.column()]
        side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap if self._wraps(index) else 0)


def _paint_button(painter: QPainter, room: QRect, words: str) -> None:
    """Paint a push button as the style sheet draws them, in the middle of its cell's height."""
    if not words:
        return
    box = QRect(room.left(), room.center().y() - px(BUTTON) // 2, room.width(), px(BUTTON))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour("line"))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), px(6), px(6))
    painter.setPen(colour("text"))
    painter.setFont(font(13))
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width() - px(8))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _state_of(cell: Cell) -> tuple[str, str] | None:
    try:
        known = state_named(cell.role)
    except KeyError:
        return None
    return known.shape, known.meaning


def _font_of(cell: Cell) -> QFont:
    return font(13, semibold=cell.role in ("strong", "accent"))


class CardTable(QTableView):
    """Shows rows at their full height; the card's page scrolls, never the table."""

    def __init__(
        self, name: str, *columns: CardColumn, has_headings: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = _Rows(columns)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self._set_up(has_headings)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Take new rows; the marked row stays where it was."""
        at = self.currentIndex().row()
        self._rows.show(rows)
        if 0 <= at < len(rows):
            self.selectRow(at)
        elif rows and (self.hasFocus() or at >= 0):  # the marked row has gone: the last one is the nearest
            self.selectRow(max(0, min(at, len(rows) - 1)))
        self._fit()

    def show_headings(self, titles: Sequence[str]) -> None:
        """Head the columns otherwise, from the first on; their widths stay."""
        self._rows.head(titles)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as shown."""
        return self._rows.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(at)
        elif event.key() == Qt.Key.Key_Space and 0 <= at < len(self.rows) and self.rows[at].press:
            self._press(at)
        elif event.matches(QKeySequence.StandardKey.Copy) and at >= 0:
            QGuiApplication.clipboard().setText("\t".join(cell.whole for cell in self.rows[at].cells))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows:  # else nothing would show where the focus is
            self.selectRow(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(self.viewport().mapFrom(self, event.pos()))
        self.open_menu(index.row())

    @property
    def current(self) -> Row | None:
        """The row that is marked."""
        at = self.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def open_menu(self, at: int) -> None:
        """Open the menu of what else can be done to a row; nothing for a row without."""
        if not 0 <= at < len(self.rows) or not self.rows[at].more:
            return
        self.selectRow(at)
        self.menu.clear()
        for words, act in self.rows[at].more:
            self.menu.addAction(words, act)
        box = self.visualRect(self.model().index(at, self.model().columnCount() - 1))
        self.menu.popup(self.viewport().mapToGlobal(box.bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(px(320), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self._height())

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(CELL_ROLE) is MORE:
            self.open_menu(index.row())
        elif index.data(CELL_ROLE).role == "button":
            self._press(index.row())

    def _press(self, at: int) -> None:
        press = self.rows[at].press
        if press:
            press()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.data(CELL_ROLE).role != "button":
            self._open(index.row())

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            act = self.rows[at].act
            if act:
                act()

    def _fit(self) -> None:
        columns = self._rows.columns
        shown = self._shown(self.viewport().width())
        given = sum(px(column.width) for column in shown)
        elastic = sum(column.width == 0 for column in shown) or 1
        rest = max(px(60), (self.viewport().width() - given) // elastic)
        for index, column in enumerate(columns):
            self.setColumnHidden(index, column not in shown)
            self.setColumnWidth(index, px(column.width) if column.width else rest)
        self._fit_rows()
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _fit_rows(self) -> None:
        """Give every row its height; as ``resizeRowsToContents`` would, but it asks every cell, which takes long."""
        down, painter = self.verticalHeader(), self.itemDelegate()
        assert isinstance(painter, _Painter)
        for at, row in enumerate(self.rows):
            height = max(
                (
                    painter.height_of(cell, self.columnWidth(index) if not column.width else 0)
                    for index, (cell, column) in enumerate(zip(row.cells, self._rows.columns, strict=True))
                    if not self.isColumnHidden(index)
                ),
                default=px(ROW),
            )
            if down.sectionSize(at) != height:
                down.resizeSection(at, height)

    def _shown(self, room: int) -> list[CardColumn]:
        """Return the columns that there is room for, those that go first left out first."""
        shown = list(self._rows.columns)
        for column in sorted((one for one in shown if one.gives_way), key=lambda one: one.gives_way):
            if sum(px(one.width or LEAST_ELASTIC) for one in shown) <= room:
                break
            shown.remove(column)
        return shown

    def _height(self) -> int:
        down = self.verticalHeader()
        header = self.horizontalHeader()
        top = 0 if header.isHidden() else header.sizeHint().height()
        return int(down.length() + top + 2)

    def _set_up(self, has_headings: bool) -> None:
        self.setProperty("role", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(px(8))
        across.setVisible(has_headings)
        self.menu = QMenu(self)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
