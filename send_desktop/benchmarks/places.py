"""Where published figures are of: England, its nine regions, and every authority by its code.

An authority keeps one code here, its newest, whatever code a file gives it. One that was divided, joined to
another or given another area stays a place of its own until that year: its figures are not its successor's.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import resources
from send_desktop.wording import listed

ENGLAND_CODE = "E92000001"
AUTHORITY_CODE = re.compile(r"E(?:06|08|09|10)0{3}\d{3}")
"""Codes of unitary authorities, metropolitan districts, London boroughs and counties; E07 are districts in a county."""

REGION_CODES = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
"""The nine regions, in the order of their codes, which is that of the Department's tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """England, a region or an authority."""

    code: str
    name: str
    level: str
    """england, region or authority."""
    region: str = ""
    """The region's code, of an authority."""
    number: str = ""
    """The Department's three-digit number of an authority."""
    until: int | None = None
    """The last whole year of an authority that is no more, or had another area then."""

    @property
    def title(self) -> str:
        """Return the name, and until when the authority stood where it is no more."""
        return f"{self.name} (until {self.until})" if self.until else self.name

    @property
    def region_name(self) -> str:
        """Return the name of its region, empty where there is none."""
        return REGION_CODES.get(self.region, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganisation:
    """What became of an authority in a year: its code alone changed, or it was divided, joined or changed."""

    code: str
    name: str
    year: int
    kind: str
    """recoded, divided, joined or changed (the same name over another area)."""
    became: tuple[str, ...]


ENGLAND = Place(code=ENGLAND_CODE, name="England", level="england")
REGIONS = tuple(Place(code=code, name=name, level="region") for code, name in REGION_CODES.items())


@cache
def reorganisations() -> tuple[Reorganisation, ...]:
    """Return what became of authorities since 2013, by year."""
    rows = csv.DictReader(resources.text("benchmarks", "authority_changes.csv").splitlines())
    return tuple(
        Reorganisation(
            code=row["code"],
            name=row["name"],
            year=int(row["year"]),
            kind=row["kind"],
            became=tuple(row["became"].split()),
        )
        for row in rows
    )


def standing_code(code: str) -> str:
    """Return the code under which a place stands here: that of an authority that was only given another code is it."""
    return _recoded().get(code, code)


def last_year_of(code: str) -> int | None:
    """Return the last year before an authority was divided, joined or changed; None for one that stands."""
    found = (one for one in reorganisations() if one.code == code and one.kind != "recoded")
    return next((one.year - 1 for one in found), None)


def history_of(place: Place, names: dict[str, str]) -> str:
    """Say in one sentence what an authority came from, or what became of it; empty where nothing did.

    ``names`` gives the names of authorities by code.
    """
    ended = next((one for one in reorganisations() if one.code == place.code and one.kind != "recoded"), None)
    if ended:
        return f"{place.name} {_became(ended, names)} in {ended.year}; its figures end with {ended.year - 1}."
    came = [one for one in reorganisations() if place.code in one.became and one.kind != "recoded"]
    if not came:
        return ""
    year, before = came[0].year, listed(sorted(one.name for one in came))
    if came[0].kind == "changed":
        return f"{place.name} has had other boundaries since {year}; figures before that are not of the same area."
    return f"{place.name}’s figures begin with {year}; those before are of {before}, not the same area."


def _became(ended: Reorganisation, names: dict[str, str]) -> str:
    into = listed([names.get(code, code) for code in ended.became])
    words = {
        "divided": f"was divided into {into}",
        "joined": f"became part of {into}",
        "changed": "had other boundaries",
    }
    return words[ended.kind]


@cache
def _recoded() -> dict[str, str]:
    return {one.code: one.became[0] for one in reorganisations() if one.kind == "recoded"}


def level_of(code: str) -> str:
    """Return england, region or authority by a code's form; empty for a code of neither."""
    if code == ENGLAND_CODE:
        return "england"
    if code in REGION_CODES:
        return "region"
    return "authority" if AUTHORITY_CODE.fullmatch(code) else ""


def plain_name(name: str) -> str:
    """Return a name as it is compared: 'St. Helens' as 'St Helens', 'Bristol, City of' as 'City of Bristol'."""
    words = name.casefold().replace("&", " and ")
    words = re.sub(r"[^a-z0-9 ,]", "", words.replace("-", " "))
    words = re.sub(r"\b(?:county council|city council|council|london borough of|royal borough of)\b", " ", words)
    words = re.sub(r",?\s*\b(?:city of|county of|the city of)\b", " ", words) if "london" not in words else words
    return " ".join(sorted(words.replace(",", " ").split()))


def search(places: Iterable[Place], words: str) -> list[Place]:
    """Return the places of whose name, code or number each word begins a part of its own; standing ones first."""
    wanted = words.casefold().replace(",", " ").split()
    found = [one for one in places if _holds(_parts(one), wanted)]
    begun = words.casefold().strip()
    return sorted(found, key=lambda one: (one.until is not None, not one.name.casefold().startswith(begun), one.name))


def _holds(parts: list[str], wanted: list[str]) -> bool:
    for word in wanted:
        part = next((one for one in parts if one.startswith(word)), None)
        if part is None:
            return False
        parts.remove(part)
    return True


def _parts(place: Place) -> list[str]:
    return [*re.split(r"[\s,.\-]+", place.name.casefold()), place.code.casefold(), place.number]
