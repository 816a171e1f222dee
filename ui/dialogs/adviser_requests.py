"""The forms for a family's request that a particular adviser be asked (reg 6(1)(h))."""

from __future__ import annotations

from send_desktop.errors import Refused
from send_desktop.records import AdviserRequest
from send_desktop.services import adviser_requests as acts
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec
from ui.widgets.fields import Choices


def record_form(on: OnCase) -> FormSpec:
    """Return the form that records whom the family wants asked."""
    return case_form(
        on,
        title="Family asks for an adviser",
        save_words="Record request",
        intro="Advice that the family reasonably requests must be sought (reg 6(1)(h)). Decide it next.",
        fields=(
            Field(name="adviser", label="Adviser asked for", is_required=True, blamed_for=("adviser",),
                  suggestions=[service.name for service in on.directory.services]),
            Field(name="on", label="Asked on", kind="date", start=on.today, is_required=True),
            Field(name="why", label="Why, in the family's words", kind="long_text"),
        ),
        build=lambda values: acts.record_adviser_request(
            on.view.case,
            adviser=values["adviser"],
            on=given(values["on"], "Give the day on which the family asked."),
            today=on.today,
            why=values["why"],
        ),
    )  # fmt: skip


def decide_form(on: OnCase) -> FormSpec:
    """Return the form for the decision, with its reason."""
    waiting = acts.undecided(on.view.case)
    return case_form(
        on,
        title="Decide request for an adviser",
        save_words="Record decision",
        intro="Agreed, the adviser is asked next. Refused, the family is owed the reason.",
        fields=(
            _which(on, waiting),
            Field(name="outcome", label="Decision", kind="choice", choices=(("", "Choose"), *acts.OUTCOMES.items()),
                  blamed_for=("Choose what",)),
            Field(name="reason", label="Reason", kind="long_text", blamed_for=("reason",)),
            Field(name="by", label="Decided by", start=on.desk.by, suggestions=on.officers()),
            Field(name="on", label="Decided on", kind="date", start=on.today, is_required=True),
            Field(name="told_on", label="Family told on (may stay empty)", kind="date"),
        ),
        build=lambda values: acts.decide_adviser_request(
            on.view.case,
            _chosen(waiting, values["wanted"]),
            outcome=values["outcome"],
            on=given(values["on"], "Give the day of the decision."),
            by=values["by"],
            today=on.today,
            reason=values["reason"],
            told_on=values["told_on"],
        ),
    )  # fmt: skip


def tell_form(on: OnCase) -> FormSpec:
    """Return the form for the day on which the family was told."""
    waiting = acts.untold(on.view.case)
    return case_form(
        on,
        title="Family told about an adviser",
        save_words="Record as told",
        contacts=True,
        fields=(_which(on, waiting), Field(name="on", label="Told on", kind="date", start=on.today, is_required=True)),
        build=lambda values: acts.tell_adviser_decision(
            on.view.case,
            _chosen(waiting, values["wanted"]),
            on=given(values["on"], "Give the day on which the family was told."),
            today=on.today,
        ),
    )


def _which(on: OnCase, waiting: list[AdviserRequest]) -> Field:
    choices: Choices = [(str(one.id), one.adviser) for one in waiting]
    start = str(on.chosen_id) if any(one.id == on.chosen_id for one in waiting) else None
    return Field(name="wanted", label="Adviser asked for", kind="choice", choices=choices, start=start)


def _chosen(waiting: list[AdviserRequest], chosen: str) -> AdviserRequest:
    for one in waiting:
        if str(one.id) == chosen:
            return one
    raise Refused("Choose which request it is.")
