"""A tracker goes into the store in one transaction, and what the store holds already is respected."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.engine import open_store
from db.store import SqlStore
from send_desktop.errors import Cancelled, Refused
from send_desktop.records import Case, Officer
from send_desktop.services import tracker_import
from send_desktop.services.acts import act
from send_desktop.services.tracker_import import ImportReport
from tests.imports.reading import AS_AT, REFERENCE, comparable, row, stored_as_truth, truth, workbook

COUNTY = REFERENCE / "county_tracker.xlsx"
SMALL = REFERENCE / "small_tracker.xlsx"
BY = "Priya Maplenoodle"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(tmp_path / "cases.store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqlStore, ImportReport]]:
    """The county tracker imported once, for tests that only read."""
    opened = open_store(tmp_path_factory.mktemp("county") / "cases.store")
    yield opened, run(opened, COUNTY)
    opened.close()


def run(store: SqlStore, path: Path, **options: Any) -> ImportReport:
    return tracker_import.run(store, path, BY, today=AS_AT, **options)


def cases(store: SqlStore) -> dict[str, Case]:
    with store.look() as reading:
        return {case.reference: case for case in reading.cases()}


def audit_length(store: SqlStore) -> int:
    with store.look() as reading:
        return len(reading.audit(1_000_000))


def test_every_field_of_the_county_tracker_is_held(county: tuple[SqlStore, ImportReport]) -> None:
    held = cases(county[0])
    expected = {one["reference"]: comparable(one) for one in truth("county")["cases"]}
    assert {reference: stored_as_truth(case) for reference, case in held.items()} == expected


def test_the_report_counts_what_the_truth_counts(county: tuple[SqlStore, ImportReport]) -> None:
    report = county[1]
    assert (report.cases_created, report.cases_updated, report.cases_unchanged) == (1800, 0, 0)
    assert (report.rows_read, report.rows_rejected, report.rows_ignored) == (1815, 11, 4)
    assert [outcome.row for outcome in report.rows] == list(range(6, 1821))


def test_each_case_remembers_the_row_that_it_came_from(county: tuple[SqlStore, ImportReport]) -> None:
    held = cases(county[0])
    for one in truth("county")["cases"]:
        request = held[one["reference"]].request
        assert request.source_file == "county_tracker.xlsx"
        assert (request.source_sheet, request.source_row) == (one["found_at"]["sheet"], one["found_at"]["row"])


def test_one_child_with_two_requests_is_one_person(county: tuple[SqlStore, ImportReport]) -> None:
    held = cases(county[0])
    doubled = [trap for trap in truth("county")["traps"] if trap["kind"] == "same_child_two_requests"]
    for trap in doubled:
        other = trap["what"].split(" as ")[1].split(",")[0]
        assert held[trap["reference"]].person.id == held[other].person.id
    assert len({case.person.id for case in held.values()}) == 1800 - len(doubled) // 2


def test_the_staff_list_becomes_officers_with_their_teams_and_areas(county: tuple[SqlStore, ImportReport]) -> None:
    with county[0].look() as reading:
        directory = reading.directory()
    assert len(directory.officers) == 17
    (sanjay,) = [officer for officer in directory.officers if officer.initials == "SP"]
    assert sanjay.name == "Sanjay Pebbletwizzle"
    assert sanjay.email == "sanjay.pebbletwizzle@calderwick.example"
    assert {area.name for area in directory.areas} == {"North", "East", "South", "West"}
    assert len(directory.teams) == 4
    kinds = {setting.name: setting.kind for setting in directory.settings}
    assert kinds["Custardmoor Primary School"] == "primary"


def test_notes_of_cells_and_words_of_date_columns_are_notes_on_the_case(county: tuple[SqlStore, ImportReport]) -> None:
    notes = [note for case in cases(county[0]).values() for note in case.notes]
    assert sum(1 for note in notes if note.origin == "cell note") == 46
    assert {note.text for note in notes if note.origin == "date column"} >= {"chased 16/11", "w/c 30/11", "25/11/2026"}
    assert {note.on for note in notes} == {AS_AT}


def test_the_derived_columns_are_right_after_the_import(county: tuple[SqlStore, ImportReport]) -> None:
    figures = truth("county")["figures"]
    statuses = [case.derived.status for case in cases(county[0]).values()]
    assert statuses.count("open") == figures["open"]
    assert statuses.count("plan_issued") == figures["plans_issued_all"]
    assert statuses.count("refused") == figures["refused"]


def test_the_same_file_again_changes_nothing_and_writes_nothing(store: SqlStore) -> None:
    run(store, SMALL)
    before, audited = cases(store), audit_length(store)
    report = run(store, SMALL)
    assert (report.cases_created, report.cases_updated, report.cases_unchanged) == (0, 0, 40)
    assert cases(store) == before
    assert audit_length(store) == audited


def test_the_county_tracker_again_changes_nothing(county: tuple[SqlStore, ImportReport]) -> None:
    audited = audit_length(county[0])
    report = run(county[0], COUNTY)
    assert (report.cases_created, report.cases_updated, report.cases_unchanged) == (0, 0, 1800)
    assert report.issues == county[1].issues
    assert audit_length(county[0]) == audited


def test_a_preview_says_the_same_and_writes_nothing(store: SqlStore) -> None:
    audited = audit_length(store)
    preview = tracker_import.preview(store, COUNTY, today=AS_AT)
    dry = run(store, COUNTY, dry_run=True)
    assert audit_length(store) == audited
    assert cases(store) == {}
    assert preview == dry
    assert replace(preview, dry_run=False) == run(store, COUNTY)


def test_the_json_has_the_documented_shape(county: tuple[SqlStore, ImportReport]) -> None:
    shape = json.loads(json.dumps(county[1].as_json()))
    assert list(shape) == [
        "file",
        "as_at",
        "dry_run",
        "sheets",
        "rows_read",
        "cases_created",
        "cases_updated",
        "cases_unchanged",
        "rows_ignored",
        "rows_rejected",
        "mapping",
        "unmapped",
        "issues",
    ]
    assert shape["as_at"] == "2026-11-20"
    assert shape["mapping"]["EP advice > Requested"] == "advice.EP.requested"
    for one in shape["issues"]:
        assert list(one) == ["sheet", "row", "column", "severity", "code", "message", "value"]


def test_stopping_an_import_leaves_the_store_as_it_was(store: SqlStore) -> None:
    audited = audit_length(store)

    def stop(done: int, total: int, what: str) -> None:
        if what.startswith("Saving"):
            raise Cancelled("The import was stopped; nothing was kept.")

    with pytest.raises(Cancelled):
        run(store, SMALL, progress=stop)
    assert cases(store) == {}
    assert audit_length(store) == audited


def test_a_file_that_is_refused_leaves_the_store_as_it_was(store: SqlStore, tmp_path: Path) -> None:
    run(store, SMALL)
    audited = audit_length(store)
    (tmp_path / "bad.xlsx").write_text("no workbook")
    with pytest.raises(Refused):
        run(store, tmp_path / "bad.xlsx")
    with pytest.raises(Refused):
        run(store, SMALL, mapping={"Nowhere": "officer"})
    assert audit_length(store) == audited


def test_the_as_at_date_is_the_one_given_then_the_files_then_today(store: SqlStore, tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", row())
    assert run(store, COUNTY, as_at=date(2026, 11, 19), dry_run=True).as_at == date(2026, 11, 19)
    assert tracker_import.run(store, COUNTY, BY, today=date(2027, 1, 4), dry_run=True).as_at == AS_AT
    assert tracker_import.run(store, path, BY, today=date(2027, 1, 4), dry_run=True).as_at == date(2027, 1, 4)


def test_a_later_tracker_adds_what_happened_since(store: SqlStore, tmp_path: Path) -> None:
    run(store, workbook(tmp_path / "a.xlsx", row(EP_advice_requested=date(2026, 10, 2))))
    later = row(
        Decision_to_assess="Yes",
        Decision_to_assess_date=date(2026, 10, 1),
        EP_advice_requested=date(2026, 10, 2),
        EP_advice_received=date(2026, 11, 10),
        Draft_sent=date(2026, 11, 12),
        Officer="Bev Thistlegadget",
        Comments="Rang home",
        Exception="Y",
        Exception_reason="Absent from area",
        UPN="R999214724004",
    )
    report = run(store, workbook(tmp_path / "b.xlsx", later, row(Ref="EHC-26-0002", Forename="Oren")))
    assert (report.cases_created, report.cases_updated, report.cases_unchanged) == (1, 1, 0)
    case = cases(store)["EHC-26-0001"]
    assert (case.request.assess_outcome, case.request.assess_told_on) == ("assess", date(2026, 10, 1))
    assert [(one.requested_on, one.received_on) for one in case.advice] == [(date(2026, 10, 2), date(2026, 11, 10))]
    assert (case.draft_served_on, case.officer, case.request.comments) == (
        date(2026, 11, 12),
        "Bev Thistlegadget",
        "Rang home",
    )
    assert [one.reason for one in case.exceptions] == ["absent_from_area"]
    assert case.person.upn == "R999214724004"
    assert case.request.source_file == "b.xlsx"
    assert run(store, tmp_path / "b.xlsx").cases_unchanged == 2


def test_what_a_later_tracker_leaves_blank_is_kept(store: SqlStore, tmp_path: Path) -> None:
    full = row(EP_advice_requested=date(2026, 10, 2), Officer="Bev Thistlegadget", Comments="Rang home")
    run(store, workbook(tmp_path / "a.xlsx", full))
    before = cases(store)
    report = run(store, workbook(tmp_path / "b.xlsx", row()))
    assert report.cases_unchanged == 1
    assert cases(store) == before


def test_a_first_decision_is_never_overwritten(store: SqlStore, tmp_path: Path) -> None:
    told = date(2026, 10, 1)
    run(store, workbook(tmp_path / "a.xlsx", row(Decision_to_assess="No", Decision_to_assess_date=told)))
    other = row(Decision_to_assess="Yes", Decision_to_assess_date=date(2026, 11, 2), Comments="Agreed after mediation")
    report = run(store, workbook(tmp_path / "b.xlsx", other))
    request = cases(store)["EHC-26-0001"].request
    assert (request.assess_outcome, request.assess_told_on) == ("refuse", told)
    assert request.comments == "Agreed after mediation"
    (kept,) = [one for one in report.issues if one.code == "first_decision_kept"]
    assert (kept.severity, kept.row) == ("warning", 2)
    assert "refuse, 01/10/2026" in kept.message
    assert report.rows[0].outcome == "imported with warning"


def test_another_final_plan_does_not_move_the_first(store: SqlStore, tmp_path: Path) -> None:
    run(store, workbook(tmp_path / "a.xlsx", row(Final_plan_issued=date(2026, 11, 2))))
    report = run(store, workbook(tmp_path / "b.xlsx", row(Final_plan_issued=date(2026, 11, 9))))
    assert cases(store)["EHC-26-0001"].final_sent_on == date(2026, 11, 2)
    assert "first_plan_kept" in {one.code for one in report.issues}


def test_a_later_draft_is_another_version(store: SqlStore, tmp_path: Path) -> None:
    run(store, workbook(tmp_path / "a.xlsx", row(Draft_sent=date(2026, 11, 2))))
    run(store, workbook(tmp_path / "b.xlsx", row(Draft_sent=date(2026, 11, 9))))
    plans = cases(store)["EHC-26-0001"].plans
    assert [(plan.kind, plan.sent_on, plan.number) for plan in plans] == [
        ("draft", date(2026, 11, 2), 1),
        ("draft", date(2026, 11, 9), 2),
    ]


def test_a_reference_that_the_store_holds_for_another_child_is_rejected(store: SqlStore, tmp_path: Path) -> None:
    run(store, workbook(tmp_path / "a.xlsx", row()))
    before = cases(store)
    other = row(Forename="Oren", Surname="Gorsebucket", DOB=date(2012, 1, 1))
    report = run(store, workbook(tmp_path / "b.xlsx", other))
    assert cases(store) == before
    assert report.rows[0].outcome == "rejected with reason"
    assert report.rows_rejected == 1


def test_a_child_that_the_store_knows_is_not_made_twice(store: SqlStore, tmp_path: Path) -> None:
    run(store, workbook(tmp_path / "a.xlsx", row()))
    run(store, workbook(tmp_path / "b.xlsx", row(Ref="EHC-26-0777", Surname="puddlemitten")))
    held = cases(store)
    assert held["EHC-26-0001"].person.id == held["EHC-26-0777"].person.id


def test_a_child_with_two_requests_can_be_given_another_name(store: SqlStore, tmp_path: Path) -> None:
    """Both rows bring the new name: the child's one record is saved once, and not taken for somebody else's change."""
    second = date(2026, 9, 1)
    both = {"UPN": "X999000123456"}
    run(store, workbook(tmp_path / "a.xlsx", row(**both), row(Ref="B", **both, **{"Request received": second})))
    new = both | {"Surname": "Otterbuckle"}
    named = workbook(tmp_path / "b.xlsx", row(**new), row(Ref="B", **new, **{"Request received": second}))
    run(store, named)
    assert {case.person.surname for case in cases(store).values()} == {"Otterbuckle"}
    assert run(store, named).cases_unchanged == 2


def test_rows_that_name_one_child_differently_do_not_change_it_at_every_import(store: SqlStore, tmp_path: Path) -> None:
    both = {"UPN": "X999000123456"}
    other = row(Ref="B", Surname="Otterbuckle", **both, **{"Request received": date(2026, 9, 1)})
    file = workbook(tmp_path / "a.xlsx", row(**both), other)
    run(store, file)
    written = audit_length(store)
    assert run(store, file).cases_unchanged == 2
    assert audit_length(store) == written


def test_initials_are_resolved_by_the_officers_that_the_store_knows(store: SqlStore, tmp_path: Path) -> None:
    with act(store, BY, "Add an officer", AS_AT) as work:
        work.add(Officer(name="Bev Thistlegadget", initials="BT"))
    run(store, workbook(tmp_path / "a.xlsx", row(Officer="bt")))
    assert cases(store)["EHC-26-0001"].officer == "Bev Thistlegadget"


def test_the_import_leaves_one_line_of_its_own_in_the_audit(store: SqlStore) -> None:
    run(store, SMALL)
    with store.look() as reading:
        lines = [line for line in reading.audit(1_000_000) if "file" in line.changes]
    assert len(lines) == 1
    assert lines[0].by == BY
    assert "small_tracker.xlsx" in str(lines[0].changes)
