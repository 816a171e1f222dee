"""Somebody who holds a meeting with their hands on the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.helpers.window import Person
from ui.pages.panels.page import PanelsPage
from ui.pages.panels.sitting import SittingPart

Key = Qt.Key


class Clerk:
    """Somebody whose hands stay on the keyboard: every key goes to whatever has the focus."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def part(self) -> SittingPart:
        page = self.person.window.page
        assert isinstance(page, PanelsPage)
        part = page.part
        assert isinstance(part, SittingPart)
        return part

    @property
    def focus(self) -> QWidget:
        found = self.person.window.focusWidget()
        assert found is not None
        return found

    def key(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self._come_to_front()
            self.person.press(self.focus, key, modifier)

    def _come_to_front(self) -> None:
        """Without a screen, a list of suggestions that closes, or a change to full screen, leaves no window active."""
        window = self.person.window
        if not window.isActiveWindow():
            window.activateWindow()
            self.person.qtbot.waitUntil(window.isActiveWindow)

    def types(self, words: str) -> None:
        self.person.qtbot.keyClicks(self.focus, words)

    def to(self, name: str) -> None:
        """Go on with Tab until a field of the form has the focus."""
        field = self.person.form.fields[name]
        for _ in range(40):
            if field.isAncestorOf(self.focus):
                return
            self.person.qtbot.keyClick(self.focus, Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def write(self, **typed: str) -> None:
        for name, words in typed.items():
            self.to(name)
            self.key(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
            self.types(words)

    def save(self) -> None:
        self.key(Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
        self.person.settle()
        assert not self.person.has_form, self.person.form.notice.words

    def said(self) -> list[str]:
        return [row.cells[2].words for row in self.part.items.rows]
