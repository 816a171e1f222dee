"""Why a limit passed unmet: the short list from which a reason is chosen, as data, each tied to an agency.

A reason says who or what a family waited for. It is never an exception in law: only the closed list of reg 10(4)
(``statute.exceptions_in_law``) excuses the authority, and none of these takes its place. The list follows what
authorities publish of their own delays (who caused it; capacity, commissioning and advice that was sent back).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.records import Derived
from send_desktop.statute.limits import FINISH_DUTIES

NOT_AN_EXCEPTION = "A reason explains a delay; it does not excuse it. Only the exceptions of reg 10(4) do that in law."
"""Said wherever a reason is given or counted."""

NO_REASON = "No reason given"
"""What stands where a limit has passed and nobody has said why."""

LIMIT_WORDS = {
    "assess_decision": "Decision to assess (6 weeks)",
    "no_plan_decision": "Decision not to issue (16 weeks)",
    "final_plan": "Final plan (20 weeks)",
}
"""The limits whose passing asks for a reason, in their order."""

LIMIT_DAYS = {"assess_decision": 42, "no_plan_decision": 112, "final_plan": 140}
"""Days from the start of the clock to the last lawful day of each (regs 5, 10 and 13; day 0 is that of receipt)."""

AGENCIES = {
    "ep": "Educational psychology",
    "health": "Health",
    "care": "Social care",
    "setting": "School or setting",
    "team": "The SEN team",
    "panel": "Panel",
    "family": "Family",
    "authority": "Another authority",
    "dispute": "Mediation or appeal",
    "other": "Other",
}
"""Whose the delay was, in the order in which reasons are offered."""

_BEFORE_ASSESSING = ("assess_decision",)
_AFTER_ASSESSING = ("no_plan_decision", "final_plan")
_ANY = (*_BEFORE_ASSESSING, *_AFTER_ASSESSING)
_PLAN = ("final_plan",)


@dataclass(frozen=True, slots=True)
class DelayCause:
    """One reason of the list. ``agency`` is empty where it is that of the service that was waited for."""

    code: str
    words: str
    agency: str
    duties: tuple[str, ...]
    """The limits that it can explain."""
    asks: str = ""
    """What has to be said with it: 'service' or 'words'."""


REASONS: tuple[DelayCause, ...] = (
    DelayCause("ep_capacity", "No psychologist was free", "ep", _AFTER_ASSESSING),
    DelayCause("ep_late", "EP advice came late", "ep", _AFTER_ASSESSING),
    DelayCause("health_late", "Health advice came late", "health", _AFTER_ASSESSING, "service"),
    DelayCause("health_commissioning", "No health service was commissioned", "health", _AFTER_ASSESSING),
    DelayCause("care_late", "Social care advice came late", "care", _AFTER_ASSESSING),
    DelayCause("setting_advice", "The setting's advice or papers came late", "setting", _ANY),
    DelayCause("advice_returned", "Advice had to be sent back", "", _AFTER_ASSESSING, "service"),
    DelayCause("setting_reply", "Settings replied late", "setting", _PLAN),
    DelayCause("setting_place", "No setting had a place", "setting", _PLAN),
    DelayCause("team_capacity", "Too little officer time", "team", _ANY),
    DelayCause("team_late_step", "A step of ours came late", "team", _ANY),
    DelayCause("panel_late", "The panel met too late or put it off", "panel", _ANY),
    DelayCause("family", "The family needed more time", "family", _ANY),
    DelayCause("other_authority", "Papers came late from elsewhere", "authority", _ANY),
    DelayCause("dispute", "Mediation or an appeal", "dispute", _AFTER_ASSESSING),
    DelayCause("other", "Something else, in words", "other", _ANY, "words"),
)
"""Every reason, agency by agency: few enough to choose from in five seconds."""

_BY_CODE = {one.code: one for one in REASONS}

SERVICE_AGENCIES = {
    "EP": "ep",
    "SaLT": "health",
    "OT": "health",
    "Physio": "health",
    "Health": "health",
    "Social care": "care",
    "School": "setting",
}
"""The agency of each service that the program knows; a service that the team has added is 'other'."""


def cause(code: str) -> DelayCause | None:
    """Return one reason of the list; None for a code that this version does not know."""
    return _BY_CODE.get(code)


def reason_words(code: str) -> str:
    """Return a reason in words; a code that this version does not know stands as it is."""
    known = _BY_CODE.get(code)
    return known.words if known else code or NO_REASON


def agency_of(code: str, service: str = "") -> str:
    """Return the agency, a key of ``AGENCIES``, to which a reason belongs."""
    known = _BY_CODE.get(code)
    return (known.agency if known else "") or SERVICE_AGENCIES.get(service, "other")


def fitting(duty: str) -> tuple[DelayCause, ...]:
    """Return the reasons that can explain a limit, in their order."""
    return tuple(one for one in REASONS if duty in one.duties)


def choice_words(one: DelayCause) -> str:
    """Return a reason as a list offers it, its agency first: 'Health: health advice came late'."""
    agency = AGENCIES.get(one.agency, "A service")
    return f"{agency}: {one.words[:1].lower() + one.words[1:] if not _is_name(one.words) else one.words}"


def services_for(code: str, services: Sequence[str]) -> tuple[str, ...]:
    """Return which of these service codes a reason can name: for late health advice those of health alone."""
    known = _BY_CODE.get(code)
    if known is None or known.asks != "service":
        return ()
    if not known.agency:
        return tuple(services)
    return tuple(one for one in services if SERVICE_AGENCIES.get(one, "other") in (known.agency, "other"))


def asked_of_open(derived: Derived, started_on: date, told_on: date | None, on: date) -> tuple[str, ...]:
    """Return the limits of an open case that were not kept, from what lists hold of it; those that an exception
    relieves are left out. ``told_on`` is when the family was told whether there would be an assessment.
    """
    found = []
    is_passed = derived.next_due is not None and derived.next_due < on and not derived.is_relieved
    if told_on is not None and (told_on - started_on).days > LIMIT_DAYS["assess_decision"]:
        found.append("assess_decision")
    if is_passed and derived.next_duty in LIMIT_DAYS:
        found.append(derived.next_duty)
    if is_passed and derived.next_duty == "assess_decision" and (on - started_on).days > LIMIT_DAYS["final_plan"]:
        found.append("final_plan")
    return tuple(dict.fromkeys(found))


def asked_of_ended(derived: Derived, started_on: date, told_on: date | None) -> tuple[str, ...]:
    """Return the limits that were not kept of a case that has ended, from what lists hold of it."""
    is_told_late = told_on is not None and (told_on - started_on).days > LIMIT_DAYS["assess_decision"]
    ended = FINISH_DUTIES.get(derived.status) if derived.finished_in_time is False else None
    found = (*(("assess_decision",) if is_told_late else ()), *((ended,) if ended else ()))
    return tuple(dict.fromkeys(found))


def _is_name(words: str) -> bool:
    return words.split()[0].isupper()
