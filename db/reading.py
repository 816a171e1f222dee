"""One consistent reading of the store, and nothing kept from it but records."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from db import advice, awaited, caseload, cases, content, directory, facts, history, panels, searching, timeliness
from db import today as today_facts
from db.registry import R
from send_desktop.records import (
    AdviceRow,
    AdviserRow,
    Agenda,
    AuditLine,
    AwaitedRow,
    Case,
    CaseloadRow,
    ChildName,
    DeskFacts,
    Directory,
    Dispute,
    Export,
    FactsRow,
    Found,
    LetterTemplate,
    MeetingSummary,
    Officer,
    SavedView,
    TimelinessRow,
)


class SqlReading:
    """``send_desktop.store.Reading`` on one connection; each answer is the query of its noun's module."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection whose transaction has begun."""
        self._connection = connection

    def directory(self) -> Directory:
        """Return the teams, areas, officers, services and settings, each in its usual order."""
        return directory.directory(self._connection)

    def options(self) -> Mapping[str, str]:
        """Return the team's options as saved; unset ones are absent."""
        return directory.options(self._connection)

    def officer_for_sign_in(self, sign_in: str) -> Officer | None:
        """Return whom the system's sign-in belongs to, compared without regard to case."""
        return directory.officer_for_sign_in(self._connection, sign_in)

    def caseload(self, ids: Collection[int] | None = None) -> list[CaseloadRow]:
        """Return every case, or those of these ids, as a flat row, by next legal date, those without one last."""
        return caseload.caseload(self._connection, ids)

    def child_names(self) -> list[ChildName]:
        """Return every child's name with its case, open cases first, then by surname and forename."""
        return caseload.child_names(self._connection)

    def search(self, words: str, limit: int = 20, officer: str = "") -> Found:
        """Return the cases that hold every word, the best first, those of ``officer`` first among equals."""
        return searching.find(self._connection, words, limit, officer)

    def case(self, case_id: int) -> Case:
        """Return one case whole. Raises Refused when there is no such case."""
        return cases.case(self._connection, case_id)

    def case_by_reference(self, reference: str) -> Case:
        """Return one case whole by its reference, capitals ignored. Raises Refused when there is none."""
        return cases.case_by_reference(self._connection, reference)

    def references(self) -> dict[str, int]:
        """Return every reference with its case's id."""
        return cases.references(self._connection)

    def cases(self, ids: Sequence[int] | None = None) -> list[Case]:
        """Return cases whole, all of them when ids is None, in the order of their ids."""
        return cases.cases(self._connection, ids)

    def facts(self, ids: Iterable[int]) -> list[FactsRow]:
        """Return cases as the law sees them, in the order of their ids; ids of no case are passed over."""
        return facts.facts(self._connection, ids)

    def open_case_ids(self) -> list[int]:
        """Return the ids of cases whose derived status is open, or not yet worked out."""
        return caseload.open_case_ids(self._connection)

    def case_ids_waiting_for(self, services: Iterable[str]) -> list[int]:
        """Return the ids of open cases that await advice from any of these service codes."""
        return caseload.case_ids_waiting_for(self._connection, services)

    def open_disputes(self) -> list[Dispute]:
        """Return every mediation and appeal that has not ended, oldest first."""
        return cases.open_disputes(self._connection)

    def history(self, case_id: int) -> list[AuditLine]:
        """Return the audit of one case, oldest first."""
        return history.history(self._connection, case_id)

    def audit_since(self, since: datetime, records: Collection[str]) -> list[AuditLine]:
        """Return what was written about these kinds of record from a moment on, oldest first."""
        return history.later(self._connection, since, records)

    def first_act_at(self) -> datetime | None:
        """Return the moment of the store's first act; None while there was none."""
        return history.first_act_at(self._connection)

    def meetings(self, since: date | None = None) -> list[MeetingSummary]:
        """Return meetings with places taken, by date; only those on or after ``since`` when it is given."""
        return panels.meetings(self._connection, since)

    def agenda(self, meeting_id: int) -> Agenda:
        """Return one meeting with its items in order. Raises Refused when there is no such meeting."""
        return panels.agenda(self._connection, meeting_id)

    def every(self, kind: type[R], meeting_id: int | None = None) -> list[R]:
        """Return every record of a kind, or those of one meeting, in the order they were made."""
        return panels.every(self._connection, kind, meeting_id)

    def timeliness_rows(self) -> list[TimelinessRow]:
        """Return every case as timeliness counts it."""
        return timeliness.timeliness_rows(self._connection)

    def advice_rows(self) -> list[AdviceRow]:
        """Return every request for advice, flat."""
        return advice.advice_rows(self._connection)

    def family_contacts(self) -> list[tuple[int, date]]:
        """Return the case and the day of every contact with a family."""
        return timeliness.family_contacts(self._connection)

    def awaited(self) -> list[AwaitedRow]:
        """Return what services and settings owe on open cases, the one asked for longest ago first."""
        return awaited.awaited(self._connection)

    def open_adviser_requests(self) -> list[AdviserRow]:
        """Return the families' requests for an adviser on open cases that are undecided or not told, oldest first."""
        return awaited.open_adviser_requests(self._connection)

    def returned_delays(self, service: str, since: date, until: date) -> list[int]:
        """Return days from request to receipt of what a service returned in a period, both days included."""
        return advice.returned_delays(self._connection, service, since, until)

    def desk(self, officer: str | None, today: date, since: date, without: str) -> DeskFacts:
        """Return what Today is made from, of one officer by name, or of the whole team for None."""
        return today_facts.desk(self._connection, officer, today, since, without)

    def content(self, sha256: str) -> bytes:
        """Return the bytes kept under a checksum. Raises Refused for none, Unavailable for damaged ones."""
        return content.content(self._connection, sha256)

    def contents(self) -> list[str]:
        """Return the checksums under which bytes are kept."""
        return content.contents(self._connection)

    def references_holding(self, sha256: str) -> list[str]:
        """Return the references of the cases whose documents have this checksum."""
        return content.references_holding(self._connection, sha256)

    def letter_templates(self) -> list[LetterTemplate]:
        """Return the templates that the team has made its own, by code."""
        return directory.letter_templates(self._connection)

    def saved_views(self) -> list[SavedView]:
        """Return the shared ways of looking at the caseload, by name."""
        return directory.saved_views(self._connection)

    def exports(self, kind: str | None = None) -> list[Export]:
        """Return the export log, newest first."""
        return history.exports(self._connection, kind)

    def audit(self, limit: int = 200) -> list[AuditLine]:
        """Return the newest audit lines of the whole store, newest first."""
        return history.newest(self._connection, limit)

    def is_empty(self) -> bool:
        """Say whether the store holds no case at all."""
        return cases.is_empty(self._connection)
