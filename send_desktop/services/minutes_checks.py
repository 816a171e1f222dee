"""What the chair is shown before the minutes are signed: quorum, reasons, letters and actions (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass

from send_desktop.panel_types import OUTCOMES
from send_desktop.services.panel_actions import standing
from send_desktop.services.panel_letters import letters_of
from send_desktop.services.quorum import WENT_ON
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.wording import counted, full_date

CHECKS = {"quorum": "Quorum", "reasons": "Reasons and decisions", "letters": "Letters", "actions": "Actions"}
"""What is checked, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be: at which item, how to mend it, and whether it stops the signing."""

    words: str
    mend: str
    number: int = 0
    """The item's number; 0 for the meeting itself."""
    case_id: int = 0
    blocks: bool = False
    """What does not block is signed in spite of only if somebody accepts it by name, with a reason."""


@dataclass(frozen=True, slots=True)
class Check:
    """One of ``CHECKS`` with what was found."""

    code: str
    problems: tuple[Problem, ...]

    @property
    def title(self) -> str:
        """The check's name."""
        return CHECKS[self.code]

    @property
    def state(self) -> str:
        """The state whose shape and colour it carries: on_track, at_risk, or breached where it blocks."""
        if any(one.blocks for one in self.problems):
            return "breached"
        return "at_risk" if self.problems else "on_track"

    @property
    def words(self) -> str:
        """Say how it stands: 'In order', or how much there is to mend or to accept."""
        blocking = sum(one.blocks for one in self.problems)
        open_ones = len(self.problems) - blocking
        said = [f"{blocking} to mend"] * bool(blocking) + [f"{open_ones} to mend or accept"] * bool(open_ones)
        return ", ".join(said) or "In order"


def checks(view: SittingView) -> tuple[Check, ...]:
    """Return every check of a meeting's minutes, each with its problems in the order of the items."""
    finders = {"quorum": _quorum, "reasons": _reasons, "letters": _letters, "actions": _actions}
    return tuple(Check(code, tuple(finders[code](view))) for code in CHECKS)


def _quorum(view: SittingView) -> Iterator[Problem]:
    if not any(one.arrived_at for one in view.attendance):
        yield Problem("Nobody is recorded as present", "Record who came in the part Meeting", blocks=True)
    for one in view.items:
        recommendation = one.recommendation
        if recommendation is None or not OUTCOMES[recommendation.outcome].answers:
            continue
        said, _, went_on = recommendation.quorum.partition(WENT_ON)
        # As it stood counts too: whoever left and came back is in the record as having been there throughout.
        if one.quorum.is_met and not went_on:
            continue
        stood = said if one.quorum.is_met else one.quorum.words
        because = f"{WENT_ON}{went_on}" if went_on else ""
        yield _at(one, f"{stood}{because}", "Put the attendance right and correct the item, or accept it")


def _reasons(view: SittingView) -> Iterator[Problem]:
    if view.meeting.ended_at is None:
        yield Problem("The meeting is not closed", "Close it in the part Meeting", blocks=True)
    for one in view.items:
        yield from _reasons_of(one)


def _reasons_of(one: SittingItem) -> Iterator[Problem]:
    said, decision = one.recommendation, one.decision
    if said is None:
        yield _at(one, "Nothing is recorded", "Record what the panel advised, or that it was not reached", blocks=True)
        return
    outcome = OUTCOMES[said.outcome]
    if outcome.needs_reasons and not (said.evidence and said.criteria):
        yield _at(one, f"“{outcome.title}” has no reasons", "Add the evidence and the criteria", blocks=True)
    if decision and OUTCOMES[decision.outcome].needs_reasons and not decision.reasons:
        yield _at(one, "The decision has no reasons", "Add them to the decision", blocks=True)
    if decision is None and outcome.is_decision:
        yield _at(one, "No officer has decided yet", "Record the decision, or accept that it comes later")


def _letters(view: SittingView) -> Iterator[Problem]:
    for found in letters_of(view):
        if found.is_sent or found.is_told:
            continue
        due = found.decision.notify_by
        by_when = f", due by {full_date(due)}" if due else ""
        stands = "is made and not recorded as sent" if found.letter else "is not made"
        mend = "Record when it goes" if found.letter else "Make it under Letters"
        yield _at(found.one, f"The family's letter {stands}{by_when}", f"{mend}, or accept it")


def _actions(view: SittingView) -> Iterator[Problem]:
    for one in view.items:
        for action in one.actions:
            if action.done_on:
                continue
            if action.due_on is None:
                yield _at(one, f"“{action.what}” has no day", f"Agree a day with {action.owner}, or accept it")
            elif action.due_on < view.today:
                late = standing(action, view.today).word
                yield _at(one, f"“{action.what}” is {late}", f"Record it as done, ask {action.owner}, or accept it")


def _at(one: SittingItem, words: str, mend: str, *, blocks: bool = False) -> Problem:
    return Problem(words, mend, one.line.number, one.case.id, blocks)


def summary(found: tuple[Check, ...]) -> str:
    """Say in one sentence whether the minutes can be signed."""
    problems = [problem for one in found for problem in one.problems]
    blocking = sum(one.blocks for one in problems)
    if blocking:
        return f"{counted(blocking, 'thing')} to mend before the minutes can be signed."
    if problems:
        return f"{counted(len(problems), 'thing')} to mend, or to be accepted by name when the minutes are signed."
    return "Everything is in order: the minutes can be signed."
