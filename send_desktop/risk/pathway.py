"""The steps that still lie between a case and its next legal date, and how long they take (product.md, Risk).

A ``Pathway`` holds no today. ``finish`` walks it from any day, and never gets earlier as that day moves on:
every step happens no sooner than the day itself, and what has not happened yet can only happen later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from send_desktop.risk.context import ASSESSMENT, ISSUE, Panel, RiskContext
from send_desktop.statute import clock
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact
from send_desktop.statute.outcomes import overturned_on, standing_assess, standing_issue
from send_desktop.statute.windows import representations_end

WINDOW = timedelta(days=15)
"""At least 15 days beginning with the day the draft is served (reg 13(1)); a setting has as long (Code 9.83)."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Advice asked for and not received, with the day it is expected if that day is still to come."""

    fact: AdviceFact
    expected_on: date


@dataclass(frozen=True, slots=True)
class Served:
    """A draft that is with the family."""

    representations_end: date
    """The last day of the family's window."""
    sent_on: date | None
    """The latest consultation that still awaits a reply, or None."""
    waiting: ConsultationFact | None
    is_nobody_consulted: bool
    replied_on: date | None
    """The last reply that has come."""

    @property
    def closed_on(self) -> date:
        """The first day on which the family's window may be treated as closed."""
        return self.representations_end + DAY


@dataclass(frozen=True, slots=True)
class Pathway:
    """One case between where it stands and its next legal date."""

    step: str
    """The next step, by its code in ``sentence.BLOCKERS``; 'served' once the draft is."""
    duty: str
    limit: date
    start: date
    """Day 0 of the clock."""
    since: date
    """The last act recorded before the next step: a panel before it can no longer decide the case."""
    context: RiskContext
    panel: Panel | None = None
    """The panel that is still to decide, if one is."""
    decided_on: date | None = None
    """When the decision that still has to be carried out was made, where that is known."""
    outstanding: tuple[Outstanding, ...] = ()
    """The longest expected first."""
    served: Served | None = None

    @property
    def is_assessing(self) -> bool:
        """Say whether the next legal date is about the decision to assess."""
        return self.step in ("assess_decision", "tell_family_assess")

    def working_days_after(self, day: date, days: int) -> date:
        """Return the day that many working days after ``day``."""
        return self.context.calendar.add(day, days)

    def posted(self, day: date) -> date:
        """Return the day a letter or plan goes out whose last act was on ``day``."""
        return self.working_days_after(day, self.context.options.posting_days)

    def drafted(self, day: date) -> date:
        """Return the day the draft is served after a decision to issue on ``day``."""
        return self.working_days_after(day, self.context.options.drafting_days)

    def finish_after_serving(self, served_on: date) -> date:
        """Return the day the final plan can be sent when the draft is served on a day still to come."""
        together = self.posted(served_on + WINDOW)
        if self.context.options.representations_then_consultation:
            return max(served_on + WINDOW + WINDOW, together)
        return together

    def windows_after(self, served_on: date) -> date:
        """Return the first day on which both windows are closed, the draft being served on a day still to come."""
        one_after_the_other = self.context.options.representations_then_consultation
        return served_on + (WINDOW + WINDOW if one_after_the_other else WINDOW)

    def finish_after_deciding(self, decided_on: date) -> date:
        """Return the finish when the panel still ahead decides on a day still to come."""
        if self.is_assessing:
            return self.posted(decided_on)
        return self.finish_after_serving(self.drafted(decided_on))


def finish(path: Pathway, today: date, *, is_expected: bool) -> date:
    """Return the day on which the next legal date is met, seen from ``today``: expected, or at the earliest."""
    if path.served is not None:
        return _finish_of_served(path, path.served, today, is_expected=is_expected)
    if path.step in ("tell_family_assess", "tell_family_no_plan"):
        return max(today, path.posted(path.decided_on or today))
    if path.step == "draft":
        return path.finish_after_serving(serving_day(path, today, is_expected=is_expected))
    return path.finish_after_deciding(deciding_day(path, today, is_expected=is_expected))


def arrival_day(path: Pathway, today: date, *, is_expected: bool) -> date:
    """Return the day on which the last of the advice is in; today when nothing is outstanding."""
    if not is_expected:
        return today
    if path.step == "advice_not_asked":
        return today + timedelta(days=path.context.options.advice_days)
    return max([today, *(item.expected_on for item in path.outstanding)])


def deciding_day(path: Pathway, today: date, *, is_expected: bool) -> date:
    """Return the day of the decision that the case still waits for; a case without a panel ahead decides on arrival."""
    arrival = arrival_day(path, today, is_expected=is_expected)
    if path.panel is None:
        return arrival
    return path.panel.decided_on(arrival, is_complete=is_complete(path))


def serving_day(path: Pathway, today: date, *, is_expected: bool) -> date:
    """Return the day on which a draft that is still to be served can be."""
    if path.step == "draft":
        return max(today, path.drafted(path.decided_on or today))
    return path.drafted(deciding_day(path, today, is_expected=is_expected))


def is_complete(path: Pathway) -> bool:
    """Say whether nothing is outstanding that the panel would wait for."""
    return path.step not in ("advice", "advice_not_asked")


def _finish_of_served(path: Pathway, served: Served, today: date, *, is_expected: bool) -> date:
    if path.context.options.representations_then_consultation:
        return _finish_one_after_the_other(path, served, today, is_expected=is_expected)
    closed_on = max(served.closed_on, reply_day(served, today, is_expected=is_expected))
    return max(today, path.posted(closed_on))


def reply_day(served: Served, today: date, *, is_expected: bool) -> date:
    """Return the day on which the settings' last reply is in."""
    if served.is_nobody_consulted:
        return today + WINDOW if is_expected else today
    if served.sent_on is not None:
        return max(today, served.sent_on + WINDOW) if is_expected else today
    return served.replied_on or served.closed_on


def _finish_one_after_the_other(path: Pathway, served: Served, today: date, *, is_expected: bool) -> date:
    """Consultation follows the family's window, and posting happens inside the settings' 15 days."""
    if served.is_nobody_consulted:
        return max(max(served.closed_on, today) + WINDOW, path.posted(served.closed_on))
    if served.sent_on is None:
        return max(today, path.posted(max(served.closed_on, served.replied_on or served.closed_on)))
    earliest = path.posted(max(served.closed_on, today))
    return max(served.sent_on + WINDOW, earliest) if is_expected else earliest


def pathway(case_id: int, facts: CaseFacts, area: str, context: RiskContext) -> Pathway | None:
    """Return what lies ahead of a case; None when no legal date does."""
    duty, limit = clock.next_legal(facts, context.calendar)
    if duty is None or limit is None:
        return None
    if _is_about_assessing(duty):
        return _to_assess(case_id, facts, area, context, duty, limit)
    return _to_final_plan(case_id, facts, area, context, duty, limit)


def _is_about_assessing(duty: str) -> bool:
    """Say whether a next legal date is the notice of the decision to assess, ordered, conceded or first."""
    return duty == "assess_decision" or duty.endswith("_notify")


def _to_assess(case_id: int, facts: CaseFacts, area: str, context: RiskContext, duty: str, limit: date) -> Pathway:
    is_made = standing_assess(facts) is not None
    return Pathway(
        step="tell_family_assess" if is_made else "assess_decision",
        duty=duty,
        limit=limit,
        start=facts.clock_start,
        since=facts.clock_start,
        context=context,
        panel=None if is_made else Panel.of(case_id, ASSESSMENT, area, context),
        decided_on=overturned_on(facts, "assess") or facts.assess_made_on,
    )


def _to_final_plan(case_id: int, facts: CaseFacts, area: str, context: RiskContext, duty: str, limit: date) -> Pathway:
    outstanding = _outstanding(facts, context)
    step = _step(facts, is_outstanding=bool(outstanding))
    needs_panel = step in ("advice_not_asked", "advice", "issue_decision")
    return Pathway(
        step=step,
        duty=duty,
        limit=limit,
        start=facts.clock_start,
        since=_last_act(facts),
        context=context,
        panel=Panel.of(case_id, ISSUE, area, context) if needs_panel else None,
        decided_on=overturned_on(facts, "issue") or facts.issue_made_on,
        outstanding=outstanding if step == "advice" else (),
        served=_served(facts, facts.draft_served_on) if step == "served" and facts.draft_served_on else None,
    )


def _step(facts: CaseFacts, *, is_outstanding: bool) -> str:
    """Return the next step after agreement: like the stage, it follows the furthest act recorded."""
    if standing_issue(facts) == "no_plan":
        return "tell_family_no_plan"
    if facts.draft_served_on is not None:
        return "served"
    if standing_issue(facts) is not None:
        return "draft"
    if not any(item.requested_on or item.received_on for item in facts.advice):
        return "advice_not_asked"
    return "advice" if is_outstanding else "issue_decision"


def _last_act(facts: CaseFacts) -> date:
    """Return the last act before the decision to issue: the agreement to assess, or the last advice in."""
    agreed = [facts.clock_start, facts.assess_told_on, overturned_on(facts, "assess")]
    received = [item.received_on for item in facts.advice]
    return max(day for day in (*agreed, *received) if day is not None)


def _outstanding(facts: CaseFacts, context: RiskContext) -> tuple[Outstanding, ...]:
    waiting = [
        Outstanding(item, _expected_on(item, item.requested_on, context))
        for item in facts.advice
        if item.requested_on is not None and item.received_on is None
    ]
    return tuple(sorted(waiting, key=_longest_first))


def _expected_on(item: AdviceFact, requested_on: date, context: RiskContext) -> date:
    return item.promised_on or requested_on + timedelta(days=context.usual_delay_of(item.service))


def _longest_first(item: Outstanding) -> tuple[int, str]:
    return -item.expected_on.toordinal(), item.fact.service


def _served(facts: CaseFacts, served_on: date) -> Served:
    waiting = [item for item in facts.consultations if item.sent_on is not None and item.replied_on is None]
    latest = max(waiting, key=lambda item: (item.sent_on or date.min, item.setting), default=None)
    return Served(
        representations_end=representations_end(facts, served_on),
        sent_on=latest.sent_on if latest else None,
        waiting=latest,
        is_nobody_consulted=not any(item.sent_on or item.replied_on for item in facts.consultations),
        replied_on=max((item.replied_on for item in facts.consultations if item.replied_on), default=None),
    )


def last_day(holds: Callable[[date], bool], since: date, until: date) -> date | None:
    """Return the last day from ``since`` to ``until`` on which ``holds``, which is true up to some day and false after.

    None when it does not hold even on the first.
    """
    if not holds(since):
        return None
    low, high = since.toordinal(), until.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        if holds(date.fromordinal(middle)):
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)
