"""A place to drop one file on, with words and acts in its middle."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import colour, px


class DropArea(QWidget):
    """Emits ``dropped`` with the file; anything but one file of this computer is not taken."""

    dropped = Signal(object)

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._is_over = False
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.addWidget(inside)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            self._over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over(False)
        file = _file_of(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("accent" if self._is_over else "line"), px(2))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colour("accent_soft" if self._is_over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))

    def _over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


def _file_of(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
