"""Somebody is asked why a limit passed: on Today, on the case, beside the final plan, and for many at once."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt

from send_desktop.records import Carer
from send_desktop.services import decisions, family, letters
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed

SitDown = Callable[..., Person]


def test_today_opens_the_cases_that_nobody_has_explained_and_one_reason_is_given_to_them(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    given = [cases.in_advice(name, days_ago=days) for name, days in (("Peppergoggle", 160), ("Otterbuckle", 150))]
    cases.in_advice("Thistlewane", days_ago=70)
    person = sit_down(screen="today")
    table = person.window.page.lists["do_now"].table  # type: ignore[attr-defined]
    place = next(at for at, row in enumerate(table.rows) if "without a reason" in row.cells[2].words)
    table.setFocus()
    table.setCurrentIndex(table.model().index(place, 0))
    person.press(table, Qt.Key.Key_Space)
    person.settle()
    assert person.names == ["Peppergoggle", "Otterbuckle"]
    assert person.caseload.filter_box.text().startswith("no delay reason")

    person.caseload.grid.setFocus()
    person.caseload.grid.selectAll()
    person.settle()
    person.press(person.caseload.marked_bar.buttons["delay"], Qt.Key.Key_Return)
    form = person.form
    assert form.save_button.text() == "Nothing to save", "no reason is chosen for anybody"
    person.fill(reason_final_plan="health_late", returned_service="EP", health_service="SaLT")
    person.settle()
    assert form.save_button.text() == "Save 2 reasons"
    person.save()
    assert [read(store, one.id).delay_reasons[0].service for one in given] == ["SaLT", "SaLT"]
    assert person.names == [], "they are no longer asked about"


def test_a_late_final_plan_asks_why_and_is_recorded_with_it_or_without(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.consulted(days_ago=170)
    person = sit_down()
    person.open_case(case)
    (row,) = person.rows("delay_reasons")
    assert [cell.words for cell in row.cells] == ["Final plan (20 weeks)", "30 days past", "No reason given"]
    form = person.open_act("final")
    assert not form.fields["delay_reason"].isVisible(), "nothing is recorded yet, so nothing is late"
    person.fill(family_on="today", setting_on="today", board_on="today")
    assert form.fields["delay_reason"].isVisible()
    assert form.values()["delay_reason"] == "", "a proposal is never chosen for the officer"
    person.fill(delay_reason="setting_reply")
    person.save()
    (given,) = read(store, case.id).delay_reasons
    assert (given.duty, given.reason) == ("final_plan", "setting_reply")
    assert person.rows("delay_reasons")[0].cells[2].words == "Settings replied late"


def test_a_reason_is_given_changed_and_taken_off_on_the_case_by_keyboard(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.in_advice(days_ago=150, services=("EP",))
    person = sit_down()
    person.open_case(case)
    table = person.case_page.cards["delay_reasons"].table
    table.setFocus()
    table.selectRow(0)
    person.press(table, Qt.Key.Key_Return)
    assert person.form.values()["reason"] == "ep_late", "what the records show begins the form"
    person.qtbot.keyClick(person.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    person.settle()
    assert person.rows("delay_reasons")[0].cells[2].words == "EP advice came late"
    assert any("EP advice came late" in line for line in person.chronology())
    person.do("delay_reason", reason="other", note="The records were with the police")
    assert read(store, case.id).delay_reasons[0].note == "The records were with the police"
    person.do("remove_delay_reason", why="Said of the wrong child")
    assert person.rows("delay_reasons")[0].cells[2].words == "No reason given"


def test_a_decision_told_late_asks_why_beside_the_day_of_its_letter(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    case = cases.request(days_ago=60)
    made = case.clock_start_on + timedelta(days=40)
    decided = decisions.decide_to_assess(case, outcome="assess", made_on=made, told_on=None, today=TODAY)
    case = cases.adopt(decided)
    case = cases.adopt(family.save_carer(case, Carer(person_id=case.person.id, name="Mrs Peppergoggle")))
    with store.look() as reading:
        found = letters.ready(reading, case, "decision_assess", TODAY, LEAD)
    to = [one.to.key for one in found if one.to.is_family]
    letters.make(store, case, "decision_assess", to=to, on=TODAY, by=LEAD, today=TODAY, is_checked=True)
    person = sit_down()
    person.open_case(case)
    for act_id, day in (("tell", "told_on"), ("letter_sent", "on")):
        form = person.open_act(act_id)
        person.fill(**{day: typed(case.clock_start_on + timedelta(days=42))})
        assert not form.fields["delay_reason"].isVisible(), "told on the last day is in time"
        person.fill(**{day: "today"})
        assert form.fields["delay_reason"].isVisible()
        form.leave()
    person.do("tell", told_on="today", delay_reason="team_late_step")
    (given,) = read(store, case.id).delay_reasons
    assert (given.duty, given.reason, given.given_by) == ("assess_decision", "team_late_step", LEAD)
