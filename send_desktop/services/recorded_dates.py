"""Every date that is recorded on a case, by what it is the date of: what a correction can change."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from send_desktop.records import Case, PlanVersion, Stored
from send_desktop.services.contacts import KINDS
from send_desktop.services.decisions import ROUTES

Dated = tuple[str, str]
"""A field of a record, and the words for the date it holds."""

REQUEST: tuple[Dated, ...] = (
    ("received_on", "Request received"),
    ("became_responsible_on", "Became responsible"),
    ("assess_made_on", "Decision to assess made"),
    ("assess_told_on", "Decision to assess: family told"),
    ("assess_panel_on", "Decision to assess: panel"),
    ("issue_made_on", "Decision to issue made"),
    ("issue_told_on", "Decision to issue: family told"),
    ("issue_panel_on", "Decision to issue: panel"),
    ("withdrawn_on", "Request withdrawn"),
    ("closed_on", "Case closed"),
)

ADVICE: tuple[Dated, ...] = (
    ("requested_on", "asked"),
    ("promised_on", "promised for"),
    ("received_on", "received"),
    ("last_chased_on", "chased"),
)
CONSULTATION: tuple[Dated, ...] = (("sent_on", "consulted"), ("replied_on", "replied"))
EXCEPTION: tuple[Dated, ...] = (("starts_on", "from"), ("ends_on", "to"), ("told_family_on", "family told"))
PLAN: tuple[Dated, ...] = (
    ("sent_on", "sent"),
    ("representations_by", "family may answer until"),
    ("representations_received_on", "representations received"),
    ("meeting_asked_on", "meeting asked for"),
    ("meeting_held_on", "meeting held"),
    ("family_sent_on", "sent to the family"),
    ("setting_sent_on", "sent to the setting"),
    ("board_sent_on", "sent to the board"),
)
LATER: tuple[Dated, ...] = (("made_on", "made"), ("told_on", "family told"))
CONTACT: tuple[Dated, ...] = (("on", "on"), ("promised_by", "promised by"), ("promise_kept_on", "promise kept"))

AHEAD = frozenset({"promised_on", "promised_by", "representations_by", "starts_on", "ends_on"})
"""Fields whose date may lie after today: what was promised, and how long something lasts."""


@dataclass(frozen=True, slots=True)
class RecordedDate:
    """One date on record. ``key`` finds it again: the kind of record, its id, the field."""

    record: Stored
    field: str
    title: str

    @property
    def key(self) -> str:
        """Return what a form knows it by."""
        return f"{type(self.record).__name__}:{self.record.id}:{self.field}"

    @property
    def on(self) -> date:
        """Return the date as recorded."""
        on: date = getattr(self.record, self.field)
        return on

    def moved(self, on: date) -> Stored:
        """Return the record with another date there."""
        change: dict[str, Any] = {self.field: on}
        return replace(self.record, **change)


def recorded_dates(case: Case) -> tuple[RecordedDate, ...]:
    """Return every date on record that can be corrected, the request first, then as the case goes on."""
    found = (
        RecordedDate(record, field, title)
        for record, dated, before in _records(case)
        for field, words in dated
        if getattr(record, field) is not None and not _follows(record, field)
        for title in (f"{before} {words}".strip(),)
    )
    return tuple(found)


def _follows(record: Stored, field: str) -> bool:
    """Say whether a date only follows from others: a final plan's day is the last of its three recipients'."""
    return field == "sent_on" and isinstance(record, PlanVersion) and record.family_sent_on is not None


def _records(case: Case) -> Iterator[tuple[Stored, tuple[Dated, ...], str]]:
    yield case.request, REQUEST, ""
    for advice in case.advice:
        yield advice, ADVICE, f"{advice.service} advice"
    for plan in case.plans:
        yield plan, PLAN, f"Draft {plan.number}" if plan.kind == "draft" else "Final plan"
    for asked in case.consultations:
        yield asked, CONSULTATION, asked.setting or "Setting"
    for period in case.exceptions:
        yield period, EXCEPTION, "Exception"
    for later in case.later_decisions:
        yield later, LATER, ROUTES[later.route]
    for contact in case.contacts:
        yield contact, CONTACT, " with ".join(filter(None, (KINDS[contact.kind], contact.with_whom)))
    for note in case.notes:
        yield note, (("on", ""),), f"Note “{note.text[:24].strip()}”"
