"""What the clerk's sheet is drawn from."""

from dataclasses import dataclass
from datetime import date, datetime

from send_desktop.exports.minutes.sheet import AttendanceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkItem:
    """One case: what was advised, what was decided and by whom, by when the family is told, and the letter."""

    number: int
    reference: str
    child: str
    """Name or initials; empty where only the reference may be shown."""
    asked: str
    recommended: str
    decided: str
    decided_by: str
    decided_on: date | None
    conditions: str
    notify_by: date | None
    letter: str
    letter_stands: str
    """'Not made', 'Made, not sent', 'Sent 25 Nov': empty where no letter follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkSheet:
    """The whole sheet, every name and typed text already under its profile."""

    title: str
    standing: str
    profile: str
    confidential: str
    quorum: str
    attendance: tuple[AttendanceLine, ...]
    apologies: tuple[AttendanceLine, ...]
    interests: tuple[tuple[str, str, str, str], ...]
    items: tuple[ClerkItem, ...]
    built_at: datetime
