"""What is left of a meeting once it was held: decisions, letters, actions, and the minutes with their checks."""

from dataclasses import dataclass
from datetime import date

from send_desktop.records import Case, Decision, Export, PanelAction
from send_desktop.services.minutes_checks import Check, checks
from send_desktop.services.panel_actions import in_order
from send_desktop.services.panel_decisions import to_agree
from send_desktop.services.panel_follow_up import FollowUp, follow_ups
from send_desktop.services.panel_letters import DecisionLetter, read_letters
from send_desktop.services.sitting_view import SittingItem, SittingView, sitting
from send_desktop.store import Store


@dataclass(frozen=True, slots=True)
class AfterView:
    """Everything that follows one meeting, as at one reading."""

    sitting: SittingView
    letters: tuple[DecisionLetter, ...]
    actions: tuple[tuple[PanelAction, Case], ...]
    """Each with its case: open ones first, by their day."""
    checks: tuple[Check, ...]
    minutes: tuple[Export, ...]
    """The minutes that left, the newest first."""

    @property
    def has_begun(self) -> bool:
        """Say whether the meeting was ever opened."""
        return self.sitting.meeting.started_at is not None

    @property
    def to_decide(self) -> tuple[SittingItem, ...]:
        """Return the items whose recommendation waits for a decision."""
        return to_agree(self.sitting)

    @property
    def to_make(self) -> tuple[DecisionLetter, ...]:
        """Return the letters that are still to be made."""
        return tuple(one for one in self.letters if one.letter is None and not one.is_told)

    @property
    def open_actions(self) -> int:
        """Return how many actions are still to be done."""
        return sum(action.done_on is None for action, _ in self.actions)

    def follows(self, one: SittingItem) -> tuple[FollowUp, ...]:
        """Return what follows the decision on an item: the letter until the family is told; nothing undecided."""
        if one.decision is None:
            return ()
        letter = next((each for each in self.letters if each.one.item.id == one.item.id), None)
        if letter is None or not (letter.is_sent or letter.is_told):
            return follows(one.case, one.decision)
        found = follows(one.case, one.decision, letter.letter.sent_on if letter.letter else None)
        return tuple(each for each in found if each.code != "letter")


def follows(case: Case, decision: Decision, told_on: date | None = None) -> tuple[FollowUp, ...]:
    """Return what follows a decision that was recorded, and of which the family was told on a day."""
    return follow_ups(decision.outcome, case, made_on=decision.made_on, notify_by=decision.notify_by, told_on=told_on)


def after_view(store: Store, meeting_id: int, today: date) -> AfterView:
    """Return what follows a meeting, from a reading of its own. Raises Refused when there is no such meeting."""
    with store.look() as reading:
        view = sitting(reading, meeting_id, today)
        return AfterView(
            sitting=view,
            letters=read_letters(reading, view),
            actions=_actions(view),
            checks=checks(view),
            minutes=tuple(one for one in reading.exports("minutes") if one.meeting_id == meeting_id),
        )


def _actions(view: SittingView) -> tuple[tuple[PanelAction, Case], ...]:
    cases = {action.id: one.case for one in view.items for action in one.actions}
    ordered = in_order(action for one in view.items for action in one.actions)
    return tuple((action, cases[action.id]) for action in ordered)
