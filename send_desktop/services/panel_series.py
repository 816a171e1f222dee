"""Series of panels: what a panel is like each time it meets, and who belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import CAPACITIES, OUTCOMES, PANEL_TYPES, PANELS, RHYTHMS, ROLES
from send_desktop.records import Area, PanelMeeting, PanelMember, PanelSeries
from send_desktop.services.acts import act
from send_desktop.services.panel_days import LAST_OF_MONTH, days_around
from send_desktop.services.panel_rules import MOST_MINUTES, MOST_PLACES
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import WEEKDAYS, counted, day_month

USUAL_START = time(9, 30)
MOST_DAYS = 90
"""How many days before or after a meeting anything that hangs on it can lie."""

COPIED = (
    "starts_at", "area_id", "capacity", "slot_minutes", "venue", "chair", "clerk", "papers_time", "quorum_roles",
    "quorum_minimum", "decisions", "profile", "confidentiality",
)  # fmt: skip
"""What a meeting takes from its series as it stands; a meeting may differ afterwards."""

DAYS_AROUND = ("papers_by", "circulate_on", "outcome_by")


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series with those who belong to it and the meetings that were made from it and are to come."""

    series: PanelSeries
    area: str
    members: tuple[PanelMember, ...]
    ahead: tuple[PanelMeeting, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The roles that the quorum asks for and that no member has, in words."""
        held = {one.role for one in self.members}
        return tuple(ROLES[role] for role in self.series.quorum_roles if role not in held)


def new_series(kind: str, today: date) -> PanelSeries:
    """Return what a series of a kind starts from. Raises Refused for an unknown kind."""
    _require_kind(kind)
    known = PANEL_TYPES[kind]
    return PanelSeries(
        name=known.title,
        kind=kind,
        first_on=today,
        rhythm=known.rhythm,
        weekday=2,
        starts_at=USUAL_START,
        quorum_roles=known.quorum_roles,
        quorum_minimum=len(known.quorum_roles),
    )


def all_series(reading: Reading, today: date) -> tuple[SeriesView, ...]:
    """Return every series, those that still meet first, each group by name."""
    areas = reading.directory().areas
    members, ahead = reading.every(PanelMember), [one.meeting for one in reading.meetings(since=today)]
    found = [_view(one, areas, members, ahead) for one in reading.every(PanelSeries)]
    return tuple(sorted(found, key=lambda one: (not one.series.is_active, one.series.name.casefold())))


def series_of(reading: Reading, series_id: int) -> PanelSeries:
    """Return one series. Raises Refused when there is no such series."""
    found = next((one for one in reading.every(PanelSeries) if one.id == series_id), None)
    if found is None:
        raise Refused(f"There is no panel with the number {series_id}; panel series lists them.")
    return found


def series_json(view: SeriesView) -> dict[str, Any]:
    """Return a series as ``panel series --json`` prints it."""
    series = view.series
    return {
        "id": series.id,
        "name": series.name,
        "type": series.kind,
        "area": view.area or None,
        "rhythm": series.rhythm,
        "weekday": WEEKDAYS[series.weekday].lower(),
        "week_of_month": series.week_of_month if series.rhythm == "monthly" else None,
        "term_time_only": series.is_term_time_only,
        "start": f"{series.starts_at:%H:%M}",
        "capacity": series.capacity,
        "slot_minutes": series.slot_minutes,
        "quorum_roles": list(series.quorum_roles),
        "quorum_minimum": series.quorum_minimum,
        "active": series.is_active,
        "members": [{"name": one.name, "role": one.role, "capacity": one.capacity} for one in view.members],
        "ahead": [one.on.isoformat() for one in view.ahead],
    }


def _view(
    series: PanelSeries, areas: Sequence[Area], members: Sequence[PanelMember], ahead: Sequence[PanelMeeting]
) -> SeriesView:
    return SeriesView(
        series=series,
        area=next((one.name for one in areas if one.id == series.area_id), ""),
        members=tuple(one for one in members if one.series_id == series.id and one.is_active),
        ahead=tuple(one for one in ahead if one.series_id == series.id and one.status != "cancelled"),
    )


# --- acts on a series -----------------------------------------------------------------------------


def add_series(store: Store, series: PanelSeries, by: str, today: date) -> Changes:
    """Set up a series; its meetings are made from it afterwards. Raises Refused for what cannot be."""
    with act(store, by, "Set up panel series", today) as work:
        require_possible_series(work, series)
        added = work.add(series)
    note = f"{series.name} is set up; make its meetings next."
    return Changes(note, everything=True, undo=Undo("Set up panel series", note, added=(added,)))


def change_series(
    store: Store, before: PanelSeries, after: PanelSeries, by: str, today: date, *, also_made: bool = False
) -> Changes:
    """Save what was changed about a series. Raises Refused for what cannot be.

    With ``also_made`` the meetings that were made from it and are to come change too, in what still is as the series
    had it: what was set for one meeting alone stays, and so does every day of meeting.
    """
    with act(store, by, "Change panel series", today) as work:
        require_possible_series(work, after)
        saved = work.replace(before, after)
        followed = _follow(work, before, after, today) if also_made else []
    more = f" {counted(len(followed), 'meeting')} to come changed with it." if followed else ""
    note = f"{after.name} changed.{more}"
    undo = Undo("Change panel series", note, replaced=((saved, before), *followed))
    return Changes(note, everything=True, undo=undo)


def made_ahead(reading: Reading, series: PanelSeries, today: date) -> list[PanelMeeting]:
    """Return the meetings made from a series that can still be changed with it: planned, and not before today."""
    found = (one.meeting for one in reading.meetings(since=today))
    return [one for one in found if one.series_id == series.id and one.status == "planned"]


def _follow(
    work: Work, before: PanelSeries, after: PanelSeries, today: date
) -> list[tuple[PanelMeeting, PanelMeeting]]:
    moved = [(one, as_series(one, before, after)) for one in made_ahead(work, after, today)]
    _require_places(work, moved)
    return [(work.replace(one, then), one) for one, then in moved if one != then]


def _require_places(work: Work, moved: Sequence[tuple[PanelMeeting, PanelMeeting]]) -> None:
    taken = {one.meeting.id: one.taken for one in work.meetings()}
    for one, then in moved:
        if then.capacity < min(taken[one.id], one.capacity):
            count, on = taken[one.id], day_month(one.on, one.on)
            raise Refused(f"{count} cases stand on the agenda of {on}; give at least as many places.")


def as_series(meeting: PanelMeeting, before: PanelSeries, after: PanelSeries) -> PanelMeeting:
    """Return a meeting as the changed series has it, in what was as the series had it before."""
    was, now = taken_from(before, meeting.on), taken_from(after, meeting.on)
    changed = {name: now[name] for name in now if getattr(meeting, name) == was[name]}
    return replace(meeting, **changed)


def taken_from(series: PanelSeries, on: date) -> dict[str, Any]:
    """Return what a meeting on a day takes from its series, by the names of the meeting's fields."""
    around = days_around(series, on, england())
    return {
        **{name: getattr(series, name) for name in COPIED},
        **{name: getattr(around, name) for name in DAYS_AROUND},
    }


def retire_series(store: Store, series: PanelSeries, reason: str, by: str, today: date) -> Changes:
    """End a series: no more meetings are made from it, and those already made stay. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("Say why the panel ends; it still goes on.")
    if not series.is_active:
        raise Refused(f"{series.name} has ended already.")
    with act(store, by, "End panel series", today) as work:
        ended = work.replace(series, replace(series, is_active=False))
        work.log("End panel series", series_id=series.id, reason=reason.strip())
        left = len(made_ahead(work, series, today))
    stay = f" {counted(left, 'meeting')} to come {'stays' if left == 1 else 'stay'}; cancel one by one." if left else ""
    note = f"{series.name} has ended.{stay}"
    return Changes(note, everything=True, undo=Undo("End panel series", note, replaced=((ended, series),)))


def resume_series(store: Store, series: PanelSeries, by: str, today: date) -> Changes:
    """Take a series that has ended up again. Raises Refused for one that goes on, or whose name was taken since."""
    if series.is_active:
        raise Refused(f"{series.name} goes on already.")
    with act(store, by, "Resume panel series", today) as work:
        resumed = replace(series, is_active=True)
        require_possible_series(work, resumed)
        saved = work.replace(series, resumed)
    note = f"{series.name} meets again; make its meetings next."
    return Changes(note, everything=True, undo=Undo("Resume panel series", note, replaced=((saved, series),)))


# --- members --------------------------------------------------------------------------------------


def add_member(store: Store, member: PanelMember, by: str, today: date) -> Changes:
    """Add somebody to a series. Raises Refused without a name or a role, or where they belong to it already."""
    member = _tidy(member)
    with act(store, by, "Add panel member", today) as work:
        _require_member(work, member)
        added = work.add(member)
    note = f"{member.name} belongs to the panel."
    return Changes(note, everything=True, undo=Undo("Add panel member", note, added=(added,)))


def change_member(store: Store, before: PanelMember, after: PanelMember, by: str, today: date) -> Changes:
    """Save what was changed about a member. Raises Refused as add_member does."""
    after = _tidy(after)
    with act(store, by, "Change panel member", today) as work:
        _require_member(work, after)
        saved = work.replace(before, after)
    note = f"{after.name} is saved."
    return Changes(note, everything=True, undo=Undo("Change panel member", note, replaced=((saved, before),)))


def remove_member(store: Store, member: PanelMember, by: str, today: date) -> Changes:
    """Take somebody off a series; where they sat before stays on record."""
    with act(store, by, "Remove panel member", today) as work:
        gone = work.replace(member, replace(member, is_active=False))
    note = f"{member.name} is no longer a member of the panel."
    return Changes(note, everything=True, undo=Undo("Remove panel member", note, replaced=((gone, member),)))


def _tidy(member: PanelMember) -> PanelMember:
    return replace(member, name=" ".join(member.name.split()), agency=member.agency.strip(), email=member.email.strip())


def _require_member(work: Work, member: PanelMember) -> None:
    if not member.name:
        raise Refused("Write the name of the member.")
    if member.role not in ROLES:
        raise Refused("Choose the role in which they sit: the quorum is a matter of roles.")
    if member.capacity not in CAPACITIES:
        raise Refused(f"Choose in what capacity they sit: {', '.join(CAPACITIES.values())}.")
    if member.email and "@" not in member.email:
        raise Refused(f"“{member.email}” is not an email address.")
    others = (one for one in work.every(PanelMember) if one.series_id == member.series_id and one.is_active)
    if any(one.id != member.id and one.name.casefold() == member.name.casefold() for one in others):
        raise Refused(f"{member.name} is a member already.")


# --- what must hold -------------------------------------------------------------------------------


def require_possible_series(reading: Reading, series: PanelSeries) -> None:
    """Refuse a series whose name, kind, rhythm, days, places, minutes, quorum or decisions cannot be."""
    _require_kind(series.kind)
    _require_name(reading, series)
    _require_rhythm(series)
    _require_numbers(series)
    _require_days(series)
    _require_codes(series)


def _require_kind(kind: str) -> None:
    if kind not in PANEL_TYPES:
        raise Refused(f"There is no panel of the kind '{kind}'; the kinds are {', '.join(PANELS)}.")


def _require_name(reading: Reading, series: PanelSeries) -> None:
    if not series.name.strip():
        raise Refused("Give the panel a name.")
    same = (one for one in reading.every(PanelSeries) if one.name.casefold() == series.name.strip().casefold())
    if series.is_active and any(one.is_active and one.id != series.id for one in same):
        raise Refused(f"A panel called {series.name} is set up already; give this one a name of its own.")


def _require_rhythm(series: PanelSeries) -> None:
    if series.rhythm not in RHYTHMS:
        raise Refused(f"Choose how often it meets: {', '.join(RHYTHMS.values())}.")
    if not 0 <= series.weekday <= 4:
        raise Refused("A panel meets on a day from Monday to Friday.")
    if not 1 <= series.week_of_month <= LAST_OF_MONTH:
        raise Refused("Choose which such weekday of the month: the first to the fourth, or the last.")
    if series.last_on and series.last_on < series.first_on:
        raise Refused("The last day on which it may meet lies before the first.")


def _require_numbers(series: PanelSeries) -> None:
    if not 1 <= series.capacity <= MOST_PLACES:
        raise Refused(f"A meeting has between 1 and {MOST_PLACES} places; {series.capacity} was given.")
    if not 1 <= series.slot_minutes <= MOST_MINUTES:
        raise Refused(f"A case takes between 1 and {MOST_MINUTES} minutes; {series.slot_minutes} was given.")
    start = datetime.combine(series.first_on, series.starts_at)
    if (start + timedelta(minutes=series.slot_minutes * series.capacity)).date() > series.first_on:
        raise Refused("So many cases would run past midnight; start earlier, or give fewer places or minutes.")
    if not 0 <= series.quorum_minimum <= MOST_PLACES:
        raise Refused(f"The quorum is a number of members from 0 to {MOST_PLACES}.")


def _require_days(series: PanelSeries) -> None:
    for words, days in (
        ("Papers close", series.papers_days),
        ("The pack goes out", series.circulate_days),
        ("Families have the outcome", series.outcome_days),
    ):
        if not 0 <= days <= MOST_DAYS:
            raise Refused(f"{words} between 0 and {MOST_DAYS} days from the meeting; {days} was given.")
    if series.circulate_days > series.papers_days:
        raise Refused("The pack would go out before the papers have closed; let the papers close earlier.")


def _require_codes(series: PanelSeries) -> None:
    unknown = [one for one in series.quorum_roles if one not in ROLES]
    unknown += [one for one in series.decisions if one not in OUTCOMES]
    if unknown:
        raise Refused(f"Not known: {', '.join(unknown)}.")
    if series.profile not in PROFILES:
        raise Refused(f"A pack is built under one of these profiles: {', '.join(PROFILES)}.")
