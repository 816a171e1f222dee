"""The forms for decisions: to assess, to issue, telling the family, and what changed a decision later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from send_desktop.services import decisions
from send_desktop.services.amendments import Amendment
from send_desktop.services.delay_reasons import late_if_met
from send_desktop.statute.stages import why_not_later
from ui.dialogs import delay_reasons
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values

MADE = "Give the day on which the decision was made."

TOLD = {
    "assess": "The day the letter is sent: that day meets the limit.",
    "issue": "The day the letter is sent. Only a decision not to issue has a limit, which that day meets.",
}
"""What the day of the letter is for, by what was decided: the 16 weeks of reg 10(1) bind only a refusal."""


def assess_form(on: OnCase) -> FormSpec:
    """Return the form for the decision whether to assess."""

    def build(values: Values) -> Amendment:
        made = decisions.decide_to_assess(on.view.case, today=on.today, **_decision(values))
        return delay_reasons.with_reason(on, made, "assess_decision", values)

    return case_form(
        on,
        title="Decision to assess",
        save_words="Record decision",
        fields=(
            *_decision_fields(on, decisions.ASSESS_OUTCOMES, "refuse", "assess"),
            *delay_reasons.beside(on, "assess_decision", _is_told_late(on, "assess_decision")),
        ),
        build=build,
    )


def issue_form(on: OnCase) -> FormSpec:
    """Return the form for the decision whether to issue a plan."""

    def build(values: Values) -> Amendment:
        made = decisions.decide_to_issue(on.view.case, today=on.today, **_decision(values))
        return delay_reasons.with_reason(on, made, "no_plan_decision", values)

    return case_form(
        on,
        title="Decision to issue",
        save_words="Record decision",
        fields=(
            *_decision_fields(on, decisions.ISSUE_OUTCOMES, "no_plan", "issue"),
            *delay_reasons.beside(on, "no_plan_decision", _is_refused_late(on)),
        ),
        build=build,
    )


def tell_form(on: OnCase) -> FormSpec:
    """Return the form for the letter that tells the family of a decision already made."""
    duty = _untold_limit(on)

    def build(values: Values) -> Amendment:
        told_on = given(values["told_on"], "Give the day on which the letter was sent.")
        made = decisions.tell_family(on.view.case, told_on=told_on, today=on.today)
        return delay_reasons.with_reason(on, made, duty, values)

    return case_form(
        on,
        title="Family told",
        contacts=True,
        save_words="Record letter sent",
        intro=_letter_words(on),
        fields=(
            Field(name="told_on", label="Letter sent on", kind="date", start=on.today, is_required=True),
            *(delay_reasons.beside(on, duty, _is_told_late(on, duty)) if duty else ()),
        ),
        build=build,
    )


def _untold_limit(on: OnCase) -> str:
    """Return the limit that the letter meets; none where it tells of a decision to issue."""
    request = on.view.case.request
    if request.issue_outcome:
        return "no_plan_decision" if request.issue_outcome == "no_plan" else ""
    return "assess_decision"


def _is_told_late(on: OnCase, duty: str) -> Callable[[Values], bool]:
    def is_late(values: Values) -> bool:
        told = values["told_on"]
        return told is not None and late_if_met(on.view.case, duty, told) is not None

    return is_late


def _is_refused_late(on: OnCase) -> Callable[[Values], bool]:
    is_late = _is_told_late(on, "no_plan_decision")
    return lambda values: values["outcome"] == "no_plan" and is_late(values)


def _letter_words(on: OnCase) -> str:
    if on.view.case.request.issue_outcome == "issue":
        return "The family is told on the day the letter is sent. A decision to issue has no limit of its own."
    return "A decision's limit is met on the day the family is told: the day the letter is sent."


def later_form(on: OnCase) -> FormSpec:
    """Return the form for mediation, an order, a concession or a change of the authority's own mind."""

    def build(values: Values) -> Amendment:
        made_on = given(values["made_on"], MADE)
        return decisions.record_later_decision(on.view.case, today=on.today, **(values | {"made_on": made_on}))

    return case_form(
        on,
        title="Later decision",
        save_words="Record decision",
        intro="The first decision stays as it was; this one is kept beside it and starts its own dates.",
        fields=_later_fields(on),
        build=build,
    )


def _later_fields(on: OnCase) -> tuple[Field, ...]:
    facts = on.view.case.facts()
    lawful = tuple(choice for choice in decisions.LATER_OUTCOMES.items() if not why_not_later(facts, choice[0]))
    return (
        Field(name="route", label="How it came", kind="choice", choices=tuple(decisions.ROUTES.items())),
        Field(name="about", label="What it is", kind="choice", choices=lawful),
        Field(
            name="made_on", label="Made on", kind="date", start=on.today, is_required=True,
            hint="The day of the agreement or order; for a concession, the day the Tribunal was notified.",
        ),
        Field(name="told_on", label="Family told on", kind="date", blamed_for=("told",)),
        Field(
            name="note", label="Reasons", kind="long_text", blamed_for=("words why",),
            hint="Needed where the authority concedes or changes its own decision.",
        ),
    )  # fmt: skip


def _decision_fields(on: OnCase, outcomes: Mapping[str, str], refusal: str, about: str) -> tuple[Field, ...]:
    panel_on = _last_panel(on, about)
    return (
        Field(name="outcome", label="Outcome", kind="choice", choices=tuple(outcomes.items())),
        Field(name="made_on", label="Decision made on", kind="date", start=panel_on or on.today, is_required=True),
        Field(
            name="told_on", label="Family told on", kind="date", blamed_for=("told",),
            hint=f"{TOLD[about]} Leave it empty until it has gone.",
        ),
        Field(name="panel_on", label="Panel of", kind="date", start=panel_on),
        Field(name="decided_by", label="Decided by", start=on.desk.by, suggestions=on.officers()),
        Field(
            name="reasons", label="Reasons", kind="long_text", blamed_for=("reasons",),
            hint="A refusal must give its reasons.", shown_when=lambda values: values["outcome"] == refusal,
        ),
    )  # fmt: skip


def _last_panel(on: OnCase, about: str) -> date | None:
    held = [
        place.meeting.on
        for place in on.view.case.agenda
        if place.meeting.on <= on.today and place.item.asked in (about, "")
    ]
    return max(held, default=None)


def _decision(values: Values) -> Values:
    own = ("outcome", "told_on", "panel_on", "decided_by", "reasons")
    return {name: values[name] for name in own} | {"made_on": given(values["made_on"], MADE)}
