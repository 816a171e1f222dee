"""Options: each saved as it is changed, refused in place, and what was typed kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from send_desktop.options import OPTIONS, as_text
from send_desktop.store import Store
from tests.helpers.window import Person
from ui.pages.options import OptionsPage
from ui.theme import appearance

SitDown = Callable[..., Person]


def options_page(person: Person) -> OptionsPage:
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    return page


def saved(store: Store) -> dict[str, str]:
    with store.look() as reading:
        return dict(reading.options())


def test_every_option_of_the_table_has_a_named_control_with_its_value(sit_down: SitDown) -> None:
    page = options_page(sit_down())

    assert list(page.rows) == [option.name for option in OPTIONS]
    for option in OPTIONS:
        row = page.rows[option.name]
        control = row.tick if row.is_yes_no else row.line
        assert control.isVisibleTo(page)
        assert control.accessibleName().startswith(option.title)
        assert row.text == as_text(option.default)


def test_a_number_is_saved_with_enter_and_can_go_back_to_its_default(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    page = options_page(person)
    row = page.rows["timeliness_target_pct"]

    row.line.selectAll()
    person.qtbot.keyClicks(row.line, "75")
    person.press(row.line, Qt.Key.Key_Return)
    assert saved(store)["timeliness_target_pct"] == "75"
    assert row.told.text() == "Saved."

    person.press(row.default_button, Qt.Key.Key_Space)
    assert saved(store)["timeliness_target_pct"] == "60"
    assert row.default_button.isHidden()


def test_the_arrows_move_a_number_within_its_range(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    row = options_page(person).rows["posting_days"]

    person.press(row.line, Qt.Key.Key_Up)
    for _ in range(5):
        person.press(row.line, Qt.Key.Key_Down)
    assert row.text == "0"
    person.press(row.line, Qt.Key.Key_Return)

    assert saved(store)["posting_days"] == "0"


@pytest.mark.parametrize("typed", ["soon", "61", "-1", ""])
def test_a_value_out_of_range_is_refused_in_place_and_what_was_typed_stays(
    sit_down: SitDown, store: Store, typed: str
) -> None:
    person = sit_down()
    page = options_page(person)
    row = page.rows["at_risk_days"]

    row.line.clear()
    person.qtbot.keyClicks(row.line, typed)
    person.press(row.line, Qt.Key.Key_Return)

    assert "takes a whole number from 0 to 60" in row.told.text()
    assert row.told.isVisible()
    assert row.line.text() == typed
    assert "at_risk_days" not in saved(store)

    page.reload()
    person.settle()
    assert row.line.text() == typed

    person.press(row.line, Qt.Key.Key_Escape)
    assert row.line.text() == "10"
    assert row.told.isHidden()


def test_a_tick_is_saved_at_once(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    row = options_page(person).rows["representations_then_consultation"]

    person.press(row.tick, Qt.Key.Key_Space)

    assert saved(store)["representations_then_consultation"] == "yes"


def test_the_theme_changes_at_once_and_is_remembered(sit_down: SitDown) -> None:
    person = sit_down()
    page = options_page(person)

    person.press(page.themes["dark"], Qt.Key.Key_Space)
    person.settle()

    assert appearance().theme.is_dark
    assert person.window.desk.memory.text("window/theme") == "dark"
    appearance().apply("light", 100)


def test_larger_text_keeps_the_screen_and_the_place(sit_down: SitDown) -> None:
    person = sit_down()
    page = options_page(person)

    person.press(page.sizes[200], Qt.Key.Key_Space)
    person.qtbot.waitUntil(lambda: person.window.page is not page, timeout=5000)
    person.settle()

    after = person.window.page
    assert isinstance(after, OptionsPage)
    assert appearance().scale == 200
    assert after.sizes[200].isChecked()
    appearance().apply("light", 100)


def test_an_officer_a_team_and_an_area_are_added_to_the_lists(sit_down: SitDown) -> None:
    person = sit_down()
    page = options_page(person)

    for listed, typed in (("Teams", "North and East"), ("Areas", "South"), ("Officers", "Wendy Lanternripple")):
        person.press(page.add_buttons[listed], Qt.Key.Key_Space)
        assert not person.form.preview.isVisible(), "a list moves no clock"
        person.fill(name=typed)
        person.save()
        assert person.status.startswith(f"{typed} is on the list of")

    assert "Wendy Lanternripple" in [row.cells[0].words for row in page.officers.rows]
    assert [row.cells[0].words for row in page.teams.rows] == ["North and East"]
    assert [row.cells[0].words for row in page.areas.rows] == ["North", "South"]


def test_a_name_that_is_on_the_list_is_refused_and_stays_in_the_form(sit_down: SitDown) -> None:
    person = sit_down()
    page = options_page(person)

    person.press(page.add_buttons["Areas"], Qt.Key.Key_Space)
    person.fill(name="north")
    person.save()

    assert "on the list already" in person.form.notice.words
    assert person.form.fields["name"].value() == "north"


def test_services_stand_with_how_long_they_usually_take(sit_down: SitDown) -> None:
    page = options_page(sit_down())

    assert ["EP", "No address", "Always", "42 days"] in [
        [cell.words for cell in row.cells[1:]] for row in page.services.rows
    ]


def test_a_service_is_added_and_its_short_form_can_be_nobody_elses(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    page = options_page(person)
    person.press(page.add_buttons["Services"], Qt.Key.Key_Space)
    person.fill(code="ep", name="Hospital education", is_section_31_body=True)
    person.save()
    assert person.form.notice.words == "The short form ep is Educational psychology's; choose another."
    person.fill(code="HospEd")
    person.save()
    with store.look() as reading:
        added = reading.directory().services[-1]
    assert (added.code, added.name, added.is_section_31_body) == ("HospEd", "Hospital education", True)
    assert page.services.rows[-1].cells[0].words == "Hospital education"
    person.shortcut(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with store.look() as reading:
        assert "HospEd" not in [one.code for one in reading.directory().services]
