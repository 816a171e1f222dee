"""Pictures as papers: each becomes a page of A4, upright as it was taken, in full and not enlarged beyond the page."""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from send_desktop.imports.papers.pdfs import UnusableError

if TYPE_CHECKING:
    from PIL import Image

A4_POINTS = (595.276, 841.89)
A3_POINTS = (841.89, 1190.551)
LARGEST_PIXELS = 120_000_000
"""A3 at 600 dots an inch has 70 million; beyond this a picture is a trap or a mistake."""

UNREADABLE = "It is a picture that cannot be read; open it, save it anew as JPEG, and add that."
TOO_LARGE = "It is a picture of more than 120 million points; save it smaller, and add that."

_AS_IT_IS = ("1", "L", "RGB", "CMYK", "P")


def to_pdf(data: bytes) -> bytes:
    """Return a PDF with a page for each picture in the file. Raises UnusableError."""
    import img2pdf

    pictures = list(_pictures(data))
    size = A3_POINTS if _is_a3(pictures[0]) else A4_POINTS
    layout = img2pdf.get_layout_fun(size, auto_orient=True, fit=img2pdf.FitMode.into)
    try:
        made: bytes = img2pdf.convert(pictures, layout_fun=layout, rotation=img2pdf.Rotation.ifvalid)
    except (img2pdf.ImageOpenError, img2pdf.JpegColorspaceError, ValueError, OSError) as error:
        raise UnusableError(UNREADABLE) from error
    return made


def _pictures(data: bytes) -> Iterator[bytes]:
    """Yield each picture of a file; one that a PDF can hold unchanged as it was given."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > LARGEST_PIXELS:
                    raise UnusableError(TOO_LARGE)
                # Only TIFF has pages: what else follows in a photo is its depth or its light, in a PNG its movement.
                frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
                see_through = "transparency" in image.info
                if (
                    frames == 1
                    and image.format in ("JPEG", "PNG")
                    and not _moves(image)
                    and image.mode in _AS_IT_IS
                    and not see_through
                ):
                    image.load()
                    yield data
                    return
                for frame in ImageSequence.Iterator(image) if frames > 1 else (image,):
                    yield _as_png(frame)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise UnusableError(UNREADABLE) from error


def _as_png(frame: object) -> bytes:
    """Return a picture on white: a PDF made of it would show what is see-through as black."""
    from PIL import Image, ImageOps

    assert isinstance(frame, Image.Image)
    dpi = frame.info.get("dpi")
    upright = _in_eight_bits(ImageOps.exif_transpose(frame) or frame)
    if upright.mode not in ("1", "L", "RGB"):
        whole = upright.convert("RGBA")
        upright = Image.new("RGB", whole.size, "white")
        upright.paste(whole, mask=whole.getchannel("A"))
    out = io.BytesIO()
    upright.save(out, "PNG", **({"dpi": dpi} if dpi else {}))
    return out.getvalue()


def _moves(image: object) -> bool:
    return getattr(image, "n_frames", 1) > 1


def _in_eight_bits(image: "Image.Image") -> "Image.Image":
    """Return a picture of finer greys, as some scanners make them, in 256: cut off, it would be white."""
    if image.mode[0] not in "IF":
        return image
    highest = image.getextrema()[1]
    top = 65_535 if image.mode.startswith("I;16") else max(float(highest), 1e-9)  # type: ignore[arg-type]  # one band
    return image.convert("F").point(lambda grey: grey * (255 / top) + 0).convert("L")


def _is_a3(picture: bytes) -> bool:
    """Say whether a scan's own resolution makes it larger than A4."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        dpi = image.info.get("dpi")
        if not dpi or not dpi[0] or float(dpi[0]) < 140:  # cameras and screens write 72 or 96 for want of better
            return False
        longest = max(image.width / float(dpi[0]), image.height / float(dpi[1] or dpi[0])) * 72
    return longest > A4_POINTS[1] * 1.1
