"""Meetings side by side, by date: when, which panel, and how full. Left and Right go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from send_desktop.panel_types import PANELS
from send_desktop.records import MeetingSummary
from send_desktop.wording import day_month, weekday_name
from ui.theme import colour, font, px

Index = QModelIndex | QPersistentModelIndex
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT, GAP = 184, 72, 8
STATUS_WORDS = {"circulated": "papers out", "held": "held", "cancelled": "cancelled"}


def day_words(summary: MeetingSummary, today: date) -> str:
    """Return 'Wed 25 Nov', with the year where it is another."""
    on = summary.meeting.on
    return f"{weekday_name(on)[:3]} {day_month(on, today)}"


def panel_words(summary: MeetingSummary) -> str:
    """Return 'Issue panel, Kettering'; of all areas, the panel alone, and its own name where it has one."""
    name = summary.series or PANELS.get(summary.meeting.kind, "Panel")
    return f"{name}, {summary.area}" if summary.area else name


def places_words(summary: MeetingSummary, today: date) -> str:
    """Return '6 of 8 · papers 19 Nov', or how it ended."""
    meeting = summary.meeting
    places = f"{summary.taken} of {meeting.capacity}"
    if meeting.status in STATUS_WORDS:
        return f"{places} · {STATUS_WORDS[meeting.status]}"
    if meeting.on < today:
        return f"{places} · past"
    if meeting.papers_by is None:
        return places
    closed = "closed" if meeting.papers_by < today else "papers by"
    return f"{places} · {closed} {day_month(meeting.papers_by, today)}"


class _Meetings(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.meetings: Sequence[MeetingSummary] = ()
        self.today = date.min

    def show(self, meetings: Sequence[MeetingSummary], today: date) -> None:
        self.beginResetModel()
        self.meetings, self.today = meetings, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.meetings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        summary = self.meetings[index.row()]
        if role == SUMMARY_ROLE:
            return summary
        words = (day_words(summary, self.today), panel_words(summary), places_words(summary, self.today))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(words)
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(WIDTH + GAP), px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, MeetingStrip)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect.adjusted(0, 0, -px(GAP), 0)).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "focus" if selected and view.hasFocus() else "accent" if selected else "line"
        painter.setPen(QPen(colour(edge), 2 if selected else 1))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(colour("selection" if selected else "hover" if hovered else "surface"))
        painter.drawRoundedRect(box, px(8), px(8))
        self._write(painter, box.toRect(), index.data(SUMMARY_ROLE), view.today, selected)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, summary: MeetingSummary, today: date, selected: bool) -> None:
        over = summary.meeting.status in ("held", "cancelled") or summary.meeting.on < today
        lines = (
            (day_words(summary, today), font(13, semibold=True), "accent" if selected else "text"),
            (panel_words(summary), font(12), "secondary" if over else "text"),
            (places_words(summary, today), font(12), "secondary"),
        )
        top = box.top() + px(6)
        for words, used, meaning in lines:
            room = QRect(box.left() + px(12), top, box.width() - px(20), px(20))
            self._line(painter, room, words, used, meaning)
            top += px(20)

    def _line(self, painter: QPainter, room: QRect, words: str, used: QFont, meaning: str) -> None:
        painter.setFont(used)
        painter.setPen(colour(meaning))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class MeetingStrip(QListView):
    """Emits ``chosen`` with the id of the meeting that was gone to."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meetings = _Meetings()
        self._is_showing = False
        self.setModel(self._meetings)
        self.setItemDelegate(_Painter(self))
        self._set_up()

    @property
    def today(self) -> date:
        """The day by which a meeting is past or to come."""
        return self._meetings.today

    @property
    def meetings(self) -> Sequence[MeetingSummary]:
        """The meetings in view, by date."""
        return self._meetings.meetings

    def show_meetings(self, meetings: Sequence[MeetingSummary], chosen: int | None, today: date) -> None:
        """Show meetings with one of them marked; nothing is emitted."""
        self._is_showing = True
        self._meetings.show(meetings, today)
        place = next((row for row, one in enumerate(meetings) if one.meeting.id == chosen), None)
        if place is not None:
            index = self._meetings.index(place)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._is_showing = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_showing:
            self.scrollTo(current)
            self.chosen.emit(self._meetings.meetings[current.row()].meeting.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.horizontalScrollBar()
        needed = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(px(HEIGHT) + 2 + needed)

    def _set_up(self) -> None:
        self.setAccessibleName("Meetings")
        self.setProperty("role", "plain")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(px(HEIGHT) + 2)
