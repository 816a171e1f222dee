from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import open_store
from db.store import SqlStore

Open = Callable[..., SqlStore]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this test's store is, once something has opened it."""
    return tmp_path / "cases.store"


@pytest.fixture
def opened() -> Iterator[Open]:
    """open_store, with every store that it opened closed at the end."""
    stores: list[SqlStore] = []

    def open_and_keep(location: str | Path, key: str | None = None, **options: object) -> SqlStore:
        stores.append(open_store(location, key, **options))
        return stores[-1]

    yield open_and_keep
    for store in stores:
        store.close()


@pytest.fixture
def store(path: Path, opened: Open) -> SqlStore:
    """A new store in a file of its own."""
    return opened(path)
