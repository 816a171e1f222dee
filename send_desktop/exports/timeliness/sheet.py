"""What the weekly sheet shows, worked out beforehand: plain frozen values, names already under their profile."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeVar

from send_desktop.benchmarks import ComparatorLine, PublishedYear
from send_desktop.measures import FlowWeek, Timeliness, WeekCounts

WITHHELD = "*"
"""Stands for a count that the public profile does not show."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class StateStyle:
    """A risk state as painted: never colour alone."""

    code: str
    word: str
    shape: str
    colour: str
    """Hex, dark enough for text on white."""

    @property
    def text(self) -> str:
        """The shape before the word."""
        return f"{self.shape} {self.word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCaseLine:
    """One open case with its risk."""

    reference: str
    child: str
    """Name or initials; empty where the profile shows the reference only."""
    area: str
    officer: str
    stage: str
    day_number: int
    next_duty: str
    next_due: date | None
    days_left: int | None
    """Below 0 once the date has passed."""
    state: StateStyle | None
    holds: str
    """What the next step waits for."""
    next_step: str = ""
    holder: str = ""
    """In whose court it is: one of ``risk.holders.ORDER``; empty where nothing is recorded that holds it."""
    blocker: str = ""
    """What holds it, as one of a short list."""
    need: str = ""
    is_undecided: bool = False
    hours: Fraction = Fraction(0)
    """What is left of the case officer's hours for its plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCase:
    """The facts of one case by which the figures can be counted again in the workbook."""

    reference: str
    groups: tuple[str, ...]
    """What the case's group is called in each of ``measures.DIMENSIONS``, officers under the profile."""
    received_on: date
    status: str
    open_days: int | None
    """Days since the request, for an open case."""
    is_undecided: bool
    decided_on: date | None
    is_refused: bool
    """Whether that decision was not to assess."""
    refused_plan_on: date | None
    issued_on: date | None
    due_on: date
    """Day 140."""
    has_exception: bool
    is_after_dispute: bool
    closings: tuple[date, ...] = ()
    """Each day on which it stopped being open, up to the as-at day."""
    reopenings: tuple[date, ...] = ()
    breached_6_on: date | None = None
    """The first day past 6 weeks with no decision told, up to the as-at day."""
    breached_20_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLine:
    """One officer's open cases."""

    name: str
    open_cases: int
    over_20_weeks: int
    undecided: int
    by_state: dict[str, int] = field(default_factory=dict)
    hours: float = 0.0
    """What is left of the officer's hours for these cases' plans, to one decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinessSheet:
    """The whole weekly sheet."""

    authority: str
    sensitivity: str
    profile: str
    made_on: date
    figures: Timeliness
    previous: Timeliness
    """The same days of the year before, as at the same day of it."""
    this_week: WeekCounts
    week_before: WeekCounts
    year_to_date: WeekCounts
    previous_to_date: WeekCounts
    flow: tuple[FlowWeek, ...]
    states: tuple[StateStyle, ...]
    open_cases: tuple[OpenCaseLine, ...]
    officers: tuple[OfficerLine, ...]
    england: tuple[PublishedYear, ...]
    service_names: dict[str, str]
    target_pct: float | None = None
    earliest_request: date | None = None
    withheld: frozenset[str] = frozenset()
    """Paths into the JSON figures (``mean_weeks.including``) that are not shown; the past under ``previous.``."""
    comparators: tuple[ComparatorLine, ...] = ()
    """Whom the team compares itself with, by the published headline: plans within 20 weeks without exceptions."""
    minutes_a_plan: int = 0
    """How long a plan takes a case officer, as the options say."""
    known_at: date | None = None
    """The day at whose end the records stood as they are counted here; None for as they stood when it was made."""

    @property
    def is_public(self) -> bool:
        """True when nothing about single cases or officers may be in the workbook."""
        return self.profile == "public"

    def shown(self, path: str, value: V) -> V | str:
        """Return the value, or the sign that stands for one withheld."""
        return WITHHELD if path in self.withheld else value
