"""What a file must be before it is opened as a workbook: there, readable, of its kind and of a sane size."""

import io
import re
import zipfile
from pathlib import Path

from send_desktop.errors import Refused, Unavailable

MAX_FILE_BYTES = 100_000_000
"""The largest file taken: some fifty times a tracker of 5,000 cases."""
MAX_UNPACKED_BYTES = 600_000_000
"""The most that the parts of a zipped workbook may unpack to; beyond it the file is hostile or broken."""
MAX_CELLS = 20_000_000
"""The most cells that a sheet may span from A1: one stray cell at XFD1048576 would ask for 17,000 million."""

ZIPPED = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
ENDINGS = ZIPPED | {".xls", ".csv"}

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_bytes(path: Path) -> bytes:
    """Return what the file holds. Raises Refused for a folder, a missing or huge file; Unavailable when locked."""
    if path.is_dir():
        raise Refused(f"{path.name} is a folder, not a workbook; nothing was imported. Choose the file itself.")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path.name} at that place; nothing was imported.") from error
    except PermissionError as error:
        raise Unavailable(
            f"{path.name} could not be opened: another program holds it, or you may not read it. "
            "Nothing was imported; close it in Excel and try again."
        ) from error
    except OSError as error:
        raise Unavailable(f"{path.name} could not be read from its disk or share; nothing was imported.") from error


def refuse_unreadable(path: Path, content: bytes) -> str:
    """Say how the file is to be read: 'csv' or 'workbook'.

    Raises Refused when its content is not what its name says, is locked with a password or is hostile.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Refused(
            f"{path.name} is not a kind of file that can be imported; nothing was imported. "
            "Choose an .xlsx, .xlsm, .xlsb, .xls, .ods or .csv file."
        )
    if not content.strip():
        raise Refused(f"{path.name} is empty; nothing was imported. Choose the file that holds the rows.")
    if content.startswith(OLE_MAGIC) and ENCRYPTED_STREAM in content:
        raise Refused(
            f"{path.name} is protected with a password, so it could not be read and nothing was imported. "
            "Open it in Excel, remove the password, save it and import that copy."
        )
    if ending == ".csv":
        _refuse_binary_csv(path, content)
        return "csv"
    if not content.startswith((ZIP_MAGIC, OLE_MAGIC)) and not (ending == ".xls" and content[:2] == b"\x09\x08"):
        raise Refused(
            f"{path.name} is named like a workbook but is not one; nothing was imported. "
            "Open it in Excel, save it as .xlsx and try that copy."
        )
    if content.startswith(ZIP_MAGIC):
        _refuse_hostile_zip(path, content)
    return "workbook"


def _refuse_binary_csv(path: Path, content: bytes) -> None:
    if content.startswith((ZIP_MAGIC, OLE_MAGIC, b"%PDF")):
        raise Refused(
            f"{path.name} is named .csv but is not text; nothing was imported. Give it its own ending and try again."
        )


def _refuse_hostile_zip(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(
            f"{path.name} is damaged and could not be read as a workbook; nothing was imported. "
            "Open it in Excel, save it again as .xlsx and try that copy."
        ) from error
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES or len(infos) > 10_000:
        raise _too_large(path)


def refuse_sprawling_sheet(path: Path, sheet: str, xml: bytes) -> None:
    """Refuse a sheet whose filled cells span more than MAX_CELLS, before anything lays it out in memory."""
    wide = re.search(rb'<c r="[A-Z]{3}\d', xml) is not None
    if _last_row(xml) * (16_384 if wide else 702) <= MAX_CELLS:
        return
    rows, columns = _filled_extent(xml)
    if rows * columns > MAX_CELLS:
        raise Refused(
            f"Sheet '{sheet}' of {path.name} reaches to row {rows}, column {columns}, which is too far to read; "
            "nothing was imported. Delete the stray cells beyond the table, save and try again."
        )


def _last_row(xml: bytes) -> int:
    found = re.search(rb'<row [^>]*?r="(\d+)"', xml[max(0, xml.rfind(b"<row ")) :])
    return int(found[1]) if found else 1_048_576


def _filled_extent(xml: bytes) -> tuple[int, int]:
    rows, columns = 1, 1
    for letters, row in re.findall(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<(?:v>|f|is)', xml):
        rows = max(rows, int(row))
        columns = max(columns, column_number(letters.decode()))
    return rows, columns


def column_number(letters: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _too_large(path: Path) -> Refused:
    return Refused(
        f"{path.name} is far larger than a tracker can be, so it was not opened and nothing was imported. "
        "Copy the sheet that matters into a new workbook and import that."
    )
