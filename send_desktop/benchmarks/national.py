"""England's published timeliness, to stand beside a team's own figures.

Contains public sector information licensed under the Open Government Licence v3.0.
"""

import csv
from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedYear:
    """One published calendar year; percentages of plans issued, None where nothing was published."""

    year: int
    plans_issued: int
    within_20_including: float
    within_20_excluding: float
    weeks_20_to_52: float | None
    over_52_weeks: float | None
    mean_weeks: float | None
    decisions_within_6_weeks: float | None
    refusals_within_16_weeks: float | None


@cache
def england(geography: str = "England") -> tuple[PublishedYear, ...]:
    """Return every published year of England, or of one of its regions, oldest first."""
    with resources.path("benchmarks", "england_timeliness.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["geography"] == geography]
    return tuple(sorted((_year(row) for row in rows if row["plans_issued_incl"]), key=lambda one: one.year))


def latest(geography: str = "England") -> PublishedYear:
    """Return the newest published year."""
    return england(geography)[-1]


def _year(row: dict[str, str]) -> PublishedYear:
    return PublishedYear(
        year=int(row["calendar_year"]),
        plans_issued=int(row["plans_issued_incl"]),
        within_20_including=float(row["pc20_incl_exceptions"]),
        within_20_excluding=float(row["pc20_excl_exceptions"]),
        weeks_20_to_52=_number(row["pc_20_to_52wk_incl"]),
        over_52_weeks=_number(row["pc_over_52wk_incl"]),
        mean_weeks=_number(row["avg_weeks_incl"]),
        decisions_within_6_weeks=_number(row["decision_within_6wk_pc"]),
        refusals_within_16_weeks=_number(row["no_plan_decision_within_16wk_pc"]),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
