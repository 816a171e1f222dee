"""The panels on whose agenda the case stands or stood: what was asked and what they advised."""

from __future__ import annotations

from functools import partial

from send_desktop.panel_types import ASKED_SHORT, PANELS
from send_desktop.records import AgendaPlace
from send_desktop.wording import day_month, full_date, sentence_case
from ui.cards.spec import DAY, CardSpec, OnCard
from ui.widgets.card_table import CardColumn, Cell, Row


def rows(on: OnCard) -> list[Row]:
    """Return one row for each agenda the case is on, the latest first; Enter opens the meeting."""
    latest_first = sorted(on.case.agenda, key=lambda place: place.meeting.on, reverse=True)
    return [_row(place, on) for place in latest_first]


def _row(place: AgendaPlace, on: OnCard) -> Row:
    meeting, item = place.meeting, place.item
    where = f"{PANELS[meeting.kind]}, {place.area}" if place.area else PANELS[meeting.kind]
    advised = item.recommendation or "Nothing recorded yet"
    return Row(
        (
            Cell(day_month(meeting.on, on.view.today), "secondary", full_date(meeting.on)),
            Cell(where, "strong", sentence_case(meeting.status)),
            Cell(ASKED_SHORT.get(item.asked, "")),
            Cell(advised, "text" if item.recommendation else "secondary"),
        ),
        partial(on.page.wants_meeting.emit, meeting.id),
    )


CARD = CardSpec(
    id="panels",
    heading="Panels",
    side="right",
    columns=(
        CardColumn("Meeting", DAY),
        CardColumn("", 150),
        CardColumn("Asked", 80, gives_way=1),
        CardColumn("Recommendation"),
    ),
    rows=rows,
)
