"""Icons of the one family, tinted by meaning when they are painted, so that a new theme needs no new icons."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

import resources
from ui.theme import colour


def icon(name: str, meaning: str = "text") -> QIcon:
    """Return an icon by what it means (resources/icons/icons.json), in the colour of a meaning."""
    return QIcon(_Tinted(name, meaning))


def paint_icon(painter: QPainter, rect: QRect, name: str, meaning: str = "text") -> None:
    """Paint an icon into a square of the widget, tinted by meaning."""
    ratio = painter.deviceTransform().m11()  # as device().devicePixelRatio(), without waking the types behind it
    painter.drawPixmap(rect, _pixmap(name, colour(meaning).name(), round(rect.width() * ratio)))


class _Tinted(QIconEngine):
    """Draws one icon in the theme in force at the moment of drawing."""

    def __init__(self, name: str, meaning: str) -> None:
        super().__init__()
        self._name = name
        self._meaning = meaning

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        meaning = "secondary" if mode == QIcon.Mode.Disabled else self._meaning
        square = QRect(rect.left(), rect.top(), min(rect.width(), rect.height()), min(rect.width(), rect.height()))
        paint_icon(painter, square, self._name, meaning)  # what is wider than high is room before the words

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        canvas = QPixmap(size)
        canvas.fill(Qt.GlobalColor.transparent)
        painter = QPainter(canvas)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return canvas

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._meaning)


@lru_cache(maxsize=256)
def _pixmap(name: str, hex_colour: str, side: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    svg = _svg_text(name).replace("currentColor", hex_colour)
    canvas = QPixmap(side, side)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return canvas


@lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    files: dict[str, str] = resources.load_json("icons", "icons.json")
    return files


@lru_cache(maxsize=128)
def _svg_text(name: str) -> str:
    return resources.text("icons", _files()[name])
