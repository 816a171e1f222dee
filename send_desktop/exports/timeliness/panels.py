"""What panels planned and heard, put off and lost, and the letters outstanding."""

from collections.abc import Callable
from datetime import date
from typing import Any

from send_desktop.exports.timeliness.cells import Column, Figure
from send_desktop.exports.timeliness.making import Making
from send_desktop.exports.timeliness.recounts import PANELS
from send_desktop.exports.timeliness.trace import Rows, Test, Traced, counted, share
from send_desktop.exports.timeliness.words import yes_no
from send_desktop.panel_measures import Figure as PanelFigure
from send_desktop.panel_measures import ItemFact
from send_desktop.panel_measures.counting import answer, told_in_time
from send_desktop.panel_measures.facts import HEARD
from send_desktop.panel_measures.words import days_to_tell, time_words
from send_desktop.panel_types import PANELS as KINDS
from send_desktop.wording import full_date, span

FATE_WORDS = {
    "advised": "Advised upon",
    "deferred": "Deferred",
    "referred": "Referred",
    "not_reached": "Not reached",
    "withdrawn": "Withdrawn",
    "unrecorded": "Nothing recorded",
}
ITEMS = Rows(PANELS, every="Planned minutes")
ROW_COLUMNS = (
    Column("Reference"),
    Column("Panel"),
    Column("Meeting", "date"),
    Column("Became"),
    Column("Heard"),
    Column("Late papers"),
    Column("Planned minutes", "plain"),
    Column("Seconds taken", "plain"),
    Column("Heard and timed"),
    Column("Answer"),
    Column("Told", "date"),
    Column("Days until told", "plain"),
    Column("Told in time"),
)
ROW_WIDTHS = (15, 36, 13, 18, 8, 9, 9, 9, 9, 11, 13, 9, 9)


def add_panel_rows(making: Making) -> None:
    """Add the page of every case on an agenda, from which Panels counts."""
    held = making.weekly.panels
    assert held is not None
    page = making.page("Panel rows", ROW_WIDTHS)
    scope, as_at = held.figures.scope, making.sheet.figures.as_at
    when = span(scope.first, scope.last)
    page.title("Panel rows", [f"Every case on the agenda of a meeting held, {when}; Panels counts from here."])
    place = making.source(page, PANELS, ROW_COLUMNS, (_item_row(one, as_at) for one in held.items))
    page.long_table(place, making.sheet.sensitivity, f"Panel rows as at {full_date(as_at)}")


def _item_row(one: ItemFact, as_at: date) -> list[Any]:
    in_time = told_in_time(one, as_at)
    return [
        one.case.reference,
        KINDS.get(one.meeting.kind, one.meeting.kind),
        one.meeting.on,
        FATE_WORDS[one.fate],
        yes_no(one.fate in HEARD),
        yes_no(one.is_late),
        one.planned_minutes,
        one.seconds,
        yes_no(one.fate in HEARD and one.seconds is not None),
        answer(one.decided).capitalize() or "Neither",
        one.told_on if one.decided else None,
        days_to_tell(one) if one.decided and one.told_on else None,
        "Open" if in_time is None else yes_no(in_time),
    ]


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
    making.figures(page, "Panels", columns, [_panel_row(one) for one in held.figures.figures])
    page.write(2, f"Time lost to cases that were not reached: {time_words(held.minutes_lost)}.")
    page.space(2)
    page.heading("Letters outstanding", "Decided upon a panel's advice, and the family not told yet on record.")
    letters = (Column("Reference"), Column("Meeting", "date"), Column("Tell by", "date"), Column("Days since", "count"))
    page.table("LettersOutstanding", letters, held.untold)


def _panel_row(one: PanelFigure) -> list[Any]:
    kind = "one" if one.measure.unit in ("minutes", "days") else "count"
    title = f"   {one.measure.title}" if one.measure.is_part else one.measure.title
    plain = [Figure(one.value, kind), one.of, one.pct]
    return [title, *_traced(one, plain), one.measure.definition]


def _traced(one: PanelFigure, plain: list[Any]) -> list[Any]:
    """Trace what the rows of cases on agendas hold; meetings, and what was decided outside them, are on none."""
    code = one.measure.id
    if code == "listed":
        return [counted(one.value, ITEMS), None, None]
    if code in _SHARES:
        part, whole = _SHARES[code]
        return [counted(one.value, part), counted(one.of, whole), share(one.pct, part, whole)]
    if code in _MIDDLES:
        rows, formula = _MIDDLES[code]
        return [Traced(one.value, rows, formula(rows), "one", True), counted(one.of, rows), None]
    return plain


def _became(fate: str) -> Rows:
    return ITEMS.where(Test("Became", FATE_WORDS[fate]))


_HEARD = ITEMS.where(Test("Heard", "Yes"))
_TIMED = ITEMS.where(Test("Heard and timed", "Yes"))
_TOLD = ITEMS.where(Test("Told", 0, ">"))
_MET = ITEMS.where(Test("Meeting", 0, ">"))
"""Rows with a meeting: a table of nothing has one line, without."""
_SHARES: dict[str, tuple[Rows, Rows]] = {
    "heard": (_HEARD, ITEMS),
    "late_papers": (ITEMS.where(Test("Late papers", "Yes")), ITEMS),
    "deferred": (_became("deferred"), _HEARD),
    "referred": (_became("referred"), _HEARD),
    "withdrawn": (_became("withdrawn"), ITEMS),
    "unrecorded": (_became("unrecorded"), ITEMS),
    "not_reached": (_became("not_reached"), ITEMS),
    "told_by": (_MET.where(Test("Told in time", "Yes")), _MET.where(Test("Told in time", "Open", "<>"))),
    "agreed": (_MET.where(Test("Answer", "Agreed")), _MET.where(Test("Answer", "Neither", "<>"))),
}
"""The rows of each share, and of its whole."""
_MIDDLES: dict[str, tuple[Rows, Callable[[Rows], str]]] = {
    "minutes_median": (_TIMED, lambda rows: rows.median("Seconds taken", 60)),
    "minutes_mean": (_TIMED, lambda rows: rows.mean("Seconds taken", 60)),
    "told_days": (_TOLD, lambda rows: rows.median("Days until told")),
}
