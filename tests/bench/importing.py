"""The county tracker into an empty store, beside reading it with calamine and inserting its rows with SQLite."""

import itertools
import time
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from db.engine import open_store
from send_desktop.progress import silent
from send_desktop.services import tracker_import
from tests.architecture.clone import ROOT

_TRACKER = ROOT / "tests" / "reference" / "county_tracker.xlsx"
_numbers = itertools.count(1)


def ours(folder: Path) -> float:
    """Seconds that the import takes into a store that was made before."""
    store = open_store(folder / f"import-{next(_numbers)}.db")
    started = time.perf_counter()
    tracker_import.run(
        store, _TRACKER, by="Bench", as_at=None, mapping=None, dry_run=False, today=date.today(), progress=silent
    )
    taken = time.perf_counter() - started
    store.close()
    return taken


def plain(folder: Path) -> float:
    """Seconds to read every sheet and to insert its rows, one table a sheet, in one transaction."""
    connection = dbapi2.connect(str(folder / f"plain-{next(_numbers)}.db"))
    connection.execute("PRAGMA journal_mode = WAL")
    started = time.perf_counter()
    workbook = CalamineWorkbook.from_path(str(_TRACKER))
    for number, name in enumerate(workbook.sheet_names):
        rows = workbook.get_sheet_by_name(name).to_python()
        _insert(connection, f"sheet_{number}", [[_plain(value) for value in row] for row in rows])
    connection.commit()
    taken = time.perf_counter() - started
    connection.close()
    return taken


def _insert(connection: dbapi2.Connection, table: str, rows: list[list[object]]) -> None:
    width = max((len(row) for row in rows), default=0)
    if width:
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'c{at}' for at in range(width))})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float)) else str(value)
