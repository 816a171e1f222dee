"""The quick form for advice that has arrived: the child, whose advice, Enter. From anywhere in the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.progress import Progress
from send_desktop.records import Advice, Case, Directory
from send_desktop.services import advice as advice_acts
from send_desktop.services.amendments import adopt
from ui.desk import Desk
from ui.theme import px
from ui.widgets.child_field import ChildField
from ui.widgets.fields import DateField
from ui.widgets.labels import button, label
from ui.widgets.notice import Notice

Read = tuple[Case, Directory]


class AdviceArrived(QWidget):
    """On the sheet. The child's name, Enter, the service's first letter, Enter: its advice came today."""

    finished = Signal()
    wants_act = Signal(int, str, int)
    """Asks for the whole form of an act instead: the case's id, the act's id, the advice's id."""

    def __init__(self, desk: Desk, case_id: int = 0) -> None:
        super().__init__()
        self.setWindowTitle("Advice arrived")
        self._desk = desk
        self._read_of: Read | None = None
        self._waiting: list[Advice] = []
        self._is_enter_waiting = False
        self._early = ""
        self._is_saving = False
        self.child = ChildField(desk, case_id, only_open=True)
        self.services = QListWidget()
        self.on = DateField(desk.today, desk.today)
        self.notice = Notice()
        self.save_button = button("Record advice", self.save, role="accent")
        self.other_button = button("More to say about it…", self._open_whole, role="link")
        self.other_button.setToolTip("Adviser, key point, incomplete, sent back")
        self._lay_out()
        self.child.chosen.connect(self._read_case)
        self.child.changed.connect(self._child_changed)
        self.services.installEventFilter(self)
        self.services.itemDoubleClicked.connect(lambda _: self.save())

    # --- reading ---------------------------------------------------------------------------------

    def _read_case(self, case_id: int) -> None:
        desk = self._desk
        self.services.setFocus(Qt.FocusReason.OtherFocusReason)

        def read(_: Progress) -> Read:
            with desk.store.look() as reading:
                return reading.case(case_id), reading.directory()

        desk.tasks.read(self, read, self._show_case, self._refused)

    def _show_case(self, read: Read) -> None:
        case, directory = self._read_of = read
        if self.child.value_or_none() != case.id:
            return
        names = {service.code: service.name for service in directory.services}
        self._waiting = advice_acts.awaited(case)
        self.services.clear()
        for item in self._waiting:
            self.services.addItem(_line(item, names, self._desk))
        self.services.setCurrentRow(0)
        if self._early:
            self.services.keyboardSearch(self._early)
        self._fit_list()
        self._say_nothing_waits(case)
        if self._is_enter_waiting:
            self._is_enter_waiting = False
            if self._waiting:
                self.save()

    def _say_nothing_waits(self, case: Case) -> None:
        if self._waiting:
            self.notice.clear()
            return
        self.notice.say(
            f"{case.reference}: no advice is awaited.",
            kind="warning",
            way_on="Ask for advice",
            go=lambda: self._go(case.id, "ask", 0),
        )
        self.child.setFocus()

    def _child_changed(self) -> None:
        if self._read_of and self.child.value_or_none() != self._read_of[0].id:
            self._read_of, self._waiting, self._early = None, [], ""
            self.services.clear()
            self._fit_list()

    # --- acts ------------------------------------------------------------------------------------

    def save(self) -> None:
        """Record the marked service's advice as received; nothing else is needed of anybody."""
        if self._is_saving:
            return
        if self._read_of is None:
            if self.child.is_waiting:
                self._is_enter_waiting = True
            elif self.child.value_or_none() is None:
                self._refused(Refused("Name the child first: type the name, Enter takes it."))
                self.child.setFocus()
            else:
                self._is_enter_waiting = True
                self._read_case(self.child.value_or_none() or 0)
            return
        try:
            self._record(self._read_of[0], self._marked())
        except ValueError as error:
            self._refused(Refused(str(error)))
            self.on.setFocus()
        except Refused as refusal:
            self._refused(refusal)

    def _record(self, case: Case, item: Advice) -> None:
        desk, on = self._desk, self.on.value()
        if on is None:
            raise ValueError("Give the day on which the advice arrived.")
        amendment = advice_acts.record_received(case, item, on=on, today=desk.today)
        self._is_saving = True
        desk.tasks.write(self, lambda _: adopt(desk.store, amendment, desk.by, desk.today), self._saved, self._refused)

    def _marked(self) -> Advice:
        at = self.services.currentRow()
        if not 0 <= at < len(self._waiting):
            raise Refused("No advice is awaited on this case.")
        return self._waiting[at]

    def _saved(self, _: Changes) -> None:
        self.finished.emit()

    def _refused(self, error: SendDesktopError) -> None:
        self._is_saving = False
        self.notice.show_failure(error)

    def _open_whole(self) -> None:
        if self._read_of and self._waiting:
            self._go(self._read_of[0].id, "received", self._marked().id)
        else:
            self._refused(Refused("Name the child first: type the name, Enter takes it."))

    def _go(self, case_id: int, act_id: str, chosen_id: int) -> None:
        self.finished.emit()
        self.wants_act.emit(case_id, act_id, chosen_id)

    # --- keys --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.services and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
            if not self._waiting and event.text().isprintable():
                self._early += event.text()  # typed before the case was read: it counts once it is
                return bool(event.text())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.child.setFocus(Qt.FocusReason.TabFocusReason)

    # --- laying out ----------------------------------------------------------------------------------

    def _fit_list(self) -> None:
        self.services.setFixedHeight(px(32) * max(len(self._waiting), 1) + px(4))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(10))
        keys = "The child's name, Enter; the first letter of the service, Enter. The day is today unless you change it."
        column.addWidget(label(keys, "secondary", wraps=True))
        self.child.name_for_readers("Child")
        self.on.name_for_readers("Received on")
        self.services.setAccessibleName("Whose advice arrived")
        fields = (("Child", self.child), ("Whose advice", self.services), ("Received on", self.on))
        for words, widget in fields:
            box = QVBoxLayout()
            box.setSpacing(px(4))
            box.addWidget(label(words, "secondary"))
            box.addWidget(widget)
            column.addLayout(box)
        self._fit_list()
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for one in (self.save_button, button("Cancel", self.finished.emit), self.other_button):
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)


def _line(item: Advice, names: dict[str, str], desk: Desk) -> QListWidgetItem:
    standing = advice_acts.standing(item, desk.today)[1]
    name = names.get(item.service, "")
    title = f"{item.service}, {name[:1].lower()}{name[1:]}" if name and name != item.service else item.service
    words = f"{title} · {standing[:1].lower()}{standing[1:]}"
    line = QListWidgetItem(words)
    line.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    line.setSizeHint(QSize(0, px(32)))
    return line
