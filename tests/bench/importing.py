"""The county tracker into an empty store, beside reading it with calamine and inserting the same rows with SQLite."""

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.engine import open_store
from send_desktop.progress import silent
from send_desktop.services import tracker_import
from tests.architecture.clone import ROOT

_TRACKER = ROOT / "tests" / "reference" / "county_tracker.xlsx"
_TABLES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'"
)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Table:
    """A table of the store: how it is made, and the rows that the import put into it."""

    name: str
    made_by: str
    rows: list[tuple[object, ...]]


def ours(folder: Path) -> float:
    """Seconds that the import takes into a store that was made before."""
    return _import(folder / f"import-{next(_numbers)}.db")


def plain(folder: Path, tables: Iterable[Table]) -> float:
    """Seconds to read every sheet and to insert these rows, in one transaction, into tables that were made before."""
    connection = dbapi2.connect(str(folder / f"plain-{next(_numbers)}.db"))
    connection.execute("PRAGMA journal_mode = WAL")
    for table in tables:
        connection.execute(table.made_by)
    connection.commit()
    started = time.perf_counter()
    workbook = CalamineWorkbook.from_path(str(_TRACKER))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()
    for table in tables:
        marks = ", ".join("?" * len(table.rows[0]))
        connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", table.rows)
    connection.commit()
    taken = time.perf_counter() - started
    connection.close()
    return taken


def rows_of_the_tracker() -> list[Table]:
    """Return the tracker's own rows, one table a sheet: the least that could be inserted."""
    workbook = CalamineWorkbook.from_path(str(_TRACKER))
    sheets = (workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names)
    return [_as_table(f"sheet_{number}", rows) for number, rows in enumerate(sheets) if rows]


def rows_of_the_import(folder: Path) -> list[Table]:
    """Return the rows that the import leaves in the store, audit lines and all."""
    store = folder / "imported.db"
    _import(store)
    connection = dbapi2.connect(str(store))
    made = connection.execute(_TABLES)
    tables = [Table(name, sql, connection.execute(f"SELECT * FROM {name}").fetchall()) for name, sql in made.fetchall()]
    connection.close()
    return [table for table in tables if table.rows]


def _import(location: Path) -> float:
    store = open_store(location)
    started = time.perf_counter()
    tracker_import.run(store, _TRACKER, "Bench", today=date.today(), progress=silent)
    taken = time.perf_counter() - started
    store.close()
    return taken


def _as_table(name: str, rows: list[list[object]]) -> Table:
    columns = ", ".join(f"c{at}" for at in range(len(rows[0])))
    return Table(name, f"CREATE TABLE {name} ({columns})", [tuple(map(_plain, row)) for row in rows])


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float)) else str(value)
