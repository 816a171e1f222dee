"""Meeting: the items heard one by one, made to be projected and to be driven by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.services.moments import moment
from send_desktop.services.panel_decisions import to_agree
from send_desktop.services.quiet_record import Shown, as_it_stood, shown
from send_desktop.services.sitting_view import SittingItem, SittingView, sitting_view
from ui.dialogs import sitting as forms
from ui.pages.page import Page
from ui.pages.panels import sitting_cards as cards
from ui.pages.panels.part import Asked
from ui.pages.panels.sitting_acts import SittingActs
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import Row
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button
from ui.widgets.past_banner import PastBanner
from ui.widgets.shapes import StateLabel
from ui.widgets.shown_item import ShownItem

ITEMS, ATTENDANCE, STOOD, EMPTY, CANCELLED = range(5)
SECOND_MS = 1000

SMALL = 900
"""Below this width, in pixels at 100 per cent, the list of items gives way: Page Up and Page Down go through them."""


class SittingPart(SittingActs):
    """The meeting chosen, in session."""

    id = "sitting"
    title = "Meeting"
    help_text = (
        "O opens the meeting, A shows who is there: the key beside each name brings its person in, and out again. "
        "Page Up and Page Down, or the arrows in the list, go from item to item; F11 shows the meeting to the room, "
        "Esc brings the window back.\n\n"
        "On an item: S starts and stops its time, R records what the panel recommends, D defers it and shows what "
        "that does to the statutory date, N says that it was not reached, I declares an interest, V records how the "
        "family's and the child's views are there. F opens the front sheet below, P the papers.\n\n"
        "Recommending moves nothing. E records what the authority decided, by a named officer; L decides several at "
        "once where the officer agrees with the panel. H shows the screen again as it stood when that was recorded. "
        "K closes the meeting; what nobody reached goes to the next one."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: SittingView | None = None
        self.is_projected = False
        self._is_filling = False
        self._item_id = 0
        self._meeting_id = 0
        self.bar = cards.MeetingBar()
        self.items = cards.item_table()
        self.item = ShownItem()
        self.stood: ShownItem | None = None
        self.stood_banner = PastBanner(self.leave_stood)
        self.timer = StateLabel(size=20)
        self.attendance = cards.AttendanceCard(self.show_items)
        self.acts_of_item: dict[str, QPushButton] = {}
        self._item_keys: list[QShortcut] = []
        self.no_agenda = EmptyState(
            "No case is on this agenda",
            "Put on the cases that need this meeting; then they are heard here, one by one.",
            button("Go to the agenda", self._go_to_agenda),
        )
        self.cancelled = EmptyState("This meeting was cancelled", "Its cases are in the queue again.")
        self.open_button = cards.keyed("Open the meeting", "O", self.open_meeting, role="accent")
        self.project_button = cards.keyed("Project", "F11", self.project, tip="Shows the meeting to the room (F11)")
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._show_time)
        self._build()
        self._bind()

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.project_button, self.open_button)

    @staticmethod
    def read(asked: Asked) -> SittingView:
        return sitting_view(asked.store, asked.meeting_id, asked.today)

    def arrive(self) -> None:
        if self.open_button.isVisibleTo(self.page):
            self.open_button.setFocus()
        else:
            self._focus_items()

    @property
    def current(self) -> SittingItem | None:
        """The item on the screen."""
        return self.shown.item(self._item_id) if self.shown else None

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: SittingView) -> None:
        if view.meeting.id != self._meeting_id:
            self._meeting_id, self._item_id = view.meeting.id, 0
            self.stack.setCurrentIndex(ITEMS)
        self.shown = view
        self.bar.show_view(view)
        self._show_buttons(view)
        self.attendance.show_view(view, self.correct_person)
        if not view.items or view.meeting.status == "cancelled":
            self._show_empty(view)
            return
        if self.stack.currentIndex() in (EMPTY, CANCELLED):
            self.stack.setCurrentIndex(ITEMS)
        if view.item(self._item_id) is None:
            self._item_id = _first(view).item.id
        self._show_list(view)
        self._show_item()

    def _show_list(self, view: SittingView) -> None:
        self._is_filling = True
        self.items.show_rows(cards.item_rows(view, self.toggle_time_of))
        at = next(at for at, one in enumerate(view.items) if one.item.id == self._item_id)
        self.items.selectRow(at)
        self._is_filling = False

    def _show_item(self) -> None:
        view, one = self.shown, self.current
        if view is None or one is None:
            return
        self.item.show_item(shown(view, one), cards.said_pairs(view, one), self.desk.today)
        self._bind_conflicts(one)
        self._bind_papers(one)
        self._show_item_acts(view, one)
        self._show_time()
        running = any(each.is_running for each in view.items)
        (self._tick.start if running else self._tick.stop)()

    def _bind_papers(self, one: SittingItem) -> None:
        """Let Enter on a paper open it."""
        if one.papers:
            table = self.item.tables["papers"]
            table.show_rows([Row(row.cells, act=partial(self.open_paper, at)) for at, row in enumerate(table.rows)])

    def go_to_papers(self) -> None:
        """Open the one paper of the item; where there are several, go to their list, where Enter opens one."""
        one = self.current
        if one is None or not one.papers:
            return
        if len(one.papers) == 1:
            self.open_paper()
            return
        table = self.item.tables["papers"]
        self._scroll.ensureWidgetVisible(table, 0, px(80))
        table.selectRow(max(0, table.currentIndex().row()))
        table.setFocus()

    def _bind_conflicts(self, one: SittingItem) -> None:
        """Let each declared interest be corrected with Enter, and taken back from its menu."""
        if not one.conflicts:
            return
        table = self.item.tables["conflicts"]
        table.show_rows(
            [
                Row(
                    row.cells,
                    act=partial(self.declare_interest, each),
                    more=(
                        ("Correct…", partial(self.declare_interest, each)),
                        ("Take back…", partial(self.take_back, each)),
                    ),
                )
                for row, each in zip(table.rows, one.conflicts, strict=True)
            ]
        )

    def _show_time(self) -> None:
        one = self.current
        if one is None:
            return
        words, code = cards.timer_words(one, self._now())
        if code:
            self.timer.show_state(code, words)
        else:
            self.timer.show_plainly(words)

    def _now(self) -> datetime:
        return moment(self.desk.today) if self.shown and self.shown.is_in_session else datetime.now(UTC)

    def _show_buttons(self, view: SittingView) -> None:
        meeting = view.meeting
        is_due = meeting.on <= view.today and meeting.status in ("planned", "circulated")
        self.open_button.setVisible(is_due and meeting.started_at is None)
        self.project_button.setVisible(meeting.status != "cancelled" and bool(view.items))
        self.close_button.setVisible(view.is_in_session)
        self.again_button.setVisible(meeting.ended_at is not None and meeting.signed_at is None)
        self.list_button.setVisible(bool(to_agree(view)))
        self._fit_buttons()

    def _show_item_acts(self, view: SittingView, one: SittingItem) -> None:
        meeting = view.meeting
        begun = meeting.started_at is not None and meeting.signed_at is None
        for name in ("recommend", "defer"):
            self.acts_of_item[name].setVisible(begun and one.decision is None)
        self.acts_of_item["not_reached"].setVisible(begun and one.recommendation is None)
        self.acts_of_item["time"].setVisible(view.is_in_session)
        self.acts_of_item["time"].setText(f"{'Stop' if one.is_running else 'Start'} the time  S")
        self.acts_of_item["interest"].setVisible(begun)
        self.acts_of_item["views"].setVisible(meeting.signed_at is None)
        self.acts_of_item["decide"].setVisible(one in to_agree(view) or _may_differ(one))
        self.acts_of_item["paper"].setVisible(bool(one.papers))
        self.acts_of_item["stood"].setVisible(bool(_kept(one)))
        self.acts_of_item["front"].setText("Close front sheet  F" if self.item.has_front else "Front sheet  F")
        self._fit_buttons()

    def _show_empty(self, view: SittingView) -> None:
        self._tick.stop()
        is_cancelled = view.meeting.status == "cancelled"
        if is_cancelled or self.stack.currentIndex() != ATTENDANCE:
            self.stack.setCurrentIndex(CANCELLED if is_cancelled else EMPTY)

    # --- going from item to item -----------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next or the previous item."""
        if self.shown and self.shown.items:
            ids = [one.item.id for one in self.shown.items]
            at = ids.index(self._item_id) + by
            if 0 <= at < len(ids):
                self.choose(ids[at])

    def choose(self, item_id: int) -> None:
        """Show an item."""
        self._item_id = item_id
        if self.shown:
            self._show_list(self.shown)
            self._show_item()
            self._scroll.verticalScrollBar().setValue(0)

    def _marked(self) -> None:
        at = -1 if self._is_filling else self.items.currentIndex().row()
        if self.shown and 0 <= at < len(self.shown.items) and self.shown.items[at].item.id != self._item_id:
            self._item_id = self.shown.items[at].item.id
            self._show_item()

    def show_items(self) -> None:
        """Go back to the items."""
        self.stack.setCurrentIndex(ITEMS if self.shown and self.shown.items else EMPTY)
        self._focus_items()

    def show_attendance(self) -> None:
        """Show who is there, or go back to the items."""
        if self.stack.currentIndex() == ATTENDANCE:
            self.show_items()
            return
        self.stack.setCurrentIndex(ATTENDANCE)
        if self.attendance.table.rows:
            self.attendance.table.selectRow(max(0, self.attendance.table.currentIndex().row()))
            self.attendance.table.setFocus()
        else:
            self.attendance.guest.setFocus()

    def leave(self) -> None:
        """Go back one step: from what stood, from the attendance, from showing it to the room."""
        at = self.stack.currentIndex()
        if at == STOOD:
            self.leave_stood()
        elif at == ATTENDANCE:
            self.show_items()
        elif self.is_projected:
            self.project()

    def place(self) -> int:
        """Return the item on the screen, to come back to."""
        return self._item_id

    def return_to(self, item_id: int, meeting_id: int) -> None:
        """Show an item of a meeting, once it has been read."""
        self._item_id, self._meeting_id = item_id, meeting_id

    def _focus_items(self) -> None:
        (self.items if self.items.isVisibleTo(self) else self._scroll).setFocus()

    def _go_to_agenda(self) -> None:
        self.wants_part.emit("agenda")

    # --- the meeting -----------------------------------------------------------------------------

    def _opened(self, changes: Changes) -> None:
        if self.stack.currentIndex() != ATTENDANCE:
            self.show_attendance()

    def project(self) -> None:
        """Show the meeting to the room, or come back from it."""
        window = self.window()
        if hasattr(window, "project"):  # later: another text size takes this page away
            QTimer.singleShot(0, window, partial(window.project, not self.is_projected))

    def show_projected(self, is_projected: bool) -> None:
        """Leave out what the room need not see."""
        self.is_projected = is_projected
        self.bar.show_projected(is_projected)
        self.project_button.setText("Back to the window  Esc" if is_projected else "Project  F11")
        self.fit(self.page.width(), self.page.height())
        self._focus_items()

    # --- front sheet and room ------------------------------------------------------------------

    def show_front(self) -> None:
        """Show or hide the front sheet below the item."""
        self.item.show_front(not self.item.has_front)
        if self.shown and self.current:
            self._show_item_acts(self.shown, self.current)
        if self.item.has_front:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.item.cards["front"], 0, px(200)))

    # --- as it stood -----------------------------------------------------------------------------

    def show_stood(self) -> None:
        """Show the screen again as it stood when the decision, or the recommendation, was recorded."""
        one = self.current
        if one is not None and _kept(one):
            desk, sha256 = self.desk, _kept(one)
            desk.tasks.read(self.page, lambda _: as_it_stood(desk.store, sha256), self._stood, self.page.show_failure)

    def _stood(self, kept: Shown) -> None:
        stood = self._stood_item()
        self.stood_banner.show_past(f"As it stood on {kept.stood_at}, when {kept.by} recorded it.")
        stood.show_item(kept, kept.said, self.desk.today)
        stood.show_front(True)
        self.stack.setCurrentIndex(STOOD)
        self._stood_scroll.verticalScrollBar().setValue(0)
        self._stood_scroll.setFocus()

    def _stood_item(self) -> ShownItem:
        """The page of the past, made when it is first asked for."""
        if self.stood is None:
            self.stood = ShownItem()
            self._stood_scroll.setWidget(self.stood)
        return self.stood

    def leave_stood(self) -> None:
        """Go back to how things are."""
        self.show_items()

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        self._list_area.setVisible(not self.is_projected and width >= px(SMALL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Later: a row of buttons that learns its width while it is laid out is given the height that it had before.
        QTimer.singleShot(0, self, self._fit_buttons)

    def _fit_buttons(self) -> None:
        self._act_flow.arrange()
        self.bar.buttons.arrange()

    def _build(self) -> None:
        self._item_page = self._items_page()
        self.stack = QStackedWidget()
        people = _area(self.attendance)
        people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for one in (self._item_page, people, self._stood_page(), self.no_agenda, self.cancelled):
            self.stack.addWidget(one)
        self.stack.setMinimumHeight(px(280))
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._fill_bar()

    def _fill_bar(self) -> None:
        self.attendance_button = cards.keyed("Attendance", "A", self.show_attendance)
        self.list_button = cards.keyed("Chair's list", "L", self.decide_list)
        self.close_button = cards.keyed("Close the meeting", "K", self.close_meeting)
        self.again_button = button("Open it again", self.reopen)
        self.bar.fill(self.attendance_button, self.list_button, self.close_button, self.again_button)

    def _items_page(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        self._list_card = Card("Items")
        self._list_card.body.addWidget(self.items)
        self._list_card.body.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addWidget(self._act_row())
        column.addWidget(self.item, 1)
        self.item.beside.addWidget(self.timer, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.item.beside.addStretch(1)
        self._list_area = _area(self._list_card)
        self._list_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list_area.setFixedWidth(px(350))
        self._scroll = _area(inside)
        self._scroll.setAccessibleName("The item")
        row.addWidget(self._list_area)
        row.addWidget(self._scroll, 1)
        return whole

    def _act_row(self) -> Flow:
        flow = self._act_flow = Flow(6)
        made: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("time", "Start the time", "S", self.toggle_time),
            ("recommend", "Recommend", "R", self.recommend),
            ("defer", "Defer", "D", partial(self.recommend, forms.DEFER)),
            ("not_reached", "Not reached", "N", self.not_reached),
            ("interest", "Interest", "I", self.declare_interest),
            ("views", "Views", "V", self.record_views),
            ("decide", "Decide", "E", self.decide),
            ("front", "Front sheet", "F", self.show_front),
            ("paper", "Papers", "P", self.go_to_papers),
            ("stood", "As it stood", "H", self.show_stood),
        )
        for name, words, key, act in made:
            self.acts_of_item[name] = cards.keyed(words, key, act)
            flow.add(self.acts_of_item[name])
            self._item_keys += self._key(key, partial(self._press, name))
        return flow

    def _press(self, name: str) -> None:
        """Do what a key does where its button stands."""
        if self.acts_of_item[name].isVisibleTo(self):
            self.acts_of_item[name].click()

    def _stood_page(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.stood_banner)
        self._stood_scroll = _area(None)
        self._stood_scroll.setAccessibleName("As it stood")
        column.addWidget(self._stood_scroll, 1)
        return whole

    def _bind(self) -> None:
        self.items.selectionModel().currentRowChanged.connect(lambda *_: self._marked())
        self.attendance.table.stepped.connect(self.step_seat)
        self.attendance.table.asked.connect(self.ask_of_seat)
        self.bar.ticked.connect(self.tick)
        for keys, act in (
            ("PgDown", partial(self.step, 1)),
            ("PgUp", partial(self.step, -1)),
            ("A", self.show_attendance),
            ("O", self.open_meeting),
            ("K", self.close_meeting),
            ("L", self.decide_list),
            ("F11", self.project),
            ("Esc", self.leave),
        ):
            self._key(keys, act)
        self.stack.currentChanged.connect(self._give_keys)

    def _key(self, keys: str, act: Callable[[], object]) -> list[QShortcut]:
        """Let a key work here and on the page's buttons for the meeting, where the focus arrives before it is open."""
        made = []
        for home in (self, *self.acts()):
            shortcut = QShortcut(QKeySequence(keys), home, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: act())
            made.append(shortcut)
        return made

    def _give_keys(self, page: int) -> None:
        """Leave the item's keys to the people in the attendance, where each stands for a name."""
        for key in self._item_keys:
            key.setEnabled(page == ITEMS)


def _first(view: SittingView) -> SittingItem:
    """The item to begin with: the one that is heard, else the first on which nothing is said."""
    running = next((one for one in view.items if one.is_running), None)
    return running or next(iter(view.open_items), view.items[0])


def _may_differ(one: SittingItem) -> bool:
    return one.recommendation is not None and one.decision is None


def _kept(one: SittingItem) -> str:
    """The checksum of what was on the screen when the item was decided, or else recommended."""
    decided = one.decision.shown_sha256 if one.decision else ""
    return decided or (one.recommendation.shown_sha256 if one.recommendation else "")


def _area(inside: QWidget | None) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if inside is not None:
        area.setWidget(inside)
    return area
