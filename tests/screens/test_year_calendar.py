"""The year as months: walked through with the keys, read out in words, every day in a place of its own."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from send_desktop.records import MeetingSummary, PanelMeeting
from send_desktop.services.panel_calendar import CalendarDay, CalendarMonth, CalendarYear
from tests.helpers.acting import TODAY
from ui.app import application_for
from ui.widgets.year_calendar import YearCalendar, left_words

SHIFT = Qt.KeyboardModifier.ShiftModifier
WEDNESDAY = date(2026, 11, 25)


def meeting(id: int, on: date, kind: str = "issue", taken: int = 0) -> MeetingSummary:
    made = PanelMeeting(id=id, kind=kind, on=on, starts_at=time(9, 30), capacity=8)
    return MeetingSummary(meeting=made, area="North" if id % 2 else "", taken=taken)


def year(*meetings: MeetingSummary) -> CalendarYear:
    def months() -> Iterator[CalendarMonth]:
        for at in range(12):
            first = date(2026 + (8 + at) // 12, (8 + at) % 12 + 1, 1)
            length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
            days = (first + timedelta(days=one) for one in range(length))
            yield CalendarMonth(first, tuple(
                CalendarDay(on, tuple(one for one in meetings if one.meeting.on == on),
                            "Christmas" if date(2026, 12, 21) <= on <= date(2027, 1, 1) else "")
                for on in days
            ))  # fmt: skip

    return CalendarYear(tuple(months()), ("issue",), (), True, (), TODAY)


@pytest.fixture
def calendar(qtbot: QtBot) -> YearCalendar:
    application_for()
    made = YearCalendar()
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    return made


def test_the_keys_go_by_day_week_month_and_meeting(qtbot: QtBot, calendar: YearCalendar) -> None:
    calendar.show_year(year(meeting(1, WEDNESDAY), meeting(2, WEDNESDAY), meeting(3, date(2026, 12, 9), taken=8)))
    opened: list[int] = []
    calendar.opened.connect(opened.append)

    def after(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> date:
        for key in keys:
            qtbot.keyClick(calendar, key, modifier)
        assert calendar.day is not None
        return calendar.day.on

    assert after() == TODAY
    assert after(Qt.Key.Key_Right) == date(2026, 11, 23), "a weekend is stepped over"
    assert after(Qt.Key.Key_Up, Qt.Key.Key_Left) == date(2026, 11, 13)
    assert after(Qt.Key.Key_PageDown, Qt.Key.Key_End) == date(2026, 12, 31)
    assert after(Qt.Key.Key_Home) == date(2026, 12, 1)
    assert after(Qt.Key.Key_Left, modifier=SHIFT) == WEDNESDAY
    assert calendar.meeting is not None
    assert calendar.meeting.meeting.id == 2, "the last one before"
    after(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert opened == [1]
    assert after(Qt.Key.Key_Right, Qt.Key.Key_Right, modifier=SHIFT) == date(2026, 12, 9)
    assert calendar.accessibleDescription() == (
        "Wednesday 9 December 2026: Issue panel, North, 09:30, every place taken"
    )
    after(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert calendar.day is not None
    assert calendar.day.on == date(2026, 9, 1), "before the first month there is nothing"


def test_no_day_stands_on_another_at_any_width(calendar: YearCalendar) -> None:
    busy = year(*(meeting(id, WEDNESDAY) for id in range(1, 7)), meeting(7, date(2026, 11, 28)))
    for width in (260, 560, 1100):
        calendar.resize(width, 400)
        calendar.show_year(busy)
        boxes = [calendar.box_of(day.on) for month in busy.months for day in month.days]
        assert len(boxes) == 365, "a panel that meets on a Saturday shows the weekends"
        assert all(not one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 : at + 40])
        assert max(box.bottom() for box in boxes) < calendar.height()
        assert not calendar.grab().isNull()


def test_a_click_marks_the_meeting_under_it_and_a_double_click_opens_it(qtbot: QtBot, calendar: YearCalendar) -> None:
    calendar.show_year(year(meeting(1, WEDNESDAY), meeting(2, WEDNESDAY)))
    opened: list[int] = []
    calendar.opened.connect(opened.append)
    box = calendar.box_of(WEDNESDAY)
    second = QPoint(box.center().x(), box.bottom() - 4)
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=second)
    qtbot.mouseDClick(calendar, Qt.MouseButton.LeftButton, pos=second)
    assert opened == [2]


def test_places_left_are_said_in_words() -> None:
    assert left_words(meeting(1, WEDNESDAY, taken=2), TODAY) == "6 places left of 8"
    assert left_words(meeting(1, WEDNESDAY, taken=8), TODAY) == "every place taken"
    assert left_words(meeting(1, WEDNESDAY, taken=9), TODAY) == "over by 1 case"
    assert left_words(meeting(1, date(2026, 11, 4), taken=9), TODAY) == "9 cases"
