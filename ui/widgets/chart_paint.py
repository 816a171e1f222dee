"""How a chart is painted: colours by meaning from the theme, with a pattern or a shape for each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.theme import colour, font, px
from ui.widgets.chart_data import Mark, Series
from ui.widgets.chart_layout import ChartLayout, Place, Words

_BRUSHES = {
    "slanted": Qt.BrushStyle.BDiagPattern,
    "dotted": Qt.BrushStyle.Dense5Pattern,
    "crossed": Qt.BrushStyle.DiagCrossPattern,
    "striped": Qt.BrushStyle.HorPattern,
}


def paint_chart(painter: QPainter, layout: ChartLayout, focused: Place | None = None) -> None:
    """Paint a whole chart; ``focused`` is the mark that has the cursor."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_scale(painter, layout)
    for at in layout.lines:
        _paint_line(painter, layout, at)
    for (at, place), box in layout.boxes.items():
        series = layout.data.series[at]
        paint_mark(painter, series, series.marks[place], box)
    _paint_levels(painter, layout)
    for (swatch, _), series in zip(layout.legend(), layout.data.series, strict=False):
        paint_mark(painter, series, Mark(value=1), swatch)
    for words in layout.labels():
        paint_words(painter, words)
    if focused in layout.boxes:
        paint_focus(painter, layout.boxes[focused])


def _paint_scale(painter: QPainter, layout: ChartLayout) -> None:
    plot = layout.plot
    painter.setPen(QPen(colour("line"), 1))
    for value in layout.scale():
        y = round(layout.y(value)) + 0.5
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))


def paint_mark(painter: QPainter, series: Series, mark: Mark, box: QRectF) -> None:
    """Paint a mark in its colour and its pattern."""
    ink = colour(mark.meaning or series.meaning)
    if series.is_line:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        return
    pattern = "slanted" if mark.is_running else series.pattern
    corner = min(px(3), box.width() / 4, box.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen if pattern == "solid" else QPen(ink, 1.5))
    painter.setBrush(ink if pattern == "solid" else colour("surface"))
    painter.drawRoundedRect(box, corner, corner)
    if pattern in _BRUSHES:
        painter.setBrush(QBrush(ink, _BRUSHES[pattern]))
        painter.drawRoundedRect(box, corner, corner)


def _paint_line(painter: QPainter, layout: ChartLayout, at: int) -> None:
    series = layout.data.series[at]
    points = [point for place in range(len(series.marks)) if (point := layout.point(at, place)) is not None]
    painter.setPen(QPen(colour(series.meaning), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))


def _paint_levels(painter: QPainter, layout: ChartLayout) -> None:
    plot = layout.plot
    for level in layout.data.levels:
        y = round(layout.y(level.value)) + 0.5
        pen = QPen(colour("text"), 1.4, Qt.PenStyle.DashLine if level.is_dashed else Qt.PenStyle.DotLine)
        edged_line(painter, QPointF(plot.left(), y), QPointF(plot.right() + px(4), y), pen)
        key = layout.level_key(level.words)
        if key is not None:
            painter.drawLine(QPointF(0, key.center().y()), QPointF(px(22), key.center().y()))
    if layout.data.divider:
        x, pen = round(layout.divider_x()) + 0.5, QPen(colour("text"), 1.4, Qt.PenStyle.DashLine)
        edged_line(painter, QPointF(x, plot.top() - px(18)), QPointF(x, plot.bottom()), pen)


def edged_line(painter: QPainter, begin: QPointF, end: QPointF, pen: QPen) -> None:
    """Draw a line kept apart from the bars that it crosses."""
    edge = QColor(colour("surface"))
    edge.setAlpha(200)
    painter.setPen(QPen(edge, 3))
    painter.drawLine(begin, end)
    painter.setPen(pen)
    painter.drawLine(begin, end)


def paint_words(painter: QPainter, words: Words) -> None:
    """Write a label in its place."""
    if words.is_on_plot:
        painter.fillRect(words.box.adjusted(-1, 1, 1, -1), colour("surface"))
    painter.setFont(font(12))
    painter.setPen(colour(words.meaning))
    flags = int(words.side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
    painter.drawText(words.box, flags, words.text)


def paint_focus(painter: QPainter, box: QRectF) -> None:
    """Draw the frame of the mark that has the cursor."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    around = box.adjusted(-px(3), -px(3), px(3), px(3))
    painter.setPen(QPen(colour("surface"), 4))
    painter.drawRoundedRect(around, px(4), px(4))
    painter.setPen(QPen(colour("text"), 2))
    painter.drawRoundedRect(around, px(4), px(4))
