"""The page for the board: one sheet of A4 with the figures, the months, the milestones and a box for commentary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus.doctemplate import LayoutError

from send_desktop.errors import Refused
from send_desktop.exports.panel_pack.paper import (
    HAIR,
    WIDTH,
    body,
    cell,
    colour,
    fonts,
    note,
    paint_shape,
    style,
    words,
)
from send_desktop.exports.panel_pack.tables import heading, ruled
from send_desktop.exports.report_pdf import Report
from send_desktop.exports.report_pdf import draw as draw_report
from send_desktop.wording import full_date, month_name, span

MOST_MILESTONES = 8
LONGEST_COMMENTARY = 900
"""Characters: what stands in the box of one page in a size that can be read."""

_TILE_HEIGHT, _GAP = 54, 8
_CHART_HEIGHT, _LOWEST_CHART, _GIVEN_FOR_A_LINE = 200, 84, 34
"""Points: the chart gives way to milestones beyond the third, so that all of it stays one page."""
_BOX_HEIGHT = 104


@dataclass(frozen=True, slots=True)
class BoardTile:
    """One figure, what it is, and what stands beside it."""

    figure: str
    words: str
    beside: str


@dataclass(frozen=True, slots=True)
class BoardMonth:
    """One month: its share in per cent, None where there is none to show, that in words, and how many plans."""

    month: date
    pct: float | None
    words: str
    plans: str


@dataclass(frozen=True, slots=True)
class BoardMilestone:
    """One line of the milestones: a state is never colour alone."""

    title: str
    baseline: str
    target: str
    actual: str
    standing: str
    shape: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """Everything that is on the page. No case and no officer is on it."""

    authority: str
    as_at: date
    period_from: date
    period_to: date
    label: str
    """Who may read it, at the foot."""
    tiles: Sequence[BoardTile]
    months: Sequence[BoardMonth]
    months_words: str
    """Which plans the months count."""
    target_pct: float | None
    beside: Sequence[tuple[str, float]]
    """Published figures across the chart: their words and per cent."""
    milestones: Sequence[BoardMilestone]
    commentary: str = ""
    notes: Sequence[str] = ()
    """What must be read with the figures."""


def draw(page: BoardPage) -> bytes:
    """Return the page as the bytes of a PDF; the same page always gives the same bytes.

    Raises Refused where commentary and milestones take more than one page.
    """
    foot = f"EHC needs assessments: timeliness as at {full_date(page.as_at)}"
    report = Report("Timeliness for the board", "Timeliness", foot, page.label)
    try:
        return draw_report(report, lambda: _story(page), _require_one)
    except LayoutError as error:
        raise Refused(_TOO_MUCH) from error


_TOO_MUCH = (
    "The page for the board is one page of A4, and the commentary and the names of the milestones take more; "
    "shorten them, or take out line breaks. Nothing was written."
)


def _require_one(pages: int) -> None:
    if pages > 1:
        raise Refused(_TOO_MUCH)


def _story(page: BoardPage) -> list[Flowable]:
    authority = f"{page.authority} · " if page.authority else ""
    told = f"{authority}as at {full_date(page.as_at)} · {span(page.period_from, page.period_to)}"
    return [
        words("EHC needs assessments: timeliness", style(18, strong=True, leading=22)),
        words(told, note()),
        Spacer(0, 8),
        _Tiles(page.tiles),
        Spacer(0, 4),
        *heading("Plans issued within 20 weeks, by month", page.months_words),
        _Months(page),
        *heading("Milestones"),
        _milestones(page),
        *heading("Commentary"),
        _Commentary(page.commentary),
        Spacer(0, 5),
        *(words(one, note()) for one in page.notes),
    ]


class _Tiles(Flowable):
    """Six figures in two rows of equal boxes."""

    def __init__(self, tiles: Sequence[BoardTile]) -> None:
        super().__init__()
        self._tiles = tiles
        self._rows = -(-len(tiles) // 3)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, self._rows * (_TILE_HEIGHT + _GAP) - _GAP
        return self.width, self.height

    def draw(self) -> None:
        wide = (self.width - 2 * _GAP) / 3
        for place, tile in enumerate(self._tiles):
            left = place % 3 * (wide + _GAP)
            top = self.height - place // 3 * (_TILE_HEIGHT + _GAP)
            self._tile(tile, left, top, wide)

    def _tile(self, tile: BoardTile, left: float, top: float, wide: float) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(HAIR)
        canvas.roundRect(left, top - _TILE_HEIGHT, wide, _TILE_HEIGHT, 5, stroke=1, fill=0)
        for text, face, size, down, meaning in (
            (tile.figure, fonts().strong, 16, 20, "text"),
            (tile.words, fonts().regular, 8.5, 33, "text"),
            (tile.beside, fonts().regular, 7.5, 45, "secondary"),
        ):
            canvas.setFont(face, size)
            canvas.setFillColor(colour(meaning))
            canvas.drawString(left + 8, top - down, text)


class _Months(Flowable):
    """Bars by month with their shares, how many plans under them, the target and what was published across."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__()
        self._page = page

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        lines = min(len(self._page.milestones), MOST_MILESTONES)
        height = max(_LOWEST_CHART, _CHART_HEIGHT - _GIVEN_FOR_A_LINE * max(0, lines - 3))
        self.width, self.height = available_width, height
        return self.width, self.height

    def draw(self) -> None:
        levels = [*self._page.beside]
        if self._page.target_pct:
            levels.insert(0, (f"Target {self._page.target_pct:.0f}%", self._page.target_pct))
        right = self.width - 96 if levels else self.width
        slot = right / max(1, len(self._page.months))
        for place, month in enumerate(self._page.months):
            self._bar(month, place * slot, slot)
        below = self.height
        for text, pct in sorted(levels, key=lambda one: -one[1]):
            below = self._level(text, pct, right, below)
        for place, month in enumerate(self._page.months):
            self._words(month, place * slot, slot)  # last, so that no line crosses a figure

    def _y(self, pct: float) -> float:
        return 26 + (self.height - 40) * min(pct, 100) / self._highest()

    def _highest(self) -> int:
        shares = [month.pct or 0.0 for month in self._page.months]
        largest = max([*shares, self._page.target_pct or 0.0, *(pct for _, pct in self._page.beside), 20.0])
        return min(100, -(-int(largest + 1) // 20) * 20)

    def _bar(self, month: BoardMonth, left: float, slot: float) -> None:
        canvas = self.canv
        middle, wide = left + slot / 2, min(26, slot * 0.62)
        top = self._y(month.pct or 0)
        canvas.setFillColor(colour("accent"))
        if month.pct:
            canvas.rect(middle - wide / 2, 26, wide, top - 26, stroke=0, fill=1)
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(HAIR)
        canvas.line(left, 26, left + slot, 26)

    def _words(self, month: BoardMonth, left: float, slot: float) -> None:
        canvas, middle = self.canv, left + slot / 2
        top = self._y(month.pct or 0)
        canvas.setFillColor(colour("surface"))
        canvas.rect(middle - 11, top + 1, 22, 9, stroke=0, fill=1)
        for text, y, face, meaning in (
            (month.words, top + 3, fonts().strong, "text"),
            (month_name(month.month)[:3], 15, fonts().regular, "text"),
            (month.plans, 5, fonts().regular, "secondary"),
        ):
            canvas.setFont(face, 7.5)
            canvas.setFillColor(colour(meaning))
            canvas.drawCentredString(middle, y, text)

    def _level(self, text: str, pct: float, right: float, below: float) -> float:
        canvas: Any = self.canv
        y = self._y(pct)
        canvas.setStrokeColor(colour("text"))
        canvas.setLineWidth(0.8)
        canvas.setDash(4, 2) if text.startswith("Target") else canvas.setDash(1, 2)
        canvas.line(0, y, right, y)
        canvas.setDash()
        at = min(y - 2.5, below - 10)
        canvas.setFont(fonts().regular, 7.5)
        canvas.setFillColor(colour("text"))
        canvas.drawString(right + 6, at, text)
        return at


def _milestones(page: BoardPage) -> Flowable:
    if not page.milestones:
        return words("No milestone is on record.", note())
    rows = [
        [
            words(one.title, cell()),
            words(one.baseline, cell()),
            words(one.target, cell()),
            words(one.actual, cell(strong=True)),
            _Standing(one),
        ]
        for one in page.milestones[:MOST_MILESTONES]
    ]
    widths = [WIDTH * share for share in (0.34, 0.18, 0.22, 0.11, 0.15)]
    return ruled(("Milestone", "Baseline", "Target", "Now", "Standing"), rows, widths)


class _Standing(Flowable):
    """A shape and its word."""

    def __init__(self, one: BoardMilestone) -> None:
        super().__init__()
        self._one = one

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 11
        return self.width, self.height

    def draw(self) -> None:
        ink = colour(self._one.meaning)
        paint_shape(self.canv, self._one.shape, 4, 5, 7, ink)
        self.canv.setFillColor(ink)
        self.canv.setFont(fonts().strong, 8.5)
        self.canv.drawString(11, 2, self._one.standing)


class _Commentary(Flowable):
    """A box with what was typed; empty, it is there to be written in."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self._text: Paragraph | None = words(typed, body()) if typed.strip() else None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        height = self._text.wrap(available_width - 16, available_height)[1] if self._text else 0
        self.width, self.height = available_width, height + 14 if self._text else _BOX_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(colour("line"))
        self.canv.setLineWidth(HAIR)
        self.canv.roundRect(0, 0, self.width, self.height, 5, stroke=1, fill=0)
        if self._text:
            self._text.drawOn(self.canv, 8, self.height - 7 - self._text.height)
