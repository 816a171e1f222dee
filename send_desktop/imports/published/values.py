"""What a cell of a published file says: a number, that it is withheld, or nothing that can be read."""

import re
from dataclasses import dataclass

from send_desktop.imports.workbook import Cell

WITHHELD = frozenset(
    ["c", "z", "x", ":", "u", "k", "low", "..", ".", "-", "–", "—", "*", "~", "#", "n/a", "na", "supp", "suppressed"]
) | {
    "not applicable",
    "not available",
}
"""What stands for a figure that is suppressed, unavailable or not applicable, in these files and others."""

_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")
_GROUPED = re.compile(r"-?\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\[[a-z0-9, ]{1,6}\]|\([a-z]\)|[rep]{1,2})$", re.IGNORECASE)
"""A marker behind a figure: revised, estimated, provisional, a footnote."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell as read: a number; or None, withheld or (where ``problem`` says so) not a number at all."""

    number: float | None = None
    is_withheld: bool = False
    problem: str = ""


NOTHING = Reading()


def read_number(cell: Cell) -> Reading:
    """Read one cell: '1,234', '45.5%', '45,5', 45.5; 'c', 'z', 'x' and ':' are withheld, never 0."""
    if isinstance(cell, bool):
        return Reading(problem=str(cell))
    if isinstance(cell, (int, float)):
        return Reading(float(cell))
    text = str(cell).strip().strip("\u00a0")
    if not text:
        return NOTHING
    bracketed = text.strip("[]()").casefold()
    if bracketed in WITHHELD:
        return Reading(is_withheld=True)
    number = _number(_NOTE.sub("", text).rstrip("% ").strip())
    return Reading(problem=text) if number is None else Reading(number)


def looks_like_number(cell: Cell) -> bool:
    """Say whether a cell holds a number or what stands for one that is withheld."""
    found = read_number(cell)
    return found.number is not None or found.is_withheld


def _number(text: str) -> float | None:
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"[, \u00a0\u202f]", "", text))
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return None


_YEAR = re.compile(r"(?:19|20)\d{2}")
_TWO_YEARS = re.compile(r"(?:19|20)\d{2}\s*[-/–]?\s*(?:20)?\d{2}")
_YEAR_IN_WORDS = re.compile(r"\b((?:19|20)\d{2})\b")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as read: a calendar year, or None with what it says instead."""

    year: int | None
    instead: str = ""


def read_period(cell: Cell, kind: Cell = "") -> Period:
    """Read a period: '2025' is a calendar year unless its kind says otherwise; '202526' and '2025/26' are none."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    word = str(kind).strip().casefold()
    if not text:
        return Period(None)
    if _TWO_YEARS.fullmatch(text):
        return Period(None, f"{text} ({kind or 'two years'})")
    found = _YEAR_IN_WORDS.search(text)
    if not found:
        return Period(None, text)
    said = word or text.casefold()
    if any(
        other in said for other in ("academic", "financial", "tax", "january", "term", "quarter", "week", "reporting")
    ):
        return Period(None, f"{text} ({kind})" if kind else text)
    return Period(int(found[1]))


def is_year(cell: Cell) -> bool:
    """Say whether a heading is a calendar year and nothing else."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return False
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return _YEAR.fullmatch(text) is not None


def years_in(text: str) -> list[int]:
    """Return the calendar years that a title names, each once; '2025/26' names none."""
    plain = re.sub(r"\b(?:19|20)\d{2}\s*[-/–]\s*(?:20)?\d{2}\b", " ", text)
    return sorted({int(year) for year in _YEAR_IN_WORDS.findall(plain)})
