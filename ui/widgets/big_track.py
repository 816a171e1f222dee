"""The track across the whole case page, with its dates written above and below and never over each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_desktop.track import Mark, Track
from send_desktop.wording import day_month
from ui.theme import colour, font, px
from ui.widgets.track import MARK_COLOURS, bar_of, paint_track, state_meaning, x_of

LANES = 3
"""Lines of words below the bar before a milestone goes without its label."""


@dataclass(frozen=True, slots=True)
class Words:
    """A label that has found its place."""

    box: QRectF
    text: str
    meaning: str
    is_strong: bool


class BigTrack(QWidget):
    """Shows one Track. Its accessible text is the risk sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._track: Track | None = None
        self._today = date.min
        self._day_word = "Today"
        self._words: list[Words] = []
        self._lanes = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_track(self, shown: Track, today: date, day_word: str = "Today") -> None:
        """Show a track as at a day; ``day_word`` is what that day is called where it is not today."""
        self._track, self._today, self._day_word = shown, today, day_word
        self.setAccessibleName(shown.text)
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(600), self._bar_box().bottom() + px(8) + self._lanes * px(18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._track is None:
            return
        painter = QPainter(self)
        paint_track(painter, self._bar_box(), self._track, in_column=False)
        for words in self._words:
            painter.setFont(font(12, semibold=words.is_strong))
            painter.setPen(colour(words.meaning))
            painter.drawText(words.box, Qt.AlignmentFlag.AlignCenter, words.text)

    @property
    def labels(self) -> list[str]:
        """The words that have found a place, from the top left."""
        return [words.text for words in self._words]

    # --- placing ---------------------------------------------------------------------------------

    def _bar_box(self) -> QRect:
        return QRect(0, px(38), max(self.width(), 1), px(28))

    def _place(self) -> None:
        if self._track is None:
            return
        before = self._lanes
        self._words = [*self._above(self._track), *self._below(self._track)]
        if self._lanes != before:
            self.updateGeometry()

    def _above(self, shown: Track) -> list[Words]:
        """Two lines over each tick; where there is too little room week 16 gives way first, then week 6."""
        placed: list[QRectF] = []
        words: list[Words] = []
        for day, title in _headings(shown):
            dates = _dates_of(shown, day, self._today)
            width = max(_width(title, strong=True), _width(dates)) + px(4)
            box = self._box_at(shown, day, width, 0)
            if any(box.adjusted(-px(8), 0, px(8), 0).intersects(other) for other in placed):
                continue
            placed.append(box)
            words.append(Words(box, title, "text", True))
            words.append(Words(box.translated(0, px(16)), dates, "secondary", False))
        return words

    def _below(self, shown: Track) -> list[Words]:
        lanes: list[list[QRectF]] = [[] for _ in range(LANES)]
        words: list[Words] = []
        for day, text, meaning, strong in self._notes(shown):
            for lane, taken in enumerate(lanes):
                top = self._bar_box().bottom() + px(6) + lane * px(18)
                box = self._box_at(shown, day, _width(text, strong=strong) + px(4), top)
                if not any(box.adjusted(-px(8), 0, px(8), 0).intersects(other) for other in taken):
                    taken.append(box)
                    words.append(Words(box, text, meaning, strong))
                    break
        self._lanes = max(1, sum(bool(taken) for taken in lanes))
        return words

    def _notes(self, shown: Track) -> list[tuple[int, str, str, bool]]:
        """Today first, so that it is never the one without room; then milestones as they happened."""
        notes: list[tuple[int, str, str, bool]] = []
        if shown.today_day is not None:
            notes.append((shown.today_day, f"{self._day_word}, day {shown.today_day}", state_meaning(shown), True))
        for mark in shown.marks:
            if mark.kind != "limit":
                notes.append((mark.day, self._mark_words(mark), _mark_meaning(mark), False))
        return notes

    def _mark_words(self, mark: Mark) -> str:
        return f"{mark.label} {day_month(mark.on, self._today)}"

    def _box_at(self, shown: Track, day: int, width: float, top: float) -> QRectF:
        bar = bar_of(self._bar_box())
        middle = x_of(bar, shown, day)
        left = min(max(0.0, middle - width / 2), max(0.0, self.width() - width))
        return QRectF(left, top, width, px(16))


def _mark_meaning(mark: Mark) -> str:
    return MARK_COLOURS[mark.state] if mark.state in ("missed", "met_late") else "secondary"


def _headings(shown: Track) -> list[tuple[int, str]]:
    """Ticks with their titles, those that must stay first."""
    last = "Week 20, final plan" if shown.length == 140 else "Final plan"
    rest = [(140, "Week 20")] if shown.length > 140 else []
    return [(shown.length, last), (0, "Request received"), (42, "Week 6, decision"), *rest, (112, "Week 16")]


def _dates_of(shown: Track, day: int, today: date) -> str:
    on = shown.start + timedelta(days=day)
    text = day_month(on, today)
    for label, tick in (("Decision to assess", 42), ("Decided not to assess", 42), ("Final plan sent", shown.length)):
        met = next((mark for mark in shown.marks if mark.label == label), None)
        if met and tick == day:
            return f"{text} · {'met late' if met.state == 'met_late' else 'met'} {day_month(met.on, today)}"
    return text


def _width(text: str, *, strong: bool = False) -> float:
    return float(QFontMetrics(_font(strong)).horizontalAdvance(text))


def _font(strong: bool) -> QFont:
    return font(12, semibold=strong)
