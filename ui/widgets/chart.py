"""The painted chart: bars, stacks and lines that are walked through with the arrows and open to what they count."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import colour, font, grabbed, in_light, px
from ui.widgets.announce import announce
from ui.widgets.chart_data import ChartData, Mark
from ui.widgets.chart_layout import ChartLayout, Place, Words
from ui.widgets.chart_paint import paint_chart
from ui.widgets.labels import tip

PICTURE_SCALE = 2
"""Pixels of a picture for each of the screen: it stays sharp on a slide."""


class Chart(QWidget):
    """A chart of ``ChartData``. The arrows go from mark to mark, Enter opens one; its text is every value."""

    opened = Signal(object)
    """Carries what the mark ``opens``."""
    reached = Signal(str)
    """Carries what the mark under the cursor says; empty when the focus leaves."""

    steps: ClassVar[Mapping[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Left: (0, -1),
        Qt.Key.Key_Right: (0, 1),
        Qt.Key.Key_Up: (1, 0),
        Qt.Key.Key_Down: (-1, 0),
    }
    """What each arrow does: so many parts up the bar, so many bars along."""

    def __init__(self, height: int = 232) -> None:
        super().__init__()
        self.data = ChartData(id="chart", title="")
        self._current: Place | None = None
        self._height = height
        self.setMinimumHeight(px(height - 8))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_data(self, data: ChartData) -> None:
        """Show a chart in place of the one before."""
        self.data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.spoken())
        if self._current not in self.layout_now().boxes:
            self._current = None
        self._take_height()
        self.update()

    def layout_now(self) -> ChartLayout:
        """Return the places of everything at the size that it has now."""
        return ChartLayout(self.data, self.width(), self.height())

    def labels(self) -> list[Words]:
        """Return every label with its place, as painted at the size it has now."""
        return self.layout_now().labels()

    @property
    def current(self) -> Mark | None:
        """The mark that has the cursor."""
        return self._mark(self._current) if self._current else None

    def picture(self) -> QImage:
        """Return the chart with its title over it, twice as fine as on the screen."""
        return picture_of(self.data.title, self)

    def sizeHint(self) -> QSize:
        return QSize(px(420), self.minimumHeight() + px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        """Take as much more height as the key of many levels needs, so that the bars keep theirs."""
        needed = px(self._height - 8) + math.ceil(self.layout_now().extra)
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
            self.updateGeometry()

    # --- keys and the mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        boxes = self.layout_now().boxes
        if key in self.steps and boxes:
            self._go(self._next(*self.steps[key], boxes=sorted(boxes)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and boxes:
            columns = sorted(boxes, key=lambda one: (one[1], one[0]))
            self._go(columns[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        boxes = self.layout_now().boxes
        if self._current not in boxes:
            self._current = min(boxes, key=lambda one: (one[1], one[0]), default=None)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.reached.emit("")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.layout_now().at(QPointF(event.position()))
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(found)
            self._open(found)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.layout_now().at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self._mark(found).says) if found else "", self)
            return True
        return super().event(event)

    def _next(self, up: int, along: int, boxes: list[Place]) -> Place:
        """Return the mark beside: in the same series where it has one there, else the nearest; over or under it."""
        series, place = self._current or boxes[0]
        if up:
            column = [one for one in boxes if one[1] == place]
            at = column.index((series, place)) if (series, place) in column else 0
            return column[max(0, min(len(column) - 1, at + up))]
        further = sorted({one[1] for one in boxes if (one[1] - place) * along > 0}, key=lambda one: abs(one - place))
        if not further:
            return series, place
        return min((one for one in boxes if one[1] == further[0]), key=lambda one: abs(one[0] - series))

    def _go(self, place: Place) -> None:
        self._current = place
        self._say()

    def _say(self) -> None:
        mark = self.current
        words = "" if mark is None else f"{mark.says}.{' Enter lists the cases.' if mark.opens else ''}"
        self.reached.emit(words)
        announce(self, words)
        self.update()

    def _open(self, place: Place) -> None:
        opens = self._mark(place).opens
        if opens is not None:
            self.opened.emit(opens)

    def _mark(self, place: Place) -> Mark:
        return self.data.series[place[0]].marks[place[1]]

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.data.categories:
            self.paint_on(QPainter(self), self._current if self.hasFocus() else None)

    def paint_on(self, painter: QPainter, focused: Place | None = None) -> None:
        """Paint the chart; ``focused`` is the mark that has the cursor."""
        paint_chart(painter, self.layout_now(), focused)


def picture_of(title: str, shown: QWidget) -> QImage:
    """Return a widget under a title on its own ground, for a slide: light, whatever the window wears."""
    with in_light():
        return _picture_of(title, shown)


def _picture_of(title: str, shown: QWidget) -> QImage:
    edge, metrics = px(16), QFontMetricsF(font(16, semibold=True))
    wrap = int(Qt.TextFlag.TextWordWrap)
    words = metrics.boundingRect(QRectF(0, 0, shown.width(), 10_000), wrap, title)
    top = edge + int(words.height()) + px(12)
    size = QSize(shown.width() + 2 * edge, top + shown.height() + edge)
    image = QImage(size * PICTURE_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(PICTURE_SCALE)
    image.fill(colour("surface"))
    painter = QPainter(image)
    painter.setFont(font(16, semibold=True))
    painter.setPen(colour("text"))
    painter.drawText(words.translated(edge, edge), wrap, title)
    if isinstance(shown, Chart):
        painter.translate(edge, top)
        shown.paint_on(painter)
    else:
        painter.drawPixmap(edge, top, grabbed(shown))
    painter.end()
    return image
