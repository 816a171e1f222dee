"""What the timeliness screen is put together from: views of the same figures, each read and shown by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from send_desktop.changes import Changes
from send_desktop.progress import Progress
from send_desktop.store import Store
from ui.dialogs.form import Form, FormSpec
from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """What a view is asked to read: as at which day, on which day, and where it tells how far it is."""

    store: Store
    as_at: date
    today: date
    progress: Progress
    chosen: Any = None
    """What the view itself has chosen, as its ``choice`` gave it."""


class Part(QWidget):
    """One view of the timeliness screen. Subclasses lay themselves out once, read off the window, and show it.

    The frame keeps one of each, reads for the one in view alone, and puts its ``acts`` into the header.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    """Its name on the chip by which it is chosen."""
    help_text: ClassVar[str] = ""
    uses_day: ClassVar[bool] = True
    """Whether it is as at the day at the top; else the day is not shown."""

    can_look_back: ClassVar[bool] = False
    """Whether it can also be shown as was known on a day that is past: all it reads is then of that day."""

    wants_part = Signal(str)
    """Asks the frame to show another view, by its id."""
    wants_cases = Signal(str, object)
    """Asks the frame to show some cases in the caseload: what they are, and their ids."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.desk = page.desk

    def acts(self) -> tuple[QPushButton, ...]:
        """Return the buttons that stand in the header while the view is shown; at most one has the accent."""
        return ()

    def choice(self) -> Any:
        """Return what is chosen in the view and bears on what is read; handed to ``read``."""
        return None

    @staticmethod
    def read(asked: Asked) -> Any:
        """Return what the view shows; called off the window, and must not touch it."""
        return None

    def show_read(self, view: Any) -> None:
        """Show what ``read`` returned."""

    def subtitle(self) -> str:
        """Return what stands beside the title once it has been read."""
        return ""

    def arrive(self) -> None:
        """Put the focus where work begins, when the view is chosen by somebody."""

    def fit(self, width: int, height: int) -> None:
        """Lay out anew for so much room, in pixels."""

    def show_in_caseload(self, title: str, case_ids: Sequence[int]) -> None:
        """Ask the frame to show exactly these cases in the caseload."""
        self.wants_cases.emit(title, tuple(dict.fromkeys(case_ids)))

    def read_again(self) -> None:
        """Ask the frame to read the view anew, after its choice has changed."""
        self.page.reload()

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
