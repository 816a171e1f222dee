"""The authority: its teams, areas, officers, advice services and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Stored):
    """A team of officers, for example "North and East"."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Stored):
    """A locality by which cases and panels are divided."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Stored):
    """Someone who works in the team. ``sign_in`` is the name by which the system knows them."""

    name: str
    initials: str = ""
    email: str = ""
    team_id: int | None = None
    area_id: int | None = None
    role: str = "case_officer"
    """One of case_officer, panel_manager, team_lead."""
    sign_in: str | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Stored):
    """An advice service. ``code`` is its id in files and on the command line (EP, SaLT, ...)."""

    code: str
    name: str
    is_section_31_body: bool = False
    """True for bodies bound by reg 8 (health trusts); others are held to the same six weeks by practice."""
    email: str = ""
    escalation_email: str = ""
    """Where the last rung of the chasing ladder goes; empty takes ``email``."""
    is_always_asked: bool = False
    """On the team's standard list for every assessment (reg 6(1))."""
    asked_for_needs: tuple[str, ...] = ()
    """SEN2 codes of the primary or secondary needs for which the standard list names it."""
    asked_from_age: int | None = None
    """From this age in whole years the standard list names it, whatever the need; None: age has no say."""
    usual_delay_days: int = 42
    """Median days from request to receipt over what it returned in six months (at least ten), else 42."""
    sort_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate(Stored):
    """The team's own version of a letter's template. A letter without one is made from what the program ships."""

    code: str
    file_name: str
    sha256: str
    """Of its content, which the store keeps; empty where the team went back to what the program ships."""
    number: int = 1
    """Goes up by one each time the team changes it."""
    changed_by: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Stored):
    """A way of looking at the caseload that the team shares: filter, columns, order, groups."""

    name: str
    made_by: str = ""
    definition: str = "{}"
    """JSON text, read and written by the caseload alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Stored):
    """A school, college or nursery (or 'Not on roll' and the like, held as written)."""

    name: str
    kind: str = ""
    urn: str = ""
    email: str = ""
    address: str = ""
