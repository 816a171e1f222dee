"""Meetings, agendas and the log of what left the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMeeting(Stored):
    """A meeting of a panel. ``kind`` decides which cases it can decide."""

    kind: str
    """assessment, issue, provision, early_years, joint, post_16, review, emergency or moderation."""
    on: date
    starts_at: time
    area_id: int | None = None
    capacity: int = 12
    papers_by: date | None = None
    slot_minutes: int = 15
    venue: str = ""
    chair: str = ""
    status: str = "planned"
    """planned, circulated, held or cancelled."""
    confidentiality: str = "Confidential: contains personal information about children"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Stored):
    """A case on the agenda of a meeting; it takes one place."""

    meeting_id: int
    case_id: int
    position: int
    asked: str = ""
    """What is asked of the panel: assess, issue or provision."""
    recommendation: str = ""
    recommended_outcome: str | None = None
    is_late_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Stored):
    """A line of the export log: what left the building, under which profile, with its checksum."""

    kind: str
    """pack, weekly_sheet, copy, letter, email, calendar, handover or chronology."""
    profile: str
    made_at: datetime
    made_by: str
    target: str = ""
    sha256: str = ""
    items: int = 0
    meeting_id: int | None = None
