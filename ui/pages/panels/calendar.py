"""Calendar: the year as months, each meeting with the places left; the same as a list."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from send_desktop.panel_types import PANELS
from send_desktop.records import MeetingSummary
from send_desktop.services.panel_calendar import CalendarDay, CalendarYear, calendar_year
from send_desktop.services.panel_days import school_year
from send_desktop.store import Store
from send_desktop.wording import counted, full_date, listed, long_date, weekday_name
from ui.pages.page import Page
from ui.pages.panels.part import Asked, Part
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice
from ui.widgets.year_calendar import CODES, YearCalendar, day_words, left_of, left_words, meeting_words

MONTHS, LIST = "months", "list"


class CalendarPart(Part):
    """The year that is chosen. What is shown is read again when the year or a filter changes."""

    id = "calendar"
    title = "Calendar"
    help_text = (
        "The school year from September to August: each meeting is a mark with a letter for its panel and the number "
        "of places left. Bank holidays and school holidays are shaded and named.\n\n"
        "Left and Right go from day to day, Up and Down from week to week, Page up and Page down from month to month. "
        "Shift with Left or Right goes from meeting to meeting, Space through those of one day, Enter opens the one "
        "that is marked. List shows the same as a table."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.year: CalendarYear | None = None
        self._since = school_year(self.desk.today)[0]
        self._look = MONTHS
        self.months = YearCalendar()
        self.table = CardTable(
            "Meetings of the year", CardColumn("Date", 150), CardColumn("Panel", 200), CardColumn("Places left", 168),
            CardColumn("Area", gives_way=2), CardColumn("Papers close", 110, gives_way=1),
        )  # fmt: skip
        self.kind, self.area = _choice("Panel"), _choice("Area")
        self.notice = Notice()
        self.looks: dict[str, QPushButton] = {}
        self._build()

    @staticmethod
    def read(asked: Asked) -> CalendarYear:
        return _read(asked.store, school_year(asked.today)[0], asked.today, "", "")

    def arrive(self) -> None:
        (self.months if self._look == MONTHS else self.table).setFocus()
        self._keep_in_view()

    # --- choosing --------------------------------------------------------------------------------

    def step_year(self, years: int) -> None:
        """Show the school year before or after."""
        self._since = date(self._since.year + years, 9, 1)
        self._read_again()

    def choose_look(self, look: str) -> None:
        """Show the year as months, or as a list."""
        self._look = look
        self.looks[look].setChecked(True)
        self.months.setVisible(look == MONTHS)
        self._legend.setVisible(look == MONTHS)
        self._told.setVisible(look == MONTHS)
        self._list.setVisible(look == LIST)

    def _read_again(self) -> None:
        desk, since, kind, area = self.desk, self._since, _chosen(self.kind), _chosen(self.area)
        desk.tasks.read(
            self.page, lambda _: _read(desk.store, since, desk.today, kind, area), self._show, self.page.show_failure
        )

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: CalendarYear) -> None:
        is_as_read = view.months[0].first == self._since and not _chosen(self.kind) and not _chosen(self.area)
        if is_as_read:
            self._show(view)
        else:  # the frame reads this year without a filter; what is chosen here is read again
            self._read_again()

    def _show(self, year: CalendarYear) -> None:
        self.year = year
        _offer(self.kind, "Every panel", [(kind, PANELS.get(kind, kind)) for kind in year.kinds])
        _offer(self.area, "Every area", [(area, area) for area in year.areas])
        self.area.setVisible(self.area.count() > 1)
        self._named.setText(f"{self._since.year}/{(self._since.year + 1) % 100:02}")
        self.months.show_year(year)
        self.table.show_rows([self._row(one) for one in year.meetings])
        held = {one.meeting.kind for one in year.meetings}
        names = [f"{CODES[kind]} {PANELS[kind].lower()}" for kind in CODES if kind in held]
        self._legend.setText(f"{', '.join(names)}; the number is the places left." if names else _nothing(year))
        self._warn(year)
        self.choose_look(self._look)

    def _warn(self, year: CalendarYear) -> None:
        if year.in_holidays:
            days = listed([full_date(one.meeting.on) for one in year.in_holidays[:4]])
            count = counted(len(year.in_holidays), "meeting")
            stands = "stands" if len(year.in_holidays) == 1 else "stand"
            words = f"{count} of term-time panels {stands} in a school holiday: {days}. Move or cancel them one by one."
            self.notice.say(words, kind="warning")
        elif not year.has_holidays:
            words = "School holidays are not on record for all of this year. Keep them under Options."
            self.notice.say(words, kind="warning", way_on="Go to Options", go=self._go_to_options)
        else:
            self.notice.clear()

    def _go_to_options(self) -> None:
        self.page.wants_page.emit("options")

    def _row(self, one: MeetingSummary) -> Row:
        meeting, is_past = one.meeting, one.meeting.on < self.desk.today
        role = "secondary" if is_past else "text"
        return Row(
            (
                Cell(f"{weekday_name(meeting.on)[:3]} {full_date(meeting.on)}", role),
                Cell(one.series or PANELS.get(meeting.kind, "Panel"), "secondary" if is_past else "strong"),
                Cell(left_words(one, self.desk.today), role if left_of(one) >= 0 or is_past else "at_risk"),
                Cell(one.area or "All areas", role),
                Cell(full_date(meeting.papers_by), "secondary"),
            ),
            act=partial(self._open, meeting.id),
        )

    def _open(self, meeting_id: int) -> None:
        self.page.show_meeting(meeting_id)

    def _tell(self, day: CalendarDay) -> None:
        meeting, count = self.months.meeting, len(day.meetings)
        if meeting is None or count < 2:
            words = day_words(day, self.desk.today)
        else:
            at = day.meetings.index(meeting) + 1
            words = f"{long_date(day.on)}: {meeting_words(meeting, self.desk.today)} ({at} of {count}, Space: the next)"
        self._told.setText(words)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        area, day = _scroll_area(self), self.months.day
        inside = area.widget() if area else None
        if area is None or inside is None or day is None or not self.months.isVisible():
            return
        at = self.months.mapTo(inside, QPoint(0, 0)) + self.months.box_of(day.on).center()
        area.ensureVisible(at.x(), at.y(), px(40), px(90))

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._tools())
        column.addWidget(self.notice)
        self._told, self._legend = label("", "strong", wraps=True), label("", "secondary", wraps=True)
        self._list = Card()
        self._list.body.addWidget(self.table)
        self._list.hide()
        for widget in (self._told, self._legend, self.months, self._list):
            column.addWidget(widget)
        column.addStretch(1)
        self.months.opened.connect(self._open)
        self.months.went_to.connect(self._tell)
        for box in (self.kind, self.area):
            box.activated.connect(self._read_again)

    def _tools(self) -> QWidget:
        flow, group = Flow(8), QButtonGroup(self)
        for look, words in ((MONTHS, "Months"), (LIST, "List")):
            chip = button(words, partial(self.choose_look, look), role="chip")
            chip.setCheckable(True)
            chip.setChecked(look == MONTHS)
            chip.setAccessibleName(f"Calendar as: {words.lower()}")
            group.addButton(chip)
            self.looks[look] = chip
        for widget in (self._look_row(), self._year_steps(), self.kind, self.area):
            flow.add(widget)
        return flow

    def _look_row(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        for chip in self.looks.values():
            row.addWidget(chip)
        whole.setMinimumHeight(self.kind.sizeHint().height())  # in one line with what stands beside it
        return whole

    def _year_steps(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.setSpacing(px(6))
        for words, picture, years in (("The school year before", "previous", -1), ("The school year after", "next", 1)):
            step = button("", partial(self.step_year, years), picture=picture)
            step.setAccessibleName(words)
            step.setToolTip(words)
            row.addWidget(step)
            if years < 0:
                self._named = label("", "strong")
                row.addWidget(self._named)
        return whole


def _read(store: Store, since: date, today: date, kind: str, area: str) -> CalendarYear:
    with store.look() as reading:
        return calendar_year(reading, since, today, kind, area)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _chosen(box: QComboBox) -> str:
    return str(box.currentData() or "")


def _offer(box: QComboBox, every: str, choices: list[tuple[str, str]]) -> None:
    """Offer what there is in the year; what was chosen stays chosen."""
    chosen = _chosen(box)
    box.clear()
    box.addItem(every, "")
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _nothing(year: CalendarYear) -> str:
    return "No meeting in this year. Make them from a panel, under Panels." if not year.kinds else "No such meeting."


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    up = widget.parentWidget()
    while up is not None and not isinstance(up, QScrollArea):
        up = up.parentWidget()
    return up
