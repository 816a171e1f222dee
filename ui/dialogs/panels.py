"""The forms of panels: setting up and changing a meeting, cancelling it, and what is asked on each item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import ASKED, PANELS, outcome_title, outcomes_for
from send_desktop.records import Directory, MeetingSummary, PanelMeeting
from send_desktop.services import panels
from send_desktop.services.panel_rules import name_of
from send_desktop.services.panel_view import AgendaLine
from send_desktop.statute.working_days import england
from send_desktop.wording import counted, long_date, month_name, weekday_name
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.typed import read_number, read_time

USUAL_PAPERS_DAYS = 5
"""Working days before a meeting on which its papers close, where nothing else is given."""

USUAL_LEAD_DAYS = 14
NEVER_RECOMMENDED = frozenset({"withdrawn", "not_reached"})
"""What becomes of an item in the meeting itself, so that no officer recommends it beforehand."""

OFF_REASONS = ("Advice is not in", "The family has asked for more time", "Decided without the panel", "Withdrawn")
CANCEL_REASONS = ("Not enough cases", "The chair cannot come", "The panel has no quorum")


def new_meeting_form(desk: Desk, directory: Directory, like: PanelMeeting | None = None) -> FormSpec:
    """Return the form that sets up a meeting; kind, hour and places start as those of ``like``."""
    start = like or PanelMeeting(kind="issue", on=desk.today, starts_at=time(9, 30))
    on = england().next(desk.today + timedelta(days=USUAL_LEAD_DAYS))

    def save(values: Values) -> Changes:
        wanted = _meeting(start, values, directory)
        made = panels.create_meeting(
            desk.store,
            kind=wanted.kind,
            on=wanted.on,
            starts_at=wanted.starts_at,
            area=_area_name(directory, wanted.area_id),
            capacity=wanted.capacity,
            papers_by=wanted.papers_by,
            slot_minutes=wanted.slot_minutes,
            venue=wanted.venue,
            chair=wanted.chair,
            by=desk.by,
            today=desk.today,
        )
        note = f"{name_of(made)} is set up."
        undo = Undo("Set up panel meeting", note, added=(made,))
        return Changes(note, meetings=frozenset({made.id}), undo=undo)

    return FormSpec(
        title="New meeting",
        save_words="Set up meeting",
        say_heading="The meeting",
        fields=_fields(replace(start, on=on, papers_by=None), directory, is_new=True),
        say=lambda values: _say(_meeting(start, values, directory), directory),
        save=save,
    )


def change_meeting_form(desk: Desk, shown: MeetingSummary, directory: Directory) -> FormSpec:
    """Return the form that changes a meeting; its kind stays, since cases were put on for it."""
    before = shown.meeting
    return FormSpec(
        title="Change meeting",
        save_words="Save meeting",
        say_heading="The meeting",
        fields=_fields(before, directory, is_new=False),
        say=lambda values: _say(_meeting(before, values, directory), directory),
        save=lambda values: panels.change_meeting(
            desk.store, before, _meeting(before, values, directory), desk.by, desk.today
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


def take_off_form(desk: Desk, line: AgendaLine) -> FormSpec:
    """Return the form that takes a case off an agenda, with its reason."""
    name = line.case.person.name
    return FormSpec(
        title="Take off the agenda",
        save_words="Take off",
        say_heading="What follows",
        intro=f"{name}, item {line.number}",
        fields=(Field(name="reason", label="Reason", suggestions=OFF_REASONS, is_required=True),),
        say=lambda values: f"{name} goes back to the queue, and the items after it move up.",
        save=lambda values: panels.remove_item(desk.store, line.item, values["reason"], desk.by, desk.today),
    )


def item_form(desk: Desk, line: AgendaLine) -> FormSpec:
    """Return the form of one agenda item: what is asked and what the officer recommends."""
    item = line.item
    return FormSpec(
        title=line.case.person.name,
        save_words="Save item",
        say_heading="In the pack",
        intro=f"Item {line.number}, {line.starts:%H:%M}. What the panel advises and what the authority then decides "
        "are recorded apart, on the case.",
        fields=(
            Field(name="asked", label="Asked of the panel", kind="choice", choices=list(ASKED.items()),
                  start=item.asked),
            *(_outcome_field(asked, item.recommended_outcome or "") for asked in ASKED),
            Field(name="recommendation", label="Reasons", kind="long_text", start=item.recommendation,
                  hint="What it rests on, in a few lines; the pack prints it on the case's page."),
        ),
        say=_item_words,
        save=lambda values: panels.set_item(
            desk.store, item, desk.by, desk.today, asked=values["asked"],
            recommendation=values["recommendation"], recommended_outcome=_outcome(values) or None,
        ),
    )  # fmt: skip


def _outcome_field(asked: str, start: str) -> Field:
    """Return the choice of what can be recommended on one question; it shows while that is what is asked."""
    offered = [one for one in outcomes_for("", asked) if one.code not in NEVER_RECOMMENDED]
    choices = [("", "None yet"), *((one.code, one.title) for one in offered)]
    return Field(
        name=f"outcome_{asked}",
        label="Officer recommends",
        kind="choice",
        choices=choices,
        start=start,
        shown_when=lambda values: values["asked"] == asked,
    )


def _outcome(values: Values) -> str:
    return str(values[f"outcome_{values['asked']}"]) if values["asked"] in ASKED else ""


def _item_words(values: Values) -> str:
    recommends = outcome_title(_outcome(values))
    advice = (
        f"The officer recommends: {recommends[:1].lower()}{recommends[1:]}."
        if recommends
        else ("No recommendation stands on the page yet.")
    )
    return f"{ASKED.get(values['asked'], 'Nothing is asked yet')}. {advice}"


# --- the fields of a meeting ---------------------------------------------------------------------


def _fields(start: PanelMeeting, directory: Directory, *, is_new: bool) -> tuple[Field, ...]:
    areas = [("", "All areas"), *((str(one.id), one.name) for one in directory.areas)]
    kind = Field(name="kind", label="Panel", kind="choice", choices=list(PANELS.items()), start=start.kind)
    return (
        *((kind,) if is_new else ()),
        Field(name="area", label="Decides cases of", kind="choice", choices=areas, start=str(start.area_id or ""),
              is_beside=is_new),
        Field(name="on", label="Date", kind="date", start=start.on, is_required=True, blamed_for=("has passed",)),
        Field(name="starts_at", label="Starts at", start=f"{start.starts_at:%H:%M}", is_required=True,
              blamed_for=("time", "midnight")),
        Field(name="capacity", label="Places", start=str(start.capacity), is_required=True, is_beside=True,
              blamed_for=("places",)),
        Field(name="slot_minutes", label="Minutes a case", start=str(start.slot_minutes), is_required=True,
              is_beside=True, blamed_for=("minutes",)),
        Field(name="papers_by", label="Papers close", kind="date", start=start.papers_by, blamed_for=("papers",),
              hint=f"Left empty: {USUAL_PAPERS_DAYS} working days before the meeting."),
        Field(name="venue", label="Venue or link", start=start.venue),
        Field(name="chair", label="Chair", start=start.chair, is_beside=True),
    )  # fmt: skip


def _meeting(before: PanelMeeting, values: Values, directory: Directory) -> PanelMeeting:
    on = values["on"]
    if on is None:
        raise Refused("Give the date of the meeting.")
    return replace(
        before,
        kind=values.get("kind") or before.kind,
        area_id=int(values["area"]) if values["area"] else None,
        on=on,
        starts_at=read_time(values["starts_at"]),
        capacity=read_number(values["capacity"], "places"),
        slot_minutes=read_number(values["slot_minutes"], "minutes"),
        papers_by=values["papers_by"] or england().subtract(on, USUAL_PAPERS_DAYS),
        venue=values["venue"],
        chair=values["chair"],
    )


def _say(meeting: PanelMeeting, directory: Directory) -> str:
    ends = datetime.combine(meeting.on, meeting.starts_at) + timedelta(minutes=meeting.slot_minutes * meeting.capacity)
    area = _area_name(directory, meeting.area_id)
    return (
        f"{PANELS[meeting.kind]}, {area or 'all areas'}, {long_date(meeting.on)}, {meeting.starts_at:%H:%M} to "
        f"{ends:%H:%M} with {_places(meeting.capacity)} taken. Papers close {_day(meeting.papers_by)}."
    )


def _area_name(directory: Directory, area_id: int | None) -> str:
    return next((one.name for one in directory.areas if one.id == area_id), "")


def _day(on: date | None) -> str:
    return f"{weekday_name(on)} {on.day} {month_name(on)}" if on else "on the day"


def _places(count: int) -> str:
    return "its place" if count == 1 else f"all {count} places"
