"""The pages that the program draws: their frames and footers, and where each place on them comes to lie.

Page numbers are stamped afterwards, on these and on the papers alike.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Frame, PageTemplate

from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.panel_pack.paper import (
    FOOT,
    HAIR,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PLACE,
    SIDE,
    TOP,
    WIDTH,
    colour,
    figure_cell,
    fonts,
)
from send_desktop.exports.panel_pack.words import clock
from send_desktop.exports.profile import veil
from send_desktop.wording import plain_date

CONTINUED_HEAD = 34
"""Height taken at the top of a page that continues a case."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that links and bookmarks lead to: its name, its title in the bookmarks, how deep it stands there."""

    destination: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a drawn page where the number of another page is stamped once it is known; its right end."""

    destination: str
    page: int
    """Within the part that was drawn, from 0."""
    x: float
    y: float


@dataclass
class Places:
    """Where each mark came to lie as the pages were drawn, and where numbers of pages are to stand."""

    marks: dict[str, Mark] = field(default_factory=dict)
    drawn_on: dict[str, int] = field(default_factory=dict)
    """By destination, its page within the part that was drawn, from 0."""
    spots: list[Spot] = field(default_factory=list)


class NumberSpot(Flowable):
    """Room for the number of a place's page, at the right of its cell; it leads there too."""

    def __init__(self, destination: str, places: Places) -> None:
        super().__init__()
        self._destination, self._places = destination, places

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take the width of the cell and the height of a line."""
        self.width, self.height = available_width, figure_cell().leading
        return self.width, self.height

    def draw(self) -> None:
        """Note where the number goes and make the place lead on."""
        page = self.canv.getPageNumber() - 1
        x, y = self.canv.absolutePosition(self.width, self.height - figure_cell().fontSize)
        self._places.spots.append(Spot(self._destination, page, x, y))
        self.canv.linkURL(f"{PLACE}{self._destination}", (0, 0, self.width, self.height), relative=1)


class Anchor(Flowable):
    """A place that links and bookmarks lead to. Takes no room."""

    def __init__(self, destination: str, title: str, level: int, places: Places) -> None:
        super().__init__()
        self._mark, self._places = Mark(destination, title, level), places

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note which page it came to lie on."""
        self._places.marks[self._mark.destination] = self._mark
        self._places.drawn_on[self._mark.destination] = self.canv.getPageNumber() - 1


class StartItem(ActionFlowable):
    """Tells the document which case the pages that follow belong to."""

    def __init__(self, item: PackItem, started: Callable[[PackItem], None]) -> None:
        super().__init__()
        self._item, self._started = item, started

    def apply(self, document: Any) -> None:
        """Called by platypus when it comes to this place."""
        document.item = self._item
        self._started(self._item)


class PackDocument(BaseDocTemplate):
    """A4 pages with the meeting and its confidentiality at the foot of each, and room for the page's number."""

    def __init__(self, target: BytesIO, pack: PanelPack, first: str) -> None:
        """Draw into ``target``; ``first`` is the kind of page that it begins with: list or case."""
        title = f"{pack.title}, {plain_date(pack.meeting.on)}"
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=title,
            subject=pack.name,
            author="SEND Desktop",
            creator="SEND Desktop",
            keywords=[],
            lang="en-GB",
            invariant=1,
            displayDocTitle=1,
            pageCompression=1,
            initialFontName=fonts().regular,
        )
        self.pack = pack
        self.item: PackItem | None = None
        kinds = [
            PageTemplate("list", [_frame()], onPage=_footer),
            PageTemplate("case", [_frame()], onPage=_footer),
            PageTemplate("continued", [_frame(CONTINUED_HEAD)], onPage=_continued),
        ]
        self.addPageTemplates(sorted(kinds, key=lambda kind: kind.id != first))


def _frame(head: float = 0) -> Frame:
    height = PAGE_HEIGHT - TOP - FOOT - head
    return Frame(SIDE, FOOT, WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _footer(canvas: Any, document: PackDocument) -> None:
    meeting = document.pack.meeting
    canvas.saveState()
    canvas.setStrokeColor(colour("line"))
    canvas.setLineWidth(HAIR)
    canvas.line(SIDE, 41, SIDE + WIDTH, 41)
    canvas.setFillColor(colour("secondary"))
    canvas.setFont(fonts().regular, 8)
    canvas.drawString(SIDE, 29, f"{document.pack.title}, {plain_date(meeting.on)}")
    canvas.setFont(fonts().strong, 8)
    canvas.drawString(SIDE, 18, meeting.confidentiality)
    canvas.restoreState()


def _continued(canvas: Any, document: PackDocument) -> None:
    _footer(canvas, document)
    if document.item is None:
        return
    shown = veil(document.item.case, document.pack.profile)
    baseline = PAGE_HEIGHT - TOP - 12
    canvas.saveState()
    canvas.setFillColor(colour("text"))
    canvas.setFont(fonts().strong, 12)
    canvas.drawString(SIDE, baseline, f"{shown.label}, continued")
    canvas.setFillColor(colour("secondary"))
    canvas.setFont(fonts().regular, 9)
    beside = f"{shown.reference}   " if shown.reference else ""
    canvas.drawRightString(
        SIDE + WIDTH, baseline, f"{beside}Item {document.item.number}, {clock(document.item.starts)}"
    )
    canvas.setStrokeColor(colour("line"))
    canvas.setLineWidth(HAIR)
    canvas.line(SIDE, baseline - 9, SIDE + WIDTH, baseline - 9)
    canvas.restoreState()
