"""Cases are spread over meetings so that the fewest pass their date: compared with every possible seating."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from send_desktop.services.panel_spread import Places, WaitingCase, breaches, filled_in_order, spread

START = date(2026, 11, 20)
DAY = st.integers(0, 9).map(lambda at: START + timedelta(days=at))
AREA = st.sampled_from(["", "North", "South"])
CASES = st.lists(st.tuples(DAY, DAY, AREA), max_size=5).map(
    lambda drawn: [WaitingCase(at, ready, last, area) for at, (ready, last, area) in enumerate(drawn)]
)
MEETINGS = st.lists(st.tuples(DAY, st.integers(0, 3), st.integers(0, 2), AREA), max_size=3).map(
    lambda drawn: [
        Places(at, on, on - timedelta(days=before), free, area) for at, (on, before, free, area) in enumerate(drawn)
    ]
)


def fewest(cases: list[WaitingCase], meetings: list[Places]) -> int:
    """Try every seating and return the fewest breaches."""
    options = [[None, *(one.id for one in meetings if one.takes(case))] for case in cases]
    best = len(cases)
    for seating in product(*options):
        if all(seating.count(one.id) <= one.free for one in meetings):
            seats = {case.id: at for case, at in zip(cases, seating, strict=True) if at is not None}
            best = min(best, breaches(cases, meetings, seats))
    return best


@settings(max_examples=150, deadline=None)
@given(CASES, MEETINGS)
def test_no_seating_breaches_fewer(cases: list[WaitingCase], meetings: list[Places]) -> None:
    seats = spread(cases, meetings)
    by_id = {one.id: one for one in meetings}
    assert all(by_id[seats[case.id]].takes(case) for case in cases if case.id in seats)
    assert all(list(seats.values()).count(one.id) <= one.free for one in meetings)
    assert breaches(cases, meetings, seats) == fewest(cases, meetings)
    assert breaches(cases, meetings, seats) <= breaches(cases, meetings, filled_in_order(cases, meetings))


def test_whoever_can_wait_makes_room_for_whoever_cannot() -> None:
    """Filling in order gives the county meeting to the earlier date, although a meeting of its own area takes it."""
    north = WaitingCase(1, START, START + timedelta(days=8), "North")
    south = WaitingCase(2, START, START + timedelta(days=9), "South")
    county = Places(1, START + timedelta(days=5), START + timedelta(days=2), 1)
    northern = Places(2, START + timedelta(days=7), START + timedelta(days=3), 1, "North")
    meetings = [county, northern]
    assert spread([north, south], meetings) == {1: 2, 2: 1}
    assert breaches([north, south], meetings, filled_in_order([north, south], meetings)) == 1


def test_a_hundred_cases_are_spread_at_once() -> None:
    cases = [WaitingCase(at, START, START + timedelta(days=at % 60)) for at in range(300)]
    meetings = [Places(at, START + timedelta(days=7 * at), START + timedelta(days=7 * at - 5), 12) for at in range(20)]
    seats = spread(cases, meetings)
    assert len(seats) == 228, "the papers of the first meeting have closed"
