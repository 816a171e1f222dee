"""What a heading of the Department's files means, by its words: names have changed with nearly every release.

'IncExc20weekRate' (2021), 'inc_exc_20week_rate' (2023), 'pc_plans_issued_within_20_weeks' (2024) and 'EHC plans
issued within 20 weeks including exceptions - %' all say the same figure.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from send_desktop.benchmarks.published import COLUMNS

PLACES_AND_TIME = {
    "period": "the year",
    "period_kind": "what kind of year",
    "level": "England, region or authority",
    "country_code": "England’s code",
    "country_name": "England",
    "region_code": "the region’s code",
    "region_name": "the region",
    "la_code": "the authority’s code",
    "la_number": "the authority’s number",
    "la_name": "the authority",
    "area_code": "the place’s code",
    "area_name": "the place",
    "breakdown": "what the row is broken down by",
    "indicator": "which figure the row holds",
    "value": "the figure",
}
"""Everything but figures that a column can say, in words."""

FIGURES = {
    "plans_issued_incl": "plans issued",
    "plans_issued_excl": "plans issued, excluding exceptions",
    "within20_incl": "plans within 20 weeks",
    "within20_excl": "plans within 20 weeks, excluding exceptions",
    "pc20_incl_exceptions": "per cent within 20 weeks",
    "pc20_excl_exceptions": "per cent within 20 weeks, excluding exceptions",
    "n_20_to_52wk_incl": "plans between 20 and 52 weeks",
    "n_20_to_52wk_excl": "plans between 20 and 52 weeks, excluding exceptions",
    "pc_20_to_52wk_incl": "per cent between 20 and 52 weeks",
    "pc_20_to_52wk_excl": "per cent between 20 and 52 weeks, excluding exceptions",
    "n_over_52wk_incl": "plans after 52 weeks",
    "n_over_52wk_excl": "plans after 52 weeks, excluding exceptions",
    "pc_over_52wk_incl": "per cent after 52 weeks",
    "pc_over_52wk_excl": "per cent after 52 weeks, excluding exceptions",
    "avg_weeks_incl": "mean weeks to issue",
    "avg_weeks_excl": "mean weeks to issue, excluding exceptions",
    "requests_received": "requests received",
    "requests_to_assess": "decisions to assess",
    "requests_refused": "decisions not to assess",
    "requests_outstanding": "requests not yet decided",
    "requests_withdrawn": "requests withdrawn",
    "refused_pc_of_received": "per cent of requests refused",
    "decision_within_6wk": "decisions within 6 weeks",
    "decision_over_6wk": "decisions after 6 weeks",
    "decision_within_6wk_pc": "per cent of decisions within 6 weeks",
    "assess_plan_issued": "assessments that led to a plan",
    "assess_no_plan": "decisions not to issue",
    "no_plan_pc": "per cent of assessments without a plan",
    "no_plan_decision_within_16wk": "decisions not to issue within 16 weeks",
    "no_plan_decision_over_16wk": "decisions not to issue after 16 weeks",
    "no_plan_decision_within_16wk_pc": "per cent of decisions not to issue within 16 weeks",
}
"""Every figure that is kept, in words."""

PERCENTAGES = frozenset(name for name in COLUMNS if name.startswith("pc") or name.endswith(("_pc", "_pc_of_received")))

_SPLITS = (
    (re.compile(r"(?<=[a-z0-9])(?=[A-Z])"), " "),
    (re.compile(r"(?<=[A-Z])(?=[A-Z][a-z])"), " "),
    (re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"), " "),
)
_WRITTEN_OUT = (
    (r"%", " pct "),
    (r"\bno\.", " num "),
    (r"[^a-z0-9]+", " "),
    (r"\bno of\b", "num"),
    (r"\b(?:pc|per cent|percent|percentage|perc|rate|proportion|share)\b", "pct"),
    (r"\b(?:wks?|weeks)\b", "week"),
    (r"\btwenty\b", "20"),
    (r"\bsix\b", "6"),
    (r"\bsixteen\b", "16"),
    (r"\bfifty two\b", "52"),
    (r"\blt ?year\b", "lt 52 week"),
    (r"\b(?:1|one|a) year\b|\b12 months?\b", "52 week"),
    (r"\b(?:exceptions?|exemptions?|exeptions?|exc)\b", "exc"),
    (r"\b(?:including|include|includes|incl|inc)\b", "incl"),
    (r"\b(?:excluding|exclude|excludes|excl|ex|without)\b", "excl"),
    (r"\b(?:average|avg|mean)\b", "mean"),
    (r"\b(?:greater than|more than|longer than|gt|after|exceeding|over|beyond)\b", "over"),
    (r"\bplans\b", "plan"),
    (r"\b(?:requests|inreq)\b", "request"),
    (r"\b(?:assessments?|assessed|assess|ass)\b", "assess"),
    (r"\bassnone\b", "assess none"),
    (r"\bnewall\b", "new all"),
    (r"\b(?:decisions?|decided)\b", "decision"),
    (r"\b(?:refusals?|refused)\b", "refused"),
    (r"\b(?:local authority|council|authority)\b", "la"),
    (r"\bgeographical?\b", "geographic"),
)
_RULES = tuple((re.compile(pattern), words) for pattern, words in _WRITTEN_OUT)

_NEVER = frozenset({"statement", "statements", "26", "mediation", "tribunal", "appeal", "rya", "youth"})
"""Words of other things that the same files hold."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A figure: a heading means it that holds a word of each of ``needs`` and none of ``bars``."""

    stem: str
    needs: tuple[frozenset[str], ...]
    bars: frozenset[str] = frozenset()


def _rule(stem: str, needs: str, bars: str = "") -> _Rule:
    return _Rule(stem, tuple(frozenset(part.split("/")) for part in needs.split()), frozenset(bars.split()))


_FIGURE_RULES = (
    _rule("mean", "mean week", "16 6"),
    _rule("band", "20 52"),
    _rule("over", "52 over", "20"),
    _rule("within", "20 week", "over 52 between late to"),
    _rule("six_over", "request/decision 6 week over", "16"),
    _rule("six", "request/decision 6 week", "16 over"),
    _rule("sixteen_over", "16 week over"),
    _rule("sixteen", "16 week", "over"),
    _rule("sixteen_over", "outcome decision time over"),
    _rule("sixteen", "outcome decision time within", "over"),
    _rule("outstanding", "request not made"),
    _rule("outstanding", "request outstanding/ongoing"),
    _rule("withdrawn", "request withdrawn", "where"),
    _rule("refused", "request/assess refused ehc/request"),
    _rule("refused", "request not decision/proceed/assess", "made issued issue"),
    _rule("to_assess", "request decision/proceed assess", "not refused"),
    _rule("no_plan", "assess not issued/issue", "request those"),
    _rule("no_plan", "assess none ehc", "sum"),
    _rule("assessed_plan", "assess issued", "not"),
    _rule("assessed_plan", "new all ehc", "sum assess"),
    _rule("issued", "plan issued/made/den/denominator", "20 52 16 6 assess not week"),
    _rule("issued", "tot/total/num/number exc ehc/plan", "20 52 16 6 assess not week"),
    _rule("received", "request received/total/initial", "decision not refused withdrawn week assess"),
    _rule("received", "request total/tot/num/received ehc", "decision not refused withdrawn week"),
    _rule("received", "request ehc", "decision not refused withdrawn week a w y assess pct"),
)

_STEMS: dict[str, tuple[str, str]] = {
    "mean": ("avg_weeks_{}", ""),
    "band": ("n_20_to_52wk_{}", "pc_20_to_52wk_{}"),
    "over": ("n_over_52wk_{}", "pc_over_52wk_{}"),
    "within": ("within20_{}", "pc20_{}_exceptions"),
    "six": ("decision_within_6wk", "decision_within_6wk_pc"),
    "six_over": ("decision_over_6wk", ""),
    "sixteen": ("no_plan_decision_within_16wk", "no_plan_decision_within_16wk_pc"),
    "sixteen_over": ("no_plan_decision_over_16wk", ""),
    "outstanding": ("requests_outstanding", ""),
    "withdrawn": ("requests_withdrawn", ""),
    "refused": ("requests_refused", "refused_pc_of_received"),
    "to_assess": ("requests_to_assess", ""),
    "no_plan": ("assess_no_plan", "no_plan_pc"),
    "assessed_plan": ("assess_plan_issued", ""),
    "issued": ("plans_issued_{}", ""),
    "received": ("requests_received", ""),
}
"""Under each stem the column of the count and that of the percentage; {} takes incl or excl."""

_WHERE_AND_WHEN = (
    ("period_kind", r"time identifier|time unit|period type|kind of year"),
    ("period", r"time period|(?:calendar |reporting )?year|period|time"),
    ("level", r"geographic level|geography level|level|geography type|area type"),
    ("country_code", r"country code"),
    ("country_name", r"country(?: name)?|national"),
    ("region_code", r"(?:gor|region) code"),
    ("region_name", r"(?:gor|region)(?: name)?"),
    ("la_number", r"old la code|(?:dfe )?la number|la num|dfe (?:la )?(?:code|num(?:ber)?)|lea code|la estab code"),
    ("la_code", r"(?:new |ons )?la code|la ons code|(?:ons|utla|upper tier) code|ctyua \d+ cd"),
    ("la_name", r"(?:new )?la(?: name)?|la district|ctyua \d+ nm|name of la"),
    ("area_code", r"(?:area|geography|geographic|location|place|new) code|code"),
    ("area_name", r"area(?: name)?|geography(?: name)?|location(?: name)?|place|name"),
    (
        "breakdown",
        r"breakdown(?: topic)?|characteristics?(?: of .*)?|filter|primary need|sex|gender|ethnicity|age(?: group)?",
    ),
    ("indicator", r"indicator|measure|variable|statistic|metric"),
    ("value", r"value|figure|observation|amount"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _WHERE_AND_WHEN)


def meaning_words(field: str) -> str:
    """Return in a few words what a field is."""
    return FIGURES.get(field) or PLACES_AND_TIME[field]


@lru_cache(maxsize=4096)
def meaning(heading: str) -> str:
    """Return the field that a heading means: of ``PLACES_AND_TIME`` or a column; empty for one not understood."""
    if heading in COLUMNS:
        return heading
    words = plain(heading)
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(words):
            return name
    return _figure(words)


@lru_cache(maxsize=4096)
def figure_meaning(words: str) -> str:
    """Return the column that the name of a figure means; empty for one not understood."""
    return words if words in COLUMNS else _figure(plain(words))


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Return a heading's words, run-together ones parted, abbreviations written out, in lower case."""
    words = heading.strip().strip("\ufeff")
    for pattern, between in _SPLITS:
        words = pattern.sub(between, words)
    words = words.casefold().replace("_", " ")
    for pattern, instead in _RULES:
        words = pattern.sub(instead, words)
    return " ".join(words.split())


def _figure(words: str) -> str:
    tokens = words.split()
    held = set(tokens)
    if held & _NEVER:
        return ""
    stem = next((one.stem for one in _FIGURE_RULES if _fits(one, held)), "")
    if not stem:
        return ""
    count, share = _STEMS[stem]
    return (share if "pct" in held else count).format("excl" if _is_without_exceptions(tokens) else "incl")


def _fits(rule: _Rule, held: set[str]) -> bool:
    return not held & rule.bars and all(held & need for need in rule.needs)


def _is_without_exceptions(tokens: list[str]) -> bool:
    """Say whether exceptions are left out: 'no exc', 'excluding', 'ex' at the end, but never 'inc exc'."""
    if "excl" in tokens:
        return True
    return any(word == "exc" and (at == 0 or tokens[at - 1] != "incl") for at, word in enumerate(tokens))
