"""The acts of this session that can be taken back, the last first, and those taken back that can be done again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from send_desktop.changes import Changes, Undo
from send_desktop.errors import SendDesktopError, Unavailable
from ui.desk import Desk

NOT_KEPT = "It changed too much at once, or leaves nothing to go back to; put it right where it was done."


class Undoing(QObject):
    """Listens for every act and takes them back in turn; ``say`` is given one line for the foot of the window."""

    def __init__(self, desk: Desk, say: Callable[[str], object]) -> None:
        super().__init__()
        self._desk = desk
        self._say = say
        self._done: list[Undo] = []
        self._undone: list[Undo] = []
        self._is_busy = False

    def take(self, changes: Changes) -> None:
        """Remember what would take an act back. A new act leaves nothing to do again."""
        undo = changes.undo
        if undo is None:
            if changes.everything or changes.cases or changes.meetings:
                self._done.append(Undo("The last act", changes.note, why_not=NOT_KEPT))
                self._undone.clear()
        elif undo.way == "undone":
            self._undone.append(undo)
        else:
            if undo.way == "act":
                self._undone.clear()
            self._done.append(undo)

    @property
    def can_undo(self) -> bool:
        """True where the last act can be taken back."""
        return bool(self._done) and not self._done[-1].why_not

    def undo(self) -> None:
        """Take back the last act, or say why it cannot be."""
        self._carry_out(self._done, "There is nothing to undo: no act has been done since the window opened.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._carry_out(self._undone, "There is nothing to do again.")

    def _carry_out(self, stack: list[Undo], nothing: str) -> None:
        if self._is_busy:
            return
        if not stack:
            self._say(nothing)
            return
        taken = stack.pop()
        if taken.why_not:
            self._say(f"“{taken.act}” cannot be undone. {taken.why_not}{_before(stack)}")
            return
        from send_desktop.services.undo import undo

        def failed(failure: SendDesktopError) -> None:
            self._is_busy = False
            if isinstance(failure, Unavailable):
                stack.append(taken)
            self._say(f"Not undone. {failure}")

        self._is_busy = True
        desk = self._desk
        desk.tasks.write(self, lambda _: undo(desk.store, taken, desk.by, desk.today), self._ended, failed)

    def _ended(self, _: Changes) -> None:
        self._is_busy = False


def _before(stack: list[Undo]) -> str:
    return f" Undo again takes back the act before it, “{stack[-1].act}”." if stack else ""
