"""The facts of one case as the law sees them: dates and outcomes, no names.

Everything in ``statute`` and ``risk`` that speaks of a case takes these; ``records.Case.facts``
makes them. Standard library only.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AdviceFact:
    """Advice asked of one service: when, when promised, when it came."""

    service: str
    requested_on: date | None = None
    promised_on: date | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsultationFact:
    """A setting consulted: when it was sent, and its reply."""

    setting: str
    sent_on: date | None = None
    replied_on: date | None = None


@dataclass(frozen=True, slots=True)
class LaterDecisionFact:
    """A decision that changed a first one: about (assess, issue, contents, placement), outcome and route."""

    about: str
    outcome: str
    route: str
    made_on: date
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReliefFact:
    """An exception recorded: its reason code, dates, and the duty ids that it is recorded as relieving."""

    reason: str | None
    starts_on: date | None = None
    ends_on: date | None = None
    relieves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Every fact of a case from which a stage, a duty or a date follows."""

    request_received: date
    became_responsible: date | None = None
    assess_outcome: str | None = None
    assess_made_on: date | None = None
    assess_told_on: date | None = None
    issue_outcome: str | None = None
    issue_made_on: date | None = None
    issue_told_on: date | None = None
    draft_served_on: date | None = None
    representations_by: date | None = None
    final_sent_on: date | None = None
    is_withdrawn: bool = False
    withdrawn_on: date | None = None
    closure: str | None = None
    closed_on: date | None = None
    advice: tuple[AdviceFact, ...] = ()
    consultations: tuple[ConsultationFact, ...] = ()
    later_decisions: tuple[LaterDecisionFact, ...] = ()
    reliefs: tuple[ReliefFact, ...] = ()

    @property
    def clock_start(self) -> date:
        """Day 0 of the 6, 16 and 20 weeks (regs 5, 10, 13): receipt, or responsibility under s24."""
        return self.became_responsible or self.request_received
