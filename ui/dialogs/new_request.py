"""The form for a new request: the child, the day it was received, and the dates that this day starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from send_desktop.codes import SEN_TYPES, SOURCES
from send_desktop.errors import Refused
from send_desktop.records import Directory
from send_desktop.services import requests
from send_desktop.services.family import tidy_upn, upn_caution
from ui.desk import Desk
from ui.dialogs.form import Field, Form, FormSpec, Values

if TYPE_CHECKING:
    from ui.window_acts import WindowActs

BIRTHDAY = "2 Mar 2018"
"""What a date of birth looks like: a day long past, never today."""


def open_new_request(desk: Desk, window: WindowActs) -> None:
    """Read the lists that the form offers, then open it; a saved request's case comes into view."""

    def opened(directory: Directory) -> None:
        form = Form(new_request_spec(desk, directory), desk)
        form.saved.connect(lambda changes: window.open_case(min(changes.cases), keeps_words=True))
        window.open_form(form)

    desk.tasks.read(window, lambda _: read_directory(desk), opened, window.page.show_failure)


def read_directory(desk: Desk) -> Directory:
    """Read the authority's own lists."""
    with desk.store.look() as reading:
        return reading.directory()


def new_request_spec(desk: Desk, directory: Directory) -> FormSpec:
    """Return the form's table of fields with its preview and its act."""
    return FormSpec(
        title="New request",
        save_words="Record request",
        fields=(*_child_fields(), *_request_fields(desk, directory)),
        say=lambda values: _say(values, desk),
        save=lambda values: requests.record_request(desk.store, _new(values), desk.by, desk.today),
    )


def _child_fields() -> tuple[Field, ...]:
    return (
        Field(name="surname", label="Surname", is_required=True),
        Field(name="forename", label="Forename", is_required=True, is_beside=True),
        Field(name="date_of_birth", label="Date of birth", kind="date", example=BIRTHDAY),
        Field(name="upn", label="UPN"),
    )


def _request_fields(desk: Desk, directory: Directory) -> tuple[Field, ...]:
    officers = [(officer.name, officer.name) for officer in directory.officers if officer.is_active]
    areas = [(area.name, area.name) for area in directory.areas]
    return (
        Field(
            name="received_on", label="Received on", kind="date", start=desk.today, is_required=True,
            hint="The day it first reached the authority, whoever opened it: that day is day 0.",
        ),
        Field(name="source", label="Asked by", kind="choice", choices=tuple(SOURCES.items()), start="parent"),
        Field(name="setting", label="Setting", suggestions=[setting.name for setting in directory.settings]),
        Field(name="area", label="Area", kind="choice", choices=[("", "Not known yet"), *areas]),
        Field(
            name="officer", label="Officer", kind="choice", choices=[("", "Nobody yet"), *officers],
            start=desk.by if (desk.by, desk.by) in officers else "", is_beside=True,
        ),
        Field(name="primary_need", label="Primary need", kind="choice", choices=[("", "Not known yet"), *_needs()]),
        Field(name="reference", label="Reference", is_beside=True, hint="Left empty, it takes the next free one."),
    )  # fmt: skip


def _needs() -> list[tuple[str, str]]:
    return [(code, f"{words} ({code})") for code, words in SEN_TYPES.items()]


def _say(values: Values, desk: Desk) -> str:
    received_on = values["received_on"]
    if received_on is None:
        raise Refused("Give the day on which the request was received.")
    words = requests.preview_request(received_on, desk.today)
    doubt = upn_caution(values["upn"])
    return f"{words[:1].upper()}{words[1:]}" + (f" {doubt}" if doubt else "")


def _new(values: Values) -> requests.NewRequest:
    return requests.NewRequest(
        forename=values["forename"],
        surname=values["surname"],
        date_of_birth=values["date_of_birth"],
        upn=tidy_upn(values["upn"]),
        received_on=values["received_on"],
        source=values["source"],
        setting=values["setting"],
        area=values["area"],
        officer=values["officer"],
        primary_need=values["primary_need"] or None,
        reference=values["reference"],
    )
