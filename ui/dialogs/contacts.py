"""The forms for contacts and promises: a call is logged in ten seconds."""

from __future__ import annotations

from send_desktop.records import Case, Contact
from send_desktop.services import contacts
from send_desktop.services.amendments import Amendment
from send_desktop.services.family import addressees
from send_desktop.wording import day_month
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values


def has_promise(case: Case) -> bool:
    """Say whether something is promised on the case and not kept yet."""
    return bool(contacts.open_promises(case))


def contact_form(on: OnCase) -> FormSpec:
    """Return the form that logs a contact, with a promise where one was made."""
    known = _known(on)

    def build(values: Values) -> Amendment:
        return contacts.log_contact(
            on.view.case, today=on.today, **(values | {"on": given(values["on"], "Give the day of the contact.")})
        )

    return case_form(
        on,
        title=f"Log contact: {on.view.case.person.name}",
        save_words="Save contact",
        contacts=True,
        fields=(
            Field(name="kind", label="Kind", kind="choice", choices=tuple(contacts.KINDS.items())),
            Field(
                name="direction", label="Who reached whom", kind="choice", choices=tuple(contacts.DIRECTIONS.items()),
                is_beside=True,
            ),
            Field(
                name="summary", label="What was said", kind="long_text", is_required=True, blamed_for=("few words",)
            ),
            Field(name="party", label="With", kind="choice", choices=tuple(contacts.PARTIES.items())),
            Field(
                name="with_whom", label="Name", start=known[0] if known else "", suggestions=known, is_beside=True,
            ),
            Field(name="on", label="On", kind="date", start=on.today, is_required=True, blamed_for=("contact cannot",)),
            Field(
                name="promised_by", label="Promised an answer by", kind="date", blamed_for=("promise",),
                hint="Left empty where nothing was promised. A promise comes up in Today.",
            ),
        ),
        build=build,
    )  # fmt: skip


def kept_form(on: OnCase) -> FormSpec:
    """Return the form for the day on which a promise was kept."""
    return case_form(
        on,
        title="Promise kept",
        save_words="Promise kept",
        fields=(
            _promise_field(on),
            Field(name="on", label="Kept on", kind="date", start=on.today, is_required=True),
        ),
        build=lambda values: contacts.keep_promise(
            on.view.case,
            _promise(on, values),
            on=given(values["on"], "Give the day on which it was kept."),
            today=on.today,
        ),
    )


def moved_form(on: OnCase) -> FormSpec:
    """Return the form that gives a promise another day, with the reason."""
    return case_form(
        on,
        title="Move a promise",
        save_words="Move promise",
        intro="Tell the family first. The day it was promised for stays in a note, with the reason.",
        contacts=True,
        fields=(
            _promise_field(on),
            Field(name="to", label="Promised now for", kind="date", is_required=True, blamed_for=("day",)),
            Field(name="reason", label="Reason", kind="long_text", is_required=True, blamed_for=("why",)),
        ),
        build=lambda values: contacts.move_promise(
            on.view.case,
            _promise(on, values),
            to=given(values["to"], "Give the day for which it is promised now."),
            reason=values["reason"],
            today=on.today,
        ),
    )


def _known(on: OnCase) -> list[str]:
    """Whom it may have been with: first those whom letters address, then every parent or carer."""
    case = on.view.case
    names = [one.name for one in addressees(case, on.today)] + [carer.name for carer in case.carers]
    return list(dict.fromkeys(names)) if case.carers else []


def _promise_field(on: OnCase) -> Field:
    found = contacts.open_promises(on.view.case)
    start = next((one for one in found if one.id == on.chosen_id), found[0])
    choices = [(str(one.id), _promise_words(one, on)) for one in found]
    return Field(name="promise", label="Promise", kind="choice", choices=choices, start=str(start.id))


def _promise_words(one: Contact, on: OnCase) -> str:
    whom = f"{one.with_whom}: " if one.with_whom else ""
    return f"{day_month(one.promised_by, on.today)}, {whom}{one.summary}"


def _promise(on: OnCase, values: Values) -> Contact:
    return next(one for one in contacts.open_promises(on.view.case) if str(one.id) == values["promise"])
