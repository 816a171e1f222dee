"""The weekly sheet that was sent: frozen with its figures in the act by which it left."""

from datetime import date
from pathlib import Path

import pytest

from send_desktop.changes import Undo
from send_desktop.errors import Refused, Unavailable
from send_desktop.measures.frozen import FrozenSheet, rows_checksum
from send_desktop.records import SentSheet
from send_desktop.services.sent_sheets import opened, sent_sheets
from send_desktop.services.timeliness import export_weekly, figures_as_json
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase


def send(store: Store, folder: Path, profile: str = "reference", as_at: date = TODAY) -> SentSheet:
    """Send the weekly sheet and return what was kept of it."""
    export_weekly(store, as_at, folder / "sheet.xlsx", profile, LEAD, today=TODAY)
    with store.look() as reading:
        return sent_sheets(reading)[0]


def read_sheet(store: Store, sheet: SentSheet) -> FrozenSheet:
    """Return a sheet as it was sent."""
    with store.look() as reading:
        return opened(reading, sheet)


def test_the_sheet_is_kept_with_its_line_of_the_export_log(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case()
    sheet = send(store, tmp_path)
    with store.look() as reading:
        (line,) = reading.exports("weekly_sheet")
        rows = reading.timeliness_rows()
    assert (sheet.export_id, sheet.made_at, sheet.made_by) == (line.id, line.made_at, LEAD)
    assert (sheet.as_at, sheet.period_from, sheet.period_to) == (TODAY, date(2026, 1, 1), TODAY)
    assert (sheet.profile, sheet.cases) == ("reference", 1)
    assert rows_checksum(read_sheet(store, sheet).rows) == rows_checksum(rows)


def test_it_holds_the_figures_as_shown_under_the_profile_and_as_counted(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    new_case(officer=LEAD)
    kept = read_sheet(store, send(store, tmp_path, "public"))
    assert kept.shown == figures_as_json(store, TODAY, None, "public")
    assert kept.counted == figures_as_json(store, TODAY, None, "named")
    assert (kept.shown["open_cases"], kept.counted["open_cases"]) == (None, 1)


def test_a_sheet_that_cannot_be_written_is_not_kept(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case()
    with pytest.raises(Unavailable):
        export_weekly(store, TODAY, tmp_path / "no such folder" / "sheet.xlsx", "reference", LEAD)
    with store.look() as reading:
        assert sent_sheets(reading) == []
        assert reading.exports() == []


def test_what_left_the_building_is_not_taken_back(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case()
    sheet = send(store, tmp_path)
    with pytest.raises(Refused, match="has left the building"):
        undo(store, Undo("Export weekly sheet", "Sent.", added=(sheet,)), LEAD, TODAY)
