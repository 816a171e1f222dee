"""Meetings ahead: what a series would give until a day, made in one act, and the year seen as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.records import Directory, MeetingSummary, PanelMeeting, PanelSeries, SchoolHoliday
from send_desktop.services.acts import act
from send_desktop.services.panel_days import (
    Day,
    days_of,
    rhythm_words,
    school_year,
    until_usually,
    why_closed,
)
from send_desktop.services.panel_series import SeriesView, all_series, taken_from
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, full_date, plain_date, weekday_name

MADE = "Made already"
CANCELLED = "Was made and cancelled"
FARTHEST_YEARS = 3
"""How many years ahead meetings are made at most: beyond lies a slip of the keyboard."""

FIRST_SHOWN = 6
"""So many of the first dates of a series are shown before it is saved."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the days of any series depend on, as at one reading."""

    holidays: tuple[SchoolHoliday, ...] = ()
    meetings: tuple[PanelMeeting, ...] = ()
    """Every meeting, whatever became of it."""


def known(reading: Reading) -> Known:
    """Read what the days of any series depend on."""
    return Known(tuple(reading.every(SchoolHoliday)), tuple(one.meeting for one in reading.meetings()))


@dataclass(frozen=True, slots=True)
class PanelsKept:
    """Every series with what its forms need, as at one reading."""

    series: tuple[SeriesView, ...]
    known: Known
    directory: Directory
    today: date


def panels_kept(store: Store, today: date) -> PanelsKept:
    """Read every series with what its forms need."""
    with store.look() as reading:
        return PanelsKept(all_series(reading, today), known(reading), reading.directory(), today)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What making meetings from a series would do, day by day; saving nothing."""

    series: PanelSeries
    until: date
    days: tuple[Day, ...]
    """Every day of the rhythm, with why no meeting is made on it where none is."""
    has_holidays: bool
    """Whether school holidays are on record for the whole of the time, where the series asks for them."""

    @property
    def to_make(self) -> tuple[date, ...]:
        """The days on which a meeting would be made."""
        return tuple(day.on for day in self.days if not day.why_not)

    @property
    def words(self) -> str:
        """What would be made, in a sentence; a caution where school holidays are not on record."""
        made = sum(day.why_not == MADE for day in self.days)
        if not self.to_make:
            return f"Nothing: every meeting until {full_date(self.until)} is made already, or falls out."
        told = f"{counted(len(self.to_make), 'meeting')} of {self.series.name}"
        if self.skipped:
            told += f"; {counted(len(self.skipped), 'day')} left out"
        if made:
            told += f"; {made} made already"
        if not self.has_holidays:
            told += ". School holidays are not on record for all of this time: keep them under Options first"
        return f"{told}."

    @property
    def skipped(self) -> tuple[Day, ...]:
        """The days that fall out because the panel cannot meet on them."""
        return tuple(day for day in self.days if day.why_not not in ("", MADE))


def plan_meetings(facts: Known, series: PanelSeries, until: date, today: date) -> MeetingPlan:
    """Work out which meetings a series would give from today until a day. Raises Refused for a day that cannot be."""
    if until < today:
        raise Refused(f"{full_date(until)} has passed; choose a day from today on.")
    if until > today + timedelta(days=366 * FARTHEST_YEARS):
        raise Refused(f"Meetings are made up to {FARTHEST_YEARS} years ahead; {full_date(until)} lies beyond.")
    holidays = facts.holidays
    made = [one for one in facts.meetings if one.series_id == series.id and series.id]
    days = [
        replace(day, why_not=_made(series, day.on, made) or day.why_not)
        for day in days_of(series, max(today, series.first_on), until, holidays, england())
    ]
    return MeetingPlan(series, until, tuple(days), not series.is_term_time_only or _cover(holidays, today, until))


def _made(series: PanelSeries, on: date, made: Sequence[PanelMeeting]) -> str:
    """Say whether the meeting of a turn has been made: one that was moved within its week or month still stands for it.

    A meeting that was cancelled is not made again either: whoever cancelled it meant that turn.
    """
    there = [one for one in made if one.on == on] or [one for one in made if _same_turn(series, one.on, on)]
    if not there:
        return ""
    return CANCELLED if all(one.status == "cancelled" for one in there) else MADE


def _same_turn(series: PanelSeries, one: date, other: date) -> bool:
    if series.rhythm == "monthly":
        return (one.year, one.month) == (other.year, other.month)
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _cover(holidays: Sequence[SchoolHoliday], since: date, until: date) -> bool:
    """Say whether some holiday is on record in every school year of the time."""
    start = school_year(since)[0]
    while start <= until:
        end = school_year(start)[1]
        if not any(one.starts_on <= end and one.ends_on >= start for one in holidays):
            return False
        start = end + timedelta(days=1)
    return True


def first_dates(facts: Known, series: PanelSeries, today: date) -> str:
    """Say which meetings a series would give first, and what falls out among them: shown before it is saved."""
    farthest = today + timedelta(days=366 * FARTHEST_YEARS)
    until = max(until_usually(today), min(series.first_on, farthest) + timedelta(days=200))
    days = list(days_of(series, max(today, series.first_on), until, facts.holidays, england()))
    first = [day for day in days if not day.why_not][:FIRST_SHOWN]
    if not first:
        return f"{rhythm_words(series)}. No day until {full_date(until)} on which it could meet."
    dates = ", ".join(full_date(day.on) if at == 0 else _short(day.on) for at, day in enumerate(first))
    out = [day for day in days if day.why_not and day.on <= first[-1].on]
    unknown = series.is_term_time_only and not _cover(facts.holidays, today, first[-1].on)
    caution = " School holidays are not on record yet: keep them under Options." if unknown else ""
    fall = f" Falls out: {', '.join(f'{_short(day.on)} ({_lower(day.why_not)})' for day in out)}." if out else ""
    return f"{rhythm_words(series)}: {dates}.{fall}{caution}"


def _short(on: date) -> str:
    return full_date(on).rpartition(" ")[0]


def plan_words(plan: MeetingPlan) -> str:
    """Return the plan line by line: each meeting with when its papers close, and each day that falls out with why."""
    lines = [_day_words(plan.series, day) for day in plan.days]
    return "\n".join(lines) or f"No day of this panel falls before {full_date(plan.until)}."


def _day_words(series: PanelSeries, day: Day) -> str:
    name = f"{weekday_name(day.on)[:3]} {full_date(day.on)}"
    if day.why_not:
        return f"{name}: {'' if day.why_not == MADE else 'no meeting, '}{_lower(day.why_not)}"
    around = taken_from(series, day.on)
    papers, out = around["papers_by"], around["circulate_on"]
    return (
        f"{name}: papers close {weekday_name(papers)[:3]} {_short(papers)} at {series.papers_time:%H:%M}, "
        f"pack out {weekday_name(out)[:3]} {_short(out)}"
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def make_meetings(store: Store, series: PanelSeries, until: date, by: str, today: date) -> Changes:
    """Make the meetings of a series until a day, those not made yet, as one act.

    Raises Refused for a series that has ended or a day that cannot be, and where there is nothing to make.
    """
    if not series.is_active:
        raise Refused(f"{series.name} has ended; take it up again before making meetings.")
    with act(store, by, "Make panel meetings", today) as work:
        plan = plan_meetings(known(work), series, until, today)
        if not plan.to_make:
            raise Refused(f"Every meeting of {series.name} until {full_date(until)} is made already, or falls out.")
        added = work.add_many([meeting_of(series, on) for on in plan.to_make])
    fell = f"; {counted(len(plan.skipped), 'day')} left out" if plan.skipped else ""
    note = f"{counted(len(added), 'meeting')} of {series.name} made until {full_date(until)}{fell}."
    undo = Undo("Make panel meetings", note, added=tuple(added))
    return Changes(note, meetings=frozenset(one.id for one in added), undo=undo)


def meeting_of(series: PanelSeries, on: date) -> PanelMeeting:
    """Return the meeting of a series on a day, as its series has it."""
    return PanelMeeting(kind=series.kind, on=on, series_id=series.id, **taken_from(series, on))


def moved_to(meeting: PanelMeeting, on: date, series: PanelSeries | None) -> PanelMeeting:
    """Return a meeting moved to another day: its cut-off, circulation and outcome days are worked out anew.

    Without a series they keep their distance from the meeting, moved back to a working day.
    """
    if series is not None:
        taken = taken_from(series, on)
        return replace(meeting, on=on, **{name: taken[name] for name in ("papers_by", "circulate_on", "outcome_by")})
    by, calendar = on - meeting.on, england()

    def along(day: date | None) -> date | None:
        return calendar.previous(day + by) if day else None

    return replace(
        meeting,
        on=on,
        papers_by=along(meeting.papers_by),
        circulate_on=along(meeting.circulate_on),
        outcome_by=along(meeting.outcome_by),
    )


def odd_about(series: PanelSeries | None, on: date, holidays: Sequence[SchoolHoliday]) -> str:
    """Say what is odd about meeting on a day: a weekend, a bank holiday, or a school holiday of a term-time panel."""
    if series is None:
        return "" if england().is_working(on) else _closed(on)
    why = why_closed(series, on, holidays, england())
    return f"{plain_date(on)} is closed: {_lower(why)}." if why else ""


def _closed(on: date) -> str:
    return f"{plain_date(on)} is a {'bank holiday' if on in england().holidays else 'weekend'}."


# --- the year -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar: the meetings on it, and why it is not a day like others."""

    on: date
    meetings: tuple[MeetingSummary, ...] = ()
    closed: str = ""
    """'Bank holiday', or the name of the school holiday; empty for a day like others, weekends included."""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month with its days."""

    first: date
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Twelve months of meetings as at one reading, with what the filters offer."""

    months: tuple[CalendarMonth, ...]
    kinds: tuple[str, ...]
    areas: tuple[str, ...]
    has_holidays: bool
    in_holidays: tuple[MeetingSummary, ...]
    """Meetings to come of a term-time panel that lie in a school holiday which was recorded after they were made."""
    today: date

    @property
    def meetings(self) -> tuple[MeetingSummary, ...]:
        """Every meeting in view, by date."""
        return tuple(one for month in self.months for day in month.days for one in day.meetings)


def calendar_year(reading: Reading, since: date, today: date, kind: str = "", area: str = "") -> CalendarYear:
    """Return twelve months from the month of ``since``, with the meetings of a kind or an area where one is asked for.

    Meetings that were cancelled are left out; a panel of all areas is shown for each area.
    """
    first = since.replace(day=1)
    until = date(first.year + 1, first.month, 1) - timedelta(days=1)
    holidays = reading.every(SchoolHoliday)
    ahead = [one for one in reading.meetings(since=first) if one.meeting.status != "cancelled"]
    ahead = [one for one in ahead if one.meeting.on <= until]
    shown = [one for one in ahead if kind in ("", one.meeting.kind) and (not area or one.area in ("", area))]
    by_day: dict[date, list[MeetingSummary]] = {}
    for one in shown:
        by_day.setdefault(one.meeting.on, []).append(one)
    return CalendarYear(
        months=tuple(_month(_months_after(first, at), by_day, holidays) for at in range(12)),
        kinds=tuple(sorted({one.meeting.kind for one in ahead})),
        areas=tuple(sorted({one.area for one in ahead if one.area})),
        has_holidays=_cover(holidays, max(first, min(today, until)), until),
        in_holidays=_in_holidays(reading, ahead, holidays, today),
        today=today,
    )


def _months_after(first: date, count: int) -> date:
    months = first.month - 1 + count
    return date(first.year + months // 12, months % 12 + 1, 1)


def _month(first: date, meetings: dict[date, list[MeetingSummary]], holidays: Sequence[SchoolHoliday]) -> CalendarMonth:
    length = (_months_after(first, 1) - first).days
    days = (first + timedelta(days=at) for at in range(length))
    return CalendarMonth(
        first, tuple(CalendarDay(on, tuple(meetings.get(on, ())), closed_on(on, holidays)) for on in days)
    )


def closed_on(on: date, holidays: Sequence[SchoolHoliday]) -> str:
    """Return why a day is not like others: 'Bank holiday', or the name of the school holiday."""
    if on in england().holidays:
        return "Bank holiday"
    return next((one.name for one in holidays if one.starts_on <= on <= one.ends_on), "")


def _in_holidays(
    reading: Reading, meetings: Sequence[MeetingSummary], holidays: Sequence[SchoolHoliday], today: date
) -> tuple[MeetingSummary, ...]:
    term_time = {one.id for one in reading.every(PanelSeries) if one.is_term_time_only}
    ahead = (one for one in meetings if one.meeting.on >= today and one.meeting.series_id in term_time)
    return tuple(one for one in ahead if any(each.starts_on <= one.meeting.on <= each.ends_on for each in holidays))
