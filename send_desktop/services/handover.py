"""A caseload moves to another officer: the brief that goes with it, and the move itself as one act."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.exports.handover import Dated, HandoverBrief, HandoverCase, draw
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES, Veil, officer, veil
from send_desktop.options import Options
from send_desktop.progress import Progress, silent
from send_desktop.records import AwaitedRow, Case, Directory, Export
from send_desktop.risk import RiskContext, state_named
from send_desktop.services.acts import act, risk_context
from send_desktop.services.adviser_requests import undecided, untold
from send_desktop.services.amendments import adopt_all
from send_desktop.services.cases import CaseView, view
from send_desktop.services.chasing import RUNGS, due_of_row, rung_of_row
from send_desktop.services.contacts import KINDS, heard_from_us, open_promises
from send_desktop.services.decisions import ASSESS_OUTCOMES, ISSUE_OUTCOMES
from send_desktop.services.disputes import KINDS as DISPUTES
from send_desktop.services.family import addressee_problems, contact_marks
from send_desktop.services.requests import assign_officer
from send_desktop.statute.duties import duty
from send_desktop.statute.stages import STAGE_TITLES
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, day_month, in_year

WORKING_DAYS = 10
"""How far ahead the brief looks."""

CONTACTS = 3
"""How many of the newest contacts it tells."""


def held_by(store: Store, name: str) -> int:
    """Return how many open cases an officer holds."""
    with store.look() as reading:
        return len(_held(reading, name))


def export(
    store: Store,
    name: str,
    to: str,
    path: Path,
    profile: str,
    by: str,
    today: date,
    progress: Progress = silent,
) -> Export:
    """Write the handover brief of an officer's open cases to ``path`` and log it. Returns the log's line.

    Raises Refused without a case, for the same officer twice or a name that is no PDF's, Unavailable for a place
    that cannot be written, Cancelled.
    """
    _check(name, to)
    if path.suffix.lower() != ".pdf":
        raise Refused(f"{path.name} is no PDF; end its name in .pdf.")
    if profile not in PROFILES:
        raise Refused(f"A brief is made under one of these profiles: {', '.join(PROFILES)}.")
    require_place(path)
    made_at = datetime.now(UTC)
    with store.look() as reading:
        brief = gather(reading, name, to, profile, by, today, made_at.astimezone(), progress)
    content = draw(brief)
    with act(store, by, "Make handover brief", today) as work:
        line = work.add(
            Export(
                kind="handover",
                profile=profile,
                made_at=made_at,
                made_by=by,
                target=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                items=len(brief.cases),
            )
        )
        place(content, path)
    return line


def reassign(store: Store, name: str, to: str, by: str, today: date) -> Changes:
    """Give every open case of an officer to another, as one act that can be undone. Raises Refused, Stale."""
    _check(name, to)
    with store.look() as reading:
        directory: Directory = reading.directory()
        cases = reading.cases(_held(reading, name))
    if not cases:
        raise Refused(f"{name} holds no open case; nothing was changed.")
    amendments = tuple(assign_officer(case, directory, to) for case in cases)
    note = f"{counted(len(cases), 'case')} of {name} given to {to}."
    return adopt_all(store, amendments, "Hand over caseload", note, by, today)


def gather(
    reading: Reading,
    name: str,
    to: str,
    profile: str,
    by: str,
    today: date,
    built_at: datetime,
    progress: Progress = silent,
) -> HandoverBrief:
    """Return the brief as at ``today``, worked out inside one reading. Raises Refused without a case."""
    held = _held(reading, name)
    if not held:
        raise Refused(f"{name} holds no open case, so there is nothing to hand over; nothing has been written.")
    context, until = risk_context(reading), england().add(today, WORKING_DAYS)
    awaited: dict[int, list[AwaitedRow]] = {}
    for row in reading.awaited():
        awaited.setdefault(row.case_id, []).append(row)
    by_id = {case.id: case for case in reading.cases(held)}
    cases = []
    for at, case_id in enumerate(held, 1):
        progress(at, len(held), "Gathering the cases")
        seen = view(reading, by_id[case_id], today, context, with_history=False)
        cases.append(_case(seen, awaited.get(case_id, []), context, profile, until))
    return HandoverBrief(
        officer=officer(name, profile),
        to=officer(to, profile),
        as_at=today,
        until=until,
        built_at=built_at,
        built_by=officer(by, profile),
        profile=PROFILES[profile],
        cases=tuple(cases),
    )


def _check(name: str, to: str) -> None:
    if not name or not to:
        raise Refused("Choose whose cases move, and to whom.")
    if name == to:
        raise Refused("Choose two different officers: the cases are with this one already.")


def _held(reading: Reading, name: str) -> list[int]:
    """The open cases of an officer, by next legal date."""
    return [row.id for row in reading.caseload() if row.officer == name and row.derived.status == "open"]


def _case(seen: CaseView, awaited: list[AwaitedRow], context: RiskContext, profile: str, until: date) -> HandoverCase:
    case, today = seen.case, seen.today
    shown = veil(case, profile)
    derived = case.derived
    last = heard_from_us(case, context.options.family_contact_days, today)
    return HandoverCase(
        label=shown.label,
        reference=shown.reference,
        stage=STAGE_TITLES[seen.stage] if seen.stage else "",
        day_number=seen.day_number,
        state=seen.state or "plain",
        state_words=state_named(seen.state).word if seen.state else "Open",
        legal_title=duty(derived.next_duty).title if derived.next_duty else "",
        legal_on=derived.next_due,
        reason=shown.text(seen.sentence.reason),
        next_step=shown.text(seen.sentence.next_step),
        track=seen.track,
        start_title="Responsible from" if case.request.became_responsible_on else "Request received",
        warnings=tuple(shown.text(mark.words) for mark in contact_marks(case)),
        heard=f"{last.words(today)}; it should hear by {day_month(last.next_by, today)}.",
        promises=tuple(_promises(case, shown, today)),
        risks=tuple(shown.text(one) for one in _risks(case, seen, last.is_due(today))),
        awaited=tuple(_awaited(awaited, context.options, shown, today)),
        ahead=tuple(sorted(_ahead(seen, awaited, shown, until), key=lambda one: (one.on, one.text))),
        contacts=tuple(_contacts(case, shown)),
    )


def _promises(case: Case, shown: Veil, today: date) -> Iterator[Dated]:
    for one in open_promises(case):
        assert one.promised_by is not None
        whom = f"{one.with_whom}: " if one.with_whom else ""
        yield Dated(one.promised_by, shown.text(f"{whom}{one.summary}"), one.promised_by < today)


def _risks(case: Case, seen: CaseView, is_silent: bool) -> Iterator[str]:
    """What the next officer could be blamed for, beside the state itself."""
    request = case.request
    if request.assess_outcome and request.assess_told_on is None:
        yield f"{ASSESS_OUTCOMES[request.assess_outcome]}: the family has still to be told."
    if request.issue_outcome and request.issue_told_on is None:
        yield f"{ISSUE_OUTCOMES[request.issue_outcome]}: the family has still to be told."
    for dispute in case.disputes:
        if dispute.outcome is None:
            yield f"{DISPUTES[dispute.kind]} is running, since {in_year(dispute.opened_on, seen.today.year)}."
    if any(one.told_family_on is None for one in case.exceptions):
        yield "An exception is recorded of which the family has not been told."
    if undecided(case):
        yield "The family asked for a particular adviser, and nobody has decided."
    if untold(case):
        yield "The family's wish for an adviser is decided, and they have still to be told."
    if is_silent:
        yield "The family has waited too long for a word from us."
    yield from addressee_problems(case, seen.today)


def _awaited(rows: list[AwaitedRow], options: Options, shown: Veil, today: date) -> Iterator[Dated]:
    for row in sorted(rows, key=due_of_row):
        what = f"{row.whose} advice" if row.kind == "advice" else f"Reply of {row.whose or 'the setting'}"
        rung = rung_of_row(row, options, today)
        next_rung = f"{RUNGS[rung.number].lower()} {'due' if rung.is_due else 'from ' + in_year(rung.on, today.year)}"
        promise = f", promised for {in_year(row.promised_on, today.year)}" if row.promised_on else ""
        yield Dated(due_of_row(row), shown.text(f"{what}{promise}; {next_rung}"), due_of_row(row) < today)


def _ahead(seen: CaseView, awaited: list[AwaitedRow], shown: Veil, until: date) -> Iterator[Dated]:
    """What falls due from today until the last of the ten working days."""
    case, today = seen.case, seen.today

    def is_near(on: date | None) -> bool:
        return on is not None and today <= on <= until

    derived = case.derived
    if is_near(derived.next_due) and derived.next_due and derived.next_duty:
        yield Dated(derived.next_due, f"{duty(derived.next_duty).title}: the legal date.")
    for safe in seen.safe_dates:
        if is_near(safe.on) and safe.on != derived.next_due:
            yield Dated(safe.on, f"Latest safe date: {safe.title[:1].lower()}{safe.title[1:]}.")
    for row in awaited:
        if is_near(due_of_row(row)):
            yield Dated(due_of_row(row), shown.text(f"{row.whose or 'The setting'} is due."))
    for promise in open_promises(case):
        if promise.promised_by and is_near(promise.promised_by):
            yield Dated(promise.promised_by, "A promise is due.")
    for at in case.agenda:
        if at.meeting.status != "cancelled" and is_near(at.meeting.on):
            yield Dated(at.meeting.on, f"On the agenda of the {at.meeting.kind} panel.")
        if at.meeting.status != "cancelled" and at.meeting.papers_by and is_near(at.meeting.papers_by):
            yield Dated(at.meeting.papers_by, f"Papers close for the {at.meeting.kind} panel.")


def _contacts(case: Case, shown: Veil) -> Iterator[Dated]:
    newest = sorted(case.contacts, key=lambda one: (one.on, one.id), reverse=True)
    for one in newest[:CONTACTS]:
        whom = f" with {one.with_whom}" if one.with_whom else ""
        yield Dated(one.on, shown.text(f"{KINDS[one.kind]}{whom}: {one.summary}"))
