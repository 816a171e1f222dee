"""Which cases and meetings a transaction has changed, worked out from the records it was given."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from db import tables as t
from send_desktop.records import AgendaItem, Carer, PanelMeeting, Person, Request, Stored

FEW = 500
"""Up to so many people their cases are looked up by id; beyond, one pass over all requests is quicker."""


def case_of(record: Stored) -> int | None:
    """Return the case that a record belongs to, if to one alone."""
    if isinstance(record, Request):
        return record.id
    found: int | None = getattr(record, "case_id", None)
    return found


def person_of(record: Stored) -> int | None:
    """Return the child whose record, or whose parent's or carer's, this is."""
    if isinstance(record, Person):
        return record.id
    return record.person_id if isinstance(record, Carer) else None


class Touched:
    """What one transaction has changed so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cases: set[int] = set()
        self._people: set[int] = set()
        self._meetings: set[int] = set()

    def mark(self, record: Stored) -> None:
        """Remember what a record that was added, changed or removed bears on."""
        case_id, person_id = case_of(record), person_of(record)
        if case_id is not None:
            self._cases.add(case_id)
        if person_id is not None:
            self._people.add(person_id)
        if isinstance(record, AgendaItem):
            self._meetings.add(record.meeting_id)
        elif isinstance(record, PanelMeeting):
            self._meetings.add(record.id)

    def mark_all(self, records: Sequence[Stored]) -> None:
        """Remember what new records of one kind bear on."""
        if isinstance(records[0], (AgendaItem, PanelMeeting)):
            for record in records:
                self.mark(record)
        self._cases.update(filter(None, map(case_of, records)))
        self._people.update(filter(None, map(person_of, records)))

    def cases(self, connection: Connection) -> frozenset[int]:
        """Return the ids of the cases, those of the children included."""
        people, self._people = self._people, set()
        if people:
            query = select(t.request.c.id, t.request.c.person_id)
            if len(people) <= FEW:
                query = query.where(t.request.c.person_id.in_(people))
            self._cases.update(id_ for id_, person_id in connection.execute(query) if person_id in people)
        return frozenset(self._cases)

    def meetings(self) -> frozenset[int]:
        """Return the ids of the meetings, those whose agenda changed included."""
        return frozenset(self._meetings)
