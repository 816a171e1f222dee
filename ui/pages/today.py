"""Today: five lists, what hurts first at the top, each line with its one obvious act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.services.today import LISTS, Today, TodayLine, today
from send_desktop.wording import counted, long_date
from ui.desk import TEAM, Desk
from ui.pages.page import Page
from ui.pages.today_list import TodayList
from ui.theme import px
from ui.widgets.card_table import CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button

NOTHING = {
    "do_now": "Nothing is due.",
    "waiting": "Nothing is awaited from services, settings or families.",
    "promised": "Nothing is promised for a later day.",
    "panels": "No papers close in the next three weeks for these cases.",
    "new": "Nobody else has changed anything since the last working day.",
}
"""What each list says when it is empty."""


class TodayPage(Page):
    """What to do now, and what to wait for."""

    title = "Today"
    help_text = (
        "What to do now, what others owe, what was promised, whose papers close, and what is new since the last "
        "working day. In each list what hurts first stands at the top: limits that have passed, then limits by "
        "date, promises that are due, reminders that are due, and families who have waited too long for a word; last, "
        "in a line that opens them, the cases past a limit, or ended late in the last four weeks, of which nobody has "
        "said why.\n\n"
        "Space does what the button at the end of a line says, without leaving the screen. Enter or a double click "
        "opens the case, F4 says why it stands as it does. Up and Down move in a list, Tab goes to the next one.\n\n"
        "The lists are about your own cases; choose at the top right whose you look at. The choice lasts until the "
        "program is closed."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Today | None = None
        self.whose = QComboBox()
        self.whose.setAccessibleName("Whose cases")
        self.whose.setToolTip("Whose cases the lists are about")
        self.whose.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.whose.setMaximumWidth(px(240))
        self.acts.addWidget(self.whose)
        self.calendar = self._window_act("Calendar file", "calendar_file", "Ctrl+Shift+C", "calendar")
        self.handover = self._window_act("Hand over", "hand_over", "Ctrl+Shift+H", "move")
        self.contact = self._window_act("Log contact", "log_contact", "Ctrl+L", "phone", "accent")
        self.lists = {code: TodayList(code, title, NOTHING[code]) for code, title in LISTS.items()}
        self.jumps = {code: button(title, partial(self.go_to_list, code), role="chip") for code, title in LISTS.items()}
        self._is_arriving = False
        self._stack = QStackedWidget()
        self._build()
        self.whose.activated.connect(self._choose_whose)

    # --- reading ---------------------------------------------------------------------------------

    @property
    def officer(self) -> str | None:
        """Whose cases are shown; None for the whole team."""
        return None if self.desk.whose == TEAM else self.desk.whose or self.desk.by

    def arrive(self) -> None:
        self._is_arriving = True
        super().arrive()

    def reload(self) -> None:
        desk, officer = self.desk, self.officer
        if officer == "":  # nobody is known at the desk yet: the window reads again once it knows
            return
        desk.tasks.read(self, lambda _: today(desk.store, officer, desk.today), self._show, self.show_failure)

    def concerns(self, changes: Changes) -> bool:
        return changes.everything or bool(changes.cases or changes.meetings)

    def focus_search(self) -> None:
        getattr(self.window(), "go_to", lambda _: None)("caseload")

    # --- whose -----------------------------------------------------------------------------------

    def look_at(self, whose: str) -> None:
        """Show the lists of an officer by name, of the whole team (``TEAM``), or one's own (empty)."""
        self.desk.whose = whose
        self.reload()

    def _choose_whose(self) -> None:
        self.look_at(str(self.whose.currentData()))

    def _offer(self, officers: Sequence[str]) -> None:
        choices = [("", "My cases"), (TEAM, "The whole team")]
        choices += [(name, name) for name in officers if name != self.desk.by]
        if [self.whose.itemData(at) for at in range(self.whose.count())] != [code for code, _ in choices]:
            self.whose.clear()
            for code, words in choices:
                self.whose.addItem(words, code)
        self.whose.setCurrentIndex(max(0, self.whose.findData(self.desk.whose)))

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, shown: Today) -> None:
        if shown.officer != self.officer:
            return
        self.shown = shown
        self._offer(shown.officers)
        self.subtitle.setText(f"{long_date(shown.on)} · {counted(shown.open_cases, 'open case')}")
        self._stack.setCurrentIndex(0 if shown.open_cases or shown.lines else 1)
        for code, shown_list in self.lists.items():
            lines = shown.of(code)
            shown_list.show_lines(lines, shown, self._act, self._open, self._why)
            self.jumps[code].setText(f"{LISTS[code]}  {len(lines):,}")
        coming = shown.coming if shown.is_quiet else ()
        self.lists["do_now"].show_coming(coming, shown, self._act, self._open, self._why)
        if self._is_arriving:
            self._is_arriving = False
            self._focus_first()
        if shown.officer == self.desk.by:
            self.counted.emit(len(shown.of("do_now")))

    def _focus_first(self) -> None:
        """Give the focus to what is to be done first, or to what comes next where nothing is."""
        do_now = self.lists["do_now"]
        tables = (do_now.table, do_now.coming, *(one.table for one in self.lists.values()))
        first = next((table for table in tables if table.rows), self.whose)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, line: TodayLine) -> None:
        self.wants_act.emit(line.case_id, line.act_id, line.chosen_id)

    def _why(self, line: TodayLine) -> None:
        """Explain the duty that a dispute's line is about, for any other the state of its case."""
        what = {"appeal_response": "appeal_response", "mediation_day": "mediation_arrange"}.get(line.act_id, "state")
        self.wants_why.emit(line.case_id, what)

    def why(self) -> None:
        table = self.focusWidget()
        row = table.current if isinstance(table, CardTable) else None
        if row and row.why:
            row.why()
        else:
            super().why()

    def _open(self, line: TodayLine) -> None:
        if line.case_id:
            self.wants_case.emit(line.case_id)
        elif line.filter:
            self.wants_caseload.emit(line.filter)
        else:
            self.wants_page.emit("caseload")

    def go_to_list(self, code: str) -> None:
        """Bring one list into view, with the focus on it."""
        shown_list = self.lists[code]
        self._area.verticalScrollBar().setValue(shown_list.y())
        shown_list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _window_act(self, words: str, method: str, keys: str, picture: str, role: str = "") -> QPushButton:
        """Return the button of something that the window does from anywhere."""
        made = button(words, lambda: getattr(self.window(), method)(), role=role, picture=picture)
        made.setToolTip(keys)
        return self.add_act(made)

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, px(4), px(8))
        column.setSpacing(px(12))
        for shown_list in self.lists.values():
            column.addWidget(shown_list)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(12))
        rows.addWidget(self._jump_row())
        rows.addWidget(area, 1)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def _jump_row(self) -> QWidget:
        row = Flow(8)
        for jump in self.jumps.values():
            row.add(jump)
        return row

    def _empty(self) -> EmptyState:
        return EmptyState(
            "No case is with you yet",
            "Today shows what is due on your cases, what you wait for and what you have promised. Record a request, "
            "import the tracker that the team keeps today, or look at a colleague's cases.",
            button(
                "New request",
                lambda: getattr(self.window(), "new_request", lambda: None)(),
            ),
            button("Import a tracker", partial(self.wants_page.emit, "import")),
            button("The whole team", partial(self.look_at, TEAM)),
        )
