"""Milestones: what the authority has promised to reach by a day, beside what it has reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.measures import COUNTED, Counted, Figure, Measure, measure, moment_of
from send_desktop.measures.told import value_words
from send_desktop.records import Milestone
from send_desktop.services.counting import facts
from send_desktop.store import Reading, Store, Work
from send_desktop.wording import full_date

PROMISED: tuple[Measure, ...] = tuple(one for one in COUNTED if one.better in ("higher", "lower"))
"""What a milestone can be set for: measures of which more, or less, is better."""

LARGEST = 1_000_000
LONGEST_TITLE = 60
"""Characters: what eight milestones have room for on the page for the board."""

STANDINGS = {
    "reached": ("Reached", "disc", "on_track"),
    "on_the_way": ("On the way", "diamond", "at_risk"),
    "not_yet": ("No nearer yet", "triangle", "will_breach"),
    "missed": ("Missed", "square", "breached"),
    "unknown": ("Nothing to count", "circle", "secondary"),
}
"""How a milestone stands: its word, its shape and the meaning of its colour."""


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One milestone with its figure as at a day."""

    milestone: Milestone
    figure: Figure
    """The year to date, exceptions left out where the measure has both; what is of a day is of all cases."""
    standing: str
    """A key of ``STANDINGS``."""

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.figure.measure

    @property
    def actual(self) -> float | None:
        """The figure's value."""
        return self.figure.value

    @property
    def baseline_words(self) -> str:
        """Where it began, with its day where that is known."""
        held = self.milestone
        if held.baseline is None:
            return "–"
        day = f", {full_date(held.baseline_on)}" if held.baseline_on else ""
        return f"{value_words(self.measure, held.baseline / 10)}{day}"

    @property
    def target_words(self) -> str:
        """What is to be reached, and by when."""
        return f"{value_words(self.measure, self.milestone.target / 10)} by {full_date(self.milestone.due_on)}"

    @property
    def actual_words(self) -> str:
        """What has been reached."""
        return value_words(self.measure, self.actual)


def milestone_lines(reading: Reading, as_at: date, counted: Counted | None = None) -> tuple[MilestoneLine, ...]:
    """Return every milestone by its day, each with its figure as at a day."""
    kept = sorted(reading.every(Milestone), key=lambda one: (one.due_on, one.title.casefold(), one.id))
    if not kept:
        return ()
    found = counted or Counted(facts(reading), moment_of("year", as_at))
    return tuple(_line(one, found, as_at) for one in kept)


def add_milestone(store: Store, new: Milestone, by: str, today: date) -> Changes:
    """Record a milestone. Raises Refused for one that cannot be."""
    with store.work(by, "Add milestone") as work:
        added = work.add(_possible(new))
    note = f"The milestone “{added.title}” is on record: {_words(added)}."
    return Changes(note, everything=True, undo=Undo("Add milestone", note, added=(added,)))


def change_milestone(store: Store, before: Milestone, after: Milestone, by: str, today: date) -> Changes:
    """Save what was changed about a milestone. Raises Refused for one that cannot be, Stale."""
    with store.work(by, "Change milestone") as work:
        saved = work.replace(before, _possible(after))
    note = f"The milestone “{saved.title}” is saved: {_words(saved)}."
    return Changes(note, everything=True, undo=Undo("Change milestone", note, replaced=((saved, before),)))


def remove_milestone(store: Store, held: Milestone, by: str, today: date) -> Changes:
    """Take a milestone off the list. Raises Stale."""
    with store.work(by, "Remove milestone") as work:
        _remove(work, held)
    note = f"The milestone “{held.title}” is off the list."
    return Changes(note, everything=True, undo=Undo("Remove milestone", note, removed=(held,)))


def is_told_excluding(one: Measure) -> bool:
    """Say whether a measure is told without exceptions, to the board and beside what was promised."""
    return one.has_variants and not one.is_stock


def standing_of(held: Milestone, one: Measure, actual: float | None, as_at: date) -> str:
    """Return how a milestone stands, a key of ``STANDINGS``: reached whenever it is, missed once its day has passed."""
    if actual is None:
        return "unknown"
    gain = 1 if one.better == "higher" else -1
    if gain * (round(actual * 10) - held.target) >= 0:
        return "reached"
    if as_at > held.due_on:
        return "missed"
    is_nearer = held.baseline is not None and gain * (round(actual * 10) - held.baseline) > 0
    return "on_the_way" if is_nearer else "not_yet"


def _line(held: Milestone, found: Counted, as_at: date) -> MilestoneLine:
    one = measure(held.measure)
    figure = found.figure(one, excluding=is_told_excluding(one))
    return MilestoneLine(held, figure, standing_of(held, one, figure.value, as_at))


def _possible(new: Milestone) -> Milestone:
    one = next((known for known in PROMISED if known.id == new.measure), None)
    if one is None:
        raise Refused("Choose the measure from the list; nothing was saved.")
    values: Sequence[int | None] = (new.baseline, new.target)
    most = 1000 if one.unit == "share" else LARGEST
    if any(value is not None and not 0 <= value <= most for value in values):
        raise Refused(f"A baseline and a target of {one.title} lie between 0 and {most // 10:,}; nothing was saved.")
    if new.baseline_on is not None and new.baseline_on > new.due_on:
        raise Refused("The day of the baseline lies after the day of the target; nothing was saved.")
    title = " ".join(new.title.split())
    if len(title) > LONGEST_TITLE:
        raise Refused(f"The name is longer than {LONGEST_TITLE} characters; shorten it. Nothing was saved.")
    return replace(new, title=title or one.title, note=new.note.strip())


def _words(held: Milestone) -> str:
    one = measure(held.measure)
    return f"{value_words(one, held.target / 10)} by {full_date(held.due_on)}"


def _remove(work: Work, held: Milestone) -> None:
    work.remove(held, "It is no milestone any more.")
