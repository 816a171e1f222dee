"""What kind of file a paper is, by what it holds and not by what it is called."""

import io
import zipfile
from contextlib import suppress

from send_desktop.errors import Refused

PDF, IMAGE, WORD = "pdf", "image", "word"

_IMAGE_MARKS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif"})
PDF_HEAD = 1024
"""A PDF begins within its first 1,024 bytes (ISO 32000, annex H)."""

TAKEN = "PDF, JPEG, PNG, TIFF and Word"


def media_of(data: bytes, name: str) -> str:
    """Return 'pdf', 'image' or 'word'. Raises Refused, with the way out, for what can be no paper."""
    if not data:
        raise Refused(f"{name} is empty (0 bytes); check the file, and add it once it holds something.")
    if b"%PDF-" in data[:PDF_HEAD]:
        return PDF
    if data.startswith(_IMAGE_MARKS):
        return IMAGE
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise Refused(
            f"{name} is a HEIC photo, as telephones take them, and most programs cannot show it. Save it as JPEG "
            "(on the telephone: Settings, Camera, Most compatible) or print it to PDF, and add that. Nothing was kept."
        )
    if _is_word(data, name):
        return WORD
    raise Refused(f"{name} is no paper that a pack can hold: {TAKEN} files are. Print it to PDF, and add that.")


def _is_word(data: bytes, name: str) -> bool:
    if data.startswith(_OLD_OFFICE):
        return name.lower().endswith(".doc")
    if data.startswith(b"{\\rtf"):
        return True
    if data.startswith(b"PK"):
        with suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            return "word/document.xml" in names or name.lower().endswith(".odt")
    return False
