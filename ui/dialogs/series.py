"""The forms of a series of panels: setting one up and changing it, ending it, its members, making its meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import CAPACITIES, PANEL_TYPES, PANELS, RHYTHMS, ROLES, outcomes_for
from send_desktop.records import PanelMember, PanelSeries
from send_desktop.services import panel_calendar, panel_series
from send_desktop.services.moments import read_time
from send_desktop.services.panel_calendar import PanelsKept
from send_desktop.services.panel_days import NTH, until_usually
from send_desktop.services.panel_series import SeriesView
from send_desktop.wording import WEEKDAYS, listed, sentence_case
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.typed import read_number

END_REASONS = ("Merged with another panel", "Its cases are decided by officers now", "The panel has no chair")
MONTHLY = "monthly"


def new_series_form(desk: Desk, kept: PanelsKept) -> FormSpec:
    """Return the form that sets up a series; choosing its kind fills in what panels of that kind usually are."""
    start = panel_series.new_series("issue", desk.today)
    return FormSpec(
        title="New panel",
        save_words="Set up panel",
        say_heading="Its first meetings",
        intro="What is set here stands for every meeting that is made from it; one meeting can still differ.",
        fields=_fields(start, kept, is_new=True),
        say=lambda values: _say(_series(start, values), kept),
        save=lambda values: panel_series.add_series(desk.store, _series(start, values), desk.by, desk.today),
    )


def change_series_form(desk: Desk, kept: PanelsKept, view: SeriesView) -> FormSpec:
    """Return the form that changes a series, and with it the meetings to come if that is ticked."""
    before = view.series
    also = Field(
        name="also_made", label=f"Change the {len(view.ahead)} meetings to come with it", kind="tick", start=True,
        hint="What was set for one meeting alone stays, and so does every day of meeting.",
    )  # fmt: skip
    return FormSpec(
        title=f"Change {before.name}",
        save_words="Save panel",
        say_heading="Its first meetings",
        fields=(*_fields(before, kept, is_new=False), *((also,) if view.ahead else ())),
        say=lambda values: _say(_series(before, values), kept),
        save=lambda values: panel_series.change_series(
            desk.store, before, _series(before, values), desk.by, desk.today, also_made=bool(values.get("also_made"))
        ),
    )


def end_series_form(desk: Desk, view: SeriesView) -> FormSpec:
    """Return the form that ends a series, with its reason."""
    left = len(view.ahead)
    stay = f" {left} meetings to come stay; cancel them one by one." if left else ""
    return FormSpec(
        title=f"End {view.series.name}",
        save_words="End the panel",
        say_heading="What follows",
        fields=(Field(name="reason", label="Reason", suggestions=END_REASONS, is_required=True),),
        say=lambda values: f"No more meetings are made from it. What it decided stays on record.{stay}",
        save=lambda values: panel_series.retire_series(desk.store, view.series, values["reason"], desk.by, desk.today),
    )


def make_meetings_form(desk: Desk, kept: PanelsKept, view: SeriesView) -> FormSpec:
    """Return the form that makes the meetings of a series until a day; each is listed before any is made."""
    series = view.series

    def plan(values: Values) -> panel_calendar.MeetingPlan:
        until: date | None = values["until"]
        if until is None:
            raise Refused("Give the last day until which meetings are made.")
        return panel_calendar.plan_meetings(kept.known, series, until, desk.today)

    def make(values: Values) -> Changes:
        return panel_calendar.make_meetings(desk.store, series, values["until"], desk.by, desk.today)

    def list_days(values: Values) -> str:
        return panel_calendar.plan_words(plan(values))

    return FormSpec(
        title=f"Make meetings of {series.name}",
        save_words="Make meetings",
        say_heading="What is made",
        fields=(
            Field(name="until", label="Until", kind="date", start=until_usually(desk.today), is_required=True,
                  hint="The end of the school year, unless you give another day."),
        ),
        reads=list_days,
        reads_heading="Day by day",
        say=lambda values: plan(values).words,
        save=make,
        save_with=lambda values, _: make(values),
    )  # fmt: skip


# --- members --------------------------------------------------------------------------------------


def new_member_form(desk: Desk, view: SeriesView) -> FormSpec:
    """Return the form that adds a member; the first role that the quorum lacks stands in it."""
    lacking = [role for role in view.series.quorum_roles if role not in {one.role for one in view.members}]
    start = PanelMember(series_id=view.series.id, name="", role=lacking[0] if lacking else "ep")
    return _member_form(
        view, start, f"Add member to {view.series.name}", "Add member",
        lambda values: panel_series.add_member(desk.store, _member(start, values), desk.by, desk.today),
    )  # fmt: skip


def change_member_form(desk: Desk, view: SeriesView, before: PanelMember) -> FormSpec:
    """Return the form that changes a member."""
    return _member_form(
        view, before, before.name, "Save member",
        lambda values: panel_series.change_member(desk.store, before, _member(before, values), desk.by, desk.today),
    )  # fmt: skip


def _member_form(
    view: SeriesView, start: PanelMember, title: str, words: str, save: Callable[[Values], Changes]
) -> FormSpec:
    def say(values: Values) -> str:
        held = {one.role for one in view.members if one.id != start.id}
        held |= {values["role"]} if values["capacity"] in ("member", "deputy") else set()
        lacking = [ROLES[role].lower() for role in view.series.quorum_roles if role not in held]
        return f"The quorum still lacks: {listed(lacking)}." if lacking else "Every role of the quorum has a member."

    return FormSpec(
        title=title,
        save_words=words,
        say_heading="The quorum",
        fields=(
            Field(name="name", label="Name", start=start.name, is_required=True, blamed_for=("name", "member already")),
            Field(name="role", label="Role", kind="choice", choices=tuple(ROLES.items()), start=start.role,
                  blamed_for=("role",)),
            Field(name="capacity", label="Sits as", kind="choice", choices=tuple(CAPACITIES.items()),
                  start=start.capacity, is_beside=True, blamed_for=("capacity",)),
            Field(name="agency", label="Agency", start=start.agency),
            Field(name="email", label="Email (may stay empty)", start=start.email, blamed_for=("email",),
                  hint="The pack is made out to whoever is chosen; nothing is sent by itself."),
        ),
        say=say,
        save=save,
    )  # fmt: skip


def _member(before: PanelMember, values: Values) -> PanelMember:
    return replace(before, **{name: values[name] for name in ("name", "role", "capacity", "agency", "email")})


# --- the fields of a series -----------------------------------------------------------------------


def _fields(start: PanelSeries, kept: PanelsKept, *, is_new: bool) -> tuple[Field, ...]:
    return (
        *_what_it_is(start, kept, is_new=is_new),
        *_when_it_meets(start),
        *_what_hangs_on_it(start),
        *_who_decides(start, is_new=is_new),
    )


def _what_it_is(start: PanelSeries, kept: PanelsKept, *, is_new: bool) -> tuple[Field, ...]:
    areas = [("", "All areas"), *((str(one.id), one.name) for one in kept.directory.areas)]
    kind = Field(name="kind", label="Kind of panel", kind="choice", choices=list(PANELS.items()), start=start.kind,
                 fills=_usual)  # fmt: skip
    return (
        *((kind,) if is_new else ()),
        Field(name="name", label="Name", start=start.name, is_required=True, blamed_for=("name", "called")),
        Field(name="area", label="Decides cases of", kind="choice", choices=areas, start=str(start.area_id or ""),
              is_beside=True),
    )  # fmt: skip


def _usual(kind: str) -> Values:
    """What choosing a kind fills in: its name, its rhythm and its quorum."""
    usual = PANEL_TYPES[kind]
    return {
        "name": usual.title,
        "rhythm": usual.rhythm,
        "quorum_roles": usual.quorum_roles,
        "quorum_minimum": str(len(usual.quorum_roles)),
    }


def _when_it_meets(start: PanelSeries) -> tuple[Field, ...]:
    weekdays = [(str(at), name) for at, name in enumerate(WEEKDAYS[:5])]
    return (
        Field(name="rhythm", label="Meets", kind="choice", choices=list(RHYTHMS.items()), start=start.rhythm),
        Field(name="weekday", label="On", kind="choice", choices=weekdays, start=str(start.weekday), is_beside=True),
        Field(name="week_of_month", label="Which of the month", kind="choice",
              choices=[(str(nth), sentence_case(words)) for nth, words in NTH.items()], start=str(start.week_of_month),
              is_beside=True, shown_when=lambda values: values["rhythm"] == MONTHLY),
        Field(name="is_term_time_only", label="In term time only", kind="tick", start=start.is_term_time_only,
              hint="Never on a bank holiday. School holidays are kept under Options."),
        Field(name="first_on", label="First day", kind="date", start=start.first_on, is_required=True),
        Field(name="last_on", label="Last day (may stay empty)", kind="date", start=start.last_on,
              blamed_for=("before the first",)),
        Field(name="starts_at", label="Starts at", start=f"{start.starts_at:%H:%M}", is_required=True,
              blamed_for=("time", "midnight")),
        Field(name="capacity", label="Places", start=str(start.capacity), is_required=True, is_beside=True,
              blamed_for=("places",)),
        Field(name="slot_minutes", label="Minutes a case", start=str(start.slot_minutes), is_required=True,
              is_beside=True, blamed_for=("minutes",)),
        Field(name="venue", label="Venue or link", start=start.venue),
    )  # fmt: skip


def _what_hangs_on_it(start: PanelSeries) -> tuple[Field, ...]:
    return (
        Field(name="papers_days", label="Papers close, days before", start=str(start.papers_days), is_required=True,
              blamed_for=("Papers close", "papers have closed")),
        Field(name="papers_time", label="At", start=f"{start.papers_time:%H:%M}", is_required=True, is_beside=True),
        Field(name="circulate_days", label="Pack out, days before", start=str(start.circulate_days), is_required=True,
              blamed_for=("pack goes out",)),
        Field(name="outcome_days", label="Outcome, days after", start=str(start.outcome_days), is_required=True,
              is_beside=True, blamed_for=("outcome",)),
    )  # fmt: skip


def _who_decides(start: PanelSeries, *, is_new: bool) -> tuple[Field, ...]:
    kinds = PANEL_TYPES if is_new else [start.kind]
    return (
        Field(name="chair", label="Chair", start=start.chair),
        Field(name="deputy", label="Deputy chair", start=start.deputy, is_beside=True),
        Field(name="clerk", label="Clerk", start=start.clerk, is_beside=True),
        Field(name="quorum_roles", label="The quorum needs one of each", kind="many", choices=tuple(ROLES.items()),
              start=start.quorum_roles),
        Field(name="quorum_minimum", label="And at least so many members", start=str(start.quorum_minimum),
              is_required=True, blamed_for=("quorum is a number",)),
        *(_decisions_field(kind, start, is_new=is_new) for kind in kinds),
        Field(name="delegation", label="Scheme of delegation", start=start.delegation,
              hint="Where it gives officers the power to decide, such as Part 3, paragraph 4.2."),
        Field(name="terms_version", label="Terms of reference, version", start=start.terms_version, is_beside=True),
        Field(name="profile", label="Packs go out under", kind="choice", choices=tuple(PROFILES.items()),
              start=start.profile),
        Field(name="confidentiality", label="On every page of the pack", start=start.confidentiality),
    )  # fmt: skip


def _decisions_field(kind: str, start: PanelSeries, *, is_new: bool) -> Field:
    """Return the choice of what a kind may recommend; it shows while that kind is chosen. All is what most want."""
    offered = [(one.code, one.title) for one in outcomes_for(kind, "") if one.answers]
    chosen = start.decisions if start.decisions and kind == start.kind else tuple(code for code, _ in offered)
    return Field(
        name=f"decisions_{kind}",
        label="May recommend",
        kind="many",
        choices=offered,
        start=chosen,
        hint="To defer, to refer, withdrawn and not reached are always among them.",
        shown_when=(lambda values: values["kind"] == kind) if is_new else None,
    )


def _series(before: PanelSeries, values: Values) -> PanelSeries:
    kind = values.get("kind") or before.kind
    if values["first_on"] is None:
        raise Refused("Give the first day on which the panel may meet.")
    typed: Values = {name: read_number(values[name], noun) for name, noun in _NUMBERS.items()}
    typed |= {name: values[name].strip() for name in _TEXTS}
    return replace(
        before,
        kind=kind,
        name=" ".join(values["name"].split()),
        area_id=int(values["area"]) if values["area"] else None,
        rhythm=values["rhythm"],
        weekday=int(values["weekday"]),
        week_of_month=int(values["week_of_month"]),
        is_term_time_only=values["is_term_time_only"],
        first_on=values["first_on"],
        last_on=values["last_on"],
        starts_at=read_time(values["starts_at"]),
        papers_time=read_time(values["papers_time"]),
        decisions=_decisions(kind, values),
        quorum_roles=tuple(values["quorum_roles"]),
        **typed,
    )


_NUMBERS = {
    "capacity": "places",
    "slot_minutes": "minutes",
    "papers_days": "days",
    "circulate_days": "days",
    "outcome_days": "days",
    "quorum_minimum": "members",
}
_TEXTS = ("venue", "chair", "deputy", "clerk", "delegation", "terms_version", "profile", "confidentiality")


def _decisions(kind: str, values: Values) -> tuple[str, ...]:
    """Return the decisions that are ticked; empty, which allows all, where none or every one is."""
    chosen = tuple(values[f"decisions_{kind}"])
    every = [one.code for one in outcomes_for(kind, "") if one.answers]
    return () if len(chosen) == len(every) else chosen


def _say(series: PanelSeries, kept: PanelsKept) -> str:
    ends = datetime.combine(series.first_on, series.starts_at)
    ends += timedelta(minutes=series.slot_minutes * series.capacity)
    note = PANEL_TYPES[series.kind].note
    hours = f"{series.starts_at:%H:%M} to {ends:%H:%M} with every place taken."
    return f"{panel_calendar.first_dates(kept.known, series, kept.today)} {hours} {note}".strip()
