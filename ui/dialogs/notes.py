"""The forms for notes, views, who holds the case, and a date to put right."""

from __future__ import annotations

from send_desktop.services import contacts, corrections, requests
from send_desktop.services.amendments import Amendment
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.wording import full_date
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values


def note_form(on: OnCase) -> FormSpec:
    """Return the form for a note."""
    return case_form(
        on,
        title="Add note",
        save_words="Save note",
        fields=(Field(name="text", label="Note", kind="long_text", is_required=True, blamed_for=("note",)),),
        build=lambda values: contacts.add_note(on.view.case, text=values["text"], today=on.today),
    )


def officer_form(on: OnCase) -> FormSpec:
    """Return the form that gives the case to an officer."""
    choices = [("", "Nobody yet"), *((name, name) for name in on.officers())]
    return case_form(
        on,
        title="Officer",
        save_words="Give to officer",
        fields=(Field(name="officer", label="Officer", kind="choice", choices=choices, start=on.view.case.officer),),
        build=lambda values: requests.assign_officer(on.view.case, on.directory, values["officer"]),
    )


def views_form(on: OnCase) -> FormSpec:
    """Return the form for the family's view and the officer's recommendation, as the panel reads them."""
    request = on.view.case.request
    return case_form(
        on,
        title="Views for the panel",
        save_words="Save views",
        fields=(
            Field(name="family_view", label="Family's view", kind="long_text", start=request.family_view),
            Field(
                name="officer_recommendation", label="Officer's recommendation", kind="long_text",
                start=request.officer_recommendation,
            ),
        ),
        build=lambda values: requests.set_views(on.view.case, **values),
    )  # fmt: skip


def correct_form(on: OnCase) -> FormSpec:
    """Return the form that puts one recorded date right, with a reason that stays in a note."""
    dates = {one.key: one for one in recorded_dates(on.view.case)}

    def build(values: Values) -> Amendment:
        right = given(values["on"], "Give the date as it should be.")
        return corrections.correct_date(on.view.case, values["date"], on=right, reason=values["reason"], today=on.today)

    first = next(iter(dates.values()))
    return case_form(
        on,
        title="Correct a date",
        save_words="Correct date",
        intro="For a date that was recorded wrong. What was decided stays; the reason is kept in a note.",
        fields=(
            Field(
                name="date", label="Which date", kind="choice", start=first.key,
                choices=[(key, f"{one.title}, {full_date(one.on)}") for key, one in dates.items()],
                fills=lambda key: {"on": dates[key].on},
            ),
            Field(name="on", label="Should be", kind="date", start=first.on, is_required=True),
            Field(name="reason", label="Reason", kind="long_text", is_required=True, blamed_for=("Say how",)),
        ),
        build=build,
    )  # fmt: skip
