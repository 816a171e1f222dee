"""Keystroke in the caseload's filter to repaint, beside a plain table filled by one SELECT with LIKE.

Runs as one process for each: it types a word letter by letter and prints the median in seconds.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView
from sqlcipher3 import dbapi2

from db.engine import open_store
from ui.app import application_for, window_on
from ui.pages.caseload import CaseloadPage

WORDS = ("otter", "maple", "larken")
SHOWN = 13

_SELECT = """
SELECT r.reference, p.surname || ', ' || p.forename, p.date_of_birth, d.stage, r.received_on, d.next_due, d.status,
  d.blocker, s.name, o.name, a.name, r.primary_need, p.upn
FROM request r JOIN person p ON p.id = r.person_id LEFT JOIN derived d ON d.case_id = r.id
  LEFT JOIN setting s ON s.id = r.setting_id LEFT JOIN officer o ON o.id = r.officer_id
  LEFT JOIN area a ON a.id = r.area_id
WHERE d.status = 'open' AND (r.reference LIKE :w OR p.surname LIKE :w OR p.forename LIKE :w OR s.name LIKE :w
  OR o.name LIKE :w OR a.name LIKE :w OR d.stage LIKE :w OR r.primary_need LIKE :w OR p.upn LIKE :w)
ORDER BY d.next_due
"""
Index = QModelIndex | QPersistentModelIndex


class _Plain(QAbstractTableModel):
    """Rows as the database gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[object, ...]] = []

    def show(self, rows: list[tuple[object, ...]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def ours(location: str) -> float:
    """Median seconds from a key in the filter to the painted grid."""
    store = open_store(location)
    application = application_for()
    window = window_on(store, date.today(), "Bench")
    window.resize(1366, 768)
    window.show()
    window.start()
    window.go_to("caseload")
    page = window.page
    assert isinstance(page, CaseloadPage)
    end = time.monotonic() + 60
    while (window.desk.tasks.is_busy or not page.model.total) and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.002)

    def key(letter: str) -> None:
        pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        application.sendEvent(page.filter_box, pressed)

    taken = _typed(application, key, page.filter_box.clear)
    window.close()
    store.close()
    return taken


def plain(location: str) -> float:
    """Median seconds from a word to the painted table of what one SELECT finds."""
    application = application_for()
    connection = dbapi2.connect(location)
    model, view = _Plain(), QTableView()
    view.setModel(model)
    view.resize(1366, 768)
    view.show()
    typed: list[str] = []

    def key(letter: str) -> None:
        typed.append(letter)
        model.show(connection.execute(_SELECT, {"w": f"%{''.join(typed)}%"}).fetchall())

    taken = _typed(application, key, typed.clear)
    view.close()
    connection.close()
    return taken


def _typed(application: QApplication, key: Callable[[str], None], clear: Callable[[], object]) -> float:
    times: list[float] = []
    for word in WORDS:
        clear()
        application.processEvents()
        for letter in word:
            started = time.perf_counter()
            key(letter)
            application.processEvents()
            times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    print({"ours": ours, "plain": plain}[sys.argv[1]](sys.argv[2]), flush=True)
