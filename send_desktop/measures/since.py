"""What has changed since a sheet was sent: its figures counted again from the records as they stand, case by case.

A case is counted by the very function that counts the whole, with the case alone: so the moves of the cases add up
to the difference of every count, and nothing is defined a second time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

from send_desktop.errors import Unavailable
from send_desktop.measures.counting import timeliness
from send_desktop.measures.figures import Timeliness
from send_desktop.measures.frozen import ADVICE_FACTS, CASE_FACTS, NO_SHEET, FrozenSheet
from send_desktop.records import AdviceRow, TimelinessRow

LATE, CORRECTED, REMOVED, CHANGED, WHOLE, GONE = "late", "corrected", "removed", "changed", "whole", "gone"
REASONS = {
    WHOLE: "Whole case entered late",
    GONE: "Case removed",
    CORRECTED: "Correction",
    REMOVED: "Fact removed",
    LATE: "Late entry",
    CHANGED: "Changed since",
}
"""Why a case counts otherwise, the weightiest first. What has no day of its own, as an officer, changes in time."""

UNDATED = frozenset({"area", "officer", "team", "setting_kind"})
"""Facts that are as they stand now, whatever day is counted: a change of them is no correction."""

_GATES: Mapping[str, tuple[str, ...]] = {
    "assess_outcome": ("assess_told_on", "assess_made_on"),
    "issue_outcome": ("issue_told_on", "issue_made_on"),
    "is_withdrawn": ("withdrawn_on",),
    "closure": ("closed_on",),
    "is_after_dispute": ("final_sent_on",),
}
"""Facts that are so from the day of another: of the first of these that is on record."""

_ALL_FACTS, _ALL_ADVICE = attrgetter(*CASE_FACTS), attrgetter(*ADVICE_FACTS)

Value = int | float | None
Flat = dict[str, Value]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that was otherwise when the sheet was sent."""

    field: str
    """A field of ``TimelinessRow``, or requested_on or received_on of advice."""
    before: Any
    after: Any
    reason: str
    service: str = ""
    """The service, where it is a fact of advice."""
    advice_id: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What one case counted for in one figure then, and counts for now."""

    path: str
    then: Value
    now: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """A case that is not as the sheet counted it."""

    case_id: int
    reference: str
    facts: tuple[FactChange, ...] = ()
    moves: tuple[Move, ...] = ()
    whole: str = ""
    """``WHOLE`` or ``GONE`` where the case itself came or went."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, the weightiest first."""
        found = {self.whole, *(one.reason for one in self.facts)}
        return tuple(code for code in REASONS if code in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A sheet beside the records as they stand now, for the same day and period."""

    then: Flat
    """Every number of the sheet by its path, as it was counted."""
    now: Flat
    cases: tuple[CaseChange, ...]
    """Those that count otherwise first, then those of which a fact changed that no figure counts."""
    is_counted_otherwise: bool
    """True where this version of the program counts the sheet's own facts to other figures than were sent."""

    @property
    def moved(self) -> tuple[CaseChange, ...]:
        """The cases that count otherwise in some figure."""
        return tuple(one for one in self.cases if one.moves)

    @property
    def differing(self) -> tuple[str, ...]:
        """The paths of the numbers that are not what they were."""
        paths = dict.fromkeys((*self.now, *self.then))
        sides = ((path, _nothing(path)) for path in paths)
        return tuple(path for path, nothing in sides if self.then.get(path, nothing) != self.now.get(path, nothing))


def compare(sent: FrozenSheet, rows: Sequence[TimelinessRow], advice: Sequence[AdviceRow]) -> Comparison:
    """Count a sheet's day and period again from these rows, and say what became of every case.

    Raises Unavailable where the sheet holds figures that nothing counts.
    """
    then, now = _Side(sent, sent.rows, sent.advice), _Side(sent, rows, advice)
    changes = (_case_change(case_id, then, now, sent.as_at) for case_id in sorted(then.changed_against(now)))
    found = [one for one in changes if one is not None]
    found.sort(key=lambda one: (not one.moves, one.reference))
    counted, again = flat(sent.counted), flat(then.whole().as_json())
    if counted.keys() - again.keys():
        raise Unavailable(NO_SHEET)
    return Comparison(
        then=counted,
        now=flat(now.whole().as_json()),
        cases=tuple(found),
        is_counted_otherwise=again != counted,
    )


def flat(figures: Mapping[str, Any]) -> Flat:
    """Return every number of figures in their JSON shape by its path; percentages follow from them and are left out."""
    found: Flat = {}
    _flatten("", {name: part for name, part in figures.items() if name not in ("as_at", "period")}, found)
    return found


def is_sum(path: str) -> bool:
    """Say whether a figure is the sum of what each case counts for; weeks and the oldest wait are not."""
    return not path.startswith(("mean_weeks", "median_weeks", "p90_weeks")) and not path.endswith("oldest_days")


def _nothing(path: str) -> Value:
    """Return what a case counts for that does not count."""
    return 0 if is_sum(path) else None


def _flatten(path: str, part: Any, found: Flat) -> None:
    if isinstance(part, dict):
        for name, inner in part.items():
            if name not in ("pct", "month"):
                _flatten(f"{path}.{name}" if path else name, inner, found)
    elif isinstance(part, list | tuple):
        for inner in part:
            _flatten(f"{path}.{inner['month']}", inner, found)
    else:
        found[path] = part


class _Side:
    """The cases and the advice of one side, found by case."""

    def __init__(self, sent: FrozenSheet, rows: Sequence[TimelinessRow], advice: Iterable[AdviceRow]) -> None:
        self._sent = sent
        self.rows = {row.case_id: replace(row, date_of_birth=None) for row in rows}
        self.advice: dict[int, list[AdviceRow]] = defaultdict(list)
        for item in advice:
            self.advice[item.case_id].append(item)

    def changed_against(self, other: "_Side") -> set[int]:
        """Return the ids of the cases of which any fact that counts on the day is another on the other side.

        Most cases go on after the day of a sheet: those are found out without counting them.
        """
        as_at = self._sent.as_at
        changed = {case_id for case_id in self.rows | other.rows if self._facts(case_id) != other._facts(case_id)}
        return {case_id for case_id in changed if self._seen(case_id, as_at) != other._seen(case_id, as_at)}

    def _facts(self, case_id: int) -> Any:
        row = self.rows.get(case_id)
        return row and (_ALL_FACTS(row), sorted(map(_ALL_ADVICE, self.advice.get(case_id, ())), key=str))

    def _seen(self, case_id: int, as_at: date) -> Any:
        row = self.rows.get(case_id)
        if row is None:
            return None
        advice = sorted(
            (one.id, one.case_id, one.service, str(_by(one.requested_on, as_at)), str(_by(one.received_on, as_at)))
            for one in self.advice.get(case_id, ())
        )
        return [_on_the_day(row, name, as_at) for name in CASE_FACTS], advice

    def whole(self) -> Timeliness:
        """Count every case."""
        return self._count(self.rows.values(), [one for found in self.advice.values() for one in found])

    def alone(self, case_id: int) -> Flat:
        """Count one case alone."""
        rows = [self.rows[case_id]] if case_id in self.rows else []
        counted = flat(self._count(rows, self.advice.get(case_id, ())).as_json())
        return {path: value for path, value in counted.items() if value or (value is not None and not is_sum(path))}

    def _count(self, rows: Iterable[TimelinessRow], advice: Iterable[AdviceRow]) -> Timeliness:
        sent = self._sent
        return timeliness(rows, advice, sent.as_at, sent.period_from, sent.period_to, sent.services)


def _case_change(case_id: int, then: _Side, now: _Side, as_at: date) -> CaseChange | None:
    """Return what became of a case; None where only what came after the day is another."""
    before, after = then.rows.get(case_id), now.rows.get(case_id)
    counted, counts = then.alone(case_id), now.alone(case_id)
    moves = tuple(
        Move(path, counted.get(path, _nothing(path)), counts.get(path, _nothing(path)))
        for path in dict.fromkeys((*counted, *counts))
        if counted.get(path) != counts.get(path)
    )
    facts: tuple[FactChange, ...] = ()
    if before and after:
        advice = _advice_changes(then.advice.get(case_id, ()), now.advice.get(case_id, ()), as_at)
        facts = (*_fact_changes(before, after, as_at), *advice)
    known = after or before
    if known is None or not (moves or facts):
        return None
    whole = "" if before and after else WHOLE if after else GONE
    return CaseChange(case_id=case_id, reference=known.reference, facts=facts, moves=moves, whole=whole)


# --- facts ---------------------------------------------------------------------------------------


def _fact_changes(before: TimelinessRow, after: TimelinessRow, as_at: date) -> list[FactChange]:
    changed = [
        FactChange(name, was, is_, reason_of(name, was, is_))
        for name in CASE_FACTS
        if (was := getattr(before, name)) != (is_ := getattr(after, name))
        and _on_the_day(before, name, as_at) != _on_the_day(after, name, as_at)
    ]
    names = {one.field for one in changed}
    follows = {"clock_start_on": "received_on", "team": "officer"}
    return [one for one in changed if follows.get(one.field) not in names]


def _on_the_day(row: TimelinessRow, name: str, as_at: date) -> Any:
    """Return a fact as it is counted on a day: nothing where its own day is later."""
    value = getattr(row, name)
    day = value if isinstance(value, date) else None
    if name in _GATES:
        day = next((on for gate in _GATES[name] if (on := getattr(row, gate)) is not None), None)
    return None if not value or (day is not None and day > as_at) else value


def reason_of(name: str, before: Any, after: Any) -> str:
    """Return why a fact is another: it was put in later, put right, taken out, or has changed in time."""
    if name in UNDATED:
        return CHANGED
    if not before:
        return LATE
    return CORRECTED if after else REMOVED


def _advice_changes(before: Sequence[AdviceRow], after: Sequence[AdviceRow], as_at: date) -> list[FactChange]:
    old, new = ({one.id: one for one in found} for found in (before, after))
    changes = []
    for advice_id in sorted(old.keys() | new.keys()):
        for name in ("requested_on", "received_on"):
            was, is_ = (getattr(side.get(advice_id), name, None) for side in (old, new))
            if was != is_ and _by(was, as_at) != _by(is_, as_at):
                service = (new.get(advice_id) or old[advice_id]).service
                changes.append(FactChange(name, was, is_, reason_of(name, was, is_), service, advice_id))
    return changes


def _by(on: date | None, as_at: date) -> date | None:
    return on if on is not None and on <= as_at else None
