"""The chronology: one line for everything that happened, narrowed by its kind and by what is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from send_desktop.services.cases import ChronologyEntry
from send_desktop.services.why import why_entry
from send_desktop.wording import day_month, full_date
from ui.cards.case_card import CaseCard
from ui.cards.spec import DAY, CardSpec, CardTool, OnCard
from ui.theme import px
from ui.widgets.card_table import CardColumn, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button

CHRONOLOGY_FILTERS = (
    ("", "Everything"),
    ("contact", "Contacts"),
    ("decision", "Decisions"),
    ("advice", "Advice"),
    ("plan", "Plan"),
    ("panel", "Panels"),
    ("letter", "Letters"),
    ("document", "Documents"),
    ("exception", "Exceptions"),
    ("delay", "Delays"),
    ("dispute", "Disputes"),
    ("note", "Notes"),
    ("officer", "Officer"),
)
"""The kinds of ``ChronologyEntry`` with the words on their chips; a kind that the case has none of is not offered."""

MARKS = {"Late": "late", "Promise": "at_risk"}
"""How a mark of the chronology is drawn."""

LATE_ADVICE = "at_risk"
"""Advice that came late is drawn so wherever it stands, as ``services.advice.standing`` says; a late plan is not."""


def rows(on: OnCard) -> list[Row]:
    """Return the whole chronology, newest first."""
    return chronology_rows(on.view.chronology, "", on.view.today, partial(_show_why, on))


def chronology_rows(
    entries: tuple[ChronologyEntry, ...], kind: str, today: date, why: Callable[[ChronologyEntry], object]
) -> list[Row]:
    """Return the chronology, or one kind of it, newest first; F4 on a line says who entered it and when."""
    kept = [entry for entry in entries if not kind or entry.kind == kind]
    return [
        Row(
            (
                Cell(day_month(entry.on, today) if entry.on else "No date", "secondary", full_date(entry.on)),
                Cell(entry.title, "strong"),
                Cell(entry.text),
                Cell(entry.mark, _mark_role(entry)),
            ),
            why=partial(why, entry),
        )
        for entry in kept
    ]


def _show_why(on: OnCard, entry: ChronologyEntry) -> None:
    on.show_why(why_entry(on.view, entry))


def _mark_role(entry: ChronologyEntry) -> str:
    if entry.kind == "advice" and entry.mark == "Late":
        return LATE_ADVICE
    return MARKS.get(entry.mark, "secondary")


class ChronologyCard(CaseCard):
    """The card with a chip for each kind and a box that narrows what is shown by typing."""

    def __init__(self, spec: CardSpec) -> None:
        super().__init__(spec)
        self.kind = ""
        self.chips: dict[str, QWidget] = {}
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Type to narrow")
        self.narrow.setAccessibleName("Narrow the chronology")
        self.narrow.setClearButtonEnabled(True)
        self.narrow.setFixedWidth(px(170))
        self.narrow.textChanged.connect(self._show_chosen)
        self.tools.addWidget(self.narrow)
        self.body.insertWidget(0, self._chips())

    def show_on(self, on: OnCard) -> None:
        if self.on is None or self.on.case.id != on.case.id:
            self.kind = ""
            self._group.button(_number("")).setChecked(True)
            self.narrow.blockSignals(True)  # what it narrows is shown just below, once
            self.narrow.clear()
            self.narrow.blockSignals(False)
        super().show_on(on)
        kinds = {entry.kind for entry in on.view.chronology}
        for kind, chip in self.chips.items():
            chip.setVisible(not kind or kind in kinds or kind == self.kind)

    def show_rows(self, rows: list[Row]) -> None:
        words = self.narrow.text().casefold().split()
        super().show_rows([row for row in rows if _says(row, words)])
        self.setVisible(True)
        self.empty.setText("Nothing here by these words." if words else "Nothing of this kind yet.")

    def choose(self, kind: str) -> None:
        """Show one kind of entry; all with an empty kind."""
        self.kind = kind
        self._group.button(_number(kind)).setChecked(True)
        self._show_chosen()

    def stops(self) -> list[QWidget]:
        return [*self.buttons.values(), self.narrow, *self.chips.values(), self.table, self.all]

    def _show_chosen(self) -> None:
        if self.on is not None:
            self.show_rows(self._rows(self.on))

    def _rows(self, on: OnCard) -> list[Row]:
        return chronology_rows(on.view.chronology, self.kind, on.view.today, partial(_show_why, on))

    def _chips(self) -> Flow:
        self._group = QButtonGroup(self)
        flow = Flow(6)
        for kind, words in CHRONOLOGY_FILTERS:
            chip = button(words, partial(self.choose, kind), role="chip")
            chip.setCheckable(True)
            chip.setChecked(not kind)
            self._group.addButton(chip, _number(kind))
            self.chips[kind] = chip
            flow.add(chip)
        return flow


def _number(kind: str) -> int:
    return next(number for number, (code, _) in enumerate(CHRONOLOGY_FILTERS) if code == kind)


def _says(row: Row, words: list[str]) -> bool:
    said = " ".join(f"{cell.whole} {cell.tip}" for cell in row.cells).casefold()
    return all(word in said for word in words)


def _save(on: OnCard) -> None:
    """Ask for the chronology as a file; the form is loaded with the first one that is asked for."""
    from ui.dialogs.chronology import ChronologyForm

    on.page.wants_form.emit(ChronologyForm(on.desk, on.view))


CARD = CardSpec(
    id="chronology",
    heading="Chronology",
    side="left",
    columns=(CardColumn("", DAY), CardColumn("", 106), CardColumn(""), CardColumn("", 82)),
    rows=rows,
    tools=(CardTool("Save as file", _save, "Chronology as a PDF or Word file"),),
    empty="Nothing of this kind yet.",
    few=12,
    make=ChronologyCard,
)
