"""Reading what Today is made from: flat rows of one officer's open cases, or of the whole team's."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select, true

from db import tables as t
from db.awaited import awaited, open_adviser_requests
from db.caseload import OPEN
from db.history import news
from db.registry import (
    CONTACT,
    DERIVED_COLUMNS,
    DISPUTE,
    EXCEPTION_PERIOD,
    LETTER,
    PANEL_ACTION,
    PANEL_MEETING,
    RecordTable,
    derived_of,
    maker,
)
from send_desktop.records import FAMILY_RECIPIENTS, AuditLine, DeskCase, DeskFacts, PanelMeeting, Spoken, Unwritten
from send_desktop.records.today import ENDED_DAYS
from send_desktop.statute.exceptions_in_law import REASONS, is_statutory

MOST_NEWS = 5_000
"""Lines of the audit that are looked through for news, from the newest back: a bound on how long Today may take."""

APPEAL_DAYS = 62
"""Days after it was told for which a refusal without its letter is read: the two months in which it is appealed."""


def _is_listed() -> ColumnElement[bool]:
    """The first exception that gives a reason gives one of the closed list, which alone may excuse (reg 10(4))."""
    period = t.exception_period.c
    first = select(period.reason).where(period.case_id == t.request.c.id, period.reason.is_not(None))
    reason = first.order_by(period.id).limit(1).correlate(t.request).scalar_subquery()
    return func.coalesce(reason, literal("")).in_([code for code in REASONS if is_statutory(code)])


_CASE: dict[str, Any] = {
    "id": t.request.c.id,
    "reference": t.request.c.reference,
    "forename": t.person.c.forename,
    "surname": t.person.c.surname,
    "officer": func.coalesce(t.officer.c.name, ""),
    "area_id": t.request.c.area_id,
    "clock_start_on": func.coalesce(t.request.c.became_responsible_on, t.request.c.received_on),
    "assess_told_on": t.request.c.assess_told_on,
    "issue_told_on": t.request.c.issue_told_on,
    "has_listed_exception": and_(t.request.c.is_exception_claimed, _is_listed()),
}
_SPLIT = len(_CASE)
_make_case = maker(DeskCase, (*_CASE, "derived"))
_HELD = t.request.outerjoin(t.derived, t.derived.c.case_id == t.request.c.id).outerjoin(
    t.officer, t.officer.c.id == t.request.c.officer_id
)
_CASES = select(*(column.label(name) for name, column in _CASE.items()), *DERIVED_COLUMNS).select_from(
    _HELD.join(t.person, t.person.c.id == t.request.c.person_id)
)


def desk(connection: Connection, officer: str | None, today: date, since: date, without: str) -> DeskFacts:
    """Return what Today is made from, of one officer by name, or of the whole team for None."""
    mine: ColumnElement[bool] = true() if officer is None else t.officer.c.name == officer
    promises = _records(connection, CONTACT, and_(mine, _is_promise()))
    disputes = _records(connection, DISPUTE, and_(mine, t.dispute.c.outcome.is_(None)))
    cases = _cases(connection, and_(mine, OPEN))
    unwritten = tuple(_unwritten(connection, mine, today))
    owned: ColumnElement[bool] = true() if officer is None else or_(mine, t.panel_action.c.owner == officer)
    actions = _records(connection, PANEL_ACTION, and_(owned, t.panel_action.c.done_on.is_(None)))
    others = {one.case_id for one in (*promises, *disputes, *unwritten, *actions)} - cases.keys()
    cases |= _cases(connection, t.request.c.id.in_(sorted(others))) if others else {}
    meetings = _meetings(connection, today)
    untold = t.exception_period.c.told_family_on.is_(None)
    return DeskFacts(
        cases=cases,
        awaited=tuple(awaited(connection, mine)),
        promises=promises,
        spoken=(*_contacts(connection, mine), *_letters(connection, mine), *_plans(connection, mine)),
        adviser_requests=tuple(open_adviser_requests(connection, mine)),
        exceptions=_records(connection, EXCEPTION_PERIOD, and_(mine, OPEN, untold)),
        disputes=disputes,
        meetings=meetings,
        on_agendas=_places(connection, [one.id for one in meetings]),
        unwritten=unwritten,
        posted_drafts=_records(connection, LETTER, and_(mine, OPEN, _took_a_draft())),
        actions=actions,
        ended=tuple(_cases(connection, and_(mine, _ended(today))).values()),
        explained=_explained(connection, and_(mine, or_(OPEN, _ended(today)))),
        news=_news(connection, cases, officer, since, without),
    )


def _cases(connection: Connection, wanted: ColumnElement[bool]) -> dict[int, DeskCase]:
    rows = connection.execute(_CASES.where(wanted)).all()
    return {row[0]: _make_case((*row[:_SPLIT], derived_of(row[_SPLIT:]))) for row in rows}


def _of_cases(table: Any, *columns: Any) -> Select[Any]:
    return select(*columns).select_from(_HELD.join(table, table.c.case_id == t.request.c.id))


def _records(connection: Connection, kind: RecordTable[Any], wanted: ColumnElement[bool]) -> tuple[Any, ...]:
    query = _of_cases(kind.table, *kind.columns).where(wanted).order_by(kind.table.c.id)
    return tuple(kind.read(connection.execute(query)))


def _is_promise() -> ColumnElement[bool]:
    return and_(t.contact.c.promised_by.is_not(None), t.contact.c.promise_kept_on.is_(None))


def _contacts(connection: Connection, mine: ColumnElement[bool]) -> Iterable[Spoken]:
    contact = t.contact.c
    sort = (contact.case_id, contact.kind, contact.party, contact.direction)
    query = _of_cases(t.contact, *sort, func.max(contact.on)).where(mine, OPEN).group_by(*sort)
    for case_id, kind, party, direction, on in connection.execute(query):
        yield Spoken(case_id=case_id, kind=kind, party=party, direction=direction, on=on)


def _letters(connection: Connection, mine: ColumnElement[bool]) -> Iterable[Spoken]:
    letter = t.letter.c
    query = _of_cases(t.letter, letter.case_id, func.max(letter.sent_on)).where(
        mine, OPEN, letter.sent_on.is_not(None), letter.recipient.in_(FAMILY_RECIPIENTS)
    )
    for case_id, on in connection.execute(query.group_by(letter.case_id)):
        yield Spoken(case_id=case_id, kind="letter", party="family", direction="to_them", on=on)


def _plans(connection: Connection, mine: ColumnElement[bool]) -> Iterable[Spoken]:
    """A draft is served on the family, and a final plan sent to it: that is a letter, whoever made it."""
    plan = t.plan_version.c
    query = _of_cases(t.plan_version, plan.case_id, func.max(plan.sent_on)).where(mine, OPEN).group_by(plan.case_id)
    for case_id, on in connection.execute(query):
        yield Spoken(case_id=case_id, kind="letter", party="family", direction="to_them", on=on)


def _unwritten(connection: Connection, mine: ColumnElement[bool], today: date) -> Iterable[Unwritten]:
    """Refusals that stand and whose letter to the family has not gone; one told in a tracker has its letter there."""
    request, letter = t.request.c, t.letter.c
    since = today - timedelta(days=APPEAL_DAYS)
    for about, refusal, code in (("assess", "refuse", "decision_refuse"), ("issue", "no_plan", "decision_no_plan")):
        told = request[f"{about}_told_on"]
        family = and_(letter.case_id == request.id, letter.template == code, letter.recipient.in_(FAMILY_RECIPIENTS))
        sent = select(letter.id).where(family, letter.sent_on.is_not(None)).correlate(t.request).exists()
        made = select(func.max(letter.id)).where(family).correlate(t.request).scalar_subquery()
        later = select(t.later_decision.c.id).where(t.later_decision.c.case_id == request.id).correlate(t.request)
        query = select(request.id, told, func.coalesce(made, 0)).select_from(_HELD).where(
            mine, request[f"{about}_outcome"] == refusal, ~sent, ~later.exists(),
            or_(and_(told.is_(None), OPEN), and_(told >= since, request.source_file == "", _stands(refusal))),
        )  # fmt: skip
        for case_id, told_on, letter_id in connection.execute(query):
            yield Unwritten(case_id=case_id, about=about, told_on=told_on, letter_id=letter_id)


def _stands(refusal: str) -> ColumnElement[bool]:
    return t.derived.c.status == ("refused" if refusal == "refuse" else "no_plan")


def _took_a_draft() -> ColumnElement[bool]:
    """A draft's letter has gone to the family, and the draft is not recorded as served since the letter was made."""
    letter, plan = t.letter.c, t.plan_version.c
    served = select(plan.id).where(plan.case_id == letter.case_id, plan.kind == "draft", plan.sent_on >= letter.made_on)
    return and_(
        letter.template == "draft",
        letter.recipient.in_(FAMILY_RECIPIENTS),
        letter.sent_on.is_not(None),
        ~served.correlate(t.letter).exists(),
    )


def _meetings(connection: Connection, today: date) -> tuple[PanelMeeting, ...]:
    meeting = t.panel_meeting.c
    query = select(*PANEL_MEETING.columns).where(meeting.on >= today, meeting.status != "cancelled")
    return tuple(PANEL_MEETING.read(connection.execute(query.order_by(meeting.on, meeting.starts_at, meeting.id))))


def _places(connection: Connection, meeting_ids: list[int]) -> frozenset[tuple[int, int]]:
    item = t.agenda_item.c
    query = select(item.meeting_id, item.case_id).where(item.meeting_id.in_(meeting_ids))
    return frozenset((meeting_id, case_id) for meeting_id, case_id in connection.execute(query))


def _ended(today: date) -> ColumnElement[bool]:
    since = today - timedelta(days=ENDED_DAYS)
    return t.derived.c.finished_on >= since


def _explained(connection: Connection, wanted: ColumnElement[bool]) -> frozenset[tuple[int, str]]:
    given = t.delay_reason.c
    query = _of_cases(t.delay_reason, given.case_id, given.duty).where(wanted)
    return frozenset((case_id, duty) for case_id, duty in connection.execute(query))


def _news(
    connection: Connection, cases: Iterable[int], officer: str | None, since: date, without: str
) -> tuple[AuditLine, ...]:
    moment = datetime.combine(since, time()).astimezone()
    return news(connection, frozenset(cases), moment, officer, without, MOST_NEWS)
