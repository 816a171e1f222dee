"""The Advice screen: queues by service, the cases of the one chosen, mine or everyone's, by the keyboard."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from send_desktop.measures import timeliness
from send_desktop.risk import state
from send_desktop.services.advice_queues import outstanding
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.pages.advice import AdvicePage

SitDown = Callable[..., Person]


def at_advice(person: Person) -> AdvicePage:
    person.window.go_to("advice")
    person.settle()
    page = person.window.page
    assert isinstance(page, AdvicePage)
    return page


def references(page: AdvicePage) -> list[str]:
    return [page.cases.lines.cells(at)[1].words for at in range(page.cases.lines.rowCount())]


def test_nothing_owed_says_what_will_stand_here(sit_down: SitDown, cases: Cases) -> None:
    cases.request()
    page = at_advice(sit_down())
    assert page._stack.currentIndex() == 1


def test_the_figures_are_the_weekly_sheets_own(cases: Cases) -> None:
    for days_ago in (40, 90, 140, 190):
        cases.in_advice(f"Peppergoggle{days_ago}", days_ago)
    cases.to_decide("Wobblethwaite", 90)
    with cases.store.look() as reading:
        figures = timeliness(reading.timeliness_rows(), reading.advice_rows(), TODAY)
    for queue in outstanding(cases.store, TODAY).queues():
        if queue.service in figures.advice_outstanding:
            assert queue.waiting == figures.advice_outstanding[queue.service]
            assert queue.overdue == queue.waiting.over_6_weeks


def test_ep_delay_and_the_whole_process_late_are_seen_in_one_queue(sit_down: SitDown, cases: Cases) -> None:
    """Ombudsman fault: EP delay, whole process late. The queue is counted, and the case itself is at risk."""
    case = cases.in_advice("Peppergoggle", 135, ("EP",))
    person = sit_down()
    page = at_advice(person)
    row = next(row for row in page.queues.rows if row.cells[0].words == "Educational psychology")
    assert [cell.words for cell in row.cells[1:8]] == ["Expected standard", "1", "–", "", "1", "1", "1"]
    assert state(read(person.store, case.id).derived, TODAY) in ("at_risk", "will_breach", "breached")
    assert page.cases.lines.cells(0)[7].words == "58 days overdue"


def test_school_consultation_delays_are_a_queue_of_their_own(sit_down: SitDown, cases: Cases) -> None:
    """Ombudsman fault: school consultation delays."""
    case = cases.consulted("Peppergoggle", 125)
    page = at_advice(sit_down())
    assert page.queues.currentIndex().row() == len(page.queues.rows) - 1, "the longest overdue is shown first"
    assert references(page) == [case.reference]
    assert page.cases.lines.cells(0)[2].words == "Larkenfold Primary School"


def test_arrows_choose_a_service_and_enter_records_what_arrived(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice("Peppergoggle", 90, ("EP",))
    person = sit_down()
    page = at_advice(person)
    assert page.queues.hasFocus()
    person.press(page.queues, Qt.Key.Key_Return)
    assert page.cases.hasFocus()
    assert page.case_at_hand() == case.id
    person.press(page.cases, Qt.Key.Key_Return)
    assert person.form.windowTitle() == "Advice received"
    person.press(person.form, Qt.Key.Key_Escape)
    person.press(page.cases, Qt.Key.Key_Escape)
    assert page.queues.hasFocus()


def test_mine_shows_only_what_is_owed_on_my_cases(sit_down: SitDown, cases: Cases) -> None:
    mine = cases.in_advice("Peppergoggle", 90, ("EP",))
    other = cases.in_advice("Wobblethwaite", 95, ("EP",))
    with cases.store.work(LEAD, "Officer") as work:
        tom = next(one for one in work.directory().officers if one.name.startswith("Tom"))
        work.replace(other.request, replace(other.request, officer_id=tom.id))
    page = at_advice(sit_down())
    assert references(page) == [other.reference, mine.reference]
    page.scopes["mine"].click()
    assert references(page) == [mine.reference]


def test_every_cell_says_its_column_to_a_screen_reader(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Peppergoggle", 90, ("EP",))
    page = at_advice(sit_down())
    model = page.cases.model()
    said = [model.data(model.index(0, at), Qt.ItemDataRole.AccessibleTextRole) for at in range(model.columnCount())]
    assert said[0] == "Child: Peppergoggle, Ada"
    assert said[7] == "Standing: 13 days overdue"
