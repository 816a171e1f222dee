"""The chasing ladder: which rung comes next and when, and reminders recorded one by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.errors import Refused
from send_desktop.options import Options
from send_desktop.records import Advice, Case, Chase, Consultation
from send_desktop.services import advice, chasing, decisions, plans
from send_desktop.services.chasing import next_rung
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase

ASKED = date(2026, 10, 1)
DUE = date(2026, 11, 12)
OPTIONS = Options(first_chase_days=1, second_chase_days=7, escalation_days=5)


def ep(**dates: date | None) -> Advice:
    return Advice(**({"id": 1, "case_id": 1, "service_id": 1, "service": "EP", "requested_on": ASKED} | dates))  # type: ignore[arg-type]


def reminded(on: date, rung: int, advice_id: int | None = 1, consultation_id: int | None = None) -> Chase:
    return Chase(case_id=1, on=on, rung=rung, advice_id=advice_id, consultation_id=consultation_id)


def test_the_first_reminder_is_due_the_day_after_the_six_weeks() -> None:
    before, after = next_rung(ep(), (), OPTIONS, DUE), next_rung(ep(), (), OPTIONS, DUE + timedelta(days=1))
    assert before
    assert after
    assert (before.number, before.on, before.is_due) == (1, date(2026, 11, 13), False)
    assert (after.number, after.on, after.is_due) == (1, date(2026, 11, 13), True)


def test_the_second_reminder_and_the_escalation_follow_by_the_teams_own_days() -> None:
    first = reminded(date(2026, 11, 13), 1)
    second = reminded(date(2026, 11, 20), 2)
    after_first = next_rung(ep(), (first,), OPTIONS, TODAY)
    after_second = next_rung(ep(), (first, second), OPTIONS, TODAY)
    assert after_first
    assert after_second
    assert (after_first.words, after_first.on) == ("Second reminder", date(2026, 11, 20))
    assert (after_second.words, after_second.on) == ("Escalation", date(2026, 11, 25))


def test_an_escalation_without_an_answer_is_repeated() -> None:
    chases = [reminded(date(2026, 11, 13) + timedelta(days=5 * step), min(step + 1, 3)) for step in range(4)]
    again = next_rung(ep(), chases, OPTIONS, TODAY)
    assert again
    assert (again.number, again.on) == (3, date(2026, 12, 3))


def test_a_promise_is_waited_for_and_once_broken_counts_at_once() -> None:
    promised = ep(promised_on=date(2026, 11, 18))
    held, broken = (next_rung(promised, (), OPTIONS, date(2026, 11, day)) for day in (17, 19))
    assert held
    assert broken
    assert (held.is_due, held.is_promise_broken) == (False, False)
    assert (broken.number, broken.on, broken.is_due, broken.is_promise_broken) == (1, date(2026, 11, 19), True, True)


def test_a_promise_broken_before_the_six_weeks_are_over_is_chased_before_them() -> None:
    rung = next_rung(ep(promised_on=date(2026, 10, 20)), (), OPTIONS, date(2026, 10, 21))
    assert rung
    assert rung.is_due


def test_what_was_sent_back_is_chased_again_only_after_the_service_has_had_time() -> None:
    first = reminded(date(2026, 11, 13), 1)
    rung = next_rung(ep(first_received_on=DUE, returned_on=date(2026, 11, 16)), (first,), OPTIONS, TODAY)
    assert rung
    assert (rung.number, rung.on) == (2, date(2026, 11, 23))


def test_an_imported_reminder_is_the_first_rung() -> None:
    rung = next_rung(ep(last_chased_on=date(2026, 11, 15)), (), OPTIONS, TODAY)
    assert rung
    assert (rung.number, rung.on) == (2, date(2026, 11, 22))


def test_school_consultation_delays_a_reply_overdue_after_15_days_is_chased_by_the_same_ladder() -> None:
    """Ombudsman fault: school consultation delays."""
    asked = Consultation(id=4, case_id=1, setting="Larkenfold Primary School", sent_on=date(2026, 11, 1))
    first = reminded(date(2026, 11, 17), 1, None, 4)
    fresh = next_rung(asked, (reminded(date(2026, 11, 3), 3),), OPTIONS, TODAY)
    chased = next_rung(asked, (first,), OPTIONS, TODAY)
    assert fresh
    assert chased
    assert (fresh.number, fresh.on) == (1, date(2026, 11, 17)), "another's reminders do not count"
    assert (chased.number, chased.on) == (2, date(2026, 11, 24))
    assert next_rung(replace(asked, replied_on=TODAY), (), OPTIONS, TODAY) is None


def test_the_ladder_is_quiet_where_nobody_waits() -> None:
    assert next_rung(ep(received_on=DUE), (), OPTIONS, TODAY) is None
    assert next_rung(ep(requested_on=None), (), OPTIONS, TODAY) is None
    assert next_rung(ep(), (), OPTIONS, TODAY, is_open=False) is None


days_ahead = st.integers(min_value=0, max_value=200)
ladders = st.builds(
    Options,
    first_chase_days=st.integers(0, 60),
    second_chase_days=st.integers(1, 60),
    escalation_days=st.integers(1, 60),
)


@given(
    options=ladders,
    looked=st.lists(days_ahead, min_size=1, max_size=12),
    promises=st.lists(st.one_of(st.none(), days_ahead), min_size=12, max_size=12),
    sent_back=st.one_of(st.none(), days_ahead),
)
def test_rungs_never_go_back_and_two_never_fall_on_one_day(
    options: Options, looked: list[int], promises: list[int | None], sent_back: int | None
) -> None:
    """Whoever looks on whatever days, and chases whenever a rung is due, with promises made in between."""
    chases: list[Chase] = []
    returned = ASKED + timedelta(days=sent_back) if sent_back is not None else None
    for day, promise in zip(sorted(looked), promises, strict=False):
        today = ASKED + timedelta(days=day)
        promised = ASKED + timedelta(days=promise) if promise is not None else None
        asked = ep(promised_on=promised, returned_on=returned)
        rung = next_rung(asked, chases, options, today)
        assert rung
        assert rung.is_due == (rung.on <= today)
        if rung.is_due:
            chases.append(reminded(today, rung.number))
    assert [one.rung for one in chases] == sorted(one.rung for one in chases)
    assert len({one.on for one in chases}) == len(chases)
    assert next_rung(ep(), chases, options, TODAY, is_open=False) is None


@pytest.fixture
def waiting(store: Store, new_case: NewCase, done: Adopt) -> Case:
    case = new_case(date(2026, 9, 1))
    case = done(decisions.decide_to_assess(case, outcome="assess", made_on=ASKED, told_on=ASKED, today=TODAY))
    with store.look() as reading:
        return done(advice.ask_for_advice(case, reading.directory(), services=["EP"], on=ASKED, today=TODAY))


def call(case: Case, on: date = TODAY) -> advice.Amendment:
    return chasing.chase(case, case.advice[0], OPTIONS, on=on, today=TODAY, to_whom="Dr Nettle", note="Will look")


def test_a_call_is_a_rung_with_whom_it_reached(waiting: Case, done: Adopt) -> None:
    case = done(call(waiting, date(2026, 11, 16)))
    (one,) = case.chases
    assert (one.rung, one.channel, one.to_whom, one.note) == (1, "call", "Dr Nettle", "Will look")
    assert case.advice[0].last_chased_on == date(2026, 11, 16)
    assert [one.rung for one in done(call(case)).chases] == [1, 2]


def test_two_reminders_of_one_day_are_refused(waiting: Case, done: Adopt) -> None:
    case = done(call(waiting))
    with pytest.raises(Refused, match="on record already"):
        call(case)


def test_a_closed_case_is_neither_chased_nor_promised_anything(waiting: Case, done: Adopt) -> None:
    closed = done(decisions.withdraw(waiting, on=TODAY, reason="Asked to", today=TODAY))
    with pytest.raises(Refused, match="not open"):
        call(closed)
    with pytest.raises(Refused, match="not open"):
        advice.record_promise(closed, closed.advice[0], promised_on=date(2026, 12, 1), today=TODAY)
    assert chasing.to_chase(closed) == []


def test_a_setting_that_has_replied_is_not_chased(waiting: Case, done: Adopt) -> None:
    case = done(plans.consult(waiting, setting="Larkenfold Primary School", on=date(2026, 11, 1), today=TODAY))
    asked = case.consultations[0]
    case = done(chasing.chase(case, asked, OPTIONS, on=TODAY, today=TODAY, channel="email", to_whom="a@example.org"))
    assert case.chases[0].consultation_id == asked.id
    case = done(
        plans.record_reply(case, case.consultations[0], on=TODAY, outcome="full", today=TODAY, grounds="No places")
    )
    with pytest.raises(Refused, match="replied"):
        chasing.chase(case, case.consultations[0], OPTIONS, on=TODAY, today=TODAY)
