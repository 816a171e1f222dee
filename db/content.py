"""Reading the bytes of documents and templates; what no longer fits its checksum is never handed out."""

import hashlib

from sqlalchemy import Connection, select

from db import tables as t
from send_desktop.errors import Refused, Unavailable


def content(connection: Connection, sha256: str) -> bytes:
    """Return the bytes kept under a checksum. Raises Refused when there are none, Unavailable when they are damaged."""
    found = connection.scalar(select(t.content.c.data).where(t.content.c.sha256 == sha256))
    if found is None:
        raise Refused("The store does not hold this file's content; it was recorded without it. Add the file again.")
    data = bytes(found)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Unavailable(
            "This file is damaged in the store: its content no longer fits the checksum that was taken when it was "
            "added. Nothing was opened. Take it from a backup, or add your own copy as a new version."
        )
    return data


def contents(connection: Connection) -> list[str]:
    """Return the checksums under which bytes are kept."""
    return list(connection.scalars(select(t.content.c.sha256).order_by(t.content.c.sha256)))


def references_holding(connection: Connection, sha256: str) -> list[str]:
    """Return the references of the cases whose documents have this checksum."""
    query = (
        select(t.request.c.reference)
        .join(t.document, t.document.c.case_id == t.request.c.id)
        .where(t.document.c.sha256 == sha256)
        .order_by(t.request.c.reference)
        .distinct()
    )
    return list(connection.scalars(query))
