"""One act on many cases at once: for each what would change, or why it cannot, before any is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from send_desktop.changes import Changes
from send_desktop.delay_reasons import reason_words
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import Advice, Agenda, Case, CaseloadRow, Directory
from send_desktop.risk import RiskContext, derive
from send_desktop.services import chasing, contacts, delay_reasons, panels, requests
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import Amendment, Preview, describe
from send_desktop.services.contacts import KINDS
from send_desktop.services.family import contact_marks
from send_desktop.services.panel_rules import Allowed, in_sentence, name_of
from send_desktop.services.planned_changes import (
    CHANGE,
    REFUSED,
    SAME,
    SINCE_READ,
    ChangePlan,
    PlannedChange,
    changed_since,
    effect,
    moves_the_clock,
    require_some,
)
from send_desktop.store import Reading, Store
from send_desktop.wording import full_date

REPORT_EVERY = 10
"""Cases between two reports of progress."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """What an act on many works with besides each case: what the form holds, the lists, the day."""

    values: Values
    directory: Directory
    today: date
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyAct:
    """One act that can be done on many. ``build`` raises Refused for a case on which it cannot be."""

    id: str
    act: str
    """What the history calls it."""
    what: str
    """What of a case it changes, as the preview says it."""
    build: Callable[[Case, Doing], Amendment]
    before: Callable[[Case, Doing], str] = lambda case, doing: ""
    after: Callable[[Case, Doing], str] = lambda case, doing: ""
    is_to_family: bool = False
    """Whether somebody is written to or spoken with: then what must be known before stands with each case."""


def _reassign(case: Case, doing: Doing) -> Amendment:
    return requests.assign_officer(case, doing.directory, doing.values["officer"])


def _contact(case: Case, doing: Doing) -> Amendment:
    return contacts.log_contact(case, today=doing.today, **doing.values)


def _note(case: Case, doing: Doing) -> Amendment:
    return contacts.add_note(case, text=doing.values["text"], today=doing.today)


def _chase(case: Case, doing: Doing) -> Amendment:
    """The next rung of the ladder for one service; a rung that was not due yet is said to be early."""
    asked, values = _awaited(case, doing), doing.values
    if asked is None:
        raise Refused(f"{values['service']} owes nothing on this case: it was not asked, or its advice is in.")
    rung = chasing.next_rung(asked, case.chases, doing.options, values["on"])
    made = chasing.chase(case, asked, doing.options, today=doing.today, **_reminder(values))
    early = rung is not None and not rung.is_due
    return replace(made, caution=f"It was not due until {full_date(rung.on)}." if rung and early else "")


def _reminder(values: Values) -> dict[str, Any]:
    return {name: values[name] for name in ("on", "channel", "to_whom", "note")}


def _awaited(case: Case, doing: Doing) -> Advice | None:
    waiting = chasing.to_chase(case)
    code = doing.values["service"]
    return next((one for one in waiting if isinstance(one, Advice) and one.service == code), None)


def _rung(case: Case, doing: Doing) -> str:
    asked = _awaited(case, doing)
    rung = chasing.next_rung(asked, case.chases, doing.options, doing.values["on"]) if asked else None
    return f"{doing.values['service']}, {rung.words.lower()}" if rung else ""


def _delay(case: Case, doing: Doing) -> Amendment:
    """One reason for one limit. What is on record stays, unless it is said that it is to be replaced."""
    values = doing.values
    given = delay_reasons.reason_of(case, values["duty"])
    if given and not values["replaces"]:
        raise Refused(f"A reason is on record already: {delay_reasons.in_words(given)}. It stays.")
    said = {name: values[name] for name in ("duty", "reason", "service", "note")}
    made = delay_reasons.give(case, today=doing.today, by=values["by"], **said)
    return replace(made, check=None)  # the lines were compared just before: one by one would read each case anew


def _delay_before(case: Case, doing: Doing) -> str:
    given = delay_reasons.reason_of(case, doing.values["duty"])
    return delay_reasons.in_words(given) if given else ""


def _delay_after(case: Case, doing: Doing) -> str:
    service = doing.values["service"]
    return f"{reason_words(doing.values['reason'])}{f' ({service})' if service else ''}"


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= 80 else f"{said[:79].rstrip()}…"


MANY_ACTS: tuple[ManyAct, ...] = (
    ManyAct(id="officer", act="Assign officer", what="Officer", build=_reassign,
            before=lambda case, doing: case.officer or "nobody yet",
            after=lambda case, doing: doing.values["officer"] or "nobody yet"),
    ManyAct(id="chase", act="Chase", what="Reminder", build=_chase, after=_rung),
    ManyAct(id="contact", act="Log contact", what="Contact", build=_contact, is_to_family=True,
            after=lambda case, doing: f"{KINDS[doing.values['kind']]}: {_short(doing.values['summary'])}"),
    ManyAct(id="note", act="Add note", what="Note", build=_note,
            after=lambda case, doing: _short(doing.values["text"])),
    ManyAct(id="delay", act="Give a reason for delay", what="Reason", build=_delay,
            before=_delay_before, after=_delay_after),
)  # fmt: skip
"""The acts on many that are amendments of each case; a panel's agenda has its own."""


def many_act(act_id: str) -> ManyAct:
    """Return one act of the table. Raises KeyError for an unknown id."""
    for one in MANY_ACTS:
        if one.id == act_id:
            return one
    raise KeyError(act_id)


def plan_on_many(
    reading: Reading,
    act_id: str,
    case_ids: Sequence[int],
    values: Values,
    today: date,
    *,
    seen: dict[int, CaseloadRow] | None = None,
    progress: Progress = silent,
) -> ChangePlan:
    """Work out what an act would do on each case, in the order given, saving nothing.

    ``seen`` are the rows on the screen: a case that is no longer so is refused.
    """
    wanted = many_act(act_id)
    context, stale = risk_context(reading), changed_since(reading, seen)
    doing = Doing(values, reading.directory(), today, context.options)
    told: list[PlannedChange] = []
    amendments: list[Amendment] = []
    for place, case in _cases(reading, case_ids, progress):
        try:
            if case.id in stale:
                raise Refused(SINCE_READ)
            amendment = wanted.build(case, doing)
            change, made = _told(wanted, place, case, doing, amendment, context)
            amendments += [amendment] if made else []
        except SendDesktopError as refusal:
            change = _line(place, case, wanted.what, outcome=REFUSED, says=str(refusal))
        told.append(change)
    return ChangePlan(act=wanted.act, today=today, changes=tuple(told), amendments=tuple(amendments))


def _told(
    wanted: ManyAct, place: int, case: Case, doing: Doing, amendment: Amendment, context: RiskContext
) -> tuple[PlannedChange, bool]:
    before, after = wanted.before(case, doing), wanted.after(case, doing)
    if all(old == new for old, new in amendment.replaced) and not amendment.added:
        return _line(place, case, wanted.what, before, after, SAME, "It is so already."), False
    marks = [f"{mark.words}." for mark in contact_marks(case)] if wanted.is_to_family else []
    says = " ".join(filter(None, (*marks, effect(amendment, context, doing.today))))
    return _line(place, case, wanted.what, before, after, CHANGE, says), True


# --- a panel's agenda -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AgendaPlan(ChangePlan):
    """Cases as they would stand on an agenda."""

    meeting_id: int
    case_ids: tuple[int, ...]
    allowed: Allowed | None = None

    def adopt(self, store: Store, by: str, reason: str = "", progress: Progress = silent) -> Changes:
        """Put on the agenda what can be, all or none. Raises Refused where it has filled up since."""
        require_some(self)
        return panels.add_items(store, self.meeting_id, self.case_ids, by, self.today, allowed=self.allowed)


def plan_agenda(
    reading: Reading,
    meeting_id: int,
    case_ids: Sequence[int],
    today: date,
    *,
    seen: dict[int, CaseloadRow] | None = None,
    allowed: Allowed | None = None,
    progress: Progress = silent,
) -> AgendaPlan:
    """Work out which cases can be put on the agenda of a meeting, in the order given, and why others cannot.

    ``allowed`` is who lets on late papers and cases beyond the places, and why.
    """
    agenda, context, stale = reading.agenda(meeting_id), risk_context(reading), changed_since(reading, seen)
    after = name_of(agenda.meeting)
    told: list[PlannedChange] = []
    put_on: list[int] = []
    for place, case in _cases(reading, case_ids, progress):
        try:
            if case.id in stale:
                raise Refused(SINCE_READ)
            item = panels.next_item(agenda, case, today, allowed=allowed)
        except SendDesktopError as refusal:
            told.append(_line(place, case, "Agenda", after=after, outcome=REFUSED, says=str(refusal)))
            continue
        agenda = panels.with_item(agenda, item, case)
        put_on.append(case.id)
        late = "Its papers come after the deadline." if item.is_late_paper else ""
        says = " ".join(filter(None, (f"Item {len(agenda.items)}.", late, _seated(agenda, case, context, today))))
        told.append(_line(place, case, "Agenda", after=after, says=says))
    note = f"Put on the agenda of the {in_sentence(agenda.meeting)}"
    return AgendaPlan(
        act=note, today=today, changes=tuple(told), meeting_id=meeting_id, case_ids=tuple(put_on), allowed=allowed
    )


def _seated(agenda: Agenda, case: Case, context: RiskContext, today: date) -> str:
    """Say what a place on the agenda does to the clock of the case, where it does anything."""
    meetings = tuple(
        replace(place, free=max(0, place.free - 1), case_ids=place.case_ids | {case.id})
        if place.meeting_id == agenda.meeting.id
        else place
        for place in context.meetings
    )
    facts = case.facts()
    before = derive(case.id, facts, case.area, context)
    after = derive(case.id, facts, case.area, replace(context, meetings=meetings))
    seen = Preview(before, after, describe(before, after, today))
    return seen.text if moves_the_clock(seen, today) else ""


def _cases(reading: Reading, case_ids: Sequence[int], progress: Progress) -> Iterator[tuple[int, Case]]:
    """Yield the cases whole with their places, as they were marked; those that have gone are passed over."""
    total = len(case_ids)
    progress(0, max(1, total), "Reading the cases")
    known = {case.id: case for case in reading.cases(case_ids)}
    for place, case_id in enumerate(case_ids):
        if place % REPORT_EVERY == 0:
            progress(place, total, "Working out what would change")
        if case_id in known:
            yield place, known[case_id]


def _line(
    place: int,
    case: Case,
    what: str,
    before: str = "",
    after: str = "",
    outcome: str = CHANGE,
    says: str = "",
) -> PlannedChange:
    return PlannedChange(
        place=place,
        case_id=case.id,
        reference=case.reference,
        child=case.person.name,
        what=what,
        before=before,
        after=after,
        outcome=outcome,
        says=says,
    )
