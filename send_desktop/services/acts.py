"""The one wrapper inside which every act runs: a transaction, then derived columns brought up to date.

Storage never calculates, and no act forgets to: what an act touched is worked out again through
``risk`` and written in the same transaction as the facts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from send_desktop.options import Options
from send_desktop.records import Case, Derived, MeetingSummary, Service
from send_desktop.risk import MeetingPlace, RiskContext, derive, usual_delay
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store, Work

DELAY_WINDOW_DAYS = 182
"""A service's usual delay is the median of what it returned in the last six months (product.md, Risk)."""

PANEL_STAGES = frozenset({"request", "advice", "decision_to_issue"})
"""Stages that still have a panel ahead, so that a changed meeting may move their dates."""


@contextmanager
def act(store: Store, by: str, name: str, today: date, *, refresh_delays: bool = False) -> Iterator[Work]:
    """Open one audited transaction named ``name`` and leave every touched case's derived columns right.

    ``refresh_delays`` is for acts that record advice as received: the services' usual delays are
    worked out again as at ``today``. Raises what ``Store.work`` raises.
    """
    with store.work(by, name) as work:
        yield work
        changed_services = _refresh_usual_delays(work, today) if refresh_delays else []
        _bring_up_to_date(work, changed_services)


def derived_of(case: Case, context: RiskContext) -> Derived:
    """Return what risk works out of a case as it stands."""
    return derive(case.id, case.facts(), case.area, context)


def risk_context(reading: Reading) -> RiskContext:
    """Gather what risk needs besides the case: meetings, usual delays, options and the working days."""
    return RiskContext(
        meetings=tuple(_place(summary) for summary in reading.meetings() if summary.meeting.status != "cancelled"),
        usual_delays={service.code: service.usual_delay_days for service in reading.directory().services},
        options=Options.read(reading.options()),
        calendar=england(),
    )


def recompute(work: Work, case_ids: list[int], context: RiskContext | None = None) -> None:
    """Write the derived columns of these cases anew."""
    if not case_ids:
        return
    context = context or risk_context(work)
    rows = work.facts(case_ids)
    work.save_derived({row.case_id: derive(row.case_id, row.facts, row.area, context) for row in rows})


def _bring_up_to_date(work: Work, changed_services: list[str]) -> None:
    affected = set(work.touched())
    if changed_services:
        affected.update(work.case_ids_waiting_for(changed_services))
    if work.touched_meetings():
        affected.update(row.id for row in work.caseload() if row.derived.stage in PANEL_STAGES)
    recompute(work, sorted(affected))


def _refresh_usual_delays(work: Work, today: date) -> list[str]:
    options = Options.read(work.options())
    changed: list[str] = []
    for service in work.directory().services:
        if _refresh_usual_delay(work, service, today, options):
            changed.append(service.code)
    return changed


def _refresh_usual_delay(work: Work, service: Service, today: date, options: Options) -> bool:
    since = today - timedelta(days=DELAY_WINDOW_DAYS)
    days = usual_delay(work.returned_delays(service.code, since, today), options)
    if days == service.usual_delay_days:
        return False
    work.replace(service, replace(service, usual_delay_days=days))
    return True


def _place(summary: MeetingSummary) -> MeetingPlace:
    meeting = summary.meeting
    return MeetingPlace(
        meeting_id=meeting.id,
        kind=meeting.kind,
        on=meeting.on,
        papers_by=meeting.papers_by,
        area=summary.area or None,
        free=max(0, meeting.capacity - summary.taken),
        case_ids=summary.case_ids,
    )
