"""Reading the bytes of documents and templates."""

from sqlalchemy import Connection, select

from db import tables as t
from send_desktop.errors import Refused


def content(connection: Connection, sha256: str) -> bytes:
    """Return the bytes kept under a checksum. Raises Refused when there are none."""
    found = connection.scalar(select(t.content.c.data).where(t.content.c.sha256 == sha256))
    if found is None:
        raise Refused("The store does not hold this file's content; it was recorded without it. Add the file again.")
    return bytes(found)
