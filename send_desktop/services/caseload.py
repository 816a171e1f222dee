"""The caseload: every case as a line, with what its dates mean today."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from send_desktop.records import AuditLine, CaseloadRow, Directory
from send_desktop.store import Store

OPEN_STATES = ("breached", "will_breach", "at_risk", "on_track", "excepted")


@dataclass(frozen=True, slots=True)
class Caseload:
    """Rows in order of next legal date, with the officers, areas and services to choose from."""

    rows: list[CaseloadRow]
    directory: Directory
    newest: AuditLine | None = None
    """The last act that it knows of."""
    is_part: bool = False
    """True where these are only the cases that later acts have touched."""


_FURTHER = frozenset({"AgendaItem", "PanelMeeting"})
"""Records whose change moves the dates of other cases too."""
_APART = frozenset({"SavedView", "LetterTemplate", "Export", "Carer", ""})
"""Records of which no line of the caseload shows anything, and acts that changed no record of their own."""
_LINES_LOOKED_BACK = 100


def caseload(store: Store, newest: AuditLine | None = None) -> Caseload:
    """Read the caseload: flat rows, quick enough to filter in memory.

    With the last act that was known, only the cases that have been touched since are read, whoever
    touched them; all of them where an act reached further than its own cases.
    """
    with store.look() as reading:
        lines = reading.audit(_LINES_LOOKED_BACK) if newest else reading.audit(1)
        ids = _touched_since(lines, newest) if newest else None
        rows = reading.caseload(ids) if ids is None or ids else []
        directory = reading.directory()
    return Caseload(rows, directory, lines[0] if lines else None, is_part=ids is not None)


def _touched_since(lines: list[AuditLine], newest: AuditLine) -> set[int] | None:
    """Return the cases of the acts after the newest that was known; None where all must be read again."""
    ids: set[int] = set()
    for line in lines:
        if line == newest:
            return ids
        if line.case_id is not None and line.record not in _FURTHER:
            ids.add(line.case_id)
        elif line.record not in _APART:
            return None
    return None


def stage_on(row: CaseloadRow, today: date) -> str | None:
    """Return a row's stage today: a consultation turns final once both windows have closed."""
    derived = row.derived
    if derived.stage == "consultation" and derived.final_from and today >= derived.final_from:
        return "final"
    return derived.stage


def is_found(words: str, text: str) -> bool:
    """Say whether every word typed begins a word of the text, capitals ignored.

    One that holds a digit may also stand inside another, as the end of a reference does.
    """
    return all(pattern.search(text) for pattern in _patterns(words))


_BEGINNING = re.compile(r"(?<!\w)(?=\w)")
BEGINS = "\x01"
"""Stands before each word of a text that is ready to be looked through."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A text made ready for ``is_found``: in small letters, and once more with a mark where each word begins."""

    folded: str
    marked: str

    @classmethod
    def of(cls, text: str) -> "Sought":
        """Return a text made ready."""
        folded = text.lower()
        return cls(folded, _BEGINNING.sub(BEGINS, folded))

    def has(self, word: str) -> bool:
        """Say of one word in small letters what ``is_found`` says, without a search where that can be."""
        if not word.isalnum():
            return is_found(word, self.folded)
        return word in self.folded if any(sign.isdigit() for sign in word) else BEGINS + word in self.marked


@lru_cache(maxsize=64)
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    typed = words.split()
    starts = ("" if any(sign.isdigit() for sign in word) else r"(?<!\w)" for word in typed)
    return tuple(re.compile(start + re.escape(word), re.IGNORECASE) for start, word in zip(starts, typed, strict=True))
