"""From a reconciled import to records, written in bulk inside the caller's one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from send_desktop.imports.fields import SERVICES
from send_desktop.imports.planned import ImportPlan, PlannedAdvice, PlannedCase, PlannedNote
from send_desktop.imports.reconcile import Amendment, Reconciled
from send_desktop.records import (
    Advice,
    Area,
    Consultation,
    ExceptionPeriod,
    Note,
    Officer,
    Person,
    PlanVersion,
    Request,
    Service,
    Setting,
    Stored,
    Team,
)
from send_desktop.store import R, Work

ByName: TypeAlias = Mapping[str, int]
Make: TypeAlias = Callable[[str], R]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of the authority's own lists by name in lower case; '' is nobody and nowhere."""

    settings: ByName
    areas: ByName
    officers: ByName
    services: ByName


def write(work: Work, plan: ImportPlan, reconciled: Reconciled) -> None:
    """Write new cases and amendments; nothing at all where there are none."""
    if not reconciled.new and not reconciled.amended:
        return
    cases = [case for case, _ in reconciled.new] + [amendment.planned for amendment in reconciled.amended]
    ids = _lists(work, plan, cases)
    _add_cases(work, plan, reconciled, ids)
    for amendment in reconciled.amended:
        _amend(work, plan, amendment, ids)


def _lists(work: Work, plan: ImportPlan, cases: list[PlannedCase]) -> Ids:
    """Add what the file names and the store does not have yet to the authority's lists."""
    directory = work.directory()
    areas = _with_new(
        work,
        {area.name: area.id for area in directory.areas},
        [case.area for case in cases] + [member.area for member in plan.staff],
        lambda name: Area(name=name),
    )
    names = [case.setting for case in cases] + [case.consulted for case in cases]
    settings = _with_new(
        work,
        {setting.name: setting.id for setting in directory.settings},
        names,
        lambda name: Setting(name=name, kind=plan.setting_kinds.get(name.casefold(), "")),
    )
    services = _with_new(
        work,
        {service.code: service.id for service in directory.services},
        [item.service for case in cases for item in case.advice],
        lambda code: Service(code=code, name=_service_name(code), sort_order=len(directory.services) + 1),
    )
    return Ids(settings, areas, _officers(work, plan, cases, areas), services)


def _service_name(code: str) -> str:
    return next((name for known, name, _ in SERVICES if known == code), code)


def _officers(work: Work, plan: ImportPlan, cases: list[PlannedCase], areas: ByName) -> ByName:
    directory = work.directory()
    teams = _with_new(
        work,
        {team.name: team.id for team in directory.teams},
        [member.team for member in plan.staff],
        lambda name: Team(name=name),
    )
    staff = {member.name.casefold(): member for member in plan.staff}

    def officer(name: str) -> Officer:
        member = staff.get(name.casefold())
        if member is None:
            return Officer(name=name)
        return Officer(
            name=member.name,
            initials=member.initials,
            email=member.email,
            team_id=teams.get(member.team.casefold()),
            area_id=areas.get(member.area.casefold()),
        )

    names = [member.name for member in plan.staff] + [case.officer for case in cases]
    return _with_new(work, {known.name: known.id for known in directory.officers}, names, officer)


def _with_new(work: Work, known: Mapping[str, int], names: Iterable[str], make: Make[R]) -> dict[str, int]:
    ids = {name.casefold(): id_ for name, id_ in known.items()}
    missing: dict[str, str] = {}
    for name in names:
        if name and name.casefold() not in ids:
            missing.setdefault(name.casefold(), name)
    added = work.add_all([make(name) for name in missing.values()])
    return ids | dict(zip(missing, added, strict=True))


def _add_cases(work: Work, plan: ImportPlan, reconciled: Reconciled, ids: Ids) -> None:
    persons = _persons(work, reconciled)
    added = work.add_all([_request(case, persons[child], plan, ids) for case, child in reconciled.new])
    cases = [(case, id_) for (case, _), id_ in zip(reconciled.new, added, strict=True)]
    work.add_all([_advice(item, id_, ids) for case, id_ in cases for item in case.advice])
    work.add_all([one for case, id_ in cases for one in _plan_versions(case, id_)])
    work.add_all([_consultation(case, id_, ids) for case, id_ in cases if _has_consultation(case)])
    work.add_all([_exception(case, id_) for case, id_ in cases if case.is_exception_claimed])
    work.add_all([_note(note, id_, plan) for case, id_ in cases for note in case.notes])


def _persons(work: Work, reconciled: Reconciled) -> dict[int, int]:
    """Return the person's id of each child; one record for a child however many requests it has."""
    ids = {child: person.id for child, person in reconciled.persons.items()}
    new: dict[int, Person] = {}
    for case, child in reconciled.new:
        if child in ids:
            continue
        first = new.get(child)
        new[child] = _completed(first, case) if first else _person(case)
    return ids | dict(zip(new, work.add_all(list(new.values())), strict=True))


def _person(case: PlannedCase) -> Person:
    return Person(forename=case.forename, surname=case.surname, date_of_birth=case.date_of_birth, upn=case.upn)


def _completed(person: Person, case: PlannedCase) -> Person:
    return replace(person, date_of_birth=person.date_of_birth or case.date_of_birth, upn=person.upn or case.upn)


def _request(case: PlannedCase, person_id: int, plan: ImportPlan, ids: Ids) -> Request:
    return Request(
        reference=case.reference,
        person_id=person_id,
        received_on=case.received_on,
        source=case.source,
        setting_id=ids.settings.get(case.setting.casefold()),
        area_id=ids.areas.get(case.area.casefold()),
        officer_id=ids.officers.get(case.officer.casefold()),
        primary_need=case.primary_need,
        secondary_need=case.secondary_need,
        assess_outcome=case.assess_outcome,
        assess_told_on=case.assess_told_on,
        assess_panel_on=case.panel_on,
        issue_outcome=case.issue_outcome,
        issue_told_on=case.issue_told_on,
        issue_panel_on=case.issue_panel_on,
        is_exception_claimed=case.is_exception_claimed,
        is_withdrawn=case.is_withdrawn,
        withdrawn_on=case.withdrawn_on,
        comments=case.comments,
        source_file=plan.file,
        source_sheet=case.sheet,
        source_row=case.row,
    )


def _advice(item: PlannedAdvice, case_id: int, ids: Ids) -> Advice:
    existed = item.requested_on is not None and item.received_on is not None and item.received_on < item.requested_on
    return Advice(
        case_id=case_id,
        service_id=ids.services[item.service.casefold()],
        service=item.service,
        requested_on=item.requested_on,
        received_on=item.received_on,
        is_existing_report=existed,
    )


def _plan_versions(case: PlannedCase, case_id: int) -> Iterable[PlanVersion]:
    if case.draft_served_on:
        yield PlanVersion(case_id=case_id, kind="draft", sent_on=case.draft_served_on)
    if case.final_sent_on:
        yield PlanVersion(case_id=case_id, kind="final", sent_on=case.final_sent_on)


def _has_consultation(case: PlannedCase) -> bool:
    return bool(case.consulted) or case.consultation_sent_on is not None


def _consultation(case: PlannedCase, case_id: int, ids: Ids) -> Consultation:
    return Consultation(
        case_id=case_id,
        setting_id=ids.settings.get(case.consulted.casefold()),
        setting=case.consulted,
        sent_on=case.consultation_sent_on,
        replied_on=case.consultation_replied_on,
    )


def _exception(case: PlannedCase, case_id: int) -> ExceptionPeriod:
    return ExceptionPeriod(case_id=case_id, reason=case.exception_reason, reason_text=case.exception_text)


def _note(note: PlannedNote, case_id: int, plan: ImportPlan) -> Note:
    return Note(case_id=case_id, on=plan.as_at, text=note.text, origin=note.origin, subject=note.subject)


def _amend(work: Work, plan: ImportPlan, amendment: Amendment, ids: Ids) -> None:
    case, planned = amendment.case, amendment.planned
    if amendment.person:
        work.replace(case.person, replace(case.person, **amendment.person))
    changes = dict(amendment.request)
    for name, lookup in (("setting", ids.settings), ("area", ids.areas), ("officer", ids.officers)):
        if name in amendment.names:
            changes[f"{name}_id"] = lookup[amendment.names[name].casefold()]
    if changes:
        changes |= {"source_file": plan.file, "source_sheet": planned.sheet, "source_row": planned.row}
        work.replace(case.request, replace(case.request, **changes))
    for item, filled in amendment.changed_advice:
        _change(work, item, filled)
    for held, filled in amendment.changed_consultation:
        _change(work, held, filled)
    work.add_all([_advice(item, case.id, ids) for item in amendment.new_advice])
    plans = [
        PlanVersion(case_id=case.id, kind=kind, sent_on=on, number=number) for kind, on, number in amendment.new_plans
    ]
    work.add_all(plans)
    if amendment.adds_consultation:
        work.add(_consultation(planned, case.id, ids))
    if amendment.adds_exception:
        work.add(_exception(planned, case.id))
    work.add_all([_note(note, case.id, plan) for note in amendment.new_notes])


def _change(work: Work, before: Stored, filled: Mapping[str, Any]) -> None:
    work.replace(before, replace(before, **filled))
