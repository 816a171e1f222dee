"""The minutes as a Word document, to be worked on further: the same sheet as the PDF."""

from collections.abc import Sequence
from typing import Any

from send_desktop.exports.minutes.pdf import ACTIONS, ATTENDANCE, effect_of, made_words, report_of
from send_desktop.exports.minutes.sheet import ActionLine, AttendanceLine, MinutesItem, MinutesSheet, Pair
from send_desktop.exports.report_word import begin, clean, headed, keep_whole, set_widths, write, written

PEOPLE_WIDTHS = (42, 36, 36, 20, 30)
"""In millimetres; 164 are there on A4 upright."""
INTEREST_WIDTHS = (20, 40, 64, 40)
ACTION_WIDTHS = (24, 62, 32, 20, 26)
PAIR_WIDTHS = (36, 128)
LEFT_WIDTHS = (12, 42, 34, 76)


def draw(sheet: MinutesSheet) -> bytes:
    """Return the minutes as the bytes of a .docx, with no author but the program."""
    document = begin(report_of(sheet), sheet.built_at, is_across=False)
    document.add_heading(clean(sheet.title), level=1)
    document.add_paragraph().add_run(f"{sheet.standing}.").bold = True
    document.add_paragraph(clean(made_words(sheet)))
    _pairs(document, sheet.facts)
    _who_was_there(document, sheet)
    _before_the_items(document, sheet)
    for item in sheet.items:
        _item(document, item)
    _unsettled(document, sheet)
    _signed(document, sheet)
    return written(document)


def _who_was_there(document: Any, sheet: MinutesSheet) -> None:
    document.add_heading("Present", level=2)
    document.add_paragraph(clean(sheet.quorum))
    _people(document, sheet.attendance, "Nobody is recorded as present.")
    document.add_heading("Apologies", level=2)
    _people(document, sheet.apologies, "None.")


def _people(document: Any, lines: Sequence[AttendanceLine], nobody: str) -> None:
    rows = [(one.name, one.agency, one.role, one.capacity, one.came) for one in lines]
    _table(document, ATTENDANCE, rows, PEOPLE_WIDTHS, nobody)


def _before_the_items(document: Any, sheet: MinutesSheet) -> None:
    document.add_heading("Interests declared", level=2)
    _table(document, ("Item", "Who", "Interest", "What they did"), sheet.interests, INTEREST_WIDTHS, "None.")
    matters = [*sheet.formalities, *filter(None, [sheet.matters])]
    if matters or len(sheet.items) != 1:
        document.add_heading("Other matters", level=2)
        for said in matters or ["None."]:
            document.add_paragraph(clean(said))
    document.add_heading("Case" if len(sheet.items) == 1 else "Cases", level=2)
    if not sheet.items:
        document.add_paragraph("No case was on the agenda.")


def _item(document: Any, item: MinutesItem) -> None:
    named = f"{item.label}, {item.reference}" if item.reference else item.label
    document.add_heading(clean(f"{item.number}. {named}"), level=3)
    _pairs(document, (("Asked", item.asked), *((("Heard", item.heard),) if item.heard else ())))
    _part(document, "Recommendation", (("The panel advises", item.outcome), *item.recommendation))
    if item.views:
        _part(document, "Differing views", item.views)
    if item.decision or item.is_settled:
        _part(document, "Decision", item.decision or (("The authority", "Has not decided yet."),))
    _actions(document, item.actions)


def _part(document: Any, title: str, pairs: Sequence[Pair]) -> None:
    said = document.add_paragraph()
    said.add_run(title).bold = True
    said.paragraph_format.keep_with_next = True
    _pairs(document, pairs)


def _pairs(document: Any, pairs: Sequence[Pair]) -> None:
    table = document.add_table(rows=0, cols=2)
    for title, value in pairs:
        cells = table.add_row().cells
        write(cells[0], title, is_secondary=True)
        write(cells[1], value)
    set_widths(table, PAIR_WIDTHS)


def _actions(document: Any, lines: Sequence[ActionLine]) -> None:
    if lines:
        document.add_paragraph().paragraph_format.keep_with_next = True
        rows = [(one.kind, one.what, one.who, one.by_when, one.stands) for one in lines]
        _table(document, ACTIONS, rows, ACTION_WIDTHS, "")


def _unsettled(document: Any, sheet: MinutesSheet) -> None:
    if sheet.unsettled:
        document.add_heading("Not reached, deferred or withdrawn", level=2)
        rows = [(str(one.number), one.label, one.outcome, effect_of(one)) for one in sheet.unsettled]
        _table(document, ("Item", "Child", "", "Where it goes"), rows, LEFT_WIDTHS, "")


def _signed(document: Any, sheet: MinutesSheet) -> None:
    if sheet.is_draft:
        return
    document.add_heading("Sign-off", level=2)
    document.add_paragraph(clean(f"{sheet.standing}."))
    for one in sheet.accepted:
        document.add_paragraph(clean(one), style="List Bullet")


def _table(
    document: Any, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...], nothing: str
) -> None:
    if not rows:
        document.add_paragraph(nothing)
        return
    table = headed(document, titles)
    for row in rows:
        made = table.add_row()
        for cell, text in zip(made.cells, row, strict=True):
            write(cell, text)
        keep_whole(made)
    set_widths(table, widths)


__all__ = ["draw"]
