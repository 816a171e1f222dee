"""Tiles: a figure with its words, some of which filter when they are pressed."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.theme import colour, font, px
from ui.widgets.shapes import paint_shape


class Tile(QAbstractButton):
    """A figure over a few words. Checkable ones filter; the others only tell.

    ``shape`` and ``meaning`` give a state's shape and colour to the figure.
    """

    def __init__(self, words: str, *, shape: str = "", meaning: str = "text", is_filter: bool = False) -> None:
        super().__init__()
        self._words = words
        self._figure = "–"
        self._shape, self._meaning = shape, meaning
        self._is_compact = False
        self.setCheckable(is_filter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_filter else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if is_filter:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    def show_figure(self, figure: str, words: str | None = None) -> None:
        """Show a figure, and other words where they change with it."""
        self._figure = figure
        self._words = self._words if words is None else words
        self._name()
        self.updateGeometry()
        self.update()

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure

    def set_compact(self, compact: bool) -> None:
        """Stand on one line, for windows with little height."""
        if compact != self._is_compact:
            self._is_compact = compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(*_room(bool(self._shape), self._figure, self._words, self._is_compact, px(100)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._is_compact:
            self._paint_line(painter)
            return
        left, top = px(14), px(9)
        if self._shape:
            side = px(15)
            paint_shape(painter, self._shape, QRectF(left, top + px(5), side, side), self._meaning)
            left += px(23)
        painter.setPen(colour(self._meaning))
        painter.setFont(font(20, semibold=True))
        painter.drawText(left, top + px(19), self._figure)
        painter.setPen(colour("secondary"))
        painter.setFont(font(12))
        painter.drawText(px(14), self.height() - px(11), self._words)

    def _paint_line(self, painter: QPainter) -> None:
        left = px(12)
        if self._shape:
            side = px(11)
            paint_shape(painter, self._shape, QRectF(left, (self.height() - side) / 2, side, side), self._meaning)
            left += px(20)
        painter.setPen(colour(self._meaning))
        painter.setFont(font(13, semibold=True))
        room = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"{self._figure}  {self._words}")

    def _paint_ground(self, painter: QPainter) -> None:
        checked = self.isChecked()
        hovered = self.isCheckable() and self.underMouse()
        edge = "focus" if self.hasFocus() else self._meaning if checked else "line"
        width = 2 if self.hasFocus() or checked else 1
        painter.setPen(QPen(colour(edge), width))
        painter.setBrush(colour("selection" if checked else "hover" if hovered else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(8), px(8))

    def _name(self) -> None:
        self.setAccessibleName(f"{self._words}: {self._figure}")


@lru_cache(maxsize=256)
def _room(has_shape: bool, figure: str, words: str, is_compact: bool, _scale: int) -> tuple[int, int]:
    """Return width and height; asked for many times while a window is laid out, so kept."""
    shape = px(22) if has_shape else 0
    strong = QFontMetrics(font(13 if is_compact else 20, semibold=True))
    if is_compact:
        return shape + strong.horizontalAdvance(f"{figure}  {words}") + px(24), px(32)
    widest = max(shape + strong.horizontalAdvance(figure), QFontMetrics(font(12)).horizontalAdvance(words))
    return max(px(112), widest + px(30)), px(58)
