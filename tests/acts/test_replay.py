"""A case as at a past day: as the records say of it, and as it was known on it."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.engine import open_store
from send_desktop.errors import Refused
from send_desktop.records import Case, Provision, Service
from send_desktop.services import advice, contacts, corrections, decisions, disputes, exceptions, plans
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.cases import view
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.services.replay import HUNG, KNOWN, RECORDED, as_recorded, known_after, past_view, surroundings
from send_desktop.services.requests import NewRequest, record_request
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

RECEIVED = date(2026, 7, 1)
DAY = timedelta(days=1)


def _directory(store: Store) -> Any:
    with store.look() as reading:
        return reading.directory()


def _agreed(case: Case) -> Amendment:
    return decisions.decide_to_assess(
        case, outcome="assess", made_on=date(2026, 8, 3), told_on=date(2026, 8, 6), today=TODAY
    )


def test_replaying_as_at_today_equals_the_present(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = done(_agreed(new_case(RECEIVED)))
    with store.look() as reading:
        now = view(reading, case, TODAY)
        recorded = past_view(reading, case, TODAY, RECORDED)
        known = past_view(reading, case, date(2199, 1, 1), KNOWN)
    assert replace(recorded, past="") == now
    assert known.case == case


def test_what_happened_later_is_not_in_the_case_as_recorded_on_a_day(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = done(_agreed(new_case(RECEIVED)))
    with store.look() as reading:
        then = past_view(reading, case, date(2026, 8, 4), RECORDED)
        before = past_view(reading, case, date(2026, 8, 2), RECORDED)
    assert then.case.request.assess_made_on == date(2026, 8, 3)
    assert then.case.request.assess_told_on is None
    assert before.case.request.assess_outcome is None
    assert before.stage == "request"
    assert "by what the records now say" in before.past


def test_advice_asked_and_received_later_is_gone_and_what_was_promised_stays(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = done(_agreed(new_case(RECEIVED)))
    asked = advice.ask_for_advice(
        case, _directory(store), services=["EP"], on=date(2026, 8, 7), today=TODAY, promised_on=date(2026, 9, 30)
    )
    case = done(asked)
    case = done(
        advice.record_received(case, case.advice[0], on=date(2026, 10, 9), today=TODAY, key_point="Working memory")
    )
    with store.look() as reading:
        context = risk_context(reading)
    assert as_recorded(case, date(2026, 8, 6), context).advice == ()
    (item,) = as_recorded(case, date(2026, 9, 1), context).advice
    assert (item.promised_on, item.received_on, item.key_point) == (date(2026, 9, 30), None, "")


def test_a_day_before_the_request_is_refused_in_words(store: Store, new_case: NewCase) -> None:
    case = new_case(RECEIVED)
    with store.look() as reading, pytest.raises(Refused, match="there was no request yet"):
        past_view(reading, case, date(2026, 6, 30), RECORDED)


def test_a_day_before_the_case_was_in_the_store_is_refused_as_known(store: Store, new_case: NewCase) -> None:
    case = new_case(RECEIVED)
    with store.look() as reading, pytest.raises(Refused, match="was not in the store yet"):
        past_view(reading, case, date(2020, 1, 1), KNOWN)


def test_a_correction_is_taken_back_in_what_was_known(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = new_case(RECEIVED)
    key = recorded_dates(case)[0].key
    with store.look() as reading:
        lines = len(reading.history(case.id))
    after = done(corrections.correct_date(case, key, on=date(2026, 7, 8), reason="Misread stamp.", today=TODAY))
    with store.look() as reading:
        then = known_after(after, reading.history(case.id), lines, surroundings(reading))
    assert then.request.received_on == RECEIVED
    assert then == case


def test_a_withdrawal_that_was_taken_back_stands_again_in_what_was_known(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = done(decisions.withdraw(new_case(RECEIVED), on=date(2026, 8, 1), reason="Moving school", today=TODAY))
    with store.look() as reading:
        lines = len(reading.history(case.id))
    after = done(decisions.reopen(case, reason="Recorded on the wrong case", today=TODAY))
    with store.look() as reading:
        then = known_after(after, reading.history(case.id), lines, surroundings(reading))
    assert then == case
    assert then.derived.status == "withdrawn"


def test_everything_that_a_case_holds_is_taken_back() -> None:
    """A kind of record that is added to a case later is not forgotten here."""
    lists = {field.name for field in fields(Case) if str(field.type).startswith("tuple")}
    assert lists == {*HUNG.values(), "agenda"}


# --- any sequence of acts ---------------------------------------------------------------------------

Made = Callable[[Case, Any, date], Amendment]

ACTS: dict[str, Made] = {
    "assess": lambda case, directory, on: decisions.decide_to_assess(
        case, outcome="assess", made_on=on, told_on=None, today=TODAY
    ),
    "refuse": lambda case, directory, on: decisions.decide_to_assess(
        case, outcome="refuse", made_on=on, told_on=on, today=TODAY, reasons="Progress is steady"
    ),
    "tell": lambda case, directory, on: decisions.tell_family(case, told_on=on, today=TODAY),
    "ask": lambda case, directory, on: advice.ask_for_advice(
        case, directory, services=["EP", "OT"], on=on, today=TODAY
    ),
    "receive": lambda case, directory, on: advice.record_received(
        case, next(item for item in case.advice if item.received_on is None), on=on, today=TODAY, key_point="Noted"
    ),
    "issue": lambda case, directory, on: decisions.decide_to_issue(
        case, outcome="issue", made_on=on, told_on=on, today=TODAY
    ),
    "draft": lambda case, directory, on: plans.serve_draft(case, on=on, today=TODAY),
    "consult": lambda case, directory, on: plans.consult(case, setting="Larkenfold School", on=on, today=TODAY),
    "final": lambda case, directory, on: plans.send_final(case, sent=plans.FinalSent.to_all(on), today=TODAY),
    "mediate": lambda case, directory, on: disputes.ask_mediation(case, about="assess", on=on, today=TODAY),
    "agree": lambda case, directory, on: disputes.end_dispute(
        case, disputes.running(case, "mediation")[0], outcome="agreed", on=on, today=TODAY
    ),
    "except": lambda case, directory, on: exceptions.record_exception(
        case, reason="absent_from_area", starts_on=on, ends_on=on + 30 * DAY, today=TODAY
    ),
    "note": lambda case, directory, on: contacts.add_note(case, text="A note, with a comma", today=TODAY),
    "contact": lambda case, directory, on: contacts.log_contact(
        case, kind="call", on=on, summary="Rang", today=TODAY, promised_by=on + 5 * DAY
    ),
    "provide": lambda case, directory, on: plans.set_provision(
        case, Provision(case_id=case.id, kind="now", annual_cost=on.toordinal() if on.day % 2 else None)
    ),
    "withdraw": lambda case, directory, on: decisions.withdraw(case, on=on, reason="Family asked", today=TODAY),
    "reopen": lambda case, directory, on: decisions.reopen(case, reason="Slip", today=TODAY),
    "correct": lambda case, directory, on: corrections.correct_date(
        case, recorded_dates(case)[0].key, on=on, reason="Misread", today=TODAY
    ),
}


@pytest.fixture(scope="module")
def shared_store() -> Iterator[Store]:
    """One store for every example: each has its own case in it."""
    with TemporaryDirectory() as folder:
        opened = open_store(Path(folder) / "replay.db")
        with opened.work(LEAD, "Found authority") as work:
            known = {service.code for service in work.directory().services}
            for code in {"EP", "OT"} - known:
                work.add(Service(code=code, name=code))
        yield opened
        opened.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 130)), min_size=1, max_size=14))
def test_the_case_known_at_each_moment_equals_the_case_read_then(
    shared_store: Store, steps: list[tuple[str, int]]
) -> None:
    store = shared_store
    changes = record_request(
        store, NewRequest(forename="Ada", surname="Peppergoggle", received_on=RECEIVED), LEAD, TODAY
    )
    (case_id,) = changes.cases
    moments = [_moment(store, case_id)]
    for name, day in steps:
        _do(store, case_id, ACTS[name], RECEIVED + day * DAY)
        moments.append(_moment(store, case_id))
    with store.look() as reading:
        now, history, around = reading.case(case_id), reading.history(case_id), surroundings(reading)
    assert as_recorded(now, TODAY, around.context) == now
    for then, lines in moments:
        assert known_after(now, history, lines, around) == then


def _do(store: Store, case_id: int, made: Made, on: date) -> None:
    case = read(store, case_id)
    try:
        amendment = made(case, _directory(store), on)
    except (Refused, StopIteration, IndexError):
        return
    adopt(store, amendment, LEAD, TODAY)


def _moment(store: Store, case_id: int) -> tuple[Case, int]:
    with store.look() as reading:
        case, lines = reading.case(case_id), len(reading.history(case_id))
        fresh = known_after(case, reading.history(case_id), lines, surroundings(reading))
    assert fresh == case
    return case, lines
