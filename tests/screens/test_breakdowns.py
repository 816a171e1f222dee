"""Breakdowns: the service's figures by group, by month and by month of request, each opening to its cases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from send_desktop.measures import DIMENSIONS, PERIODS, groups, moment_of
from send_desktop.services import counting, plans
from send_desktop.services.breakdowns import Choice, broken_down
from send_desktop.services.counting import Narrowed
from send_desktop.store import Store
from tests.helpers.acting import TODAY
from tests.helpers.window import Cases, Person
from ui.pages.timeliness.behind import CasesBehind
from ui.pages.timeliness.breakdowns import BreakdownsPart
from ui.pages.timeliness.page import TimelinessPage

SitDown = Callable[..., Person]


@pytest.fixture
def year(cases: Cases) -> Cases:
    """One plan in time, one late, one case past 20 weeks and one young."""
    for surname, days_ago, took in (("Ambleknot", 200, 139), ("Crumblestone", 220, 141)):
        case = cases.drafted(surname, days_ago)
        sent = plans.FinalSent.to_all(case.clock_start_on + timedelta(days=took))
        cases.adopt(plans.send_final(case, sent=sent, today=TODAY))
    cases.in_advice("Dapplethwaite", 148)
    cases.request("Elderquill", 8)
    return cases


def breakdowns(person: Person) -> BreakdownsPart:
    person.window.go_to("timeliness")
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("breakdowns")
    person.settle()
    part = page.part_of("breakdowns")
    assert isinstance(part, BreakdownsPart)
    return part


def cells(part: BreakdownsPart) -> list[list[str]]:
    return [[one.words for one in part.grid.lines.cells(at)] for at in range(part.grid.lines.rowCount())]


def test_every_choice_counts_what_the_service_counts_and_opens_to_as_many_cases(year: Cases, store: Store) -> None:
    for by, heading, period, excluding in zip(
        (one.code for one in DIMENSIONS), [*groups(), ""], [*PERIODS, *PERIODS], [False, True] * 4, strict=False
    ):
        choice = Choice(by=by, heading=heading, period=period, excluding=excluding)
        found = broken_down(store, TODAY, choice)
        ids = [one.id for one in choice.measures]
        whole = counting.broken_down(store, moment_of(period, TODAY), by, ids, excluding=excluding)
        assert found.broken == whole
        for row in range(len(whole.groups) + 1):
            for one in choice.measures:
                figure = found.figure(one, row)
                behind = found.behind(one, row)
                assert bool(behind) == bool(figure.n)
                assert one.subject != "case" or len(behind) == figure.n


def test_a_figure_opens_to_its_definition_and_its_cases_by_keyboard(sit_down: SitDown, year: Cases) -> None:
    person = sit_down()
    part = breakdowns(person)
    columns = [one.title for one in part.grid.lines.columns]
    place = columns.index("Open past 20 weeks")
    assert cells(part)[-1][0] == "All"
    assert cells(part)[-1][place] == "1"

    part.grid.setFocus()
    person.press(part.grid, Qt.Key.Key_Home)
    for _ in range(place - 1):
        person.press(part.grid, Qt.Key.Key_Right)
    for _ in range(len(cells(part)) - 1):
        person.press(part.grid, Qt.Key.Key_Down)
    person.press(part.grid, Qt.Key.Key_Return)

    behind = person.window.sheet.inside
    assert isinstance(behind, CasesBehind)
    assert behind.windowTitle() == "Open past 20 weeks: All"
    assert [row.cells[0].words for row in behind.table.rows] == ["Dapplethwaite, Ada"]


def test_by_month_and_by_month_of_request_stand_in_the_same_view(sit_down: SitDown, year: Cases) -> None:
    person = sit_down()
    part = breakdowns(person)

    part.shapes["months"].click()
    person.settle()
    assert [cells(part)[at][0] for at in (0, -1)] == ["November 2025", "November 2026"]
    assert part.periods["year"].isHidden()

    part.shapes["cohorts"].click()
    person.settle()
    april = next(row for row in cells(part) if row[0] == "April 2026")
    assert april[1:4] == ["1", "0", "0"]
    assert april[4:10] == ["0", "0", "0", "0", "0", "1"]  # asked in April, issued in September
    person.press(part.grid, Qt.Key.Key_Return)
    assert isinstance(person.window.sheet.inside, CasesBehind)


def test_it_can_be_narrowed_and_copied_as_a_table(sit_down: SitDown, year: Cases) -> None:
    person = sit_down()
    part = breakdowns(person)
    assert part.place.count() > 1

    part.choose(narrowed=Narrowed("team", "Nobody's"), by="need")
    person.settle()
    assert not part.grid.isVisible()
    assert part.empty.isVisible()

    part.choose(narrowed=Narrowed(), excluding=True)
    person.settle()
    person.press(part.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *rest = QGuiApplication.clipboard().text().split("\n")
    assert head.startswith("Primary need\tRequests received\t")
    assert rest[-1].startswith("All\t4\t")
