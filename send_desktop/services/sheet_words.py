"""What has changed since a sheet was sent, in words: figures side by side, moves of cases, facts before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from send_desktop.codes import SEN_TYPES, SETTING_KINDS, SOURCES
from send_desktop.delay_reasons import REASONS as DELAYS
from send_desktop.exports.timeliness.words import BAND_WORDS, STATUS_WORDS
from send_desktop.measures import measure
from send_desktop.measures.figures import half_up
from send_desktop.measures.since import REASONS, CaseChange, Comparison, FactChange, Flat, Move
from send_desktop.services.chronology import exception_words
from send_desktop.services.decisions import ASSESS_OUTCOMES, ISSUE_OUTCOMES
from send_desktop.wording import full_date, month_name

NONE = "–"
VARIANTS = {"including": "", "excluding": ", without exceptions"}

FACTS: Mapping[str, str] = {
    "reference": "Reference",
    "received_on": "Request received",
    "clock_start_on": "Clock started",
    "assess_outcome": "Decision to assess",
    "assess_made_on": "Decision to assess made",
    "assess_told_on": "Family told of the decision to assess",
    "issue_outcome": "Decision to issue",
    "issue_made_on": "Decision to issue made",
    "issue_told_on": "Family told of the decision to issue",
    "draft_served_on": "Draft served",
    "final_sent_on": "Final plan sent",
    "is_exception_claimed": "Exception recorded",
    "exception_reason": "Reason of the exception",
    "is_withdrawn": "Withdrawn",
    "withdrawn_on": "Withdrawn on",
    "closure": "How it ended",
    "closed_on": "Closed on",
    "overturned_assess_on": "Refusal to assess overturned",
    "overturned_issue_on": "Decision not to issue overturned",
    "is_after_dispute": "Plan after a dispute",
    "limits_replaced_on": "Other limits since",
    "area": "Area",
    "officer": "Officer",
    "team": "Team",
    "need": "Primary need",
    "source": "Asked by",
    "setting_kind": "Kind of setting",
    "delay_reason": "Reason for the delay of the plan",
    "decision_delay_reason": "Reason for the delay of the decision to assess",
    "refusal_delay_reason": "Reason for the delay of the decision not to issue",
    "delay_service": "Service waited for",
    "refusal_delay_service": "Service waited for",
    "requested_on": "advice asked for",
    "received_advice_on": "advice received",
}
"""What each fact is called; those of advice come after the service."""

_TITLES = {
    "plans_with_exception": "Plans issued with an exception",
    "plans_after_dispute": "Plans after a dispute, counted beside",
    "open_undecided": "Open, family not told whether to assess",
    "open_undecided_over_6_weeks": "The same, past 6 weeks",
}
_AGES = {
    "waiting": "advice waiting",
    "over_6_weeks": "advice waiting over 6 weeks",
    "over_13_weeks": "advice waiting over 13 weeks",
    "over_19_weeks": "advice waiting over 19 weeks",
    "oldest_days": "advice, oldest in days",
}
_ISSUED = {"issued": "Plans issued in {}", "on_time": "In 20 weeks, of those issued in {}"}
_DUE = {
    "due": "Plans due in {}",
    "issued_on_time": "Due in {}, issued in time",
    "issued_late": "Due in {}, issued late",
    "open_overdue": "Due in {}, open and overdue",
    "open_not_yet_due": "Due in {}, open and not yet due",
    "on_time": "In time, of those due in {}",
}
_DELAYS = {one.code: one.words for one in DELAYS}
_CODES: Mapping[str, Mapping[str, str]] = {
    "assess_outcome": ASSESS_OUTCOMES,
    "issue_outcome": ISSUE_OUTCOMES,
    "closure": STATUS_WORDS,
    "need": SEN_TYPES,
    "source": SOURCES,
    "setting_kind": SETTING_KINDS,
    "delay_reason": _DELAYS,
    "decision_delay_reason": _DELAYS,
    "refusal_delay_reason": _DELAYS,
}


_FIRST = (
    "plans_issued",
    "within_20_weeks",
    "decisions_within_6_weeks",
    "refusals_within_16_weeks",
    "mean_weeks",
    "open_cases",
    "open_over_20_weeks",
    "cases",
    "advice_outstanding",
    "weeks_20_to_52",
    "over_52_weeks",
)
"""What people ask for first; the others come after, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure, then and now."""

    key: str
    """Its path, without the numerator and denominator of a share."""
    title: str
    then: str
    now: str

    @property
    def is_same(self) -> bool:
        """Say whether it is what it was."""
        return self.then == self.now


def figure_lines(found: Comparison) -> tuple[FigureLine, ...]:
    """Return every figure of the sheet beside the same now, those that differ first."""
    keys = dict.fromkeys(map(_key, (*found.now, *found.then)))
    lines = [FigureLine(key, title(key), _value(found.then, key), _value(found.now, key)) for key in keys]
    return tuple(sorted(lines, key=lambda one: (one.is_same, _rank(one.key))))


def title(key: str) -> str:
    """Return what a figure is called."""
    head, *rest = key.split(".")
    if head == "by_status":
        return f"Status: {STATUS_WORDS[rest[0]].lower()}"
    if head == "open_bands":
        return f"Open cases, {BAND_WORDS[rest[0]].lower()}"
    if head == "advice_outstanding":
        *service, age = rest  # a short form may hold dots
        return f"{'All' if service == ['all'] else '.'.join(service)} {_AGES[age]}"
    if head == "advice_unreceived_on_closed_cases":
        return f"{'.'.join(rest)} advice not received on closed cases"
    if head == "open_by_officer":
        return f"Open with {'.'.join(rest)}"
    if head in ("issued_by_month", "due_by_month"):
        return _month_title(_ISSUED if head == "issued_by_month" else _DUE, *rest)
    name = _TITLES.get(head) or measure(head).title
    return f"{name}{VARIANTS[rest[0]] if rest else ''}"


def move_words(moves: Iterable[Move]) -> tuple[str, ...]:
    """Return which figures a case moved into or out of, in words, what people ask for first."""
    by_key: dict[str, dict[str, Move]] = {}
    for one in moves:
        by_key.setdefault(_key(one.path), {})[one.path] = one
    keys = sorted((key for key in by_key if key != "by_status.open"), key=_rank)
    return tuple(filter(None, (_moved(key, by_key[key]) for key in keys)))


def fact_words(one: FactChange) -> str:
    """Return 'Final plan sent: – → 13 Jul 2026'."""
    name = "received_advice_on" if one.service and one.field == "received_on" else one.field
    called = f"{one.service} {FACTS[name]}" if one.service else FACTS[name]
    return f"{called}: {_fact(one.field, one.before)} → {_fact(one.field, one.after)}"


def reason_words(case: CaseChange) -> str:
    """Return why a case counts otherwise: 'Correction, late entry'."""
    words = [REASONS[code] for code in case.reasons]
    return ", ".join([*words[:1], *(one[0].lower() + one[1:] for one in words[1:])])


def _rank(key: str) -> int:
    head = key.partition(".")[0]
    return _FIRST.index(head) if head in _FIRST else len(_FIRST)


_NAMED = ("open_by_officer.", "advice_unreceived_on_closed_cases.")
"""Figures whose path ends with a name, which may end as a share's numerator does."""


def _key(path: str) -> str:
    is_share = path.endswith((".n", ".d")) and not path.startswith(_NAMED)
    return path[: -len(".n")] if is_share else path


def _month_title(titles: Mapping[str, str], month: str, part: str) -> str:
    year, number = month.split("-")
    variant = ", without exceptions" if part.endswith("_excluding") else ""
    return (
        titles[part.removesuffix("_excluding")].format(f"{month_name(date(int(year), int(number), 1))} {year}")
        + variant
    )


def _value(figures: Flat, key: str) -> str:
    if f"{key}.d" in figures:
        n, d = int(figures[f"{key}.n"] or 0), int(figures[f"{key}.d"] or 0)
        share = f"{half_up(Fraction(100 * n, d), 1)}%" if d else NONE
        return f"{share} ({n:,} of {d:,})"
    value = figures.get(key, NONE if "weeks." in key or key.endswith("oldest_days") else 0)
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else NONE


def _moved(key: str, found: Mapping[str, Move]) -> str:
    if key in found:
        return _count_moved(key, found[key])
    n, d = found.get(f"{key}.n"), found.get(f"{key}.d")
    if n is not None:
        return f"{'into' if _rises(n) else 'out of'} “{title(key)}”"
    if d is None or key.startswith(("weeks_20_to_52", "over_52_weeks")):
        return ""  # that a plan was issued says so already
    return f"{'counts' if _rises(d) else 'no longer counts'} against “{title(key)}”"


def _count_moved(key: str, one: Move) -> str:
    if key.startswith(("mean_weeks", "median_weeks", "p90_weeks")) or key.endswith("oldest_days"):
        if not key.startswith(("mean_weeks.including", "advice_outstanding")) or ".all." in key:
            return ""
        unit = "weeks to issue" if key.startswith("mean") else title(key)
        return f"{unit}: {_plain(one.then)} → {_plain(one.now)}"
    return f"{'into' if _rises(one) else 'out of'} “{title(key)}”"


def _rises(one: Move) -> bool:
    return (one.now or 0) > (one.then or 0)


def _plain(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}" if isinstance(value, float) else f"{value:,}"


def _fact(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return full_date(value)
    if field == "exception_reason" and value:
        return exception_words(value)
    return _CODES.get(field, {}).get(value, str(value)) if value else NONE
