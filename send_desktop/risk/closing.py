"""What is said of a closed case: how it ended, and on which day of its limit."""

from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.wording import spoken_date
from send_desktop.statute.duties import duty
from send_desktop.statute.limits import FINISH_DUTIES
from send_desktop.wording import days

_DATED = {
    "plan_issued": "Final plan sent on day {day}, {margin}.",
    "refused": "Decided not to assess; the family was told on day {day}, {margin}.",
    "no_plan": "Decided not to issue a plan; the family was told on day {day}, {margin}.",
    "withdrawn": "The request was withdrawn on {on}.",
    "moved": "The child moved out of the area on {on}.",
    "ceased": "The case was closed on {on}.",
}
_UNDATED = {
    "plan_issued": "A final plan was issued; the day it was sent is not recorded.",
    "refused": "Decided not to assess; the day the family was told is not recorded.",
    "no_plan": "Decided not to issue a plan; the day the family was told is not recorded.",
    "withdrawn": "The request was withdrawn; the day is not recorded.",
    "moved": "The child moved out of the area; the day is not recorded.",
    "ceased": "The case was closed; the day is not recorded.",
}
NOTHING_TO_DO = "Nothing more is due."


def closed_sentence(derived: Derived, today: date) -> tuple[str, str]:
    """Return how a closed case ended and what is left to do about it."""
    if derived.finished_on is None:
        step = "Record the day, if it can be found." if derived.status in _UNDATED else NOTHING_TO_DO
        return _UNDATED.get(derived.status, "No legal date is ahead."), step
    words = _DATED.get(derived.status, "Closed on {on}.")
    on = spoken_date(derived.finished_on, today)
    return words.format(day=_day_number(derived), margin=_margin(derived), on=on), NOTHING_TO_DO


def _day_number(derived: Derived) -> int:
    # A finished case carries its limit and not its day 0: the length of the limit leads back to it.
    duty_id = FINISH_DUTIES.get(derived.status)
    return 7 * (duty(duty_id).length or 0) - _days_inside(derived) if duty_id else 0


def _days_inside(derived: Derived) -> int:
    if derived.finish_limit is None or derived.finished_on is None:
        return 0
    return (derived.finish_limit - derived.finished_on).days


def _margin(derived: Derived) -> str:
    inside = _days_inside(derived)
    if inside == 0:
        return "the last day of the limit"
    return f"{days(inside)} inside the limit" if inside > 0 else f"{days(-inside)} after the limit"
