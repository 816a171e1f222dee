"""School holidays: the days on which a panel that meets in term time only does not meet, as the team keeps them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.records import PanelSeries, SchoolHoliday
from send_desktop.services.acts import act
from send_desktop.services.panel_days import usual_holidays
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import counted, full_date, listed, span

LONGEST_DAYS = 70
"""A school holiday longer than this is a slip of the keyboard."""


def kept_holidays(reading: Reading) -> list[SchoolHoliday]:
    """Return the school holidays on record, by date."""
    return sorted(reading.every(SchoolHoliday), key=lambda one: (one.starts_on, one.id))


def proposed_holidays(reading: Reading, on: date) -> tuple[SchoolHoliday, ...]:
    """Return the usual dates of the school year that holds a day, as far as nothing on record lies in them.

    A proposal to check against the council's own list; nothing is saved.
    """
    kept = kept_holidays(reading)
    return tuple(one for one in usual_holidays(on) if not any(_overlap(one, other) for other in kept))


def add_holidays(store: Store, holidays: Sequence[SchoolHoliday], by: str, today: date) -> Changes:
    """Record school holidays, all or none.

    Raises Refused without a name, for days that cannot be, and for those that overlap what is on record.
    """
    if not holidays:
        raise Refused("Choose at least one holiday; nothing was saved.")
    with act(store, by, "Add school holiday", today) as work:
        kept = work.every(SchoolHoliday)
        for one in holidays:
            _require_possible(one, kept)
            kept = [*kept, one]
        added = work.add_many([replace(one, name=one.name.strip()) for one in holidays])
        note = f"{_named(added)} on record.{_standing(work, added, today)}"
    return Changes(note, everything=True, undo=Undo("Add school holiday", note, added=tuple(added)))


def change_holiday(store: Store, before: SchoolHoliday, after: SchoolHoliday, by: str, today: date) -> Changes:
    """Save what was changed about a holiday. Raises Refused as add_holidays does."""
    after = replace(after, name=after.name.strip())
    with act(store, by, "Change school holiday", today) as work:
        _require_possible(after, [one for one in work.every(SchoolHoliday) if one.id != before.id])
        saved = work.replace(before, after)
        note = f"{_words(after)} is saved.{_standing(work, [after], today)}"
    return Changes(note, everything=True, undo=Undo("Change school holiday", note, replaced=((saved, before),)))


def remove_holiday(store: Store, holiday: SchoolHoliday, by: str, today: date) -> Changes:
    """Take a holiday off the list."""
    with act(store, by, "Remove school holiday", today) as work:
        work.remove(holiday, "It is not a school holiday.")
    note = f"{_words(holiday)} is off the list."
    return Changes(note, everything=True, undo=Undo("Remove school holiday", note, removed=(holiday,)))


def _require_possible(holiday: SchoolHoliday, kept: Sequence[SchoolHoliday]) -> None:
    if not holiday.name.strip():
        raise Refused("Give the holiday a name, such as Autumn half term.")
    if holiday.ends_on < holiday.starts_on:
        raise Refused(f"The last day, {full_date(holiday.ends_on)}, lies before the first.")
    if (holiday.ends_on - holiday.starts_on).days > LONGEST_DAYS:
        raise Refused(f"A school holiday of more than {LONGEST_DAYS} days cannot be; look at its years.")
    other = next((one for one in kept if _overlap(one, holiday)), None)
    if other:
        raise Refused(f"{_words(holiday)} overlaps {_words(other)}, which is on record already.")


def _overlap(one: SchoolHoliday, other: SchoolHoliday) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _standing(work: Work, holidays: Sequence[SchoolHoliday], today: date) -> str:
    """Say how many meetings of term-time panels stand in these days already: they stay, for somebody to move."""
    term_time = {one.id for one in work.every(PanelSeries) if one.is_term_time_only}
    days = [
        one.meeting.on
        for one in work.meetings(since=today)
        if one.meeting.series_id in term_time
        and one.meeting.status == "planned"
        and any(each.starts_on <= one.meeting.on <= each.ends_on for each in holidays)
    ]
    if not days:
        return ""
    count = counted(len(days), "meeting")
    return f" {count} of term-time panels {'stands' if len(days) == 1 else 'stand'} in it: move or cancel them."


def _words(holiday: SchoolHoliday) -> str:
    return f"{holiday.name} ({span(holiday.starts_on, holiday.ends_on)})"


def _named(holidays: Sequence[SchoolHoliday]) -> str:
    return _words(holidays[0]) if len(holidays) == 1 else listed([one.name for one in holidays])
