"""Columns are known by their wording, wherever the header stands and however it is worded."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from send_desktop.errors import Refused
from send_desktop.imports.mapping import Column, propose
from send_desktop.imports.tracker import propose_mapping, read, unmapped
from tests.imports.reading import HEADINGS, plan_of, row, workbook

WORDINGS = {
    "reference": ["Ref", "Reference", "Case ref", "Child > Ref", "EHC ref no", "Case No", "Unique ID"],
    "surname": ["Surname", "Child surname", "Pupil's surname", "Last name", "Family name"],
    "forename": ["Forename", "Child > Forename", "First name", "Given name"],
    "name": ["Name", "Child's name", "Name of child", "Pupil name", "Full name"],
    "date_of_birth": ["DOB", "D.O.B.", "Date of birth", "Child > DOB", "Birth date"],
    "upn": ["UPN", "Unique Pupil Number"],
    "setting": ["School", "School / setting", "Current setting", "Child > School / setting", "School/Nursery"],
    "area": ["Area", "Locality", "Child > Area", "District"],
    "primary_need": ["Primary need", "SEN need", "Primary area of need", "Need"],
    "request_received": [
        "Request received",
        "Date request received",
        "Request > Request rec'd",
        "Request > Received",
        "Date of request",
        "Date received",
        "Referral received",
        "EHCNA request received",
        "Date of referral",
    ],
    "request_source": ["Requested by", "Request source", "Source of request", "Referred by"],
    "decision_to_assess.outcome": ["Assess?", "Decision to assess", "Agreed to assess?", "6 week decision"],
    "decision_to_assess.date": ["Decision to assess date", "Decision to assess letter", "Date of decision to assess"],
    "decision_to_assess.panel_date": [
        "Assessment panel",
        "Panel date",
        "Panel",
        "Decision to assess (6 weeks) > Panel",
    ],
    "advice.EP.requested": ["EP req", "EP requested", "EP advice > Requested", "Ed Psych advice requested", "EP sent"],
    "advice.EP.received": ["EP rec", "EP received", "EP advice > Rec'd", "Date EP advice received", "EP back"],
    "advice.SaLT.requested": ["SaLT requested", "S&LT req", "SALT advice > Requested", "Speech and language requested"],
    "advice.OT.received": ["OT rec'd", "OT advice received", "OT advice > Received", "Occupational therapy received"],
    "advice.Health.received": ["Health advice received", "Paed report received", "Health > Received"],
    "advice.Social care.requested": ["Social care requested", "CSC req", "Social care advice > Requested"],
    "advice.School.received": ["School advice received", "School advice > Received"],
    "decision_to_issue.outcome": ["Issue plan?", "Decision to issue", "Decision on plan (16 weeks) > Issue plan?"],
    "decision_to_issue.date": ["Decision to issue date", "Date of decision to issue", "Decision to issue plan date"],
    "draft_served": ["Draft sent", "Draft plan issued", "Draft EHCP issued", "Date draft issued", "Draft plan > Sent"],
    "consultations.setting": ["School consulted", "Setting consulted"],
    "consultations.sent": ["Consult sent", "Consultation sent", "Consultation date"],
    "consultations.replied": ["Reply rec'd", "Consultation reply received", "Response received"],
    "final_plan_sent": [
        "Final plan issued",
        "EHCP final issued",
        "Final issued",
        "Final plan (20 weeks) > Issued",
        "Final EHCP",
    ],
    "exception.applies": ["Exception?", "Exception applies", "Exception > Y/N"],
    "exception.reason": ["Exception reason", "Exception > Reason", "Reason for exception"],
    "withdrawn.date": ["Withdrawn", "Date withdrawn", "Case > Withdrawn", "Withdrawal date"],
    "officer": [
        "Officer",
        "Case officer",
        "SEN officer",
        "Caseworker",
        "Case worker",
        "EHC Coordinator",
        "Allocated to",
    ],
    "comments": ["Comments", "Notes", "Case > Comments"],
    "calculated.final_due": ["20 weeks", "20 week deadline", "Final plan (20 weeks) > Due"],
    "calculated.status": ["Status", "RAG", "Case > Status"],
}


@pytest.mark.parametrize(("wording", "field"), [(one, field) for field, all_ in WORDINGS.items() for one in all_])
def test_a_wording_means_its_field(wording: str, field: str) -> None:
    group, _, heading = wording.rpartition(" > ")
    (proposal,) = propose([Column(0, group, heading, wording)])
    assert proposal.field == field
    assert 0.5 <= proposal.confidence <= 1


@pytest.mark.parametrize(
    "wording", ["Shoe size", "Interpreter", "Column1", "Date", "Transport", "SENCo phone", "x" * 119]
)
def test_a_heading_that_means_nothing_here_is_left_unmapped(wording: str) -> None:
    (proposal,) = propose([Column(0, "", wording, wording)])
    assert proposal.field is None


def test_the_same_heading_is_told_apart_by_its_group() -> None:
    groups = ("EP advice", "OT advice", "Request")
    proposals = propose([Column(i, group, "Received", f"{group} > Received") for i, group in enumerate(groups)])
    assert [one.field for one in proposals] == ["advice.EP.received", "advice.OT.received", "request_received"]


def test_no_field_is_proposed_for_two_columns() -> None:
    proposals = propose([Column(0, "", "School", "School"), Column(1, "", "Setting", "Setting")])
    assert [one.field for one in proposals] == ["setting", None]


def test_advice_of_a_service_that_the_team_added_is_mapped_to_that_service() -> None:
    proposals = propose([Column(0, "CAMHS advice", "Requested", "a"), Column(1, "CAMHS advice", "Received", "b")])
    assert [one.field for one in proposals] == ["advice.CAMHS.requested", "advice.CAMHS.received"]


def test_the_header_is_found_under_a_title_and_a_blank_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "SEN team tracker"
    sheet["A2"] = "As at 13 November 2026"
    sheet.append([])
    sheet.append(list(HEADINGS))
    sheet.append(row())
    book.save(tmp_path / "t.xlsx")
    plan = plan_of(tmp_path / "t.xlsx")
    assert [case.row for case in plan.cases] == [sheet.max_row]
    assert plan.as_at == date(2026, 11, 13)


def test_a_heading_merged_over_both_header_rows_keeps_its_own_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Surname", "Forename", "Request received", "EP advice", None])
    sheet.append([None, None, None, None, "Requested", "Received"])
    for place in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
        sheet.merge_cells(place)
    sheet.append(["R1", "Puddlemitten", "Ayla", date(2026, 9, 1), date(2026, 10, 1), None])
    book.save(tmp_path / "t.xlsx")
    tracker = read(tmp_path / "t.xlsx")
    assert propose_mapping(tracker) == {
        "Ref": "reference",
        "Surname": "surname",
        "Forename": "forename",
        "Request received": "request_received",
        "EP advice > Requested": "advice.EP.requested",
        "EP advice > Received": "advice.EP.received",
    }


def test_one_column_with_both_names_is_split(tmp_path: Path) -> None:
    headings = ["Case No", "Name", "Date request received"]
    rows = [["1", "Puddlemitten, Ayla", date(2026, 9, 1)], ["2", "Ottilie Rose Gorsebucket", date(2026, 9, 2)]]
    plan = plan_of(workbook(tmp_path / "t.xlsx", *rows, headings=headings))
    assert [(case.forename, case.surname) for case in plan.cases] == [
        ("Ayla", "Puddlemitten"),
        ("Ottilie Rose", "Gorsebucket"),
    ]


def test_a_column_that_means_nothing_is_reported(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [*row(), "Size 4"], headings=[*HEADINGS, "Shoe size"])
    tracker = read(path)
    assert unmapped(tracker, propose_mapping(tracker)) == ["Shoe size"]


def test_a_mapping_of_ones_own_goes_before_the_proposal(tmp_path: Path) -> None:
    headings = ["Ref", "Surname", "Forename", "Date request received", "Logged", "Desk"]
    line = ["R1", "Puddlemitten", "Ayla", date(2026, 9, 1), date(2026, 9, 3), "Bev"]
    path = workbook(tmp_path / "t.xlsx", line, headings=headings)
    plan = plan_of(path, mapping={"Logged": "request_received", "Desk": "officer", "Ref": ""})
    (case,) = plan.cases
    assert (case.received_on, case.officer) == (date(2026, 9, 3), "Bev")
    assert plan.unmapped == ("Ref", "Date request received")
    assert case.reference.startswith("IMP-260903-")


@pytest.mark.parametrize(
    "mapping",
    [
        {"Nowhere": "officer"},
        {"Officer": "shoe_size"},
        {"Officer": "comments", "Comments": "comments"},
        {"Ref": "advice."},
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_a_sentence(tmp_path: Path, mapping: dict[str, str]) -> None:
    with pytest.raises(Refused, match=r"nothing was imported"):
        plan_of(workbook(tmp_path / "t.xlsx", row()), mapping=mapping)


def test_cases_on_several_sheets_all_come_in(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", row())
    book = openpyxl.load_workbook(path)
    closed = book.create_sheet("Closed")
    closed.append(list(HEADINGS))
    closed.append(row(Ref="EHC-25-0009", Forename="Oren", Request_received=date(2025, 3, 3)))
    book.save(path)
    plan = plan_of(path)
    assert plan.sheets == ("Sheet", "Closed")
    assert [(case.sheet, case.reference) for case in plan.cases] == [
        ("Sheet", "EHC-26-0001"),
        ("Closed", "EHC-25-0009"),
    ]
