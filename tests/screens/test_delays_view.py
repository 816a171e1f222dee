"""The view of delays: every late limit in both tables, the list that is worked through, the estimate and its switch."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.measures.exposure import LABEL
from send_desktop.services import delay_reasons, people
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, read
from tests.helpers.window import Cases, Person
from ui.pages.timeliness.delay_rows import LateCases
from ui.pages.timeliness.delays import DelaysPart
from ui.pages.timeliness.page import TimelinessPage
from ui.widgets.card_table import CardTable
from ui.widgets.labels import label

SitDown = Callable[..., Person]


def open_view(person: Person) -> DelaysPart:
    page = person.window.page
    assert isinstance(page, TimelinessPage)
    page.choose_part("delays")
    person.settle()
    part = page.part
    assert isinstance(part, DelaysPart)
    return part


def words(table: CardTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def test_each_late_limit_stands_by_cause_and_by_agency_and_the_unexplained_are_worked_through_by_keyboard(
    sit_down: SitDown, cases: Cases, store: Store
) -> None:
    explained = cases.in_advice("Peppergoggle", days_ago=160, services=("EP",))
    cases.adopt(
        delay_reasons.give(explained, duty="final_plan", reason="ep_late", today=TODAY, by=LEAD)
    )  # fmt: skip
    longest, next_one = cases.in_advice("Otterbuckle", days_ago=200), cases.request("Thistlewane", days_ago=60)
    person = sit_down(screen="timeliness")
    part = open_view(person)
    assert [row[:2] for row in words(part.causes)] == [
        ["EP advice came late", "1"], ["No reason given", "2"], ["Every limit that was not kept", "3"],
    ]  # fmt: skip
    assert words(part.agencies)[0][:2] == ["Educational psychology", "1"]
    assert [row[0] for row in words(part.waiting)] == ["Otterbuckle, Ada", "Thistlewane, Ada"]

    part.waiting.setFocus()
    for reason in ("health_late", "panel_late"):
        person.press(part.waiting, Qt.Key.Key_Return)
        person.fill(reason=reason)
        person.qtbot.keyClick(person.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        person.settle()
        assert not person.has_form
        assert person.window.focusWidget() is part.waiting or not part.waiting.rows
    assert [read(store, one.id).delay_reasons[0].reason for one in (longest, next_one)] == ["health_late", "panel_late"]
    assert not part.waiting.rows

    part.causes.setFocus()
    part.causes.selectRow(0)
    person.press(part.causes, Qt.Key.Key_Return)
    inside = person.window.sheet.inside
    assert isinstance(inside, LateCases)
    assert len(inside.table.rows) == 1
    person.press(inside.table, Qt.Key.Key_Return)
    assert person.case_page.view is not None


def test_the_estimate_bears_its_label_and_can_be_switched_off(sit_down: SitDown, cases: Cases, store: Store) -> None:
    cases.in_advice("Otterbuckle", days_ago=240, services=("EP",))
    person = sit_down(screen="timeliness")
    part = open_view(person)
    assert part.exposure_card.isVisible()
    assert LABEL in [one.text() for one in part.exposure_card.findChildren(type(label("")))]
    assert words(part.sums)[0] == ["Open past 20 weeks", "1", "3", "£300"]
    assert words(part.by_agency)[0] == ["No reason given", "1", "3", "£300"]
    people.set_option(store, "shows_remedy", "no", LEAD, TODAY)
    person.window.reload()
    person.settle()
    assert not part.exposure_card.isVisible()
    assert part.view is not None
    assert part.view.exposure is None


def test_a_team_that_kept_every_limit_is_told_so(sit_down: SitDown, cases: Cases) -> None:
    cases.request(days_ago=20)
    person = sit_down(screen="timeliness")
    part = open_view(person)
    assert not part.causes.isVisible()
    assert part.empty.isVisible()
