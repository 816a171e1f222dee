"""Today as a screen: its words for a screen reader, long lists, and each line's act."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.services.today_lines import ACTS as BLOCKER_ACTS
from tests.flows.test_a_monday_morning import do_now, today_page
from tests.helpers.window import Cases, Person
from ui.dialogs.case_acts import act
from ui.pages.today_list import FIRST

SitDown = Callable[..., Person]

OTHER_ACTS = ("kept", "chase", "told_exception", "contact", "views", "agenda", "reply", "received")


def test_every_act_that_today_offers_is_an_act_of_the_table() -> None:
    for act_id in (*(one for one, _ in BLOCKER_ACTS.values()), *OTHER_ACTS):
        assert act(act_id).id == act_id


def test_a_line_is_read_out_cell_by_cell_and_its_button_says_how_it_is_pressed(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Wimbleknot", days_ago=60)
    table = do_now(sit_down(screen="")).table
    read_out = [table.model().index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(4)]
    assert read_out[1] == "Wimbleknot, Ada, EHC-26-0001"
    assert read_out[3] == "Decide: press Space"
    assert read_out[0].startswith("Breached, ")
    assert read_out[0].endswith("days late")
    assert "week 6 passed" in read_out[2]


def test_a_long_list_begins_short_and_shows_the_rest_on_asking(sit_down: SitDown, cases: Cases) -> None:
    for number in range(FIRST + 3):
        cases.request(f"Wimbleknot{'abcdefghijklmnop'[number]}", days_ago=60)
    shown = do_now(sit_down(screen=""))
    assert len(shown.table.rows) == FIRST
    shown.all.click()
    assert len(shown.table.rows) > FIRST


def test_a_chip_brings_its_list_into_view_with_the_focus(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice(days_ago=60)
    person = sit_down(screen="")
    page = today_page(person)
    page.jumps["waiting"].click()
    assert person.window.focusWidget() is page.lists["waiting"].table
    assert page.jumps["waiting"].text() == "Waiting on others  1"


def test_larger_text_keeps_whose_cases_are_shown(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Fernlatch", days_ago=60, officer="Tom Kestrellark")
    person = sit_down(screen="")
    today_page(person).look_at("Tom Kestrellark")
    person.settle()
    person.window.larger_text()
    person.settle()
    assert today_page(person).whose.currentText() == "Tom Kestrellark"
    person.window.smaller_text()
