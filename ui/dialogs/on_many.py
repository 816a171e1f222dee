"""The forms of acts on many cases: an officer, a reminder, a contact, a note, a reason for delay, an agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from send_desktop.delay_reasons import LIMIT_WORDS, NOT_AN_EXCEPTION, choice_words, fitting, services_for
from send_desktop.errors import Refused
from send_desktop.progress import Progress
from send_desktop.records import CaseloadRow, Directory, MeetingSummary
from send_desktop.services.bulk import plan_agenda, plan_on_many
from send_desktop.services.caseload_line import CaseLine
from send_desktop.services.chasing import CHANNELS
from send_desktop.services.contacts import KINDS
from send_desktop.services.panel_queue import is_open
from send_desktop.services.panel_rules import name_of, papers_closed
from send_desktop.services.planned_changes import ChangePlan
from send_desktop.wording import counted
from ui.desk import Desk
from ui.dialogs.delay_reasons import SERVICE_FIELDS, reason_in
from ui.dialogs.form import Field, Values
from ui.dialogs.let_on import allowed_in, let_on_fields
from ui.dialogs.many_form import ManySpec

Seen = Mapping[int, CaseloadRow]
"""The rows that are marked, by case, in the order in which they stand on the screen."""


@dataclass(frozen=True, slots=True)
class OnMany:
    """Cases marked on the screen, with the lists that the forms offer."""

    desk: Desk
    seen: Seen
    directory: Directory
    meetings: Sequence[MeetingSummary]

    def cases(self) -> str:
        """Return '14 cases'."""
        return counted(len(self.seen), "case")


@dataclass(frozen=True, slots=True)
class ManyChoice:
    """One act offered for the cases that are marked."""

    id: str
    title: str
    icon: str
    spec: Callable[[OnMany], ManySpec]
    tip: str = ""


def read_for_many(desk: Desk, seen: Seen) -> OnMany:
    """Read what the forms offer; on the worker that reads."""
    with desk.store.look() as reading:
        return OnMany(desk, seen, reading.directory(), reading.meetings(desk.today))


def officer_spec(on: OnMany) -> ManySpec:
    """Return the form that gives every marked case to one officer."""
    names = [officer.name for officer in on.directory.officers if officer.is_active]
    choices = (("", "Nobody yet"), *((name, name) for name in names))
    start = on.desk.by if on.desk.by in names else ""
    return ManySpec(
        title=f"Give {on.cases()} to an officer",
        fields=(Field(name="officer", label="Officer", kind="choice", choices=choices, start=start),),
        plan=_plan(on, "officer"),
    )


def chase_spec(on: OnMany) -> ManySpec:
    """Return the form that records the next reminder to one service on every marked case that awaits it."""
    return ManySpec(
        title=f"Chase advice on {on.cases()}",
        intro="Records a reminder that was given: the next rung of the ladder on each case. Nothing is sent from here.",
        fields=(
            Field(name="service", label="Service", kind="choice", choices=_awaited(on), is_required=True),
            Field(name="channel", label="How", kind="choice", choices=tuple(CHANNELS.items()), start="email"),
            Field(name="to_whom", label="To whom", is_beside=True),
            Field(name="on", label="On", kind="date", start=on.desk.today, is_required=True, blamed_for=("reminder",)),
            Field(name="note", label="Note"),
        ),
        plan=_plan(on, "chase"),
        noun="reminder",
    )  # fmt: skip


def _awaited(on: OnMany) -> list[tuple[str, str]]:
    """The services that owe advice on the marked cases, the one that owes most first. Raises Refused for none."""
    owed = Counter(code for row in on.seen.values() for code in row.advice_outstanding.split(", ") if code)
    if not owed:
        raise Refused("No service owes advice on these cases, so there is nobody to chase.")
    names = {service.code: service.name for service in on.directory.services}
    return [(code, f"{names.get(code, code)}: {counted(count, 'case')}") for code, count in owed.most_common()]


def contact_spec(on: OnMany) -> ManySpec:
    """Return the form that logs the same contact on every marked case."""
    return ManySpec(
        title=f"Log a contact on {on.cases()}",
        intro="The same words are logged on each. It records a contact that was made; nothing is sent.",
        fields=(
            Field(name="kind", label="Kind", kind="choice", choices=tuple(KINDS.items()), start="email"),
            Field(name="with_whom", label="With", is_beside=True),
            Field(name="summary", label="What was said", kind="long_text", is_required=True, blamed_for=("words",)),
            Field(name="on", label="On", kind="date", start=on.desk.today, is_required=True),
            Field(name="promised_by", label="Promised an answer by", kind="date"),
        ),
        plan=_plan(on, "contact"),
        noun="contact",
    )


def note_spec(on: OnMany) -> ManySpec:
    """Return the form that adds the same note to every marked case."""
    return ManySpec(
        title=f"Add a note to {on.cases()}",
        fields=(Field(name="text", label="Note", kind="long_text", is_required=True, blamed_for=("note",)),),
        plan=_plan(on, "note"),
        noun="note",
    )


def agenda_spec(on: OnMany) -> ManySpec:
    """Return the form that puts the marked cases on the agenda of a meeting. Raises Refused where none is to come."""
    choices = [(str(one.meeting.id), _meeting(one)) for one in on.meetings if is_open(one.meeting)]
    if not choices:
        raise Refused("No panel meeting is set up from today on; set one up on the Panels screen first.")

    def plan(values: Values, progress: Progress) -> ChangePlan:
        with on.desk.store.look() as reading:
            meeting_id = int(values["meeting"])
            return plan_agenda(
                reading,
                meeting_id,
                list(on.seen),
                on.desk.today,
                seen=dict(on.seen),
                allowed=allowed_in(values),
                progress=progress,
            )

    by_id = {str(one.meeting.id): one for one in on.meetings}

    def needs_name(values: Values) -> bool:
        one = by_id.get(values["meeting"])
        if one is None:
            return False
        return papers_closed(one.meeting, on.desk.today) or one.taken + len(on.seen) > one.meeting.capacity

    return ManySpec(
        title=f"Put {on.cases()} on an agenda",
        fields=(
            Field(name="meeting", label="Meeting", kind="choice", choices=choices, is_required=True),
            *let_on_fields(needs_name),
        ),
        plan=plan,
        noun="case",
    )


def delay_spec(on: OnMany) -> ManySpec:
    """Return the form that says of every marked case why one of its limits passed. Raises Refused where none has."""
    passed = Counter(duty for row in on.seen.values() for duty in CaseLine(row, on.desk.today).passed)
    if not passed:
        raise Refused("No limit has passed on these cases, so there is no delay to explain.")
    limits = [
        (duty, f"{words}: {counted(passed[duty], 'case')}") for duty, words in LIMIT_WORDS.items() if passed[duty]
    ]
    names = {service.code: service.name for service in on.directory.services}

    def plan(values: Values, progress: Progress) -> ChangePlan:
        said = {"duty": values["duty"], "note": values["note"], "replaces": values["replaces"], "by": on.desk.by}
        chosen = reason_in(values, f"reason_{values['duty']}")
        if not chosen["reason"]:
            return ChangePlan(act="Give a reason for delay", today=on.desk.today)
        return _plan_act(on, "delay", said | chosen, progress)

    return ManySpec(
        title=f"Reason for the delay of {on.cases()}",
        intro=f"The same reason for the same limit on each. {NOT_AN_EXCEPTION}",
        fields=(
            Field(name="duty", label="Which limit", kind="choice", choices=limits, start=passed.most_common(1)[0][0]),
            *(_reason_field(duty) for duty, _ in limits),
            *(_service_field(name, reason, names) for name, reason in SERVICE_FIELDS.items()),
            Field(name="note", label="In a few words", blamed_for=("few words",)),
            Field(name="replaces", label="Also where a reason is on record", kind="tick"),
        ),
        plan=plan,
        noun="reason",
    )


def _reason_field(duty: str) -> Field:
    choices = [("", "Choose a reason"), *((one.code, choice_words(one)) for one in fitting(duty))]
    return Field(
        name=f"reason_{duty}", label="Why it passed", kind="choice", choices=choices,
        shown_when=lambda values: values["duty"] == duty,
    )  # fmt: skip


def _service_field(name: str, reason: str, names: Mapping[str, str]) -> Field:
    choices = [(code, names[code]) for code in services_for(reason, tuple(names))]
    return Field(
        name=name, label="Which service", kind="choice", choices=choices,
        shown_when=lambda values: values.get(f"reason_{values['duty']}") == reason,
    )  # fmt: skip


CHOICES: tuple[ManyChoice, ...] = (
    ManyChoice("officer", "Give to officer", "person", officer_spec, "Reassigns every marked case."),
    ManyChoice("chase", "Chase advice", "mail", chase_spec, "The next reminder to one service on each marked case."),
    ManyChoice("contact", "Log contact", "phone", contact_spec, "The same words on each marked case."),
    ManyChoice("note", "Add note", "note", note_spec, "The same note on each marked case."),
    ManyChoice("delay", "Reason for delay", "clock", delay_spec, "Says of each marked case why a limit has passed."),
    ManyChoice("agenda", "Add to a panel", "panels", agenda_spec, "Puts the marked cases on a meeting's agenda."),
)
"""In the order of the buttons."""


def choice(choice_id: str) -> ManyChoice:
    """Return one act of the table. Raises KeyError for an unknown id."""
    for one in CHOICES:
        if one.id == choice_id:
            return one
    raise KeyError(choice_id)


def _plan(on: OnMany, act_id: str) -> Callable[[Values, Progress], ChangePlan]:
    return partial(_plan_act, on, act_id)


def _plan_act(on: OnMany, act_id: str, values: Values, progress: Progress) -> ChangePlan:
    with on.desk.store.look() as reading:
        return plan_on_many(
            reading, act_id, list(on.seen), values, on.desk.today, seen=dict(on.seen), progress=progress
        )


def _meeting(one: MeetingSummary) -> str:
    free = max(0, one.meeting.capacity - one.taken)
    places = "full" if not free else f"{free} {'place' if free == 1 else 'places'} free"
    return f"{name_of(one.meeting)}{f', {one.area}' if one.area else ''}: {places}"
