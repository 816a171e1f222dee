"""The chronology as a Word document, to be worked on further: the same sheet as the PDF."""

from typing import Any

from send_desktop.exports.chronology.pdf import CONFIDENTIAL
from send_desktop.exports.chronology.sheet import ChronologyRow, ChronologySheet
from send_desktop.exports.report_pdf import Report
from send_desktop.exports.report_word import begin, headed, keep_whole, set_widths, write, written
from send_desktop.wording import full_date, plain_date, sentence_case

COLUMNS = (("Date", 26), ("Kind", 30), ("What happened", 120), ("", 22), ("Recorded by", 53))
"""Headings with their widths in millimetres: A4 across."""


def draw(sheet: ChronologySheet) -> bytes:
    """Return the chronology as the bytes of a .docx, with no author but the program."""
    foot = f"{sheet.title}, as at {plain_date(sheet.as_at)}"
    document = begin(Report(sheet.title, "Chronology", foot, CONFIDENTIAL), sheet.built_at, is_across=True)
    document.add_heading(sheet.title, level=1)
    document.add_paragraph(_made(sheet))
    _facts(document, sheet)
    _state(document, sheet)
    document.add_heading("What happened", level=2)
    document.add_paragraph(f"{sentence_case(sheet.chosen)}.")
    _rows(document, sheet)
    return written(document)


def _made(sheet: ChronologySheet) -> str:
    by = f" by {sheet.built_by}" if sheet.built_by else ""
    shown = f"{sheet.label}. " if sheet.label != sheet.reference else ""
    return f"{shown}{sheet.profile}. Made{by} on {full_date(sheet.built_at.date())} at {sheet.built_at:%H:%M}."


def _facts(document: Any, sheet: ChronologySheet) -> None:
    table = document.add_table(rows=0, cols=2)
    for title, value in sheet.facts:
        cells = table.add_row().cells
        write(cells[0], title, is_secondary=True)
        write(cells[1], value)
    set_widths(table, (50, 200))


def _state(document: Any, sheet: ChronologySheet) -> None:
    """Word has no track: the limits that it draws stand as a table, with the state and its sentence over it."""
    document.add_heading("The 20 weeks", level=2)
    said = document.add_paragraph()
    said.add_run(f"{sheet.state_words}. ").bold = True
    said.add_run(sheet.sentence)
    table = headed(document, ("Limit", "Last day", "How it stands"))
    for line in sheet.limits:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            write(cell, words)
    set_widths(table, (110, 40, 70))


def _rows(document: Any, sheet: ChronologySheet) -> None:
    if not sheet.rows:
        document.add_paragraph("Nothing of the chosen kinds is on record in this period.")
        return
    table = headed(document, tuple(title for title, _ in COLUMNS))
    for row in sheet.rows:
        _row(table.add_row(), row)
    set_widths(table, tuple(width for _, width in COLUMNS))


def _row(made: Any, row: ChronologyRow) -> None:
    cells = made.cells
    write(cells[0], full_date(row.on) if row.on else "No date")
    write(cells[1], row.kind, is_secondary=True)
    write(cells[2], row.what, is_strong=row.is_bad)
    write(cells[3], row.mark, is_strong=row.is_bad)
    write(cells[4], row.source, is_secondary=True)
    keep_whole(made)


__all__ = ["draw"]
