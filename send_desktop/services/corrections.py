"""A date that was typed wrong, put right: with a reason, kept in a note and in the audit.

Outcomes of first decisions are never corrected; the day on which the family was told may be, since
that puts a slip of the keys right and overwrites no decision.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from send_desktop.errors import Refused
from send_desktop.records import (
    Advice,
    Case,
    Consultation,
    Contact,
    ExceptionPeriod,
    LaterDecision,
    Note,
    PlanVersion,
    Request,
    Stored,
)
from send_desktop.services.amendments import Amendment, amended
from send_desktop.services.recorded_dates import AHEAD, RecordedDate, recorded_dates
from send_desktop.statute.windows import least_representations_end
from send_desktop.wording import full_date

SUBJECT = "Correction"

MAY_PRECEDE_REQUEST = (ExceptionPeriod, Contact, Note)
"""An absence may have begun, a family may have called, before there was a request."""

PAIRS: dict[type[Stored], tuple[tuple[str, str], ...]] = {
    Request: (
        ("assess_made_on", "assess_told_on"),
        ("assess_made_on", "issue_made_on"),
        ("issue_made_on", "issue_told_on"),
    ),
    Advice: (("requested_on", "promised_on"), ("requested_on", "last_chased_on")),
    Consultation: (("sent_on", "replied_on"),),
    ExceptionPeriod: (("starts_on", "ends_on"),),
    LaterDecision: (("made_on", "told_on"),),
    PlanVersion: (
        ("sent_on", "representations_received_on"),
        ("sent_on", "meeting_asked_on"),
        ("meeting_asked_on", "meeting_held_on"),
    ),
    Contact: (("on", "promised_by"), ("on", "promise_kept_on")),
}
"""Fields of one record whose dates stand in this order, or on the same day."""


@dataclass(frozen=True, slots=True)
class _Point:
    key: str
    title: str
    on: date


def correct_date(case: Case, key: str, *, on: date, reason: str, today: date) -> Amendment:
    """Put one recorded date right. ``key`` is that of a ``RecordedDate`` of the case.

    Raises Refused without a reason, for the same date, or for one that cannot be beside the others.
    """
    wrong = next((one for one in recorded_dates(case) if one.key == key), None)
    if wrong is None:
        raise Refused("Choose which date is to be corrected.")
    if on == wrong.on:
        raise Refused(f"{wrong.title}: {full_date(on)} is the date on record already.")
    if on > today and wrong.field not in AHEAD:
        raise Refused(f"{wrong.title}: this cannot be after today; check the date.")
    after = _settled(wrong.moved(on))
    made = Amendment(case, "Correct date", "", replaced=((wrong.record, after),))
    _check(amended(made), wrong)
    if not reason.strip():
        raise Refused("Say how the mistake came about or how the right date is known; nothing has been saved yet.")
    text = f"{wrong.title}: {full_date(wrong.on)} corrected to {full_date(on)}."
    note = Note(case_id=case.id, on=today, text=f"{text} {reason.strip()}", subject=SUBJECT)
    return replace(
        made,
        note=f"{case.reference}: {text}",
        added=(note,),
        refresh_delays=isinstance(after, Advice),
    )


def _settled(record: Stored) -> Stored:
    """Return a record with what follows from its dates.

    Advice older than its request was there already; a final plan is sent on the last of its three days.
    """
    if isinstance(record, Advice) and record.received_on:
        existing = bool(record.requested_on and record.received_on < record.requested_on)
        return replace(record, is_existing_report=existing)
    if isinstance(record, PlanVersion) and record.family_sent_on:
        sent = (record.family_sent_on, record.setting_sent_on, record.board_sent_on)
        return replace(record, sent_on=max(on for on in sent if on))
    return record


def _check(case: Case, wrong: RecordedDate) -> None:
    """Raise Refused when the corrected date stands in a wrong order with another; others' disorder is theirs."""
    for first, then in _in_order(case):
        if wrong.key in (first.key, then.key) and then.on < first.on:
            raise Refused(
                f"“{then.title}” on {full_date(then.on)} would come before “{first.title}” "
                f"on {full_date(first.on)}; check both dates."
            )
    born = case.person.date_of_birth
    if born and isinstance(wrong.record, Request) and min(case.clock_start_on, case.request.received_on) < born:
        raise Refused(f"This is before the child was born, on {full_date(born)}; check both dates.")
    draft = next((plan for plan in case.plans if RecordedDate(plan, wrong.field, "").key == wrong.key), None)
    if draft and draft.kind == "draft":
        _check_window(draft)


def _check_window(draft: PlanVersion) -> None:
    least = least_representations_end(draft.sent_on)
    if draft.representations_by and draft.representations_by < least:
        raise Refused(
            "The family must have at least 15 days, beginning with the day the draft is served (reg 13(1)): "
            f"until {full_date(least)}."
        )


def _in_order(case: Case) -> Iterator[tuple[_Point, _Point]]:
    """Yield pairs of dates of which the second cannot come before the first."""
    points = {one.key: _Point(one.key, one.title, one.on) for one in recorded_dates(case)}
    for one in recorded_dates(case):
        for first, then in PAIRS.get(type(one.record), ()):
            if first == one.field and getattr(one.record, then):
                yield points[one.key], points[RecordedDate(one.record, then, "").key]
    yield from _after_the_request(case, points)
    yield from _after_the_draft(case, points)
    yield from _after_the_first_decision(case, points)


def _after_the_request(case: Case, points: dict[str, _Point]) -> Iterator[tuple[_Point, _Point]]:
    request = case.request
    start = "became_responsible_on" if request.became_responsible_on else "received_on"
    if request.became_responsible_on and request.became_responsible_on > request.received_on:
        start = "received_on"
    first = points[RecordedDate(request, start, "").key]
    for one in recorded_dates(case):
        is_start = one.record is request and one.field in ("received_on", "became_responsible_on")
        is_report = isinstance(one.record, Advice) and one.field == "received_on"
        if not is_start and not is_report and not isinstance(one.record, MAY_PRECEDE_REQUEST):
            yield first, points[one.key]


def _after_the_draft(case: Case, points: dict[str, _Point]) -> Iterator[tuple[_Point, _Point]]:
    drafts = sorted((plan for plan in case.plans if plan.kind == "draft"), key=lambda plan: plan.number)
    finals = sorted((plan for plan in case.plans if plan.kind == "final"), key=lambda plan: plan.number)
    served = [points[RecordedDate(plan, "sent_on", "").key] for plan in drafts]
    sent = [points[RecordedDate(plan, _last_sent(plan), "").key] for plan in finals]
    yield from pairwise(served)
    yield from pairwise(sent)
    if served and sent:
        yield served[0], sent[0]


def _last_sent(plan: PlanVersion) -> str:
    """Return the field that holds a final plan's day: that of its last recipient, where the three are known."""
    recipients = ("family_sent_on", "setting_sent_on", "board_sent_on")
    return next((name for name in recipients if getattr(plan, name) == plan.sent_on), "sent_on")


def _after_the_first_decision(case: Case, points: dict[str, _Point]) -> Iterator[tuple[_Point, _Point]]:
    request = case.request
    decided = "assess_made_on" if request.assess_made_on else "assess_told_on"
    first = points.get(RecordedDate(request, decided, "").key)
    for later in case.later_decisions:
        if first:
            yield first, points[RecordedDate(later, "made_on", "").key]
