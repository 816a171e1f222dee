"""The next step of an open case, as a short imperative."""

from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.blockers import blocker_on, is_on_agenda_in_time, services
from send_desktop.risk.limits_in_words import panel_kind
from send_desktop.risk.pathway import DAY
from send_desktop.risk.states import state
from send_desktop.risk.wording import spoken_date
from send_desktop.wording import listed


def next_step(derived: Derived, today: date) -> str:
    """Return what the officer can do about it today."""
    code = blocker_on(derived, today)
    if code in ("assess_decision", "issue_decision"):
        return _decide(code, derived, today)
    if code == "advice":
        return _chase_advice(derived, today)
    if code == "consultation":
        return _chase_reply(derived, today)
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
        return "Propose a decision without waiting for a panel."
    by = _last_chance(derived)
    return f"Set up an {kind} by {spoken_date(by, today)}, or decide without one." if by else f"Set up an {kind}."


def _chase_advice(derived: Derived, today: date) -> str:
    codes = services(derived)
    if _is_quiet(derived, today) and derived.blocker_due is not None:
        return f"Check that {listed(codes)} will answer by {spoken_date(derived.blocker_due, today)}."
    chase = f"Chase {listed(codes)} for {'its' if len(codes) == 1 else 'their'} advice"
    if _has_missed_the_last_panel(derived, today):
        by = _last_chance(derived)
        return f"{chase}, and set up an issue panel by {spoken_date(by, today)}." if by else f"{chase}."
    if state(derived, today) == "will_breach" and not derived.has_no_panel:
        return f"{chase}, and propose a decision without waiting for a panel."
    return f"{chase}."


def _chase_reply(derived: Derived, today: date) -> str:
    setting = derived.blocker_subject or "the setting"
    if _is_quiet(derived, today) and derived.blocker_due is not None:
        return f"Check that {setting} will reply by {spoken_date(derived.blocker_due, today)}."
    return f"Chase {setting} for its reply."


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


def _is_quiet(derived: Derived, today: date) -> bool:
    """Say whether what the case waits for is not yet due and nothing is at risk."""
    is_due = derived.blocker_due is None or today > derived.blocker_due
    return state(derived, today) == "on_track" and not is_due


def _has_missed_the_last_panel(derived: Derived, today: date) -> bool:
    is_possible = state(derived, today) in ("on_track", "at_risk")
    return is_possible and derived.safe_by is not None and today > derived.safe_by


def _last_chance(derived: Derived) -> date | None:
    """Return the last day on which the limit can still be met: the day before it cannot."""
    return derived.will_breach_from - DAY if derived.will_breach_from else None
