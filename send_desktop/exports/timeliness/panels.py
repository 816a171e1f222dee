"""What panels planned and heard, put off and lost, and the letters outstanding."""

from typing import Any

from send_desktop.exports.timeliness.cells import Column, Figure
from send_desktop.exports.timeliness.making import Making
from send_desktop.panel_measures import Figure as PanelFigure
from send_desktop.panel_measures.words import time_words
from send_desktop.wording import span

CHART_ROWS = 17


def add_panels(making: Making) -> None:
    """Add the page of panels: what was planned and heard, put off and lost, and the letters outstanding."""
    held = making.weekly.panels
    assert held is not None
    scope = held.figures.scope
    page = making.titled("Panels", (46, 12, 12, 12, 60), f"Every panel, {span(scope.first, scope.last)}.")
    columns = (
        Column("Measure"),
        Column("Number", "count"),
        Column("Out of", "count"),
        Column("Per cent", "pct"),
        Column("How it is counted", "wrap"),
    )
    page.heading("Meetings and cases")
    page.table("Panels", columns, [_panel_row(one) for one in held.figures.figures])
    page.write(2, f"Time lost to cases that were not reached: {time_words(held.minutes_lost)}.")
    page.space(2)
    page.heading("Letters outstanding", "Decided upon a panel's advice, and the family not told yet on record.")
    letters = (Column("Reference"), Column("Meeting", "date"), Column("Tell by", "date"), Column("Days since", "count"))
    page.table("LettersOutstanding", letters, held.untold)


def _panel_row(one: PanelFigure) -> list[Any]:
    kind = "one" if one.measure.unit in ("minutes", "days") else "count"
    title = f"   {one.measure.title}" if one.measure.is_part else one.measure.title
    return [title, Figure(one.value, kind), one.of, one.pct, one.measure.definition]
