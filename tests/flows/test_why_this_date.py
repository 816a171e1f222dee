"""A date or a state on the screen is opened to how it was worked out, and looked at as at a past day."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from send_desktop.services import corrections, disputes
from send_desktop.services.recorded_dates import recorded_dates
from tests.helpers.acting import LEAD, TODAY
from tests.helpers.window import Cases, Person, typed
from ui.dialogs.look_back import LookBack
from ui.dialogs.why import WhySheet

SitDown = Callable[..., Person]


def _sheet(person: Person) -> WhySheet:
    inside = person.window.sheet.inside
    assert isinstance(inside, WhySheet), "no explanation is open"
    return inside


def _said(sheet: WhySheet) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel))


def test_f4_on_a_date_in_law_says_the_rule_the_count_and_who_entered_it(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    table = person.case_page.cards["duties"].table
    at = next(n for n, row in enumerate(table.rows) if row.cells[0].words == "Final plan")
    table.setFocus()
    table.selectRow(at)
    person.press(table, Qt.Key.Key_F4)
    said = _said(_sheet(person))
    assert "Within 20 weeks of: request received" in said
    assert "SEND Regulations 2014, reg 13(2)" in said
    assert "day 0, not counted" in said
    assert f"Entered by {LEAD}" in said
    assert "in “Record request”" in said


def test_a_corrected_date_shows_what_it_was_before_and_who_had_entered_it(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request()
    was = case.request.received_on
    key = recorded_dates(case)[0].key
    cases.adopt(
        corrections.correct_date(case, key, on=was - timedelta(days=3), reason="Stamped on Monday.", today=TODAY)
    )
    person = sit_down()
    person.open_case(case)
    person.case_page.cards["duties"].table.selectRow(0)
    person.case_page.cards["duties"].table.setFocus()
    person.shortcut(Qt.Key.Key_F4)
    assert f"Before that: {was.day} {was:%b} {was.year}" in _said(_sheet(person))


def test_f4_elsewhere_on_the_case_opens_its_state_step_by_step(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice(services=("EP",))
    person = sit_down()
    person.open_case(case)
    person.case_page.next.setFocus()
    person.shortcut(Qt.Key.Key_F4)
    sheet = _sheet(person)
    assert sheet.windowTitle() == "Why this state?"
    assert [step.title for step in sheet.told.steps] == [
        "EP advice",
        "All advice in",
        "Decision to issue",
        "Draft plan served",
        "Representations and consultation closed",
        "Final plan sent",
    ]
    assert sheet.told.steps[-1].expected == person.case_page.view.expected_finish  # type: ignore[union-attr]
    assert "usually takes 42 days" in _said(sheet)


def test_the_explanation_can_be_copied_and_escape_returns_to_the_line(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    table = person.case_page.cards["safe"].table
    table.setFocus()
    table.selectRow(0)
    person.press(table, Qt.Key.Key_F4)
    sheet = _sheet(person)
    assert sheet.answer.hasFocus()
    person.qtbot.mouseClick(sheet.copy_button, Qt.MouseButton.LeftButton)
    assert "Counted back from the limit" in QGuiApplication.clipboard().text()
    person.press(sheet.answer, Qt.Key.Key_Escape)
    assert not person.window.sheet.isVisible()
    assert table.hasFocus()


def test_the_whole_page_is_shown_as_at_a_past_day_and_one_key_returns_to_today(sit_down: SitDown, cases: Cases) -> None:
    case = cases.to_decide()
    person = sit_down()
    person.open_case(case)
    now = person.case_page.clock.stage.text()
    person.shortcut(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    ask = person.window.sheet.inside
    assert isinstance(ask, LookBack)
    ask.on.line.clear()
    person.qtbot.keyClicks(ask.on.line, typed(case.clock_start_on + timedelta(days=20)))
    person.press(ask.on.line, Qt.Key.Key_Return)
    person.settle()
    page = person.case_page
    assert page.banner.isVisible()
    assert "You are looking at the past" in page.banner.words
    assert page.clock.stage.text() == "Request · day 20"
    assert not page.next.isVisible()
    page.open_act("contact")
    assert not person.has_form
    assert "looking at the past" in person.status
    person.press(page, Qt.Key.Key_Escape)
    assert not page.banner.isVisible()
    assert page.clock.stage.text() == now
    assert page.next.isVisible()


def test_a_day_before_the_request_is_refused_and_the_page_stays(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    person.case_page.look_back_to(case.clock_start_on - timedelta(days=1), "recorded")
    person.settle()
    assert "there was no request yet" in person.case_page.notice.words
    assert not person.case_page.banner.isVisible()
    assert person.case_page.clock.stage.text().startswith("Advice")


def test_any_screen_can_ask_why_a_case_is_in_its_state(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.caseload.wants_why.emit(case.id, "next")
    person.settle()
    assert _sheet(person).told.title == "Final plan"
    assert person.window.page is person.caseload


def test_f4_on_a_line_of_advice_explains_its_six_weeks(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice(services=("EP", "SaLT")))
    table = person.case_page.cards["advice"].table
    at = next(n for n, row in enumerate(table.rows) if row.cells[0].words == "SaLT")
    table.setFocus()
    table.selectRow(at)
    person.press(table, Qt.Key.Key_F4)
    assert _sheet(person).told.title == "Advice (SaLT)"


def test_f4_in_the_grid_explains_the_marked_case(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice()
    person = sit_down()
    person.caseload.grid.setFocus()
    person.caseload.grid.selectRow(0)
    person.shortcut(Qt.Key.Key_F4)
    assert _sheet(person).windowTitle() == "Why this state?"


def test_f4_where_there_is_no_date_says_so(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    person.shortcut(Qt.Key.Key_F4)
    assert "no date in focus" in person.status


def test_looking_back_from_an_explanation_asks_the_same_of_the_past(sit_down: SitDown, cases: Cases) -> None:
    case = cases.to_decide()
    person = sit_down()
    person.open_case(case)
    table = person.case_page.cards["duties"].table
    table.setFocus()
    at = next(n for n, row in enumerate(table.rows) if row.cells[0].words == "Advice (EP)")
    table.selectRow(at)
    person.press(table, Qt.Key.Key_F4)
    assert _sheet(person).told.answer.endswith(": met")
    person.case_page._look_back_from(_sheet(person).told)
    ask = person.window.sheet.inside
    assert isinstance(ask, LookBack)
    ask.on.show_date(case.clock_start_on + timedelta(days=40))
    person.press(ask.on.line, Qt.Key.Key_Return)
    person.settle()
    told = _sheet(person).told
    assert told.title == "Advice (EP)"
    assert told.answer.endswith(": due")
    assert told.as_at.startswith("As at ")


def test_a_page_left_in_the_past_is_met_again_in_the_present(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    person.case_page.look_back_to(case.clock_start_on + timedelta(days=5), "recorded")
    person.settle()
    person.window.go_to("caseload")
    person.settle()
    person.open_case(case)
    assert not person.case_page.banner.isVisible()


def test_f4_on_a_line_of_the_chronology_says_who_recorded_it(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    table = person.case_page.cards["chronology"].table
    table.setFocus()
    table.selectRow(len(table.rows) - 1)
    person.press(table, Qt.Key.Key_F4)
    said = _said(_sheet(person))
    assert "A fact as it was recorded" in said
    assert f"Entered by {LEAD}" in said


def test_f4_on_a_line_of_today_explains_its_case_over_it(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice(days_ago=150)
    person = sit_down()
    person.window.go_to("today")
    person.settle()
    page = person.window.page
    table = page.lists["do_now"].table  # type: ignore[attr-defined]
    table.setFocus()
    table.selectRow(0)
    person.press(table, Qt.Key.Key_F4)
    assert _sheet(person).windowTitle() == "Why this state?"
    assert person.window.page is page


def test_f4_on_a_disputes_line_of_today_explains_that_dispute(sit_down: SitDown, cases: Cases) -> None:
    case = cases.refused()
    cases.adopt(disputes.ask_mediation(case, about="assess", on=TODAY - timedelta(days=24), today=TODAY))
    person = sit_down()
    person.window.go_to("today")
    person.settle()
    lists = person.window.page.lists  # type: ignore[attr-defined]
    table = next(one.table for one in lists.values() for row in one.table.rows if "Mediation" in row.cells[2].words)
    at = next(n for n, row in enumerate(table.rows) if "Mediation" in row.cells[2].words)
    table.setFocus()
    table.selectRow(at)
    person.press(table, Qt.Key.Key_F4)
    assert _sheet(person).told.title.startswith("Mediation arranged")
