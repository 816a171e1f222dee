"""What an act may ask of storage: two doors and no third.

``look()`` gives one consistent reading; ``work(by)`` gives one audited transaction. Storage never
calculates: derived columns are handed to it by ``services.acts``, inside the same transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from send_desktop.records import (
    AdviceRow,
    AdviserRow,
    Agenda,
    AuditLine,
    AwaitedRow,
    Case,
    CaseloadRow,
    ChildName,
    Derived,
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
    Stored,
    TimelinessRow,
)

R = TypeVar("R", bound=Stored)


class Reading(Protocol):
    """One consistent reading of the store; every answer is as at the moment it was opened."""

    def directory(self) -> Directory:
        """Return the teams, areas, officers, services and settings, each in its usual order."""

    def options(self) -> Mapping[str, str]:
        """Return the team's options as saved: names of ``options.OPTIONS`` to text; unset ones are absent."""

    def officer_for_sign_in(self, sign_in: str) -> Officer | None:
        """Return whom the system's sign-in belongs to, compared without regard to case."""

    def caseload(self, ids: Collection[int] | None = None) -> list[CaseloadRow]:
        """Return every case, or those of these ids, as a flat row, by next legal date, those without one last."""

    def child_names(self) -> list[ChildName]:
        """Return every child's name with its case, open cases first, then by surname and forename."""

    def search(self, words: str, limit: int = 20, officer: str = "") -> Found:
        """Return the cases that hold every word, each by its beginning, or else the nearest words to those typed.

        Ordered: the very reference or UPN, a whole name, names begun, then the rest; open cases before closed,
        those of ``officer`` first among equals.
        """

    def case(self, case_id: int) -> Case:
        """Return one case whole. Raises Refused when there is no such case."""

    def case_by_reference(self, reference: str) -> Case:
        """Return one case whole by its reference, capitals ignored. Raises Refused when there is none."""

    def references(self) -> dict[str, int]:
        """Return every reference with its case's id."""

    def cases(self, ids: Sequence[int] | None = None) -> list[Case]:
        """Return cases whole, all of them when ids is None, read in a fixed number of queries."""

    def facts(self, ids: Iterable[int]) -> list[FactsRow]:
        """Return cases as the law sees them, in the order of their ids: as ``Case.facts`` of each, but sooner read."""

    def open_case_ids(self) -> list[int]:
        """Return the ids of cases whose derived status is open."""

    def case_ids_waiting_for(self, services: Iterable[str]) -> list[int]:
        """Return the ids of open cases that await advice from any of these service codes."""

    def open_disputes(self) -> list[Dispute]:
        """Return every mediation and appeal that has not ended, whatever case it is of, oldest first."""

    def history(self, case_id: int) -> list[AuditLine]:
        """Return the audit of one case, oldest first."""

    def audit_since(self, since: datetime, records: Collection[str]) -> list[AuditLine]:
        """Return what was written about these kinds of record (by class name) from a moment on, oldest first.

        A line about a child is there once for each of the child's cases, under that case.
        """

    def first_act_at(self) -> datetime | None:
        """Return the moment of the store's first act; None while there was none."""

    def meetings(self, since: date | None = None) -> list[MeetingSummary]:
        """Return meetings with places taken, by date; only those on or after ``since`` when it is given."""

    def agenda(self, meeting_id: int) -> Agenda:
        """Return one meeting with its items in order. Raises Refused when there is no such meeting."""

    def every(self, kind: type[R], meeting_id: int | None = None) -> list[R]:
        """Return every record of a kind that panels keep (series, members, attendance, papers, decisions and so on).

        Only those of one meeting where it is given, for kinds that carry a ``meeting_id``. In the order they were made.
        """

    def timeliness_rows(self) -> list[TimelinessRow]:
        """Return every case as timeliness counts it."""

    def advice_rows(self) -> list[AdviceRow]:
        """Return every request for advice, flat."""

    def family_contacts(self) -> list[tuple[int, date]]:
        """Return the case and the day of every contact with a family, or with the young person, either way."""

    def awaited(self) -> list[AwaitedRow]:
        """Return what services and settings owe on open cases, the one asked for longest ago first."""

    def open_adviser_requests(self) -> list[AdviserRow]:
        """Return the families' requests for an adviser on open cases that are undecided or not told, oldest first."""

    def returned_delays(self, service: str, since: date, until: date) -> list[int]:
        """Return days from request to receipt of what a service returned from ``since`` to ``until``, both included."""

    def desk(self, officer: str | None, today: date, since: date, without: str) -> DeskFacts:
        """Return what Today is made from, of one officer by name, or of the whole team for None.

        News is what was written on or after ``since`` by others than ``officer``; of the act named ``without``
        (an import, which touches every case) only the line about the act itself.
        """

    def content(self, sha256: str) -> bytes:
        """Return the bytes kept under a checksum, checked against it.

        Raises Refused when there are none, Unavailable when they are damaged.
        """

    def contents(self) -> list[str]:
        """Return the checksums under which bytes are kept."""

    def references_holding(self, sha256: str) -> list[str]:
        """Return the references of the cases whose documents have this checksum."""

    def letter_templates(self) -> list[LetterTemplate]:
        """Return the templates that the team has made its own, by code."""

    def saved_views(self) -> list[SavedView]:
        """Return the shared ways of looking at the caseload, by name."""

    def exports(self, kind: str | None = None) -> list[Export]:
        """Return the export log, newest first."""

    def audit(self, limit: int = 200) -> list[AuditLine]:
        """Return the newest audit lines of the whole store."""

    def is_empty(self) -> bool:
        """Say whether the store holds no case at all."""


class Work(Reading, Protocol):
    """One audited transaction. Leaving its ``with`` block normally commits; any error undoes it all."""

    def add(self, record: R) -> R:
        """Save a new record; return it with its id and version 1. Writes an audit line."""

    def add_many(self, records: Sequence[R]) -> list[R]:
        """Save many new records of one kind in bulk; return them with ids, in order. One audit line a record."""

    def add_all(self, records: Sequence[R]) -> Sequence[int]:
        """Do as ``add_many`` for whoever needs no more of the records than their ids, in order."""

    def replace(self, before: R, after: R) -> R:
        """Save ``after`` over ``before``, the record that was on screen.

        Raises Stale when the stored version is no longer ``before.version``. Returns the saved record.
        """

    def remove(self, record: Stored, reason: str) -> None:
        """Delete a record, keeping all it held in the audit line. Raises Stale as replace does."""

    def current(self, record: R) -> R | None:
        """Return a record as it is stored now, None where it was removed."""

    def restore(self, record: R) -> R:
        """Save a record that was removed, under its own id. Writes an audit line. Returns the saved record."""

    def save_derived(self, derived: Mapping[int, Derived]) -> None:
        """Write derived columns by case id. No audit, no version: they follow from facts."""

    def set_option(self, name: str, value: str | None) -> None:
        """Save one option as text; None returns it to its default."""

    def keep_content(self, data: bytes) -> str:
        """Keep bytes once, whatever they are called; return the checksum by which they are found again."""

    def log(self, act: str, case_id: int | None = None, **details: Any) -> None:
        """Write an audit line of its own, for an act that changes no single record (an import, an export)."""

    def touched(self) -> frozenset[int]:
        """Return the ids of the cases whose facts this transaction has changed so far."""

    def touched_meetings(self) -> frozenset[int]:
        """Return the ids of the meetings that this transaction has added or changed, agenda included."""


class Store(Protocol):
    """A place where cases are kept."""

    def look(self) -> AbstractContextManager[Reading]:
        """Open one consistent reading. Raises Unavailable."""

    def work(self, by: str, act: str) -> AbstractContextManager[Work]:
        """Open one audited transaction; ``by`` is who acts and ``act`` what they do. Raises Unavailable."""

    def backup(self, target: Any) -> None:
        """Write a whole, consistent copy of the store to a new file. Raises Unavailable."""

    def check(self) -> list[str]:
        """Return what the storage itself finds wrong with its file, in sentences; empty when sound."""

    def close(self) -> None:
        """Let go of the file."""

    @property
    def where(self) -> str:
        """Where the store is, for a person to read."""


__all__ = ["R", "Reading", "Store", "Work"]
