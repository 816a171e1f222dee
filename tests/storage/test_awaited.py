"""What others owe on open cases, and children by their names, as storage reads them."""

from dataclasses import replace
from datetime import date

from db.store import SqlStore
from send_desktop.records import AdviserRequest, Chase, Consultation, Derived, Setting
from tests.storage.making import a_case, add_advice, with_status

ASKED = date(2026, 10, 1)


def test_only_what_was_asked_has_not_come_and_is_on_an_open_case_is_awaited(store: SqlStore) -> None:
    case, closed = a_case(store), a_case(store, "EHC-26-0002")
    with store.work("Imran Sparrowladle", "Ask") as work:
        waiting = add_advice(work, case.id, "EP", requested_on=ASKED, booked_on=date(2026, 11, 30))
        add_advice(work, case.id, "OT", requested_on=ASKED, received_on=date(2026, 10, 9))
        add_advice(work, case.id, "School")
        add_advice(work, closed.id, "EP", requested_on=ASKED)
        setting = work.add(Setting(name="Larkenfold Primary School"))
        asked = work.add(Consultation(case_id=case.id, setting_id=setting.id, sent_on=date(2026, 9, 20)))
        work.add(Chase(case_id=case.id, on=date(2026, 11, 14), rung=1, advice_id=waiting.id))
        work.add(Chase(case_id=case.id, on=date(2026, 11, 18), rung=2, advice_id=waiting.id))
    with_status(store, {closed.id: Derived(status="withdrawn")})

    with store.look() as reading:
        rows = reading.awaited()

    assert [(row.kind, row.id, row.whose) for row in rows] == [
        ("reply", asked.id, "Larkenfold Primary School"),
        ("advice", waiting.id, "EP"),
    ]
    assert rows[1].chased == ((date(2026, 11, 14), 1), (date(2026, 11, 18), 2))
    assert rows[1].booked_on == date(2026, 11, 30)


def test_a_familys_request_for_an_adviser_is_listed_until_it_is_decided_and_told(store: SqlStore) -> None:
    case = a_case(store)
    with store.work("Imran Sparrowladle", "Ask") as work:
        wanted = work.add(AdviserRequest(case_id=case.id, asked_on=ASKED, adviser="Occupational therapist"))

    def listed() -> list[str | None]:
        with store.look() as reading:
            return [row.outcome for row in reading.open_adviser_requests()]

    assert listed() == [None]
    with store.work("Imran Sparrowladle", "Decide") as work:
        wanted = work.replace(wanted, replace(wanted, outcome="refused", reason="Not needed", decided_on=ASKED))
    assert listed() == ["refused"]
    with store.work("Imran Sparrowladle", "Tell") as work:
        work.replace(wanted, replace(wanted, told_on=ASKED))
    assert listed() == []


def test_children_are_found_by_name_open_cases_first(store: SqlStore) -> None:
    closed, case = a_case(store, "EHC-26-0002"), a_case(store)
    with_status(store, {closed.id: Derived(status="withdrawn")})
    with store.look() as reading:
        names = reading.child_names()
    assert [(one.reference, one.is_open) for one in names] == [(case.reference, True), (closed.reference, False)]
    assert names[0].surname == "Peppergoggle"
