"""A line of the chronology, and those lines that panels give it: what was advised, decided and had to be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from send_desktop.panel_types import ACTION_SHORT, OUTCOMES, outcome_title
from send_desktop.records import Case, PanelAction, Stored
from send_desktop.wording import full_date


@dataclass(frozen=True, slots=True)
class ChronologyEntry:
    """One line of the chronology. ``kind`` is a key of ``chronology_file.KIND_WORDS``."""

    on: date | None
    kind: str
    title: str
    text: str
    mark: str = ""
    """A word at the end of the line where one matters: 'Promise', 'Late'."""
    of: Stored | None = None
    """The record that it tells of: who entered it, and when, is found by that."""


def panel_entries(case: Case) -> Iterator[ChronologyEntry]:
    """What panels advised, what the authority decided on it, and what had to be done after."""
    for said in case.recommendations:
        on = said.made_at.astimezone().date()
        follows = "" if OUTCOMES[said.outcome].is_decision else said.effect
        words = sentence(outcome_title(said.outcome), said.conditions, follows)
        yield ChronologyEntry(on, "panel", "Panel advised", words, of=said)
    for made in case.decisions:
        outside = "outside the panel" if made.is_out_of_panel else ""
        words = sentence(
            f"{outcome_title(made.outcome)}, decided by {made.decided_by}", outside, made.conditions,
            f"otherwise than the panel advised: {made.differs_because}" if made.differs_because else "",
        )  # fmt: skip
        yield ChronologyEntry(made.made_on, "panel", "Decided", words, of=made)
        if made.ratified_on:
            yield ChronologyEntry(made.ratified_on, "panel", "Ratified", "A panel ratified the decision.", of=made)
    for action in case.actions:
        yield from _action_entries(action)


def _action_entries(action: PanelAction) -> Iterator[ChronologyEntry]:
    kind = ACTION_SHORT[action.kind]
    due = f"by {full_date(action.due_on)}" if action.due_on else ""
    yield ChronologyEntry(action.raised_on, "panel", kind, sentence(action.what, f"for {action.owner}", due), of=action)
    if action.done_on:
        words = sentence(f"Done: {action.what}", f"by {action.done_by}", action.note)
        late = "Late" if action.due_on and action.done_on > action.due_on else ""
        yield ChronologyEntry(action.done_on, "panel", kind, words, late, of=action)


def sentence(*parts: str) -> str:
    """Return the parts that say something as one sentence, each after a semicolon."""
    said = [part.strip().rstrip(".") for part in parts if part and part.strip()]
    return "; ".join(said) + "." if said else ""
