"""The 20-week track on paper: the same geometry as on the screen, labelled, and readable in black and white."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from send_desktop.exports.panel_pack.paper import HAIR, colour, fonts, meaning_of, paint_shape
from send_desktop.track import TICK_TITLES, Mark, Track
from send_desktop.wording import full_date, in_year

BAR = 9
"""Height of the bar in points."""
INSET = 5
"""Room at both ends, so that a dot on day 0 or on the last day is whole."""
ABOVE = 29
LINE = 11
LABEL = 7.75
MOST_LINES = 3
APART = 7
"""The least white space between two labels on one line."""

MARK_SHAPES = {"met": "disc", "met_late": "diamond", "missed": "square", "ahead": "circle"}
"""How a milestone went, by shape: done, done late, missed, still to come."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A text with the place it wants: its middle, before it is moved to fit."""

    text: str
    middle: float
    is_today: bool = False

    @property
    def width(self) -> float:
        """Return its width as set."""
        return float(stringWidth(self.text, fonts().strong if self.is_today else fonts().regular, LABEL))


@dataclass(frozen=True, slots=True)
class _Placed:
    label: _Label
    left: float
    line: int


class TrackDrawing(Flowable):
    """The large, labelled track of one case over the whole width."""

    def __init__(self, track: Track, start_title: str = "Request received") -> None:
        super().__init__()
        self._track, self._start_title = track, start_title
        self._below: list[_Placed] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return its size; its height depends on how many lines the milestones' labels take."""
        self.width = available_width
        self._below = _placed(_labels_below(self._track, self._x), available_width)
        lines = 1 + max((one.line for one in self._below), default=0)
        self.height = ABOVE + BAR + 5 + lines * LINE
        return self.width, self.height

    def draw(self) -> None:
        """Paint the bar, then what stands on it, then what stands above and below."""
        canvas, foot = self.canv, self.height - ABOVE - BAR
        paint_bar(canvas, self._track, self._x, foot, BAR)
        self._paint_ticks(foot)
        self._paint_marks(foot + BAR / 2)
        for placed in self._below:
            self._paint_label(placed, foot)

    def _x(self, day: float) -> float:
        return INSET + self._track.position(day) * (self.width - 2 * INSET)

    def _paint_ticks(self, foot: float) -> None:
        self._paint_heading(self._start_title, full_date(self._track.start), 0, foot, "left")
        for day, title in _ticks(self._track):
            on = in_year(self._track.start + timedelta(days=day), self._track.start.year)
            at_end = self._x(day) > self.width - 30
            self._paint_heading(title, on, day, foot, "right" if at_end else "middle")

    def _paint_heading(self, title: str, on: str, day: int, foot: float, side: str) -> None:
        canvas, x = self.canv, self._x(day)
        write = {"left": canvas.drawString, "middle": canvas.drawCentredString, "right": canvas.drawRightString}[side]
        edge = {"left": x - 1, "middle": x, "right": x + 1}[side]
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(1)
        canvas.line(x, foot - 3, x, foot + BAR + 3)
        canvas.setFillColor(colour("text"))
        canvas.setFont(fonts().strong, LABEL)
        write(edge, foot + BAR + 17, title)
        canvas.setFillColor(colour("secondary"))
        canvas.setFont(fonts().regular, LABEL)
        write(edge, foot + BAR + 7, on)

    def _paint_marks(self, middle: float) -> None:
        marks = _milestones(self._track)
        for mark in marks:
            _ring(self.canv, self._x(mark.day), middle, 6)
        for mark in marks:
            paint_shape(self.canv, MARK_SHAPES[mark.state], self._x(mark.day), middle, 6, colour("text"))
        if self._track.today_day is not None:
            ink = colour(meaning_of(self._track.state)) if self._track.state else colour("text")
            _ring(self.canv, self._x(self._track.today_day), middle, 12)
            paint_shape(self.canv, "disc", self._x(self._track.today_day), middle, 12, ink)

    def _paint_label(self, placed: _Placed, foot: float) -> None:
        face = fonts().strong if placed.label.is_today else fonts().regular
        is_coloured = placed.label.is_today and self._track.state
        self.canv.setFillColor(colour(meaning_of(self._track.state or "plain") if is_coloured else "secondary"))
        self.canv.setFont(face, LABEL)
        self.canv.drawString(placed.left, foot - 5 - LINE * placed.line - LABEL, placed.label.text)


def paint_bar(canvas: Any, track: Track, x: Callable[[float], float], foot: float, height: float) -> None:
    """Paint the bar alone: days to come, days gone, days beyond the limit, exceptions hatched."""
    canvas.saveState()
    canvas.setLineWidth(HAIR)
    canvas.setStrokeColor(colour("track_past"))
    canvas.setFillColor(colour("track_future"))
    canvas.rect(x(0), foot, x(track.length) - x(0), height, stroke=1, fill=1)
    gone = min(track.elapsed, track.length)
    canvas.setFillColor(colour("track_past"))
    canvas.rect(x(0), foot, x(gone) - x(0), height, stroke=0, fill=1)
    if track.overrun:
        canvas.setFillColor(colour("breached"))
        canvas.rect(x(track.length), foot, x(track.elapsed) - x(track.length), height, stroke=0, fill=1)
    for span in track.spans:
        hatch(canvas, x(span.start_day), foot, x(span.end_day + 1) - x(span.start_day), height)
    canvas.restoreState()


def hatch(canvas: Any, left: float, foot: float, width: float, height: float) -> None:
    """Paint a span of exception: diagonal lines on white, so that it is known without its colour."""
    if width <= 0:
        return
    canvas.saveState()
    outline = canvas.beginPath()
    outline.rect(left, foot, width, height)
    canvas.setFillColor(colour("surface"))
    canvas.setStrokeColor(colour("excepted"))
    canvas.setLineWidth(0.8)
    canvas.drawPath(outline, stroke=1, fill=1)
    canvas.clipPath(outline, stroke=0, fill=0)
    start = left - height
    while start < left + width:
        canvas.line(start, foot, start + height, foot + height)
        start += 3.2
    canvas.restoreState()


def _ring(canvas: Any, x: float, y: float, size: float) -> None:
    """Paint the white ring by which a mark stands out on every part of the bar."""
    canvas.saveState()
    canvas.setFillColor(colour("surface"))
    canvas.circle(x, y, size / 2 + 1.2, stroke=0, fill=1)
    canvas.restoreState()


def _ticks(track: Track) -> list[tuple[int, str]]:
    """Weeks 6, 16 and 20, and a later limit that has taken their place; labels that would collide give way to it."""
    ticks = [(day, TICK_TITLES.get(day, f"Week {day // 7}")) for day in track.ticks]
    if track.length in track.ticks:
        return ticks
    least_apart = track.scale_days * 0.15
    return [*(tick for tick in ticks if track.length - tick[0] > least_apart), (track.length, "Limit now")]


def _milestones(track: Track) -> list[Mark]:
    """What is marked on the bar: all but the limits, which the ticks show."""
    return [mark for mark in track.marks if mark.kind != "limit"]


def _labels_below(track: Track, x: Callable[[float], float]) -> list[_Label]:
    labels = [_Label(f"{mark.label} {in_year(mark.on, track.start.year)}", x(mark.day)) for mark in _milestones(track)]
    if track.today_day is not None:
        labels.insert(
            0,
            _Label(
                f"{in_year(track.start + timedelta(days=track.today_day), track.start.year)}, day {track.today_day}",
                x(track.today_day),
                is_today=True,
            ),
        )
    return labels


def _placed(labels: list[_Label], width: float) -> list[_Placed]:
    """Put each label under its mark on the first line where it has room; those beyond the last line are left out.

    What is left out stands in the tables below the track all the same.
    """
    placed: list[_Placed] = []
    for label in labels:
        left = min(max(0.0, label.middle - label.width / 2), width - label.width)
        for line in range(MOST_LINES):
            if all(_is_clear(left, label.width, other) for other in placed if other.line == line):
                placed.append(_Placed(label, left, line))
                break
    return placed


def _is_clear(left: float, width: float, other: _Placed) -> bool:
    return left > other.left + other.label.width + APART or left + width + APART < other.left


class TrackKey(Flowable):
    """What the track is drawn with, each beside its word."""

    COLUMNS = 3
    ENTRIES = (
        ("past", "Days gone"),
        ("future", "Days to come"),
        ("beyond", "Days past week 20"),
        ("exception", "Exception recorded"),
        ("today", "The day it shows"),
        ("ahead", "Still to come"),
        ("met", "Done"),
        ("met_late", "Done late"),
        ("missed", "Missed"),
    )

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return its size."""
        self.width = available_width
        self.height = 16.0 * -(-len(self.ENTRIES) // self.COLUMNS)
        return self.width, self.height

    def draw(self) -> None:
        """Paint each sample and its word."""
        for index, (sample, word) in enumerate(self.ENTRIES):
            x = (index % self.COLUMNS) * self.width / self.COLUMNS
            y = self.height - 16 * (index // self.COLUMNS) - 12
            self._sample(sample, x, y)
            self.canv.setFillColor(colour("text"))
            self.canv.setFont(fonts().regular, 8.75)
            self.canv.drawString(x + 34, y + 1.2, word)

    def _sample(self, sample: str, x: float, y: float) -> None:
        canvas = self.canv
        if sample == "exception":
            hatch(canvas, x, y, 26, BAR)
        elif sample in ("past", "future", "beyond"):
            meaning = {"past": "track_past", "future": "track_future", "beyond": "breached"}[sample]
            canvas.setFillColor(colour(meaning))
            canvas.setStrokeColor(colour("track_past"))
            canvas.setLineWidth(HAIR)
            canvas.rect(x, y, 26, BAR, stroke=sample == "future", fill=1)
        elif sample == "today":
            paint_shape(canvas, "disc", x + 13, y + BAR / 2, 11, colour("text"))
        else:
            paint_shape(canvas, MARK_SHAPES[sample], x + 13, y + BAR / 2, 6.5, colour("text"))
