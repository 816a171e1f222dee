"""Synthetic children and their assessments, in the shape of a published authority's year.

Pure: a random source in, facts out. No identity made here can be real: UPNs carry the local
authority number 999, surnames and settings are invented, telephones lie in the range kept for drama.
"""

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import resources
from send_desktop.errors import Refused
from send_desktop.wording import month_name

SERVICES = ("EP", "SaLT", "OT", "Physio", "Health", "Social care", "School")
_SOUGHT = {"EP": 1.0, "School": 0.97, "Health": 0.9, "Social care": 0.85, "SaLT": 0.6, "OT": 0.3, "Physio": 0.05}
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NEEDS = {
    "Speech, language and communication needs": "SLCN",
    "Social, emotional and mental health": "SEMH",
    "Autistic spectrum disorder": "ASD",
    "Moderate learning difficulty": "MLD",
    "Specific learning difficulty": "SPLD",
    "Physical disability": "PD",
    "Severe learning difficulty": "SLD",
    "Other difficulty or disability": "OTH",
    "Hearing impairment": "HI",
    "Profound and multiple learning difficulty": "PMLD",
    "Vision impairment": "VI",
    "Down Syndrome": "DS",
    "Multi-sensory impairment": "MSI",
}
_SOURCES = {
    "school_or_other_education_setting": "school",
    "parent_or_young_person": "parent",
    "not_known": "not_known",
    "other": "other",
    "social_care_professional": "social_care",
    "health_care_professional": "health",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How quickly an authority issues plans: shares by day 140, by day 364 and after."""

    name: str
    within_20: float
    to_52: float


@dataclass(frozen=True, slots=True)
class Pathway:
    """Day numbers since the request, None for what never happens; the future is cut off by the filler."""

    told_assess: int | None
    is_refused: bool
    advice: tuple[tuple[str, int, int], ...] = ()
    """(service, asked, received)."""
    told_issue: int | None = None
    is_no_plan: bool = False
    draft: int | None = None
    consulted: int | None = None
    replied: int | None = None
    final: int | None = None
    withdrawn: int | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """Who a synthetic child is."""

    forename: str
    surname: str
    sex: str
    date_of_birth: date
    upn: str | None
    need: str | None
    source: str
    refusal_share: float
    received_on: date = field(default=date.min)


def profile(name: str) -> Profile:
    """Return a published authority's profile. Raises Refused for an unknown name, listing the known ones."""
    rows = list(csv.DictReader(resources.text("benchmarks", "scenarios.csv").splitlines()))
    for row in rows:
        if row["scenario"].casefold() == name.strip().casefold():
            return Profile(row["scenario"], float(row["pc_le_20wk"]) / 100, float(row["pc_20_52wk"]) / 100)
    known = "; ".join(row["scenario"] for row in rows)
    raise Refused(f"There is no scenario called {name}. Choose one of: {known}.")


@cache
def parameters() -> Mapping[str, Mapping[str, float]]:
    """Return the published shares by group and parameter."""
    table: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(resources.text("benchmarks", "generator_params.csv").splitlines()):
        table.setdefault(row["group"], {})[row["parameter"]] = float(row["value"])
    return table


def child(source: random.Random, number: int, received_on: date) -> Child:
    """Make one child who could have been the subject of a request received that day."""
    born = _born(source, received_on)
    sex = "M" if source.random() < parameters()["sex"]["share_male"] else "F"
    asked_by = _pick(source, {key: parameters()["request_source"][f"share_{key}"] for key in _SOURCES})
    refusal = parameters()["request_source"].get(f"refused_of_received_{asked_by}", 0.27)
    needs = parameters()["primary_need_new_plans"]
    need = _pick(source, {key: value for key, value in needs.items() if key.startswith("share_")}).removeprefix(
        "share_"
    )
    school_age = (received_on - born).days > 4 * 365
    return Child(
        forename=_forename(source, born, sex),
        surname=surname(source),
        sex=sex,
        date_of_birth=born,
        upn=upn(number, born.year + 5) if school_age else None,
        need=_NEEDS.get(need),
        source=_SOURCES[asked_by],
        refusal_share=refusal,
        received_on=received_on,
    )


def received(source: random.Random, since: date, until: date) -> date:
    """Pick a day of receipt by the season's weights; few requests come on a weekend."""
    weights = parameters()["season"]
    while True:
        on = since + timedelta(days=source.randrange((until - since).days + 1))
        keep = weights[f"request_weight_{month_name(on)[:3]}"] / 0.11 * (0.06 if on.weekday() >= 5 else 1.0)
        if source.random() < keep:
            return on


def pathway(source: random.Random, shape: Profile, refusal_share: float) -> Pathway:
    """Make up how one assessment goes, in days since the request, as an authority of this shape would."""
    if source.random() < parameters()["request"]["withdrawn_share"]:
        return Pathway(None, False, withdrawn=source.randint(5, 60))
    told = _told_assess(source)
    if source.random() < refusal_share:
        return Pathway(told, True)
    final = max(_final(source, shape), told + 70)
    draft = final - source.randint(19, 38)
    issue = max(told + 30, draft - source.randint(5, 14))
    draft = max(draft, issue + 2)
    advice = _advice(source, told, issue)
    exception = source.choice(_EXCEPTIONS) if source.random() < 0.061 else None
    if source.random() < parameters()["assessment"]["no_plan_share"]:
        return Pathway(told, False, advice, told_issue=issue, is_no_plan=True, exception=exception)
    consulted = draft + source.randint(0, 4)
    replied = min(final - 1, consulted + source.randint(8, 24))
    return Pathway(told, False, advice, issue, False, draft, consulted, replied, final, exception=exception)


_EXCEPTIONS = ("school_closed", "school_closed", "personal_circumstances", "personal_circumstances", "absent_from_area")


def surname(source: random.Random) -> str:
    """Return an invented surname, such as Peppergoggle."""
    parts = resources.load_json("names", "surname_parts.json")
    return f"{source.choice(parts['first'])}{source.choice(parts['second'])}"


def school(source: random.Random, kind: str, place: str) -> str:
    """Return an invented setting of a kind, at an invented place."""
    return f"{place} {source.choice(resources.load_json('names', 'school_parts.json')['kind'][kind])}"


def upn(number: int, year: int) -> str:
    """Return a UPN under local authority 999, which no authority has, with its right check letter."""
    digits = f"999{2000 + number // 1000 % 7000:04d}{year % 100:02d}{number % 1000:03d}"
    total = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return f"{_UPN_LETTERS[total % 23]}{digits}"


def _told_assess(source: random.Random) -> int:
    if source.random() < parameters()["request"]["decision_within_6_weeks"]:
        return min(42, max(12, round(source.gauss(35, 5))))
    return 43 + round(source.expovariate(1 / 21))


def _final(source: random.Random, shape: Profile) -> int:
    band = source.random()
    if band < shape.within_20:
        return 140 - min(35, round(source.expovariate(1 / 6)))
    if band < shape.within_20 + shape.to_52:
        return min(364, 141 + round(source.expovariate(1 / 60)))
    return 365 + round(source.expovariate(1 / 60))


def _advice(source: random.Random, told: int, issue: int) -> tuple[tuple[str, int, int], ...]:
    items = []
    for service in SERVICES:
        if source.random() > _SOUGHT[service]:
            continue
        asked = told + source.randint(0, 5)
        slowest = max(asked + 12, issue - source.randint(3, 12))
        usual = asked + round(source.gauss(38, 9))
        arrived = slowest if service == "EP" else max(asked + 9, min(slowest, usual))
        items.append((service, asked, arrived))
    return tuple(items)


def _born(source: random.Random, on: date) -> date:
    shares = {
        key.removeprefix("share_age_"): value for key, value in parameters()["age"].items() if key.startswith("share_")
    }
    band = _pick(source, shares)
    age = {"0-2": 2, "20+": 20}.get(band) or int(band)
    return on - timedelta(days=round(365.25 * age) + source.randrange(1, 364))


def _forename(source: random.Random, born: date, sex: str) -> str:
    names = _first_names()[(min((2010, 2015, 2020), key=lambda year: abs(year - born.year)), sex)]
    return source.choice(names)


@cache
def _first_names() -> dict[tuple[int, str], list[str]]:
    names: dict[tuple[int, str], list[str]] = {}
    for row in csv.DictReader(resources.text("names", "first_names.csv").splitlines()):
        names.setdefault((int(row["birth_year"]), row["sex"][0]), []).append(row["name"])
    return names


def _pick(source: random.Random, shares: Mapping[str, float]) -> str:
    return source.choices(list(shares), weights=list(shares.values()))[0]
