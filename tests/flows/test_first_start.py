"""The first start: the program asks who is at the desk, once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from send_desktop.store import Store
from tests.helpers.window import Person
from ui.pages.introduce import IntroducePage

SitDown = Callable[..., Person]


def welcome(person: Person) -> IntroducePage:
    page = person.window.page
    assert isinstance(page, IntroducePage)
    return page


def test_the_first_start_asks_who_you_are_and_the_second_knows(sit_down: SitDown, store: Store) -> None:
    person = sit_down(by="")
    page = welcome(person)
    page.fields["name"].line.setText("Ruth Willowquill")  # type: ignore[attr-defined]
    page.fields["team"].line.setText("North and East")  # type: ignore[attr-defined]
    page.save()
    person.settle()
    person.settle()
    assert person.window.desk.by == "Ruth Willowquill"
    assert person.window.page.title == "Today"
    again = sit_down(by="")
    assert again.window.desk.by == "Ruth Willowquill"


def test_an_empty_name_is_refused_in_place(sit_down: SitDown) -> None:
    person = sit_down(by="")
    page = welcome(person)
    page.save()
    person.settle()
    assert "name" in page.notice.words


def test_an_empty_store_says_what_it_is_and_offers_the_first_act(sit_down: SitDown) -> None:
    person = sit_down()
    shown = person.caseload
    assert shown._stack.currentIndex() == 1
    assert not shown.grid.isVisible()


def test_enter_starts_from_a_field_and_from_the_button(sit_down: SitDown) -> None:
    person = sit_down(by="")
    page = welcome(person)
    QTest.keyClick(page.fields["team"].line, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    person.settle()
    assert "name" in page.notice.words
    page.fields["name"].line.setText("Ruth Willowquill")  # type: ignore[attr-defined]
    QTest.keyClick(page.start_button, Qt.Key.Key_Return)
    person.settle()
    person.settle()
    assert person.window.desk.by == "Ruth Willowquill"
