"""A case opened in the running window, from the act until it is painted, beside its rows read by raw SQL."""

import itertools
import os
import sqlite3
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QPlainTextEdit

from db.engine import open_store
from ui.app import application_for, window_on

_PATIENCE_SECONDS = 60

_OF_CASE = ("advice", "consultation", "provision", "plan_version", "exception_period", "later_decision", "contact")
_AND = ("note", "document", "chase", "adviser_request", "dispute", "letter", "agenda_item", "derived")


class Opening:
    """The window on a store, and the same file open beside it. Both take the open cases in turn."""

    def __init__(self, path: Path) -> None:
        self._application = application_for()
        self._store = open_store(path)
        with self._store.look() as reading:
            ids = reading.open_case_ids()
        self._ours, self._theirs = itertools.cycle(ids), itertools.cycle(ids)
        self._raw = sqlite3.connect(path)
        self._plain = QPlainTextEdit()
        self._plain.resize(1366, 768)
        self._window = window_on(self._store, date.today(), "Bench", path.with_name("bench.ini"))
        self._window.resize(1366, 768)
        self._window.start("caseload")
        self._window.show()
        self._plain.show()
        self.program()

    def program(self) -> float:
        """Open the next case and return the seconds until it is painted."""
        case_id = next(self._ours)
        started = time.perf_counter()
        self._window.open_case(case_id)
        while not self._shows(case_id):
            self._application.processEvents()
            if time.perf_counter() - started > _PATIENCE_SECONDS:
                raise RuntimeError("The case did not open.")
        self._window.page.repaint()
        return time.perf_counter() - started

    def plain(self) -> float:
        """Read every row of the next case, put the words into one plain field, and paint it."""
        case_id = next(self._theirs)
        started = time.perf_counter()
        rows = [
            row
            for table in (*_OF_CASE, *_AND)
            for row in self._raw.execute(f"SELECT * FROM {table} WHERE case_id = ?", (case_id,))
        ]
        rows += self._raw.execute(
            "SELECT * FROM request JOIN person ON person.id = request.person_id WHERE request.id = ?", (case_id,)
        )
        rows += self._raw.execute("SELECT * FROM audit WHERE case_id = ? ORDER BY id", (case_id,))
        self._plain.setPlainText("\n".join(" ".join(map(str, row)) for row in rows))
        self._plain.repaint()
        return time.perf_counter() - started

    def close(self) -> None:
        """Let go of the window and the file."""
        self._window.close()
        self._store.close()
        self._raw.close()

    def _shows(self, case_id: int) -> bool:
        view = getattr(self._window.page, "view", None)
        return view is not None and view.case.id == case_id
