"""PDFs as papers: opened and repaired by qpdf, freed of all that is not on the page, their text read."""

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Pdf

from send_desktop.imports.papers.sound_pages import made_sound

LEAST_LETTERS = 12
"""Fewer letters than this on a page are no text that could be searched for a name."""

SCAN_SHARE, SCAN_LETTERS = 0.5, 200
"""A picture over half of the page is a scan, unless a scanner that reads has laid so many letters over it."""

_BROKEN = re.compile(r"[-\u00ad\ufffe\u2010]\s*\r?\n\s*")
"""A hyphen at the end of a line, as PDFs have it."""

_LEFT_OUT_OF_PAGES = (Name.AA, Name.Metadata, Name.PieceInfo, Name.StructParents, Name.Thumb, Name.B, Name.Annots)


class UnusableError(Exception):
    """Why no pages can be made of a file, as one sentence about 'it'."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, and whether it can be taken for all that stands there."""

    text: str
    """As it is compared: see ``comparable``."""
    is_read: bool


@dataclass(frozen=True, slots=True)
class CleanPdf:
    """A PDF that holds pages and nothing else; ``mended`` says what was repaired or left out."""

    data: bytes
    pages: int
    mended: tuple[str, ...]


def comparable(text: str) -> str:
    """Return text as it is compared: words broken at line ends whole, accents off, small letters, one apostrophe."""
    whole = _BROKEN.sub("", text).replace("\u00ad", "")
    if whole.isascii():
        return whole.lower()
    folded = unicodedata.normalize("NFKD", whole).casefold().replace("’", "'")
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def clean(data: bytes) -> CleanPdf:
    """Return a PDF of the same pages without attachments, scripts, forms and notes that could be opened or changed.

    What was filled into forms, and notes that show on the page, are made part of it. Raises UnusableError.
    """
    with _opened(data) as source:
        if not len(source.pages):
            raise UnusableError("It has no pages.")
        mended = [*_repairs(source, data), *_attachments(source)]
        _flatten(source)
        with Pdf.new() as kept:
            kept.pages.extend(source.pages)
            spoilt = [number for number, page in enumerate(kept.pages, 1) if not _made_clean(page)]
            mended += _spoilt(spoilt)
            kept.remove_unreferenced_resources()
            out = io.BytesIO()
            kept.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            return CleanPdf(out.getvalue(), len(kept.pages), tuple(mended))


def page_texts(data: bytes) -> list[PageText]:
    """Return the text of each page, in order; a page that no text can be read from is not read."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [_page_text(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _opened(data: bytes) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise UnusableError("It is locked with a password; ask for a copy without one.") from error
    except pikepdf.PdfError as error:
        raise UnusableError("It is damaged, and its pages could not be restored; ask for another copy.") from error


def _repairs(source: Pdf, data: bytes) -> Iterator[str]:
    if source.is_encrypted:
        yield "Its protection was taken off, for which no password was needed."
    if source.get_warnings() or b"%%EOF" not in data[-2048:]:
        yield "It was damaged and has been repaired; check that no page is missing."


def _attachments(source: Pdf) -> Iterator[str]:
    count = len(source.attachments)
    for page in source.pages:
        notes = page.get(Name.Annots)
        if isinstance(notes, pikepdf.Array):
            count += sum(1 for one in notes if _is_attached(one))
    if count:
        yield f"{count} file{'s' if count > 1 else ''} attached inside it {'were' if count > 1 else 'was'} left out."


def _is_attached(note: pikepdf.Object) -> bool:
    return isinstance(note, pikepdf.Dictionary) and note.get(Name.Subtype) == Name.FileAttachment


def _flatten(source: Pdf) -> None:
    """Make what forms and notes show part of the page; one so odd that this fails keeps its page as it is."""
    try:
        source.generate_appearance_streams()
        source.flatten_annotations("all")
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError):
        return


def _strip(page: pikepdf.Page) -> None:
    for name in _LEFT_OUT_OF_PAGES:
        if name in page.obj:
            del page.obj[name]


def _made_clean(page: pikepdf.Page) -> bool:
    _strip(page)
    return made_sound(page)


def _spoilt(numbers: list[int]) -> Iterator[str]:
    if numbers:
        shown = f"page {numbers[0]}" + (f" and {len(numbers) - 1} more" if len(numbers) > 1 else "")
        yield f"What stood on {shown} is damaged and does not show; ask for another copy."


def _page_text(page: object) -> PageText:
    import pypdfium2

    assert isinstance(page, pypdfium2.PdfPage)
    try:
        read = page.get_textpage()
        text = read.get_text_bounded()
        read.close()
        letters = sum(sign.isalpha() for sign in text)
        enough = SCAN_LETTERS if _is_scan(page) else LEAST_LETTERS
        return PageText(comparable(text), letters >= enough)
    except pypdfium2.PdfiumError:
        return PageText("", False)
    finally:
        page.close()


def _is_scan(page: object) -> bool:
    import pypdfium2
    import pypdfium2.raw as raw

    assert isinstance(page, pypdfium2.PdfPage)
    width, height = page.get_size()
    covered = 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > SCAN_SHARE * width * height)
