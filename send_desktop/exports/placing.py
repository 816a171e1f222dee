"""A finished file is put in its place whole or not at all: written beside the target, then renamed."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from uuid import uuid4

from send_desktop.errors import Refused, Unavailable

LONGEST_NAME = 120
"""The most signs that a file's name is given, so that folder and name together stay within what Windows opens."""

ABANDONED_S = 24 * 60 * 60
"""A file half written, and untouched for so many seconds, is nobody's any more."""

_PART = re.compile(r"\.[0-9a-f]{32}\.part")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")


def safe_name(wanted: str) -> str:
    """Return a name that a file can have on every computer, its ending kept: no folder, device or hidden direction."""
    tidy = _UNSAFE.sub("-", wanted).strip(". ")
    ending = Path(tidy).suffix[:12]
    stem = tidy.removesuffix(ending)[: LONGEST_NAME - len(ending)].rstrip(". ") or "document"
    return f"{stem}-{ending}" if _DEVICES.fullmatch(stem.partition(".")[0].strip()) else f"{stem}{ending}"


def require_place(target: Path) -> None:
    """Raise Unavailable now, before long work, where ``target`` could not be written at its end."""
    if "\0" in str(target):
        raise Unavailable("No file can have that name; give it another. Nothing was written.")
    if is_folder(target):
        raise Unavailable(f"{target.name} is a folder, so no file can be written there; give the file a name.")
    if not is_folder(target.parent):
        raise Unavailable(f"There is no folder {target.parent}; make it first, or choose another. Nothing was written.")


def require_workbook(target: Path) -> None:
    """Raise Refused for a name that is no Excel workbook's, and what ``require_place`` raises."""
    if target.suffix.lower() != ".xlsx" and not is_folder(target):
        raise Refused(f"{target.name} is not the name of an Excel workbook; give it one that ends in .xlsx.")
    require_place(target)


def is_folder(path: Path) -> bool:
    """Say whether a folder is there. Raises Unavailable for a name that is too long or that nothing can have."""
    try:
        return path.is_dir()
    except OSError as error:
        raise Unavailable(f"{path.name[:40]}… is no name that a file can have; give it a shorter one.") from error


def require_free(target: Path) -> None:
    """Raise Refused where a file of that name is there already, and what ``require_place`` raises."""
    require_place(target)
    if target.exists():
        raise Refused(f"{target.name} is there already; nothing has been written. Choose another name.")


def place(content: bytes, target: Path) -> None:
    """Write ``content`` to ``target``; on any failure an earlier file there stays as it was.

    Raises Unavailable when the folder is gone or full, or another program holds the old file open.
    """
    with placed(target) as beside, beside.open("xb") as stream:
        stream.write(content)


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Lend a path beside ``target`` for a file to be written to; at the end it takes its place.

    On any failure an earlier file there stays as it was. Raises Unavailable as ``place`` does.
    """
    require_place(target)
    _sweep(target.parent)
    beside = target.parent / f".{uuid4().hex}.part"
    try:
        yield beside
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(beside, target)
    except OSError as error:
        _clear(beside)
        raise Unavailable(_sentence(error, target)) from error
    except BaseException:
        _clear(beside)
        raise


def _sweep(folder: Path) -> None:
    """Take away what a killed program has left half written here: it is of no use, and children may be in it."""
    with suppress(OSError):
        for left in folder.glob(".*.part"):
            if _PART.fullmatch(left.name) and time() - left.stat().st_mtime > ABANDONED_S:
                _clear(left)


def _clear(beside: Path) -> None:
    with suppress(OSError):
        beside.unlink(missing_ok=True)


def _sentence(error: OSError, target: Path) -> str:
    kept = "What was there before is untouched"
    if isinstance(error, PermissionError):
        why = "it is open in another program or protected"
        return f"{target.name} cannot be written: {why}. {kept}; close it and try again."
    reason = error.strerror or "the disk refused it"
    return f"{target.name} cannot be written ({reason.lower()}). {kept}; free some room or choose another folder."
