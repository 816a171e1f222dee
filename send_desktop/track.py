"""The 20-week track as geometry in days: one shape for the grid, the case page, the pack and the brief.

Nothing here knows of pixels or colours. A painter asks ``position`` where a day lies, so that all of
them agree; ``state`` gives the colour of today's dot by meaning and ``text`` is what a screen reader says.
"""

from dataclasses import dataclass, replace
from datetime import date

from send_desktop.records import CaseloadRow, Derived
from send_desktop.risk import sentence, state
from send_desktop.statute import exceptions_in_law
from send_desktop.statute.facts import AdviceFact, CaseFacts
from send_desktop.statute.limits import advice_due, limits_of_request

LENGTH = 140
"""Days that the drawing stands for: 20 weeks, the day of receipt being day 0."""
TICKS = (42, 112, 140)
"""Weeks 6, 16 and 20."""
TICK_TITLES = {42: "Week 6", 112: "Week 16", 140: "Week 20"}

TAIL_SHARE = 0.14
"""The most of a drawing that what lies beyond the limit may take, however long the overrun."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone. ``kind``: decision, advice, draft, final or limit; ``state``: met, met_late, missed or ahead."""

    label: str
    on: date
    day: int
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Span:
    """An exception's days, both included, to be hatched."""

    start_day: int
    end_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A case's clock as a drawing. Every day counts from the start of the clock, day 0."""

    start: date
    length: int
    """140, or more where an order, a concession or an agreement has put a later limit in its place."""
    elapsed: int
    """Days that have run: to today, or to the day a closed case ended."""
    today_day: int | None
    """None for a closed case, which has no dot."""
    finished_day: int | None
    overrun: int
    """Days run beyond ``length``; 0 in time."""
    has_tail: bool
    """True where room is kept beyond the limit: when there is overrun, or to line up with others that have."""
    ticks: tuple[int, ...]
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    state: str | None
    text: str

    @property
    def scale_days(self) -> float:
        """Days that the whole width stands for."""
        return self.length / (1 - TAIL_SHARE) if self.has_tail else float(self.length)

    def position(self, day: float) -> float:
        """Return where a day lies along the width, from 0 to 1; days outside it lie at its ends.

        Up to the limit the scale is even. Beyond it, an overrun longer than the tail is pressed into it.
        """
        if day <= self.length:
            return max(0.0, day) / self.scale_days
        room = self.scale_days - self.length
        beyond = min(day, self.length + self.overrun) - self.length
        return min(1.0, (self.length + beyond * min(1.0, room / max(self.overrun, 1))) / self.scale_days)

    def in_column(self) -> "Track":
        """Return the same track with room for a tail, so that the ticks of all rows stand one under another."""
        return replace(self, has_tail=True)


def track(facts: CaseFacts, derived: Derived, today: date) -> Track:
    """Return the track of a case as at a day."""
    start = facts.clock_start
    ran_to = today if derived.next_due is not None else derived.finished_on
    elapsed = _day(start, ran_to) if ran_to is not None else 0
    length = max(LENGTH, _day(start, derived.next_due) if derived.next_due else 0)
    return Track(
        start=start,
        length=length,
        elapsed=elapsed,
        today_day=elapsed if derived.next_due is not None else None,
        finished_day=elapsed if derived.next_due is None and ran_to is not None else None,
        overrun=max(0, elapsed - length),
        has_tail=elapsed > length,
        ticks=TICKS,
        marks=_marks(facts, derived, today),
        spans=_spans(facts, derived, ran_to or start),
        state=state(derived, today),
        text=sentence(derived, today).reason,
    )


def track_of_row(row: CaseloadRow, today: date) -> Track:
    """Return the track of a line of the caseload: the same, without its advice, which a line does not carry."""
    facts = CaseFacts(
        request_received=row.received_on,
        became_responsible=row.clock_start_on if row.clock_start_on != row.received_on else None,
        assess_outcome=row.assess_outcome,
        assess_told_on=row.assess_told_on,
        issue_outcome=row.issue_outcome,
        issue_told_on=row.issue_told_on,
        draft_served_on=row.draft_served_on,
        final_sent_on=row.final_sent_on,
    )
    return track(facts, row.derived, today)


def _day(start: date, on: date) -> int:
    return max(0, (on - start).days)


def _marks(facts: CaseFacts, derived: Derived, today: date) -> tuple[Mark, ...]:
    marks = [
        *_assess_marks(facts, derived, today),
        *_advice_marks(facts, derived, today),
        *_issue_marks(facts),
        *_plan_marks(facts, derived, today),
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.on, mark.label)))


def _assess_marks(facts: CaseFacts, derived: Derived, today: date) -> list[Mark]:
    limit = limits_of_request(facts.clock_start).assess_decision
    if facts.assess_told_on is not None:
        label = "Decided not to assess" if facts.assess_outcome == "refuse" else "Decision to assess"
        return [_done(facts, label, facts.assess_told_on, "decision", limit)]
    if derived.next_duty == "assess_decision" and derived.next_due is not None:
        return [_limit(facts, "Decision to assess due", derived.next_due, today)]
    return []


def _advice_marks(facts: CaseFacts, derived: Derived, today: date) -> list[Mark]:
    asked = [item.requested_on for item in facts.advice if item.requested_on is not None]
    marks = [_done(facts, "Advice asked", min(asked), "advice", None)] if asked else []
    if derived.next_due is None or facts.draft_served_on is not None:
        return marks
    waiting = [item for item in facts.advice if item.requested_on is not None and item.received_on is None]
    if waiting:
        return [*marks, *_due_marks(facts, waiting, today)]
    received = [item.received_on for item in facts.advice if item.received_on is not None]
    return [*marks, _done(facts, "Advice in", max(received), "advice", None)] if received else marks


def _due_marks(facts: CaseFacts, waiting: list[AdviceFact], today: date) -> list[Mark]:
    """One mark a day on which advice is due, however many services it is due from."""
    services: dict[date, list[str]] = {}
    for item in waiting:
        if item.requested_on is not None:
            services.setdefault(advice_due(item.requested_on), []).append(item.service)
    return [
        Mark(f"{', '.join(sorted(names))} due", on, _day(facts.clock_start, on), "advice", _ahead_or_missed(on, today))
        for on, names in services.items()
    ]


def _issue_marks(facts: CaseFacts) -> list[Mark]:
    if facts.issue_told_on is None:
        return []
    if facts.issue_outcome == "no_plan":
        limit = limits_of_request(facts.clock_start).no_plan_decision
        return [_done(facts, "Decided not to issue", facts.issue_told_on, "decision", limit)]
    return [_done(facts, "Decision to issue", facts.issue_told_on, "decision", None)]


def _plan_marks(facts: CaseFacts, derived: Derived, today: date) -> list[Mark]:
    marks = []
    if facts.draft_served_on is not None:
        marks.append(_done(facts, "Draft served", facts.draft_served_on, "draft", None))
    if facts.final_sent_on is not None:
        limit = limits_of_request(facts.clock_start).final_plan
        marks.append(_done(facts, "Final plan sent", facts.final_sent_on, "final", limit))
    elif derived.next_due is not None and derived.next_duty != "assess_decision":
        marks.append(_limit(facts, "Final plan due", derived.next_due, today))
    return marks


def _done(facts: CaseFacts, label: str, on: date, kind: str, limit: date | None) -> Mark:
    is_late = limit is not None and on > limit
    return Mark(label, on, _day(facts.clock_start, on), kind, "met_late" if is_late else "met")


def _limit(facts: CaseFacts, label: str, on: date, today: date) -> Mark:
    return Mark(label, on, _day(facts.clock_start, on), "limit", _ahead_or_missed(on, today))


def _ahead_or_missed(on: date, today: date) -> str:
    return "missed" if today > on else "ahead"


def _spans(facts: CaseFacts, derived: Derived, ran_to: date) -> tuple[Span, ...]:
    """Exceptions of the closed list that have a first day; a line of the caseload carries only the one in force."""
    listed = [(item.starts_on, item.ends_on) for item in facts.reliefs if exceptions_in_law.is_statutory(item.reason)]
    if not facts.reliefs:
        listed = [(derived.relief_starts_on, derived.relief_ends_on)]
    spans = [(first, last or max(first, ran_to)) for first, last in listed if first is not None]
    start = facts.clock_start
    return tuple(Span(_day(start, first), _day(start, last)) for first, last in spans if last >= start)
