"""Timeliness: the figures of the workbook, a chart that reads, and a day that can be typed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from send_desktop.services import decisions, plans
from send_desktop.services.timeliness import figures, sheet
from send_desktop.services.weekly_parts import gather
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.window import Cases, Person
from ui.pages.timeliness.overview import OverviewPart
from ui.pages.timeliness.page import TimelinessPage
from ui.widgets.chart import Chart

SitDown = Callable[..., Person]


def timeliness_page(person: Person) -> TimelinessPage:
    person.window.go_to("timeliness")
    person.settle()
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    return page


def overview(page: TimelinessPage) -> OverviewPart:
    part = page.part_of("overview")
    assert isinstance(part, OverviewPart)
    return part


def chart_of(page: TimelinessPage) -> Chart:
    chart = overview(page).board.months.chart
    assert chart is not None
    return chart


def issued(cases: Cases, surname: str, days_ago: int, took: int) -> None:
    """Put a plan in the store that was issued so many days after its request."""
    case = cases.drafted(surname, days_ago)
    cases.adopt(
        plans.send_final(case, sent=plans.FinalSent.to_all(case.clock_start_on + timedelta(days=took)), today=TODAY)
    )


@pytest.fixture
def year(cases: Cases) -> Cases:
    """Two plans in time, one late, and two open cases of which one is past 20 weeks."""
    for surname, days_ago, took in (("Ambleknot", 200, 139), ("Bumblewick", 210, 140), ("Crumblestone", 220, 141)):
        issued(cases, surname, days_ago, took)
    cases.in_advice("Dapplethwaite", 148)
    cases.in_advice("Elderquill", 80)
    return cases


def test_the_figures_are_those_of_the_service_with_what_they_were_counted_from(
    sit_down: SitDown, year: Cases, store: Store
) -> None:
    page = timeliness_page(sit_down())

    told = {tile.shown.words: (tile.shown.figure, tile.shown.counted) for tile in overview(page).tiles}
    shown = figures(store, TODAY)
    assert told["issued in 20 weeks, without exceptions"] == ("66.7%", "2 of 3")
    assert told["mean weeks to issue"] == (f"{shown.mean_weeks.including:.1f}", "median 20.0")
    with store.look() as reading:
        due = gather(reading, sheet(reading, TODAY, "reference", TODAY), "store", "").tiles[2]
    assert due.measure.id == "due_on_time"
    assert told["of plans due issued in time, with exceptions"] == ("50.0%", f"{due.now.n} of {due.now.d}"), (
        "as in the workbook"
    )
    assert told["open past 20 weeks"] == ("1", "of 2 open, oldest 21 weeks")
    assert page.subtitle.text() == "1 January to 20 November 2026"


def test_a_figure_says_how_it_is_counted(sit_down: SitDown, year: Cases) -> None:
    person = sit_down()
    page = timeliness_page(person)

    overview(page).tiles[0].setFocus()
    person.press(overview(page).tiles[0], Qt.Key.Key_Space)

    inside = person.window.sheet.inside
    assert isinstance(inside, QLabel)
    assert inside.text().startswith("66.7% issued in 20 weeks, without exceptions (2 of 3).")
    assert "at most 140 days after the request" in inside.text()


def test_another_day_is_typed_and_the_figures_are_of_that_day(sit_down: SitDown, year: Cases, store: Store) -> None:
    person = sit_down()
    page = timeliness_page(person)

    page.day.line.clear()
    person.qtbot.keyClicks(page.day.line, "30/6/26")
    person.qtbot.waitUntil(lambda: page.subtitle.text() == "1 January to 30 June 2026", timeout=5000)

    shown = overview(page).sheet
    assert shown is not None
    assert shown.figures == figures(store, date(2026, 6, 30))


@pytest.mark.parametrize("typed", ["31 Feb", "21/11/26"])
def test_a_day_that_cannot_be_counted_is_said_and_what_is_shown_stays(
    sit_down: SitDown, year: Cases, typed: str
) -> None:
    person = sit_down()
    page = timeliness_page(person)

    page.day.line.clear()
    person.qtbot.keyClicks(page.day.line, typed)
    person.qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=5000)

    assert page.notice.words.endswith("What is shown is still as at 20 Nov 2026.")
    assert page.day.line.text() == typed
    assert page.subtitle.text() == "1 January to 20 November 2026"


def test_the_chart_can_be_read_as_a_table_by_issue_and_by_due_date(sit_down: SitDown, year: Cases) -> None:
    person = sit_down()
    page = timeliness_page(person)
    board = overview(page).board
    assert chart_of(page).isVisible()
    assert board.issued.isHidden()

    person.press(board.months.as_table, Qt.Key.Key_Space)
    assert chart_of(page).isHidden()
    assert board.issued.isVisible()
    assert board.issued.rows[0].cells[0].words == "January"
    assert sum(int(row.cells[1].words) for row in board.issued.rows) == 3

    person.press(board.views["due"], Qt.Key.Key_Space)
    assert board.due.isVisible()
    assert board.issued.isHidden()


def test_the_chart_says_its_months_and_its_levels_to_a_screen_reader(sit_down: SitDown, year: Cases) -> None:
    page = timeliness_page(sit_down())

    told = chart_of(page).accessibleDescription()
    assert "January: none" in told
    assert "of 1" in told or "of 2" in told or "of 3" in told
    assert "Target 60%" in told
    assert "England 2025 46.1%" in told


def test_services_that_keep_cases_waiting_stand_with_their_oldest_request(sit_down: SitDown, year: Cases) -> None:
    page = timeliness_page(sit_down())

    assert [[cell.words for cell in row.cells] for row in overview(page).board.advice_table.rows] == [
        ["Educational psychology", "2", "2", "16 weeks"],
        ["Speech and language therapy", "2", "2", "16 weeks"],
    ]


def test_open_cases_stand_by_weeks_and_by_officer(sit_down: SitDown, year: Cases) -> None:
    page = timeliness_page(sit_down())

    assert [[cell.words for cell in row.cells] for row in overview(page).bands.rows][:2] == [
        ["Up to 20 weeks", "1"],
        ["20 to 26 weeks", "1"],
    ]
    assert [cell.words for cell in overview(page).officers.rows[0].cells][:3] == ["Priya Maplenoodle", "2", "1"]


def test_an_empty_store_says_what_to_do_first(sit_down: SitDown) -> None:
    person = sit_down()
    page = timeliness_page(person)

    assert overview(page).export_button.isHidden()
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Nothing to count yet" in words


def test_a_decision_recorded_elsewhere_is_in_the_figures_at_the_next_look(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request(days_ago=40)
    person = sit_down()
    page = timeliness_page(person)
    told = {tile.shown.measure: tile for tile in overview(page).tiles}
    assert told["decisions_within_6_weeks"].shown.figure == "–"

    cases.adopt(decisions.decide_to_assess(case, outcome="assess", made_on=TODAY, told_on=TODAY, today=TODAY))
    person.shortcut(Qt.Key.Key_F5)
    person.settle()

    assert told["decisions_within_6_weeks"].shown.figure == "100.0%"
