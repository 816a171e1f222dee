"""What every screen has: a header with its one accent act, a notice for what went wrong, and a body."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from ui.desk import Desk
from ui.theme import px
from ui.widgets.labels import ElidedLabel
from ui.widgets.notice import Notice


class Page(QWidget):
    """A screen of the window. Subclasses fill ``body`` and ``acts`` once, and read in ``reload``.

    ``wants_case`` asks the window to open a case by id, ``wants_page`` a screen by its id, ``said``
    gives it a line for the status strip, and ``counted`` the number beside the screen's name.
    """

    title: ClassVar[str] = ""
    help_text: ClassVar[str] = ""
    """What F1 shows: what the screen is for and its keys, in a few plain lines."""

    wants_case = Signal(int)
    wants_page = Signal(str)
    wants_caseload = Signal(str)
    """Asks the window to show the caseload narrowed to these words, as they would be typed into its filter."""
    wants_cases = Signal(str, object)
    """Asks the window to show exactly some cases in the caseload: what they are, and a collection of their ids."""
    wants_meeting = Signal(int)
    """Asks the window to show a panel meeting by its id."""
    wants_form = Signal(object)
    """Asks the window to open a form (ui.dialogs.form.Form) at its side."""
    wants_act = Signal(int, str, int)
    """Asks for the form of an act on a case, over whatever is in view: the case's id, the act's id in
    ``case_acts.ACTS``, and the id of the record that it is about (an advice, a letter...), 0 for none."""
    wants_why = Signal(int, str)
    """Asks the window why a date on a case is that date: the case's id, and 'next', 'state' or a duty's id."""
    said = Signal(str)
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.heading = ElidedLabel(self.title, "title", takes_rest=False)
        self.subtitle = ElidedLabel("", "subtitle")
        self.acts = QHBoxLayout()
        self.header = QHBoxLayout()
        self.notice = Notice()
        self.body = QVBoxLayout()
        self._lay_out()

    def arrive(self) -> None:
        """Called each time the screen comes into view: read afresh, so that nothing old is trusted."""
        self.reload()

    def reload(self) -> None:
        """Read what the screen shows in the background, and show it when it comes."""

    def concerns(self, changes: Changes) -> bool:
        """Say whether these changes are this screen's business; by default every change is."""
        return True

    def why(self) -> None:
        """Say why the date or state in focus is what it is."""
        self.said.emit("There is no date in focus here. Go to a line with one, then press F4.")

    def look_back(self) -> None:
        """Show what is in view as at a past day, where that can be."""
        self.said.emit("Open a case first; its whole page can be looked at as at a past day.")

    def show_meeting(self, meeting_id: int) -> None:
        """Show one meeting, where the screen is about meetings."""

    def narrow_to(self, words: str) -> None:
        """Narrow the screen to these words, where it has a filter."""

    def show_cases(self, title: str, case_ids: Collection[int]) -> None:
        """Show exactly these cases under this title, where the screen lists cases."""

    def focus_search(self) -> None:
        """Go to the screen's filter or search, where it has one."""

    def help_words(self) -> str:
        """Return what F1 shows; a screen of several parts adds the words of the one in view."""
        return self.help_text

    def place(self) -> Any:
        """Return where on the screen one is, for ``return_to`` of the same screen made anew."""
        return None

    def return_to(self, place: Any) -> None:
        """Go where another making of this screen was."""

    def show_projected(self, is_projected: bool) -> None:
        """Leave out what a room that it is projected to need not see."""

    def case_at_hand(self) -> int:
        """Return the id of the case that the screen is about, or whose line is gone to; 0 for none."""
        return 0

    def commands(self) -> list[QPushButton]:
        """Return the screen's own acts for the command palette: the buttons of its header that can be pressed now."""
        items = map(self.acts.itemAt, range(self.acts.count()))
        found = [item.widget() for item in items if item is not None]
        pressable = (one for one in found if isinstance(one, QPushButton) and one.text() and not one.menu())
        return [one for one in pressable if one.isEnabled() and one.isVisibleTo(self)]

    def add_act(self, button: QPushButton) -> QPushButton:
        """Add an act to the right of the header; only one on a page has the accent."""
        self.acts.addWidget(button)
        return button

    def show_failure(self, error: SendDesktopError) -> None:
        """Show what went wrong in place, with a way to read again; what is on the screen stays."""
        self.notice.show_failure(error, retry=self.reload)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(4))
        column.setSpacing(px(12))
        column.addLayout(self._header())
        column.addWidget(self.notice)
        self.body.setSpacing(px(12))
        column.addLayout(self.body, 1)

    def _header(self) -> QHBoxLayout:
        row = self.header
        row.setSpacing(px(8))
        row.addStrut(px(32))  # as high with acts as without, so that titles stand in one place
        row.addWidget(self.heading)
        row.addWidget(self.subtitle, 1)
        self.acts.setSpacing(px(8))
        row.addLayout(self.acts)
        return row
