"""Delays by cause and the estimate of remedies: every late case in exactly one line, the money by brute force."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.delay_reasons import (
    AGENCIES,
    LIMIT_WORDS,
    REASONS,
    SERVICE_AGENCIES,
    agency_of,
    fitting,
    reason_words,
    services_for,
)
from send_desktop.measures import timeliness
from send_desktop.measures.delays import KINDS, DelayFigures, delays, late_limits
from send_desktop.measures.exposure import assumptions, exposure, months_completed
from send_desktop.records import TimelinessRow
from send_desktop.statute.counting import corresponding_month
from tests.helpers.truth import AS_AT, rows_of, timeliness_row, truth

DAY = timedelta(days=1)
START = date(2026, 1, 5)
CODES = ["", "ep_late", "panel_late", "advice_returned", "family", "a reason of a newer version"]


def row(days_to_final: int | None = None, start: date = START, **given: Any) -> TimelinessRow:
    final = start + days_to_final * DAY if days_to_final is not None else None
    told = given.pop("assess_told_on", start + 40 * DAY)
    return timeliness_row(
        received_on=start, final_sent_on=final, assess_outcome="assess", assess_told_on=told, **given
    )  # fmt: skip


def kinds(found: DelayFigures) -> dict[str, int]:
    return {kind: found.whole.count(kind) for kind in KINDS if found.whole.count(kind)}


# --- the list -------------------------------------------------------------------------------------


def test_every_reason_belongs_to_an_agency_and_each_limit_has_a_short_list() -> None:
    assert len({one.code for one in REASONS}) == len(REASONS)
    assert {one.agency for one in REASONS} - {""} == set(AGENCIES)
    for duty in LIMIT_WORDS:
        offered = fitting(duty)
        assert 5 <= len(offered) <= 16, "few enough to choose from at a glance"
        assert all(len(one.words) <= 42 for one in offered)


def test_advice_that_was_sent_back_counts_with_the_service_that_wrote_it() -> None:
    assert agency_of("advice_returned", "SaLT") == "health"
    assert agency_of("advice_returned", "Hearing team") == "other"
    assert agency_of("ep_late", "SaLT") == "ep", "a reason with its own agency keeps it"
    assert services_for("health_late", tuple(SERVICE_AGENCIES)) == ("SaLT", "OT", "Physio", "Health")
    assert services_for("panel_late", tuple(SERVICE_AGENCIES)) == ()


def test_a_reason_of_a_newer_version_is_counted_under_its_own_code() -> None:
    (line,) = delays([row(delay_reason="flood")], AS_AT).by_cause
    assert (line.title, line.agency, line.limits) == (reason_words("flood"), "other", 1)


# --- which limits are late --------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "late"), [(140, 0), (141, 1), (200, 60)])
def test_a_plan_is_late_from_day_141(day: int, late: int) -> None:
    assert [one.days for one in late_limits(row(day), AS_AT)] == ([late] if late else [])


def test_a_case_past_its_twenty_weeks_is_an_open_breach_from_the_day_after() -> None:
    due = START + 140 * DAY
    assert list(late_limits(row(), due)) == []
    (late,) = late_limits(row(), due + DAY)
    assert (late.kind, late.due, late.met_on, late.days) == ("open_plan", due, None, 1)


def test_a_decision_made_and_not_told_leaves_the_six_weeks_open() -> None:
    made = row(assess_told_on=None, assess_made_on=START + 30 * DAY)
    (late,) = late_limits(made, START + 50 * DAY)
    assert (late.kind, late.days) == ("open_decision", 8)


def test_a_refusal_told_after_sixteen_weeks_is_late_and_an_undecided_case_is_not() -> None:
    refused = row(issue_outcome="no_plan", issue_told_on=START + 115 * DAY, refusal_delay_reason="panel_late")
    (late,) = late_limits(refused, AS_AT)
    assert (late.kind, late.days, late.reason) == ("late_refusal", 3, "panel_late")
    assert list(late_limits(row(), START + 120 * DAY)) == []


def test_what_followed_an_order_had_other_limits_and_stands_beside() -> None:
    plan = row(300, is_after_dispute=True, limits_replaced_on=START + 200 * DAY)
    waiting = row(case_id=2, limits_replaced_on=START + 200 * DAY)
    found = delays([plan, waiting], AS_AT)
    assert found.whole.limits == 0
    assert found.after_dispute.case_ids == (2, 1)
    assert delays([waiting], START + 190 * DAY).whole.limits == 1, "the order had not been made yet"
    assert exposure([plan, waiting], AS_AT).pounds == 0


def test_a_listed_exception_without_a_reason_is_not_asked_about() -> None:
    closed = row(exception_reason="school_closed", is_exception_claimed=True)
    outside = row(case_id=2, exception_reason="not_statutory", is_exception_claimed=True)
    found = delays([closed, outside], AS_AT)
    assert found.excepted.case_ids == (1,)
    assert found.unexplained.case_ids == (2,), "a reason outside the list relieves nothing"
    unclaimed = delays([row(exception_reason="school_closed")], AS_AT)
    assert (unclaimed.excepted.limits, unclaimed.unexplained.limits) == (0, 1), "nor does one that is not claimed"
    explained = delays([row(exception_reason="school_closed", delay_reason="family")], AS_AT)
    assert (explained.excepted.limits, explained.by_agency[0].code) == (0, "family")


def test_days_late_are_added_up_and_halved_to_one_decimal() -> None:
    rows = [row(140 + late, case_id=late, delay_reason="ep_late") for late in (1, 4, 10, 21)]
    line = delays(rows, AS_AT).by_cause[0]
    assert (line.days_late, line.median_days, line.case_ids) == (36, 7.0, (21, 10, 4, 1))


def test_only_what_was_met_in_the_period_counts_and_every_open_breach() -> None:
    rows = [row(150, case_id=1), row(170, case_id=2), row(case_id=3)]
    sent = START + 150 * DAY
    assert kinds(delays(rows, AS_AT, sent, sent)) == {"late_plan": 1, "open_plan": 1}


@pytest.mark.parametrize("name", ["county", "small"])
def test_what_is_late_is_what_the_headline_figures_count_as_not_in_time(name: str) -> None:
    rows = rows_of(truth(name)["cases"])
    found, headline = delays(rows, AS_AT), timeliness(rows, (), AS_AT)
    within, decided = headline.within_20_weeks.including, headline.decisions_within_6_weeks
    assert found.whole.count("late_plan") == within.d - within.n
    assert found.whole.count("late_decision") == decided.d - decided.n
    assert found.whole.count("open_plan") == headline.open_over_20_weeks
    assert found.whole.count("open_decision") == headline.open_undecided_over_6_weeks


# --- properties -----------------------------------------------------------------------------------------

days_after = st.one_of(st.none(), st.integers(0, 400))


@st.composite
def any_row(draw: st.DrawFn) -> TimelinessRow:
    start = date(2025, 6, 1) + draw(st.integers(0, 500)) * DAY

    def on(days: int | None) -> date | None:
        return None if days is None else start + days * DAY

    issue = draw(st.sampled_from([None, "issue", "no_plan"]))
    return timeliness_row(
        case_id=draw(st.integers(1, 10**6)),
        received_on=start,
        assess_outcome=draw(st.sampled_from([None, "assess", "refuse"])),
        assess_told_on=on(draw(days_after)),
        issue_outcome=issue,
        issue_told_on=on(draw(days_after)),
        final_sent_on=on(draw(days_after)) if issue == "issue" else None,
        is_withdrawn=draw(st.booleans()) and draw(st.booleans()),
        withdrawn_on=on(draw(days_after)),
        is_after_dispute=draw(st.booleans()) and draw(st.booleans()),
        exception_reason=draw(st.sampled_from(["", "", "school_closed", "not_statutory"])),
        is_exception_claimed=draw(st.booleans()),
        delay_reason=draw(st.sampled_from(CODES)),
        decision_delay_reason=draw(st.sampled_from(CODES)),
        delay_service=draw(st.sampled_from(["", "EP", "OT", "Hearing team"])),
        team=draw(st.sampled_from(["", "North", "South"])),
    )


rows_strategy = st.lists(any_row(), max_size=12, unique_by=lambda one: one.case_id)
as_at_strategy = st.integers(0, 500).map(lambda days: date(2026, 1, 1) + days * DAY)


@settings(max_examples=40)
@given(rows=rows_strategy, as_at=as_at_strategy)
def test_every_late_limit_stands_in_exactly_one_line_of_each_table(rows: list[TimelinessRow], as_at: date) -> None:
    found = delays(rows, as_at)
    for table in (found.by_cause, found.by_agency):
        parts = [late for line in (*table, found.unexplained, found.excepted) for late in line.late]
        assert Counter((one.case_id, one.duty) for one in parts) == Counter(
            (one.case_id, one.duty) for one in found.whole.late
        )
        assert sum(line.days_late for line in (*table, found.unexplained, found.excepted)) == found.whole.days_late
    headline = timeliness(rows, (), as_at)
    within = headline.within_20_weeks.including
    assert found.whole.count("late_plan") == within.d - within.n
    assert found.whole.count("open_plan") == headline.open_over_20_weeks


@settings(max_examples=40)
@given(rows=rows_strategy, as_at=as_at_strategy, pounds=st.integers(1, 500))
def test_the_estimate_is_so_many_pounds_for_every_month_that_can_be_ticked_off(
    rows: list[TimelinessRow], as_at: date, pounds: int
) -> None:
    found = exposure(rows, as_at, pounds=pounds)
    late = [one for row in rows for one in late_limits(row, as_at) if one.kind in ("open_plan", "late_plan")]
    late = [one for one in late if one.met_on is None or date(as_at.year, 1, 1) <= one.met_on <= as_at]
    asked = [one for one in late if not one.is_excepted]
    ticked = [_ticked(one.due, one.met_on or as_at) for one in asked]
    assert found.pounds == pounds * sum(ticked)
    assert found.open.cases + found.issued.cases == len(asked)
    for table in (found.by_team, found.by_agency):
        assert sum(line.pounds for line in table) == found.pounds
        assert sum(line.cases for line in table) == len(asked)
    then = corresponding_month(as_at, 1)
    still_open = [one for one in asked if one.met_on is None]
    assert found.next_month == pounds * sum(_ticked(one.due, then) - _ticked(one.due, as_at) for one in still_open)


def _ticked(due: date, until: date) -> int:
    """Tick the months off one by one."""
    months = 0
    while corresponding_month(due, months + 1) <= until:
        months += 1
    return months


@pytest.mark.parametrize(
    ("due", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 5, 25), date(2026, 5, 26), 0),
        (date(2026, 5, 25), date(2026, 8, 10), 2),
        (date(2026, 5, 25), date(2026, 5, 20), 0),
    ],
)
def test_a_month_counts_once_it_is_complete_so_that_eleven_weeks_are_two(due: date, until: date, months: int) -> None:
    assert months_completed(due, until) == months


def test_excepted_cases_are_left_out_of_the_money_and_said_beside() -> None:
    rows = [row(exception_reason="school_closed", is_exception_claimed=True), row(case_id=2, team="North")]
    found = exposure(rows, AS_AT)
    assert (found.open.case_ids, found.excepted.case_ids) == ((2,), (1,))
    assert found.excepted.pounds == found.open.pounds > 0
    assert any("exception" in words for words in assumptions(100))


def test_nothing_that_reaches_a_family_knows_the_estimate() -> None:
    """Letters, chronologies, handovers and packs never speak of money: whoever imports the estimate is named here."""
    root = Path(__file__).resolve().parents[2]
    knows = {
        file.relative_to(root).as_posix()
        for top in ("send_desktop", "ui")
        for file in (root / top).rglob("*.py")
        if "measures.exposure" in file.read_text(encoding="utf-8")
    }
    family = ("letter", "chronology", "handover", "panel", "calendar", "email", "cards", "dialogs", "minutes")
    assert "send_desktop/services/delay_figures.py" in knows
    assert not [name for name in knows if any(word in name for word in family)]
