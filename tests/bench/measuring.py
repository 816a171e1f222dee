"""Every measure over as many requests as all of England makes in a year, beside fetching the same rows."""

import time
from datetime import date
from pathlib import Path

from sqlalchemy import event
from sqlcipher3 import dbapi2

from db.engine import open_store
from send_desktop.measures import COUNTED, Counted, timeliness
from send_desktop.measures.moments import moment
from send_desktop.services import demo
from send_desktop.services.counting import facts
from send_desktop.store import Store

REQUESTS = 155_000
FIRST = 1_000
_COPIED = ("person", "request", "advice", "plan_version", "exception_period", "consultation", "contact", "dispute")
_POINTERS = {"person_id": "person", "case_id": "request"}


class Measuring:
    """A store of so many requests, made by copying a demonstration's rows over and over."""

    def __init__(self, folder: Path) -> None:
        """Make the store, and note the statements by which the program reads it."""
        self.path = folder / "england.db"
        self.as_at = date.today()
        store = open_store(self.path)
        demo.fill(store, cases=FIRST, scenario="Near national", seed=1, today=self.as_at)
        store.close()
        _multiply(self.path, REQUESTS // FIRST)
        self.store: Store = open_store(self.path)
        self.statements = self._statements()

    def every_measure(self) -> float:
        """Return the seconds that reading and counting every measure takes."""
        began = time.perf_counter()
        with self.store.look() as reading:
            found = Counted(facts(reading), moment(self.as_at))
        shown = found.figures()
        assert len(shown) == len(COUNTED)
        return time.perf_counter() - began

    def headlines(self) -> float:
        """Return the seconds that the headline figures take: ``timeliness`` whole, advice waiting among it."""
        began = time.perf_counter()
        with self.store.look() as reading:
            timeliness(reading.timeliness_rows(), reading.advice_rows(), self.as_at)
        return time.perf_counter() - began

    def rows_alone(self) -> float:
        """Return the seconds in which the driver fetches the rows of the same statements."""
        connection = dbapi2.connect(str(self.path))
        began = time.perf_counter()
        for statement, parameters in self.statements:
            connection.execute(statement, parameters).fetchall()
        taken = time.perf_counter() - began
        connection.close()
        return taken

    def _statements(self) -> list[tuple[str, tuple[object, ...]]]:
        found: list[tuple[str, tuple[object, ...]]] = []

        def note(_: object, __: object, statement: str, parameters: tuple[object, ...], *___: object) -> None:
            if statement.startswith("SELECT"):
                found.append((statement, tuple(parameters)))

        engine = self.store._engine  # type: ignore[attr-defined]
        event.listen(engine, "before_cursor_execute", note)
        with self.store.look() as reading:
            facts(reading)
        event.remove(engine, "before_cursor_execute", note)
        return found


def _multiply(path: Path, times: int) -> None:
    """Copy every row so many times under ids of its own, with what points at it pointing at the copy."""
    with dbapi2.connect(str(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        steps = {table: connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0 for table in _COPIED}
        for table in _COPIED:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            chosen = ", ".join(_copied(column, steps, table) for column in columns)
            named = ", ".join(f'"{column}"' for column in columns)
            insert = f"INSERT INTO {table} ({named}) SELECT {chosen} FROM {table} WHERE id <= {steps[table]}"
            for copy in range(1, times):
                connection.execute(insert, {"copy": copy})
    connection.close()


def _copied(column: str, steps: dict[str, int], table: str) -> str:
    if column == "id":
        return f"id + :copy * {steps[table]}"
    if column in _POINTERS:
        return f"{column} + :copy * {steps[_POINTERS[column]]}"
    if column in ("reference", "reference_key"):
        return f"{column} || '-' || :copy"
    return f'"{column}"'
