"""Reading panels: meetings with their places, and agendas with their cases."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select

from db import tables as t
from db.cases import cases
from db.registry import AGENDA_ITEM, PANEL_MEETING, R, table_of
from db.uncollected import uncollected
from send_desktop.errors import Refused
from send_desktop.records import Agenda, MeetingSummary


def meetings(connection: Connection, since: date | None = None) -> list[MeetingSummary]:
    """Return meetings with their places taken, by date; those before ``since`` are left out."""
    query = _meetings_query().order_by(t.panel_meeting.c.on, t.panel_meeting.c.starts_at, t.panel_meeting.c.id)
    if since is not None:
        query = query.where(t.panel_meeting.c.on >= since)
    taken: dict[int, list[int]] = defaultdict(list)
    for meeting_id, case_id in connection.execute(select(t.agenda_item.c.meeting_id, t.agenda_item.c.case_id)):
        taken[meeting_id].append(case_id)
    return [_summary(row, taken) for row in connection.execute(query)]


def agenda(connection: Connection, meeting_id: int) -> Agenda:
    """Return a meeting with its items in order, each with its case. Raises Refused when there is none of this id."""
    row = connection.execute(_meetings_query().where(t.panel_meeting.c.id == meeting_id)).first()
    if row is None:
        raise Refused("This meeting is no longer in the store; nothing was changed. Go back to the calendar.")
    query = (
        select(*AGENDA_ITEM.columns)
        .where(t.agenda_item.c.meeting_id == meeting_id)
        .order_by(t.agenda_item.c.position, t.agenda_item.c.id)
    )
    items = AGENDA_ITEM.read(connection.execute(query))
    by_id = {case.id: case for case in cases(connection, [item.case_id for item in items])}
    return Agenda(
        meeting=PANEL_MEETING.make(row[:-2]),
        area=row[-2],
        items=tuple((item, by_id[item.case_id]) for item in items),
    )


def every(connection: Connection, kind: type[R], meeting_id: int | None = None) -> list[R]:
    """Return every record of a kind, or those of one meeting, in the order they were made."""
    held = table_of(kind)
    query = select(*held.columns).order_by(held.table.c.id)
    if meeting_id is not None:
        query = query.where(held.table.c.meeting_id == meeting_id)
    with uncollected():
        return held.read(connection.execute(query))


def _meetings_query() -> Select[Any]:
    meeting = t.panel_meeting
    source = meeting.outerjoin(t.area, t.area.c.id == meeting.c.area_id).outerjoin(
        t.panel_series, t.panel_series.c.id == meeting.c.series_id
    )
    names = [func.coalesce(named.c.name, literal("")) for named in (t.area, t.panel_series)]
    return select(*PANEL_MEETING.columns, *names).select_from(source)


def _summary(row: Any, taken: dict[int, list[int]]) -> MeetingSummary:
    meeting, area, series = PANEL_MEETING.make(row[:-2]), row[-2], row[-1]
    case_ids = taken.get(meeting.id, [])
    return MeetingSummary(meeting=meeting, area=area, taken=len(case_ids), case_ids=frozenset(case_ids), series=series)
