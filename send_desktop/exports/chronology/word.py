"""The chronology as a Word document, to be worked on further: the same sheet as the PDF."""

from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from send_desktop.exports.chronology.pdf import CONFIDENTIAL
from send_desktop.exports.chronology.sheet import ChronologyRow, ChronologySheet
from send_desktop.wording import full_date, plain_date, sentence_case

COLUMNS = (("Date", 26), ("Kind", 30), ("What happened", 120), ("", 22), ("Recorded by", 53))
"""Headings with their widths in millimetres: A4 across."""

SECONDARY = RGBColor(0x56, 0x60, 0x6B)


def draw(sheet: ChronologySheet) -> bytes:
    """Return the chronology as the bytes of a .docx, with no author but the program."""
    document = Document()
    _page(document, sheet)
    document.add_heading(sheet.title, level=1)
    document.add_paragraph(_made(sheet))
    _facts(document, sheet)
    _state(document, sheet)
    document.add_heading("What happened", level=2)
    document.add_paragraph(f"{sentence_case(sheet.chosen)}.")
    _rows(document, sheet)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Any, sheet: ChronologySheet) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin = section.bottom_margin = Mm(18)
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = "Calibri", Pt(10)
    plain.paragraph_format.space_after = Pt(4)
    core = document.core_properties
    core.author, core.last_modified_by, core.title, core.comments = "SEND Desktop", "SEND Desktop", sheet.title, ""
    core.language = "en-GB"
    core.created = core.modified = sheet.built_at.astimezone(UTC).replace(tzinfo=None)
    _footer(section.footer.paragraphs[0], sheet)


def _footer(paragraph: Any, sheet: ChronologySheet) -> None:
    paragraph.add_run(f"{sheet.title}, as at {plain_date(sheet.as_at)}. {CONFIDENTIAL}. Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8), SECONDARY


def _field(paragraph: Any, code: str) -> None:
    """Word works a field out itself: the page, and how many there are."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _made(sheet: ChronologySheet) -> str:
    by = f" by {sheet.built_by}" if sheet.built_by else ""
    shown = f"{sheet.label}. " if sheet.label != sheet.reference else ""
    return f"{shown}{sheet.profile}. Made{by} on {full_date(sheet.built_at.date())} at {sheet.built_at:%H:%M}."


def _facts(document: Any, sheet: ChronologySheet) -> None:
    table = document.add_table(rows=0, cols=2)
    for title, value in sheet.facts:
        cells = table.add_row().cells
        _write(cells[0], title, is_secondary=True)
        _write(cells[1], value)
    _set_widths(table, (50, 200))


def _state(document: Any, sheet: ChronologySheet) -> None:
    """Word has no track: the limits that it draws stand as a table, with the state and its sentence over it."""
    document.add_heading("The 20 weeks", level=2)
    said = document.add_paragraph()
    said.add_run(f"{sheet.state_words}. ").bold = True
    said.add_run(sheet.sentence)
    table = _headed(document, ("Limit", "Last day", "How it stands"))
    for line in sheet.limits:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            _write(cell, words)
    _set_widths(table, (110, 40, 70))


def _rows(document: Any, sheet: ChronologySheet) -> None:
    if not sheet.rows:
        document.add_paragraph("Nothing of the chosen kinds is on record in this period.")
        return
    table = _headed(document, tuple(title for title, _ in COLUMNS))
    for row in sheet.rows:
        _row(table.add_row(), row)
    _set_widths(table, tuple(width for _, width in COLUMNS))


def _headed(document: Any, titles: tuple[str, ...]) -> Any:
    table = document.add_table(rows=1, cols=len(titles))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        _write(cell, title, is_strong=True)
    _repeats(table.rows[0])
    return table


def _set_widths(table: Any, widths: tuple[int, ...]) -> None:
    """In millimetres, for the columns and each cell: Word goes by the cells, others by the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _row(made: Any, row: ChronologyRow) -> None:
    cells = made.cells
    _write(cells[0], full_date(row.on) if row.on else "No date")
    _write(cells[1], row.kind, is_secondary=True)
    _write(cells[2], row.what, is_strong=row.is_bad)
    _write(cells[3], row.mark, is_strong=row.is_bad)
    _write(cells[4], row.source, is_secondary=True)
    _keeps_whole(made)


def _write(cell: Any, text: str, *, is_strong: bool = False, is_secondary: bool = False) -> None:
    cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    run = cell.paragraphs[0].add_run(_clean(text))
    run.bold = is_strong
    if is_secondary:
        run.font.color.rgb = SECONDARY


def _clean(text: str) -> str:
    """Word's XML takes no control characters; line ends stay."""
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


def _repeats(row: Any) -> None:
    """The heading stands again at the top of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keeps_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


__all__ = ["draw"]
