"""Frozen records: what storage hands out, what the window shows, what every act takes.

Two kinds. *Stored* records are flat, one to a table, and carry the ``version`` that an act hands
back so that storage can tell whether somebody was faster. *Composed* records (``Case``,
``Meeting``...) are read-only gatherings of stored ones; nothing is ever saved through them.
Dates are calendar dates; money is whole pence; absent values are None.
"""

from send_desktop.records.authority import (
    Area,
    LetterTemplate,
    Officer,
    SavedView,
    Service,
    Setting,
    Team,
)
from send_desktop.records.case import (
    FAMILY_RECIPIENTS,
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
from send_desktop.records.child import (
    Carer,
    Person,
)
from send_desktop.records.composed import (
    Agenda,
    AgendaPlace,
    Case,
    Directory,
    MeetingSummary,
    draft_and_final,
)
from send_desktop.records.panels import (
    AgendaItem,
    Export,
    PanelMeeting,
)
from send_desktop.records.rows import (
    AdviceRow,
    AdviserRow,
    AuditLine,
    AwaitedRow,
    CaseloadRow,
    ChildName,
    Derived,
    FactsRow,
    Found,
    SearchHit,
    TimelinessRow,
)
from send_desktop.records.stored import (
    Stored,
)
from send_desktop.records.today import (
    DeskCase,
    DeskFacts,
    Spoken,
    Unwritten,
)

__all__ = [
    "FAMILY_RECIPIENTS",
    "Advice",
    "AdviceRow",
    "AdviserRequest",
    "AdviserRow",
    "Agenda",
    "AgendaItem",
    "AgendaPlace",
    "Area",
    "AuditLine",
    "AwaitedRow",
    "Carer",
    "Case",
    "CaseloadRow",
    "Chase",
    "ChildName",
    "Consultation",
    "Contact",
    "Derived",
    "DeskCase",
    "DeskFacts",
    "Directory",
    "Dispute",
    "Document",
    "ExceptionPeriod",
    "Export",
    "FactsRow",
    "Found",
    "LaterDecision",
    "Letter",
    "LetterTemplate",
    "MeetingSummary",
    "Note",
    "Officer",
    "PanelMeeting",
    "Person",
    "PlanVersion",
    "Provision",
    "Request",
    "SavedView",
    "SearchHit",
    "Service",
    "Setting",
    "Spoken",
    "Stored",
    "Team",
    "TimelinessRow",
    "Unwritten",
    "draft_and_final",
]
