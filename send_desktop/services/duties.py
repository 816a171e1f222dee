"""Every date in law on one case: those of its assessment, and those of what the family disputes."""

from dataclasses import replace
from datetime import date

from send_desktop.records import Case
from send_desktop.statute.case_duties import DutyState, case_duties
from send_desktop.statute.disputes import dispute_duties
from send_desktop.statute.facts import CaseFacts
from send_desktop.statute.working_days import WorkingDays


def facts_for_disputes(case: Case) -> CaseFacts:
    """The facts of a case with the plan's day as the family's own: its time to appeal runs from what it was sent."""
    facts = case.facts()
    if facts.final_sent_on is None:
        return facts
    sent = (plan.family_sent_on or plan.sent_on for plan in case.plans if plan.kind == "final")
    return replace(facts, final_sent_on=min(sent))


def duties_of(case: Case, today: date, calendar: WorkingDays) -> tuple[DutyState, ...]:
    """Return every duty of a case as it stands on a day: the assessment's first, then mediation and appeals."""
    disputes = dispute_duties(facts_for_disputes(case), case.dispute_facts(), today, calendar)
    return (*case_duties(case.facts(), today, calendar), *disputes)
