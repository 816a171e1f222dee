"""What risk needs besides the case: the panel calendar, how long services take, options, working days."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from send_desktop.options import Options
from send_desktop.statute.working_days import WorkingDays

ASSESSMENT = "assessment"
"""The kind of panel that can decide whether to assess."""
ISSUE = "issue"
"""The kind of panel that can decide whether to issue a plan."""

LEAST_RETURNED = 10
"""Fewer returns than this in six months say too little about a service (product.md, Risk)."""


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """A meeting that is not cancelled, as risk sees it: who may still get in, and until when."""

    meeting_id: int
    kind: str
    on: date
    papers_by: date | None
    """The last day on which papers are taken; None means the day of the meeting."""
    area: str | None
    """None means that it decides cases of every area."""
    free: int
    """Places not yet taken by an agenda item."""
    case_ids: frozenset[int] = frozenset()

    @property
    def last_arrival(self) -> date:
        """The last day on which the last paper may arrive for the case to be decided here."""
        return min(self.papers_by or self.on, self.on)

    def is_open_to(self, case_id: int) -> bool:
        """Say whether the case has, or can still have, a place."""
        return self.free > 0 or case_id in self.case_ids


@dataclass(frozen=True)
class RiskContext:
    """The surroundings of every case: hand one to many ``derive`` calls, it sorts its meetings once."""

    meetings: tuple[MeetingPlace, ...]
    usual_delays: Mapping[str, int]
    """Service code to usual days from request to receipt; a service that is absent takes the option's days."""
    options: Options
    calendar: WorkingDays
    _sorted: dict[tuple[str, str], tuple[MeetingPlace, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def places(self, kind: str, area: str) -> tuple[MeetingPlace, ...]:
        """Return the meetings that can decide a case of this area, by date; those of all areas are among them."""
        key = (kind, area)
        if key not in self._sorted:
            fitting = (place for place in self.meetings if place.kind == kind and sits_for(place.area, area))
            self._sorted[key] = tuple(sorted(fitting, key=lambda place: (place.on, place.meeting_id)))
        return self._sorted[key]

    def usual_delay_of(self, service: str) -> int:
        """Return the days that a service usually takes."""
        return self.usual_delays.get(service, self.options.advice_days)


def sits_for(meeting_area: str | None, area: str) -> bool:
    """Say whether a meeting decides cases of an area: its own, or every one where it has none."""
    return not meeting_area or meeting_area.casefold() == area.casefold()


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel that one case still needs: the meetings that could decide it, and how it may get in."""

    case_id: int
    kind: str
    places: tuple[MeetingPlace, ...]
    """By date; whether or not they are full."""
    days: tuple[date, ...]
    """The meetings' days, in step with ``places``, for searching."""

    @classmethod
    def of(cls, case_id: int, kind: str, area: str, context: RiskContext) -> "Panel":
        """Return the panel of that kind that this case would go to."""
        places = context.places(kind, area)
        return cls(case_id, kind, places, tuple(place.on for place in places))

    @property
    def is_set_up(self) -> bool:
        """Say whether any meeting of the kind is in the calendar at all, past or to come."""
        return bool(self.places)

    def next_place(self, arrival: date, *, is_complete: bool) -> MeetingPlace | None:
        """Return the first meeting that can take the case when its last paper arrives on ``arrival``."""
        for place in self.places[bisect_left(self.days, arrival) :]:
            if place.is_open_to(self.case_id) and arrival <= self.last_arrival(place, is_complete=is_complete):
                return place
        return None

    def decided_on(self, arrival: date, *, is_complete: bool) -> date:
        """Return the day of the decision; with no meeting to go to, the step waits for the last one and no longer."""
        place = self.next_place(arrival, is_complete=is_complete)
        if place is not None:
            return place.on
        return max(arrival, self.days[-1]) if self.days else arrival

    def last_arrival(self, place: MeetingPlace, *, is_complete: bool) -> date:
        """Return the last day on which the case can still come to this meeting.

        A case that stands on the agenda with nothing outstanding has its papers in: the deadline is behind it.
        """
        return place.on if is_complete and self.case_id in place.case_ids else place.last_arrival

    def last_place_by(self, since: date, limit: date, *, is_complete: bool) -> MeetingPlace | None:
        """Return the meeting between the two days that leaves longest for papers to arrive; of equals the later."""
        fitting = [place for place in self.places if since <= place.on <= limit and place.is_open_to(self.case_id)]
        return max(fitting, key=lambda p: (self.last_arrival(p, is_complete=is_complete), p.on), default=None)

    def agenda_on(self) -> date | None:
        """Return the day of the latest meeting on whose agenda the case already stands."""
        return max((place.on for place in self.places if self.case_id in place.case_ids), default=None)


def usual_delay(delays: Sequence[int], options: Options) -> int:
    """Return a service's usual delay: the median, half a day rounded up, of at least ten; else the option's days."""
    if len(delays) < LEAST_RETURNED:
        return options.advice_days
    ordered = sorted(delays)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle] + 1) // 2
