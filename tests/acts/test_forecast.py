"""Forecasts as the team sees them: in bands and not in a row, kept by the month, held against what happened, or off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.engine import open_store
from send_desktop.records import KeptForecast, Request
from send_desktop.services.forecast import CaseForecaster, Known, forecast_view, keep_month
from send_desktop.services.forecast_view import PLAN, TOLD
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase
from tests.helpers.made_authority import authority, put

OCTOBER = date(2026, 10, 1)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that no test changes, with the cases of an authority as at today."""
    opened = open_store(tmp_path_factory.mktemp("forecast") / "full.db")
    put(opened, authority(11, 700), TODAY)
    yield opened
    opened.close()


def switch_off(store: Store) -> None:
    with store.work(LEAD, "Set options") as work:
        work.set_option("shows_forecasts", "no")


def kept(store: Store) -> list[KeptForecast]:
    with store.look() as reading:
        return reading.every(KeptForecast)


# --- the open cases ------------------------------------------------------------------------------


def test_every_open_case_is_in_one_group_by_reference_and_never_by_its_chance(full: Store) -> None:
    view = forecast_view(full, TODAY, TODAY)
    with full.look() as reading:
        known = Known.of(reading.timeliness_rows(), reading.advice_rows(), TODAY)
    made = {one.case_id: one.chance for one in known.forecasts(PLAN)}
    shown = {line.case_id: line.chance for group in view.groups for line in group.lines}
    assert shown == made
    assert view.open_cases == len(made) > 60
    for group in view.groups:
        assert [line.reference for line in group.lines] == sorted(line.reference for line in group.lines)
        assert all((line.chance is not None) == group.is_band for line in group.lines)
    assert [group.id for group in view.groups if group.is_band] == [
        "very_likely", "likely", "even", "unlikely", "very_unlikely",
    ]  # fmt: skip
    assert view.too_little == ""


def test_cases_not_yet_told_have_the_six_weeks_forecast(full: Store) -> None:
    view = forecast_view(full, TODAY, TODAY, TOLD)
    lines = [line for group in view.groups for line in group.lines]
    assert lines
    assert {line.stage for line in lines} == {"Request"}
    assert view.open_cases < forecast_view(full, TODAY, TODAY).open_cases


def test_one_case_says_what_the_list_says_and_why(full: Store) -> None:
    view, one = forecast_view(full, TODAY, TODAY), CaseForecaster()
    line = next(line for group in view.groups for line in group.lines if line.chance is not None)
    with full.look() as reading:
        found = one.of(reading, reading.case(line.case_id), TODAY, full.where)
    assert found is not None
    assert f"{line.words} that the plan is late" in found.line
    heading, reasons = found.reasons[-1]
    assert heading == "Final plan after day 140"
    assert reasons[0].endswith(f"{line.due.day} {line.due:%b} {line.due.year}.")
    assert "of " in reasons[1]


def test_a_breach_and_a_closed_case_have_no_line(full: Store) -> None:
    view = forecast_view(full, TODAY, TODAY)
    passed = next(group for group in view.groups if group.id == "passed").lines[0]
    with full.look() as reading:
        closed = next(row.case_id for row in reading.timeliness_rows() if row.final_sent_on)
        for case_id in (passed.case_id, closed):
            assert CaseForecaster().of(reading, reading.case(case_id), TODAY, full.where) is None


# --- nothing to forecast -------------------------------------------------------------------------


def test_an_empty_store_has_nothing_to_forecast_or_keep(store: Store) -> None:
    view = forecast_view(store, TODAY, TODAY)
    assert view.is_on
    assert view.is_empty
    assert (view.months, view.judged) == ((), None)
    assert keep_month(store, LEAD, TODAY).note == "There was no open case to forecast."
    assert kept(store) == []


def test_a_young_authority_is_told_that_it_has_too_little_history(store: Store, new_case: NewCase) -> None:
    case = new_case()
    view = forecast_view(store, TODAY, TODAY)
    assert view.too_little == "Too little history: 0 finished requests received; 30 are needed."
    assert [group.id for group in view.groups if group.lines] == ["too_few"]
    with store.look() as reading:
        found = CaseForecaster().of(reading, reading.case(case.id), TODAY, store.where)
    assert found is not None
    assert found.line == "Too little history for a forecast."


def test_switched_off_nothing_is_forecast_shown_or_kept(store: Store, new_case: NewCase) -> None:
    case = new_case()
    switch_off(store)
    assert not forecast_view(store, TODAY, TODAY).is_on
    keep_month(store, LEAD, TODAY)
    assert kept(store) == []
    with store.look() as reading:
        assert CaseForecaster().of(reading, reading.case(case.id), TODAY, store.where) is None


# --- a month, kept and judged --------------------------------------------------------------------


@pytest.fixture
def lived(store: Store) -> Store:
    put(store, authority(12, 500), TODAY)
    return store


def test_a_month_is_kept_once_and_judged_by_what_was_kept_whatever_is_put_right_later(lived: Store) -> None:
    before = forecast_view(lived, TODAY, TODAY, month=OCTOBER).judged
    assert before is not None
    assert not before.is_kept
    assert before.source.startswith("No forecasts were kept for this month: these are worked out again, as at 1 Oct")
    assert "as at 1 Oct 2026 are kept" in keep_month(lived, LEAD, date(2026, 10, 5)).note
    assert keep_month(lived, LEAD, date(2026, 10, 30)).note == "This month's forecasts are kept already."
    assert [(one.kind, one.made_on) for one in kept(lived)] == [("breach", OCTOBER)]
    withdraw_everything_before(lived, OCTOBER)
    after = forecast_view(lived, TODAY, TODAY, month=OCTOBER).judged
    assert after is not None
    assert after.is_kept
    assert after.source == "These are the forecasts as they were kept on 5 Oct 2026, as at 1 Oct 2026."
    assert after.count == 0
    assert after.beside == (f"{before.count} cases left without an answer before the date and are not among them.",)


def test_a_damaged_month_is_worked_out_again_and_hides_nothing(lived: Store) -> None:
    keep_month(lived, LEAD, OCTOBER)
    (held,) = kept(lived)
    with lived.work(LEAD, "Damage") as work:
        work.replace(held, replace(held, sha256=work.keep_content(b"no forecasts")))
    judged = forecast_view(lived, TODAY, TODAY, month=OCTOBER).judged
    assert judged is not None
    assert not judged.is_kept
    assert judged.source.startswith("What was kept for this month is damaged: these are worked out again")


def withdraw_everything_before(store: Store, on: date) -> None:
    """Enter late that every open case had been withdrawn the day before."""
    with store.look() as reading:
        requests = [case.request for case in reading.cases() if case.request.received_on < on]
    with store.work(LEAD, "Put right") as work:
        for request in requests:
            day = max(request.received_on, date(2026, 9, 30))
            work.replace(request, _withdrawn(request, day))


def _withdrawn(request: Request, on: date) -> Request:
    return replace(request, is_withdrawn=True, withdrawn_on=on)


def test_as_kept_and_as_worked_out_again_agree_while_nothing_is_put_right(lived: Store) -> None:
    again = forecast_view(lived, TODAY, TODAY, month=OCTOBER).judged
    keep_month(lived, LEAD, OCTOBER)
    as_kept = forecast_view(lived, TODAY, TODAY, month=OCTOBER).judged
    assert again is not None
    assert as_kept is not None
    assert as_kept.bins == again.bins
    assert as_kept.count > 2
    assert sum(one.count for one in as_kept.bins) == as_kept.count
    assert all(one.late == sum("; late" in case.words for case in one.cases) for one in as_kept.bins)


def test_the_months_to_judge_are_those_that_are_over(full: Store, tmp_path: Path) -> None:
    view = forecast_view(full, TODAY, TODAY)
    assert (view.months[0], len(view.months)) == (OCTOBER, 12)
    assert view.judged is not None
    assert view.judged.month == OCTOBER
    september = forecast_view(full, TODAY, TODAY, month=date(2026, 9, 1)).judged
    assert september is not None
    assert september.month == date(2026, 9, 1)
    assert september.sentences[0].startswith("Of ")
