"""Panels: the meetings by date, the agenda of one, who waits for it, and the pack its members read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from send_desktop.changes import Changes
from send_desktop.records import AgendaItem, Directory, MeetingSummary
from send_desktop.services import panels
from send_desktop.services.panel_view import AgendaLine, MeetingView, PanelsView, panels_view
from ui.desk import Desk
from ui.dialogs import panels as forms
from ui.dialogs.form import Form, FormSpec
from ui.dialogs.new_request import read_directory
from ui.dialogs.save_file import SaveFile
from ui.icons import icon
from ui.pages import panel_cards as cards
from ui.pages.pack_card import PROFILE, PackCard, pack_act
from ui.pages.page import Page
from ui.pages.panel_parts import MeetingTiles, WaitingCard
from ui.tables.agenda_table import AgendaTable
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.meeting_strip import MeetingStrip

NARROW = 960
"""Below this width, in pixels at 100 per cent, the cards stand under the agenda."""

LOW = 520
"""Below this height the meetings scroll away with the rest, so that the agenda has room."""

CRAMPED = 640
"""Below this width setting up a meeting is found in the menu only, so that the title keeps its room."""

COMING, PAST = "coming", "past"


class PanelsPage(Page):
    """The meetings and the one that is chosen."""

    title = "Panels"
    help_text = (
        "The meetings stand at the top by date; Left and Right go from one to the next. Below is the agenda of the "
        "one that is marked, with why each case comes to this meeting.\n\n"
        "Fill agenda puts on the cases that need this meeting, in order of legal date, as far as there are places.\n\n"
        "On the agenda: Alt+Up and Alt+Down move an item and the times follow, F2 writes the recommendation, Delete "
        "takes it off, Enter opens the case. Among those who wait, Enter puts one on the agenda.\n\n"
        "Build pack makes the PDF that members read, with children by name, initials or reference only."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: PanelsView | None = None
        self._chosen: int | None = None
        self._marked: int | None = None
        self._to_go_on: int | None = None
        self._scope = COMING
        self.new_button = self.add_act(button("New meeting", self.new_meeting))
        self.meeting_button = self.add_act(button("Meeting", role="menu"))
        self.pack_button = self.add_act(button("Build pack", self.build_pack, role="accent"))
        self.strip = MeetingStrip()
        self.scopes: dict[str, QPushButton] = {}
        self.pack = PackCard()
        self.tiles = MeetingTiles()
        self.waiting = WaitingCard()
        self._make_tables()
        self._build()
        self._bind()

    # --- reading ---------------------------------------------------------------------------------

    def arrive(self) -> None:
        super().arrive()
        self.strip.setFocus()

    def reload(self) -> None:
        desk, chosen = self.desk, self._chosen
        desk.tasks.read(self, lambda _: panels_view(desk.store, desk.today, chosen), self._show, self.show_failure)

    def concerns(self, changes: Changes) -> bool:
        return changes.everything or bool(changes.meetings) or bool(changes.cases)

    def choose(self, meeting_id: int) -> None:
        """Show another meeting."""
        self._chosen, self._marked = meeting_id, None
        self.reload()

    def show_meeting(self, meeting_id: int) -> None:
        self.choose(meeting_id)

    def choose_scope(self, scope: str) -> None:
        """List the meetings to come, or those that are past."""
        self._scope = scope
        self.scopes[scope].setChecked(True)
        listed = self._listed()
        if listed and self._chosen not in [one.meeting.id for one in listed]:
            self.choose((listed[0] if scope == COMING else listed[-1]).meeting.id)
        self._show_strip()

    @property
    def shown(self) -> MeetingView | None:
        """The meeting on the screen."""
        return self.view.shown if self.view else None

    # --- acts ------------------------------------------------------------------------------------

    def new_meeting(self) -> None:
        """Open the form that sets up a meeting; the meeting comes into view when it is saved."""
        like = self.shown.meeting if self.shown else None

        def opened(directory: Directory) -> None:
            form = Form(forms.new_meeting_form(self.desk, directory, like), self.desk)
            form.saved.connect(self._set_up)
            self.wants_form.emit(form)

        self.desk.tasks.read(self, lambda _: read_directory(self.desk), opened, self.show_failure)

    def change_meeting(self) -> None:
        """Open the form that changes the meeting on the screen."""
        shown = self.shown
        if shown:
            self.desk.tasks.read(
                self,
                lambda _: read_directory(self.desk),
                lambda directory: self._open(forms.change_meeting_form(self.desk, shown, directory)),
                self.show_failure,
            )

    def cancel_meeting(self) -> None:
        """Open the form that cancels the meeting on the screen."""
        if self.shown:
            self._open(forms.cancel_meeting_form(self.desk, self.shown))

    def fill(self) -> None:
        """Put on the agenda the cases that need this meeting."""
        if self.shown:
            desk, meeting_id = self.desk, self.shown.meeting.id
            self._act(
                lambda: panels.fill_agenda(desk.store, meeting_id, desk.by, desk.today),
                lambda _: self._go_on_at(meeting_id),
            )

    def add(self, case_id: int) -> None:
        """Put one case on the agenda, last."""
        if self.shown:
            desk, meeting_id = self.desk, self.shown.meeting.id
            self._act(lambda: panels.add_item(desk.store, meeting_id, case_id, desk.by, desk.today))

    def move_item(self, direction: str) -> None:
        """Move the marked item; it stays marked, so that it can be moved again at once."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            desk, item = self.desk, line.item
            self._marked = item.id
            self._act(lambda: panels.move_item(desk.store, _as_stored(desk, item), direction, desk.by, desk.today))

    def take_off(self) -> None:
        """Open the form that takes the marked item off the agenda."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            self._open(forms.take_off_form(self.desk, line))

    def edit_item(self) -> None:
        """Open the form of the marked item's question and recommendation."""
        line = self._line()
        if line and self.shown and self.shown.can_change:
            self._open(forms.item_form(self.desk, line))

    def build_pack(self) -> None:
        """Open the form that builds the pack of the meeting on the screen."""
        if self.shown:
            form = SaveFile(pack_act(self.desk, self.shown), self.desk)
            form.made.connect(partial(self._built, form))
            self.wants_form.emit(form)

    def _act(self, work: Callable[[], Changes], done: Callable[[Changes], None] | None = None) -> None:
        self.notice.clear()
        self.desk.tasks.write(self, lambda _: work(), done, self.show_failure)

    def _go_on_at(self, meeting_id: int) -> None:
        """Put the focus where work goes on, once that meeting is on the screen: what had it may have gone."""
        self._to_go_on = meeting_id

    def _place_focus(self, shown: MeetingView) -> None:
        if self._to_go_on != shown.meeting.id:
            return
        self._to_go_on = None
        if shown.lines:
            self.agenda.selectRow(max(0, self.agenda.currentIndex().row()))
            self.agenda.setFocus()
        else:
            (self.fill_button if self.fill_button.isVisibleTo(self) else self.strip).setFocus()

    def _open(self, spec: FormSpec) -> None:
        self.wants_form.emit(Form(spec, self.desk))

    def _set_up(self, changes: Changes) -> None:
        self._scope = COMING
        self.scopes[COMING].setChecked(True)
        self._go_on_at(min(changes.meetings))
        self.choose(min(changes.meetings))

    def _built(self, form: SaveFile, file: Path) -> None:
        if form.choice:
            self.desk.memory.keep(PROFILE, form.choice.value())
        self.pack.was_built(file)
        self.said.emit(f"The pack is in {file}.")
        self.reload()

    def _line(self) -> AgendaLine | None:
        at = self.agenda.currentIndex().row()
        lines = self.shown.lines if self.shown else ()
        return lines[at] if 0 <= at < len(lines) else None

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, read: PanelsView) -> None:
        self.view = read
        shown = read.shown
        self._stack.setCurrentIndex(0 if shown else 1)
        self._fit_header()
        if shown is None:
            self.meeting_button.hide()
            self.pack_button.hide()
            self.heading.setText(self.title)
            self.subtitle.setText("")
            self.counted.emit(0)
            return
        self._chosen = shown.meeting.id
        if shown.meeting.id not in [one.meeting.id for one in self._listed()]:
            self._scope = PAST if self._scope == COMING else COMING
            self.scopes[self._scope].setChecked(True)
        self._show_strip()
        self._show_meeting(shown)

    def _listed(self) -> list[MeetingSummary]:
        meetings = self.view.meetings if self.view else ()
        today = self.desk.today
        return [one for one in meetings if (one.meeting.on >= today) == (self._scope == COMING)]

    def _show_strip(self) -> None:
        self.strip.show_meetings(self._listed(), self._chosen, self.desk.today)
        ahead = [one for one in (self.view.meetings if self.view else ()) if one.meeting.on >= self.desk.today]
        self.counted.emit(sum(one.meeting.status != "cancelled" for one in ahead))
        any_past = self.view is not None and len(ahead) < len(self.view.meetings)
        for chip in self.scopes.values():
            chip.setVisible(any_past)

    def _show_meeting(self, shown: MeetingView) -> None:
        self.heading.setText(cards.title(shown))
        self.subtitle.setText(cards.subtitle(shown))
        self._show_acts(shown)
        self.tiles.show_view(shown)
        self._show_agenda(shown)
        self.waiting.show_view(shown)
        self._reach.setVisible(bool(shown.out_of_reach))
        self.reach.show_rows(cards.reach_rows(shown, self.wants_case.emit))
        self.pack.show_view(shown)
        self._place_focus(shown)

    def _show_acts(self, shown: MeetingView) -> None:
        self.meeting_button.show()
        for one in self._changes:
            one.setVisible(shown.can_change)
        self.pack_button.setVisible(bool(shown.lines) and shown.meeting.status != "cancelled")
        self.pack.setVisible(bool(shown.lines or shown.packs))
        can_fill = shown.can_fill and shown.free > 0 and bool(shown.ready)
        self.fill_button.setVisible(can_fill)
        role = "" if shown.lines else "accent"
        if self.fill_button.property("role") != role:
            self.fill_button.setProperty("role", role)
            self.fill_button.style().unpolish(self.fill_button)
            self.fill_button.style().polish(self.fill_button)

    def _show_agenda(self, shown: MeetingView) -> None:
        self.agenda.show_rows(cards.agenda_rows(shown, self.wants_case.emit))
        marked = next((at for at, line in enumerate(shown.lines) if line.item.id == self._marked), None)
        if marked is not None:
            self.agenda.selectRow(marked)
        self.agenda.setVisible(bool(shown.lines))
        self._item_acts.setVisible(bool(shown.lines) and shown.can_change)
        self._no_agenda.setText(_no_agenda_words(shown))
        self._no_agenda.setVisible(not shown.lines)

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        holder = self._flowing if self.height() < px(LOW) else self._fixed
        if holder.indexOf(self._meetings) < 0:
            holder.insertWidget(0, self._meetings)
        self._fit_header()

    def _fit_header(self) -> None:
        self.new_button.setVisible(self.shown is not None and self.width() >= px(CRAMPED))

    def _make_tables(self) -> None:
        self.agenda = AgendaTable()
        self.reach = CardTable("Cannot be reached in time", CardColumn("", 24), CardColumn(""), has_headings=False)

    def _build(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._fixed = column
        self._meetings = self._strip_row()
        column.addWidget(self._meetings)
        column.addWidget(self._scrolling(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _strip_row(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        chips = QVBoxLayout()
        chips.setSpacing(px(6))
        group = QButtonGroup(self)
        for scope, words in ((COMING, "To come"), (PAST, "Past")):
            chip = button(words, partial(self.choose_scope, scope), role="chip")
            chip.setCheckable(True)
            chip.setChecked(scope == COMING)
            chip.setAccessibleName(f"Meetings: {words.lower()}")
            group.addButton(chip)
            self.scopes[scope] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        row.addLayout(chips)
        row.addWidget(self.strip, 1)
        return whole

    def _scrolling(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        self._flowing = column
        column.addWidget(self.tiles)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(_stacked(self._agenda_card(), self.pack), 9)
        self._columns.addLayout(_stacked(self.waiting, self._reach_card()), 5)
        column.addLayout(self._columns)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

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
        for widget in (self._no_agenda, self.agenda, self._item_acts):
            card.body.addWidget(widget)
        return card

    def _reach_card(self) -> Card:
        self._reach = Card("Cannot be reached in time")
        self._reach.body.addWidget(self.reach)
        return self._reach

    def _empty(self) -> EmptyState:
        return EmptyState(
            "No meeting is set up",
            "Set one up, and SEND Desktop fills its agenda with the cases that need it, in order of legal date, and "
            "builds the pack that its members read. Until then no case's dates can count on a panel.",
            button("New meeting", self.new_meeting, role="accent"),
        )

    def _bind(self) -> None:
        menu = QMenu(self.meeting_button)
        menu.addAction(icon("new_meeting", "secondary"), "New meeting", self.new_meeting)
        self._changes = (
            menu.addAction(icon("edit", "secondary"), "Change meeting", self.change_meeting),
            menu.addAction(icon("delete", "secondary"), "Cancel meeting", self.cancel_meeting),
        )
        self.meeting_button.setMenu(menu)
        self.strip.chosen.connect(self.choose)
        self.agenda.moved.connect(self.move_item)
        self.agenda.taken_off.connect(self.take_off)
        self.agenda.edited.connect(self.edit_item)
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
