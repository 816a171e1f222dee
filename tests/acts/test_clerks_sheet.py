"""The clerk's sheet: who was there and what was decided on each case, under a profile, as text and logged."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from send_desktop.errors import Refused
from send_desktop.services import clerks_sheet
from send_desktop.services.sitting_view import sitting_view
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.held import decide_all, hear, panel


def rows(path: Path, sheet: str) -> list[list[Any]]:
    found = load_workbook(path)[sheet].iter_rows(min_col=2, values_only=True)
    return [[cell for cell in row if cell is not None] for row in found]


def test_the_sheet_says_who_was_there_and_what_was_decided_by_whom_as_text(store: Store, tmp_path: Path) -> None:
    meeting_id = panel(store)
    meeting = sitting_view(store, meeting_id, TODAY).meeting
    path = tmp_path / clerks_sheet.file_name(meeting)
    with pytest.raises(Refused, match="has not been opened"):
        clerks_sheet.export_sheet(store, meeting_id, path, "named", LEAD, TODAY)
    view = decide_all(store, hear(store, meeting_id))
    with pytest.raises(Refused, match="Excel workbook"):
        clerks_sheet.export_sheet(store, meeting_id, tmp_path / "sheet.pdf", "named", LEAD, TODAY)
    line = clerks_sheet.export_sheet(store, meeting_id, path, "named", LEAD, TODAY)
    assert (line.kind, line.profile, line.items, line.meeting_id) == ("decision_sheet", "named", 3, meeting_id)
    people = rows(path, "Attendance")
    assert ["Orla Vexley", "Chair", "Authority", "Member"] in [row[:4] for row in people]
    assert ["Sam Tarn", "Health", "Authority", "Member", "Apology"] in people
    assert ["Item 2", "Orla Vexley", "Was Kit's head teacher until 2024", "Stayed"] in people
    first, second, third = rows(path, "Decisions")[-3:]
    decided = view.items[0].decision
    assert decided is not None
    assert first[:3] == [1, "EHC-26-0001", "Coombevale, Una"]
    assert first[4:7] == ["Do not assess", "Do not assess", "Head of SEND"]
    assert datetime.combine(decided.notify_by or TODAY, datetime.min.time()) in first
    assert first[-1].startswith("Not made")
    assert second[4:6] == ["Assess", "Assess"]
    assert third[4:] == ["Not reached"], "nothing is decided on it, and no letter follows"
    clerks_sheet.export_sheet(store, meeting_id, path, "reference", LEAD, TODAY)
    words = repr([rows(path, "Attendance"), rows(path, "Decisions")])
    for name in ("Una", "Coombevale", "Kit", "Bramblecote", "Orla", "Vexley", "Marlowe", "Tarn", LEAD):
        assert name not in words, name
    assert "EHC-26-0001" in words
    came = view.seats[0].attendance
    assert came is not None
    with store.work(LEAD, "Correct an agency") as work:
        work.replace(came, replace(came, agency="=1+1"))
    clerks_sheet.export_sheet(store, meeting_id, path, "named", LEAD, TODAY)
    cells = [cell for row in load_workbook(path)["Attendance"].iter_rows() for cell in row]
    assert [(one.data_type, one.quotePrefix) for one in cells if one.value == "=1+1"] == [("s", True)]
