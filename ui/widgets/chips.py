"""What the list is narrowed to, as chips: each is taken away by the mouse, Enter, Space, Delete or Backspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import icon
from ui.widgets.flow import Flow
from ui.widgets.labels import Button


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """One chip: its words, and what takes away that which it stands for."""

    words: str
    remove: Callable[[], object] = field(compare=False)


class _Chip(Button):
    def __init__(self, spec: ChipSpec) -> None:
        super().__init__(spec.words)
        self.setProperty("role", "phrase")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_picture(icon("close", "secondary"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName(f"{spec.words}, press to remove")
        self.setToolTip("Remove (Delete)")
        self.clicked.connect(lambda: spec.remove())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)


class ChipRow(Flow):
    """The chips in force; made anew only when they differ, so that a key in the filter costs nothing here."""

    def __init__(self) -> None:
        super().__init__(6)
        self._specs: tuple[ChipSpec, ...] = ()
        self.chips: list[QWidget] = []
        self.hide()

    def show_chips(self, specs: Sequence[ChipSpec]) -> None:
        """Show these chips, none at all when there are none."""
        if tuple(specs) == self._specs:
            return
        self._specs = tuple(specs)
        self.clear()
        self.chips = [_Chip(spec) for spec in specs]
        for chip in self.chips:
            self.add(chip)
        self.setVisible(bool(specs))

    @property
    def words(self) -> list[str]:
        """What the chips say."""
        return [spec.words for spec in self._specs]
