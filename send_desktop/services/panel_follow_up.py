"""What follows a decision: the duties, letters and tasks that it starts, each with its day (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.panel_types import OUTCOMES, Outcome
from send_desktop.records import Case, Decision, PanelAction
from send_desktop.services.letter_kinds import kind, notices
from send_desktop.statute.limits import advice_due, limits
from send_desktop.statute.timetable import timetable
from send_desktop.statute.working_days import england
from send_desktop.wording import counted, day_month, full_date, sentence_case

CALL_WORKING_DAYS = 2
"""Working days after a refusal within which the family is called: families ask for a call before the letter."""

CALL = "Call the family about the refusal and say what comes next"

SHORT = {
    "feedback_call": "call by",
    "letter": "letter by",
    "mediation": "mediation adviser until",
    "appeal": "appeal until",
    "ask_advice": "advice due by",
    "draft": "final plan by",
}
"""What follows a decision, before its day."""

REFUSALS = frozenset(one.code for one in OUTCOMES.values() if one.needs_reasons and not one.is_agreed)
"""Outcomes that say no to a family."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that a decision starts: what, who does it, and by when."""

    code: str
    """ask_advice, letter, appeal, mediation, feedback_call, draft or next."""
    words: str
    who: str
    due_on: date | None = None


def follow_ups(
    outcome: str, case: Case, *, made_on: date, notify_by: date | None = None, told_on: date | None = None
) -> tuple[FollowUp, ...]:
    """Return what follows a decision, in the order in which it is done.

    The family's windows run from the day on which the letter goes: ``told_on``, or the last day for it until then.
    """
    known = OUTCOMES[outcome]
    if not known.is_decision:
        return ()
    steps = (_call, _letter, _appeal, _advice, _plan)
    day = told_on or notify_by or made_on
    return tuple(found for step in steps for found in step(known, case, made_on, day, notify_by))


def in_short(found: tuple[FollowUp, ...], today: date) -> str:
    """Return what follows in one sentence: 'Call by 24 Nov; letter by 23 Nov.'; empty for nothing."""
    said = sentence_case("; ".join(_short(one, today) for one in found))
    counted_from = ", counted from the day of the letter" if any(one.code == "appeal" for one in found) else ""
    return f"{said}{counted_from}." if said else ""


def _short(one: FollowUp, today: date) -> str:
    if one.code not in SHORT:
        return f"{one.words[:1].lower()}{one.words[1:]}"
    if one.due_on is None:
        return SHORT[one.code].rpartition(" ")[0]
    return f"{SHORT[one.code]} {day_month(one.due_on, today)}"


def feedback_call(case: Case, decision: Decision) -> tuple[PanelAction, ...]:
    """Return the task of calling the family after a refusal; nothing after any other decision."""
    if decision.outcome not in REFUSALS:
        return ()
    return (
        PanelAction(
            case_id=case.id,
            kind="feedback_call",
            what=CALL,
            owner=case.officer or decision.decided_by,
            raised_on=decision.made_on,
            due_on=england().add(decision.made_on, CALL_WORKING_DAYS),
            meeting_id=decision.meeting_id,
            item_id=decision.item_id,
        ),
    )


def _call(known: Outcome, case: Case, made_on: date, _: date, __: date | None) -> Iterator[FollowUp]:
    if known.code in REFUSALS:
        due = england().add(made_on, CALL_WORKING_DAYS)
        yield FollowUp("feedback_call", "The family is called about the refusal", case.officer, due)


def _letter(known: Outcome, case: Case, _: date, __: date, notify_by: date | None) -> Iterator[FollowUp]:
    letter = kind(known.letter)
    told = counted(len(letter.notices), "notice")
    carries = f", with {told}: {_listed(letter.notices)}" if letter.notices else ""
    yield FollowUp("letter", f"Letter “{letter.title}”{carries}", case.officer, notify_by)


def _listed(codes: tuple[str, ...]) -> str:
    titles = [notices()[code].title for code in codes]
    return "; ".join(f"{title[:1].lower()}{title[1:]}" for title in titles)


def _appeal(known: Outcome, _: Case, __: date, day: date, ___: date | None) -> Iterator[FollowUp]:
    if "appeal" not in kind(known.letter).notices:
        return
    due = {one.id: one.due for one in timetable({"decision_notice_sent": day}, england())}
    sent = f"if the letter goes on {full_date(day)}"
    yield FollowUp(
        "mediation", f"The family may speak to the mediation adviser, {sent}", "The family",
        due["mediation_adviser_contact"],
    )  # fmt: skip
    yield FollowUp("appeal", f"The family may appeal, {sent}", "The family", due["appeal"])


def _advice(known: Outcome, case: Case, _: date, day: date, __: date | None) -> Iterator[FollowUp]:
    if known.moves == "assess" and not case.advice:
        words = f"Advice is asked for by the standard list; asked on {full_date(day)}, it is due six weeks later"
        yield FollowUp("ask_advice", words, case.officer, advice_due(day))


def _plan(known: Outcome, case: Case, _: date, __: date, ___: date | None) -> Iterator[FollowUp]:
    if known.moves == "issue":
        words = "The draft is written and served; then the family has 15 days, settings are consulted, and the final"
        yield FollowUp("draft", f"{words} plan is sent", case.officer, limits(case.facts()).final_plan)
    if known.code == "amend":
        yield FollowUp("next", "The amendment notice with the proposed amendments goes to the family (reg 22)", "")
    if known.code == "continue_consultation":
        yield FollowUp("next", "The further settings are consulted; each has 15 days to answer", case.officer)
