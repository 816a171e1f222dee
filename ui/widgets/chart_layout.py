"""Where everything of a chart stands at a size, so that no two labels ever touch. No painting here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from ui.theme import font, px
from ui.widgets.chart_data import ChartData, Series

GAP = 3
"""Pixels at 100 per cent that always stay between two labels."""
STRIP = 0.34
"""The share of the height that lines take, where there are any."""
STEPS = (1, 2, 5)
PER_CENT_STEP = 20

MOST_BESIDE = 4
"""Levels that are named at the ends of their lines; where there are more, letters stand there and a key above."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTER_COLUMNS = 3

Place = tuple[int, int]
"""A mark: the series, then the category."""


@dataclass(frozen=True, slots=True)
class Words:
    """A label and where it stands."""

    box: QRectF
    text: str
    meaning: str = "secondary"
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter
    is_on_plot: bool = False


class ChartLayout:
    """The places of one chart at one size, in the text size in force."""

    def __init__(self, data: ChartData, width: float, height: float) -> None:
        self.data = data
        self._width, self._height = width, height
        self._line_height = QFontMetricsF(font(12)).height()
        self.bars = [at for at, one in enumerate(data.series) if not one.is_line]
        self.lines = [at for at, one in enumerate(data.series) if one.is_line]

    # --- areas -----------------------------------------------------------------------------------

    @cached_property
    def area(self) -> QRectF:
        """Everything between the legend and the names of the categories."""
        line = self._line_height
        left = max((width_of(self._scale_word(one)) for one in (0.0, self.highest)), default=0.0) + px(10)
        beside = px(8) + LETTER_COLUMNS * px(14) if self.is_keyed else self._names_width + px(12)
        right = 0.0 if self.names_above and not self.is_keyed else beside
        top = self._legend_height + line + px(6) + (line if self.data.divider else 0.0)
        bottom = (2 if any(one.notes for one in self.data.categories) else 1) * line + px(8)
        return QRectF(left, top, max(px(20), self._width - left - right), max(px(20), self._height - top - bottom))

    @cached_property
    def plot(self) -> QRectF:
        """Where the bars stand."""
        if not self.lines:
            return self.area
        taken = self.area.height() * STRIP + self._line_height
        return self.area.adjusted(0, taken, 0, 0)

    @cached_property
    def strip(self) -> QRectF:
        """Where the lines run, over the bars."""
        area = self.area
        return QRectF(area.left(), area.top(), area.width(), area.height() * STRIP - self._line_height * 0.5)

    @property
    def slot(self) -> float:
        """The width that a category has."""
        return self.plot.width() / max(1, len(self.data.categories))

    def middle(self, place: int) -> float:
        """Return the middle of a category."""
        return self.plot.left() + self.slot * (place + 0.5)

    # --- scale -----------------------------------------------------------------------------------

    @cached_property
    def highest(self) -> float:
        """The value at the top of the plot."""
        largest = max([self._largest, *(level.value for level in self.data.levels)])
        if self.data.is_per_cent:
            return min(100.0, -(-int(max(largest, PER_CENT_STEP) + 1) // PER_CENT_STEP) * PER_CENT_STEP)
        step = self._count_step(largest)
        return max(step, -(-largest // step) * step)

    @cached_property
    def _largest(self) -> float:
        heights = [self._stack(place) for place in range(len(self.data.categories))]
        return max(heights, default=0.0)

    def _stack(self, place: int) -> float:
        values = [self.data.series[at].marks[place].value or 0.0 for at in self.bars]
        return sum(values) if self.data.is_stacked else max(values, default=0.0)

    @staticmethod
    def _count_step(largest: float) -> float:
        size = 1
        while True:
            for step in STEPS:
                if step * size * 4 >= largest:
                    return float(step * size)
            size *= 10

    def scale(self) -> list[float]:
        """Return the values of the lines across, fewer where they would stand too close."""
        step = float(PER_CENT_STEP) if self.data.is_per_cent else self._count_step(self.highest)
        while step < self.highest and self.plot.height() * step / self.highest < self._line_height + px(GAP):
            step *= 2
        return [at * step for at in range(int(self.highest / step + 1.0001))]

    def y(self, value: float) -> float:
        """Return the height on the screen of a value of bars."""
        return self.plot.bottom() - self.plot.height() * min(value, self.highest) / self.highest

    def _scale_word(self, value: float) -> str:
        return f"{value:,.0f}{'%' if self.data.is_per_cent else ''}"

    # --- marks -----------------------------------------------------------------------------------

    @cached_property
    def boxes(self) -> dict[Place, QRectF]:
        """Where each mark stands; those without a value are left out."""
        found = {}
        for place in range(len(self.data.categories)):
            below = 0.0
            for order, at in enumerate(self.bars):
                value = self.data.series[at].marks[place].value
                if value:
                    found[at, place] = self._bar(place, order, below, value)
                    below += value if self.data.is_stacked else 0.0
            for at in self.lines:
                if (point := self.point(at, place)) is not None:
                    found[at, place] = QRectF(point.x() - px(4), point.y() - px(4), px(8), px(8))
        return found

    def _bar(self, place: int, order: int, below: float, value: float) -> QRectF:
        count = 1 if self.data.is_stacked else len(self.bars)
        width = min(self.slot * 0.72 / count, px(44))
        left = self.middle(place) - width * count / 2 + (0 if self.data.is_stacked else width * order)
        top, bottom = self.y(below + value), self.y(below)
        gap = px(1) if count > 1 else 0
        return QRectF(left + gap, min(top, bottom - 1.5), width - 2 * gap, max(1.5, bottom - top))

    def point(self, series: int, place: int) -> QPointF | None:
        """Return where a line passes a category; None where it has no value."""
        value = self.data.series[series].marks[place].value
        if value is None:
            return None
        values = [one.value for at in self.lines for one in self.data.series[at].marks if one.value is not None]
        low, high = min(values), max(values)
        share = (value - low) / (high - low) if high > low else 0.5
        inside = self.strip.adjusted(0, px(6), 0, -px(6))
        return QPointF(self.middle(place), inside.bottom() - inside.height() * share)

    def at(self, where: QPointF) -> Place | None:
        """Return the mark at a point; bars answer over their whole slot's width."""
        for place, box in self.boxes.items():
            if box.adjusted(-px(3), -px(3), px(3), px(3)).contains(where):
                return place
        column = int((where.x() - self.plot.left()) // self.slot) if self.slot else -1
        in_column = [one for one in self.boxes if one[1] == column and one[0] in self.bars]
        return in_column[0] if len(in_column) == 1 and where.y() >= self.plot.top() else None

    # --- words -----------------------------------------------------------------------------------

    def labels(self) -> list[Words]:
        """Return every label with its place."""
        if not self.data.categories:
            return []
        return [*self._scale_words(), *self._level_words(), *self._foot_words(), *self._bar_words(),
                *self._line_words(), *self._divider_words(), *(words for _, words in self.legend())]  # fmt: skip

    def _scale_words(self) -> Iterator[Words]:
        for value in self.scale():
            box = QRectF(0, self.y(value) - self._line_height / 2, self.plot.left() - px(8), self._line_height)
            yield Words(box, self._scale_word(value), side=Qt.AlignmentFlag.AlignRight)

    @property
    def _names_width(self) -> float:
        return max((width_of(level.words) for level in self.data.levels), default=0.0)

    @property
    def names_above(self) -> bool:
        """Whether the levels are named over the plot, for want of room beside it."""
        return self.is_keyed or self._names_width * 4 > self._width

    @property
    def is_keyed(self) -> bool:
        """Whether the levels are so many that a letter stands for each at its line."""
        return len(self.data.levels) > MOST_BESIDE

    @property
    def extra(self) -> float:
        """The height that the key of many levels takes, beyond what every chart has."""
        return self._levels_height if self.is_keyed else 0.0

    def _key(self) -> list[tuple[Words, Words]]:
        """Return the letter and the name of each level, in as many lines as they need."""
        found, x, y = [], 0.0, 0.0
        letter, left, metrics = px(16), Qt.AlignmentFlag.AlignLeft, QFontMetricsF(font(12))
        for sign, level in zip(LETTERS, self.data.levels, strict=False):
            name = metrics.elidedText(level.words, Qt.TextElideMode.ElideRight, self._width - letter - 2)
            width = letter + width_of(name) + 1
            if x and x + width > self._width:
                x, y = 0.0, y + self._line_height + px(GAP)
            sign_box = QRectF(x, y, letter - px(GAP), self._line_height)
            box = QRectF(x + letter, y, width - letter, self._line_height)
            found.append((Words(sign_box, sign, "text", left), Words(box, name, "text", left)))
            x += width + px(16)
        return found

    def _letters(self) -> Iterator[Words]:
        """Set each level's letter at the end of its line, in the first column in which it is free to stand there."""
        below = [-1.0] * LETTER_COLUMNS
        named = sorted(zip(LETTERS, self.data.levels, strict=False), key=lambda one: -one[1].value)
        for sign, level in named:
            wanted = self.y(level.value) - self._line_height / 2
            free = (at for at, bottom in enumerate(below) if bottom <= wanted)
            column = next(free, min(range(LETTER_COLUMNS), key=lambda at: below[at]))
            top = max(wanted, below[column])
            below[column] = top + self._line_height + 1
            box = QRectF(self.plot.right() + px(7) + column * px(14), top, px(12), self._line_height)
            yield Words(box, sign, "text", Qt.AlignmentFlag.AlignLeft)

    def _level_words(self) -> Iterator[Words]:
        height, left = self._line_height, Qt.AlignmentFlag.AlignLeft
        if self.is_keyed:
            yield from (words for pair in self._key() for words in pair)
            yield from self._letters()
            return
        if self.names_above:
            for line, level in enumerate(self.data.levels):
                box = QRectF(px(28), line * (height + px(GAP)), width_of(level.words) + 1, height)
                yield Words(box, level.words, "text", left)
            return
        below = -1.0
        for level in sorted(self.data.levels, key=lambda one: -one.value):
            top = max(self.y(level.value) - height / 2, below)
            below = top + height + px(GAP)
            yield Words(
                QRectF(self.plot.right() + px(8), top, width_of(level.words) + 1, height), level.words, "text", left
            )

    def level_key(self, words: str) -> QRectF | None:
        """Return where a sample of a level's line stands, where levels are named over the plot."""
        found = (one.box for one in self._level_words() if one.text == words)
        return next(found, None) if self.names_above and not self.is_keyed else None

    @property
    def _levels_height(self) -> float:
        if self.is_keyed:
            return self._key()[-1][0].box.bottom() + px(GAP)
        return len(self.data.levels) * (self._line_height + px(GAP)) if self.names_above else 0.0

    @property
    def _legend_height(self) -> float:
        last = max((words.box.bottom() + px(GAP) for _, words in self.legend()), default=0.0)
        return max(last, self._levels_height)

    def legend(self) -> list[tuple[QRectF, Words]]:
        """Return the swatch and the name of each series, in as many lines as they need; none for a single one."""
        if len(self.data.series) < 2:
            return []
        found = []
        x, y, side = 0.0, self._levels_height, px(11)
        for series in self.data.series:
            width = side + px(6) + width_of(series.name) + 1
            if x and x + width > self._width:
                x, y = 0.0, y + self._line_height + px(GAP)
            swatch = QRectF(x, y + (self._line_height - side) / 2, side, side)
            box = QRectF(x + side + px(6), y, width - side - px(6), self._line_height)
            found.append((swatch, Words(box, series.name, "text", Qt.AlignmentFlag.AlignLeft)))
            x += width + px(16)
        return found

    def _foot_words(self) -> Iterator[Words]:
        top = self.plot.bottom() + px(4)
        yield from self._row([one.names for one in self.data.categories], top, "text")
        notes = [one.notes for one in self.data.categories]
        if all(notes):
            yield from self._row(notes, top + self._line_height, "secondary", thins=False)

    def _row(
        self, choices: Sequence[tuple[str, ...]], top: float, meaning: str, *, thins: bool = True
    ) -> Iterator[Words]:
        forms = len(choices[0])
        for form in range(forms):
            words = [one[min(form, len(one) - 1)] for one in choices]
            if max(map(width_of, words), default=0.0) <= self.slot - px(2 * GAP):
                yield from self._placed(enumerate(words), top, meaning)
                return
        if thins:
            words = [one[-1] for one in choices]
            step = 1
            widest = max(map(width_of, words), default=0.0) + px(2 * GAP)
            while step < len(words) and step * self.slot < widest:
                step += 1
            step = next((one for one in (1, 2, 5, 10, 20) if one >= step), step)
            yield from self._placed(((at, one) for at, one in enumerate(words) if at % step == 0), top, meaning)

    def _placed(self, words: Iterator[tuple[int, str]] | enumerate[str], top: float, meaning: str) -> Iterator[Words]:
        for place, text in words:
            if text:
                width = width_of(text) + 1
                left = min(max(0.0, self.middle(place) - width / 2), max(0.0, self._width - width))
                yield Words(QRectF(left, top, width, self._line_height), text, meaning)

    def _bar_words(self) -> Iterator[Words]:
        if self.data.is_stacked:
            totals = [f"{self._stack(place):,.0f}" for place in range(len(self.data.categories))]
            yield from self._over([(place, text, self._stack(place)) for place, text in enumerate(totals)], self.slot)
        elif len(self.bars) == 1:
            marks = self.data.series[self.bars[0]].marks
            yield from self._over([(at, one.words, one.value or 0.0) for at, one in enumerate(marks)], self.slot)

    def _over(self, words: list[tuple[int, str, float]], room: float) -> Iterator[Words]:
        texts = [text for _, text, _ in words]
        if max(map(width_of, texts), default=0.0) > room - px(2 * GAP):
            texts = [text.split(".")[0] for text in texts]
        if max(map(width_of, texts), default=0.0) > room - px(2 * GAP):
            return
        for (place, _, value), text in zip(words, texts, strict=True):
            if text:
                width, top = width_of(text) + 1, self.y(value) - self._line_height - px(2)
                box = QRectF(self.middle(place) - width / 2, top, width, self._line_height)
                yield Words(box, text, "text", is_on_plot=True)

    def _line_words(self) -> Iterator[Words]:
        """The first and the last value of each line: the ends are what one compares."""
        for at in self.lines:
            yield from self._ends(at, self.data.series[at])

    def _ends(self, at: int, series: Series) -> Iterator[Words]:
        with_value = [place for place, one in enumerate(series.marks) if one.value is not None]
        for place in dict.fromkeys((with_value[0], with_value[-1])) if with_value else ():
            point = self.point(at, place)
            if point is not None:
                width = width_of(series.marks[place].words) + 1
                left = min(max(self.area.left(), point.x() - width / 2), self.area.right() - width)
                top = point.y() - self._line_height - px(5)
                yield Words(QRectF(left, top, width, self._line_height), series.marks[place].words, "text")

    def _divider_words(self) -> Iterator[Words]:
        if self.data.divider:
            x, width = self.divider_x(), width_of(self.data.divider.words) + 1
            left = min(max(self.area.left(), x - width / 2), max(self.area.left(), self.area.right() - width))
            top = self.area.top() - 2 * self._line_height - px(4)
            yield Words(QRectF(left, top, width, self._line_height), self.data.divider.words, "text")

    def divider_x(self) -> float:
        """Return where the line down the chart stands."""
        before = self.data.divider.before if self.data.divider else 0
        return self.plot.left() + self.slot * before


def width_of(words: str) -> float:
    """Return how wide words are as labels of a chart."""
    return QFontMetricsF(font(12)).horizontalAdvance(words)
