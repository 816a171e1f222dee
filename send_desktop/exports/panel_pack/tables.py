"""Tables as a timetable sets them: one rule under the heading, hairlines between rows, no boxes."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from send_desktop.exports.panel_pack.paper import HAIR, WIDTH, colour, fonts, head_cell, note, style, words

Cell: TypeAlias = Flowable | Sequence[Flowable] | str
GAP = 10
"""White space between two columns."""

Rule: TypeAlias = tuple[Any, ...]
"""One command of a TableStyle: its name, the first and the last cell, and what it takes."""


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *rules: Rule,
    padding: tuple[float, float, float, float] = (0, 0, 0, 0),
    repeat: int = 0,
) -> Table:
    """Return cells in columns of these widths in points, read from the top; every table of the pack is one of these.

    ``padding`` is top, right, bottom, left of every cell. Rows may break across pages; the first
    ``repeat`` of them stand again at the top of each.
    """
    whole = ((0, 0), (-1, -1))
    sides = zip(("TOPPADDING", "RIGHTPADDING", "BOTTOMPADDING", "LEFTPADDING"), padding, strict=True)
    basis: list[Rule] = [("VALIGN", *whole, "TOP"), ("FONTNAME", *whole, fonts().regular)]
    basis += [(side, *whole, room) for side, room in sides]
    table = Table([list(row) for row in rows], colWidths=widths, repeatRows=repeat, splitInRow=1, hAlign="LEFT")
    table.setStyle(TableStyle([*basis, *rules]))
    return table


def ruled(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    right: Sequence[int] = (),
    padding: float = 2.6,
) -> Table:
    """Return a table under a heading that repeats on every page, with hairlines between its rows.

    ``right`` names the columns of figures. Widths are shares of the page's text width when they add to 1.
    """
    scale = WIDTH if abs(sum(widths) - 1) < 0.01 else 1
    heads = [words(heading, head_cell(index in right)) for index, heading in enumerate(headings)]
    return grid(
        [heads, *rows],
        [width * scale for width in widths],
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("LINEBELOW", (0, 0), (-1, 0), 0.75, colour("secondary")),
        ("LINEBELOW", (0, 1), (-1, -1), HAIR, colour("line")),
        padding=(padding, GAP, padding, 0),
        repeat=1,
    )


def facts(pairs: Sequence[tuple[str, str]], shares: Sequence[float], like: ParagraphStyle) -> Table:
    """Return labels over values in columns of these shares of the width, read row by row."""
    columns = len(shares)
    cells: list[Cell] = [[words(label, head_cell()), words(value, like)] for label, value in pairs]
    cells += [""] * (-len(cells) % columns)
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    return grid(rows, [WIDTH * share for share in shares], padding=(0, GAP, 6, 0))


def side_by_side(left: Cell, right: Cell, share: float = 0.5, gap: float = 0) -> Table:
    """Return two blocks beside each other; ``share`` is the left one's part of the width.

    ``gap`` is kept free at the right of each. Neither may be longer than a page.
    """
    return grid([[left, right]], [WIDTH * share, WIDTH * (1 - share)], padding=(0, gap, 0, 0))


def heading(title: str, beside: str = "", *, room: float = 64) -> list[Flowable]:
    """Return a section's heading, moved to the next page when less than ``room`` is left below it."""
    text = words(title, style(10.5, strong=True, leading=14))
    if beside:
        text = Paragraph(
            f'{text.text} <font size="8.25" color="{colour("secondary").hexval().replace("0x", "#")}" '
            f'face="{note().fontName}">&nbsp; {words(beside, note()).text}</font>',
            style(10.5, strong=True, leading=14),
        )
    return [CondPageBreak(room), Spacer(0, 8), text, Spacer(0, 3)]
