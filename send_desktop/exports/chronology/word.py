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
from send_desktop.wording import full_date, plain_date

COLUMNS = (("Date", 26), ("Kind", 26), ("What happened", 122), ("", 22), ("Recorded by", 54))
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
    document.add_paragraph(sheet.chosen)
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
        cells[0].width, cells[1].width = Mm(50), Mm(200)
        _write(cells[0], title, is_secondary=True)
        _write(cells[1], value)


def _state(document: Any, sheet: ChronologySheet) -> None:
    said = document.add_paragraph()
    said.add_run(f"{sheet.state_words}. ").bold = True
    said.add_run(sheet.sentence)


def _rows(document: Any, sheet: ChronologySheet) -> None:
    if not sheet.rows:
        document.add_paragraph("Nothing of the chosen kinds is on record in this period.")
        return
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Light List"
    table.autofit = False
    for at, (title, _) in enumerate(COLUMNS):
        _write(table.rows[0].cells[at], title, is_strong=True)
    _repeats(table.rows[0])
    for row in sheet.rows:
        _row(table.add_row(), row)
    for row in table.rows:
        for at, (_, width) in enumerate(COLUMNS):
            row.cells[at].width = Mm(width)


def _row(made: Any, row: ChronologyRow) -> None:
    cells = made.cells
    _write(cells[0], full_date(row.on) if row.on else "No date")
    _write(cells[1], row.kind, is_secondary=True)
    _write(cells[2], row.what, is_strong=row.is_bad)
    _write(cells[3], row.mark, is_strong=row.is_bad)
    _write(cells[4], row.source, is_secondary=True)
    _keeps_whole(made)


def _write(cell: Any, text: str, *, is_strong: bool = False, is_secondary: bool = False) -> None:
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
