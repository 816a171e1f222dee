"""Flat rows that lists read, and what is worked out of a case and kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from send_desktop.statute.facts import CaseFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What risk works out of a case and the panel calendar, kept beside the case.

    Nothing here depends on today: the state on any day is a comparison with these dates.
    """

    status: str = "open"
    """open, plan_issued, refused, no_plan, withdrawn, moved or ceased."""
    stage: str | None = None
    """request, advice, decision_to_issue, draft, consultation or final; None when closed."""
    final_from: date | None = None
    """The first day on which a case in consultation is in its final stage: both windows are closed."""
    next_duty: str | None = None
    next_due: date | None = None
    at_risk_from: date | None = None
    will_breach_from: date | None = None
    is_relieved: bool = False
    """True when a listed exception, with dates, relieves next_duty."""
    finished_in_time: bool | None = None
    """For a closed case: In time or Late; None where the outcome has no date or no limit."""
    finished_on: date | None = None
    blocker: str | None = None
    """What the next step waits for: a code of risk.BLOCKERS."""
    blocker_subject: str = ""
    """Whom or what it waits for, for example 'EP' or 'EP, SaLT'."""
    blocker_due: date | None = None
    """When it was or is due."""
    safe_by: date | None = None
    """The latest safe date of that step: if it happens by then the limit can still be met."""
    panel_on: date | None = None
    """The last meeting by which the limit can be met, where the step still ahead needs one."""
    has_no_panel: bool = False
    """True when a meeting is needed and none of that kind is set up."""
    last_panel_on: date | None = None
    """The last meeting that is set up of the kind needed, whether or not it meets the limit."""
    agenda_on: date | None = None
    """The latest meeting of the kind needed on whose agenda the case already stands."""
    blocker_promised: date | None = None
    """The date that the service has itself given for the advice the case waits for."""
    representations_end: date | None = None
    """The last day of the family's window for representations, once a draft is served."""
    finish_limit: date | None = None
    """For a closed case: the day 42, 112 or 140 that its finish is measured by."""
    relief_reason: str | None = None
    """The listed reason by which next_duty is relieved, where it is."""
    relief_starts_on: date | None = None
    relief_ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One line of the caseload, read flat and fast. Mostly the request with its names resolved."""

    id: int
    version: int
    reference: str
    forename: str
    surname: str
    date_of_birth: date | None
    upn: str | None
    setting: str
    area: str
    officer: str
    team: str
    primary_need: str | None
    received_on: date
    clock_start_on: date
    assess_outcome: str | None
    assess_told_on: date | None
    issue_outcome: str | None
    issue_told_on: date | None
    draft_served_on: date | None
    final_sent_on: date | None
    is_exception_claimed: bool
    closed_on: date | None
    advice_outstanding: str
    """Codes of the services still awaited, joined by ', '."""
    derived: Derived
    advice_dates: str = ""
    """Each advice as 'EP;2026-09-01;2026-10-13' (service, asked, received), joined by '|'."""
    comments: str = ""
    """The notes of the request, as they stand."""
    assess_panel_on: date | None = None
    issue_panel_on: date | None = None
    delay_reasons: str = ""
    """Each reason for delay as 'final_plan;health_late;OT' (limit, reason, service), joined by '|'."""
    exception_reason: str = ""
    """The code of the first exception that gives a reason; empty where none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildName:
    """By what one finds a case whose child one knows: nothing else of it is read."""

    case_id: int
    reference: str
    forename: str
    surname: str
    date_of_birth: date | None
    officer: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One case that a search found, and what of it matched."""

    case_id: int
    reference: str
    name: str
    """Forename and surname."""
    date_of_birth: date | None
    officer: str
    is_open: bool
    matched: str
    """Where the least obvious of the words was found: reference, name, upn, setting, carers, contacts, notes
    or documents."""
    snippet: str
    """The words around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, the best first."""

    hits: tuple[SearchHit, ...] = ()
    instead: str = ""
    """The words that were looked for where those typed are nowhere; empty where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinessRow:
    """The facts of one case that timeliness counts, and those by which its figures are broken down."""

    case_id: int
    reference: str
    received_on: date
    clock_start_on: date
    assess_outcome: str | None
    assess_told_on: date | None
    issue_outcome: str | None
    issue_told_on: date | None
    final_sent_on: date | None
    is_exception_claimed: bool
    is_withdrawn: bool
    withdrawn_on: date | None
    closure: str | None
    closed_on: date | None
    overturned_assess_on: date | None
    """When a refusal to assess was later overturned, by whatever route."""
    overturned_issue_on: date | None
    is_after_dispute: bool
    """True when a plan followed mediation, a Tribunal order or a concession: outside the timeliness base."""
    area: str
    officer: str
    team: str
    assess_made_on: date | None = None
    issue_made_on: date | None = None
    """When each decision was made: one made but not yet told does not count, one with neither date does."""
    draft_served_on: date | None = None
    """The day of the latest draft."""
    date_of_birth: date | None = None
    need: str | None = None
    """The code of the primary need."""
    source: str = "not_known"
    """Who asked: a code as ``Request.source`` has it."""
    setting_kind: str = ""
    """The kind of setting where the child is; empty where it is not on record."""
    exception_reason: str = ""
    """The reason of the first exception on record; empty where none is given."""
    delay_reason: str = ""
    """The reason on record for the 20 weeks passing unmet."""
    decision_delay_reason: str = ""
    """The reason on record for the 6 weeks passing unmet."""
    refusal_delay_reason: str = ""
    """The reason on record for the 16 weeks passing before the family was told that there will be no plan."""
    delay_service: str = ""
    """The service that ``delay_reason`` names; empty where it names none."""
    refusal_delay_service: str = ""
    limits_replaced_on: date | None = None
    """Since when an order, a concession or a mediation agreement has put other limits in place of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRow:
    """One request for advice, flat, for counting and for the advice page."""

    id: int
    case_id: int
    reference: str
    service: str
    requested_on: date | None
    promised_on: date | None
    received_on: date | None
    last_chased_on: date | None
    is_case_open: bool
    """As the records stand now; timeliness works out openness as at its own date."""
    booked_on: date | None = None
    """The day for which the service has booked its appointment."""
    first_received_on: date | None = None
    """When it first came, where what came was incomplete or sent back."""
    incomplete_on: date | None = None
    returned_on: date | None = None
    """When it was sent back for its quality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRow:
    """What others owe on an open case: one request for advice, or the reply of one setting, flat."""

    kind: str
    """'advice' or 'reply'."""
    id: int
    """The id of the advice or of the consultation."""
    case_id: int
    reference: str
    forename: str
    surname: str
    officer: str
    setting: str
    """Where the child is."""
    whose: str
    """The service's code, or the name of the setting that was consulted."""
    asked_on: date
    promised_on: date | None = None
    booked_on: date | None = None
    first_received_on: date | None = None
    incomplete_on: date | None = None
    returned_on: date | None = None
    last_chased_on: date | None = None
    chased: tuple[tuple[date, int], ...] = ()
    """The day and the rung of each reminder so far, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviserRow:
    """A family's request for a particular adviser on an open case that has still to be decided, or to be told."""

    id: int
    case_id: int
    reference: str
    forename: str
    surname: str
    officer: str
    adviser: str
    asked_on: date
    outcome: str | None
    """None while it is undecided; decided, it is listed until the family has been told."""
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """Who did what, when. ``changes`` maps a field to its value before and after, as text."""

    at: datetime
    by: str
    act: str
    record: str
    record_id: int
    case_id: int | None
    changes: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    is_new: bool = False
    """True where the record was added by it, or put back after it had been removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRow:
    """One case as the law sees it, with the area whose panels are its own: what risk works from."""

    case_id: int
    area: str
    facts: CaseFacts
