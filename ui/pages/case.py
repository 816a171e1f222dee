"""One case: the clock at the top, one chronology of everything, and the acts that move it on."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.measures.limits import TWENTY_WEEKS
from send_desktop.records import Directory
from send_desktop.services.cases import CaseView, view
from send_desktop.services.family import contact_marks
from send_desktop.services.replay import past_view
from send_desktop.services.why import Explanation, again, why_state
from send_desktop.wording import age_on, year_group
from ui.cards.all_cards import CARDS
from ui.cards.law import why_of_line
from ui.cards.spec import OnCard
from ui.desk import Desk
from ui.dialogs.case_acts import ACTS, LETTERS, CaseAct, act, likeliest, offered
from ui.dialogs.case_form import OnCase
from ui.dialogs.form import Form
from ui.dialogs.look_back import LookBack
from ui.dialogs.why import WhySheet
from ui.icons import icon
from ui.pages.page import Page
from ui.pages.timeliness.forecast_rows import ReasonsSheet
from ui.theme import px
from ui.widgets.card_table import CardTable, Row
from ui.widgets.clock_card import ClockCard
from ui.widgets.contact_marks import ContactMarks
from ui.widgets.labels import button
from ui.widgets.past_banner import PastBanner

if TYPE_CHECKING:
    from send_desktop.services.forecast import CaseForecaster
    from send_desktop.services.forecast_view import CaseForecast

NARROW = 900
"""Below this width, in pixels at 100 per cent, the two columns stand one under the other."""

FEW_BUTTONS = 780
"""Below this width Log contact is only under More."""


FORECAST_PAUSE_MS = 400
"""A case has stood so long before its forecast is asked for: whoever goes from case to case does not wait for it."""


class CasePage(Page):
    """Shows one case; ``show_case`` before it comes into view."""

    title = "Case"
    help_text = (
        "Who the child is and where the clock stands. The bar is the 20 weeks; ticks stand at weeks 6, 16 and 20, "
        "the dot is today. Under it: the state, what holds the case, and the next step.\n\n"
        "The button in colour is the act most likely next; More holds every act that is lawful now. Each form says "
        "what it will do to every date before it is saved.\n\n"
        "Enter on a line of Advice or Consultation records what arrived, on one of Reasons for delay says why a limit "
        "passed. F4 on a line with a date says why it is "
        "that date, elsewhere why the case is in its state. Ctrl+T shows the whole page as at a past day; Esc "
        "returns to today. Alt+Left returns to the caseload.\n\n"
        "The line From history alone says what happened in cases like it, and the link under it what that is "
        "made of. It changes no date, stands in no letter, and can be switched off under Options, Forecast.\n\n"
        "Letter offers the letters that fit the case, each to those whom the law requires, with what is missing or "
        "unsafe shown first. Enter on a line of Letters records that it went, or opens what went; Shift+F10 there "
        "opens a copy, saves one, or writes an email with it."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id = 0
        self.view: CaseView | None = None
        self.directory = Directory()
        self.back = button("Back", self._go_back, picture="previous")
        self.back.setAccessibleName("Back")
        self.back.setToolTip("Back (Alt+Left)")
        self.contact = self.add_act(button("Log contact", partial(self.open_act, "contact")))
        self.letter = self.add_act(button("Letter", role="menu"))
        self.letter_menu = QMenu(self.letter)
        self.letter.setMenu(self.letter_menu)
        self.more = self.add_act(button("More", role="menu"))
        self.next = self.add_act(button("", role="accent"))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.next.clicked.connect(self._open_likeliest)
        self.marks = ContactMarks()
        self.banner = PastBanner(self.return_to_today)
        self._past: tuple[date, str] | None = None
        self._again: Explanation | None = None
        """What was being explained when the past was asked for: it is explained again as at that day."""
        self.clock = ClockCard()
        self.clock.why.clicked.connect(self._why_state)
        self.clock.reasons.clicked.connect(self._show_reasons)
        self._forecast: CaseForecast | None = None
        self._forecaster: CaseForecaster | None = None
        """Learns from history once a day, and forecasts one case after another by it."""
        self._forecast_pause = QTimer(self)
        self._forecast_pause.setSingleShot(True)
        self._forecast_pause.setInterval(FORECAST_PAUSE_MS)
        self._forecast_pause.timeout.connect(self._read_forecast)
        self._make_cards()
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def show_case(self, case_id: int) -> None:
        """Choose the case; what is on the screen goes when it is another one's."""
        if case_id != self.case_id:
            self.case_id = case_id
            self.view = None
            self._past = None
            self._show_forecast(0, None)
            self._content.hide()
            self.heading.setText("")
            self.subtitle.setText("")
            self._scroll.verticalScrollBar().setValue(0)

    def arrive(self) -> None:
        """Come back to the present: a page left while it showed the past is not met there again."""
        self._past = None
        super().arrive()

    def reload(self) -> None:
        desk, case_id, past = self.desk, self.case_id, self._past
        if not case_id:
            return

        def read(_: object) -> tuple[CaseView, Directory]:
            with desk.store.look() as reading:
                case = reading.case(case_id)
                seen = past_view(reading, case, *past) if past else view(reading, case, desk.today)
                return seen, reading.directory()

        desk.tasks.read(self, read, self._show, self._not_shown)

    def case_at_hand(self) -> int:
        return self.case_id

    def concerns(self, changes: Changes) -> bool:
        return changes.everything or bool(changes.meetings) or self.case_id in changes.cases

    # --- why, and as at a past day -----------------------------------------------------------------

    def why(self) -> None:
        """Explain the line in focus; elsewhere on the page, the state of the case."""
        table = self.focusWidget()
        row = table.current if isinstance(table, CardTable) else None
        if row and row.why:
            row.why()
        elif row is None or not self._why_line(table, row):
            self._why_state()

    def _why_line(self, table: QWidget | None, row: Row) -> bool:
        for card in self.cards.values():
            if card.table is table and card.on:
                return why_of_line(card.on, card.spec.id, row)
        return False

    def show_why(self, told: Explanation) -> None:
        """Show an explanation at the side; looking back from there asks the same of the past."""
        self.wants_form.emit(WhySheet(told, partial(self._look_back_from, told)))

    def _look_back_from(self, told: Explanation) -> None:
        self.look_back()
        self._again = told

    def look_back(self) -> None:
        """Ask for the past day, starting from the one that is shown."""
        self._again = None
        if self.view:
            self.wants_form.emit(LookBack(self.desk, self.view.today, self.look_back_to))

    def look_back_to(self, on: date, how: str) -> None:
        """Show the page as at a past day, by one of ``replay.READINGS``."""
        self._past = (on, how)
        self.reload()

    def return_to_today(self) -> None:
        """Show the page as it stands."""
        if self._past:
            self._past = None
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._past:
            self.return_to_today()
            return
        super().keyPressEvent(event)

    def _why_state(self) -> None:
        if self.view:
            self.show_why(why_state(self.view))

    def _not_shown(self, error: SendDesktopError) -> None:
        """A past day that the case does not reach back to leaves the page as it was."""
        self._past = None if isinstance(error, Refused) else self._past
        self.show_failure(error)

    # --- acts ------------------------------------------------------------------------------------

    def open_act(self, act_id: str, chosen_id: int = 0) -> None:
        """Open the form of one act of ``case_acts.ACTS``, about one record where it is given."""
        if self.view and self.view.past:
            self.said.emit("You are looking at the past; press Esc to return to today, then record.")
        elif self.view:
            spec = act(act_id).form(OnCase(self.desk, self.view, self.directory, chosen_id))
            self.wants_form.emit(Form(spec, self.desk))

    def _open_likeliest(self) -> None:
        if self.view:
            self.open_act(likeliest(self.view).id)

    def _go_back(self) -> None:
        getattr(self.window(), "go_back", lambda: None)()

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, read: tuple[CaseView, Directory]) -> None:
        shown, self.directory = read
        if shown.case.id != self.case_id:
            return
        self.view = shown
        self.heading.setText(shown.case.person.name)
        self.subtitle.setText(subtitle(shown))
        self.banner.show_past(shown.past)
        self.clock.show_view(shown)
        self._await_forecast(shown)
        self._show_acts(shown)
        self._show_cards(shown)
        if not self._content.isVisibleTo(self):
            (self.next if self.next.isVisibleTo(self) else self.more).setFocus()
        self._content.show()
        if shown.past and self._again:
            told, self._again = self._again, None
            self.show_why(again(shown, told))

    def _show_acts(self, shown: CaseView) -> None:
        first = likeliest(shown)
        self.next.setText(first.title)
        self.next.setVisible(first.id != "contact" and not shown.past)
        self.contact.setEnabled(not shown.past)
        self.menu.clear()
        self.letter_menu.clear()
        self.letter.setVisible(False)
        if shown.past:
            self.menu.addAction("Another past day…", self.look_back)
            self.menu.addAction("Back to today", self.return_to_today)
            return
        acts = offered(shown.case, shown.today)
        for one in acts:
            if one.group == LETTERS:
                self.letter_menu.addAction(one.title, partial(self.open_act, one.id))
        self.letter.setVisible(not self.letter_menu.isEmpty())
        groups = dict.fromkeys(one.group for one in ACTS if one.group != LETTERS)
        for group in groups:
            in_group = [one for one in acts if one.group == group]
            for one in in_group:
                self._offer(one)
            if in_group:
                self.menu.addSeparator()
        self.menu.addAction(icon("history", "secondary"), "As at a past day…", self.look_back)

    def _offer(self, one: CaseAct) -> None:
        self.menu.addAction(icon(one.icon, "secondary"), one.title, partial(self.open_act, one.id))

    def _show_cards(self, shown: CaseView) -> None:
        self.marks.show_marks(contact_marks(shown.case))
        on = OnCard(self.desk, shown, self.directory, self, self.open_act, self.show_why)
        for card in self.cards.values():
            card.show_on(on)
            for one in card.buttons.values() if shown.past else ():
                one.hide()

    # --- what is likely --------------------------------------------------------------------------

    def _await_forecast(self, shown: CaseView) -> None:
        is_ahead = shown.stage is not None and shown.day_number <= TWENTY_WEEKS
        if shown.past or not is_ahead or not shown.context.options.shows_forecasts:
            self._show_forecast(0, None)
            return
        if self._forecast is None:  # its room is kept, so that nothing moves under the pointer when it comes
            self.clock.show_forecast("From history alone: being worked out.")
        self._forecast_pause.start()

    def _read_forecast(self) -> None:
        desk, shown = self.desk, self.view
        if shown is None or not self.isVisible():
            return

        def read(_: object) -> CaseForecast | None:
            from send_desktop.services.forecast import CaseForecaster  # numpy comes with it

            self._forecaster = self._forecaster or CaseForecaster()
            with desk.store.look() as reading:
                return self._forecaster.of(reading, shown.case, desk.today, desk.store.where)

        desk.tasks.read(self, read, partial(self._show_forecast, shown.case.id))

    def _show_forecast(self, case_id: int, found: CaseForecast | None) -> None:
        """Show what history says of the case, unless another one is on the page by now, or its past."""
        is_wanted = case_id == self.case_id and self._past is None
        self._forecast = found if is_wanted else None
        self.clock.show_forecast(self._forecast.line if self._forecast else "", has_reasons=found is not None)

    def _show_reasons(self) -> None:
        if self._forecast:
            self.wants_form.emit(ReasonsSheet(self._forecast, "What the forecast is made of"))

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        has_room = self.width() >= px(FEW_BUTTONS)
        self.contact.setVisible(has_room)
        self.back.setText("Back" if has_room else "")

    def _make_cards(self) -> None:
        self.cards = {spec.id: spec.make(spec) for spec in CARDS}

    def _order_stops(self) -> None:
        """Tab goes through the cards as they are read: once they stand on the page, the left column first."""
        stops = [stop for card in self.cards.values() for stop in card.stops()]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    def _build(self) -> None:
        self.header.insertWidget(0, self.back)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addWidget(self.banner)
        column.addWidget(self.marks)
        column.addWidget(self.clock)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(self._column("left"), 11)
        self._columns.addLayout(self._column("right"), 10)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self.body.addWidget(self._scroll)
        self._order_stops()
        self._content.hide()

    def _column(self, side: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(12))
        for card in self.cards.values():
            if card.spec.side == side:
                column.addWidget(card)
        column.addStretch(1)
        return column


def subtitle(view: CaseView) -> str:
    """Return the line beside the child's name: reference, age, year, setting, officer."""
    case, born = view.case, view.case.person.date_of_birth
    age = age_on(born, view.today)
    years = f"{age} years" if age is not None else ""
    group = year_group(born, view.today)
    parts = (case.reference, years, group, case.setting, case.officer or "No officer yet")
    return " · ".join(part for part in parts if part)
