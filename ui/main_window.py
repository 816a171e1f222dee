"""The window: screens at the left, the one in view, a sheet for forms, and a line on what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.progress import Progress
from send_desktop.records import Officer, Request
from ui.actions import ACTIONS
from ui.desk import Desk
from ui.pages.page import Page
from ui.projection import Projection
from ui.screens import SCREENS, Screen
from ui.tasks import Job
from ui.theme import appearance, px
from ui.trail import Place, Trail
from ui.undoing import Undoing
from ui.widgets.finder import Finder
from ui.widgets.navigation import Navigation
from ui.widgets.panes import first_stop, pane_after
from ui.widgets.sheet import Sheet
from ui.widgets.status import StatusStrip
from ui.window_acts import WindowActs

AFTER_THE_FIRST_SCREEN_MS = 600
"""The numbers beside the screens are first asked for this long after the start, when the first one stands."""


class MainWindow(WindowActs):
    """Everything the program shows. Make it with a Desk, then ``start`` it."""

    def __init__(self, desk: Desk, screens: tuple[Screen, ...] = SCREENS) -> None:
        super().__init__()
        self.desk = desk
        self.screens = screens
        self.pages: dict[str, Page] = {}
        self.trail = Trail()
        self._counts: dict[str, int] = {}
        self._has_place = True
        self._asked_of_copies = False
        self.setWindowTitle("SEND Desktop")
        self.setMinimumSize(800, 560)
        self._build()
        self.projection = Projection(self)
        self.undoing = Undoing(desk, lambda words: self.status.say(words))
        self._bind()
        self._remember_place()

    # --- start and end ---------------------------------------------------------------------------

    def appear(self) -> None:
        """Show the window where it was; the first time over the whole screen if its size would not fit with a frame."""
        room = self.screen().availableSize() - QSize(px(16), px(40))
        if self._has_place or self.size() == self.size().boundedTo(room):
            self.show()
        else:
            self.showMaximized()

    def start(self, screen_id: str = "") -> None:
        """Show a screen, by default where the window was left, and ask the store who is at the desk."""
        self.go_to(screen_id or self._where_it_was())
        self._read_who()
        QTimer.singleShot(AFTER_THE_FIRST_SCREEN_MS, self, self._read_counts)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._keeps_open_for_copies():
            event.ignore()
            return
        self.desk.memory.keep("window/geometry", self.saveGeometry())
        self.desk.tasks.stop()
        self.desk.copies.clean()
        super().closeEvent(event)

    def _keeps_open_for_copies(self) -> bool:
        """Say once, before copies of documents go with the program, that one was changed and is not kept."""
        changed = self.desk.copies.changed()
        if not changed or self._asked_of_copies:
            return False
        self._asked_of_copies = True
        document, path = changed[0]
        self.open_case(document.case_id)
        self.status.say(
            f"{path.name} was changed in its copy and is not kept yet: put it in as a new version, or close again "
            "to lose it.",
            stays=True,
        )
        return True

    def _where_it_was(self) -> str:
        left = self.desk.memory.text("window/screen")
        return left if any(screen.id == left for screen in self.screens) else self.screens[0].id

    def _read_who(self) -> None:
        desk = self.desk
        if desk.by:
            self._show_who()
            return
        from send_desktop.services import people

        desk.tasks.read(self, lambda _: people.who_am_i(desk.store, desk.sign_in), self._met)

    def _met(self, officer: Officer | None) -> None:
        if officer is None:
            self._ask_who()
            return
        self.desk.officer, self.desk.by = officer, officer.name
        self._show_who()
        self.page.arrive()
        self._read_counts()

    def _ask_who(self) -> None:
        from ui.pages.introduce import IntroducePage

        page = IntroducePage(self.desk)
        page.introduced.connect(self._introduced)
        self.pages["introduce"] = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.navigation.hide()
        page.arrive()

    def _introduced(self, officer: Officer) -> None:
        self.navigation.show()
        self.desk.officer, self.desk.by = officer, officer.name
        self._show_who()
        self.go_to(self.screens[0].id)

    def _show_who(self) -> None:
        desk = self.desk
        self.navigation.show_who(desk.by, "", desk.memory.backup_line(desk.store.where, desk.today))

    # --- where we are ----------------------------------------------------------------------------

    def go_to(self, screen_id: str) -> None:
        """Show a screen, made on its first visit."""
        self._go((screen_id, 0))

    def open_case(self, case_id: int, *, keeps_words: bool = False) -> None:
        """Show one case. An act that goes there itself keeps the words at the foot, which tell of it."""
        self._go(("case", case_id), keeps_words=keeps_words)

    def open_meeting(self, meeting_id: int) -> None:
        """Show one meeting of a panel."""
        self.go_to("panels")
        self.page.show_meeting(meeting_id)

    def open_caseload(self, words: str) -> None:
        """Show the caseload narrowed to these words, as they would be typed into its filter."""
        self.go_to("caseload")
        self.page.narrow_to(words)

    def open_cases(self, title: str, case_ids: Collection[int]) -> None:
        """Show exactly these cases in the caseload; a chip there says what they are and takes them away."""
        self.go_to("caseload")
        self.page.show_cases(title, case_ids)

    def go_back(self) -> None:
        """Return to where we were before."""
        self._travel(self.trail.back)

    def go_forward(self) -> None:
        """Go again to where Back came from."""
        self._travel(self.trail.forward)

    def _travel(self, step: Callable[[], bool]) -> None:
        if self.sheet.isVisible() and not self.sheet.close_if_allowed():
            return
        self._keep_focus()
        if step():
            self.status.leave()
            self._show(self.trail.here)
            self.trail.give_focus_back()

    def _keep_focus(self) -> None:
        self.trail.keep_focus(self.focusWidget(), self.stack)

    def next_pane(self) -> None:
        """Take the focus from the screens to the page, then to the sheet where it is open, and round again."""
        panes = [self.navigation, self.stack, *([self.sheet] if self.sheet.isVisible() else [])]
        self._keep_focus()
        pane = pane_after(panes, self.focusWidget())
        stop = (self.trail.focus_here() if pane is self.stack else None) or first_stop(pane)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def page(self) -> Page:
        """The screen in view."""
        current = self.stack.currentWidget()
        assert isinstance(current, Page)
        return current

    def _go(self, place: Place, *, keeps_words: bool = False) -> None:
        if self.sheet.isVisible() and not self.sheet.close_if_allowed():
            return
        self._keep_focus()
        if self.trail.go(place) and not keeps_words:
            self.status.leave()
        self._show(place)

    def _show(self, place: Place) -> None:
        page = self._page_for(place)
        self.navigation.select("caseload" if place[0] == "case" else place[0])
        if place[0] != "case":
            self.desk.memory.keep("window/screen", place[0])
        self.stack.setCurrentWidget(page)
        self._show_who()
        page.arrive()

    def _page_for(self, place: Place) -> Page:
        name, case_id = place
        if name not in self.pages:
            self.pages[name] = self._make(name)
        page = self.pages[name]
        if name == "case":
            page.show_case(case_id)  # type: ignore[attr-defined]
        return page

    def _make(self, name: str) -> Page:
        page = self._case_page() if name == "case" else self._screen(name).make(self.desk)
        page.wants_case.connect(self.open_case)
        page.wants_page.connect(self.go_to)
        page.wants_meeting.connect(self.open_meeting)
        page.wants_caseload.connect(self.open_caseload)
        page.wants_cases.connect(self.open_cases)
        page.wants_form.connect(self.open_form)
        page.wants_act.connect(self.open_act)
        page.wants_why.connect(self.open_why)
        page.said.connect(self.status.say)
        page.counted.connect(lambda count: self._show_counts({name: count}))
        self.stack.addWidget(page)
        return page

    def _screen(self, name: str) -> Screen:
        return next(screen for screen in self.screens if screen.id == name)

    def _case_page(self) -> Page:
        from ui.pages.case import CasePage

        return CasePage(self.desk)

    # --- how it looks ------------------------------------------------------------------------------

    def set_appearance(self, choice: str | None = None, scale: int | None = None) -> None:
        """Change theme or text size and remember it. A new size builds the window's screens anew."""
        before = appearance().scale
        appearance().apply(choice, scale)
        self.desk.memory.keep("window/theme", appearance().choice)
        self.desk.memory.keep("window/scale", appearance().scale)
        if appearance().scale != before:
            self._rebuild()

    def _rebuild(self) -> None:
        place = self.page.place()
        self.pages.clear()
        self._build()
        self._show_who()
        self._show_counts(self._counts)
        self._show(self.trail.here)
        self.page.return_to(place)
        self.projection.dress()

    def project(self, is_projected: bool) -> None:
        """Show the screen in view to a room, larger and without what stands around it; or come back from that."""
        if not self.sheet.isVisible() or self.sheet.close_if_allowed():
            self.projection.show(is_projected, self._rebuild)

    def surround(self, is_shown: bool) -> None:
        """Show or hide the screens at the left and the line at the foot."""
        self.navigation.setVisible(is_shown)
        self.status.setVisible(is_shown)

    # --- changes ---------------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        self.undoing.take(changes)
        if changes.note:
            self.status.say(changes.note, can_undo=changes.undo is not None and self.undoing.can_undo)
        self._leave_removed(changes)
        self._show_who()
        for page in self.pages.values():
            if page is self.stack.currentWidget() and page.concerns(changes):
                page.reload()
        if changes.everything or changes.cases or changes.meetings:
            self._read_counts()

    def _leave_removed(self, changes: Changes) -> None:
        """Leave a case that has just gone, with its request undone."""
        removed = changes.undo.removed if changes.undo else ()
        gone = {("case", one.id) for one in removed if isinstance(one, Request)}
        if gone and self.trail.forget(gone, (self.screens[0].id, 0)):
            self._show(self.trail.here)

    def _read_counts(self) -> None:
        """Ask for the numbers beside the screens, whether or not a screen has been opened."""
        desk, screens = self.desk, self.screens

        def read(_: Progress) -> dict[str, int]:
            with desk.store.look() as reading:
                counts = {one.id: one.count(reading, desk.today) for one in screens if one.count}
                own = {one.id: one.own_count(reading, desk.today, desk.by) for one in screens if one.own_count}
                return counts | (own if desk.by else {})

        desk.tasks.read(self, read, self._show_counts)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._counts |= counts
        for name, count in counts.items():
            self.navigation.show_count(name, count)

    def _busy(self, busy: bool) -> None:
        self.loading.setVisible(busy)
        if not busy:
            self.status.done()

    def _started(self, job: Job) -> None:
        self.status.follow(job)

    # --- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.navigation = Navigation(self.screens)
        self.stack = QStackedWidget()
        self.status = StatusStrip()
        self.loading = QProgressBar()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._page_area(), 1)
        self.setCentralWidget(whole)
        self.sheet = Sheet(whole)
        self.finder = Finder(whole)
        self.status.undo_asked.connect(self.undo)
        self.navigation.chosen.connect(self.go_to)

    def _page_area(self) -> QWidget:
        area = QWidget()
        area.setObjectName("page_area")
        self.loading.setObjectName("loading")
        self.loading.setRange(0, 0)
        self.loading.setTextVisible(False)
        self.loading.hide()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.stack, self.status):
            column.addWidget(widget, 1 if widget is self.stack else 0)
        self.loading.setParent(area)
        self.loading.resize(10_000, 3)
        return area

    def _bind(self) -> None:
        for one in ACTIONS:
            self._shortcut(one.shortcut, getattr(self, one.method))
        for index, screen in enumerate(self.screens, start=1):
            self._shortcut(f"Ctrl+{index}", partial(self.go_to, screen.id))
        tasks = self.desk.tasks
        tasks.changed.connect(self._changed)
        tasks.busy.connect(self._busy)
        tasks.untold.connect(lambda failure: self.status.say(f"Not saved. {failure}", stays=True))
        tasks.started.connect(self._started)

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: act())

    def _remember_place(self) -> None:
        kept = self.desk.memory.bytes("window/geometry")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(px(1366), px(768))
            self._has_place = False
