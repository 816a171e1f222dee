"""The grid's keys that change something, and what is marked in it. What they do is loaded with the first of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.desk import Desk
from ui.tables.case_grid import CaseGrid
from ui.tables.caseload_model import CaseloadModel

if TYPE_CHECKING:
    from ui.tables.grid_acts import GridActs

KEYS = (
    "F2, or typing, changes a cell: Enter shows what that does, Enter again saves it, Esc drops it. Ctrl+V pastes a "
    "block from Excel, Ctrl+D fills down and Delete empties; each change is shown before any is saved. "
    "Mark several lines with Shift or Ctrl to act on all of them: Ctrl+M goes to what can be done."
)
"""What the help of the screen says of it."""


class GridKeys(QObject):
    """Listens to the grid for as long as it lives."""

    wants_form = Signal(object)
    said = Signal(str)
    marked = Signal(int)
    """How many cases have a marked cell now."""
    wants_bar = Signal()
    """Ctrl+M: the focus is to go to what can be done with the marked lines."""

    def __init__(self, grid: CaseGrid, model: CaseloadModel, desk: Desk) -> None:
        super().__init__(grid)
        self.grid, self.model, self.desk = grid, model, desk
        self._plain: dict[int, Callable[[], object]] = {
            Qt.Key.Key_F2: lambda: self.acts.type_into(),
            Qt.Key.Key_Delete: lambda: self._on_cells(self.acts.empty),
        }
        grid.installEventFilter(self)
        grid.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit(len(self.marked_rows())))
        model.modelReset.connect(lambda: self.marked.emit(len(self.marked_rows())))

    @cached_property
    def acts(self) -> GridActs:
        """What the keys do."""
        from ui.tables.grid_acts import GridActs

        return GridActs(self)

    def marked_rows(self) -> list[int]:
        """Return the lines with a marked cell, from the top; by ranges, since all of them may be marked."""
        rows: set[int] = set()
        selection = self.grid.selectionModel().selection()
        for marked in map(selection.at, range(selection.count())):
            rows.update(range(marked.top(), marked.bottom() + 1))
        return sorted(rows)

    def _on_cells(self, act: Callable[[], object]) -> None:
        """Do what is asked of the marked cells, unless they are more than anybody looks through before saving."""
        from send_desktop.services.grid_edits import MOST_CELLS

        selection = self.grid.selectionModel().selection()
        count = sum(one.width() * one.height() for one in map(selection.at, range(selection.count())))
        if count > MOST_CELLS:
            self.said.emit(f"{count:,} cells are marked; mark at most {MOST_CELLS:,} to change them together.")
        else:
            act()

    def act_on_marked(self, choice_id: str) -> None:
        """Open the form of one act on every marked case."""
        self.acts.act_on_marked(choice_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        act = self._act_of(event)
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            return lambda: self._on_cells(self.acts.paste)
        if held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_D:
            return lambda: self._on_cells(self.acts.fill_down)
        if held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_M:
            return self.wants_bar.emit
        if not held and event.key() in self._plain:
            return self._plain[event.key()]
        words = event.text()
        is_typing = not held & ~Qt.KeyboardModifier.ShiftModifier and words.strip() and words.isprintable()
        if event.type() == QEvent.Type.ShortcutOverride or not is_typing or not self.acts.can_type():
            return None
        return lambda: self.acts.type_into(words)
