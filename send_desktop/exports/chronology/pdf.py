"""The chronology as a PDF in the house's style: A4, black-and-white safe, 'Page x of y' on each page."""

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable, Spacer

from send_desktop.exports.chronology.sheet import ChronologyRow, ChronologySheet
from send_desktop.exports.panel_pack.paper import (
    MarkedWord,
    body,
    cell,
    note,
    style,
    words,
)
from send_desktop.exports.panel_pack.tables import Cell, facts, heading, ruled, side_by_side
from send_desktop.exports.report_pdf import Report
from send_desktop.exports.report_pdf import draw as draw_report
from send_desktop.exports.track_pdf import TrackDrawing
from send_desktop.wording import full_date, plain_date

CONFIDENTIAL = "Confidential: contains personal information about a child"

COLUMNS = ("Date", "Kind", "What happened", "", "Recorded by")
WIDTHS = (0.13, 0.125, 0.44, 0.09, 0.215)
"""Shares of the page's width."""


def draw(sheet: ChronologySheet) -> bytes:
    """Return the chronology as the bytes of a PDF; the same sheet always gives the same bytes."""
    foot = f"{sheet.title}, as at {plain_date(sheet.as_at)}"
    return draw_report(Report(sheet.title, "Chronology", foot, CONFIDENTIAL), lambda: _story(sheet))


def _story(sheet: ChronologySheet) -> list[Flowable]:
    return [
        side_by_side(
            words(sheet.title, style(18, strong=True, leading=22)),
            words(
                sheet.label if sheet.label != sheet.reference else "",
                style(9.5, meaning="secondary", leading=23, alignment=TA_RIGHT),
            ),
            0.6,
        ),
        Spacer(0, 2),
        words(_made(sheet), note()),
        Spacer(0, 8),
        facts(list(sheet.facts), (0.25, 0.25, 0.25, 0.25), cell()),
        *heading("The 20 weeks", f"as at {full_date(sheet.as_at)}"),
        TrackDrawing(sheet.track, sheet.start_title),
        Spacer(0, 5),
        side_by_side(MarkedWord(sheet.state or "plain", sheet.state_words, 9.5), words(sheet.sentence, body()), 0.17),
        *heading("What happened", sheet.chosen),
        ruled(COLUMNS, [_row(row) for row in sheet.rows], WIDTHS)
        if sheet.rows
        else words("Nothing of the chosen kinds is on record in this period.", body()),
    ]


def _made(sheet: ChronologySheet) -> str:
    by = f" by {sheet.built_by}" if sheet.built_by else ""
    return f"{sheet.profile}. Made{by} on {full_date(sheet.built_at.date())} at {sheet.built_at:%H:%M}."


def _row(row: ChronologyRow) -> list[Cell]:
    return [
        words(full_date(row.on).replace(" ", "\u00a0") if row.on else "No date", cell()),
        words(row.kind, cell(meaning="secondary")),
        words(row.what, cell(strong=row.is_bad)),
        words(row.mark, cell(strong=row.is_bad)),
        words(row.source, cell(meaning="secondary")),
    ]
