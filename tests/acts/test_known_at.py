"""What was known on a day: rows as the store held them when it ended, whatever was written since."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.engine import open_store
from send_desktop.__main__ import main
from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.records import Consultation, Dispute, Officer, Service
from send_desktop.services import advice, contacts, corrections, decisions, disputes, exceptions, plans
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.known import KnownReading, known_reading, known_store
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.services.sheet_changes import read_sheets
from send_desktop.services.timeliness import export_weekly
from send_desktop.services.undo import undo
from send_desktop.store import Store
from send_desktop.wording import full_date
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read
from tests.helpers.clock import days_ago, written_at

RECEIVED = date(2026, 7, 1)
Rows = tuple[Any, ...]


def rows(reading: Any) -> Rows:
    """Return the rows that figures and lists are made from; a version counts savings and is no fact."""
    caseload = sorted((replace(row, version=0) for row in reading.caseload()), key=lambda row: row.id)
    beside = [sorted(map(unsaved, reading.every(kind)), key=lambda one: one.id) for kind in (Consultation, Dispute)]
    return reading.timeliness_rows(), reading.advice_rows(), caseload, beside, sorted(reading.family_contacts())


def unsaved(record: Any) -> Any:
    return replace(record, version=0)


def rows_now(store: Store) -> Rows:
    with store.look() as reading:
        return rows(reading)


def rows_before(store: Store, moment: datetime) -> Rows:
    with store.look() as reading:
        return rows(KnownReading(reading, moment))


# --- the day ----------------------------------------------------------------------------------------


def test_what_was_written_after_the_day_is_not_known_on_it(
    store: Store, tmp_path: Path, new_case: NewCase, done: Adopt
) -> None:
    case = new_case(RECEIVED)
    written_at(tmp_path / "acts.db", days_ago(9))
    then = rows_now(store)
    done(decisions.decide_to_assess(case, outcome="assess", made_on=date(2026, 8, 3), told_on=None, today=TODAY))
    with store.look() as reading:
        known = known_reading(reading, days_ago(1).date(), TODAY)
        assert rows(known) == then
        assert rows(known_reading(reading, datetime.now().date(), TODAY)) == rows(reading)


@pytest.mark.parametrize(("at", "is_known"), [(time(23, 59, 59), True), (time(0, 0, 1), False)])
def test_a_day_ends_at_midnight_on_the_clock_on_the_wall(
    store: Store, tmp_path: Path, new_case: NewCase, at: time, is_known: bool
) -> None:
    new_case(RECEIVED)
    written_at(tmp_path / "acts.db", days_ago(9))
    later = new_case(RECEIVED, surname="Coombevale")
    written_at(tmp_path / "acts.db", days_ago(5 if is_known else 4, at))
    with store.look() as reading:
        known = known_reading(reading, days_ago(5).date(), TODAY).timeliness_rows()
    assert (later.id in {row.case_id for row in known}) == is_known


def test_a_day_before_the_first_act_and_a_day_to_come_are_refused_in_a_sentence(
    store: Store, new_case: NewCase
) -> None:
    new_case(RECEIVED)
    far = max(TODAY, datetime.now().date()) + timedelta(days=1)
    with store.look() as reading:
        with pytest.raises(Refused, match="history begins on"):
            known_reading(reading, days_ago(1).date(), TODAY)
        with pytest.raises(Refused, match="still to come"):
            known_reading(reading, far, TODAY)


def test_the_command_line_counts_what_was_known_and_says_so_only_when_it_is_asked(
    store: Store, tmp_path: Path, new_case: NewCase, capsys: pytest.CaptureFixture[str]
) -> None:
    new_case(RECEIVED)
    written_at(tmp_path / "acts.db", days_ago(9))
    new_case(RECEIVED, surname="Coombevale")

    def told(*arguments: str, today: str = datetime.now().date().isoformat()) -> Any:
        capsys.readouterr()
        code = main(["--store", str(tmp_path / "acts.db"), "--today", today, "timeliness", *arguments])
        out = capsys.readouterr()
        return (code, out.err) if code else json.loads(out.out)

    day = days_ago(3).date().isoformat()
    known, now = told("--known-at", day, "--json"), told("--json")
    assert (known["known_at"], known["as_at"], known["cases"]) == (day, day, 1)
    assert "known_at" not in now
    assert now["cases"] == 2
    assert told("--as-at", "2026-11-20", "--known-at", day, "--json")["as_at"] == "2026-11-20"
    assert told("--known-at", "2020-01-01", "--json")[0] == 1
    assert "still to come" in told("--known-at", "2199-01-01", "--json")[1]


def test_the_workbook_of_what_was_known_says_so_in_its_heading_and_is_kept_as_it_was_sent(
    store: Store, tmp_path: Path, new_case: NewCase
) -> None:
    new_case(RECEIVED)
    written_at(tmp_path / "acts.db", days_ago(9))
    new_case(RECEIVED, surname="Coombevale")
    on, today = days_ago(3).date(), datetime.now().date()
    file = tmp_path / "sheet.xlsx"
    export_weekly(known_store(store, on, today), on, file, "reference", LEAD, today=today)
    heading = [cell.value for row in load_workbook(file)["Headlines"].iter_rows(max_row=5) for cell in row]
    assert f"As was known at the end of {full_date(on)}" in heading
    shown = read_sheets(store).shown
    assert shown is not None
    assert shown.sheet.cases == 1
    assert [(one.child, one.told[0].reason) for one in shown.cases] == [("Coombevale, Ada", "whole")]


# --- what may have happened since -------------------------------------------------------------------


def test_a_case_that_was_taken_back_since_was_known_then(store: Store) -> None:
    given_ = NewRequest(
        forename="Ada", surname="Peppergoggle", received_on=RECEIVED, date_of_birth=date(2018, 5, 1), officer=LEAD
    )
    changes = record_request(store, given_, LEAD, TODAY)
    then, moment = rows_now(store), datetime.now(UTC)
    assert changes.undo is not None
    redo = undo(store, changes.undo, LEAD, TODAY)
    gone = datetime.now(UTC)
    assert rows_now(store)[0] == []
    assert rows_before(store, moment) == then
    assert redo.undo is not None
    undo(store, redo.undo, LEAD, TODAY)
    assert rows_before(store, gone)[0] == []
    assert rows_before(store, moment) == then


def test_the_names_of_that_day_are_known_though_the_lists_have_changed_since(store: Store, new_case: NewCase) -> None:
    with store.work(LEAD, "Add an officer") as work:
        officer = work.add(Officer(name="Imran Sparrowladle"))
    new_case(RECEIVED, officer="Imran Sparrowladle")
    then, moment = rows_now(store), datetime.now(UTC)
    with store.work(LEAD, "Rename an officer") as work:
        work.replace(officer, replace(officer, name="Imran Sparrow"))
    assert {row.officer for row in rows_now(store)[0]} == {"Imran Sparrow"}
    assert rows_before(store, moment) == then


def test_a_date_of_birth_put_right_since_was_known_as_it_stood(store: Store, new_case: NewCase) -> None:
    case = new_case(RECEIVED, date_of_birth=date(2018, 5, 1))
    then, moment = rows_now(store), datetime.now(UTC)
    with store.work(LEAD, "Put a date of birth right") as work:
        work.replace(case.person, replace(case.person, date_of_birth=date(2017, 5, 1)))
    assert rows_now(store)[0][0].date_of_birth == date(2017, 5, 1)
    assert rows_before(store, moment) == then


# --- any sequence of acts ---------------------------------------------------------------------------

ACTS: dict[str, Callable[[Any, Any, date], Amendment]] = {
    "assess": lambda case, lists, on: decisions.decide_to_assess(
        case, outcome="assess", made_on=on, told_on=on, today=TODAY
    ),
    "refuse": lambda case, lists, on: decisions.decide_to_assess(
        case, outcome="refuse", made_on=on, told_on=on, today=TODAY, reasons="Progress is steady"
    ),
    "ask": lambda case, lists, on: advice.ask_for_advice(case, lists, services=["EP", "OT"], on=on, today=TODAY),
    "receive": lambda case, lists, on: advice.record_received(
        case, next(item for item in case.advice if item.received_on is None), on=on, today=TODAY
    ),
    "issue": lambda case, lists, on: decisions.decide_to_issue(
        case, outcome="issue", made_on=on, told_on=on, today=TODAY
    ),
    "draft": lambda case, lists, on: plans.serve_draft(case, on=on, today=TODAY),
    "final": lambda case, lists, on: plans.send_final(case, sent=plans.FinalSent.to_all(on), today=TODAY),
    "except": lambda case, lists, on: exceptions.record_exception(
        case, reason="absent_from_area", starts_on=on, ends_on=on + timedelta(days=30), today=TODAY
    ),
    "consult": lambda case, lists, on: plans.consult(case, setting="Larkenfold School", on=on, today=TODAY),
    "mediate": lambda case, lists, on: disputes.ask_mediation(case, about="assess", on=on, today=TODAY),
    "end": lambda case, lists, on: disputes.end_dispute(
        case, disputes.running(case, "mediation")[0], outcome="agreed", on=on, today=TODAY
    ),
    "contact": lambda case, lists, on: contacts.log_contact(case, kind="call", on=on, summary="Rang", today=TODAY),
    "withdraw": lambda case, lists, on: decisions.withdraw(case, on=on, reason="Family asked", today=TODAY),
    "reopen": lambda case, lists, on: decisions.reopen(case, reason="Slip", today=TODAY),
    "correct": lambda case, lists, on: corrections.correct_date(
        case, recorded_dates(case)[-1].key, on=on, reason="Misread", today=TODAY
    ),
}
STEPS = st.lists(st.tuples(st.sampled_from([*ACTS, "undo", "new"]), st.integers(1, 130)), min_size=1, max_size=12)


@contextmanager
def a_store(folder: Path) -> Iterator[Store]:
    opened = open_store(folder)
    with opened.work(LEAD, "Found authority") as work:
        known = {service.code for service in work.directory().services}
        for code in {"EP", "OT"} - known:
            work.add(Service(code=code, name=code))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for every example: each adds its own cases, and all of them are compared."""
    with a_store(tmp_path_factory.mktemp("known") / "known.db") as opened:
        yield opened


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_what_is_known_at_each_moment_is_what_was_read_then(shared_store: Store, steps: list[tuple[str, int]]) -> None:
    store = shared_store
    case_id, last = _new(store)
    moments = [(datetime.now(UTC), rows_now(store))]
    for name, day in steps:
        case_id, last = _do(store, case_id, name, RECEIVED + timedelta(days=day), last)
        moments.append((datetime.now(UTC), rows_now(store)))
    for moment, then in moments:
        assert rows_before(store, moment) == then


def _new(store: Store) -> tuple[int, Changes]:
    changes = record_request(
        store, NewRequest(forename="Ada", surname="Peppergoggle", received_on=RECEIVED), LEAD, TODAY
    )
    return min(changes.cases), changes


def _do(store: Store, case_id: int, name: str, on: date, last: Changes) -> tuple[int, Changes]:
    if name == "new":
        return _new(store)
    try:
        if name == "undo":
            assert last.undo is not None
            return case_id, undo(store, last.undo, LEAD, TODAY)
        case = read(store, case_id)
        with store.look() as reading:
            amendment = ACTS[name](case, reading.directory(), on)
        return case_id, adopt(store, amendment, LEAD, TODAY)
    except (Refused, StopIteration, IndexError):
        return case_id, last
