"""Which cases and meetings a transaction has changed, worked out from the records it was given."""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from db import tables as t
from db.bulk import Columns
from send_desktop.records import AgendaItem, Carer, PanelMeeting, Person, Request, Stored

FEW = 500
"""Up to so many people their cases are looked up by id; beyond, one pass over all requests is quicker."""


def case_column(record: type[Stored]) -> str | None:
    """Return the field that holds the case which a kind of record belongs to, if to one alone."""
    if record is Request:
        return "id"
    return "case_id" if hasattr(record, "case_id") else None


def person_column(record: type[Stored]) -> str | None:
    """Return the field that holds the child whose record, or whose parent's or carer's, a kind of record is."""
    if record is Person:
        return "id"
    return "person_id" if record is Carer else None


def meeting_column(record: type[Stored]) -> str | None:
    """Return the field that holds the meeting which a kind of record is, or is about."""
    if record is PanelMeeting:
        return "id"
    return "meeting_id" if record is AgendaItem else None


def case_of(record: Stored) -> int | None:
    """Return the case that a record belongs to, if to one alone."""
    return _held(record, case_column(type(record)))


def person_of(record: Stored) -> int | None:
    """Return the child whose record, or whose parent's or carer's, this is."""
    return _held(record, person_column(type(record)))


def _held(record: Stored, name: str | None) -> int | None:
    found: int | None = getattr(record, name) if name else None
    return found


PLACE_FIELDS: dict[type[Stored], frozenset[str]] = {
    PanelMeeting: frozenset({"kind", "on", "area_id", "capacity", "papers_by", "status"}),
    AgendaItem: frozenset({"meeting_id", "case_id"}),
}
"""The fields by which a meeting or an agenda item bears on anybody's dates: what the panel calendar is made of."""


def is_about_the_sitting(record: type[Stored], changed: Collection[str]) -> bool:
    """Say whether what changed of a meeting or an item moves no place, so that no case's dates hang on it."""
    return record in PLACE_FIELDS and not PLACE_FIELDS[record] & set(changed)


class Touched:
    """What one transaction has changed so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cases: set[int] = set()
        self._people: set[int] = set()
        self._meetings: set[int] = set()

    def mark(self, record: Stored) -> None:
        """Remember what a record that was added, changed or removed bears on."""
        for known, name in self._bearings(type(record)):
            known.add(getattr(record, name))

    def mark_all(self, kind: type[Stored], columns: Columns) -> None:
        """Remember what new records of one kind, given as columns, bear on."""
        for known, name in self._bearings(kind):
            known.update(columns[name])

    def _bearings(self, kind: type[Stored]) -> Iterator[tuple[set[int], str]]:
        every = ((self._cases, case_column), (self._people, person_column), (self._meetings, meeting_column))
        for known, column in every:
            name = column(kind)
            if name:
                yield known, name

    def cases(self, connection: Connection) -> frozenset[int]:
        """Return the ids of the cases, those of the children included."""
        people, self._people = self._people, set()
        if people:
            query = select(t.request.c.id, t.request.c.person_id)
            if len(people) <= FEW:
                query = query.where(t.request.c.person_id.in_(people))
            self._cases.update(id_ for id_, person_id in connection.execute(query).all() if person_id in people)
        return frozenset(self._cases)

    def meetings(self) -> frozenset[int]:
        """Return the ids of the meetings, those whose agenda changed included."""
        return frozenset(self._meetings)
