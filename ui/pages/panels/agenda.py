"""Agenda: the cases of the meeting chosen in order, who waits for it, and whom no meeting can reach in time."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.records import AgendaItem
from send_desktop.services import panels
from send_desktop.services.panel_view import AgendaLine, MeetingView, read_meeting
from ui.desk import Desk
from ui.dialogs import panels as forms
from ui.pages.page import Page
from ui.pages.panels import cards
from ui.pages.panels.agenda_cards import MeetingTiles, WaitingCard
from ui.pages.panels.part import Asked, Part
from ui.tables.agenda_table import AgendaTable
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label

NARROW = 960
"""Below this width, in pixels at 100 per cent, the cards stand under the agenda."""


class AgendaPart(Part):
    """The agenda of the meeting chosen."""

    id = "agenda"
    title = "Agenda"
    help_text = (
        "Fill agenda puts on the cases that need this meeting, in order of legal date, as far as there are places; "
        "each says why it comes to this meeting.\n\n"
        "On the agenda: Alt+Up and Alt+Down move an item and the times follow, F2 writes the recommendation, Delete "
        "takes it off, Enter opens the case. Among those who wait, Enter puts one on the agenda."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: MeetingView | None = None
        self._marked: int | None = None
        self._goes_on = False
        self.tiles = MeetingTiles()
        self.waiting = WaitingCard()
        self.table = AgendaTable()
        self.reach = CardTable("Cannot be reached in time", CardColumn("", 24), CardColumn(""), has_headings=False)
        self._build()
        self._bind()

    @staticmethod
    def read(asked: Asked) -> MeetingView:
        return read_meeting(asked.store, asked.meeting_id, asked.today)

    def arrive(self) -> None:
        self._place_focus()

    # --- acts ------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Put on the agenda the cases that need this meeting."""
        if self.shown:
            desk, meeting_id = self.desk, self.shown.meeting.id
            self.act(lambda: panels.fill_agenda(desk.store, meeting_id, desk.by, desk.today), self._go_on)

    def add(self, case_id: int) -> None:
        """Put one case on the agenda, last."""
        if self.shown:
            desk, meeting_id = self.desk, self.shown.meeting.id
            self.act(lambda: panels.add_item(desk.store, meeting_id, case_id, desk.by, desk.today))

    def move_item(self, direction: str) -> None:
        """Move the marked item; it stays marked, so that it can be moved again at once."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            desk, item = self.desk, line.item
            self._marked = item.id
            self.act(lambda: panels.move_item(desk.store, _as_stored(desk, item), direction, desk.by, desk.today))

    def take_off(self) -> None:
        """Open the form that takes the marked item off the agenda."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            self.open(forms.take_off_form(self.desk, line))

    def edit_item(self) -> None:
        """Open the form of the marked item's question and recommendation."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            self.open(forms.item_form(self.desk, line))

    def _go_on(self, _: Changes) -> None:
        """Put the focus where work goes on, once the agenda is on the screen: what had it may have gone."""
        self._goes_on = True

    def _place_focus(self) -> None:
        if self.shown and self.shown.lines:
            self.table.selectRow(max(0, self.table.currentIndex().row()))
            self.table.setFocus()
        elif self.fill_button.isVisibleTo(self):
            self.fill_button.setFocus()

    def _line(self) -> AgendaLine | None:
        at = self.table.currentIndex().row()
        lines = self.shown.lines if self.shown else ()
        return lines[at] if 0 <= at < len(lines) else None

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: MeetingView) -> None:
        if self.shown is None or self.shown.meeting.id != view.meeting.id:
            self._marked = None
        self.shown = view
        self._show_fill(view)
        self.tiles.show_view(view)
        self._show_agenda(view)
        self.waiting.show_view(view)
        self._reach.setVisible(bool(view.out_of_reach))
        self.reach.show_rows(cards.reach_rows(view, self.page.wants_case.emit))
        if self._goes_on:
            self._goes_on = False
            self._place_focus()

    def _show_fill(self, view: MeetingView) -> None:
        self.fill_button.setVisible(view.can_fill and view.free > 0 and bool(view.ready))
        role = "" if view.lines else "accent"
        if self.fill_button.property("role") != role:
            self.fill_button.setProperty("role", role)
            self.fill_button.style().unpolish(self.fill_button)
            self.fill_button.style().polish(self.fill_button)

    def _show_agenda(self, view: MeetingView) -> None:
        self.table.show_rows(cards.agenda_rows(view, self.page.wants_case.emit))
        marked = next((at for at, line in enumerate(view.lines) if line.item.id == self._marked), None)
        if marked is not None:
            self.table.selectRow(marked)
        self.table.setVisible(bool(view.lines))
        self._item_acts.setVisible(bool(view.lines) and view.can_change)
        self._no_agenda.setText(_no_agenda_words(view))
        self._no_agenda.setVisible(not view.lines)

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        narrow = width < px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.tiles)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_stacked(self._agenda_card()), 9)
        self._columns.addLayout(_stacked(self.waiting, self._reach_card()), 5)
        column.addLayout(self._columns)
        column.addStretch(1)

    def _agenda_card(self) -> Card:
        card = Card("Agenda")
        self.fill_button = button("Fill agenda", self.fill)
        self.fill_button.setToolTip("Puts on the cases that need this meeting, by legal date")
        card.tools.addWidget(self.fill_button)
        self._no_agenda = label("", "secondary", wraps=True)
        self._item_acts = Flow(8)
        for words, act, keys in (
            ("Recommendation", self.edit_item, "F2"),
            ("Move up", partial(self.move_item, panels.UP), "Alt+Up"),
            ("Move down", partial(self.move_item, panels.DOWN), "Alt+Down"),
            ("Take off", self.take_off, "Delete"),
        ):
            made = button(words, act)
            made.setToolTip(f"{words} the marked item ({keys})" if words != "Recommendation" else f"Write it ({keys})")
            self._item_acts.add(made)
        for widget in (self._no_agenda, self.table, self._item_acts):
            card.body.addWidget(widget)
        return card

    def _reach_card(self) -> Card:
        self._reach = Card("Cannot be reached in time")
        self._reach.body.addWidget(self.reach)
        return self._reach

    def _bind(self) -> None:
        self.table.moved.connect(self.move_item)
        self.table.taken_off.connect(self.take_off)
        self.table.edited.connect(self.edit_item)
        self.waiting.wanted.connect(self.add)


def _stacked(*made: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(12))
    for card in made:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _as_stored(desk: Desk, item: AgendaItem) -> AgendaItem:
    """Return an item as it stands now: a move that follows another at once must not be refused as stale."""
    with desk.store.look() as reading:
        agenda = reading.agenda(item.meeting_id)
    return next((one for one, _ in agenda.items if one.id == item.id), item)


def _no_agenda_words(shown: MeetingView) -> str:
    if not shown.can_change or shown.meeting.on < shown.today:
        return "No case was on this agenda."
    if shown.ready:
        return "No case is on this agenda yet. Fill agenda puts on those that need this meeting, by legal date."
    return "No case is on this agenda yet, and none needs this meeting now."
