"""What is worked out of a case once and kept beside it: its next legal date, when its state changes, what holds it.

Nothing here depends on today. ``at_risk_from`` and ``will_breach_from`` are the first days on which the
case takes that state if nothing more happens; since finishes never get earlier, they are found by halving.
"""

from datetime import date, timedelta

from send_desktop.records import Derived
from send_desktop.risk.context import RiskContext
from send_desktop.risk.pathway import DAY, Outstanding, Pathway, Served, finish, last_day, pathway
from send_desktop.risk.safe_dates import safe_days
from send_desktop.statute import clock, exceptions_in_law, stages
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.limits import advice_due, finish_limit
from send_desktop.statute.outcomes import no_plan_told_on
from send_desktop.statute.windows import reply_end


def derive(case_id: int, facts: CaseFacts, area: str, context: RiskContext) -> Derived:
    """Return what risk works out of a case. The same on whatever day it is worked out."""
    path = pathway(case_id, facts, area, context)
    if path is None:
        return _closed(facts)
    safe = safe_days(path)
    relief = exceptions_in_law.relief_for(facts, path.duty, clock.limits(facts).runs_from, path.limit)
    blocker, subject, due, promised = _blocker(path, facts)
    return Derived(
        status=stages.status(facts),
        stage=stages.stage(facts, facts.clock_start),
        final_from=stages.final_from(facts),
        next_duty=path.duty,
        next_due=path.limit,
        at_risk_from=first_late_day(path, path.limit - timedelta(days=context.options.at_risk_days), is_expected=True),
        will_breach_from=first_late_day(path, path.limit, is_expected=False),
        is_relieved=relief is not None,
        blocker=blocker,
        blocker_subject=subject,
        blocker_due=due,
        blocker_promised=promised,
        safe_by=safe.next_step,
        panel_on=safe.panel_on,
        has_no_panel=path.panel is not None and not path.panel.is_set_up,
        last_panel_on=path.panel.days[-1] if path.panel and path.panel.days else None,
        agenda_on=path.panel.agenda_on() if path.panel else None,
        representations_end=path.served.representations_end if path.served else None,
        relief_reason=relief.reason if relief else None,
        relief_starts_on=relief.starts_on if relief else None,
        relief_ends_on=relief.ends_on if relief else None,
    )


def first_late_day(path: Pathway, threshold: date, *, is_expected: bool) -> date:
    """Return the first day from which the finish is later than ``threshold``; day 0 when it is from the start."""

    def is_in_time(today: date) -> bool:
        return finish(path, today, is_expected=is_expected) <= threshold

    start = min(path.start, path.limit)
    last = last_day(is_in_time, start, path.limit)
    return start if last is None else last + DAY


def _closed(facts: CaseFacts) -> Derived:
    status = stages.status(facts)
    finished_on = _finished_on(facts, status)
    limit = finish_limit(status, facts.clock_start)
    return Derived(
        status=status,
        stage=stages.stage(facts, facts.clock_start),
        finished_on=finished_on,
        finish_limit=limit,
        finished_in_time=finished_on <= limit if finished_on and limit else None,
    )


def _finished_on(facts: CaseFacts, status: str) -> date | None:
    """Return the day the case ended: for a refusal the day the family was told, not the day it was made."""
    ends = {
        "plan_issued": facts.final_sent_on,
        "refused": facts.assess_told_on,
        "no_plan": no_plan_told_on(facts),
        "withdrawn": facts.withdrawn_on,
    }
    return ends.get(status, facts.closed_on)


_Blocker = tuple[str, str, date | None, date | None]


def _blocker(path: Pathway, facts: CaseFacts) -> _Blocker:
    """Return what the next step waits for: its code, whom it waits for, when that was or is due, when promised."""
    if path.served is not None:
        return _blocker_of_served(path.served)
    if path.step == "advice":
        return _blocker_of_advice(path)
    if path.step == "draft":
        return path.step, "", clock.limits(facts).draft_target, None
    if path.step == "tell_family_no_plan":
        return path.step, "", clock.limits(facts).no_plan_decision, None
    if path.is_assessing:
        return path.step, "", path.limit, None
    return path.step, "", None, None


def _blocker_of_served(served: Served) -> _Blocker:
    if served.waiting is not None and served.sent_on is not None:
        return "consultation", served.waiting.setting, reply_end(served.sent_on), None
    if served.is_nobody_consulted:
        return "consultation_not_sent", "", None, None
    return "representations", "", served.representations_end, None


def _blocker_of_advice(path: Pathway) -> _Blocker:
    """The advice expected last; services from which it is due and expected on the same days are named together."""
    last = path.outstanding[0]
    together = [item for item in path.outstanding if _alike(item) == _alike(last)]
    services = ", ".join(item.fact.service for item in together)
    requested_on = last.fact.requested_on
    return "advice", services, advice_due(requested_on) if requested_on else None, last.fact.promised_on


def _alike(item: Outstanding) -> tuple[date, date | None, date | None]:
    return item.expected_on, item.fact.requested_on, item.fact.promised_on
