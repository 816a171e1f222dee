"""A number with its bar in a table's cell: a chart that a screen reader and a clipboard can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.theme import colour, font, px
from ui.widgets.card_table import CELL_ROLE, Cell


@dataclass(frozen=True, slots=True)
class BarCell(Cell):
    """A cell whose words stand beside a bar. ``share`` of the longest bar, 0 to 1."""

    share: float = 0.0
    meaning: str = "accent"


def bar_cells(amounts: Iterable[int], meanings: Iterable[str] = ()) -> list[BarCell]:
    """Return a cell for each amount, its bar measured by the largest of them."""
    counts = list(amounts)
    largest = max(counts, default=0) or 1
    colours = [*meanings, *(["accent"] * len(counts))]
    return [
        BarCell(f"{count:,}", share=count / largest, meaning=meaning)
        for count, meaning in zip(counts, colours, strict=False)
    ]


class BarDelegate(QStyledItemDelegate):
    """Paints a BarCell: the bar from the left, the number at the right."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(40), px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(CELL_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, colour("selection"))
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(font(13))
        painter.setPen(colour("text"))
        room = rect.adjusted(px(4), 0, -px(4), -1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell.words)
        if isinstance(cell, BarCell):
            _paint_bar(painter, room.adjusted(0, 0, -px(48), 0), cell)


def _paint_bar(painter: QPainter, room: QRect, cell: BarCell) -> None:
    height = px(8)
    whole = QRectF(room.left(), room.center().y() - height / 2 + 1, room.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("track_future"))
    painter.drawRoundedRect(whole, px(4), px(4))
    if cell.share > 0:
        painter.setBrush(colour(cell.meaning))
        filled = QRectF(whole)
        filled.setWidth(max(height, whole.width() * cell.share))
        painter.drawRoundedRect(filled, px(4), px(4))
    painter.restore()
