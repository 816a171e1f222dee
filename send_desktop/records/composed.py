"""Read-only gatherings of stored records; nothing is ever saved through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.records.authority import Area, Officer, Service, Setting, Team
from send_desktop.records.case import (
    Advice,
    AdviserRequest,
    Chase,
    Consultation,
    Contact,
    Dispute,
    Document,
    ExceptionPeriod,
    LaterDecision,
    Letter,
    Note,
    PlanVersion,
    Provision,
    Request,
)
from send_desktop.records.child import Carer, Person
from send_desktop.records.panels import AgendaItem, PanelMeeting
from send_desktop.records.reporting import DelayReason
from send_desktop.records.rows import Derived
from send_desktop.records.sitting import Decision, PanelAction, Recommendation
from send_desktop.statute.disputes import DisputeFact
from send_desktop.statute.facts import AdviceFact, CaseFacts, ConsultationFact, LaterDecisionFact, ReliefFact


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPlace:
    """Where a case stands on an agenda: the item and its meeting."""

    item: AgendaItem
    meeting: PanelMeeting
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case whole, as at one reading of the store."""

    request: Request
    person: Person
    derived: Derived
    setting: str = ""
    area: str = ""
    officer: str = ""
    team: str = ""
    preferred_setting: str = ""
    carers: tuple[Carer, ...] = ()
    advice: tuple[Advice, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    provision: tuple[Provision, ...] = ()
    plans: tuple[PlanVersion, ...] = ()
    exceptions: tuple[ExceptionPeriod, ...] = ()
    later_decisions: tuple[LaterDecision, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    documents: tuple[Document, ...] = ()
    chases: tuple[Chase, ...] = ()
    adviser_requests: tuple[AdviserRequest, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    letters: tuple[Letter, ...] = ()
    delay_reasons: tuple[DelayReason, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[PanelAction, ...] = ()
    agenda: tuple[AgendaPlace, ...] = ()

    @property
    def id(self) -> int:
        """The request's id: a case is known by its request."""
        return self.request.id

    @property
    def reference(self) -> str:
        """The team's reference for the request."""
        return self.request.reference

    @property
    def clock_start_on(self) -> date:
        """The day the 6, 16 and 20 weeks run from: s36(1) receipt or s24 responsibility."""
        return self.request.became_responsible_on or self.request.received_on

    @property
    def draft_served_on(self) -> date | None:
        """The day the latest draft was served: the window for representations runs from it."""
        return draft_and_final(self.plans)[0]

    @property
    def final_sent_on(self) -> date | None:
        """The day the first final plan was sent: the 20 weeks are measured to it."""
        return draft_and_final(self.plans)[2]

    def facts(self) -> CaseFacts:
        """The dates of this case in the form that the law's functions take."""
        request = self.request
        draft_served_on, representations_by, final_sent_on = draft_and_final(self.plans)
        return CaseFacts(
            request_received=request.received_on,
            became_responsible=request.became_responsible_on,
            assess_outcome=request.assess_outcome,
            assess_made_on=request.assess_made_on,
            assess_told_on=request.assess_told_on,
            issue_outcome=request.issue_outcome,
            issue_made_on=request.issue_made_on,
            issue_told_on=request.issue_told_on,
            draft_served_on=draft_served_on,
            representations_by=representations_by,
            final_sent_on=final_sent_on,
            is_withdrawn=request.is_withdrawn,
            withdrawn_on=request.withdrawn_on,
            closure=request.closure,
            closed_on=request.closed_on,
            advice=tuple(
                AdviceFact(item.service, item.requested_on, item.promised_on, item.received_on) for item in self.advice
            ),
            consultations=tuple(
                ConsultationFact(item.setting, item.sent_on, item.replied_on) for item in self.consultations
            ),
            later_decisions=tuple(
                LaterDecisionFact(item.about, item.outcome, item.route, item.made_on, item.told_on)
                for item in self.later_decisions
            ),
            reliefs=tuple(
                ReliefFact(item.reason, item.starts_on, item.ends_on, item.relieves) for item in self.exceptions
            ),
        )

    def dispute_facts(self) -> tuple[DisputeFact, ...]:
        """The dates of its mediations and appeals, in the form that ``statute.disputes`` takes."""
        return tuple(one.fact() for one in self.disputes)


def draft_and_final(plans: Sequence[PlanVersion]) -> tuple[date | None, date | None, date | None]:
    """Return when the latest draft was served, by when its letter asks for representations, and the first final day."""
    drafts = [plan for plan in plans if plan.kind == "draft"]
    latest = max(drafts, key=lambda plan: plan.sent_on, default=None)
    final_sent_on = min((plan.sent_on for plan in plans if plan.kind == "final"), default=None)
    if latest is None:
        return None, None, final_sent_on
    return latest.sent_on, latest.representations_by, final_sent_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSummary:
    """A meeting in a list: with its area's name, the places taken and the cases that take them."""

    meeting: PanelMeeting
    area: str
    taken: int
    case_ids: frozenset[int] = frozenset()
    series: str = ""
    """What its panel is called, where the meeting belongs to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting with its items in order, each with its case whole."""

    meeting: PanelMeeting
    area: str
    items: tuple[tuple[AgendaItem, Case], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The authority's own lists, as at one reading: what pickers offer and ids resolve against."""

    teams: tuple[Team, ...] = ()
    areas: tuple[Area, ...] = ()
    officers: tuple[Officer, ...] = ()
    services: tuple[Service, ...] = ()
    settings: tuple[Setting, ...] = ()
