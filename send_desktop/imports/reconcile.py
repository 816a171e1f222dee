"""A plan beside what the store holds already: which cases are new, which differ and how, which are the same.

What the file leaves blank never empties what the store holds, and a first decision is never overwritten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from send_desktop.imports.issues import Issue, issue
from send_desktop.imports.planned import ImportPlan, PlannedAdvice, PlannedCase, PlannedNote
from send_desktop.imports.row_view import shown
from send_desktop.imports.same_child import ChildKey, child_keys
from send_desktop.records import Advice, Case, Consultation, Person


@dataclass(slots=True)
class Amendment:
    """What the file adds to or changes in one case that the store holds."""

    planned: PlannedCase
    case: Case
    request: dict[str, Any] = field(default_factory=dict)
    """New values of the request's own fields."""
    names: dict[str, str] = field(default_factory=dict)
    """New setting, area or officer, by name."""
    person: dict[str, Any] = field(default_factory=dict)
    new_advice: list[PlannedAdvice] = field(default_factory=list)
    changed_advice: list[tuple[Advice, dict[str, Any]]] = field(default_factory=list)
    new_plans: list[tuple[str, date, int]] = field(default_factory=list)
    """Kind, day sent and number of each version to add."""
    adds_consultation: bool = False
    changed_consultation: list[tuple[Consultation, dict[str, Any]]] = field(default_factory=list)
    adds_exception: bool = False
    new_notes: list[PlannedNote] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether the store holds all of it already."""
        changes = (
            self.request,
            self.names,
            self.person,
            self.new_advice,
            self.changed_advice,
            self.new_plans,
            self.changed_consultation,
            self.new_notes,
        )
        return not any(changes) and not self.adds_consultation and not self.adds_exception

    def say(self, code: str, more: str = "", value: str = "") -> None:
        """Say something about the case's row."""
        self.issues.append(issue(code, self.planned.sheet, self.planned.row, "", value, more))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The outcome of the comparison."""

    new: tuple[tuple[PlannedCase, int], ...]
    """Cases to add, each with the number of its child in the plan."""
    amended: tuple[Amendment, ...]
    unchanged: int
    persons: Mapping[int, Person]
    """The stored person of each child of the plan that the store knows."""
    issues: tuple[Issue, ...]


def reconcile(plan: ImportPlan, cases: Sequence[Case]) -> Reconciled:
    """Compare a plan with the cases that the store holds."""
    by_reference = {case.reference.casefold(): case for case in cases}
    known = _known_children(case.person for case in cases)
    new: list[tuple[PlannedCase, int]] = []
    amended: list[Amendment] = []
    issues: list[Issue] = []
    persons: dict[int, Person] = {}
    spoken_for: dict[int, _Details] = {}
    for planned, child in zip(plan.cases, plan.children, strict=True):
        stored = by_reference.get(planned.reference.casefold())
        if stored is None:
            person = _known_as(planned, known)
            if person is not None:
                persons[child] = person
            new.append((planned, child))
        elif not _is_child(planned, stored.person):
            issues.append(issue("belongs_to_another_child", planned.sheet, planned.row, value=planned.reference))
        else:
            persons[child] = stored.person
            amendment = _amendment(planned, stored)
            _compare_person(amendment, spoken_for.setdefault(stored.person.id, _Details(amendment)))
            amended.append(amendment)
    changed = tuple(one for one in amended if not one.is_empty)
    issues += [said for one in amended for said in one.issues]
    return Reconciled(tuple(new), changed, len(amended) - len(changed), persons, tuple(issues))


def _known_children(persons: Iterable[Person]) -> dict[ChildKey, Person]:
    known: dict[ChildKey, Person] = {}
    for person in persons:
        for key in child_keys(person.upn, person.forename, person.surname, person.date_of_birth):
            known.setdefault(key, person)
    return known


def _known_as(planned: PlannedCase, known: Mapping[ChildKey, Person]) -> Person | None:
    for key in child_keys(planned.upn, planned.forename, planned.surname, planned.date_of_birth):
        person = known.get(key)
        if person is not None and (not planned.upn or not person.upn or planned.upn == person.upn):
            return person
    return None


def _is_child(planned: PlannedCase, person: Person) -> bool:
    if planned.upn and planned.upn == person.upn:
        return True
    same_forename = planned.forename.casefold() == person.forename.casefold()
    same_surname = planned.surname.casefold() == person.surname.casefold()
    if same_forename and same_surname:
        return True
    same_birth = planned.date_of_birth is not None and planned.date_of_birth == person.date_of_birth
    return same_birth and (same_forename or same_surname)


def _amendment(planned: PlannedCase, case: Case) -> Amendment:
    amendment = Amendment(planned, case)
    _compare_request(amendment)
    _compare_decisions(amendment)
    _compare_advice(amendment)
    _compare_plans(amendment)
    _compare_consultation(amendment)
    _compare_exception(amendment)
    held = {(note.origin, note.subject, note.text) for note in case.notes}
    amendment.new_notes = [note for note in planned.notes if (note.origin, note.subject, note.text) not in held]
    return amendment


@dataclass(slots=True)
class _Details:
    """What the file says of one child, who may have several requests: the first row to say a thing is held to.

    Every change goes with the child's first request, for a record can be saved once in one import.
    """

    first: Amendment
    said: set[str] = field(default_factory=set)


def _compare_person(amendment: Amendment, details: _Details) -> None:
    planned, person = amendment.planned, amendment.case.person
    for name in ("forename", "surname", "date_of_birth", "upn"):
        written, held = getattr(planned, name), getattr(person, name)
        if not written or name in details.said:
            continue
        details.said.add(name)
        if _folded(written) != _folded(held):
            details.first.person[name] = written


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _compare_request(amendment: Amendment) -> None:
    planned, case = amendment.planned, amendment.case
    request = case.request
    if planned.received_on != request.received_on:
        amendment.request["received_on"] = planned.received_on
        amendment.say("received_date_changed", shown(request.received_on), shown(planned.received_on))
    if planned.source not in ("not_known", request.source):
        amendment.request["source"] = planned.source
    for name in ("primary_need", "secondary_need", "comments"):
        written = getattr(planned, name)
        if written and written != getattr(request, name):
            amendment.request[name] = written
    if planned.is_withdrawn and not request.is_withdrawn:
        amendment.request["is_withdrawn"] = True
    if planned.withdrawn_on and planned.withdrawn_on != request.withdrawn_on:
        amendment.request["withdrawn_on"] = planned.withdrawn_on
    for name in ("setting", "area", "officer"):
        written = getattr(planned, name)
        if written and written.casefold() != getattr(case, name).casefold():
            amendment.names[name] = written


def _compare_decisions(amendment: Amendment) -> None:
    planned, request = amendment.planned, amendment.case.request
    _compare_decision(amendment, "assess", planned.assess_outcome, planned.assess_told_on)
    _compare_decision(amendment, "issue", planned.issue_outcome, planned.issue_told_on)
    for name, written in (("assess_panel_on", planned.panel_on), ("issue_panel_on", planned.issue_panel_on)):
        is_decided = getattr(request, name.replace("panel_on", "outcome")) is not None
        held = getattr(request, name)
        if written and written != held and (held is None or not is_decided):
            amendment.request[name] = written


def _compare_decision(amendment: Amendment, about: str, outcome: str | None, told: date | None) -> None:
    """Record a first decision that the store does not have; keep the one that it has."""
    request = amendment.case.request
    held, held_told = getattr(request, f"{about}_outcome"), getattr(request, f"{about}_told_on")
    if outcome is None:
        return
    if held is not None and (outcome != held or (told and held_told and told != held_told)):
        words = f"{held.replace('_', ' ')}, {shown(held_told)}" if held_told else held.replace("_", " ")
        amendment.say("first_decision_kept", words, outcome)
        return
    if held is None:
        amendment.request[f"{about}_outcome"] = outcome
    if told is not None and held_told is None:
        amendment.request[f"{about}_told_on"] = told


def _compare_advice(amendment: Amendment) -> None:
    held = {item.service.casefold(): item for item in amendment.case.advice}
    for planned in amendment.planned.advice:
        item = held.get(planned.service.casefold())
        if item is None:
            amendment.new_advice.append(planned)
            continue
        changes = _filled(item, requested_on=planned.requested_on, received_on=planned.received_on)
        if changes:
            amendment.changed_advice.append((item, changes))


def _filled(record: object, **written: Any) -> dict[str, Any]:
    """Return what the file fills in or changes; a blank changes nothing."""
    return {name: value for name, value in written.items() if value is not None and value != getattr(record, name)}


def _compare_plans(amendment: Amendment) -> None:
    planned, case = amendment.planned, amendment.case
    drafts = {plan.sent_on for plan in case.plans if plan.kind == "draft"}
    if planned.draft_served_on and planned.draft_served_on not in drafts:
        if drafts and planned.draft_served_on < max(drafts):
            amendment.say("draft_kept", shown(max(drafts)), shown(planned.draft_served_on))
        else:
            amendment.new_plans.append(("draft", planned.draft_served_on, len(drafts) + 1))
    if planned.final_sent_on is None or planned.final_sent_on in {p.sent_on for p in case.plans if p.kind == "final"}:
        return
    if case.final_sent_on is not None:
        amendment.say("first_plan_kept", shown(case.final_sent_on), shown(planned.final_sent_on))
    else:
        amendment.new_plans.append(("final", planned.final_sent_on, 1))


def _compare_consultation(amendment: Amendment) -> None:
    planned = amendment.planned
    if not planned.consulted and planned.consultation_sent_on is None:
        return
    for held in amendment.case.consultations:
        if held.setting.casefold() == planned.consulted.casefold():
            changes = _filled(held, sent_on=planned.consultation_sent_on, replied_on=planned.consultation_replied_on)
            if changes:
                amendment.changed_consultation.append((held, changes))
            return
    amendment.adds_consultation = True


def _compare_exception(amendment: Amendment) -> None:
    planned, case = amendment.planned, amendment.case
    if not planned.is_exception_claimed:
        return
    if not case.request.is_exception_claimed:
        amendment.request["is_exception_claimed"] = True
    reasons = {held.reason for held in case.exceptions}
    amendment.adds_exception = planned.exception_reason not in reasons
