"""The limit in words: week 6, week 20, or the date that an order, a concession or an agreement put in its place."""

from datetime import date

from send_desktop.records import Derived
from send_desktop.risk.wording import spoken_date
from send_desktop.wording import days

_NAMES = {"assess_decision": "week 6", "final_plan": "week 20"}


def week(derived: Derived, limit: date, today: date) -> str:
    """Return what fits after 'before': 'week 20', or 'the limit of 23 March'."""
    return _NAMES.get(derived.next_duty or "") or f"the limit of {spoken_date(limit, today)}"


def dated_week(derived: Derived, limit: date, today: date) -> str:
    """Return the same with its date: 'week 20, 14 December', or 'the limit of 23 March'."""
    name = week(derived, limit, today)
    return f"{name}, {spoken_date(limit, today)}" if derived.next_duty in _NAMES else name


def passed(derived: Derived, limit: date, today: date) -> str:
    """Return 'week 20 passed 12 days ago, on 14 December'."""
    ago = f"{week(derived, limit, today)} passed {days((today - limit).days)} ago"
    return f"{ago}, on {spoken_date(limit, today)}" if derived.next_duty in _NAMES else ago


def panel_kind(code: str | None) -> str:
    """Return what the panel that a blocker waits for is called."""
    return "assessment panel" if code == "assess_decision" else "issue panel"
