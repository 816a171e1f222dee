"""The team changes the words of a letter: a copy out, a changed one in, a broken one refused, the shipped one back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.acts.test_letter_templates import changed
from tests.helpers.window import Person
from ui.dialogs.letter_fields import LetterFields
from ui.dialogs.save_file import SaveFile
from ui.pages.options import OptionsPage
from ui.pages.template_card import TemplateCard

SitDown = Callable[..., Person]


def card_of(person: Person) -> TemplateCard:
    person.window.go_to("options")
    person.settle()
    page = person.window.page
    assert isinstance(page, OptionsPage)
    return page.templates


def choose(person: Person, card: TemplateCard, title: str, words: str) -> None:
    """Open the menu of a letter's row with Enter and take what begins with these words."""
    at = next(place for place, row in enumerate(card.table.rows) if row.cells[0].words == title)
    card.table.setFocus()
    card.table.selectRow(at)
    person.press(card.table, Qt.Key.Key_Return)
    next(action for action in card.table.menu.actions() if action.text().startswith(words)).trigger()
    card.table.menu.close()
    person.settle()


def put_in(person: Person, card: TemplateCard, title: str, file: Path) -> None:
    choose(person, card, title, "Put in a changed one")
    (dialog,) = card.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    person.settle()
    person.settle()


def stands(card: TemplateCard, title: str) -> str:
    return next(row.cells[1].words for row in card.table.rows if row.cells[0].words == title)


def test_a_template_is_copied_changed_put_in_and_given_back(sit_down: SitDown, tmp_path: Path) -> None:
    person = sit_down()
    card = card_of(person)
    title = "While you wait"
    title = next(row.cells[0].words for row in card.table.rows if row.cells[0].words.startswith(title[:5]))
    assert stands(card, title) == "As shipped"

    choose(person, card, title, "Save a copy")
    sheet = person.window.sheet.inside
    assert isinstance(sheet, SaveFile)
    sheet.place.line.setText(str(tmp_path / "To edit.docx"))
    person.press(sheet.save_button, Qt.Key.Key_Return)
    assert (tmp_path / "To edit.docx").is_file()
    person.window.sheet.close_now()

    put_in(person, card, title, changed(tmp_path, "update", "Our own words."))
    assert stands(card, title).startswith("Version 1, ")
    assert "version 1, from now on" in card.notice.words

    put_in(person, card, title, changed(tmp_path, "update", "Dear {{ child.nickname }},"))
    assert "“Dear {{ child.nickname }},” names a field “child.nickname” that there is not" in card.notice.words
    assert stands(card, title).startswith("Version 1, ")

    choose(person, card, title, "Go back")
    person.settle()
    assert stands(card, title) == "As shipped"
    (undo,) = [one for one in person.window.status.findChildren(QPushButton) if one.text() == "Undo"]
    person.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    person.settle()
    person.settle()
    assert stands(card, title).startswith("Version 1, ")


def test_a_field_is_found_by_its_meaning_and_copied_with_enter(sit_down: SitDown) -> None:
    person = sit_down()
    card = card_of(person)
    person.press(card.fields_button, Qt.Key.Key_Return)
    sheet = person.window.sheet.inside
    assert isinstance(sheet, LetterFields)
    person.qtbot.keyClicks(sheet.filter.line, "date of birth")
    assert [row.cells[0].words for row in sheet.table.rows] == ["{{ child.date_of_birth }}"]
    sheet.table.setFocus()
    person.press(sheet.table, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{ child.date_of_birth }}"
    assert sheet.told.text() == "{{ child.date_of_birth }} is copied."
