"""What another spreadsheet program makes of a workbook of ours."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Cells = dict[str, list[list[Any]]]


def recalculated(path: Path, folder: Path) -> Cells:
    """Let LibreOffice open a workbook, calculate it and save it; return every value of every sheet."""
    return all_recalculated([path], folder)[0]


def all_recalculated(paths: Sequence[Path], folder: Path) -> list[Cells]:
    """Do the same with several workbooks at once: starting the other program is what takes time."""
    profile = (folder / "office-profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    done = subprocess.run(
        [*command, "--outdir", str(folder / "recalculated"), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    return [values(folder / "recalculated" / path.name) for path in paths]


def values(path: Path) -> Cells:
    """Return every cell's value by sheet; of a formula, what it last came to."""
    book = load_workbook(path, data_only=True)
    found = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    book.close()
    return found


def table(cells: Cells, sheet: str, first_heading: str) -> list[dict[str, Any]]:
    """Return the table whose first column is headed so, a dictionary a line, until the first empty line."""
    rows = cells[sheet]
    start = next(number for number, row in enumerate(rows) if row[1] == first_heading)
    headings = [heading for heading in rows[start][1:] if heading is not None]
    found: list[dict[str, Any]] = []
    for row in rows[start + 1 :]:
        if row[1] is None:
            break
        found.append(dict(zip(headings, row[1:], strict=False)))
    return found
