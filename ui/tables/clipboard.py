"""Rows for the clipboard, so that a spreadsheet takes them in as the words that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_BEGINS_A_FORMULA = re.compile(r"[=+\-@](?![\d.,]+%?$)")


def pasteable(cells: Iterable[str]) -> str:
    """Return one row as tab-separated text that pastes into the same number of cells.

    Typed text is never a formula: one that would begin it gets the apostrophe by which Excel takes a
    cell as text. A cell that begins with a quotation mark is quoted, or it would swallow those after it.
    """
    return "\t".join(_cell(" ".join(words.split())) for words in cells)


def _cell(words: str) -> str:
    if words.startswith('"'):
        return '"' + words.replace('"', '""') + '"'
    return f"'{words}" if _BEGINS_A_FORMULA.match(words) else words


def as_html(table: Sequence[Sequence[str]]) -> str:
    """Return a table, its first row the headings, as a letter or an email takes it; text stays text in Excel."""
    head, *rows = table
    lines = ["<tr>" + "".join(f"<th>{escape(words)}</th>" for words in head) + "</tr>"]
    cell = "<td style=\"mso-number-format:'\\@'\">"
    lines += ["<tr>" + "".join(f"{cell}{escape(_safe(words))}</td>" for words in row) + "</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>"


def _safe(words: str) -> str:
    return f"'{words}" if _BEGINS_A_FORMULA.match(words) else words
