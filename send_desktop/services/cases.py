"""One case as a person reads it: the clock, the risk, the dates in law and one chronology.

The window, ``case --json`` and the panel pack all take their figures from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.records import Advice, AuditLine, Case, Stored
from send_desktop.risk import RiskContext, SafeDate, Sentence, finishes, latest_safe_dates, sentence, state
from send_desktop.services.acts import risk_context
from send_desktop.services.contacts import KINDS
from send_desktop.services.decisions import ASSESS_OUTCOMES, ISSUE_OUTCOMES, LATER_OUTCOMES, ROUTES
from send_desktop.services.duties import duties_of
from send_desktop.services.plans import REPLIES
from send_desktop.services.requests import SOURCES
from send_desktop.statute.clock import DutyState
from send_desktop.statute.disputes import ABOUT_WORDS, MEDIATION
from send_desktop.statute.exceptions_in_law import REASONS
from send_desktop.statute.limits import advice_due, limits_of_request
from send_desktop.statute.stages import stage
from send_desktop.store import Reading, Store
from send_desktop.track import Track, track
from send_desktop.wording import days, full_date

DISPUTES = {"mediation": "Mediation", "appeal": "Appeal"}
DISPUTE_ENDS = {
    "agreed": "agreed",
    "not_agreed": "not agreed",
    "withdrawn": "withdrawn by the family",
    "dismissed": "dismissed",
    "allowed": "allowed by order of the Tribunal",
    "conceded": "not opposed by the authority",
}


@dataclass(frozen=True, slots=True)
class ChronologyEntry:
    """One line of the chronology. ``kind`` is a key of ``chronology_file.KIND_WORDS``."""

    on: date | None
    kind: str
    title: str
    text: str
    mark: str = ""
    """A word at the end of the line where one matters: 'Promise', 'Late'."""
    of: Stored | None = None
    """The record that it tells of: who entered it, and when, is found by that."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that follows from it on one day."""

    case: Case
    today: date
    stage: str | None
    state: str | None
    sentence: Sentence
    earliest_finish: date | None
    expected_finish: date | None
    safe_dates: tuple[SafeDate, ...]
    duties: tuple[DutyState, ...]
    track: Track
    chronology: tuple[ChronologyEntry, ...]
    history: tuple[AuditLine, ...]
    context: RiskContext
    past: str = ""
    """For a case looked at as at a past day: which day, and by which reading of the records; empty for today."""

    @property
    def day_number(self) -> int:
        """Days since the clock started; the day of receipt is day 0."""
        return (self.today - self.case.clock_start_on).days


def case_view_by_reference(store: Store, reference: str, today: date) -> CaseView:
    """Read one case by its reference. Raises Refused when there is none."""
    with store.look() as reading:
        return view(reading, reading.case_by_reference(reference), today)


def view(
    reading: Reading, case: Case, today: date, context: RiskContext | None = None, *, with_history: bool = True
) -> CaseView:
    """Work out a case's view inside a reading that is already open."""
    context = context or risk_context(reading)
    facts = case.facts()
    is_open = case.derived.status == "open"
    ends = finishes(case.id, facts, case.area, context, today) if is_open else None
    return CaseView(
        case=case,
        today=today,
        stage=stage(facts, today),
        state=state(case.derived, today),
        sentence=sentence(case.derived, today),
        earliest_finish=ends.earliest if ends else None,
        expected_finish=ends.expected if ends else None,
        safe_dates=latest_safe_dates(case.id, facts, case.area, context, today) if is_open else (),
        duties=duties_of(case, today, context.calendar),
        track=track(facts, case.derived, today),
        chronology=chronology(case),
        history=tuple(reading.history(case.id)) if with_history else (),
        context=context,
    )


def chronology(case: Case) -> tuple[ChronologyEntry, ...]:
    """Return everything dated about a case, newest first, and within a day by the pathway; undated comes last."""
    entries = list(_entries(case))
    dated = [entry for entry in reversed(entries) if entry.on]
    dated.sort(key=lambda entry: entry.on or date.min, reverse=True)
    return (*dated, *(entry for entry in entries if entry.on is None))


def _entries(case: Case) -> Iterator[ChronologyEntry]:
    """As the pathway goes, so that of one day the last step is the newest."""
    yield from _request_entries(case)
    yield from _assess_entries(case)
    yield from _advice_entries(case)
    yield from _issue_entries(case)
    yield from _plan_entries(case)
    yield from _later_entries(case)
    yield from _dispute_entries(case)
    yield from _other_entries(case)
    yield from _ending_entries(case)


def _request_entries(case: Case) -> Iterator[ChronologyEntry]:
    request = case.request
    yield ChronologyEntry(
        request.received_on,
        "request",
        "Request",
        f"Received. Asked by: {SOURCES[request.source].lower()}.",
        of=request,
    )
    if request.became_responsible_on:
        yield ChronologyEntry(
            request.became_responsible_on,
            "request",
            "Responsible",
            "The authority became responsible (s24); the clock starts.",
            of=request,
        )


def _ending_entries(case: Case) -> Iterator[ChronologyEntry]:
    request = case.request
    if request.is_withdrawn:
        yield ChronologyEntry(
            request.withdrawn_on, "decision", "Withdrawn", request.withdrawn_reason or "No reason recorded.", of=request
        )
    if request.closure:
        text = f"Moved out of the area. {request.moved_to}" if request.closure == "moved" else request.closed_reason
        yield ChronologyEntry(request.closed_on, "decision", "Closed", text.strip(), of=request)


def _assess_entries(case: Case) -> Iterator[ChronologyEntry]:
    request = case.request
    if request.assess_panel_on:
        yield ChronologyEntry(request.assess_panel_on, "panel", "Panel", "Panel on the decision to assess.", of=request)
    if request.assess_outcome:
        words = _sentence(
            ASSESS_OUTCOMES[request.assess_outcome], _by(request.assess_decided_by), request.assess_reasons
        )
        yield from _first_decision(words, request.assess_made_on, request.assess_told_on, request)


def _issue_entries(case: Case) -> Iterator[ChronologyEntry]:
    request = case.request
    if request.issue_outcome:
        words = _sentence(ISSUE_OUTCOMES[request.issue_outcome], _by(request.issue_decided_by), request.issue_reasons)
        yield from _first_decision(words, request.issue_made_on, request.issue_told_on, request)


def _later_entries(case: Case) -> Iterator[ChronologyEntry]:
    for later in case.later_decisions:
        text = _sentence(f"{ROUTES[later.route]}: {LATER_OUTCOMES[later.about].lower()}", later.note)
        yield ChronologyEntry(later.made_on, "decision", "Later decision", text, of=later)


def _dispute_entries(case: Case) -> Iterator[ChronologyEntry]:
    for one in case.disputes:
        what = f"{DISPUTES[one.kind]} about {ABOUT_WORDS[one.about]}"
        steps = (
            (one.opened_on, _sentence(f"{what} {'asked for' if one.kind == MEDIATION else 'registered'}", one.note)),
            (one.papers_received_on, "Appeal papers received."),
            (one.responded_on, "Response sent to the Tribunal."),
            (one.held_on, f"Mediation about {ABOUT_WORDS[one.about]} held."),
            (one.ended_on, f"{what} ended: {DISPUTE_ENDS.get(one.outcome or '', '')}."),
            (one.certificate_on, "Mediation certificate issued."),
        )
        yield from (
            ChronologyEntry(on, "dispute", DISPUTES[one.kind], text, of=one) for on, text in steps if on is not None
        )


def _first_decision(words: str, made_on: date | None, told_on: date | None, of: Stored) -> Iterator[ChronologyEntry]:
    """Made and told are two entries; where one day holds both, or only one is known, they are one."""
    if made_on and told_on and made_on != told_on:
        yield ChronologyEntry(made_on, "decision", "Decision", words, of=of)
        yield ChronologyEntry(told_on, "decision", "Decision", "Family told of the decision.", of=of)
    elif told_on:
        yield ChronologyEntry(told_on, "decision", "Decision", f"{words} Family told.", of=of)
    else:
        yield ChronologyEntry(made_on, "decision", "Decision", f"{words} The family has still to be told.", of=of)


def _by(name: str) -> str:
    return f"decided by {name}" if name else ""


def _advice_entries(case: Case) -> Iterator[ChronologyEntry]:
    asked: dict[date, list[Advice]] = {}
    for item in case.advice:
        if item.requested_on:
            asked.setdefault(item.requested_on, []).append(item)
    for on, items in asked.items():
        services = ", ".join(item.service for item in items)
        yield ChronologyEntry(on, "advice", "Advice", f"Asked: {services}.", of=items[0])
    for item in case.advice:
        if item.received_on:
            late = (item.received_on - advice_due(item.requested_on)).days if item.requested_on else 0
            text = _sentence(f"{item.service} advice received", f"{days(late)} late" if late > 0 else "")
            yield ChronologyEntry(item.received_on, "advice", "Advice", text, "Late" if late > 0 else "", of=item)
        if item.last_chased_on:
            yield ChronologyEntry(
                item.last_chased_on, "advice", "Chase", f"{item.service} chased for its advice.", of=item
            )


def _plan_entries(case: Case) -> Iterator[ChronologyEntry]:
    for plan in case.plans:
        if plan.kind == "draft":
            yield ChronologyEntry(
                plan.sent_on, "plan", "Draft", f"Draft plan {plan.number} served on the family.", of=plan
            )
    for item in case.consultations:
        if item.sent_on:
            yield ChronologyEntry(
                item.sent_on, "plan", "Consultation", f"{item.setting or 'A setting'} consulted.", of=item
            )
        if item.replied_on:
            reply = REPLIES.get(item.outcome or "", "Replied")
            yield ChronologyEntry(
                item.replied_on,
                "plan",
                "Reply",
                _sentence(f"{item.setting or 'Setting'}: {reply}", item.grounds),
                of=item,
            )
    limit = limits_of_request(case.clock_start_on).final_plan
    for plan in case.plans:
        if plan.kind != "draft":
            text = f"Final plan sent, day {(plan.sent_on - case.clock_start_on).days}."
            mark = "Late" if plan.sent_on > limit else ""
            yield ChronologyEntry(plan.sent_on, "plan", "Final plan", text, mark, of=plan)


def _other_entries(case: Case) -> Iterator[ChronologyEntry]:
    for period in case.exceptions:
        until = f" to {full_date(period.ends_on)}" if period.ends_on else ""
        yield ChronologyEntry(
            period.starts_on,
            "exception",
            "Exception",
            _sentence(exception_words(period.reason) + until, period.reason_text, period.evidence),
            of=period,
        )
    for contact in case.contacts:
        promise = contact.promised_by is not None and contact.promise_kept_on is None
        text = _sentence(contact.with_whom, contact.summary) if contact.with_whom else contact.summary
        yield ChronologyEntry(
            contact.on, "contact", KINDS[contact.kind], text, "Promise" if promise else "", of=contact
        )
    for note in case.notes:
        about = f"{note.subject}: " if note.subject else ""
        yield ChronologyEntry(note.on, "note", "Note", f"{about}{note.text}", of=note)
    for place in case.agenda:
        yield ChronologyEntry(
            place.meeting.on, "panel", "Panel", f"On the agenda of the {place.meeting.kind} panel.", of=place.item
        )


def exception_words(reason: str | None) -> str:
    """Return the law's own title of an exception's reason."""
    known = REASONS.get(reason or "")
    return known.title if known else "No reason recorded"


def _sentence(*parts: str) -> str:
    said = [part.strip().rstrip(".") for part in parts if part and part.strip()]
    return "; ".join(said) + "." if said else ""
