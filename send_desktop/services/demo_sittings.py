"""The meetings that a synthetic authority has held: who was there, what was advised and what was then decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from send_desktop.panel_types import OUTCOMES
from send_desktop.records import (
    AgendaItem,
    Attendance,
    Case,
    Decision,
    PanelMeeting,
    PanelMember,
    Recommendation,
    Request,
)
from send_desktop.store import Work

WITHIN = timedelta(days=6)
"""A decision made so soon after a meeting was put to it."""

MINUTES = (11, 14, 16, 9, 13, 22, 12, 15)
"""How long the cases took, in turn."""

BY = "Head of SEND"


def hold(work: Work, today: date) -> None:
    """Give each meeting of assessment and issue panels before today the cases that were decided right after it."""
    cases = work.cases()
    used: set[tuple[str, int]] = set()
    members = work.every(PanelMember)
    for meeting in [one.meeting for one in work.meetings() if one.meeting.on < today]:
        chosen = [one for one in cases if (meeting.kind, one.id) not in used and _was_put(one.request, meeting)]
        chosen = chosen[: meeting.capacity]
        if chosen:
            used |= {(meeting.kind, one.id) for one in chosen}
            _hold(work, meeting, chosen, [one for one in members if one.series_id == meeting.series_id])


def _was_put(request: Request, meeting: PanelMeeting) -> bool:
    made_on = _made_on(request, meeting)
    return made_on is not None and meeting.on <= made_on <= meeting.on + WITHIN


def _made_on(request: Request, meeting: PanelMeeting) -> date | None:
    return {"assessment": request.assess_made_on, "issue": request.issue_made_on}.get(meeting.kind)


def _hold(work: Work, meeting: PanelMeeting, cases: Sequence[Case], members: Sequence[PanelMember]) -> None:
    starts = datetime.combine(meeting.on, meeting.starts_at, UTC)
    asked = {"assessment": "assess", "issue": "issue"}[meeting.kind]
    items = work.add_many(list(_items(meeting, cases, asked, starts)))
    ended = items[-1].ended_at or starts
    work.add_many(list(_present(meeting, members, starts)))
    work.replace(meeting, replace(meeting, started_at=starts, ended_at=ended, refresher_given=True))
    said = work.add_many([_said(item, case.request) for item, case in zip(items, cases, strict=True)])
    work.add_many([_decided(one, case.request, meeting) for one, case in zip(said, cases, strict=True)])


def _items(meeting: PanelMeeting, cases: Sequence[Case], asked: str, starts: datetime) -> Iterator[AgendaItem]:
    at = starts
    for number, case in enumerate(cases, 1):
        ends = at + timedelta(minutes=MINUTES[number % len(MINUTES)])
        yield AgendaItem(
            meeting_id=meeting.id, case_id=case.id, position=number, asked=asked, started_at=at, ended_at=ends
        )
        at = ends


def _present(meeting: PanelMeeting, members: Sequence[PanelMember], starts: datetime) -> Iterator[Attendance]:
    for one in members:
        yield Attendance(
            meeting_id=meeting.id,
            name=one.name,
            agency=one.agency,
            role=one.role,
            member_id=one.id,
            arrived_at=starts,
        )


def _said(item: AgendaItem, request: Request) -> Recommendation:
    outcome = OUTCOMES[(request.assess_outcome if item.asked == "assess" else request.issue_outcome) or "defer"]
    assert item.ended_at is not None
    return Recommendation(
        case_id=item.case_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        outcome=outcome.code,
        made_at=item.ended_at,
        chair=BY,
        wording=outcome.wording,
        basis=outcome.basis,
        evidence="The papers, and what the members know of the setting's support.",
        criteria="As the officer's recommendation sets out.",
        quorum="Quorum met.",
    )


def _decided(said: Recommendation, request: Request, meeting: PanelMeeting) -> Decision:
    made_on = _made_on(request, meeting)
    assert made_on is not None
    outcome = OUTCOMES[said.outcome]
    return Decision(
        case_id=said.case_id,
        outcome=said.outcome,
        decided_by=BY,
        decided_at=max(datetime.combine(made_on, datetime.min.time(), UTC) + timedelta(hours=17), said.made_at),
        made_on=made_on,
        meeting_id=said.meeting_id,
        item_id=said.item_id,
        recommendation_id=said.id,
        wording=said.wording,
        basis=said.basis,
        reasons=f"{said.evidence} {said.criteria}",
        notify_by=meeting.outcome_by,
        letter=outcome.letter,
    )
