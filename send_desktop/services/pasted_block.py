"""A block of cells as a spreadsheet puts it on the clipboard: rows of words, with headings or without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]

REFERENCE = "reference"
"""The column by which the rows of a block with headings find their cases."""

_TAKEN_AS_TEXT = re.compile(r"'(?=[=+\-@])")
"""The apostrophe that a copy puts before words that would begin a formula."""


@dataclass(frozen=True, slots=True)
class Block:
    """What was pasted. ``columns`` are ids by headings, "" for one that is not known; empty without headings."""

    rows: Rows
    columns: tuple[str, ...] = ()

    @property
    def has_headings(self) -> bool:
        """True where the first line named its columns."""
        return bool(self.columns)

    @property
    def is_one_cell(self) -> bool:
        """True for a single value, which fills every cell that is marked."""
        return not self.columns and len(self.rows) == 1 and len(self.rows[0]) == 1

    def by_reference(self) -> int | None:
        """Return which column names the cases, None where none does."""
        return self.columns.index(REFERENCE) if REFERENCE in self.columns else None


def read_block(text: str, headings: Mapping[str, str]) -> Block:
    """Read tab-separated text. ``headings`` gives the id of a column by its heading in small letters.

    The first line is headings where each of its words is one, or where it names the reference and one more;
    headings beside these that are not known are passed over. Never raises.
    """
    rows = _rows(text)
    if len(rows) > 1:
        found = tuple(headings.get(" ".join(words.split()).casefold(), "") for words in rows[0])
        named = sum(map(bool, found))
        if named and (named == len(found) or (REFERENCE in found and named > 1)):
            return Block(rows[1:], found)
    return Block(rows)


def _rows(text: str) -> Rows:
    rows = [tuple(map(_plain, row)) for row in _cells(text.replace("\r\n", "\n").replace("\r", "\n"))]
    while rows and not any(words.strip() for words in rows[-1]) and len(rows) > 1:
        rows.pop()
    return tuple(rows)


def _plain(words: str) -> str:
    return _TAKEN_AS_TEXT.sub("", words, count=1) if words[:1] == "'" else words


def _cells(text: str) -> list[list[str]]:
    """Take text apart at tabs and line ends; a cell that begins with a quotation mark goes on to its partner."""
    if not text:
        return []
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        words, at = _cell(text, at)
        rows[-1].append(words)
        if at < len(text) and text[at] == "\n":
            rows.append([])
        elif at >= len(text):
            break
        at += 1
    return rows[:-1] if len(rows) > 1 and rows[-1] == [""] else rows


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return one cell's words and where it ends."""
    if text[at : at + 1] == '"' and (quoted := _QUOTED.match(text, at)):
        return quoted[1].replace('""', '"'), quoted.end()
    end = _ENDS.search(text, at)
    stop = end.start() if end else len(text)
    return text[at:stop], stop


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)')
_ENDS = re.compile(r"[\t\n]")
