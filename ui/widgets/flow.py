"""A row of widgets that goes on in the next line when the room ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import px


class Flow(QWidget):
    """Left to right, then the next line: tiles and chips at every width and text size."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._gap = px(gap)
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        widget.setParent(self)
        widget.show()
        self._items.append(widget)
        self.updateGeometry()

    def clear(self) -> None:
        """Take every widget away."""
        for item in self._items:
            item.hide()
            item.deleteLater()
        self._items.clear()
        self.updateGeometry()

    def arrange(self) -> None:
        """Place the widgets anew, after some were shown or hidden."""
        self._place(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + self._gap for item in self._shown()]
        return QSize(sum(widths), self._place(max(self.width(), 1), move=False))

    def minimumSizeHint(self) -> QSize:
        widest = max((item.sizeHint().width() for item in self._shown()), default=0)
        return QSize(widest, self._place(max(self.width(), widest), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self.width(), move=True)
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [item for item in self._items if not item.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        x = y = tallest = 0
        for item in self._shown():
            hint = item.sizeHint()
            if x and x + hint.width() > width:
                x, y, tallest = 0, y + tallest + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest
