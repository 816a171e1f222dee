"""Searching every case at once: by what it is known by, by names, and by what was said and filed."""

import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, or_, select, text

from db import tables as t
from db.search_index import COLUMNS, search
from db.spelling import may_be_misspelt, nearest
from send_desktop.records import Found, SearchHit

MOST_WORDS = 12
"""Of what is typed or pasted, so many words are looked for."""
AROUND = 5
"""Words shown on each side of the one that matched."""

_WORD = re.compile(r"[^\W_]+")


def find(connection: Connection, words: str, limit: int, officer: str) -> Found:
    """Return the cases that hold every word, by its beginning; where none does, those with the nearest words."""
    terms = _terms(words)
    if not terms:
        return Found()
    hits = _hits(connection, terms, limit, officer)
    if hits:
        return Found(hits=hits)
    meant = _respelt(connection, terms)
    if meant == terms:
        return Found()
    hits = _hits(connection, meant, limit, officer)
    return Found(hits=hits, instead=" ".join(" ".join(term) for term in meant)) if hits else Found()


Term = tuple[str, ...]
"""One word as typed, in the parts that the index keeps: O'Brien is o, brien, one after the other."""


def _terms(words: str) -> list[Term]:
    parts = (tuple(_WORD.findall(_folded(word))) for word in words.split())
    return [part for part in parts if part][:MOST_WORDS]


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.encode("utf-8", "ignore").decode())
    return "".join(one for one in plain if not unicodedata.combining(one)).lower()


def _hits(connection: Connection, terms: list[Term], limit: int, officer: str) -> tuple[SearchHit, ...]:
    """Names and numbers first; only where they leave room is the rest of what is kept looked through."""
    rows = list(connection.execute(_query(connection, terms, limit, officer, narrow=True)))
    if len(rows) < limit:
        seen = {row.id for row in rows}
        wider = connection.execute(_query(connection, terms, limit, officer, narrow=False))
        rows += [row for row in wider if row.id not in seen][: limit - len(rows)]
    return tuple(map(partial(_hit, terms=terms), rows))


def _query(connection: Connection, terms: list[Term], limit: int, officer: str, *, narrow: bool) -> Any:
    typed = " ".join(" ".join(term) for term in terms)
    plain = "-".join("-".join(term) for term in terms)
    is_number = or_(func.lower(t.request.c.reference) == plain, func.lower(t.person.c.upn) == typed)
    first = terms[0][0]
    is_name = or_(func.lower(t.person.c.surname) == first, func.lower(t.person.c.forename) == first)
    is_open = func.coalesce(t.derived.c.status, "open") == "open"
    is_own = func.lower(func.coalesce(t.officer.c.name, "")) == officer.lower()
    source = (
        search.join(t.request, t.request.c.id == search.c.case_id)
        .join(t.person, t.person.c.id == t.request.c.person_id)
        .outerjoin(t.derived, t.derived.c.case_id == t.request.c.id)
        .outerjoin(t.officer, t.officer.c.id == t.request.c.officer_id)
    )
    return (
        select(
            t.request.c.id,
            t.person.c.forename,
            t.person.c.surname,
            t.person.c.date_of_birth,
            t.officer.c.name.label("officer"),
            is_open.label("is_open"),
            *(search.c[name].label(f"in_{name}") for name in COLUMNS),
        )
        .select_from(source)
        .where(_matches(connection, terms, narrow))
        .order_by(
            *(case((one, 0), else_=1) for one in (is_number, is_name, is_open, is_own)),
            t.person.c.surname,
            t.person.c.forename,
            t.request.c.id.desc(),
        )
        .limit(limit)
    )


def _matches(connection: Connection, terms: list[Term], narrow: bool) -> Any:
    if connection.dialect.name == "sqlite":
        asked = " AND ".join(f'"{" ".join(term)}" *' for term in terms)
        asked = f"{{reference name upn}} : ({asked})" if narrow else asked
        return text("search MATCH :asked").bindparams(asked=asked)
    asked = " & ".join("(" + " <-> ".join(term) + ":*)" for term in terms)
    column: ColumnElement[Any] = literal_column("search.name_words" if narrow else "search.words")
    return column.op("@@")(func.to_tsquery("simple", asked))


def _respelt(connection: Connection, terms: list[Term]) -> list[Term]:
    """Return the terms with each that no case holds changed for the nearest word that one does."""
    known: Sequence[str] | None = None
    meant: list[Term] = []
    for term in terms:
        if any(map(may_be_misspelt, term)) and not _is_held(connection, term):
            known = _vocabulary(connection) if known is None else known
            term = tuple(nearest(part, known) or part for part in term)
        meant.append(term)
    return meant


def _is_held(connection: Connection, term: Term) -> bool:
    query = select(search.c.case_id).where(_matches(connection, [term], narrow=False)).limit(1)
    return connection.execute(query).first() is not None


def _vocabulary(connection: Connection) -> list[str]:
    """Return every word that is kept and is no number, those of the most cases first."""
    if connection.dialect.name == "sqlite":
        query = "SELECT term FROM search_words WHERE term >= 'a' ORDER BY doc DESC, term"
    else:
        query = "SELECT word FROM ts_stat('SELECT words FROM search') WHERE word >= 'a' ORDER BY ndoc DESC, word"
    return list(connection.scalars(text(query)))


def _hit(row: Any, terms: list[Term]) -> SearchHit:
    held = {name: getattr(row, f"in_{name}") or "" for name in COLUMNS}
    matched, snippet = _told(held, terms)
    return SearchHit(
        case_id=row.id,
        reference=row.in_reference,
        name=row.in_name,
        date_of_birth=row.date_of_birth,
        officer=row.officer or "",
        is_open=bool(row.is_open),
        matched=matched,
        snippet=snippet,
    )


def _told(held: dict[str, str], terms: list[Term]) -> tuple[str, str]:
    """Return where the least obvious of the words was found, and the words around it."""
    found = [_first_in(held, term) for term in terms]
    name, at = max((one for one in found if one), key=lambda one: COLUMNS.index(one[0]), default=(COLUMNS[0], 0))
    return name, _around(held[name], at)


def _first_in(held: dict[str, str], term: Term) -> tuple[str, int] | None:
    for name, words in held.items():
        parts = list(map(_folded, _WORD.findall(words)))
        for at in range(len(parts) - len(term) + 1):
            whole = tuple(parts[at : at + len(term) - 1]) == term[:-1]
            if whole and parts[at + len(term) - 1].startswith(term[-1]):
                return name, at
    return None


def _around(words: str, at: int) -> str:
    places = [match.span() for match in _WORD.finditer(words)]
    if not places:
        return ""
    first, last = max(0, at - AROUND), min(len(places) - 1, at + AROUND)
    start = 0 if first == 0 else places[first][0]
    end = len(words) if last == len(places) - 1 else places[last][1]
    kept = " ".join(words[start:end].split())
    return f"{'… ' if first else ''}{kept}{' …' if last < len(places) - 1 else ''}"
