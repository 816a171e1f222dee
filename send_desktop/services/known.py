"""What was known on a day: the store as it was when that day ended, read from what was written since.

Only cases on which something was written after that day are taken back, line by line; the others are as they
are. The lists of the authority (officers, teams, areas, services, settings) are taken back with them, so that
a figure by officer goes by the name of that day. Meetings, options and usual delays are as they stand now.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, cast

from send_desktop.errors import Refused
from send_desktop.records import (
    Advice,
    AdviceRow,
    Area,
    AuditLine,
    Case,
    CaseloadRow,
    Consultation,
    Contact,
    DelayReason,
    Derived,
    Directory,
    Dispute,
    ExceptionPeriod,
    LaterDecision,
    Officer,
    Person,
    PlanVersion,
    Request,
    Service,
    Setting,
    Stored,
    Team,
    TimelinessRow,
)
from send_desktop.records.flat import advice_rows, caseload_row, timeliness_row
from send_desktop.services.acts import derived_of, risk_context
from send_desktop.services.ledger import Ledger
from send_desktop.services.moments import day_of, end_of
from send_desktop.statute.stages import status
from send_desktop.store import R, Reading, Store
from send_desktop.wording import full_date

COUNTED: tuple[type[Stored], ...] = (
    Request,
    Person,
    Advice,
    PlanVersion,
    LaterDecision,
    ExceptionPeriod,
    DelayReason,
)
"""The kinds of record that figures are counted from."""

LISTED: dict[type[Stored], tuple[str, ...]] = {
    Officer: ("name", "team_id"),
    Team: ("name",),
    Area: ("name",),
    Service: ("code", "sort_order"),
    Setting: ("name", "kind"),
}
"""The authority's lists, with the fields by which a change to one of them changes the rows of cases."""

BESIDE: tuple[type[Stored], ...] = (Consultation, Contact, Dispute)
"""Kinds of which figures count every record by itself."""

_KINDS = {kind.__name__: kind for kind in (*COUNTED, *LISTED)}


def known_reading(reading: Reading, on: date, today: date) -> Reading:
    """Return a reading of the cases as the store held them when a day ended, by this computer's clock.

    Raises Refused for a day before the store's first act, and for one that is still to come.
    """
    first = reading.first_act_at()
    if first is None or day_of(first) > on:
        begins = f"The store's history begins on {full_date(day_of(first))}" if first else "The store is empty"
        raise Refused(f"{begins}, so it cannot say what was known on {full_date(on)}; choose a later day.")
    if on > max(today, day_of(datetime.now().astimezone())):
        raise Refused(f"{full_date(on)} is still to come; what is known is asked for a day that is past, or today.")
    return cast(Reading, KnownReading(reading, end_of(on)))


def known_store(store: Store, on: date, today: date) -> Store:
    """Return a store that is read as it was known on a day, and written as ever.

    Opening a reading of it raises what ``known_reading`` raises.
    """
    return cast(Store, _KnownStore(store, on, today))


def known_at(reading: Reading) -> date | None:
    """Return the day at whose end this reading knew what it knows; None where it is as the records stand now."""
    return day_of(reading.before - timedelta(microseconds=1)) if isinstance(reading, KnownReading) else None


def read_until(reading: Reading) -> datetime:
    """Return the moment before which everything that was written is in a reading that is opened now."""
    now = datetime.now(UTC)
    return min(reading.before, now) if isinstance(reading, KnownReading) else now


class _KnownStore:
    """A store whose readings are of the past."""

    def __init__(self, store: Store, on: date, today: date) -> None:
        self._store, self._on, self._today = store, on, today

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def look(self) -> Iterator[Reading]:
        with self._store.look() as reading:
            yield known_reading(reading, self._on, self._today)


class KnownReading:
    """A reading whose cases are as they were before a moment; whatever else is asked of it is as it stands now."""

    def __init__(self, reading: Reading, before: datetime) -> None:
        """Take back what was written from the moment ``before`` on."""
        self._reading, self.before = reading, before

    def __getattr__(self, name: str) -> Any:
        """Pass on what is as it stands now."""
        return getattr(self._reading, name)

    def directory(self) -> Directory:
        """Return the authority's lists as they were."""
        return self._then.directory

    def timeliness_rows(self) -> list[TimelinessRow]:
        """Return every case as timeliness counted it."""
        kinds = {one.id: one.kind for one in self._then.directory.settings}
        rebuilt = [timeliness_row(case, kinds.get(case.request.setting_id or 0, "")) for case in self._then.cases]
        stayed = [row for row in self._reading.timeliness_rows() if row.case_id not in self._then.changed]
        return sorted([*stayed, *rebuilt], key=lambda row: row.case_id)

    def advice_rows(self) -> list[AdviceRow]:
        """Return every request for advice, flat, as it was."""
        rebuilt = [row for case in self._then.cases for row in advice_rows(case)]
        stayed = [row for row in self._reading.advice_rows() if row.case_id not in self._then.changed]
        return sorted([*stayed, *rebuilt], key=lambda row: row.id)

    def caseload(self, ids: Collection[int] | None = None) -> list[CaseloadRow]:
        """Return every case, or those of these ids, as the caseload listed it, by next legal date."""
        context = risk_context(self._reading)
        wanted = [case for case in self._then.cases if ids is None or case.id in ids]
        rebuilt = [caseload_row(replace(case, derived=derived_of(case, context))) for case in wanted]
        stayed = [row for row in self._reading.caseload(ids) if row.id not in self._then.changed]
        return sorted([*stayed, *rebuilt], key=_by_next_due)

    def every(self, kind: type[R], meeting_id: int | None = None) -> list[R]:
        """Return every record of a kind, as it was where figures are counted from it; else as it stands now."""
        if kind not in BESIDE:
            return self._reading.every(kind, meeting_id)
        kinds: dict[str, type[Stored]] = {kind.__name__: kind}
        ledger = Ledger.of(self._reading.every(kind), kinds)
        return _back(ledger, self._reading.audit_since(self.before, kinds)).every(kind)

    def family_contacts(self) -> list[tuple[int, date]]:
        """Return the case and the day of every contact with a family that was on record."""
        return [(one.case_id, one.on) for one in self.every(Contact) if one.party == "family"]

    @cached_property
    def _then(self) -> "_Then":
        return _taken_back(self._reading, self.before)


@dataclass(frozen=True, slots=True)
class _Then:
    """What was otherwise then."""

    directory: Directory
    changed: frozenset[int]
    """The ids of cases that were changed since, or that were not there."""
    cases: tuple[Case, ...]
    """Those of them that were there, as they were."""


def _taken_back(reading: Reading, before: datetime) -> _Then:
    lines = reading.audit_since(before, _KINDS)
    now = reading.directory()
    directory = _directory_before(now, lines)
    lists = _Lists.of(directory)
    by_case: dict[int, list[AuditLine]] = defaultdict(list)
    for line in lines:
        if line.case_id is not None:
            by_case[line.case_id].append(line)
    came_later = {case_id for case_id, written in by_case.items() if _is_first(written)}
    # Where a name in the lists has changed, any case may carry the old one.
    is_all = any(_bears_on_rows(line) for line in lines)
    found = reading.cases(None if is_all else sorted(by_case.keys() - came_later))
    there = {case.id: case for case in found if case.id not in came_later}
    gone = by_case.keys() - came_later - there.keys()
    people = {one.id: one for one in reading.every(Person)} if gone else {}
    cases = [_before(case, by_case.get(case.id, ()), lists) for case in there.values()]
    cases += [_removed(case_id, by_case[case_id], people, lines, lists) for case_id in gone]
    return _Then(directory, frozenset(by_case.keys() | there.keys()), tuple(cases))


def _is_first(written: Sequence[AuditLine]) -> bool:
    """Say whether a case came into the store with the first of these lines about it."""
    first = next((line for line in written if line.record == Request.__name__), None)
    return first is not None and first.is_new


def _bears_on_rows(line: AuditLine) -> bool:
    kind = _KINDS[line.record]
    return kind in LISTED and not line.is_new and any(name in line.changes for name in LISTED[kind])


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the lists call the ids that a request holds."""

    settings: dict[int | None, str]
    areas: dict[int | None, str]
    teams: dict[int | None, str]
    officers: dict[int | None, Officer]
    services: dict[int, Service]

    @classmethod
    def of(cls, directory: Directory) -> "_Lists":
        return cls(
            settings={one.id: one.name for one in directory.settings},
            areas={one.id: one.name for one in directory.areas},
            teams={one.id: one.name for one in directory.teams},
            officers={one.id: one for one in directory.officers},
            services={one.id: one for one in directory.services},
        )

    def names(self, request: Request) -> dict[str, Any]:
        """Return the names of a case."""
        officer = self.officers.get(request.officer_id)
        return {
            "setting": self.settings.get(request.setting_id, ""),
            "area": self.areas.get(request.area_id, ""),
            "officer": officer.name if officer else "",
            "team": self.teams.get(officer.team_id, "") if officer else "",
        }

    def advice(self, item: Advice) -> Advice:
        """Return advice under its service's code."""
        service = self.services.get(item.service_id)
        return replace(item, service=service.code) if service else item

    def place(self, item: Advice) -> tuple[int, int]:
        """Return where advice stands on its case."""
        service = self.services.get(item.service_id)
        return service.sort_order if service else 0, item.id


# --- one case ------------------------------------------------------------------------------------


def _before(case: Case, written: Iterable[AuditLine], lists: _Lists) -> Case:
    """Return a case as it was before these lines."""
    records = (case.request, case.person, *case.advice, *case.plans, *case.later_decisions)
    ledger = Ledger.of((*records, *case.exceptions, *case.delay_reasons), _KINDS)
    return _whole(case.id, case, _back(ledger, written), lists)


def _removed(
    case_id: int,
    written: Sequence[AuditLine],
    people: dict[int, Person],
    lines: Sequence[AuditLine],
    lists: _Lists,
) -> Case:
    """Return a case that has been removed since as it was; its child may have been removed with it."""
    ledger = _back(Ledger.of((), _KINDS), written)
    (request,) = ledger.every(Request)
    childs = [line for line in lines if line.record == Person.__name__ and line.record_id == request.person_id]
    child = _back(Ledger.of([people[request.person_id]] if request.person_id in people else [], _KINDS), childs)
    ledger.held |= child.held
    return _whole(case_id, None, ledger, lists)


def _back(ledger: Ledger, written: Iterable[AuditLine]) -> Ledger:
    for line in reversed(list(written)):
        ledger.take_back(line)
    return ledger


def _whole(case_id: int, case: Case | None, ledger: Ledger, lists: _Lists) -> Case:
    """Return a case with all that figures are counted from; of what else it holds, what it holds now."""
    (request,) = (one for one in ledger.every(Request) if one.id == case_id)
    person = next(iter(ledger.every(Person)), case.person if case else Person(forename="", surname=""))
    now = case or Case(request=request, person=person, derived=Derived())
    then = replace(
        now,
        request=request,
        person=person,
        advice=tuple(sorted(map(lists.advice, ledger.every(Advice)), key=lists.place)),
        plans=tuple(sorted(ledger.every(PlanVersion), key=lambda one: (one.sent_on, one.id))),
        later_decisions=tuple(sorted(ledger.every(LaterDecision), key=lambda one: (one.made_on, one.id))),
        exceptions=tuple(ledger.every(ExceptionPeriod)),
        delay_reasons=tuple(ledger.every(DelayReason)),
        **lists.names(request),
    )
    return replace(then, derived=Derived(status=status(then.facts())))


# --- the lists -----------------------------------------------------------------------------------


def _directory_before(now: Directory, lines: Sequence[AuditLine]) -> Directory:
    written = [line for line in lines if _KINDS[line.record] in LISTED]
    if not written:
        return now
    ledger = Ledger.of((*now.teams, *now.areas, *now.officers, *now.services, *now.settings), _KINDS)
    _back(ledger, written)
    return Directory(
        teams=tuple(sorted(ledger.every(Team), key=lambda one: one.name.casefold())),
        areas=tuple(sorted(ledger.every(Area), key=lambda one: one.name.casefold())),
        officers=tuple(sorted(ledger.every(Officer), key=lambda one: one.name.casefold())),
        services=tuple(sorted(ledger.every(Service), key=lambda one: (one.sort_order, one.code))),
        settings=tuple(sorted(ledger.every(Setting), key=lambda one: one.name.casefold())),
    )


def _by_next_due(row: CaseloadRow) -> tuple[bool, date, str]:
    due = row.derived.next_due
    return due is None, due or date.max, row.reference.strip().casefold()
