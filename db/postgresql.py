"""What only PostgreSQL needs: its address, and transactions as strict as the local file's."""

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from db.sqlite import WRITES
from db.types import to_json
from send_desktop.errors import Unavailable

PREFIX = "postgresql"


def is_address(location: str) -> bool:
    """Say whether a location names a server and not a file."""
    return location.startswith((f"{PREFIX}://", f"{PREFIX}+"))


def engine(address: str) -> Engine:
    """Return an engine on a server. Raises Unavailable where this computer has no driver for it."""
    try:
        made = create_engine(address, json_serializer=to_json, hide_parameters=True, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise Unavailable(
            "This computer has no PostgreSQL driver, so the server was not asked; nothing was changed. "
            "Install psycopg, or open a store in a file."
        ) from error
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE READ WRITE")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
