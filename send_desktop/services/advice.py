"""Advice: asked for, promised, chased, received (regs 6 and 8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Advice, Case, Directory, Service
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute.limits import advice_due
from send_desktop.wording import days, full_date, listed, sentence_case


def due_on(advice: Advice) -> date | None:
    """Return the last day of the six weeks, None while nothing has been asked."""
    return advice_due(advice.requested_on) if advice.requested_on else None


def standing(advice: Advice, today: date, *, is_open: bool = True) -> tuple[str, str]:
    """Return how one request for advice stands: a state (on_track, at_risk, breached) and its words.

    On a case that is not open nothing is waited for: what never came has no state, an empty text.
    """
    if advice.received_on:
        return _standing_in(advice, advice.received_on)
    due = due_on(advice)
    if not is_open:
        return "", "Not received" if due else "Not asked"
    came = "Sent back" if _is_sent_back(advice) else "Incomplete" if advice.incomplete_on else ""
    if due is None:
        return "on_track", came or "Not asked"
    left = (due - today).days
    before = f"{came}, " if came else ""
    if left < 0:
        return "breached", f"{before}{days(-left)} overdue"
    words = "due today" if left == 0 else f"due in {days(left)}"
    return "on_track", before + words if before else sentence_case(words)


def _standing_in(advice: Advice, received_on: date) -> tuple[str, str]:
    if advice.is_existing_report or (advice.requested_on and received_on < advice.requested_on):
        return "on_track", "Existing report"
    due = due_on(advice)
    late = (received_on - due).days if due else 0
    return ("at_risk", f"In, {days(late)} late") if late > 0 else ("on_track", "In time")


def _is_sent_back(advice: Advice) -> bool:
    """Whether the last that happened to it was its return."""
    return advice.returned_on is not None and advice.returned_on >= (advice.incomplete_on or date.min)


def awaited(case: Case) -> list[Advice]:
    """Return what is outstanding on a case, the one asked for longest ago first; nothing where it is not open."""
    if case.derived.status != "open":
        return []
    pending = [item for item in case.advice if item.received_on is None]
    return sorted(pending, key=lambda item: item.requested_on or date.max)


def ask_for_advice(
    case: Case, directory: Directory, *, services: Iterable[str], on: date, today: date, promised_on: date | None = None
) -> Amendment:
    """Ask several services at once, by code. Raises Refused when one was asked already or is unknown."""
    caution = require_lawful(case, "request_advice", on, today)
    chosen = [service_of(directory, code) for code in services]
    if not chosen:
        raise Refused("Choose at least one service to ask.")
    _refuse_asked_again(case, chosen)
    added = tuple(
        Advice(case_id=case.id, service_id=service.id, service=service.code, requested_on=on, promised_on=promised_on)
        for service in chosen
    )
    names = ", ".join(service.code for service in chosen)
    note = f"{case.reference}: {names} asked on {full_date(on)}."
    return Amendment(case, "Ask for advice", note, added=added, caution=caution)


def _refuse_asked_again(case: Case, chosen: Sequence[Service]) -> None:
    wanted = {service.code for service in chosen}
    again = [item.service for item in case.advice if item.service in wanted and item.received_on is None]
    if again:
        raise Refused(f"{', '.join(again)} has been asked already and has not answered; record what arrives instead.")
    used = [item.service for item in case.advice if item.service in wanted and is_existing_used(item)]
    if used:
        raise Refused(
            f"{', '.join(used)}: existing advice is used, with provider, authority and family satisfied; it must not "
            "be sought again (reg 6(4)). Take it off the list."
        )


def is_existing_used(item: Advice) -> bool:
    """Say whether existing advice stands in for new (reg 6(4)): all three are satisfied that it is sufficient."""
    return bool(
        item.received_on
        and item.is_existing_report
        and item.provider_satisfied_on
        and item.authority_satisfied_on
        and item.family_satisfied_on
    )


def record_received(
    case: Case, advice: Advice, *, on: date, today: date, key_point: str = "", adviser: str = ""
) -> Amendment:
    """Record advice as received whole. Advice older than its request is kept as an existing report.

    Raises Refused for a date after today, or when that advice is already in.
    """
    _may_come(case, advice, on, today)
    existing = bool(advice.requested_on and on < advice.requested_on)
    after = replace(
        advice,
        received_on=on,
        first_received_on=advice.first_received_on or on,
        is_existing_report=existing,
        key_point=key_point.strip() or advice.key_point,
        adviser=adviser.strip() or advice.adviser,
    )
    how = standing(after, today)[1].removeprefix("In, ").lower()
    return Amendment(
        case,
        "Record advice",
        f"{case.reference}: {advice.service} advice received, {how}.",
        replaced=((advice, after),),
        refresh_delays=True,
    )


def record_incomplete(case: Case, advice: Advice, *, on: date, today: date, missing: str) -> Amendment:
    """Record that what came is incomplete: it stays awaited, with what is missing. Raises Refused without that."""
    _may_come(case, advice, on, today)
    if not missing.strip():
        raise Refused("Say what is missing from the advice, so that the service can be asked for it.")
    first = advice.first_received_on or on
    after = replace(advice, first_received_on=first, incomplete_on=on, fault=missing.strip())
    note = f"{case.reference}: {advice.service} advice came incomplete; it stays awaited."
    return Amendment(case, "Record incomplete advice", note, replaced=((advice, after),))


def return_advice(case: Case, advice: Advice, *, on: date, today: date, why: str) -> Amendment:
    """Record that advice was sent back for its quality: it is awaited again, whether or not it had counted as in.

    Raises Refused without a reason, or for advice that never came.
    """
    require_lawful(case, "record_advice", on, today)
    came = advice.first_received_on or advice.received_on or advice.incomplete_on or on
    if not why.strip():
        raise Refused("Say why the advice is sent back, in words that the service can act upon.")
    if on > today:
        raise Refused("It cannot have been sent back after today; check the day.")
    if on < came:
        raise Refused(f"The advice came on {full_date(came)} and cannot have been sent back before; check the day.")
    after = replace(
        advice,
        received_on=None,
        first_received_on=came,
        returned_on=on,
        fault=why.strip(),
        is_existing_report=False,
    )
    note = f"{case.reference}: {advice.service} advice sent back; it is awaited again."
    return Amendment(case, "Return advice", note, replaced=((advice, after),), refresh_delays=True)


def use_existing(
    case: Case,
    directory: Directory,
    *,
    service: str,
    provided_on: date,
    provider_on: date | None,
    authority_on: date | None,
    family_on: date | None,
    today: date,
    adviser: str = "",
    key_point: str = "",
) -> Amendment:
    """Keep advice that was provided before, for any purpose, in place of asking again (reg 6(4)).

    Its provider, the authority and the family must each be satisfied that it is sufficient. Raises Refused
    naming who is missing; where that cannot be had the service is asked instead.
    """
    require_lawful(case, "record_advice", provided_on, today)
    days_of = {"the provider": provider_on, "the authority": authority_on, "the family": family_on}
    _require_satisfied(days_of, provided_on, today)
    chosen = service_of(directory, service)
    pending = next((one for one in case.advice if one.service == service and one.received_on is None), None)
    kept = pending or Advice(case_id=case.id, service_id=chosen.id, service=chosen.code)
    after = replace(
        kept,
        received_on=provided_on,
        first_received_on=provided_on,
        is_existing_report=True,
        provider_satisfied_on=provider_on,
        authority_satisfied_on=authority_on,
        family_satisfied_on=family_on,
        adviser=adviser.strip() or kept.adviser,
        key_point=key_point.strip() or kept.key_point,
    )
    note = f"{case.reference}: existing {service} advice of {full_date(provided_on)} is used; none is asked for."
    if pending:
        return Amendment(case, "Use existing advice", note, replaced=((pending, after),))
    return Amendment(case, "Use existing advice", note, added=(after,))


def _require_satisfied(days_of: Mapping[str, date | None], provided_on: date, today: date) -> None:
    missing = [who for who, on in days_of.items() if on is None]
    if missing:
        raise Refused(
            f"{sentence_case(listed(missing))} must be satisfied that the advice is sufficient before it can stand in "
            "for new advice (reg 6(4)). Record the day on which each was, or ask the service."
        )
    wrong = [who for who, on in days_of.items() if on and (on > today or on < provided_on)]
    if wrong:
        raise Refused(
            f"The day on which {listed(wrong)} became satisfied must lie between that of the advice and today."
        )


def _may_come(case: Case, advice: Advice, on: date, today: date) -> None:
    if advice.received_on:
        raise Refused(f"{advice.service} advice is already recorded as received on {full_date(advice.received_on)}.")
    if on > today:
        raise Refused("Advice cannot have arrived after today; record the day the service promised instead.")
    if advice.returned_on and on < advice.returned_on:
        raise Refused(f"It was sent back on {full_date(advice.returned_on)}; what has come since is no older.")
    require_lawful(case, "record_advice", on, today)


def record_promise(
    case: Case, advice: Advice, *, promised_on: date | None, today: date, booked_on: date | None = None
) -> Amendment:
    """Keep the date that the service itself has given, and the day of its appointment with the child.

    The promise stands in for the usual delay. Raises Refused on a case that is not open, for advice that is in,
    or for a promise that lies behind.
    """
    require_awaited(case, advice)
    if promised_on and promised_on < today and promised_on != advice.promised_on:
        raise Refused("A promised date lies ahead; record the advice as received if it has come.")
    after = replace(advice, promised_on=promised_on, booked_on=booked_on)
    said = [f"promised for {full_date(promised_on)}" if promised_on else ""]
    said.append(f"appointment on {full_date(booked_on)}" if booked_on else "")
    words = "; ".join(one for one in said if one)
    text = f"{advice.service} advice {words}." if words else f"{advice.service}: no promise any more."
    return Amendment(case, "Record promised date", f"{case.reference}: {text}", replaced=((advice, after),))


def require_awaited(case: Case, advice: Advice) -> None:
    """Raise Refused where nobody waits for this advice: the case is not open, or the advice is in."""
    if case.derived.status != "open":
        raise Refused(f"{case.reference} is not open, so nobody waits for its advice any more.")
    if advice.received_on:
        raise Refused(f"{advice.service} advice came on {full_date(advice.received_on)}; there is nothing to wait for.")


def limit_words(is_section_31_body: bool) -> str:
    """Return what the six weeks are for a service: law for a body asked under s31, the Code's standard for others."""
    return "statutory six weeks (reg 8)" if is_section_31_body else "expected standard six weeks"


def service_of(directory: Directory, code: str) -> Service:
    """Return a service by its code. Raises Refused for one that is not on the list."""
    for service in directory.services:
        if service.code == code:
            return service
    raise Refused(f"There is no service called {code}; choose one from the list.")
