"""The second half of the sentence: what must happen by when, or why it is already too late."""

from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.blockers import PANEL_BLOCKERS, blocker_on, has_later_panel
from send_desktop.risk.limits_in_words import dated_week, panel_kind, week
from send_desktop.risk.wording import spoken_date

_IT = {
    "advice": "it must arrive",
    "advice_not_asked": "all of it must be in",
    "assess_decision": "it must be made",
    "issue_decision": "it must be made",
    "draft": "it must be served",
    "consultation": "it must arrive",
    "representations": "the final plan must be sent",
    "final_plan": "it must be sent",
    "tell_family_assess": "the letter must go",
}

_EVEN_SO = {
    "advice": "even if it came today, ",
    "advice_not_asked": "even if all of it came today, ",
    "consultation": "even if it came today, ",
    "consultation_not_sent": "even with a reply today, ",
}


def what_must_happen(derived: Derived, limit: date, today: date) -> str:
    """Return what keeps a case that can still meet its limit in time."""
    code = blocker_on(derived, today) or ""
    by = derived.safe_by
    if code in PANEL_BLOCKERS:
        return _panel_must(code, derived, limit, today)
    if code == "tell_family_no_plan" and derived.blocker_due is not None:
        return _refusal_must(derived.blocker_due, today)
    if code == "consultation_not_sent" and by is not None:
        return _consulting_must(by, limit, today)
    if code in ("draft", "consultation") and by is not None:
        plan = f"for the final plan to be sent by {dated_week(derived, limit, today)}"
        return f"{_IT[code]} by {spoken_date(by, today)} {plan}"
    return f"{_IT.get(code, 'it must be met')} by {spoken_date(limit, today)}"


def why_too_late(derived: Derived, limit: date, today: date) -> str:
    """Return why even the earliest finish is after the limit."""
    code = blocker_on(derived, today) or ""
    if code in PANEL_BLOCKERS:
        return f"{_EVEN_SO.get(code, '')}{_no_panel_in_time(code, derived, limit, today)}"
    when = dated_week(derived, limit, today)
    if code == "draft" and derived.safe_by is not None:
        return _served_too_late(derived.safe_by, when, today)
    if code in ("tell_family_assess", "tell_family_no_plan", "final_plan"):
        return f"posting usually takes longer than is left before {when}"
    return f"{_EVEN_SO.get(code, '')}the final plan cannot be sent by {when}"


def _panel_must(code: str, derived: Derived, limit: date, today: date) -> str:
    kind, by, panel_on = panel_kind(code), derived.safe_by, derived.panel_on
    if by is None or today > by:
        missed = f"it is too late for the panel of {spoken_date(panel_on, today)}, and " if panel_on else ""
        return f"{missed}{_no_later(kind, derived, today)}"
    if panel_on is None:
        none = _no_later(kind, derived, today)
        return f"{_IT[code]} by {spoken_date(by, today)} to meet {dated_week(derived, limit, today)}, and {none}"
    last = f"the panel of {spoken_date(panel_on, today)}, the last before {week(derived, limit, today)}"
    if code in ("advice", "advice_not_asked"):
        return f"{_IT[code]} by {spoken_date(by, today)} for {last}"
    return _decision_must(derived, by, panel_on, last, today)


def _decision_must(derived: Derived, by: date, panel_on: date, last: str, today: date) -> str:
    agenda_on = derived.agenda_on
    if agenda_on == panel_on:
        return f"it is on the agenda of {last}"
    if agenda_on is not None and today <= agenda_on < panel_on:
        return f"it is on the agenda of {spoken_date(agenda_on, today)}, with time left until {last}"
    if by < panel_on:
        return f"papers must be in by {spoken_date(by, today)} for {last}"
    return f"it must go to {last}"


def _no_later(kind: str, derived: Derived, today: date) -> str:
    if derived.has_no_panel:
        return f"no {kind} is set up"
    return f"no later {kind} {'has a free place' if has_later_panel(derived, today) else 'is set up'}"


def _consulting_must(by: date, limit: date, today: date) -> str:
    if today <= by:
        return f"one must be consulted by {spoken_date(by, today)} to have its 15 days"
    return f"there is no longer time for its 15 days before the final plan must be sent, by {spoken_date(limit, today)}"


def _refusal_must(last: date, today: date) -> str:
    """The 16 weeks bind only a refusal (reg 10(1)); the state is still that of the final plan."""
    if today <= last:
        return f"the letter must go by {spoken_date(last, today)}, the last day to refuse"
    return f"the last day to refuse was {spoken_date(last, today)}"


def _no_panel_in_time(code: str, derived: Derived, limit: date, today: date) -> str:
    kind, by, panel_on = panel_kind(code), derived.safe_by, derived.panel_on
    when = dated_week(derived, limit, today)
    if panel_on is not None:
        return _last_panel(kind, week(derived, limit, today), panel_on, by, today)
    if has_later_panel(derived, today):
        return f"no {kind} with a free place is in time for {when}"
    none = _no_later(kind, derived, today)
    if code in ("advice", "advice_not_asked"):
        return f"it is too late to meet {when}; {none}"
    return f"it is too late for the usual steps before {when}; {none}"


def _last_panel(kind: str, limit_name: str, panel_on: date, by: date | None, today: date) -> str:
    verb = "was" if panel_on < today else "is"
    closed = f" and its papers closed on {spoken_date(by, today)}" if by and by < today <= panel_on else ""
    return f"the last {kind} before {limit_name} {verb} on {spoken_date(panel_on, today)}{closed}"


def _served_too_late(by: date, when: str, today: date) -> str:
    if today > by:
        return f"it had to be served by {spoken_date(by, today)} for the final plan to be sent by {when}"
    return f"drafting usually takes longer than is left: it must be served by {spoken_date(by, today)} to meet {when}"
