"""Reading cases whole: the request with its names, and everything that hangs from it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select

from db import tables as t
from db.registry import (
    ADVICE,
    ADVISER_REQUEST,
    AGENDA_ITEM,
    CARER,
    CHASE,
    CONSULTATION,
    CONTACT,
    DECISION,
    DELAY_REASON,
    DERIVED_COLUMNS,
    DISPUTE,
    DOCUMENT,
    EXCEPTION_PERIOD,
    LATER_DECISION,
    LETTER,
    NOTE,
    PANEL_ACTION,
    PANEL_MEETING,
    PERSON,
    PLAN_VERSION,
    PROVISION,
    RECOMMENDATION,
    REQUEST,
    RecordTable,
    derived_of,
)
from send_desktop.errors import Refused
from send_desktop.records import AgendaPlace, Case, Dispute

CHUNK = 5_000
"""How many ids one statement is given: well under what any database takes as parameters."""

HUNG: dict[str, RecordTable[Any]] = {
    "advice": ADVICE,
    "consultations": CONSULTATION,
    "provision": PROVISION,
    "plans": PLAN_VERSION,
    "exceptions": EXCEPTION_PERIOD,
    "later_decisions": LATER_DECISION,
    "contacts": CONTACT,
    "notes": NOTE,
    "documents": DOCUMENT,
    "chases": CHASE,
    "adviser_requests": ADVISER_REQUEST,
    "disputes": DISPUTE,
    "letters": LETTER,
    "delay_reasons": DELAY_REASON,
    "recommendations": RECOMMENDATION,
    "decisions": DECISION,
    "actions": PANEL_ACTION,
}
"""What hangs from a case: the field of Case and the kind of record."""

_DAY_OF: dict[str, ColumnElement[Any]] = {
    "plans": t.plan_version.c.sent_on,
    "later_decisions": t.later_decision.c.made_on,
    "contacts": t.contact.c.on,
    "notes": t.note.c.on,
    "chases": t.chase.c.on,
    "adviser_requests": t.adviser_request.c.asked_on,
    "disputes": t.dispute.c.opened_on,
    "letters": t.letter.c.made_on,
    "delay_reasons": t.delay_reason.c.given_on,
    "recommendations": t.recommendation.c.made_at,
    "decisions": t.decision.c.decided_at,
    "actions": t.panel_action.c.raised_on,
}
"""The day by which some of it is ordered."""

_Hung = dict[str, dict[int, list[Any]]]


def cases(connection: Connection, ids: Sequence[int] | None = None) -> list[Case]:
    """Return cases whole, in the order of their ids; ids of no case are passed over."""
    if ids is None:
        return _read(connection, None)
    wanted = sorted(set(ids))
    found: list[Case] = []
    for start in range(0, len(wanted), CHUNK):
        found += _read(connection, wanted[start : start + CHUNK])
    return found


def case(connection: Connection, case_id: int) -> Case:
    """Return one case whole. Raises Refused when there is none of this id."""
    found = _read(connection, [case_id])
    if not found:
        raise Refused("This case is no longer in the store; nothing was changed. Go back to the caseload.")
    return found[0]


def case_by_reference(connection: Connection, reference: str) -> Case:
    """Return one case whole by its reference, capitals ignored. Raises Refused when there is none."""
    key = reference_key(reference)
    case_id = connection.scalar(select(t.request.c.id).where(t.request.c.reference_key == key))
    if case_id is None:
        raise Refused(f"There is no case with the reference {reference}; check it against the caseload.")
    return case(connection, case_id)


def references(connection: Connection) -> dict[str, int]:
    """Return every reference with its case's id."""
    return dict(connection.execute(select(t.request.c.reference, t.request.c.id)).all())


def reference_key(reference: str) -> str:
    """Return that by which references are the same: no outer spaces, no capitals."""
    return reference.strip().casefold()


def open_disputes(connection: Connection) -> list[Dispute]:
    """Return every mediation and appeal that has not ended, oldest first."""
    table = t.dispute
    query = select(*DISPUTE.columns).where(table.c.outcome.is_(None)).order_by(table.c.opened_on, table.c.id)
    return DISPUTE.read(connection.execute(query))


def is_empty(connection: Connection) -> bool:
    """Say whether there is no case at all."""
    return connection.execute(select(t.request.c.id).limit(1)).first() is None


def _read(connection: Connection, ids: Sequence[int] | None) -> list[Case]:
    hung: _Hung = {
        field: _by_case(kind, connection.execute(_hung_query(field, kind, ids)).all()) for field, kind in HUNG.items()
    }
    hung["agenda"] = _agenda_by_case(connection.execute(_agenda_query(ids)))
    carers = _carers_by_person(connection, ids)
    return [_case(row, hung, carers) for row in connection.execute(_spine_query(ids)).all()]


_PERSON_AT = len(REQUEST.columns)
_DERIVED_AT = _PERSON_AT + len(PERSON.columns)
_NAMES_AT = _DERIVED_AT + len(DERIVED_COLUMNS)


def _spine_query(ids: Sequence[int] | None) -> Select[Any]:
    preferred = t.setting.alias("preferred")
    names = (t.setting.c.name, t.area.c.name, t.officer.c.name, t.team.c.name, preferred.c.name)
    source = (
        t.request.join(t.person, t.person.c.id == t.request.c.person_id)
        .outerjoin(t.derived, t.derived.c.case_id == t.request.c.id)
        .outerjoin(t.setting, t.setting.c.id == t.request.c.setting_id)
        .outerjoin(t.area, t.area.c.id == t.request.c.area_id)
        .outerjoin(t.officer, t.officer.c.id == t.request.c.officer_id)
        .outerjoin(t.team, t.team.c.id == t.officer.c.team_id)
        .outerjoin(preferred, preferred.c.id == t.request.c.family_preference_setting_id)
    )
    query = (
        select(
            *REQUEST.columns,
            *PERSON.columns,
            *DERIVED_COLUMNS,
            *(func.coalesce(name, literal("")) for name in names),
        )
        .select_from(source)
        .order_by(t.request.c.id)
    )
    return query if ids is None else query.where(t.request.c.id.in_(ids))


def _case(row: Row[Any], hung: _Hung, carers: dict[int, list[Any]]) -> Case:
    request = REQUEST.make(row[:_PERSON_AT])
    setting, area, officer, team, preferred = row[_NAMES_AT:]
    return Case(
        request=request,
        person=PERSON.make(row[_PERSON_AT:_DERIVED_AT]),
        derived=derived_of(row[_DERIVED_AT:_NAMES_AT]),
        setting=setting,
        area=area,
        officer=officer,
        team=team,
        preferred_setting=preferred,
        carers=tuple(carers.get(request.person_id, ())),
        **{field: tuple(by_case.get(request.id, ())) for field, by_case in hung.items()},
    )


def in_order(field: str, query: Select[Any]) -> Select[Any]:
    """Return a query of what hangs from cases in the order in which a case shows it."""
    if field == "advice":
        query = query.join(t.service, t.service.c.id == t.advice.c.service_id).order_by(t.service.c.sort_order)
    elif field in _DAY_OF:
        query = query.order_by(_DAY_OF[field])
    return query.order_by(HUNG[field].table.c.id)


def _hung_query(field: str, kind: RecordTable[Any], ids: Sequence[int] | None) -> Select[Any]:
    query = in_order(field, select(*kind.columns))
    return query if ids is None else query.where(kind.table.c.case_id.in_(ids))


def _by_case(kind: RecordTable[Any], rows: Iterable[Row[Any]]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    at = kind.names.index("case_id")
    for row in rows:
        grouped[row[at]].append(kind.make(row))
    return grouped


def _agenda_query(ids: Sequence[int] | None) -> Select[Any]:
    source = t.agenda_item.join(t.panel_meeting, t.panel_meeting.c.id == t.agenda_item.c.meeting_id).outerjoin(
        t.area, t.area.c.id == t.panel_meeting.c.area_id
    )
    query = (
        select(*AGENDA_ITEM.columns, *PANEL_MEETING.columns, func.coalesce(t.area.c.name, literal("")))
        .select_from(source)
        .order_by(t.panel_meeting.c.on, t.panel_meeting.c.starts_at, t.agenda_item.c.id)
    )
    return query if ids is None else query.where(t.agenda_item.c.case_id.in_(ids))


def _agenda_by_case(rows: Iterable[Row[Any]]) -> dict[int, list[Any]]:
    split = len(AGENDA_ITEM.columns)
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        item = AGENDA_ITEM.make(row[:split])
        grouped[item.case_id].append(AgendaPlace(item=item, meeting=PANEL_MEETING.make(row[split:-1]), area=row[-1]))
    return grouped


def _carers_by_person(connection: Connection, ids: Sequence[int] | None) -> dict[int, list[Any]]:
    query = select(*CARER.columns).order_by(t.carer.c.id)
    if ids is not None:
        people = select(t.request.c.person_id).where(t.request.c.id.in_(ids))
        query = query.where(t.carer.c.person_id.in_(people))
    grouped: dict[int, list[Any]] = defaultdict(list)
    for carer in CARER.read(connection.execute(query)):
        grouped[carer.person_id].append(carer)
    return grouped
