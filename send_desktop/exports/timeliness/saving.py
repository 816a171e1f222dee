"""The workbook as a file: openpyxl writes it, but for rows of plain values, which are set down a row at a time.

openpyxl writes a cell at a time, four elements to a text: over a county's case rows that is most of what a weekly sheet
takes. What a reader finds is the same. Nothing is laid on the disk on the way, for the rows are of children.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_DAY_0 = date(1899, 12, 30).toordinal()
"""The first day of a workbook's calendar, as it counts any day since March 1900."""
_LETTERS = tuple(get_column_letter(number) for number in range(1, 100))


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file's content."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        _Book(book, archive).write_data()
    return content.getvalue()


class _Book(ExcelWriter):
    def __init__(self, workbook: Workbook, archive: ZipFile) -> None:
        super().__init__(workbook, archive)
        self._archive = archive
        self._styles: dict[int, int] = {}

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet, as the class above does but for its rows."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content = BytesIO()
        writer: Any = _Sheet(ws, content, self._styles)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


class _Sheet(WorksheetWriter):
    def __init__(self, ws: Any, out: BytesIO, styles: dict[int, int]) -> None:
        super().__init__(ws, out)
        self._content, self._styles = out, styles
        """The number of each style, by the identity of what stands for it: cells of one look share that."""

    def write_rows(self) -> None:
        """Write every row: as one text where all its values are plain, by cells where one is a formula or a link."""
        xf: Any = self.xf.send(True)
        texts: list[str] = []
        with xf.element("sheetData"):
            for number, row in self.rows():
                if all(map(_is_plain, row)):
                    texts.append(self._row(number, row))
                    continue
                self._put(xf, texts)
                self.write_row(xf, row, number)
            self._put(xf, texts)
        self.xf.send(None)

    def _put(self, xf: Any, texts: list[str]) -> None:
        """Put down rows behind all that has been written so far."""
        xf.flush()
        self._content.write("".join(texts).encode("ascii", "xmlcharrefreplace"))
        texts.clear()

    def _row(self, number: int, row: Sequence[Any]) -> str:
        sheet: Any = self.ws
        sizes = "".join(f' {name}="{value}"' for name, value in dict(sheet.row_dimensions.get(number, {})).items())
        return f'<row r="{number}"{sizes}>{"".join([self._cell(cell) for cell in row])}</row>'

    def _cell(self, cell: Any) -> str:
        style = self._styles.get(id(cell._style))
        if style is None:
            style = self._styles[id(cell._style)] = cell.style_id
        value, place = cell._value, f'<c r="{_LETTERS[cell.column - 1]}{cell.row}" s="{style}"'
        if cell.data_type == "s" and value:
            space = ' xml:space="preserve"' if value != value.strip() else ""
            return f'{place} t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'
        if cell.data_type == "d":
            value = value.toordinal() - _DAY_0
        if value is None or value == "":
            return f'{place} t="{"n" if value is None else "inlineStr"}"/>'
        return f'{place} t="n"><v>{value:.16g}</v></c>'


def _is_plain(cell: Any) -> bool:
    return type(cell) is Cell and cell.data_type in "snd" and cell.hyperlink is None
