"""An officer's legal dates, promises and panels as a calendar file, children under a profile."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from send_desktop.errors import Refused
from send_desktop.exports.calendar import CalendarEvent, draw
from send_desktop.exports.placing import place, require_place
from send_desktop.exports.profile import PROFILES, initials_of
from send_desktop.progress import Progress, silent
from send_desktop.records import DeskCase, DeskFacts, Export
from send_desktop.services.acts import act
from send_desktop.services.disputes import KINDS, due
from send_desktop.services.today import last_working_day
from send_desktop.services.tracker_import import ACT as IMPORT
from send_desktop.statute.duties import duty
from send_desktop.statute.working_days import england
from send_desktop.store import Store
from send_desktop.wording import counted


def export(
    store: Store, officer: str, path: Path, profile: str, by: str, today: date, progress: Progress = silent
) -> Export:
    """Write an officer's calendar to ``path`` and log it. Returns the log's line.

    Raises Refused for another ending, an unknown profile or no date ahead, Unavailable for a place that cannot
    be written.
    """
    if path.suffix.lower() != ".ics":
        raise Refused(f"{path.name} is no calendar file; end its name in .ics.")
    if profile not in PROFILES:
        raise Refused(f"A calendar is made under one of these profiles: {', '.join(PROFILES)}.")
    require_place(path)
    with store.look() as reading:
        facts = reading.desk(officer, today, last_working_day(today), IMPORT)
    found = tuple(sorted(events(facts, profile, today), key=lambda one: (one.on, one.kind, one.about)))
    if not found:
        raise Refused("There is no legal date, promise or panel ahead on these cases; nothing has been written.")
    progress(1, 2, "Writing the calendar")
    made_at = datetime.now(UTC).replace(microsecond=0)
    content = draw(found, "SEND Desktop", made_at)
    with act(store, by, "Make calendar", today) as work:
        line = work.add(
            Export(
                kind="calendar",
                profile=profile,
                made_at=made_at,
                made_by=by,
                target=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                items=len(found),
            )
        )
        place(content, path)
    return line


def told(line: Export, path: Path) -> str:
    """Return what is said once the file is there."""
    return f"{counted(line.items, 'date')} are in {path}. Open it to bring your calendar up to date."


def events(facts: DeskFacts, profile: str, today: date) -> Iterator[CalendarEvent]:
    """Return one event for each legal date, promise, panel and cut-off from today on."""
    for case in facts.cases.values():
        derived = case.derived
        if derived.status == "open" and derived.next_duty and derived.next_due and derived.next_due >= today:
            yield CalendarEvent(
                kind="legal",
                about=f"{case.id}-{derived.next_duty}",
                on=derived.next_due,
                title=f"{_child(case, profile)}: {duty(derived.next_duty).title.lower()}",
            )
    yield from _disputes(facts, profile, today)
    yield from _promises(facts, profile, today)
    yield from _panels(facts, profile, today)


def _disputes(facts: DeskFacts, profile: str, today: date) -> Iterator[CalendarEvent]:
    kinds = {one.id: one.kind for one in facts.disputes}
    for one in due(facts.disputes, today, england()):
        if one.due >= today:
            title = f"{_child(facts.cases[one.case_id], profile)}: {one.title.lower()}"
            about = f"{one.dispute_id}-{KINDS[kinds[one.dispute_id]].lower()}-{one.title.lower().replace(' ', '-')}"
            yield CalendarEvent(kind="dispute", about=about, on=one.due, title=title)


def _promises(facts: DeskFacts, profile: str, today: date) -> Iterator[CalendarEvent]:
    """What was said goes with a promise only where names do: it may hold one."""
    for one in facts.promises:
        if one.promised_by and one.promised_by >= today:
            title = f"{_child(facts.cases[one.case_id], profile)}: promised an answer"
            text = one.summary if profile == "named" else ""
            yield CalendarEvent(kind="promise", about=str(one.id), on=one.promised_by, title=title, text=text)


def _panels(facts: DeskFacts, profile: str, today: date) -> Iterator[CalendarEvent]:
    for meeting in facts.meetings:
        cases = [facts.cases[id] for at, id in sorted(facts.on_agendas) if at == meeting.id and id in facts.cases]
        if not cases:
            continue
        panel = f"{meeting.kind.replace('_', ' ').capitalize()} panel, {counted(len(cases), 'case')} of yours"
        listed = "\n".join(_child(case, profile) for case in cases)
        yield CalendarEvent(kind="panel", about=str(meeting.id), on=meeting.on, title=panel, text=listed)
        if meeting.papers_by and meeting.papers_by >= today:
            title = f"Papers close: {panel[0].lower()}{panel[1:]}"
            yield CalendarEvent(kind="papers", about=str(meeting.id), on=meeting.papers_by, title=title, text=listed)


def _child(case: DeskCase, profile: str) -> str:
    if profile == "named":
        return f"{case.child} ({case.reference})"
    if profile == "initials":
        return f"{initials_of(f'{case.forename} {case.surname}')} ({case.reference})"
    return case.reference
