"""The weekly sheet that was sent: frozen with its figures in the act by which it left."""

import json
import zlib
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from send_desktop.__main__ import main
from send_desktop.changes import Undo
from send_desktop.errors import Refused, Unavailable
from send_desktop.measures.frozen import FrozenSheet, rows_checksum, thaw
from send_desktop.measures.since import Comparison
from send_desktop.records import Case, Officer, SentSheet
from send_desktop.services import corrections, plans
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.services.safety import check
from send_desktop.services.sent_sheets import lost_and_damaged, opened, sent_sheets
from send_desktop.services.sheet_changes import SheetChanges, export_changes, read_sheets, sheet_of
from send_desktop.services.sheet_words import figure_lines, title
from send_desktop.services.timeliness import export_weekly, figures_as_json
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase


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


def test_the_check_of_the_store_reads_what_was_kept_of_a_sheet(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case()
    sheet = send(store, tmp_path)
    assert check(store).problems == ()
    with store.look() as reading:
        kept = set(reading.contents())
        (damaged,) = lost_and_damaged(reading, {sheet.sha256}, kept)
        (lost,) = lost_and_damaged(reading, set(), kept - {sheet.sha256})
    assert damaged == "What was kept of the weekly sheet as at 20 Nov 2026 is damaged; take it from a backup."
    assert "is not in the store" in lost


@pytest.mark.parametrize("content", [b"", b"no sheet", zlib.compress(b"[1]"), zlib.compress(b'{"version": 1}')])
def test_what_is_no_sheet_at_all_is_said_with_the_way_out(content: bytes) -> None:
    with pytest.raises(Unavailable, match="take it from a backup"):
        thaw(content)


def test_who_made_the_sheet_stands_on_it_as_its_profile_shows_officers(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    new_case()
    for profile, is_named in (("named", True), ("initials", False), ("reference", False), ("public", False)):
        send(store, tmp_path, profile)
        with ZipFile(tmp_path / "sheet.xlsx") as book:
            text = "".join(book.read(part).decode("utf-8") for part in book.namelist() if part.endswith(".xml"))
        assert (LEAD in text) == is_named


def test_what_left_the_building_is_not_taken_back(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case()
    sheet = send(store, tmp_path)
    with pytest.raises(Refused, match="has left the building"):
        undo(store, Undo("Export weekly sheet", "Sent.", added=(sheet,)), LEAD, TODAY)


# --- what has changed since -----------------------------------------------------------------------


def changes(store: Store) -> SheetChanges:
    shown = read_sheets(store).shown
    assert shown is not None
    return shown


def final_on(case: Case, on: date, done: Adopt) -> Case:
    drafted = done(plans.serve_draft(case, on=date(2026, 10, 5), today=TODAY))
    return done(plans.send_final(drafted, sent=plans.FinalSent.to_all(on), today=TODAY))


def test_nothing_has_changed_right_after_the_sheet_was_sent(store: Store, new_case: NewCase, tmp_path: Path) -> None:
    new_case(officer=LEAD)
    send(store, tmp_path)
    found = changes(store)
    assert (found.differing, found.cases) == ((), ())
    assert not found.comparison.is_counted_otherwise


def test_a_plan_put_in_late_and_a_case_put_in_late_are_told_with_who_and_when(
    store: Store, to_draft: Case, done: Adopt, tmp_path: Path
) -> None:
    send(store, tmp_path)
    final_on(to_draft, date(2026, 11, 10), done)
    record_request(
        store, NewRequest(forename="Kit", surname="Stanmoorley", received_on=date(2026, 11, 2)), "Ann Clerk", TODAY
    )
    found = changes(store)
    differing = {one.title: (one.then, one.now) for one in found.differing}
    assert differing["Plans issued"] == ("0", "1")
    assert differing["Cases"] == ("1", "2")
    assert differing["Issued within 20 weeks"] == ("– (0 of 0)", "100.0% (1 of 1)")
    plan, whole = sorted(found.moved, key=lambda one: one.change.case_id)
    (sent,) = (one for one in plan.told if one.words.startswith("Final plan"))
    assert (sent.words, sent.reason) == ("Final plan sent: – → 10 Nov 2026", "late")
    assert sent.who.startswith(f"{LEAD}, ")
    assert "into “Issued within 20 weeks”" in plan.moves
    assert "out of “Open cases”" in plan.moves
    assert whole.child == "Stanmoorley, Kit"
    assert [(one.reason, one.line.by if one.line else "") for one in whole.told] == [("whole", "Ann Clerk")]


def test_a_date_put_right_is_told_as_a_correction_with_the_act(
    store: Store, to_draft: Case, done: Adopt, tmp_path: Path
) -> None:
    case = final_on(to_draft, date(2026, 11, 10), done)
    send(store, tmp_path)
    key = next(one.key for one in recorded_dates(case) if one.key.startswith("Request") and one.on == date(2026, 6, 29))
    done(corrections.correct_date(case, key, on=date(2026, 6, 22), reason="Misread stamp.", today=TODAY))
    (moved,) = changes(store).moved
    (told,) = moved.told
    assert (told.words, told.reason) == ("Request received: 29 Jun 2026 → 22 Jun 2026", "corrected")
    assert told.line is not None
    assert told.line.act == "Correct date"
    assert "out of “Issued within 20 weeks”" in moved.moves


def test_names_that_hold_dots_are_told_whole() -> None:
    """The paths of the figures are joined by dots, and stores of today hold such names."""
    assert title("advice_outstanding.S.LT.over_6_weeks") == "S.LT advice waiting over 6 weeks"
    assert title("advice_outstanding.all.waiting") == "All advice waiting"
    assert title("advice_unreceived_on_closed_cases.S.n") == "S.n advice not received on closed cases"
    found = Comparison(
        then={"open_by_officer.Tom.n": 1}, now={"open_by_officer.Tom.n": 2}, cases=(), is_counted_otherwise=False
    )
    assert [(one.title, one.then, one.now) for one in figure_lines(found)] == [("Open with Tom.n", "1", "2")]


def test_what_happened_after_the_day_has_changed_nothing_of_it(
    store: Store, to_draft: Case, done: Adopt, tmp_path: Path
) -> None:
    send(store, tmp_path, as_at=date(2026, 10, 1))
    final_on(to_draft, date(2026, 11, 10), done)
    assert changes(store).cases == ()


def test_the_changes_go_out_by_reference_and_their_leaving_is_logged(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    with store.work(LEAD, "Add an officer") as work:
        work.add(Officer(name=LEAD))
    sheet = send(store, tmp_path)
    new_case(officer=LEAD)
    file = tmp_path / "changes.xlsx"
    logged = export_changes(store, sheet, file, "reference", LEAD, TODAY)
    with store.look() as reading:
        assert reading.exports("figures") == [logged]
        assert sheet_of(reading, TODAY) == sheet
        with pytest.raises(Refused, match="No weekly sheet as at 1 Nov 2026"):
            sheet_of(reading, date(2026, 11, 1))
    words = set(words_of(file))
    assert {"EHC-26-0001", "Whole case entered late", "Officer 1"} <= words
    assert not any("Peppergoggle" in one or LEAD in one for one in words)
    export_changes(store, sheet, file, "named", LEAD, TODAY)
    assert {"Peppergoggle, Ada", LEAD} <= set(words_of(file))
    with pytest.raises(Refused, match="no profile public"):
        export_changes(store, sheet, file, "public", LEAD, TODAY)


def words_of(file: Path) -> list[str]:
    book: Any = load_workbook(file)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_the_command_line_says_what_has_changed_since_a_sheet(
    store: Store, new_case: NewCase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send(store, tmp_path)
    new_case()
    call = ["--store", str(tmp_path / "acts.db"), "--today", TODAY.isoformat(), "timeliness", "--changes-since"]
    assert main([*call, TODAY.isoformat(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"path": "cases", "then": 0, "now": 1} in told["figures"]
    (case,) = told["cases"]
    assert (case["reference"], case["reasons"], case["changes"][0]["by"]) == ("EHC-26-0001", ["whole"], LEAD)
    assert main([*call, TODAY.isoformat()]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("EHC-26-0001"), "case by case, as on the screen"
    assert main([*call, "2026-01-05", "--json"]) == 1
    assert "has been sent from this store" in capsys.readouterr().err
