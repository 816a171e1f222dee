"""The forms for advice: asking several services at once, what arrived, what was promised, chasing."""

from __future__ import annotations

from dataclasses import replace

from send_desktop.errors import Refused
from send_desktop.records import Advice, Consultation
from send_desktop.services import advice as advice_acts
from send_desktop.services import chasing
from send_desktop.services.amendments import Amendment
from send_desktop.services.standard_list import askable, reminders
from send_desktop.wording import day_month
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values


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
        intro=_ask_intro(on),
        fields=_ask_fields(on),
        build=build,
    )


def _ask_intro(on: OnCase) -> str:
    told = ["Each adviser has six weeks from receiving the request. Ticked is who the team's standard list names."]
    return " ".join([*told, *reminders(on.view.case, on.today)])


def _ask_fields(on: OnCase) -> tuple[Field, ...]:
    offered = askable(on.view.case, on.directory, on.today)
    return (
        Field(
            name="services",
            label="Services",
            kind="many",
            choices=[(one.service.code, one.words) for one in offered],
            start=tuple(one.service.code for one in offered if one.why),
            blamed_for=("service", "asked"),
        ),
        Field(name="on", label="Asked on", kind="date", start=on.today, is_required=True),
    )


WHAT_CAME = (("whole", "Whole: it counts as received"), ("incomplete", "Incomplete: it stays awaited"))


def received_form(on: OnCase) -> FormSpec:
    """Return the form for advice that came, whole or not; of several outstanding, the oldest is offered first."""
    waiting = _waiting(on)

    def build(values: Values) -> Amendment:
        case, item = on.view.case, _advice(waiting, values["advice"])
        day = given(values["on"], "Give the day on which the advice arrived.")
        if values["what"] == "incomplete":
            return advice_acts.record_incomplete(case, item, on=day, today=on.today, missing=values["missing"])
        return advice_acts.record_received(
            case, item, on=day, today=on.today, key_point=values["key_point"], adviser=values["adviser"]
        )

    return case_form(
        on,
        title="Advice received",
        save_words="Record advice",
        fields=(
            _which(on, waiting, _first(on, waiting)),
            Field(name="on", label="Received on", kind="date", start=on.today, is_required=True),
            Field(name="what", label="What came", kind="choice", choices=WHAT_CAME),
            Field(name="missing", label="What is missing", kind="long_text", shown_when=_is_incomplete,
                  blamed_for=("missing",)),
            Field(name="adviser", label="Adviser", shown_when=_is_whole),
            Field(name="key_point", label="Key point for the panel", kind="long_text", shown_when=_is_whole),
        ),
        build=build,
    )  # fmt: skip


def _is_incomplete(values: Values) -> bool:
    return bool(values["what"] == "incomplete")


def _is_whole(values: Values) -> bool:
    return not _is_incomplete(values)


def return_form(on: OnCase) -> FormSpec:
    """Return the form that sends advice back for its quality: it is awaited again."""
    came = [item for item in on.view.case.advice if item.received_on or item.incomplete_on]
    chosen = next((item for item in came if item.id == on.chosen_id), came[-1] if came else None)
    choices = [(str(item.id), f"{item.service}, {advice_acts.standing(item, on.today)[1].lower()}") for item in came]
    start = str(chosen.id) if chosen else None
    return case_form(
        on,
        title="Send advice back",
        save_words="Record as sent back",
        intro="The advice is awaited again, and counts as outstanding until it is whole.",
        fields=(
            Field(name="advice", label="Advice", kind="choice", choices=choices, start=start),
            Field(name="on", label="Sent back on", kind="date", start=on.today, is_required=True),
            Field(name="why", label="Why, for the service to act upon", kind="long_text", blamed_for=("why",)),
        ),
        build=lambda values: advice_acts.return_advice(
            on.view.case,
            _advice(came, values["advice"]),
            on=given(values["on"], "Give the day on which it was sent back."),
            today=on.today,
            why=values["why"],
        ),
    )


def existing_form(on: OnCase) -> FormSpec:
    """Return the form that uses advice provided before in place of asking again (reg 6(4))."""
    used = {item.service for item in on.view.case.advice if item.received_on}
    services = [(one.code, one.name) for one in on.directory.services if one.code not in used]
    chosen = next((item.service for item in on.view.case.advice if item.id == on.chosen_id), None)
    return case_form(
        on,
        title="Use existing advice",
        save_words="Use this advice",
        intro="Advice provided before, for any purpose, is not sought again only where its provider, the authority "
        "and the family are all satisfied that it is sufficient (reg 6(4)).",
        fields=(
            Field(name="service", label="Service", kind="choice", choices=services, start=chosen),
            Field(name="provided_on", label="Date of the advice", kind="date", is_required=True),
            Field(name="provider_on", label="Provider satisfied on", kind="date", blamed_for=("provider",)),
            Field(name="authority_on", label="Authority satisfied on", kind="date", blamed_for=("authority",)),
            Field(name="family_on", label="Family satisfied on", kind="date", blamed_for=("family",)),
            Field(name="adviser", label="Adviser"),
            Field(name="key_point", label="Key point for the panel", kind="long_text"),
        ),
        build=lambda values: advice_acts.use_existing(
            on.view.case,
            on.directory,
            today=on.today,
            **(values | {"provided_on": given(values["provided_on"], "Give the date of the advice.")}),
        ),
    )


def promise_form(on: OnCase) -> FormSpec:
    """Return the form for the date that a service has given, and for its appointment with the child."""
    waiting = _waiting(on)
    first = _first(on, waiting)
    return case_form(
        on,
        title="Promised or booked",
        save_words="Record dates",
        intro="The date that the service itself has given, which the expected finish follows, and its appointment.",
        fields=(
            _promise_which(on, waiting, first),
            Field(name="promised_on", label="Promised for", kind="date", start=first.promised_on if first else None),
            Field(
                name="booked_on",
                label="Appointment with the child on",
                kind="date",
                start=first.booked_on if first else None,
            ),
        ),
        build=lambda values: advice_acts.record_promise(
            on.view.case,
            _advice(waiting, values["advice"]),
            promised_on=values["promised_on"],
            booked_on=values["booked_on"],
            today=on.today,
        ),
    )


def chase_form(on: OnCase) -> FormSpec:
    """Return the form that records a reminder on one case, by call as a rule: to a service, or else to a setting."""
    return _chase_form(on, Advice)


def chase_setting_form(on: OnCase) -> FormSpec:
    """Return the same form with a setting's reply marked first: an id alone could be that of advice."""
    return _chase_form(on, Consultation)


def _chase_form(on: OnCase, kind: type[Advice | Consultation]) -> FormSpec:
    waiting = chasing.to_chase(on.view.case)
    of_kind = [item for item in waiting if isinstance(item, kind)] or waiting
    first = next((item for item in of_kind if item.id == on.chosen_id), of_kind[0] if of_kind else None)

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


def _promise_which(on: OnCase, waiting: list[Advice], first: Advice | None) -> Field:
    """Choosing another service shows the dates that are on record of it."""
    known = {str(item.id): {"promised_on": item.promised_on, "booked_on": item.booked_on} for item in waiting}
    return replace(_which(on, waiting, first), fills=lambda chosen: known.get(chosen, {}))


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
