"""How far each case had come by a day, and how long each stage of it took or has taken so far.

As at D: a fact counts when it is dated on or before D. What was still running on D is kept as a spell that
has not ended (right-censored at D); so is what a case left without a plan, or moved on from without it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from send_desktop.forecast.stages import (
    ADVICE,
    AFTER_ADVICE,
    AFTER_DECISION,
    AFTER_REQUEST,
    ALL_ADVICE,
    DECISION,
    DRAFT,
    FINAL,
    REQUEST,
    season_of,
)
from send_desktop.measures import is_undecided, status_as_at
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.records import AdviceRow, Case, TimelinessRow
from send_desktop.records.flat import timeliness_row

HISTORY_DAYS = 730
"""History is what began in the two years before the day: two of each season, and not how things were long ago."""

EVER = date(2000, 1, 1)


class Asked(NamedTuple):
    """One request for advice as known by a day."""

    service: str
    on: date
    received_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One case's dates on its way to a plan, as known by a day (``as_at``)."""

    case_id: int
    reference: str
    as_at: date
    start_on: date
    status: str
    """As ``measures.STATUSES`` has it."""
    is_decided: bool
    """Whether the family had been told of the decision to assess or not to."""
    told_on: date | None
    is_agreed: bool
    """Whether that decision was to assess."""
    advice: tuple[Asked, ...]
    issue_told_on: date | None
    is_to_issue: bool
    """Whether the decision to issue a plan stands."""
    draft_on: date | None
    final_on: date | None
    ended_on: date | None
    """When it left without a plan."""
    is_ordered: bool
    """Whether a refusal had been overturned: then other dates than weeks 6 and 20 apply."""
    has_exception: bool

    @property
    def is_open(self) -> bool:
        """Whether the case was open on that day."""
        return self.status == "open"

    @property
    def is_advice_in(self) -> bool:
        """Whether advice was asked for and all of it had come."""
        return bool(self.advice) and all(one.received_on for one in self.advice)

    @property
    def is_past_advice(self) -> bool:
        """Whether it went on to the decision to issue, with all the advice or without some."""
        return self.issue_told_on is not None or self.is_to_issue or self.draft_on is not None

    @property
    def last_advice_on(self) -> date | None:
        """When the last advice came that had come before the decision to issue was told."""
        days = (one.received_on for one in self.advice if one.received_on)
        return max((on for on in days if self.issue_told_on is None or on <= self.issue_told_on), default=None)

    @property
    def stage(self) -> str:
        """The stage of an open case: like ``statute.stages`` it follows the furthest act on record."""
        if self.draft_on:
            return FINAL
        if self.is_to_issue:
            return DRAFT
        if not self.is_agreed:
            return REQUEST
        if not self.advice:
            return ALL_ADVICE
        return DECISION if self.is_advice_in else ADVICE

    @property
    def since(self) -> date | None:
        """When that stage began; None where its day is not on record. Of advice each service has its own."""
        begun = {
            REQUEST: self.start_on,
            ALL_ADVICE: self.told_on,
            ADVICE: self.told_on or self.start_on,
            DECISION: self.last_advice_on,
            DRAFT: self.issue_told_on,
            FINAL: self.draft_on,
        }
        return begun[self.stage]


def courses(rows: Iterable[TimelinessRow], advice: Iterable[AdviceRow], as_at: date) -> list[Course]:
    """Return how far every case had come by a day; those whose request came later are not there yet."""
    asked: defaultdict[int, list[Asked]] = defaultdict(list)
    for one in advice:
        if one.requested_on is not None and one.requested_on <= as_at:
            asked[one.case_id].append(Asked(one.service, one.requested_on, _by(one.received_on, as_at)))
    found = (course(row, asked.get(row.case_id, ()), as_at) for row in rows)
    return [one for one in found if one is not None]


def course(row: TimelinessRow, asked: Iterable[Asked], as_at: date) -> Course | None:
    """Return how far one case had come; None while its request was not yet there."""
    status = status_as_at(row, as_at)
    if status is None:
        return None
    is_decided = not is_undecided(row, as_at)
    told_on, issue_told_on = _by(row.assess_told_on, as_at), _by(row.issue_told_on, as_at)
    is_issue_undated = row.issue_told_on is None and row.issue_made_on is None
    overturned = (row.overturned_assess_on, row.overturned_issue_on)
    return Course(
        case_id=row.case_id,
        reference=row.reference,
        as_at=as_at,
        start_on=row.clock_start_on,
        status=status,
        is_decided=is_decided,
        told_on=told_on,
        is_agreed=is_decided and row.assess_outcome == "assess",
        advice=tuple(asked),
        issue_told_on=issue_told_on,
        is_to_issue=row.issue_outcome == "issue" and (issue_told_on is not None or is_issue_undated),
        draft_on=_by(row.draft_served_on, as_at),
        final_on=_by(row.final_sent_on, as_at),
        ended_on=_ended_on(row, status),
        is_ordered=any(on is not None and on <= as_at for on in overturned),
        has_exception=row.is_exception_claimed,
    )


def course_of(case: Case, as_at: date) -> Course | None:
    """Return how far one case had come that was read whole."""
    return course(timeliness_row(case), _asked(case, as_at), as_at)


def _asked(case: Case, as_at: date) -> list[Asked]:
    return [
        Asked(one.service, one.requested_on, _by(one.received_on, as_at))
        for one in case.advice
        if one.requested_on is not None and one.requested_on <= as_at
    ]


class Spell(NamedTuple):
    """How long one stage of one case took, or has taken so far."""

    stage: str
    service: str
    """The service, for advice."""
    season: str
    days_left: int
    """Until week 20, on the day it began."""
    days: int
    is_finished: bool
    """False for one that was still running, or that the case left without finishing."""


def history_from(as_at: date) -> date:
    """Return the first day whose spells count as history."""
    return as_at - timedelta(days=HISTORY_DAYS)


def spells(cases: Iterable[Course], since: date = EVER) -> list[Spell]:
    """Return the spells of every case that began on or after a day; a stage without its dates has none."""
    return [spell for one in cases for spell in _spells(one, since)]


def _spells(one: Course, since: date) -> Iterator[Spell]:
    for stage, service, began, until, is_finished in _stretches(one):
        days = (until - began).days
        if began >= since and (days > 0 or is_finished):
            left = TWENTY_WEEKS - (began - one.start_on).days
            yield Spell(stage, service, season_of(began), left, max(0, days), is_finished)


_Stretch = tuple[str, str, date, date, bool]


def _stretches(one: Course) -> Iterator[_Stretch]:
    """Return each stage's service, its first day, the day on which it ended or was last seen, and whether it ended.

    What was done before its stage began, such as a draft written ahead of the decision, took no days.
    """
    until = one.ended_on or one.as_at
    yield from _stretch(REQUEST, one.start_on, one.told_on, None if one.is_decided else until)
    if not one.is_agreed or one.is_ordered:
        return
    yield from _advice_stretches(one, until)
    last_in = one.last_advice_on if one.is_advice_in or one.is_past_advice else None
    still = None if one.is_past_advice else until
    yield from _stretch(ALL_ADVICE, one.told_on, last_in, still)
    yield from _stretch(DECISION, last_in, one.issue_told_on, still)
    if one.is_to_issue:
        yield from _stretch(DRAFT, one.issue_told_on, one.draft_on, None if one.final_on else until)
        yield from _stretch(AFTER_DECISION, one.issue_told_on, one.final_on, until)
    yield from _stretch(FINAL, one.draft_on, one.final_on, until)
    yield from _stretch(AFTER_REQUEST, one.told_on, one.final_on, until)
    yield from _stretch(AFTER_ADVICE, last_in, one.final_on, until)


def _advice_stretches(one: Course, until: date) -> Iterator[_Stretch]:
    """Advice that never came is seen until the case went on without it."""
    left_on = min(one.issue_told_on or one.draft_on or one.final_on or until, until)
    for asked in one.advice:
        done = asked.received_on
        yield ADVICE, asked.service, asked.on, done or left_on, done is not None


def _stretch(stage: str, began: date | None, done: date | None, still: date | None) -> Iterator[_Stretch]:
    """Return the one stretch between two days; none where a day is missing that would say how long it took.

    ``still`` is the day until which it was seen to run, None for a stage that is behind the case on a day unknown.
    """
    until = done or still
    if began is not None and until is not None:
        yield stage, "", began, until, done is not None


def _ended_on(row: TimelinessRow, status: str) -> date | None:
    ends = {"withdrawn": row.withdrawn_on, "refused": row.assess_told_on, "no_plan": row.issue_told_on}
    if status in ("open", "plan_issued"):
        return None
    on = ends.get(status, row.closed_on)
    return max(on or row.clock_start_on, row.clock_start_on)


def _by(on: date | None, as_at: date) -> date | None:
    return on if on is not None and on <= as_at else None
