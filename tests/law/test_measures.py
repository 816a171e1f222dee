"""Timeliness as product.md defines it: to the truth of both trackers, and to the day at each limit."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_desktop import benchmarks
from send_desktop.measures import (
    MEASURES,
    STATUSES,
    UNALLOCATED,
    Ratio,
    Timeliness,
    is_undecided,
    measure,
    net_flow,
    open_spans,
    status_as_at,
    timeliness,
    week_counts,
)
from send_desktop.measures.figures import half_up
from send_desktop.measures.limits import open_band
from send_desktop.records import TimelinessRow
from tests.helpers.truth import AS_AT, advice_of, advice_row, rows_of, timeliness_row, truth

D = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.fixture(scope="module", params=["county", "small"])
def tracker(request: pytest.FixtureRequest) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    loaded = truth(request.param)
    return loaded["figures"], loaded["cases"]


def counted(cases: list[dict[str, Any]], year: int) -> dict[str, Any]:
    until = min(AS_AT, date(year, 12, 31))
    return timeliness(rows_of(cases), advice_of(cases), AS_AT, date(year, 1, 1), until).as_json()


def as_ratio(pair: dict[str, Any]) -> dict[str, Any]:
    return {"n": pair["numerator"], "d": pair["denominator"], "pct": pair["pct"]}


# --- the trackers' truth ------------------------------------------------------------------------


def test_statuses_are_those_of_the_truth(tracker: Any) -> None:
    figures, cases = tracker
    ours = counted(cases, 2026)
    assert ours["cases"] == figures["cases"]
    assert ours["by_status"] == {
        "open": figures["open"],
        "plan_issued": figures["plans_issued_all"],
        "refused": figures["refused"],
        "no_plan": figures["no_plan"],
        "withdrawn": figures["withdrawn"],
        "moved": 0,
        "ceased": 0,
    }


@pytest.mark.parametrize("year", [2025, 2026])
def test_plans_issued_in_a_year_are_those_of_the_truth(tracker: Any, year: int) -> None:
    figures, cases = tracker
    ours, wanted = counted(cases, year), figures[f"issued_{year}"]
    assert ours["plans_issued"] == wanted["plans_issued"]
    assert ours["plans_with_exception"] == wanted["exception_cases"]
    names = {"within_20_weeks": "within_20_weeks", "weeks_20_to_52": "20_to_52_weeks", "over_52_weeks": "over_52_weeks"}
    for variant in ("including", "excluding"):
        for name, theirs in names.items():
            assert ours[name][variant] == as_ratio(wanted[f"{variant}_exceptions"][theirs])
        assert ours["mean_weeks"][variant] == wanted[f"{variant}_exceptions"]["mean_weeks"]["weeks"]


def test_decisions_and_open_cases_are_those_of_the_truth(tracker: Any) -> None:
    figures, cases = tracker
    ours = counted(cases, 2026)
    assert ours["decisions_within_6_weeks"] == as_ratio(figures["decision_on_time_2026"])
    assert ours["open_cases"] == figures["open"]
    assert ours["open_over_20_weeks"] == figures["open_past_20_weeks"]
    assert ours["open_undecided"] == figures["open_undecided"]
    assert ours["open_undecided_over_6_weeks"] == figures["open_undecided_past_6_weeks"]
    assert ours["open_by_officer"] == figures["open_by_officer"]


def test_advice_waiting_is_that_of_the_truth(tracker: Any) -> None:
    figures, cases = tracker
    ours = counted(cases, 2026)
    assert ours["advice_outstanding"].keys() == figures["advice_outstanding"].keys()
    for service, wanted in figures["advice_outstanding"].items():
        found = dict(ours["advice_outstanding"][service])
        assert found.pop("oldest_days", None) is not None or found["waiting"] == 0
        assert found == {("waiting" if name == "outstanding" else name): count for name, count in wanted.items()}
    assert ours["advice_unreceived_on_closed_cases"] == figures["advice_unreceived_on_closed_cases"]


def test_months_of_issue_are_those_of_the_truth(tracker: Any) -> None:
    figures, cases = tracker
    assert counted(cases, 2026)["issued_by_month"] == [
        {
            "month": month,
            "issued": wanted["plans_issued"],
            "on_time": as_ratio(wanted["on_time"]),
            "on_time_excluding": as_ratio(wanted["on_time_excluding_exceptions"]),
        }
        for month, wanted in figures["issued_by_month_2026"].items()
    ]


def test_months_due_are_those_of_the_truth(tracker: Any) -> None:
    figures, cases = tracker
    parts = ("due", "issued_on_time", "issued_late", "open_overdue", "open_not_yet_due")
    assert counted(cases, 2026)["due_by_month"] == [
        {
            "month": month,
            **{part: wanted[part] for part in parts},
            "on_time": as_ratio(wanted["on_time"]),
            "on_time_excluding": as_ratio(wanted["on_time_excluding_exceptions"]),
        }
        for month, wanted in figures["due_by_month_2026"].items()
    ]


def test_every_figure_of_the_truth_is_compared_here(tracker: Any) -> None:
    compared = {
        "cases", "open", "refused", "withdrawn", "no_plan", "plans_issued_all", "issued_2025", "issued_2026",
        "open_past_20_weeks", "open_undecided", "open_undecided_past_6_weeks", "decision_on_time_2026",
        "advice_outstanding", "advice_unreceived_on_closed_cases", "issued_by_month_2026", "due_by_month_2026",
        "open_by_officer",
    }  # fmt: skip
    assert tracker[0].keys() == compared


def test_the_json_has_the_keys_that_the_command_line_promises() -> None:
    assert list(timeliness([], [], D).as_json()) == [
        "as_at", "period", "cases", "by_status", "plans_issued", "plans_with_exception", "plans_after_dispute",
        "within_20_weeks", "weeks_20_to_52", "over_52_weeks", "mean_weeks", "median_weeks", "p90_weeks",
        "decisions_within_6_weeks", "refusals_within_16_weeks", "open_cases", "open_over_20_weeks", "open_bands",
        "open_undecided", "open_undecided_over_6_weeks", "advice_outstanding", "advice_unreceived_on_closed_cases",
        "issued_by_month", "due_by_month", "open_by_officer",
    ]  # fmt: skip


# --- periods and months -------------------------------------------------------------------------


def test_the_period_is_the_calendar_year_to_the_day_unless_given() -> None:
    assert timeliness([], [], D).as_json()["period"] == {"from": "2026-01-01", "to": "2026-11-20"}


def test_months_without_cases_are_listed() -> None:
    empty = timeliness([], [], D, date(2025, 11, 15), date(2026, 2, 3)).as_json()
    assert [month["month"] for month in empty["issued_by_month"]] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert len(empty["due_by_month"]) == 24
    assert empty["due_by_month"][0]["month"] == "2025-01"
    assert empty["within_20_weeks"]["including"] == {"n": 0, "d": 0, "pct": None}
    assert empty["mean_weeks"] == {"including": None, "excluding": None}


def test_a_service_that_nobody_waits_for_is_listed_when_it_is_asked_for() -> None:
    found = timeliness([], [], D, services=("EP", "OT")).advice_outstanding
    assert list(found) == ["EP", "OT", "all"]
    assert found["OT"].oldest_days is None


# --- rounding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "d", "pct"), [(1, 16, 6.3), (1, 3, 33.3), (2, 3, 66.7), (1, 800, 0.1), (3, 3, 100.0)])
def test_percentages_have_one_decimal_with_halves_up(n: int, d: int, pct: float) -> None:
    assert Ratio(n, d).pct == pct


def test_weeks_have_two_decimals_with_halves_up() -> None:
    assert half_up(Fraction(1, 8), 2) == 0.13
    assert half_up(Fraction(1005, 1000), 2) == 1.01


def test_percentiles_interpolate_as_the_spreadsheet_does() -> None:
    found = timeliness([issued_after(days) for days in (70, 84, 105, 140)], [], D)
    assert found.median_weeks.including == 13.5
    assert found.p90_weeks.including == 18.5


def test_one_plan_is_its_own_percentile() -> None:
    assert timeliness([issued_after(77)], [], D).p90_weeks.including == 11.0


# --- to the day ---------------------------------------------------------------------------------


def issued_after(days: int, **more: Any) -> TimelinessRow:
    return timeliness_row(received_on=date(2026, 6, 1) - timedelta(days=days), final_sent_on=date(2026, 6, 1), **more)


def open_for(days: int, **more: Any) -> TimelinessRow:
    return timeliness_row(received_on=D - timedelta(days=days), **more)


@pytest.mark.parametrize(("days", "within"), [(140, 1), (141, 0)])
def test_a_plan_on_day_140_is_within_20_weeks_and_on_day_141_is_not(days: int, within: int) -> None:
    found = timeliness([issued_after(days)], [], D)
    assert found.within_20_weeks.including == Ratio(within, 1)
    assert found.weeks_20_to_52.including == Ratio(1 - within, 1)


@pytest.mark.parametrize(("days", "over"), [(364, 0), (365, 1)])
def test_a_plan_on_day_364_is_not_over_52_weeks_and_on_day_365_is(days: int, over: int) -> None:
    assert timeliness([issued_after(days)], [], D).over_52_weeks.including == Ratio(over, 1)


@pytest.mark.parametrize(("days", "within"), [(42, 1), (43, 0)])
def test_a_decision_told_on_day_42_is_within_6_weeks_and_on_day_43_is_not(days: int, within: int) -> None:
    row = timeliness_row(assess_outcome="refuse", assess_told_on=date(2026, 1, 5) + timedelta(days=days))
    assert timeliness([row], [], D).decisions_within_6_weeks == Ratio(within, 1)


@pytest.mark.parametrize(("days", "within"), [(112, 1), (113, 0)])
def test_a_decision_not_to_issue_told_on_day_112_is_within_16_weeks(days: int, within: int) -> None:
    row = timeliness_row(issue_outcome="no_plan", issue_told_on=date(2026, 1, 5) + timedelta(days=days))
    assert timeliness([row], [], D).refusals_within_16_weeks == Ratio(within, 1)


@pytest.mark.parametrize(("days", "past"), [(140, 0), (141, 1)])
def test_an_open_case_is_past_20_weeks_after_day_140(days: int, past: int) -> None:
    assert timeliness([open_for(days)], [], D).open_over_20_weeks == past


@pytest.mark.parametrize(("days", "past"), [(42, 0), (43, 1)])
def test_an_open_case_without_a_decision_is_past_6_weeks_after_day_42(days: int, past: int) -> None:
    found = timeliness([open_for(days)], [], D)
    assert (found.open_undecided, found.open_undecided_over_6_weeks) == (1, past)


@pytest.mark.parametrize(
    ("days", "band"),
    [(140, "under_20"), (141, "20_to_26"), (182, "20_to_26"), (183, "26_to_39"), (273, "26_to_39"),
     (274, "39_to_52"), (364, "39_to_52"), (365, "over_52")],
)  # fmt: skip
def test_bands_of_open_cases_change_on_these_days(days: int, band: str) -> None:
    assert open_band(days) == band


@pytest.mark.parametrize(
    ("days", "over"),
    [(42, (0, 0, 0)), (43, (1, 0, 0)), (91, (1, 0, 0)), (92, (1, 1, 0)), (133, (1, 1, 0)), (134, (1, 1, 1))],
)
def test_advice_waits_over_6_13_and_19_weeks_from_these_days(days: int, over: tuple[int, int, int]) -> None:
    asked = advice_row(requested_on=D - timedelta(days=days))
    found = timeliness([open_for(200)], [asked], D).advice_outstanding["EP"]
    assert (found.over_6_weeks, found.over_13_weeks, found.over_19_weeks) == over
    assert (found.waiting, found.oldest_days) == (1, days)


def test_a_plan_due_on_the_as_at_day_is_not_yet_overdue() -> None:
    [november] = [m for m in timeliness([open_for(140)], [], D).due_by_month if m.due]
    assert (november.open_not_yet_due, november.open_overdue) == (1, 0)


# --- exceptions and disputes --------------------------------------------------------------------


def test_excluding_leaves_a_plan_with_an_exception_out_of_both_even_when_it_was_on_time() -> None:
    found = timeliness([issued_after(100), issued_after(120, is_exception_claimed=True)], [], D)
    assert found.within_20_weeks.including == Ratio(2, 2)
    assert found.within_20_weeks.excluding == Ratio(1, 1)
    assert found.plans_with_exception == 1


def test_a_plan_after_a_dispute_is_counted_beside_and_not_among_plans_issued() -> None:
    found = timeliness([issued_after(100), issued_after(300, is_after_dispute=True)], [], D)
    assert (found.plans_issued, found.plans_after_dispute) == (1, 1)
    assert found.within_20_weeks.including == Ratio(1, 1)
    assert sum(month.issued for month in found.issued_by_month) == 1


def test_the_clock_of_a_child_who_moved_in_starts_when_the_authority_became_responsible() -> None:
    row = timeliness_row(received_on=date(2025, 9, 1), clock_start_on=date(2026, 3, 2), final_sent_on=date(2026, 7, 20))
    assert timeliness([row], [], D).within_20_weeks.including == Ratio(1, 1)


# --- as at --------------------------------------------------------------------------------------


def test_a_request_received_after_the_day_is_not_there() -> None:
    assert status_as_at(timeliness_row(received_on=D + DAY), D) is None
    assert timeliness([timeliness_row(received_on=D + DAY)], [], D).cases == 0


def test_facts_after_the_day_do_not_count() -> None:
    row = timeliness_row(final_sent_on=D + DAY)
    assert (status_as_at(row, D), status_as_at(row, D + DAY)) == ("open", "plan_issued")


def test_an_outcome_without_a_date_counts_from_the_request() -> None:
    refused = timeliness_row(assess_outcome="refuse")
    withdrawn = timeliness_row(is_withdrawn=True)
    moved = timeliness_row(closure="moved")
    on_day_0 = refused.clock_start_on
    assert [status_as_at(row, on_day_0) for row in (refused, withdrawn, moved)] == ["refused", "withdrawn", "moved"]


def test_a_decision_made_but_not_told_does_not_count() -> None:
    refused = timeliness_row(assess_outcome="refuse", assess_made_on=date(2026, 2, 2))
    no_plan = timeliness_row(issue_outcome="no_plan", issue_made_on=date(2026, 2, 2))
    assert status_as_at(refused, D) == status_as_at(no_plan, D) == "open"
    assert is_undecided(refused, D)
    assert open_spans(refused) == [(refused.clock_start_on, None)]


def test_a_refusal_that_was_overturned_is_open_again_from_that_day() -> None:
    row = timeliness_row(
        assess_outcome="refuse", assess_told_on=date(2026, 2, 2), overturned_assess_on=date(2026, 5, 1)
    )
    found = [status_as_at(row, on) for on in (date(2026, 2, 1), date(2026, 2, 2), date(2026, 4, 30), date(2026, 5, 1))]
    assert found == ["open", "refused", "refused", "open"]
    assert open_spans(row) == [(row.clock_start_on, date(2026, 2, 2)), (date(2026, 5, 1), None)]
    assert not is_undecided(row, D)


def test_withdrawn_comes_before_every_other_status() -> None:
    row = timeliness_row(is_withdrawn=True, assess_outcome="refuse", final_sent_on=date(2026, 6, 1))
    assert status_as_at(row, D) == "withdrawn"


def test_advice_answered_after_the_day_still_waited_on_it() -> None:
    asked = advice_row(requested_on=D - 10 * DAY, received_on=D + DAY)
    assert timeliness([open_for(60)], [asked], D).advice_outstanding["EP"].waiting == 1
    assert timeliness([open_for(60)], [asked], D + DAY).advice_outstanding["EP"].waiting == 0


def test_advice_on_a_closed_case_is_not_waiting_but_is_counted_apart() -> None:
    found = timeliness([open_for(60, is_withdrawn=True)], [advice_row(requested_on=D - 9 * DAY)], D)
    assert found.advice_outstanding["EP"].waiting == 0
    assert found.advice_unreceived_on_closed_cases == {"EP": 1}


def test_a_case_without_an_officer_is_listed_as_unallocated() -> None:
    assert timeliness([open_for(3)], [], D).open_by_officer == {UNALLOCATED: 1}


# --- weeks --------------------------------------------------------------------------------------


def test_the_week_is_the_seven_days_that_end_on_the_day() -> None:
    this, before = week_counts([open_for(0), open_for(6), open_for(7), open_for(13), open_for(14)], D)
    assert (this.first, this.last, before.last) == (D - 6 * DAY, D, D - 7 * DAY)
    assert (this.received, before.received) == (2, 2)


def test_a_week_counts_what_was_decided_issued_and_closed_in_it() -> None:
    refused = open_for(50, assess_outcome="refuse", assess_told_on=D)
    agreed = open_for(50, assess_outcome="assess", assess_told_on=D - 6 * DAY)
    issued = open_for(150, assess_outcome="assess", final_sent_on=D - DAY)
    withdrawn = open_for(50, is_withdrawn=True, withdrawn_on=D - 7 * DAY)
    this, before = week_counts([refused, agreed, issued, withdrawn], D)
    assert (this.decided, this.issued, this.closed) == (2, 1, 2)
    assert (before.closed, before.decided) == (1, 0)


@pytest.mark.parametrize(
    ("age", "this", "before"), [(42, 0, 0), (43, 1, 0), (49, 1, 0), (50, 0, 1), (56, 0, 1), (57, 0, 0)]
)
def test_six_weeks_are_newly_breached_on_the_day_after_day_42(age: int, this: int, before: int) -> None:
    found = week_counts([open_for(age)], D)
    assert (found[0].newly_breached, found[1].newly_breached) == (this, before)


def test_twenty_weeks_are_newly_breached_on_the_day_after_day_140_unless_the_plan_was_sent() -> None:
    told = {"assess_outcome": "assess", "assess_told_on": D - 120 * DAY}
    assert week_counts([open_for(141, **told)], D)[0].newly_breached == 1
    assert week_counts([open_for(141, final_sent_on=D, **told)], D)[0].newly_breached == 1
    assert week_counts([open_for(141, final_sent_on=D - DAY, **told)], D)[0].newly_breached == 0


# --- what holds for any records -----------------------------------------------------------------

DAYS = st.integers(0, 900).map(lambda ago: D - timedelta(days=ago))
MAYBE = st.none() | DAYS


@st.composite
def any_row(draw: st.DrawFn) -> TimelinessRow:
    return timeliness_row(
        case_id=draw(st.integers(1, 10**6)),
        received_on=draw(DAYS),
        assess_outcome=draw(st.sampled_from([None, "assess", "refuse"])),
        assess_told_on=draw(MAYBE),
        assess_made_on=draw(MAYBE),
        issue_outcome=draw(st.sampled_from([None, "issue", "no_plan"])),
        issue_told_on=draw(MAYBE),
        final_sent_on=draw(MAYBE),
        is_exception_claimed=draw(st.booleans()),
        is_withdrawn=draw(st.sampled_from([False, False, True])),
        withdrawn_on=draw(MAYBE),
        closure=draw(st.sampled_from([None, None, "moved", "ceased"])),
        closed_on=draw(MAYBE),
        overturned_assess_on=draw(MAYBE),
        overturned_issue_on=draw(MAYBE),
        is_after_dispute=draw(st.booleans()),
        officer=draw(st.sampled_from(["", "A", "B"])),
    )


ROWS = st.lists(any_row(), max_size=12)


def bands_of(found: Timeliness, variant: str) -> list[Ratio]:
    return [getattr(m, variant) for m in (found.within_20_weeks, found.weeks_20_to_52, found.over_52_weeks)]


@given(ROWS, DAYS)
def test_the_parts_always_make_up_the_whole(rows: list[TimelinessRow], as_at: date) -> None:
    found = timeliness(rows, [], as_at, date(2024, 1, 1), as_at) if as_at.year > 2024 else timeliness(rows, [], as_at)
    assert sum(found.by_status.values()) == found.cases
    assert list(found.by_status) == list(STATUSES)
    assert sum(found.open_bands.values()) == found.open_cases == found.by_status["open"]
    assert sum(found.open_by_officer.values()) == found.open_cases
    assert sum(found.open_bands.values()) - found.open_bands["under_20"] == found.open_over_20_weeks
    assert sum(band.n for band in bands_of(found, "including")) == found.plans_issued
    assert sum(band.n for band in bands_of(found, "excluding")) == found.plans_issued - found.plans_with_exception
    assert sum(month.issued for month in found.issued_by_month) == found.plans_issued
    assert sum(month.on_time.n for month in found.issued_by_month) == found.within_20_weeks.including.n
    for month in found.due_by_month:
        parts = (month.issued_on_time, month.issued_late, month.open_overdue, month.open_not_yet_due)
        assert sum(parts) == month.due == month.on_time.d


@given(ROWS, DAYS, DAYS)
def test_what_happens_later_changes_nothing_of_an_earlier_day(
    rows: list[TimelinessRow], as_at: date, later: date
) -> None:
    newer = timeliness_row(received_on=max(as_at, later) + DAY)
    assert timeliness([*rows, newer], [], as_at) == timeliness(rows, [], as_at)


@given(any_row(), DAYS)
def test_a_case_is_open_just_when_the_day_lies_in_one_of_its_open_spells(row: TimelinessRow, on: date) -> None:
    in_a_spell = any(begins <= on and (ends is None or on < ends) for begins, ends in open_spans(row))
    assert in_a_spell == (status_as_at(row, on) == "open")


@given(ROWS, DAYS)
def test_net_flow_leads_from_week_to_week_and_ends_at_the_open_cases(rows: list[TimelinessRow], as_at: date) -> None:
    weeks = net_flow(rows, as_at)
    assert len(weeks) == 13
    assert weeks[-1].open_at_end == timeliness(rows, [], as_at).open_cases
    for week in weeks:
        opened = sum(1 for row in rows if status_as_at(row, week.last) == "open")
        assert week.open_at_end == opened
    for before, after in pairwise(weeks):
        assert after.open_at_end - before.open_at_end == after.net


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_percentage_is_the_nearest_tenth(n: int, d: int) -> None:
    pct = Ratio(min(n, d), d).pct
    assert pct is not None
    assert abs(Fraction(100 * min(n, d), d) - Fraction(str(pct))) <= Fraction(1, 20)


# --- words and published figures ----------------------------------------------------------------


def test_every_measure_is_defined_once_and_in_words() -> None:
    ids = [one.id for one in MEASURES]
    assert len(set(ids)) == len(ids)
    assert all(one.definition.endswith(".") and one.better in {"higher", "lower", "neither"} for one in MEASURES)
    assert measure("within_20_weeks").better == "higher"


def test_englands_figures_are_those_that_were_published() -> None:
    newest = benchmarks.latest()
    assert (newest.year, newest.within_20_including, newest.within_20_excluding) == (2025, 45.5, 46.1)
    assert (newest.decisions_within_6_weeks, newest.mean_weeks) == (87.4, 25.6)
    assert [one.year for one in benchmarks.england()] == list(range(2014, 2026))
