"""The form for one advice service: how it is reached, what its six weeks are, and when the standard list names it."""

from __future__ import annotations

from dataclasses import replace

from send_desktop.changes import Changes, Undo
from send_desktop.codes import SEN_TYPES
from send_desktop.errors import Refused
from send_desktop.records import Service
from send_desktop.services.advice_services import add_service, change_service
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values


def service_form(desk: Desk, service: Service) -> FormSpec:
    """Return the form that changes a service; its short code stays."""

    def save(values: Values) -> Changes:
        saved = change_service(desk.store, service, _typed(service, values), desk.by, desk.today)
        return Changes(note=f"{saved.name} saved.", everything=True)

    return FormSpec(
        title=f"Service: {service.code}",
        save_words="Save service",
        fields=_fields(service),
        say=lambda _: "",
        save=save,
    )


def new_service_form(desk: Desk) -> FormSpec:
    """Return the form that adds a service to those that can be asked for advice."""
    code = Field(
        name="code",
        label="Short form",
        is_required=True,
        hint="As it stands in lists and columns, for example EP. It stays as it is.",
        blamed_for=("short form",),
    )

    def save(values: Values) -> Changes:
        new = _typed(Service(code=values["code"], name=""), values)
        saved = add_service(desk.store, new, desk.by, desk.today)
        undo = Undo("Add service", f"{saved.name} added.", added=(saved,))
        return Changes(note=f"{saved.name} added.", everything=True, undo=undo)

    return FormSpec(
        title="New service",
        save_words="Add service",
        fields=(code, *_fields(Service(code="", name=""))),
        say=lambda _: "",
        save=save,
    )


def _typed(service: Service, values: Values) -> Service:
    return replace(
        service,
        name=values["name"],
        email=values["email"],
        escalation_email=values["escalation_email"],
        is_section_31_body=values["is_section_31_body"],
        is_always_asked=values["is_always_asked"],
        asked_for_needs=values["asked_for_needs"],
        asked_from_age=_age(values["asked_from_age"]),
    )


def _fields(service: Service) -> tuple[Field, ...]:
    age = "" if service.asked_from_age is None else str(service.asked_from_age)
    return (
        Field(name="name", label="Name", start=service.name, is_required=True, blamed_for=("name", "list already")),
        Field(name="email", label="Email for reminders", start=service.email, blamed_for=("for email",)),
        Field(
            name="escalation_email",
            label="Email for escalations",
            start=service.escalation_email,
            hint="Where the last rung of the chasing ladder goes. Empty: to the address above.",
            blamed_for=("for escalations",),
        ),
        Field(
            name="is_section_31_body",
            label="A health body or other that is asked under section 31",
            kind="tick",
            start=service.is_section_31_body,
            hint="Ticked: six weeks by law (reg 8). Not ticked: six weeks are the expected standard.",
        ),
        Field(name="is_always_asked", label="Always asked", kind="tick", start=service.is_always_asked),
        Field(
            name="asked_for_needs",
            label="Or asked for these needs, primary or secondary",
            kind="many",
            choices=tuple(SEN_TYPES.items()),
            start=service.asked_for_needs,
        ),
        Field(name="asked_from_age", label="Or asked from this age, in years", start=age, blamed_for=("age",)),
    )


def _age(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise Refused("The age from which it is asked is a whole number of years; leave it empty where age has no say.")
    return int(text)
