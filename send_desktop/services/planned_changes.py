"""Many changes made ready before any is saved: each told in words, then adopted together or dropped together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.changes import Changes
from send_desktop.errors import Refused
from send_desktop.progress import Progress, silent
from send_desktop.records import Case, CaseloadRow, Stored
from send_desktop.risk import RiskContext, state
from send_desktop.services.amendments import Amendment, Preview, adopt_all, amended, preview
from send_desktop.store import Reading, Store
from send_desktop.wording import counted

CHANGE, SAME, REFUSED = "change", "same", "refused"
"""What becomes of one planned change: it would be saved, it is so already, or it cannot be."""

SINCE_READ = (
    "Somebody else has changed this case since this page was read, so nothing is changed on it. "
    "Read the page again (F5) and look at what is there now."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """One change to one case in words; for a refusal ``says`` is why, else what it does and what the clock makes of it.

    ``place`` is where it stands among what was asked for, from 0.
    """

    place: int
    case_id: int
    reference: str
    child: str
    what: str
    """What would change: 'Officer', 'EP received', 'Note'."""
    before: str = ""
    after: str = ""
    outcome: str = CHANGE
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangePlan:
    """Changes as they would be saved. ``act`` names them in the history; ``needs_reason`` where some correct a date."""

    act: str
    today: date
    changes: tuple[PlannedChange, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    needs_reason: bool = False

    def count(self, outcome: str) -> int:
        """Return how many changes have this outcome."""
        return sum(one.outcome == outcome for one in self.changes)

    def cases(self, outcome: str) -> frozenset[int]:
        """Return the ids of the cases with a change of this outcome."""
        return frozenset(one.case_id for one in self.changes if one.outcome == outcome)

    def adopt(self, store: Store, by: str, reason: str = "", progress: Progress = silent) -> Changes:
        """Save what can be saved as one act. Raises Refused where that is nothing, Stale where somebody was faster."""
        require_some(self)
        name = self.amendments[0].name if len(self.amendments) == 1 else self.act
        return adopt_all(store, self.amendments, name, self.note(), by, self.today, progress)

    def note(self) -> str:
        """Return the sentence that tells of the act once it is done."""
        if len(self.amendments) == 1:
            return self.amendments[0].note
        done = (
            f"{self.act}: {counted(self.count(CHANGE), 'change')} on {counted(len(self.cases(CHANGE)), 'case')} saved"
        )
        left = self.count(REFUSED)
        return f"{done}; {left} could not be made." if left else f"{done}."


def require_some(plan: ChangePlan) -> None:
    """Raise Refused where a plan would change nothing."""
    if not plan.count(CHANGE):
        raise Refused("There is nothing here that can be saved; everything stays as it was.")


class Chain:
    """Several acts on one case, each made upon the one before, gathered into one amendment.

    What an earlier act adds has a negative id until it is saved, so that a later one can build on it.
    """

    def __init__(self, case: Case) -> None:
        self._first = case
        self._taken: list[Amendment] = []
        self._added = 0
        self.case = case
        """The case as it would stand with all acts so far."""

    def take(self, amendment: Amendment) -> None:
        """Add an act that was made from ``case``."""
        numbered = replace(amendment, added=tuple(self._numbered(amendment.added)))
        self.case = amended(numbered)
        self._taken.append(numbered)

    def whole(self) -> Amendment:
        """Return everything taken as one amendment of the case as it was read."""
        firsts, latest, order = self._records()
        return Amendment(
            self._first,
            self._taken[0].name,
            self._note(),
            added=tuple(replace(latest[key], id=0) for key in order if key[1] < 0),
            replaced=tuple((firsts[key], latest[key]) for key in order if key[1] > 0),
            removed=tuple(record for one in self._taken for record in one.removed),
            reason=next((one.reason for one in self._taken if one.reason), ""),
            caution=" ".join(dict.fromkeys(one.caution for one in self._taken if one.caution)),
            refresh_delays=any(one.refresh_delays for one in self._taken),
            has_left=next((one.has_left for one in self._taken if one.has_left), ""),
            new_setting=next((one.new_setting for one in reversed(self._taken) if one.new_setting), ""),
            names={name: value for one in self._taken for name, value in one.names.items()},
        )

    def _records(self) -> tuple[dict[_Key, Stored], dict[_Key, Stored], list[_Key]]:
        firsts: dict[_Key, Stored] = {}
        latest: dict[_Key, Stored] = {}
        for one in self._taken:
            for before, after in one.replaced:
                firsts.setdefault(_key(before), before)
                latest[_key(before)] = after
            latest |= {_key(record): record for record in one.added}
        return firsts, latest, list(latest)

    def _note(self) -> str:
        if len(self._taken) == 1:
            return self._taken[0].note
        return f"{self._first.reference}: {len(self._taken)} changes saved."

    def _numbered(self, added: tuple[Stored, ...]) -> Iterator[Stored]:
        for record in added:
            self._added += 1
            yield replace(record, id=-self._added)


_Key = tuple[type[Stored], int]


def _key(record: Stored) -> _Key:
    return type(record), record.id


def effect(amendment: Amendment, context: RiskContext, today: date) -> str:
    """Say what an amendment does to the clock and what is odd in law about it; nothing where it leaves both alone."""
    seen = preview(amendment, context, today)
    return seen.text if moves_the_clock(seen, today) else amendment.caution


def moves_the_clock(seen: Preview, today: date) -> bool:
    """Say whether stage, next legal date or risk differ after it."""
    before, after = seen.before, seen.after
    return (before.stage, before.next_duty, before.next_due, state(before, today)) != (
        after.stage,
        after.next_duty,
        after.next_due,
        state(after, today),
    )


def changed_since(reading: Reading, seen: dict[int, CaseloadRow] | None) -> frozenset[int]:
    """Return which of the rows on the screen are no longer as stored; what only follows from dates is left out."""
    if not seen:
        return frozenset()
    now = {row.id: row for row in reading.caseload(list(seen))}
    return frozenset(id for id, row in seen.items() if id not in now or not _same(row, now[id]))


def _same(row: CaseloadRow, now: CaseloadRow) -> bool:
    """Compare what was recorded; the order in which a database gives the advice says nothing."""
    advice = row.advice_dates
    if sorted(advice.split("|")) != sorted(now.advice_dates.split("|")):
        return False
    return row == replace(now, derived=row.derived, advice_dates=advice)
