"""What the minutes of a panel hold: plain values, already under their profile."""

from dataclasses import dataclass
from datetime import datetime

Pair = tuple[str, str]
"""A label and what stands beside it."""


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Somebody who came, in what capacity and from when to when; an apology has its word in place of times."""

    name: str
    agency: str
    role: str
    capacity: str
    came: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something to be done or found out: what, by whom, by when, and how it stands."""

    kind: str
    what: str
    who: str
    by_when: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesItem:
    """One case: what was asked, what the panel advised and why, who differed, and what was decided by whom."""

    number: int
    label: str
    """The child as the profile names them."""
    reference: str
    """Beside the label; empty where the label is the reference."""
    asked: str
    heard: str
    """From when to when it was heard, and for how long; empty where it was not."""
    outcome: str
    """The recommendation's title; 'Nothing recorded yet' without one."""
    recommendation: tuple[Pair, ...] = ()
    views: tuple[Pair, ...] = ()
    """Whose view differs, and the view."""
    decision: tuple[Pair, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    is_settled: bool = True
    """False for what was deferred, referred, withdrawn or not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSheet:
    """The whole document."""

    title: str
    """'Minutes of the issue panel of 25 Nov 2026'."""
    standing: str
    """'Draft, not signed yet' or who signed it and when; stands at the head and at the foot of every page."""
    is_draft: bool
    profile: str
    confidential: str
    facts: tuple[Pair, ...]
    quorum: str
    formalities: tuple[str, ...]
    attendance: tuple[AttendanceLine, ...]
    apologies: tuple[AttendanceLine, ...]
    interests: tuple[tuple[str, str, str, str], ...]
    """The item, who, the nature of the interest, and what they did."""
    matters: str
    items: tuple[MinutesItem, ...]
    accepted: tuple[str, ...] = ()
    """What the chair signed in spite of, each in a sentence, with who accepted it and why at the end."""
    built_at: datetime
    built_by: str

    @property
    def unsettled(self) -> tuple[MinutesItem, ...]:
        """The items that were deferred, referred, withdrawn or not reached."""
        return tuple(one for one in self.items if not one.is_settled)
