"""The dates that something was worked out from: what is on record, who entered it, when, in which act, and what it was.

From the case and its audit history alone; pure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from send_desktop.records import Advice, AuditLine, Case, Consultation, Dispute, LaterDecision, Stored
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.disputes import ABOUT_WORDS
from send_desktop.wording import full_date


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a value: by whom, when, in which act."""

    value: str
    """As a person reads it: a date, or the words entered."""
    by: str
    at: datetime
    act: str

    @property
    def words(self) -> str:
        """Return 'Priya Maplenoodle on 3 Sep 2026 at 10:12, in “Record request”'."""
        return f"{self.by} on {full_date(self.at.date())} at {self.at:%H:%M}, in “{self.act}”"


@dataclass(frozen=True, slots=True)
class Input:
    """One fact on record: what it is, its value, and every entry of it, the one that holds last."""

    title: str
    value: str
    entries: tuple[Entry, ...]

    @property
    def earlier(self) -> tuple[Entry, ...]:
        """The values that it had before it was corrected, oldest first."""
        return self.entries[:-1]

    @property
    def entered(self) -> str:
        """Say who entered the value that holds; where the history does not go back so far, say that."""
        return f"Entered by {self.entries[-1].words}." if self.entries else "Not in the history: it came with the case."


Fact = tuple[Stored, str, str]
"""A record, a field of it, and the words for what it holds."""


def input_of(history: Sequence[AuditLine], fact: Fact) -> Input | None:
    """Return a fact with its entries; None where the field is empty and always was."""
    record, field, title = fact
    value = getattr(record, field)
    entries = tuple(_entries(history, record, field))
    if value in (None, "") and not entries:
        return None
    return Input(title, _shown(value), entries)


def inputs_of(history: Sequence[AuditLine], facts: Sequence[Fact]) -> tuple[Input, ...]:
    """Return the facts that are on record, each with its entries."""
    found = (input_of(history, fact) for fact in facts)
    return tuple(one for one in found if one is not None)


def facts_of_duty(case: Case, duty: DutyState) -> tuple[Fact, ...]:
    """Return what a duty's date and state were worked out from, the event that starts it first."""
    find = _later if duty.id.startswith(_OF_LATER_DECISIONS) else _FINDERS[duty.id]
    return tuple(find(case, duty))


def _entries(history: Sequence[AuditLine], record: Stored, field: str) -> Iterator[Entry]:
    for line in history:
        if line.record == type(record).__name__ and line.record_id == record.id and field in line.changes:
            after = line.changes[field][1]
            yield Entry(_shown(_dated(after)), line.by, line.at, line.act)


def _dated(text: str | None) -> date | str | None:
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else text
    except ValueError:
        return text


def _shown(value: object) -> str:
    if isinstance(value, date):
        return full_date(value)
    return "no date" if value in (None, "") else str(value)


# --- which records a duty is worked out from --------------------------------------------------------


def _start(case: Case) -> Iterator[Fact]:
    request = case.request
    yield request, "received_on", "Request received"
    if request.became_responsible_on:
        yield request, "became_responsible_on", "Became responsible (s24)"


def _assess(case: Case, duty: DutyState) -> Iterator[Fact]:
    yield from _start(case)
    yield case.request, "assess_made_on", "Decision to assess made"
    yield case.request, "assess_told_on", "Family told"


def _issue(case: Case, duty: DutyState) -> Iterator[Fact]:
    yield from _start(case)
    yield case.request, "issue_made_on", "Decision to issue made"
    yield case.request, "issue_told_on", "Family told"


def _draft(case: Case, duty: DutyState) -> Iterator[Fact]:
    yield from _start(case)
    yield from _plans(case, "draft")


def _final(case: Case, duty: DutyState) -> Iterator[Fact]:
    yield from _start(case)
    yield from _plans(case, "final")


def _plans(case: Case, kind: str) -> Iterator[Fact]:
    for plan in case.plans:
        if plan.kind == kind:
            yield plan, "sent_on", f"Draft {plan.number} served" if kind == "draft" else "Final plan sent"
            for field, whom in (("family", "the family"), ("setting", "the setting"), ("board", "the care board")):
                yield plan, f"{field}_sent_on", f"Final plan sent to {whom}"


def _advice(case: Case, duty: DutyState) -> Iterator[Fact]:
    for item in case.advice:
        if item.service == duty.subject and duty.starts_on in (item.requested_on, item.received_on):
            yield from _of_advice(item)


def _of_advice(item: Advice) -> Iterator[Fact]:
    yield item, "requested_on", f"{item.service} advice asked for"
    yield item, "promised_on", f"{item.service} promised it for"
    yield item, "received_on", f"{item.service} advice received"


def _window(case: Case, duty: DutyState) -> Iterator[Fact]:
    for plan in case.plans:
        if plan.kind == "draft" and plan.sent_on == duty.starts_on:
            yield plan, "sent_on", f"Draft {plan.number} served"
            yield plan, "representations_by", "Until when the letter gives the family"


def _consultation(case: Case, duty: DutyState) -> Iterator[Fact]:
    for item in case.consultations:
        if item.setting == duty.subject and item.sent_on == duty.starts_on:
            yield from _of_consultation(item)


def _of_consultation(item: Consultation) -> Iterator[Fact]:
    yield item, "sent_on", f"{item.setting or 'Setting'} consulted"
    yield item, "replied_on", f"{item.setting or 'Setting'} replied"


def _later(case: Case, duty: DutyState) -> Iterator[Fact]:
    for later in case.later_decisions:
        if later.made_on == duty.starts_on:
            yield from _of_later(later)
    if duty.id.endswith("_final"):
        yield from _plans(case, "final")
    elif duty.id.endswith("_draft"):
        yield from _plans(case, "draft")


def _of_later(later: LaterDecision) -> Iterator[Fact]:
    words = {"tribunal": "Order made", "conceded": "Tribunal told", "mediation": "Agreement made"}
    yield later, "made_on", words.get(later.route, "Decision changed")
    yield later, "told_on", "Family told"


def _notice(case: Case, duty: DutyState) -> Iterator[Fact]:
    request = case.request
    told = (("assess_told_on", "Refusal to assess told"), ("issue_told_on", "Refusal to make a plan told"))
    for field, words in told:
        if getattr(request, field) == duty.starts_on:
            yield request, field, words
    for plan in case.plans:
        if plan.kind == "final" and (plan.family_sent_on or plan.sent_on) == duty.starts_on:
            yield plan, "family_sent_on" if plan.family_sent_on else "sent_on", "Final plan sent to the family"
    for one in _about(case, duty):
        yield one, "opened_on", "Mediation asked for" if one.kind == "mediation" else "Appeal registered"
        yield one, "certificate_on", "Mediation certificate"


def _dispute(case: Case, duty: DutyState) -> Iterator[Fact]:
    for one in _about(case, duty):
        kind = "mediation" if duty.id.startswith("mediation") else "appeal"
        if one.kind == kind and duty.starts_on in (one.opened_on, one.held_on, one.ended_on, one.papers_received_on):
            yield from _of_dispute(one)


def _about(case: Case, duty: DutyState) -> list[Dispute]:
    return [one for one in case.disputes if ABOUT_WORDS[one.about] == duty.subject]


def _of_dispute(one: Dispute) -> Iterator[Fact]:
    if one.kind == "mediation":
        yield one, "opened_on", "Mediation asked for"
        yield one, "held_on", "Mediation held or arranged"
        yield one, "ended_on", "Mediation ended"
        yield one, "certificate_on", "Mediation certificate"
    else:
        yield one, "opened_on", "Appeal registered"
        yield one, "papers_received_on", "Appeal papers received"
        yield one, "responded_on", "Response sent"


_FINDERS: dict[str, Callable[[Case, DutyState], Iterator[Fact]]] = {
    "assess_decision": _assess,
    "no_plan_decision": _issue,
    "draft_target": _draft,
    "final_plan": _final,
    "advice": _advice,
    "draft_representations": _window,
    "school_consult_reply": _consultation,
    "mediation_adviser_contact": _notice,
    "appeal": _notice,
    "mediation_arrange": _dispute,
    "mediation_meeting_notice": _dispute,
    "mediation_certificate": _dispute,
    "appeal_response": _dispute,
}


_OF_LATER_DECISIONS = ("order_", "concede_", "reversal_")
"""How the ids of duties begin that a later decision starts."""
