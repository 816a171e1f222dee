"""Which column means which field: proposed from the wording, and overridden by whoever knows better."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from send_desktop.errors import Refused
from send_desktop.imports.fields import BY_ID, CAME, FIELDS, OTHER_ADVICE, kind_of

LEAST_CONFIDENCE = 0.5
HEADING_ALONE = 0.85
"""How much a wording counts for that matches without its group: another group may have the same heading."""

WORDS = (
    (re.compile(r"\brec(?:'?d|vd|eived)?\b|\brcvd\b"), "received"),
    (re.compile(r"\breq(?:'?d|s)?\b"), "requested"),
    (re.compile(r"\bd\.?o\.?b\b\.?"), "date of birth"),
    (re.compile(r"\bref(?:erence)?s?\b\.?"), "reference"),
    (re.compile(r"\bwks?\b|\bweek\b"), "weeks"),
    (re.compile(r"\beps?'?s?\b advice"), "ep advice"),
    (re.compile(r"\bconsults?\b"), "consult"),
    (re.compile(r"&"), " and "),
    (re.compile(r"['’]"), ""),
    (re.compile(r"\bno\."), "no"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a tracker: its place counted from 0, the group above it and its heading as written."""

    index: int
    group: str
    heading: str
    name: str
    """'group > heading', or the heading alone; unique in its sheet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column with the field that its wording suggests, and how surely."""

    column: Column
    field: str | None
    confidence: float = 0.0


def propose(columns: Iterable[Column]) -> tuple[Proposal, ...]:
    """Propose a field for each column, the surest first; no field is proposed for two columns."""
    columns = tuple(columns)
    candidates = [
        (confidence, -column.index, column, field)
        for column in columns
        for field, confidence in suggestions(column.group, column.heading).items()
    ]
    taken: dict[str, tuple[Column, float]] = {}
    placed: set[int] = set()
    for confidence, _, column, field in sorted(candidates, key=lambda one: one[:2], reverse=True):
        if field not in taken and column.index not in placed:
            taken[field] = (column, confidence)
            placed.add(column.index)
    by_column = {column.index: Proposal(column, field, sure) for field, (column, sure) in taken.items()}
    return tuple(by_column.get(column.index, Proposal(column, None)) for column in columns)


@lru_cache(maxsize=4096)
def suggestions(group: str, heading: str) -> Mapping[str, float]:
    """Return every field that a heading under a group allows, with how surely."""
    alone = plain_heading(heading)
    full = plain_heading(f"{group} {heading}") if group else alone
    found: dict[str, float] = {}
    for field_id, pattern, confidence in _wordings():
        sure = _match(pattern, full, alone) * confidence
        if sure >= LEAST_CONFIDENCE and sure > found.get(field_id, 0.0):
            found[field_id] = sure
    return found if 1.0 in found.values() else {**found, **_other_advice(full)}


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple(
        (field.id, re.compile(wording.pattern), wording.confidence) for field in FIELDS for wording in field.wordings
    )


def _match(pattern: re.Pattern[str], full: str, heading: str) -> float:
    if pattern.fullmatch(full):
        return 1.0
    return HEADING_ALONE if heading != full and pattern.fullmatch(heading) else 0.0


def _other_advice(full: str) -> dict[str, float]:
    found = re.fullmatch(OTHER_ADVICE, full)
    if not found:
        return {}
    words = found["service"]
    service = words.upper() if len(words) <= 5 else words.capitalize()
    what = "received" if re.fullmatch(CAME, found["what"]) else "requested"
    return {f"advice.{service}.{what}": 0.6}


def plain_heading(text: str) -> str:
    """Return a heading's words in lower case, with the usual abbreviations written out and no punctuation."""
    words = text.casefold()
    for pattern, written_out in WORDS:
        words = pattern.sub(written_out, words)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words).split())


def overridden(proposed: Mapping[str, str], override: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return a mapping with a person's own choices put over the proposed ones.

    An empty field leaves a column out. A field chosen for one column is taken from the column that
    was proposed for it. Raises Refused for a heading that is not in the file or a field that is not known.
    """
    known = set(names)
    for name, field in override.items():
        if name not in known:
            raise Refused(
                f"The mapping names the heading '{name}', which the file does not have; nothing was imported."
            )
        if field and not is_field(field):
            raise Refused(
                f"The mapping gives '{name}' the field '{field}', which is not known; nothing was imported. "
                f"Fields are: {', '.join(BY_ID)}."
            )
    _refuse_twice(override)
    chosen = set(override.values())
    kept = {name: field for name, field in proposed.items() if name not in override and field not in chosen}
    return kept | {name: field for name, field in override.items() if field}


def _refuse_twice(override: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, field in override.items():
        if field and field in seen:
            raise Refused(
                f"The mapping gives the field '{field}' to both '{seen[field]}' and '{name}'; nothing was imported."
            )
        seen[field] = name


def is_field(field_id: str) -> bool:
    """Say whether an id names a field."""
    try:
        kind_of(field_id)
    except KeyError:
        return False
    return True
