"""Every record goes in and comes out as it was, whatever it holds; every table is one that PostgreSQL takes."""

import dataclasses
import subprocess
import sys
import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db import tables
from db.codes import CLOSED
from db.engine import open_store
from db.facts import FEW
from db.postgresql import keep_indexes_partial
from db.reading import SqlReading
from db.registry import ALL, DERIVED_COLUMNS, DERIVED_NAMES, RecordTable, table_of
from db.store import SqlStore
from db.work import SqlWork
from send_desktop import records
from send_desktop.records import Derived, Stored
from tests.architecture.clone import ROOT
from tests.storage.making import a_case, add_advice

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    date: st.dates(),
    time: st.times(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    tuple[str, ...]: st.lists(_TEXT, max_size=4).map(tuple),
}
_UNIQUE = {
    ("request", "reference"),
    ("team", "name"),
    ("area", "name"),
    ("service", "code"),
    ("letter_template", "code"),
    ("saved_view", "name"),
    ("decision_wording", "code"),
    ("paper_file", "sha256"),
}


def _values(table: str, name: str, hint: Any) -> st.SearchStrategy[Any]:
    codes = CLOSED.get(table, {}).get(name)
    if typing.get_origin(hint) is types.UnionType:
        return st.none() | _values(table, name, typing.get_args(hint)[0])
    if (table, name) in _UNIQUE:
        return st.uuids().map(str)
    return st.sampled_from(codes) if codes else _BY_TYPE[hint]


def _any_record(kind: RecordTable[Any], owners: dict[str, int]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind.record)
    fields = {
        name: st.just(owners[name]) if name in owners else _values(kind.table.name, name, hints[name])
        for name in kind.names
        if name not in {"id", "version"}
    }
    return st.builds(kind.record, **fields)


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def _pack(meeting: int) -> records.Pack:
    return records.Pack(
        meeting_id=meeting,
        number=1,
        profile="named",
        pages=1,
        papers=0,
        manifest_sha256="",
        built_at=NOON,
        built_by="",
    )


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqlStore, dict[str, int]]]:
    """A store with one of everything that another record may belong to, and the ids by field."""
    store = open_store(Path(tmp_path_factory.mktemp("records")) / "cases.store")
    request = a_case(store)
    with store.work("Ann", "Set up") as work:
        team = work.add(records.Team(name="North and East")).id
        area = work.add(records.Area(name="East")).id
        officer = work.add(records.Officer(name="Imran Sparrowladle")).id
        setting = work.add(records.Setting(name="Custardmoor Primary School")).id
        advice = add_advice(work, request.id).id
        consultation = work.add(records.Consultation(case_id=request.id)).id
        document = work.add(records.Document(case_id=request.id, title="Letter")).id
        meeting = work.add(records.PanelMeeting(kind="issue", on=date(2026, 12, 1), starts_at=time(9))).id
        before = work.add(records.PanelMeeting(kind="issue", on=date(2026, 11, 24), starts_at=time(9))).id
        item = work.add(records.AgendaItem(case_id=request.id, meeting_id=before, position=1))
        series = work.add(records.PanelSeries(name="Issue", kind="issue", first_on=date(2026, 9, 1), starts_at=time(9)))
        member = work.add(records.PanelMember(series_id=series.id, name="Dr Odalys Fernwhistle")).id
        person = work.add(records.Attendance(meeting_id=meeting, name="Dr Odalys Fernwhistle")).id
        of_item = {"case_id": request.id, "meeting_id": meeting, "item_id": item.id}
        advised = work.add(records.Recommendation(outcome="assess", made_at=NOON, **of_item)).id
        pack = work.add(_pack(meeting)).id
        export = work.add(records.Export(kind="copy", profile="named", made_at=NOON, made_by="")).id
    owners = {"case_id": request.id, "person_id": request.person_id, "service_id": 1, "service": "EP"}
    owners |= {"team_id": team, "area_id": area, "officer_id": officer, "setting_id": setting}
    owners |= {"family_preference_setting_id": setting, "meeting_id": meeting}
    owners |= {"advice_id": advice, "consultation_id": consultation, "document_id": document, "replaces_id": document}
    owners |= {"item_id": item.id, "rolled_from_id": item.id, "series_id": series.id, "member_id": member}
    owners |= {"attendance_id": person, "recommendation_id": advised, "ratified_meeting_id": meeting, "pack_id": pack}
    owners |= {"export_id": export}
    yield store, owners
    store.close()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.table.name)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_record_comes_back_as_it_was_saved(
    busy: tuple[SqlStore, dict[str, int]], kind: RecordTable[Any], data: st.DataObject
) -> None:
    store, owners = busy
    before = data.draw(_any_record(kind, owners))
    with undone(store) as work:
        added = work.add(before)
        assert dataclasses.replace(added, id=0, version=0) == before
        assert _stored(work, kind, added.id) == added


@settings(max_examples=25)
@given(data=st.data())
def test_derived_columns_come_back_as_they_were_written(
    busy: tuple[SqlStore, dict[str, int]], data: st.DataObject
) -> None:
    store, owners = busy
    hints = typing.get_type_hints(Derived)
    fields = {name: _values("derived", name, hints[name]) for name in DERIVED_NAMES}
    derived = data.draw(st.builds(Derived, **fields))
    with undone(store) as work:
        work.save_derived({owners["case_id"]: derived})
        work.save_derived({})
        assert work.case(owners["case_id"]).derived == derived
        assert next(row for row in work.caseload() if row.id == owners["case_id"]).derived == derived


def test_every_stored_record_has_a_table_with_a_column_for_each_field() -> None:
    stored = {kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, Stored)}
    assert {kind.record for kind in ALL} == stored - {Stored}
    for kind in ALL:
        assert table_of(kind.record) is kind
        assert {column.name for column in kind.table.columns} >= set(kind.names)
    assert [column.name for column in DERIVED_COLUMNS] == [field.name for field in dataclasses.fields(Derived)]


def test_no_record_says_a_field_is_required_that_its_column_lets_be_empty() -> None:
    for kind in ALL:
        hints = typing.get_type_hints(kind.record)
        for name, column in zip(kind.names, kind.columns, strict=True):
            assert column.nullable == (type(None) in typing.get_args(hints[name])), f"{kind.table.name}.{name}"


def test_every_foreign_key_is_indexed_so_that_removing_is_quick() -> None:
    for table in tables.metadata.tables.values():
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        indexed |= {next(iter(table.primary_key.columns)).name}
        indexed |= {"act_id"}  # an act is never removed
        assert {key.parent.name for key in table.foreign_keys} <= indexed, table.name


def test_postgresql_takes_every_table_and_index() -> None:
    dialect = postgresql.dialect()
    for table in [*tables.metadata.sorted_tables, tables.revision]:
        text = str(CreateTable(table).compile(dialect=dialect))
        assert "DATETIME" not in text
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_postgresql_keeps_an_index_as_partial_as_a_file_does() -> None:
    keep_indexes_partial(tables.metadata)
    index = next(index for index in tables.audit.indexes if index.name == "ix_audit_person_id")
    texts = {str(CreateIndex(index).compile(dialect=dialect)) for dialect in (postgresql.dialect(), sqlite.dialect())}
    assert texts == {"CREATE INDEX ix_audit_person_id ON audit (person_id) WHERE person_id IS NOT NULL"}


def test_opening_a_file_loads_nothing_that_only_a_server_needs() -> None:
    script = "import sys, db.engine; print([name for name in sys.modules if 'postgresql' in name])"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.strip() == "[]"


def test_postgresql_takes_every_statement_that_the_store_runs(store: SqlStore) -> None:
    statements: list[Any] = []
    event.listen(store._engine, "before_execute", lambda connection, statement, *rest: statements.append(statement))
    request = a_case(store)
    with store.work("Ann", "Everything") as work:
        advice = add_advice(work, request.id)
        work.replace(advice, dataclasses.replace(advice, received_on=date(2026, 11, 1)))
        work.replace(advice := work.case(request.id).advice[0], advice)
        meeting = work.add(records.PanelMeeting(kind="issue", on=date(2026, 12, 1), starts_at=time(9)))
        work.set_option("at_risk_days", "5")
        work.touched()
        work.remove(advice, "mistake")
    with store.look() as reading:
        reading.directory(), reading.officer_for_sign_in("x"), reading.caseload(), reading.cases([request.id])
        reading.facts([request.id]), reading.facts(range(FEW + 1))
        reading.case_by_reference("EHC-26-0001"), reading.open_case_ids(), reading.case_ids_waiting_for(["EP"])
        reading.history(request.id), reading.meetings(date(2026, 1, 1)), reading.agenda(meeting.id)
        (
            reading.timeliness_rows(),
            reading.advice_rows(),
            reading.family_contacts(),
            reading.exports("pack"),
            reading.audit(),
            reading.is_empty(),
        )
        reading.returned_delays("EP", date(2026, 1, 1), date(2026, 12, 31)), reading.references()
    store.check()
    assert len(statements) > 40
    for statement in statements:
        assert str(statement.compile(dialect=postgresql.dialect()))


def test_what_only_sqlite_has_stays_in_one_file() -> None:
    for path in Path(tables.__file__).parent.glob("*.py"):
        words = path.read_text("utf-8")
        if path.name not in {"sqlite.py", "postgresql.py"}:
            assert "exec_driver_sql" not in words, path.name
            assert "sqlcipher3" not in words, path.name
            assert "PRAGMA" not in words, path.name
            assert "sqlite_schema" not in words, path.name


def _stored(reading: SqlReading, kind: RecordTable[Any], id_: int) -> Any:
    """Read a record by itself, as no protocol offers to: each kind, whatever it belongs to."""
    rows = reading._connection.execute(select(*kind.columns).where(kind.table.c.id == id_))
    return kind.read(rows.all())[0]


class _EnoughError(Exception):
    """Ends a transaction that is not to be kept."""


@contextmanager
def undone(store: SqlStore) -> Iterator[SqlWork]:
    """Work that leaves no trace, so that one example cannot stand in another's way."""
    with suppress(_EnoughError), store.work("Ann", "Try") as work:
        yield work
        raise _EnoughError
