"""Panels: the meetings by date with the parts of the one that is chosen, and the views beside the meetings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.records import MeetingSummary
from send_desktop.services.panel_calendar import PanelsKept, panels_kept
from send_desktop.services.panel_view import PanelsView, panels_view
from ui.desk import Desk
from ui.dialogs import panels as forms
from ui.dialogs.form import Form, FormSpec
from ui.icons import icon
from ui.pages.page import Page
from ui.pages.panels import cards
from ui.pages.panels.part import Asked, Part
from ui.pages.panels.parts import PARTS, VIEWS
from ui.theme import px
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button
from ui.widgets.meeting_strip import MeetingStrip

LOW = 520
"""Below this height the meetings scroll away with the rest, so that the agenda has room."""

CRAMPED = 640
"""Below this width setting up a meeting is found in the menu only, so that the title keeps its room."""

COMING, PAST = "coming", "past"
MEETINGS = "meetings"


class PanelsPage(Page):
    """The meetings, the one that is chosen, and what stands beside them."""

    title = "Panels"
    help_text = (
        "The meetings stand at the top by date; Left and Right go from one to the next. Below are the parts of the "
        "one that is marked; Ctrl+Left and Ctrl+Right go from part to part."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: PanelsView | None = None
        self._chosen: int | None = None
        self._scope = COMING
        self._beside = MEETINGS
        self._part = PARTS[0].id
        self._made: dict[str, Part] = {}
        self._arrives = ""
        self._is_projected = False
        self.new_button = self.add_act(button("New meeting", self.new_meeting))
        self.meeting_button = self.add_act(button("Meeting", role="menu"))
        self.strip = MeetingStrip()
        self.scopes: dict[str, QPushButton] = {}
        self.part_chips: dict[str, QPushButton] = {}
        self.view_chips: dict[str, QPushButton] = {}
        self._build()
        self._bind()

    # --- reading ---------------------------------------------------------------------------------

    def arrive(self) -> None:
        super().arrive()
        self.strip.setFocus()

    def reload(self) -> None:
        desk, chosen, part = self.desk, self._chosen, type(self.part)
        is_beside = self._beside != MEETINGS

        def read(_: object) -> tuple[PanelsView, Any]:
            view = panels_view(desk.store, desk.today, chosen)
            at = 0 if is_beside else view.shown.meeting.id if view.shown else None
            return view, None if at is None else part.read(Asked(desk.store, at, desk.today))

        desk.tasks.read(self, read, partial(self._show, part.id), self.show_failure)

    def concerns(self, changes: Changes) -> bool:
        return changes.everything or bool(changes.meetings) or bool(changes.cases)

    @property
    def shown(self) -> MeetingSummary | None:
        """The meeting on the screen."""
        return self.view.shown if self.view else None

    def help_words(self) -> str:
        return f"{self.help_text}\n\n{self.part.help_text}".strip()

    @property
    def part(self) -> Part:
        """The part, or the view beside the meetings, that is on the screen."""
        return self.part_of(self._part if self._beside == MEETINGS else self._beside)

    def part_of(self, part_id: str) -> Part:
        """Return a part or a view, made when it is first asked for."""
        if part_id not in self._made:
            made = next(one for one in (*PARTS, *VIEWS) if one.id == part_id)(self)
            made.wants_part.connect(self.choose_part)
            made.hide()
            self._parts.addWidget(made)
            for one in made.acts():
                one.hide()
                self.add_act(one)
            self._made[part_id] = made
        return self._made[part_id]

    # --- choosing --------------------------------------------------------------------------------

    def choose(self, meeting_id: int) -> None:
        """Show another meeting."""
        self._chosen = meeting_id
        self.reload()

    def show_meeting(self, meeting_id: int) -> None:
        self._beside = MEETINGS
        self.choose(meeting_id)

    def show_new(self, changes: Changes) -> None:
        """Show a meeting that was just set up."""
        self._beside, self._scope = MEETINGS, COMING
        self.choose_part(PARTS[0].id)
        self.choose(min(changes.meetings))

    def place(self) -> tuple[str, str, int | None, int]:
        """Return the view, the part, the meeting and what the part shows of it."""
        return self._beside, self._part, self._chosen, self.part.place()

    def return_to(self, place: Any) -> None:
        """Go to a view, a part and a meeting, as ``place`` gave them."""
        if place is not None:
            self._beside, self._part, self._chosen, at = place
            self._arrives = self.part.id
            self.part.return_to(at, self._chosen or 0)
            self.reload()

    def show_projected(self, is_projected: bool) -> None:
        """Leave the meeting and its part alone on the screen."""
        self._is_projected = is_projected
        self.part.show_projected(is_projected)
        if self.view is not None:
            self._show_frame(self._beside != MEETINGS)
            self._show_acts(self._beside != MEETINGS)

    def choose_part(self, part_id: str) -> None:
        """Show another part of the meeting that is chosen."""
        self._beside, self._part, self._arrives = MEETINGS, part_id, part_id
        self.reload()

    def step_part(self, by: int) -> None:
        """Go to the part before or after the one in view."""
        ids = [one.id for one in PARTS]
        if self._beside == MEETINGS and self.shown:
            self.choose_part(ids[(ids.index(self._part) + by) % len(ids)])

    def choose_view(self, view_id: str) -> None:
        """Show the meetings, or one of the views beside them."""
        self._beside, self._arrives = view_id, view_id
        self.reload()

    def choose_scope(self, scope: str) -> None:
        """List the meetings to come, or those that are past."""
        self._scope = scope
        self.scopes[scope].setChecked(True)
        listed = self._listed()
        if listed and self._chosen not in [one.meeting.id for one in listed]:
            self.choose((listed[0] if scope == COMING else listed[-1]).meeting.id)
        self._show_strip()

    # --- acts ------------------------------------------------------------------------------------

    def new_meeting(self) -> None:
        """Open the form that sets up a meeting; the meeting comes into view when it is saved."""
        like = self.shown.meeting if self.shown else None

        def opened(kept: PanelsKept) -> None:
            form = Form(forms.new_meeting_form(self.desk, kept, like), self.desk)
            form.saved.connect(self.show_new)
            self.wants_form.emit(form)

        self._read_kept(opened)

    def change_meeting(self) -> None:
        """Open the form that changes the meeting on the screen."""
        shown = self.shown
        if shown:
            self._read_kept(lambda kept: self._open(forms.change_meeting_form(self.desk, shown, kept)))

    def cancel_meeting(self) -> None:
        """Open the form that cancels the meeting on the screen."""
        if self.shown:
            self._open(forms.cancel_meeting_form(self.desk, self.shown))

    def _read_kept(self, opened: Callable[[PanelsKept], None]) -> None:
        desk = self.desk
        desk.tasks.read(self, lambda _: panels_kept(desk.store, desk.today), opened, self.show_failure)

    def _open(self, spec: FormSpec) -> None:
        self.wants_form.emit(Form(spec, self.desk))

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, part_id: str, read: tuple[PanelsView, Any]) -> None:
        if part_id != self.part.id:
            return  # another part was chosen while this one was read: its own reading is on the way
        self.view, seen = read
        is_beside = self._beside != MEETINGS
        self._show_frame(is_beside)
        self._show_acts(is_beside)
        if seen is not None:
            self.part.show_read(seen)
        if self._arrives == part_id:
            self._arrives = ""
            self.part.arrive()

    def _show_frame(self, is_beside: bool) -> None:
        shown = self.shown
        has_content = is_beside or shown is not None
        self._empty.setVisible(not has_content)
        self._content.setVisible(has_content)
        self._meetings.setVisible(not is_beside and not self._is_projected)
        self._part_row.setVisible(not is_beside and len(PARTS) > 1 and not self._is_projected)
        self._views.setVisible(len(self.view_chips) > 1 and not self._is_projected)
        self.view_chips[self._beside].setChecked(True)
        self.part_chips[self._part].setChecked(True)
        for one in self._made.values():
            one.setVisible(one is self.part and has_content)
        self.heading.setText(self.part.title if is_beside else cards.title(shown) if shown else self.title)
        self.subtitle.setText(cards.subtitle(shown, self.desk.today) if shown and not is_beside else "")
        if shown and not is_beside:
            self._choose_shown(shown)
        self._show_strip()
        self.part.fit(self.width(), self.height())

    def _choose_shown(self, shown: MeetingSummary) -> None:
        self._chosen = shown.meeting.id
        if shown.meeting.id not in [one.meeting.id for one in self._listed()]:
            self._scope = PAST if self._scope == COMING else COMING
            self.scopes[self._scope].setChecked(True)

    def _show_acts(self, is_beside: bool) -> None:
        shown = None if is_beside or self._is_projected else self.shown
        self.meeting_button.setVisible(shown is not None)
        for one in self._changes:
            one.setVisible(shown is not None and cards.can_change(shown))
        for part in self._made.values():
            for made in part.acts():
                made.setVisible(part is self.part and (is_beside or shown is not None))
        self._fit_header()

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

    # --- building --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        holder = self._flowing if self.height() < px(LOW) else self._fixed
        if holder.indexOf(self._top) < 0:
            holder.insertWidget(0, self._top)
        self.part.fit(self.width(), self.height())
        self._fit_header()

    def _fit_header(self) -> None:
        is_shown = self._beside == MEETINGS and self.shown is not None and not self._is_projected
        self.new_button.setVisible(is_shown and self.width() >= px(CRAMPED))

    def _build(self) -> None:
        self._content = QWidget()
        self._fixed = QVBoxLayout(self._content)
        self._fixed.setContentsMargins(0, 0, 0, 0)
        self._fixed.setSpacing(px(12))
        self._top = self._meetings_and_parts()
        self._fixed.addWidget(self._top)
        self._fixed.addWidget(self._scrolling(), 1)
        self._empty = self._no_meeting()
        self._views = self._view_row()
        self.body.addWidget(self._views)
        self.body.addWidget(self._content, 1)
        self.body.addWidget(self._empty, 1)
        self._content.hide()
        self._empty.hide()

    def _view_row(self) -> QWidget:
        names = ((MEETINGS, "Meetings"), *((one.id, one.title) for one in VIEWS))
        row = self._chip_row(names, self.view_chips, self.choose_view, "Panels")
        if len(names) < 2:  # shown before it stands in the page, it would be a window of its own
            row.hide()
        return row

    def _meetings_and_parts(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._meetings = self._strip_row()
        names = tuple((one.id, one.title) for one in PARTS)
        self._part_row = self._chip_row(names, self.part_chips, self.choose_part, "The meeting")
        column.addWidget(self._meetings)
        column.addWidget(self._part_row)
        return whole

    def _chip_row(
        self, names: tuple[tuple[str, str], ...], chips: dict[str, QPushButton], choose: Callable[[str], None], of: str
    ) -> QWidget:
        row = QWidget()
        flow = Flow(6)
        group = QButtonGroup(self)
        for code, words in names:
            chip = button(words, partial(choose, code), role="chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{of}: {words.lower()}")
            group.addButton(chip)
            chips[code] = chip
            flow.add(chip)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        return row

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
        self._flowing = QVBoxLayout(inside)
        self._flowing.setContentsMargins(0, 0, px(4), 0)
        self._flowing.setSpacing(px(12))
        self._parts = QVBoxLayout()
        self._flowing.addLayout(self._parts, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _no_meeting(self) -> EmptyState:
        return EmptyState(
            "No meeting is set up",
            "Set up each panel once and make its meetings for the year, or set up a single meeting. SEND Desktop fills "
            "its agenda with the cases that need it, in order of legal date, and builds the pack that its members "
            "read. Until then no case's dates can count on a panel.",
            button("Set up a panel", partial(self.choose_view, "series"), role="accent"),
            button("New meeting", self.new_meeting),
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
        for keys, by in (("Ctrl+Left", -1), ("Ctrl+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step_part, by))
