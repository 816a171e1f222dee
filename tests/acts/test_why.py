"""Why a date is that date, and why a state is that state: complete, from the law's table and the audit."""

from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.records import Case
from send_desktop.risk import RiskContext, finishes, working
from send_desktop.services import advice, corrections, decisions, exceptions, plans
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import preview
from send_desktop.services.cases import CaseView, view
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.services.why import why_duty, why_next, why_safe, why_state
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.facts import CaseFacts
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, Adopt, NewCase
from tests.law import risk_cases

RECEIVED = date(2026, 8, 24)
TOLD = date(2026, 9, 29)


@pytest.fixture
def in_advice(new_case: NewCase, done: Adopt, store: Store) -> Case:
    case = done(
        decisions.decide_to_assess(new_case(RECEIVED), outcome="assess", made_on=TOLD, told_on=TOLD, today=TODAY)
    )
    with store.look() as reading:
        directory = reading.directory()
    asked = advice.ask_for_advice(case, directory, services=["EP"], on=TOLD, today=TODAY, promised_on=date(2026, 12, 1))
    return done(asked)


def seen(store: Store, case: Case, today: date = TODAY) -> CaseView:
    with store.look() as reading:
        return view(reading, case, today)


def duty(shown: CaseView, duty_id: str) -> DutyState:
    return next(one for one in shown.duties if one.id == duty_id)


def test_a_limit_tells_its_rule_citation_count_certainty_and_target(store: Store, in_advice: Case) -> None:
    told = why_next(seen(store, in_advice))
    assert told.title == "Final plan"
    assert told.answer == "Mon 11 Jan 2027: due"
    assert told.rule.startswith("Within 20 weeks of: request received or authority became responsible.")
    assert "As soon as practicable" in told.rule
    assert told.citation.endswith("SEND Regulations 2014, reg 13(2)")
    assert "(day 0, not counted); 20 weeks later is Mon 11 Jan 2027" in told.counting
    assert told.certainty.startswith("Confirmed")
    assert told.working_target == "Fri 8 Jan 2027"


def test_practice_is_never_told_as_law(store: Store, in_advice: Case) -> None:
    shown = seen(store, in_advice)
    assert why_duty(shown, duty(shown, "draft_target")).certainty.startswith("Practice, not law")


def test_each_input_tells_who_entered_it_when_and_in_which_act(store: Store, in_advice: Case) -> None:
    shown = seen(store, in_advice)
    asked = why_duty(shown, duty(shown, "advice")).inputs[0]
    assert (asked.title, asked.value) == ("EP advice asked for", "29 Sep 2026")
    assert f"Entered by {LEAD} on " in asked.entered
    assert "in “Ask for advice”" in asked.entered
    assert asked.earlier == ()


def test_a_corrected_input_keeps_what_it_was(store: Store, in_advice: Case, done: Adopt) -> None:
    key = recorded_dates(in_advice)[0].key
    case = done(
        corrections.correct_date(in_advice, key, on=RECEIVED - timedelta(days=2), reason="Misread.", today=TODAY)
    )
    told = why_next(seen(store, case))
    received = told.inputs[0]
    assert received.value == "22 Aug 2026"
    assert [entry.value for entry in received.earlier] == ["24 Aug 2026"]
    assert "Before that 24 Aug 2026" in told.text


def test_a_state_tells_each_step_and_its_last_step_is_the_finish(store: Store, in_advice: Case) -> None:
    shown = seen(store, in_advice)
    told = why_state(shown)
    assert "The service gave 1 Dec 2026." in told.text
    assert told.steps[-1].earliest == shown.earliest_finish
    assert told.steps[-1].expected == shown.expected_finish
    assert any("at risk" in line for line in told.thresholds)


def test_a_closed_case_tells_what_it_was_measured_by(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = done(
        decisions.decide_to_assess(
            new_case(RECEIVED), outcome="refuse", made_on=TOLD, told_on=TOLD, today=TODAY, reasons="Steady"
        )
    )
    told = why_next(seen(store, case))
    assert told.answer.startswith("In time.")
    assert "Measured against day 42" in told.counting


def test_an_excepted_limit_names_the_exception_among_its_inputs(store: Store, in_advice: Case, done: Adopt) -> None:
    case = done(
        exceptions.record_exception(
            in_advice, reason="absent_from_area", starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 10), today=TODAY
        )
    )
    shown = seen(store, case, date(2027, 2, 1))
    titles = [one.title for one in why_duty(shown, duty(shown, "final_plan")).inputs]
    assert "Exception from" in titles


def test_every_duty_and_every_safe_date_can_be_explained(store: Store, in_advice: Case, done: Adopt) -> None:
    case = done(advice.record_received(in_advice, in_advice.advice[0], on=date(2026, 11, 2), today=TODAY))
    case = done(decisions.decide_to_issue(case, outcome="issue", made_on=TODAY, told_on=TODAY, today=TODAY))
    case = done(plans.serve_draft(case, on=TODAY, today=TODAY))
    case = done(plans.consult(case, setting="Larkenfold School", on=TODAY, today=TODAY))
    shown = seen(store, case)
    for one in shown.duties:
        told = why_duty(shown, one)
        assert told.rule, one.id
        assert told.citation, one.id
        assert told.inputs, one.id
    for safe in shown.safe_dates:
        assert why_safe(shown, safe).steps, safe.title


def test_every_date_before_and_after_is_there_in_under_50_ms(store: Store, in_advice: Case) -> None:
    key = recorded_dates(in_advice)[0].key
    with store.look() as reading:
        context = risk_context(reading)
    amendment = corrections.correct_date(
        in_advice, key, on=RECEIVED - timedelta(days=2), reason="Misread.", today=TODAY
    )
    preview(amendment, context, TODAY).dates()
    times = []
    for _ in range(5):
        start = perf_counter()
        found = preview(amendment, context, TODAY).dates()
        times.append(perf_counter() - start)
    assert min(times) < 0.05
    assert {one.title for one in found if one.is_changed} >= {"Final plan", "Decision to assess"}


@given(facts=risk_cases.open_facts(), context=risk_cases.contexts(), offset=st.integers(0, 220))
def test_the_last_step_of_every_working_is_the_finish(facts: CaseFacts, context: RiskContext, offset: int) -> None:
    today = risk_cases.START + timedelta(days=offset)
    worked = working(risk_cases.CASE, facts, "North", context, today)
    ends = finishes(risk_cases.CASE, facts, "North", context, today)
    if worked is None:
        assert ends.earliest is None
        return
    assert (worked.steps[-1].earliest, worked.steps[-1].expected) == (ends.earliest, ends.expected)
    assert all(step.earliest <= step.expected for step in worked.steps[-1:])
    assert all(step.why for step in worked.steps)


def test_an_explanation_says_which_past_it_is_told_of(store: Store, in_advice: Case) -> None:
    shown = replace(seen(store, in_advice), past="As at 1 Oct 2026.")
    assert "As at 1 Oct 2026." in why_state(shown).text
