"""What only SQLite has: its driver, its pragmas, its transactions, bulk writes, backups and checks.

The driver is SQLCipher's for plain and encrypted files alike, so that encryption is a key and not
another program. Each thread has a connection of its own; the file's lock makes writers take turns.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from sqlalchemy import Connection, Delete, Engine, Insert, create_engine, event
from sqlalchemy.pool import QueuePool

from db.types import to_json
from send_desktop.errors import Unavailable

DriverError: type[Exception] = driver.Error
"""What the driver raises where SQLAlchemy does not stand in between: copies and checks."""

BUSY_MILLISECONDS = 15_000
"""How long a writer waits for another before it says so."""

WRITES = "writes"
"""The execution option of a connection whose transactions take the write lock at once."""

_RAW_KEY = re.compile(r"[0-9A-Fa-f]{64}")


def engine(path: Path, key: str | None, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on one file. A key of 64 hexadecimal digits is used as it is; any other is derived from."""
    made = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, key, foreign_keys=foreign_keys),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        json_serializer=to_json,
        hide_parameters=True,  # a child's name in an error would reach the log
    )
    event.listen(made, "begin", _begin)
    return made


def connect(path: Path, key: str | None, *, foreign_keys: bool = True) -> Any:
    """Open one connection of the driver, keyed first of all, with nothing begun that was not asked for."""
    connection = driver.connect(
        str(path),
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MILLISECONDS / 1000,
        cached_statements=256,
    )
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = {_key_literal(key)}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # FULL: a plan recorded as sent must still be recorded after a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -32000")
    except BaseException:
        connection.close()
        raise
    return connection


def _key_literal(key: str) -> str:
    if _RAW_KEY.fullmatch(key):
        return f"\"x'{key}'\""
    return "'" + key.replace("'", "''") + "'"


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("BEGIN")
    # A snapshot begins with the first read, so one is made here: the reading is as at its opening.
    connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while one writes. The file remembers it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def execute_many(connection: Connection, statement: Delete | Insert, columns: Mapping[str, Sequence[Any]]) -> None:
    """Run one statement for many rows, given as columns by name.

    The statement and the values pass through SQLAlchemy's own compiler and types, a column at a
    time; only a dictionary for each row is saved, which is half of the time of an import.
    """
    # A new row's column is empty anyhow where nothing is said of it: every value bound costs.
    values = {name: column for name, column in columns.items() if not _is_all_none(column)}
    compiled = statement.compile(connection, column_keys=list(values))
    processors: dict[str, Any] = dict(compiled._bind_processors)
    bound = [_bound(values[name], processors.get(name)) for name in compiled.positiontup or ()]
    connection.exec_driver_sql(compiled.string, list(zip(*bound, strict=True)))


def _is_all_none(column: Sequence[Any]) -> bool:
    return column[0] is None and column.count(None) == len(column)


def _bound(column: Sequence[Any], process: Callable[[Any], Any] | None) -> Iterable[Any]:
    """Return a column as the driver takes it. Dates and codes repeat, so each distinct value is made ready once."""
    if process is None:
        return column
    ready = {value: process(value) for value in set(column)}
    return map(ready.__getitem__, column)


def write_copy(path: Path, key: str | None, target: Path) -> None:
    """Copy a whole file, consistent while others write, and look the copy through."""
    source = connect(path, key)
    copy = connect(target, key)
    try:
        source.backup(copy)
        findings = integrity(copy, key is not None)
    finally:
        copy.close()
        source.close()
    if findings:
        raise Unavailable(f"The copy of {path} did not come out sound; it was not kept. Try another disk.")


def check(path: Path, key: str | None) -> list[str]:
    """Return what SQLite finds wrong with a file, in sentences."""
    connection = connect(path, key)
    try:
        damage = [f"The file is damaged: {text}." for text in integrity(connection, key is not None)]
        return damage + [f"Some rows of {table} belong to rows that are not there." for table in orphans(connection)]
    finally:
        connection.close()


def integrity(connection: Any, is_encrypted: bool) -> list[str]:
    """Return what SQLite finds wrong with the file itself, in its own words."""
    found = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    if is_encrypted:
        found += [text for (text,) in connection.execute("PRAGMA cipher_integrity_check")]
    return found


def orphans(connection: Any) -> list[str]:
    """Return the tables that hold rows pointing at rows that are not there."""
    return sorted({row[0] for row in connection.execute("PRAGMA foreign_key_check")})
