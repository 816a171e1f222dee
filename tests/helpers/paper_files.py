"""Files of every kind that is handed in for a panel, made small."""

import io
from collections.abc import Callable

import docx
import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

Size = tuple[float, float]


WORDS = "Advice on the child, with some more words"


def pdf(pages: int = 1, words: str = WORDS, size: Size = A4, turn: int = 0) -> bytes:
    """Return a PDF with a line of words on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        if turn:
            canvas.setPageRotation(turn)
        canvas.drawString(60, size[1] / 2, f"{words}, leaf {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object], **how: object) -> bytes:
    """Return a PDF after something was done to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def with_attachment() -> bytes:
    return changed(pdf(2), lambda document: document.attachments.__setitem__("list.txt", b"names"))


def locked(password: str) -> bytes:
    return changed(pdf(2), lambda _: None, encryption=pikepdf.Encryption(owner="the owner's", user=password, R=6))


def without_pages() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def cut_off() -> bytes:
    """Return a PDF whose end is missing: its table of contents is gone, its pages are there."""
    whole = pdf(3)
    return whole[: whole.rindex(b"xref")]


def form() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(60, 700, "The views of the family, on a form")
    canvas.acroForm.textfield(name="views", x=60, y=600, width=300, height=20, value="Likes small classes")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 80), frames: int = 1, **how: object) -> bytes:
    """Return a picture, or several in one file."""
    made = [Image.new(mode, size, 200 if mode != "RGB" else (200, 30, 30)) for _ in range(frames)]
    out = io.BytesIO()
    more: dict[str, object] = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(out, kind, **more, **how)  # type: ignore[arg-type]
    return out.getvalue()


def turned_photo() -> bytes:
    """Return a photo that a camera marked as turned by a quarter."""
    marks = Image.Exif()
    marks[0x112] = 6
    return picture("JPEG", size=(80, 40), exif=marks)


def word(words: str = "Advice on the child by the service") -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"

SIZES = {"A3": A3, "landscape": landscape(A4), "A4": A4}
