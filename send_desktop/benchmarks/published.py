"""Published figures, one line a place and a year, in the program's own columns: read, written, laid over each other."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import resources
from send_desktop.benchmarks.places import ENGLAND, REGION_CODES, Place, last_year_of, level_of, standing_code

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
PUBLISHER = "Department for Education, Education, health and care plans"

COLUMNS = (
    "plans_issued_incl", "plans_issued_excl",
    "within20_incl", "within20_excl", "pc20_incl_exceptions", "pc20_excl_exceptions",
    "n_20_to_52wk_incl", "n_20_to_52wk_excl", "pc_20_to_52wk_incl", "pc_20_to_52wk_excl",
    "n_over_52wk_incl", "n_over_52wk_excl", "pc_over_52wk_incl", "pc_over_52wk_excl",
    "avg_weeks_incl", "avg_weeks_excl",
    "requests_received", "requests_to_assess", "requests_refused", "requests_outstanding", "requests_withdrawn",
    "refused_pc_of_received",
    "decision_within_6wk", "decision_over_6wk", "decision_within_6wk_pc",
    "assess_plan_issued", "assess_no_plan", "no_plan_pc",
    "no_plan_decision_within_16wk", "no_plan_decision_over_16wk", "no_plan_decision_within_16wk_pc",
)  # fmt: skip
"""What a line may hold, as the shipped files name it: counts of plans, requests and decisions, per cent and weeks."""

_HEAD = ("calendar_year", "geography_level", "geography", "new_code", "old_la_code", "region", *COLUMNS, "source")
_LEVELS = {"england": "National", "region": "Regional", "authority": "Local authority"}

LAST_YEAR_OF_ZEROS = 2015
"""Until then a 0 does not say 'none': plans began in September 2014, and authorities that had none yet, or returned
no count, stand in the files with 0. It is taken as not published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was published of one place for one calendar year; a value that was not published is not there."""

    place: Place
    year: int
    values: Mapping[str, float]
    """By the names in ``COLUMNS``."""
    source: str
    """Where the figures come from, in a few words."""


@cache
def shipped() -> tuple[Line, ...]:
    """Return every line that the program ships: England and its regions first, then authorities."""
    national = resources.text("benchmarks", "england_timeliness.csv")
    authorities = resources.text("benchmarks", "la_timeliness.csv")
    return tuple(line for text in (national, authorities) for line in read_lines(text))


def read_lines(text: str) -> list[Line]:
    """Return the lines of a file in the program's own columns, those above its heading passed over."""
    rows = [line for line in text.lstrip("\ufeff").splitlines() if not line.startswith("#")]
    return [line for row in csv.DictReader(rows) if (line := _line(row)).values]


def write_lines(lines: Iterable[Line]) -> str:
    """Return lines as a file in the program's own columns, under the licence."""
    made = io.StringIO()
    made.write(f"# {LICENCE}\n# Source: {PUBLISHER}.\n")
    writer = csv.DictWriter(made, _HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(line) for line in lines)
    return made.getvalue()


def _line(row: Mapping[str, str]) -> Line:
    year = int(row["calendar_year"])
    return Line(place=_place(row), year=year, values=dict(_values(row, year)), source=_source(row.get("source", "")))


def _place(row: Mapping[str, str]) -> Place:
    code = standing_code(row["new_code"])
    level = level_of(code)
    if level == "england":
        return ENGLAND
    if level == "region":
        return Place(code=code, name=REGION_CODES[code], level=level)
    return Place(
        code=code,
        name=row["geography"],
        level="authority",
        region=_region_codes().get(row["region"], ""),
        number=row["old_la_code"],
        until=last_year_of(code),
    )


def _values(row: Mapping[str, str], year: int) -> Iterator[tuple[str, float]]:
    for name in COLUMNS:
        text = row.get(name) or ""
        if text and not (year <= LAST_YEAR_OF_ZEROS and float(text) == 0):
            yield name, float(text)


def _source(text: str) -> str:
    """Return 'reporting year 2025' of a long shipped source; one that the program wrote itself stays as it is."""
    at = text.find("Reporting year ")
    if at < 0:
        return text
    return f"Reporting year {text[at + 15 : at + 19]}"


def _row(line: Line) -> dict[str, object]:
    place = line.place
    return {
        "calendar_year": line.year,
        "geography_level": _LEVELS[place.level],
        "geography": place.name,
        "new_code": place.code,
        "old_la_code": place.number,
        "region": place.region_name,
        "source": line.source,
        **{name: _plain(value) for name, value in line.values.items()},
    }


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


@cache
def _region_codes() -> dict[str, str]:
    return {name: code for code, name in REGION_CODES.items()}
