"""A case that cannot wait is decided outside the panel on its own page, and ratified; an outcome is worded anew."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.panel_types import OUTCOMES
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.dialogs.as_it_stood import AsItStood
from ui.pages.options import OptionsPage


def test_a_case_is_decided_outside_the_panel_and_ratified_later(
    sit_down: Callable[..., Person], store: Store, cases: Cases
) -> None:
    case = cases.request(days_ago=42)
    person = sit_down()
    person.open_case(case)
    form = person.open_act("outside")
    person.fill(outcome="assess", decided_by="Hanna Brightwater", reasons="The six weeks end today")
    person.press(form.save_button, Qt.Key.Key_Space)
    assert form.notice.words == "Why it could not wait for a meeting: this is needed."
    person.fill(
        why_not_wait="No meeting before the six weeks end",
        consulted="The chair and the EP, by email today",
        delegation="Part 3, 4.2",
    )
    assert form.preview.text().startswith("Stage: Request to Advice.")
    assert form.preview.text().endswith("until then the case stays due.")
    assert form.every_date.text().startswith("See every date: ")
    person.save()
    assert not person.has_form

    decided = read(store, case.id)
    assert decided.decisions[0].is_out_of_panel
    assert decided.request.assess_decided_by == "Hanna Brightwater"
    assert decided.derived.next_duty == "assess_decision", "made is not told"

    card = person.case_page.cards["panels"].table
    assert [row.cells[1].words for row in card.rows] == ["Outside the panel"]
    card.selectRow(0)
    card.setFocus()
    person.press(card, Qt.Key.Key_Return)
    stood = person.window.sheet.inside
    assert isinstance(stood, AsItStood)
    assert stood.windowTitle().startswith("As it stood on 20 Nov 2026 at ")
    assert "Why it could not wait for a meeting: No meeting before the six weeks end" in stood.item.said.words
    assert "Stage: Request to Advice." in stood.item.said.words
    person.press(stood.area, Qt.Key.Key_Escape)
    assert person.window.sheet.inside is None

    person.do("ratify", on=f"{TODAY:%d/%m/%y}")
    assert read(store, case.id).decisions[0].ratified_on == TODAY
    assert person.status.endswith("was ratified on 20 Nov 2026.")


def test_an_outcome_is_worded_the_teams_own_way_and_goes_back(sit_down: Callable[..., Person], store: Store) -> None:
    person = sit_down(by=LEAD)
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    rows = page.wordings.table.rows
    assert [row.cells[0].words for row in rows] == [one.title for one in OUTCOMES.values()]
    assert rows[0].act is not None
    rows[0].act()
    person.fill(wording="We will assess.")
    person.save()
    assert [cell.words for cell in page.wordings.table.rows[0].cells[1:3]] == ["We will assess.", "Own"]
    words, back = page.wordings.table.rows[0].more[1]
    assert words == "Return to the shipped wording"
    back()
    person.settle()
    assert page.wordings.table.rows[0].cells[1].words == OUTCOMES["assess"].wording
