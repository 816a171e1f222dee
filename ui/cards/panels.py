"""The panels on whose agenda the case stands or stood: what was asked and what they advised."""

from __future__ import annotations

from functools import partial

from send_desktop.panel_types import ASKED_SHORT, PANELS, outcome_title
from send_desktop.records import AgendaPlace, Case, Decision, PanelAction, Recommendation
from send_desktop.services.panel_actions import open_actions, standing, what_of
from send_desktop.wording import day_month, full_date, sentence_case
from ui.cards.spec import DAY, CardSpec, OnCard
from ui.dialogs.as_it_stood import open_as_it_stood
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return what is still to be done after panels, then one row for each agenda and decision, the latest first.

    Enter on an agenda opens the meeting, on something to be done the form that records it as done, on a decision
    outside the panel what was on the screen when it was taken; that of a panel's is on its menu (Shift+F10).
    """
    case = on.case
    dated = [(place.meeting.on, _row(place, on)) for place in case.agenda]
    dated += [(one.made_on, _decision_row(one, on)) for one in case.decisions if one.is_out_of_panel]
    latest_first = [row for _, row in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    return [*(_action_row(one, on) for one in open_actions(case)), *latest_first]


def _row(place: AgendaPlace, on: OnCard) -> Row:
    meeting, item = place.meeting, place.item
    where = f"{PANELS[meeting.kind]}, {place.area}" if place.area else PANELS[meeting.kind]
    words = _said(place, on.case)
    open_meeting = partial(on.page.wants_meeting.emit, meeting.id)
    kept = _kept(place, on.case)
    stood = ("As it stood then", partial(open_as_it_stood, on.desk, on.page, kept))
    return Row(
        (
            Cell(day_month(meeting.on, on.view.today), "secondary", full_date(meeting.on)),
            Cell(where, "strong", sentence_case(meeting.status)),
            Cell(ASKED_SHORT.get(item.asked, "")),
            Cell(words or "Nothing recorded yet", "text" if words else "secondary"),
        ),
        open_meeting,
        more=(("Open the meeting", open_meeting), stood) if kept else (),
    )


def _kept(place: AgendaPlace, case: Case) -> str:
    """The checksum of what was on the screen when the item was decided, or else recommended; empty for neither."""
    said: list[Recommendation | Decision] = [*case.decisions, *case.recommendations]
    return next((one.shown_sha256 for one in said if one.item_id == place.item.id and one.shown_sha256), "")


def _said(place: AgendaPlace, case: Case) -> str:
    """What the panel advised and the authority decided; until then what the officer recommends."""
    said = next((one for one in case.recommendations if one.item_id == place.item.id), None)
    decision = next((one for one in case.decisions if one.item_id == place.item.id), None)
    advised = f"Advised: {outcome_title(said.outcome)}. " if said else ""
    decided = f"Decided: {outcome_title(decision.outcome)}, {decision.decided_by}." if decision else ""
    return f"{advised}{decided}".strip() or place.item.recommendation


def _decision_row(one: Decision, on: OnCard) -> Row:
    ratified = f", ratified {day_month(one.ratified_on, on.view.today)}" if one.ratified_on else ", not ratified yet"
    return Row(
        (
            Cell(day_month(one.made_on, on.view.today), "secondary", full_date(one.made_on)),
            Cell("Outside the panel", "strong", one.why_not_wait),
            Cell(""),
            Cell(
                f"Decided: {outcome_title(one.outcome)}, {one.decided_by}{ratified}.", tip="Enter shows it as it stood"
            ),
        ),
        partial(open_as_it_stood, on.desk, on.page, one.shown_sha256) if one.shown_sha256 else None,
    )


def _action_row(one: PanelAction, on: OnCard) -> Row:
    stands = standing(one, on.view.today)
    return Row(
        (
            Cell(day_month(one.due_on, on.view.today) if one.due_on else "–", "secondary"),
            Cell(stands.word, stands.code or "text"),
            Cell(""),
            Cell(f"{what_of(one)} ({one.owner})"),
        ),
        partial(on.page.wants_act.emit, on.case.id, "action_done", one.id),
    )


CARD = CardSpec(
    id="panels",
    heading="Panels",
    side="right",
    columns=(
        CardColumn("Meeting", DAY),
        CardColumn("", 150),
        CardColumn("Asked", 80, gives_way=1),
        CardColumn("What was said"),
    ),
    rows=rows,
)
