"""A case as at a past day: what the records say of that day, or what was known on it.

*As recorded*: the case as it stands now, less every fact that is dated later. *As known*: the records
themselves taken back, act by act, through the audit history, so that what was entered or corrected later
is not there. Both are pure; the forecast is then worked out for that day with the panel calendar, the
options and the usual delays as they stand now.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from send_desktop.errors import Refused
from send_desktop.records import (
    Advice,
    AdviserRequest,
    AgendaItem,
    AgendaPlace,
    AuditLine,
    Carer,
    Case,
    Chase,
    Consultation,
    Contact,
    Decision,
    DelayReason,
    Directory,
    Dispute,
    Document,
    ExceptionPeriod,
    LaterDecision,
    Letter,
    MeetingSummary,
    Note,
    PanelAction,
    Person,
    PlanVersion,
    Provision,
    Recommendation,
    Request,
    Stored,
)
from send_desktop.risk import RiskContext
from send_desktop.services.acts import derived_of, risk_context
from send_desktop.services.cases import CaseView, view
from send_desktop.services.ledger import Ledger
from send_desktop.services.moments import day_of
from send_desktop.store import Reading
from send_desktop.wording import full_date

RECORDED, KNOWN = "recorded", "known"
READINGS = {
    RECORDED: "What the records now say of that day",
    KNOWN: "What was known on that day",
}
"""The two ways of looking back, as the form offers them."""

R = TypeVar("R", bound=Stored)

HUNG: dict[type[Stored], str] = {
    Advice: "advice",
    Consultation: "consultations",
    Provision: "provision",
    PlanVersion: "plans",
    ExceptionPeriod: "exceptions",
    LaterDecision: "later_decisions",
    Contact: "contacts",
    Note: "notes",
    Document: "documents",
    Chase: "chases",
    AdviserRequest: "adviser_requests",
    Dispute: "disputes",
    Letter: "letters",
    DelayReason: "delay_reasons",
    Recommendation: "recommendations",
    Decision: "decisions",
    PanelAction: "actions",
    Carer: "carers",
}
"""Every kind of record that hangs from a case or its child, with the field of ``Case`` that holds it."""

_KINDS: dict[str, type[Stored]] = {kind.__name__: kind for kind in (Request, Person, AgendaItem, *HUNG)}


def past_view(reading: Reading, case: Case, on: date, how: str, context: RiskContext | None = None) -> CaseView:
    """Return a case's view as at a past day. ``how`` is ``RECORDED`` or ``KNOWN``.

    Raises Refused for a day before the request was received, or before it was in the store.
    """
    context = context or risk_context(reading)
    history = reading.history(case.id)
    if how == KNOWN:
        then = as_known(case, history, on, surroundings(reading, context))
        kept = tuple(line for line in history if day_of(line.at) <= on)
    else:
        then, kept = as_recorded(case, on, context), tuple(history)
    return replace(view(reading, then, on, context, with_history=False), history=kept, past=past_words(on, how))


def past_words(on: date, how: str) -> str:
    """Return the sentence that says which past is on the screen."""
    what = "as it was known on that day" if how == KNOWN else "by what the records now say of that day"
    return f"As at {full_date(on)}, {what}."


# --- what the records say of a day ------------------------------------------------------------------


def as_recorded(case: Case, on: date, context: RiskContext) -> Case:
    """Return the case with only the facts dated on or before a day; what lay ahead then (a promise) stays.

    Raises Refused for a day before the request was received.
    """
    request = case.request
    if min(request.received_on, case.clock_start_on) > on:
        raise Refused(
            f"On {full_date(on)} there was no request yet: it was received on {full_date(request.received_on)}."
        )
    hung: dict[str, Any] = {
        name: tuple(_kept(getattr(case, name), _TRIMS[kind], on)) for kind, name in HUNG.items() if kind in _TRIMS
    }
    then = replace(case, request=_request(request, on), **hung)
    return replace(then, derived=derived_of(then, context))


Trim = Callable[[Any, date], "Stored | None"]


def _kept(records: Sequence[Any], trim: Trim, on: date) -> list[Any]:
    trimmed = (trim(record, on) for record in records)
    return [record for record in trimmed if record is not None]


def _cut(record: R, on: date, *names: str, also: dict[str, Any] | None = None) -> R:
    """Return a record without the dates among ``names`` that lie after a day; ``also`` goes with the first of them."""
    late = [name for name in names if (day := getattr(record, name)) is not None and day > on]
    change: dict[str, Any] = dict.fromkeys(late)
    if names[0] in late and also:
        change |= also
    return replace(record, **change) if change else record


def _request(request: Request, on: date) -> Request:
    request = _cut(request, on, "became_responsible_on", "assess_panel_on", "issue_panel_on")
    for about in ("assess", "issue"):
        request = _decision(request, on, about)
    request = _cut(request, on, "withdrawn_on", also={"is_withdrawn": False, "withdrawn_reason": ""})
    return _cut(request, on, "closed_on", also={"closure": None, "closed_reason": "", "moved_to": ""})


def _decision(request: Request, on: date, about: str) -> Request:
    """A decision is on record from the day it was made, or where that is not known from the day the family was told."""
    made, told = f"{about}_made_on", f"{about}_told_on"
    first = getattr(request, made) or getattr(request, told)
    if first is not None and first > on:
        words: dict[str, Any] = {f"{about}_outcome": None, f"{about}_decided_by": "", f"{about}_reasons": ""}
        return replace(request, **(words | {made: None, told: None}))
    return _cut(request, on, told)


def _advice(item: Advice, on: date) -> Advice | None:
    item = _cut(item, on, "received_on", also={"is_existing_report": False, "key_point": ""})
    item = _cut(item, on, "incomplete_on", "returned_on", also={"fault": ""})
    item = _cut(item, on, "first_received_on", "last_chased_on")
    item = _cut(item, on, "provider_satisfied_on", "authority_satisfied_on", "family_satisfied_on")
    if item.requested_on and item.requested_on > on:
        # A report that was there before it was asked for stands by itself; any other did not exist yet.
        return replace(item, requested_on=None) if item.received_on else None
    return item


def _dated(name: str, *more: str, also: dict[str, Any] | None = None) -> Trim:
    """Return what keeps a record from the day in ``name`` on, less the later days in ``more``."""

    def trim(record: Any, on: date) -> Any:
        first = getattr(record, name)
        if first is not None and first > on:
            return None
        return _cut(record, on, *more, also=also) if more else record

    return trim


def _plan(plan: PlanVersion, on: date) -> PlanVersion | None:
    if plan.sent_on > on:
        return None
    plan = _cut(plan, on, "representations_received_on", also={"representations": ""})
    return _cut(plan, on, "meeting_asked_on", "meeting_held_on")


def _dispute(one: Dispute, on: date) -> Dispute | None:
    if one.opened_on > on:
        return None
    ended = _cut(one, on, "ended_on", also={"outcome": None})
    return _cut(ended, on, "papers_received_on", "responded_on", "certificate_on")


def _adviser(one: AdviserRequest, on: date) -> AdviserRequest | None:
    if one.asked_on > on:
        return None
    decided = {"outcome": None, "decided_by": "", "reason": ""}
    return _cut(_cut(one, on, "decided_on", also=decided), on, "told_on")


def _recommendation(one: Recommendation, on: date) -> Recommendation | None:
    return one if day_of(one.made_at) <= on else None


def _taken(one: Decision, on: date) -> Decision | None:
    if one.made_on > on:
        return None
    return _cut(one, on, "ratified_on", also={"ratified_meeting_id": None})


_TRIMS: dict[type[Stored], Trim] = {
    Advice: _advice,
    Consultation: _dated("sent_on", "replied_on", also={"outcome": None, "grounds": "", "has_place": None}),
    PlanVersion: _plan,
    ExceptionPeriod: _dated("starts_on", "told_family_on"),
    LaterDecision: _dated("made_on", "told_on"),
    Contact: _dated("on", "promise_kept_on"),
    Note: _dated("on"),
    Document: _dated("added_on"),
    Chase: _dated("on"),
    AdviserRequest: _adviser,
    Dispute: _dispute,
    Letter: _dated("made_on", "sent_on", also={"channel": None, "proof": ""}),
    DelayReason: _dated("given_on"),
    Recommendation: _recommendation,
    Decision: _taken,
    PanelAction: _dated("raised_on", "done_on", also={"done_by": "", "note": ""}),
}
"""By kind, what of a record was so on a day. Provision and carers carry no date: they are as they stand."""


# --- what was known on a day ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around a case, as it stands now: names, meetings, and what its forecast is worked out with."""

    directory: Directory
    meetings: Mapping[int, MeetingSummary]
    context: RiskContext


def surroundings(reading: Reading, context: RiskContext | None = None) -> Surroundings:
    """Read what is around a case."""
    meetings = {one.meeting.id: one for one in reading.meetings()}
    return Surroundings(reading.directory(), meetings, context or risk_context(reading))


def as_known(case: Case, history: Sequence[AuditLine], on: date, around: Surroundings) -> Case:
    """Return the case as the store held it at the end of a day, rebuilt by taking back what was entered later.

    Raises Refused for a day before the case was in the store.
    """
    kept = sum(day_of(line.at) <= on for line in history)
    return known_after(case, history, kept, around)


def known_after(case: Case, history: Sequence[AuditLine], lines: int, around: Surroundings) -> Case:
    """Return the case as it was after the first so many lines of its history; with all of them, as it is."""
    ledger = Ledger.of(_records(case), _KINDS)
    for line in reversed(history[lines:]):
        ledger.take_back(line)
    if ("Request", case.id) not in ledger.held:
        raise Refused(f"{case.reference} was not in the store yet on that day; look at a later one.")
    return _rebuilt(case, ledger, _versions(history[:lines]), around)


def _versions(lines: Sequence[AuditLine]) -> dict[tuple[str, int], int]:
    """How often each record had been saved: its version."""
    counts: dict[tuple[str, int], int] = {}
    for line in lines:
        key = (line.record, line.record_id)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _records(case: Case) -> Iterator[Stored]:
    yield from (case.request, case.person)
    for name in HUNG.values():
        yield from getattr(case, name)
    yield from (place.item for place in case.agenda)


def _rebuilt(case: Case, ledger: Ledger, versions: dict[tuple[str, int], int], around: Surroundings) -> Case:
    (request,) = (one for one in _of_kind(ledger, Request, versions) if one.id == case.id)
    person = next(iter(_of_kind(ledger, Person, versions)), case.person)
    hung: dict[str, Any] = {
        name: tuple(_in_order(kind, _of_kind(ledger, kind, versions), around.directory)) for kind, name in HUNG.items()
    }
    hung["agenda"] = _agenda(_of_kind(ledger, AgendaItem, versions), around)
    names: dict[str, Any] = _names(request, case, around.directory)
    then = replace(case, request=request, person=person, **hung, **names)
    return replace(then, derived=derived_of(then, around.context))


def _agenda(items: list[AgendaItem], around: Surroundings) -> tuple[AgendaPlace, ...]:
    """The places on agendas, by meeting; a meeting that is no longer in the calendar is passed over."""
    known = [(around.meetings[item.meeting_id], item) for item in items if item.meeting_id in around.meetings]
    known.sort(key=lambda one: (one[0].meeting.on, one[0].meeting.starts_at, one[1].id))
    return tuple(AgendaPlace(item=item, meeting=held.meeting, area=held.area) for held, item in known)


def _of_kind(ledger: Ledger, kind: type[R], versions: dict[tuple[str, int], int]) -> list[R]:
    found = ledger.every(kind)
    return [replace(one, version=versions.get((kind.__name__, one.id), one.version)) for one in found]


_DAYS: dict[type[Stored], str] = {
    PlanVersion: "sent_on",
    LaterDecision: "made_on",
    Contact: "on",
    Note: "on",
    Chase: "on",
    AdviserRequest: "asked_on",
    Dispute: "opened_on",
    Letter: "made_on",
    DelayReason: "given_on",
    Recommendation: "made_at",
    Decision: "decided_at",
    PanelAction: "raised_on",
}


def _in_order(kind: type[R], records: list[R], directory: Directory) -> list[R]:
    """As a reading shows them: advice by its service's place, others by their day, then as they were entered."""
    if kind is Advice:
        place = {service.id: service.sort_order for service in directory.services}
        return sorted(records, key=lambda one: (place.get(getattr(one, "service_id", 0), 0), one.id))
    day = _DAYS.get(kind)
    if day is None:
        return sorted(records, key=lambda one: one.id)
    return sorted(records, key=lambda one: (str(getattr(one, day) or ""), one.id))


def _names(request: Request, case: Case, directory: Directory) -> dict[str, str]:
    """The names that follow from ids, where those have changed since."""
    names: dict[str, str] = {}
    settings = {one.id: one.name for one in directory.settings}
    if request.setting_id != case.request.setting_id:
        names["setting"] = settings.get(request.setting_id or 0, "")
    if request.family_preference_setting_id != case.request.family_preference_setting_id:
        names["preferred_setting"] = settings.get(request.family_preference_setting_id or 0, "")
    if request.area_id != case.request.area_id:
        names["area"] = next((one.name for one in directory.areas if one.id == request.area_id), "")
    if request.officer_id != case.request.officer_id:
        officer = next((one for one in directory.officers if one.id == request.officer_id), None)
        names["officer"] = officer.name if officer else ""
        team_id = officer.team_id if officer else None
        names["team"] = next((one.name for one in directory.teams if one.id == team_id), "")
    return names
