"""Why this date? The rule, its citation, the counting, what it was counted from, and how certain all that is.

Pure: from a case's view to a frozen ``Explanation``, which the window shows and copies. A state is opened
to how it was worked out, step by step, by risk's own pathway.
"""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import AuditLine, Case, Stored
from send_desktop.risk import SafeDate, WorkStep, state_named, working
from send_desktop.services.cases import CaseView, ChronologyEntry
from send_desktop.services.every_date import DUTY_WORDS
from send_desktop.services.inputs import Fact, Input, facts_of_duty, inputs_of
from send_desktop.services.recorded_dates import recorded_dates
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.codes import full_day, span
from send_desktop.statute.duties import EVENTS, Duty, duty_on
from send_desktop.statute.limits import FINISH_DUTIES
from send_desktop.statute.register import register
from send_desktop.wording import days, full_date, sentence_case

CERTAINTY = {
    "confirmed": "Confirmed: the wording was read in a published source.",
    "to_be_confirmed": "To be confirmed: the reading has still to be compared with legislation.gov.uk.",
    "practice": "Practice, not law: shown as a target, and never a breach.",
}

BINDS = {
    "authority": "the authority",
    "old_authority": "the authority that the child left",
    "adviser": "the adviser",
    "setting": "the setting",
    "parent": "the family",
    "icb": "the integrated care board",
    "mediation_adviser": "the mediation adviser",
}

STATE_RULES = {
    "breached": "The next legal date has passed and is not met.",
    "will_breach": "Even at the earliest it is met after the limit.",
    "at_risk": "It is expected later than the limit less the team's days.",
    "on_track": "It is expected in time, with the team's days to spare.",
    "excepted": "The limit has passed, and a recorded exception of the closed list relieves it. The clock runs on.",
    "in_time": "The case ended on or before the last day of its limit.",
    "late": "The case ended after the last day of its limit.",
}


SAFE_RULE = "The last day for this with the limit still met, if every later step takes its usual time."


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The answer to 'why this date?' or 'why this state?'. Empty parts have nothing to say."""

    title: str
    answer: str
    """The date or the state itself, with how it stands."""
    rule: str = ""
    citation: str = ""
    counting: str = ""
    """The count in words, with what moves the day or that nothing does, and how it stands."""
    working_target: str = ""
    """The cautious date to work to, where the law's counting of the first day is in doubt."""
    certainty: str = ""
    checked: str = ""
    """When the provision was last compared with a source."""
    steps: tuple[WorkStep, ...] = ()
    """For a state or a finish: each step's earliest and expected day."""
    thresholds: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    as_at: str = ""
    """The past day that it is told of, in words; empty for the present."""

    @property
    def text(self) -> str:
        """Return the whole as text to copy into a letter or an email."""
        return "\n".join(line for line in self._lines() if line)

    def _lines(self) -> list[str]:
        heads = (("Rule", self.rule), ("Source", self.citation), ("Counting", self.counting))
        more = (("Working target", self.working_target), ("Certainty", self.certainty), ("Checked", self.checked))
        parts = [f"{head}: {words}" for head, words in (*heads, *more) if words]
        steps = [f"{one.title}: earliest {full_date(one.earliest)}, expected {full_date(one.expected)}. {one.why}"
                 for one in self.steps]  # fmt: skip
        return [self.title, self.answer, self.as_at, *parts, *steps, *self.thresholds, *map(input_words, self.inputs)]


def input_words(one: Input) -> str:
    """Return an input as one line: what it is, who entered it, and what it was before."""
    earlier = "".join(f" Before that {entry.value}, entered by {entry.words}." for entry in reversed(one.earlier))
    return f"{one.title}: {one.value}. {one.entered}{earlier}"


def why_duty(view: CaseView, duty: DutyState) -> Explanation:
    """Explain one of the dates in law of a case."""
    value = duty_on(duty.id, duty.starts_on)
    title = f"{duty.title} ({duty.subject})" if duty.subject else duty.title
    due = full_day(duty.due) if duty.due else "No day count"
    facts = (*facts_of_duty(view.case, duty), *(_exceptions(view.case) if duty.state == "excepted" else ()))
    return Explanation(
        title=title,
        answer=f"{due}: {DUTY_WORDS[duty.state]}",
        rule=_rule(value),
        citation=duty.source,
        counting=duty.explanation,
        working_target=full_day(duty.working_target) if duty.working_target else "",
        certainty=CERTAINTY[duty.certainty],
        checked=_checked(duty.id),
        inputs=inputs_of(view.history, facts),
        as_at=view.past,
    )


def why_next(view: CaseView) -> Explanation:
    """Explain the next legal date of an open case; of a closed one, the state that it ended in."""
    wanted = view.case.derived.next_duty
    duty = next((one for one in view.duties if one.id == wanted and one.state != "replaced"), None)
    return why_duty(view, duty) if duty else why_state(view)


def why_state(view: CaseView) -> Explanation:
    """Explain a case's state: the finishes step by step, what they are compared with, and what went in."""
    worked = working(view.case.id, view.case.facts(), view.case.area, view.context, view.today)
    if worked is None:
        return _why_ended(view)
    code = view.state or "on_track"
    return Explanation(
        title="Why this state?",
        answer=f"{state_named(code).word}. {view.sentence.reason}",
        rule=STATE_RULES[code],
        steps=worked.steps,
        thresholds=_thresholds(view),
        inputs=inputs_of(view.history, _facts_ahead(view.case)),
        as_at=view.past,
    )


def why_of(view: CaseView, what: str) -> Explanation:
    """Explain the next legal date ('next'), the state ('state'), or a duty by its id, one still to be met first."""
    if what == "next":
        return why_next(view)
    named = [one for one in view.duties if one.id == what]
    duty = next((one for one in named if one.state in ("overdue", "due")), None) or next(iter(named), None)
    return why_duty(view, duty) if duty else why_state(view)


def why_entry(view: CaseView, entry: ChronologyEntry) -> Explanation:
    """Explain a line of the chronology: a recorded fact, with who entered its day and what that was before."""
    dated = [one for one in recorded_dates(view.case) if one.record is entry.of and one.on == entry.on]
    facts = [(one.record, one.field, one.title) for one in dated]
    first = next((line for line in view.history if entry.of and _is_of(line, entry.of)), None)
    return Explanation(
        title=entry.title,
        answer=f"{full_day(entry.on) if entry.on else 'No date'}: {entry.text}",
        rule="A fact as it was recorded: it follows from no rule.",
        counting="" if facts or first is None else _recorded(first),
        inputs=inputs_of(view.history, facts),
        as_at=view.past,
    )


def again(view: CaseView, told: Explanation) -> Explanation:
    """Ask the same question of another view of the case; where it has no such date, its state is explained."""
    for duty in view.duties:
        if (found := why_duty(view, duty)).title == told.title:
            return found
    for safe in view.safe_dates:
        if (found := why_safe(view, safe)).title == told.title:
            return found
    return why_state(view)


def _recorded(line: AuditLine) -> str:
    return f"Recorded by {line.by} on {full_date(line.at.date())}, in “{line.act}”."


def _is_of(line: AuditLine, record: Stored) -> bool:
    return line.record == type(record).__name__ and line.record_id == record.id


def why_safe(view: CaseView, safe: SafeDate) -> Explanation:
    """Explain a latest safe date: the finishes run backwards from the limit, and how the forecast stands to it."""
    forecast = why_state(view)
    verdict = {
        "breached": "That day has passed.",
        "will_breach": "It cannot happen by then.",
        "at_risk": "It is expected later than that.",
        "on_track": "It is expected by then.",
    }[safe.state]
    return Explanation(
        title=f"Latest safe date: {safe.title}",
        answer=f"{full_day(safe.on)}. {verdict}",
        rule=SAFE_RULE,
        counting=f"Counted back from the limit, {full_day(view.case.derived.next_due or safe.on)}. {_lengths(view)}",
        certainty="Forecast, not law: nothing is due on this day.",
        steps=forecast.steps,
        thresholds=forecast.thresholds,
        inputs=forecast.inputs,
        as_at=view.past,
    )


def _rule(value: Duty) -> str:
    starts = " or ".join(EVENTS[name].lower() for name in value.starts_from)
    binds = f"It binds {BINDS[value.binds]}."
    if value.length is None or value.unit is None:
        return f"As soon as practicable after: {starts}. {binds}"
    length = span(value.length, value.unit)
    if value.kind == "minimum":
        return f"At least {length}, beginning with: {starts}. {binds}"
    if value.kind == "before":
        return f"At least {length} before: {starts}. {binds}"
    soon = " As soon as practicable, and in any event by then." if value.exceptions == "authority" else ""
    return f"Within {length} of: {starts}.{soon} {binds}"


def _checked(duty_id: str) -> str:
    for row in register():
        if duty_id in row.duties and row.checked_on:
            against = f" against {row.checked_against}" if row.checked_against else ""
            return f"{full_date(row.checked_on)}{against}"
    return ""


def _thresholds(view: CaseView) -> tuple[str, ...]:
    derived, at_risk_days = view.case.derived, view.context.options.at_risk_days
    limit = derived.next_due
    if limit is None:
        return ()
    lines = [
        f"Limit: {full_day(limit)}. Expected later than {days(at_risk_days)} before it is at risk; "
        "at the earliest later than the limit will breach.",
    ]
    for word, since in (("At risk", derived.at_risk_from), ("Will breach", derived.will_breach_from)):
        if since:
            lines.append(_from(word, since, view.today))
    return tuple(lines)


def _from(word: str, since: date, today: date) -> str:
    if since <= today:
        return f"{word} since {full_day(since)}, with the acts recorded so far."
    return f"{word} from {full_day(since)}, if nothing more happens."


def _lengths(view: CaseView) -> str:
    options = view.context.options
    order = "one after the other" if options.representations_then_consultation else "together"
    return (
        f"Drafting takes {options.drafting_days} working days, representations and consultation 15 days {order}, "
        f"posting {options.posting_days} working days (the team's options)."
    )


def _facts_ahead(case: Case) -> tuple[Fact, ...]:
    """What a forecast is worked out from: the start, decisions, advice still out, the latest draft, replies."""
    request = case.request
    facts: list[Fact] = [(request, "received_on", "Request received")]
    facts += [(request, "assess_told_on", "Family told of the decision to assess")]
    for item in case.advice:
        if item.received_on is None:
            facts.append((item, "requested_on", f"{item.service} advice asked for"))
            facts.append((item, "promised_on", f"{item.service} promised it for"))
    facts.append((request, "issue_made_on", "Decision to issue made"))
    drafts = [plan for plan in case.plans if plan.kind == "draft"]
    facts += [(plan, "sent_on", f"Draft {plan.number} served") for plan in drafts[-1:]]
    facts += [(asked, "sent_on", f"{asked.setting or 'Setting'} consulted") for asked in case.consultations]
    facts += [(asked, "replied_on", f"{asked.setting or 'Setting'} replied") for asked in case.consultations]
    facts += [(later, "made_on", "Later decision made") for later in case.later_decisions]
    return (*facts, *_exceptions(case))


def _exceptions(case: Case) -> tuple[Fact, ...]:
    return tuple(
        fact
        for period in case.exceptions
        for fact in ((period, "starts_on", "Exception from"), (period, "ends_on", "Exception to"))
    )


def _why_ended(view: CaseView) -> Explanation:
    derived = view.case.derived
    code = view.state
    limit_id = FINISH_DUTIES.get(derived.status)
    measured = next((one for one in view.duties if one.id == limit_id), None)
    limit = derived.finish_limit
    rule = STATE_RULES[code] if code else "An outcome without a date, or without a limit, is neither in time nor late."
    return Explanation(
        title="Why this state?",
        answer=" ".join(part for part in (f"{state_named(code).word}." if code else "", view.sentence.reason) if part),
        rule=rule,
        citation=measured.source if measured else "",
        counting=_measured(view.case.clock_start_on, limit, derived.finished_on) if limit else "",
        inputs=inputs_of(view.history, facts_of_duty(view.case, measured)) if measured else (),
        as_at=view.past,
    )


def _measured(start: date, limit: date, finished_on: date | None) -> str:
    length = (limit - start).days
    ended = f" It ended on {full_day(finished_on)}, day {(finished_on - start).days}." if finished_on else ""
    return sentence_case(f"measured against day {length}, {full_day(limit)}, counted from {full_day(start)}.{ended}")
