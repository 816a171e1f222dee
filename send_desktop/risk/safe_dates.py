"""The finishes run backwards from the limit: the latest safe date of every step that remains."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.risk.context import RiskContext
from send_desktop.risk.pathway import (
    WINDOW,
    Pathway,
    Served,
    arrival_day,
    deciding_day,
    finish,
    is_complete,
    last_day,
    pathway,
    reply_day,
    serving_day,
)
from send_desktop.statute.facts import CaseFacts
from send_desktop.wording import listed

REACH = timedelta(days=400)
"""No limit is further from its last safe act: 60 working days of drafting, 20 of posting and both windows."""


@dataclass(frozen=True, slots=True)
class SafeDate:
    """The last day on which a step can happen with the limit still met if every later step takes its usual time."""

    step: str
    """A code of ``BLOCKERS``."""
    title: str
    on: date
    state: str
    """breached: that day has passed; will_breach: it cannot happen by then; at_risk: it is expected later; on_track."""


@dataclass(frozen=True, slots=True)
class Safe:
    """The safe days that the next step turns on."""

    next_step: date
    panel_on: date | None = None
    """The last meeting by which the limit can be met; None when no meeting is needed or none is in time."""


def safe_days(path: Pathway) -> Safe:
    """Return the latest safe date of the step that comes next."""
    if path.served is not None:
        return Safe(_safe_of_served(path, path.served))
    if path.step == "draft":
        return Safe(serve_by(path))
    if path.panel is None:
        return Safe(path.limit)
    return _safe_of_panel(path)


def panel_by(path: Pathway) -> date | None:
    """Return the last day on which a panel can decide in time; None where no meeting is needed next."""
    if path.served is not None or path.step == "draft" or path.panel is None:
        return None
    return _decide_by(path)


def serve_by(path: Pathway) -> date:
    """Return the last day to serve the draft: day 110 where consultation follows representations."""
    return _last_before(path, path.finish_after_serving)


def close_by(path: Pathway) -> date:
    """Return the last day on which the windows may close and the final plan still be posted in time."""
    return _last_before(path, path.posted)


def latest_safe_dates(
    case_id: int, facts: CaseFacts, area: str, context: RiskContext, today: date
) -> tuple[SafeDate, ...]:
    """Return the latest safe date of every step that remains, in order; nothing for a case without a limit ahead."""
    path = pathway(case_id, facts, area, context)
    if path is None:
        return ()
    return tuple(_judged(path, today, *row) for row in _steps(path))


Happens = Callable[[Pathway, date, bool], date]
"""The day a step happens, seen from a day: as expected (True) or at the earliest (False)."""
Row = tuple[str, str, date, Happens]


def _judged(path: Pathway, today: date, step: str, title: str, on: date, happens: Happens) -> SafeDate:
    if today > on:
        state = "breached"
    elif happens(path, today, False) > on:
        state = "will_breach"
    else:
        state = "at_risk" if happens(path, today, True) > on else "on_track"
    return SafeDate(step, title, on, state)


def _steps(path: Pathway) -> list[Row]:
    if path.served is not None:
        return [*_window_rows(path, path.served), _final_row(path)]
    if path.step in ("assess_decision", "tell_family_assess"):
        return [*_panel_rows(path), ("tell_family_assess", "Family told", path.limit, _finishing)]
    if path.step == "tell_family_no_plan":
        return [("tell_family_no_plan", "Family told", path.limit, _finishing)]
    draft: Row = ("draft", "Draft served (15 days for the family)", serve_by(path), _serving)
    return [*_advice_rows(path), *_panel_rows(path), draft, _final_row(path)]


def _advice_rows(path: Pathway) -> list[Row]:
    if path.step == "advice_not_asked":
        return [(path.step, "All advice in", safe_days(path).next_step, _arriving)]
    if path.step == "advice":
        services = listed(sorted(item.fact.service for item in path.outstanding))
        return [(path.step, f"{services} advice in", safe_days(path).next_step, _arriving)]
    return []


def _panel_rows(path: Pathway) -> list[Row]:
    if path.panel is None:
        return []
    safe = safe_days(path)
    step, panel, decision = (
        ("assess_decision", "Assessment panel", "Decision to assess")
        if path.is_assessing
        else ("issue_decision", "Issue panel", "Decision to issue")
    )
    return [(step, panel if safe.panel_on else decision, safe.panel_on or _decide_by(path), _deciding)]


def _window_rows(path: Pathway, served: Served) -> list[Row]:
    on = _safe_of_served(path, served)
    if served.waiting is not None:
        return [("consultation", f"Reply from {served.waiting.setting or 'the setting'} in", on, _replying)]
    if served.is_nobody_consulted:
        return [("consultation_not_sent", "Setting consulted", on, _today)]
    return []


def _final_row(path: Pathway) -> Row:
    return ("final_plan", "Final plan sent", path.limit, _finishing)


def _arriving(path: Pathway, today: date, is_expected: bool) -> date:
    return arrival_day(path, today, is_expected=is_expected)


def _deciding(path: Pathway, today: date, is_expected: bool) -> date:
    return deciding_day(path, today, is_expected=is_expected)


def _serving(path: Pathway, today: date, is_expected: bool) -> date:
    return serving_day(path, today, is_expected=is_expected)


def _replying(path: Pathway, today: date, is_expected: bool) -> date:
    assert path.served is not None
    return reply_day(path.served, today, is_expected=is_expected)


def _finishing(path: Pathway, today: date, is_expected: bool) -> date:
    return finish(path, today, is_expected=is_expected)


def _today(path: Pathway, today: date, is_expected: bool) -> date:
    return today


def _safe_of_panel(path: Pathway) -> Safe:
    assert path.panel is not None
    decide_by = _decide_by(path)
    place = path.panel.last_place_by(path.since, decide_by, is_complete=is_complete(path))
    if place is None:
        return Safe(decide_by)
    return Safe(path.panel.last_arrival(place, is_complete=is_complete(path)), place.on)


def _decide_by(path: Pathway) -> date:
    """Return the last day for the decision, whether or not a panel meets then."""
    return _last_before(path, path.finish_after_deciding)


def _safe_of_served(path: Pathway, served: Served) -> date:
    """The reply, or the consultation itself early enough to leave the setting its 15 days."""
    if not served.is_nobody_consulted:
        return close_by(path)
    if path.context.options.representations_then_consultation:
        return path.limit - WINDOW
    return close_by(path) - WINDOW


def _last_before(path: Pathway, finish_after: Callable[[date], date]) -> date:
    """Return the last day after which the finish is within the limit."""
    earliest = path.limit - REACH
    return last_day(lambda day: finish_after(day) <= path.limit, earliest, path.limit) or earliest
