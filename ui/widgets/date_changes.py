"""Every date before and after an act, as a table in its form: what changes first, what stays on request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_desktop.services.every_date import DateChange
from send_desktop.wording import counted
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label


class DateChanges(QWidget):
    """Shows the dates that an act moves, each with a sign and a word; hidden while it moves none."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "strong", wraps=True)
        self.table = CardTable(
            "Every date before and after",
            CardColumn("Date"),
            CardColumn("Before"),
            CardColumn("After"),
            CardColumn("Change", 104),
        )
        self.all = button("", self._show_all, role="link")
        self._changes: Sequence[DateChange] = ()
        self._today = date.min
        self._shows_all = False
        self._lay_out()
        self.hide()

    def show_changes(self, changes: Sequence[DateChange], today: date) -> None:
        """Take the dates of another preview; those that stay are shown once they have been asked for."""
        self._changes, self._today = changes, today
        moved = sum(one.is_changed for one in changes)
        self.setVisible(moved > 0)
        self.heading.setText(self.summary)
        self._show()

    @property
    def summary(self) -> str:
        """How many dates change and how many stay: '5 dates change, 9 stay as they are'."""
        moved = sum(one.is_changed for one in self._changes)
        verb = "changes" if moved == 1 else "change"
        return f"{counted(moved, 'date')} or state{'' if moved == 1 else 's'} {verb}, {len(self._changes) - moved} stay"

    def _show_all(self) -> None:
        self._shows_all = not self._shows_all
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        changed = [one for one in self._changes if one.is_changed]
        same = [one for one in self._changes if not one.is_changed]
        self.table.show_rows([self._row(one) for one in (*changed, *(same if self._shows_all else ()))])
        self.all.setVisible(bool(same))
        self.all.setText("Show only what changes" if self._shows_all else f"Show the {len(same)} that stay")

    def _row(self, one: DateChange) -> Row:
        before, after = one.said(one.before, self._today), one.said(one.after, self._today)
        role = "strong" if one.is_changed else "secondary"
        return Row(
            (
                Cell(one.title, "text" if one.is_changed else "secondary", f"{one.group}: {before} becomes {after}"),
                Cell(before, "secondary", before),
                Cell(after, role, after),
                Cell(one.sign, role, one.sign),
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(4))
        column.setSpacing(px(4))
        column.addWidget(self.heading)
        column.addWidget(self.table)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
