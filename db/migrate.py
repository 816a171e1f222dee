"""Leading an older store to the present schema. The one module that loads Alembic."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db import sqlite
from db.schema import Schema
from db.store import place_copy, writing
from send_desktop.errors import Unavailable


def upgrade(connection: Connection, schema: Schema) -> None:
    """Run what is missing, inside the caller's transaction."""
    config = Config()
    # Alembic reads this as a template, in which a per cent sign would begin a name.
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.head)


def migrate_file(path: Path, key: str | None, schema: Schema) -> Path:
    """Migrate one file all or nothing, after a copy beside it; return the copy's path.

    Foreign keys are off from the start of the connection: rebuilding a table with them on would
    silently delete its child rows, and inside a transaction they cannot be turned off.
    """
    copy = path.with_name(f"{path.stem} before {schema.head} {datetime.now():%Y-%m-%d %H%M%S}{path.suffix}")
    place_copy(lambda target: sqlite.write_copy(path, key, target), copy)
    engine = sqlite.engine(path, key, foreign_keys=False)
    try:
        with writing(engine) as connection:
            upgrade(connection, schema)
            _require_whole(connection, path, copy)
    finally:
        engine.dispose()
    return copy


def _require_whole(connection: Connection, path: Path, copy: Path) -> None:
    astray = sqlite.orphans(connection.connection.driver_connection)
    if astray:
        raise Unavailable(
            f"{path} could not be brought to this version: rows of {', '.join(astray)} belong to rows that are not "
            f"there. It was left as it was, with a copy in {copy.name}; send the copy to whoever supports the program."
        )
