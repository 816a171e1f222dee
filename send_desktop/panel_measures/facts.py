"""What panels are counted from: meetings, the items on their agendas, decisions outside them; and what is in scope."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.panel_types import OUTCOMES, PANEL_TYPES

_FATES = {"defer": "deferred", "refer": "referred", "withdrawn": "withdrawn", "not_reached": "not_reached"}
HEARD = frozenset({"advised", "deferred", "referred"})
FATES = ("advised", "deferred", "referred", "not_reached", "withdrawn", "unrecorded")
"""What can become of an item; each has exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFact:
    """One meeting; ``areas`` are those of the cases on its agenda."""

    id: int
    on: date
    kind: str
    status: str
    series_id: int | None = None
    areas: frozenset[str] = frozenset()
    listed: int = 0
    """Items on its agenda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """What of a case stands beside a figure."""

    id: int
    reference: str
    forename: str = ""
    surname: str = ""
    area: str = ""
    need: str = ""
    """The code of its primary need; empty where none is on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFact:
    """One item on an agenda, with what became of it."""

    id: int
    case: CaseFact
    meeting: MeetingFact
    outcome: str = ""
    """What the panel recommended, a code of ``OUTCOMES``; empty where nothing is recorded."""
    planned_minutes: int = 0
    seconds: int | None = None
    """How long it was heard; None where that was not timed."""
    is_late: bool = False
    decided: str = ""
    """What the authority decided upon it; empty until it has."""
    told_on: date | None = None
    tell_by: date | None = None
    """By when the meeting promises outcomes; None where it promises nothing."""

    @property
    def fate(self) -> str:
        """What became of it, one of ``FATES``."""
        return _FATES.get(self.outcome, "advised") if self.outcome else "unrecorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFact:
    """One decision that was taken outside the panel."""

    id: int
    case: CaseFact
    made_on: date
    outcome: str
    ratified_on: date | None = None


@dataclass(frozen=True, slots=True)
class PanelName:
    """A panel that figures can be asked for: a kind, or one series of it."""

    kind: str
    title: str
    series_id: int = 0
    """0 for every meeting of the kind."""


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """Everything from which panels are counted, as at a day."""

    as_at: date
    meetings: tuple[MeetingFact, ...] = ()
    items: tuple[ItemFact, ...] = ()
    outside: tuple[OutsideFact, ...] = ()
    panels: tuple[PanelName, ...] = ()
    """The panels that meet in it, each kind followed by its series."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of its cases, in order."""
        cases = [*(one.case for one in self.items), *(one.case for one in self.outside)]
        return tuple(sorted({one.area for one in cases if one.area}))


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: a period, and of which panel and area; empty for every one."""

    first: date
    last: date
    panel: PanelName | None = None
    area: str = ""


def period(code: str, as_at: date) -> tuple[date, date]:
    """Return a period's first and last day, both included; ``code`` is one of ``PERIODS``."""
    if code == "month":
        return as_at.replace(day=1), as_at
    if code == "quarter":
        return date(as_at.year, as_at.month - (as_at.month - 1) % 3, 1), as_at
    return (date(as_at.year, 1, 1) if code == "year" else a_year_before(as_at)), as_at


def a_year_before(on: date) -> date:
    """Return the first day of the twelve months that end on a day."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return on.replace(year=on.year - 1, day=day) + timedelta(days=1)


def narrowed(facts: PanelFacts, scope: Scope) -> PanelFacts:
    """Return what of the facts is in a scope."""
    meetings = tuple(one for one in facts.meetings if _is_in(one, scope))
    ids = {one.id for one in meetings}
    items = tuple(
        one for one in facts.items if one.meeting.id in ids and (not scope.area or one.case.area == scope.area)
    )
    outside = tuple(one for one in facts.outside if _is_outside_in(one, scope))
    return replace(facts, meetings=meetings, items=items, outside=outside)


def _is_in(one: MeetingFact, scope: Scope) -> bool:
    panel = scope.panel
    return (
        scope.first <= one.on <= scope.last
        and (panel is None or one.kind == panel.kind)
        and (panel is None or not panel.series_id or one.series_id == panel.series_id)
        and (not scope.area or scope.area in one.areas)
    )


def _is_outside_in(one: OutsideFact, scope: Scope) -> bool:
    """Say whether a decision belongs to a scope. It was before no meeting: a panel's are those on its question."""
    question = PANEL_TYPES[scope.panel.kind].asked[0] if scope.panel else ""
    answers = OUTCOMES[one.outcome].answers if one.outcome in OUTCOMES else ()
    return (
        scope.first <= one.made_on <= scope.last
        and (not question or question in answers)
        and (not scope.area or one.case.area == scope.area)
    )
