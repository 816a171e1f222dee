"""Shares by month as bars, beside a target and England: painted so that no two labels ever touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_desktop.measures.figures import Ratio, half_up
from send_desktop.wording import month_name
from ui.theme import colour, font, px

STEP = 20
"""Per cent between two lines of the scale."""

GAP = 3
"""Pixels at 100 per cent that always stay between two labels."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: so many of so many; ``is_over`` when nothing can be added to it any more."""

    month: date
    share: Ratio
    is_over: bool = True


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart to measure the bars by."""

    words: str
    pct: float
    is_dashed: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A label and where it stands."""

    box: QRectF
    text: str
    meaning: str = "secondary"
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter
    is_on_plot: bool = False


class MonthChart(QWidget):
    """Bars with their shares over them, how many under them, and the levels named at the right.

    Its accessible text is every month's figure; beside it stands a table with the same.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[MonthBar] = ()
        self._levels: Sequence[Level] = ()
        self.setMinimumHeight(px(224))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, name: str, bars: Sequence[MonthBar], levels: Sequence[Level]) -> None:
        """Show months under a name for screen readers, measured by ``levels``."""
        self._bars, self._levels = bars, levels
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join([*map(_spoken, bars), *(level.words for level in levels)]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(232))

    def labels(self) -> list[Words]:
        """Return every label with its place, as painted at the size it has now."""
        return [*self._scale_words(), *self._level_words(), *self._bar_words()]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter)
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, place, bar)
        for level in self._levels:
            self._paint_level(painter, level)
        for words in self.labels():
            _paint_words(painter, words)

    # --- places ----------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        metrics = _metrics()
        left = metrics.horizontalAdvance("100%") + px(10)
        right = 0.0 if self._names_above() else self._names_width() + px(12)
        top = metrics.height() + px(6) + (self._above_height() if self._names_above() else 0)
        bottom = 2 * metrics.height() + px(8)
        return QRectF(left, top, max(px(20), self.width() - left - right), max(px(20), self.height() - top - bottom))

    def _names_width(self) -> float:
        return max((_width(level.words) for level in self._levels), default=0.0)

    def _names_above(self) -> bool:
        """Say whether the levels are named over the plot, for want of room beside it."""
        return self._names_width() * 4 > self.width()

    def _above_height(self) -> float:
        return len(self._levels) * (_metrics().height() + px(GAP))

    def _highest(self) -> int:
        shares = [bar.share.pct or 0.0 for bar in self._bars]
        largest = max([*shares, *(level.pct for level in self._levels), STEP])
        return min(100, -(-int(largest + 1) // STEP) * STEP)

    def _y(self, pct: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * min(pct, 100.0) / self._highest()

    def _slot(self) -> float:
        return self._plot().width() / max(1, len(self._bars))

    def _middle(self, place: int) -> float:
        return self._plot().left() + self._slot() * (place + 0.5)

    # --- words -----------------------------------------------------------------------------------

    def _scale_words(self) -> Iterator[Words]:
        height, right = _metrics().height(), self._plot().left() - px(8)
        for pct in self._scale():
            box = QRectF(0, self._y(pct) - height / 2, right, height)
            yield Words(box, f"{pct}%", side=Qt.AlignmentFlag.AlignRight)

    def _scale(self) -> range:
        """Every 20 per cent, or every 40 where lines would stand too close."""
        apart = self._plot().height() * STEP / self._highest()
        return range(0, self._highest() + 1, STEP if apart > _metrics().height() + px(GAP) else 2 * STEP)

    def _level_words(self) -> Iterator[Words]:
        height, left = _metrics().height(), Qt.AlignmentFlag.AlignLeft
        if self._names_above():
            for line, level in enumerate(self._levels):
                box = QRectF(px(28), line * (height + px(GAP)), _width(level.words) + 1, height)
                yield Words(box, level.words, "text", left)
            return
        below = -1.0
        for level in sorted(self._levels, key=lambda one: -one.pct):
            top = max(self._y(level.pct) - height / 2, below)
            below = top + height + px(GAP)
            box = QRectF(self._plot().right() + px(8), top, _width(level.words) + 1, height)
            yield Words(box, level.words, "text", left)

    def _bar_words(self) -> Iterator[Words]:
        height, bottom = _metrics().height(), self._plot().bottom()
        names = self._fitting([[month_name(bar.month)[:most] for bar in self._bars] for most in (3, 1)])
        counts = self._fitting(
            [[f"of {bar.share.d:,}" for bar in self._bars], [f"{bar.share.d:,}" for bar in self._bars]]
        )
        shares = self._fitting([[_share(bar, 1) for bar in self._bars], [_share(bar, 0) for bar in self._bars]])
        for place, bar in enumerate(self._bars):
            top = self._y(bar.share.pct or 0.0) - height - px(2)
            for words, y, meaning, on_plot in (
                (shares[place], top, "text", True),
                (names[place], bottom + px(4), "text", False),
                (counts[place], bottom + px(4) + height, "secondary", False),
            ):
                if words:
                    width = _width(words) + 1
                    yield Words(
                        QRectF(self._middle(place) - width / 2, y, width, height), words, meaning, is_on_plot=on_plot
                    )

    def _fitting(self, choices: list[list[str]]) -> list[str]:
        """Return the first set of words that all fit in their slots; none of them where not even the last does."""
        room = self._slot() - px(2 * GAP)
        for words in choices:
            if max((_width(one) for one in words), default=0.0) <= room:
                return words
        return [""] * len(self._bars)

    # --- painting --------------------------------------------------------------------------------

    def _paint_scale(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.setPen(QPen(colour("line"), 1))
        for pct in self._scale():
            y = round(self._y(pct)) + 0.5
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_bar(self, painter: QPainter, place: int, bar: MonthBar) -> None:
        if not bar.share.n:
            return
        width = min(self._slot() * 0.64, px(44))
        top = self._y(bar.share.pct or 0.0)
        box = QRectF(self._middle(place) - width / 2, top, width, self._plot().bottom() - top)
        painter.setPen(QPen(colour("accent"), 1.5) if not bar.is_over else Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent") if bar.is_over else colour("surface"))
        painter.drawRoundedRect(box, px(3), px(3))
        if not bar.is_over:
            painter.setBrush(QBrush(colour("accent"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, px(3), px(3))

    def _paint_level(self, painter: QPainter, level: Level) -> None:
        plot, y = self._plot(), round(self._y(level.pct)) + 0.5
        ends = QPointF(plot.left(), y), QPointF(plot.right() + px(4), y)
        painter.setPen(QPen(_edge(), 3))
        painter.drawLine(*ends)
        painter.setPen(_level_pen(level))
        painter.drawLine(*ends)
        if self._names_above():
            box = next(words.box for words in self._level_words() if words.text == level.words)
            painter.drawLine(QPointF(0, box.center().y()), QPointF(px(22), box.center().y()))


def _level_pen(level: Level) -> QPen:
    return QPen(colour("text"), 1.4, Qt.PenStyle.DashLine if level.is_dashed else Qt.PenStyle.DotLine)


def _edge() -> QColor:
    """Keep a line apart from the bar that it crosses."""
    edge = QColor(colour("surface"))
    edge.setAlpha(200)
    return edge


def _paint_words(painter: QPainter, words: Words) -> None:
    if words.is_on_plot:
        painter.fillRect(words.box.adjusted(-1, 1, 1, -1), colour("surface"))
    painter.setFont(font(12))
    painter.setPen(colour(words.meaning))
    painter.drawText(
        words.box, int(words.side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip), words.text
    )


def _share(bar: MonthBar, decimals: int) -> str:
    if not bar.share.d:
        return "–"
    return f"{half_up(Fraction(100 * bar.share.n, bar.share.d), decimals):.{decimals}f}"


def _spoken(bar: MonthBar) -> str:
    if not bar.share.d:
        return f"{month_name(bar.month)}: none"
    month = f"{month_name(bar.month)}{'' if bar.is_over else ', not over'}"
    return f"{month}: {bar.share.pct}%, {bar.share.n} of {bar.share.d}"


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(font(12))


def _width(words: str) -> float:
    return _metrics().horizontalAdvance(words)
