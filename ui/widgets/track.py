"""The 20-week track as paint: the same drawing in the grid and, larger and labelled, on the case."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from send_desktop.risk import state_named
from send_desktop.track import Track
from ui.theme import colour

MARK_COLOURS = {"met": "accent", "met_late": "will_breach", "missed": "breached", "ahead": "secondary"}


def paint_track(
    painter: QPainter, box: QRect, drawn: Track, *, in_column: bool = True, ground: str = "surface"
) -> None:
    """Paint a track into a box. ``in_column`` keeps room for a tail, so that the ticks of all rows line up."""
    shown = drawn.in_column() if in_column else drawn
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = bar_of(box)
    _paint_bar(painter, bar, shown)
    _paint_spans(painter, bar, shown)
    _paint_ticks(painter, box, bar, shown)
    _paint_marks(painter, bar, shown, ground)
    _paint_today(painter, bar, shown, ground)
    painter.restore()


def bar_of(box: QRect) -> QRectF:
    """Return the bar inside a box: half as high, with room at its ends for the dot."""
    height = max(4.0, round(box.height() * 0.44))
    inset = height / 2 + 2
    return QRectF(box.left() + inset, box.center().y() + 0.5 - height / 2, box.width() - 2 * inset, height)


def x_of(bar: QRectF, shown: Track, day: float) -> float:
    """Return where a day lies on a bar."""
    return bar.left() + bar.width() * shown.position(day)


def state_meaning(shown: Track) -> str:
    """Return the meaning whose colour today's dot has."""
    return state_named(shown.state).meaning if shown.state else "secondary"


def _paint_bar(painter: QPainter, bar: QRectF, shown: Track) -> None:
    end = x_of(bar, shown, shown.length)
    whole = QRectF(bar.left(), bar.top(), end - bar.left(), bar.height())
    shape = QPainterPath()
    shape.addRoundedRect(whole, bar.height() / 2, bar.height() / 2)
    painter.fillPath(shape, colour("track_future"))
    painter.save()
    painter.setClipPath(shape)
    ran = x_of(bar, shown, min(shown.elapsed, shown.length))
    painter.fillRect(QRectF(bar.left(), bar.top(), ran - bar.left(), bar.height()), colour("track_past"))
    painter.restore()
    if shown.overrun:
        past = QRectF(end, bar.top(), x_of(bar, shown, shown.elapsed) - end, bar.height())
        painter.fillRect(past, colour("breached"))


def _paint_spans(painter: QPainter, bar: QRectF, shown: Track) -> None:
    for span in shown.spans:
        left, right = x_of(bar, shown, span.start_day), x_of(bar, shown, span.end_day + 1)
        box = QRectF(left, bar.top() - 1, max(2.0, right - left), bar.height() + 2)
        painter.fillRect(box, colour("surface"))
        painter.fillRect(box, QBrush(colour("excepted"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour("excepted"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def _paint_ticks(painter: QPainter, box: QRect, bar: QRectF, shown: Track) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for day in sorted({*shown.ticks, shown.length}):
        is_limit = day == shown.length
        painter.setPen(QPen(colour("text" if is_limit else "secondary"), 2 if is_limit else 1))
        x = round(x_of(bar, shown, day))
        painter.drawLine(x, box.top(), x, box.bottom())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_marks(painter: QPainter, bar: QRectF, shown: Track, ground: str) -> None:
    radius = bar.height() * 0.28
    for mark in shown.marks:
        if mark.kind == "limit":
            continue
        middle = QPointF(x_of(bar, shown, mark.day), bar.center().y())
        is_open = mark.state in ("missed", "ahead")
        edge = colour(MARK_COLOURS[mark.state])
        painter.setPen(QPen(edge if is_open else colour(ground), max(1.0, radius / 2)))
        painter.setBrush(QColor(colour(ground)) if is_open else edge)
        painter.drawEllipse(middle, radius + 1, radius + 1)


def _paint_today(painter: QPainter, bar: QRectF, shown: Track, ground: str) -> None:
    if shown.today_day is None:
        return
    radius = bar.height() * 0.72
    painter.setPen(QPen(colour(ground), max(1.5, radius / 3)))
    painter.setBrush(colour(state_meaning(shown)))
    painter.drawEllipse(QPointF(x_of(bar, shown, shown.elapsed), bar.center().y()), radius, radius)
