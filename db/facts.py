"""Reading cases as the law sees them: what derived columns are worked out from, and nothing else.

It is a third of what a case holds, so that the thousands of an import are soon read.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, select

from db import tables as t
from db.cases import HUNG, in_order
from db.registry import maker
from send_desktop.records import FactsRow, PlanVersion, draft_and_final
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact

FEW = 500
"""Up to so many cases are asked for by their ids; beyond, by the first and last of them, which is quicker."""

_OF_REQUEST: dict[str, Any] = {
    "request_received": t.request.c.received_on,
    "became_responsible": t.request.c.became_responsible_on,
    "assess_outcome": t.request.c.assess_outcome,
    "assess_made_on": t.request.c.assess_made_on,
    "assess_told_on": t.request.c.assess_told_on,
    "issue_outcome": t.request.c.issue_outcome,
    "issue_made_on": t.request.c.issue_made_on,
    "issue_told_on": t.request.c.issue_told_on,
    "is_withdrawn": t.request.c.is_withdrawn,
    "withdrawn_on": t.request.c.withdrawn_on,
    "closure": t.request.c.closure,
    "closed_on": t.request.c.closed_on,
}
_OF_PLANS = ("draft_served_on", "representations_by", "final_sent_on")
_HUNG: dict[str, tuple[str, type[Any]]] = {
    "advice": ("advice", AdviceFact),
    "consultations": ("consultations", ConsultationFact),
    "later_decisions": ("later_decisions", LaterDecisionFact),
    "reliefs": ("exceptions", ReliefFact),
}
"""What hangs from the facts: their field, that of a whole case which is ordered alike, and what each is."""

_make = maker(CaseFacts, (*_OF_REQUEST, *_OF_PLANS, *_HUNG))
_SPINE = select(t.request.c.id, func.coalesce(t.area.c.name, literal("")), *_OF_REQUEST.values()).select_from(
    t.request.outerjoin(t.area, t.area.c.id == t.request.c.area_id)
)
_ByCase = dict[int, list[Any]]


def facts(connection: Connection, ids: Iterable[int]) -> list[FactsRow]:
    """Return these cases as the law sees them, in the order of their ids; ids of no case are passed over."""
    wanted = frozenset(ids)
    if not wanted:
        return []
    spine = _SPINE.where(_among(t.request.c.id, wanted)).order_by(t.request.c.id)
    plans = _hung(connection, "plans", PlanVersion, wanted)
    hung = [_hung(connection, like, made, wanted) for like, made in _HUNG.values()]
    rows = connection.execute(spine).all()
    return [_row(row, plans, hung) for row in rows if row[0] in wanted]


def _row(row: Sequence[Any], plans: _ByCase, hung: list[_ByCase]) -> FactsRow:
    case_id: int = row[0]
    of_plans = draft_and_final(plans.get(case_id, ()))
    values = (*row[2:], *of_plans, *(tuple(by_case.get(case_id, ())) for by_case in hung))
    return FactsRow(case_id=case_id, area=row[1], facts=_make(values))


def _hung(connection: Connection, like: str, made: type[Any], wanted: frozenset[int]) -> _ByCase:
    kind = HUNG[like]
    owner, names = kind.table.c.case_id, [field.name for field in fields(made)]
    query = in_order(like, select(owner, *(kind.table.c[name] for name in names))).where(_among(owner, wanted))
    make = maker(made, names)
    grouped: _ByCase = defaultdict(list)
    for row in connection.execute(query).all():
        grouped[row[0]].append(make(row[1:]))
    return grouped


def _among(column: ColumnElement[int], wanted: frozenset[int]) -> ColumnElement[bool]:
    """Return the condition of being one of these ids; of many, of lying between them, which the reader then sifts."""
    if len(wanted) <= FEW:
        return column.in_(sorted(wanted))
    return column.between(min(wanted), max(wanted))
