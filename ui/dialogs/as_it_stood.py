"""The screen as it stood when something was recommended or decided, at the side of whatever is in view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from send_desktop.services.quiet_record import Shown, as_it_stood
from ui.desk import Desk
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.labels import label
from ui.widgets.shown_item import ShownItem


class AsItStood(QWidget):
    """One quiet record, to be read; the sheet that holds it closes with Esc."""

    scrolls_itself = True

    def __init__(self, kept: Shown, desk: Desk) -> None:
        super().__init__()
        self.setWindowTitle(f"As it stood on {kept.stood_at}")
        self.item = ShownItem()
        self.item.show_item(kept, kept.said, desk.today)
        self.item.show_front(True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.item.setContentsMargins(0, 0, px(12), 0)
        self.area.setWidget(self.item)
        self.area.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(f"What was on the screen when {kept.by} recorded it.", "secondary", wraps=True))
        column.addWidget(self.area, 1)
        self.setFocusProxy(self.area)


def open_as_it_stood(desk: Desk, page: Page, sha256: str) -> None:
    """Read a quiet record off the window and show it at its side; say why where it cannot be read."""
    desk.tasks.read(
        page,
        lambda _: as_it_stood(desk.store, sha256),
        lambda kept: page.wants_form.emit(AsItStood(kept, desk)),
        page.show_failure,
    )
