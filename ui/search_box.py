"""Search over everything, from anywhere: names, references, settings, notes, contacts and documents in one box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from send_desktop.progress import Progress
from send_desktop.records import CaseloadRow, Found, SearchHit
from send_desktop.wording import age_on
from ui.desk import Desk
from ui.widgets.finder import Finder, FoundLine

MOST = 20
PAUSE_MS = 40
"""Typing pauses this long before the store is asked."""

HINT = "Name, reference, UPN, setting, or any word of a note, contact or document"
WHERE = {
    "reference": "Reference",
    "name": "",
    "upn": "UPN",
    "setting": "Setting",
    "carers": "Parent or carer",
    "contacts": "Contact",
    "notes": "Note",
    "documents": "Document",
}
"""What each column of the index is called."""


class SearchBox:
    """Fills a Finder with cases; ``open_case`` is asked to open the one that is taken."""

    def __init__(self, finder: Finder, desk: Desk, open_case: Callable[[int], object]) -> None:
        self._finder = finder
        self._desk = desk
        self._open_case = open_case
        self._recent: tuple[int, ...] = ()
        self._words = ""
        self._pause = QTimer(finder)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)

    def open(self, recent: Sequence[int]) -> None:
        """Open the box; before anything is typed it lists the cases that were opened last."""
        self._recent = tuple(recent)
        self._finder.open("Search every case", HINT, self._typed)

    def _typed(self, words: str) -> None:
        self._words = words
        self._pause.start(PAUSE_MS)

    def _ask(self) -> None:
        desk, words, recent = self._desk, self._words, self._recent

        def read(_: Progress) -> Found | list[CaseloadRow]:
            with desk.store.look() as reading:
                return reading.search(words, MOST, desk.by) if words.strip() else reading.caseload(recent)

        desk.tasks.read(self._finder, read, partial(self._show, words), self._failed)

    def _failed(self, failure: Exception) -> None:
        if self._finder.is_asking(self._typed):
            self._finder.show_lines((), str(failure))

    def _show(self, words: str, found: Found | list[CaseloadRow]) -> None:
        if words != self._words or not self._finder.is_asking(self._typed):
            return
        if isinstance(found, Found):
            self._finder.show_lines([self._line(hit) for hit in found.hits], _note(words, found))
        else:
            lines = [self._recent_line(row) for row in sorted(found, key=lambda row: self._recent.index(row.id))]
            note = "Opened last." if lines else "Type two or three letters of a name, or any word that was written."
            self._finder.show_lines(lines, note)

    def _line(self, hit: SearchHit) -> FoundLine:
        where = WHERE[hit.matched]
        matched = f"{where}: {hit.snippet}" if where and hit.matched != "reference" else ""
        age = age_on(hit.date_of_birth, self._desk.today)
        detail = (hit.reference, "" if age is None else f"aged {age}", hit.officer, matched)
        return FoundLine(
            hit.name,
            " · ".join(part for part in detail if part),
            partial(self._open_case, hit.case_id),
            "person",
            "" if hit.is_open else "closed",
        )

    def _recent_line(self, row: CaseloadRow) -> FoundLine:
        detail = " · ".join(part for part in (row.reference, row.setting, row.officer) if part)
        return FoundLine(f"{row.forename} {row.surname}", detail, partial(self._open_case, row.id), "history")


def _note(words: str, found: Found) -> str:
    if found.instead:
        return f"Nothing holds “{words.strip()}”. Showing “{found.instead}” instead."
    if not found.hits:
        return f"Nothing holds “{words.strip()}”. Try fewer words, the beginning of a name, or the reference."
    return f"The first {MOST}; type more to narrow." if len(found.hits) == MOST else ""
