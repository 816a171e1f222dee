"""What the Today screen is made from: the facts of an officer's open cases, read flat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_desktop.records.case import Contact, Dispute, ExceptionPeriod, Letter
from send_desktop.records.panels import PanelMeeting
from send_desktop.records.rows import AdviserRow, AuditLine, AwaitedRow, Derived
from send_desktop.records.sitting import PanelAction

ENDED_DAYS = 28
"""Days after its end for which a case is read that may be asked why it was late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCase:
    """One case as a line of Today names it."""

    id: int
    reference: str
    forename: str
    surname: str
    officer: str
    area_id: int | None
    clock_start_on: date
    assess_told_on: date | None
    issue_told_on: date | None
    derived: Derived
    has_listed_exception: bool = False
    """An exception is claimed for a reason of the closed list: nobody is asked why a limit passed."""

    @property
    def child(self) -> str:
        """Surname first, as a register lists it."""
        return f"{self.surname}, {self.forename}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The newest day of one sort of contact on a case: which sorts the family hears from us by, services decide."""

    case_id: int
    kind: str
    party: str
    direction: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A refusal whose letter to the family has not gone."""

    case_id: int
    about: str
    """assess or issue."""
    told_on: date | None
    letter_id: int = 0
    """The letter that is made and has not gone; 0 where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacts:
    """Everything that Today needs of one officer, or of the whole team, as at one reading."""

    cases: dict[int, DeskCase]
    """The open cases, and those others of which something is still owed or promised."""
    awaited: tuple[AwaitedRow, ...] = ()
    promises: tuple[Contact, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    adviser_requests: tuple[AdviserRow, ...] = ()
    """What families asked for that is undecided, or of which they have still to be told."""
    exceptions: tuple[ExceptionPeriod, ...] = ()
    """Those of open cases of which the family has still to be told."""
    disputes: tuple[Dispute, ...] = ()
    """Mediation and appeals that still run."""
    meetings: tuple[PanelMeeting, ...] = ()
    """Those to come that are not cancelled, by date."""
    on_agendas: frozenset[tuple[int, int]] = frozenset()
    """Meeting and case, for every place that is taken in them."""
    unwritten: tuple[Unwritten, ...] = ()
    """Refusals of which the family was told lately or not yet, and whose letter has not gone."""
    posted_drafts: tuple[Letter, ...] = ()
    """Letters that took a draft to a family and whose draft is not recorded as served, the newest last."""
    actions: tuple[PanelAction, ...] = ()
    """What is still to be done after panels, on these cases or by this officer."""
    ended: tuple[DeskCase, ...] = ()
    """Cases that ended in the last ``ENDED_DAYS`` and have no exception on record."""
    explained: frozenset[tuple[int, str]] = frozenset()
    """Case and limit, for every limit of these cases for whose passing a reason is on record."""
    news: tuple[AuditLine, ...] = ()
    """The audit since the day asked for, oldest first, imports as their own line only."""
