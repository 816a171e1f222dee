"""What only PostgreSQL needs: its own word for a partial index, and transactions as strict as the local file's."""

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from db.sqlite import WRITES
from db.tables import metadata
from db.types import to_json
from send_desktop.errors import Unavailable


def engine(address: str) -> Engine:
    """Return an engine on a server. Raises Unavailable where this computer has no driver for it."""
    try:
        made = create_engine(address, json_serializer=to_json, hide_parameters=True, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise Unavailable(
            "This computer has no PostgreSQL driver, so the server was not asked; nothing was changed. "
            "Install psycopg, or open a store in a file."
        ) from error
    except (ArgumentError, ValueError) as error:
        raise Unavailable(
            "The address of the store cannot be read, so no server was asked; nothing was changed. "
            "Write it as postgresql://user@server:5432/database."
        ) from error
    event.listen(made, "begin", _begin)
    keep_indexes_partial(metadata)
    return made


def keep_indexes_partial(of: MetaData) -> None:
    """Give indexes here the conditions they have in a file; said where they are defined, it would slow every start."""
    for index in (index for table in of.tables.values() for index in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE READ WRITE")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
