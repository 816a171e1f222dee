"""Words on the screen: labels by their role in the hierarchy, buttons by theirs."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy

from ui.icons import icon
from ui.theme import font, px

PICTURE, BESIDE_WORDS = 16, 4
"""The side of a button's icon and the room that its words leave it, beyond Qt's own, in pixels at 100 per cent."""


def label(text: str, role: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label; ``role`` is one of the style sheet's: title, heading, secondary, strong, or a state."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wraps)
    if role:
        result.setProperty("role", role)
    return result


class ElidedLabel(QLabel):
    """A label of one line that shortens with '…' when there is too little room, and tells the whole in its tip.

    ``takes_rest`` is for one that fills whatever room others leave.
    """

    def __init__(self, text: str, role: str = "", *, takes_rest: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        across = QSizePolicy.Policy.Ignored if takes_rest else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.text()) if words != self.text() else "")
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), words)


def tip(words: str) -> str:
    """Return words as a tip shows them letter for letter: Qt would take a name with '<' in it for markup."""
    return f"<p style='white-space:pre-wrap'>{escape(words)}</p>" if "<" in words else words


class Button(QPushButton):
    """A push button that Enter presses as Space does, wherever it stands; Qt's own does so in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._give_room()

    def sizeHint(self) -> QSize:
        """Leave a chip the room of its words in semibold, as they are while it is chosen: Qt measures them regular."""
        hint = super().sizeHint()
        if self.isCheckable() and self.property("role") == "chip":
            chosen, usual = (
                QFontMetrics(font(12, semibold=one)).horizontalAdvance(self.text()) for one in (True, False)
            )
            hint.setWidth(hint.width() + max(0, chosen - usual))
        return hint

    def show_picture(self, picture: QIcon) -> None:
        """Show an icon before the words, with room between them: Qt's own leaves next to none."""
        self.setIcon(picture)
        self._give_room()

    def _give_room(self) -> None:
        self.setIconSize(QSize(px(PICTURE + (BESIDE_WORDS if self.text() else 0)), px(PICTURE)))


def button(text: str, pressed: Callable[[], object] | None = None, *, role: str = "", picture: str = "") -> QPushButton:
    """Return a push button; ``role`` is accent (one a page), link, chip, menu or nothing; ``picture`` an icon."""
    result = Button(text)
    result.setAutoDefault(False)
    result.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if role:
        result.setProperty("role", role)
    if picture:
        result.show_picture(icon(picture, "on_accent" if role == "accent" else "text"))
    if role == "link":
        result.setCursor(Qt.CursorShape.PointingHandCursor)
    if pressed:
        result.clicked.connect(lambda checked=False: pressed())
    return result


def rule() -> QFrame:
    """Return a thin line between groups."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line
