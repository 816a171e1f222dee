"""The JSON shapes of cases, as command_line.md sets them out: ISO dates, nulls, no derived text twice."""

from datetime import date
from typing import Any

from send_desktop.records import Advice, AuditLine, Case, CaseloadRow, Consultation, ExceptionPeriod
from send_desktop.risk import sentence, state
from send_desktop.services.advice import due_on
from send_desktop.services.caseload import stage_on
from send_desktop.services.cases import CaseView
from send_desktop.statute.windows import reply_end
from send_desktop.wording import age_on

Json = dict[str, Any]


def iso(on: date | None) -> str | None:
    """Return a date as ISO text."""
    return on.isoformat() if on else None


def row_json(row: CaseloadRow, today: date) -> Json:
    """Return one flat line of the caseload."""
    derived = row.derived
    return {
        "reference": row.reference,
        "forename": row.forename,
        "surname": row.surname,
        "age": age_on(row.date_of_birth, today),
        "setting": row.setting or None,
        "area": row.area or None,
        "officer": row.officer or None,
        "stage": stage_on(row, today),
        "status": derived.status,
        "day_number": (today - row.clock_start_on).days,
        "next_duty": derived.next_duty,
        "next_due": iso(derived.next_due),
        "days_left": (derived.next_due - today).days if derived.next_due else None,
        "risk_state": state(derived, today),
        "risk_reason": sentence(derived, today).reason,
    }


def case_json(view: CaseView) -> Json:
    """Return one case whole, with its duties, its risk and its history."""
    case = view.case
    return {
        **_who(case),
        **_pathway(case),
        "status": case.derived.status,
        "stage": view.stage,
        "duties": [
            {"id": duty.id, "due": iso(duty.due), "met_on": iso(duty.met_on), "state": duty.state}
            for duty in view.duties
        ],
        "risk": {
            "state": view.state,
            "reason": view.sentence.reason,
            "next_step": view.sentence.next_step,
            "earliest_finish": iso(view.earliest_finish),
            "expected_finish": iso(view.expected_finish),
        },
        "comments": case.request.comments or None,
        **_around(case),
        "history": [_history(line) for line in view.history],
    }


def _who(case: Case) -> Json:
    request, person = case.request, case.person
    start = "became_responsible" if request.became_responsible_on else "request_received"
    return {
        "reference": case.reference,
        "forename": person.forename,
        "surname": person.surname,
        "date_of_birth": iso(person.date_of_birth),
        "upn": person.upn,
        "setting": case.setting or None,
        "area": case.area or None,
        "primary_need": request.primary_need,
        "officer": case.officer or None,
        "request_received": iso(request.received_on),
        "request_source": request.source,
        "clock_start": {"event": start, "date": iso(case.clock_start_on)},
    }


def _pathway(case: Case) -> Json:
    request = case.request
    return {
        "decision_to_assess": {
            "made_on": iso(request.assess_made_on),
            "date": iso(request.assess_told_on),
            "outcome": request.assess_outcome,
            "panel_date": iso(request.assess_panel_on),
        },
        "advice": [_advice(item) for item in case.advice],
        "decision_to_issue": {
            "made_on": iso(request.issue_made_on),
            "date": iso(request.issue_told_on),
            "outcome": request.issue_outcome,
        },
        "later_decisions": [
            {
                "about": one.about,
                "outcome": one.outcome,
                "made_on": iso(one.made_on),
                "date": iso(one.told_on),
                "route": one.route,
            }
            for one in case.later_decisions
        ],
        "draft_served": iso(case.draft_served_on),
        "consultations": [_consultation(item) for item in case.consultations],
        "final_plan_sent": iso(case.final_sent_on),
        "exception": _exception_summary(case),
        "exceptions": [_exception(item) for item in case.exceptions],
        "withdrawn": {"applies": request.is_withdrawn, "date": iso(request.withdrawn_on)},
    }


def _around(case: Case) -> Json:
    return {
        "panels": [
            {
                "meeting": place.meeting.id,
                "kind": place.meeting.kind,
                "date": iso(place.meeting.on),
                "asked": place.item.asked,
                "recommendation": place.item.recommendation or None,
            }
            for place in case.agenda
        ],
        "contacts": [
            {
                "date": iso(one.on),
                "kind": one.kind,
                "with": one.with_whom or None,
                "summary": one.summary,
                "promised_by": iso(one.promised_by),
            }
            for one in case.contacts
        ],
    }


def _advice(item: Advice) -> Json:
    return {
        "service": item.service,
        "requested": iso(item.requested_on),
        "received": iso(item.received_on),
        "due": iso(due_on(item)),
        "chased": [iso(item.last_chased_on)] if item.last_chased_on else [],
    }


def _consultation(item: Consultation) -> Json:
    return {
        "setting": item.setting or None,
        "sent": iso(item.sent_on),
        "due": iso(reply_end(item.sent_on)) if item.sent_on else None,
        "replied": iso(item.replied_on),
        "outcome": item.outcome,
    }


def _exception_summary(case: Case) -> Json:
    first = case.exceptions[0] if case.exceptions else None
    return {
        "applies": case.request.is_exception_claimed,
        "reason": first.reason if first else None,
        "reason_text": (first.reason_text or None) if first else None,
    }


def _exception(item: ExceptionPeriod) -> Json:
    return {
        "reason": item.reason,
        "from": iso(item.starts_on),
        "to": iso(item.ends_on),
        "relieves": list(item.relieves),
        "told_family_on": iso(item.told_family_on),
    }


def _history(line: AuditLine) -> Json:
    return {
        "at": line.at.isoformat(timespec="seconds"),
        "by": line.by,
        "act": line.act,
        "changes": {name: {"before": pair[0], "after": pair[1]} for name, pair in line.changes.items()},
    }
