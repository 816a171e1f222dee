"""The forms for advice: asking several services at once, what arrived, what was promised, chasing."""

from __future__ import annotations

from send_desktop.errors import Refused
from send_desktop.records import Advice, Consultation
from send_desktop.services import advice as advice_acts
from send_desktop.services import chasing
from send_desktop.services.amendments import Amendment
from send_desktop.wording import day_month
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values

FIRST_ASKED = ("EP", "Health", "Social care", "School")
"""Whom reg 6(1) always asks: ticked to begin with, where nothing has been asked yet."""


def ask_form(on: OnCase) -> FormSpec:
    """Return the form that asks services for advice."""

    def build(values: Values) -> Amendment:
        return advice_acts.ask_for_advice(
            on.view.case,
            on.directory,
            services=values["services"],
            on=given(values["on"], "Give the day on which the services were asked."),
            today=on.today,
        )

    return case_form(
        on,
        title="Ask for advice",
        contacts=True,
        save_words="Record as asked",
        intro="Each adviser has six weeks from receiving the request for it.",
        fields=_ask_fields(on),
        build=build,
    )


def _ask_fields(on: OnCase) -> tuple[Field, ...]:
    pending = {item.service for item in on.view.case.advice if item.received_on is None}
    offered = [(one.code, one.name) for one in on.directory.services if one.code not in pending]
    ticked = () if on.view.case.advice else tuple(code for code, _ in offered if code in FIRST_ASKED)
    return (
        Field(
            name="services",
            label="Services",
            kind="many",
            choices=offered,
            start=ticked,
            blamed_for=("service", "asked"),
        ),
        Field(name="on", label="Asked on", kind="date", start=on.today, is_required=True),
    )


def received_form(on: OnCase) -> FormSpec:
    """Return the form that records advice as received; of several outstanding, the oldest is offered first."""
    waiting = _waiting(on)
    first = _first(on, waiting)

    def build(values: Values) -> Amendment:
        return advice_acts.record_received(
            on.view.case,
            _advice(waiting, values["advice"]),
            on=given(values["on"], "Give the day on which the advice arrived."),
            today=on.today,
            key_point=values["key_point"],
            adviser=values["adviser"],
        )

    return case_form(
        on,
        title="Advice received",
        save_words="Record advice",
        fields=(
            _which(on, waiting, first),
            Field(name="on", label="Received on", kind="date", start=on.today, is_required=True),
            Field(name="adviser", label="Adviser"),
            Field(name="key_point", label="Key point for the panel", kind="long_text"),
        ),
        build=build,
    )


def promise_form(on: OnCase) -> FormSpec:
    """Return the form for the date that a service has given; it stands in for its usual delay."""
    waiting = _waiting(on)
    return case_form(
        on,
        title="Promised date",
        save_words="Record promise",
        intro="The date that the service itself has given. The expected finish follows it.",
        fields=(
            _which(on, waiting, _first(on, waiting)),
            Field(name="promised_on", label="Promised for", kind="date"),
        ),
        build=lambda values: advice_acts.record_promise(
            on.view.case, _advice(waiting, values["advice"]), promised_on=values["promised_on"], today=on.today
        ),
    )


def chase_form(on: OnCase) -> FormSpec:
    """Return the form that records a reminder on one case, by call as a rule: to a service or to a setting."""
    waiting = chasing.to_chase(on.view.case)
    first = next((item for item in waiting if item.id == on.chosen_id), waiting[0] if waiting else None)

    def build(values: Values) -> Amendment:
        return chasing.chase(
            on.view.case,
            _chased(waiting, values["asked"]),
            on.view.context.options,
            on=given(values["on"], "Give the day of the reminder."),
            today=on.today,
            channel=values["channel"],
            to_whom=values["to_whom"],
            note=values["note"],
        )

    return case_form(
        on,
        title="Chase",
        contacts=True,
        save_words="Record reminder",
        intro="Emails to many services at once are written from the Advice screen.",
        fields=(
            Field(
                name="asked",
                label="What is chased",
                kind="choice",
                choices=[(_key(item), _rung_words(item, on)) for item in waiting],
                start=_key(first) if first else None,
            ),
            Field(name="channel", label="How", kind="choice", choices=tuple(chasing.CHANNELS.items()), start="call"),
            Field(name="on", label="On", kind="date", start=on.today, is_required=True, blamed_for=("day", "reminder")),
            Field(name="to_whom", label="Whom you reached"),
            Field(name="note", label="What was said", kind="long_text"),
        ),
        build=build,
    )


def _key(item: Advice | Consultation) -> str:
    return f"{type(item).__name__}/{item.id}"


def _rung_words(item: Advice | Consultation, on: OnCase) -> str:
    rung = chasing.next_rung(item, on.view.case.chases, on.view.context.options, on.today)
    whose = item.service if isinstance(item, Advice) else item.setting or "A setting"
    if rung is None:
        return whose
    since = "due" if rung.is_due else f"due {day_month(rung.on, on.today)}"
    return f"{whose}: {rung.words.lower()}, {since}"


def _chased(waiting: list[Advice | Consultation], chosen: str) -> Advice | Consultation:
    for item in waiting:
        if _key(item) == chosen:
            return item
    raise Refused("Choose what is chased.")


def _which(on: OnCase, waiting: list[Advice], first: Advice | None) -> Field:
    choices = [(str(item.id), f"{item.service}, asked {day_month(item.requested_on, on.today)}") for item in waiting]
    return Field(name="advice", label="Advice", kind="choice", choices=choices, start=str(first.id) if first else None)


def _first(on: OnCase, waiting: list[Advice]) -> Advice | None:
    """The advice that the act was asked for on, else the one asked for longest ago."""
    return next((item for item in waiting if item.id == on.chosen_id), waiting[0] if waiting else None)


def _waiting(on: OnCase) -> list[Advice]:
    return advice_acts.awaited(on.view.case)


def _advice(waiting: list[Advice], chosen: str) -> Advice:
    for item in waiting:
        if str(item.id) == chosen:
            return item
    raise Refused("Choose which advice it is.")
