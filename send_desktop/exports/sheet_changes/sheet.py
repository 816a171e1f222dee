"""What the workbook of changes is drawn from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """One fact of one case that was otherwise when the sheet was sent."""

    reference: str
    child: str
    """Name or initials; empty where only the reference may be shown."""
    reason: str
    fact: str
    moves: str
    """Which figures the case moved into or out of; on the first line of a case alone."""
    by: str
    on: date | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesSheet:
    """A sheet's figures then and now, and the cases between them."""

    authority: str
    profile: str
    """The line that says who may be named in it."""
    heading: str
    made_on: date
    figures: tuple[tuple[str, str, str, bool], ...]
    """Title, then, now, and whether it is the same."""
    cases: tuple[ChangedLine, ...]
    names_children: bool
