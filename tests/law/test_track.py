"""The 20-week track: the same geometry in days for every painter."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop.records import CaseloadRow
from send_desktop.risk import RiskContext, derive, sentence, state
from send_desktop.statute.facts import CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact
from send_desktop.track import TAIL_SHARE, TICKS, Track, track, track_of_row
from tests.law.risk_cases import (
    CASE,
    DAY,
    START,
    WEEK_6,
    agreed,
    asked,
    context,
    contexts,
    decided,
    open_facts,
    requested,
    served,
)

TODAY = date(2026, 11, 20)
EP = agreed(asked("EP", date(2026, 9, 30)), asked("SaLT", date(2026, 9, 30), received_on=date(2026, 10, 20)))


def drawn(facts: CaseFacts, today: date = TODAY, surroundings: RiskContext | None = None) -> Track:
    return track(facts, derive(CASE, facts, "North", surroundings or context()), today)


def marks(facts: CaseFacts, today: date = TODAY) -> list[tuple[str, int, str, str]]:
    return [(mark.label, mark.day, mark.kind, mark.state) for mark in drawn(facts, today).marks]


def test_the_bar_is_140_days_with_ticks_at_weeks_6_16_and_20() -> None:
    bar = drawn(EP)
    assert (bar.length, bar.ticks, bar.elapsed, bar.today_day, bar.overrun) == (140, (42, 112, 140), 88, 88, 0)
    assert [bar.position(day) for day in (0, 70, 140)] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(("day", "overrun"), [(139, 0), (140, 0), (141, 1), (163, 23)])
def test_what_lies_beyond_week_20_is_overrun(day: int, overrun: int) -> None:
    bar = drawn(EP, START + DAY * day)
    assert (bar.elapsed, bar.overrun, bar.has_tail) == (day, overrun, overrun > 0)


def test_an_overrun_of_a_year_is_pressed_into_the_tail_and_leaves_the_ticks_in_place() -> None:
    bar = drawn(EP, START + DAY * 500)
    assert bar.position(140) == pytest.approx(1 - TAIL_SHARE)
    assert bar.position(500) == pytest.approx(1.0)
    assert bar.position(140) < bar.position(320) < bar.position(500)


def test_in_a_column_the_ticks_of_all_rows_stand_one_under_another() -> None:
    in_time, late = drawn(EP).in_column(), drawn(EP, START + DAY * 200).in_column()
    assert [in_time.position(tick) for tick in TICKS] == [late.position(tick) for tick in TICKS]


def test_before_the_request_and_beyond_the_end_a_day_lies_at_the_ends() -> None:
    bar = drawn(EP)
    assert (bar.position(-10), bar.position(150)) == (0.0, 1.0)


def test_milestones_are_met_met_late_missed_or_ahead() -> None:
    assert marks(EP) == [
        ("Decision to assess", 36, "decision", "met"),
        ("Advice asked", 37, "advice", "met"),
        ("EP due", 79, "advice", "missed"),
        ("Final plan due", 140, "limit", "ahead"),
    ]
    assert marks(agreed(assess_told_on=WEEK_6 + DAY))[0] == ("Decision to assess", 43, "decision", "met_late")
    assert marks(EP, START + DAY * 141)[-1] == ("Final plan due", 140, "limit", "missed")
    assert marks(requested(), date(2026, 9, 1)) == [("Decision to assess due", 42, "limit", "ahead")]
    assert marks(requested(), WEEK_6 + DAY) == [("Decision to assess due", 42, "limit", "missed")]


def test_a_served_draft_and_a_sent_plan_are_marked() -> None:
    facts = served(date(2026, 12, 1), final_sent_on=START + DAY * 141)
    assert marks(facts)[-3:] == [
        ("Decision to issue", 84, "decision", "met"),
        ("Draft served", 99, "draft", "met"),
        ("Final plan sent", 141, "final", "met_late"),
    ]


def test_week_16_is_a_milestone_only_for_a_refusal() -> None:
    refused = decided(issue_outcome="no_plan", issue_told_on=START + DAY * 113)
    assert marks(refused)[-1] == ("Decided not to issue", 113, "decision", "met_late")


def test_a_closed_case_stops_on_the_day_it_ended_and_has_no_dot() -> None:
    bar = drawn(decided(final_sent_on=START + DAY * 152), date(2028, 1, 1))
    assert (bar.today_day, bar.finished_day, bar.elapsed, bar.overrun, bar.state) == (None, 152, 152, 12, "late")


def test_a_case_that_ended_on_no_known_day_has_an_empty_bar() -> None:
    bar = drawn(requested(assess_outcome="refuse"))
    assert (bar.today_day, bar.finished_day, bar.elapsed, bar.state) == (None, None, 0, None)


def test_exceptions_are_spans_of_days() -> None:
    relief = ReliefFact("absent_from_area", date(2026, 9, 1), date(2026, 10, 15), ("final_plan",))
    facts = agreed(reliefs=(relief, ReliefFact("not_statutory", date(2026, 9, 1), date(2026, 9, 2), ())))
    assert [(span.start_day, span.end_day) for span in drawn(facts).spans] == [(8, 52)]


def test_an_exception_that_is_still_running_reaches_to_today() -> None:
    relief = ReliefFact("personal_circumstances", date(2026, 9, 1), None, ("final_plan",))
    assert [(span.start_day, span.end_day) for span in drawn(agreed(reliefs=(relief,))).spans] == [(8, 88)]


def test_a_later_limit_makes_the_bar_longer() -> None:
    order = LaterDecisionFact("assess", "assess", "tribunal", date(2027, 2, 2), date(2027, 2, 5))
    facts = requested(assess_outcome="refuse", assess_told_on=WEEK_6, later_decisions=(order,))
    bar = drawn(facts, date(2027, 3, 1))
    assert (bar.length, bar.overrun, bar.position(bar.length)) == (260, 0, 1.0)
    assert bar.marks[-1].day == 260


def test_the_text_is_the_risk_sentence_and_the_state_is_the_risk_state() -> None:
    derived = derive(CASE, EP, "North", context())
    bar = track(EP, derived, TODAY)
    assert (bar.text, bar.state) == (sentence(derived, TODAY).reason, state(derived, TODAY))


def row_of(facts: CaseFacts, surroundings: RiskContext) -> CaseloadRow:
    empty = dict.fromkeys(["forename", "surname", "setting", "area", "officer", "team", "advice_outstanding"], "")
    return CaseloadRow(
        id=CASE,
        version=1,
        reference="EHC-26-0001",
        date_of_birth=None,
        upn=None,
        primary_need=None,
        received_on=facts.request_received,
        clock_start_on=facts.clock_start,
        assess_outcome=facts.assess_outcome,
        assess_told_on=facts.assess_told_on,
        issue_outcome=facts.issue_outcome,
        issue_told_on=facts.issue_told_on,
        draft_served_on=facts.draft_served_on,
        final_sent_on=facts.final_sent_on,
        is_exception_claimed=bool(facts.reliefs),
        closed_on=facts.closed_on,
        derived=derive(CASE, facts, "North", surroundings),
        **empty,
    )


@given(open_facts(), contexts(), st.integers(0, 300))
def test_a_line_of_the_caseload_draws_what_the_case_draws_but_for_its_advice(
    facts: CaseFacts, surroundings: RiskContext, number: int
) -> None:
    today = START + DAY * number
    whole = drawn(facts, today, surroundings)
    line = track_of_row(row_of(facts, surroundings), today)
    kept = tuple(mark for mark in whole.marks if mark.kind != "advice")
    assert replace(line, spans=()) == replace(whole, marks=kept, spans=())
    if line.spans:
        assert line.spans == whole.spans


@given(open_facts(), contexts(), st.integers(0, 900))
def test_positions_run_from_0_to_1_and_never_back(facts: CaseFacts, surroundings: RiskContext, number: int) -> None:
    bar = drawn(facts, START + DAY * number, surroundings)
    for track_drawn in (bar, bar.in_column()):
        positions = [track_drawn.position(day) for day in range(-5, bar.elapsed + 150)]
        assert positions == sorted(positions)
        assert (min(positions), max(positions) <= 1.0) == (0.0, True)


def test_a_clock_that_started_before_the_request_counts_from_responsibility() -> None:
    facts = replace(requested(), became_responsible=START - DAY * 10)
    assert drawn(facts, START).today_day == 10


def test_consultation_leaves_no_mark_of_its_own() -> None:
    facts = served(date(2026, 12, 1), ConsultationFact("Hawthorn Lane", date(2026, 12, 1)))
    assert {kind for _, _, kind, _ in marks(facts)} <= {"decision", "advice", "draft", "final", "limit"}
