"""Quorum by role, not by headcount: who must be at the table, who is, and who is missing, in words (pure).

Only members and deputies count. Who has left the room, or left for one item because of an interest in it, does not.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from send_desktop.panel_types import COUNTS_TOWARDS_QUORUM, ROLES
from send_desktop.records import Attendance, Conflict, PanelMeeting
from send_desktop.wording import counted, listed

WENT_ON = " The panel went on: "
"""Between how the quorum stood and why the panel recommended without it."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How the quorum stands at one moment."""

    is_set: bool
    """False where the meeting has no rule; then nothing can be missing."""
    missing: tuple[str, ...]
    """Codes of required roles that nobody who counts holds."""
    present: int
    """How many who count are present."""
    minimum: int
    stood_out: tuple[str, ...] = ()
    """Names of those who would count and left for this item."""

    @property
    def is_met(self) -> bool:
        """Say whether every required role is there, and enough members with them."""
        return not self.missing and self.present >= self.minimum

    @property
    def words(self) -> str:
        """Say whether it is met and, where not, who is missing."""
        out = f" {listed(self.stood_out)} left for this item." if self.stood_out else ""
        if not self.is_set:
            return f"No quorum is set; {_heads(self.present)} present.{out}"
        if self.is_met:
            return f"Quorum met: {_heads(self.present)} present.{out}"
        return f"Quorum not met: {listed(self._lacking())}.{out}"

    def _lacking(self) -> list[str]:
        roles = [f"{nobody(role)} is present" for role in self.missing]
        short = [f"{self.present} of at least {counted(self.minimum, 'member')} present"]
        return roles + (short if self.present < self.minimum else [])


def quorum_of(
    meeting: PanelMeeting,
    attendance: Iterable[Attendance],
    conflicts: Iterable[Conflict] = (),
    at: datetime | None = None,
) -> Quorum:
    """Return how a meeting's quorum stands; for one item when its ``conflicts`` are given.

    ``at`` is the moment asked about; None is now, so that whoever has not left is still there.
    """
    out = {one.attendance_id for one in conflicts if one.action == "left"}
    there = [one for one in attendance if counts(one, at)]
    return quorum(
        meeting.quorum_roles,
        meeting.quorum_minimum,
        [one.role for one in there if one.id not in out],
        tuple(one.name for one in there if one.id in out),
    )


def quorum(roles: Collection[str], minimum: int, present: Collection[str], stood_out: tuple[str, ...] = ()) -> Quorum:
    """Return how a rule stands with members of these roles present: each role held, and at least ``minimum`` there."""
    missing = tuple(role for role in roles if role not in present)
    return Quorum(bool(roles) or minimum > 0, missing, len(present), minimum, stood_out)


def counts(one: Attendance, at: datetime | None = None) -> bool:
    """Say whether somebody counts towards the quorum at a moment."""
    return one.capacity in COUNTS_TOWARDS_QUORUM and is_present(one, at)


def is_present(one: Attendance, at: datetime | None = None) -> bool:
    """Say whether somebody is in the room at a moment; None is now."""
    if one.is_apology or one.arrived_at is None:
        return False
    if at is None:
        return one.left_at is None
    return one.arrived_at <= at and (one.left_at is None or one.left_at > at)


def in_words(role: str) -> str:
    """Return a role within a sentence: 'educational psychologist', 'SENCo'."""
    title = ROLES.get(role, role)
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def nobody(role: str) -> str:
    """Return 'no chair', or 'nobody from health' for a role that is an agency's."""
    return f"{'nobody from' if role in _AGENCIES else 'no'} {in_words(role)}"


_AGENCIES = frozenset({"health", "social_care", "adult_social_care", "early_years", "therapy", "fe", "finance"})


def _heads(count: int) -> str:
    return counted(count, "member")
