"""An act on a case, made ready before anything is saved: trigger, preview, adopt.

Every noun module builds an ``Amendment`` from the case that was on screen, purely. The window
shows what it would do to the clock with ``preview``; ``adopt`` saves it whole, or not at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.progress import Progress, silent
from send_desktop.records import (
    Advice,
    AdviserRequest,
    Carer,
    Case,
    Chase,
    Consultation,
    Contact,
    Decision,
    DelayReason,
    Derived,
    Dispute,
    Document,
    ExceptionPeriod,
    LaterDecision,
    Letter,
    Note,
    PanelAction,
    Person,
    PlanVersion,
    Provision,
    Recommendation,
    Request,
    Stored,
)
from send_desktop.risk import RiskContext, state, state_named
from send_desktop.services.acts import act, derived_of
from send_desktop.services.every_date import DateChange, changes, date_lines
from send_desktop.services.settings import setting_named
from send_desktop.statute.duties import duty
from send_desktop.statute.stages import STAGE_TITLES, date_problem, date_warning, why_not
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import day_month

_LISTS: dict[type[Stored], str] = {
    Advice: "advice",
    AdviserRequest: "adviser_requests",
    Carer: "carers",
    Chase: "chases",
    Consultation: "consultations",
    Contact: "contacts",
    Decision: "decisions",
    DelayReason: "delay_reasons",
    Dispute: "disputes",
    Document: "documents",
    ExceptionPeriod: "exceptions",
    LaterDecision: "later_decisions",
    Letter: "letters",
    Note: "notes",
    PanelAction: "actions",
    PlanVersion: "plans",
    Provision: "provision",
    Recommendation: "recommendations",
}
_SINGLES: dict[type[Stored], str] = {Request: "request", Person: "person"}


Check = Callable[[Reading], None]


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one act would write. ``note`` is the sentence shown when it has been saved."""

    case: Case
    name: str
    note: str
    added: tuple[Stored, ...] = ()
    replaced: tuple[tuple[Stored, Stored], ...] = ()
    removed: tuple[Stored, ...] = ()
    reason: str = ""
    contents: tuple[bytes, ...] = ()
    """Bytes to be kept with it, for documents that it adds."""
    caution: str = ""
    """What is possible but odd in law: shown with the preview, never a refusal."""
    refresh_delays: bool = False
    has_left: str = ""
    """Why the act cannot be undone, where something has left the building with it; empty where it can be."""
    new_setting: str = ""
    """A setting that is not on the list yet: it is added, and the request that is replaced names it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the case that follow from changed ids: its setting, area and the like."""
    check: Check | None = None
    """What must still hold when it is saved, where no record that it replaces tells: it raises Stale."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an amendment would do to the clock, in one line and in its parts."""

    before: Derived
    after: Derived
    text: str
    dates: Callable[[], tuple[DateChange, ...]] = tuple
    """Every date before and after, worked out when it is asked for: lists of previews need only the line."""


def amended(amendment: Amendment) -> Case:
    """Return the case as it would stand, in memory only."""
    changes: dict[str, Any] = dict(amendment.names)
    case = amendment.case
    for before, after in amendment.replaced:
        if type(after) in _SINGLES:
            changes[_SINGLES[type(after)]] = after
        else:
            name = _LISTS[type(after)]
            items = changes.get(name, getattr(case, name))
            changes[name] = tuple(after if item is before or item.id == before.id else item for item in items)
    for record in amendment.removed:
        name = _LISTS[type(record)]
        changes[name] = tuple(item for item in changes.get(name, getattr(case, name)) if item.id != record.id)
    for record in amendment.added:
        name = _LISTS[type(record)]
        changes[name] = (*changes.get(name, getattr(case, name)), record)
    return replace(case, **changes)


def preview(amendment: Amendment, context: RiskContext, today: date) -> Preview:
    """Work out what the amendment would do to stage, next legal date and risk, saving nothing."""
    changed = amended(amendment)
    before, after = derived_of(amendment.case, context), derived_of(changed, context)
    said = describe(before, after, today)

    def dates() -> tuple[DateChange, ...]:
        return changes(date_lines(amendment.case, before, context, today), date_lines(changed, after, context, today))

    return Preview(before, after, f"{said} {amendment.caution}".strip(), dates)


def adopt(store: Store, amendment: Amendment, by: str, today: date) -> Changes:
    """Save the amendment as one audited act. Raises Stale when the case has changed since it was read."""
    return adopt_all(store, (amendment,), amendment.name, amendment.note, by, today)


def adopt_all(
    store: Store,
    amendments: Sequence[Amendment],
    name: str,
    note: str,
    by: str,
    today: date,
    progress: Progress = silent,
) -> Changes:
    """Save many amendments as one audited act, all or none; a later one may build on what an earlier one made.

    Several on one case are made one upon the other: each from ``amended`` of the one before. Raises Stale
    when any of the cases has changed since it was read, Cancelled when ``progress`` does; then none is saved.
    """
    with act(store, by, name, today, refresh_delays=any(one.refresh_delays for one in amendments)) as work:
        saver = _Saver(work)
        for done, amendment in enumerate(amendments):
            progress(done, len(amendments), "Saving")
            saver.save(amendment)
    has_left = next((one.has_left for one in amendments if one.has_left), "")
    undo = Undo(
        name,
        note,
        added=tuple(saver.added),
        replaced=tuple((saver.newest(after), before) for before, after in saver.replaced),
        removed=tuple(saver.removed),
        why_not=has_left,
    )
    return Changes(note, cases=frozenset(one.case.id for one in amendments), undo=undo)


class _Saver:
    """Saves amendments in turn, and keeps what each record was at first and is at last."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._latest: dict[tuple[type[Stored], int], Stored] = {}
        self.added: list[Stored] = []
        self.replaced: list[tuple[Stored, Stored]] = []
        self.removed: list[Stored] = []

    def newest(self, record: Stored) -> Stored:
        """Return a record as it was last saved here."""
        return self._latest.get((type(record), record.id), record)

    def save(self, amendment: Amendment) -> None:
        """Write one amendment."""
        if amendment.check is not None:
            amendment.check(self._work)
        setting = setting_named(self._work, amendment.new_setting)
        for data in amendment.contents:
            self._work.keep_content(data)
        for before, after in amendment.replaced:
            if setting and isinstance(after, Request):
                after = replace(after, setting_id=setting.id)
            self._replace(before, after)
        for record in amendment.removed:
            self._work.remove(self.newest(record), amendment.reason)
            self.removed.append(self.newest(record))
        for record in amendment.added:
            self.added.append(self._work.add(record))

    def _replace(self, before: Stored, after: Stored) -> None:
        key = (type(before), before.id)
        if key not in self._latest:
            self.replaced.append((before, after))
        self._latest[key] = self._work.replace(self.newest(before), after)


def require_lawful(case: Case, act_name: str, on: date | None, today: date) -> str:
    """Return a caution where the date is odd in law, "" otherwise; both from ``statute.stages``.

    Raises Refused with its sentence when the act or its date cannot be.
    """
    facts = case.facts()
    problem = why_not(facts, act_name) or (date_problem(facts, act_name, on, today) if on else None)
    if problem:
        raise Refused(problem)
    return (date_warning(facts, act_name, on) if on else None) or ""


def describe(before: Derived, after: Derived, today: date) -> str:
    """Say what becomes of stage, next legal date and risk, in one line."""
    parts = []
    if _stage(before) != _stage(after):
        parts.append(f"Stage: {_stage(before)} to {_stage(after)}.")
    if (before.next_duty, before.next_due) != (after.next_duty, after.next_due):
        parts.append(f"Next legal date: {_due(before, today)} becomes {_due(after, today)}.")
    old, new = _state(before, today), _state(after, today)
    parts.append(f"Risk: {old} to {new}." if old != new else f"Risk stays: {new}.")
    if len(parts) == 1 and after.next_due:
        parts.insert(0, f"The next legal date stays {_due(after, today)}.")
    return " ".join(parts)


def _stage(derived: Derived) -> str:
    return STAGE_TITLES[derived.stage] if derived.stage else "closed"


def _due(derived: Derived, today: date) -> str:
    if not derived.next_duty or not derived.next_due:
        return "none"
    return f"{duty(derived.next_duty).title.lower()} by {day_month(derived.next_due, today)}"


def _state(derived: Derived, today: date) -> str:
    code = state(derived, today)
    return state_named(code).word if code else "no state"
