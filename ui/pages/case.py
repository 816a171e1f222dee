"""One case: the clock at the top, one chronology of everything, and the acts that move it on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QMenu, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.records import Advice, Carer, Consultation, Directory
from send_desktop.services.cases import CaseView, view
from send_desktop.services.family import contact_marks
from send_desktop.statute.case_duties import DutyState
from ui.desk import Desk
from ui.dialogs.case_acts import ACTS, CaseAct, act, likeliest, offered
from ui.dialogs.case_form import OnCase
from ui.dialogs.form import Form, FormSpec
from ui.icons import icon
from ui.pages import case_cards as cards
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Row
from ui.widgets.clock_card import ClockCard
from ui.widgets.contact_marks import ContactMarks
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

NARROW = 900
"""Below this width, in pixels at 100 per cent, the two columns stand one under the other."""

FEW_BUTTONS = 780
"""Below this width Log contact is only under More."""

SHORT = 12
"""Lines of chronology and of history shown before 'Show all'."""


class CasePage(Page):
    """Shows one case; ``show_case`` before it comes into view."""

    title = "Case"
    help_text = (
        "Who the child is and where the clock stands. The bar is the 20 weeks; ticks stand at weeks 6, 16 and 20, "
        "the dot is today. Under it: the state, what holds the case, and the next step.\n\n"
        "The button in colour is the act most likely next; More holds every act that is lawful now. Each form says "
        "what it will do to the clock before it is saved.\n\n"
        "Enter on a line of Advice or Consultation records what arrived. Enter on a date in law says why it is "
        "that date. Alt+Left returns to the caseload."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id = 0
        self.view: CaseView | None = None
        self.directory = Directory()
        self._kind = ""
        self._shows_all = False
        self.back = button("Back", self._go_back, picture="previous")
        self.back.setAccessibleName("Back")
        self.back.setToolTip("Back (Alt+Left)")
        self.contact = self.add_act(button("Log contact", partial(self.open_act, "contact")))
        self.more = self.add_act(button("More", role="menu"))
        self.next = self.add_act(button("", role="accent"))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.next.clicked.connect(self._open_likeliest)
        self.marks = ContactMarks()
        self.clock = ClockCard()
        self._make_tables()
        self._build()

    # --- reading ---------------------------------------------------------------------------------

    def show_case(self, case_id: int) -> None:
        """Choose the case; what is on the screen goes when it is another one's."""
        if case_id != self.case_id:
            self.case_id = case_id
            self.view = None
            self._shows_all = False
            self._content.hide()
            self.heading.setText("")
            self.subtitle.setText("")
            self._scroll.verticalScrollBar().setValue(0)

    def reload(self) -> None:
        desk, case_id = self.desk, self.case_id
        if not case_id:
            return

        def read(_: object) -> tuple[CaseView, Directory]:
            with desk.store.look() as reading:
                return view(reading, reading.case(case_id), desk.today), reading.directory()

        desk.tasks.read(self, read, self._show, self.show_failure)

    def concerns(self, changes: Changes) -> bool:
        return changes.everything or bool(changes.meetings) or self.case_id in changes.cases

    # --- acts ------------------------------------------------------------------------------------

    def open_act(self, act_id: str, chosen_id: int = 0) -> None:
        """Open the form of one act of ``case_acts.ACTS``, about one record where it is given."""
        if self.view:
            self._open(act(act_id).form(OnCase(self.desk, self.view, self.directory, chosen_id)))

    def _open_likeliest(self) -> None:
        if self.view:
            self.open_act(likeliest(self.view).id)

    def _record_advice(self, item: Advice) -> None:
        self.open_act("received", item.id)

    def _record_reply(self, item: Consultation) -> None:
        self.open_act("reply", item.id)

    def _change_family(self, carer: Carer | None) -> None:
        if carer:
            self.open_act("carer", carer.id)
        else:
            self.open_act("child")

    def _open(self, spec: FormSpec) -> None:
        self.wants_form.emit(Form(spec, self.desk))

    def _why(self, duty: DutyState) -> None:
        if self.view:
            words = label(cards.why_words(duty, self.view), wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setWindowTitle("Why this date?")
            self.wants_form.emit(words)

    def _go_back(self) -> None:
        getattr(self.window(), "go_back", lambda: None)()

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, read: tuple[CaseView, Directory]) -> None:
        shown, self.directory = read
        if shown.case.id != self.case_id:
            return
        self.view = shown
        self.heading.setText(shown.case.person.name)
        self.subtitle.setText(cards.subtitle(shown))
        self.clock.show_view(shown)
        self._show_acts(shown)
        self._show_cards(shown)
        if not self._content.isVisibleTo(self):
            (self.next if self.next.isVisibleTo(self) else self.more).setFocus()
        self._content.show()

    def _show_acts(self, shown: CaseView) -> None:
        first = likeliest(shown)
        self.next.setText(first.title)
        self.next.setVisible(first.id != "contact")
        self.menu.clear()
        groups = dict.fromkeys(one.group for one in ACTS)
        for group in groups:
            in_group = [one for one in offered(shown.case) if one.group == group]
            for one in in_group:
                self._offer(one)
            if in_group:
                self.menu.addSeparator()

    def _offer(self, one: CaseAct) -> None:
        self.menu.addAction(icon(one.icon, "secondary"), one.title, partial(self.open_act, one.id))

    def _show_cards(self, shown: CaseView) -> None:
        case = shown.case
        self.marks.show_marks(contact_marks(case))
        self._show_chronology()
        _fill(self._advice, self.advice, cards.advice_rows(shown, self.directory, self._record_advice))
        _fill(self._consultations, self.consultations, cards.consultation_rows(shown, self._record_reply))
        _fill(self._safe, self.safe, cards.safe_rows(shown))
        _fill(self._duties, self.duties, cards.duty_rows(shown, self._why))
        _fill(self._people, self.people, cards.people_rows(case, shown.today, self._change_family))
        _fill(self._provision, self.provision, cards.provision_rows(case, partial(self.open_act, "provision")))
        _fill(self._views, self.views, cards.views_rows(case))
        _fill(self._exceptions, self.exceptions, cards.exception_rows(case, shown.today))
        _fill(self._history, self.history, cards.history_rows(shown.history)[:SHORT])

    def _show_chronology(self) -> None:
        if self.view is None:
            return
        rows = cards.chronology_rows(self.view.chronology, self._kind, self.view.today)
        self._all.setVisible(len(rows) > SHORT and not self._shows_all)
        self._all.setText(f"Show all {len(rows)}")
        self.chronology.show_rows(rows if self._shows_all else rows[:SHORT])

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._show_chronology()

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_chronology()

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        has_room = self.width() >= px(FEW_BUTTONS)
        self.contact.setVisible(has_room)
        self.back.setText("Back" if has_room else "")

    def _make_tables(self) -> None:
        day = 94
        self.chronology = CardTable(
            "Chronology",
            CardColumn("", day),
            CardColumn("", 106),
            CardColumn(""),
            CardColumn("", 82),
            has_headings=False,
        )
        self.advice = CardTable(
            "Advice", CardColumn("Service", 84), CardColumn("Asked", day), CardColumn("Due", day),
            CardColumn("In", day), CardColumn(""),
        )  # fmt: skip
        self.consultations = CardTable(
            "Consultation",
            CardColumn("Setting"),
            CardColumn("Sent", day),
            CardColumn("Replied", day),
            CardColumn("Reply", 174),
        )
        self.safe = CardTable("Latest safe dates", CardColumn(""), CardColumn("", 120), has_headings=False)
        self.duties = CardTable(
            "Dates in law", CardColumn("Duty"), CardColumn("Due", day), CardColumn("Met", day, gives_way=1),
            CardColumn("", 104), CardColumn("", 52),
        )  # fmt: skip
        self.people = CardTable("People", CardColumn("", 116), CardColumn(""), has_headings=False)
        self.provision = CardTable(
            "Provision", CardColumn("", 70), CardColumn("Setting"), CardColumn("Band", 54),
            CardColumn("A year", 74, is_right=True), CardColumn("Education", 72, is_right=True, gives_way=3),
            CardColumn("Health", 64, is_right=True, gives_way=2), CardColumn("Care", 50, is_right=True, gives_way=1),
        )  # fmt: skip
        self.views = CardTable("Views", CardColumn("", 126), CardColumn(""), has_headings=False)
        self.exceptions = CardTable(
            "Exceptions", CardColumn(""), CardColumn("", 130), CardColumn("", 130), has_headings=False
        )
        self.history = CardTable(
            "History", CardColumn("", 150), CardColumn("", 130), CardColumn(""), has_headings=False
        )

    def _build(self) -> None:
        self.header.insertWidget(0, self.back)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addWidget(self.marks)
        column.addWidget(self.clock)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(self._left(), 11)
        self._columns.addLayout(self._right(), 10)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self.body.addWidget(self._scroll)
        self._content.hide()

    def _left(self) -> QVBoxLayout:
        self._chronology = _card("Chronology", self.chronology)
        self._all = button("", self._show_all, role="link")
        self._chronology.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        group = QButtonGroup(self)
        chips = Flow(6)
        self._chronology.body.insertWidget(0, chips)
        for kind, words in cards.CHRONOLOGY_FILTERS:
            chip = button(words, partial(self._choose_kind, kind), role="chip")
            chip.setCheckable(True)
            chip.setChecked(not kind)
            group.addButton(chip)
            chips.add(chip)
        self._duties = _card("Dates in law", self.duties)
        self._history = _card("History", self.history)
        return _column(self._chronology, self._duties, self._history)

    def _right(self) -> QVBoxLayout:
        self._advice = _card("Advice", self.advice)
        self._safe = _card("Latest safe dates", self.safe)
        self._consultations = _card("Consultation", self.consultations)
        self._people = _card("People", self.people)
        self._provision = _card("Provision", self.provision)
        self._views = _card("Preference and views", self.views)
        self._exceptions = _card("Exceptions", self.exceptions)
        return _column(
            self._advice, self._safe, self._consultations, self._exceptions, self._provision, self._views, self._people
        )


def _card(heading: str, table: CardTable) -> Card:
    card = Card(heading)
    card.body.addWidget(table)
    return card


def _column(*made: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(12))
    for card in made:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _fill(card: Card, table: CardTable, rows: list[Row]) -> None:
    """Show rows on their card; a card without any is not shown at all."""
    card.setVisible(bool(rows))
    table.show_rows(rows)
