"""The forms of a meeting in session: what the panel recommends, interests, people, views, and closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.panel_types import (
    CAPACITIES,
    CONFLICT_ACTIONS,
    COST_CONSIDERED,
    OUTCOME_TITLES,
    OUTCOMES,
    ROLES,
    VIEW_FORMS,
)
from send_desktop.records import Attendance, Conflict
from send_desktop.services import attendance, recommendations, sitting
from send_desktop.services.moments import at_time, clock_time, read_time
from send_desktop.services.recommendations import Said
from send_desktop.services.rolling_over import next_place, where_words
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.wording import counted, full_date
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.sitting_lines import read_views, read_wanted, written_views, written_wanted

DEFER = "defer"
REASONS = (
    ("evidence", "Evidence relied on"),
    ("criteria", "Criteria met and not met"),
    ("alternatives", "Alternatives considered"),
    ("family_view", "How the family's and child's views were addressed"),
)
"""The parts of the reasons, by the field of the record that keeps each."""

LINES = "One a line: what; who; by when."


def recommend_form(desk: Desk, view: SittingView, one: SittingItem, outcome: str = "") -> FormSpec:
    """Return the form of what the panel recommends on an item; ``outcome`` is chosen already where it is given."""
    known = one.recommendation
    start = outcome or (known.outcome if known else one.item.recommended_outcome) or view.outcomes(one)[0].code
    is_deferral = outcome == DEFER
    fields = (*_outcome_fields(view, one, start), *_deferral_fields(view, one), *_reason_fields(one),
              *_beside_fields(view, one))  # fmt: skip
    if is_deferral:
        fields = tuple(field for field in fields if field.name in _OF_A_DEFERRAL)

    def said(values: Values) -> Said:
        return _said(values | ({"outcome": DEFER} if is_deferral else {}), view, desk.today, fields)

    def say(values: Values) -> str:
        given = said(values)
        quorum = "" if one.quorum.is_met else f" {one.quorum.words}"
        return f"{recommendations.effect(view, one, given)}{quorum}"

    return FormSpec(
        title="Defer" if is_deferral else "The panel recommends",
        save_words="Defer" if is_deferral else "Record recommendation",
        intro=_intro(view, one),
        fields=fields,
        say=say,
        save=lambda values: recommendations.recommend(desk.store, view, one, said(values), desk.by, desk.today),
    )


_OF_A_DEFERRAL = frozenset({"deferred_for", "deferred_to", "without_quorum", "conditions", "information", "views"})


def _intro(view: SittingView, one: SittingItem) -> str:
    return f"Item {one.line.number}, {view.veil_of(one).label}. What the panel advises moves nothing on the clock."


def _outcome_fields(view: SittingView, one: SittingItem, start: str) -> tuple[Field, ...]:
    known = one.recommendation
    choices = [(each.code, each.title) for each in view.outcomes(one)]
    outcome = OUTCOMES[start]

    def fills(code: Any) -> Values:
        chosen = OUTCOMES.get(code)
        return {"wording": view.wordings.get(code, ""), "basis": chosen.basis if chosen else ""}

    return (
        Field(name="outcome", label="The panel recommends", kind="choice", choices=choices, start=start, fills=fills,
              blamed_for=("Choose what",)),
        Field(name="without_quorum", label="Why the panel goes on without its quorum", kind="long_text",
              blamed_for=("without its quorum",),
              shown_when=lambda values: not one.quorum.is_met and _is_heard(values.get("outcome", DEFER))),
        Field(name="wording", label="Wording", kind="long_text",
              start=known.wording if known else view.wordings.get(start, outcome.wording)),
        Field(name="basis", label="Basis in law", start=known.basis if known else outcome.basis),
    )  # fmt: skip


def _is_heard(outcome: str) -> bool:
    return bool(OUTCOMES[outcome].answers) if outcome in OUTCOMES else False


def _deferral_fields(view: SittingView, one: SittingItem) -> tuple[Field, ...]:
    known = one.recommendation
    found = next_place(view.later, one, view.today)
    start = known.deferred_to if known and known.deferred_to else found.meeting.on if found else None

    def shown(values: Values) -> bool:
        return bool(values.get("outcome", DEFER) == DEFER)

    return (
        Field(name="deferred_for", label="What it waits for", kind="long_text", shown_when=shown,
              start=known.deferred_for if known else "", blamed_for=("names what it waits for",)),
        Field(name="deferred_to", label="Until", kind="date", shown_when=shown, start=start,
              hint=_later_words(view), blamed_for=("after this meeting",)),
    )  # fmt: skip


def _later_words(view: SittingView) -> str:
    days = [full_date(each.meeting.on) for each in view.later[:3]]
    return f"Next meetings of this panel: {', '.join(days)}." if days else "No later meeting of this panel is set up."


def _reason_fields(one: SittingItem) -> tuple[Field, ...]:
    known = one.recommendation

    def shown(values: Values) -> bool:
        return _is_heard(values["outcome"])

    parts = (
        Field(name=name, label=label, kind="long_text", start=getattr(known, name) if known else "", shown_when=shown,
              blamed_for=("needs its reasons",) if name == "evidence" else ())
        for name, label in REASONS
    )  # fmt: skip
    cost = Field(name="cost_considered", label="Cost considered", kind="choice", choices=list(COST_CONSIDERED.items()),
                 start=known.cost_considered if known else "", shown_when=shown)  # fmt: skip
    return (*parts, cost)


def _beside_fields(view: SittingView, one: SittingItem) -> tuple[Field, ...]:
    known = one.recommendation
    return (
        Field(name="conditions", label="Conditions", kind="long_text", start=known.conditions if known else "",
              blamed_for=("in the conditions",)),
        Field(name="information", label="Information still needed, from whom, by when", kind="long_text",
              start=written_wanted(one.actions, "information"), hint=f"{LINES} EP report; Dr Marlowe; 3 Dec",
              blamed_for=("is needed", "not a date", "three parts")),
        Field(name="views", label="Differing views", kind="long_text", start=written_views(one.views),
              hint="One a line: a name or role, a colon, the view.", blamed_for=("Whose view", "differing view")),
        Field(name="actions", label="Actions, by whom, by when", kind="long_text",
              start=written_wanted(one.actions, "action"), hint=LINES, blamed_for=("who does it",)),
    )  # fmt: skip


def _said(values: Values, view: SittingView, today: date, fields: tuple[Field, ...]) -> Said:
    texts = {name: values.get(name, "") for name in _TEXTS}
    present = {seat.name: seat.role for seat in view.seats if seat.attendance}
    return Said(
        **texts,
        deferred_to=values.get("deferred_to"),
        information=read_wanted(values.get("information", ""), today),
        actions=read_wanted(values.get("actions", ""), today),
        views=read_views(values.get("views", ""), present),
        words=form_words(values, fields),
    )


_TEXTS = (
    "outcome", "wording", "basis", "evidence", "criteria", "alternatives", "family_view", "cost_considered",
    "conditions", "deferred_for", "without_quorum",
)  # fmt: skip


def form_words(values: Values, fields: tuple[Field, ...]) -> tuple[tuple[str, str], ...]:
    """Return what a form held as it was read on the screen: labels and words, what was empty or hidden left out."""
    fixed = (("The panel recommends", OUTCOME_TITLES[DEFER]),) if values.get("outcome") == DEFER else ()
    shown = [one for one in fields if one.shown_when is None or one.shown_when(values)]
    held = tuple((one.label, _words(one.name, values[one.name])) for one in shown)
    has_outcome = any(one.name == "outcome" for one in fields)
    return tuple(pair for pair in (*(() if has_outcome else fixed), *held) if pair[1])


def _words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return full_date(value)
    if name == "outcome":
        return OUTCOME_TITLES.get(value, str(value))
    return COST_CONSIDERED.get(value, value) if name == "cost_considered" else str(value or "")


# --- interests ----------------------------------------------------------------------------------------


def interest_form(desk: Desk, view: SittingView, one: SittingItem, known: Conflict | None = None) -> FormSpec:
    """Return the form by which an interest is declared or corrected. Raises Refused while nobody is there."""
    there = [(str(each.id), each.name) for each in view.attendance if each.arrived_at and not each.is_apology]
    if not there:
        raise Refused("Nobody is recorded as present yet; record the attendance first (A).")
    people = [each for each in there if known is None or each[0] == str(known.attendance_id)]

    def say(values: Values) -> str:
        who = next((each for each in view.attendance if str(each.id) == values["who"]), None)
        if values["action"] == "left":
            return f"{who.name if who else 'They'} will not count towards the quorum of this item."
        return "The quorum stays as it is."

    return FormSpec(
        title="Declare an interest",
        save_words="Save",
        say_heading="The quorum",
        intro=_intro_of(view, one),
        fields=(
            Field(name="who", label="Who", kind="choice", choices=people, start=str(known.attendance_id) if known
                  else None),
            Field(name="action", label="What they did", kind="choice", choices=list(CONFLICT_ACTIONS.items()),
                  start=known.action if known else "left"),
            Field(name="nature", label="The interest", start=known.nature if known else "", is_required=True,
                  suggestions=("Knows the family", "Works at the setting", "Wrote advice for the case")),
        ),
        say=say,
        save=lambda values: attendance.declare(
            desk.store, view.meeting, one.item, int(values["who"]), values["nature"], values["action"], desk.by,
            desk.today,
        ),
    )  # fmt: skip


def take_back_form(desk: Desk, view: SittingView, conflict: Conflict) -> FormSpec:
    """Return the form that takes a declaration back."""
    name = view.name_of(conflict.attendance_id)
    return FormSpec(
        title="Take back an interest",
        save_words="Take back",
        say_heading="What follows",
        intro=f"{name}: {conflict.nature}",
        fields=(Field(name="reason", label="Why", is_required=True, suggestions=("Declared by mistake",)),),
        say=lambda _: f"{name} counts towards the quorum of this item as before.",
        save=lambda values: attendance.withdraw_conflict(
            desk.store, view.meeting, conflict, values["reason"], desk.by, desk.today
        ),
    )


def _intro_of(view: SittingView, one: SittingItem) -> str:
    return f"Item {one.line.number}, {view.veil_of(one).label}."


# --- people -------------------------------------------------------------------------------------------


def person_form(desk: Desk, view: SittingView, known: Attendance | None = None) -> FormSpec:
    """Return the form of a guest, or of what is recorded of somebody."""
    now = "" if known else clock_time_now(view)
    return FormSpec(
        title=known.name if known else "Guest",
        save_words="Save" if known else "Add guest",
        say_heading="The quorum",
        intro="Only members and deputies count towards the quorum.",
        fields=(
            Field(name="name", label="Name", start=known.name if known else "", is_required=True),
            Field(name="capacity", label="Attends as", kind="choice", choices=list(CAPACITIES.items()),
                  start=known.capacity if known else "presenter"),
            Field(name="role", label="Role", kind="choice", choices=[("", "None"), *ROLES.items()], is_beside=True,
                  start=known.role if known else ""),
            Field(name="agency", label="Agency or setting", start=known.agency if known else ""),
            Field(name="arrived", label="Arrived", start=clock_time(known.arrived_at) if known else now,
                  example="09:30", blamed_for=("time", "before they came")),
            Field(name="left", label="Left", start=clock_time(known.left_at) if known else "", is_beside=True),
            Field(name="is_apology", label="Sent an apology", kind="tick", start=bool(known and known.is_apology)),
        ),
        say=lambda values: _counts_words(values["capacity"]),
        save=lambda values: attendance.record_person(
            desk.store, view.meeting, _person(values, view), desk.by, desk.today, known
        ),
    )  # fmt: skip


def clock_time_now(view: SittingView) -> str:
    """Return the time that a guest who is added arrives at: now, while the meeting is in session."""
    return f"{datetime.now():%H:%M}" if view.is_in_session else ""


def strike_form(desk: Desk, view: SittingView, one: Attendance) -> FormSpec:
    """Return the form that takes somebody off the attendance list."""
    return FormSpec(
        title="Take off the list",
        save_words="Take off",
        say_heading="What follows",
        intro=one.name,
        fields=(Field(name="reason", label="Why", is_required=True, suggestions=("Recorded by mistake",)),),
        say=lambda _: "They stand neither on the attendance list nor among the apologies.",
        save=lambda values: attendance.strike(desk.store, view.meeting, one, values["reason"], desk.by, desk.today),
    )


def _counts_words(capacity: str) -> str:
    counts = capacity in ("member", "deputy")
    return "Counts towards the quorum while present." if counts else "Does not count towards the quorum."


def _person(values: Values, view: SittingView) -> attendance.Person:
    def moment(typed: str) -> datetime | None:
        return at_time(view.meeting.on, read_time(typed)) if typed else None

    return attendance.Person(
        name=values["name"],
        agency=values["agency"],
        role=values["role"],
        capacity=values["capacity"],
        is_apology=values["is_apology"],
        arrived_at=moment(values["arrived"]),
        left_at=moment(values["left"]),
    )


# --- the item and the meeting ---------------------------------------------------------------------------


def views_form(desk: Desk, view: SittingView, one: SittingItem) -> FormSpec:
    """Return the form of who presents an item, who came from the setting, and how the views are before the panel."""
    item, forms = one.item, list(VIEW_FORMS.items())
    return FormSpec(
        title="Views before the panel",
        save_words="Save",
        say_heading="In the minutes",
        intro=_intro_of(view, one),
        fields=(
            Field(name="presenter", label="Presented by", start=item.presenter or one.case.officer,
                  suggestions=view.officers),
            Field(name="setting_present", label="From the setting, as head or SENCo", start=item.setting_present),
            Field(name="family_view_form", label="Family's views", kind="choice", choices=forms,
                  start=item.family_view_form),
            Field(name="family_view_note", label="Their date, or why there are none", start=item.family_view_note,
                  blamed_for=("no views",)),
            Field(name="child_view_form", label="Child's views", kind="choice", choices=forms,
                  start=item.child_view_form),
            Field(name="child_view_note", label="Their date, or why there are none", start=item.child_view_note),
        ),
        say=lambda _: "",
        save=lambda values: sitting.table_views(desk.store, view, one, desk.by, desk.today, **values),
    )  # fmt: skip


def close_form(desk: Desk, view: SittingView) -> FormSpec:
    """Return the form that closes the meeting; what nobody reached is named, with where each goes."""
    left = view.open_items

    def save(_: Values) -> Changes:
        return sitting.close_meeting(desk.store, view, desk.by, desk.today, rest_not_reached=bool(left))

    return FormSpec(
        title="Close the meeting",
        save_words="Close the meeting",
        say_heading="What follows",
        intro="\n".join(_left_lines(view, left)),
        fields=(),
        say=lambda _: _closing_words(left),
        save=save,
    )


def _left_lines(view: SittingView, left: Sequence[SittingItem]) -> list[str]:
    if not left:
        return ["Every item is settled."]
    lines = ["Not reached, and logged as lost time:"]
    for one in left:
        found = next_place(view.later, one, view.today)
        place = where_words(found.meeting if found else None)
        lines.append(f"{one.line.number}. {view.veil_of(one).label}. {place}")
    return lines


def _closing_words(left: Sequence[SittingItem]) -> str:
    waits = "The decisions of the authority, and the letters, are recorded after it as well as during it."
    return f"{counted(len(left), 'item')} not reached. {waits}" if left else waits
