"""A year as months: each meeting as a mark with the places left on it, closed days shaded and named.

Left and Right go from day to day, Up and Down from week to week, Page up and Page down from month to month; Shift
with Left and Right goes from meeting to meeting, Space through those of one day, Enter opens the one that is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from send_desktop.panel_types import PANELS
from send_desktop.records import MeetingSummary
from send_desktop.services.panel_calendar import CalendarDay, CalendarMonth, CalendarYear
from send_desktop.wording import WEEKDAYS, counted, long_date, month_name
from ui.theme import colour, font, px
from ui.widgets.announce import announce
from ui.widgets.labels import tip

LEAST_MONTH, MOST_ACROSS = 236, 4
GAP, TITLE, HEADS, CELL, LINE = 16, 26, 18, 38, 18
MOST_LINES = 4
"""Meetings that are shown on one day; more are counted."""

WORKING, WHOLE = 5, 7
"""Days of a week that are shown: Monday to Friday, unless some panel meets at a weekend."""

CODES = {
    "assessment": "A",
    "issue": "I",
    "provision": "P",
    "early_years": "E",
    "joint": "J",
    "post_16": "16",
    "review": "R",
    "emergency": "Em",
    "moderation": "M",
}
"""What stands on a mark for each kind of panel; the legend names them."""


def left_of(summary: MeetingSummary) -> int:
    """Return how many places are left; below 0 for a meeting that is over-full."""
    return summary.meeting.capacity - summary.taken


def left_words(summary: MeetingSummary, today: date) -> str:
    """Return '6 places left of 12', 'every place taken' or 'over by 1'; how many cases of a meeting that is past."""
    left = left_of(summary)
    if summary.meeting.on < today:
        return counted(summary.taken, "case")
    if left < 0:
        return f"over by {counted(-left, 'case')}"
    return f"{counted(left, 'place')} left of {summary.meeting.capacity}" if left else "every place taken"


def meeting_words(summary: MeetingSummary, today: date) -> str:
    """Return 'Issue panel, North, 09:30, 6 places left of 12'."""
    meeting = summary.meeting
    parts = [
        summary.series or PANELS.get(meeting.kind, "Panel"),
        summary.area or "all areas",
        f"{meeting.starts_at:%H:%M}",
    ]
    return ", ".join([*parts, left_words(summary, today)])


def day_words(day: CalendarDay, today: date) -> str:
    """Return what a day holds, in words: as it is read out and shown in the tip."""
    held = "; ".join(meeting_words(one, today) for one in day.meetings)
    told = f"{long_date(day.on)}: {held}" if held else long_date(day.on)
    return f"{told}. {day.closed}" if day.closed else told


class YearCalendar(QWidget):
    """Paints the year. ``opened`` carries the meeting to open, ``went_to`` the day that was gone to."""

    opened = Signal(int)
    went_to = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[CalendarMonth] = ()
        self._days: dict[date, CalendarDay] = {}
        self._boxes: dict[date, QRect] = {}
        self._titles: list[tuple[QRect, CalendarMonth]] = []
        self._today = date.min
        self._on = date.min
        self._at = 0
        self._week = WORKING
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Calendar of meetings")

    # --- what it shows ---------------------------------------------------------------------------

    def show_year(self, year: CalendarYear) -> None:
        """Show twelve months; the day that was marked stays marked while it is in view."""
        self._months, self._today = year.months, year.today
        self._days = {day.on: day for month in year.months for day in month.days}
        at_weekend = any(one.meeting.on.weekday() >= WORKING for one in year.meetings)
        self._week = WHOLE if at_weekend else WORKING
        if self._on not in self._days:
            self._on = self._today if self._today in self._days else year.months[0].first
        near = self._shown_near(self._on, 1)
        self._on = near if near in self._days else self._shown_near(self._on, -1)
        self._place()
        self._say()
        self.update()

    @property
    def day(self) -> CalendarDay | None:
        """The day that is marked."""
        return self._days.get(self._on)

    @property
    def meeting(self) -> MeetingSummary | None:
        """The meeting that is marked, of those on the day."""
        held = self.day.meetings if self.day else ()
        return held[min(self._at, len(held) - 1)] if held else None

    def box_of(self, on: date) -> QRect:
        """Return where a day stands."""
        return self._boxes.get(on, QRect())

    def go_to(self, on: date, at: int = 0) -> None:
        """Mark a day, and one of its meetings."""
        if on in self._days:
            self._on, self._at = on, at
            self._say()
            self.update()

    def _say(self) -> None:
        if self.day:
            words = day_words(self.day, self._today)
            self.setAccessibleDescription(words)
            announce(self, words)
            self.went_to.emit(self.day)

    # --- keys and the mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(key)
        if days and event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif days and shift:
            self._to_meeting(1 if days > 0 else -1)
        elif days:
            self._step(days)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._to_month(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._to_edge(last=key == Qt.Key.Key_End)
        elif key == Qt.Key.Key_Space and self.day and self.day.meetings:
            self.go_to(self._on, (self._at + 1) % len(self.day.meetings))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.meeting:
            self.opened.emit(self.meeting.meeting.id)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        then = self._shown_near(self._on + timedelta(days=days), 1 if days > 0 else -1)
        self.go_to(then)

    def _shown_near(self, on: date, way: int) -> date:
        """Return the day itself, or the next one in a direction that is shown: weekends are left out."""
        while on.weekday() >= self._week:
            on += timedelta(days=way)
        return on

    def _to_month(self, way: int) -> None:
        firsts = [month.first for month in self._months]
        at = firsts.index(self._on.replace(day=1)) + way
        if 0 <= at < len(firsts):
            self.go_to(self._shown_near(firsts[at], 1))

    def _to_edge(self, *, last: bool) -> None:
        month = next(one for one in self._months if one.first == self._on.replace(day=1))
        self.go_to(self._shown_near(month.days[-1 if last else 0].on, -1 if last else 1))

    def _to_meeting(self, way: int) -> None:
        places = [(day.on, at) for day in self._days.values() for at in range(len(day.meetings))]
        here = (self._on, self._at if self.meeting else -1)
        found = [one for one in places if (one > here if way > 0 else one < here)]
        if found:
            self.go_to(*(found[0] if way > 0 else found[-1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on = self._at_point(event.position().toPoint())
        if on:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go_to(on, self._mark_at(on, event.position().toPoint().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at_point(event.position().toPoint()) and self.meeting:
            self.opened.emit(self.meeting.meeting.id)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            on = self._at_point(event.pos())
            QToolTip.showText(event.globalPos(), tip(day_words(self._days[on], self._today)) if on else "", self)
            return True
        return super().event(event)

    def _at_point(self, point: QPoint) -> date | None:
        return next((on for on, box in self._boxes.items() if box.contains(point)), None)

    def _mark_at(self, on: date, y: int) -> int:
        at = (y - self._line(self._boxes[on], 0).top()) // px(LINE)
        return int(max(0, min(len(self._days[on].meetings) - 1, at)))

    # --- laying out ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(px(LEAST_MONTH), px(400))

    def _across(self) -> int:
        fit = (self.width() + px(GAP)) // (px(LEAST_MONTH) + px(GAP))
        return next(one for one in (MOST_ACROSS, 3, 2, 1) if one <= max(1, fit))

    def _place(self) -> None:
        """Give every month and day its place for the width."""
        across = self._across()
        wide = (self.width() - px(GAP) * (across - 1)) // across
        self._boxes, self._titles = {}, []
        top = 0
        for start in range(0, len(self._months), across):
            heights = [
                self._place_month(month, at * (wide + px(GAP)), top, wide)
                for at, month in enumerate(self._months[start : start + across])
            ]
            top += max(heights) + px(GAP)
        if top and self.height() != top:
            self.setFixedHeight(top)

    def _place_month(self, month: CalendarMonth, left: int, top: int, wide: int) -> int:
        """Give the days of a month their places; a week is as high as the day with most meetings needs."""
        self._titles.append((QRect(left, top, wide, px(TITLE)), month))
        cell, down = (wide - 1) // self._week, top + px(TITLE) + px(HEADS)
        for week in self._weeks(month):
            lines = max(min(MOST_LINES, len(day.meetings)) for day in week)
            high = px(CELL) + px(LINE) * max(0, lines - 1)
            for day in week:
                self._boxes[day.on] = QRect(left + day.on.weekday() * cell, down, cell, high)
            down += high
        return down - top + 1

    def _weeks(self, month: CalendarMonth) -> list[list[CalendarDay]]:
        """Return the days that are shown, week by week."""
        weeks: dict[date, list[CalendarDay]] = {}
        for day in month.days:
            if day.on.weekday() < self._week:
                weeks.setdefault(day.on - timedelta(days=day.on.weekday()), []).append(day)
        return list(weeks.values())

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, month in self._titles:
            self._paint_title(painter, box, month)
        shown = [(box, self._days[on]) for on, box in self._boxes.items()]
        for box, day in shown:
            self._paint_day(painter, box, day)
        for box, day in shown:  # over the days: the name of a holiday goes on across them
            if day.closed and not day.meetings:
                self._paint_closed(painter, box, day)
        if self._on in self._boxes:
            self._paint_cursor(painter, self._boxes[self._on].adjusted(0, 0, -1, -1))

    def _paint_title(self, painter: QPainter, box: QRect, month: CalendarMonth) -> None:
        painter.setFont(font(13, semibold=True))
        painter.setPen(colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{month_name(month.first)} {month.first.year}")
        painter.setFont(font(11))
        painter.setPen(colour("secondary"))
        cell = (box.width() - 1) // self._week
        for at in range(self._week):
            head = QRect(box.left() + at * cell, box.bottom(), cell, px(HEADS))
            painter.drawText(head.adjusted(px(4), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, WEEKDAYS[at][:3])

    def _paint_day(self, painter: QPainter, box: QRect, day: CalendarDay) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(box, colour("track_future" if day.closed else "surface"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(box)  # its right and lower edges are the next day's left and upper
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_today = day.on == self._today
        painter.setFont(font(12, semibold=is_today))
        painter.setPen(colour("accent" if is_today else "text" if day.on > self._today else "secondary"))
        number = box.adjusted(px(4), px(2), -px(2), 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(day.on.day))
        if day.meetings:
            self._paint_marks(painter, box, day)
        if is_today:
            self._paint_today(painter, box)

    def _paint_today(self, painter: QPainter, box: QRect) -> None:
        painter.fillRect(QRect(box.left() + 1, box.top() + 1, box.width() - 3, px(2)), colour("accent"))

    def _paint_cursor(self, painter: QPainter, inner: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("focus" if self.hasFocus() else "secondary"), 2))
        painter.drawRect(inner.adjusted(1, 1, -1, -1))

    def _paint_closed(self, painter: QPainter, box: QRect, day: CalendarDay) -> None:
        """Write why a day is closed: over the week for a school holiday, in the day for a bank holiday."""
        painter.setFont(font(11))
        painter.setPen(colour("secondary"))
        under = box.adjusted(px(4), px(18), -px(2), 0)
        if day.closed == "Bank holiday":
            beside = box.adjusted(px(4), px(3), -px(3), 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, "Bank")
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "holiday")
            return
        run = self._run_of(day)
        if run[0] == day.on:
            room = under.adjusted(0, 0, (len(run) - 1) * box.width(), 0)
            painter.fillRect(room.adjusted(-px(2), 0, -1, 0), colour("track_future"))  # no line through the words
            words = painter.fontMetrics().elidedText(day.closed, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)

    def _run_of(self, day: CalendarDay) -> list[date]:
        """Return the days of the same holiday that stand side by side with a day in its week, without meetings."""
        monday = day.on - timedelta(days=day.on.weekday())
        week = [monday + timedelta(days=at) for at in range(self._week)]
        run: list[date] = []
        for on in week:
            is_same = on in self._days and on.month == day.on.month and self._days[on].closed == day.closed
            if is_same and not self._days[on].meetings:
                run.append(on)
            elif run and run[-1] < day.on:
                run = []
            elif run:
                break
        return run or [day.on]

    def _paint_marks(self, painter: QPainter, box: QRect, day: CalendarDay) -> None:
        count = len(day.meetings)
        shown = day.meetings if count <= MOST_LINES else day.meetings[: MOST_LINES - 1]
        for at, one in enumerate(shown):
            is_marked = day.on == self._on and one is self.meeting and count > 1
            self._paint_mark(painter, self._line(box, at), one, is_marked=is_marked)
        if len(shown) < count:
            painter.setPen(colour("secondary"))
            painter.setFont(font(11))
            painter.drawText(self._line(box, len(shown)), Qt.AlignmentFlag.AlignCenter, f"{count - len(shown)} more")

    def _line(self, box: QRect, at: int) -> QRect:
        """Return where the mark of a meeting stands in its day, counted from 0."""
        return QRect(box.left() + px(3), box.top() + px(18) + at * px(LINE), box.width() - px(5), px(LINE - 1))

    def _paint_mark(self, painter: QPainter, place: QRect, one: MeetingSummary, *, is_marked: bool) -> None:
        left = left_of(one)
        is_past = one.meeting.on < self._today
        painter.setBrush(colour("accent_soft") if left > 0 and not is_past else Qt.BrushStyle.NoBrush)
        edge = "focus" if is_marked else "accent" if left > 0 and not is_past else "line"
        painter.setPen(QPen(colour(edge), 2 if is_marked else 1))
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        painter.setFont(font(11, semibold=True))
        painter.setPen(colour("text" if not is_past else "secondary"))
        left_short = "" if is_past else _left_short(one, QFontMetrics(painter.font()), place.width())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignCenter, f"{CODES.get(one.meeting.kind, '?')} {left_short}".strip()
        )


def _left_short(one: MeetingSummary, metrics: QFontMetrics, room: int) -> str:
    """Return the places left as a number; 'full' in words where there is room for them."""
    left = left_of(one)
    if left > 0:
        return str(left)
    words = "full" if left == 0 else f"+{-left} over"
    fits = metrics.horizontalAdvance(f"Em {words}") <= room
    return words if fits else ("0" if left == 0 else f"−{-left}")
