"""The document: its pages, footers, bookmarks, and the two passes that make 'Page x of y' true."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Frame, PageTemplate

from send_desktop.exports.panel_pack.pack import PackItem, PanelPack
from send_desktop.exports.panel_pack.paper import FOOT, HAIR, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, WIDTH, colour, fonts
from send_desktop.exports.panel_pack.words import clock
from send_desktop.exports.profile import veil
from send_desktop.wording import plain_date

CONTINUED_HEAD = 34
"""Height taken at the top of a page that continues a case."""


@dataclass
class PageNumbers:
    """Where each destination came to lie, and how many pages there are: known only after a pass."""

    total: int = 0
    of: dict[str, int] = field(default_factory=dict)

    def page(self, destination: str) -> str:
        """Return the page of a destination as text, empty on the first pass."""
        return str(self.of.get(destination, ""))


class Anchor(Flowable):
    """A place that links and bookmarks lead to. Takes no room."""

    def __init__(self, destination: str, title: str, level: int, numbers: PageNumbers) -> None:
        super().__init__()
        self._destination, self._title, self._level, self._numbers = destination, title, level, numbers

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Mark the page, list it among the bookmarks and note its number."""
        self.canv.bookmarkPage(self._destination, fit="Fit")
        self.canv.addOutlineEntry(self._title, self._destination, self._level, closed=False)
        self._numbers.of[self._destination] = self.canv.getPageNumber()


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
    """A4 pages with the meeting, the confidentiality and 'Page x of y' at the foot of each."""

    def __init__(self, target: BytesIO, pack: PanelPack, total: int) -> None:
        title = f"{pack.title}, {plain_date(pack.meeting.on)}"
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=title,
            subject="Panel pack",
            author="SEND Desktop",
            creator="SEND Desktop",
            keywords=[],
            lang="en-GB",
            invariant=1,
            displayDocTitle=1,
            pageCompression=1,
            initialFontName=fonts().regular,
        )
        self.pack, self.total = pack, total
        self.item: PackItem | None = None
        self.addPageTemplates(
            [
                PageTemplate("first", [_frame()], onPage=_first),
                PageTemplate("list", [_frame()], onPage=_footer),
                PageTemplate("case", [_frame()], onPage=_footer),
                PageTemplate("continued", [_frame(CONTINUED_HEAD)], onPage=_continued),
            ]
        )


def _frame(head: float = 0) -> Frame:
    height = PAGE_HEIGHT - TOP - FOOT - head
    return Frame(SIDE, FOOT, WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _first(canvas: Any, document: PackDocument) -> None:
    canvas.showOutline()
    canvas.addPageLabel(0, style="ARABIC", start=1)
    _footer(canvas, document)


def _footer(canvas: Any, document: PackDocument) -> None:
    meeting = document.pack.meeting
    canvas.saveState()
    canvas.setStrokeColor(colour("line"))
    canvas.setLineWidth(HAIR)
    canvas.line(SIDE, 41, SIDE + WIDTH, 41)
    canvas.setFillColor(colour("secondary"))
    canvas.setFont(fonts().regular, 8)
    canvas.drawString(SIDE, 29, f"{document.pack.title}, {plain_date(meeting.on)}")
    canvas.drawRightString(SIDE + WIDTH, 29, f"Page {canvas.getPageNumber()} of {document.total or ''}".rstrip())
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


def destination_of(item: PackItem) -> str:
    """Return the name of a case page's destination: its place on the agenda, nothing about the child."""
    return f"item-{item.number}"
