"""Opening a store: the one function that the program calls before anything is read or written."""

from pathlib import Path

from sqlalchemy import Engine, inspect

from db import search_index, sqlite
from db.failures import said_plainly
from db.places import is_address, usable
from db.schema import CURRENT, Schema, create, stored_revision
from db.store import SqlStore, writing
from send_desktop.errors import Unavailable


def open_store(location: str | Path, key: str | None = None, schema: Schema = CURRENT) -> SqlStore:
    """Open the store at a path or a PostgreSQL address; make it where there is none, migrate it where it is older.

    ``key`` opens an encrypted file. Raises Unavailable, and leaves the file as it was, for a folder, a
    network share, a file that is no store or has another key, and a store newer than the program.
    """
    if is_address(str(location)):
        return _open_server(str(location), schema)
    path = usable(location)
    with said_plainly(str(path)):
        return _open_file(path, key, schema)


def _open_file(path: Path, key: str | None, schema: Schema) -> SqlStore:
    was_there = path.exists()
    engine = sqlite.engine(path, key)
    try:
        found = _make_or_recognise(engine, str(path), schema)
        if found != schema.head:
            from db.migrate import migrate_file  # Alembic is loaded only to migrate.

            migrate_file(path, key, schema)
        _require_search(engine)
        sqlite.use_write_ahead_log(engine)
    except BaseException:
        engine.dispose()
        if not was_there:
            _remove_if_bare(path)
        raise
    return SqlStore(
        engine,
        where=str(path),
        copy_to=lambda target: sqlite.write_copy(path, key, target),
        check_file=lambda: sqlite.check(path, key),
    )


def _open_server(address: str, schema: Schema) -> SqlStore:
    from db import postgresql  # A server's dialect is loaded only for a server.

    engine = postgresql.engine(address)
    where = engine.url.render_as_string(hide_password=True)
    with said_plainly(where):
        if _make_or_recognise(engine, where, schema) != schema.head:
            from db.migrate import upgrade

            with writing(engine) as connection:
                upgrade(connection, schema)
        _require_search(engine)
    return SqlStore(engine, where=where, copy_to=None, check_file=list)


def _make_or_recognise(engine: Engine, where: str, schema: Schema) -> str:
    """Return the version of the store, made now if there was none. Raises Unavailable for what is not ours to open."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        found = stored_revision(connection) if "alembic_version" in names else None
    if not names:
        return _make(engine, schema)
    if found is None:
        raise Unavailable(f"{where} is a database of another program, not a SEND Desktop store; it was left untouched.")
    if found not in schema.revisions:
        raise Unavailable(
            f"{where} was last used by a newer SEND Desktop; it was left untouched. Update this program to open it."
        )
    return found


def _make(engine: Engine, schema: Schema) -> str:
    with writing(engine) as connection:
        # Another program may have made it while this one waited for the lock.
        if not inspect(connection).get_table_names():
            create(connection, schema.head)
    return schema.head


def _require_search(engine: Engine) -> None:
    """Make the search index where it is missing: it is made of the records and can be made again."""
    with engine.connect() as connection:
        if search_index.is_there(connection):
            return
    with writing(engine) as connection:
        if not search_index.is_there(connection):
            search_index.make(connection)


def _remove_if_bare(path: Path) -> None:
    """Take away the empty file that opening made, when nothing came of it."""
    if path.is_file() and path.stat().st_size == 0:
        path.unlink(missing_ok=True)
