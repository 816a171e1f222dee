"""How sheets that were sent stand in tables: the list, the figures then and now, the cases between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.measures.since import REASONS, WHOLE
from send_desktop.records import SentSheet
from send_desktop.services.moments import day_and_time
from send_desktop.services.sheet_changes import ChangedCase, SheetChanges
from send_desktop.services.sheet_words import FigureLine, reason_words
from send_desktop.wording import counted, full_date, sentence_case
from ui.pages.audit_words import PROFILE_WORDS
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import label

MOST_MOVES = 3
"""Figures that a line of a case names; the rest are counted, and listed on its menu."""


def sheet_rows(sheets: tuple[SentSheet, ...], chosen: int, choose: Callable[[int], object]) -> list[Row]:
    """Return the sheets; Enter looks at one, and the one looked at says so."""
    return [_sheet_row(one, partial(choose, one.id), is_chosen=one.id == chosen) for one in sheets]


def _sheet_row(one: SentSheet, choose: Callable[[], object], *, is_chosen: bool) -> Row:
    return Row(
        (
            Cell(f"As at {full_date(one.as_at)}", "strong" if is_chosen else "text"),
            Cell(day_and_time(one.made_at)),
            Cell(one.made_by, "secondary"),
            Cell(PROFILE_WORDS.get(one.profile, one.profile)),
            Cell(f"{one.cases:,}"),
            Cell("Shown below", "secondary") if is_chosen else Cell("Look", "button"),
        ),
        act=choose,
        press=None if is_chosen else choose,
    )


def figure_rows(lines: tuple[FigureLine, ...]) -> list[Row]:
    """Return figures as they were sent and as they are counted now."""
    return [
        Row(
            (
                Cell(one.title, "secondary" if one.is_same else "text"),
                Cell(one.then, "secondary" if one.is_same else "text"),
                Cell(one.now, "secondary" if one.is_same else "strong"),
                Cell("Same" if one.is_same else "Changed", "secondary" if one.is_same else "text"),
            )
        )
        for one in lines
    ]


def case_row(one: ChangedCase, go: Callable[[int], object], explain: Callable[[ChangedCase], object]) -> Row:
    """Return a case that counts otherwise: Enter opens it, the menu lists every figure that it moved."""
    is_there = bool(one.child)
    act = partial(go, one.change.case_id) if is_there else partial(explain, one)
    more = [("Everything that changed on it", partial(explain, one))]
    if is_there:
        more.insert(0, ("Open the case", partial(go, one.change.case_id)))
    by, on = _who(one)
    return Row(
        (
            Cell(one.child or one.change.reference, "strong", note=one.change.reference if is_there else ""),
            Cell("\n".join([reason_words(one.change), *_facts(one), _moves(one)])),
            Cell(by, "secondary", note=on),
        ),
        act=act,
        more=tuple(more),
    )


def _facts(one: ChangedCase) -> list[str]:
    return [told.words for told in one.told if told.words]


def _moves(one: ChangedCase) -> str:
    moves = one.moves
    if not moves:
        return "It moves no figure of the sheet."
    left = len(moves) - MOST_MOVES
    shown = moves[:MOST_MOVES] if left > 1 else moves
    return sentence_case("; ".join([*shown, *([f"and {left} more"] if left > 1 else [])])) + "."


def _who(one: ChangedCase) -> tuple[str, str]:
    lines = [told.line for told in one.told if told.line]
    if not lines:
        return "The authority's lists", "under Options"
    newest = max(lines, key=lambda line: line.at)
    return newest.by, day_and_time(newest.at)


class WholeChange(QWidget):
    """Everything that changed on one case, at the side: facts with who and when, then every figure that it moved."""

    def __init__(self, one: ChangedCase) -> None:
        super().__init__()
        self.setWindowTitle(one.child or one.change.reference)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self.facts = CardTable("What changed", CardColumn("What changed"))
        self.moves = CardTable("Figures that it moved", CardColumn("Figures that it moved"))
        self.facts.show_rows([Row((Cell(words),)) for words in _told(one)])
        self.moves.show_rows([Row((Cell(sentence_case(words)),)) for words in one.moves])
        column.addWidget(self.facts)
        column.addWidget(self.moves)
        self.moves.setVisible(bool(one.moves))
        column.addStretch(1)


def _told(one: ChangedCase) -> list[str]:
    found = []
    for told in one.told:
        what = f"{REASONS[told.reason]}. {told.words}".strip()
        act = f"\n{told.who}, in “{told.line.act}”" if told.line else ""
        found.append(f"{what}{act}")
    return found


def differ_words(shown: SheetChanges) -> str:
    """Return '3 figures differ now', or that none does."""
    differing = len(shown.differing)
    if not differing:
        return "every figure is as it was sent"
    return f"{counted(differing, 'figure')} {'differs' if differing == 1 else 'differ'} now"


def cases_words(shown: SheetChanges) -> str:
    """Return how many cases count otherwise, and how many of them came whole."""
    whole = sum(one.change.whole == WHOLE for one in shown.moved)
    words = f"{counted(len(shown.moved), 'case')} {'counts' if len(shown.moved) == 1 else 'count'} otherwise"
    return f"{words}, {whole:,} entered late as a whole" if whole else words


def beside_words(shown: SheetChanges) -> str:
    """Return what to know beside the tables: facts that move nothing, other counting, what a public sheet withheld."""
    found = []
    unmoved = len(shown.cases) - len(shown.moved)
    if unmoved:
        facts = f"On {counted(unmoved, 'case')} a fact of that day or before has changed and moves no figure"
        found.append(f"{facts}; the saved file lists {'it' if unmoved == 1 else 'them'}.")
    if shown.comparison.is_counted_otherwise:
        found.append(
            "This version of the program counts some figures in another way than the one that sent the sheet; such "
            "a difference has no case behind it."
        )
    if shown.sheet.profile == "public":
        found.append("In what was sent small counts were withheld; here stand the counts themselves.")
    return "\n".join(found)


def empty_label() -> QWidget:
    """Return the line under the figures where none has changed."""
    return label("Nothing that was put in or put right since changes a figure of this sheet.", "secondary", wraps=True)
