"""A chart of rows: a name, its bar across, and what it comes to in words; walked through and opened as any chart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.theme import colour, font, px
from ui.widgets.chart import Chart
from ui.widgets.chart_data import Level, Mark
from ui.widgets.chart_layout import GAP, ChartLayout, Place, Words, width_of
from ui.widgets.chart_paint import edged_line, paint_focus, paint_mark, paint_words

ROW = 26
"""The height of a row, in pixels at 100 per cent."""
NAMES, NOTES = 0.34, 0.42
"""The share of the width that names, and words at the end of a row, may take."""
LEFT = Qt.AlignmentFlag.AlignLeft


class RowLayout(ChartLayout):
    """The places of rows: categories down the side, their series one after the other along the bar."""

    names_above = False

    @cached_property
    def area(self) -> QRectF:
        """Where the bars run, between the names and the words at their ends."""
        left = self._row_names + px(10)
        right = max(left + px(20), self._width - self._row_notes - px(10))
        return QRectF(left, self._top, right - left, px(ROW) * len(self.data.categories))

    @property
    def needed(self) -> int:
        """The height that all rows take, in pixels."""
        return math.ceil(self._top + px(ROW) * len(self.data.categories) + px(4))

    @cached_property
    def _top(self) -> float:
        return self._legend_height + ((self._line_height + px(GAP)) if self.data.levels else 0.0) + px(4)

    @cached_property
    def _row_names(self) -> float:
        widest = max((width_of(one.names[0]) for one in self.data.categories), default=0.0)
        return min(widest + 1, self._width * NAMES)

    @cached_property
    def _notes_form(self) -> int:
        """The longest form of the words at the ends of rows that leaves the bars their room."""
        forms = max((len(one.notes) for one in self.data.categories), default=1)
        fitting = (form for form in range(forms) if self._notes_width(form) <= self._width * NOTES)
        return next(fitting, forms - 1)

    @property
    def _row_notes(self) -> float:
        return self._notes_width(self._notes_form)

    def _notes_width(self, form: int) -> float:
        notes = [one.notes[min(form, len(one.notes) - 1)] for one in self.data.categories if one.notes]
        return max(map(width_of, notes), default=0.0) + 1

    # --- marks -----------------------------------------------------------------------------------

    def x(self, value: float) -> float:
        """Return how far along a value reaches."""
        largest = max([self._largest, *(level.value for level in self.data.levels)]) or 1.0
        return self.plot.left() + self.plot.width() * min(value, largest) / largest

    @cached_property
    def boxes(self) -> dict[Place, QRectF]:
        """Where each mark stands; those without a value are left out."""
        found, thick = {}, px(14)
        for place in range(len(self.data.categories)):
            top, before = self._row_top(place) + (px(ROW) - thick) / 2, 0.0
            for at in self.bars:
                value = self.data.series[at].marks[place].value
                if value:
                    left, right = self.x(before), self.x(before + value)
                    found[at, place] = QRectF(left, top, max(2.0, right - left), thick)
                    before += value
        return found

    def _row_top(self, place: int) -> float:
        return self.plot.top() + px(ROW) * place

    def at(self, where: QPointF) -> Place | None:
        """Return the mark at a point; a bar of one part answers over its whole row."""
        for place, box in self.boxes.items():
            if box.adjusted(0, -px(6), 0, px(6)).contains(where):
                return place
        row = int((where.y() - self.plot.top()) // px(ROW))
        in_row = [one for one in self.boxes if one[1] == row]
        return in_row[0] if len(in_row) == 1 else None

    # --- words -----------------------------------------------------------------------------------

    def labels(self) -> list[Words]:
        """Return every label with its place."""
        return [*self._row_words(), *self._level_words(), *(words for _, words in self.legend())]

    def _row_words(self) -> Iterator[Words]:
        metrics = QFontMetricsF(font(12))
        for place, one in enumerate(self.data.categories):
            top = self._row_top(place) + (px(ROW) - self._line_height) / 2
            name = metrics.elidedText(one.names[0], Qt.TextElideMode.ElideRight, self._row_names)
            yield Words(QRectF(0, top, self._row_names, self._line_height), name, "text", LEFT)
            if one.notes:
                note = one.notes[min(self._notes_form, len(one.notes) - 1)]
                box = QRectF(self._width - self._row_notes, top, self._row_notes, self._line_height)
                yield Words(box, note, "text", LEFT)

    def _level_words(self) -> Iterator[Words]:
        for level in self.data.levels:
            width = width_of(level.words) + 1
            left = min(max(self.plot.left(), self.x(level.value) - width / 2), max(0.0, self._width - width))
            yield Words(QRectF(left, self._legend_height, width, self._line_height), level.words, "text", LEFT)

    @property
    def _levels_height(self) -> float:
        return 0.0


class RowChart(Chart):
    """Rows with their bars: up and down go from row to row, left and right through the parts of one."""

    steps: ClassVar[Mapping[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Left: (-1, 0),
    }

    def __init__(self) -> None:
        super().__init__(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def layout_now(self) -> RowLayout:
        """Return the places of everything at the size that it has now."""
        return RowLayout(self.data, self.width(), self.height())

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def paint_on(self, painter: QPainter, focused: Place | None = None) -> None:
        """Paint the rows; ``focused`` is the mark that has the cursor."""
        layout = self.layout_now()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = layout.plot
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        for (at, place), box in layout.boxes.items():
            series = layout.data.series[at]
            paint_mark(painter, series, series.marks[place], box)
        for level in layout.data.levels:
            self._paint_level(painter, layout, level)
        for (swatch, _), series in zip(layout.legend(), layout.data.series, strict=False):
            paint_mark(painter, series, Mark(value=1), swatch)
        for words in layout.labels():
            paint_words(painter, words)
        if focused in layout.boxes:
            paint_focus(painter, layout.boxes[focused])

    @staticmethod
    def _paint_level(painter: QPainter, layout: RowLayout, level: Level) -> None:
        x = round(layout.x(level.value)) + 0.5
        pen = QPen(colour("text"), 1.4, Qt.PenStyle.DashLine)
        edged_line(painter, QPointF(x, layout.plot.top() - px(2)), QPointF(x, layout.plot.bottom()), pen)

    def _take_height(self) -> None:
        """Take the height of all rows."""
        needed = self.layout_now().needed
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)
            self.updateGeometry()
