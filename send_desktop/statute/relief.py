"""What each exception recorded on a case relieves, limit by limit, and why where it relieves none.

The same question that risk asks of the next legal date (``exceptions_in_law.relief_for``), asked of one
exception at a time, so that no page says of an exception what the case's state denies.
"""

from dataclasses import dataclass, replace
from datetime import date

from send_desktop.statute.exceptions_in_law import is_statutory, relief_for, relieves, shortfall
from send_desktop.statute.facts import CaseFacts, ReliefFact
from send_desktop.statute.limits import limits

ADVISER_ONLY = "Excuses the adviser only"


@dataclass(frozen=True, slots=True)
class Relief:
    """Whether one exception relieves the next legal date (on a closed case, any limit), and words for it."""

    is_relief: bool
    words: str
    """What a card says: 'Relieves', or why it does not, in a few words."""


def reliefs_of(facts: CaseFacts, next_duty: str | None) -> tuple[Relief, ...]:
    """What each exception of ``facts.reliefs`` does, in their order.

    ``next_duty`` is the duty of the next legal date, None on a closed case: one that relieves only
    another limit says so.
    """
    return tuple(_relief(facts, one, next_duty) for one in facts.reliefs)


def _relief(facts: CaseFacts, one: ReliefFact, next_duty: str | None) -> Relief:
    alone = replace(facts, reliefs=(one,))
    since = limits(facts).runs_from
    duties = tuple(duty_id for duty_id, due in _running(facts) if relief_for(alone, duty_id, since, due))
    if not duties:
        return Relief(False, _why_nothing(facts, one))
    if next_duty is None or next_duty in duties:
        return Relief(True, "Relieves")
    other = "the final plan" if limits(facts).final_duty in duties else "the decision to assess"
    return Relief(False, f"Relieves only {other}")


def _running(facts: CaseFacts) -> list[tuple[str, date]]:
    """The two limits that a state is measured by and that are counted from the day now in force."""
    found = limits(facts)
    both = [(found.assess_duty, found.assess_decision), (found.final_duty, found.final_plan)]
    return [(duty_id, due) for duty_id, due in both if due >= found.runs_from]


def _why_nothing(facts: CaseFacts, one: ReliefFact) -> str:
    if not is_statutory(one.reason):
        return ADVISER_ONLY if relieves(one.reason) else "Relieves nothing"
    if one.starts_on is None:
        return "No first day: relieves nothing"
    if shortfall(one.reason, one.starts_on, one.ends_on):
        return "Too short: relieves nothing"
    if one.starts_on > max(due for _, due in _running(facts)):
        return "Began after the limit: relieves nothing"
    is_over = one.ends_on is not None and one.ends_on < limits(facts).runs_from
    return "Ended before the clock began: relieves nothing" if is_over else "Relieves nothing"
