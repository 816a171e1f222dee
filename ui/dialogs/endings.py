"""The forms for exceptions and for how a case ends or opens again."""

from __future__ import annotations

from send_desktop.records import Case
from send_desktop.services import decisions, exceptions
from send_desktop.services.amendments import Amendment
from send_desktop.services.cases import exception_words
from send_desktop.statute.exceptions_in_law import REASONS
from send_desktop.wording import full_date
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values

DAY = "Give the day on which it happened."


def exception_form(on: OnCase) -> FormSpec:
    """Return the form for an exception; what it relieves follows from the closed list."""

    def build(values: Values) -> Amendment:
        return exceptions.record_exception(on.view.case, today=on.today, **values)

    return case_form(
        on,
        title="Exception",
        save_words="Record exception",
        intro="Only the reasons in reg 10(4) and its neighbours relieve a duty. None of them stops the clock.",
        fields=_exception_fields(),
        build=build,
        caution=lambda values: exceptions.caution(values["reason"], values["starts_on"], values["ends_on"]),
    )


def _exception_fields() -> tuple[Field, ...]:
    reasons = [(one.code, one.title) for one in REASONS.values()]
    return (
        Field(name="reason", label="Reason", kind="choice", choices=reasons),
        Field(name="starts_on", label="From", kind="date", blamed_for=("began", "begins")),
        Field(name="ends_on", label="To", kind="date", hint="Leave it empty while it lasts."),
        Field(
            name="reason_text", label="In words", kind="long_text", blamed_for=("in words",),
            hint="Needed once the family has been told.",
        ),
        Field(name="told_family_on", label="Family told on", kind="date"),
        Field(name="evidence", label="Evidence"),
    )  # fmt: skip


def has_untold_exception(case: Case) -> bool:
    """Say whether an exception is recorded of which the family has still to be told."""
    return any(one.told_family_on is None for one in case.exceptions)


def told_exception_form(on: OnCase) -> FormSpec:
    """Return the form for the day on which the family was told of an exception, and of what."""
    untold = [one for one in on.view.case.exceptions if one.told_family_on is None]
    period = next((one for one in untold if one.id == on.chosen_id), untold[0])

    def build(values: Values) -> Amendment:
        told = given(values["on"], "Give the day on which the family was told.")
        return exceptions.tell_family(on.view.case, period, on=told, reason_text=values["reason_text"], today=on.today)

    return case_form(
        on,
        title="Family told of an exception",
        save_words="Record family told",
        intro=f"{exception_words(period.reason)}, from {full_date(period.starts_on)}.",
        contacts=True,
        fields=(
            Field(name="on", label="Family told on", kind="date", start=on.today, is_required=True),
            Field(
                name="reason_text", label="What it was told", kind="long_text", start=period.reason_text,
                is_required=True, blamed_for=("words",),
            ),
        ),
        build=build,
    )  # fmt: skip


def withdraw_form(on: OnCase) -> FormSpec:
    """Return the form for a withdrawn request."""
    return case_form(
        on,
        title="Request withdrawn",
        save_words="Record withdrawal",
        intro="Ends the assessment: nothing more is due and advice is no longer waited for. Opened again, the case is "
        "on its original clock. A family is never led to withdraw.",
        fields=(_day(on, "Withdrawn on"), _reason("Why, and by whom")),
        build=lambda values: decisions.withdraw(
            on.view.case, on=given(values["on"], DAY), reason=values["reason"], today=on.today
        ),
    )


def move_form(on: OnCase) -> FormSpec:
    """Return the form for a child who has moved out of the area."""
    return case_form(
        on,
        title="Moved out of the area",
        save_words="Record move",
        intro="Stops every duty of this authority on the assessment: reg 15 transfers plans, not assessments. The new "
        "authority's clock starts when it receives a request or becomes responsible (s24).",
        fields=(_day(on, "Moved on"), Field(name="moved_to", label="To which authority")),
        build=lambda values: decisions.move(
            on.view.case, on=given(values["on"], DAY), moved_to=values["moved_to"], today=on.today
        ),
    )


def close_form(on: OnCase) -> FormSpec:
    """Return the form for closing a case for another reason."""
    return case_form(
        on,
        title="Close the case",
        save_words="Close case",
        intro="Ends the case for a reason of its own. A refusal is not closed this way: it ends with its letter, from "
        "which the family can appeal.",
        fields=(_day(on, "Closed on"), _reason("Why it is closed")),
        build=lambda values: decisions.close(
            on.view.case, on=given(values["on"], DAY), reason=values["reason"], today=on.today
        ),
    )


def reopen_form(on: OnCase) -> FormSpec:
    """Return the form for opening a case again, on its original clock."""
    return case_form(
        on,
        title="Open the case again",
        save_words="Open again",
        intro="Nothing in the law stopped the clock: it runs on from the day of the request, and its dates are due "
        "again as they were. A new request has its own clock: record that as a new request instead.",
        fields=(_reason("Why it is opened again"),),
        build=lambda values: decisions.reopen(on.view.case, reason=values["reason"], today=on.today),
    )


def _day(on: OnCase, words: str) -> Field:
    return Field(name="on", label=words, kind="date", start=on.today, is_required=True)


def _reason(words: str) -> Field:
    return Field(name="reason", label=words, kind="long_text", is_required=True, blamed_for=("why",))
