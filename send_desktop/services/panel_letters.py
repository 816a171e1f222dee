"""The letters of a meeting's decisions: which are made, missing or sent, by when, and made in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import OUTCOMES
from send_desktop.records import Case, Decision, Letter, Stored
from send_desktop.services import letters
from send_desktop.services.letter_kinds import LetterKind, kind
from send_desktop.services.panel_actions import Standing
from send_desktop.services.sitting_view import SittingItem, SittingView
from send_desktop.store import Reading, Store
from send_desktop.wording import counted, day_month, days

UNKNOWN = "An officer"
MAKE = "Make the panel's letters"


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """The letter that tells a family of one decision, and how far it is."""

    one: SittingItem
    decision: Decision
    kind: LetterKind
    letter: Letter | None = None
    """The newest that was made for the family since the decision; None where none was."""
    in_the_way: str = ""
    """Why it cannot be made with the others, in a few words; empty where it can, or is made."""

    @property
    def case(self) -> Case:
        """The case that was decided."""
        return self.one.case

    @property
    def is_sent(self) -> bool:
        """Say whether the family's letter went."""
        return self.letter is not None and self.letter.sent_on is not None

    @property
    def is_told(self) -> bool:
        """Say whether the family was told of a decision that needs no letter of its own by law."""
        about = self.kind.notifies
        told_on = getattr(self.case.request, f"{about}_told_on") if about else None
        return told_on is not None and not self.kind.notices and self.letter is None

    def standing(self, today: date) -> Standing:
        """Return how it stands, in a word and by the state whose shape and colour it carries."""
        if self.letter and self.letter.sent_on:
            return Standing("on_track", f"Sent {day_month(self.letter.sent_on, today)}")
        if self.is_told:
            return Standing("on_track", "Told without a letter")
        due = self.decision.notify_by
        if due and due < today:
            return Standing("breached", f"{'Made' if self.letter else 'Not made'}, {days((today - due).days)} late")
        made = "Made, not sent" if self.letter else "Not made"
        return Standing("at_risk" if due and (due - today).days <= 1 else None, made)


def letters_of(view: SittingView) -> tuple[DecisionLetter, ...]:
    """Return the letters of a meeting's decisions, in the order of its items; nothing in the way is looked for."""
    return tuple(_letter(one, one.decision) for one in view.items if one.decision)


def read_letters(reading: Reading, view: SittingView) -> tuple[DecisionLetter, ...]:
    """Return the same, and for those still to be made what is in the way, inside a reading."""
    found = letters_of(view)
    if all(one.letter or one.is_told for one in found):
        return found
    # Whoever makes it is named in it where the case has no officer; here nobody does yet.
    look = letters.Hindrances(reading, view.today, by=view.meeting.chair or UNKNOWN)
    return tuple(_looked_over(look, one) for one in found)


def _letter(one: SittingItem, decision: Decision) -> DecisionLetter:
    code = decision.letter or OUTCOMES[decision.outcome].letter
    own = [
        letter
        for letter in one.case.letters
        if letter.template == code and letter.is_to_family and letter.made_on >= decision.made_on
    ]
    newest = max(own, key=lambda letter: (letter.sent_on is not None, letter.made_on, letter.id), default=None)
    return DecisionLetter(one, decision, kind(code), newest)


def _looked_over(look: letters.Hindrances, found: DecisionLetter) -> DecisionLetter:
    if found.letter is not None or found.is_told:
        return found
    hindrances = look.of(found.case, found.kind.code)
    return DecisionLetter(found.one, found.decision, found.kind, None, _family_waits_for(hindrances))


def _family_waits_for(hindrances: dict[str, str]) -> str:
    """Return what stops every letter to the family; empty where one of them can be made."""
    family = [words for key, words in hindrances.items() if key.startswith(("family:", "young_person:"))]
    return "nobody is on record to write to" if not family else "" if "" in family else family[0]


def make_letters(store: Store, wanted: Iterable[DecisionLetter], by: str, today: date) -> Changes:
    """Make the letters of decisions for everybody to whom the law sends them; what cannot be made is named.

    Raises Refused where not one could be made, with the first reason.
    """
    made: list[Stored] = []
    cases: set[int] = set()
    left_out: list[str] = []
    for one in wanted:
        added, problems = _make(store, one, by, today)
        made += added
        cases |= {one.case.id} if added else set()
        left_out += [f"{one.case.reference}: {words}" for words in problems]
    if not made:
        why = left_out[0] if left_out else "No letter waits to be made"
        more = f" ({counted(len(left_out) - 1, 'more problem')})" if len(left_out) > 1 else ""
        raise Refused(f"{why}{more}. Nothing was made.")
    letters_made = sum(isinstance(one, Letter) for one in made)
    note = f"{counted(letters_made, 'letter')} made on {counted(len(cases), 'case')}. Record each when it goes."
    if left_out:
        note += f" Not made: {'; '.join(left_out[:2])}{_and_more(len(left_out) - 2)}."
    return Changes(note, cases=frozenset(cases), undo=Undo(MAKE, note, added=tuple(made)))


def _and_more(count: int) -> str:
    return f", and {count} more" if count > 0 else ""


def _make(store: Store, one: DecisionLetter, by: str, today: date) -> tuple[tuple[Stored, ...], list[str]]:
    """Make one decision's letter for every recipient whose letter is whole; return what was kept, and the others.

    Nobody is told before the family: where its letter cannot be made, none is.
    """
    with store.look() as reading:
        hindrances = letters.Hindrances(reading, today, by).of(one.case, one.kind.code)
    free = [key for key, words in hindrances.items() if not words]
    waits_for = _family_waits_for(hindrances)
    if waits_for:
        return (), [waits_for]
    problems = [words for words in hindrances.values() if words]
    try:
        changes = letters.make(store, one.case, one.kind.code, to=free, on=today, by=by, today=today)
    except Refused as problem:
        return (), [str(problem).rstrip("."), *problems]
    return (changes.undo.added if changes.undo else ()), problems
