"""The names of lines beside their ends, moved apart so that no two touch, and how lines are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ui.theme import colour, px

GAP = 3
"""Pixels at 100 per cent that always stay between two names."""

Style = tuple[str, str, Qt.PenStyle, float]

STYLES: tuple[Style, ...] = (
    ("accent", "disc", Qt.PenStyle.SolidLine, 2.6),
    ("text", "square", Qt.PenStyle.DashLine, 1.6),
    ("will_breach", "triangle", Qt.PenStyle.DotLine, 1.8),
    ("excepted", "diamond", Qt.PenStyle.DashDotLine, 1.6),
    ("on_track", "open_diamond", Qt.PenStyle.SolidLine, 1.2),
    ("at_risk", "ring", Qt.PenStyle.DashLine, 1.2),
    ("secondary", "triangle", Qt.PenStyle.DashDotDotLine, 1.2),
)
"""Meaning, mark, dash and width of the lines in turn; the first is the one that the others are held against."""

Named = TypeVar("Named")


def names_apart(
    ends: Sequence[tuple[float, Named]], left: float, width: float, height: float, bottom: float
) -> list[tuple[QRectF, Named]]:
    """Return where each name stands that belongs at a height: beside it, none on another, none below the bottom."""
    boxes: list[tuple[QRectF, Named]] = []
    below = 0.0
    for y, line in sorted(ends, key=lambda one: one[0]):
        top = max(y - height / 2, below)
        below = top + height + px(GAP)
        boxes.append((QRectF(left, top, width, height), line))
    over = max(0.0, below - px(GAP) - bottom)
    return [(_raised(box, over, place, height), line) for place, (box, line) in enumerate(boxes)]


def _raised(box: QRectF, over: float, place: int, height: float) -> QRectF:
    """Lift the names where the lowest would leave the chart, the lower ones first."""
    if not over:
        return box
    return QRectF(box.left(), max(box.top() - over, place * (height + px(GAP))), box.width(), box.height())


def paint_name(painter: QPainter, box: QRectF, end: QPointF, title: str, meaning: str) -> None:
    """Paint a name in its box, with a thin line from the end of its own line."""
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QPointF(end.x() + px(6), end.y()), QPointF(box.left() - px(4), box.center().y()))
    words = QFontMetricsF(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(colour(meaning))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextDontClip), words)
