"""Shared views of the caseload: saved, chosen by somebody else, renamed, replaced, deleted, forgiven."""

from collections.abc import Callable

from PySide6.QtGui import QAction

from send_desktop.records import SavedView
from tests.helpers.window import Cases, Person

SitDown = Callable[..., Person]


def choices(person: Person) -> dict[str, QAction]:
    person.caseload.view_menu.button.click()
    person.settle()
    menu = person.caseload.view_menu.menu
    assert menu is not None
    found = {action.text(): action for action in menu.actions()}
    menu.close()
    return found


def save(person: Person, name: str) -> None:
    choices(person)["Save what is shown as a view…"].trigger()
    person.settle()
    person.fill(name=name)
    person.save()


def test_a_view_is_saved_and_chosen_by_somebody_else(sit_down: SitDown, cases: Cases) -> None:
    cases.in_advice("Fennimoor", days_ago=118)
    cases.request("Peppergoggle", days_ago=20)
    person = sit_down()
    page = person.caseload
    person.filter("no EP")
    page.model.choose_columns(["child", "asked:EP", "notes"])
    page.model.sort_by((("child", True),))
    save(person, "EP queue")
    assert person.status == "The view “EP queue” is saved for everybody."
    other = sit_down(by="Tom Kestrellark")
    choices(other)["EP queue (Priya Maplenoodle)"].trigger()
    other.settle()
    assert other.names == ["Fennimoor"]
    assert [column.id for column in other.caseload.model.columns] == ["child", "asked:EP", "notes"]
    assert other.caseload.model.order == (("child", True),)


def test_a_view_is_renamed_replaced_and_deleted(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle", days_ago=20)
    person = sit_down()
    person.filter("breached")
    save(person, "Late")
    choices(person)["Late"].trigger()
    choices(person)["Rename “Late”…"].trigger()
    person.settle()
    person.fill(name="Passed")
    person.save()
    person.filter("will breach")
    choices(person)["Replace “Passed” with what is shown"].trigger()
    person.settle()
    with person.store.look() as reading:
        (kept,) = reading.saved_views()
    assert "will breach" in kept.definition
    choices(person)["Delete “Passed”…"].trigger()
    person.settle()
    person.fill(reason="Not used")
    person.save()
    with person.store.look() as reading:
        assert reading.saved_views() == []
        assert [line.act for line in reading.audit(4)] == [
            "Delete a view", "Replace a view", "Rename a view", "Save a view",
        ]  # fmt: skip


def test_a_name_that_is_taken_is_said_and_nothing_is_saved(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    person = sit_down()
    save(person, "Late")
    save(person, "late")
    assert person.has_form
    assert "is taken" in person.form.notice.words


def test_a_broken_or_newer_view_is_told_kindly_and_what_is_shown_stays(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    with cases.store.work("Tom Kestrellark", "Save a view") as work:
        work.add(SavedView(name="Broken", definition="{not a view"))
        work.add(SavedView(name="Newer", definition='{"form": 99}'))
        work.add(SavedView(name="List", definition="[]"))
        work.add(SavedView(name="Deep", definition="[" * 9000))
    person = sit_down()
    for name, said in (
        ("Broken", "cannot be read"),
        ("Newer", "newer version"),
        ("List", "cannot be read"),
        ("Deep", "cannot be read"),
    ):
        choices(person)[name].trigger()
        person.settle()
        assert said in person.status
        assert person.names == ["Peppergoggle"]


def test_columns_that_one_chose_are_there_again_after_starting(sit_down: SitDown, cases: Cases) -> None:
    cases.request("Peppergoggle")
    person = sit_down()
    person.caseload.view_menu._toggle("upn")
    again = sit_down()
    assert "upn" in [column.id for column in again.caseload.model.columns]
