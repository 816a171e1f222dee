"""Making cases in a store with no act in between: storage is tested by itself."""

from datetime import date
from typing import Any

from db.store import SqlStore
from send_desktop.records import Advice, Derived, Person, PlanVersion, Request
from send_desktop.store import Work

RECEIVED = date(2026, 9, 1)


def add_case(work: Work, reference: str = "EHC-26-0001", **fields: Any) -> Request:
    """Add a child and a request, received on 1 September 2026 unless told otherwise."""
    person = work.add(Person(forename="Matilda", surname="Peppergoggle", date_of_birth=date(2020, 2, 16)))
    return work.add(Request(**{"reference": reference, "person_id": person.id, "received_on": RECEIVED, **fields}))


def a_case(store: SqlStore, reference: str = "EHC-26-0001", **fields: Any) -> Request:
    """Add a child and a request in a transaction of their own."""
    with store.work("Imran Sparrowladle", "Record a request") as work:
        return add_case(work, reference, **fields)


def with_status(store: SqlStore, statuses: dict[int, Derived]) -> None:
    """Write derived columns as an act would."""
    with store.work("Imran Sparrowladle", "Recompute") as work:
        work.save_derived(statuses)


def add_advice(work: Work, case_id: int, code: str = "EP", **dates: date | None) -> Advice:
    """Add advice asked of one of the services that every store begins with."""
    service = next(service for service in work.directory().services if service.code == code)
    return work.add(Advice(case_id=case_id, service_id=service.id, service=code, **dates))


def add_final(work: Work, case_id: int, on: date) -> PlanVersion:
    """Add a final plan sent on a day."""
    return work.add(PlanVersion(case_id=case_id, kind="final", sent_on=on))
