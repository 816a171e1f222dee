"""The lines of what follows a meeting: decisions, letters, actions, and the checks before the minutes are signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from send_desktop.panel_types import OUTCOMES, outcome_title
from send_desktop.records import Export
from send_desktop.services.minutes_checks import Check, Problem
from send_desktop.services.panel_actions import Standing, standing, what_of
from send_desktop.services.panel_after import AfterView
from send_desktop.services.panel_follow_up import in_short
from send_desktop.services.panel_letters import DecisionLetter
from send_desktop.services.sitting_view import SittingItem
from send_desktop.wording import day_month, full_date
from ui.widgets.card_table import CardColumn, CardTable, Cell, Row

NUMBER, CHILD, BUTTON = 28, 150, 104

CaseAct = Callable[[int], object]
"""Called with what a line is about: the id of an item or a case, or the place of a letter."""


def decision_table() -> CardTable:
    """Return the table of the meeting's items and what was decided on each."""
    return CardTable(
        "Decisions", CardColumn("", NUMBER), CardColumn("Child", CHILD), CardColumn("Panel advised", 132, gives_way=1),
        CardColumn("Decision, and what follows"), CardColumn("", BUTTON),
    )  # fmt: skip


def decision_rows(after: AfterView, decide: CaseAct, ask: CaseAct, open_case: CaseAct) -> list[Row]:
    """Return one line an item; Space decides, or asks for advice after a yes to assess, Enter opens the case."""
    return [_decision_row(after, one, decide, ask, open_case) for one in after.sitting.items]


def _decision_row(after: AfterView, one: SittingItem, decide: CaseAct, ask: CaseAct, open_case: CaseAct) -> Row:
    said, today = one.recommendation, after.sitting.today
    button, press = _decision_act(after, one, decide, ask)
    return Row(
        (
            Cell(str(one.line.number), "secondary"),
            Cell(after.sitting.veil_of(one).label, "strong", tip=one.case.reference),
            Cell(outcome_title(said.outcome) if said else "–", "text" if said else "secondary"),
            _decided(after, one, today),
            Cell(button, "button") if button else Cell(""),
        ),
        act=lambda: open_case(one.case.id),
        press=press,
    )


def _decision_act(
    after: AfterView, one: SittingItem, decide: CaseAct, ask: CaseAct
) -> tuple[str, Callable[[], object] | None]:
    """Return the one act of a line: decide, or ask for the advice of an assessment that was decided."""
    if one in after.to_decide:
        return "Decide", lambda: decide(one.item.id)
    decided = one.decision.outcome if one.decision else ""
    if decided == "assess" and not one.case.advice and one.case.derived.status == "open":
        return "Ask advice", lambda: ask(one.case.id)
    return "", None


def _decided(after: AfterView, one: SittingItem, today: date) -> Cell:
    decision, said = one.decision, one.recommendation
    if decision:
        words = f"{outcome_title(decision.outcome)}, {decision.decided_by}, {day_month(decision.made_on, today)}."
        return Cell(f"{words} {in_short(after.follows(one), today)}".strip())
    if said is None:
        return Cell("Nothing is recorded of this item", "secondary")
    if not OUTCOMES[said.outcome].is_decision:
        return Cell(said.effect or "Settled by the meeting", "secondary")
    return Cell("Waits for an officer's decision", "secondary")


# --- letters ------------------------------------------------------------------------------------------


def letter_table() -> CardTable:
    """Return the table of the letters that the decisions need."""
    return CardTable(
        "Letters", CardColumn("Child", CHILD), CardColumn("Letter"), CardColumn("Stands", 184),
        CardColumn("Tell by", 72, gives_way=1), CardColumn("", BUTTON),
    )  # fmt: skip


def letter_rows(after: AfterView, make: CaseAct, sent: CaseAct, open_case: CaseAct) -> list[Row]:
    """Return one line a decision; Space makes its letter or records that it went, Enter opens the case."""
    return [_letter_row(after, at, make, sent, open_case) for at in range(len(after.letters))]


def _letter_row(after: AfterView, at: int, make: CaseAct, sent: CaseAct, open_case: CaseAct) -> Row:
    one, today = after.letters[at], after.sitting.today
    button, press = _letter_act(one, at, make, sent)
    due = one.decision.notify_by
    return Row(
        (
            Cell(after.sitting.veil_of(one.one).label, "strong", tip=one.case.reference),
            Cell(_letter_words(one)),
            state_cell(one.standing(today)),
            Cell(day_month(due, today) if due else "–", tip=full_date(due)),
            Cell(button, "button") if button else Cell(""),
        ),
        act=lambda: open_case(one.case.id),
        press=press,
    )


def _letter_act(one: DecisionLetter, at: int, make: CaseAct, sent: CaseAct) -> tuple[str, Callable[[], object] | None]:
    if one.is_sent or one.is_told:
        return "", None
    return ("Record sent", lambda: sent(at)) if one.letter else ("Make", lambda: make(at))


def _letter_words(one: DecisionLetter) -> str:
    return f"{one.kind.title}. In the way: {one.in_the_way}." if one.in_the_way else one.kind.title


def state_cell(one: Standing) -> Cell:
    """Return a cell that carries a standing's shape and colour, plain where it has none."""
    return Cell(one.word, one.code or "text")


# --- actions ------------------------------------------------------------------------------------------


def action_table() -> CardTable:
    """Return the table of the meeting's actions."""
    return CardTable(
        "Actions", CardColumn("Child", CHILD), CardColumn("What"), CardColumn("Who", 132, gives_way=1),
        CardColumn("Stands", 124), CardColumn("", BUTTON),
    )  # fmt: skip


def action_rows(after: AfterView, done: Callable[[int, int], object], open_case: CaseAct) -> list[Row]:
    """Return one line an action, open ones first; Space records it as done, Enter opens the case."""
    labels = {one.case.id: after.sitting.veil_of(one).label for one in after.sitting.items}
    today, rows = after.sitting.today, []
    for action, case in after.actions:
        is_open = action.done_on is None
        what = what_of(action)
        rows.append(
            Row(
                (
                    Cell(labels[case.id], "strong", tip=case.reference),
                    Cell(f"{what}. {action.note}" if action.note else what, "text" if is_open else "secondary"),
                    Cell(action.owner if is_open else action.done_by, tip=action.owner),
                    state_cell(standing(action, today)),
                    Cell("Done", "button") if is_open else Cell(""),
                ),
                act=lambda case_id=case.id: open_case(case_id),  # type: ignore[misc]
                press=(lambda case_id=case.id, at=action.id: done(case_id, at)) if is_open else None,  # type: ignore[misc]
            )
        )
    return rows


# --- before signing -----------------------------------------------------------------------------------


def check_table() -> CardTable:
    """Return the table of what is looked at before the minutes are signed."""
    return CardTable("Before signing", CardColumn("", 72), CardColumn(""), has_headings=False)


def check_rows(found: tuple[Check, ...], open_case: CaseAct) -> list[Row]:
    """Return each check with its state, and under it each problem with its item and the way to mend it."""
    rows: list[Row] = []
    for one in found:
        rows.append(
            Row((Cell("", "secondary"), Cell(f"{one.title}: {one.words[:1].lower()}{one.words[1:]}", one.state)))
        )
        rows += [_problem_row(problem, open_case) for problem in one.problems]
    return rows


def _problem_row(one: Problem, open_case: CaseAct) -> Row:
    where = f"Item {one.number}" if one.number else "Meeting"
    words = f"{one.words.rstrip('.')}. {one.mend}."
    return Row((Cell(where, "secondary"), Cell(words)), act=(lambda: open_case(one.case_id)) if one.case_id else None)


def minutes_words(after: AfterView) -> tuple[str | None, str, str]:
    """Return the minutes' state, how they stand, and when they last left."""
    meeting, today = after.sitting.meeting, after.sitting.today
    last: Export | None = after.minutes[0] if after.minutes else None
    left = f"Last saved {day_month(last.made_at.date(), today)} by {last.made_by}, as {last.target}." if last else ""
    if meeting.signed_at:
        signed_on = day_month(meeting.signed_at.astimezone().date(), today)
        return "on_track", f"Signed by {meeting.signed_by}, {signed_on}", left
    return "at_risk", "Draft, not signed yet", left


def summary_words(after: AfterView) -> str:
    """Return in one line how much is left: decisions, letters and actions."""
    unsent = sum(not one.is_sent and not one.is_told for one in after.letters)
    parts = (
        (len(after.to_decide), "decision to take", "decisions to take"),
        (unsent, "family to tell", "families to tell"),
        (after.open_actions, "open action", "open actions"),
    )
    left = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    return ", ".join(left) or "Nothing is left to do"
