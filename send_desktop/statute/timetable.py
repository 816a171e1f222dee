"""From events to duties: which duties a set of dated events starts, when each is due, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from send_desktop.statute import counting
from send_desktop.statute.codes import CODES, UNMOVED, WORKING, full_day, worded
from send_desktop.statute.duties import EVENTS, Duty, forms, value_on
from send_desktop.statute.working_days import WorkingDays

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""Events outside these days are taken for slips of the hand."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableDuty:
    """A duty that an event has started, with its dates and why they are so."""

    id: str
    title: str
    starts_from: str
    """The event that started it; several joined by ' + '."""
    due: date | None
    """The last lawful day; for a minimum period its last day; None where the law sets no number of days."""
    working_target: date | None
    closes: date | None
    """For a minimum period, the day after its last."""
    binds: str
    source: str
    certainty: str
    statutory: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Count:
    """The outcome of counting: the last day, the events it was counted from, and the count in words."""

    due: date | None
    events: tuple[str, ...]
    words: str


def timetable(events: Mapping[str, date], calendar: WorkingDays) -> tuple[TimetableDuty, ...]:
    """The duties that these events start, in the order of a child's path.

    Where both ``request_received`` and ``became_responsible`` are given the clock runs from the
    earlier: the limits run from one event, the first that happened, and nothing restarts them.
    Raises ValueError, with one sentence, for an unknown event or a date that cannot be meant.
    """
    check_events(events)
    started = []
    for values in forms():
        start = starting_event(values[-1], events)
        value = value_on(values, events[start]) if start else None
        if start and value:
            started.append(_row(value, events, start, calendar))
    return tuple(started)


def timetable_json(events: Mapping[str, date], duties: Sequence[TimetableDuty]) -> dict[str, Any]:
    """The document of ``timetable --json``: dates as ISO text, absent values None."""
    return {
        "events": {name: day.isoformat() for name, day in events.items()},
        "duties": [
            {
                "id": duty.id,
                "title": duty.title,
                "starts_from": duty.starts_from,
                "due": _iso(duty.due),
                "working_target": _iso(duty.working_target),
                "closes": _iso(duty.closes),
                "binds": duty.binds,
                "source": duty.source,
                "certainty": duty.certainty,
                "statutory": duty.statutory,
                "explanation": duty.explanation,
            }
            for duty in duties
        ],
    }


def check_events(events: Mapping[str, date]) -> None:
    """Raise ValueError, with one sentence, for an event that is not known or a date out of reason."""
    for name, day in events.items():
        if name not in EVENTS:
            raise ValueError(f"There is no event called '{name}'; use one of: {', '.join(sorted(EVENTS))}.")
        if not EARLIEST <= day <= LATEST:
            raise ValueError(f"The date of {name}, {day.isoformat()}, cannot be right; check the year.")


def starting_event(duty: Duty, events: Mapping[str, date]) -> str | None:
    """The event among ``events`` from which the duty is counted; None where they do not start it."""
    if any(name in events for name in duty.unless) or not all(name in events for name in duty.also_needs):
        return None
    return _chosen(duty.starts_from, duty.takes_last_event, events)


def count(duty: Duty, events: Mapping[str, date], start: str, calendar: WorkingDays) -> Count:
    """Count a duty from the event that starts it, with the second period and the rolling that it may have."""
    first = _first(duty, events, start, calendar)
    combined = _with_second(duty, first, events, calendar)
    return _rolled_forward(duty, combined, calendar)


def working_target(duty: Duty, due: date | None, calendar: WorkingDays) -> date | None:
    """The last working day on or before the day before ``due``, for the authority's own 'within' duties."""
    if due is None or not duty.has_working_target:
        return None
    return calendar.previous(due - _DAY)


def _row(duty: Duty, events: Mapping[str, date], start: str, calendar: WorkingDays) -> TimetableDuty:
    counted = count(duty, events, start, calendar)
    target = working_target(duty, counted.due, calendar)
    closes = counted.due + _DAY if counted.due and duty.kind == "minimum" else None
    return TimetableDuty(
        id=duty.id,
        title=duty.title,
        starts_from=" + ".join(counted.events),
        due=counted.due,
        working_target=target,
        closes=closes,
        binds=duty.binds,
        source=duty.source(start),
        certainty=duty.certainty,
        statutory=duty.statutory,
        explanation=explained(duty, counted, target, events[start]),
    )


def explained(duty: Duty, counted: Count, target: date | None, start: date) -> str:
    """The whole explanation: the count in words, the working target, and what else there is to know."""
    parts = [counted.words]
    if target:
        parts.append(f"Working target {full_day(target)}: the last working day if the first day counted as day 1.")
    if counted.due and duty.kind == "minimum":
        parts.append(f"It is a minimum: the period is over on {full_day(counted.due + _DAY)}.")
    if duty.note:
        parts.append(duty.note)
    if start < duty.in_force_from:
        parts.append(f"The provision came into force on {full_day(duty.in_force_from)}, after this event.")
    return " ".join(part for part in parts if part)


def _first(duty: Duty, events: Mapping[str, date], start: str, calendar: WorkingDays) -> Count:
    event, day = EVENTS[start], events[start]
    if duty.counting == "NONE":
        return Count(None, (start,), f"{event} {full_day(day)}.")
    if duty.before:
        return _before_day_of_year(duty.before, start, day)
    if duty.counting == "WDB":
        return _transfer(duty, events, calendar)
    length, unit = duty.length or 0, duty.unit or "days"
    code = CODES[duty.counting]
    last = code.last_day(day, length, calendar)
    words = worded(duty.counting, event, day, length, unit, last)
    return Count(last, (start,), words if duty.second else f"{words} {code.rule}".strip())


def _before_day_of_year(before: tuple[int, int], start: str, day: date) -> Count:
    named = date(day.year, *before)
    last = counting.day_before(named)
    words = f"{EVENTS[start]} {full_day(day)}; the law says before {full_day(named)}: the last day is {full_day(last)}."
    return Count(last, (start,), f"{words} {UNMOVED}")


def _transfer(duty: Duty, events: Mapping[str, date], calendar: WorkingDays) -> Count:
    moved, aware = events["child_moved"], events["old_authority_aware"]
    days = duty.length or 0
    last = counting.day_of_move_or_after_aware(moved, aware, days, calendar)
    knew = f"The old authority knew on {full_day(aware)}"
    if aware <= calendar.subtract(moved, days):
        words = f"{knew}, at least {days} working days before the move: the day of the move, {full_day(last)}."
    else:
        since = f"not {days} working days before the move of {full_day(moved)}"
        words = f"{knew}, {since}: working day {days}, beginning with the day it knew, is {full_day(last)}."
    return Count(last, ("child_moved", "old_authority_aware"), f"{words} {WORKING}")


def _with_second(duty: Duty, first: Count, events: Mapping[str, date], calendar: WorkingDays) -> Count:
    second = duty.second
    start = _chosen(second.starts_from, second.takes_last_event, events) if second else None
    if second is None or start is None or first.due is None:
        return first if second is None or duty.counting == "M_R12" else _told(first, f"{first.words} {UNMOVED}")
    last = CODES[second.counting].last_day(events[start], second.length, calendar)
    words = worded(second.counting, EVENTS[start], events[start], second.length, second.unit, last)
    due = max(first.due, last) if second.takes == "later" else min(first.due, last)
    rule = f"The {second.takes} of the two holds: {full_day(due)}. {CODES[duty.counting].rule}"
    return Count(due, (*first.events, start), f"{first.words} {words} {rule}".strip())


def _rolled_forward(duty: Duty, counted: Count, calendar: WorkingDays) -> Count:
    if duty.counting != "M_R12" or counted.due is None:
        return counted
    due = counting.tribunal_roll_forward(counted.due, calendar)
    if due == counted.due:
        return counted
    words = f"{full_day(counted.due)} is no day for the Tribunal, so rule 12 moves it to {full_day(due)}."
    return Count(due, counted.events, f"{counted.words} {words}")


def _told(counted: Count, words: str) -> Count:
    return Count(counted.due, counted.events, words)


def _chosen(names: tuple[str, ...], takes_last: bool, events: Mapping[str, date]) -> str | None:
    given = [name for name in names if name in events]
    if not given:
        return None
    return (max if takes_last else min)(given, key=lambda name: events[name])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
