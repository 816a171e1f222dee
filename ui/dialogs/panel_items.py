"""The forms of an agenda: what stands beside each case, who is let on late, a case that nobody queued."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.panel_types import ASKED, PANEL_TYPES, VIEW_FORMS, outcome_title, outcomes_for
from send_desktop.records import AgendaItem
from send_desktop.services import panels
from send_desktop.services.panel_rules import Allowed, cut_off_words, in_sentence, papers_closed
from send_desktop.services.panel_view import AgendaLine, MeetingView
from send_desktop.wording import sentence_case
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.let_on import allowed_in, let_on_fields
from ui.dialogs.typed import read_number

NEVER_RECOMMENDED = frozenset({"withdrawn", "not_reached"})
"""What becomes of an item in the meeting itself, so that no officer recommends it beforehand."""

OFF_REASONS = ("Advice is not in", "The family has asked for more time", "Decided without the panel", "Withdrawn")


def take_off_form(desk: Desk, line: AgendaLine) -> FormSpec:
    """Return the form that takes a case off an agenda, with its reason."""
    name = line.case.person.name
    return FormSpec(
        title="Take off the agenda",
        save_words="Take off",
        say_heading="What follows",
        intro=f"{name}, item {line.number}",
        fields=(Field(name="reason", label="Reason", suggestions=OFF_REASONS, is_required=True),),
        say=lambda values: f"{name} goes back to the queue, and the items after it move up.",
        save=lambda values: panels.remove_item(desk.store, line.item, values["reason"], desk.by, desk.today),
    )


def item_form(desk: Desk, line: AgendaLine, slot_minutes: int) -> FormSpec:
    """Return the form of one agenda item: what is asked, what the officer recommends, and what stands beside it."""
    item = line.item
    return FormSpec(
        title=line.case.person.name,
        save_words="Save item",
        say_heading="In the pack",
        intro=f"Item {line.number}, {line.starts:%H:%M}. What the panel advises and what the authority then decides "
        "are recorded apart, on the case.",
        fields=(
            Field(name="asked", label="Asked of the panel", kind="choice", choices=list(ASKED.items()),
                  start=item.asked),
            *(_outcome_field(asked, item.recommended_outcome or "") for asked in ASKED),
            Field(name="recommendation", label="Reasons", kind="long_text", start=item.recommendation,
                  hint="What it rests on, in a few lines; the pack prints it on the case's page."),
            *_beside_fields(item, slot_minutes),
        ),
        say=_item_words,
        save=lambda values: panels.set_item(
            desk.store, item, desk.by, desk.today, asked=values["asked"],
            recommendation=values["recommendation"], recommended_outcome=_outcome(values) or None,
            beside=_beside(item, values),
        ),
    )  # fmt: skip


def _beside_fields(item: AgendaItem, slot_minutes: int) -> tuple[Field, ...]:
    minutes = str(item.minutes or "")
    return (
        Field(name="presenter", label="Presented by", start=item.presenter),
        Field(name="minutes", label=f"Minutes, if not {slot_minutes}", start=minutes, is_beside=True,
              blamed_for=("minutes",)),
        Field(name="setting_present", label="From the setting comes", start=item.setting_present,
              hint="The head or SENCo who comes for this case, by name."),
        *_view_fields("family", "The family's views", item.family_view_form, item.family_view_note),
        *_view_fields("child", "The child's own views", item.child_view_form, item.child_view_note),
    )  # fmt: skip


def _view_fields(whose: str, label: str, form: str, note: str) -> tuple[Field, ...]:
    return (
        Field(name=f"{whose}_view_form", label=label, kind="choice", choices=tuple(VIEW_FORMS.items()), start=form),
        Field(name=f"{whose}_view_note", label="Of which day, or why none", start=note, is_beside=True,
              blamed_for=(f"views of the {whose}",)),
    )  # fmt: skip


def _beside(item: AgendaItem, values: Values) -> AgendaItem:
    typed = values["minutes"].strip()
    texts = ("presenter", "setting_present", "family_view_form", "family_view_note", "child_view_form",
             "child_view_note")  # fmt: skip
    return replace(
        item, minutes=read_number(typed, "minutes") if typed else None, **{name: values[name] for name in texts}
    )


# --- let on by name -------------------------------------------------------------------------------


def let_on_form(desk: Desk, shown: MeetingView, title: str, put_on: Callable[[Allowed], Changes]) -> FormSpec:
    """Return the form that names who lets cases on once the papers have closed, or every place is taken."""
    why = _why_by_name(desk, shown)

    def save(values: Values) -> Changes:
        allowed = allowed_in(values)
        if allowed is None:
            raise Refused("Say who allows it, and why; nothing was put on the agenda.")
        return put_on(allowed)

    return FormSpec(
        title=title,
        save_words="Put on agenda",
        say_heading="By name",
        fields=let_on_fields(is_required=True),
        say=lambda values: f"{why} Who allows it, and why, stand beside the case on the agenda.",
        save=save,
    )


def _why_by_name(desk: Desk, shown: MeetingView) -> str:
    parts = []
    if papers_closed(shown.meeting, desk.today):
        parts.append(f"The papers closed on {cut_off_words(shown.meeting)}.")
    if not shown.free:
        parts.append(f"All {shown.meeting.capacity} places are taken.")
    return " ".join(parts)


def add_case_form(desk: Desk, shown: MeetingView) -> FormSpec:
    """Return the form that puts any case on the agenda, found by name; the only way where no queue fills it."""
    kind = PANEL_TYPES[shown.meeting.kind]
    by_name = papers_closed(shown.meeting, desk.today) or not shown.free
    asked = [("", "What suits the case"), *((code, ASKED[code]) for code in kind.asked)]

    def save(values: Values) -> Changes:
        if not values["child"]:
            raise Refused("Type the name of a child, and choose the case.")
        return panels.add_item(
            desk.store, shown.meeting.id, values["child"], desk.by, desk.today, asked=values["asked"],
            allowed=allowed_in(values),
        )  # fmt: skip

    return FormSpec(
        title="Add a case",
        save_words="Put on agenda",
        say_heading="The meeting",
        fields=(
            Field(name="child", label="Child", kind="child", blamed_for=("name of a child",)),
            Field(name="asked", label="Asked of the panel", kind="choice", choices=asked, start=""),
            *(let_on_fields(is_required=True) if by_name else ()),
        ),
        say=lambda values: (
            f"{sentence_case(in_sentence(shown.meeting))}: {shown.free} of {shown.meeting.capacity} "
            f"places are free. {_why_by_name(desk, shown)}".strip()
        ),
        save=save,
    )


# --- what the officer recommends ------------------------------------------------------------------


def _outcome_field(asked: str, start: str) -> Field:
    """Return the choice of what can be recommended on one question; it shows while that is what is asked."""
    offered = [one for one in outcomes_for("", asked) if one.code not in NEVER_RECOMMENDED]
    choices = [("", "None yet"), *((one.code, one.title) for one in offered)]
    return Field(
        name=f"outcome_{asked}",
        label="Officer recommends",
        kind="choice",
        choices=choices,
        start=start,
        shown_when=lambda values: values["asked"] == asked,
    )


def _outcome(values: Values) -> str:
    return str(values[f"outcome_{values['asked']}"]) if values["asked"] in ASKED else ""


def _item_words(values: Values) -> str:
    recommends = outcome_title(_outcome(values))
    advice = (
        f"The officer recommends: {recommends[:1].lower()}{recommends[1:]}."
        if recommends
        else ("No recommendation stands on the page yet.")
    )
    return f"{ASKED.get(values['asked'], 'Nothing is asked yet')}. {advice}"
