"""Cells typed, pasted, filled down or emptied: each is an act on its case, planned before anything is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.changes import Changes
from send_desktop.errors import Refused, SendDesktopError
from send_desktop.progress import Progress, silent
from send_desktop.records import Case, CaseloadRow, Directory
from send_desktop.risk import RiskContext
from send_desktop.services.acts import risk_context
from send_desktop.services.amendments import Amendment
from send_desktop.services.grid_columns import (
    Given,
    TypedColumn,
    Value,
    column_named,
    in_words,
    is_correction,
    typed_columns,
)
from send_desktop.services.planned_changes import (
    CHANGE,
    REFUSED,
    SAME,
    SINCE_READ,
    Chain,
    ChangePlan,
    PlannedChange,
    changed_since,
    effect,
    require_some,
)
from send_desktop.store import Reading, Store

MOST_CELLS = 5_000
"""So many cells are planned at once; an import is the way for more."""

REPORT_EVERY = 10
"""Cases between two reports of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell as it was typed. ``problem`` is why it cannot be read; ``is_as_shown``: it is what stood there."""

    case_id: int
    column: str
    typed: str = ""
    value: Value = None
    problem: str = ""
    is_as_shown: bool = False


@dataclass(frozen=True, kw_only=True)
class EditPlan(ChangePlan):
    """Cells as they would be saved; made again with the reason of its corrections before it is."""

    entries: tuple[Entry, ...]
    cases_read: tuple[Case, ...]
    directory: Directory
    context: RiskContext
    stale: frozenset[int]

    def adopt(self, store: Store, by: str, reason: str = "", progress: Progress = silent) -> Changes:
        """Save as every plan does. Raises Refused where a date is put right and no reason is given."""
        require_some(self)
        if not self.needs_reason:
            return super().adopt(store, by, progress=progress)
        if not reason.strip():
            raise Refused("Say how the right dates are known: a date on record is put right with a reason.")
        return ChangePlan.adopt(self.with_reason(reason.strip()), store, by, progress=progress)

    def with_reason(self, reason: str) -> EditPlan:
        """Return the same plan with the reason in its corrections."""
        given = Given(self.directory, self.today, reason)
        return _Planner(self.act, self.entries, self.cases_read, given, self.context, self.stale).plan(silent)


def plan_edits(
    reading: Reading,
    entries: Sequence[Entry],
    today: date,
    *,
    act: str = "Change in the grid",
    seen: dict[int, CaseloadRow] | None = None,
    progress: Progress = silent,
) -> EditPlan:
    """Work out what each cell would do, saving nothing. ``seen`` are the rows on the screen, by case.

    A case whose row is no longer as it was seen is refused whole. Raises Refused for more than MOST_CELLS.
    """
    if len(entries) > MOST_CELLS:
        raise Refused(
            f"{len(entries):,} cells are too many at once; take at most {MOST_CELLS:,}, "
            "or import the workbook. Nothing has been changed."
        )
    ids = sorted({one.case_id for one in entries})
    progress(0, max(1, len(ids)), "Reading the cases")
    given = Given(reading.directory(), today)
    stale = changed_since(reading, seen)
    return _Planner(act, entries, reading.cases(ids), given, risk_context(reading), stale).plan(progress)


class _Planner:
    def __init__(
        self,
        act: str,
        entries: Sequence[Entry],
        cases: Iterable[Case],
        given: Given,
        context: RiskContext,
        stale: frozenset[int],
    ) -> None:
        self._act, self._entries, self._given = act, tuple(entries), given
        self._context, self._stale = context, stale
        self._cases = tuple(cases)
        self._columns = typed_columns(given.directory)
        self._order = {column.id: place for place, column in enumerate(self._columns)}
        self._told: dict[int, PlannedChange] = {}
        self._amendments: list[Amendment] = []
        self._corrects = False

    def plan(self, progress: Progress) -> EditPlan:
        """Plan every case in turn."""
        by_case: dict[int, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            by_case[entry.case_id].append(place)
        for done, case in enumerate(self._cases):
            if done % REPORT_EVERY == 0:
                progress(done, len(self._cases), "Working out what would change")
            self._plan_case(case, by_case[case.id])
        return EditPlan(
            act=self._act,
            today=self._given.today,
            changes=tuple(self._told[place] for place in sorted(self._told)),
            amendments=tuple(self._amendments),
            needs_reason=self._corrects,
            entries=self._entries,
            cases_read=self._cases,
            directory=self._given.directory,
            context=self._context,
            stale=self._stale,
        )

    def _plan_case(self, case: Case, places: list[int]) -> None:
        chain = Chain(case)
        waiting = sorted(self._worth_trying(case, places), key=lambda place: self._order[self._entries[place].column])
        done: list[int] = []
        while waiting:
            left = [place for place in waiting if not self._take(case, chain, place, done)]
            if len(left) == len(waiting):
                break
            waiting = left
        if done:
            self._settle(case, chain, done)

    def _worth_trying(self, case: Case, places: list[int]) -> Iterator[int]:
        """Yield the entries that may be acts; of the others say what is the matter."""
        given: dict[str, Value] = {}
        for place in places:
            entry = self._entries[place]
            column = column_named(self._columns, entry.column)
            if entry.is_as_shown:
                self._tell(case, place, column, SAME, "It is so already.")
            elif entry.problem or column is None:
                self._tell(case, place, column, REFUSED, entry.problem or "This column cannot be typed in.")
            elif case.id in self._stale:
                self._tell(case, place, column, REFUSED, SINCE_READ)
            elif entry.column in given:
                again = given[entry.column] == entry.value
                words = "It is given once already." if again else "The same cell is given twice; the first one counts."
                self._tell(case, place, column, SAME if again else REFUSED, words)
            else:
                given[entry.column] = entry.value
                yield place

    def _take(self, case: Case, chain: Chain, place: int, done: list[int]) -> bool:
        """Make one entry upon what was made before it; False where it cannot be, as things stand."""
        entry = self._entries[place]
        column = self._columns[self._order[entry.column]]
        try:
            value = self._whole(column, entry.value)
            if _is_same(column.now(chain.case), value):
                self._tell(case, place, column, SAME, "It is so already.")
                return True
            amendment = column.put(chain.case, value, self._given)
        except SendDesktopError as refusal:
            self._tell(case, place, column, REFUSED, str(refusal))
            return False
        chain.take(amendment)
        self._corrects = self._corrects or is_correction(amendment)
        done.append(place)
        words = f"{amendment.name}." if column.kind == "date" else ""
        says = "Puts the date on record right." if is_correction(amendment) else words
        self._tell(case, place, column, says=says, after=in_words(value))
        return True

    def _settle(self, case: Case, chain: Chain, done: list[int]) -> None:
        """Keep the case's acts as one amendment, and say with the last of them what the clock makes of all."""
        whole = chain.whole()
        self._amendments.append(whole)
        says = effect(whole, self._context, self._given.today)
        if says:
            last = self._told[max(done)]
            self._told[last.place] = replace(last, says=f"{last.says} {says}".strip())

    def _whole(self, column: TypedColumn, value: Value) -> Value:
        if isinstance(value, str):
            words = value.strip()
            return column.read(words, self._given.directory) if words else None
        return value

    def _tell(
        self,
        case: Case,
        place: int,
        column: TypedColumn | None,
        outcome: str = CHANGE,
        says: str = "",
        after: str = "",
    ) -> None:
        entry = self._entries[place]
        self._told[place] = PlannedChange(
            place=place,
            case_id=case.id,
            reference=case.reference,
            child=case.person.name,
            what=column.title if column else entry.column,
            before=in_words(column.now(case)) if column else "",
            after=after or entry.typed or "empty",
            outcome=outcome,
            says=says,
        )


def _is_same(now: Value, value: Value) -> bool:
    """Say whether a value is what stands there; words that differ in their spacing alone are the same."""
    if isinstance(now, str) and isinstance(value, str):
        return now.split() == value.split()
    return (now or None) == (value or None)
