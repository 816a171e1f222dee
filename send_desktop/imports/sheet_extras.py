"""What python-calamine leaves out of a sheet: notes on cells and hidden rows.

Read straight from the parts of an .xlsx file, or the content of an .ods file. Nothing is looked up
outside the file, and a part that declares entities is not parsed at all.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from send_desktop.imports.guard import column_number, refuse_sprawling_sheet
from send_desktop.imports.ods_notes import ods_extras

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HIDDEN_ROW = re.compile(rb'<row (?=[^>]*? hidden="(?:1|true)")[^>]*?\br="(\d+)"')
THREADED = re.compile(r"^\[Threaded comment\].*?\bComment:\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetExtras:
    """Notes by (row, column) counted from 0, and hidden rows by the number that a spreadsheet shows."""

    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


NO_EXTRAS = SheetExtras()


def extras(path: Path, content: bytes) -> dict[str, SheetExtras]:
    """Return by sheet name what lies beside the cells; empty for kinds of file that do not give it.

    Raises Refused when a sheet sprawls beyond what can be laid out in memory.
    """
    ending = path.suffix.lower()
    if ending not in {".xlsx", ".xlsm", ".ods"} or not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if ending == ".ods":
            return {name: SheetExtras(*found) for name, found in ods_extras(parts).items()}
        return {name: _xlsx_extras(path, parts, name, part) for name, part in _sheet_parts(parts)}


def _xlsx_extras(path: Path, parts: zipfile.ZipFile, name: str, part: str) -> SheetExtras:
    xml = _part(parts, part)
    refuse_sprawling_sheet(path, name, xml)
    hidden = frozenset(int(row) for row in HIDDEN_ROW.findall(xml)) if b' hidden="' in xml else frozenset()
    return SheetExtras(_xlsx_notes(parts, part), hidden)


def _sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = _tree(_part(parts, "xl/workbook.xml"))
    targets = {key: target for key, _, target in _relationships(parts, "xl/workbook.xml")}
    for sheet in book.iter() if book is not None else ():
        target = targets.get(sheet.get(RELATIONSHIP, ""))
        if _local(sheet) == "sheet" and target:
            yield sheet.get("name", ""), target


def _xlsx_notes(parts: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for _, kind, target in _relationships(parts, part):
        if kind == "comments":
            for place, text in _comments(parts, target):
                found[place] = text
    return found


def _comments(parts: zipfile.ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    tree = _tree(_part(parts, part))
    for comment in tree.iter() if tree is not None else ():
        place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", comment.get("ref", ""))
        if _local(comment) == "comment" and place:
            text = "".join(piece.text or "" for piece in comment.iter() if _local(piece) == "t")
            # Excel keeps a readable copy of a threaded comment behind a line of advice to old versions.
            yield (int(place[2]) - 1, column_number(place[1]) - 1), THREADED.sub("", text).strip()


def _relationships(parts: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    folder, name = posixpath.split(part)
    tree = _tree(_part(parts, f"{folder}/_rels/{name}.rels"))
    for relation in tree if tree is not None else ():
        target = relation.get("Target", "")
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield relation.get("Id", ""), relation.get("Type", "").rsplit("/", 1)[-1], joined


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    try:
        return parts.read(name)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        # Missing or damaged: what is beside the cells is lost, and the cells speak for themselves.
        return b""


def _tree(xml: bytes) -> ElementTree.Element | None:
    if not xml or b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        return None
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return None


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
