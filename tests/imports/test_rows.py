"""Rows are read by the tracker conventions, one by one."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from send_desktop.imports.issues import IGNORED, IMPORTED, REJECTED, WITH_WARNING
from send_desktop.imports.planned import ImportPlan, PlannedAdvice, PlannedCase
from tests.imports.reading import HEADINGS, codes, only_case, outcome, plan_of, row, workbook

RECEIVED = date(2026, 9, 1)


@pytest.fixture
def one(tmp_path: Path) -> Any:
    def plan(**given: object) -> tuple[ImportPlan, PlannedCase | None]:
        planned = plan_of(workbook(tmp_path / "t.xlsx", row(**given)))
        return planned, planned.cases[0] if planned.cases else None

    return plan


def test_a_plain_row_is_imported_without_a_word(one: Any) -> None:
    plan, case = one()
    assert outcome(plan, 2) == IMPORTED
    assert plan.issues == ()
    assert (case.reference, case.surname, case.received_on, case.source) == (
        "EHC-26-0001",
        "Puddlemitten",
        RECEIVED,
        "not_known",
    )


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"Request_received": None}, "missing_received_date"),
        ({"Request_received": "tbc"}, "missing_received_date"),
        ({"Request_received": "n/a"}, "missing_received_date"),
        ({"Request_received": "31/06/2026"}, "impossible_received_date"),
        ({"Request_received": date(2026, 11, 21)}, "received_after_as_at"),
        ({"Request_received": date(2062, 8, 12)}, "received_after_as_at"),
        ({"Decision_to_assess": "Yes", "Decision_to_assess_date": date(2026, 8, 31)}, "decision_before_received"),
        ({"Final_plan_issued": date(2026, 8, 31)}, "final_before_received"),
    ],
)
def test_a_row_from_which_nothing_can_be_counted_is_rejected(one: Any, given: dict[str, object], kind: str) -> None:
    plan, case = one(**given)
    assert case is None
    assert outcome(plan, 2) == REJECTED
    assert codes(plan, 2) == {kind}


def test_characters_that_nobody_can_see_are_taken_out_of_names_and_comments(one: Any) -> None:
    _, case = one(Surname="Pud_x0000__x001B_[2Jdle\u202emitten\u200b", Comments="Rang\nthe_x0007_ school")
    assert case.surname == "Pud[2Jdlemitten"
    assert case.comments == "Rang\nthe school"


def test_a_decision_and_a_plan_on_the_day_of_receipt_are_taken(one: Any) -> None:
    plan, case = one(Decision_to_assess="Yes", Decision_to_assess_date=RECEIVED, Final_plan_issued=RECEIVED)
    assert (case.assess_told_on, case.final_sent_on) == (RECEIVED, RECEIVED)
    assert codes(plan, 2) == {"final_without_decision"}


def test_a_request_received_on_the_as_at_date_is_taken(one: Any) -> None:
    plan, case = one(Request_received=date(2026, 11, 20))
    assert case is not None
    assert outcome(plan, 2) == IMPORTED


@pytest.mark.parametrize("heading", ["Draft_sent", "Final_plan_issued", "EP_advice_received", "EP_advice_requested"])
def test_words_where_something_done_is_dated_are_kept_and_no_date_is_held(one: Any, heading: str) -> None:
    plan, case = one(**{heading: "chased 3/4"})
    assert outcome(plan, 2) == WITH_WARNING
    assert codes(plan, 2) == {"words_in_date_column"}
    assert (case.draft_served_on, case.final_sent_on, case.advice) == (None, None, ())
    assert [note.text for note in case.notes] == ["chased 3/4"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Draft_sent", "planned_draft"),
        ("Final_plan_issued", "planned_final_plan"),
        ("EP_advice_received", "planned_advice"),
        ("EP_advice_requested", "date_after_as_at"),
        ("Withdrawn", "date_after_as_at"),
    ],
)
def test_what_lies_after_the_as_at_date_is_planned_and_not_done(one: Any, heading: str, kind: str) -> None:
    plan, case = one(**{heading: date(2026, 11, 21)})
    assert codes(plan, 2) == {kind}
    assert outcome(plan, 2) == WITH_WARNING
    assert case.is_open
    assert (case.draft_served_on, case.advice, case.withdrawn_on) == (None, (), None)
    assert [note.text for note in case.notes] == ["21/11/2026"]


@pytest.mark.parametrize("nothing", ["-", "n/a", "N/A", " "])
def test_a_dash_where_a_date_belongs_is_nothing_and_no_warning(one: Any, nothing: str) -> None:
    plan, case = one(EP_advice_requested=nothing, EP_advice_received=nothing)
    assert outcome(plan, 2) == IMPORTED
    assert case.advice == ()
    assert case.notes == ()


def test_advice_that_existed_before_it_was_asked_for_keeps_both_dates(one: Any) -> None:
    plan, case = one(EP_advice_requested=date(2026, 10, 5), EP_advice_received=date(2026, 7, 9))
    assert case.advice == (PlannedAdvice("EP", date(2026, 10, 5), date(2026, 7, 9)),)
    assert codes(plan, 2) == {"advice_before_request"}


@pytest.mark.parametrize(
    ("yes_no", "assess", "issue"),
    [("Yes", "assess", "issue"), ("y", "assess", "issue"), ("NO", "refuse", "no_plan"), (True, "assess", "issue")],
)
def test_yes_and_no_are_the_decisions(one: Any, yes_no: object, assess: str, issue: str) -> None:
    told = date(2026, 10, 1)
    plan, case = one(
        Decision_to_assess=yes_no,
        Decision_to_assess_date=told,
        Decision_to_issue=yes_no,
        Decision_to_issue_date=told,
    )
    assert (case.assess_outcome, case.assess_told_on) == (assess, told)
    assert (case.issue_outcome, case.issue_told_on) == (issue, told)
    assert outcome(plan, 2) == IMPORTED


def test_an_undated_refusal_counts_and_an_undated_agreement_stays_due(one: Any) -> None:
    refused, case = one(Decision_to_assess="No")
    assert (case.assess_outcome, case.assess_told_on, codes(refused, 2)) == ("refuse", None, {"refusal_without_date"})
    agreed, case = one(Decision_to_assess="Yes")
    assert (case.assess_outcome, case.assess_told_on, codes(agreed, 2)) == ("assess", None, {"decision_without_date"})


def test_a_letter_without_an_outcome_is_no_decision_and_its_date_is_kept_as_a_note(one: Any) -> None:
    plan, case = one(Decision_to_assess_date=date(2026, 10, 1))
    assert (case.assess_outcome, case.assess_told_on) == (None, None)
    assert codes(plan, 2) == {"decision_without_outcome"}
    assert [note.text for note in case.notes] == ["01/10/2026"]


def test_a_letter_without_an_outcome_but_with_later_steps_was_to_assess(one: Any) -> None:
    plan, case = one(Decision_to_assess_date=date(2026, 10, 1), EP_advice_requested=date(2026, 10, 2))
    assert (case.assess_outcome, case.assess_told_on) == ("assess", date(2026, 10, 1))
    assert codes(plan, 2) == {"decision_inferred"}


def test_words_where_yes_or_no_belongs_are_no_decision(one: Any) -> None:
    plan, case = one(Decision_to_assess="deferred to next panel")
    assert case.assess_outcome is None
    assert codes(plan, 2) == {"code_not_known"}
    assert [note.text for note in case.notes] == ["deferred to next panel"]


@pytest.mark.parametrize(
    ("cell", "withdrawn", "on", "kinds"),
    [
        (date(2026, 10, 1), True, date(2026, 10, 1), set()),
        ("1/10/26", True, date(2026, 10, 1), {"date_as_text"}),
        ("Y", True, None, {"withdrawal_without_date"}),
        ("withdrawn by parent", True, None, {"withdrawal_without_date"}),
        ("31/09/2026", True, None, {"withdrawal_without_date"}),
        ("N", False, None, set()),
        ("tbc", False, None, {"words_in_date_column"}),
    ],
)
def test_the_withdrawn_column_holds_a_date_or_says_so(
    one: Any, cell: object, withdrawn: bool, on: date | None, kinds: set[str]
) -> None:
    plan, case = one(Withdrawn=cell)
    assert (case.is_withdrawn, case.withdrawn_on) == (withdrawn, on)
    assert codes(plan, 2) == kinds


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("School closed 4+ weeks", "school_closed"),
        ("school closure", "school_closed"),
        ("Exceptional personal circumstances", "personal_circumstances"),
        ("personal circs", "personal_circumstances"),
        ("Absent from area 4+ weeks", "absent_from_area"),
        ("EP capacity", "not_statutory"),
        ("Awaiting OT report", "not_statutory"),
    ],
)
def test_the_reason_of_an_exception_is_put_to_regulation_10(one: Any, words: str, reason: str) -> None:
    plan, case = one(Exception="Y", Exception_reason=words)
    assert (case.is_exception_claimed, case.exception_reason, case.exception_text) == (True, reason, words)
    assert codes(plan, 2) == ({"exception_reason_not_statutory"} if reason == "not_statutory" else set())


def test_a_reason_without_a_claim_is_no_exception(one: Any) -> None:
    plan, case = one(Exception="N", Exception_reason="School closed")
    assert (case.is_exception_claimed, case.exception_reason) == (False, None)
    assert codes(plan, 2) == {"exception_not_claimed"}


@pytest.mark.parametrize("nobody", ["Unallocated", "TBC", "tbc ", "", "-"])
def test_unallocated_is_nobody(one: Any, nobody: str) -> None:
    _, case = one(Officer=nobody)
    assert case.officer == ""


def test_initials_that_are_on_no_list_are_held_with_a_warning(one: Any) -> None:
    plan, case = one(Officer="QZ")
    assert case.officer == "QZ"
    assert codes(plan, 2) == {"officer_not_listed"}


@pytest.mark.parametrize(
    ("upn", "kinds"),
    [
        ("R999214724004", set()),
        ("r999214724004", set()),
        ("H999403511004", {"upn_check_letter"}),
        ("D99923152100", {"upn_length"}),
        ("I999214724004", {"upn_pattern"}),
        ("1999214724004", {"upn_pattern"}),
    ],
)
def test_a_upn_is_checked_and_held_as_written(one: Any, upn: str, kinds: set[str]) -> None:
    plan, case = one(UPN=upn)
    assert case.upn == (upn if kinds else upn.upper())
    assert codes(plan, 2) == kinds


def test_the_message_names_the_check_letter_that_is_right(one: Any) -> None:
    plan, _ = one(UPN="H999403511004")
    assert plan.issues[0].message == "The UPN's check letter should be D; it is held as written."


def test_a_birth_after_the_request_is_not_held(one: Any) -> None:
    plan, case = one(DOB=date(2026, 9, 2))
    assert case.date_of_birth is None
    assert codes(plan, 2) == {"dob_in_future"}


def test_a_time_of_day_is_dropped(one: Any) -> None:
    plan, case = one(Request_received=datetime(2026, 9, 1, 10, 47))
    assert case.received_on == RECEIVED
    assert outcome(plan, 2) == IMPORTED


def test_comments_keep_their_lines(one: Any) -> None:
    _, case = one(Comments="  Rang home.\r\nNo reply.  ")
    assert case.comments == "Rang home.\nNo reply."


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([], "blank_row"),
        (["2026 requests below this line"], "note_row"),
        (["Total", 1812, None, None, None, None, 1804], "total_row"),
        ([None, "2025/26"], "note_row"),
        (list(HEADINGS), "repeated_header"),
        (["EHC-26-0002", None, None, None, None, None, RECEIVED], "no_child_named"),
    ],
)
def test_a_row_that_names_no_child_is_not_a_case(tmp_path: Path, cells: list[object], kind: str) -> None:
    plan = plan_of(workbook(tmp_path / "t.xlsx", row(), cells, row(Ref="EHC-26-0003", Forename="Oren")))
    assert len(plan.cases) == 2
    assert outcome(plan, 3) == IGNORED
    assert codes(plan, 3) == {kind}


def test_the_same_row_again_is_one_case(tmp_path: Path) -> None:
    plan = plan_of(workbook(tmp_path / "t.xlsx", row(), row(Ref="ehc-26-0001", Surname=" PUDDLEMITTEN")))
    assert [case.row for case in plan.cases] == [2]
    assert outcome(plan, 3) == REJECTED


@pytest.mark.parametrize("fuller", [2, 3])
def test_of_two_rows_of_one_case_the_fuller_is_held(tmp_path: Path, fuller: int) -> None:
    lines = [row(), row(Draft_sent=date(2026, 11, 2), Officer="Bev Thistlegadget")]
    plan = plan_of(workbook(tmp_path / "t.xlsx", *(reversed(lines) if fuller == 2 else lines)))
    (case,) = plan.cases
    assert (case.row, case.draft_served_on) == (fuller, date(2026, 11, 2))
    assert codes(plan, fuller) == {"duplicate_row_fuller"}
    assert codes(plan, 5 - fuller) == {"duplicate_row_older"}
    assert (outcome(plan, fuller), outcome(plan, 5 - fuller)) == (WITH_WARNING, REJECTED)


def test_one_reference_for_two_children_rejects_neither(tmp_path: Path) -> None:
    plan = plan_of(workbook(tmp_path / "t.xlsx", row(), row(Forename="Oren", Surname="Gorsebucket")))
    first, second = (case.reference for case in plan.cases)
    assert first == "EHC-26-0001"
    assert second.startswith("EHC-26-0001/")
    assert codes(plan, 3) == {"reference_of_another_child"}


def test_a_row_without_a_reference_is_given_one_and_the_same_each_time(tmp_path: Path) -> None:
    first = only_case(tmp_path / "a.xlsx", row(Ref=None))
    again = only_case(tmp_path / "b.xlsx", row(Ref="", Officer="Bev Thistlegadget"))
    assert first.reference == again.reference
    assert first.reference.startswith("IMP-260901-")
