"""Stages of a case, and the lawful moves between them.

The stage follows the furthest act recorded. Moves are forbidden only where they cannot be: real
trackers are filled in out of order, so an act is not refused because an earlier one lacks its date.
"""

from collections.abc import Callable
from datetime import date, timedelta

from send_desktop.statute.codes import full_day
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.outcomes import (
    CHANGES,
    assess_told_on,
    event_of,
    governing,
    overturned_on,
    standing_assess,
    standing_issue,
    status,
)
from send_desktop.statute.windows import windows_closed_from

__all__ = [
    "ACTS",
    "STAGE_TITLES",
    "date_problem",
    "date_warning",
    "final_from",
    "stage",
    "status",
    "why_not",
    "why_not_later",
]

STAGE_TITLES = {
    "request": "Request",
    "advice": "Advice",
    "decision_to_issue": "Decision to issue",
    "draft": "Draft",
    "consultation": "Consultation",
    "final": "Final",
}
"""The stages in their order, with their titles."""

ACTS = {
    "decide_to_assess": "the decision to assess",
    "request_advice": "a request for advice",
    "record_advice": "advice received",
    "decide_to_issue": "the decision to issue",
    "serve_draft": "the draft plan",
    "consult": "a consultation",
    "send_final": "the final plan",
    "record_exception": "an exception",
    "withdraw": "a withdrawal",
    "move": "a move",
    "close": "a closure",
    "reopen": "opening again",
    "record_later_decision": "a later decision",
}
"""Every act that moves a case, with the words for it."""

_BEFORE_REQUEST = frozenset({"record_advice", "record_exception"})
"""Acts whose date may lie before the request: a report that already existed, an absence that had begun."""


def stage(facts: CaseFacts, today: date) -> str | None:
    """The stage of an open case, a key of STAGE_TITLES; None for a closed one.

    'Decision to issue' needs the agreement to assess as well as all advice in: reports that came
    with the request do not carry it past the decision to assess. Advice that was never asked for
    and never came does not count; with none at all the case stays in Advice.
    """
    if status(facts) != "open":
        return None
    if facts.draft_served_on is not None:
        return "final" if today >= windows_closed_from(facts, facts.draft_served_on) else "consultation"
    issue = standing_issue(facts)
    if issue == "issue":
        return "draft"
    if issue == "no_plan":
        return "decision_to_issue"
    if standing_assess(facts) != "assess":
        return "request"
    return "decision_to_issue" if _is_all_advice_in(facts) else "advice"


def final_from(facts: CaseFacts) -> date | None:
    """The first day of the final stage: both windows are closed. None on a closed case or with no draft served."""
    if facts.draft_served_on is None or status(facts) != "open":
        return None
    return windows_closed_from(facts, facts.draft_served_on)


def why_not(facts: CaseFacts, act: str) -> str | None:
    """One sentence saying why an act is not lawful on the case as it stands; None where it is.

    Raises KeyError for an act that is not in ACTS.
    """
    check = _CHECKS[act]
    return check(facts)


def why_not_later(facts: CaseFacts, about: str) -> str | None:
    """One sentence saying why a later decision about this is not lawful on the case, by whatever route; None if it is.

    ``about`` is assess, issue, contents or placement. What it would change must stand: a refusal to
    assess or to make a plan, made or told (s51(2)(a), (b)), or a final plan (s51(2)(c)). Raises KeyError
    for another word.
    """
    stands, lacking = {
        "assess": (standing_assess(facts) == "refuse", "no decision not to assess stands"),
        "issue": (standing_issue(facts) == "no_plan", "no decision not to issue a plan stands"),
        "contents": (facts.final_sent_on is not None, "no final plan has been sent"),
        "placement": (facts.final_sent_on is not None, "no final plan has been sent"),
    }[about]
    return None if stands else f"On this case {lacking}, so there is nothing that this later decision could change."


def date_problem(facts: CaseFacts, act: str, on: date, today: date) -> str | None:
    """One sentence saying why a date for an act cannot be right; None where it can. See ``date_warning`` for doubts.

    Raises KeyError for an act that is not in ACTS.
    """
    words = ACTS[act]
    if on > today and act != "record_exception":
        return f"The date of {words} is after today; record it once it has happened."
    received = min(facts.request_received, facts.clock_start)
    if on < received and act not in _BEFORE_REQUEST:
        return f"The date of {words} is before the request was received on {full_day(received)}; check the year."
    return _out_of_order(facts, act, on)


def date_warning(facts: CaseFacts, act: str, on: date) -> str | None:
    """One sentence about a date that is possible but odd in law; None otherwise. It should be shown, not refused."""
    told = assess_told_on(facts)
    if act in ("serve_draft", "decide_to_issue") and told is not None and on < told and governing(facts) is None:
        return f"This is before the family was told of the decision to assess on {full_day(told)}."
    served = facts.draft_served_on
    if act == "send_final" and served is not None and on < windows_closed_from(facts, served):
        last = full_day(windows_closed_from(facts, served) - timedelta(days=1))
        return f"The family and the settings have until {last} to reply; have they all replied?"
    return None


def _is_all_advice_in(facts: CaseFacts) -> bool:
    asked = [item for item in facts.advice if item.requested_on or item.received_on]
    return bool(asked) and all(item.received_on for item in asked)


def _closed(facts: CaseFacts) -> str | None:
    """Why nothing more can be recorded on a closed case; None on an open one."""
    ended = {
        "withdrawn": ("The request was withdrawn", facts.withdrawn_on, "open the case again first"),
        "refused": ("The authority decided not to assess", facts.assess_told_on, "record what changed that first"),
        "no_plan": ("The authority decided not to issue a plan", facts.issue_told_on, "record what changed that first"),
        "plan_issued": ("The final plan has been sent", facts.final_sent_on, "the assessment is finished"),
        "moved": ("The child has moved out of the area", facts.closed_on, "open the case again first"),
        "ceased": ("The case was closed", facts.closed_on, "open the case again first"),
    }.get(status(facts))
    if ended is None:
        return None
    what, on, remedy = ended
    return f"{what}{f' on {full_day(on)}' if on else ''}; {remedy}."


def _not_assessing(facts: CaseFacts) -> str | None:
    standing = standing_assess(facts)
    if standing == "refuse":
        return "The decision was not to assess; record what changed it first."
    return "Record the decision to assess first." if standing is None else None


def _not_planning(facts: CaseFacts) -> str | None:
    if standing_issue(facts) == "no_plan":
        return "The decision was not to issue a plan; record what changed it first."
    return None


def _to_assess(facts: CaseFacts) -> str | None:
    if overturned_on(facts, "assess") is not None:
        return "A later decision to assess is on record; there is nothing left to decide."
    return _told(facts.assess_told_on) if facts.assess_outcome is not None else None


def _to_issue(facts: CaseFacts) -> str | None:
    if overturned_on(facts, "issue") is not None:
        return "A later decision to make a plan is on record; there is nothing left to decide."
    return _told(facts.issue_told_on) if facts.issue_outcome is not None else None


def _told(on: date | None) -> str | None:
    """A decision that the family knows of is never overwritten."""
    if on is None:
        return None
    return f"The family was told of the decision on {full_day(on)}; record what changed it as a later decision."


def _no_draft(facts: CaseFacts) -> str | None:
    return "Record the draft plan first: the family must have had it (s38)." if facts.draft_served_on is None else None


def _refusal_untold(facts: CaseFacts) -> str | None:
    return "The decision was not to assess; no advice is needed." if standing_assess(facts) == "refuse" else None


def _send_final(facts: CaseFacts) -> str | None:
    """An amended plan may follow a plan that was issued, where an order or a concession asks for it."""
    if status(facts) == "plan_issued" and any(
        event_of(later) and later.about in ("contents", "placement") for later in facts.later_decisions
    ):
        return None
    return _first(_closed, _not_assessing, _not_planning, _no_draft)(facts)


def _reopen(facts: CaseFacts) -> str | None:
    standing = status(facts)
    if standing == "open":
        return "The case is open already."
    return _closed(facts) if standing in ("refused", "no_plan", "plan_issued") else None


def _later(facts: CaseFacts) -> str | None:
    if not all(why_not_later(facts, about) for about in CHANGES):
        return None
    if standing_assess(facts) is None:
        return "There is no decision yet that a later one could change."
    return "No refusal stands and no final plan has been sent, so there is nothing that a later decision could change."


_Check = Callable[[CaseFacts], str | None]


def _first(*checks: _Check) -> _Check:
    """The first objection of several checks."""
    return lambda facts: next((problem for check in checks if (problem := check(facts))), None)


_CHECKS: dict[str, _Check] = {
    "decide_to_assess": _first(_closed, _to_assess),
    "request_advice": _first(_closed, _refusal_untold),
    "record_advice": _closed,
    "decide_to_issue": _first(_closed, _not_assessing, _to_issue),
    "serve_draft": _first(_closed, _not_assessing, _not_planning),
    "consult": _first(_closed, _not_assessing, _not_planning),
    "send_final": _send_final,
    "record_exception": _closed,
    "withdraw": _closed,
    "move": _closed,
    "close": _closed,
    "reopen": _reopen,
    "record_later_decision": _later,
}


def _out_of_order(facts: CaseFacts, act: str, on: date) -> str | None:
    """What the case already holds that a date for this act cannot lie before."""
    earlier: dict[str, tuple[tuple[str, date | None], ...]] = {
        "decide_to_issue": (("the decision to assess was made", facts.assess_made_on),),
        "send_final": (("the draft plan was served", facts.draft_served_on),),
        "record_later_decision": (("the first decision was made", facts.assess_made_on or facts.assess_told_on),),
    }
    for what, day in earlier.get(act, ()):
        if day is not None and on < day:
            return f"The date of {ACTS[act]} is before {what} on {full_day(day)}; check both."
    return None
