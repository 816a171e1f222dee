"""Every limit met or missed and every promise kept or not, each as a line of its own: what a complaint turns on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.records import Advice, Case, Contact, Stored
from send_desktop.services.cases import CaseView
from send_desktop.services.contacts import KINDS
from send_desktop.services.inputs import facts_of_duty
from send_desktop.statute.case_duties import DutyState
from send_desktop.wording import days, full_date

LIMIT, PROMISE = "limit", "promise"


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A limit or a promise on the day it fell due (one met, on the day it was met), and how it went."""

    on: date
    kind: str
    text: str
    mark: str
    """Met, Late, Missed, Kept, Kept late or Not kept; Excepted or Replaced where that is so."""
    of: Stored | None = None


def kept_lines(view: CaseView) -> tuple[KeptLine, ...]:
    """Return what fell due up to the view's day, limits first; what is still ahead is no line yet."""
    return (*_limits(view), *_promises(view.case, view.today))


def _limits(view: CaseView) -> Iterator[KeptLine]:
    for duty in view.duties:
        line = _limit(duty, view.today)
        if line and duty.statutory and duty.binds != "parent":
            facts = facts_of_duty(view.case, duty)
            yield KeptLine(*line, of=facts[-1][0] if facts else None)


def _limit(duty: DutyState, today: date) -> tuple[date, str, str, str] | None:
    if duty.due is None or duty.id == "draft_representations":
        return None
    title = f"{duty.subject} {duty.title.lower()}" if duty.id in ("advice", "school_consult_reply") else duty.title
    due = full_date(duty.due)
    if duty.state == "met" and duty.met_on:
        return duty.met_on, LIMIT, f"{title}: done within its limit of {due}.", "Met"
    if duty.due > today:
        return None
    said = {
        "met_late": f"{title} due; done {days((duty.met_on - duty.due).days)} late, on {full_date(duty.met_on)}."
        if duty.met_on
        else "",
        "overdue": f"{title} due; {'not received' if duty.binds in ('adviser', 'setting') else 'not done'}.",
        "excepted": f"{title} due; not done, and a recorded exception relieves it.",
        "replaced": f"{title} due by the first limits; a later decision put others in their place.",
    }.get(duty.state)
    mark = {"met_late": "Late", "overdue": "Missed", "excepted": "Excepted", "replaced": "Replaced"}.get(duty.state, "")
    return (duty.due, LIMIT, said, mark) if said else None


def _promises(case: Case, today: date) -> Iterator[KeptLine]:
    for contact in case.contacts:
        if contact.promised_by and contact.promised_by <= today:
            yield _promise(contact, contact.promised_by)
    for item in case.advice:
        if item.promised_on and item.promised_on <= today:
            yield _service_promise(item, item.promised_on)


def _promise(contact: Contact, promised_by: date) -> KeptLine:
    what = f"Promised by this day ({KINDS[contact.kind].lower()} of {full_date(contact.on)}): {contact.summary}"
    kept = contact.promise_kept_on
    if kept is None:
        return KeptLine(promised_by, PROMISE, f"{what} Not kept.", "Not kept", contact)
    late = (kept - promised_by).days
    if late > 0:
        return KeptLine(promised_by, PROMISE, f"{what} Kept {days(late)} late.", "Kept late", contact)
    return KeptLine(promised_by, PROMISE, f"{what} Kept on {full_date(kept)}.", "Kept", contact)


def _service_promise(item: Advice, promised_on: date) -> KeptLine:
    what = f"{item.service} had given this day for its advice"
    if item.received_on is None:
        return KeptLine(promised_on, PROMISE, f"{what}; not received.", "Not kept", item)
    late = (item.received_on - promised_on).days
    if late > 0:
        return KeptLine(promised_on, PROMISE, f"{what}; it came {days(late)} late.", "Kept late", item)
    return KeptLine(promised_on, PROMISE, f"{what}; it came on {full_date(item.received_on)}.", "Kept", item)
