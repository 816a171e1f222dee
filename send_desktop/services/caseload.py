"""The caseload: every case as a line, with what its dates mean today."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from send_desktop.records import CaseloadRow
from send_desktop.store import Store

OPEN_STATES = ("breached", "will_breach", "at_risk", "on_track", "excepted")


@dataclass(frozen=True, slots=True)
class Caseload:
    """Every row, in order of next legal date, with the officers, areas and services to choose from."""

    rows: list[CaseloadRow]
    officers: tuple[str, ...]
    areas: tuple[str, ...]


def caseload(store: Store) -> Caseload:
    """Read the whole caseload at once: flat rows, quick enough to filter in memory."""
    with store.look() as reading:
        rows, directory = reading.caseload(), reading.directory()
    return Caseload(
        rows,
        tuple(officer.name for officer in directory.officers),
        tuple(area.name for area in directory.areas),
    )


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


def found_by(words: str, folded: str) -> bool:
    """Do as ``is_found`` on a text that is already in small letters: quick enough to ask of every case at a key."""
    typed = words.lower().split()
    return all(word in folded for word in typed) and (not typed or is_found(words, folded))


@lru_cache(maxsize=64)
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    typed = words.split()
    starts = ("" if any(sign.isdigit() for sign in word) else r"(?<!\w)" for word in typed)
    return tuple(re.compile(start + re.escape(word), re.IGNORECASE) for start, word in zip(starts, typed, strict=True))
