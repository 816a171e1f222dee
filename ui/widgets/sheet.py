"""The sheet at the window's side that holds one form or one text while the page behind stays readable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import px
from ui.widgets.labels import button, label


class Sheet(QFrame):
    """A panel over the right of its host, as high as it. Tab stays inside while it is open; Esc closes it.

    What is put inside may offer ``may_close() -> bool`` to keep what was typed from being lost, and
    ``scrolls_itself`` where part of it stays in view.
    """

    WIDTH = 480

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("sheet")
        self._host = host
        self._inside: QWidget | None = None
        self._closed: Callable[[], object] | None = None
        self._back_to: QWidget | None = None
        self._title = label("", "title", wraps=True)
        self._close = button("", self.close_if_allowed, role="link")
        self._area = QScrollArea()
        self._column = QVBoxLayout(self)
        self._lay_out()
        host.installEventFilter(self)
        self.hide()

    def open(self, title: str, inside: QWidget, closed: Callable[[], object] | None = None) -> None:
        """Show a widget under a title; ``closed`` is called when the sheet goes."""
        self._drop()
        self._back_to = self.window().focusWidget()
        self._inside, self._closed = inside, closed
        self._title.setText(title)
        self.setAccessibleName(title)
        self._hold(inside)
        inside.show()
        self._place()
        self.show()
        self.raise_()
        inside.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def inside(self) -> QWidget | None:
        """What it holds now; None while closed."""
        return self._inside

    def close_if_allowed(self) -> bool:
        """Close unless what is inside still holds something typed."""
        allowed = getattr(self._inside, "may_close", None)
        if allowed and not allowed():
            return False
        self.close_now()
        return True

    def close_now(self) -> None:
        """Close whatever is inside, and give the focus back to where it was."""
        self.hide()
        self._drop()
        if self._back_to is not None:
            self._back_to.setFocus()
        self._back_to = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_if_allowed()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        focus = self.window().focusWidget()
        if self._inside and focus is not None and not self.isAncestorOf(focus):
            self._inside.setFocus(Qt.FocusReason.TabFocusReason)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _hold(self, inside: QWidget) -> None:
        scrolls_itself = bool(getattr(inside, "scrolls_itself", False))
        self._area.setVisible(not scrolls_itself)
        if scrolls_itself:
            self._column.addWidget(inside, 1)
        else:
            self._area.setWidget(inside)

    def _drop(self) -> None:
        inside, closed = self._inside, self._closed
        self._inside = self._closed = None
        if inside:
            if self._area.widget() is inside:
                self._area.takeWidget()
            self._column.removeWidget(inside)
            inside.hide()
            inside.deleteLater()
        if closed:
            closed()

    def _place(self) -> None:
        width = min(px(self.WIDTH), self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        self._close.setIcon(icon("close", "secondary"))
        self._close.setIconSize(QSize(px(16), px(16)))
        self._close.setAccessibleName("Close")
        self._close.setToolTip("Close (Esc)")
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = self._column
        column.setContentsMargins(px(20), px(14), px(8), px(12))
        column.setSpacing(px(12))
        column.addLayout(top)
        column.addWidget(self._area, 1)
