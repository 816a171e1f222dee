"""What an act changed: the value that every act returns and that every page listens for."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Which cases and meetings an act touched, and one sentence about it for the status bar."""

    note: str
    cases: frozenset[int] = field(default_factory=frozenset)
    meetings: frozenset[int] = field(default_factory=frozenset)
    everything: bool = False
    """True when an act touched so much (an import, an option) that every page should read again."""
