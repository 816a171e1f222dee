"""The bytes of documents: kept once under their checksum, and never handed out when they no longer fit it."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from db.store import SqlStore
from send_desktop.errors import Refused, Unavailable
from send_desktop.records import Document
from send_desktop.services import safety
from tests.storage.making import add_case

DATA = b"%PDF-1.7 a report"
SHA256 = hashlib.sha256(DATA).hexdigest()


def keep(store: SqlStore, *references: str) -> None:
    with store.work("Ann", "Add document") as work:
        for reference in references:
            case = add_case(work, reference)
            work.add(Document(case_id=case.id, title="Report", sha256=work.keep_content(DATA), size=len(DATA)))


def damage(path: Path) -> None:
    raw = sqlite3.connect(path)
    with raw:
        raw.execute("UPDATE content SET data = ?", (b"%PDF-1.7 a rep0rt",))
    raw.close()


def test_the_same_bytes_on_two_cases_are_kept_once_and_both_cases_are_known(store: SqlStore) -> None:
    keep(store, "EHC-26-0002", "EHC-26-0001")
    with store.look() as reading:
        assert reading.contents() == [SHA256]
        assert reading.content(SHA256) == DATA
        assert reading.references_holding(SHA256) == ["EHC-26-0001", "EHC-26-0002"]
        assert reading.references_holding("0" * 64) == []


def test_bytes_that_were_never_kept_are_refused(store: SqlStore) -> None:
    with store.look() as reading, pytest.raises(Refused, match="does not hold"):
        reading.content("0" * 64)


def test_damaged_bytes_are_never_handed_out(store: SqlStore, path: Path) -> None:
    keep(store, "EHC-26-0001")
    damage(path)
    with store.look() as reading, pytest.raises(Unavailable, match="damaged in the store"):
        reading.content(SHA256)


def test_the_check_names_the_document_whose_bytes_are_damaged(store: SqlStore, path: Path) -> None:
    keep(store, "EHC-26-0001")
    damage(path)
    problems = safety.check(store).problems
    assert "EHC-26-0001: the stored content of “Report” is damaged." in problems
