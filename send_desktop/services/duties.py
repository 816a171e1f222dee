"""Every date in law on one case: those of its assessment, and those of what the family disputes."""

from datetime import date

from send_desktop.records import Case
from send_desktop.statute.case_duties import DutyState, case_duties
from send_desktop.statute.disputes import dispute_duties
from send_desktop.statute.working_days import WorkingDays


def duties_of(case: Case, today: date, calendar: WorkingDays) -> tuple[DutyState, ...]:
    """Return every duty of a case as it stands on a day: the assessment's first, then mediation and appeals."""
    facts = case.facts()
    disputes = dispute_duties(facts, case.dispute_facts(), today, calendar)
    return (*case_duties(facts, today, calendar), *disputes)
