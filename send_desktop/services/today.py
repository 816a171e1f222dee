"""Today: what an officer does now, waits for, has promised and must have ready, and what is new."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_desktop.delay_reasons import asked_of_ended, asked_of_open
from send_desktop.options import Options
from send_desktop.records import DeskCase, DeskFacts, PanelMeeting
from send_desktop.records.today import ENDED_DAYS
from send_desktop.risk import blocker_on, sentence, sits_for
from send_desktop.services.contacts import Heard, heard, is_heard
from send_desktop.services.disputes import KINDS, due
from send_desktop.services.today_lines import (
    ACTS,
    AHEAD,
    CLOSING,
    LISTS,
    TodayLine,
    action_line,
    awaited_line,
    clock_line,
    in_order,
    letter_act,
    letter_line,
    line,
    next_day,
    posted_line,
    promise_line,
    representations_line,
)
from send_desktop.services.today_news import news_lines
from send_desktop.services.tracker_import import ACT as IMPORT
from send_desktop.statute.disputes import ABOUT_WORDS
from send_desktop.statute.working_days import england
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, day_month, days

PANEL_OF = {"assess_decision": "assessment", "advice_not_asked": "issue", "advice": "issue", "issue_decision": "issue"}
"""By what holds a case, the kind of panel that is still ahead of it."""

READY = frozenset({"assess_decision", "issue_decision"})

COMING = 3
"""Days to come that are shown when nothing is due."""


@dataclass(frozen=True, slots=True)
class Today:
    """The five lists of one officer, or of the whole team, on one day."""

    officer: str | None
    """None for the whole team."""
    on: date
    since: date
    """The last working day before: what is new was written on it or after it."""
    lines: tuple[TodayLine, ...]
    coming: tuple[TodayLine, ...]
    """What comes next, the first three days of it."""
    open_cases: int
    officers: tuple[str, ...] = ()
    """Whose Today can be looked at."""

    def of(self, name: str) -> tuple[TodayLine, ...]:
        """Return one list of ``LISTS``, in the order of what hurts first."""
        return tuple(one for one in self.lines if one.list == name)

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing is due."""
        return not self.of("do_now")


def today(store: Store, officer: str | None, on: date) -> Today:
    """Read the Today of one officer by name, or of the whole team for None."""
    with store.look() as reading:
        return read_today(reading, officer, on)


def read_today(reading: Reading, officer: str | None, on: date) -> Today:
    """Work Today out inside a reading that is already open."""
    since = last_working_day(on)
    facts = reading.desk(officer, on, since, IMPORT)
    options = Options.read(reading.options())
    directory = reading.directory()
    ids = {one.name: one.id for one in directory.officers}
    areas = {one.id: one.name for one in directory.areas}
    lines = (
        *_case_lines(facts, options, on),
        *_promises(facts, on),
        *_owed(facts, on),
        *_posted(facts, on),
        *_letters(facts, on),
        *_after_panels(facts, {officer} if officer else ids.keys(), on),
        *_silence(facts, options, on),
        *_unexplained(facts, officer, on),
        *_papers(facts, areas, on),
        *news_lines(facts, ids.get(officer) if officer else None),
    )
    return Today(
        officer=officer,
        on=on,
        since=since,
        lines=in_order(iter(lines)),
        coming=_coming(facts, lines, on),
        open_cases=sum(one.derived.status == "open" for one in facts.cases.values()),
        officers=tuple(one.name for one in directory.officers if one.is_active),
    )


def do_now(reading: Reading, on: date, officer: str) -> int:
    """Return how many lines an officer has under Do now: the number beside the screen's name."""
    return len(read_today(reading, officer, on).of("do_now"))


def last_working_day(on: date) -> date:
    """Return the working day before a day: on a Monday, the Friday."""
    return england().previous(on - timedelta(days=1))


def _case_lines(facts: DeskFacts, options: Options, on: date) -> Iterator[TodayLine]:
    """The clock of each open case: one line for what it asks of us, one for what it waits for."""
    unwritten = {one.case_id: one for one in facts.unwritten if one.told_on is None}
    awaited = defaultdict(list)
    for item in facts.awaited:
        awaited[item.case_id].append(item)
    for case in facts.cases.values():
        if case.derived.status != "open":
            continue
        for found in (clock_line(case, on), representations_line(case, on)):
            if found and found.act_id == "tell" and case.id in unwritten:
                yield replace(found, **letter_act(unwritten[case.id]))
            elif found:
                yield found
        if case.id in awaited:
            yield awaited_line(case, awaited[case.id], options, on)


def _promises(facts: DeskFacts, on: date) -> Iterator[TodayLine]:
    return (promise_line(facts.cases[one.case_id], one, on) for one in facts.promises)


def _owed(facts: DeskFacts, on: date) -> Iterator[TodayLine]:
    """What families asked for or have to be told, and nobody has answered yet."""
    calendar = england()
    kinds = {one.id: one.kind for one in facts.disputes}
    for duty in due(facts.disputes, on, calendar):
        act = ("appeal_response", "Record sent") if kinds[duty.dispute_id] == "appeal" else ("mediation_day", "Record")
        words = f"{duty.title} ({KINDS[kinds[duty.dispute_id]].lower()} about {ABOUT_WORDS[duty.about]})."
        yield line(
            facts.cases[duty.case_id], "appeal", words, on, on=duty.due, act_id=act[0], act_words=act[1],
            chosen_id=duty.dispute_id, state="breached" if duty.is_overdue else "on_track",
        )  # fmt: skip
    for asked in facts.adviser_requests:
        is_open = asked.outcome is None
        words = f"The family asked for {asked.adviser} as an adviser; "
        words += "nobody has decided." if is_open else "it has not been told what was decided."
        yield line(
            facts.cases[asked.case_id], "adviser", words, on, on=asked.asked_on if is_open else asked.decided_on,
            act_id="decide_adviser" if is_open else "tell_adviser", act_words="Decide" if is_open else "Record told",
            chosen_id=asked.id,
        )  # fmt: skip
    for period in facts.exceptions:
        words = "An exception is recorded of which the family has not been told."
        yield line(
            facts.cases[period.case_id], "untold", words, on, on=period.starts_on, act_id="told_exception",
            act_words="Record told", chosen_id=period.id,
        )  # fmt: skip


def _posted(facts: DeskFacts, on: date) -> Iterator[TodayLine]:
    newest = {one.case_id: one for one in facts.posted_drafts}
    return (posted_line(facts.cases[case_id], letter, on) for case_id, letter in newest.items())


def _letters(facts: DeskFacts, on: date) -> Iterator[TodayLine]:
    """Refusals told without their letter; one not yet told has its line among the clocks."""
    return (letter_line(facts.cases[one.case_id], one, on) for one in facts.unwritten if one.told_on)


def _after_panels(facts: DeskFacts, mine: Collection[str], on: date) -> Iterator[TodayLine]:
    """What was agreed at panels and is still to be done."""
    for action in facts.actions:
        found = action_line(facts.cases[action.case_id], action, mine, on)
        if found:
            yield found


def _silence(facts: DeskFacts, options: Options, on: date) -> Iterator[TodayLine]:
    for case_id, last in heard_by_case(facts, options, on).items():
        if last.is_due(on):
            words = f"{last.words(on)}: tell it where things stand while it waits."
            yield line(
                facts.cases[case_id], "contact", words, on, on=last.next_by, act_id="contact", act_words="Log contact"
            )


def heard_by_case(facts: DeskFacts, options: Options, on: date) -> dict[int, Heard]:
    """Return, by open case, when the family last heard from us."""
    said: dict[int, list[date | None]] = defaultdict(list)
    for one in facts.spoken:
        if is_heard(one.kind, one.party, one.direction):
            said[one.case_id].append(one.on)
    return {
        case.id: heard(
            (*said[case.id], case.assess_told_on, case.issue_told_on),
            case.clock_start_on,
            options.family_contact_days,
            on,
        )
        for case in facts.cases.values()
        if case.derived.status == "open"
    }


def _unexplained(facts: DeskFacts, officer: str | None, on: date) -> Iterator[TodayLine]:
    """One line for the open cases past a limit of which nobody has said why, one for those that ended so lately."""
    still = [
        case.id
        for case in facts.cases.values()
        if case.derived.status == "open"
        and _waits(facts, case, asked_of_open(case.derived, case.clock_start_on, case.assess_told_on, on))
    ]
    ended = [
        case.id
        for case in facts.ended
        if _waits(facts, case, asked_of_ended(case.derived, case.clock_start_on, case.assess_told_on))
    ]
    of = f", {officer}" if officer else ""
    if still:
        are = "is" if len(still) == 1 else "are"
        words = f"{counted(len(still), 'open case')} {are} past a limit without a reason why."
        yield TodayLine(kind="unexplained", words=words, act_words="Show", filter=f"no delay reason{of}")
    if ended:
        words = f"{counted(len(ended), 'case')} ended in the last four weeks, late and without a reason why."
        filter = f"ended in {ENDED_DAYS} days, no delay reason{of}"
        yield TodayLine(kind="unexplained", words=words, act_words="Show", filter=filter)


def _waits(facts: DeskFacts, case: DeskCase, limits: Iterable[str]) -> bool:
    return not case.has_listed_exception and any((case.id, duty) not in facts.explained for duty in limits)


# --- panels -----------------------------------------------------------------------------------------


def _papers(facts: DeskFacts, areas: dict[int, str], on: date) -> Iterator[TodayLine]:
    closing = [one for one in facts.meetings if one.papers_by and on <= one.papers_by <= on + AHEAD]
    for case in facts.cases.values():
        blocker = blocker_on(case.derived, on) if case.derived.status == "open" else None
        kind = PANEL_OF.get(blocker or "")
        area = areas.get(case.area_id or 0, "")
        for meeting in closing:
            if meeting.kind == kind and sits_for(areas.get(meeting.area_id or 0), area):
                found = _papers_line(facts, case, meeting, blocker in READY, on)
                if found:
                    yield found
                    break  # the next meeting that fits is the one to be ready for


def _papers_line(facts: DeskFacts, case: DeskCase, meeting: PanelMeeting, is_ready: bool, on: date) -> TodayLine | None:
    panel = f"the {meeting.kind} panel of {day_month(meeting.on, on)}"
    if (meeting.id, case.id) in facts.on_agendas:
        if _closes(meeting) > on + CLOSING:
            return None
        words = f"On the agenda of {panel}: its papers close in {days((_closes(meeting) - on).days)}."
        act = ("views", "Write views")
    elif case.derived.agenda_on and case.derived.agenda_on >= on:
        return None
    elif case.derived.panel_on == meeting.on:
        words = f"Papers for {panel} close soon; it is the last by which the limit can be kept."
        act = ("agenda", "Put on agenda")
    elif is_ready:
        words = f"Ready for {panel}, and on no agenda yet."
        act = ("agenda", "Put on agenda")
    else:
        return None
    return line(case, "papers", words, on, on=meeting.papers_by, act_id=act[0], act_words=act[1], chosen_id=meeting.id)


def _closes(meeting: PanelMeeting) -> date:
    return meeting.papers_by or meeting.on


# --- what comes next ----------------------------------------------------------------------------------


def _coming(facts: DeskFacts, lines: Iterable[TodayLine], on: date) -> tuple[TodayLine, ...]:
    ahead = [one for one in lines if one.on and one.on > on and one.list not in ("do_now", "new")]
    seen = {one.case_id for one in ahead}
    for case in facts.cases.values():
        day = next_day(case, on) if case.derived.status == "open" else None
        if day and day > on and case.id not in seen:
            ahead.append(_limit_ahead(case, day, on))
    return tuple(sorted(ahead, key=lambda one: (one.on or date.max, one.reference))[:COMING])


def _limit_ahead(case: DeskCase, day: date, on: date) -> TodayLine:
    act_id, act_words = ACTS.get(blocker_on(case.derived, on) or "", ("contact", "Log contact"))
    said = sentence(case.derived, on)
    return line(case, "limit", said.reason, on, on=day, next_step=said.next_step, act_id=act_id, act_words=act_words)


__all__ = ["LISTS", "Today", "TodayLine", "do_now", "heard_by_case", "last_working_day", "read_today", "today"]
