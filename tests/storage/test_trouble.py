"""Trouble from outside: a full disk, a locked or read-only file, a program killed in the middle."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from db.failures import plain
from db.schema import CURRENT
from db.store import SqlStore
from send_desktop.errors import Refused, Unavailable
from send_desktop.records import Derived, Note
from tests.storage.conftest import Open
from tests.storage.making import RECEIVED, a_case, with_status

ROOT = Path(CURRENT.scripts).parents[1]


def test_a_full_disk_is_said_plainly_and_loses_nothing(store: SqlStore) -> None:
    request = a_case(store)
    with pytest.raises(Unavailable, match=r"The disk that holds .* is full; nothing of this act was kept"):
        _write_too_much(store, request.id)
    with store.look() as reading:
        case = reading.case(request.id)
    assert case.notes == ()
    assert case.request == request


def _write_too_much(store: SqlStore, case_id: int) -> None:
    with store.work("Ann", "Import") as work:
        connection = work._connection.connection.driver_connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        try:
            work.add_many([Note(case_id=case_id, on=RECEIVED, text="x" * 2_000) for _ in range(50)])
        finally:
            connection.execute("PRAGMA max_page_count = 1073741823")


def test_a_store_that_another_program_holds_is_said_to_be_so(path: Path, store: SqlStore) -> None:
    other = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.look() as reading:  # the wait is shortened on the one connection that the pool will hand out next
        reading._connection.connection.driver_connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(Unavailable, match="Another program is writing to"):
        a_case(store)
    other.execute("ROLLBACK")
    other.close()
    assert a_case(store).id == 1


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("database or disk is full", "is full"),
        ("attempt to write a readonly database", "may be read but not written to"),
        ("database is locked", "Another program is writing"),
        ("database table is locked", "Another program is writing"),
        ("file is not a database", "is not a SEND Desktop store"),
        ("database disk image is malformed", "is damaged"),
        ("unable to open database file", "cannot be reached"),
        ("disk I/O error", "Check that its disk is not full"),
    ],
)
def test_each_trouble_has_its_sentence(message: str, sentence: str) -> None:
    said = plain(sqlcipher3.dbapi2.OperationalError(message), "/home/ann/cases.store")
    assert isinstance(said, Unavailable)
    assert sentence in str(said)
    assert "/home/ann/cases.store" in str(said)


def test_a_fault_of_the_program_is_not_passed_off_as_trouble() -> None:
    assert plain(sqlcipher3.dbapi2.OperationalError("no such column: spine"), "here") is None


def test_a_refusal_from_inside_an_act_is_passed_on_as_it_is(store: SqlStore) -> None:
    with pytest.raises(Refused, match="the family was told before"), store.work("Ann", "Decide"):
        raise Refused("the family was told before")


def test_a_reading_is_as_at_its_opening_while_another_thread_writes(store: SqlStore) -> None:
    a_case(store, "1")
    with store.look() as reading:
        writer = threading.Thread(target=a_case, args=(store, "2"))
        writer.start()
        writer.join()
        assert list(reading.references()) == ["1"]
        assert len(reading.caseload()) == len(reading.cases()) == 1
    with store.look() as reading:
        assert list(reading.references()) == ["1", "2"]


def test_several_threads_write_in_turn_and_none_is_lost(store: SqlStore) -> None:
    threads = [threading.Thread(target=_write_some, args=(store, name)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.look() as reading:
        assert sorted(reading.references()) == [f"{name}-{number}" for name in "abc" for number in range(10)]


def _write_some(store: SqlStore, name: str) -> None:
    for number in range(10):
        a_case(store, f"{name}-{number}")


def test_a_killed_program_loses_only_what_it_had_not_committed(path: Path, opened: Open) -> None:
    program = (
        "import sys, time; from db.engine import open_store; from tests.storage.making import a_case, add_case\n"
        "store = open_store(sys.argv[1]); a_case(store, 'committed')\n"
        "with store.work('Ann', 'Killed') as work:\n"
        "    add_case(work, 'not committed'); work.finish(); print('in the middle', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "in the middle"
    process.kill()
    process.wait()
    process.stdout.close()
    store = opened(path)
    with store.look() as reading:
        assert list(reading.references()) == ["committed"]
        request = reading.case_by_reference("committed").request
    with_status(store, {request.id: Derived()})
    assert store.check() == []


def test_a_sound_store_has_nothing_to_report(store: SqlStore) -> None:
    assert store.check() == []
    request = a_case(store)
    assert store.check() == ["Cases without derived columns: 1; recompute them."]
    with_status(store, {request.id: Derived()})
    assert store.check() == []


def test_damage_is_found_and_reported(path: Path, opened: Open) -> None:
    store = opened(path)
    request = a_case(store)
    with_status(store, {request.id: Derived()})
    store.close()
    raw = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM person")
    raw.close()
    assert opened(path).check() == ["Some rows of request belong to rows that are not there."]


def test_a_copy_holds_everything_and_opens_as_a_store(store: SqlStore, tmp_path: Path, opened: Open) -> None:
    request = a_case(store)
    with store.look() as reading:  # a copy is whole while others read and write
        store.backup(tmp_path / "copy.store")
        assert reading.case(request.id).request == request
    with opened(tmp_path / "copy.store").look() as reading:
        assert reading.case(request.id).request == request
    assert {entry.name.split("-")[0] for entry in tmp_path.iterdir()} == {"cases.store", "copy.store"}


def test_the_copy_of_an_encrypted_store_has_the_same_key(tmp_path: Path, opened: Open) -> None:
    store = opened(tmp_path / "cases.store", "a key")
    a_case(store)
    store.backup(tmp_path / "copy.store")
    assert b"Peppergoggle" not in (tmp_path / "copy.store").read_bytes()
    with opened(tmp_path / "copy.store", "a key").look() as reading:
        assert len(reading.references()) == 1
    with pytest.raises(Unavailable, match="key is wrong"):
        opened(tmp_path / "copy.store")


def test_a_copy_never_takes_the_place_of_another_file(store: SqlStore, tmp_path: Path) -> None:
    target = tmp_path / "last week.store"
    target.write_text("precious")
    with pytest.raises(Unavailable, match="There is already a file"):
        store.backup(target)
    assert target.read_text() == "precious"


def test_a_copy_into_a_folder_that_is_not_there_is_refused(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no folder"):
        store.backup(tmp_path / "usb" / "copy.store")
    with pytest.raises(Unavailable, match="cannot be reached"):
        store.backup(tmp_path / ("n" * 250))
    assert {entry.name.split("-")[0] for entry in tmp_path.iterdir()} == {"cases.store"}
