"""Lines over calendar years, each named at its end: told apart by dash and mark as well as colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, px
from ui.widgets.line_names import names_apart, paint_name
from ui.widgets.shapes import paint_shape

MARK = 8
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
"""What may lie between two lines of the scale; the smallest that gives at most five is taken."""


@dataclass(frozen=True, slots=True)
class YearValue:
    """One year of a line; ``is_partial`` where the year is not whole, so that its mark is open."""

    year: int
    value: float
    words: str
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line: its name, its years oldest first, and how it is drawn."""

    title: str
    values: tuple[YearValue, ...]
    meaning: str = "accent"
    shape: str = "disc"
    dash: Qt.PenStyle = Qt.PenStyle.SolidLine
    width: float = 1.6


class YearLines(QWidget):
    """The lines with their scale. Its accessible text is every value; beside it stands a table with the same."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[YearLine] = ()
        self._unit = ""
        self.setMinimumHeight(px(224))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, name: str, lines: Sequence[YearLine], unit: str = "") -> None:
        """Show lines under a name for screen readers; ``unit`` stands behind the numbers of the scale."""
        self._lines, self._unit = lines, unit
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(_spoken(line) for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(248))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12))
        self._paint_scale(painter)
        for line in reversed(self._lines):  # the team's own on top
            self._paint_line(painter, line)
        self._paint_names(painter)

    # --- places ----------------------------------------------------------------------------------

    def years(self) -> list[int]:
        """Return every year from the first to the last of any line."""
        found = [value.year for line in self._lines for value in line.values]
        return list(range(min(found), max(found) + 1))

    def _plot(self) -> QRectF:
        metrics = _metrics()
        left = metrics.horizontalAdvance(f"{self._highest():,.0f}{self._unit}") + px(10)
        right = self._names_width() + px(26)
        top, bottom = metrics.height() / 2 + px(2), metrics.height() + px(10)
        return QRectF(left, top, max(px(40), self.width() - left - right), max(px(40), self.height() - top - bottom))

    def _names_width(self) -> float:
        return min(max(_metrics().horizontalAdvance(line.title) for line in self._lines), self.width() * 0.34)

    def _step(self) -> int:
        largest = max(value.value for line in self._lines for value in line.values)
        return next((step for step in STEPS if largest / step <= 5), STEPS[-1])

    def _highest(self) -> float:
        largest, step = max(value.value for line in self._lines for value in line.values), self._step()
        return step * max(1, -(-int(largest * 1000) // (step * 1000)))

    def _x(self, year: int) -> float:
        plot, years = self._plot(), self.years()
        apart = plot.width() / max(1, len(years) - 1)
        return plot.left() + (year - years[0]) * apart if len(years) > 1 else plot.center().x()

    def _y(self, value: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * value / self._highest()

    def names(self) -> list[tuple[QRectF, YearLine]]:
        """Return where each line's name stands: beside its last year, moved apart so that no two touch."""
        ends = [(self._y(line.values[-1].value), line) for line in self._lines]
        left = self._plot().right() + px(20)
        return names_apart(ends, left, self._names_width() + 1, _metrics().height(), self.height())

    # --- painting --------------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        plot, height = self._plot(), _metrics().height()
        step = self._step()
        for place in range(round(self._highest() / step) + 1):
            y = round(self._y(place * step)) + 0.5
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(colour("secondary"))
            box = QRectF(0, y - height / 2, plot.left() - px(8), height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), f"{place * step:,}{self._unit}")
        for year in self._shown_years():
            box = QRectF(self._x(year) - px(30), plot.bottom() + px(8), px(60), height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), str(year))

    def _shown_years(self) -> Iterator[int]:
        years, room = self.years(), _metrics().horizontalAdvance("2026") + px(12)
        apart = self._plot().width() / max(1, len(years) - 1)
        every = next(step for step in (1, 2, 3, 4, 6, 12, 24) if apart * step >= room or step == 24)
        return (year for year in reversed(years) if (years[-1] - year) % every == 0)

    def _paint_line(self, painter: QPainter, line: YearLine) -> None:
        painter.setPen(QPen(colour(line.meaning), px(100) * line.width / 100, line.dash))
        for before, after in zip(line.values, line.values[1:], strict=False):
            if after.year == before.year + 1:  # over a year that was not published no line is drawn
                painter.drawLine(self._point(before), self._point(after))
        for value in line.values:
            self._paint_mark(painter, line, self._point(value), is_open=value.is_partial)

    def _paint_mark(self, painter: QPainter, line: YearLine, at: QPointF, *, is_open: bool) -> None:
        side = px(MARK)
        box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        if is_open:
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("surface"))
            painter.drawEllipse(box)
            painter.restore()
        paint_shape(painter, "ring" if is_open else line.shape, box, line.meaning)

    def _paint_names(self, painter: QPainter) -> None:
        plot = self._plot()
        for box, line in self.names():
            end = self._point(line.values[-1])
            paint_name(painter, box, QPointF(max(end.x(), plot.left()), end.y()), line.title, line.meaning)

    def _point(self, value: YearValue) -> QPointF:
        return QPointF(self._x(value.year), self._y(value.value))


def _spoken(line: YearLine) -> str:
    values = ", ".join(f"{one.year}{' in part' if one.is_partial else ''} {one.words}" for one in line.values)
    return f"{line.title}: {values}"


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(font(12))
