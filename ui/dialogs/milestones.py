"""The form of a milestone: the measure, where it began, what is to be reached and by when."""

from __future__ import annotations

from dataclasses import replace

from send_desktop.errors import Refused
from send_desktop.measures import measure
from send_desktop.measures.told import value_words
from send_desktop.records import Milestone
from send_desktop.services import milestones
from send_desktop.services.numbers import typed_number
from send_desktop.wording import full_date, shortened
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values


def new_milestone_form(desk: Desk) -> FormSpec:
    """Return the form that records a milestone."""
    blank = Milestone(measure="within_20_weeks", title="", target=0, due_on=desk.today)
    return FormSpec(
        title="Add milestone",
        save_words="Add milestone",
        say_heading="What is promised",
        fields=_fields(None),
        say=lambda values: _say(_milestone(blank, values)),
        save=lambda values: milestones.add_milestone(desk.store, _milestone(blank, values), desk.by, desk.today),
    )


def change_milestone_form(desk: Desk, before: Milestone) -> FormSpec:
    """Return the form that changes a milestone."""
    return FormSpec(
        title=before.title,
        save_words="Save milestone",
        say_heading="What is promised",
        fields=_fields(before),
        say=lambda values: _say(_milestone(before, values)),
        save=lambda values: milestones.change_milestone(
            desk.store, before, _milestone(before, values), desk.by, desk.today
        ),
    )


def _fields(held: Milestone | None) -> tuple[Field, ...]:
    choices = tuple((one.id, one.title) for one in milestones.PROMISED)
    return (
        Field(name="measure", label="Measure", kind="choice", choices=choices,
              start=held.measure if held else "within_20_weeks", blamed_for=("measure",)),
        Field(name="title", label="Called (empty: as the measure)", start=held.title if held else "",
              blamed_for=("name",)),
        Field(name="baseline", label="Baseline", start=_number(held.baseline if held else None),
              hint="Where it stood at first: a number, without the sign for per cent.", blamed_for=("baseline",)),
        Field(name="baseline_on", label="On", kind="date", start=held.baseline_on if held else None, is_beside=True,
              blamed_for=("day of the baseline",)),
        Field(name="target", label="Target", start=_number(held.target if held else None), is_required=True,
              blamed_for=("target",)),
        Field(name="due_on", label="By", kind="date", start=held.due_on if held else None, is_required=True,
              is_beside=True, blamed_for=("by when",)),
        Field(name="note", label="Note", kind="long_text", start=held.note if held else ""),
    )  # fmt: skip


def _milestone(before: Milestone, values: Values) -> Milestone:
    target = _tenths(str(values["target"]), "target")
    if target is None:
        raise Refused("Give the target as a number, such as 60.")
    if values["due_on"] is None:
        raise Refused("Give the day by when the target is to be reached.")
    return replace(
        before,
        measure=str(values["measure"]),
        title=str(values["title"]),
        baseline=_tenths(str(values["baseline"]), "baseline"),
        baseline_on=values["baseline_on"],
        target=target,
        due_on=values["due_on"],
        note=str(values["note"]),
    )


def _tenths(typed: str, what: str) -> int | None:
    """Return a typed number in tenths; None for nothing typed. Raises Refused for what is no number."""
    try:
        value = typed_number(typed)
    except ValueError:
        raise Refused(f"The {what} “{shortened(typed)}” is not a number; write it as 60 or 60.5.") from None
    return None if value is None else round(value * 10)


def _number(tenths: int | None) -> str:
    return "" if tenths is None else f"{tenths / 10:g}"


def _say(held: Milestone) -> str:
    one = measure(held.measure)
    way = "at least" if one.better == "higher" else "at most"
    counted = "on the day" if one.is_stock else "in the calendar year up to the day"
    return f"{one.title}: {way} {value_words(one, held.target / 10)} by {full_date(held.due_on)}, counted {counted}."
