"""A real store on a real file, and a case in it to act upon."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.engine import open_store
from send_desktop.records import Case
from send_desktop.services import advice, decisions
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "acts.db")
    yield opened
    opened.close()


@pytest.fixture
def new_case(store: Store) -> NewCase:
    """Record a request and return its case."""

    def make(received_on: date = date(2026, 10, 12), **fields: object) -> Case:
        values: dict[str, object] = {"forename": "Ada", "surname": "Peppergoggle", "received_on": received_on}
        changes = record_request(store, NewRequest(**(values | fields)), LEAD, TODAY)  # type: ignore[arg-type]
        (case_id,) = changes.cases
        return read(store, case_id)

    return make


@pytest.fixture
def done(store: Store) -> Adopt:
    """Adopt an amendment and return the case as it then stands."""

    def adopt_and_read(amendment: Amendment, today: date = TODAY) -> Case:
        adopt(store, amendment, LEAD, today)
        return read(store, amendment.case.id)

    return adopt_and_read


@pytest.fixture
def to_draft(store: Store, new_case: NewCase, done: Adopt) -> Case:
    """Return a case on which it has been decided to issue a plan."""
    case = done(
        decisions.decide_to_assess(
            new_case(date(2026, 6, 29)),
            outcome="assess",
            made_on=date(2026, 7, 30),
            told_on=date(2026, 7, 30),
            today=TODAY,
        )
    )
    with store.look() as reading:
        directory = reading.directory()
    case = done(advice.ask_for_advice(case, directory, services=["EP"], on=date(2026, 8, 3), today=TODAY))
    case = done(advice.record_received(case, case.advice[0], on=date(2026, 9, 14), today=TODAY))
    return done(
        decisions.decide_to_issue(
            case, outcome="issue", made_on=date(2026, 9, 24), told_on=date(2026, 9, 24), today=TODAY
        )
    )
