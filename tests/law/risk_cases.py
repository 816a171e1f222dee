"""Invented cases and calendars for the tests of risk and of the track."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from send_desktop.options import Options
from send_desktop.risk import MeetingPlace, RiskContext
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact
from send_desktop.statute.working_days import england

DAY = timedelta(days=1)
START = date(2026, 8, 24)
"""A Monday; week 6 is 5 October, week 16 is 14 December, week 20 is 11 January 2027."""
WEEK_6 = date(2026, 10, 5)
WEEK_20 = date(2027, 1, 11)
CASE = 7


def context(*meetings: MeetingPlace, delays: dict[str, int] | None = None, **options: Any) -> RiskContext:
    return RiskContext(meetings, delays or {}, Options(**options), england())


def issue_panel(on: date, **changes: Any) -> MeetingPlace:
    return replace(MeetingPlace(on.toordinal(), "issue", on, None, None, 5), **changes)


def assessment_panel(on: date, **changes: Any) -> MeetingPlace:
    return replace(MeetingPlace(on.toordinal(), "assessment", on, None, None, 5), **changes)


def requested(**changes: Any) -> CaseFacts:
    return CaseFacts(request_received=START, **changes)


def agreed(*advice: AdviceFact, **changes: Any) -> CaseFacts:
    told_on = date(2026, 9, 29)
    told = {"assess_outcome": "assess", "assess_made_on": told_on, "assess_told_on": told_on}
    return CaseFacts(request_received=START, advice=advice, **(told | changes))


def asked(service: str, on: date, **changes: Any) -> AdviceFact:
    return replace(AdviceFact(service, on), **changes)


def decided(**changes: Any) -> CaseFacts:
    made_on = date(2026, 11, 16)
    advice = asked("EP", date(2026, 9, 30), received_on=date(2026, 11, 9))
    issue = {"issue_outcome": "issue", "issue_made_on": made_on, "issue_told_on": made_on}
    return agreed(advice, **(issue | changes))


def served(on: date, *consultations: ConsultationFact, **changes: Any) -> CaseFacts:
    return decided(draft_served_on=on, consultations=consultations, **changes)


def every_day(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def days_from_start(low: int, high: int) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda number: START + DAY * number)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def meetings(draw: st.DrawFn) -> MeetingPlace:
    on = draw(days_from_start(-30, 260))
    lead = draw(maybe(st.integers(-2, 14)))
    return MeetingPlace(
        meeting_id=draw(st.integers(1, 99)),
        kind=draw(st.sampled_from(["assessment", "issue", "provision"])),
        on=on,
        papers_by=None if lead is None else on - DAY * lead,
        area=draw(st.sampled_from([None, "North", "South"])),
        free=draw(st.integers(0, 2)),
        case_ids=draw(st.sampled_from([frozenset(), frozenset({CASE}), frozenset({CASE + 1})])),
    )


@st.composite
def contexts(draw: st.DrawFn) -> RiskContext:
    options = Options(
        at_risk_days=draw(st.integers(0, 20)),
        drafting_days=draw(st.integers(0, 10)),
        posting_days=draw(st.integers(0, 5)),
        representations_then_consultation=draw(st.booleans()),
    )
    places = tuple(draw(st.lists(meetings(), max_size=6)))
    return RiskContext(places, draw(st.sampled_from([{}, {"EP": 70, "SaLT": 30}])), options, england())


@st.composite
def advice_facts(draw: st.DrawFn) -> AdviceFact:
    return AdviceFact(
        draw(st.sampled_from(["EP", "Health", "SaLT", "School"])),
        draw(maybe(days_from_start(20, 60))),
        draw(maybe(days_from_start(60, 150))),
        draw(maybe(days_from_start(40, 130))),
    )


@st.composite
def consultation_facts(draw: st.DrawFn) -> ConsultationFact:
    sent_on = draw(maybe(days_from_start(90, 150)))
    replied_on = sent_on + DAY * draw(st.integers(0, 30)) if sent_on and draw(st.booleans()) else None
    return ConsultationFact(draw(st.sampled_from(["Hawthorn Lane", "Ashby Road"])), sent_on, replied_on)


@st.composite
def open_facts(draw: st.DrawFn) -> CaseFacts:
    """Any open case that has a next legal date, in whatever disorder a tracker may hold it."""
    assess = draw(st.sampled_from([None, "assess", "refuse"]))
    made_on = draw(days_from_start(1, 60)) if assess else None
    told_on = draw(maybe(days_from_start(1, 70))) if assess == "assess" else None
    issue = draw(st.sampled_from([None, None, "issue", "no_plan"])) if told_on else None
    return CaseFacts(
        request_received=START,
        assess_outcome=assess,
        assess_made_on=made_on,
        assess_told_on=told_on,
        issue_outcome=issue,
        issue_made_on=draw(days_from_start(60, 150)) if issue else None,
        draft_served_on=draw(maybe(days_from_start(80, 150))) if told_on else None,
        representations_by=draw(maybe(days_from_start(90, 190))),
        advice=tuple(draw(st.lists(advice_facts(), max_size=4))),
        consultations=tuple(draw(st.lists(consultation_facts(), max_size=3))),
        later_decisions=draw(st.sampled_from([(), (), _ordered()])),
        reliefs=draw(st.sampled_from([(), (_absent(),)])),
    )


def _ordered() -> tuple[LaterDecisionFact, ...]:
    return (LaterDecisionFact("assess", "assess", "tribunal", START + DAY * 75, START + DAY * 80),)


def _absent() -> ReliefFact:
    return ReliefFact("absent_from_area", START + DAY * 20, START + DAY * 60, ("final_plan",))
