"""Figures in equal boxes: each with a line of words, and what it was counted from when it is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.theme import colour, font, px
from ui.widgets.shapes import paint_shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a tile says. ``measure`` is the id in ``measures.MEASURES`` that defines it."""

    figure: str
    words: str
    counted: str = ""
    """What it was counted from: '260 of 556'."""
    measure: str = ""
    shape: str = ""
    meaning: str = "text"


class FigureTile(QAbstractButton):
    """A figure over its words, which wrap; pressing it asks what it was made of."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = Figure(figure="–", words="")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("How it is counted")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, shown: Figure) -> None:
        """Show a figure with its words."""
        self._shown = shown
        self.setAccessibleName(f"{shown.words}: {shown.figure}{f', {shown.counted}' if shown.counted else ''}")
        self.setAccessibleDescription("Says how it is counted")
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> Figure:
        """What it says now."""
        return self._shown

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words_top() + self._wrapped(self._all_words(), width) + px(10)

    def sizeHint(self) -> QSize:
        return QSize(px(168), self.heightForWidth(px(168)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = px(14)
        if self._shown.shape:
            side = px(15)
            paint_shape(painter, self._shown.shape, QRectF(left, px(14), side, side), self._shown.meaning)
            left += px(23)
        painter.setPen(colour(self._shown.meaning))
        painter.setFont(font(20, semibold=True))
        painter.drawText(left, px(28), self._shown.figure)
        painter.setPen(colour("secondary"))
        painter.setFont(font(12))
        painter.drawText(self.rect().adjusted(px(14), self._words_top(), -px(10), 0), _WRAPPED, self._all_words())

    def _all_words(self) -> str:
        return f"{self._shown.words}\n{self._shown.counted}" if self._shown.counted else self._shown.words

    def _words_top(self) -> int:
        return px(36)

    def _wrapped(self, words: str, width: int) -> int:
        room = QRect(0, 0, max(px(40), width - px(24)), 10_000)
        return QFontMetrics(font(12)).boundingRect(room, _WRAPPED, words).height()

    def _paint_ground(self, painter: QPainter) -> None:
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(colour("focus" if self.hasFocus() else "line"), width))
        painter.setBrush(colour("hover" if self.underMouse() else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(8), px(8))


_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class EvenGrid(QWidget):
    """Widgets of equal width in as many columns as the room and the text size allow, in even rows."""

    def __init__(self, widgets: Sequence[QWidget], narrowest: int) -> None:
        super().__init__()
        self._widgets = tuple(widgets)
        self._narrowest = narrowest
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(12))
        self._arrange(len(self._widgets))

    @property
    def columns(self) -> int:
        """How many stand side by side now."""
        return self._columns

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(1, (self.width() + px(12)) // (px(self._narrowest) + px(12)))
        count = len(self._widgets)
        self._arrange(next(columns for columns in range(min(room, count), 0, -1) if count % columns == 0))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
