"""A public sheet: no count under 6, and none that the shown counts give away."""

import itertools
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.exports.timeliness.suppression import (
    SMALLEST_SHOWN,
    _system,
    public_json,
    withheld_cells,
    withheld_paths,
)
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


# --- tables of groups ---------------------------------------------------------------------------

PARTS = (("issued", "on_time"),)
COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=2)


def table_of(groups: list[tuple[int, int]]) -> dict[tuple[str, str], int]:
    cells = {}
    for number, (on_time, late) in enumerate(groups):
        cells[f"group {number}", "issued"], cells[f"group {number}", "on_time"] = on_time + late, on_time
    whole = [sum(on_time + late for on_time, late in groups), sum(on_time for on_time, _ in groups)]
    return {**cells, ("All", "issued"): whole[0], ("All", "on_time"): whole[1]}


def may_be(shown: dict[tuple[str, str], int], names: list[str]) -> list[dict[tuple[str, str], int]]:
    """Return every table of these groups that has the shown figures, found by trying all that could be."""
    most = range(19)
    choices = [[(on, off) for on in most for off in most if _fits(name, on, off, shown)] for name in names]
    found = []
    for chosen in itertools.product(*choices):
        made = table_of(list(chosen))
        if all(made[cell] == value for cell, value in shown.items()):
            found.append(made)
    return found


def _fits(name: str, on_time: int, late: int, shown: dict[tuple[str, str], int]) -> bool:
    is_issued = shown.get((name, "issued"), on_time + late) == on_time + late
    return is_issued and shown.get((name, "on_time"), on_time) == on_time


@settings(max_examples=15)
@given(COUNTS)
def test_trying_every_table_that_fits_never_gives_a_small_count_of_a_group_away(groups: list[tuple[int, int]]) -> None:
    cells, names = table_of(groups), [f"group {number}" for number in range(len(groups))]
    is_late_small = cells["All", "issued"] - cells["All", "on_time"] < SMALLEST_SHOWN
    withheld = withheld_cells(cells, names, "All", PARTS, ["on_time"] if is_late_small else [])
    shown = {cell: value for cell, value in cells.items() if cell not in withheld}
    assert all(value >= SMALLEST_SHOWN for value in shown.values())
    tables = may_be(shown, names)
    for cell, value in cells.items():
        if value < SMALLEST_SHOWN:
            assert len({made[cell] for made in tables}) > 1, (cell, shown)
    for name, (_, late) in zip(names, groups, strict=True):
        if late < SMALLEST_SHOWN:
            assert len({made[name, "issued"] - made[name, "on_time"] for made in tables}) > 1, (name, shown)


def test_the_totals_that_other_pages_print_are_never_withheld_from_a_table_of_groups() -> None:
    cells = table_of([(30, 10), (2, 9), (12, 8)])
    withheld = withheld_cells(cells, ["group 0", "group 1", "group 2"], "All", PARTS)
    assert ("group 1", "on_time") in withheld
    assert not any(group == "All" for group, _ in withheld)
    assert len([cell for cell in withheld if cell[1] == "on_time"]) >= 2


def test_a_total_that_is_hidden_elsewhere_cannot_be_added_up_from_the_groups() -> None:
    cells = table_of([(30, 10), (12, 9)])
    withheld = withheld_cells(cells, ["group 0", "group 1"], "All", PARTS, ["issued"])
    assert ("All", "issued") in withheld
    assert {("group 0", "issued"), ("group 1", "issued")} & withheld
