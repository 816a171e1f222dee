"""The forms for reasons for delay, and the fields that other acts' forms offer when what they record is late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from send_desktop.delay_reasons import LIMIT_WORDS, NOT_AN_EXCEPTION, choice_words, fitting
from send_desktop.records import Case, DelayReason
from send_desktop.services import delay_reasons
from send_desktop.services.amendments import Amendment
from send_desktop.services.delay_proposals import Proposal, propose
from send_desktop.services.delay_reasons import PassedLimit, named_services, passed_limits, reason_asks, reason_of
from ui.dialogs.case_form import OnCase, case_form
from ui.dialogs.form import Field, FormSpec, Values

LATER = "Say later"
"""The first choice where a reason is offered beside another act."""

SERVICE_FIELDS = {"health_service": "health_late", "returned_service": "advice_returned"}
"""The fields that ask for a service, by name, and the reason that each belongs to."""

Shown = Callable[[Values], bool]


def has_passed_limit(case: Case, today: date) -> bool:
    """Say whether there is a delay of which somebody could say why."""
    return bool(passed_limits(case, today))


def has_reason(case: Case) -> bool:
    """Say whether a reason is on record that could be taken off."""
    return bool(case.delay_reasons)


def chosen_number(duty: str) -> int:
    """Return the number by which a form is asked for about one limit."""
    return list(LIMIT_WORDS).index(duty) + 1


def give_form(on: OnCase) -> FormSpec:
    """Return the form that says why a limit passed: begun with what is on record, else with what the records show."""
    passed = _which(on)
    duty = passed.duty if passed else "final_plan"
    given = reason_of(on.view.case, duty)
    shown = propose(on.view.case, passed, on.today) if passed else None

    def build(values: Values) -> Amendment:
        return delay_reasons.give(
            on.view.case, duty=duty, today=on.today, by=on.desk.by, **reason_in(values), note=values["note"]
        )

    return case_form(
        on,
        title="Reason for the delay",
        save_words="Save reason" if given is None else "Change reason",
        intro=f"{passed.words}. {NOT_AN_EXCEPTION}" if passed else NOT_AN_EXCEPTION,
        fields=(
            *_reason_fields(on, duty, given, shown),
            Field(
                name="note", label="In a few words", kind="long_text", start=given.note if given else "",
                hint="Optional, unless it is something else.", blamed_for=("few words",),
            ),
        ),
        build=build,
    )  # fmt: skip


def remove_form(on: OnCase) -> FormSpec:
    """Return the form that takes a reason off the record."""
    case = on.view.case
    given = next((one for one in case.delay_reasons if one.id == on.chosen_id), case.delay_reasons[-1])
    return case_form(
        on,
        title="Remove a reason for delay",
        save_words="Remove reason",
        intro=f"{LIMIT_WORDS[given.duty]}: {delay_reasons.in_words(given)}, {delay_reasons.told(given)}. "
        "The limit then asks for a reason again.",
        fields=(Field(name="why", label="Why it is taken off", kind="long_text", is_required=True),),
        build=lambda values: delay_reasons.remove(case, given, why=values["why"]),
    )


def beside(on: OnCase, duty: str, is_late: Callable[[Values], bool]) -> tuple[Field, ...]:
    """Return the fields by which another act's form offers the reason, shown while what it records is late.

    Nothing is chosen in them: what the records show stands under the field as a proposal.
    """
    late_now = delay_reasons.late_if_met(on.view.case, duty, on.today)
    if late_now is None:
        return ()
    given = reason_of(on.view.case, duty)
    shown = propose(on.view.case, late_now, on.today) if given is None else None

    def is_shown(values: Values) -> bool:
        return _safely(is_late, values)

    choices = [("", LATER if given is None else "As it is on record"), *_choices(duty)]
    hint = f"{shown.words} {NOT_AN_EXCEPTION}" if shown else NOT_AN_EXCEPTION
    first = Field(
        name="delay_reason", label="Why it is late (optional)", kind="choice", choices=choices, hint=hint,
        shown_when=is_shown, blamed_for=("reason from the list",),
    )  # fmt: skip
    note = Field(
        name="delay_note", label="In a few words", blamed_for=("few words",),
        shown_when=lambda values: is_shown(values) and reason_asks(values["delay_reason"]) == "words",
    )  # fmt: skip
    return (first, *_service_fields(on, "delay_reason", shown, is_shown), note)


def with_reason(on: OnCase, amendment: Amendment, duty: str, values: Values) -> Amendment:
    """Return an act with the reason that was chosen beside it; the act alone where none was."""
    if not values.get("delay_reason"):
        return amendment
    chosen = reason_in(values, "delay_reason")
    return delay_reasons.with_reason(
        amendment, duty=duty, today=on.today, by=on.desk.by, note=values["delay_note"], **chosen
    )


def reason_in(values: Values, name: str = "reason") -> dict[str, str]:
    """Return the reason and the service that a form holds."""
    reason = values[name]
    service = next((values[field] for field, code in SERVICE_FIELDS.items() if code == reason), "")
    return {"reason": reason, "service": service}


def _which(on: OnCase) -> PassedLimit | None:
    """The limit that the form was asked for about; else the first that nobody has explained."""
    passed = passed_limits(on.view.case, on.today)
    chosen = next((one for one in passed if chosen_number(one.duty) == on.chosen_id), None)
    return chosen or next((one for one in passed if one.is_asked), passed[0] if passed else None)


def _reason_fields(on: OnCase, duty: str, given: DelayReason | None, shown: Proposal | None) -> tuple[Field, ...]:
    start = given.reason if given else shown.reason if shown else ""
    choices = [*([] if start else [("", "Choose a reason")]), *_choices(duty)]
    hint = shown.words if shown else ""
    first = Field(
        name="reason", label="Why it passed", kind="choice", choices=choices, start=start, hint=hint,
        blamed_for=("reason from the list",),
    )  # fmt: skip
    return (first, *_service_fields(on, "reason", given or shown))


def _service_fields(
    on: OnCase, beside: str, start: DelayReason | Proposal | None, is_shown: Shown = lambda values: True
) -> tuple[Field, ...]:
    codes = [service.code for service in on.directory.services]
    names = {service.code: service.name for service in on.directory.services}
    fields = []
    for name, reason in SERVICE_FIELDS.items():
        offered = named_services(on.view.case, reason, codes)
        first = start.service if start and start.reason == reason else ""
        fields.append(
            Field(
                name=name,
                label="Which service",
                kind="choice",
                start=first or None,
                choices=[(code, names.get(code, code)) for code in offered],
                blamed_for=("which service",),
                shown_when=_only_for(beside, reason, is_shown),
            )
        )
    return tuple(fields)


def _only_for(field: str, reason: str, is_shown: Shown) -> Shown:
    return lambda values: is_shown(values) and values[field] == reason


def _choices(duty: str) -> Sequence[tuple[str, str]]:
    return [(one.code, choice_words(one)) for one in fitting(duty)]


def _safely(is_late: Callable[[Values], bool], values: Values) -> bool:
    """A field that is not on the form yet has no value: then nothing late is recorded."""
    try:
        return is_late(values)
    except KeyError:
        return False
