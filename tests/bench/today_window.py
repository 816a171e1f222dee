"""Today of one officer in a store of 20,000 cases, in the running window, beside the same facts by raw SQL."""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2

_PATIENCE_SECONDS = 60

_RAW = (
    "SELECT r.id, r.reference, p.forename, p.surname, d.* FROM request r JOIN person p ON p.id = r.person_id "
    "JOIN derived d ON d.case_id = r.id JOIN officer o ON o.id = r.officer_id WHERE d.status = 'open' AND o.name = ?",
    "SELECT a.id, a.case_id, a.service, a.requested_on FROM advice a JOIN request r ON r.id = a.case_id "
    "JOIN derived d ON d.case_id = r.id JOIN officer o ON o.id = r.officer_id "
    "WHERE d.status = 'open' AND a.received_on IS NULL AND o.name = ?",
    'SELECT c.id, c.case_id, c.promised_by, c.summary, max(c."on") FROM contact c JOIN request r ON r.id = c.case_id '
    "JOIN officer o ON o.id = r.officer_id WHERE o.name = ? GROUP BY c.case_id",
    "SELECT x.case_id, x.record, a.name, a.by FROM audit x JOIN act a ON a.id = x.act_id "
    "WHERE x.id > (SELECT max(id) - 5000 FROM audit) AND a.by != ?",
)
"""The least that the page has to ask for: its cases with their dates, what is awaited, said and new."""


def ours(location: Path, officer: str, today: date) -> Callable[[], float]:
    """Open the window elsewhere; each call goes to Today and returns the seconds until it is painted."""
    from PySide6.QtWidgets import QApplication

    from db.engine import open_store
    from ui.app import application_for, window_on

    application_for()
    window = window_on(open_store(location), today, officer, location.with_suffix(".ini"))
    window.resize(1366, 768)
    window.show()
    window.start("options")

    def rest() -> None:
        end = time.monotonic() + _PATIENCE_SECONDS
        while window.desk.tasks.is_busy and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.001)
        QApplication.processEvents()

    def seconds() -> float:
        window.go_to("options")
        rest()
        started = time.perf_counter()
        window.go_to("today")
        rest()
        window.repaint()
        return time.perf_counter() - started

    rest()
    return seconds


def plain(location: Path, officer: str) -> Callable[[], float]:
    """Each call asks the file for the same facts and makes one table of them in a window; returns the seconds."""
    from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

    connection = dbapi2.connect(str(location))
    table = QTableWidget()
    table.resize(1366, 768)
    table.show()

    def seconds() -> float:
        started = time.perf_counter()
        rows, *_ = (connection.execute(query, (officer,)).fetchall() for query in _RAW)
        table.setRowCount(len(rows))
        table.setColumnCount(4)
        for at, row in enumerate(rows):
            for column in range(4):
                table.setItem(at, column, QTableWidgetItem(str(row[column])))
        QApplication.processEvents()
        table.repaint()
        return time.perf_counter() - started

    return seconds


def busiest(location: Path) -> str:
    """Return the officer with most open cases."""
    query = (
        "SELECT o.name FROM request r JOIN derived d ON d.case_id = r.id JOIN officer o ON o.id = r.officer_id "
        "WHERE d.status = 'open' GROUP BY o.name ORDER BY count(*) DESC LIMIT 1"
    )
    return str(dbapi2.connect(str(location)).execute(query).fetchone()[0])


if __name__ == "__main__":
    store, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    name = busiest(store)
    for timed in (ours(store, name, day), plain(store, name)):
        print(" ".join(f"{1000 * timed():.0f}" for _ in range(7)))
