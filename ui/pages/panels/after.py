"""After: what a meeting leaves to be done, from the decisions to the signed minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from send_desktop.errors import Refused
from send_desktop.services import panel_letters
from send_desktop.services.minutes_checks import summary
from send_desktop.services.panel_after import AfterView, after_view
from send_desktop.services.panel_letters import DecisionLetter
from ui.dialogs import minutes as minutes_forms
from ui.dialogs import panel_decision
from ui.dialogs.form import FormSpec
from ui.dialogs.panel_actions import add_at_meeting_form
from ui.dialogs.save_file import SaveFile
from ui.pages.page import Page
from ui.pages.panels import after_cards as cards
from ui.pages.panels.part import Asked, Part
from ui.pages.panels.sitting_cards import keyed
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.card_table import CardTable
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.shapes import StateLabel

NARROW = 1040
"""Below this width, in pixels at 100 per cent, the checks and the minutes stand under the rest."""


class AfterPart(Part):
    """What follows the meeting chosen."""

    id = "after"
    title = "After"
    help_text = (
        "What the meeting leaves to be done. On the tables Enter opens the case and Space does what the button of the "
        "line says: decide, make the letter, record that it went, record an action as done.\n\n"
        "L opens the chair's list, which decides several cases as the panel advised; D saves the decision sheet of "
        "the marked case, K attendance and decisions of the whole meeting as a workbook. M makes every letter that "
        "waits, N adds an action, T writes other matters, P saves the "
        "minutes as a PDF or for Word, G signs them. "
        "Before signing, every check says by its item what is not in order; what does not block can be accepted by "
        "name, with a reason that stands in the minutes."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown: AfterView | None = None
        self.decision_list = cards.decision_table()
        self.letter_list = cards.letter_table()
        self.action_list = cards.action_table()
        self.check_list = cards.check_table()
        self.standing = StateLabel()
        self.left_words = label("", "secondary", wraps=True)
        self.matters = label("", wraps=True)
        self.may_sign = label("", wraps=True)
        self.minutes_button = button("Save minutes", self.save_minutes)
        self.sign_button = button("Sign the minutes", self.sign, role="accent")
        self.list_button = keyed("Chair's list", "L", self.decide_list)
        self.sheet_button = keyed("Decision sheet", "D", self.save_decision_sheet, tip="Of the marked case (D)")
        self.clerk_button = keyed(
            "Clerk's sheet", "K", self.save_clerks_sheet, tip="The whole meeting as a workbook (K)"
        )
        self.make_button = keyed("Make letters", "M", self.make_letters)
        self.add_button = keyed("Add action", "N", self.add_action)
        self.matters_button = keyed("Other matters", "T", self.write_matters)
        self._build()
        self._bind()

    def acts(self) -> tuple[QPushButton, ...]:
        return (self.minutes_button, self.sign_button)

    @staticmethod
    def read(asked: Asked) -> AfterView:
        return after_view(asked.store, asked.meeting_id, asked.today)

    def arrive(self) -> None:
        if self.shown and self.shown.has_begun:
            self.decision_list.setFocus()
        else:
            self.go_button.setFocus()

    # --- acts ------------------------------------------------------------------------------------

    def decide(self, item_id: int) -> None:
        """Open the form of the decision on one item."""
        view = self.shown.sitting if self.shown else None
        one = view.item(item_id) if view else None
        if view and one:
            self._open(lambda: panel_decision.decide_form(self.desk, view, one))

    def decide_list(self) -> None:
        """Open the chair's list: several items decided as the panel advised."""
        if self.shown and self.shown.to_decide:
            view = self.shown.sitting
            self._open(lambda: panel_decision.chairs_list_form(self.desk, view))

    def ask_advice(self, case_id: int) -> None:
        """Open the form that asks for advice by the standard list."""
        self.page.wants_act.emit(case_id, "ask", 0)

    def make_letters(self) -> None:
        """Make every letter that waits to be made, in one go."""
        if self.shown and self.shown.to_make:
            self._make(self.shown.to_make)

    def make_letter(self, at: int) -> None:
        """Make one letter; where something is in the way, open its form on the case, where it can be put right."""
        if self.shown is None:
            return
        one = self.shown.letters[at]
        if one.in_the_way:
            self.page.wants_act.emit(one.case.id, f"letter:{one.kind.code}", 0)
        else:
            self._make((one,))

    def letter_sent(self, at: int) -> None:
        """Open the form that records that a letter went."""
        letter = self.shown.letters[at].letter if self.shown else None
        if letter:
            self.page.wants_act.emit(letter.case_id, "letter_sent", letter.id)

    def add_action(self) -> None:
        """Open the form that raises an action on one of the cases; the marked one to begin with."""
        if self.shown and self.add_button.isVisibleTo(self):
            view, at = self.shown.sitting, self.decision_list.currentIndex().row()
            marked = view.items[at] if 0 <= at < len(view.items) else None
            self._open(lambda: add_at_meeting_form(self.desk, view, marked))

    def action_done(self, case_id: int, action_id: int) -> None:
        """Open the form that records an action as done."""
        self.page.wants_act.emit(case_id, "action_done", action_id)

    def write_matters(self) -> None:
        """Open the form of other matters."""
        if self.shown and self.matters_button.isVisibleTo(self):
            view = self.shown.sitting
            self._open(lambda: minutes_forms.matters_form(self.desk, view))

    def save_minutes(self) -> None:
        """Open the form that saves the minutes as a PDF or for Word."""
        if self.shown and self.shown.has_begun:
            form = minutes_forms.MinutesForm(self.desk, self.shown.sitting)
            form.made.connect(self._saved)
            self.page.wants_form.emit(form)

    def save_decision_sheet(self) -> None:
        """Open the form that saves the decision sheet of the marked case, for its file."""
        at = max(0, self.decision_list.currentIndex().row())
        if self.shown and self.shown.has_begun and at < len(self.shown.sitting.items):
            view = self.shown.sitting
            form = minutes_forms.MinutesForm(self.desk, view, view.items[at])
            form.made.connect(lambda file: self.page.said.emit(f"The decision sheet is in {file}."))
            self.page.wants_form.emit(form)

    def save_clerks_sheet(self) -> None:
        """Open the form that saves attendance and decisions of the whole meeting as a workbook."""
        if self.shown and self.shown.has_begun:
            form = SaveFile(minutes_forms.clerks_sheet_file(self.desk, self.shown.sitting), self.desk)
            form.made.connect(lambda file: self.page.said.emit(f"The clerk's sheet is in {file}."))
            self.page.wants_form.emit(form)

    def sign(self) -> None:
        """Open the form by which the chair signs."""
        if self.shown and self.sign_button.isVisibleTo(self.page):
            after = self.shown
            self._open(lambda: minutes_forms.sign_form(self.desk, after))

    def _saved(self, file: Path) -> None:
        self.page.said.emit(f"The minutes are in {file}.")
        self.page.reload()

    def _make(self, wanted: tuple[DecisionLetter, ...]) -> None:
        desk = self.desk
        self.act(lambda: panel_letters.make_letters(desk.store, wanted, desk.by, desk.today))

    def _open(self, make: Callable[[], FormSpec]) -> None:
        self.page.notice.clear()
        try:
            self.open(make())
        except Refused as refusal:
            self.page.show_failure(refusal)

    # --- showing ---------------------------------------------------------------------------------

    def show_read(self, view: AfterView) -> None:
        self.shown = view
        meeting = view.sitting.meeting
        self._whole.setVisible(view.has_begun)
        self._empty.setVisible(not view.has_begun)
        self.minutes_button.setVisible(view.has_begun)
        self.sign_button.setVisible(view.has_begun and meeting.signed_at is None)
        if not view.has_begun:
            return
        self._cards["decisions"].aside.setText(cards.summary_words(view))
        self._show_tables(view)
        self._show_minutes(view)

    def _show_tables(self, view: AfterView) -> None:
        open_case, is_signed = self.page.wants_case.emit, view.sitting.meeting.signed_at is not None
        self.decision_list.show_rows(cards.decision_rows(view, self.decide, self.ask_advice, open_case))
        self.letter_list.show_rows(cards.letter_rows(view, self.make_letter, self.letter_sent, open_case))
        self.action_list.show_rows(cards.action_rows(view, self.action_done, open_case))
        for name, table, count in (
            ("decisions", self.decision_list, len(view.sitting.items)),
            ("letters", self.letter_list, len(view.letters)),
            ("actions", self.action_list, len(view.actions)),
        ):
            table.setVisible(count > 0)
            self._nothing[name].setVisible(count == 0)
        self.list_button.setVisible(bool(view.to_decide))
        self.sheet_button.setVisible(bool(view.sitting.items))
        self.make_button.setVisible(len(view.to_make) > 0)
        count = len(view.to_make)
        self.make_button.setText(f"Make {count} letters  M" if count > 1 else "Make the letter  M")
        self.add_button.setVisible(bool(view.sitting.items) and not is_signed)
        self.matters_button.setVisible(not is_signed)

    def _show_minutes(self, view: AfterView) -> None:
        code, words, left = cards.minutes_words(view)
        self.standing.show_state(code, words)
        self.left_words.setText(left)
        self.left_words.setVisible(bool(left))
        self.matters.setText(view.sitting.meeting.matters)
        self.matters.setVisible(bool(view.sitting.meeting.matters))
        is_signed = view.sitting.meeting.signed_at is not None
        self._cards["checks"].setVisible(not is_signed)
        self.may_sign.setText(summary(view.checks))
        self.check_list.show_rows(cards.check_rows(view.checks, self.page.wants_case.emit))

    # --- building --------------------------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        narrow = width < px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _build(self) -> None:
        self._cards: dict[str, Card] = {}
        self._nothing: dict[str, QWidget] = {}
        self._whole = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._whole)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(self._left(), 8)
        self._columns.addLayout(self._right(), 5)
        self.go_button = button("Go to the meeting", self._go_to_meeting)
        self._empty = EmptyState(
            "This meeting has not been opened",
            "Once it was, its decisions, letters and actions stand here, with the minutes for the chair to sign.",
            self.go_button,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole, 1)
        column.addWidget(self._empty, 1)
        self._whole.hide()
        self._empty.hide()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(12))
        for name, title, table, act, nothing in (
            ("decisions", "Decisions", self.decision_list, self.list_button, "No case was on the agenda."),
            (
                "letters",
                "Letters",
                self.letter_list,
                self.make_button,
                "Nothing is decided yet.",
            ),
            ("actions", "Actions", self.action_list, self.add_button, "Nobody has anything to do after this meeting."),
        ):
            column.addWidget(self._card(name, title, table, act, nothing))
        self._cards["decisions"].tools.insertWidget(0, self.sheet_button)
        column.addStretch(1)
        return column

    def _card(self, name: str, title: str, table: CardTable, act: QPushButton, nothing: str) -> Card:
        card = self._cards[name] = Card(title)
        card.tools.addWidget(act)
        self._nothing[name] = label(nothing, "secondary", wraps=True)
        card.body.addWidget(table)
        card.body.addWidget(self._nothing[name])
        return card

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(12))
        minutes = self._cards["minutes"] = Card("Minutes")
        acts = Flow(8)
        acts.add(self.matters_button)
        acts.add(self.clerk_button)
        for one in (self.standing, self.left_words, self.matters, acts):
            minutes.body.addWidget(one)
        checks = self._cards["checks"] = Card("Before signing")
        checks.body.addWidget(self.may_sign)
        checks.body.addWidget(self.check_list)
        column.addWidget(minutes)
        column.addWidget(checks)
        column.addStretch(1)
        return column

    def _go_to_meeting(self) -> None:
        self.wants_part.emit("sitting")

    def _bind(self) -> None:
        for keys, act in (
            ("L", self.decide_list),
            ("D", self.save_decision_sheet),
            ("K", self.save_clerks_sheet),
            ("M", self.make_letters),
            ("N", self.add_action),
            ("T", self.write_matters),
            ("P", self.save_minutes),
            ("G", self.sign),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(_press, act))
        self.minutes_button.setToolTip("Saves them as a PDF or for Word (P)")
        self.sign_button.setToolTip("The chair signs, once everything is in order or accepted (G)")


def _press(act: Callable[[], None]) -> None:
    act()
