"""The forms of a meeting: setting it up, changing or moving it, and cancelling it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from send_desktop.errors import Refused
from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import PANELS, ROLES, outcomes_for
from send_desktop.records import Directory, MeetingSummary, PanelMeeting, PanelSeries
from send_desktop.services import panel_calendar, panels
from send_desktop.services.moments import read_time
from send_desktop.services.panel_calendar import PanelsKept
from send_desktop.services.panel_rules import name_of
from send_desktop.statute.working_days import england
from send_desktop.wording import counted, long_date, month_name, weekday_name
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.typed import read_number

USUAL_PAPERS_DAYS = 5
"""Working days before a meeting on which its papers close, where nothing else is given."""

USUAL_LEAD_DAYS = 14
CANCEL_REASONS = ("Not enough cases", "The chair cannot come", "The panel has no quorum")


def new_meeting_form(desk: Desk, kept: PanelsKept, like: PanelMeeting | None = None) -> FormSpec:
    """Return the form that sets up a meeting; panel, hour and places start as those of ``like``."""
    start = like or PanelMeeting(kind="issue", on=desk.today, starts_at=time(9, 30))
    on = england().next(desk.today + timedelta(days=USUAL_LEAD_DAYS))
    fresh = replace(start, on=on, papers_by=None, circulate_on=None, outcome_by=None)
    return FormSpec(
        title="New meeting",
        save_words="Set up meeting",
        say_heading="The meeting",
        fields=_fields(fresh, kept, is_new=True),
        say=lambda values: _say(_meeting(start, values, kept), kept),
        save=lambda values: panels.add_meeting(desk.store, _meeting(start, values, kept), desk.by, desk.today),
    )


def change_meeting_form(desk: Desk, shown: MeetingSummary, kept: PanelsKept) -> FormSpec:
    """Return the form that changes a meeting; its kind stays, since cases were put on for it.

    Moving it works out anew when its papers close, its pack goes out and its outcomes are due.
    """
    before = shown.meeting
    return FormSpec(
        title="Change meeting",
        save_words="Save meeting",
        say_heading="The meeting",
        fields=_fields(before, kept, is_new=False),
        say=lambda values: _say(_meeting(before, values, kept), kept),
        save=lambda values: panels.change_meeting(
            desk.store, before, _meeting(before, values, kept), desk.by, desk.today
        ),
    )


def cancel_meeting_form(desk: Desk, shown: MeetingSummary) -> FormSpec:
    """Return the form that cancels a meeting, with its reason."""
    count = shown.taken
    back = f"{counted(count, 'case')} {'goes' if count == 1 else 'go'} back to the queue. " if count else ""
    words = f"{back}Every date that counted on this meeting is worked out again without it."
    return FormSpec(
        title="Cancel meeting",
        save_words="Cancel the meeting",
        say_heading="What follows",
        intro=f"{name_of(shown.meeting)}. A cancelled meeting stays on the list and cannot be changed.",
        fields=(Field(name="reason", label="Reason", suggestions=CANCEL_REASONS, is_required=True),),
        say=lambda values: words,
        save=lambda values: panels.cancel_meeting(desk.store, shown.meeting, values["reason"], desk.by, desk.today),
    )


# --- the fields of a meeting ---------------------------------------------------------------------


def _fields(start: PanelMeeting, kept: PanelsKept, *, is_new: bool) -> tuple[Field, ...]:
    areas = [("", "All areas"), *((str(one.id), one.name) for one in kept.directory.areas)]
    series = None if is_new else series_of(kept, start)
    kind = Field(name="kind", label="Panel", kind="choice", choices=list(PANELS.items()), start=start.kind,
                 shown_when=lambda values: not values.get("series"))  # fmt: skip
    return (
        *((*_series_field(start, kept), kind) if is_new else ()),
        Field(name="area", label="Decides cases of", kind="choice", choices=areas, start=str(start.area_id or ""),
              is_beside=is_new and not any(one.series.is_active for one in kept.series)),
        Field(name="on", label="Date", kind="date", start=start.on, is_required=True, blamed_for=("has passed",),
              fills=None if is_new else lambda on: _days_of(start, on, series)),
        Field(name="starts_at", label="Starts at", start=f"{start.starts_at:%H:%M}", is_required=True,
              blamed_for=("time", "midnight")),
        Field(name="capacity", label="Places", start=str(start.capacity), is_required=True, is_beside=True,
              blamed_for=("places",)),
        Field(name="slot_minutes", label="Minutes a case", start=str(start.slot_minutes), is_required=True,
              is_beside=True, blamed_for=("minutes",)),
        *_day_fields(start),
        Field(name="venue", label="Venue or link", start=start.venue),
        Field(name="chair", label="Chair", start=start.chair),
        Field(name="clerk", label="Clerk", start=start.clerk, is_beside=True),
        *(() if is_new else _rule_fields(start)),
    )  # fmt: skip


def _series_field(start: PanelMeeting, kept: PanelsKept) -> tuple[Field, ...]:
    """Return the choice of the panel whose meeting it is, where any is set up; it fills in what that panel has."""
    offered = [one.series for one in kept.series if one.series.is_active]
    if not offered:
        return ()
    by_id = {str(one.id): one for one in offered}

    def fills(chosen: str) -> Values:
        series = by_id.get(chosen)
        if series is None:
            return {}
        return {
            "kind": series.kind,
            "area": str(series.area_id or ""),
            "starts_at": f"{series.starts_at:%H:%M}",
            "capacity": str(series.capacity),
            "slot_minutes": str(series.slot_minutes),
            "papers_time": f"{series.papers_time:%H:%M}",
            "venue": series.venue,
            "chair": series.chair,
            "clerk": series.clerk,
        }

    choices = [("", "A single meeting, of no panel"), *((id, one.name) for id, one in by_id.items())]
    like = str(start.series_id) if str(start.series_id) in by_id else ""
    return (Field(name="series", label="An extra meeting of", kind="choice", choices=choices, start=like, fills=fills),)


def _day_fields(start: PanelMeeting) -> tuple[Field, ...]:
    at = f"{start.papers_time:%H:%M}" if start.papers_time else ""
    return (
        Field(name="papers_by", label="Papers close", kind="date", start=start.papers_by, blamed_for=("papers",),
              hint=f"Left empty: as the panel has it, else {USUAL_PAPERS_DAYS} working days before the meeting."),
        Field(name="papers_time", label="At (may stay empty)", start=at),
        Field(name="circulate_on", label="Pack goes out", kind="date", start=start.circulate_on,
              blamed_for=("pack goes out",)),
        Field(name="outcome_by", label="Families have the outcome by", kind="date", start=start.outcome_by,
              blamed_for=("outcome",)),
    )  # fmt: skip


def _rule_fields(start: PanelMeeting) -> tuple[Field, ...]:
    """Return the fields of what the series gave the meeting, for the one that has to differ."""
    offered = [(one.code, one.title) for one in outcomes_for(start.kind, "") if one.answers]
    return (
        Field(name="quorum_roles", label="The quorum needs one of each", kind="many", choices=tuple(ROLES.items()),
              start=start.quorum_roles),
        Field(name="quorum_minimum", label="And at least so many members", start=str(start.quorum_minimum),
              is_required=True, blamed_for=("members",)),
        Field(name="decisions", label="May recommend", kind="many", choices=offered,
              start=start.decisions or tuple(code for code, _ in offered)),
        Field(name="profile", label="Packs go out under", kind="choice", choices=tuple(PROFILES.items()),
              start=start.profile),
        Field(name="confidentiality", label="On every page of the pack", start=start.confidentiality),
    )  # fmt: skip


def series_of(kept: PanelsKept, meeting: PanelMeeting) -> PanelSeries | None:
    """Return the series that a meeting was made from."""
    return next((one.series for one in kept.series if one.series.id == meeting.series_id), None)


def _days_of(meeting: PanelMeeting, on: date | None, series: PanelSeries | None) -> Values:
    """What moving a meeting fills in: its days as the series has them for the new one."""
    if on is None:
        return {}
    moved = panel_calendar.moved_to(meeting, on, series)
    return {name: getattr(moved, name) for name in ("papers_by", "circulate_on", "outcome_by")}


def _meeting(before: PanelMeeting, values: Values, kept: PanelsKept) -> PanelMeeting:
    on = values["on"]
    if on is None:
        raise Refused("Give the date of the meeting.")
    start = _start(before, values, kept, on)
    meeting = replace(
        start,
        area_id=int(values["area"]) if values["area"] else None,
        on=on,
        starts_at=read_time(values["starts_at"]),
        capacity=read_number(values["capacity"], "places"),
        slot_minutes=read_number(values["slot_minutes"], "minutes"),
        papers_by=values["papers_by"] or start.papers_by or england().subtract(on, USUAL_PAPERS_DAYS),
        papers_time=read_time(values["papers_time"]) if values["papers_time"].strip() else None,
        circulate_on=values["circulate_on"] or (start.circulate_on if "series" in values else None),
        outcome_by=values["outcome_by"] or (start.outcome_by if "series" in values else None),
        venue=values["venue"],
        chair=values["chair"],
        clerk=values["clerk"],
    )
    return _with_rules(meeting, values) if "quorum_roles" in values else meeting


def _start(before: PanelMeeting, values: Values, kept: PanelsKept, on: date) -> PanelMeeting:
    """Return what the meeting starts from: the panel that is chosen for a new one, else as it stands."""
    chosen = next((one.series for one in kept.series if str(one.series.id) == values.get("series")), None)
    if chosen is not None:
        return panel_calendar.meeting_of(chosen, on)
    if "kind" not in values:
        return replace(before, papers_by=None)
    return PanelMeeting(kind=values["kind"], on=on, starts_at=before.starts_at)


def _with_rules(meeting: PanelMeeting, values: Values) -> PanelMeeting:
    every = [one.code for one in outcomes_for(meeting.kind, "") if one.answers]
    chosen = tuple(values["decisions"])
    return replace(
        meeting,
        quorum_roles=tuple(values["quorum_roles"]),
        quorum_minimum=read_number(values["quorum_minimum"], "members"),
        decisions=() if len(chosen) == len(every) else chosen,
        profile=values["profile"],
        confidentiality=values["confidentiality"].strip(),
    )


def _say(meeting: PanelMeeting, kept: PanelsKept) -> str:
    ends = datetime.combine(meeting.on, meeting.starts_at) + timedelta(minutes=meeting.slot_minutes * meeting.capacity)
    area = _area_name(kept.directory, meeting.area_id)
    odd = panel_calendar.odd_about(series_of(kept, meeting), meeting.on, kept.known.holidays)
    return (
        f"{PANELS[meeting.kind]}, {area or 'all areas'}, {long_date(meeting.on)}, {meeting.starts_at:%H:%M} to "
        f"{ends:%H:%M} with {_places(meeting.capacity)} taken. Papers close {_day(meeting.papers_by)}. {odd}"
    ).strip()


def _area_name(directory: Directory, area_id: int | None) -> str:
    return next((one.name for one in directory.areas if one.id == area_id), "")


def _day(on: date | None) -> str:
    return f"{weekday_name(on)} {on.day} {month_name(on)}" if on else "on the day"


def _places(count: int) -> str:
    return "its place" if count == 1 else f"all {count} places"
