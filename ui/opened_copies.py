"""Copies of documents that were opened in their own programs: private, read-only, and gone with the program.

Nothing that is changed in such a copy is lost silently: ``changed`` finds it, so that the page can offer
to put it in as a new version, and the window asks once before it takes the copies away.
"""

from __future__ import annotations

import stat
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from send_desktop.errors import Unavailable
from send_desktop.exports.placing import safe_name
from send_desktop.records import Document

PREFIX = "send-desktop-copies-"

LEFT_BEHIND_S = 24 * 60 * 60
"""Copies of a program that was killed are taken away by the next one once they are a day old."""


@dataclass(slots=True)
class _Opened:
    document: Document
    path: Path
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)


class OpenedCopies:
    """The copies that this program has handed to others."""

    def __init__(self) -> None:
        _clear_left_behind()  # a child's papers do not wait on the disk until the next document is opened
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._opened: list[_Opened] = []

    def write(self, document: Document, data: bytes) -> Path:
        """Write a read-only copy in a folder of its own and return it. Raises Unavailable where there is no room."""
        try:
            place = Path(tempfile.mkdtemp(dir=self._place()))
            path = place / safe_name(document.file_name)
            path.write_bytes(data)
            path.chmod(stat.S_IRUSR)
        except OSError as error:
            words = f"The copy could not be written ({error.strerror}); free some room and try again."
            raise Unavailable(words) from error
        made = _Opened(document, path)
        made.seen = _files(place)
        self._opened.append(made)
        return path

    def changed(self, case_id: int | None = None) -> list[tuple[Document, Path]]:
        """Return the files changed, or saved beside, since they were opened; of one case where it is given."""
        return [
            (one.document, path)
            for one in self._opened
            if case_id in (None, one.document.case_id)
            for path, state in _files(one.path.parent).items()
            if one.seen.get(path) != state
        ]

    def settle(self, path: Path) -> None:
        """Take a changed file as dealt with: it is not told of again."""
        for one in self._opened:
            if one.path.parent == path.parent:
                one.seen = _files(path.parent)

    def clean(self) -> None:
        """Take every copy away."""
        self._opened.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _place(self) -> str:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        return self._folder.name


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return a folder's files with their time and size; the locks that office programs lay beside are none."""
    found: dict[Path, tuple[int, int]] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_file() and not path.name.startswith(("~$", ".~", ".")):
                state = path.stat()
                found[path] = (state.st_mtime_ns, state.st_size)
    return found


def _clear_left_behind() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LEFT_BEHIND_S:
                rmtree(folder, ignore_errors=True)
