"""Mediation and appeals on a case, and until when the family can ask for either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from send_desktop.records import Dispute
from send_desktop.services.disputes import ABOUT, APPEAL_ENDS, KINDS, MEDIATION_ENDS, until_when
from send_desktop.services.why import why_duty
from send_desktop.statute.case_duties import DutyState
from send_desktop.statute.disputes import MEDIATION
from send_desktop.wording import day_month, full_date
from ui.cards.law import DUTY_STATES
from ui.cards.spec import CardSpec, OnCard, act_tool
from ui.widgets.card_table import MORE, CardColumn, Cell, Row

WINDOWS = {"mediation_adviser_contact": "Family can ask for mediation", "appeal": "Family can appeal"}
WINDOW_WORDS = {"due": "Until then", "met": "Done", "passed": "Time passed", "not_needed": "Not needed"}

STEPS: tuple[tuple[str, str], ...] = (
    ("mediation_day", "Arranged or held"),
    ("mediation_end", "How it ended"),
    ("certificate", "Certificate"),
    ("appeal_papers", "Papers received"),
    ("appeal_response", "Response"),
    ("appeal_end", "Outcome"),
)
"""What can follow on a line, by the act's id in ``case_acts.ACTS``."""


def rows(on: OnCard) -> list[Row]:
    """Return the disputes, newest first, then until when the family can dispute what it was told."""
    disputes = [_dispute_row(one, on) for one in reversed(on.case.disputes)]
    windows = until_when(on.case, on.view.today, on.view.context.calendar)
    return [*disputes, *(_window_row(state, on) for state in windows)]


def _dispute_row(one: Dispute, on: OnCard) -> Row:
    today = on.view.today
    stands, role = _stands(one, on)
    more = _steps(one, on)
    return Row(
        (
            Cell(KINDS[one.kind], "strong", one.note),
            Cell(ABOUT[one.about], tip=one.note),
            Cell(day_month(one.opened_on, today), tip=full_date(one.opened_on)),
            Cell(stands, role, stands),
            MORE if more else Cell(""),
        ),
        more[0][1] if more else None,
        more=more,
        why=_why(one, on),
    )


def _stands(one: Dispute, on: OnCard) -> tuple[str, str]:
    """How a dispute stands: how it ended, what it waits for, or by when the authority must act."""
    if one.outcome:
        ends = MEDIATION_ENDS if one.kind == MEDIATION else APPEAL_ENDS
        return ends[one.outcome].split(":")[0], "secondary"
    duty = _duty(one, on)
    if duty is None:
        return "Papers awaited", "secondary"
    role, word = DUTY_STATES[duty.state]
    by = day_month(duty.due, on.view.today)
    return (f"By {by}", role) if duty.state == "due" else (f"{word} {by}", role)


def _duty(one: Dispute, on: OnCard) -> DutyState | None:
    wanted = "mediation_arrange" if one.kind == MEDIATION else "appeal_response"
    start = one.opened_on if one.kind == MEDIATION else one.papers_received_on
    return next((duty for duty in on.view.duties if duty.id == wanted and duty.starts_on == start), None)


def _why(one: Dispute, on: OnCard) -> Callable[[], object] | None:
    duty = _duty(one, on)
    return partial(_show_why, on, duty) if duty else None


def _show_why(on: OnCard, duty: DutyState) -> None:
    on.show_why(why_duty(on.view, duty))


def _steps(one: Dispute, on: OnCard) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What can be recorded next of this dispute; of one that ended, its certificate at most."""
    return tuple((words, partial(on.open_act, act_id, one.id)) for act_id, words in STEPS if _follows(act_id, one))


def _follows(act_id: str, one: Dispute) -> bool:
    is_running, is_mediation = one.outcome is None, one.kind == MEDIATION
    return {
        "mediation_day": is_mediation and is_running,
        "mediation_end": is_mediation and is_running,
        "certificate": is_mediation and one.certificate_on is None and one.outcome != "agreed",
        "appeal_papers": not is_mediation and is_running and one.papers_received_on is None,
        "appeal_response": not is_mediation and is_running and bool(one.papers_received_on) and not one.responded_on,
        "appeal_end": not is_mediation and is_running,
    }[act_id]


def _window_row(state: DutyState, on: OnCard) -> Row:
    why = partial(_show_why, on, state)
    role = "secondary" if state.state != "due" else "text"
    return Row(
        (
            Cell(WINDOWS[state.id], tip=state.explanation),
            Cell(f"About {state.subject}", "secondary"),
            Cell(day_month(state.due, on.view.today), tip=full_date(state.due)),
            Cell(WINDOW_WORDS[state.state], role),
            Cell("Why?", "accent", state.source),
        ),
        why,
        why=why,
    )


CARD = CardSpec(
    id="disputes",
    heading="Mediation and appeal",
    side="right",
    columns=(CardColumn(""), CardColumn(""), CardColumn("", 64), CardColumn("", 142), CardColumn("", 52)),
    rows=rows,
    tools=(act_tool("mediation", "Mediation"), act_tool("appeal", "Appeal")),
)
