"""One statement for many rows, by the quickest way that the database has."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Delete, Insert

from db import sqlite

Columns: TypeAlias = Mapping[str, Sequence[Any]]
"""Many rows as columns by name, all of one length: few values recur in each, and each is made ready once."""


def execute_many(connection: Connection, statement: Delete | Insert, columns: Columns) -> None:
    """Run a statement once for each row. No row, no statement."""
    if not all(map(len, columns.values())):
        return
    if connection.dialect.name == "sqlite":
        sqlite.execute_many(connection, statement, columns)
    else:
        rows = zip(*columns.values(), strict=True)
        connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])


def as_columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return rows, whose values stand in the order of ``names``, as columns."""
    return dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
