"""Panels: their series and members, meetings, agendas, and the log of what left the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSeries(Stored):
    """A panel that meets again and again. What councils do differently is set here; its meetings start from it."""

    name: str
    kind: str
    """A code of ``panel_types.PANEL_TYPES``."""
    first_on: date
    """The first day on which it may meet; of a fortnightly series, every second week is counted from it."""
    last_on: date | None = None
    rhythm: str = "weekly"
    """weekly, fortnightly or monthly."""
    weekday: int = 0
    """0 for Monday to 4 for Friday."""
    week_of_month: int = 1
    """For a monthly series: 1 to 4 for the first to the fourth such weekday of the month, 5 for the last."""
    starts_at: time
    area_id: int | None = None
    chair: str = ""
    deputy: str = ""
    clerk: str = ""
    venue: str = ""
    capacity: int = 12
    slot_minutes: int = 15
    papers_days: int = 6
    """Calendar days before the meeting on which papers close; a day on which nobody works gives the one before."""
    papers_time: time = time(17, 0)
    circulate_days: int = 5
    """Calendar days before the meeting on which the pack goes to the members."""
    outcome_days: int = 7
    """Calendar days after the meeting by which the family is to have the outcome."""
    quorum_roles: tuple[str, ...] = ()
    """Codes of ``panel_types.ROLES``: at least one of each must be present."""
    quorum_minimum: int = 0
    """How many members must be present besides, whatever their roles."""
    decisions: tuple[str, ...] = ()
    """Codes of ``panel_types.OUTCOMES`` that it may recommend; empty for all that its kind allows."""
    delegation: str = ""
    """Where the scheme of delegation gives officers the power to decide, as the council refers to it."""
    terms_version: str = ""
    confidentiality: str = "Confidential: contains personal information about children"
    profile: str = "named"
    """Under which its packs are built unless another is chosen: named, initials or reference."""
    is_term_time_only: bool = True
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember(Stored):
    """Who belongs to a series: offered as attending, and as a recipient of the pack."""

    series_id: int
    name: str
    agency: str = ""
    role: str = ""
    """A code of ``panel_types.ROLES``."""
    capacity: str = "member"
    """member, deputy, observer, presenter or clerk."""
    email: str = ""
    is_active: bool = True


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
    series_id: int | None = None
    """The series that it was made from; what follows was taken from it and may differ for this meeting alone."""
    papers_time: time | None = None
    circulate_on: date | None = None
    outcome_by: date | None = None
    """By when families are to have the outcome."""
    quorum_roles: tuple[str, ...] = ()
    quorum_minimum: int = 0
    decisions: tuple[str, ...] = ()
    profile: str = "named"
    clerk: str = ""
    circulated_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    refresher_given: bool = False
    """Whether members were reminded of the legal tests at the start."""
    previous_approved: bool = False
    """Whether the minutes of the meeting before were approved."""
    matters: str = ""
    """What was said that belongs to no case, for the minutes."""
    signed_at: datetime | None = None
    signed_by: str = ""
    minutes_sha256: str = ""
    """The checksum of the minutes as they were signed, kept as content."""
    accepted_problems: tuple[str, ...] = ()
    """What was not in order when the minutes were signed, each in a sentence."""
    accepted_by: str = ""
    """Who accepted that, and why: it stands in every copy of the minutes."""
    accepted_reason: str = ""
    cancelled_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Stored):
    """A case on the agenda of a meeting; it takes one place."""

    meeting_id: int
    case_id: int
    position: int
    asked: str = ""
    """A code of ``panel_types.ASKED``."""
    recommendation: str = ""
    recommended_outcome: str | None = None
    is_late_paper: bool = False
    late_allowed_by: str = ""
    """Who let the case on to the agenda after its papers had closed, or beyond the places of the meeting."""
    late_reason: str = ""
    presenter: str = ""
    minutes: int | None = None
    """How long this item is given, where not the slot of its meeting."""
    rolled_from_id: int | None = None
    """The item of an earlier meeting that was not reached, or was deferred to this one."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    setting_present: str = ""
    """Who came from the setting, as head or SENCo."""
    family_view_form: str = ""
    """How the family's views were before the panel: attached, summary or none; empty while not said."""
    family_view_note: str = ""
    """Their date, or why there are none."""
    child_view_form: str = ""
    child_view_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Stored):
    """A line of the export log: what left the building, under which profile, with its checksum."""

    kind: str
    """pack, supplement, agenda, decision_sheet, minutes, statistics, weekly_sheet, copy, letter, email, calendar,
    handover or chronology."""
    profile: str
    made_at: datetime
    made_by: str
    target: str = ""
    sha256: str = ""
    items: int = 0
    meeting_id: int | None = None
    recipient: str = ""
    """For whom the copy was made, where it is one person's."""
    pack_id: int | None = None
