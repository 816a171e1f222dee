"""Reading the caseload: flat rows, as quick at twenty thousand cases as a list has to be."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, String, cast, func, literal, or_, select

from db import tables as t
from db.registry import DERIVED_COLUMNS, derived_of, maker
from send_desktop.records import CaseloadRow, ChildName

OPEN = or_(t.derived.c.status == "open", t.derived.c.status.is_(None))
"""A case that was not yet worked out counts as open: better shown than hidden."""

STANDING = t.request.outerjoin(t.derived, t.derived.c.case_id == t.request.c.id)
"""The request joined to what was worked out of it."""

_FLAT: dict[str, Any] = {
    "id": t.request.c.id,
    "version": t.request.c.version,
    "reference": t.request.c.reference,
    "forename": t.person.c.forename,
    "surname": t.person.c.surname,
    "date_of_birth": t.person.c.date_of_birth,
    "upn": t.person.c.upn,
    "setting": func.coalesce(t.setting.c.name, literal("")),
    "area": func.coalesce(t.area.c.name, literal("")),
    "officer": func.coalesce(t.officer.c.name, literal("")),
    "team": func.coalesce(t.team.c.name, literal("")),
    "primary_need": t.request.c.primary_need,
    "received_on": t.request.c.received_on,
    "clock_start_on": func.coalesce(t.request.c.became_responsible_on, t.request.c.received_on),
    "assess_outcome": t.request.c.assess_outcome,
    "assess_told_on": t.request.c.assess_told_on,
    "issue_outcome": t.request.c.issue_outcome,
    "issue_told_on": t.request.c.issue_told_on,
    "is_exception_claimed": t.request.c.is_exception_claimed,
    "closed_on": t.request.c.closed_on,
    "comments": t.request.c.comments,
    "assess_panel_on": t.request.c.assess_panel_on,
    "issue_panel_on": t.request.c.issue_panel_on,
}
_SPLIT = len(_FLAT)
_make = maker(
    CaseloadRow,
    (
        *_FLAT,
        "draft_served_on",
        "final_sent_on",
        "advice_outstanding",
        "advice_dates",
        "delay_reasons",
        "exception_reason",
        "derived",
    ),
)

NAMED = (
    t.request.join(t.person, t.person.c.id == t.request.c.person_id)
    .outerjoin(t.setting, t.setting.c.id == t.request.c.setting_id)
    .outerjoin(t.area, t.area.c.id == t.request.c.area_id)
    .outerjoin(t.officer, t.officer.c.id == t.request.c.officer_id)
    .outerjoin(t.team, t.team.c.id == t.officer.c.team_id)
)
"""The request joined to the names that a list shows."""

_QUERY = (
    select(*(column.label(name) for name, column in _FLAT.items()), *DERIVED_COLUMNS)
    .select_from(NAMED.outerjoin(t.derived, t.derived.c.case_id == t.request.c.id))
    .order_by(t.derived.c.next_due.is_(None), t.derived.c.next_due, t.request.c.reference_key)
)


def caseload(connection: Connection, ids: Collection[int] | None = None) -> list[CaseloadRow]:
    """Return every case, or those of these ids, as a flat row, by next legal date, those without one last."""
    drafts, finals = plan_dates(connection, ids)
    awaited, advice, delays = _awaited(connection, ids), _advice_dates(connection, ids), _delays(connection, ids)
    exceptions = exception_reasons(connection, ids)
    rows = connection.execute(_QUERY.where(*_only(t.request.c.id, ids))).all()
    return [_row(row, drafts, finals, awaited, advice, delays, exceptions) for row in rows]


_make_name = maker(ChildName)
_NAMES = select(
    t.request.c.id,
    t.request.c.reference,
    t.person.c.forename,
    t.person.c.surname,
    t.person.c.date_of_birth,
    func.coalesce(t.officer.c.name, literal("")),
    OPEN,
).select_from(
    STANDING.join(t.person, t.person.c.id == t.request.c.person_id).outerjoin(
        t.officer, t.officer.c.id == t.request.c.officer_id
    )
)


def child_names(connection: Connection) -> list[ChildName]:
    """Return every child's name with its case, open cases first, then by surname and forename."""
    names = [_make_name(row) for row in connection.execute(_NAMES).all()]
    return sorted(names, key=lambda one: (not one.is_open, one.surname.casefold(), one.forename.casefold()))


def plan_dates(connection: Connection, ids: Collection[int] | None = None) -> tuple[dict[int, date], dict[int, date]]:
    """Return, by case, the day of the latest draft and the day of the first final plan."""
    plan = t.plan_version.c
    query = select(plan.case_id, plan.kind, func.max(plan.sent_on), func.min(plan.sent_on)).group_by(
        plan.case_id, plan.kind
    )
    query = query.where(*_only(plan.case_id, ids))
    drafts: dict[int, date] = {}
    finals: dict[int, date] = {}
    for case_id, kind, latest, first in connection.execute(query).all():
        if kind == "draft":
            drafts[case_id] = latest
        else:
            finals[case_id] = first
    return drafts, finals


def exception_reasons(connection: Connection, ids: Collection[int] | None = None) -> dict[int, str]:
    """Return the reason of each case's first exception that gives one."""
    period = t.exception_period.c
    query = select(period.case_id, period.reason).where(period.reason.is_not(None)).order_by(period.id.desc())
    return {case_id: reason or "" for case_id, reason in connection.execute(query.where(*_only(period.case_id, ids)))}


def open_case_ids(connection: Connection) -> list[int]:
    """Return the ids of open cases, in order."""
    return list(connection.scalars(select(t.request.c.id).select_from(STANDING).where(OPEN).order_by(t.request.c.id)))


def case_ids_waiting_for(connection: Connection, services: Iterable[str]) -> list[int]:
    """Return the ids of open cases that await advice from any of these services, asked for yet or not."""
    query = (
        select(t.request.c.id)
        .select_from(STANDING.join(t.advice, t.advice.c.case_id == t.request.c.id))
        .where(OPEN, t.advice.c.received_on.is_(None), t.advice.c.service.in_(sorted(set(services))))
        .distinct()
        .order_by(t.request.c.id)
    )
    return list(connection.scalars(query))


def _only(column: ColumnElement[int], ids: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of being one of these cases; none when ids is None."""
    return () if ids is None else (column.in_(sorted(ids)),)


def _awaited(connection: Connection, ids: Collection[int] | None) -> dict[int, str]:
    query = (
        select(t.advice.c.case_id, t.advice.c.service)
        .join(t.service, t.service.c.id == t.advice.c.service_id)
        .outerjoin(t.derived, t.derived.c.case_id == t.advice.c.case_id)
        .where(OPEN, t.advice.c.requested_on.is_not(None), t.advice.c.received_on.is_(None))
        .order_by(t.service.c.sort_order, t.advice.c.id)
    )
    codes: dict[int, list[str]] = defaultdict(list)
    for case_id, code in connection.execute(query.where(*_only(t.advice.c.case_id, ids))).all():
        codes[case_id].append(code)
    return {case_id: ", ".join(dict.fromkeys(listed)) for case_id, listed in codes.items()}


def _advice_dates(connection: Connection, ids: Collection[int] | None) -> dict[int, str]:
    """Return each case's advice as one text: 60,000 pairs of dates would be long to read, and few are looked at."""
    advice = t.advice.c
    told = advice.service + ";" + _as_text(advice.requested_on) + ";" + _as_text(advice.received_on)
    query = select(advice.case_id, func.aggregate_strings(told, "|")).group_by(advice.case_id)
    return dict(connection.execute(query.where(*_only(advice.case_id, ids))).all())


def _delays(connection: Connection, ids: Collection[int] | None) -> dict[int, str]:
    """Return each case's reasons for delay as one text, the newest last."""
    given = t.delay_reason.c
    query = select(given.case_id, given.duty, given.reason, given.service).order_by(given.id)
    found: dict[int, list[str]] = defaultdict(list)
    for case_id, *said in connection.execute(query.where(*_only(given.case_id, ids))).all():
        found[case_id].append(";".join(said))
    return {case_id: "|".join(said) for case_id, said in found.items()}


def _as_text(column: ColumnElement[date | None]) -> ColumnElement[str]:
    return func.coalesce(cast(column, String), "")


def _row(
    row: Row[Any],
    drafts: dict[int, date],
    finals: dict[int, date],
    awaited: dict[int, str],
    advice: dict[int, str],
    delays: dict[int, str],
    exceptions: dict[int, str],
) -> CaseloadRow:
    case_id = row[0]
    dates = (drafts.get(case_id), finals.get(case_id), awaited.get(case_id, ""), advice.get(case_id, ""))
    reasons = (delays.get(case_id, ""), exceptions.get(case_id, ""))
    return _make((*row[:_SPLIT], *dates, *reasons, derived_of(row[_SPLIT:])))
