"""The chair signs the minutes: what was found is put right or accepted by name, and the signed file is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from send_desktop.changes import Changes, Undo
from send_desktop.errors import Refused
from send_desktop.exports.profile import officer
from send_desktop.services.acts import act
from send_desktop.services.minutes import accepted_words, draw, gather
from send_desktop.services.minutes_checks import Check, Problem, checks
from send_desktop.services.moments import day_and_time, moment
from send_desktop.services.panel_rules import in_sentence, name_of
from send_desktop.services.sitting_rules import require_begun
from send_desktop.services.sitting_view import SittingView, sitting
from send_desktop.store import Store

SIGN = "Sign the minutes"
STAYS = "The minutes are signed: what they say stays. What has to be put right is recorded after them."


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts what is not in order, and why."""

    by: str
    reason: str


def sign(
    store: Store,
    view: SittingView,
    signed_by: str,
    by: str,
    today: date,
    accepted: Acceptance | None = None,
    at: datetime | None = None,
) -> Changes:
    """Sign the minutes of a meeting: the PDF is drawn, kept by its checksum, and the meeting's records are closed.

    Raises Refused where something blocks, or is left that nobody accepts by name with a reason; Stale where the
    meeting changed since it was read.
    """
    meeting, when = view.meeting, at or moment(today)
    require_begun(meeting)
    if not signed_by.strip():
        raise Refused("Name the chair who signs.")
    with act(store, by, SIGN, today) as work:
        now = sitting(work, meeting.id, today)
        taken = to_accept(checks(now), accepted)
        who = officer(signed_by.strip(), meeting.profile) or "the chair"
        signed = f"Signed by {who} on {day_and_time(when)}"
        after = replace(meeting, signed_at=when, signed_by=signed_by.strip(), accepted_problems=taken)
        if taken and accepted:
            after = replace(after, accepted_by=accepted.by.strip(), accepted_reason=accepted.reason.strip())
        sheet = gather(now, meeting.profile, by, when.astimezone(), signed, accepted_words(after, meeting.profile))
        saved = work.replace(meeting, replace(after, minutes_sha256=work.keep_content(draw(sheet, ".pdf"))))
        work.log(SIGN, None, meeting=name_of(meeting), accepted="; ".join(accepted_words(after, "named")))
    note = f"The minutes of the {in_sentence(meeting)} are signed by {signed_by.strip()}."
    undo = Undo(SIGN, note, replaced=((saved, meeting),), why_not=STAYS)
    return Changes(note, meetings=frozenset({meeting.id}), undo=undo)


def to_accept(found: Sequence[Check], accepted: Acceptance | None) -> tuple[str, ...]:
    """Return what is signed in spite of, each in a sentence for the minutes.

    Raises Refused for what blocks, naming the first, and for what nobody accepts.
    """
    problems = [problem for one in found for problem in one.problems]
    blocking = [one for one in problems if one.blocks]
    if blocking:
        raise Refused(f"{_where(blocking[0])}{blocking[0].words.rstrip('.')}. {blocking[0].mend}; nothing was signed.")
    if not problems:
        return ()
    if accepted is None or not (accepted.by.strip() and accepted.reason.strip()):
        first = problems[0]
        raise Refused(
            f"{_where(first)}{first.words.rstrip('.')}. Mend it, or say who accepts it and why; nothing was signed."
        )
    return tuple(f"{_where(one)}{one.words.rstrip('.')}." for one in problems)


def _where(problem: Problem) -> str:
    return f"Item {problem.number}: " if problem.number else ""
