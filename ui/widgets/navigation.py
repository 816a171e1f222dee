"""The list of screens at the left, with counts, and who is at the desk at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui.icons import paint_icon
from ui.screens import Screen
from ui.theme import colour, font, px
from ui.widgets.labels import button, label


class ScreenButton(QAbstractButton):
    """One screen in the list: icon, name and, where the screen counts something, the number."""

    def __init__(self, listed: Screen, shortcut: str) -> None:
        super().__init__()
        self.listed = listed
        self._count: int | None = None
        self.setCheckable(True)
        self.setText(listed.title)
        self.setAccessibleName(listed.title)
        self.setToolTip(shortcut)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: int) -> None:
        """Show a number at the right, and say it to a screen reader."""
        self._count = count
        self.setAccessibleName(f"{self.listed.title}, {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(140), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        meaning = "accent" if self.isChecked() else "text"
        icon_at = QRect(px(12), (self.height() - px(16)) // 2, px(16), px(16))
        paint_icon(painter, icon_at, self.listed.icon, "accent" if self.isChecked() else "secondary")
        painter.setPen(colour(meaning))
        painter.setFont(font(13, semibold=self.isChecked()))
        words = self.rect().adjusted(px(38), 0, -px(10), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count is not None:
            painter.setPen(colour("secondary"))
            painter.setFont(font(12))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self._count:,}")

    def _paint_ground(self, painter: QPainter) -> None:
        ground = "selection" if self.isChecked() else "hover" if self.underMouse() else None
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(colour(ground))
            painter.drawRoundedRect(self.rect(), px(6), px(6))
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(colour("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))


class Navigation(QFrame):
    """Emits ``chosen`` with a screen's id."""

    chosen = Signal(str)

    def __init__(self, screens: tuple[Screen, ...]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName("Screens")
        self.setFixedWidth(px(164))
        self._buttons: dict[str, ScreenButton] = {}
        self._group = QButtonGroup(self)
        self._who = label("", "strong", wraps=True)
        self._where = label("", "secondary", wraps=True)
        self._backup = button("", lambda: self.chosen.emit("safety"), role="link")
        self._backup_words = label("", "secondary")
        self._lay_out(screens)

    def select(self, screen_id: str) -> None:
        """Mark a screen as the one in view, without emitting."""
        if screen_id in self._buttons:
            self._buttons[screen_id].setChecked(True)

    def show_count(self, screen_id: str, count: int) -> None:
        """Show how many a screen holds."""
        if screen_id in self._buttons:
            self._buttons[screen_id].show_count(count)

    def show_who(self, name: str, where: str, backup: str) -> None:
        """Say at the foot who is at the desk, where they work, and when the store was last backed up."""
        self._backup.setText(backup)
        self._backup_words.setText(backup)
        for line, words in ((self._who, name), (self._where, where)):
            line.setText(words)
            line.setVisible(bool(words))

    def _lay_out(self, screens: tuple[Screen, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(14), px(10), px(14))
        column.setSpacing(px(2))
        column.addWidget(self._padded(label("SEND Desktop", "brand")))
        column.addSpacing(px(12))
        for index, screen in enumerate(screens, start=1):
            column.addWidget(self._add(screen, index))
        column.addStretch(1)
        column.addLayout(self._foot(any(screen.id == "safety" for screen in screens)))

    def _add(self, screen: Screen, index: int) -> ScreenButton:
        made = ScreenButton(screen, f"Ctrl+{index}")
        self._group.addButton(made)
        made.clicked.connect(lambda: self.chosen.emit(screen.id))
        self._buttons[screen.id] = made
        return made

    def _foot(self, has_safety: bool) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(px(10), 0, px(4), 0)
        foot.setSpacing(px(2))
        shown, unused = (self._backup, self._backup_words) if has_safety else (self._backup_words, self._backup)
        for line in (self._who, self._where, shown):
            foot.addWidget(line)
        unused.setParent(self)
        unused.hide()
        return foot

    def _padded(self, widget: QWidget) -> QWidget:
        widget.setContentsMargins(px(10), 0, px(4), 0)
        return widget
