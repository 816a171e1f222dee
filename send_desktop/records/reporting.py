"""What reports stand on beside the cases: reasons for delay, milestones, sheets as sent, forecasts as made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from send_desktop.records.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayReason(Stored):
    """Why a statutory limit of a case passed unmet: one main reason for each limit, in the words of a short list."""

    case_id: int
    duty: str
    """The limit that passed: assess_decision, no_plan_decision or final_plan."""
    reason: str
    """A code of ``delay_reasons.REASONS``; it says whose the delay was."""
    service: str = ""
    """The code of the advice service that was waited for, where the reason is late advice."""
    note: str = ""
    given_on: date
    given_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Stored):
    """What the authority has promised to reach by a day, for one measure. Values are in tenths of its unit."""

    measure: str
    """The id of a measure in ``measures.MEASURES``."""
    title: str
    baseline: int | None = None
    baseline_on: date | None = None
    target: int
    due_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSheet(Stored):
    """A weekly sheet as it was sent, frozen: its figures and the facts of every case that they counted."""

    export_id: int
    """Its line in the export log."""
    as_at: date
    period_from: date
    period_to: date
    profile: str
    made_at: datetime
    made_by: str
    sha256: str
    """The content that holds the figures and the facts."""
    cases: int
    """How many cases it counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForecast(Stored):
    """A month's forecasts as they were made, so that hindsight cannot change them."""

    kind: str
    made_on: date
    """The day as at which they were made."""
    sha256: str
    """The content that holds them."""
    cases: int
    """How many cases were forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSet(Stored):
    """A file of the Department's figures that was read in, to stand beside those that the program ships."""

    title: str
    file_name: str
    first_year: int
    last_year: int
    read_on: date
    read_by: str
    sha256: str
    """The content that holds the figures, in the program's own columns."""
