"""What might be done about a backlog, as data, with what it costs; every cost is an assumption that can be changed."""

from dataclasses import dataclass
from datetime import date
from math import floor

WEEKS_A_YEAR = 52.0
MONTHS_A_YEAR = 12.0
WEEKS_A_MONTH = WEEKS_A_YEAR / MONTHS_A_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One figure that the records cannot give: its default, its unit and where it comes from."""

    name: str
    title: str
    default: float
    unit: str
    lowest: float
    highest: float
    source: str

    def words(self, value: float) -> str:
        """Return a value with its unit: '72,000 pounds a year', '1.2 assessments a week'."""
        return f"{plain(value)} {self.unit}"


def plain(value: float) -> str:
    """Return a number with at most one decimal: '72,000', '1.2'."""
    return f"{value:,.1f}".removesuffix(".0")


ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        name="external_assessment_pounds",
        title="A bought EP assessment costs",
        default=1250,
        unit="pounds",
        lowest=0,
        highest=20_000,
        source="Essex County Council 2024, reported in the press",
    ),
    Assumption(
        name="ep_pounds_a_year",
        title="An educational psychologist costs",
        default=72_000,
        unit="pounds a year",
        lowest=0,
        highest=300_000,
        source="assumed: mid Soulbury scale with the employer’s costs",
    ),
    Assumption(
        name="ep_assessments_a_week",
        title="An educational psychologist completes",
        default=1.2,
        unit="assessments a week",
        lowest=0.1,
        highest=10,
        source="assumed from the Department’s 17.4 hours a plan: 37 hours, 42 weeks, 70 per cent on assessments",
    ),
    Assumption(
        name="panel_meeting_pounds",
        title="A panel meeting costs",
        default=1500,
        unit="pounds",
        lowest=0,
        highest=50_000,
        source="assumed: eight members for half a day, with reading",
    ),
    Assumption(
        name="panel_meeting_places",
        title="A panel meeting decides",
        default=12,
        unit="cases",
        lowest=1,
        highest=100,
        source="assumed: this program’s usual number of places",
    ),
    Assumption(
        name="officer_pounds_a_year",
        title="An officer costs",
        default=45_000,
        unit="pounds a year",
        lowest=0,
        highest=300_000,
        source="assumed, with the employer’s costs",
    ),
    Assumption(
        name="officer_hours_a_week",
        title="An officer has for new plans",
        default=15,
        unit="hours a week",
        lowest=1,
        highest=40,
        source="assumed: the rest goes to reviews and phase transfer",
    ),
    Assumption(
        name="officer_hours_a_plan",
        title="A new plan takes an officer",
        default=11.3,
        unit="hours",
        lowest=0.1,
        highest=100,
        source="the Department’s time study: 11.3 hours (EP 17.4, manager 9.9, social worker 4.8)",
    ),
)
"""Every assumption, in the order of the form."""


def defaults() -> dict[str, float]:
    """Return every assumption at its default."""
    return {one.name: one.default for one in ASSUMPTIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One thing that might be done, from a day until another (None: from now, or without end)."""

    title: str
    extra_eps: float = 0
    """Whole-time educational psychologists; fewer where negative."""
    bought_a_month: float = 0
    """EP assessments bought from outside, a month."""
    extra_panels_a_month: float = 0
    extra_officers: float = 0
    refusal_change: float = 0
    """Percentage points by which more of the decisions made meanwhile are refusals; a test of the rate, not advice."""
    requests_change: float = 0
    """Per cent by which more requests come meanwhile."""
    policy: str = "as_before"
    """Whom the educational psychologists take first, throughout: a key of ``waiting``."""
    from_on: date | None = None
    until_on: date | None = None


AS_NOW = WhatIf(title="As now")

SHIPPED: tuple[WhatIf, ...] = (
    AS_NOW,
    WhatIf(title="Two more educational psychologists", extra_eps=2),
    WhatIf(title="Seventy assessments bought a month", bought_a_month=70),
    WhatIf(title="One more panel a month", extra_panels_a_month=1),
)
"""What stands side by side unless the user asks for something of their own."""

ORDERS: tuple[WhatIf, ...] = (
    WhatIf(title="As it has been"),
    WhatIf(title="Longest wait first", policy="longest_wait"),
    WhatIf(title="First those who can still be in time", policy="in_time_first"),
)
"""The orders in which the psychologists may take children, so that what each does is plain before it is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Pounds, rounded half up."""

    a_year: int
    total: int
    """Over the days in force within the two years forecast."""


def ep_places(what: WhatIf, assumed: dict[str, float]) -> float:
    """Return the assessments a week that a what-if adds."""
    return what.extra_eps * assumed["ep_assessments_a_week"] + what.bought_a_month / WEEKS_A_MONTH


def panel_places(what: WhatIf, assumed: dict[str, float]) -> float:
    """Return the decisions a week that a what-if adds."""
    return what.extra_panels_a_month * assumed["panel_meeting_places"] / WEEKS_A_MONTH


def drafting_places(what: WhatIf, assumed: dict[str, float]) -> float:
    """Return the drafts a week that a what-if adds: officers' hours over the hours a plan takes."""
    hours = what.extra_officers * assumed["officer_hours_a_week"]
    return hours / assumed["officer_hours_a_plan"]


def days_in_force(what: WhatIf, as_at: date, weeks: int) -> tuple[int, int]:
    """Return the first and the last day ahead (from 1) on which it is in force; the last before the first for never."""
    first = 1 if what.from_on is None else max(1, (what.from_on - as_at).days)
    last = 7 * weeks if what.until_on is None else min(7 * weeks, (what.until_on - as_at).days)
    return first, last


def holding(what: WhatIf, as_at: date, weeks: int) -> WhatIf:
    """Return what of a what-if holds in these weeks: its order of work alone where its days are none of them."""
    first, last = days_in_force(what, as_at, weeks)
    return what if first <= last else WhatIf(title=what.title, policy=what.policy)


def cost(what: WhatIf, assumed: dict[str, float], as_at: date, weeks: int) -> Cost:
    """Return what a what-if costs a year, and in all while it is in force."""
    yearly = (
        what.extra_eps * assumed["ep_pounds_a_year"]
        + what.bought_a_month * MONTHS_A_YEAR * assumed["external_assessment_pounds"]
        + what.extra_panels_a_month * MONTHS_A_YEAR * assumed["panel_meeting_pounds"]
        + what.extra_officers * assumed["officer_pounds_a_year"]
    )
    first, last = days_in_force(what, as_at, weeks)
    total = yearly * max(0, last - first + 1) / (7 * WEEKS_A_YEAR)
    return Cost(a_year=floor(yearly + 0.5), total=floor(total + 0.5))
