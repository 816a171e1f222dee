"""The store: two doors, a copy, a check. One engine; every thread that knocks has its own connection."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from db import tables as t
from db.caseload import STANDING
from db.failures import said_plainly
from db.reading import SqlReading
from db.sqlite import WRITES
from db.work import SqlWork
from send_desktop.errors import Unavailable

Copier = Callable[[Path], None]
Checker = Callable[[], list[str]]


class SqlStore:
    """``send_desktop.store.Store`` on an engine whose schema is the program's own."""

    def __init__(self, engine: Engine, where: str, copy_to: Copier | None, check_file: Checker) -> None:
        """Use an engine; ``copy_to`` and ``check_file`` are what its kind of database offers for them."""
        self._engine = engine
        self._where = where
        self._copy_to = copy_to
        self._check_file = check_file

    @property
    def where(self) -> str:
        """Where the store is, for a person to read."""
        return self._where

    @contextmanager
    def look(self) -> Iterator[SqlReading]:
        """Open one consistent reading. Raises Unavailable."""
        with said_plainly(self._where), self._engine.connect() as connection, connection.begin():
            yield SqlReading(connection)

    @contextmanager
    def work(self, by: str, act: str) -> Iterator[SqlWork]:
        """Open one audited transaction for the officer named ``by``. Raises Unavailable."""
        with said_plainly(self._where), writing(self._engine) as connection:
            work = SqlWork(connection, by, act)
            yield work
            work.finish()
            work.keep_search()

    def backup(self, target: str | Path) -> None:
        """Write a whole, consistent copy of the store to a new file, under its name only once it is sound."""
        path = Path(target).expanduser().absolute()
        if self._copy_to is None:
            raise Unavailable("A store on a server is backed up with the server's own tools; nothing was written.")
        if path.exists():
            raise Unavailable(f"There is already a file {path}; nothing was written. Give the copy another name.")
        if not path.parent.is_dir():
            raise Unavailable(f"There is no folder {path.parent}; nothing was written. Make it first, or name another.")
        place_copy(self._copy_to, path)

    def check(self) -> list[str]:
        """Return what is wrong with the file and the rows in it, in sentences; empty when sound."""
        with said_plainly(self._where):
            findings = self._check_file()
            with self._engine.connect() as connection, connection.begin():
                return findings + _check_rows(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a connection in a transaction that holds the write lock from its first moment."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def place_copy(copy_to: Copier, path: Path) -> None:
    """Write a copy beside its place and rename it there, so that a half-written copy never has the name."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with said_plainly(str(path)):
            copy_to(unfinished)
        os.replace(unfinished, path)
    except OSError as error:
        raise Unavailable(f"The copy could not be written to {path}; nothing was kept. Try another folder.") from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                path.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _check_rows(connection: Connection) -> list[str]:
    findings: list[str] = []
    bare = connection.scalar(select(func.count()).select_from(STANDING).where(t.derived.c.case_id.is_(None)))
    if bare:
        findings.append(f"Cases without derived columns: {bare}; recompute them.")
    source = t.advice.join(t.service, t.service.c.id == t.advice.c.service_id)
    astray = connection.scalar(select(func.count()).select_from(source).where(t.advice.c.service != t.service.c.code))
    if astray:
        findings.append(f"Requests for advice under another code than their service's: {astray}.")
    return findings
