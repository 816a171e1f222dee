"""The duties of one case: each with its day, whether it was met, and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.statute.codes import full_day
from send_desktop.statute.duties import Duty, duty_on
from send_desktop.statute.exceptions_in_law import relief_for
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact, LaterDecisionFact
from send_desktop.statute.limits import REPLACEMENTS, Limits, limits, starts_of
from send_desktop.statute.outcomes import (
    assess_told_on,
    event_of,
    governing,
    no_plan_told_on,
    standing_issue,
    status,
    takes_effect,
)
from send_desktop.statute.timetable import count, explained, working_target
from send_desktop.statute.windows import representations_end
from send_desktop.statute.working_days import WorkingDays

AMENDMENTS = {
    "order_to_amend_contents": "order_amend_contents",
    "mediation_agreed_contents": "order_amend_contents",
    "conceded_contents": "concede_contents",
    "order_to_amend_placement": "order_amend_placement",
    "mediation_agreed_placement": "order_amend_placement",
    "conceded_placement": "concede_placement",
}
"""By event, the duty to amend a plan that was already made; it replaces nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyState:
    """A duty on a case, as it stands on one day."""

    id: str
    title: str
    due: date | None
    """The last lawful day; for the family's window on a draft, its last day."""
    met_on: date | None
    state: str
    """met, met_late, due, overdue, excepted, not_needed or replaced; passed for a time of the family's own."""
    source: str
    explanation: str
    starts_on: date
    """The day from which it is counted."""
    subject: str = ""
    """The service or setting where there is one duty for each."""
    working_target: date | None = None
    certainty: str = "confirmed"
    statutory: bool = True
    binds: str = "authority"


@dataclass(frozen=True, slots=True)
class _Clock:
    """What every duty of one case is worked out with."""

    facts: CaseFacts
    today: date
    calendar: WorkingDays
    limits: Limits
    is_closed: bool


def case_duties(facts: CaseFacts, today: date, calendar: WorkingDays) -> tuple[DutyState, ...]:
    """Every duty on a case as it stands on ``today``, in the order of the pathway.

    The four of the request come first; after an order, a concession or a mediation agreement they
    are 'replaced' (with the day they were met, if they were) and the new ones follow.
    """
    clock = _Clock(facts, today, calendar, limits(facts), status(facts) != "open")
    first = _of_request(clock)
    if clock.limits.is_replaced:
        first = [_replaced(state, clock) for state in first]
    later = [state for decision in facts.later_decisions for state in _of_later(clock, decision)]
    advice = [_of_advice(clock, item) for item in facts.advice if item.requested_on or item.received_on]
    consultations = [_of_consultation(clock, item) for item in facts.consultations if item.sent_on]
    return (*first[:1], *advice, *first[1:3], *_of_draft(clock), *consultations, *first[3:], *later)


def _of_request(clock: _Clock) -> list[DutyState]:
    facts, (event, start) = clock.facts, starts_of(clock.facts)
    met = {
        "assess_decision": assess_told_on(facts),
        "no_plan_decision": facts.issue_told_on if facts.issue_outcome == "no_plan" else no_plan_told_on(facts),
        "draft_target": facts.draft_served_on,
        "final_plan": facts.final_sent_on,
    }
    return [_decided(clock, duty_id, event, start, met_on) for duty_id, met_on in met.items()]


def _of_later(clock: _Clock, later: LaterDecisionFact) -> list[DutyState]:
    event = event_of(later) if takes_effect(clock.facts, later) else None
    if event is None:
        return []
    if event == "agreed_to_assess_after_refusal":
        ids: tuple[str | None, ...] = (None, "reversal_no_plan", None, "reversal_final")
    elif event in AMENDMENTS:
        return [_decided(clock, AMENDMENTS[event], event, later.made_on, later.told_on, outlives_plan=True)]
    else:
        ids = REPLACEMENTS[event]
    states = [
        _decided(clock, duty_id, event, later.made_on, met_on)
        for duty_id, met_on in zip(ids, _met_after(clock.facts, later), strict=True)
        if duty_id
    ]
    is_superseded = event in REPLACEMENTS and later is not governing(clock.facts)
    return [_replaced(state, clock) for state in states] if is_superseded else states


def _met_after(facts: CaseFacts, later: LaterDecisionFact) -> tuple[date | None, ...]:
    """When notice, refusal, draft and final plan followed a later decision; what came before it does not count."""
    days = (later.told_on, no_plan_told_on(facts), facts.draft_served_on, facts.final_sent_on)
    return tuple(day if day is not None and day >= later.made_on else None for day in days)


def _decided(
    clock: _Clock, duty_id: str, event: str, start: date, met_on: date | None, *, outlives_plan: bool = False
) -> DutyState:
    """A duty that a date on the case meets; the 16 weeks and their kin bind only a refusal."""
    is_closed = clock.is_closed and not (outlives_plan and status(clock.facts) == "plan_issued")
    clock = replace(clock, is_closed=is_closed)
    standing = _refusal if duty_id.endswith("no_plan") or duty_id == "no_plan_decision" else _standing
    return _counted(clock, duty_on(duty_id, start), event, start, met_on, standing)


def _counted(
    clock: _Clock, duty: Duty, event: str, start: date, met_on: date | None, standing: "_Standing"
) -> DutyState:
    counted = count(duty, {event: start}, event, clock.calendar)
    due = counted.due or start
    target = working_target(duty, due, clock.calendar)
    is_relieved = relief_for(clock.facts, duty.id, start, due) is not None
    state, said = standing(clock, due, met_on, is_relieved)
    return DutyState(
        id=duty.id,
        title=duty.title,
        due=due,
        met_on=met_on,
        state=state,
        source=duty.source(event),
        explanation=f"{explained(duty, counted, target, start)} {said}",
        starts_on=start,
        working_target=target,
        certainty=duty.certainty,
        statutory=duty.statutory,
        binds=duty.binds,
    )


_Standing = Callable[[_Clock, date, date | None, bool], tuple[str, str]]
"""From the last day, the day met and relief: the state, and a sentence that says it."""


def _standing(clock: _Clock, due: date, met_on: date | None, is_relieved: bool) -> tuple[str, str]:
    if met_on is not None:
        late = (met_on - due).days
        if late > 0:
            return "met_late", f"Met on {full_day(met_on)}, {_days(late)} late."
        return "met", f"Met on {full_day(met_on)}."
    if clock.is_closed:
        return "not_needed", "The case is closed, and no day is recorded on which this was met."
    left = (due - clock.today).days
    if left >= 0:
        return "due", f"{_days(left)} left."
    if is_relieved:
        relieved = "a recorded exception relieves it, and it remains to be done as soon as practicable"
        return "excepted", f"{_days(-left)} past; {relieved}."
    return "overdue", f"{_days(-left)} overdue."


def _refusal(clock: _Clock, due: date, met_on: date | None, is_relieved: bool) -> tuple[str, str]:
    """A last day to refuse: needed while a refusal is made or possible, and never a breach of an undecided case."""
    facts, outcome = clock.facts, standing_issue(clock.facts)
    if met_on is not None or clock.is_closed or outcome == "no_plan":
        return _standing(clock, due, met_on, is_relieved)
    if outcome == "issue" or facts.draft_served_on or facts.final_sent_on:
        return "not_needed", "The decision was to issue a plan, so this limit binds nobody."
    if clock.today > due:
        return "not_needed", "The day has passed: a refusal from now on would be late, and only the final plan is due."
    return _standing(clock, due, met_on, is_relieved)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _replaced(state: DutyState, clock: _Clock) -> DutyState:
    later = governing(clock.facts)
    since = f" of {full_day(later.made_on)}" if later else ""
    ending = f"A later decision{since} (order, concession or mediation agreement) has put other dates in its place."
    return replace(state, state="replaced", explanation=f"{state.explanation} {ending}")


def _of_advice(clock: _Clock, item: AdviceFact) -> DutyState:
    start = item.requested_on or item.received_on or clock.today
    state = _counted(clock, duty_on("advice", start), "advice_request_received", start, item.received_on, _standing)
    return _stands_for(state, item.service)


def _of_consultation(clock: _Clock, item: ConsultationFact) -> DutyState:
    start = item.sent_on or clock.today
    duty = duty_on("school_consult_reply", start)
    state = _counted(clock, duty, "consultation_received", start, item.replied_on, _standing)
    return _stands_for(state, item.setting)


def _stands_for(state: DutyState, subject: str) -> DutyState:
    """The law counts from receipt by the other side; what is on record is the day of sending."""
    words = f"{state.explanation} The day it was sent stands for the day it was received."
    return replace(state, subject=subject, explanation=words)


def _of_draft(clock: _Clock) -> list[DutyState]:
    """The family's window on the latest draft: a minimum, so that its passing meets it."""
    served = clock.facts.draft_served_on
    if served is None:
        return []
    duty = duty_on("draft_representations", served)
    counted = count(duty, {"draft_served": served}, "draft_served", clock.calendar)
    last = representations_end(clock.facts, served)
    words = explained(duty, counted, None, served)
    if counted.due is not None and last > counted.due:
        words += f" The letter gives the family until {full_day(last)}."
    state, ending = _window_state(clock, last)
    return [
        DutyState(
            id=duty.id,
            title=duty.title,
            due=last,
            met_on=last if state == "met" else None,
            state=state,
            source=duty.provision,
            explanation=f"{words} {ending}",
            starts_on=served,
            certainty=duty.certainty,
            statutory=duty.statutory,
            binds=duty.binds,
        )
    ]


def _window_state(clock: _Clock, last: date) -> tuple[str, str]:
    final = clock.facts.final_sent_on
    if final is not None and final <= last:
        return "not_needed", f"The final plan was sent on {full_day(final)}, before the window had closed."
    if clock.today > last:
        return "met", f"The window closed after {full_day(last)}."
    if clock.is_closed:
        return "not_needed", "The case is closed."
    return "due", f"{_days((last - clock.today).days)} left."
