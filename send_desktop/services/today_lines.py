"""What can stand on Today, as a table in the order of what hurts first, and how each is said. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from send_desktop.options import Options
from send_desktop.records import AwaitedRow, Contact, DeskCase, Letter, PanelAction, Unwritten
from send_desktop.risk import BLOCKERS, blocker_on, sentence, state
from send_desktop.risk.wording import spoken_date
from send_desktop.services.chasing import HIGHEST, Rung, due_of_row, rung_of_row
from send_desktop.services.contacts import KINDS as CONTACT_KINDS
from send_desktop.services.letters import served_on
from send_desktop.wording import day_month, days, sentence_case

LISTS = {
    "do_now": "Do now",
    "waiting": "Waiting on others",
    "promised": "Promised",
    "panels": "Panel cut-offs",
    "new": "New since yesterday",
}
"""The five lists, in the order of the screen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of line: the list that it stands in, and what there is to do about it."""

    code: str
    list: str
    hurts: str
    """Why it stands where it stands: read by the help, and by whoever changes the order."""


KINDS: tuple[Kind, ...] = (
    Kind("breached", "do_now", "a limit has passed, and there is something that we can do"),
    Kind("appeal", "do_now", "the Tribunal's own dates, which bind whatever else is late"),
    Kind("limit", "do_now", "a limit, or the last day on which it can still be kept, is near"),
    Kind("letter", "do_now", "a refusal without its letter: the family was not told in writing of its right of appeal"),
    Kind("served", "do_now", "a posted draft counts as served, and the family's 15 days are not on record"),
    Kind("promise_due", "do_now", "a family waits for what it was promised by now"),
    Kind("action", "do_now", "something was agreed at a panel, and its day has come"),
    Kind("chase", "do_now", "advice or a reply is late and its next reminder is due"),
    Kind("adviser", "do_now", "the family asked for an adviser, and waits for the answer"),
    Kind("untold", "do_now", "an exception is claimed that the family does not know of"),
    Kind("contact", "do_now", "the family has waited too long without a word"),
    Kind("unexplained", "do_now", "a limit has passed and nobody has said why"),
    Kind("awaited_late", "waiting", "late, and reminded already"),
    Kind("representations", "waiting", "the family's window is closing"),
    Kind("posted", "waiting", "a posted draft, on its way to the family"),
    Kind("panel_late", "waiting", "what others owe after a panel, and that is late"),
    Kind("awaited", "waiting", "not yet due"),
    Kind("panel_waits", "waiting", "information that a panel needs, not yet due"),
    Kind("promise", "promised", "promised for a later day"),
    Kind("papers", "panels", "papers close, and the case must be on that agenda"),
    Kind("given", "new", "a case that is newly mine"),
    Kind("arrived", "new", "advice or a reply that came"),
    Kind("changed", "new", "what others changed on my cases"),
    Kind("imported", "new", "what came in from a tracker"),
)
"""Every kind in the order of what hurts first; within a kind by date, those without one last."""

ORDER = {kind.code: place for place, kind in enumerate(KINDS)}
LIST_OF = {kind.code: kind.list for kind in KINDS}

ACTS = {
    "assess_decision": ("assess", "Decide"),
    "tell_family_assess": ("tell", "Record letter"),
    "advice_not_asked": ("ask", "Ask"),
    "advice": ("received", "Record"),
    "issue_decision": ("issue", "Decide"),
    "tell_family_no_plan": ("tell", "Record letter"),
    "draft": ("draft", "Record draft"),
    "representations": ("contact", "Log contact"),
    "consultation_not_sent": ("consult", "Consult"),
    "consultation": ("reply", "Record"),
    "final_plan": ("final", "Record final"),
}
"""By what holds a case, the one obvious act (of ``case_acts.ACTS``) and what its button says."""

OURS = frozenset(one.code for one in BLOCKERS if one.waits_for == "us")

SOON = timedelta(days=14)
"""How near a limit or its latest safe date must be for the case to stand under Do now while it is on track."""

CLOSING = timedelta(days=7)
"""How near the end of the family's window must be to be said."""

AHEAD = timedelta(days=21)
"""How far ahead a cut-off for papers is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One line: the child, what and why in a sentence, its day, and the one act that it asks for."""

    kind: str
    words: str
    case_id: int = 0
    """0 for what is about no single case."""
    reference: str = ""
    child: str = ""
    officer: str = ""
    on: date | None = None
    state: str | None = None
    next_step: str = ""
    act_id: str = ""
    act_words: str = ""
    chosen_id: int = 0
    filter: str = ""
    """For a line about several cases: what the caseload is narrowed to, to see them."""

    @property
    def list(self) -> str:
        """The list that it stands in."""
        return LIST_OF[self.kind]

    @property
    def place(self) -> tuple[int, date, str, int]:
        """Where it stands: what hurts first, then by date, then by reference."""
        return ORDER[self.kind], self.on or date.max, self.reference, self.chosen_id


def line(case: DeskCase, kind: str, words: str, today: date, **more: object) -> TodayLine:
    """Return a line about a case; its state is the case's own, unless ``more`` gives that of what the line is about."""
    own: dict[str, object] = {"state": state(case.derived, today)}
    return TodayLine(
        kind=kind, words=words, case_id=case.id, reference=case.reference, child=case.child, officer=case.officer,
        **(own | more),  # type: ignore[arg-type]
    )  # fmt: skip


# --- the clock --------------------------------------------------------------------------------------


def clock_line(case: DeskCase, today: date) -> TodayLine | None:
    """Return the line of a case that waits for us and is late, at risk, or near its limit; else None."""
    derived = case.derived
    blocker = blocker_on(derived, today)
    if blocker not in OURS or not is_pressing(case, today):
        return None
    kind = "breached" if state(derived, today) == "breached" else "limit"
    act_id, act_words = ACTS[blocker]
    said = sentence(derived, today)
    day = derived.next_due if kind == "breached" else next_day(case, today)
    return line(case, kind, said.reason, today, on=day, next_step=said.next_step, act_id=act_id, act_words=act_words)


def is_pressing(case: DeskCase, today: date) -> bool:
    """Say whether a case cannot be left: it is not on track, a letter waits to be sent, or its day is near."""
    derived = case.derived
    if state(derived, today) in ("breached", "will_breach", "at_risk"):
        return True
    if blocker_on(derived, today) in ("tell_family_assess", "tell_family_no_plan", "advice_not_asked"):
        return True
    day = next_day(case, today)
    return day is not None and day <= today + SOON


def next_day(case: DeskCase, today: date) -> date | None:
    """Return the day that counts next: the latest safe one while it is ahead, else the limit."""
    derived = case.derived
    if derived.safe_by and derived.safe_by >= today:
        return derived.safe_by
    return derived.next_due


# --- waiting on others --------------------------------------------------------------------------------


def awaited_line(case: DeskCase, rows: list[AwaitedRow], options: Options, today: date) -> TodayLine:
    """Return the one line of what a case waits for from others: a reminder that is due, else what comes next."""
    due = [one for one in rows if rung_of_row(one, options, today).is_due]
    first = min(due or rows, key=lambda one: (due_of_row(one), one.id))
    day, step = due_of_row(first), sentence(case.derived, today).next_step
    words = _awaited_words(case, due or rows, today)
    if due:
        kind = "breached" if state(case.derived, today) == "breached" else "chase"
        words = f"{words} {_rung_words(rung_of_row(first, options, today))} is due."
        act = ("chase" if first.kind == "advice" else "chase_setting", "Chase")
    else:
        kind = "awaited_late" if day < today else "awaited"
        act = ("received" if first.kind == "advice" else "reply", "Record")
    return line(case, kind, words, today, on=day, next_step=step, act_id=act[0], act_words=act[1], chosen_id=first.id)


def _rung_words(rung: Rung) -> str:
    """'The first reminder', but 'Escalation', of which there is one kind."""
    return rung.words if rung.number == HIGHEST else f"The {rung.words.lower()}"


def _awaited_words(case: DeskCase, rows: list[AwaitedRow], today: date) -> str:
    """The risk sentence where advice or a reply is what holds the case; else what is awaited."""
    if blocker_on(case.derived, today) in ("advice", "consultation"):
        return sentence(case.derived, today).reason
    return sentence_case("; ".join(_awaited_one(one, today) for one in rows[:2]) + ".")


def _awaited_one(row: AwaitedRow, today: date) -> str:
    what = f"{row.whose} advice" if row.kind == "advice" else f"the reply from {row.whose or 'the setting'}"
    left = (due_of_row(row) - today).days
    promise = f", promised for {day_month(row.promised_on, today)}" if row.promised_on else ""
    standing = f"{days(-left)} overdue" if left < 0 else f"due on {spoken_date(due_of_row(row), today)}"
    return f"{what} is {standing}{promise}"


def representations_line(case: DeskCase, today: date) -> TodayLine | None:
    """Return the line of a window for representations that is about to close."""
    ends = case.derived.representations_end
    if blocker_on(case.derived, today) != "representations" or not ends or not today <= ends <= today + CLOSING:
        return None
    said = sentence(case.derived, today)
    act_id, act_words = ACTS["representations"]
    return line(
        case, "representations", said.reason, today, on=ends, next_step=said.next_step, act_id=act_id,
        act_words=act_words,
    )  # fmt: skip


LETTERS = {"assess": "letter:decision_refuse", "issue": "letter:decision_no_plan"}
"""The act that makes a refusal's letter, by what was refused."""


def letter_act(unwritten: Unwritten) -> dict[str, Any]:
    """Return the act that a refusal without its letter asks for: write it, or record that it went."""
    if unwritten.letter_id:
        return {"act_id": "letter_sent", "act_words": "Record sent", "chosen_id": unwritten.letter_id}
    return {"act_id": LETTERS[unwritten.about], "act_words": "Write"}


def letter_line(case: DeskCase, unwritten: Unwritten, today: date) -> TodayLine:
    """Return the line of a refusal of which the family was told and whose letter is not on record."""
    what = "is made and not recorded as sent" if unwritten.letter_id else "is not on record"
    words = (
        f"The family was told of the refusal on {day_month(unwritten.told_on, today)}; the letter with its right of "
        f"appeal {what}."
    )
    return line(case, "letter", words, today, on=unwritten.told_on, **letter_act(unwritten))


def posted_line(case: DeskCase, letter: Letter, today: date) -> TodayLine:
    """Return the line of a draft that was posted: under Do now from the day on which it counts as served."""
    on, gone = served_on(letter), day_month(letter.sent_on, today)
    if on > today:
        words = f"The draft went on {gone} and counts as served on {spoken_date(on, today)}; record it then."
        return line(case, "posted", words, today, on=on)
    words = (
        f"The draft went on {gone} and counts as served on {day_month(on, today)}: the family's 15 days run from it."
    )
    return line(case, "served", words, today, on=on, act_id="draft", act_words="Record draft")


# --- after a panel -------------------------------------------------------------------------------------


def action_line(case: DeskCase, action: PanelAction, mine: Collection[str], today: date) -> TodayLine | None:
    """Return the line of something agreed at a panel: to do from its day on where its owner is one of ``mine``.

    One without a day stands there at once, for nothing else would bring it up. What others owe is waited for:
    information at once, the rest once its day has passed. What is ahead stands on the case and not here.
    """
    due, is_mine = action.due_on, action.owner in mine
    is_late = due is not None and due < today
    has_come = is_mine if due is None else due < today or (due == today and is_mine)
    if action.kind != "information" and not has_come:
        return None
    kind = "action" if is_mine and (due is None or due <= today) else "panel_late" if is_late else "panel_waits"
    by_when = f", by {day_month(due, today)}" if due else ""
    what = f"information needed: {action.what}" if action.kind == "information" else action.what
    words = f"After a panel: {what.rstrip('.')} ({action.owner}{by_when})."
    return line(
        case, kind, words, today, on=due, act_id="action_done", act_words="Record done", chosen_id=action.id,
        state="breached" if is_late else None,
    )  # fmt: skip


# --- promises -----------------------------------------------------------------------------------------


def promise_line(case: DeskCase, contact: Contact, today: date) -> TodayLine:
    """Return the line of a promise: under Do now from its day on."""
    assert contact.promised_by is not None
    kind = "promise_due" if contact.promised_by <= today else "promise"
    whom = f"{contact.with_whom} was" if contact.with_whom else _whom(contact)
    words = f"{whom} promised an answer ({CONTACT_KINDS[contact.kind].lower()} of {day_month(contact.on, today)}): "
    return line(
        case, kind, words + contact.summary, today, on=contact.promised_by, act_id="kept", act_words="Kept",
        chosen_id=contact.id,
    )  # fmt: skip


def _whom(contact: Contact) -> str:
    known = {"family": "The family was", "service": "The service was", "setting": "The setting was"}
    return known.get(contact.party, "Somebody was")


def in_order(lines: Iterator[TodayLine]) -> tuple[TodayLine, ...]:
    """Return lines with what hurts first at the top."""
    return tuple(sorted(lines, key=lambda one: one.place))
