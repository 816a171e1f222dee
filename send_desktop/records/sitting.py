"""What happens at a meeting, and after it: who was there, what was advised, what was decided, who does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Stored):
    """One person at one meeting, or their apology."""

    meeting_id: int
    name: str
    agency: str = ""
    role: str = ""
    """A code of ``panel_types.ROLES``."""
    capacity: str = "member"
    """member, deputy, observer, presenter or clerk. Members and deputies count towards the quorum."""
    member_id: int | None = None
    """The ``PanelMember`` that they are, if one of the series."""
    is_apology: bool = False
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Stored):
    """An interest in one case that a person at the meeting has declared, and what they did about it."""

    meeting_id: int
    item_id: int
    case_id: int
    attendance_id: int
    nature: str
    action: str
    """stayed, left or papers_only. Who left does not count towards the quorum of the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Stored):
    """What a panel advised on one case. It moves nothing: only the authority's ``Decision`` does."""

    case_id: int
    meeting_id: int
    item_id: int
    outcome: str
    """A code of ``panel_types.OUTCOMES``."""
    made_at: datetime
    chair: str = ""
    wording: str = ""
    basis: str = ""
    """The provision of the law that it rests on."""
    evidence: str = ""
    """The evidence relied on."""
    criteria: str = ""
    """Which criteria are met, and which not."""
    alternatives: str = ""
    """What else was considered."""
    family_view: str = ""
    """How the views of the family and the child were addressed."""
    cost_considered: str = ""
    """not_considered, after_suitability or before_suitability; empty where it does not arise."""
    conditions: str = ""
    deferred_to: date | None = None
    deferred_for: str = ""
    """What a deferral waits for, by name."""
    quorum: str = ""
    """How the quorum of the item stood, in words."""
    effect: str = ""
    """What it does to the clock, as the screen said it."""
    shown_sha256: str = ""
    """The content that holds everything that was on the screen when it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView(Stored):
    """A member's view that differs from the recommendation, with the role that it comes from."""

    case_id: int
    meeting_id: int
    item_id: int
    role: str
    who: str
    view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Stored):
    """What the authority decided, by a named officer: on a panel's recommendation, or outside the panel."""

    case_id: int
    outcome: str
    """A code of ``panel_types.OUTCOMES``."""
    decided_by: str
    decided_at: datetime
    made_on: date
    meeting_id: int | None = None
    item_id: int | None = None
    recommendation_id: int | None = None
    wording: str = ""
    basis: str = ""
    reasons: str = ""
    conditions: str = ""
    differs_because: str = ""
    """Why the officer decided otherwise than the panel advised."""
    delegation: str = ""
    """The power in the scheme of delegation under which the officer decided."""
    notify_by: date | None = None
    """The last day on which the family is to be told, by law or by the series."""
    letter: str = ""
    """The code of the letter that tells the family."""
    effect: str = ""
    """What it does to the clock, as the screen said it."""
    shown_sha256: str = ""
    """The content that holds everything that was on the screen when it was taken."""
    is_out_of_panel: bool = False
    why_not_wait: str = ""
    """Outside the panel: why it could not wait for a meeting."""
    consulted: str = ""
    """Outside the panel: who was consulted, and when."""
    ratified_on: date | None = None
    """Outside the panel: the day on which a panel ratified it."""
    ratified_meeting_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAction(Stored):
    """Something that somebody has to do after a meeting."""

    case_id: int
    kind: str
    """action, information (still needed, from ``owner``) or feedback_call (by telephone, after a refusal)."""
    what: str
    owner: str
    raised_on: date
    meeting_id: int | None = None
    item_id: int | None = None
    due_on: date | None = None
    done_on: date | None = None
    done_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWording(Stored):
    """The team's own standard wording of an outcome, in place of the shipped one."""

    code: str
    """A code of ``panel_types.OUTCOMES``."""
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolHoliday(Stored):
    """Days on which the authority's schools are closed, both included; no meeting of a term-time series falls there."""

    name: str
    starts_on: date
    ends_on: date
