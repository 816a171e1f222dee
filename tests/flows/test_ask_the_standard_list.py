"""The assessment is agreed: the services of the team's standard list are asked at once, each for a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from send_desktop.records import Case
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person, typed
from ui.dialogs.form import Form
from ui.pages.options import OptionsPage
from ui.widgets.fields import ManyField

SitDown = Callable[..., Person]


def agreed(cases: Cases, born: date | None = None, need: str | None = None) -> Case:
    case = cases.in_advice("Peppergoggle", 40, ("School",))
    with cases.store.work(LEAD, "Correct the child's details") as work:
        work.replace(case.person, replace(case.person, date_of_birth=born))
        work.replace(case.request, replace(case.request, primary_need=need))
    return read(cases.store, case.id)


def boxes(form: Form) -> dict[str, tuple[str, bool]]:
    field = form.fields["services"]
    assert isinstance(field, ManyField)
    return {code: (box.text(), box.isChecked()) for code, box in field.boxes.items()}


def test_the_decision_to_assess_leads_to_the_standard_list(sit_down: SitDown, cases: Cases) -> None:
    case = cases.request("Peppergoggle", 30)
    person = sit_down()
    person.open_case(case)
    day = typed(TODAY)
    person.do("assess", outcome="assess", made_on=day, told_on=day)
    assert person.case_page.next.text() == "Ask for advice"

    person.press(person.case_page.next, Qt.Key.Key_Return)
    assert boxes(person.form)["EP"] == ("Educational psychology (always asked)", True)
    assert not boxes(person.form)["OT"][1]
    person.save()
    assert [item.service for item in read(person.store, case.id).advice] == ["EP", "Health", "Social care", "School"]


def test_the_form_ticks_by_need_and_says_why(sit_down: SitDown, cases: Cases) -> None:
    case = agreed(cases, date(2017, 3, 1), "SLCN")
    person = sit_down()
    person.open_case(case)
    shown = boxes(person.open_act("ask"))
    assert shown["SaLT"][1]
    assert "asked for speech, language and communication needs" in shown["SaLT"][0]
    assert "School" not in shown, "it owes an answer already"


def test_year_nine_and_hearing_impairment_bring_their_reminders(sit_down: SitDown, cases: Cases) -> None:
    case = agreed(cases, date(2012, 9, 1), "HI")
    person = sit_down()
    person.open_case(case)
    intro = person.open_act("ask").spec.intro
    assert "Year 9: ask too for advice on provision to prepare for adulthood" in intro
    assert "reg 6(2)" in intro


def test_the_team_changes_its_standard_list_in_options(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    at = [row.cells[1].words for row in page.services.rows].index("OT")
    page.services.selectRow(at)
    person.press(page.services, Qt.Key.Key_Return)
    person.fill(email="ot@example.org", escalation_email="nobody", asked_from_age="14", asked_for_needs=("PD", "ASD"))
    person.save()
    assert "escalations is not an email address" in person.form.notice.words
    person.fill(escalation_email="")
    person.save()

    with store.look() as reading:
        ot = next(one for one in reading.directory().services if one.code == "OT")
        audit = reading.audit()
    assert (ot.email, ot.asked_from_age, ot.asked_for_needs) == ("ot@example.org", 14, ("PD", "ASD"))
    assert audit[0].act == "Change service"
