"""What can be done with the lines that are marked: how many they are, and each act on all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from send_desktop.wording import counted
from ui.theme import px
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

FROM = 2
"""So many marked lines make it appear."""


class MarkedBar(QFrame):
    """Hidden until several lines are marked. ``chosen`` carries the id of an act of ``on_many.CHOICES``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.words = label("", "strong")
        self.buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), px(6), px(8), px(6))
        self._row.setSpacing(px(12))
        self._row.addWidget(self.words)
        self.hide()

    def _make_buttons(self) -> None:
        """The forms that they open are loaded when there is first something to do with them."""
        from ui.dialogs.on_many import CHOICES

        flow = Flow(8)
        for one in CHOICES:
            self.buttons[one.id] = button(one.title, partial(self.chosen.emit, one.id), picture=one.icon)
            self.buttons[one.id].setToolTip(one.tip)
            flow.add(self.buttons[one.id])
        self._row.addWidget(flow, 1)

    def show_marked(self, count: int) -> None:
        """Say how many cases are marked; go away where they are not several."""
        if count >= FROM and not self.buttons:
            self._make_buttons()
        self.words.setText(f"{counted(count, 'case')} marked")
        self.setVisible(count >= FROM)

    def take_focus(self) -> None:
        """Go to the first act."""
        if self.isVisible():
            next(iter(self.buttons.values())).setFocus()
