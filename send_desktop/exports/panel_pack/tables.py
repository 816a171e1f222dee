"""Tables as a timetable sets them: one rule under the heading, hairlines between rows, no boxes."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from send_desktop.exports.panel_pack.paper import HAIR, WIDTH, colour, head_cell, note, style, words

Cell: TypeAlias = Flowable | list[Flowable] | str
GAP = 10
"""White space between two columns."""


def ruled(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    right: Sequence[int] = (),
    padding: float = 2.6,
) -> Table:
    """Return a table whose heading repeats on every page and whose rows may break across pages.

    ``right`` names the columns of figures. Widths are shares of the page's text width when they add to 1.
    """
    scale = WIDTH if abs(sum(widths) - 1) < 0.01 else 1
    heads = [words(heading, head_cell(index in right)) for index, heading in enumerate(headings)]
    table = Table(
        [heads, *[list(row) for row in rows]],
        colWidths=[width * scale for width in widths],
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
    )
    table.setStyle(TableStyle(_rules(len(widths), padding)))
    return table


def _rules(columns: int, padding: float) -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("RIGHTPADDING", (columns - 1, 0), (columns - 1, -1), 0),
        ("LINEBELOW", (0, 0), (-1, 0), 0.75, colour("secondary")),
        ("LINEBELOW", (0, 1), (-1, -1), HAIR, colour("line")),
    ]


def facts(pairs: Sequence[tuple[str, Cell]], shares: Sequence[float], like: Any) -> Table:
    """Return labels over values in columns of these shares of the width, read row by row."""
    columns = len(shares)
    cells = [
        [words(label, head_cell()), value if not isinstance(value, str) else words(value, like)]
        for label, value in pairs
    ]
    while len(cells) % columns:
        cells.append([Spacer(0, 0), Spacer(0, 0)])
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    table = Table(rows, colWidths=[WIDTH * share for share in shares], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table


def side_by_side(left: Flowable, right: Flowable, share: float = 0.5) -> Table:
    """Return two blocks beside each other; ``share`` is the left one's part of the width."""
    table = Table([[left, right]], colWidths=[WIDTH * share, WIDTH * (1 - share)], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def beside_each_other(left: list[Flowable], right: list[Flowable]) -> Table:
    """Return two short sections in two columns of one height; neither may be longer than a page."""
    table = Table([[left, right]], colWidths=[WIDTH / 2, WIDTH / 2], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


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
