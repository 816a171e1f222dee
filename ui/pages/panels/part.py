"""What the panels screen is put together from: parts of the meeting chosen, and views beside the meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from send_desktop.changes import Changes
from send_desktop.store import Store
from ui.dialogs.form import Form, FormSpec
from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """What a part is asked to read: of which meeting (0 where it is about no meeting), on which day."""

    store: Store
    meeting_id: int
    today: date


class Part(QWidget):
    """One part of the panels screen. Subclasses lay themselves out once, read off the window, and show what was read.

    The frame keeps one of each, reads for the one in view alone, and puts its ``acts`` into the header.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    help_text: ClassVar[str] = ""
    """What F1 shows of it, after what it says of the frame."""

    wants_part = Signal(str)
    """Asks the frame to show another part of the meeting, by its id."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.desk = page.desk

    def acts(self) -> tuple[QPushButton, ...]:
        """Return the buttons that stand in the header while the part is in view; at most one has the accent."""
        return ()

    @staticmethod
    def read(asked: Asked) -> Any:
        """Return what the part shows; called off the window, and must not touch it."""
        return None

    def show_read(self, view: Any) -> None:
        """Show what ``read`` returned."""

    def arrive(self) -> None:
        """Put the focus where work begins, when the part comes into view by somebody's choice."""

    def fit(self, width: int, height: int) -> None:
        """Lay out anew for so much room, in pixels."""

    def place(self) -> int:
        """Return the id of what the part shows of its meeting, 0 where it shows the whole."""
        return 0

    def return_to(self, at: int, meeting_id: int) -> None:
        """Show what another making of this part showed, once it has been read."""

    def show_projected(self, is_projected: bool) -> None:
        """Leave out what a room need not see."""

    def act(self, work: Callable[[], Changes], done: Callable[[Changes], None] | None = None) -> None:
        """Run an act off the window; what changed is read again, and a failure stands in the page's notice."""
        self.page.notice.clear()
        self.desk.tasks.write(self.page, lambda _: work(), done, self.page.show_failure)

    def open(self, spec: FormSpec, saved: Callable[[Changes], None] | None = None) -> Form:
        """Open a form at the side of the window."""
        form = Form(spec, self.desk)
        if saved is not None:
            form.saved.connect(saved)
        self.page.wants_form.emit(form)
        return form
