"""An officer records a request that has just come in."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from send_desktop.store import Store
from tests.helpers.window import Person

SitDown = Callable[..., Person]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_request_is_recorded_from_the_keyboard_and_its_case_comes_into_view(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle", forename="Ada", received_on="16 nov", source="school")
    person.press(person.form, Qt.Key.Key_Return)
    person.settle()
    assert person.case_page.heading.text() == "Peppergoggle, Ada"
    with store.look() as reading:
        (row,) = reading.caseload()
    assert (row.reference, row.received_on.isoformat()) == ("EHC-26-0001", "2026-11-16")


def test_the_form_says_before_it_is_saved_which_dates_the_day_starts(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    form = person.fill(received_on="16 nov")
    assert "final plan by 5 Apr 2027" in form.preview.text()


def test_a_missing_surname_is_pointed_at_and_what_was_typed_stays(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(forename="Ada", setting="Larkenfold Primary School")
    person.save()
    assert person.form.notice.words == "Surname: this is needed."
    assert person.form.values()["setting"] == "Larkenfold Primary School"
    assert person.window.focusWidget() is person.form.fields["surname"].focusProxy()


def test_a_request_received_after_today_is_refused_at_its_date_and_nothing_is_saved(
    sit_down: SitDown, store: Store
) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle", forename="Ada", received_on="tomorrow")
    person.save()
    assert "after today" in person.form.notice.words
    assert person.form.values()["surname"] == "Peppergoggle"
    with store.look() as reading:
        assert reading.is_empty()


def test_what_cannot_be_read_as_a_date_says_what_to_type(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle", forename="Ada", received_on="next tuesday-ish")
    person.save()
    assert "type it as 3 Apr" in person.form.notice.words


def test_escape_warns_once_before_it_leaves_what_was_typed(sit_down: SitDown) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    person.fill(surname="Peppergoggle")
    person.press(person.window.sheet, Qt.Key.Key_Escape)
    assert "not saved" in person.form.notice.words
    person.press(person.window.sheet, Qt.Key.Key_Escape)
    assert not person.has_form


def test_enter_pressed_twice_records_one_request(sit_down: SitDown, store: Store) -> None:
    person = sit_down()
    person.shortcut(Qt.Key.Key_N, CTRL)
    form = person.fill(surname="Peppergoggle", forename="Ada", received_on="16 nov")
    for _ in range(2):
        person.qtbot.keyClick(form, Qt.Key.Key_Return)
    person.settle()
    with store.look() as reading:
        assert len(reading.caseload()) == 1
