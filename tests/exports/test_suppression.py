"""A public sheet: no count under 6, and none that the shown counts give away."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.exports.timeliness.suppression import SMALLEST_SHOWN, _system, public_json, withheld_paths
from send_desktop.measures import Timeliness, timeliness
from send_desktop.records import AdviceRow, TimelinessRow
from tests.helpers.truth import AS_AT, advice_of, advice_row, rows_of, timeliness_row, truth


def given_away(figures: Timeliness) -> list[str]:
    """Return small counts that follow from the shown ones: those that no solution of the sums can move."""
    system, withheld = _system(figures), withheld_paths(figures)
    hidden = [path for path in system.values if path not in system.printed or path in withheld]
    place = {path: number for number, path in enumerate(hidden)}
    matrix = np.zeros((len(system.sums), len(hidden)))
    for row, (whole, parts) in enumerate(system.sums):
        for path, sign in ((whole, 1), *((part, -1) for part in parts)):
            if path in place:
                matrix[row, place[path]] += sign
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[int((sizes > 1e-9).sum()) :]
    fixed = [path for path in hidden if np.abs(free[:, place[path]]).max(initial=0) < 1e-9]
    return [path for path in fixed if system.values[path] < SMALLEST_SHOWN]


@pytest.mark.parametrize("tracker", ["county", "small"])
def test_no_small_count_of_a_tracker_can_be_worked_out(tracker: str) -> None:
    cases = truth(tracker)["cases"]
    assert given_away(timeliness(rows_of(cases), advice_of(cases), AS_AT)) == []


def test_a_large_authority_still_publishes_most_of_its_figures() -> None:
    cases = truth("county")["cases"]
    published = public_json(timeliness(rows_of(cases), advice_of(cases), AS_AT))
    assert published["within_20_weeks"]["excluding"] == {"n": 260, "d": 556, "pct": 46.8}
    assert published["mean_weeks"]["including"] == 27.07
    assert published["open_bands"]["over_52"] == 8
    assert all(month["issued"] for month in published["issued_by_month"])
    assert published["open_by_officer"] == {}


def test_a_percentage_goes_with_its_count() -> None:
    [month] = [
        month
        for month in public_json(timeliness(plans(on_time=9, late=2), (), AS_AT))["issued_by_month"]
        if month["month"] == "2026-06"
    ]
    assert month["on_time"] == {"n": None, "d": 11, "pct": None}


def plans(on_time: int, late: int) -> list[TimelinessRow]:
    sent = date(2026, 6, 1)
    quick = [timeliness_row(received_on=date(2026, 2, 1), final_sent_on=sent)] * on_time
    return quick + [timeliness_row(received_on=date(2025, 12, 1), final_sent_on=sent)] * late


DAYS = st.dates(date(2025, 1, 1), AS_AT)
CROWD = st.tuples(st.integers(1, 14), DAYS, st.none() | DAYS, st.booleans(), st.booleans(), st.none() | DAYS)


@st.composite
def any_figures(draw: st.DrawFn) -> Timeliness:
    rows: list[TimelinessRow] = []
    advice: list[AdviceRow] = []
    for size, received, final, excepted, withdrawn, asked in draw(st.lists(CROWD, min_size=1, max_size=8)):
        for _ in range(size):
            given_: dict[str, Any] = {"received_on": received, "final_sent_on": final, "is_exception_claimed": excepted}
            rows.append(timeliness_row(case_id=len(rows), is_withdrawn=withdrawn, **given_))
            advice.append(advice_row(case_id=len(rows) - 1, service="EP" if excepted else "OT", requested_on=asked))
    return timeliness(rows, advice, AS_AT)


@settings(max_examples=25)
@given(any_figures())
def test_whatever_the_cases_no_small_count_is_shown_or_can_be_worked_out(figures: Timeliness) -> None:
    system = _system(figures)
    visible = system.printed - withheld_paths(figures)
    assert all(system.values[path] >= SMALLEST_SHOWN for path in visible)
    assert given_away(figures) == []


@settings(max_examples=10)
@given(any_figures())
def test_every_sum_of_the_system_holds(figures: Timeliness) -> None:
    system = _system(figures)
    for whole, parts in system.sums:
        assert system.values[whole] == sum(system.values[part] for part in parts), whole
