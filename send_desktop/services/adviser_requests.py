"""A family's request that a particular adviser be asked (reg 6(1)(h)): recorded, decided with its reason, told."""

from dataclasses import replace
from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import AdviserRequest, Case
from send_desktop.services.amendments import Amendment
from send_desktop.wording import full_date

OUTCOMES = {"agreed": "Agreed: the adviser is asked", "refused": "Refused"}


def record_adviser_request(case: Case, *, on: date, adviser: str, today: date, why: str = "") -> Amendment:
    """Record whom the family wants asked. Raises Refused without an adviser, or on a case that is not open."""
    _require_open(case)
    if not adviser.strip():
        raise Refused("Say which adviser the family asks for, for example an occupational therapist.")
    if on > today:
        raise Refused("The family cannot have asked after today; check the day.")
    record = AdviserRequest(case_id=case.id, asked_on=on, adviser=" ".join(adviser.split()), why=why.strip())
    note = f"{case.reference}: the family's request for {record.adviser} recorded; it has still to be decided."
    return Amendment(case, "Record request for an adviser", note, added=(record,))


def decide_adviser_request(
    case: Case,
    wanted: AdviserRequest,
    *,
    outcome: str,
    on: date,
    by: str,
    today: date,
    reason: str = "",
    told_on: date | None = None,
) -> Amendment:
    """Record the decision on it. A refusal needs its reason; what is reasonably requested must be sought.

    Raises Refused without an outcome or that reason, for one decided already, or for impossible days.
    """
    if wanted.outcome:
        raise Refused(f"That request was decided on {full_date(wanted.decided_on)}; it is not decided twice.")
    if outcome not in OUTCOMES:
        raise Refused("Choose what was decided.")
    if outcome == "refused" and not reason.strip():
        raise Refused("Give the reason: advice that a family reasonably requests must be sought (reg 6(1)(h)).")
    if on < wanted.asked_on or on > today:
        raise Refused("The decision lies between the day of the request and today; check its day.")
    decided = replace(wanted, outcome=outcome, decided_on=on, decided_by=by.strip(), reason=reason.strip())
    after = _told(decided, told_on, today) if told_on else decided
    follows = " Ask for that advice next." if outcome == "agreed" else ""
    note = f"{case.reference}: request for {wanted.adviser} {outcome}.{follows}"
    return Amendment(case, "Decide request for an adviser", note, replaced=((wanted, after),))


def tell_adviser_decision(case: Case, wanted: AdviserRequest, *, on: date, today: date) -> Amendment:
    """Record when the family was told. Raises Refused while it is undecided, or for an impossible day."""
    if wanted.outcome is None:
        raise Refused("Decide the request first; then the family is told.")
    note = f"{case.reference}: the family was told of the decision on {wanted.adviser}."
    return Amendment(case, "Tell decision on an adviser", note, replaced=((wanted, _told(wanted, on, today)),))


def undecided(case: Case) -> list[AdviserRequest]:
    """Return the requests on a case that wait for a decision."""
    return [one for one in case.adviser_requests if one.outcome is None] if _is_open(case) else []


def untold(case: Case) -> list[AdviserRequest]:
    """Return the requests on a case that are decided and of which the family has still to be told."""
    return [one for one in case.adviser_requests if one.outcome and one.told_on is None] if _is_open(case) else []


def _told(wanted: AdviserRequest, on: date, today: date) -> AdviserRequest:
    if wanted.decided_on and (on < wanted.decided_on or on > today):
        raise Refused("The family is told between the day of the decision and today; check the day.")
    return replace(wanted, told_on=on)


def _is_open(case: Case) -> bool:
    return case.derived.status == "open"


def _require_open(case: Case) -> None:
    if not _is_open(case):
        raise Refused(f"{case.reference} is not open, so no advice is sought on it any more.")
