"""Before an act is saved its form shows every date that it moves, before and after; it is adopted or dropped whole."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt

from send_desktop.store import Store
from tests.helpers.acting import read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]


def _changes(person: Person) -> dict[str, tuple[str, str, str]]:
    rows = person.form.dates.table.rows
    return {row.cells[0].words: (row.cells[1].words, row.cells[2].words, row.cells[3].words) for row in rows}


def test_correcting_the_day_of_receipt_shows_every_date_before_and_after(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    person.open_act("correct")
    assert not person.form.dates.isVisible()
    person.fill(on=typed(case.request.received_on + timedelta(days=7)), reason="Stamped a week later.")
    shown = _changes(person)
    assert shown["Decision to assess"][2] == "→ 7 days later"
    assert shown["Final plan"][2] == "→ 7 days later"
    assert shown["Final plan: working target"][2].endswith("later")
    assert "Final plan sent" in shown, "the latest safe dates move too"
    assert "EP and SaLT advice in" in shown
    assert "Advice (EP)" not in shown, "advice counts from its own request and stays"
    person.press(person.form.leave_button, Qt.Key.Key_Space)
    assert read(store, case.id) == case, "dropped whole"


def test_what_stays_is_listed_on_request_and_marked_with_a_word(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    person.open_act("correct")
    person.fill(on=typed(case.request.received_on + timedelta(days=1)), reason="Slip.")
    before = len(person.form.dates.table.rows)
    person.qtbot.mouseClick(person.form.dates.all, Qt.MouseButton.LeftButton)
    shown = _changes(person)
    assert len(shown) > before
    assert shown["Advice (EP)"][2] == "= stays"


def test_an_order_of_the_tribunal_shows_what_it_starts_and_what_it_replaces(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.refused()
    person = sit_down()
    person.open_case(case)
    person.open_act("later")
    person.fill(route="tribunal", about="assess", made_on="today")
    shown = _changes(person)
    assert shown["Final plan, after an order to assess"][2] == "+ new"
    assert shown["Final plan"][1].endswith("replaced")
    assert "Stage" in shown
    assert shown["State"][0] != shown["State"][1]
    person.save()
    assert read(store, case.id).derived.next_duty == "order_assess_notify"


def test_an_act_that_moves_no_date_shows_no_table(sit_down: SitDown, cases: Cases) -> None:
    person = sit_down()
    person.open_case(cases.in_advice())
    person.open_act("note")
    person.fill(text="The school rang.")
    assert not person.form.dates.isVisible()


def test_one_key_goes_from_the_line_about_the_clock_to_every_date(sit_down: SitDown, cases: Cases) -> None:
    case = cases.in_advice()
    person = sit_down()
    person.open_case(case)
    person.open_act("received")
    person.fill(on="today")
    assert person.form.every_date.isVisible()
    person.press(person.form.every_date, Qt.Key.Key_Return)
    assert person.form.dates.table.hasFocus()
