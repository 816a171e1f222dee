"""Taking an act back, as a new audited act: records are put back as they were, unless somebody changed them since."""

from dataclasses import replace
from datetime import date
from typing import Literal

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused, Stale
from send_desktop.records import (
    Advice,
    Area,
    LetterTemplate,
    Officer,
    PanelMember,
    PanelSeries,
    PublishedSet,
    SchoolHoliday,
    Service,
    Setting,
    Stored,
    Team,
)
from send_desktop.services.acts import act, recompute
from send_desktop.services.export_log import why_it_stays
from send_desktop.services.panel_stays import why_panels_stay
from send_desktop.store import R, Store, Work

REASON = "The act that added it was undone."
_NAMES = {"undone": "Undo", "redone": "Redo"}
_NOTES = {"undone": "Undone", "redone": "Done again"}

_LISTS = (
    Area, LetterTemplate, Officer, PanelMember, PanelSeries, PublishedSet, SchoolHoliday, Service, Setting, Team,
)  # fmt: skip
"""What many pages read: when one is taken back every page reads again."""


def undo(store: Store, taken: Undo, by: str, today: date) -> Changes:
    """Take an act back whole; what is returned can itself be undone, which does the act again.

    Raises Refused with the reason for an act that cannot be undone, and where something recorded later still
    needs what it made; Stale where somebody has changed what it left. Nothing is taken back then.
    """
    if taken.why_not:
        raise Refused(f"“{taken.act}” cannot be undone. {taken.why_not}")
    records = [*taken.added, *taken.removed, *(left for left, _ in taken.replaced)]
    way: Literal["undone", "redone"] = "redone" if taken.way == "undone" else "undone"
    name = f"{_NAMES[way]}: {taken.act}"
    with act(store, by, name, today, refresh_delays=any(isinstance(one, Advice) for one in records)) as work:
        if why := why_it_stays(work, taken.added) or why_panels_stay(work, records, taken.added):
            raise Refused(f"“{taken.act}” cannot be undone. {why}")
        back = _take_back(work, taken)
        if taken.options:
            recompute(work, work.open_case_ids())
        cases, meetings = work.touched(), work.touched_meetings()
    note = f"{_NOTES[way]}: {taken.note}"
    everything = bool(taken.options) or any(isinstance(one, _LISTS) for one in records)
    done = replace(taken, added=back[0], replaced=back[1], removed=back[2], options=_turned(taken), way=way)
    return Changes(note, cases=cases, meetings=meetings, everything=everything, undo=done)


Back = tuple[tuple[Stored, ...], tuple[tuple[Stored, Stored], ...], tuple[Stored, ...]]


def _take_back(work: Work, taken: Undo) -> Back:
    """Undo the act's parts in the reverse of the order in which they were done."""
    for name, set_to, before in reversed(taken.options):
        if work.options().get(name) != set_to:
            raise Stale(_CHANGED)
        work.set_option(name, before)
    if any(work.current(record) is not None for record in taken.removed):
        raise Stale(_CHANGED)
    restored = tuple(work.restore(record) for record in reversed(taken.removed))
    replaced = []
    for left, was in reversed(taken.replaced):
        current = _as_left(work, left)
        replaced.append((work.replace(current, was), current))
    gone = []
    for record in reversed(taken.added):
        current = _as_left(work, record)
        work.remove(current, REASON)
        gone.append(current)
    return restored, tuple(replaced), tuple(gone)


_CHANGED = "Somebody has changed what this act left, so it was not undone; look at what is there now and correct it."


def _as_left(work: Work, record: R) -> R:
    """Return a record as it is stored now. Raises Stale unless it holds what the act left in it."""
    current = work.current(record)
    if current is None or _facts(current) != _facts(record):
        raise Stale(_CHANGED)
    return current


def _facts(record: Stored) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__ if name != "version"}


def _turned(taken: Undo) -> tuple[tuple[str, str | None, str | None], ...]:
    return tuple((name, was, left) for name, left, was in reversed(taken.options))
