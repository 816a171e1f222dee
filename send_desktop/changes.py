"""What an act changed: the value that every act returns and that every page listens for."""

from dataclasses import dataclass, field
from typing import Literal

from send_desktop.records import Stored


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes an act back: the records as it left them, and as they were. It is carried out as a new act."""

    act: str
    """The name of the act that would be taken back."""
    note: str
    """The sentence that told of it."""
    added: tuple[Stored, ...] = ()
    replaced: tuple[tuple[Stored, Stored], ...] = ()
    """As the act left each record, and as it was before."""
    removed: tuple[Stored, ...] = ()
    options: tuple[tuple[str, str | None, str | None], ...] = ()
    """Options that were set: the name, as the act left it and as it was; None is its default."""
    way: Literal["act", "undone", "redone"] = "act"
    """Whether it was an act, the taking back of one, or one that was done again."""
    why_not: str = ""
    """Why it cannot be undone: what has left the building is corrected. Empty where it can be."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which cases and meetings an act touched, and one sentence about it for the status bar."""

    note: str
    cases: frozenset[int] = field(default_factory=frozenset)
    meetings: frozenset[int] = field(default_factory=frozenset)
    everything: bool = False
    """True when an act touched so much (an import, an option) that every page should read again."""
    undo: Undo | None = None
    """What takes the act back; None for an act that changed nothing which could be."""
