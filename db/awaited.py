"""Reading what others owe on open cases, flat: advice, replies of settings, and what families asked of us."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, null, or_, select

from db import tables as t
from db.caseload import NAMED, OPEN
from db.registry import maker
from send_desktop.records import AdviserRow, AwaitedRow

_CASE = NAMED.outerjoin(t.derived, t.derived.c.case_id == t.request.c.id)
_asked_of = t.setting.alias("asked_of")
_CONSULTED = func.coalesce(func.nullif(t.consultation.c.setting, ""), _asked_of.c.name)

_make = maker(AwaitedRow)
_make_adviser = maker(AdviserRow)


def _of_case(kind: str, id_column: Any, whose: Any, *days: Any) -> Select[Any]:
    return select(
        literal(kind),
        id_column,
        t.request.c.id,
        t.request.c.reference,
        t.person.c.forename,
        t.person.c.surname,
        t.officer.c.name,
        t.setting.c.name,
        whose,
        *days,
    )


_ADVICE = (
    _of_case(
        "advice",
        t.advice.c.id,
        t.advice.c.service,
        t.advice.c.requested_on,
        t.advice.c.promised_on,
        t.advice.c.booked_on,
        t.advice.c.first_received_on,
        t.advice.c.incomplete_on,
        t.advice.c.returned_on,
        t.advice.c.last_chased_on,
    )
    .select_from(_CASE.join(t.advice, t.advice.c.case_id == t.request.c.id))
    .where(OPEN, t.advice.c.requested_on.is_not(None), t.advice.c.received_on.is_(None))
)
_REPLIES = (
    _of_case("reply", t.consultation.c.id, _CONSULTED, t.consultation.c.sent_on, *(null() for _ in range(6)))
    .select_from(
        _CASE.join(t.consultation, t.consultation.c.case_id == t.request.c.id).outerjoin(
            _asked_of, _asked_of.c.id == t.consultation.c.setting_id
        )
    )
    .where(
        OPEN,
        t.consultation.c.sent_on.is_not(None),
        t.consultation.c.replied_on.is_(None),
        or_(t.consultation.c.outcome.is_(None), t.consultation.c.outcome == "no_reply"),
    )
)
_CHASED = (
    select(t.chase.c.advice_id, t.chase.c.consultation_id, t.chase.c.on, t.chase.c.rung)
    .select_from(_CASE.join(t.chase, t.chase.c.case_id == t.request.c.id))
    .where(OPEN)
    .order_by(t.chase.c.on, t.chase.c.id)
)
_ADVISERS = (
    select(
        t.adviser_request.c.id,
        t.request.c.id,
        t.request.c.reference,
        t.person.c.forename,
        t.person.c.surname,
        t.officer.c.name,
        t.adviser_request.c.adviser,
        t.adviser_request.c.asked_on,
        t.adviser_request.c.outcome,
        t.adviser_request.c.decided_on,
    )
    .select_from(_CASE.join(t.adviser_request, t.adviser_request.c.case_id == t.request.c.id))
    .where(OPEN, or_(t.adviser_request.c.outcome.is_(None), t.adviser_request.c.told_on.is_(None)))
    .order_by(t.adviser_request.c.asked_on, t.adviser_request.c.id)
)

OFFICER, SETTING, WHOSE = 6, 7, 8
"""Where a row holds names that may be absent."""


def awaited(connection: Connection, *wanted: ColumnElement[bool]) -> list[AwaitedRow]:
    """Return what services and settings owe on open cases, the one asked for longest ago first."""
    chased = _chased(connection, *wanted)
    queries = (_ADVICE.where(*wanted), _REPLIES.where(*wanted))
    rows = [tuple(row) for query in queries for row in connection.execute(query).all()]
    made = [_make((*_named(row), chased.get((row[0], row[1]), ()))) for row in rows]
    return sorted(made, key=lambda one: (one.asked_on, one.reference, one.whose))


def open_adviser_requests(connection: Connection, *wanted: ColumnElement[bool]) -> list[AdviserRow]:
    """Return the families' requests for an adviser on open cases that are undecided or not told, oldest first."""
    rows = connection.execute(_ADVISERS.where(*wanted)).all()
    return [_make_adviser((*row[:5], row[5] or "", *row[6:])) for row in rows]


def _named(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:OFFICER], *(name or "" for name in row[OFFICER : WHOSE + 1]), *row[WHOSE + 1 :])


def _chased(
    connection: Connection, *wanted: ColumnElement[bool]
) -> dict[tuple[str, int], tuple[tuple[date, int], ...]]:
    found: dict[tuple[str, Any], list[tuple[date, int]]] = defaultdict(list)
    for advice_id, consultation_id, on, rung in connection.execute(_CHASED.where(*wanted)).all():
        found["advice" if advice_id else "reply", advice_id or consultation_id].append((on, rung))
    return {key: tuple(steps) for key, steps in found.items()}
