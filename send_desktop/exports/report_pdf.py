"""A report on paper: A4 in the house's style, black-and-white safe, 'Page x of y' and a title on each page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from send_desktop.exports.panel_pack.paper import (
    FOOT,
    HAIR,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TOP,
    WIDTH,
    colour,
    fonts,
)

FOOT_SIZE = 8
FOOT_GAP = 12
ELLIPSIS = "\u2026"

Story = Callable[[], Sequence[Flowable]]
"""What is on the pages, made anew for each pass: reportlab uses flowables up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader's program shows of the file, and what stands at the foot of each page."""

    title: str
    subject: str
    foot: str
    confidential: str


def draw(report: Report, story: Story, progress: Callable[[int], object] = lambda page: None) -> bytes:
    """Return a report as the bytes of a PDF; the same story always gives the same bytes.

    It is drawn twice, since the number of pages is known only at the end of the first pass, of which
    ``progress`` is told.
    """
    first = _pass(report, story, 0)
    progress(first.page)
    return bytes(_pass(report, story, first.page).filename.getvalue())


class _Document(BaseDocTemplate):
    def __init__(self, target: BytesIO, report: Report, total: int) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=report.title,
            subject=report.subject,
            author="SEND Desktop",
            creator="SEND Desktop",
            lang="en-GB",
            invariant=1,
            displayDocTitle=1,
            initialFontName=fonts().regular,
        )
        self.report, self.total = report, total
        frame = Frame(
            SIDE, FOOT, WIDTH, PAGE_HEIGHT - TOP - FOOT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        self.addPageTemplates([PageTemplate("page", [frame], onPage=_footer)])


def _pass(report: Report, story: Story, total: int) -> _Document:
    document = _Document(BytesIO(), report, total)
    document.build(list(story()))
    return document


def _footer(canvas: Any, document: _Document) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour("line"))
    canvas.setLineWidth(HAIR)
    canvas.line(SIDE, 41, SIDE + WIDTH, 41)
    canvas.setFillColor(colour("secondary"))
    canvas.setFont(fonts().regular, FOOT_SIZE)
    number = f"Page {canvas.getPageNumber()} of {document.total or ''}".rstrip()
    canvas.drawString(SIDE, 29, _beside(number, document.report.foot))
    canvas.drawRightString(SIDE + WIDTH, 29, number)
    canvas.setFont(fonts().strong, FOOT_SIZE)
    canvas.drawString(SIDE, 18, document.report.confidential)
    canvas.restoreState()


def _beside(number: str, foot: str) -> str:
    """Return the words of the foot, cut at a word where they would run into the page's number."""
    room = WIDTH - stringWidth(number, fonts().regular, FOOT_SIZE) - FOOT_GAP
    said = foot
    while " " in said and stringWidth(said, fonts().regular, FOOT_SIZE) > room:
        said = f"{said.removesuffix(ELLIPSIS).rpartition(' ')[0]}{ELLIPSIS}"
    return said
