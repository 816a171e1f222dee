"""The drafts as they were served, what the family said of each, and the final plan with its recipients."""

from __future__ import annotations

from functools import partial

from send_desktop.records import PlanVersion
from send_desktop.services.plans import version_sent, window_end
from send_desktop.wording import day_month
from ui.cards.spec import DAY, CardSpec, OnCard, act_tool
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return a line for each draft and final plan, the newest first; Enter on a draft opens its representations."""
    newest_first = sorted(on.case.plans, key=lambda plan: (plan.kind == "final", plan.number), reverse=True)
    return [_draft_row(plan, on) if plan.kind == "draft" else _final_row(plan, on) for plan in newest_first]


def _draft_row(plan: PlanVersion, on: OnCard) -> Row:
    today = on.view.today
    window = f"Family may answer until {day_month(window_end(plan), today)}"
    said = []
    if plan.representations_received_on:
        said.append(f"Representations {day_month(plan.representations_received_on, today)}")
    if plan.representations:
        said.append(plan.representations)
    if plan.meeting_asked_on:
        held = f", held {day_month(plan.meeting_held_on, today)}" if plan.meeting_held_on else ", not held yet"
        said.append(f"Meeting asked for {day_month(plan.meeting_asked_on, today)}{held}")
    elif plan.meeting_held_on:
        said.append(f"Meeting held {day_month(plan.meeting_held_on, today)}")
    return Row(
        (
            Cell(f"Draft {plan.number}", "strong"),
            Cell(day_month(plan.sent_on, today)),
            _lines(window, *said, _stamp(plan, on)),
        ),
        partial(on.open_act, "representations", plan.id),
    )


def _final_row(plan: PlanVersion, on: OnCard) -> Row:
    today = on.view.today
    number = f" {plan.number}" if plan.number > 1 else ""
    recipients = (
        ("Family", plan.family_sent_on),
        ("setting", plan.setting_sent_on),
        ("board", plan.board_sent_on),
    )
    sent = ", ".join(f"{words} {day_month(day, today)}" for words, day in recipients if day)
    if plan.family_sent_on and plan.setting_sent_on is None:
        sent += ", no setting named"
    return Row(
        (
            Cell(f"Final{number}", "strong"),
            Cell(day_month(plan.sent_on, today)),
            _lines(sent or "To whom it went is not recorded", _stamp(plan, on)),
        )
    )


def _stamp(plan: PlanVersion, on: OnCard) -> str:
    version = version_sent(on.case, plan)
    return f"Sent as {version}" if version else ""


def _lines(*parts: str) -> Cell:
    return Cell("\n".join(part for part in parts if part))


CARD = CardSpec(
    id="plans",
    heading="Draft and final plan",
    side="right",
    columns=(CardColumn("", 70), CardColumn("Sent", DAY), CardColumn("")),
    rows=rows,
    tools=(
        act_tool("draft", "Serve draft"), act_tool("representations", "Representations"),
        act_tool("final", "Final sent"),
    ),
)  # fmt: skip
