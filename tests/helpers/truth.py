"""The trackers' truth files as the rows that measures count."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from send_desktop.records import AdviceRow, TimelinessRow

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
AS_AT = date(2026, 11, 20)


def truth(name: str) -> dict[str, Any]:
    """Return a truth file, 'county' or 'small'."""
    loaded: dict[str, Any] = json.loads((REFERENCE / f"{name}_tracker.truth.json").read_text(encoding="utf-8"))
    return loaded


def rows_of(cases: list[dict[str, Any]]) -> list[TimelinessRow]:
    """Return one row a case, ids in order from 1."""
    return [_row(number, case) for number, case in enumerate(cases, 1)]


def advice_of(cases: list[dict[str, Any]]) -> list[AdviceRow]:
    """Return one row a request for advice."""
    return [
        advice_row(
            case_id=number,
            service=item["service"],
            requested_on=day(item["requested"]),
            received_on=day(item["received"]),
        )
        for number, case in enumerate(cases, 1)
        for item in case["advice"]
    ]


def _row(number: int, case: dict[str, Any]) -> TimelinessRow:
    assess, issue = case["decision_to_assess"], case["plan_decision"]
    return timeliness_row(
        case_id=number,
        reference=case["reference"],
        received_on=day(case["request_received"]),
        assess_outcome=assess["outcome"],
        assess_told_on=day(assess["date"]),
        issue_outcome=issue["outcome"],
        issue_told_on=day(issue["date"]),
        final_sent_on=day(case["final_plan_issued"]),
        is_exception_claimed=case["exception"]["applies"],
        is_withdrawn=case["withdrawn"]["applies"],
        withdrawn_on=day(case["withdrawn"]["date"]),
        area=case["locality"] or "",
        officer=case["officer"] or "",
    )


def timeliness_row(**given: Any) -> TimelinessRow:
    """Return a row of an open, undecided case but for what is given."""
    received = given.get("received_on", date(2026, 1, 5))
    plain: dict[str, Any] = {
        "case_id": 1,
        "reference": "EHC-26-0001",
        "received_on": received,
        "clock_start_on": received,
        "assess_outcome": None,
        "assess_told_on": None,
        "issue_outcome": None,
        "issue_told_on": None,
        "final_sent_on": None,
        "is_exception_claimed": False,
        "is_withdrawn": False,
        "withdrawn_on": None,
        "closure": None,
        "closed_on": None,
        "overturned_assess_on": None,
        "overturned_issue_on": None,
        "is_after_dispute": False,
        "area": "North",
        "officer": "",
        "team": "",
    }
    return TimelinessRow(**{**plain, **given})


def advice_row(**given: Any) -> AdviceRow:
    """Return a request for EP advice that nobody has dated, but for what is given."""
    plain: dict[str, Any] = {
        "id": 1,
        "case_id": 1,
        "reference": "EHC-26-0001",
        "service": "EP",
        "requested_on": None,
        "promised_on": None,
        "received_on": None,
        "last_chased_on": None,
        "is_case_open": True,
    }
    return AdviceRow(**{**plain, **given})


def day(text: str | None) -> date | None:
    """Return an ISO date, or None."""
    return date.fromisoformat(text) if text else None
