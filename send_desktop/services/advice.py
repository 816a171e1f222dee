"""Advice: asked for, promised, chased, received (regs 6 and 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Advice, AdviceRow, Case, Directory, Service
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute.limits import advice_due
from send_desktop.store import Store
from send_desktop.wording import days, full_date


@dataclass(frozen=True, slots=True)
class ServiceQueue:
    """What one service still owes on open cases, with ages in days since each request."""

    service: str
    name: str
    waiting: int
    over_6_weeks: int
    oldest_days: int
    usual_delay_days: int


def due_on(advice: Advice) -> date | None:
    """Return the last day of the six weeks, None while nothing has been asked."""
    return advice_due(advice.requested_on) if advice.requested_on else None


def standing(advice: Advice, today: date, *, is_open: bool = True) -> tuple[str, str]:
    """Return how one request for advice stands: a state (on_track, at_risk, breached) and its words.

    On a case that is not open nothing is waited for: what never came has no state, an empty text.
    """
    due = due_on(advice)
    if advice.received_on:
        if advice.requested_on and advice.received_on < advice.requested_on:
            return "on_track", "Existing report"
        late = (advice.received_on - due).days if due else 0
        return ("at_risk", f"In, {days(late)} late") if late > 0 else ("on_track", "In time")
    if not is_open:
        return "", "Not received" if due else "Not asked"
    if due is None:
        return "on_track", "Not asked"
    left = (due - today).days
    if left < 0:
        return "breached", f"{days(-left)} overdue"
    return "on_track", "Due today" if left == 0 else f"Due in {days(left)}"


def ask_for_advice(
    case: Case, directory: Directory, *, services: Iterable[str], on: date, today: date, promised_on: date | None = None
) -> Amendment:
    """Ask several services at once, by code. Raises Refused when one was asked already or is unknown."""
    require_lawful(case, "request_advice", on, today)
    chosen = [_service(directory, code) for code in services]
    if not chosen:
        raise Refused("Choose at least one service to ask.")
    pending = {item.service for item in case.advice if item.received_on is None}
    again = [service.code for service in chosen if service.code in pending]
    if again:
        raise Refused(f"{', '.join(again)} has been asked already and has not answered; record what arrives instead.")
    added = tuple(
        Advice(case_id=case.id, service_id=service.id, service=service.code, requested_on=on, promised_on=promised_on)
        for service in chosen
    )
    names = ", ".join(service.code for service in chosen)
    return Amendment(case, "Ask for advice", f"{case.reference}: {names} asked on {full_date(on)}.", added=added)


def record_received(
    case: Case, advice: Advice, *, on: date, today: date, key_point: str = "", adviser: str = ""
) -> Amendment:
    """Record advice as received. Advice older than its request is kept as an existing report.

    Raises Refused for a date after today, or when that advice is already in.
    """
    if advice.received_on:
        raise Refused(f"{advice.service} advice is already recorded as received on {full_date(advice.received_on)}.")
    if on > today:
        raise Refused("Advice cannot have arrived after today; record the day the service promised instead.")
    require_lawful(case, "record_advice", on, today)
    existing = bool(advice.requested_on and on < advice.requested_on)
    after = replace(
        advice,
        received_on=on,
        is_existing_report=existing,
        key_point=key_point.strip() or advice.key_point,
        adviser=adviser.strip() or advice.adviser,
    )
    return Amendment(
        case,
        "Record advice",
        f"{advice.service} advice received, {standing(after, today)[1].lower()}.",
        replaced=((advice, after),),
        refresh_delays=True,
    )


def record_promise(case: Case, advice: Advice, *, promised_on: date | None, today: date) -> Amendment:
    """Keep the date that the service itself has given; it stands in for the usual delay."""
    if promised_on and promised_on < today:
        raise Refused("A promised date lies ahead; record the advice as received if it has come.")
    after = replace(advice, promised_on=promised_on)
    text = f"{advice.service} advice promised for {full_date(promised_on)}." if promised_on else "Promise removed."
    return Amendment(case, "Record promised date", f"{case.reference}: {text}", replaced=((advice, after),))


def chase(case: Case, advice: Advice, *, on: date) -> Amendment:
    """Record that a service was chased for its advice on a day."""
    after = replace(advice, last_chased_on=on)
    text = f"{case.reference}: {advice.service} chased on {full_date(on)}."
    return Amendment(case, "Chase advice", text, replaced=((advice, after),))


def queues(store: Store, today: date) -> list[ServiceQueue]:
    """Return what each service owes on open cases, the longest list first."""
    with store.look() as reading:
        rows, services = reading.advice_rows(), reading.directory().services
    return sorted((_queue(service, rows, today) for service in services), key=lambda queue: -queue.waiting)


def _queue(service: Service, rows: list[AdviceRow], today: date) -> ServiceQueue:
    asked = [
        row.requested_on
        for row in rows
        if row.service == service.code and row.is_case_open and row.requested_on and row.received_on is None
    ]
    return ServiceQueue(
        service=service.code,
        name=service.name,
        waiting=len(asked),
        over_6_weeks=sum(today > advice_due(on) for on in asked),
        oldest_days=max(((today - on).days for on in asked), default=0),
        usual_delay_days=service.usual_delay_days,
    )


def _service(directory: Directory, code: str) -> Service:
    for service in directory.services:
        if service.code == code:
            return service
    raise Refused(f"There is no service called {code}; choose one from the list.")
