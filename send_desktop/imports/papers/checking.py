"""One file checked whole, apart from the program: what makes a library hang or fall takes nothing else with it."""

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from send_desktop.imports.papers import images, pdfs, word
from send_desktop.imports.papers.kinds import IMAGE, WORD, media_of
from send_desktop.imports.papers.pdfs import PageText, UnusableError

SECONDS = 180
"""How long one file may take to be checked; a 500-page scan takes some 20."""


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What became of a file: a clean PDF with the text of its pages, or why there is none."""

    media: str
    pdf: bytes = b""
    pages: int = 0
    texts: bytes = b""
    """The pages' texts as JSON: a list of [text, whether the page could be read]."""
    problem: str = ""
    mended: str = ""


def check(data: bytes, name: str) -> CheckedPaper:
    """Check, mend, convert and read one file, here and now. Raises Refused for what can be no paper."""
    media = media_of(data, name)
    try:
        pdf = data
        if media == IMAGE:
            pdf = images.to_pdf(data)
        elif media == WORD:
            pdf = word.to_pdf(data, name)
        clean = pdfs.clean(pdf)
        texts = pdfs.page_texts(clean.data)
    except UnusableError as problem:
        return CheckedPaper(media, problem=str(problem))
    mended = " ".join(clean.mended) if media == "pdf" else ""
    return CheckedPaper(media, clean.data, clean.pages, as_json(texts), mended=mended)


def as_json(texts: list[PageText]) -> bytes:
    """Return the texts of pages as they are kept."""
    return json.dumps([[one.text, one.is_read] for one in texts], ensure_ascii=False).encode()


def from_json(kept: bytes) -> list[PageText]:
    """Return the texts of pages from what was kept."""
    return [PageText(text, is_read) for text, is_read in json.loads(kept)] if kept else []


class Checker:
    """Checks files one after another in a process of its own, which is replaced when a file is too much for it.

    Not ``apart``, it checks here and now: for files that the program has made itself.
    """

    def __init__(self, seconds: float = SECONDS, *, apart: bool = True) -> None:
        self._seconds, self._apart = seconds, apart
        self._pool: ProcessPoolExecutor | None = None

    def check(self, data: bytes, name: str) -> CheckedPaper:
        """Check one file. Raises Refused for what can be no paper; whatever else goes wrong is its ``problem``."""
        if not self._apart:
            return check(data, name)
        media = media_of(data, name)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        try:
            return self._pool.submit(check, data, name).result(self._seconds)
        except TooSlow:
            self.stop()
            return CheckedPaper(media, problem="It took too long to be checked; print it to PDF anew, and add that.")
        except (BrokenProcessPool, MemoryError, RuntimeError, ValueError, ArithmeticError):
            self.stop()
            return CheckedPaper(media, problem="It cannot be read; print it to PDF anew, and add that.")

    def stop(self) -> None:
        """End the process, in the middle of a file if need be."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((pool._processes or {}).values()):  # there is no public way to end one that hangs
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def checker() -> Iterator[Checker]:
    """Lend a checker for some files, and end it."""
    made = Checker()
    try:
        yield made
    finally:
        made.stop()
