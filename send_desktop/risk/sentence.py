"""One sentence for each state, which names what holds the case, and the next step (product.md, Risk).

A function of what is kept beside the case and of the day, and of nothing else, so that the lists, the
case page, the pack and the command line say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.blockers import PANEL_BLOCKERS, blocker_on, clause, phrase
from send_desktop.risk.closing import closed_sentence
from send_desktop.risk.limits_in_words import passed
from send_desktop.risk.next_steps import next_step
from send_desktop.risk.outlook import what_must_happen, why_too_late
from send_desktop.risk.states import state
from send_desktop.risk.wording import spoken_date
from send_desktop.wording import day_month, sentence_case

_RELIEFS = {
    "school_closed": ("the school was closed", "School closed"),
    "personal_circumstances": ("of exceptional personal circumstances", "Circumstances"),
    "absent_from_area": ("the child was absent from the area", "Absent from area"),
}
"""Each listed reason after 'because', and in the grid."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Why a case is in its state, in a sentence or two, and what to do next, as an imperative."""

    reason: str
    next_step: str


def sentence(derived: Derived, today: date) -> Sentence:
    """Return the sentence and the next step of a case on a day."""
    if derived.next_due is None:
        return Sentence(*closed_sentence(derived, today))
    return Sentence(sentence_case(_reason(derived, derived.next_due, today)), next_step(derived, today))


def blocker_phrase(derived: Derived, today: date) -> str:
    """Return what holds a case in at most 45 characters; empty for a closed one."""
    if derived.next_due is None:
        return ""
    if state(derived, today) == "excepted":
        return _relief_phrase(derived, today)
    return phrase(derived, today)


def _reason(derived: Derived, limit: date, today: date) -> str:
    match state(derived, today):
        case "breached":
            return f"{clause(derived, today)}; {passed(derived, limit, today)}."
        case "excepted":
            return f"{passed(derived, limit, today)}, {_relieved(derived, today)}; {clause(derived, today)}."
        case "will_breach":
            return _too_late(derived, limit, today)
        case _:
            return f"{clause(derived, today)}; {what_must_happen(derived, limit, today)}."


def _relieved(derived: Derived, today: date) -> str:
    because = _RELIEFS.get(derived.relief_reason or "", ("of a listed exception", ""))[0]
    return f"and is excepted because {because}{_span(derived, today, spoken_date, 'from ')}"


def _relief_phrase(derived: Derived, today: date) -> str:
    words = _RELIEFS.get(derived.relief_reason or "", ("", "Excepted"))[1]
    return f"{words}{_span(derived, today, day_month, '')}"


def _span(derived: Derived, today: date, write: Callable[[date, date], str], lead: str) -> str:
    if derived.relief_starts_on is None:
        return ""
    first = write(derived.relief_starts_on, today)
    if derived.relief_ends_on is None:
        return f" since {first}"
    return f" {lead}{first} to {write(derived.relief_ends_on, today)}"


def _too_late(derived: Derived, limit: date, today: date) -> str:
    why = why_too_late(derived, limit, today)
    if blocker_on(derived, today) in PANEL_BLOCKERS:
        return f"{clause(derived, today)}. {sentence_case(why)}."
    return f"{clause(derived, today)}; {why}."
