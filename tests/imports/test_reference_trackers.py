"""Both reference trackers come in whole: every case, every field, every odd row, as their truth files say."""

from collections import Counter
from typing import Any

import pytest

from send_desktop.imports.issues import IGNORED, IMPORTED, REJECTED, WITH_WARNING
from send_desktop.imports.planned import ImportPlan
from tests.imports.reading import AS_AT, as_truth, comparable, iso, planned, truth

TRACKERS = ("county", "small")
HELD_IN: dict[str, Any] = {
    "Child > Surname": lambda case: case.surname,
    "Child > DOB": lambda case: iso(case.date_of_birth),
    "Child > UPN": lambda case: case.upn,
    "Child > School / setting": lambda case: case.setting,
    "Child > Primary need": lambda case: case.primary_need,
    "Request > Request rec'd": lambda case: iso(case.received_on),
    "Decision to assess (6 weeks) > Panel": lambda case: iso(case.panel_on),
    "Decision to assess (6 weeks) > Letter sent": lambda case: iso(case.assess_told_on),
    "Decision on plan (16 weeks) > Issue plan?": lambda case: case.issue_outcome,
    "Draft and consultation > Draft sent": lambda case: iso(case.draft_served_on),
    "Final plan (20 weeks) > Issued": lambda case: iso(case.final_sent_on),
    "Final plan (20 weeks) > Due": lambda case: iso(case.received_on.fromordinal(case.received_on.toordinal() + 140)),
    "Exception > Reason": lambda case: case.exception_reason,
    "Case > Withdrawn": lambda case: iso(case.withdrawn_on),
    "Case > Officer": lambda case: case.officer,
}


@pytest.mark.parametrize("name", TRACKERS)
def test_every_case_is_planned_with_every_field_of_the_truth(name: str) -> None:
    cases = {(case.sheet, case.row): as_truth(case) for case in planned(name).cases}
    expected = {(one["found_at"]["sheet"], one["found_at"]["row"]): comparable(one) for one in truth(name)["cases"]}
    assert cases.keys() == expected.keys()
    wrong = [(place, cases[place], expected[place]) for place in expected if cases[place] != expected[place]]
    assert wrong == []


@pytest.mark.parametrize("name", TRACKERS)
def test_cases_rejected_and_ignored_rows_are_counted_as_the_truth_counts_them(name: str) -> None:
    plan, rows = planned(name), truth(name)["rows"]
    outcomes = Counter(row.outcome for row in plan.rows)
    assert len(plan.cases) == rows["cases"]
    assert (plan.rejected, plan.ignored) == (rows["rejected"], rows["ignored"])
    assert outcomes[WITH_WARNING] == rows["cases_with_warning"]
    assert len(plan.rows) == rows["cases"] + rows["rejected"] + rows["ignored"]


@pytest.mark.parametrize("name", TRACKERS)
def test_every_row_has_the_outcome_that_the_truth_gives_it(name: str) -> None:
    listed = {(trap["sheet"], trap["row"]): trap["expected"] for trap in truth(name)["traps"]}
    with_warning = {(one["found_at"]["sheet"], one["found_at"]["row"]): one["expected"] for one in truth(name)["cases"]}
    for row in planned(name).rows:
        place = (row.sheet, row.row)
        assert row.outcome == with_warning.get(place, listed.get(place)), place


@pytest.mark.parametrize("name", TRACKERS)
def test_every_odd_row_is_reported_by_its_kind_and_holds_the_right_value(name: str) -> None:
    plan = planned(name)
    said = {(one.sheet, one.row, one.code) for one in plan.issues}
    cases = {(case.sheet, case.row): case for case in plan.cases}
    for trap in truth(name)["traps"]:
        assert (trap["sheet"], trap["row"], trap["kind"]) in said, trap["id"]
        if "held" in trap:
            _assert_held(plan, trap, cases[trap["sheet"], trap["row"]])


def _assert_held(plan: ImportPlan, trap: dict[str, Any], case: Any) -> None:
    column = trap["column"]
    if " advice" in column:
        service = column.split(" advice")[0]
        item = next((one for one in case.advice if one.service == service), None)
        on = item and (item.requested_on if column.endswith("Requested") else item.received_on)
        assert iso(on) == trap["held"], trap["id"]
    else:
        assert HELD_IN[column](case) == trap["held"], trap["id"]


@pytest.mark.parametrize("name", TRACKERS)
def test_the_issue_of_an_odd_row_names_its_column(name: str) -> None:
    said = {(one.sheet, one.row, one.code): one.column for one in planned(name).issues}
    for trap in truth(name)["traps"]:
        column = said[trap["sheet"], trap["row"], trap["kind"]]
        assert column in (trap["column"], "") or trap["kind"] == "not_applicable", trap["id"]


def test_no_row_is_warned_of_or_rejected_that_the_truth_does_not_list() -> None:
    listed = {(trap["row"], trap["kind"]) for trap in truth("county")["traps"]}
    unlisted = [one for one in planned("county").issues if one.severity != "note" and (one.row, one.code) not in listed]
    assert unlisted == []
    assert [one for one in planned("small").issues if one.severity != "note"] == []


@pytest.mark.parametrize("name", TRACKERS)
def test_every_column_is_mapped(name: str) -> None:
    plan = planned(name)
    assert plan.unmapped == ()
    assert list(plan.mapping) == [column["header"] for column in truth(name)["columns"]]
    assert len(set(plan.mapping.values())) == len(plan.mapping)


def test_the_as_at_date_is_found_in_the_title_block() -> None:
    assert planned("county").as_at == AS_AT


def test_only_the_tracker_sheet_gives_cases() -> None:
    plan = planned("county")
    assert plan.sheets == ("EHCNA Tracker",)
    said = {one.sheet: one.code for one in plan.issues if one.row is None}
    assert said == {"Lookups": "lookup_sheet", "Officers": "lookup_sheet", "old": "hidden_sheet"}


def test_words_of_date_columns_and_notes_on_cells_are_kept_with_the_case() -> None:
    cases = {case.row: case for case in planned("county").cases}
    (chased,) = [note for note in cases[1695].notes if note.origin == "date column"]
    assert (chased.subject, chased.text) == ("School advice > Received", "chased 16/11")
    (hanging,) = [note for note in cases[69].notes if note.origin == "cell note"]
    assert (hanging.subject, hanging.text) == ("Case > Officer", "IS: parent disputes this date, see email")
    held = sum(1 for case in cases.values() for note in case.notes if note.origin == "cell note")
    assert held == 46


def test_a_child_with_two_requests_is_one_child_and_twins_are_two() -> None:
    plan = planned("county")
    child = {case.row: number for case, number in zip(plan.cases, plan.children, strict=True)}
    by_reference = {case.reference: case.row for case in plan.cases}
    for trap in truth("county")["traps"]:
        if trap["kind"] == "same_child_two_requests":
            other = by_reference[trap["what"].split(" as ")[1].split(",")[0]]
            assert child[trap["row"]] == child[other]
        if trap["kind"] == "twins":
            other = by_reference[trap["what"].split("twin of ")[1].split(":")[0]]
            assert child[trap["row"]] != child[other]


def test_each_message_is_a_sentence_with_nothing_left_to_fill_in() -> None:
    for one in (*planned("county").issues, *planned("small").issues):
        assert one.message.endswith("."), one
        assert "{" not in one.message
        assert "  " not in one.message
        assert one.message[0].isupper() or one.message[0] == "'", one


def test_outcomes_are_the_four_of_the_conventions() -> None:
    assert {row.outcome for row in planned("county").rows} == {IMPORTED, WITH_WARNING, REJECTED, IGNORED}
