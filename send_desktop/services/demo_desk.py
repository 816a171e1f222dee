"""What a desk leaves on a synthetic case: who speaks for the child, calls, promises, reminders, appeals.

As pure as ``synthetic``: a random source and the case's records in, records out.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from send_desktop.records import (
    Advice,
    AdviserRequest,
    Carer,
    Chase,
    Contact,
    Dispute,
    ExceptionPeriod,
    Letter,
    Request,
    Service,
    Stored,
)
from send_desktop.services.letter_kinds import kind
from send_desktop.services.synthetic import Child
from send_desktop.statute.limits import advice_due

OPTIONS = {
    "authority_name": "Calderwick County Council",
    "authority_address": "SEND Service, County Hall, Bridge Street, Calderwick",
    "authority_telephone": "01632 960100",
    "authority_email": "send@calderwick.example.org",
    "mediation_adviser": "Calderwick Mediation, 01632 960110, hello@mediation.example.org",
    "disagreement_resolution": "Calderwick Mediation, 01632 960110",
    "information_service": "Calderwick SENDIASS, 01632 960120, advice@sendiass.example.org",
    "board": "Calderwick Integrated Care Board, Mill House, Calderwick",
    "board_email": "ehcp@board.example.org",
}
"""The invented authority's own words for its letters."""

_STREETS = ("Ferry Lane", "Orchard Close", "Mill Road", "Station Terrace", "Chapel Walk", "Larkspur Avenue")
_CARERS = (("Mrs", "Mother"), ("Ms", "Mother"), ("Mr", "Father"), ("Mrs", "Grandparent"))
_CALLS = (
    ("call", "from_them", "Asked when the EP will visit."),
    ("call", "to_them", "Explained the next step and its date; no questions."),
    ("email", "from_them", "Sent the report of a private therapist."),
    ("call", "from_them", "Worried about the timetable at school since half term; asked what can be done now."),
    ("meeting", "to_them", "Went through the draft together; two wishes about outcomes noted."),
    ("email", "to_them", "Sent the names of the services that are being asked."),
)
_ADVISERS = ("Occupational therapist", "Specialist teacher of the deaf", "Clinical psychologist")
_MARKS: tuple[dict[str, Any], ...] = (
    {"safe_contact": "Mobile before 15:00 only; leave no message."},
    {"safe_contact": "By email only; the telephone is shared."},
    {"do_not_disclose_to": "the child's father, by order of the family court"},
)


UNWRITTEN = 12
"""Of so many refusals, the letter of one is not on record."""


def service_addresses(services: Sequence[Service]) -> Iterator[tuple[Service, Service]]:
    """Yield each service with the invented addresses to which reminders and escalations go."""
    for service in services:
        name = service.code.lower().replace(" ", "-")
        yield (
            service,
            replace(
                service, email=f"{name}@services.example.org", escalation_email=f"{name}-lead@services.example.org"
            ),
        )


def carer(source: random.Random, who: Child, person_id: int) -> Carer:
    """Make the parent or carer of a synthetic child; about one in thirty must be reached with care."""
    first, relationship = source.choice(_CARERS)
    marks: dict[str, Any] = source.choice(_MARKS) if source.random() < 0.035 else {}
    return Carer(
        person_id=person_id,
        name=f"{first} {who.surname}",
        relationship=relationship,
        telephone=f"01632 960{source.randrange(1000):03d}",
        email=f"{first}.{who.surname}{source.randrange(90)}@example.org".lower(),
        address=f"{source.randint(1, 90)} {source.choice(_STREETS)}, Calderwick",
        contact_preference=source.choice(("Email", "Telephone", "Letter")),
        **marks,
    )


def exception(source: random.Random, request: Request, reason: str) -> ExceptionPeriod:
    """Make an exception of that listed reason, of which the family was told three days later."""
    starts_on = request.received_on + timedelta(days=source.randint(20, 60))
    return ExceptionPeriod(
        case_id=request.id,
        reason=reason,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=source.randint(29, 44)),
        told_family_on=starts_on + timedelta(days=3),
    )


def contacts(source: random.Random, request: Request, who: Child, today: date) -> Iterator[Contact]:
    """Make up to four contacts with the family of a case that is at least three weeks old; some carry a promise."""
    age = (today - request.received_on).days
    if age <= 20 or source.random() < 0.35:
        return
    for _ in range(source.randint(1, 4)):
        on = today - timedelta(days=source.randint(0, min(70, age)))
        kind, direction, summary = source.choice(_CALLS)
        promised = on + timedelta(days=source.choice((3, 5, 7, 10))) if source.random() < 0.18 else None
        is_kept = promised is not None and promised < today and source.random() < 0.75
        yield Contact(
            case_id=request.id,
            on=on,
            kind=kind,
            direction=direction,
            with_whom=f"{source.choice(('Mrs', 'Mr', 'Ms'))} {who.surname}",
            summary=summary,
            promised_by=promised,
            promise_kept_on=promised if is_kept else None,
        )


def promised(source: random.Random, advice: Advice, today: date) -> Advice:
    """Return outstanding advice with the date that its service has given, or the visit it has booked, where it has."""
    if advice.received_on or advice.requested_on is None or source.random() > 0.25:
        return advice
    ahead = today + timedelta(days=source.randint(2, 25))
    if advice.service == "EP" and source.random() < 0.6:
        return replace(advice, booked_on=ahead)
    return replace(advice, promised_on=ahead)


def chases(source: random.Random, advice: Advice, today: date) -> tuple[Chase, ...]:
    """Return the reminders that overdue advice has had: the ladder's rungs a week or so apart."""
    if advice.received_on or advice.requested_on is None or source.random() < 0.3:
        return ()
    on, made = advice_due(advice.requested_on) + timedelta(days=source.randint(1, 4)), []
    for rung in (1, 2, 3):
        if on >= today or (rung > 1 and source.random() < 0.4):
            break
        made.append(
            Chase(
                case_id=advice.case_id,
                advice_id=advice.id,
                on=on,
                rung=rung,
                to_whom=f"{advice.service.lower().replace(' ', '-')}@services.example.org",
            )
        )
        on += timedelta(days=source.randint(7, 12))
    return tuple(made)


def refusal_letters(request: Request, family: Carer) -> Iterator[Letter]:
    """Make the letter with which a refusal was told; of one in twelve none is on record, and the desk asks for it."""
    for code, outcome, told in (
        ("decision_refuse", request.assess_outcome == "refuse", request.assess_told_on),
        ("decision_no_plan", request.issue_outcome == "no_plan", request.issue_told_on),
    ):
        if outcome and told and request.id % UNWRITTEN:
            is_emailed = family.contact_preference == "Email"
            yield Letter(
                case_id=request.id, template=code, title=kind(code).title, recipient="family", addressee=family.name,
                made_on=told, address=family.email if is_emailed else family.address, sent_on=told,
                channel="email" if is_emailed else "first_class", about=kind(code).about,
            )  # fmt: skip


def disagreements(source: random.Random, request: Request, today: date) -> Iterator[Stored]:
    """Make the mediation or the appeal that some refusals lead to, and a wish for a particular adviser now and then."""
    told = request.assess_told_on if request.assess_outcome == "refuse" else None
    told = request.issue_told_on if request.issue_outcome == "no_plan" else told
    if told and told + timedelta(days=30) < today and source.random() < 0.12:
        about = "issue" if request.issue_outcome == "no_plan" else "assess"
        yield _mediation(request, about, told + timedelta(days=20), today)
    if request.assess_outcome == "assess" and request.assess_told_on and source.random() < 0.03:
        yield AdviserRequest(
            case_id=request.id,
            asked_on=request.assess_told_on,
            adviser=source.choice(_ADVISERS),
            why="Sees our child each month and knows what helps.",
        )


def _mediation(request: Request, about: str, opened_on: date, today: date) -> Dispute:
    """Make a mediation that was asked for that day: it is held, and ends without agreement, inside the 30 days."""
    asked = Dispute(case_id=request.id, kind="mediation", about=about, opened_on=opened_on)
    held = opened_on + timedelta(days=24)
    if held >= today:
        return asked
    return replace(asked, held_on=held, outcome="not_agreed", ended_on=held, certificate_on=held + timedelta(days=2))
