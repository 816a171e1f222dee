"""The weekly sheet of a county of 4,000 cases, beside openpyxl writing the very same cells and saving them."""

import io
import time
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from db.engine import open_store
from send_desktop.services.timeliness import export_weekly
from tests.bench import starting

TODAY = date(2026, 11, 20)


class Weekly:
    """A store of 4,000 cases, and the cells of its sheet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = open_store(starting.filled_store(folder, "4000"))
        self.ours()
        self._book: Any = load_workbook(self._sheet)
        self.cells = sum(len(sheet._cells) for sheet in self._book.worksheets)

    @property
    def _sheet(self) -> Path:
        return self._folder / "weekly.xlsx"

    def ours(self) -> float:
        """Seconds from the store to the workbook on the disk, read, counted, frozen, drawn and logged."""
        began = time.perf_counter()
        export_weekly(self._store, TODAY, self._sheet, "reference", "Bench", today=TODAY)
        return time.perf_counter() - began

    def plain(self) -> float:
        """Seconds that openpyxl takes to write every cell's value with its shared style into a new book and save it."""
        began = time.perf_counter()
        book: Any = Workbook()
        book.remove(book.active)
        for name in ("_fonts", "_fills", "_borders", "_alignments", "_number_formats", "_cell_styles", "_named_styles"):
            setattr(book, name, getattr(self._book, name))
        for sheet in self._book.worksheets:
            _copy(sheet, book.create_sheet(sheet.title))
        content = io.BytesIO()
        book.save(content)
        (self._folder / "plain.xlsx").write_bytes(content.getvalue())
        return time.perf_counter() - began


def _copy(sheet: Any, to: Any) -> None:
    for (row, column), cell in sheet._cells.items():
        made: Cell = to.cell(row, column, cell.value)
        made._style = cell._style
