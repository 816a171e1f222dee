"""The twelve headlines, each set large with its target, a week ago and the same day of the year before."""

from typing import Any

from openpyxl.styles import Alignment, Border, Side

from send_desktop.exports.timeliness.cells import LINE, SECONDARY, fill, font
from send_desktop.exports.timeliness.page import Page
from send_desktop.exports.timeliness.parts import TileFigure
from send_desktop.exports.timeliness.sheet import WITHHELD, StateStyle, TimelinessSheet
from send_desktop.measures import Figure
from send_desktop.measures.targets import standing

TILE_COLUMNS = ((2, 2), (3, 5), (6, 8))
HEIGHTS = (34, 15, 15, 15, 15)
PUBLIC_PATHS = {
    "Issued within 20 weeks, excluding exceptions": "within_20_weeks.excluding",
    "Issued within 20 weeks, including exceptions": "within_20_weeks.including",
    "Mean weeks to issue, including exceptions": "mean_weeks.including",
    "Plans issued, including exceptions": "plans_issued",
    "Decisions within 6 weeks": "decisions_within_6_weeks",
    "Open cases": "open_cases",
    "Open past 20 weeks": "open_over_20_weeks",
}
"""The headlines that a public sheet has, and their path in the figures of which it is known what is withheld."""
FORMATS = {"share": "0.0%", "count": "#,##0"}

_SIDE = Side(style="thin", color=LINE)


def set_tiles(page: Page, sheet: TimelinessSheet, tiles: tuple[TileFigure, ...]) -> None:
    """Set the headlines three to a row; in a public sheet those that it can have."""
    tiles = tuple(one for one in tiles if not sheet.is_public or title(one) in PUBLIC_PATHS)
    for first in range(0, len(tiles), len(TILE_COLUMNS)):
        for tile, columns in zip(tiles[first : first + len(TILE_COLUMNS)], TILE_COLUMNS, strict=False):
            _set(page, sheet, tile, columns)
        page.row += len(HEIGHTS)


def _set(page: Page, sheet: TimelinessSheet, tile: TileFigure, columns: tuple[int, int]) -> None:
    for offset, height in enumerate(HEIGHTS):
        page.sheet.row_dimensions[page.row + offset].height = height
        _frame(page, page.row + offset, *columns, is_top=offset == 0, is_bottom=offset == len(HEIGHTS) - 1)
    style = _style(sheet, tile)
    value = shown(sheet, tile, tile.now)
    past = ("Last week", tile.week_ago), ("Same day last year", tile.year_ago)
    rated = style is not None and value != WITHHELD
    number_format = FORMATS.get(tile.measure.unit, "0.0")
    lines = (
        (cell_value(tile, value), font(22, bold=True), number_format),
        (title(tile), font(10), "General"),
        (_target(tile, style if rated else None), font(9, bold=rated, colour=_colour(style, rated)), "General"),
        *(("" if sheet.is_public else _past(tile, *one), font(9, colour=SECONDARY), "General") for one in past),
    )
    for offset, (text, face, form) in enumerate(lines):
        cell: Any = page.sheet.cell(page.row + offset, columns[0])
        fill(cell, text, "text")
        cell.font, cell.number_format = face, form
        cell.alignment = Alignment(horizontal="left", vertical="center" if offset else "bottom", indent=1)


def title(tile: TileFigure) -> str:
    """Return a headline's title, with its variant where plans are counted, and its unit where nothing else says it."""
    if tile.measure.unit == "oldest_weeks":
        return f"{tile.measure.title}, weeks"
    varies = tile.measure.has_variants and not tile.measure.is_stock
    variant = ", excluding exceptions" if tile.is_excluding else ", including exceptions" if varies else ""
    return f"{tile.measure.title}{variant}"


def shown(sheet: TimelinessSheet, tile: TileFigure, figure: Figure) -> Any:
    """Return a figure's value, or the sign that stands for one withheld from a public sheet."""
    path = PUBLIC_PATHS.get(title(tile), "") if sheet.is_public else ""
    is_withheld = sheet.is_public and (not path or any(one.startswith(path) for one in sheet.withheld))
    return WITHHELD if is_withheld else figure.value


def cell_value(tile: TileFigure, value: Any) -> Any:
    """Return the value as its cell holds it: a share as a part of one."""
    if tile.measure.unit == "share" and isinstance(value, float):
        return round(value * 10) / 1000
    return "–" if value is None else value


def _past(tile: TileFigure, when: str, figure: Figure) -> str:
    value = figure.value
    if value is None:
        return f"{when} –"
    if tile.measure.unit == "share":
        return f"{when} {value:.1f}%"
    return f"{when} {value:,}" if tile.measure.unit == "count" else f"{when} {value:.1f}"


def _style(sheet: TimelinessSheet, tile: TileFigure) -> StateStyle | None:
    found = standing(tile.now.value, tile.target)
    return next((one for one in sheet.states if found and one.code == found.code), None)


def _target(tile: TileFigure, style: StateStyle | None) -> str:
    if tile.target is None:
        return "No target is set"
    found = standing(tile.now.value, tile.target)
    wanted = f"target {tile.target:g}% ({tile.whose})"
    return f"{style.shape} {found.word} · {wanted}" if style and found else wanted.capitalize()


def _colour(style: StateStyle | None, rated: bool) -> str:
    return style.colour if style and rated else SECONDARY


def _frame(page: Page, row: int, first: int, last: int, *, is_top: bool, is_bottom: bool) -> None:
    for column in range(first, last + 1):
        page.sheet.cell(row, column).border = Border(
            left=_SIDE if column == first else None,
            right=_SIDE if column == last else None,
            top=_SIDE if is_top else None,
            bottom=_SIDE if is_bottom else None,
        )
    if last > first:
        page.sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
