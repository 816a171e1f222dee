"""What can be done in a meeting: each act of it, of the people at its table, and of the item that is heard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import Conflict
from send_desktop.services import attendance, recommendations, sitting
from send_desktop.services.recommendations import Said
from send_desktop.services.sitting_view import Seat, SittingItem, SittingView
from ui.dialogs import panel_decision
from ui.dialogs import sitting as forms
from ui.dialogs.form import FormSpec
from ui.pages.panels.paper_copies import open_copy
from ui.pages.panels.part import Part
from ui.pages.panels.sitting_cards import AttendanceCard


class SittingActs(Part):
    """The acts of the meeting's screen, which ``sitting.SittingPart`` lays out and shows."""

    shown: SittingView | None
    attendance: AttendanceCard
    open_button: QPushButton

    @property
    def current(self) -> SittingItem | None:
        """The item on the screen."""
        raise NotImplementedError

    def _opened(self, changes: Changes) -> None:
        """Go on once the meeting is open."""

    # --- the meeting --------------------------------------------------------------------------

    def open_meeting(self) -> None:
        """Open the meeting, and go on with who is there."""
        if self.shown and self.open_button.isVisibleTo(self.page):
            desk, meeting = self.desk, self.shown.meeting
            self.act(lambda: sitting.open_meeting(desk.store, meeting, desk.by, desk.today), self._opened)

    def close_meeting(self) -> None:
        """Open the form that closes the meeting."""
        if self.shown and self.shown.is_in_session:
            self.open(forms.close_form(self.desk, self.shown))

    def reopen(self) -> None:
        """Open again a meeting that was closed too soon."""
        if self.shown:
            desk, meeting = self.desk, self.shown.meeting
            self.act(lambda: sitting.reopen_meeting(desk.store, meeting, desk.by, desk.today))

    def tick(self, name: str, is_done: bool) -> None:
        """Keep one of the formalities at the start of a meeting."""
        if self.shown:
            desk, meeting = self.desk, self.shown.meeting
            self.act(lambda: sitting.set_formality(desk.store, meeting, name, is_done, desk.by, desk.today))

    # --- who is there -------------------------------------------------------------------------

    def step_seat(self, at: int) -> None:
        """Bring somebody into the room, or out of it."""
        seat = self._seat(at)
        if self.shown and seat:
            desk, meeting = self.desk, self.shown.meeting
            self.act(lambda: attendance.step(desk.store, meeting, seat, desk.by, desk.today))

    def correct_person(self, at: int) -> None:
        """Open the form of somebody who came; whoever is only expected is brought in."""
        seat = self._seat(at)
        if self.shown and seat:
            if seat.attendance is None:
                self.step_seat(at)
            else:
                self.open(forms.person_form(self.desk, self.shown, seat.attendance))

    def ask_of_seat(self, what: str) -> None:
        """Add a guest, record an apology of the marked line, or take it off the list."""
        seat = self._seat(self.attendance.table.currentIndex().row())
        if self.shown is None:
            return
        desk, meeting = self.desk, self.shown.meeting
        if what == "guest":
            self.open(forms.person_form(desk, self.shown))
        elif what == "apology" and seat:
            self.act(lambda: attendance.apologise(desk.store, meeting, seat, desk.by, desk.today))
        elif what == "strike" and seat and seat.attendance:
            self.open(forms.strike_form(desk, self.shown, seat.attendance))

    def _seat(self, at: int) -> Seat | None:
        seats = self.shown.seats if self.shown else ()
        return seats[at] if 0 <= at < len(seats) else None

    # --- the item -----------------------------------------------------------------------------

    def toggle_time(self) -> None:
        """Start or stop the time of the item on the screen."""
        if self.current:
            self.toggle_time_of(self.current.item.id)

    def toggle_time_of(self, item_id: int) -> None:
        """Start or stop the time of an item."""
        view = self.shown
        one = view.item(item_id) if view else None
        if view and one:
            desk, done = self.desk, sitting.stop_item if one.is_running else sitting.start_item
            self.act(lambda: done(desk.store, view, one, desk.by, desk.today))

    def recommend(self, outcome: str = "") -> None:
        """Open the form of what the panel recommends."""
        self._form(lambda view, one: forms.recommend_form(self.desk, view, one, outcome))

    def not_reached(self) -> None:
        """Record that nothing was said on the item; it goes to the next meeting. One key, so Ctrl+Z takes it back."""
        view, one = self.shown, self.current
        if view and one and one.recommendation is None:
            desk, said = self.desk, Said(outcome="not_reached")
            self.act(lambda: recommendations.recommend(desk.store, view, one, said, desk.by, desk.today))

    def declare_interest(self, known: Conflict | None = None) -> None:
        """Open the form by which an interest in the item is declared, or corrected."""
        self._form(lambda view, one: forms.interest_form(self.desk, view, one, known))

    def take_back(self, conflict: Conflict) -> None:
        """Open the form that takes a declaration back."""
        self._form(lambda view, _: forms.take_back_form(self.desk, view, conflict))

    def record_views(self) -> None:
        """Open the form of how the views are before the panel."""
        self._form(lambda view, one: forms.views_form(self.desk, view, one))

    def decide(self) -> None:
        """Open the form of the authority's decision."""
        self._form(lambda view, one: panel_decision.decide_form(self.desk, view, one))

    def decide_list(self) -> None:
        """Open the chair's list."""
        self._form(lambda view, _: panel_decision.chairs_list_form(self.desk, view))

    def _form(self, make: Callable[[SittingView, SittingItem], FormSpec]) -> None:
        view, one = self.shown, self.current
        if view is None or one is None:
            return
        self.page.notice.clear()
        try:
            self.open(make(view, one))
        except Refused as refusal:
            self.page.show_failure(refusal)

    def open_paper(self, at: int = 0) -> None:
        """Open a paper of the item as a read-only copy in its own program."""
        one = self.current
        if one is not None and 0 <= at < len(one.papers):
            open_copy(self.page, one.papers[at])
