"""One audited transaction: every write checks the version that was on screen and leaves an audit line.

Storage never calculates: what it keeps in step by itself are only copies (an advice's service code,
the key of a reference).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from db import search_index
from db import tables as t
from db.bulk import Columns, as_columns, execute_many
from db.cases import reference_key
from db.history import AuditPen, as_text, difference, held
from db.reading import SqlReading
from db.registry import DERIVED_NAMES, R, RecordTable, derived_values, table_of
from db.touched import Touched, case_of, is_about_the_sitting, person_of
from send_desktop.errors import Stale
from send_desktop.records import Advice, AuditLine, Derived, Request, Service, Setting, Stored


class SqlWork(SqlReading):
    """``send_desktop.store.Work`` on one connection whose write transaction has begun."""

    def __init__(self, connection: Connection, by: str, act: str) -> None:
        """Work as the officer named ``by``; ``act`` names the work in the audit."""
        super().__init__(connection)
        self._pen = AuditPen(by, act, datetime.now(UTC))
        self._touched = Touched()
        self._codes: dict[int, str] | None = None
        self._renamed_settings: set[int] = set()

    def add(self, record: R) -> R:
        """Save a new record; return it with its id and version 1. Writes an audit line."""
        return self.add_many([record])[0]

    def add_many(self, records: Sequence[R]) -> list[R]:
        """Save many new records of one kind; return them with ids, in order. One audit line a record."""
        if not records:
            return []
        kind = table_of(type(records[0]))
        return [kind.make(values) for values in zip(*self._add(kind, records).values(), strict=True)]

    def add_all(self, records: Sequence[R]) -> Sequence[int]:
        """Do as ``add_many`` for whoever needs no more of the records than their ids, in order."""
        return self._add(table_of(type(records[0])), records)["id"] if records else ()

    def replace(self, before: R, after: R) -> R:
        """Save ``after`` over ``before``. Raises Stale when the stored version is no longer ``before.version``."""
        kind = table_of(type(before))
        after = replace(self._in_step(after), id=before.id, version=before.version)
        changes = difference(kind.names, kind.values(before), kind.values(after))
        if not changes:
            self._require_current(kind, before)
            return after
        saved = replace(after, version=before.version + 1)
        self._update(kind, before, saved, {*changes, "version"})
        self._note(saved, changes)
        if not is_about_the_sitting(kind.record, changes):
            self._touched.mark(before)
            self._touched.mark(saved)
        return saved

    def remove(self, record: Stored, reason: str) -> None:
        """Delete a record, keeping all it held in the audit line. Raises Stale as replace does."""
        kind = table_of(type(record))
        if isinstance(record, Request):
            self._connection.execute(delete(t.derived).where(t.derived.c.case_id == record.id))
        if self._connection.execute(delete(kind.table).where(*_as_seen(kind, record))).rowcount != 1:
            raise self._stale(kind, record)
        gone = {name: [text, None] for name, text in held(kind.names, kind.values(record)).items()}
        self._note(record, {**gone, "why_removed": [None, reason]})
        self._touched.mark(record)

    def current(self, record: R) -> R | None:
        """Return a record as it is stored now, None where it was removed."""
        kind = table_of(type(record))
        row = self._connection.execute(select(*kind.columns).where(kind.table.c.id == record.id)).first()
        return None if row is None else kind.make(row)

    def restore(self, record: R) -> R:
        """Save a record that was removed, under its own id. Writes an audit line. Returns the saved record."""
        kind = table_of(type(record))
        saved = replace(self._in_step(record), version=record.version + 1)
        columns = as_columns(kind.names, [kind.values(saved)])
        self._insert(kind, columns)
        self._pen.note_added(kind.record, columns)
        self._touched.mark(saved)
        return saved

    def save_derived(self, derived: Mapping[int, Derived]) -> None:
        """Write derived columns by case id. No audit, no version: they follow from facts."""
        gone = delete(t.derived).where(t.derived.c.case_id == bindparam("of_case"))
        execute_many(self._connection, gone, {"of_case": list(derived)})
        columns = as_columns(DERIVED_NAMES, [derived_values(record) for record in derived.values()])
        execute_many(self._connection, insert(t.derived), {"case_id": list(derived), **columns})

    def set_option(self, name: str, value: str | None) -> None:
        """Save one option as text; None returns it to its default."""
        before = self.options().get(name)
        if before == value:
            return
        self._connection.execute(delete(t.option).where(t.option.c.name == name))
        if value is not None:
            self._connection.execute(insert(t.option).values(name=name, value=value))
        self._pen.note("Option", 0, None, None, {name: [before, value]})

    def keep_content(self, data: bytes) -> str:
        """Keep bytes once, whatever they are called; return the checksum by which they are found again."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self._connection.execute(select(t.content.c.sha256).where(t.content.c.sha256 == sha256)).first() is None:
            self._connection.execute(insert(t.content).values(sha256=sha256, size=len(data), data=data))
        return sha256

    def log(self, act: str, case_id: int | None = None, **details: Any) -> None:
        """Write an audit line of its own, for an act that changes no single record."""
        self._pen.note_act(act, case_id, {name: [None, as_text(value)] for name, value in details.items()})

    def touched(self) -> frozenset[int]:
        """Return the ids of the cases whose facts this transaction has changed so far."""
        return self._touched.cases(self._connection)

    def touched_meetings(self) -> frozenset[int]:
        """Return the ids of the meetings that this transaction has added or changed, agenda included."""
        return self._touched.meetings()

    def history(self, case_id: int) -> list[AuditLine]:
        """Return the audit of one case, this transaction's lines so far included."""
        self.finish()
        return super().history(case_id)

    def audit(self, limit: int = 200) -> list[AuditLine]:
        """Return the newest audit lines, this transaction's so far included."""
        self.finish()
        return super().audit(limit)

    def finish(self) -> None:
        """Write the audit lines gathered so far; the store calls it just before it commits."""
        self._pen.write(self._connection)

    def keep_search(self) -> None:
        """Write the search index anew for what this transaction changed; the store calls it before it commits."""
        search_index.keep(self._connection, self.touched(), self._renamed_settings)

    def _take_ids(self, table: str, count: int) -> int:
        """Return the first of ``count`` ids that were never used and never will be again."""
        statement = (
            update(t.next_id)
            .where(t.next_id.c.record == table)
            .values(next=t.next_id.c.next + count)
            .returning(t.next_id.c.next)
        )
        return self._connection.execute(statement).scalar_one() - count

    def _add(self, kind: RecordTable[R], records: Sequence[R]) -> Columns:
        """Save new records and return their columns, each record with its id, at version 1 and in step."""
        first = self._take_ids(kind.table.name, len(records))
        in_step = list(map(self._in_step, records)) if kind.record is Advice else records
        columns = as_columns(kind.names, list(map(kind.values, in_step)))
        columns |= {"id": range(first, first + len(records)), "version": [1] * len(records)}
        self._insert(kind, columns)
        self._pen.note_added(kind.record, columns)
        self._touched.mark_all(kind.record, columns)
        return columns

    def _insert(self, kind: RecordTable[R], columns: Columns) -> None:
        if kind.record is Request:
            columns = {**columns, "reference_key": [reference_key(reference) for reference in columns["reference"]]}
        if kind.record is Service:
            self._codes = None
        execute_many(self._connection, insert(kind.table), columns)

    def _update(self, kind: RecordTable[R], before: R, saved: R, changed: set[str]) -> None:
        values: dict[Any, Any] = {
            column: value
            for column, value in zip(kind.columns, kind.values(saved), strict=True)
            if column.name in changed
        }
        if isinstance(saved, Request):
            values[t.request.c.reference_key] = reference_key(saved.reference)
        if self._connection.execute(update(kind.table).where(*_as_seen(kind, before)).values(values)).rowcount != 1:
            raise self._stale(kind, before)
        if isinstance(saved, Setting) and "name" in changed:
            self._renamed_settings.add(saved.id)
        if isinstance(saved, Service) and "code" in changed:
            self._carry_code(saved)

    def _require_current(self, kind: RecordTable[R], record: R) -> None:
        if self._connection.execute(select(kind.table.c.id).where(*_as_seen(kind, record))).first() is None:
            raise self._stale(kind, record)

    def _stale(self, kind: RecordTable[Any], record: Stored) -> Stale:
        there = self._connection.execute(select(kind.table.c.id).where(kind.table.c.id == record.id)).first()
        if there is None:
            return Stale(f"Someone else removed this {kind.noun}; nothing was saved. Read the page again.")
        return Stale(
            f"Someone else changed this {kind.noun} while it was on your screen; nothing of yours was saved. "
            "Look at what is there now and make your change again."
        )

    def _in_step(self, record: R) -> R:
        """Return the record with the copy it carries set right: an advice's code is its service's."""
        if not isinstance(record, Advice):
            return record
        if self._codes is None:
            query = select(t.service.c.id, t.service.c.code)
            self._codes = dict(self._connection.execute(query).all())
        code = self._codes.get(record.service_id, record.service)
        return record if record.service == code else replace(record, service=code)

    def _carry_code(self, service: Service) -> None:
        self._codes = None
        statement = update(t.advice).where(t.advice.c.service_id == service.id).values(service=service.code)
        self._connection.execute(statement)

    def _note(self, record: Stored, changes: dict[str, Any]) -> None:
        self._pen.note(type(record).__name__, record.id, case_of(record), person_of(record), changes)


def _as_seen(kind: RecordTable[Any], record: Stored) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the condition that the record is stored as it was on screen."""
    return kind.table.c.id == record.id, kind.table.c.version == record.version
