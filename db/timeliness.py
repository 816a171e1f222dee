"""Reading what timeliness counts: dates and outcomes, and by what the figures are broken down."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, literal, select

from db import tables as t
from db.caseload import NAMED, exception_reasons, plan_dates
from db.registry import LATER_DECISION, maker
from db.uncollected import uncollected
from send_desktop.records import LaterDecision, TimelinessRow
from send_desktop.records.flat import is_after_dispute, limits_replaced_on, overturned_on, overturning_assess

_FLAT: dict[str, Any] = {
    "case_id": t.request.c.id,
    "reference": t.request.c.reference,
    "received_on": t.request.c.received_on,
    "clock_start_on": func.coalesce(t.request.c.became_responsible_on, t.request.c.received_on),
    "assess_outcome": t.request.c.assess_outcome,
    "assess_told_on": t.request.c.assess_told_on,
    "issue_outcome": t.request.c.issue_outcome,
    "issue_told_on": t.request.c.issue_told_on,
    "assess_made_on": t.request.c.assess_made_on,
    "issue_made_on": t.request.c.issue_made_on,
    "is_exception_claimed": t.request.c.is_exception_claimed,
    "is_withdrawn": t.request.c.is_withdrawn,
    "withdrawn_on": t.request.c.withdrawn_on,
    "closure": t.request.c.closure,
    "closed_on": t.request.c.closed_on,
    "area": func.coalesce(t.area.c.name, literal("")),
    "officer": func.coalesce(t.officer.c.name, literal("")),
    "team": func.coalesce(t.team.c.name, literal("")),
    "date_of_birth": t.person.c.date_of_birth,
    "need": t.request.c.primary_need,
    "source": t.request.c.source,
    "setting_kind": func.coalesce(t.setting.c.kind, literal("")),
}
_ASSESS_AT = tuple(_FLAT).index("assess_outcome")
_make = maker(
    TimelinessRow,
    (
        *_FLAT,
        "draft_served_on",
        "final_sent_on",
        "overturned_assess_on",
        "overturned_issue_on",
        "is_after_dispute",
        "exception_reason",
        "delay_reason",
        "decision_delay_reason",
        "refusal_delay_reason",
        "delay_service",
        "refusal_delay_service",
        "limits_replaced_on",
    ),
)
_QUERY = select(*(column.label(name) for name, column in _FLAT.items())).select_from(NAMED).order_by(t.request.c.id)


def timeliness_rows(connection: Connection) -> list[TimelinessRow]:
    """Return every case as timeliness counts it, in the order of their ids."""
    beside = _Beside(
        *plan_dates(connection),
        _later_decisions(connection),
        exception_reasons(connection),
        _delay_reasons(connection),
    )
    with uncollected():
        return [_row(row, beside) for row in connection.execute(_QUERY).all()]


def family_contacts(connection: Connection) -> list[tuple[int, date]]:
    """Return the case and the day of every contact with a family."""
    contact = t.contact.c
    query = select(contact.case_id, contact.on).where(contact.party == "family")
    with uncollected():
        return [(case_id, on) for case_id, on in connection.execute(query).all()]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in other tables than the request's, by case."""

    drafts: dict[int, date]
    finals: dict[int, date]
    later: dict[int, list[LaterDecision]]
    exceptions: dict[int, str]
    delays: dict[tuple[int, str], tuple[str, str]]
    """Reason and service, by case and by the limit that passed."""


def _row(row: Row[Any], beside: _Beside) -> TimelinessRow:
    case_id = row[0]
    final, decisions = beside.finals.get(case_id), beside.later.get(case_id, ())
    assess, refusal, plan = (beside.delays.get((case_id, duty), _NONE) for duty in _LIMITS)
    return _make(
        (
            *row,
            beside.drafts.get(case_id),
            final,
            overturned_on(decisions, overturning_assess(row[_ASSESS_AT])),
            overturned_on(decisions, ("issue",)),
            is_after_dispute(decisions, final),
            beside.exceptions.get(case_id, ""),
            plan[0],
            assess[0],
            refusal[0],
            plan[1],
            refusal[1],
            limits_replaced_on(decisions),
        )
    )


_LIMITS = ("assess_decision", "no_plan_decision", "final_plan")
_NONE = ("", "")


def _delay_reasons(connection: Connection) -> dict[tuple[int, str], tuple[str, str]]:
    """Return the newest reason on record for each limit of each case, with the service that it names."""
    given = t.delay_reason.c
    query = select(given.case_id, given.duty, given.reason, given.service).order_by(given.id)
    return {(case_id, duty): (reason, service) for case_id, duty, reason, service in connection.execute(query).all()}


def _later_decisions(connection: Connection) -> dict[int, list[LaterDecision]]:
    grouped: dict[int, list[LaterDecision]] = defaultdict(list)
    for decision in LATER_DECISION.read(connection.execute(select(*LATER_DECISION.columns)).all()):
        grouped[decision.case_id].append(decision)
    return grouped
