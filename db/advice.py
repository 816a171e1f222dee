"""Reading advice flat: for counting, for the advice page, and for a service's usual delay."""

from datetime import date

from sqlalchemy import Connection, select

from db import tables as t
from db.caseload import OPEN, STANDING
from db.registry import maker
from db.uncollected import uncollected
from send_desktop.records import AdviceRow

_make = maker(AdviceRow)
_QUERY = (
    select(
        t.advice.c.id,
        t.advice.c.case_id,
        t.request.c.reference,
        t.advice.c.service,
        t.advice.c.requested_on,
        t.advice.c.promised_on,
        t.advice.c.received_on,
        t.advice.c.last_chased_on,
        OPEN.label("is_case_open"),
        t.advice.c.booked_on,
        t.advice.c.first_received_on,
        t.advice.c.incomplete_on,
        t.advice.c.returned_on,
    )
    .select_from(STANDING.join(t.advice, t.advice.c.case_id == t.request.c.id))
    .order_by(t.advice.c.id)
)


def advice_rows(connection: Connection) -> list[AdviceRow]:
    """Return every request for advice, flat, in the order in which they were recorded."""
    with uncollected():
        return [_make(row) for row in connection.execute(_QUERY).all()]


def returned_delays(connection: Connection, service: str, since: date, until: date) -> list[int]:
    """Return the days that each piece of advice took which a service returned from ``since`` to ``until``."""
    query = select(t.advice.c.requested_on, t.advice.c.received_on).where(
        t.advice.c.service == service, t.advice.c.received_on.between(since, until)
    )
    rows = connection.execute(query).all()
    return [(received - requested).days for requested, received in rows if requested and received]
