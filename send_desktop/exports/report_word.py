"""A report as a Word document, to be worked on further: the page, its foot, and tables that keep their widths."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from send_desktop.exports.report_pdf import Report

SECONDARY = RGBColor(0x56, 0x60, 0x6B)


def begin(report: Report, built_at: datetime, *, is_across: bool) -> Any:
    """Return an A4 document with the report's title and foot, and no author but the program."""
    document = Document()
    section = document.sections[0]
    if is_across:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(297), Mm(210)) if is_across else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin = section.bottom_margin = Mm(18)
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = "Calibri", Pt(10)
    plain.paragraph_format.space_after = Pt(4)
    core = document.core_properties
    core.author, core.last_modified_by, core.title, core.comments = "SEND Desktop", "SEND Desktop", report.title, ""
    core.language = "en-GB"
    core.created = core.modified = built_at.astimezone(UTC).replace(tzinfo=None)
    _footer(section.footer.paragraphs[0], report)
    return document


def written(document: Any) -> bytes:
    """Return the bytes of a .docx."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def headed(document: Any, titles: tuple[str, ...]) -> Any:
    """Return a table under headings that stand again at the top of every page."""
    table = document.add_table(rows=1, cols=len(titles))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        write(cell, title, is_strong=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def set_widths(table: Any, widths: tuple[int, ...]) -> None:
    """In millimetres, for the columns and each cell: Word goes by the cells, others by the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def write(cell: Any, text: str, *, is_strong: bool = False, is_secondary: bool = False) -> None:
    """Write words into a cell."""
    cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    run = cell.paragraphs[0].add_run(clean(text))
    run.bold = is_strong
    if is_secondary:
        run.font.color.rgb = SECONDARY


def clean(text: str) -> str:
    """Return text without control characters, which Word's XML does not take; line ends stay."""
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


def keep_whole(row: Any) -> None:
    """Let no page break fall inside a row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _footer(paragraph: Any, report: Report) -> None:
    paragraph.add_run(clean(f"{report.foot}. {report.confidential}. Page "))
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
