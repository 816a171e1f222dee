"""The chronology of a case: every dated thing on record, in words, the newest first.

The case page narrows it by kind, ``case`` prints it, and the chronology for a complaint or the Tribunal is
made from it: there is no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from send_desktop.codes import SOURCES
from send_desktop.delay_reasons import LIMIT_WORDS, reason_words
from send_desktop.panel_types import ASKED_SHORT, PANELS, outcome_title
from send_desktop.records import (
    Advice,
    AgendaPlace,
    AuditLine,
    Case,
    Chase,
    Letter,
    PlanVersion,
    Stored,
)
from send_desktop.services import documents
from send_desktop.services.chasing import RUNGS
from send_desktop.services.chronology_entry import ChronologyEntry as ChronologyEntry
from send_desktop.services.chronology_entry import panel_entries
from send_desktop.services.chronology_entry import sentence as _sentence
from send_desktop.services.contacts import KINDS
from send_desktop.services.decisions import ASSESS_OUTCOMES, ISSUE_OUTCOMES, LATER_OUTCOMES, ROUTES
from send_desktop.services.plans import REPLIES, window_end
from send_desktop.statute.disputes import ABOUT_WORDS, MEDIATION
from send_desktop.statute.exceptions_in_law import REASONS
from send_desktop.statute.limits import advice_due, limits_of_request
from send_desktop.wording import days, full_date

CHANNELS = {
    "first_class": "first class post",
    "second_class": "second class post",
    "email": "email",
    "hand": "hand",
    "call": "telephone",
    "letter": "letter",
}
"""How a letter or a reminder went."""

DISPUTES = {"mediation": "Mediation", "appeal": "Appeal"}
DISPUTE_ENDS = {
    "agreed": "agreed",
    "not_agreed": "not agreed",
    "withdrawn": "withdrawn by the family",
    "dismissed": "dismissed",
    "allowed": "allowed by order of the Tribunal",
    "conceded": "not opposed by the authority",
}


def chronology(
    case: Case, history: Sequence[AuditLine] = (), officers: Mapping[str, str] | None = None
) -> tuple[ChronologyEntry, ...]:
    """Return everything dated about a case, newest first, and within a day by the pathway; undated comes last.

    ``history`` with the ``officers``' names by id adds who held the case when.
    """
    entries = [*_entries(case), *_officer_entries(history, officers or {})]
    dated = [entry for entry in reversed(entries) if entry.on]
    dated.sort(key=lambda entry: entry.on or date.min, reverse=True)
    return (*dated, *(entry for entry in entries if entry.on is None))


def _entries(case: Case) -> Iterator[ChronologyEntry]:
    """As the pathway goes, so that of one day the last step is the newest."""
    yield from _request_entries(case)
    yield from _assess_entries(case)
    yield from _advice_entries(case)
    yield from _chase_entries(case)
    yield from _adviser_entries(case)
    yield from _issue_entries(case)
    yield from _plan_entries(case)
    yield from _later_entries(case)
    yield from _dispute_entries(case)
    yield from _exception_entries(case)
    yield from _delay_entries(case)
    yield from _letter_entries(case)
    yield from _document_entries(case)
    yield from _other_entries(case)
    yield from _ending_entries(case)


def _request_entries(case: Case) -> Iterator[ChronologyEntry]:
    request = case.request
    yield ChronologyEntry(
        request.received_on, "request", "Request", f"Received. Asked by: {SOURCES[request.source].lower()}.", of=request
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
        if item.incomplete_on:
            text = _sentence(f"{item.service} advice came incomplete", item.fault)
            yield ChronologyEntry(item.incomplete_on, "advice", "Advice", text, of=item)
        if item.returned_on:
            text = _sentence(f"{item.service} advice returned for its quality", item.fault)
            yield ChronologyEntry(item.returned_on, "advice", "Advice", text, of=item)
        if item.received_on:
            late = (item.received_on - advice_due(item.requested_on)).days if item.requested_on else 0
            text = _sentence(f"{item.service} advice received", f"{days(late)} late" if late > 0 else "")
            yield ChronologyEntry(item.received_on, "advice", "Advice", text, "Late" if late > 0 else "", of=item)


def _chase_entries(case: Case) -> Iterator[ChronologyEntry]:
    """Every reminder on record; a day of chasing that a tracker brought without its record is told too."""
    services = {item.id: item.service for item in case.advice}
    settings = {item.id: item.setting for item in case.consultations}
    known = {(chase.advice_id, chase.on) for chase in case.chases}
    for item in case.advice:
        if item.last_chased_on and (item.id, item.last_chased_on) not in known:
            yield ChronologyEntry(
                item.last_chased_on, "advice", "Chase", f"{item.service} chased for its advice.", of=item
            )
    for chase in case.chases:
        if chase.advice_id is not None:
            whom = f"{services.get(chase.advice_id, 'A service')} chased for its advice"
            yield ChronologyEntry(chase.on, "advice", "Chase", _chase_words(whom, chase), of=chase)
        else:
            whom = f"{settings.get(chase.consultation_id or 0, 'A setting')} chased for its reply"
            yield ChronologyEntry(chase.on, "plan", "Chase", _chase_words(whom, chase), of=chase)


def _chase_words(whom: str, chase: Chase) -> str:
    to = f"to {chase.to_whom}" if chase.to_whom else ""
    rung = "" if chase.rung == 1 else RUNGS.get(chase.rung, "").lower()
    return _sentence(whom, rung, to, chase.note)


def _adviser_entries(case: Case) -> Iterator[ChronologyEntry]:
    for asked in case.adviser_requests:
        text = _sentence(f"The family asks that {asked.adviser} be asked for advice", asked.why)
        yield ChronologyEntry(asked.asked_on, "advice", "Adviser asked", text, of=asked)
        if asked.outcome:
            words = {"agreed": "agreed", "refused": "refused"}[asked.outcome]
            text = _sentence(f"{asked.adviser}: {words}", _by(asked.decided_by), asked.reason)
            yield ChronologyEntry(asked.decided_on, "decision", "Adviser", text, of=asked)
        if asked.told_on:
            text = f"Family told of the answer about {asked.adviser}."
            yield ChronologyEntry(asked.told_on, "contact", "Family told", text, of=asked)


def _plan_entries(case: Case) -> Iterator[ChronologyEntry]:
    for plan in case.plans:
        if plan.kind == "draft":
            yield from _draft_entries(plan)
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
            yield from _final_entries(case, plan, limit)


def _draft_entries(plan: PlanVersion) -> Iterator[ChronologyEntry]:
    served = f"Draft plan {plan.number} served on the family."
    yield ChronologyEntry(plan.sent_on, "plan", "Draft", served, of=plan)
    if plan.meeting_asked_on:
        text = f"The family asks for a meeting about draft {plan.number}."
        yield ChronologyEntry(plan.meeting_asked_on, "plan", "Meeting asked", text, of=plan)
    if plan.meeting_held_on:
        yield ChronologyEntry(
            plan.meeting_held_on, "plan", "Meeting", f"Meeting held about draft {plan.number}.", of=plan
        )
    if plan.representations_received_on:
        late = plan.representations_received_on > window_end(plan)
        text = _sentence(f"Representations on draft {plan.number}", plan.representations)
        mark = "Late" if late else ""
        yield ChronologyEntry(plan.representations_received_on, "plan", "Represented", text, mark, of=plan)


def _final_entries(case: Case, plan: PlanVersion, limit: date) -> Iterator[ChronologyEntry]:
    sent = (("family", plan.family_sent_on), ("setting", plan.setting_sent_on), ("board", plan.board_sent_on))
    for whom, on in sent:
        if on and on != plan.sent_on:
            yield ChronologyEntry(on, "plan", "Final plan", f"Final plan sent to the {whom}.", of=plan)
    text = f"Final plan sent, day {(plan.sent_on - case.clock_start_on).days}."
    yield ChronologyEntry(plan.sent_on, "plan", "Final plan", text, "Late" if plan.sent_on > limit else "", of=plan)


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


def _exception_entries(case: Case) -> Iterator[ChronologyEntry]:
    for period in case.exceptions:
        until = f" to {full_date(period.ends_on)}" if period.ends_on else ""
        text = _sentence(exception_words(period.reason) + until, period.reason_text, period.evidence)
        yield ChronologyEntry(period.starts_on, "exception", "Exception", text, of=period)
        if period.told_family_on:
            yield ChronologyEntry(
                period.told_family_on, "exception", "Family told", "Family told of the exception.", of=period
            )


def _delay_entries(case: Case) -> Iterator[ChronologyEntry]:
    for given in case.delay_reasons:
        why = f"{reason_words(given.reason)}{f' ({given.service})' if given.service else ''}"
        text = _sentence(f"{LIMIT_WORDS.get(given.duty, given.duty)} passed: {why}", given.note)
        yield ChronologyEntry(given.given_on, "delay", "Delay", text, of=given)


def _letter_entries(case: Case) -> Iterator[ChronologyEntry]:
    for letter in case.letters:
        if letter.made_on != letter.sent_on:
            yield ChronologyEntry(
                letter.made_on, "letter", "Letter made", f"{letter.title}, to {letter.addressee}.", of=letter
            )
        if letter.sent_on:
            yield ChronologyEntry(letter.sent_on, "letter", "Letter sent", _sent_words(letter), of=letter)


def _sent_words(letter: Letter) -> str:
    how = f"by {CHANNELS[letter.channel]}" if letter.channel in CHANNELS else ""
    return _sentence(f"{letter.title}, to {letter.addressee}", how, letter.proof)


def _document_entries(case: Case) -> Iterator[ChronologyEntry]:
    letters = {letter.document_id for letter in case.letters}
    for document in case.documents:
        if document.id not in letters:
            text = _sentence(f"{documents.in_words(document)} added", _by_whom(document.added_by))
            yield ChronologyEntry(document.added_on, "document", "Document", text, of=document)


def _other_entries(case: Case) -> Iterator[ChronologyEntry]:
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
        yield ChronologyEntry(place.meeting.on, "panel", "Panel", panel_words(place), of=place.item)
    yield from panel_entries(case)


def panel_words(place: AgendaPlace) -> str:
    """Return what a panel was asked and what was recommended to it, in a sentence."""
    meeting, item = place.meeting, place.item
    named = PANELS.get(meeting.kind, meeting.kind)
    asked = f"asked {ASKED_SHORT[item.asked].lower()}" if item.asked in ASKED_SHORT else ""
    outcome = outcome_title(item.recommended_outcome)
    recommended = f"officer recommends {outcome.lower()}" if outcome else ""
    standing = "the meeting was cancelled" if meeting.status == "cancelled" else ""
    return _sentence(f"On the agenda of the {named[:1].lower()}{named[1:]}", asked, recommended, standing)


def _officer_entries(history: Sequence[AuditLine], officers: Mapping[str, str]) -> Iterator[ChronologyEntry]:
    """Who held the case when: each change after the first, since that came with the request."""
    for line in history:
        before, after = line.changes.get("officer_id", (None, None))
        if line.record == "Request" and before is not None:
            text = f"From {officers.get(before, 'an officer')} to {officers.get(after or '', 'nobody yet')}."
            yield ChronologyEntry(line.at.date(), "officer", "Officer", text)


def _by_whom(name: str) -> str:
    return f"by {name}" if name else ""


def exception_words(reason: str | None) -> str:
    """Return the law's own title of an exception's reason."""
    known = REASONS.get(reason or "")
    return known.title if known else "No reason recorded"
