"""Where a child can still be known in the papers: the pages on which an identifier stands, and those nobody could read.

A scan finds what is on record, as it is on record; it cannot find a nickname, a photograph or a drawing. So it never
says that papers are anonymous, only on which of the pages that could be read nothing was found.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from send_desktop.imports.papers.pdfs import PageText, comparable
from send_desktop.records import Case
from send_desktop.wording import counted, sentence_case

_LETTER = r"[^\W\d_]"
_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
LEAST_LETTERS = 2
"""A part of a name that is a single letter is found everywhere and tells nothing."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "and", "the", "van", "von", "de", "la"})


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something by which the child can be known: what it is, and how it is found in the text of a page."""

    what: str
    """As a list of findings names it: 'surname', 'date of birth'."""
    pattern: re.Pattern[str]
    needles: tuple[str, ...]
    """One of these is in any page on which the pattern is found: most pages have none and need no closer look."""
    is_packed: bool = False
    """Whether the needles are looked for with all spaces taken out."""

    def stands_in(self, text: str, packed: str) -> bool:
        """Say whether it stands in a page's text; ``packed`` is the same text without its spaces."""
        hay = packed if self.is_packed else text
        return any(needle in hay for needle in self.needles) and self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One page on which identifiers stand. Pages are counted from 1 within their paper."""

    page: int
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperScan:
    """What a scan of one paper found, and which of its pages could not be read."""

    pages: int
    found: tuple[PageFinding, ...] = ()
    unread: tuple[int, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Say whether every page was read and nothing was found."""
        return not self.found and not self.unread

    @property
    def words(self) -> str:
        """What was found, in one line; a clear one says how far it goes and no further."""
        parts = []
        if self.found:
            kinds = list(dict.fromkeys(kind for one in self.found for kind in one.what))
            parts.append(f"{_joined(kinds)} on {_pages([one.page for one in self.found])}")
        if self.unread:
            parts.append(f"{_pages(self.unread)} not read")
        if parts:
            return sentence_case("; ".join(parts))
        return f"No identifier found on {'the page' if self.pages == 1 else f'the {self.pages} pages'} read"


def identifiers(case: Case) -> tuple[Identifier, ...]:
    """Return what the child and the parents or carers can be known by, as far as it is on record."""
    person = case.person
    carers = [part for carer in case.carers for part in _parts(carer.name)]
    known = (
        _names("forename", _parts(person.forename)),
        _names("surname", _parts(person.surname)),
        _names("parent or carer", carers),
        _packed("UPN", [person.upn or ""]),
        _day("date of birth", person.date_of_birth),
        _packed("postcode", [person.postcode or ""]),
        _packed("address", _reached(case, "address")),
        _packed("telephone", _reached(case, "telephone")),
        _packed("email", _reached(case, "email")),
        _NHS,
    )
    return tuple(one for one in known if one)


def scan(texts: Sequence[PageText], known: Iterable[Identifier]) -> PaperScan:
    """Return on which pages any of these identifiers stand; a page that was not read is searched for what it has."""
    known = tuple(known)
    found, unread = [], []
    for number, page in enumerate(texts, 1):
        packed = "".join(page.text.split())
        what = tuple(one.what for one in known if one.stands_in(page.text, packed))
        if what:
            found.append(PageFinding(number, what))
        if not page.is_read:
            unread.append(number)
    return PaperScan(len(texts), tuple(found), tuple(unread))


_NHS = Identifier(
    "NHS number", re.compile(r"\bnhs\W{0,3}(?:no|num|number)?\W{0,4}\d{3}[ -]?\d{3}[ -]?\d{4}\b"), ("nhs",)
)


def _parts(name: str) -> list[str]:
    pieces = (piece.strip(".,()'’") for piece in re.split(r"[\s-]+", name))
    return [piece for piece in pieces if len(piece) >= LEAST_LETTERS and piece.casefold() not in _TITLES]


def _names(what: str, parts: Sequence[str]) -> Identifier | None:
    plain = sorted({comparable(part) for part in parts}, key=len, reverse=True)
    if not plain:
        return None
    words = "|".join(re.escape(part).replace("'", "'?") for part in plain)
    needles = tuple(max(part.split("'"), key=len) for part in plain)
    return Identifier(what, re.compile(rf"(?<!{_LETTER})(?:{words})(?!{_LETTER})"), needles)


def _packed(what: str, typed: Iterable[str]) -> Identifier | None:
    """Find what is written with or without spaces: a postcode, a number, a line of an address with a figure in it."""
    lines = {"".join(comparable(line).split()) for text in typed for line in re.split(r"[,\n]", text)}
    telling = sorted((line for line in lines if len(line) > 4 and _is_telling(line)), key=len, reverse=True)
    if not telling:
        return None
    spaced = "|".join(r"\s*".join(map(re.escape, line)) for line in telling)
    return Identifier(what, re.compile(rf"(?<!\w)(?:{spaced})(?!\w)"), tuple(telling), is_packed=True)


def _is_telling(line: str) -> bool:
    return "@" in line or any(sign.isdigit() for sign in line)


def _reached(case: Case, field: str) -> list[str]:
    return [getattr(one, field) for one in (case.person, *case.carers)]


def _day(what: str, on: date | None) -> Identifier | None:
    """Find a date of birth however it is usually written: 3/4/2019, 03.04.19, 3rd April 2019, 2019-04-03."""
    if on is None:
        return None
    day, month, year = f"0?{on.day}", f"0?{on.month}", f"(?:{on.year}|{on.year % 100:02})"
    name = _MONTHS[on.month - 1]
    written = rf"{name[:3]}(?:{name[3:]})?\.?,?"
    forms = (
        rf"{day}\s*[/.\-]\s*{month}\s*[/.\-]\s*{year}",
        rf"{on.year}-{on.month:02}-{on.day:02}",
        rf"{day}{_ORDINAL}\s+(?:of\s+)?{written}\s+{year}",
        rf"{written}\s+{day}{_ORDINAL},?\s+{on.year}",
    )
    return Identifier(what, re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)"), (f"{on.year % 100:02}",))


def _pages(numbers: Sequence[int]) -> str:
    """'page 3', 'pages 3 to 5 and 9': runs are drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return f"{'page' if len(numbers) == 1 else 'pages'} {_joined(words)}"


def _joined(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def in_all(scans: Iterable[PaperScan]) -> str:
    """Return how many pages of several papers were read and what stands on them, in one sentence."""
    scans = tuple(scans)
    pages, unread = sum(one.pages for one in scans), sum(len(one.unread) for one in scans)
    found = sum(len(one.found) for one in scans)
    read = counted(pages - unread, "page")
    standing = f"an identifier stands on {counted(found, 'page')}" if found else "no identifier was found on them"
    left = f"; {counted(unread, 'page')} could not be read" if unread else ""
    return f"{read} of papers read: {standing}{left}."
