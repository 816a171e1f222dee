"""The standard wording of each outcome: the shipped one, or the team's own in its place."""

from dataclasses import replace

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.panel_types import OUTCOME_LIST, OUTCOMES
from send_desktop.records import DecisionWording
from send_desktop.store import Reading, Store

SET, BACK = "Word an outcome", "Return to the shipped wording"


def own_wordings(reading: Reading) -> dict[str, DecisionWording]:
    """Return the team's own wordings by the code of their outcome."""
    return {one.code: one for one in reading.every(DecisionWording)}


def wordings(reading: Reading) -> dict[str, str]:
    """Return the wording in use of every outcome, by its code."""
    own = own_wordings(reading)
    return {one.code: own[one.code].wording if one.code in own else one.wording for one in OUTCOME_LIST}


def set_wording(store: Store, code: str, wording: str, by: str) -> Changes:
    """Word an outcome the team's own way, for recommendations to come; those on record keep theirs.

    Raises Refused for an unknown outcome or an empty wording.
    """
    if code not in OUTCOMES:
        raise Refused(f"There is no outcome '{code}'; nothing was changed.")
    if not wording.strip():
        raise Refused("Write the wording, or go back to the shipped one; nothing was changed.")
    with store.work(by, SET) as work:
        before = own_wordings(work).get(code)
        made = DecisionWording(code=code, wording=wording.strip())
        saved = work.replace(before, replace(before, wording=made.wording)) if before else work.add(made)
    note = f"{OUTCOMES[code].title}: the wording is the team's own now."
    undo = Undo(SET, note, replaced=((saved, before),)) if before else Undo(SET, note, added=(saved,))
    return Changes(note, everything=True, undo=undo)


def shipped_wording(store: Store, code: str, by: str) -> Changes:
    """Return an outcome to the wording that the program ships. Raises Refused where that is in use already."""
    with store.work(by, BACK) as work:
        before = own_wordings(work).get(code)
        if before is None:
            raise Refused(f"{OUTCOMES[code].title} has the shipped wording already.")
        work.remove(before, "The shipped wording is used again")
    note = f"{OUTCOMES[code].title}: the shipped wording is used again."
    return Changes(note, everything=True, undo=Undo(BACK, note, removed=(before,)))
