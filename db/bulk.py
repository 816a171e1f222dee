"""One statement for many rows, by the quickest way that the database has."""

from sqlalchemy import Connection, Delete, Insert

from db import sqlite


def execute_many(connection: Connection, statement: Delete | Insert, names: sqlite.Names, rows: sqlite.Rows) -> None:
    """Run a statement once for each row, whose values stand in the order of ``names``. No row, no statement."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        sqlite.execute_many(connection, statement, names, rows)
    else:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
