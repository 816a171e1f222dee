"""How a line of the caseload is painted: one delegate for every cell, so that the lines stay even.

What is marked is asked of the view and not of the option: naming QStyle would load it before the first line.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from send_desktop.risk import state_named
from send_desktop.track import track_of_row
from ui.tables.caseload_columns import CaseLine, Column
from ui.tables.caseload_model import LINE_ROLE, CaseloadModel
from ui.theme import colour, font, px
from ui.widgets.shapes import paint_state
from ui.widgets.track import paint_track

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 34
PADDING = 8
TRACK_WIDTH, TRACK_HEIGHT = 176, 14


class CaseDelegate(QStyledItemDelegate):
    """Paints a cell by its column's kind. Fonts are made once; a theme change needs no new delegate."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._plain = font(13)
        self._strong = font(13, semibold=True)
        self._strong_metrics = QFontMetrics(self._strong)
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(self._column(index).width), px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        column = self._column(index)
        rect: QRect = option.rect
        self._paint_ground(painter, index, rect)
        room = rect.adjusted(px(PADDING), 0, -px(PADDING), -1)
        match column.kind:
            case "child":
                self._paint_child(painter, room, line)
            case "state":
                _paint_risk(painter, room, line)
            case "track":
                _paint_track(painter, room, line)
            case _:
                secondary = column.id in ("setting", "officer", "area", "team", "notes") or not line.is_open
                right = column.kind == "number"
                self._paint_text(
                    painter, room, " ".join(column.text(line).split()), "secondary" if secondary else "text", right
                )

    def _column(self, index: Index) -> Column:
        model = self._view.model()
        assert isinstance(model, CaseloadModel)
        return model.columns[index.column()]

    def _paint_ground(self, painter: QPainter, index: Index, rect: QRect) -> None:
        view = self._view
        selected = view.selectionModel().isSelected(index)
        if selected or index.row() == self.hovered_row:
            painter.fillRect(rect, colour("selection" if selected else "hover"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        current = view.currentIndex()
        if current.row() == index.row() and view.hasFocus():
            self._paint_cursor(painter, rect, is_cell=current.column() == index.column(), is_first=index.column() == 0)

    def _paint_cursor(self, painter: QPainter, rect: QRect, *, is_cell: bool, is_first: bool) -> None:
        """Mark the line of the cursor at its left and the cell of the cursor all round, as a spreadsheet does."""
        if is_first:
            painter.fillRect(QRect(rect.topLeft(), QPoint(rect.left() + px(3) - 1, rect.bottom())), colour("focus"))
        if is_cell:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_child(self, painter: QPainter, room: QRect, line: CaseLine) -> None:
        surname = self._strong_metrics.elidedText(line.row.surname, Qt.TextElideMode.ElideRight, room.width())
        self._write(painter, room, surname, self._strong, "text")
        used = self._strong_metrics.horizontalAdvance(surname)
        self._paint_text(painter, room.adjusted(used, 0, 0, 0), f", {line.row.forename}", "text")

    def _paint_text(self, painter: QPainter, room: QRect, words: str, meaning: str, right: bool = False) -> None:
        painter.setFont(self._plain)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, room.width()))
        self._write(painter, room, shown, self._plain, meaning, right)

    def _write(
        self, painter: QPainter, room: QRect, words: str, used: QFont, meaning: str, right: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(used)
        painter.setPen(colour(meaning))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def _paint_risk(painter: QPainter, room: QRect, line: CaseLine) -> None:
    if line.state:
        known = state_named(line.state)
        paint_state(painter, room, known.shape, known.word, known.meaning)


def _paint_track(painter: QPainter, room: QRect, line: CaseLine) -> None:
    width = min(px(TRACK_WIDTH), room.width())
    box = QRect(room.left(), room.center().y() - px(TRACK_HEIGHT) // 2, width, px(TRACK_HEIGHT))
    paint_track(painter, box, track_of_row(line.row, line.today))
