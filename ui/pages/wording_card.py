"""The card of decision wordings on the options screen: the standard words of each outcome, and the team's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from send_desktop.panel_types import OUTCOME_LIST, Outcome
from send_desktop.records import DecisionWording
from send_desktop.services import standard_wordings
from ui.desk import Desk
from ui.dialogs.form import Field, Form, FormSpec
from ui.widgets.card import Card
from ui.widgets.card_table import MORE, CardColumn, CardTable, Cell, Row
from ui.widgets.labels import label
from ui.widgets.notice import Notice

TOLD = (
    "What stands in the minutes, the decision and the letter where nothing else is written. Enter words one the team's "
    "own way; recommendations and decisions on record keep theirs."
)


class WordingCard(Card):
    """One row for each outcome; ``wants_form`` asks for what stands on the sheet."""

    wants_form = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Decision wordings", "for everyone on this store")
        self._desk = desk
        self.notice = Notice()
        self.table = CardTable(
            "Decision wordings",
            CardColumn("Outcome", 150),
            CardColumn("Wording"),
            CardColumn("", 84),
            CardColumn("", 52),
        )
        for widget in (label(TOLD, "secondary", wraps=True), self.notice, self.table):
            self.body.addWidget(widget)

    def show_wordings(self, own: Mapping[str, DecisionWording]) -> None:
        """Show the wording in use of every outcome."""
        self.table.show_rows([self._row(one, own.get(one.code)) for one in OUTCOME_LIST])

    def _row(self, outcome: Outcome, own: DecisionWording | None) -> Row:
        more = [("Change the wording…", partial(self.change, outcome, own))]
        if own:
            more.append(("Return to the shipped wording", partial(self.go_back, outcome)))
        return Row(
            (
                Cell(outcome.title, "strong", ". ".join(part for part in (outcome.title, outcome.basis) if part)),
                Cell(own.wording if own else outcome.wording),
                Cell("Own" if own else "Shipped", "text" if own else "secondary"),
                MORE,
            ),
            partial(self.change, outcome, own),
            more=tuple(more),
        )

    def change(self, outcome: Outcome, own: DecisionWording | None) -> None:
        """Open the form of one wording."""
        self.wants_form.emit(Form(wording_form(self._desk, outcome, own), self._desk))

    def go_back(self, outcome: Outcome) -> None:
        """Return an outcome to the shipped wording; Ctrl+Z takes that back."""
        desk = self._desk
        self.notice.clear()
        desk.tasks.write(
            self,
            lambda _: standard_wordings.shipped_wording(desk.store, outcome.code, desk.by),
            None,
            self.notice.show_failure,
        )


def wording_form(desk: Desk, outcome: Outcome, own: DecisionWording | None) -> FormSpec:
    """Return the form of the wording of one outcome."""
    basis = f"It rests on {outcome.basis}." if outcome.basis else "It rests on the council's own practice."
    return FormSpec(
        title=outcome.title,
        save_words="Save wording",
        say_heading="The shipped wording",
        intro=basis,
        fields=(
            Field(name="wording", label="Wording", kind="long_text", start=own.wording if own else outcome.wording,
                  blamed_for=("wording",)),
        ),
        say=lambda _: outcome.wording,
        save=lambda values: standard_wordings.set_wording(desk.store, outcome.code, values["wording"], desk.by),
    )  # fmt: skip
