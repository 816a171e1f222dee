"""The card of school holidays on the options screen: what is on record, and the usual dates to begin from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from send_desktop.records import SchoolHoliday
from send_desktop.services import school_holidays
from send_desktop.services.panel_days import until_usually
from send_desktop.store import Reading
from send_desktop.wording import days, span
from ui.desk import Desk
from ui.dialogs import school_holidays as forms
from ui.dialogs.form import Form, FormSpec
from ui.widgets.card import Card
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row
from ui.widgets.flow import Flow
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

NOTHING = (
    "No school holiday yet. Panels that meet in term time only are made without these days. Begin from the usual "
    "dates of this school year, and check each against your council's own list."
)


@dataclass(frozen=True, slots=True)
class HolidaysRead:
    """The holidays on record, and what is usual where nothing is on record yet, in this school year or the next."""

    kept: tuple[SchoolHoliday, ...]
    proposed: tuple[SchoolHoliday, ...]


def read_holidays(reading: Reading, desk: Desk) -> HolidaysRead:
    """Read what the card shows."""
    kept = tuple(school_holidays.kept_holidays(reading))
    end = until_usually(desk.today)
    proposed = school_holidays.proposed_holidays(reading, end)
    following = end + timedelta(days=1)
    return HolidaysRead(kept, proposed or school_holidays.proposed_holidays(reading, following))


class HolidayCard(Card):
    """The school holidays; ``wants_form`` asks for what stands on the sheet."""

    wants_form = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("School holidays", "for panels in term time only")
        self._desk = desk
        self.shown = HolidaysRead((), ())
        self.notice = Notice()
        self.table = _HolidayTable()
        self.table.removed.connect(self.remove)
        self.usual_button = button("Usual dates", self.propose)
        self.usual_button.setToolTip("The usual dates of a school year, to check against your council's own list")
        self.add_button = button("Add holiday", self.add, picture="add")
        self._nothing = label(NOTHING, "secondary", wraps=True)
        self._acts = Flow(8)
        for words, act, keys in (("Change holiday", self.change, "Enter"), ("Take off", self.remove, "Delete")):
            made = button(words, act)
            made.setToolTip(f"{words}: the marked one ({keys})")
            self._acts.add(made)
        for tool in (self.usual_button, self.add_button):
            self.tools.addWidget(tool)
        for widget in (self.notice, self._nothing, self.table, self._acts):
            self.body.addWidget(widget)

    def show_holidays(self, read: HolidaysRead) -> None:
        """Show what is on record."""
        self.shown = read
        self.table.show_rows([_row(one, partial(self._open_one, one)) for one in read.kept])
        self.table.setVisible(bool(read.kept))
        self._acts.setVisible(bool(read.kept))
        self._nothing.setVisible(not read.kept)
        self.usual_button.setVisible(bool(read.proposed))

    def add(self) -> None:
        """Open the form that records one."""
        self._open(forms.new_holiday_form(self._desk))

    def propose(self) -> None:
        """Open the form with the usual dates."""
        if self.shown.proposed:
            self._open(forms.usual_holidays_form(self._desk, self.shown.proposed))

    def change(self) -> None:
        """Open the form of the marked one."""
        one = self._marked()
        if one:
            self._open_one(one)

    def remove(self) -> None:
        """Take the marked one off the list; Ctrl+Z takes that back."""
        one, desk = self._marked(), self._desk
        if one:
            self.notice.clear()
            desk.tasks.write(
                self,
                lambda _: school_holidays.remove_holiday(desk.store, one, desk.by, desk.today),
                None,
                self.notice.show_failure,
            )

    def _marked(self) -> SchoolHoliday | None:
        at = self.table.currentIndex().row()
        return self.shown.kept[at] if 0 <= at < len(self.shown.kept) else None

    def _open_one(self, one: SchoolHoliday) -> None:
        self._open(forms.change_holiday_form(self._desk, one))

    def _open(self, spec: FormSpec) -> None:
        self.wants_form.emit(Form(spec, self._desk))


class _HolidayTable(CardTable):
    removed = Signal()

    def __init__(self) -> None:
        super().__init__(
            "School holidays", CardColumn("Holiday"), CardColumn("Closed", 196), CardColumn("", 64, True, gives_way=1)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _row(one: SchoolHoliday, act: partial[None]) -> Row:
    length = (one.ends_on - one.starts_on).days + 1
    return Row((Cell(one.name, "strong"), Cell(span(one.starts_on, one.ends_on)), Cell(days(length), "secondary")), act)
