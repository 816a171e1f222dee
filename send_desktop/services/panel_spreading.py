"""The suggestion that spreads the waiting cases of a kind of panel over its meetings to come, and adopting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.records import AgendaItem, CaseloadRow, MeetingSummary
from send_desktop.services.acts import act
from send_desktop.services.panel_agenda import next_item, with_item
from send_desktop.services.panel_queue import Queued, is_open, queue
from send_desktop.services.panel_rules import papers_closed
from send_desktop.services.panel_spread import Places, WaitingCase, breaches, filled_in_order, spread
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import counted, days, full_date

NO_PLACE = "No place is left at any meeting to come"


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One waiting case with the meeting suggested for it, None where no place is left, and why."""

    row: CaseloadRow
    due: date
    decide_by: date
    meeting: MeetingSummary | None
    is_in_time: bool
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the waiting cases of a kind of panel would go, and how many pass their date either way."""

    kind: str
    lines: tuple[SpreadLine, ...]
    in_order: int
    """How many would pass their date if each meeting in turn were filled in order of date."""
    breaches: int
    """How many pass their date as suggested."""

    @property
    def seats(self) -> dict[int, int]:
        """The meeting of each case that found a place, by ids."""
        return {line.row.id: line.meeting.meeting.id for line in self.lines if line.meeting}

    @property
    def words(self) -> str:
        """What the suggestion comes to, in a sentence or two."""
        if not self.lines:
            return "No case waits for this kind of panel."
        placed = len(self.seats)
        told = f"{counted(placed, 'case')} of {len(self.lines)} {'finds' if placed == 1 else 'find'} a place. "
        before = f"{self.in_order} would pass their date if each meeting were filled in turn"
        if self.in_order == self.breaches:
            return f"{told}{before}, and no order of the cases makes it fewer."
        return f"{told}{before}; as suggested, {self.breaches}."


def suggest(reading: Reading, kind: str, today: date, *, at: time | None = None) -> Suggestion:
    """Work out where the waiting cases of a kind of panel best go; nothing is saved.

    Meetings whose papers have closed take no part: a late paper is let on by name, one by one.
    """
    waiting = {one.row.id: one for one in queue(reading, kind, today)}
    ahead = {one.meeting.id: one for one in reading.meetings(since=today) if _has_room(one, kind, today, at)}
    cases = [WaitingCase(id, one.ready_on, one.decide_by, one.row.area or "") for id, one in waiting.items()]
    places = [_places(one) for one in ahead.values()]
    seats, in_order = spread(cases, places), filled_in_order(cases, places)
    lines = (_line(one, waiting[one.id], ahead.get(seats.get(one.id, 0)), places, today) for one in cases)
    return Suggestion(
        kind=kind,
        lines=tuple(sorted(lines, key=_by_meeting)),
        in_order=breaches(cases, places, in_order),
        breaches=breaches(cases, places, seats),
    )


def _has_room(one: MeetingSummary, kind: str, today: date, at: time | None) -> bool:
    meeting = one.meeting
    is_there = meeting.kind == kind and is_open(meeting) and one.taken < meeting.capacity
    return is_there and not papers_closed(meeting, today, at)


def _places(one: MeetingSummary) -> Places:
    meeting = one.meeting
    return Places(meeting.id, meeting.on, meeting.papers_by or meeting.on, meeting.capacity - one.taken, one.area)


def _by_meeting(line: SpreadLine) -> tuple[date, date, str]:
    on = line.meeting.meeting.on if line.meeting else date.max
    return on, line.decide_by, line.row.reference


def _line(
    case: WaitingCase, queued: Queued, meeting: MeetingSummary | None, places: list[Places], today: date
) -> SpreadLine:
    in_time = meeting is not None and meeting.meeting.on <= queued.decide_by
    why = _why(case, queued, meeting, places, today)
    return SpreadLine(queued.row, queued.due, queued.decide_by, meeting, in_time, why)


def _why(case: WaitingCase, queued: Queued, meeting: MeetingSummary | None, places: list[Places], today: date) -> str:
    if meeting is not None and meeting.meeting.on <= queued.decide_by:
        spare = (queued.decide_by - meeting.meeting.on).days
        waits = f"; {queued.waits_for[:1].lower()}{queued.waits_for[1:]}" if queued.waits_for else ""
        return (f"{days(spare)} to spare" if spare else "The last day that keeps its date") + waits
    if queued.due < today:
        late = f"Its date passed on {full_date(queued.due)}"
    elif any(one.keeps(case) for one in places):
        late = "Every place that keeps its date is taken by others"
    else:
        late = f"No meeting keeps its date: the last day was {full_date(queued.decide_by)}"
        late = late if queued.decide_by < today else f"No meeting with a place by {full_date(queued.decide_by)}"
    return late if meeting else f"{late}; {NO_PLACE[:1].lower()}{NO_PLACE[1:]}"


def adopt(store: Store, seats: Mapping[int, int], by: str, today: date, *, at: time | None = None) -> Changes:
    """Put each case on the agenda of its meeting, both by ids, as one act: all or none.

    Raises Refused where a meeting has filled up, closed or been cancelled since, or a case needs it no more.
    """
    if not seats:
        raise Refused("There is no place to put a case in; make more meetings first.")
    with act(store, by, "Spread over meetings", today) as work:
        wanted = sorted(set(seats.values()))
        added = work.add_many([item for one in wanted for item in _items(work, seats, one, today, at)])
    agendas = "the agenda" if len(wanted) == 1 else "the agendas"
    note = f"{counted(len(added), 'case')} put on {agendas} of {counted(len(wanted), 'meeting')}."
    undo = Undo("Spread over meetings", note, added=tuple(added))
    return Changes(note, cases=frozenset(seats), meetings=frozenset(seats.values()), undo=undo)


def _items(work: Work, seats: Mapping[int, int], meeting_id: int, today: date, at: time | None) -> list[AgendaItem]:
    agenda = work.agenda(meeting_id)
    mine = [case_id for case_id, where in seats.items() if where == meeting_id]
    cases = {case.id: case for case in work.cases(mine)}
    for case_id in mine:
        agenda = with_item(agenda, next_item(agenda, cases[case_id], today, at=at), cases[case_id])
    return [item for item, _ in agenda.items if not item.id]
