"""Making a new store and telling what version an old one has; nothing here loads Alembic."""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, insert, select

from db import search_index
from db.registry import ALL
from db.tables import metadata, next_id, revision
from db.work import SqlWork
from send_desktop.records import Service

MIGRATIONS = Path(__file__).parent / "migrations"

CREATED_BY = "SEND Desktop"

SERVICES: tuple[Service, ...] = (
    Service(code="EP", name="Educational psychology", is_always_asked=True),
    Service(
        code="SaLT", name="Speech and language therapy", is_section_31_body=True, asked_for_needs=("SLCN", "ASD", "HI")
    ),
    Service(code="OT", name="Occupational therapy", is_section_31_body=True, asked_for_needs=("PD",)),
    Service(code="Physio", name="Physiotherapy", is_section_31_body=True, asked_for_needs=("PD",)),
    Service(code="Health", name="Health (community paediatrics)", is_section_31_body=True, is_always_asked=True),
    Service(code="Social care", name="Social care", is_always_asked=True),
    Service(code="School", name="School", is_always_asked=True),
)
"""The services a new store begins with: whom reg 6(1) always asks, the others by need until the team says otherwise."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The versions that a program knows, oldest first, and the folder of the scripts from each to the next."""

    revisions: tuple[str, ...]
    scripts: Path = MIGRATIONS

    @property
    def head(self) -> str:
        """The version that this program works with."""
        return self.revisions[-1]


CURRENT = Schema(revisions=("0001", "0002", "0003", "0004"))


def stored_revision(connection: Connection) -> str | None:
    """Return the version that a store says it has."""
    return connection.execute(select(revision.c.version_num)).scalar()


def create(connection: Connection, head: str) -> None:
    """Make every table in a store that has none, and what a new store holds, inside the caller's transaction."""
    metadata.create_all(connection)
    revision.create(connection)
    search_index.make(connection)
    connection.execute(insert(revision).values(version_num=head))
    connection.execute(insert(next_id), [{"record": kind.table.name, "next": 1} for kind in ALL])
    work = SqlWork(connection, CREATED_BY, "Make the store")
    work.add_many([replace(service, sort_order=place) for place, service in enumerate(SERVICES, start=1)])
    work.finish()
