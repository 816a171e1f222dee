"""A fan by month: what was, the target, the bands of what may come, and the what-ifs held against it, painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_desktop.services.trajectory import TrajectoryMonth
from send_desktop.wording import MONTHS
from ui.theme import colour, font, px
from ui.widgets.line_names import STYLES, Style, names_apart, paint_name
from ui.widgets.shapes import paint_shape

_MARK = 8


@dataclass(frozen=True, slots=True)
class FanLine:
    """One thing held against the fan: its name, and its middle by month, earliest first."""

    title: str
    points: tuple[tuple[date, float], ...]


class FanChart(QWidget):
    """The share of plans issued in 20 weeks by month; beside it stands a table with the same figures."""

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[TrajectoryMonth] = ()
        self._own = ""
        self._lines: Sequence[FanLine] = ()
        self.setMinimumHeight(px(240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(
        self, name: str, months: Sequence[TrajectoryMonth], spoken: str, own: str = "", lines: Sequence[FanLine] = ()
    ) -> None:
        """Show the months under a name; ``spoken`` is what a screen reader says of them.

        ``own`` names the fan where ``lines`` are held against it.
        """
        self._months, self._own, self._lines = months, own, [line for line in lines if line.points]
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(260))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11))
        self._paint_scale(painter)
        self._paint_band(painter, "p5", "p95", 46)
        self._paint_band(painter, "p25", "p75", 92)
        self._paint_lines(painter)
        self._paint_target(painter)
        for line, style in self._styled():
            self._paint_other(painter, line, style)
        for box, (end, title, meaning) in self.names():
            paint_name(painter, box, end, title, meaning)

    # --- places ----------------------------------------------------------------------------------

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(font(11))

    def _plot(self) -> QRectF:
        left, line = self._metrics().horizontalAdvance("100%") + px(10), self._metrics().height()
        right = self._names_width() + px(24) if self._lines else px(8)
        return QRectF(
            left, px(8), max(px(40), self.width() - left - right), max(px(40), self.height() - 2 * line - px(16))
        )

    def _names_width(self) -> float:
        widest = max(self._metrics().horizontalAdvance(title) for title in (self._own, *self._titles()))
        return min(widest + 1, self.width() * 0.32)

    def _titles(self) -> list[str]:
        return [line.title for line in self._lines]

    def _styled(self) -> list[tuple[FanLine, Style]]:
        return [(line, STYLES[1:][at % (len(STYLES) - 1)]) for at, line in enumerate(self._lines)]

    def _at(self, month: date, percent: float) -> QPointF:
        place = next(at for at, one in enumerate(self._months) if one.month == month)
        return QPointF(self._x(place), self._y(percent))

    def names(self) -> list[tuple[QRectF, tuple[QPointF, str, str]]]:
        """Return where each name stands, with the end of its line and the meaning of its colour."""
        if not self._lines:
            return []
        ends = [(self._at(*line.points[-1]), line.title, style[0]) for line, style in self._styled()]
        middles = [(one.month, one.band.median) for one in self._months if one.band and one.band.median is not None]
        ends += [(self._at(*middles[-1]), self._own, STYLES[0][0])] if middles else []
        left, height = self._plot().right() + px(16), self._metrics().height()
        placed = [(end[0].y(), end) for end in ends]
        return names_apart(placed, left, self._names_width(), height, self._plot().bottom())

    def _x(self, place: int) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * (place + 0.5) / len(self._months)

    def _y(self, percent: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * percent / 100

    # --- painting --------------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        plot, height = self._plot(), self._metrics().height()
        for percent in range(0, 101, 20):
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), self._y(percent)), QPointF(plot.right(), self._y(percent)))
            painter.setPen(colour("secondary"))
            box = QRectF(0, self._y(percent) - height / 2, plot.left() - px(6), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{percent}%")
        for place, one in enumerate(self._months):
            if one.month.month % 3 == 1 or self._is_wide():
                self._paint_month(painter, place, height)

    def _is_wide(self) -> bool:
        return self._plot().width() / len(self._months) > self._metrics().horizontalAdvance("May") + px(4)

    def _paint_month(self, painter: QPainter, place: int, height: float) -> None:
        month, bottom = self._months[place].month, self._plot().bottom() + px(4)
        wide = px(60)
        box = QRectF(self._x(place) - wide / 2, bottom, wide, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, MONTHS[month.month - 1][:3])
        if month.month == 1:
            painter.drawText(box.translated(0, height), Qt.AlignmentFlag.AlignHCenter, str(month.year))

    def _paint_band(self, painter: QPainter, low: str, high: str, strength: int) -> None:
        known = [
            (place, one.band) for place, one in enumerate(self._months) if one.band and one.band.median is not None
        ]
        if len(known) < 2:
            return
        shade = QColor(colour("accent"))
        shade.setAlpha(strength)
        upper = [QPointF(self._x(place), self._y(getattr(band, high))) for place, band in known]
        lower = [QPointF(self._x(place), self._y(getattr(band, low))) for place, band in reversed(known)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF([*upper, *lower]))

    def _paint_lines(self, painter: QPainter) -> None:
        ahead = [(p, one.band.median) for p, one in enumerate(self._months) if one.band and one.band.median is not None]
        past = [(p, one.actual) for p, one in enumerate(self._months) if one.actual is not None]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), px(2)))
        painter.drawPolyline(QPolygonF([QPointF(self._x(place), self._y(value)) for place, value in ahead]))
        painter.setPen(QPen(colour("text"), px(2)))
        painter.drawPolyline(QPolygonF([QPointF(self._x(place), self._y(value)) for place, value in past]))
        painter.setBrush(colour("text"))
        for place, value in past:
            painter.drawEllipse(QPointF(self._x(place), self._y(value)), px(3), px(3))

    def _paint_other(self, painter: QPainter, line: FanLine, style: Style) -> None:
        meaning, shape, dash, width = style
        points = [self._at(*point) for point in line.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(meaning), px(100) * width / 100, dash))
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            box = QRectF(point.x() - px(_MARK) / 2, point.y() - px(_MARK) / 2, px(_MARK), px(_MARK))
            paint_shape(painter, shape, box, meaning)

    def _paint_target(self, painter: QPainter) -> None:
        plot, target = self._plot(), self._months[0].target
        painter.setPen(QPen(colour("secondary"), px(1), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), self._y(target)), QPointF(plot.right(), self._y(target)))
        height = self._metrics().height()
        box = QRectF(plot.left() + px(4), self._y(target) - height - px(2), px(160), height)
        painter.setPen(colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"Target {target:.0f}%")
