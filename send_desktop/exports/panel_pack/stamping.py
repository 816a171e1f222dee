"""Every page's number, and whose copy it is, stamped upright whatever the size and turn of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name, Page, Pdf
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from send_desktop.exports.panel_pack.paper import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    WIDTH,
    colour,
    figure_cell,
    fonts,
    plain,
)

SIZE = 8
OWN_FOOT = 29
"""The height at which the footers of the program's own pages stand."""

EDGE, BOX_HEIGHT, ROOM = 14, 15, 5
"""How far a paper's stamp stands from the edge of the page, and the white box behind it: a scan may be dark there."""

FAINTNESS = 0.1
"""How much of the recipient's name covers what it lies over: seen on a copy, in nobody's way."""

FONT, MARK = "/PackStamp", "/PackMark"
"""What the stamps call their own in a page's resources; no other program uses these names."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is stamped on one page."""

    words: str
    is_own: bool
    """Whether it is a page that the program drew, with room for the number in its footer."""
    numbers: tuple[tuple[float, float, str], ...] = ()
    """On a page of its own: the numbers of other pages, each with where it ends, in points."""


class Stamps:
    """The stamps of a pack, drawn once by reportlab and laid on page by page."""

    def __init__(self, pack: Pdf, stamps: Sequence[Stamp], recipient: str) -> None:
        """Draw them for pages that ``pack`` holds."""
        source = Pdf.open(BytesIO(_drawn(stamps)))
        fonts_of = source.pages[0].resources.Font
        self._name = next(iter(fonts_of.keys()))
        self._font = pack.copy_foreign(fonts_of[self._name])
        self._contents = [_content(page).replace(self._name.encode(), FONT.encode()) for page in source.pages]
        self._widths = [float(page.mediabox[2]) for page in source.pages]
        self._stamps = stamps
        self._mark = _mark(pack, recipient) if recipient else None

    def lay(self, page: Page, number: int) -> None:
        """Stamp a page; ``number`` counts from 0."""
        resources = page.obj.get(Name.Resources)
        if resources is None:
            page.obj[Name.Resources] = resources = pikepdf.Dictionary()
        _put(resources, Name.Font, FONT, self._font)
        move = b"" if self._stamps[number].is_own else _upright(page, self._widths[number])
        parts = [b"Q q", move, self._contents[number], b"Q"]
        if self._mark is not None:
            _put(resources, Name.XObject, MARK, self._mark)
            parts += [b"q", _across(page), f"{MARK} Do Q".encode()]
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\n" + b"\n".join(parts))


def _put(resources: pikepdf.Object, kind: Name, name: str, what: pikepdf.Object) -> None:
    if kind not in resources:
        resources[kind] = pikepdf.Dictionary()
    resources[kind][name] = what


def _content(page: Page) -> bytes:
    contents = page.obj[Name.Contents]
    return bytes(contents.read_bytes())


def _drawn(stamps: Sequence[Stamp]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0, initialFontName=_face())
    for stamp in stamps:
        (_own if stamp.is_own else _boxed)(canvas, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _own(canvas: Canvas, stamp: Stamp) -> None:
    canvas.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))
    canvas.setFillColor(colour("secondary"))
    canvas.setFont(fonts().regular, SIZE)
    canvas.drawRightString(SIDE + WIDTH, OWN_FOOT, stamp.words)
    canvas.setFillColor(colour("link"))
    for x, y, text in stamp.numbers:
        canvas.setFont(fonts().regular, figure_cell().fontSize)
        canvas.drawRightString(x, y, text)


def _boxed(canvas: Canvas, stamp: Stamp) -> None:
    width = stringWidth(stamp.words, fonts().regular, SIZE) + 2 * ROOM
    canvas.setPageSize((width, BOX_HEIGHT))
    canvas.setFillColor(colour("surface"))
    canvas.rect(0, 0, width, BOX_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(colour("text"))
    canvas.setFont(fonts().regular, SIZE)
    canvas.drawString(ROOM, 4.5, stamp.words)


def _face() -> Any:
    """Return the face that a canvas begins with: without one it would put Helvetica in, which is not embedded."""
    return fonts().regular


def _box(page: Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _turn(page: Page) -> int:
    turn = page.obj.get(Name.Rotate, 0)
    return int(turn) % 360 if isinstance(turn, int) else 0


def _upright(page: Page, width: float) -> bytes:
    """Return the move to the bottom right corner as it is seen, with room for what is ``width`` wide."""
    left, bottom, right, top = _box(page)
    back, up = width + EDGE, EDGE
    return {
        0: _matrix(1, 0, 0, 1, right - back, bottom + up),
        90: _matrix(0, 1, -1, 0, right - up, top - back),
        180: _matrix(-1, 0, 0, -1, left + back, top - up),
        270: _matrix(0, -1, 1, 0, left + up, bottom + back),
    }.get(_turn(page), _matrix(1, 0, 0, 1, right - back, bottom + up))


def _across(page: Page) -> bytes:
    """Return the move that lays the recipient's mark, drawn for a square of 1, over the middle of the page."""
    left, bottom, right, top = _box(page)
    size = min(right - left, top - bottom)
    x, y = (left + right - size) / 2, (bottom + top - size) / 2
    return {
        90: _matrix(0, size, -size, 0, x + size, y),
        180: _matrix(-size, 0, 0, -size, x + size, y + size),
        270: _matrix(0, -size, size, 0, x, y + size),
    }.get(_turn(page), _matrix(size, 0, 0, size, x, y))


def _matrix(*six: float) -> bytes:
    return " ".join(f"{number:.3f}".rstrip("0").rstrip(".") for number in six).encode() + b" cm"


def _mark(pack: Pdf, recipient: str) -> pikepdf.Object:
    """Return the recipient's name, faint and aslant, as a form that fills a square of 1 by 1."""
    text = plain(recipient).replace("<br/>", " ")
    out = BytesIO()
    canvas = Canvas(out, pagesize=(1000, 1000), invariant=1, pageCompression=1, initialFontName=_face())
    canvas.translate(500, 500)
    canvas.rotate(45)
    canvas.setFillColor(colour("text"), alpha=FAINTNESS)
    size = min(110.0, 1150 / max(1.0, stringWidth(text, fonts().strong, 1)))
    canvas.setFont(fonts().strong, size)
    canvas.drawCentredString(0, -size / 3, text)
    canvas.showPage()
    canvas.save()
    with Pdf.open(BytesIO(out.getvalue())) as drawn:
        form = pack.copy_foreign(drawn.pages[0].as_form_xobject())
    form[Name.Matrix] = pikepdf.Array([0.001, 0, 0, 0.001, 0, 0])
    return form
