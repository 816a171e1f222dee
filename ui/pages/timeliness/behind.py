"""The cases behind a figure or a mark of a chart, at the side: Enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from send_desktop.services.dashboard import CaseLine
from send_desktop.wording import counted
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label

LONGEST_LIST = 400
"""Cases that the list shows."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a mark opens: its name, its cases by id, and how the figure is counted where that is told."""

    title: str
    case_ids: tuple[int, ...]
    definition: str = ""


class CasesBehind(QWidget):
    """The cases, with what puts each there."""

    def __init__(
        self,
        behind: Behind,
        lines: Sequence[CaseLine],
        open_case: Callable[[int], object],
        show: Callable[[str, Sequence[int]], object],
    ) -> None:
        super().__init__()
        self.setWindowTitle(behind.title)
        self.table = CardTable(behind.title, CardColumn("", 184), CardColumn(""), has_headings=False)
        self.table.show_rows([_row(one, open_case) for one in lines[:LONGEST_LIST]])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        if behind.definition:
            column.addWidget(label(behind.definition, "secondary", wraps=True))
        column.addWidget(label(_told(len(lines)), "strong", wraps=True))
        self.show_button = caseload_button(behind.title, behind.case_ids, show)
        column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_button.setVisible(bool(lines))
        column.addWidget(self.table)
        column.addStretch(1)
        self.table.setVisible(bool(lines))
        if lines:
            self.setFocusProxy(self.table)


def caseload_button(title: str, case_ids: Sequence[int], show: Callable[[str, Sequence[int]], object]) -> QPushButton:
    """Return the button that takes exactly the cases of a list to the caseload."""
    made = button("Show in caseload", partial(show, title, case_ids), picture="caseload")
    made.setToolTip("These cases in the grid, to sort, mark or copy them; Esc there shows all others again")
    made.setAccessibleName(f"Show in caseload: {title}")
    return made


def _told(count: int) -> str:
    if not count:
        return "It counts no case."
    more = f"; the first {LONGEST_LIST} are here" if count > LONGEST_LIST else ""
    return f"{counted(count, 'case')}{more}. Enter opens one."


def _row(one: CaseLine, open_case: Callable[[int], object]) -> Row:
    return Row(
        (Cell(one.child or one.reference, "strong", note=one.reference), Cell(one.says)),
        act=lambda: open_case(one.case_id),
    )
