"""What is longer than the window: it scrolls down, never sideways, and the keyboard passes through to what is in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolling(content: QWidget) -> QScrollArea:
    """Return the content in an area that scrolls down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def lay_out_now(area: QScrollArea) -> None:
    """Lay out what has new content at once: level by level by posted events, it would be painted half laid out."""
    content = area.widget()
    if content is None:
        return
    for widget in reversed((content, *content.findChildren(QWidget))):
        layout = widget.layout()
        if layout is not None:
            layout.activate()
    QCoreApplication.sendEvent(content, QEvent(QEvent.Type.LayoutRequest))
