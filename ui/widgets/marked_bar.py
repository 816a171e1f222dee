"""What can be done with the lines that are marked: how many they are, and each act on all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from send_desktop.wording import counted
from ui.theme import px
from ui.widgets.labels import button, label

FROM = 2
"""So many marked lines make it appear."""


class MarkedBar(QFrame):
    """Hidden until several lines are marked. ``chosen`` carries the id of an act of ``on_many.CHOICES``.

    Where there is too little room for a button each, one button has them all in its menu.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.words = label("", "strong")
        self.buttons: dict[str, QPushButton] = {}
        self.more = button("What to do with them", role="menu")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), px(6), px(8), px(6))
        self._row.setSpacing(px(8))
        self._row.addWidget(self.words)
        self.more.setParent(self)  # until it is laid out among the buttons
        self.more.hide()
        self.hide()

    def show_marked(self, count: int) -> None:
        """Say how many cases are marked; go away where they are not several."""
        if count >= FROM and not self.buttons:
            self._make_buttons()
        self.words.setText(f"{counted(count, 'case')} marked")
        self.setVisible(count >= FROM)

    def take_focus(self) -> None:
        """Go to the first act."""
        if self.isVisible():
            (self.more if self.more.isVisible() else next(iter(self.buttons.values()))).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make_buttons(self) -> None:
        """The forms that they open are loaded when there is first something to do with them."""
        from ui.dialogs.on_many import CHOICES

        menu = QMenu(self.more)
        for one in CHOICES:
            self.buttons[one.id] = button(one.title, partial(self.chosen.emit, one.id), picture=one.icon)
            self.buttons[one.id].setToolTip(one.tip)
            self._row.addWidget(self.buttons[one.id])
            menu.addAction(one.title, partial(self.chosen.emit, one.id))
        self.more.setMenu(menu)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        widths = [one.sizeHint().width() + self._row.spacing() for one in self.buttons.values()]
        has_room = self.words.sizeHint().width() + px(32) + sum(widths) <= self.width()
        for one in self.buttons.values():
            one.setVisible(has_room)
        self.more.setVisible(bool(self.buttons) and not has_room)

    def minimumSizeHint(self) -> QSize:
        """Buttons that have no room are not shown, so they take none."""
        return QSize(px(200), super().minimumSizeHint().height())
