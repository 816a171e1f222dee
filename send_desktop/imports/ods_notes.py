"""Notes and hidden rows of an .ods file, from its content.xml, in which equal rows and cells are folded together."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
FOLDED_TOO_FAR = 10_000
"""A run of equal rows longer than this is the blank end of a sheet."""

Found = tuple[dict[tuple[int, int], str], frozenset[int]]


def ods_extras(parts: zipfile.ZipFile) -> dict[str, Found]:
    """Return by sheet name the notes by (row, column) from 0 and the numbers of hidden rows."""
    try:
        xml = parts.read("content.xml")
        if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
            return {}
        if b"office:annotation" not in xml and b"table:visibility" not in xml:
            return {}
        tree = ElementTree.fromstring(xml)
    except (KeyError, zipfile.BadZipFile, RuntimeError, ElementTree.ParseError):
        return {}
    return {sheet.get(f"{TABLE}name", ""): _of_sheet(sheet) for sheet in tree.iter(f"{TABLE}table")}


def _of_sheet(sheet: ElementTree.Element) -> Found:
    notes: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    number = 0
    for row in sheet.iter(f"{TABLE}table-row"):
        repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if row.get(f"{TABLE}visibility") in {"collapse", "filter"} and repeated < FOLDED_TOO_FAR:
            hidden.update(range(number + 1, number + repeated + 1))
        notes.update({(number, column): text for column, text in _row_notes(row)})
        number += repeated
    return notes, frozenset(hidden)


def _row_notes(row: ElementTree.Element) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        note = cell.find(f"{OFFICE}annotation")
        if note is not None:
            lines = ["".join(line.itertext()) for line in note.findall(f"{TEXT}p")]
            yield column, "\n".join(lines).strip()
        column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
