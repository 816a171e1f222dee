"""Opening: a new store, an encrypted one, and everything that is not a store to open."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from db.places import file_system, is_on_network, is_share_name, usable
from db.schema import CURRENT
from send_desktop.errors import Unavailable
from tests.storage.conftest import Open
from tests.storage.making import a_case

KEY = "a key that nobody guesses"
RAW_KEY = "2a" * 32


def test_a_store_opened_again_holds_what_it_held(path: Path, opened: Open) -> None:
    first = opened(path)
    request = a_case(first)
    first.close()
    again = opened(path)
    assert again.where == str(path)
    with again.look() as reading:
        assert reading.case(request.id).request == request


def test_foreign_keys_are_on_and_nothing_is_lost_to_a_power_cut(path: Path, opened: Open) -> None:
    store = opened(path)
    with store.look() as reading:
        connection = reading._connection.connection.driver_connection
        pragmas = ("foreign_keys", "journal_mode", "synchronous")
        assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == [1, "wal", 2]


@pytest.mark.parametrize("key", [KEY, RAW_KEY, "it's a key with 'quotes'"])
def test_an_encrypted_store_opens_with_its_key_and_shows_nothing_without(path: Path, opened: Open, key: str) -> None:
    store = opened(path, key)
    request = a_case(store)
    store.close()
    assert b"Peppergoggle" not in path.read_bytes()
    with opened(path, key).look() as reading:
        assert reading.case(request.id).request == request


@pytest.mark.parametrize("wrong", [None, "another key"])
def test_an_encrypted_store_refuses_another_key_and_stays_as_it_is(path: Path, opened: Open, wrong: str | None) -> None:
    opened(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="is not a SEND Desktop store, or its key is wrong"):
        opened(path, wrong)
    assert path.read_bytes() == before


def test_a_plain_store_refuses_a_key(path: Path, opened: Open) -> None:
    opened(path).close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="or its key is wrong"):
        opened(path, KEY)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_untouched(path: Path, opened: Open) -> None:
    path.write_bytes(b"Reference,Surname\r\n" * 500)
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="is not a SEND Desktop store"):
        opened(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_database_of_another_program_is_refused_and_left_untouched(path: Path, opened: Open) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (id INTEGER)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="database of another program"):
        opened(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_program_is_refused_and_left_untouched(path: Path, opened: Open) -> None:
    store = opened(path)
    a_case(store)
    store.close()
    newer = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match=r"newer SEND Desktop; it was left untouched\. Update"):
        opened(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store(path: Path, opened: Open) -> None:
    path.touch()
    with opened(path).look() as reading:
        assert len(reading.directory().services) == 7


def test_a_folder_is_no_store(tmp_path: Path, opened: Open) -> None:
    with pytest.raises(Unavailable, match=r"is a folder; nothing was opened\. Name a file in it"):
        opened(tmp_path)


def test_a_missing_folder_is_not_made(tmp_path: Path, opened: Open) -> None:
    with pytest.raises(Unavailable, match="There is no folder"):
        opened(tmp_path / "typo" / "cases.store")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_made_leaves_nothing(tmp_path: Path, opened: Open) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        opened(tmp_path / ("n" * 300))
    assert list(tmp_path.iterdir()) == []


def test_a_server_without_its_driver_is_refused_in_a_sentence(opened: Open) -> None:
    with pytest.raises(Unavailable, match="no PostgreSQL driver"):
        opened("postgresql+nosuchdriver://send@db.example.org/send")


@pytest.mark.parametrize("address", ["postgresql://:::", "postgresql://send@db.example.org:54x2/send"])
def test_an_address_that_cannot_be_read_is_said_to_be_one(opened: Open, address: str) -> None:
    with pytest.raises(Unavailable, match=r"The address of the store cannot be read, .* nothing was changed"):
        opened(address)


@pytest.mark.parametrize(
    ("name", "is_share"),
    [
        (r"\\fileserver\sen\cases.store", True),
        ("//fileserver/sen/cases.store", True),
        (r"\\?\UNC\fileserver\sen\cases.store", True),
        (r"\\?\C:\sen\cases.store", False),
        (r"\\.\C:\sen\cases.store", False),
        (r"C:\sen\cases.store", False),
        ("/home/ann/cases.store", False),
    ],
)
def test_a_share_is_known_by_its_name(name: str, is_share: bool) -> None:
    assert is_share_name(name) is is_share


def test_a_mounted_share_is_known_by_its_kind_of_file_system() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "fileserver:/sen /mnt/sen nfs4 rw 0 0\n"
        "//fileserver/team /mnt/team\\040drive cifs rw 0 0\n"
        "garbled\n"
    )
    assert file_system(Path("/mnt/sen/cases.store"), mounts) == "nfs4"
    assert file_system(Path("/mnt/team drive/cases.store"), mounts) == "cifs"
    assert file_system(Path("/mnt/senate/cases.store"), mounts) == "ext4"
    assert file_system(Path("/home/ann/cases.store"), mounts) == "ext4"
    assert file_system(Path("/home"), "") == ""


def test_a_network_share_is_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_on_network(tmp_path / "cases.store")
    monkeypatch.setattr("db.places.is_on_network", lambda path: True)
    with pytest.raises(Unavailable, match="Keep the store on a disk of this computer and its backups on the share"):
        usable(tmp_path / "cases.store")


def test_opening_an_up_to_date_store_loads_neither_alembic_nor_the_orm(path: Path, opened: Open) -> None:
    opened(path).close()
    program = (
        "import sys; from db.engine import open_store; store = open_store(sys.argv[1]);\n"
        "with store.look() as reading: reading.caseload()\n"
        "store.close(); print(sorted({'alembic', 'sqlalchemy.orm', 'mako'} & set(sys.modules)))"
    )
    root = Path(CURRENT.scripts).parents[1]
    done = subprocess.run([sys.executable, "-c", program, path], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
