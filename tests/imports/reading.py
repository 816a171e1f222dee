"""What the import's tests share: the trackers planned once, truth in comparable form, and workbooks made to measure."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from send_desktop.imports.plan import plan
from send_desktop.imports.planned import ImportPlan, PlannedCase
from send_desktop.imports.tracker import mapping_with, read
from send_desktop.records import Case

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
AS_AT = date(2026, 11, 20)
HEADINGS = (
    "Ref",
    "Surname",
    "Forename",
    "DOB",
    "UPN",
    "School",
    "Request received",
    "Requested by",
    "Decision to assess",
    "Decision to assess date",
    "EP advice requested",
    "EP advice received",
    "Decision to issue",
    "Decision to issue date",
    "Draft sent",
    "Final plan issued",
    "Exception",
    "Exception reason",
    "Withdrawn",
    "Officer",
    "Comments",
)


@cache
def truth(name: str) -> dict[str, Any]:
    """Return the truth file of 'county' or 'small'."""
    loaded: dict[str, Any] = json.loads((REFERENCE / f"{name}_tracker.truth.json").read_text(encoding="utf-8"))
    return loaded


@cache
def planned(name: str) -> ImportPlan:
    """Return the plan of a reference tracker as at its own day."""
    return plan_of(REFERENCE / f"{name}_tracker.xlsx")


def plan_of(path: Path, as_at: date = AS_AT, mapping: dict[str, str] | None = None) -> ImportPlan:
    """Read and plan a file."""
    tracker = read(path)
    return plan(tracker, mapping_with(tracker, mapping), tracker.as_at or as_at)


def workbook(path: Path, *rows: Sequence[object], headings: Sequence[object] = HEADINGS) -> Path:
    """Write a workbook with a header and rows, and return its path."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def row(**given: object) -> list[object]:
    """Return a row under HEADINGS for a plain open case, but for what is given by heading, '_' for a space."""
    plain: dict[str, object] = {
        "Ref": "EHC-26-0001",
        "Surname": "Puddlemitten",
        "Forename": "Ayla",
        "DOB": date(2016, 5, 4),
        "School": "Quillmere Primary School",
        "Request received": date(2026, 9, 1),
    }
    chosen = plain | {name.replace("_", " "): value for name, value in given.items()}
    assert set(chosen) <= set(HEADINGS)
    return [chosen.get(heading) for heading in HEADINGS]


def only_case(path: Path, *rows: Sequence[object]) -> PlannedCase:
    """Return the one case of a workbook with these rows."""
    (case,) = plan_of(workbook(path, *rows)).cases
    return case


def codes(plan: ImportPlan, row: int) -> set[str]:
    """Return the kinds of all that is said about one row."""
    return {one.code for one in plan.issues if one.row == row}


def outcome(plan: ImportPlan, row: int) -> str:
    """Return what becomes of one row."""
    return next(one.outcome for one in plan.rows if one.row == row)


def comparable(case: dict[str, Any]) -> dict[str, Any]:
    """Return a truth case without what does not matter: capitals and spaces of names, and what it says of its row."""
    plain = {name: value for name, value in case.items() if name not in {"expected", "found_at"}}
    for name in ("forename", "surname", "school", "locality", "officer"):
        plain[name] = _plain(plain[name])
    plain["comments"] = (plain["comments"] or "").strip().replace("\r\n", "\n") or None
    plain["consultations"] = [one | {"school": _plain(one["school"])} for one in plain["consultations"]]
    plain["advice"] = sorted(plain["advice"], key=lambda one: str(one["service"]))
    return plain


def _plain(name: str | None) -> str | None:
    return " ".join(name.split()).casefold() or None if name else None


def iso(on: date | None) -> str | None:
    """Return a date as the truth files write it."""
    return on.isoformat() if on else None


def as_truth(case: PlannedCase) -> dict[str, Any]:
    """Return a planned case in the truth files' shape."""
    consulted = {"school": case.consulted, "sent": iso(case.consultation_sent_on)}
    return comparable(
        {
            "reference": case.reference,
            "forename": case.forename,
            "surname": case.surname,
            "date_of_birth": iso(case.date_of_birth),
            "upn": case.upn,
            "school": case.setting,
            "locality": case.area,
            "primary_need": case.primary_need,
            "request_received": iso(case.received_on),
            "request_source": case.source,
            "decision_to_assess": {
                "date": iso(case.assess_told_on),
                "outcome": case.assess_outcome,
                "panel_date": iso(case.panel_on),
            },
            "advice": [
                {"service": one.service, "requested": iso(one.requested_on), "received": iso(one.received_on)}
                for one in case.advice
            ],
            "plan_decision": {"date": iso(case.issue_told_on), "outcome": case.issue_outcome},
            "draft_sent": iso(case.draft_served_on),
            "consultations": [consulted | {"reply_received": iso(case.consultation_replied_on)}]
            if case.consulted
            else [],
            "final_plan_issued": iso(case.final_sent_on),
            "exception": {
                "applies": case.is_exception_claimed,
                "reason": case.exception_reason,
                "reason_text": case.exception_text or None,
            },
            "withdrawn": {"applies": case.is_withdrawn, "date": iso(case.withdrawn_on)},
            "officer": case.officer,
            "comments": case.comments,
        }
    )


def stored_as_truth(case: Case) -> dict[str, Any]:
    """Return a case as the store holds it in the truth files' shape."""
    request = case.request
    claimed = case.exceptions[0] if case.exceptions else None
    return comparable(
        {
            "reference": case.reference,
            "forename": case.person.forename,
            "surname": case.person.surname,
            "date_of_birth": iso(case.person.date_of_birth),
            "upn": case.person.upn,
            "school": case.setting,
            "locality": case.area,
            "primary_need": request.primary_need,
            "request_received": iso(request.received_on),
            "request_source": request.source,
            "decision_to_assess": {
                "date": iso(request.assess_told_on),
                "outcome": request.assess_outcome,
                "panel_date": iso(request.assess_panel_on),
            },
            "advice": [
                {"service": one.service, "requested": iso(one.requested_on), "received": iso(one.received_on)}
                for one in case.advice
            ],
            "plan_decision": {"date": iso(request.issue_told_on), "outcome": request.issue_outcome},
            "draft_sent": iso(case.draft_served_on),
            "consultations": [
                {"school": one.setting, "sent": iso(one.sent_on), "reply_received": iso(one.replied_on)}
                for one in case.consultations
            ],
            "final_plan_issued": iso(case.final_sent_on),
            "exception": {
                "applies": request.is_exception_claimed,
                "reason": claimed.reason if claimed else None,
                "reason_text": claimed.reason_text if claimed else None,
            },
            "withdrawn": {"applies": request.is_withdrawn, "date": iso(request.withdrawn_on)},
            "officer": case.officer,
            "comments": request.comments,
        }
    )


def without_place(case: PlannedCase) -> PlannedCase:
    """Return a case without what only its own file says: the sheet's name and notes on cells."""
    return replace(case, sheet="", notes=tuple(note for note in case.notes if note.origin != "cell note"))
