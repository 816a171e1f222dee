"""Spreading waiting cases over the meetings to come so that the fewest pass their date. Pure: values in and out.

Each case takes one place. A meeting takes a case whose papers can be ready by its cut-off and whose area it sits for.
The greatest number of cases that can be decided in time is found by augmenting paths (Kuhn's matching with
capacities): taking the earliest date first is not enough, since a panel of one area does not take every case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.risk import sits_for


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits: from when its papers can be ready, and the last day on which a panel keeps its date."""

    id: int
    ready_on: date
    last: date
    area: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """A meeting to come, with the places that are left."""

    id: int
    on: date
    papers_by: date
    free: int
    area: str = ""

    def takes(self, case: WaitingCase) -> bool:
        """Say whether the case can be on this agenda, in time or not."""
        return case.ready_on <= self.papers_by and sits_for(self.area, case.area)

    def keeps(self, case: WaitingCase) -> bool:
        """Say whether a decision at this meeting keeps the date of the case."""
        return self.takes(case) and self.on <= case.last


def spread(cases: Sequence[WaitingCase], meetings: Sequence[Places]) -> dict[int, int]:
    """Return the meeting of each case, by ids, so that the fewest pass their date; who finds no place is absent.

    Of those that can be kept in time, whoever has the earliest date is seated first and as early as a place is free.
    The others then take the first places that are left, the earliest date first.
    """
    ordered = sorted(meetings, key=lambda one: (one.on, one.id))
    queue = sorted(cases, key=lambda one: (one.last, one.ready_on, one.id))
    seats = _Seats(ordered, queue)
    late = [case for case in queue if not seats.seat(case)]
    found = seats.found()
    free = {one.id: one.free - sum(taken == one.id for taken in found.values()) for one in ordered}
    for case in late:
        first = next((one for one in ordered if free[one.id] > 0 and one.takes(case)), None)
        if first is not None:
            found[case.id] = first.id
            free[first.id] -= 1
    return found


class _Seats:
    """Who sits where so far; a case may be moved to another meeting that keeps its date, never out."""

    def __init__(self, meetings: Sequence[Places], cases: Sequence[WaitingCase]) -> None:
        self._keeping = {case.id: [one for one in meetings if one.keeps(case)] for case in cases}
        self._seated: dict[int, list[WaitingCase]] = {one.id: [] for one in meetings}

    def seat(self, case: WaitingCase) -> bool:
        """Find a place in time, moving others where it must; False where there is none."""
        return self._seat(case, set())

    def found(self) -> dict[int, int]:
        """Return the meeting of each case that was seated."""
        return {case.id: meeting for meeting, seated in self._seated.items() for case in seated}

    def _seat(self, case: WaitingCase, tried: set[int]) -> bool:
        options = [one for one in self._keeping[case.id] if one.id not in tried]
        for one in options:
            if len(self._seated[one.id]) < one.free:
                self._seated[one.id].append(case)
                return True
        return any(self._make_room(case, one, tried) for one in options)

    def _make_room(self, case: WaitingCase, meeting: Places, tried: set[int]) -> bool:
        if meeting.id in tried:
            return False
        tried.add(meeting.id)
        seated = self._seated[meeting.id]
        for other in reversed(seated):  # whoever has the latest date is moved first
            if self._seat(other, tried):
                seated[seated.index(other)] = case
                return True
        return False


def filled_in_order(cases: Sequence[WaitingCase], meetings: Sequence[Places]) -> dict[int, int]:
    """Return the meeting of each case if each meeting in turn were filled with the earliest dates that it takes."""
    waiting = sorted(cases, key=lambda one: (one.last, one.ready_on, one.id))
    found: dict[int, int] = {}
    for meeting in sorted(meetings, key=lambda one: (one.on, one.id)):
        takes = [one for one in waiting if one.id not in found and meeting.takes(one)]
        found |= {one.id: meeting.id for one in takes[: meeting.free]}
    return found


def breaches(cases: Sequence[WaitingCase], meetings: Sequence[Places], seats: Mapping[int, int]) -> int:
    """Return how many cases pass their date if they are seated so."""
    by_id = {one.id: one for one in meetings}
    return sum(case.id not in seats or by_id[seats[case.id]].on > case.last for case in cases)
