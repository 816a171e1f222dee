"""The audit and the export log: lines are written and read, never changed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select

from db import tables as t
from db.bulk import Columns, as_columns, execute_many
from db.registry import EXPORT
from db.touched import case_column, person_column
from db.types import from_json, to_json
from send_desktop.records import AuditLine, Export, Stored

_QUERY = select(
    t.act.c.at, t.act.c.by, t.act.c.name, t.audit.c.record, t.audit.c.record_id, t.audit.c.case_id, t.audit.c.changes
).join(t.act, t.act.c.id == t.audit.c.act_id)
_NAMES = ("act_id", "record", "record_id", "case_id", "person_id", "changes")
_NOT_HELD = frozenset({"id", "version"})


@dataclass(slots=True)
class AuditPen:
    """Gathers the lines of one transaction and writes them together before it commits."""

    by: str
    act: str
    at: datetime
    _lines: list[tuple[Any, ...]] = field(default_factory=list)
    _act_ids: dict[str, int] = field(default_factory=dict)

    def note_added(self, kind: type[Stored], columns: Columns) -> None:
        """Add a line for each of these new records of one kind."""
        texts = added_texts(columns)
        nobody = [None] * len(texts)
        case_ids, person_ids = (columns[name] if name else nobody for name in (case_column(kind), person_column(kind)))
        about = zip(columns["id"], case_ids, person_ids, texts, strict=True)
        self._lines += [(self.act, kind.__name__, *line) for line in about]

    def note(
        self, record: str, record_id: int, case_id: int | None, person_id: int | None, changes: dict[str, Any]
    ) -> None:
        """Add a line of this transaction's act."""
        self._lines.append((self.act, record, record_id, case_id, person_id, to_json(changes)))

    def note_act(self, act: str, case_id: int | None, changes: dict[str, Any]) -> None:
        """Add a line of an act's own, about no single record."""
        self._lines.append((act, "", 0, case_id, None, to_json(changes)))

    def write(self, connection: Connection) -> None:
        """Write what has been gathered so far."""
        lines, self._lines = self._lines, []
        for name in dict.fromkeys(line[0] for line in lines):
            if name not in self._act_ids:
                self._act_ids[name] = self._add_act(connection, name)
        columns = as_columns(_NAMES, lines)
        columns["act_id"] = [self._act_ids[name] for name in columns["act_id"]]
        execute_many(connection, insert(t.audit), columns)

    def _add_act(self, connection: Connection, name: str) -> int:
        statement = insert(t.act).values(at=self.at, by=self.by, name=name).returning(t.act.c.id)
        return connection.execute(statement).scalar_one()


def history(connection: Connection, case_id: int) -> list[AuditLine]:
    """Return the audit of one case and of the child it is about, oldest first."""
    person = select(t.request.c.person_id).where(t.request.c.id == case_id).scalar_subquery()
    query = _QUERY.where(or_(t.audit.c.case_id == case_id, t.audit.c.person_id == person)).order_by(t.audit.c.id)
    return [_line(row) for row in connection.execute(query)]


def later(connection: Connection, since: datetime, records: Collection[str]) -> list[AuditLine]:
    """Return what was written about these kinds of record from a moment on, oldest first.

    A line about a child is there once for each of the child's cases, under that case.
    """
    case_id = func.coalesce(t.audit.c.case_id, t.request.c.id)
    source = t.audit.join(t.act, t.act.c.id == t.audit.c.act_id).outerjoin(
        t.request, t.request.c.person_id == t.audit.c.person_id
    )
    query = (
        select(t.act.c.at, t.act.c.by, t.act.c.name, t.audit.c.record, t.audit.c.record_id, case_id, t.audit.c.changes)
        .select_from(source)
        .where(t.act.c.at >= since, t.audit.c.record.in_(sorted(records)))
        .order_by(t.audit.c.id, case_id)
    )
    return [_line(row) for row in connection.execute(query)]


def first_act_at(connection: Connection) -> datetime | None:
    """Return the moment of the first act of all; None while there was none."""
    return connection.scalar(select(func.min(t.act.c.at)))


def newest(connection: Connection, limit: int) -> list[AuditLine]:
    """Return the newest lines of the whole audit, newest first."""
    return [_line(row) for row in connection.execute(_QUERY.order_by(t.audit.c.id.desc()).limit(limit))]


def news(
    connection: Connection, cases: Collection[int], since: datetime, by_others: str | None, without: str, most: int
) -> tuple[AuditLine, ...]:
    """Return what was written on these cases from a moment on, oldest first, at most ``most`` lines back.

    What ``by_others`` wrote is left out; of the act ``without``, all but its own line, which is about no case.
    """
    newest = connection.execute(select(func.max(t.audit.c.id))).scalar() or 0
    is_acts_own = and_(t.act.c.name == without, t.audit.c.record == "")
    query = _QUERY.where(t.audit.c.id > newest - most, t.act.c.at >= since)
    if by_others is None:
        query = query.where(or_(t.act.c.name != without, is_acts_own))
    else:
        of_theirs = and_(t.act.c.name != without, t.audit.c.case_id.in_(sorted(cases)))
        query = query.where(t.act.c.by != by_others, or_(is_acts_own, of_theirs))
    rows = connection.execute(query.order_by(t.audit.c.id))
    return tuple(_line(row) for row in rows if row.case_id in cases or row.name == without)


def exports(connection: Connection, kind: str | None = None) -> list[Export]:
    """Return the export log, newest first; of one kind when it is given."""
    query = select(*EXPORT.columns).order_by(t.export.c.made_at.desc(), t.export.c.id.desc())
    return EXPORT.read(connection.execute(query if kind is None else query.where(t.export.c.kind == kind)))


def difference(names: Iterable[str], before: Iterable[Any], after: Iterable[Any]) -> dict[str, Any]:
    """Return the fields that differ, each with its value before and after as text."""
    pairs = zip(names, before, after, strict=True)
    return {name: [as_text(old), as_text(new)] for name, old, new in pairs if old != new}


def added_texts(columns: Columns) -> list[str]:
    """Return what each new record holds as JSON text, its id, its version and empty fields left out.

    It goes by columns, in which the same few values recur: an import adds thousands of records.
    """
    rows = len(columns["id"])
    parts = [_fragments(name, column) for name, column in columns.items() if name not in _NOT_HELD]
    return ["{" + "".join(row)[1:] + "}" for row in zip([""] * rows, *filter(None, parts), strict=True)]


def held(names: Iterable[str], values: Iterable[Any]) -> dict[str, str | None]:
    """Return what a whole record holds as text, its id, its version and empty fields left out."""
    return {
        name: as_text(value)
        for name, value in zip(names, values, strict=True)
        if name not in _NOT_HELD and not _is_empty(value)
    }


def as_text(value: Any) -> str | None:
    """Return a value as the audit shows it: dates in ISO form, truth as yes and no, codes with commas."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, time)):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, (tuple, list)) else str(value)


def _fragments(name: str, column: Sequence[Any]) -> Iterable[str] | None:
    """Return, for each value of a column, a comma and what it adds to its record's text; None where all are empty."""
    start = f",{to_json(name)}:"
    known = {value: "" if _is_empty(value) else start + _added(value) for value in set(column)}
    return map(known.__getitem__, column) if any(known.values()) else None


def _added(value: Any) -> str:
    return str(value) if type(value) is int else to_json(value if isinstance(value, bool) else as_text(value))


def _is_empty(value: Any) -> bool:
    """Say whether a field is as a record begins. A cost of nothing is a fact, and is not empty."""
    return not value and type(value) is not int


def _line(row: Sequence[Any]) -> AuditLine:
    at, by, act, record, record_id, case_id, text = row
    changes = from_json(text)
    return AuditLine(
        at=at,
        by=by,
        act=act,
        record=record,
        record_id=record_id,
        case_id=case_id,
        changes={name: _pair(kept) for name, kept in changes.items()},
        is_new=any(not isinstance(kept, list) for kept in changes.values()),
    )


def _pair(kept: Any) -> tuple[str | None, str | None]:
    """Return before and after; a bare value is a new record's, which had nothing before."""
    return (kept[0], kept[1]) if isinstance(kept, list) else (None, as_text(kept))
