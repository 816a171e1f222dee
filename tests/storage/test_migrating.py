"""Migrating: all or nothing, after a copy, children kept; and a new store is what the migrations build."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import sqlite, tables
from db.engine import open_store
from db.migrate import upgrade
from db.schema import CURRENT, MIGRATIONS, Schema
from db.search_index import is_of_search
from db.store import SqlStore, writing
from send_desktop.errors import Unavailable
from tests.storage.conftest import Open
from tests.storage.making import a_case, add_advice

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    with op.batch_alter_table("request", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=True))
    {more}
"""


def _next_version(folder: Path, more: str = "") -> Schema:
    """A program one version ahead, which rebuilds the request table: the change that once deleted child rows."""
    scripts = folder / "100% next"
    shutil.copytree(MIGRATIONS, scripts)
    (scripts / "versions" / "0005_colour.py").write_text(_NEXT.format(more=more))
    return Schema(revisions=(*CURRENT.revisions, "0005"), scripts=scripts)


@pytest.fixture
def older(path: Path, opened: Open) -> SqlStore:
    """A store of this version with a case and advice in it, which the next version will find too old."""
    store = opened(path)
    request = a_case(store)
    with store.work("Ann", "Ask") as work:
        add_advice(work, request.id)
    store.close()
    return store


def test_a_new_store_is_exactly_what_the_migrations_build(tmp_path: Path, opened: Open) -> None:
    opened(tmp_path / "new.store").close()
    engine = sqlite.engine(tmp_path / "migrated.store", None, foreign_keys=False)
    with writing(engine) as connection:
        upgrade(connection, CURRENT)
    engine.dispose()
    assert _definitions(tmp_path / "new.store") == _definitions(tmp_path / "migrated.store")


def test_alembic_finds_nothing_to_add_to_a_new_store(store: SqlStore) -> None:
    with store.look() as reading:
        context = MigrationContext.configure(reading._connection, opts={"compare_type": True, "include_name": _is_ours})
        assert compare_metadata(context, tables.metadata) == []


def test_the_versions_that_the_program_knows_are_those_that_it_has_scripts_for() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    oldest_first = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    assert tuple(oldest_first) == CURRENT.revisions


@pytest.mark.usefixtures("older")
def test_an_older_store_is_migrated_and_keeps_every_row(path: Path, tmp_path: Path, opened: Open) -> None:
    store = opened(path, schema=_next_version(tmp_path))
    with store.look() as reading:
        assert len(reading.case_by_reference("EHC-26-0001").advice) == 1
    assert any("colour" in part for part in _definitions(path)["request"])
    assert store.check() == ["Cases without derived columns: 1; recompute them."]


@pytest.mark.usefixtures("older")
def test_before_a_migration_a_copy_is_laid_beside_the_store(path: Path, tmp_path: Path, opened: Open) -> None:
    opened(path, schema=_next_version(tmp_path)).close()
    (copy,) = tmp_path.glob("cases before 0005 *.store")
    with opened(copy).look() as reading:
        assert list(reading.references()) == ["EHC-26-0001"]


@pytest.mark.usefixtures("older")
def test_once_migrated_the_older_program_refuses_the_store(path: Path, tmp_path: Path, opened: Open) -> None:
    opened(path, schema=_next_version(tmp_path)).close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="newer SEND Desktop"):
        opened(path)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("older")
def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, tmp_path: Path, opened: Open) -> None:
    with pytest.raises(ZeroDivisionError):
        opened(path, schema=_next_version(tmp_path, more="1 / 0"))
    assert not any("colour" in part for part in _definitions(path)["request"])
    with opened(path).look() as reading:
        assert len(reading.case_by_reference("EHC-26-0001").advice) == 1


@pytest.mark.usefixtures("older")
def test_a_migration_that_would_orphan_rows_is_undone_and_said_so(path: Path, tmp_path: Path, opened: Open) -> None:
    with pytest.raises(Unavailable, match="rows of request belong to rows that are not there"):
        opened(path, schema=_next_version(tmp_path, more="op.execute('DELETE FROM person')"))
    with opened(path).look() as reading:
        assert reading.case_by_reference("EHC-26-0001").person.surname == "Peppergoggle"


def test_an_encrypted_store_and_its_copy_keep_their_key(path: Path, tmp_path: Path, opened: Open) -> None:
    store = opened(path, "a key")
    a_case(store)
    store.close()
    opened(path, "a key", schema=_next_version(tmp_path)).close()
    (copy,) = tmp_path.glob("cases before 0005 *.store")
    assert b"Peppergoggle" not in copy.read_bytes()
    open_store(copy, "a key").close()


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not is_of_search(name or "")


def _definitions(path: Path) -> dict[str, set[str]]:
    """What every table and index is made of, whatever order its columns and constraints were added in."""
    connection = sqlcipher3.dbapi2.connect(str(path))
    rows = connection.execute("SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    made = {name: _parts(connection, name, sql) if kind == "table" else {sql} for name, sql, kind in rows}
    connection.close()
    return made


def _parts(connection: Any, table: str, sql: str) -> set[str]:
    columns = {f"column {row[1:]}" for row in connection.execute(f'PRAGMA table_xinfo("{table}")')}
    keys = {f"foreign key {row[2:]}" for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
    checks = re.findall(r"CONSTRAINT (\w+) CHECK \((.*?\))\)", sql)
    return columns | keys | {f"check {name} {words}" for name, words in checks} | set(re.findall(r"uq_\w+", sql))
