"""What a chronology on paper holds: plain values, already under their profile."""

from dataclasses import dataclass
from datetime import date, datetime

from send_desktop.track import Track


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One line: the day, its kind, what happened, a word on how it went, and who recorded it when."""

    on: date | None
    kind: str
    what: str
    mark: str = ""
    """'Met', 'Missed', 'Late', 'Kept', 'Not kept' or nothing."""
    source: str = ""

    @property
    def is_bad(self) -> bool:
        """Say whether the line tells of a limit or a promise that was not kept in time."""
        return self.mark in BAD


BAD = frozenset({"Missed", "Late", "Not kept", "Kept late"})
"""Marks of what went wrong: set strong, so that they are found without colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologySheet:
    """The whole document. ``label`` is the child as the profile shows them; ``reference`` the case."""

    label: str
    reference: str
    profile: str
    """The profile's line, as the front page says it."""
    as_at: date
    built_at: datetime
    built_by: str
    chosen: str
    """Which kinds and which period it holds, in words."""
    facts: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str, str], ...]
    """Each limit of the assessment, its last day, and how it stands: what the track shows, in words."""
    state: str | None
    state_words: str
    sentence: str
    track: Track
    start_title: str
    rows: tuple[ChronologyRow, ...]

    @property
    def title(self) -> str:
        """What stands at the head: 'Chronology of EHC-26-0840'."""
        return f"Chronology of {self.reference}"
