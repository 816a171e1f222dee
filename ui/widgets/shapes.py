"""The shapes of the states: square, triangle, diamond, disc, open diamond. Never colour alone.

A ring stands where there is no state to tell, as for a case that ended without a limit being met or missed.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_desktop.risk import state_named
from ui.theme import colour, font, px


def paint_shape(painter: QPainter, shape: str, box: QRectF, meaning: str) -> None:
    """Paint a shape into a box in the colour of a meaning."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour(meaning)))
    match shape:
        case "square":
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        case "triangle":
            painter.drawPolygon(
                _polygon((box.left(), box.bottom()), (box.right(), box.bottom()), (box.center().x(), box.top()))
            )
        case "diamond":
            painter.drawPolygon(_diamond(box))
        case "open_diamond":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(meaning), max(1.5, box.width() / 7)))
            painter.drawPolygon(_diamond(box.adjusted(1, 1, -1, -1)))
        case "ring":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(meaning), max(1.5, box.width() / 7)))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        case _:
            painter.drawEllipse(box)
    painter.restore()


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return _polygon(
        (middle.x(), box.top()), (box.right(), middle.y()), (middle.x(), box.bottom()), (box.left(), middle.y())
    )


class StateLabel(QWidget):
    """A state as shape, word and colour. ``words`` may say more than the state's own word."""

    def __init__(self, code: str | None = None, words: str = "", size: int = 13) -> None:
        super().__init__()
        self._size = size
        self._shape, self._meaning, self._words = "", "text", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(code, words)

    def show_state(self, code: str | None, words: str = "") -> None:
        """Show a state of risk.STATES by its code; nothing when None and no words."""
        known = state_named(code) if code else None
        self._state = code
        self._shape, self._meaning = (known.shape, known.meaning) if known else ("", "secondary")
        self._say(words or (known.word if known else ""))

    def show_plainly(self, words: str) -> None:
        """Show words that are no state, such as an outcome, with a ring where a state has its shape."""
        self._state = None
        self._shape, self._meaning = "ring", "secondary"
        self._say(words)

    def _say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def shape(self) -> str:
        """The shape before the words; empty for none."""
        return self._shape

    @property
    def state(self) -> str | None:
        """The code of the state that it shows."""
        return self._state

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        shape = px(self._size - 2) + px(8) if self._shape else 0
        return QSize(shape + metrics.horizontalAdvance(self._words) + 2, metrics.height() + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, self.rect(), self._shape, self._words, self._meaning, self._size)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(self._size, semibold=True))


def paint_state(painter: QPainter, rect: QRect, shape: str, words: str, meaning: str, size: int = 13) -> None:
    """Paint shape and word at the left of a rectangle."""
    left = rect.left()
    if shape:
        side = px(size - 3)
        paint_shape(painter, shape, QRectF(left, rect.center().y() - side / 2 + 1, side, side), meaning)
        left += side + px(8)
    painter.setPen(colour(meaning))
    painter.setFont(font(size, semibold=True))
    room = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
    text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
