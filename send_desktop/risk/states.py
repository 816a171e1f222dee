"""The states that a case can be in, each with a word, a shape and a colour by meaning, and which it is on a day."""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import Derived


@dataclass(frozen=True, slots=True)
class State:
    """One state. ``meaning`` names its colour in the theme; shape and word carry it without colour."""

    code: str
    word: str
    shape: str
    """square, triangle, diamond, disc or open_diamond."""
    meaning: str
    """breached, will_breach, at_risk, on_track or excepted."""


STATES: tuple[State, ...] = (
    State("breached", "Breached", "square", "breached"),
    State("will_breach", "Will breach", "triangle", "will_breach"),
    State("at_risk", "At risk", "diamond", "at_risk"),
    State("on_track", "On track", "disc", "on_track"),
    State("excepted", "Excepted", "open_diamond", "excepted"),
    State("in_time", "In time", "disc", "on_track"),
    State("late", "Late", "square", "breached"),
)
"""Every state: five of an open case, worst first, then two of a finished one."""

_BY_CODE = {item.code: item for item in STATES}


def state_named(code: str) -> State:
    """Return the state of that code. Raises KeyError for a code that does not exist."""
    return _BY_CODE[code]


def state(derived: Derived, today: date) -> str | None:
    """Return the code of the state a case is in on a day; None for an outcome that is neither in time nor late."""
    if derived.next_due is None:
        return _finished_state(derived)
    if today > derived.next_due:
        return "excepted" if derived.is_relieved else "breached"
    if derived.will_breach_from is not None and today >= derived.will_breach_from:
        return "will_breach"
    if derived.at_risk_from is not None and today >= derived.at_risk_from:
        return "at_risk"
    return "on_track"


def _finished_state(derived: Derived) -> str | None:
    if derived.finished_in_time is None:
        return None
    return "in_time" if derived.finished_in_time else "late"
