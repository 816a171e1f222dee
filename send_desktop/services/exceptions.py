"""Exceptions: the closed list of reg 10(4) and its neighbours, recorded with what each relieves."""

from dataclasses import replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import Case, ExceptionPeriod
from send_desktop.services.amendments import Amendment, require_lawful
from send_desktop.statute import exceptions_in_law
from send_desktop.statute.facts import ReliefFact
from send_desktop.wording import full_date


def record_exception(
    case: Case,
    *,
    reason: str,
    starts_on: date | None,
    ends_on: date | None,
    today: date,
    reason_text: str = "",
    told_family_on: date | None = None,
    evidence: str = "",
) -> Amendment:
    """Record an exception. It does not stop the clock; a reason outside the list is kept but relieves nothing.

    Raises Refused when a listed reason has no first day, or ends before it starts, or when the family was told
    and it is not said of what.
    """
    require_lawful(case, "record_exception", None, today)
    if not reason:
        raise Refused("Choose the reason, or 'not in the list' for any other.")
    if exceptions_in_law.is_statutory(reason) and starts_on is None:
        raise Refused("A listed exception needs the day it began; without dates it relieves nothing.")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The exception ends before it begins; check the two days.")
    if told_family_on and not reason_text.strip():
        raise Refused("Say in words what the family was told of the reason (Code 9.43); nothing has been saved yet.")
    period = ExceptionPeriod(
        case_id=case.id,
        reason=reason,
        reason_text=reason_text.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        relieves=exceptions_in_law.relieves(reason),
        told_family_on=told_family_on,
        evidence=evidence.strip(),
    )
    after = replace(case.request, is_exception_claimed=True)
    replaced = () if case.request.is_exception_claimed else ((case.request, after),)
    since = f" from {full_date(starts_on)}" if starts_on else ""
    text = f"{case.reference}: exception recorded{since}."
    doubt = exceptions_in_law.closure_doubt(case.facts(), ReliefFact(reason, starts_on, ends_on)) or ""
    return Amendment(case, "Record exception", text, added=(period,), replaced=replaced, caution=doubt)


def tell_family(case: Case, period: ExceptionPeriod, *, on: date, reason_text: str, today: date) -> Amendment:
    """Record that the family was told of an exception, and of what (Code 9.43).

    Raises Refused without words, for a day to come, or where it is recorded already.
    """
    if period.told_family_on is not None:
        raise Refused("It is recorded already that the family was told of this exception.")
    if on > today:
        raise Refused("The family cannot have been told after today; check the day.")
    if not reason_text.strip():
        raise Refused("Say in words what the family was told of the reason; nothing has been saved yet.")
    after = replace(period, told_family_on=on, reason_text=reason_text.strip())
    text = f"{case.reference}: family told of the exception on {full_date(on)}."
    return Amendment(case, "Tell the family of an exception", text, replaced=((period, after),))


def caution(reason: str, starts_on: date | None, ends_on: date | None) -> str | None:
    """Return a warning to show beside the form: outside the list, or too short; None where there is none."""
    if not reason:
        return None
    if not exceptions_in_law.is_statutory(reason):
        return "This reason is not in reg 10(4). It is kept and counted as recorded, but it relieves no duty."
    return exceptions_in_law.shortfall(reason, starts_on, ends_on)
