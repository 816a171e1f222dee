"""How a case's finishes were worked out, step by step: the same pathway that gives the figures, with its reasons.

Nothing is worked out anew here: each day comes from the functions that ``finish`` itself walks through,
and the last step's days are the finishes.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.risk.context import Panel, RiskContext
from send_desktop.risk.pathway import (
    Outstanding,
    Pathway,
    Served,
    arrival_day,
    deciding_day,
    finish,
    is_complete,
    pathway,
    reply_day,
    serving_day,
)
from send_desktop.statute.facts import CaseFacts
from send_desktop.wording import counted, days, full_date


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step between today and the next legal date: when at the earliest, when expected, and why then."""

    title: str
    earliest: date
    expected: date
    why: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the two finishes are compared with."""

    limit: date
    at_risk_after: date
    """An expected finish later than this makes the case at risk: the limit less the team's days."""
    at_risk_days: int


@dataclass(frozen=True, slots=True)
class Working:
    """The whole working of one case on one day; ``steps`` in the order in which they happen."""

    steps: tuple[WorkStep, ...]
    thresholds: Thresholds


def working(case_id: int, facts: CaseFacts, area: str, context: RiskContext, today: date) -> Working | None:
    """Return how the finishes of a case come about, seen from ``today``; None where no legal date is ahead."""
    path = pathway(case_id, facts, area, context)
    if path is None:
        return None
    at_risk_days = context.options.at_risk_days
    thresholds = Thresholds(path.limit, path.limit - timedelta(days=at_risk_days), at_risk_days)
    return Working(_steps(path, facts, today), thresholds)


def _steps(path: Pathway, facts: CaseFacts, today: date) -> tuple[WorkStep, ...]:
    if path.served is not None:
        return (*_of_served(path, path.served, today), _last(path, today, _posting(path)))
    if path.step in ("tell_family_assess", "tell_family_no_plan"):
        return (_last(path, today, _telling(path)),)
    if path.is_assessing:
        return (_decision(path, today, "Decision to assess"), _last(path, today, _posting(path)))
    before = () if path.step == "draft" else (*_advice(path, facts, today), _decision(path, today, "Decision to issue"))
    return (*before, _draft(path, today), _closing(path, today), _last(path, today, _posting(path)))


def _advice(path: Pathway, facts: CaseFacts, today: date) -> tuple[WorkStep, ...]:
    if path.step == "issue_decision":
        return ()
    earliest, expected = (arrival_day(path, today, is_expected=which) for which in (False, True))
    if path.step == "advice_not_asked":
        why = f"No advice has been asked for: {days(path.context.options.advice_days)} from asking today."
        return (WorkStep("All advice in", earliest, expected, why),)
    steps = [_one_advice(path, item, today) for item in path.outstanding]
    return (*steps, WorkStep("All advice in", earliest, expected, "The last of them."))


def _one_advice(path: Pathway, item: Outstanding, today: date) -> WorkStep:
    fact = item.fact
    if fact.promised_on:
        why = f"The service gave {full_date(fact.promised_on)}"
    else:
        usual = path.context.usual_delay_of(fact.service)
        asked = full_date(fact.requested_on)
        why = f"Asked on {asked}, and the service usually takes {days(usual)}: {full_date(item.expected_on)}"
    past = "; that day has passed, so it is looked for from today" if item.expected_on < today else ""
    return WorkStep(f"{fact.service} advice", today, max(today, item.expected_on), f"{why}{past}.")


def _decision(path: Pathway, today: date, title: str) -> WorkStep:
    earliest, expected = (deciding_day(path, today, is_expected=which) for which in (False, True))
    return WorkStep(title, earliest, expected, _panel(path, today))


def _panel(path: Pathway, today: date) -> str:
    panel = path.panel
    if panel is None or not panel.is_set_up:
        return "No meeting of this kind is set up, so the step takes no time."
    arrival = arrival_day(path, today, is_expected=True)
    place = panel.next_place(arrival, is_complete=is_complete(path))
    if place is None:
        return f"No meeting can take it after {full_date(arrival)}: {_no_place(panel, arrival)}"
    if path.panel and path.panel.case_id in place.case_ids:
        return f"It is on the agenda of the {place.kind} panel of {full_date(place.on)}."
    return (
        f"The first {place.kind} panel with a free place that can take what is in by {full_date(arrival)}: "
        f"{full_date(place.on)}, papers by {full_date(place.last_arrival)}."
    )


def _no_place(panel: Panel, arrival: date) -> str:
    last = panel.days[-1]
    if last < arrival:
        return f"the last one that is set up is on {full_date(last)}, so the step takes no further time."
    return f"those up to {full_date(last)} are full or their papers are due earlier; that last day is taken."


def _draft(path: Pathway, today: date) -> WorkStep:
    earliest, expected = (serving_day(path, today, is_expected=which) for which in (False, True))
    words = counted(path.context.options.drafting_days, "working day")
    return WorkStep("Draft plan served", earliest, expected, f"{words} for drafting after the decision.")


def _closing(path: Pathway, today: date) -> WorkStep:
    earliest, expected = (path.windows_after(serving_day(path, today, is_expected=which)) for which in (False, True))
    return WorkStep("Representations and consultation closed", earliest, expected, _window_words(path))


def _window_words(path: Pathway) -> str:
    if path.context.options.representations_then_consultation:
        return "15 days for the family, then 15 for the settings (the team's option), beginning with service."
    return "15 days beginning with service (reg 13(1)); settings are consulted in the same days."


def _of_served(path: Pathway, served: Served, today: date) -> tuple[WorkStep, ...]:
    closed = served.closed_on
    why = f"The family may answer until {full_date(served.representations_end)}."
    windows = WorkStep("Representations closed", closed, closed, why)
    earliest, expected = (reply_day(served, today, is_expected=which) for which in (False, True))
    return (windows, WorkStep("Settings' replies in", earliest, expected, _reply_words(served)))


def _reply_words(served: Served) -> str:
    if served.is_nobody_consulted:
        return "No setting has been consulted yet: 15 days from today are expected."
    if served.waiting is not None:
        asked = full_date(served.sent_on)
        return f"{served.waiting.setting or 'A setting'} was consulted on {asked} and has 15 days (Code 9.83)."
    return "Every setting that was consulted has replied."


def _last(path: Pathway, today: date, why: str) -> WorkStep:
    title = {"tell_family_no_plan": "Family told"}.get(
        path.step, "Family told" if path.is_assessing else "Final plan sent"
    )
    earliest, expected = (finish(path, today, is_expected=which) for which in (False, True))
    return WorkStep(title, earliest, expected, why)


def _posting(path: Pathway) -> str:
    return f"{counted(path.context.options.posting_days, 'working day')} for posting."


def _telling(path: Pathway) -> str:
    since = f"The decision was made on {full_date(path.decided_on)}; " if path.decided_on else ""
    return f"{since}{_posting(path)}"
