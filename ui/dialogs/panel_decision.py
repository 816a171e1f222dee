"""The forms by which a named officer decides: on a panel's recommendation, on several at once, outside the panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.panel_types import OUTCOMES, outcome_title, outcomes_for
from send_desktop.records import Case, Decision
from send_desktop.risk import RiskContext
from send_desktop.services import panel_decisions
from send_desktop.services.amendments import Amendment, preview
from send_desktop.services.moments import at_time, read_time
from send_desktop.services.panel_decisions import TOLD_LATER, CaseOutside, Decided
from send_desktop.services.panel_follow_up import follow_ups, in_short
from send_desktop.services.panel_rules import name_of
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.wording import full_date
from ui.desk import Desk
from ui.dialogs.case_form import OnCase, case_form, given
from ui.dialogs.form import Field, FormSpec, Values
from ui.dialogs.sitting import form_words


def decide_form(desk: Desk, view: SittingView, one: SittingItem) -> FormSpec:
    """Return the form of the authority's decision on a recommendation. Raises Refused where there is none."""
    recommendation = one.recommendation
    if recommendation is None:
        raise Refused("The panel has recommended nothing on this item yet; record that first (R).")
    if one.decision is not None:
        raise Refused(f"{one.decision.decided_by} decided on this on {full_date(one.decision.made_on)} already.")
    offered = [each for each in view.outcomes(one) if each.is_decision]
    starts = panel_decisions.agreeing(one, "", datetime.now().astimezone(), view.delegation)
    fields = (
        Field(name="outcome", label="Decision", kind="choice", choices=[(each.code, each.title) for each in offered],
              start=recommendation.outcome if OUTCOMES[recommendation.outcome].is_decision else "",
              fills=_fills(view.wordings), blamed_for=("Choose what",)),
        Field(name="differs_because", label="Why it differs from the panel's recommendation", kind="long_text",
              shown_when=lambda values: values["outcome"] != recommendation.outcome, blamed_for=("differs",)),
        *_officer_fields(desk, view.officers, view.meeting.chair),
        Field(name="reasons", label="Reasons", kind="long_text", start=starts.reasons, blamed_for=("reasons",)),
        Field(name="wording", label="Wording", kind="long_text", start=starts.wording),
        Field(name="basis", label="Basis in law", start=starts.basis),
        Field(name="conditions", label="Conditions", kind="long_text", start=starts.conditions),
        Field(name="delegation", label="Power in the scheme of delegation", start=starts.delegation),
    )  # fmt: skip

    def build(values: Values) -> Amendment:
        return panel_decisions.decide(view, one, _decided(values, fields))

    notify = view.outcome_by
    return FormSpec(
        title="The authority decides",
        save_words="Record decision",
        intro=f"Item {one.line.number}, {view.veil_of(one).label}. The panel recommends: "
        f"{outcome_title(recommendation.outcome)}."
        + (f" The series promises the outcome by {full_date(notify)}." if notify else ""),
        fields=fields,
        say=lambda values: _said(build(_whole(values)), view.context, desk, values),
        dates=lambda values: preview(build(_whole(values)), view.context, desk.today).dates(),
        save=lambda values: _adopt(desk, build(values)),
    )


def chairs_list_form(desk: Desk, view: SittingView) -> FormSpec:
    """Return the form that decides several items as the panel recommended. Raises Refused where none waits."""
    waiting = panel_decisions.to_agree(view)
    if not waiting:
        raise Refused("No recommendation waits for a decision.")
    choices = [(str(one.item.id), _list_line(view, one)) for one in waiting]
    fields = (
        Field(name="items", label="The officer agrees with the panel on", kind="many", choices=choices,
              start=[code for code, _ in choices], blamed_for=("Tick", "Item")),
        *_officer_fields(desk, view.officers, view.meeting.chair),
    )  # fmt: skip

    def chosen(values: Values) -> list[SittingItem]:
        return [one for one in waiting if str(one.item.id) in values["items"]]

    def say(values: Values) -> str:
        lines = []
        for one in chosen(values):
            said = panel_decisions.agreeing(one, values["decided_by"] or "…", _moment(values), view.delegation)
            text = preview(panel_decisions.decide(view, one, said), view.context, desk.today).text
            lines.append(f"{one.line.number}. {text}")
        return "\n".join(lines) or "Tick the recommendations with which the officer agrees."

    return FormSpec(
        title="Chair's list",
        save_words="Decide those ticked",
        intro="Each is decided as the panel recommended, with its reasons; one that differs is decided by itself. "
        + TOLD_LATER,
        fields=fields,
        say=say,
        save=lambda values: panel_decisions.decide_several(
            desk.store, view, chosen(values), values["decided_by"], _moment(values), desk.by
        ),
    )


def outside_form(desk: Desk, outside: CaseOutside, why: str = "") -> FormSpec:
    """Return the form of a decision outside the panel; ``why`` is what is known of why the case cannot wait."""
    asked = outside.front.item.asked
    offered = [one for one in outcomes_for("", asked) if one.is_decision and one.answers]
    start = offered[0]
    fields = (
        Field(name="outcome", label="Decision", kind="choice", choices=[(one.code, one.title) for one in offered],
              start=start.code, fills=_fills(outside.wordings), blamed_for=("Choose what",)),
        Field(name="why_not_wait", label="Why it could not wait for a meeting", kind="long_text", start=why,
              is_required=True, blamed_for=("could not wait",)),
        Field(name="consulted", label="Who was consulted, and when", kind="long_text", is_required=True,
              hint="Members of the panel to whom the papers went, with the day on which each answered.",
              blamed_for=("was consulted",)),
        Field(name="delegation", label="Power in the scheme of delegation", suggestions=outside.delegations,
              start=outside.delegations[0] if len(outside.delegations) == 1 else "", is_required=True,
              blamed_for=("scheme of delegation",)),
        *_officer_fields(desk, outside.officers, ""),
        Field(name="reasons", label="Reasons", kind="long_text", is_required=True, blamed_for=("reasons",)),
        Field(name="wording", label="Wording", kind="long_text", start=outside.wordings.get(start.code, "")),
        Field(name="basis", label="Basis in law", start=start.basis),
        Field(name="conditions", label="Conditions", kind="long_text"),
    )  # fmt: skip

    def build(values: Values) -> Amendment:
        return panel_decisions.decide_out_of_panel(outside, _decided(values, fields), desk.today)

    def save(values: Values) -> Changes:
        amendment = build(values)
        note = f"{amendment.note} A panel is to ratify it."
        return panel_decisions.adopt_decisions(desk.store, [amendment], note, desk.by, desk.today)

    return FormSpec(
        title="Decide outside the panel",
        save_words="Record decision",
        intro=f"{outside.case.person.name}, {outside.case.reference}. A panel ratifies it later, and the letter to the "
        "family is still to be sent.",
        fields=fields,
        say=lambda values: (
            f"{preview(build(_whole(values)), outside.context, desk.today).text} {_told(values)}".strip()
        ),
        dates=lambda values: preview(build(_whole(values)), outside.context, desk.today).dates(),
        save=save,
    )


def may_decide_outside(case: Case) -> bool:
    """Say whether something is still to be decided on the case."""
    return case.derived.status == "open"


def outside_on_case(on: OnCase) -> FormSpec:
    """Return the form of a decision outside the panel, for a case on the screen."""
    with on.desk.store.look() as reading:
        return outside_form(on.desk, panel_decisions.case_outside(reading, on.view.case.id, on.today))


def has_unratified(case: Case) -> bool:
    """Say whether a decision taken outside the panel waits to be ratified."""
    return bool(panel_decisions.unratified(case))


def ratify_form(on: OnCase) -> FormSpec:
    """Return the form that records when a panel ratified a decision taken outside it."""
    case, waiting = on.view.case, panel_decisions.unratified(on.view.case)
    by_id = {str(one.id): one for one in waiting}
    choices = [(key, f"{outcome_title(one.outcome)}, {full_date(one.made_on)}") for key, one in by_id.items()]
    places = {str(place.meeting.id): place.meeting for place in case.agenda if place.meeting.on <= on.today}
    meetings = [("", "Another panel"), *((key, name_of(meeting)) for key, meeting in places.items())]
    return case_form(
        on,
        title="Ratified by a panel",
        save_words="Record",
        fields=(
            Field(name="decision", label="Decision", kind="choice", choices=choices),
            Field(name="meeting", label="At", kind="choice", choices=meetings, start=meetings[-1][0]),
            Field(name="on", label="On", kind="date", start=on.today, is_required=True,
                  shown_when=lambda values: not values["meeting"]),
        ),
        build=lambda values: panel_decisions.ratify(
            case,
            by_id[values["decision"]],
            places[values["meeting"]].on if values["meeting"] else given(values["on"], "Give the day."),
            on.today,
            places.get(values["meeting"]),
        ),
    )  # fmt: skip


# --- the fields they share ------------------------------------------------------------------------------


def _officer_fields(desk: Desk, officers: tuple[str, ...], chair: str) -> tuple[Field, ...]:
    return (
        Field(name="decided_by", label="Decided by", start=chair, suggestions=officers, is_required=True,
              hint="The officer whose decision it is, who need not be at the desk.", blamed_for=("Name the officer",)),
        Field(name="made_on", label="On", kind="date", start=desk.today, is_required=True,
              blamed_for=("after today", "older than", "dated")),
        Field(name="at", label="At", start=f"{datetime.now():%H:%M}", is_required=True,
              blamed_for=("not a time",)),
    )  # fmt: skip


def _fills(wordings: dict[str, str]) -> Callable[[Any], Values]:
    def fills(code: Any) -> Values:
        outcome = OUTCOMES.get(code)
        return {"wording": wordings.get(code, ""), "basis": outcome.basis if outcome else ""}

    return fills


def _moment(values: Values) -> datetime:
    if values["made_on"] is None:
        raise Refused("Give the day of the decision.")
    return at_time(values["made_on"], read_time(values["at"]))


def _decided(values: Values, fields: tuple[Field, ...]) -> Decided:
    texts = {name: values[name] for name in _TEXTS if name in values}
    return Decided(**texts, decided_at=_moment(values), words=form_words(values, fields))


_TEXTS = (
    "outcome", "decided_by", "wording", "basis", "reasons", "conditions", "differs_because", "delegation",
    "why_not_wait", "consulted",
)  # fmt: skip


def _said(amendment: Amendment, context: RiskContext, desk: Desk, values: Values) -> str:
    """Return what the decision does to the clock, and what it starts."""
    (made,) = [one for one in amendment.added if isinstance(one, Decision)]
    then = in_short(
        follow_ups(made.outcome, amendment.case, made_on=made.made_on, notify_by=made.notify_by), desk.today
    )
    said = f"{preview(amendment, context, desk.today).text} {_told(values)}".strip()
    return f"{said}\nThen: {then[:1].lower()}{then[1:]}" if then else said


def _told(values: Values) -> str:
    return TOLD_LATER if OUTCOMES[values["outcome"]].moves else ""


def _whole(values: Values) -> Values:
    """What the decision would do shows before everything that it needs has been written."""
    unwritten = ("reasons", "differs_because", "why_not_wait", "consulted", "delegation", "decided_by")
    return values | {name: values[name] or "…" for name in unwritten if name in values}


def _adopt(desk: Desk, amendment: Amendment) -> Changes:
    return panel_decisions.adopt_decisions(desk.store, [amendment], amendment.note, desk.by, desk.today)


def _list_line(view: SittingView, one: SittingItem) -> str:
    assert one.recommendation is not None
    return f"{one.line.number}. {view.veil_of(one).label}: {outcome_title(one.recommendation.outcome)}"
