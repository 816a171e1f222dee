"""The suggestion that spreads the waiting cases over the meetings to come: read whole, then adopted as one act."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import SendDesktopError
from send_desktop.panel_types import PANELS
from send_desktop.progress import Progress
from send_desktop.services import panel_spreading
from send_desktop.services.panel_spreading import SpreadLine, Suggestion
from send_desktop.wording import day_month
from ui.desk import Desk
from ui.theme import px
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

INTRO = (
    "Each case goes to a meeting that keeps its date and leaves the others to those that need them. Whose date cannot "
    "be kept any more takes a place that is left, so some wait longer. Only meetings whose papers are still open take "
    "part, and nothing is saved until you put the cases on."
)


class SpreadForm(QWidget):
    """On the sheet: where each waiting case would go and why. ``finished`` when it was adopted or left."""

    scrolls_itself = True
    finished = Signal()
    saved = Signal(object)

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.setWindowTitle(f"Spread over the meetings: {PANELS[kind].lower()}")
        self._desk, self._kind = desk, kind
        self.suggestion: Suggestion | None = None
        self.notice = Notice()
        self.words = label("Working out where each case goes.", "strong", wraps=True)
        self.table = CardTable(
            "Suggested meetings",
            CardColumn("Child", 164),
            CardColumn("Meeting", 92),
            CardColumn("", 84),
            CardColumn("Why"),
        )
        self.save_button = button("Put on the agendas", self.save, role="accent")
        self.leave_button = button("Cancel", self.finished.emit)
        self.save_button.setEnabled(False)
        self._lay_out()
        self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.table.setFocus()

    def save(self) -> None:
        """Put each case on the agenda of its meeting, all or none."""
        if self.suggestion is None or not self.save_button.isEnabled():
            return
        desk, seats = self._desk, self.suggestion.seats
        self.save_button.setEnabled(False)
        desk.tasks.write(
            self,
            lambda _: panel_spreading.adopt(desk.store, seats, desk.by, desk.today),
            self._saved,
            self._refused,
            long=True,
        )

    def _read(self) -> None:
        desk, kind = self._desk, self._kind

        def read(_: Progress) -> Suggestion:
            with desk.store.look() as reading:
                return panel_spreading.suggest(reading, kind, desk.today)

        desk.tasks.read(self, read, self._show, lambda failure: self.notice.show_failure(failure, retry=self._read))

    def _show(self, found: Suggestion) -> None:
        self.suggestion = found
        self.words.setText(found.words)
        self.words.setAccessibleName(found.words)
        self.table.show_rows([_row(line, self._desk) for line in found.lines])
        self.table.setVisible(bool(found.lines))
        self.save_button.setEnabled(bool(found.seats))

    def _saved(self, changes: Changes) -> None:
        self.saved.emit(changes)
        self.finished.emit()

    def _refused(self, error: SendDesktopError) -> None:
        self.notice.show_failure(error)
        self._read()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(10))
        for widget in (label(INTRO, "secondary", wraps=True), self.table):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.save_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(10))
        whole.addWidget(area, 1)
        whole.addWidget(self.notice)
        whole.addWidget(self.words)
        whole.addLayout(row)


def _row(line: SpreadLine, desk: Desk) -> Row:
    meeting = line.meeting.meeting if line.meeting else None
    due = f"By {day_month(line.due, desk.today)}"
    return Row(
        (
            Cell(f"{line.row.surname}, {line.row.forename}", "strong", tip=line.row.reference, note=due),
            Cell(day_month(meeting.on, desk.today) if meeting else "None"),
            Cell("In time", "in_time") if line.is_in_time else Cell("Late", "late"),
            Cell(line.why, "secondary", tip=line.why),
        )
    )
