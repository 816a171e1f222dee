"""One list of Today: a card with its count, its lines with their acts, and what it says when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from send_desktop.risk import state_named
from send_desktop.services.today import Today, TodayLine
from send_desktop.wording import day_month, days
from ui.dialogs.case_acts import ACTS
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label

FIRST, MORE = 12, 100
"""Lines shown at first, and how many more at each press of the button under them."""

Use = Callable[[TodayLine], object]


class TodayList(Card):
    """A list by its code in ``services.today.LISTS``; empty ones say so."""

    def __init__(self, code: str, title: str, nothing: str) -> None:
        super().__init__(title, " ")
        self.code = code
        self._nothing = nothing
        self._room = FIRST
        self._lines: Sequence[TodayLine] = ()
        self._row: Callable[[TodayLine], Row] | None = None
        self._of: str | None = None
        self.empty = label(nothing, "secondary", wraps=True)
        self.table = _table(title)
        self.next_words = label("What comes next", "strong")
        self.coming = _table(f"{title}: what comes next")
        self.all = button("", self._show_more, role="link")
        for widget in (self.empty, self.table, self.next_words, self.coming):
            self.body.addWidget(widget)
        self.body.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.next_words.hide()
        self.coming.hide()

    def show_lines(self, lines: Sequence[TodayLine], shown: Today, act: Use, open_case: Use, why: Use) -> None:
        """Show the lines of one officer; looking at another's begins with the first few again."""
        if shown.officer != self._of:
            self._of, self._room = shown.officer, FIRST
        is_team = shown.officer is None
        self._lines = lines
        self._row = lambda line: row_of(line, shown.on, act, open_case, why, is_team=is_team)
        self.aside.setText(f"{len(lines):,}" if lines else "")
        self._arrange()

    def show_coming(self, lines: Sequence[TodayLine], shown: Today, act: Use, open_case: Use, why: Use) -> None:
        """Show what comes next, where nothing is due."""
        self.next_words.setVisible(bool(lines))
        self.coming.setVisible(bool(lines))
        self.coming.show_rows([row_of(line, shown.on, act, open_case, why) for line in lines])

    def _arrange(self) -> None:
        assert self._row is not None
        count = len(self._lines)
        self.empty.setVisible(not count)
        self.table.setVisible(bool(count))
        self.table.show_rows([self._row(line) for line in self._lines[: self._room]])
        left = count - self._room
        self.all.setVisible(left > 0)
        self.all.setText(f"Show {MORE} more of {left:,}" if left > MORE else f"Show all {count:,}")

    def _show_more(self) -> None:
        self._room += MORE
        self._arrange()
        self.table.setFocus()


def _table(title: str) -> CardTable:
    return CardTable(
        title, CardColumn("", 150), CardColumn("", 184), CardColumn(""), CardColumn("", 116),
        has_headings=False,
    )  # fmt: skip


def row_of(line: TodayLine, on: date, act: Use, open_case: Use, why: Use, *, is_team: bool = False) -> Row:
    """Return the row of a line: its state, the child, what and why, its day, and its act."""
    beside = f"{line.reference} · {line.officer or 'no officer'}" if is_team else line.reference
    has_act = any(one.id == line.act_id for one in ACTS)
    return Row(
        cells=(
            _state_cell(line, on),
            Cell(line.child, "strong", beside, note=beside) if line.case_id else _several(line),
            Cell(line.words, tip=line.next_step),
            Cell(line.act_words if has_act or line.filter else "", "button", tip=line.next_step),
        ),
        act=partial(open_case, line),
        press=partial(act, line) if has_act else partial(open_case, line) if line.filter else None,
        why=partial(why, line) if line.case_id else None,
    )


def _several(line: TodayLine) -> Cell:
    return Cell("Several cases", "strong", note="In the caseload") if line.filter else Cell("")


def _state_cell(line: TodayLine, on: date) -> Cell:
    """The state with the line's day under it: how late, or how near."""
    when = f"{day_month(line.on, on)} · {far_words(line, on)}" if line.on else ""
    if line.state is None:
        return Cell(day_month(line.on, on), note=far_words(line, on)) if line.on else Cell("")
    return Cell(state_named(line.state).word, line.state, note=when)


def far_words(line: TodayLine, on: date) -> str:
    """Return how far a line's day is off: 'today', 'in 4 days', '9 days late'."""
    assert line.on is not None
    away = (line.on - on).days
    if away == 0:
        return "today"
    if away > 0:
        return f"in {days(away)}"
    return f"{days(-away)} ago" if line.list == "new" else f"{days(-away)} late"
