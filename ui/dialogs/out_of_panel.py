"""The form of a decision outside the panel: on a case that no meeting can reach in time."""

from __future__ import annotations

from send_desktop.changes import Changes
from send_desktop.panel_types import OUTCOMES, outcome_title
from send_desktop.services.amendments import Amendment, preview
from send_desktop.services.moments import moment
from send_desktop.services.panel_decisions import TOLD_LATER, CaseOutside, Decided, adopt_decisions, decide_out_of_panel
from send_desktop.services.panel_rules import asked_at
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs.form import Field, FormSpec, Values

WAITS = ("Its date in law passes before any meeting with a place",)


def out_of_panel_form(desk: Desk, outside: CaseOutside, why: str = "") -> FormSpec:
    """Return the form; ``why`` is what is known of why the case cannot wait, to begin from."""
    case = outside.case

    def build(values: Values) -> Amendment:
        return decide_out_of_panel(outside, _decided(desk, values), desk.today)

    def say(values: Values) -> str:
        unwritten = {name: values[name] or "…" for name in ("why_not_wait", "consulted", "delegation", "reasons")}
        named = {"decided_by": values["decided_by"] or "…"}
        said = preview(build(values | unwritten | named), outside.context, desk.today).text
        return f"{said} {TOLD_LATER}" if OUTCOMES[values["outcome"]].moves else said

    def save(values: Values) -> Changes:
        amendment = build(values)
        note = f"{amendment.note} A panel is to ratify it."
        return adopt_decisions(desk.store, [amendment], note, desk.by, desk.today)

    return FormSpec(
        title=f"Decide outside the panel: {case.person.name}",
        save_words="Record decision",
        intro=f"Decided on {full_date(desk.today)} by an officer with the power to do so. It goes to the next meeting "
        "to be ratified, and the letter to the family is still to be sent.",
        fields=_fields(outside, why),
        say=say,
        save=save,
    )


def _fields(outside: CaseOutside, why: str) -> tuple[Field, ...]:
    asked = asked_at(outside.case)
    offered = [one for one in OUTCOMES.values() if one.is_decision and asked in one.answers]
    delegation = outside.delegations[0] if outside.delegations else ""
    return (
        Field(name="outcome", label="Decided", kind="choice", choices=[(one.code, one.title) for one in offered]),
        Field(name="decided_by", label="Decided by", suggestions=outside.officers, is_required=True,
              blamed_for=("officer who decides",)),
        Field(name="why_not_wait", label="Why it could not wait", start=why, suggestions=WAITS, is_required=True,
              blamed_for=("could not wait",)),
        Field(name="consulted", label="Who was consulted, and when", is_required=True, blamed_for=("was consulted",),
              hint="Members of the panel to whom the papers went, with the day on which each answered."),
        Field(name="delegation", label="Delegated power", start=delegation, suggestions=outside.delegations,
              is_required=True, blamed_for=("scheme of delegation",)),
        Field(name="reasons", label="Reasons", kind="long_text", is_required=True, blamed_for=("reasons",)),
        Field(name="conditions", label="Conditions (may stay empty)", kind="long_text"),
    )  # fmt: skip


def _decided(desk: Desk, values: Values) -> Decided:
    names = ("decided_by", "reasons", "conditions", "delegation", "why_not_wait", "consulted")
    words = {
        "Decided": outcome_title(values["outcome"]),
        "Decided by": values["decided_by"],
        "Why it could not wait": values["why_not_wait"],
        "Who was consulted, and when": values["consulted"],
        "Delegated power": values["delegation"],
        "Reasons": values["reasons"],
        "Conditions": values["conditions"],
    }
    return Decided(
        outcome=values["outcome"],
        decided_at=moment(desk.today),
        words=tuple(words.items()),
        **{name: values[name] for name in names},
    )
