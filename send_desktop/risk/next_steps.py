"""The next step of an open case, as a short imperative."""

from datetime import date, timedelta

from send_desktop.records import Derived
from send_desktop.risk.blockers import blocker_on, is_on_agenda_in_time, services
from send_desktop.risk.limits_in_words import panel_kind
from send_desktop.risk.pathway import DAY
from send_desktop.risk.states import state
from send_desktop.risk.wording import spoken_date
from send_desktop.wording import listed

SOON = timedelta(days=14)
"""How far off a panel may be for a case that is already late to wait for it."""


def next_step(derived: Derived, today: date) -> str:
    """Return what the officer can do about it today."""
    code = blocker_on(derived, today)
    if code in ("assess_decision", "issue_decision"):
        return _decide(code, derived, today)
    if code == "advice":
        return _advice_step(derived, today)
    if code == "consultation":
        return _reply_step(derived, today)
    if code == "representations" and derived.representations_end is not None:
        ends = derived.representations_end + DAY
        return f"Make the final plan ready to send from {spoken_date(ends, today)}."
    return _act(code, derived, today)


def _decide(code: str, derived: Derived, today: date) -> str:
    kind = panel_kind(code)
    if derived.agenda_on is not None and is_on_agenda_in_time(derived, today):
        return f"Have it decided at the panel of {spoken_date(derived.agenda_on, today)}."
    if derived.panel_on is not None and derived.safe_by is not None and today <= derived.safe_by:
        return f"Put the case on an {kind} by {spoken_date(derived.safe_by, today)}."
    if state(derived, today) in ("will_breach", "breached", "excepted"):
        return _propose(derived, today)
    by = _last_chance(derived)
    return f"Set up an {kind} by {spoken_date(by, today)}, or decide without one." if by else f"Set up an {kind}."


def _propose(derived: Derived, today: date) -> str:
    on = derived.agenda_on
    if on is None or on < today:
        return "Propose a decision without waiting for a panel."
    panel = spoken_date(on, today)
    if state(derived, today) == "will_breach" or on > today + SOON:
        return f"Propose a decision without waiting for the panel of {panel}."
    return f"It is on the agenda of {panel}; propose a decision without waiting if it cannot hold."


def _advice_step(derived: Derived, today: date) -> str:
    names, whose = listed(services(derived)), "its" if len(services(derived)) == 1 else "their"
    also = _besides_advice(derived, today)
    due = _awaited_until(derived, today)
    if due is None:
        return f"Chase {names} for {whose} advice{also}."
    if _is_needed_sooner(derived, due, today):
        return f"Ask {names} for {whose} advice by {_safe(derived, today)}, before it is due{also}."
    if also:
        return f"Expect {names} advice {_by(due, today)}{also}."
    return f"Nothing to chase from {names} yet; expect {whose} advice {_by(due, today)}."


def _besides_advice(derived: Derived, today: date) -> str:
    if _has_missed_the_last_panel(derived, today):
        by = _last_chance(derived)
        return f", and set up an issue panel by {spoken_date(by, today)}" if by else ""
    if state(derived, today) == "will_breach" and not derived.has_no_panel:
        return ", and propose a decision without waiting for a panel"
    return ""


def _reply_step(derived: Derived, today: date) -> str:
    setting = derived.blocker_subject or "the setting"
    due = _awaited_until(derived, today)
    if due is None:
        return f"Chase {setting} for its reply."
    if _is_needed_sooner(derived, due, today):
        return f"Ask {setting} for its reply by {_safe(derived, today)}, before it is due."
    return f"Expect its reply {_by(due, today)}."


def _act(code: str | None, derived: Derived, today: date) -> str:
    by = _act_by(code, derived)
    until = f" by {spoken_date(by, today)}" if by is not None and today <= by else " now"
    acts = {
        "tell_family_assess": f"Send the family the decision letter{until}.",
        "tell_family_no_plan": f"Send the family the decision letter{until}.",
        "advice_not_asked": "Ask for advice now.",
        "draft": f"Serve the draft plan{until}.",
        "consultation_not_sent": f"Consult a setting{until}.",
        "final_plan": f"Send the final plan{until}.",
    }
    return acts.get(code or "", "Look at the case.")


def _act_by(code: str | None, derived: Derived) -> date | None:
    if code == "tell_family_no_plan":
        return derived.blocker_due
    return derived.safe_by if code in ("draft", "consultation_not_sent") else derived.next_due


def _awaited_until(derived: Derived, today: date) -> date | None:
    """Return the day until which nobody is to be chased; None once that day, or one that was promised, is behind."""
    due, promised = derived.blocker_due, derived.blocker_promised
    is_promise_broken = promised is not None and promised < today
    return None if due is None or due < today or is_promise_broken else due


def _is_needed_sooner(derived: Derived, due: date, today: date) -> bool:
    """Say whether what is not due yet must still come earlier than that to keep the case in time."""
    return derived.safe_by is not None and today <= derived.safe_by < due


def _safe(derived: Derived, today: date) -> str:
    return spoken_date(derived.safe_by, today) if derived.safe_by else ""


def _by(day: date, today: date) -> str:
    return "today" if day == today else f"by {spoken_date(day, today)}"


def _has_missed_the_last_panel(derived: Derived, today: date) -> bool:
    is_possible = state(derived, today) in ("on_track", "at_risk")
    return is_possible and derived.safe_by is not None and today > derived.safe_by


def _last_chance(derived: Derived) -> date | None:
    """Return the last day on which the limit can still be met: the day before it cannot."""
    return derived.will_breach_from - DAY if derived.will_breach_from else None
