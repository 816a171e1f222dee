"""The index that searching reads: the words of each case in one line, written with the facts they come from.

In a file it is SQLite's own full-text table, on a server a table with a vector of its words. It holds nothing
that is not in the records, so that it may be thrown away and made anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)

from db import tables as t

COLUMNS = ("reference", "name", "upn", "setting", "carers", "contacts", "notes", "documents")
"""What is searched, from what a case is known by to what is only said of it."""

search = Table(
    "search", MetaData(), Column("rowid", Integer, key="case_id"), *(Column(name, String) for name in COLUMNS)
)
CHUNK = 5_000
BREAK = "\n"
"""Between one note and the next."""

_IN_A_FILE = (
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab('search', 'row')",
)
_ACCENTED, _PLAIN = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"


def _of_server(names: Iterable[str]) -> str:
    every = " || ' ' || ".join(f"coalesce({name}, '')" for name in names)
    plain = f"regexp_replace(translate(lower({every}), '{_ACCENTED}', '{_PLAIN}'), '[^[\\:alnum\\:]]+', ' ', 'g')"
    return f"tsvector GENERATED ALWAYS AS (to_tsvector('simple', {plain})) STORED"


_ON_A_SERVER = (
    f"CREATE TABLE search (rowid integer PRIMARY KEY, {', '.join(f'{name} text' for name in COLUMNS)}, "
    f"words {_of_server(COLUMNS)}, name_words {_of_server(('name',))})",
    "CREATE INDEX ix_search_words ON search USING gin (words)",
    "CREATE INDEX ix_search_name_words ON search USING gin (name_words)",
)


def is_of_search(table: str) -> bool:
    """Say whether a table is the index or one that SQLite keeps behind it: none of them is in the schema."""
    return table == search.name or table.startswith("search_")


def is_there(connection: Connection) -> bool:
    """Say whether the store has the index."""
    return inspect(connection).has_table(search.name)


def make(connection: Connection) -> None:
    """Make the index and fill it, where there is none."""
    for statement in _IN_A_FILE if connection.dialect.name == "sqlite" else _ON_A_SERVER:
        connection.execute(text(statement))
    _write(connection, _lines())


def keep(connection: Connection, cases: Iterable[int], settings: Iterable[int] = ()) -> None:
    """Write the lines of these cases anew, and of those whose child goes to one of these settings."""
    ids = set(cases)
    for chunk in _chunks(settings):
        ids.update(connection.scalars(select(t.request.c.id).where(t.request.c.setting_id.in_(chunk))))
    for chunk in _chunks(ids):
        connection.execute(delete(search).where(search.c.case_id.in_(chunk)))
        _write(connection, _lines().where(t.request.c.id.in_(chunk)))


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(ids)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))


def _write(connection: Connection, lines: Select[Any]) -> None:
    names: Sequence[str] = ("case_id", *COLUMNS)
    connection.execute(insert(search).from_select(names, lines))


def _lines() -> Select[Any]:
    request, person = t.request, t.person
    joined = request.join(person, person.c.id == request.c.person_id).outerjoin(
        t.setting, t.setting.c.id == request.c.setting_id
    )
    carers = _gathered(t.carer, t.carer.c.name, t.carer.c.person_id == person.c.id)
    contacts = _gathered(t.contact, t.contact.c.with_whom + " " + t.contact.c.summary, _of_case(t.contact))
    notes = _gathered(t.note, t.note.c.subject + " " + t.note.c.text, _of_case(t.note))
    documents = _gathered(t.document, t.document.c.title, _of_case(t.document))
    return select(
        request.c.id,
        request.c.reference,
        person.c.forename + " " + person.c.surname,
        func.coalesce(person.c.upn, ""),
        func.coalesce(t.setting.c.name, ""),
        carers,
        contacts,
        request.c.comments + BREAK + notes,
        documents,
    ).select_from(joined)


def _of_case(table: Table[Any]) -> Any:
    return table.c.case_id == t.request.c.id


def _gathered(table: Table[Any], words: Any, condition: Any) -> Any:
    every = select(func.coalesce(func.aggregate_strings(words, BREAK), "")).select_from(table).where(condition)
    return every.scalar_subquery()
