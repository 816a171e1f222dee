"""The forms for contacts, notes, views and who holds the case."""

from __future__ import annotations

from send_desktop.services import contacts, family, requests
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec


def contact_form(on: OnCase) -> FormSpec:
    """Return the form that logs a contact, with a promise where one was made."""
    carers = [carer.name for carer in on.view.case.carers]
    return case_form(
        on,
        title="Log contact",
        save_words="Save contact",
        intro=" ".join(f"{mark.words}." for mark in family.contact_marks(on.view.case)),
        fields=(
            Field(name="kind", label="Kind", kind="choice", choices=tuple(contacts.KINDS.items())),
            Field(name="summary", label="What was said", kind="long_text", is_required=True, blamed_for=("words",)),
            Field(name="with_whom", label="With", start=carers[0] if carers else "", suggestions=carers),
            Field(name="on", label="On", kind="date", start=on.today, is_required=True),
            Field(name="promised_by", label="Promised an answer by", kind="date"),
        ),
        build=lambda values: contacts.log_contact(
            on.view.case, today=on.today, **(values | {"on": given(values["on"], "Give the day of the contact.")})
        ),
    )


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
