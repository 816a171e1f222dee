from dataclasses import replace
from pathlib import Path

import pytest

from db.engine import open_store
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.services import contacts, safety
from send_desktop.services.amendments import adopt
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase


def test_a_backup_put_back_holds_what_was_there_and_keeps_what_came_after(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    case = new_case()
    backup = safety.back_up(store, tmp_path / "copy.db")
    adopt(store, contacts.add_note(case, text="After the backup", today=TODAY), LEAD, TODAY)
    store.close()

    kept = safety.restore(backup, tmp_path / "acts.db", open_store)

    assert kept is not None
    for path, notes in ((tmp_path / "acts.db", 0), (kept, 1)):
        opened = open_store(path)
        with opened.look() as reading:
            assert len(reading.case(case.id).notes) == notes
        opened.close()


def test_a_backup_never_overwrites_a_file(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "letter.txt"
    taken.write_text("mine")

    with pytest.raises(Refused):
        safety.back_up(store, taken)
    assert taken.read_text() == "mine"


def test_something_that_is_no_backup_leaves_the_store_as_it_was(
    store: Store, new_case: NewCase, tmp_path: Path
) -> None:
    case = new_case()
    store.close()
    rubbish = tmp_path / "holiday.db"
    rubbish.write_bytes(b"not a store" * 500)

    with pytest.raises(SendDesktopError):
        safety.restore(rubbish, tmp_path / "acts.db", open_store)

    opened = open_store(tmp_path / "acts.db")
    with opened.look() as reading:
        assert reading.case(case.id).reference == case.reference
    opened.close()
    assert not list(tmp_path.glob("*restoring*"))


def test_a_check_finds_a_derived_date_that_is_not_what_the_facts_give(store: Store, new_case: NewCase) -> None:
    case = new_case()
    assert safety.check(store).problems == ()

    with store.work(LEAD, "Tamper") as work:
        work.save_derived({case.id: replace(case.derived, next_due=TODAY)})

    assert safety.check(store).problems == (f"{case.reference}: the derived dates are not what its facts give.",)
