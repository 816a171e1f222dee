from dataclasses import replace
from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Advice, Case, Service
from send_desktop.services import advice, decisions
from send_desktop.services.advice_queues import outstanding
from send_desktop.services.advice_services import add_service
from send_desktop.services.safety import check
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase, read

ASKED = date(2026, 10, 1)


@pytest.fixture
def agreed(new_case: NewCase, done: Adopt) -> Case:
    return done(
        decisions.decide_to_assess(
            new_case(date(2026, 9, 1)), outcome="assess", made_on=ASKED, told_on=ASKED, today=TODAY
        )
    )


def ask(store: Store, case: Case, *services: str) -> advice.Amendment:
    with store.look() as reading:
        return advice.ask_for_advice(case, reading.directory(), services=services, on=ASKED, today=TODAY)


def test_many_services_are_asked_at_once_and_each_has_six_weeks(store: Store, agreed: Case, done: Adopt) -> None:
    case = done(ask(store, agreed, "EP", "SaLT", "School"))

    assert {item.service: advice.due_on(item) for item in case.advice} == dict.fromkeys(
        ("EP", "SaLT", "School"), date(2026, 11, 12)
    )
    assert case.derived.blocker == "advice"


def test_a_service_is_not_asked_twice_while_it_owes_an_answer(store: Store, agreed: Case, done: Adopt) -> None:
    case = done(ask(store, agreed, "EP"))

    with pytest.raises(Refused, match="EP has been asked already"):
        ask(store, case, "EP", "OT")


def test_advice_on_the_last_day_is_in_time_and_the_next_day_late(store: Store, agreed: Case, done: Adopt) -> None:
    case = done(ask(store, agreed, "EP", "OT"))
    first, second = case.advice

    case = done(advice.record_received(case, first, on=date(2026, 11, 12), today=TODAY))
    case = done(advice.record_received(case, case.advice[1], on=date(2026, 11, 13), today=TODAY))

    assert [advice.standing(item, TODAY) for item in case.advice] == [
        ("on_track", "In time"),
        ("at_risk", "In, 1 day late"),
    ]
    assert second.received_on is None, "the record that was read is never changed"
    assert case.derived.stage == "decision_to_issue"


def test_advice_older_than_its_request_is_an_existing_report(store: Store, agreed: Case, done: Adopt) -> None:
    case = done(ask(store, agreed, "EP"))

    case = done(advice.record_received(case, case.advice[0], on=date(2026, 9, 20), today=TODAY))

    assert case.advice[0].is_existing_report
    assert advice.standing(case.advice[0], TODAY)[1] == "Existing report"


def test_a_promised_date_stands_in_for_the_usual_delay(store: Store, agreed: Case, done: Adopt) -> None:
    case = done(ask(store, agreed, "EP"))
    before = case.derived.at_risk_from

    case = done(advice.record_promise(case, case.advice[0], promised_on=date(2027, 2, 1), today=TODAY))

    assert case.derived.at_risk_from is not None
    assert before is None or case.derived.at_risk_from < before


def test_ten_answers_make_a_usual_delay_and_rewrite_the_cases_that_wait(
    store: Store, agreed: Case, new_case: NewCase, done: Adopt
) -> None:
    waiting = done(ask(store, agreed, "EP"))
    for number in range(10):
        asked = date(2026, 6, 1)
        case = done(
            decisions.decide_to_assess(
                new_case(date(2026, 5, 1), surname=f"Goggle{number}"),
                outcome="assess",
                made_on=asked,
                told_on=asked,
                today=TODAY,
            )
        )
        with store.look() as reading:
            amendment = advice.ask_for_advice(case, reading.directory(), services=["EP"], on=asked, today=TODAY)
        case = done(amendment)
        done(advice.record_received(case, case.advice[0], on=date(2026, 11, 8), today=TODAY))

    with store.look() as reading:
        usual = {service.code: service.usual_delay_days for service in reading.directory().services}
    now = read(store, waiting.id)
    assert (usual["EP"], usual["OT"]) == (160, 42)
    assert now.derived.at_risk_from == date(2026, 9, 1), "EP now takes until 10 March, beyond week 20"
    assert waiting.derived.at_risk_from != now.derived.at_risk_from
    assert check(store).problems == ()


def test_the_queue_counts_what_is_owed_on_open_cases_only(
    store: Store, agreed: Case, new_case: NewCase, done: Adopt
) -> None:
    done(ask(store, agreed, "EP", "OT"))
    gone = done(
        decisions.decide_to_assess(
            new_case(date(2026, 9, 1)), outcome="assess", made_on=ASKED, told_on=ASKED, today=TODAY
        )
    )
    gone = done(ask(store, gone, "EP"))
    done(decisions.withdraw(gone, on=TODAY, reason="Asked to", today=TODAY))

    queue = {one.service: one for one in outstanding(store, TODAY).queues()}

    waiting = queue["EP"].waiting
    assert (waiting.waiting, waiting.over_6_weeks, waiting.oldest_days) == (1, 1, 50)
    assert queue["School"].waiting.waiting == 0


def test_a_case_that_is_not_open_waits_for_no_advice() -> None:
    asked = Advice(case_id=1, service_id=1, service="EP", requested_on=date(2026, 1, 5))
    late = replace(asked, received_on=date(2026, 3, 2))
    assert advice.standing(asked, TODAY)[0] == "breached"
    assert advice.standing(asked, TODAY, is_open=False) == ("", "Not received")
    assert advice.standing(late, TODAY, is_open=False) == advice.standing(late, TODAY)


@pytest.mark.parametrize("code", ["S.LT", "A;B", "A|B", "A, B", "all", "=1+1", "", "x" * 21])
def test_a_short_form_that_lists_and_files_could_not_tell_apart_is_refused(store: Store, code: str) -> None:
    with pytest.raises(Refused, match="short form"):
        add_service(store, Service(code=code, name="Hearing"), LEAD, TODAY)
    assert add_service(store, Service(code=" Hearing  (VI) ", name="Hearing"), LEAD, TODAY).code == "Hearing (VI)"
