"""Forecasts against what happened, painted: a dot for each band, and the range in which it lies when they are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_desktop.services.forecast_view import BinLine
from ui.theme import colour, font, px
from ui.widgets.chart_layout import Words

STEPS = (0, 50, 100)
"""Per cent at which lines and words of the scale stand."""

SIDE = 232
"""Pixels at 100 per cent."""


class CalibrationChart(QWidget):
    """Across what was said, upwards what came late; on the diagonal both are the same.

    Its accessible text is every band's figures; beside it stands a table with the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bins: Sequence[BinLine] = ()
        self.setAccessibleName("Forecasts against what happened")
        self.setMinimumSize(px(SIDE), px(SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bins(self, bins: Sequence[BinLine]) -> None:
        """Show the bands of one month."""
        self._bins = bins
        self.setAccessibleDescription(". ".join(map(_spoken, bins)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(SIDE), px(SIDE))

    def labels(self) -> list[Words]:
        """Return every label with its place, as painted at the size it has now."""
        return [*self._scale_words(), *self._titles()]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        for one in self._bins:
            self._paint_range(painter, one)
        for one in self._bins:
            self._paint_dot(painter, one)
        painter.setFont(font(12))
        for words in self.labels():
            painter.setPen(colour(words.meaning))
            painter.drawText(words.box, int(words.side) | int(Qt.TextFlag.TextDontClip), words.text)

    # --- places ----------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        metrics = QFontMetricsF(font(12))
        left, height = metrics.horizontalAdvance("100%") + px(8), metrics.height()
        top, bottom = height + px(10), 2 * height + px(6)
        return QRectF(left, top, self.width() - left - px(12), self.height() - top - bottom)

    def _at(self, said: float, came: float) -> QPointF:
        plot = self._plot()
        return QPointF(plot.left() + plot.width() * said, plot.bottom() - plot.height() * came)

    def _scale_words(self) -> Iterator[Words]:
        plot, metrics = self._plot(), QFontMetricsF(font(12))
        height = metrics.height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for pct in STEPS:
            at, width = self._at(pct / 100, pct / 100), metrics.horizontalAdvance(f"{pct}%") + 1
            yield Words(QRectF(0, at.y() - height / 2, plot.left() - px(6), height), f"{pct}%", side=right)
            left = min(at.x() - width / 2, self.width() - width)
            yield Words(QRectF(left, plot.bottom() + px(3), width, height), f"{pct}%")

    def _titles(self) -> Iterator[Words]:
        plot, height = self._plot(), QFontMetricsF(font(12)).height()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        yield Words(QRectF(0, 0, self.width(), height), "Came late", "text", left)
        below = QRectF(plot.left(), plot.bottom() + px(3) + height, plot.width(), height)
        yield Words(below, "Chance that was said", "text", Qt.AlignmentFlag.AlignHCenter)

    # --- painting --------------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("line"), 1))
        for pct in STEPS:
            share = pct / 100
            painter.drawLine(self._at(0, share), self._at(1, share))
            painter.drawLine(self._at(share, 0), self._at(share, 1))
        painter.setPen(QPen(colour("secondary"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(self._at(0, 0), self._at(1, 1))

    def _paint_range(self, painter: QPainter, one: BinLine) -> None:
        low, high = self._at(one.expected, one.least / one.count), self._at(one.expected, one.most / one.count)
        soft = QColor(colour("accent"))
        soft.setAlpha(70)
        pen = QPen(soft, px(8))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(low, high)

    def _paint_dot(self, painter: QPainter, one: BinLine) -> None:
        """Paint a disc where the forecasts held, and an open diamond where they did not."""
        at, size = self._at(one.expected, one.observed), px(5)
        painter.setPen(QPen(colour("accent"), 2))
        if one.verdict == "as forecast":
            painter.setBrush(colour("accent"))
            painter.drawEllipse(at, size, size)
            return
        painter.setBrush(colour("surface"))
        painter.drawPolygon([at + QPointF(x, y) * size * 1.4 for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))])


def _spoken(one: BinLine) -> str:
    return (
        f"{one.title}, {one.words}: {one.count} forecasts, {100 * one.expected:.0f} per cent said, "
        f"{100 * one.observed:.0f} per cent came late, {one.verdict}"
    )
