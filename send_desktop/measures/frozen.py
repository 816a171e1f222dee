"""A weekly sheet as it was sent: its figures and the facts that they counted, as bytes that are kept for good.

What is kept names no child and holds no date of birth: only what the figures are counted from.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

from send_desktop.errors import Refused, Unavailable
from send_desktop.records import AdviceRow, TimelinessRow

VERSION = 1
"""The form in which sheets are kept. A form that is not in ``freeze`` any more is still read by ``thaw``."""

CASE_FACTS = tuple(one.name for one in fields(TimelinessRow) if one.name != "date_of_birth")
ADVICE_FACTS = ("id", "case_id", "service", "requested_on", "received_on")
"""What is kept of each case and of each request for advice."""

NO_SHEET = (
    "What was kept of this sheet is no sheet that the program can read. The records and the other sheets are as they "
    "were; take it from a backup."
)

_NO_FIGURES = frozenset({"as_at", "period", "month"})
"""What stands among figures without being one."""

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSheet:
    """A sheet as it was sent."""

    as_at: date
    period_from: date
    period_to: date
    profile: str
    read_at: datetime
    """The moment before the records were read: what was put in later is not in it."""
    shown: Json
    """The figures under the sheet's profile: in a public one small counts are null and officers left out."""
    counted: Json
    """The figures as they were counted, in the same shape."""
    rows: tuple[TimelinessRow, ...]
    """Every case that was in the store then; ``counted`` says how many of them existed on the as-at day."""
    advice: tuple[AdviceRow, ...]
    """Every request for advice, with what ``ADVICE_FACTS`` names and no more."""
    services: tuple[str, ...] = ()
    """In the order in which the figures list them."""


def freeze(sheet: FrozenSheet) -> bytes:
    """Return a sheet as bytes; the same sheet always gives the same JSON."""
    document = {
        "version": VERSION,
        "as_at": sheet.as_at.isoformat(),
        "period": [sheet.period_from.isoformat(), sheet.period_to.isoformat()],
        "profile": sheet.profile,
        "read_at": sheet.read_at.isoformat(),
        "shown": sheet.shown,
        "counted": sheet.counted,
        "services": sheet.services,
        "cases": _columns(CASE_FACTS, sorted(sheet.rows, key=attrgetter("case_id"))),
        "advice": _columns(ADVICE_FACTS, sorted(sheet.advice, key=attrgetter("id"))),
    }
    return zlib.compress(_canonical(document), 9)


def thaw(content: bytes) -> FrozenSheet:
    """Return the sheet that ``freeze`` made these bytes of.

    Raises Refused for a form that this program cannot read, Unavailable for what is no sheet at all.
    """
    try:
        document = json.loads(zlib.decompress(content))
        is_known = document["version"] == VERSION
        found = _sheet(document) if is_known else None
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Unavailable(NO_SHEET) from error
    if found is None:
        raise Refused(
            "This sheet was kept by a newer version of SEND Desktop; it is safe in the store, and a program of that "
            "version opens it."
        )
    return found


def _sheet(document: Json) -> FrozenSheet:
    first, last = (date.fromisoformat(day) for day in document["period"])
    for figures in (document["shown"], document["counted"]):
        _require_figures(figures)
    return FrozenSheet(
        as_at=date.fromisoformat(document["as_at"]),
        period_from=first,
        period_to=last,
        profile=document["profile"],
        read_at=_moment(document["read_at"]),
        shown=document["shown"],
        counted=document["counted"],
        rows=tuple(TimelinessRow(**values) for values in _records(TimelinessRow, document["cases"])),
        advice=tuple(_advice(values) for values in _records(AdviceRow, document["advice"])),
        services=tuple(document["services"]),
    )


def _moment(kept: str) -> datetime:
    found = datetime.fromisoformat(kept)
    if found.tzinfo is None:
        raise ValueError(f"{kept} is of no time zone")
    return found


def rows_checksum(rows: Iterable[TimelinessRow]) -> str:
    """Return the SHA-256 of the facts of these cases as a sheet keeps them, in whatever order they come."""
    facts = _columns(CASE_FACTS, sorted(rows, key=attrgetter("case_id")))
    return sha256(_canonical(facts)).hexdigest()


def _advice(values: Json) -> AdviceRow:
    return AdviceRow(**values, reference="", promised_on=None, last_chased_on=None, is_case_open=False)


def _columns(names: Sequence[str], records: Sequence[Any]) -> Json:
    """By column, in which the same few values recur: it packs to half of what rows do."""
    return {name: [_text(getattr(record, name)) for record in records] for name in names}


def _records(kind: type[Any], columns: dict[str, list[Any]]) -> list[Json]:
    hints = get_type_hints(kind)
    read = [[_fact(value, hints[name]) for value in column] for name, column in columns.items()]
    return [dict(zip(columns, values, strict=True)) for values in zip(*read, strict=True)]


def _fact(kept: Any, hint: Any) -> Any:
    """Return a fact as its field holds it. Raises TypeError and ValueError for what somebody else has put there."""
    value = date.fromisoformat(kept) if kept and hint in (date, date | None) else kept
    if not isinstance(value, hint):
        raise TypeError(f"{value!r} is no {hint}")
    return value


def _require_figures(part: Json) -> None:
    """Raise AttributeError for what does not have the shape of figures, KeyError for a month without its name."""
    for name, inner in part.items():
        if isinstance(inner, list):
            for month in inner if name not in _NO_FIGURES else ():
                _require_figures({**month, "month": month["month"]})
        elif name not in _NO_FIGURES and not isinstance(inner, int | float | None):
            _require_figures(inner)


def _canonical(document: Any) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
