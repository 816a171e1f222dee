"""What the weekly workbook holds beside the figures of the screen: plain frozen values, names under their profile."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from send_desktop.exports.timeliness.sheet import CountedCase, TimelinessSheet
from send_desktop.forecast.fan import Band
from send_desktop.measures import Breakdown, Cohort, Figure, Measure, TrendMonth
from send_desktop.measures.delays import DelayFigures
from send_desktop.panel_measures import ItemFact, PanelFigures

Line = list[Any]
"""One line of a table, in the order of its columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a sheet comes from, so that its reader can ask for the same again."""

    store: str
    """The store's own name."""
    made_by: str
    made_at: datetime
    checksum: str
    """SHA-256 of the facts of the cases counted, as the sheet that is kept has them."""
    cases_held: int
    advice_held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFigure:
    """One headline: its measure now, a week ago and on the same day of the year before."""

    measure: Measure
    now: Figure
    week_ago: Figure
    year_ago: Figure
    is_excluding: bool = False
    target: float | None = None
    """Per cent; None where there is no target."""
    whose: str = ""
    """Whose target it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceLine:
    """One request for advice on a case that was there on the day."""

    reference: str
    service: str
    asked_on: date | None
    returned_on: date | None
    """By the as-at day."""
    state: str
    """One of ``words.ADVICE_STATES``."""
    days_waiting: int | None
    days_to_return: int | None
    sent_back_on: date | None
    booked_on: date | None
    officer: str


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service's figures by their measure's id."""

    code: str
    name: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationLine:
    """One setting consulted on a case that was there on the day."""

    reference: str
    setting: str
    sent_on: date
    due_on: date
    """15 days after it was sent (Code of Practice, 9.83)."""
    replied_on: date | None
    days_to_reply: int | None
    state: str
    """Replied, Overdue or Waiting."""
    is_declined: bool
    is_case_open: bool


@dataclass(frozen=True, slots=True)
class PanelsHeld:
    """What panels did in the period, the minutes that cases not reached lost, and whom nobody has told."""

    figures: PanelFigures
    minutes_lost: int
    untold: tuple[Line, ...]
    """Each case decided upon and not told: reference, meeting, tell by, days since."""
    items: tuple[ItemFact, ...] = ()
    """What stood on the agendas of the meetings held in the period, the oldest meeting first."""


@dataclass(frozen=True, slots=True)
class AheadMonth:
    """One month of the forecast: the share that was, or the band of what is likely, in per cent."""

    month: date
    target: float
    issued: int | None = None
    on_time: int | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """The forecast of plans issued within 20 weeks, exceptions included, month by month."""

    months: tuple[AheadMonth, ...] = ()
    """The months so far and those to come; empty where there is no forecast."""
    why_not: str = ""
    """Why there is none, in a sentence."""
    held_against: str = ""
    """What it would have said half a year ago, beside what came; empty where the records are too young."""
    stated: tuple[str, ...] = ()
    """What it stands on, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """The whole workbook: the screen's figures, and what stands beside them."""

    sheet: TimelinessSheet
    provenance: Provenance
    tiles: tuple[TileFigure, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    counted: tuple[CountedCase, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    scorecard: tuple[ServiceLine, ...] = ()
    last_contacts: dict[str, date] = field(default_factory=dict)
    """The last contact with a family on each open case, by its reference."""
    consultations: tuple[ConsultationLine, ...] = ()
    consultation_figures: tuple[Figure, ...] = ()
    panels: PanelsHeld | None = None
    months: tuple[TrendMonth, ...] = ()
    exceptions: tuple[Line, ...] = ()
    delays: DelayFigures | None = None
    quality: tuple[Line, ...] = ()
    """Each kind of problem: kind, what, how many cases, their references."""
    breakdowns: tuple[Breakdown, ...] = ()
    ahead: Ahead = field(default_factory=Ahead)
