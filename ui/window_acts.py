"""What can be asked for from anywhere in the window: the methods that ``ui.actions.ACTIONS`` names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from send_desktop.progress import Progress
from ui.actions import ACTIONS
from ui.desk import Desk
from ui.pages.page import Page
from ui.screens import Screen
from ui.theme import appearance
from ui.trail import Trail
from ui.undoing import Undoing
from ui.widgets.finder import Finder
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet
from ui.widgets.status import StatusStrip

MOST_RECENT = 8
"""Cases listed as opened last."""


class WindowActs(QMainWindow):
    """The acts of the main window, which builds the parts that they use."""

    desk: Desk
    screens: tuple[Screen, ...]
    trail: Trail
    undoing: Undoing
    sheet: Sheet
    status: StatusStrip
    finder: Finder

    @property
    def page(self) -> Page:
        """The screen in view."""
        raise NotImplementedError

    def go_to(self, screen_id: str) -> None:
        """Show a screen, made on its first visit."""
        raise NotImplementedError

    def open_case(self, case_id: int, *, keeps_words: bool = False) -> None:
        """Show one case. An act that goes there itself keeps the words at the foot, which tell of it."""
        raise NotImplementedError

    def set_appearance(self, choice: str | None = None, scale: int | None = None) -> None:
        """Change theme or text size and remember it."""
        raise NotImplementedError

    def surround(self, is_shown: bool) -> None:
        """Show or hide what stands around the screen in view."""
        raise NotImplementedError

    def search(self) -> None:
        """Open the box that searches every case."""
        from ui.search_box import SearchBox

        SearchBox(self.finder, self.desk, self.open_case).open(self.trail.recent_cases(MOST_RECENT))

    def open_palette(self) -> None:
        """Open the command palette over what is in view."""
        from ui.palette import Palette
        from ui.window_commands import commands

        palette = Palette(self.finder, self.desk, self.ask_act, self.open_case)
        palette.open(commands(self), self.page.case_at_hand(), self.trail.recent_cases(MOST_RECENT))

    def undo(self) -> None:
        """Take the last act back, or say why it cannot be."""
        self.undoing.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.undoing.redo()

    def focus_search(self) -> None:
        """Go to the filter of the screen, or to the caseload's where the screen has none."""
        if type(self.page).focus_search is Page.focus_search:
            self.go_to("caseload")
        self.page.focus_search()

    def new_request(self) -> None:
        """Open the form for a new request."""
        from ui.dialogs.new_request import open_new_request

        open_new_request(self.desk, self)

    def advice_arrived(self) -> None:
        """Open the quick form that records advice as received, begun with the case at hand where there is one."""
        from ui.dialogs.advice_arrived import AdviceArrived

        form = AdviceArrived(self.desk, self.page.case_at_hand())
        form.wants_act.connect(self.open_act)
        self.open_form(form)

    def log_contact(self) -> None:
        """Log a contact about the case in view; elsewhere ask first whose it is: a caller is rarely the marked line."""
        name, case_id = self.trail.here
        self.ask_act(case_id if name == "case" else 0, "contact", "With or about which child?")

    def ask_act(self, case_id: int, act_id: str, question: str = "Which child?") -> None:
        """Open the form of an act on a case; without a case ask first whose it is."""
        from ui.dialogs.case_acts import act
        from ui.dialogs.choose_child import ChooseChild

        if case_id:
            self.open_act(case_id, act_id)
            return
        form = ChooseChild(self.desk, act(act_id).title, question)
        form.chosen.connect(lambda chosen: self.open_act(chosen, act_id))
        self.open_form(form)

    def calendar_file(self) -> None:
        """Open the form for one's legal dates, promises and panels as a calendar file."""
        from ui.dialogs.calendar_file import calendar_form

        self.open_form(calendar_form(self.desk, self.desk.whose_or_own()))

    def hand_over(self) -> None:
        """Open the form that hands a caseload over to another officer."""
        desk = self.desk

        def read(_: Progress) -> list[str]:
            with desk.store.look() as reading:
                return [one.name for one in reading.directory().officers if one.is_active]

        def show(officers: list[str]) -> None:
            from ui.dialogs.handover import HandOver

            self.open_form(HandOver(desk, officers, desk.whose_or_own()))

        desk.tasks.read(self, read, show, lambda failure: self.status.say(str(failure)))

    def open_form(self, form: QWidget) -> None:
        """Show a form (ui.dialogs.form.Form) at the side; it closes itself when it is saved or left.

        One that holds something typed is never taken away for another: it warns, and stays.
        """
        if self.sheet.isVisible() and not self.sheet.close_if_allowed():
            form.deleteLater()
            return
        self.sheet.open(form.windowTitle(), form)
        closing = getattr(form, "finished", None)
        if closing is not None:
            closing.connect(self.sheet.close_now)

    def open_act(self, case_id: int, act_id: str, chosen_id: int = 0) -> None:
        """Read a case and open the form of one act on it, wherever the window is; say why where it cannot be done."""
        from send_desktop.services.cases import view
        from ui.dialogs.case_acts import act
        from ui.dialogs.case_form import OnCase
        from ui.dialogs.form import Form

        desk, wanted = self.desk, act(act_id)

        def read(_: Progress) -> OnCase:
            with desk.store.look() as reading:
                shown = view(reading, reading.case(case_id), desk.today)
                return OnCase(desk, shown, reading.directory(), chosen_id)

        def show(on: OnCase) -> None:
            problem = wanted.problem(on.view.case, desk.today)
            if problem:
                self.status.say(f"{on.view.case.reference}: {problem}")
            else:
                self.open_form(Form(wanted.form(on), desk))

        desk.tasks.read(self, read, show, lambda failure: self.status.say(str(failure)))

    def open_why(self, case_id: int, what: str) -> None:
        """Read a case and say why its next legal date ('next'), its state ('state') or a duty, by its id, is so."""
        from send_desktop.services.cases import CaseView, view
        from send_desktop.services.why import why_of
        from ui.dialogs.why import WhySheet

        desk = self.desk

        def read(_: Progress) -> CaseView:
            with desk.store.look() as reading:
                return view(reading, reading.case(case_id), desk.today)

        def show(seen: CaseView) -> None:
            self.open_form(WhySheet(why_of(seen, what)))

        desk.tasks.read(self, read, show, lambda failure: self.status.say(str(failure)))

    def why(self) -> None:
        """Say why the date in focus is what it is."""
        self.page.why()

    def look_back(self) -> None:
        """Ask for the past day as at which the case in view is to be shown."""
        self.page.look_back()

    def show_help(self) -> None:
        """Say what the screen in view is for, with the keys that work everywhere."""
        keys = [f"{one.shortcut}: {one.title.lower()}" for one in ACTIONS]
        keys.append(f"Ctrl+1 to Ctrl+{len(self.screens)}: the screens at the left, from the top")
        words = label("\n".join((self.page.help_words(), "", "Everywhere", *keys)), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setWindowTitle(f"Help: {self.page.title}")
        self.open_form(words)

    def reload(self) -> None:
        """Read the screen in view again."""
        self.page.reload()

    def larger_text(self) -> None:
        """Make everything a quarter larger, to 200 per cent."""
        self.set_appearance(scale=appearance().scale + 25)

    def smaller_text(self) -> None:
        """Make everything a quarter smaller, to 100 per cent."""
        self.set_appearance(scale=appearance().scale - 25)
