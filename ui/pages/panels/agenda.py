"""Agenda: the cases of the meeting chosen in order, who waits for it, and whom no meeting can reach in time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.progress import Progress
from send_desktop.records import AgendaItem
from send_desktop.services import panels
from send_desktop.services.panel_decisions import CaseOutside, case_outside
from send_desktop.services.panel_rules import Allowed
from send_desktop.services.panel_view import AgendaLine, MeetingView, read_meeting
from ui.desk import Desk
from ui.dialogs import panel_items as items
from ui.dialogs.panel_decision import outside_form
from ui.dialogs.spread import SpreadForm
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
        "On the agenda: Alt+Up and Alt+Down move an item, or drag it with the mouse, and the times follow; F2 writes "
        "the recommendation, who presents it and how the views of the family and the child are tabled; Delete takes "
        "it off, Enter opens the case. Among those who wait, Enter puts one on the agenda.\n\n"
        "Once the papers have closed, or every place is taken, a case is let on by name, with why. Spread suggests "
        "the meeting of each waiting case so that the fewest pass their date. A case that no meeting can reach in "
        "time is decided outside the panel: Space on it opens the form, and a later meeting ratifies it."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: MeetingView | None = None
        self._marked: int | None = None
        self._goes_on = False
        self.tiles = MeetingTiles()
        self.waiting = WaitingCard()
        self.table = AgendaTable()
        self.reach = CardTable(
            "Cannot be reached in time", CardColumn("", 24), CardColumn(""), CardColumn("", 84), has_headings=False
        )
        self.ratify = CardTable("To be ratified", CardColumn(""), CardColumn(""), has_headings=False)
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

            def put_on(allowed: Allowed | None) -> Changes:
                return panels.fill_agenda(desk.store, meeting_id, desk.by, desk.today, allowed=allowed)

            self._by_name("Fill agenda with late papers", put_on, self.shown.is_late_now, self._go_on)

    def add(self, case_id: int, asked: str = "") -> None:
        """Put one case on the agenda, last; by name where the papers have closed or every place is taken."""
        if self.shown:
            desk, meeting_id = self.desk, self.shown.meeting.id

            def put_on(allowed: Allowed | None) -> Changes:
                return panels.add_item(
                    desk.store, meeting_id, case_id, desk.by, desk.today, asked=asked, allowed=allowed
                )

            self._by_name("Let a case on by name", put_on, self.shown.is_late_now or not self.shown.free)

    def _by_name(
        self,
        title: str,
        put_on: Callable[[Allowed | None], Changes],
        asks: bool,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """Do it at once, or ask first who allows it."""
        if asks and self.shown:
            self.open(items.let_on_form(self.desk, self.shown, title, put_on), done)
        else:
            self.act(lambda: put_on(None), done)

    def add_any(self) -> None:
        """Open the form that puts any case on the agenda, found by name."""
        if self.shown and self.shown.can_change:
            self.open(items.add_case_form(self.desk, self.shown))

    def put_for_ratifying(self, case_id: int) -> None:
        """Put a case on the agenda for its decision outside the panel to be ratified."""
        self.add(case_id, "ratify")

    def spread(self) -> None:
        """Open the suggestion that spreads those who wait over the meetings to come."""
        if self.shown:
            self.page.wants_form.emit(SpreadForm(self.desk, self.shown.meeting.kind))

    def decide_outside(self, case_id: int, why: str) -> None:
        """Open the form that records the decision on a case that no meeting can reach in time."""
        desk = self.desk

        def read(_: Progress) -> CaseOutside:
            with desk.store.look() as reading:
                return case_outside(reading, case_id, desk.today)

        def opened(outside: CaseOutside) -> None:
            self.open(outside_form(desk, outside, why))

        desk.tasks.read(self.page, read, opened, self.page.show_failure)

    def place_item(self, row: int, place: int) -> None:
        """Put an item where it was dragged to; it stays marked."""
        if self.shown and self.shown.can_change and row < len(self.shown.lines):
            desk, item = self.desk, self.shown.lines[row].item
            self._marked = item.id
            self.act(lambda: panels.place_item(desk.store, item, place, desk.by, desk.today))

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
            self.open(items.take_off_form(self.desk, line))

    def edit_item(self) -> None:
        """Open the form of the marked item's question and recommendation."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            self.open(items.item_form(self.desk, line, self.shown.meeting.slot_minutes))

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
        self.reach.show_rows(cards.reach_rows(view, self.page.wants_case.emit, self.decide_outside))
        self._ratify.setVisible(bool(view.to_ratify) and view.can_change)
        self.ratify.show_rows(cards.ratify_rows(view, self.put_for_ratifying))
        self.table.let_drag(is_let=view.can_change)
        self.any_button.setVisible(view.can_change)
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
        self._columns.addLayout(_stacked(self.waiting, self._reach_card(), self._ratify_card()), 5)
        column.addLayout(self._columns)
        column.addStretch(1)

    def _agenda_card(self) -> Card:
        card = Card("Agenda")
        self.fill_button = button("Fill agenda", self.fill)
        self.fill_button.setToolTip("Puts on the cases that need this meeting, by legal date")
        self.any_button = button("Add a case", self.add_any, picture="add")
        self.any_button.setToolTip("Puts any case on the agenda, found by name")
        card.tools.addWidget(self.any_button)
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

    def _ratify_card(self) -> Card:
        self._ratify = Card("To be ratified", "decided outside the panel")
        put_on = button("Add", self._ratify_marked)
        put_on.setAccessibleName("Put the marked decision on the agenda to be ratified")
        put_on.setToolTip("Puts the marked one on the agenda (Enter)")
        self._ratify.tools.addWidget(put_on)
        self._ratify.body.addWidget(self.ratify)
        return self._ratify

    def _ratify_marked(self) -> None:
        at = max(0, self.ratify.currentIndex().row())
        if self.shown and at < len(self.shown.to_ratify):
            self.put_for_ratifying(self.shown.to_ratify[at].case.id)

    def _bind(self) -> None:
        self.table.placed.connect(self.place_item)
        self.waiting.spread.connect(self.spread)
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
    if not shown.can_fill:
        return "No case is on this agenda yet. No queue fills this kind of panel: add each case by its name."
    return "No case is on this agenda yet, and none needs this meeting now."
