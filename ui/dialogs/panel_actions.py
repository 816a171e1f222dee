"""The forms of actions after a panel: raised on a case or at a meeting, and recorded as done."""

from __future__ import annotations

from send_desktop.errors import Refused
from send_desktop.records import Case, PanelAction
from send_desktop.services import panel_actions
from send_desktop.services.amendments import Amendment, adopt
from send_desktop.services.sitting_view import SittingItem, SittingView
from ui.desk import Desk
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values

KINDS = [(code, words) for code, words in panel_actions.KINDS.items() if code != "feedback_call"]
"""What can be raised by hand; the call after a refusal comes with its decision."""


def has_open_action(case: Case) -> bool:
    """Say whether anything is still to be done on a case after a panel."""
    return bool(panel_actions.open_actions(case))


def add_form(on: OnCase) -> FormSpec:
    """Return the form that raises an action on a case, outside any meeting."""
    return case_form(
        on,
        title="Action after a panel",
        save_words="Add action",
        fields=_fields(on.officers()),
        build=lambda values: _built(on.view.case, values, on.desk),
    )


def done_form(on: OnCase) -> FormSpec:
    """Return the form that records one of a case's actions as done; a call to the family becomes a contact."""
    open_ones = panel_actions.open_actions(on.view.case)
    start = str(on.chosen_id or (open_ones[0].id if open_ones else ""))

    def chosen(values: Values) -> PanelAction:
        found = next((one for one in on.view.case.actions if str(one.id) == values["action"]), None)
        if found is None:
            raise Refused("Choose what was done.")
        return found

    def build(values: Values) -> Amendment:
        on_day = given(values["on"], "Give the day on which it was done.")
        return panel_actions.done(
            on.view.case, chosen(values), on=on_day, by=values["by"], today=on.today, note=values["note"]
        )

    return case_form(
        on,
        title="Action done",
        save_words="Record as done",
        fields=(
            Field(name="action", label="What was done", kind="choice", start=start,
                  choices=[(str(one.id), panel_actions.words(one, on.today)) for one in open_ones]),
            Field(name="on", label="On", kind="date", start=on.today, is_required=True),
            Field(name="by", label="By", start=on.desk.by, suggestions=on.officers(), is_required=True,
                  is_beside=True),
            Field(name="note", label="What came of it", kind="long_text",
                  hint="After a call to the family: what was said. It stands among the contacts."),
        ),
        build=build,
        contacts=any(one.kind == "feedback_call" for one in open_ones),
    )  # fmt: skip


def add_at_meeting_form(desk: Desk, view: SittingView, marked: SittingItem | None) -> FormSpec:
    """Return the form that raises an action on one of the cases of a meeting."""
    items = {str(one.item.id): one for one in view.items}
    start = str((marked or view.items[0]).item.id)

    def build(values: Values) -> Amendment:
        one = items[values["item"]]
        return _built(one.case, values, desk, view, one)

    return FormSpec(
        title="Action after the panel",
        save_words="Add action",
        say_heading="In the minutes",
        fields=(
            Field(name="item", label="Item", kind="choice", start=start, choices=[
                (code, f"{one.line.number}. {view.veil_of(one).label}") for code, one in items.items()
            ]),
            *_fields(view.officers),
        ),
        say=lambda values: build(values).note if values["what"] and values["owner"] else "",
        save=lambda values: adopt(desk.store, build(values), desk.by, desk.today),
    )  # fmt: skip


def _fields(officers: tuple[str, ...] | list[str]) -> tuple[Field, ...]:
    return (
        Field(name="kind", label="Kind", kind="choice", choices=KINDS, start="action"),
        Field(name="what", label="What", kind="long_text", is_required=True, blamed_for=("Say what",)),
        Field(name="owner", label="Who does it", suggestions=officers, is_required=True, blamed_for=("Name who",),
              hint="An officer, a service or a setting."),
        Field(name="due_on", label="By", kind="date", is_beside=True, blamed_for=("behind us",), example="no day"),
    )  # fmt: skip


def _built(
    case: Case, values: Values, desk: Desk, view: SittingView | None = None, one: SittingItem | None = None
) -> Amendment:
    return panel_actions.add(
        case,
        what=values["what"],
        owner=values["owner"],
        today=desk.today,
        kind=values["kind"],
        due_on=values["due_on"],
        meeting=view.meeting if view else None,
        item=one.item if one else None,
    )
