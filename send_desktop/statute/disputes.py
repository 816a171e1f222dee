"""The duties of mediation and of an appeal on one case, and until when the family can ask for either.

They stand beside the dates of the assessment and replace none of them: what a dispute *changed* is a
later decision, whose own dates (regs 42, 44 and 45) are among ``case_duties``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.codes import full_day
from send_desktop.statute.duties import duty_on
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.outcomes import has_ground, overturned_on
from send_desktop.statute.timetable import count, explained, starting_event, working_target
from send_desktop.statute.working_days import WorkingDays

MEDIATION, APPEAL = "mediation", "appeal"

ABOUT_WORDS = {
    "assess": "the refusal to assess",
    "issue": "the refusal to make a plan",
    "contents": "the contents of the plan",
    "placement": "the setting named in the plan",
}
"""What a dispute can be about (s51(2)(a) to (c)), as it is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFact:
    """The dates of one mediation or appeal."""

    kind: str
    """'mediation' or 'appeal'."""
    about: str
    opened_on: date
    papers_received_on: date | None = None
    responded_on: date | None = None
    certificate_on: date | None = None
    held_on: date | None = None
    """When the mediation took place; a day ahead is the day that it is arranged for."""
    outcome: str | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A decision that the family was told of and can dispute."""

    about: str
    told_on: date


@dataclass(frozen=True, slots=True)
class _Desk:
    today: date
    calendar: WorkingDays
    is_over: bool = False
    """The dispute has ended, so that what has not been done need not be."""


def notices(facts: CaseFacts) -> tuple[Notice, ...]:
    """Every decision on the case that carries a right of appeal, in order: refusals told of, then the plan (s51(2))."""
    found = []
    if facts.assess_outcome == "refuse" and facts.assess_told_on:
        found.append(Notice("assess", facts.assess_told_on))
    if facts.issue_outcome == "no_plan" and facts.issue_told_on:
        found.append(Notice("issue", facts.issue_told_on))
    told = (one.told_on for one in facts.later_decisions if one.about == "issue" and one.outcome == "no_plan")
    found.extend(Notice("issue", on) for on in told if on)
    if facts.final_sent_on:
        found.append(Notice("contents", facts.final_sent_on))
    return tuple(found)


def why_no_dispute(facts: CaseFacts, about: str) -> str | None:
    """One sentence saying why there is nothing of this kind to mediate or appeal about; None where there is."""
    if not has_ground(facts, about):
        return f"On this case there is no decision that could be disputed about {ABOUT_WORDS[about]}."
    if about in ("assess", "issue") and overturned_on(facts, about):
        return f"{_capital(ABOUT_WORDS[about])} has been overturned already; there is nothing left to dispute."
    return None


def dispute_duties(
    facts: CaseFacts, disputes: Sequence[DisputeFact], today: date, calendar: WorkingDays
) -> tuple[DutyState, ...]:
    """Every date that a right of appeal, a mediation or an appeal has started, as it stands on ``today``.

    A plan's own window is shown while it is open or where it was used; that of a refusal always.
    """
    windows = [state for notice in notices(facts) for state in _windows(facts, notice, disputes, today, calendar)]
    started = [state for one in disputes for state in _of_dispute(one, today, calendar)]
    return (*windows, *started)


def appeal_by(told_on: date, certificate_on: date | None, calendar: WorkingDays) -> date:
    """The last day for an appeal to reach the Tribunal: two months, or a month from the certificate if later (r20)."""
    events = {"decision_notice_sent": told_on}
    if certificate_on:
        events["mediation_certificate_issued"] = certificate_on
    due = count(duty_on("appeal", told_on), events, "decision_notice_sent", calendar).due
    assert due is not None
    return due


def _windows(
    facts: CaseFacts, notice: Notice, disputes: Sequence[DisputeFact], today: date, calendar: WorkingDays
) -> list[DutyState]:
    related = [one for one in disputes if _is_about(one, notice) and one.opened_on >= notice.told_on]
    asked = next((one for one in related if one.kind == MEDIATION), None)
    appealed = next((one for one in related if one.kind == APPEAL), None)
    certificate = max((one.certificate_on for one in related if one.certificate_on), default=None)
    desk = _Desk(today, calendar, _is_settled(facts, notice))
    contact = _window(desk, notice, "mediation_adviser_contact", {}, asked.opened_on if asked else None)
    events = {"mediation_certificate_issued": certificate} if certificate else {}
    appeal = _window(desk, notice, "appeal", events, appealed.opened_on if appealed else None)
    both = [contact, appeal]
    return [one for one in both if one.state != "passed"] if notice.about == "contents" else both


def _is_about(one: DisputeFact, notice: Notice) -> bool:
    """A plan's contents and the setting that it names are told of, and disputed, together."""
    return one.about == notice.about or (one.about == "placement" and notice.about == "contents")


def _is_settled(facts: CaseFacts, notice: Notice) -> bool:
    since = overturned_on(facts, notice.about) if notice.about in ("assess", "issue") else None
    return since is not None and since >= notice.told_on


def _window(desk: _Desk, notice: Notice, duty_id: str, more: dict[str, date], used_on: date | None) -> DutyState:
    events = {"decision_notice_sent": notice.told_on, **more}
    state = _duty(desk, duty_id, events, used_on, _family)
    return _about(state, notice.about)


def _of_dispute(one: DisputeFact, today: date, calendar: WorkingDays) -> list[DutyState]:
    desk = _Desk(today, calendar, one.outcome is not None)
    states = _of_mediation(desk, one) if one.kind == MEDIATION else _of_appeal(desk, one)
    return [_about(state, one.about) for state in states]


def _of_mediation(desk: _Desk, one: DisputeFact) -> list[DutyState]:
    is_declined = one.outcome == "withdrawn" and one.held_on is None
    states = []
    if not (is_declined and one.ended_on == one.opened_on):
        states.append(_arranged(desk, one))
    if one.held_on and one.held_on > desk.today and one.outcome is None:
        states.append(_duty(desk, "mediation_meeting_notice", {"mediation_date": one.held_on}, None, _notice_ahead))
    ended = one.ended_on or (one.held_on if one.held_on and one.held_on <= desk.today else None)
    if ended and one.outcome != "agreed":
        event = "mediation_declined" if is_declined else "mediation_concluded"
        asked = _Desk(desk.today, desk.calendar)
        states.append(_duty(asked, "mediation_certificate", {event: ended}, one.certificate_on, _standing))
    return states


def _arranged(desk: _Desk, one: DisputeFact) -> DutyState:
    """Reg 36: the mediation takes place within the 30 days; one that is arranged for a later day is said to be late."""
    is_held = one.held_on is not None and one.held_on <= desk.today
    state = _duty(
        desk, "mediation_arrange", {"mediation_requested": one.opened_on}, one.held_on if is_held else None, _standing
    )
    if one.held_on is None or is_held or state.due is None:
        return state
    late = (one.held_on - state.due).days
    said = f" It is arranged for {full_day(one.held_on)}{f', {_days(late)} too late' if late > 0 else ''}."
    return _said(state, said)


def _of_appeal(desk: _Desk, one: DisputeFact) -> list[DutyState]:
    if one.papers_received_on is None:
        return []
    events = {"appeal_papers_received": one.papers_received_on}
    return [_duty(desk, "appeal_response", events, one.responded_on, _standing)]


def _duty(desk: _Desk, duty_id: str, events: dict[str, date], met_on: date | None, standing: "_Words") -> DutyState:
    first = min(events.values())
    duty = duty_on(duty_id, first)
    start = starting_event(duty, events)
    assert start is not None
    counted = count(duty, events, start, desk.calendar)
    due = counted.due or first
    target = working_target(duty, due, desk.calendar)
    state, said = standing(desk, due, met_on)
    return DutyState(
        id=duty.id,
        title=duty.title,
        due=due,
        met_on=met_on,
        state=state,
        source=duty.source(start),
        explanation=f"{explained(duty, counted, target, events[start])} {said}",
        starts_on=events[start],
        working_target=target,
        certainty=duty.certainty,
        statutory=duty.statutory,
        binds=duty.binds,
    )


_Words = Callable[[_Desk, date, date | None], tuple[str, str]]
"""From the desk, the last day and the day met: the state, and a sentence that says it."""


def _standing(desk: _Desk, due: date, met_on: date | None) -> tuple[str, str]:
    if met_on is not None:
        late = (met_on - due).days
        if late > 0:
            return "met_late", f"Met on {full_day(met_on)}, {_days(late)} late."
        return "met", f"Met on {full_day(met_on)}."
    if desk.is_over:
        return "not_needed", "It ended before this was done, so it need not be."
    left = (due - desk.today).days
    return ("due", f"{_days(left)} left.") if left >= 0 else ("overdue", f"{_days(-left)} overdue.")


def _family(desk: _Desk, due: date, used_on: date | None) -> tuple[str, str]:
    """The family's own time: its passing is nobody's breach, and the Tribunal may extend its own."""
    if used_on is not None:
        return "met", f"The family did so on {full_day(used_on)}."
    if desk.is_over:
        return "not_needed", "The decision has been changed since, so there is nothing left to dispute."
    left = (due - desk.today).days
    if left >= 0:
        return "due", f"The family has {_days(left)} left."
    return "passed", f"The time passed on {full_day(due)} without it."


def _notice_ahead(desk: _Desk, due: date, met_on: date | None) -> tuple[str, str]:
    if desk.today > due:
        return "passed", "The day for notice has passed; a later one holds only if the family agreed to less."
    return _standing(desk, due, met_on)


def _about(state: DutyState, about: str) -> DutyState:
    return replace(state, subject=ABOUT_WORDS[about])


def _said(state: DutyState, words: str) -> DutyState:
    return replace(state, explanation=state.explanation + words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
