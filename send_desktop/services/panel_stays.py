"""What an undo may not take back of a panel: papers that went out to the members, and what signed minutes say."""

from collections.abc import Sequence

from send_desktop.errors import Refused
from send_desktop.records import (
    AgendaItem,
    Attendance,
    Conflict,
    Decision,
    MemberView,
    PanelMeeting,
    Paper,
    Recommendation,
    Stored,
)
from send_desktop.services.paper_rules import require_not_out
from send_desktop.services.sitting_rules import require_unsigned
from send_desktop.store import Reading

_IN_THE_MINUTES = (AgendaItem, Attendance, Conflict, MemberView, Recommendation)
"""What the minutes are drawn from. Decisions and actions are records of their own, and go on after the signature."""


def why_panels_stay(reading: Reading, records: Sequence[Stored], added: Sequence[Stored] = ()) -> str:
    """Return why the records that an act touched are not put back as they were; empty where nothing holds them.

    ``added`` are those that would be removed: a decision of which the family's letter has gone is not one of them.
    """
    meeting_ids = {one.meeting_id for one in records if isinstance(one, _IN_THE_MINUTES)}
    meeting_ids |= {one.id for one in records if isinstance(one, PanelMeeting)}
    try:
        for paper in (one for one in records if isinstance(one, Paper)):
            require_not_out(reading, paper)
        for meeting in (one for one in reading.every(PanelMeeting) if one.id in meeting_ids and one.signed_at):
            require_unsigned(meeting)
    except Refused as problem:
        return str(problem)
    return next((_told(reading, one) for one in added if isinstance(one, Decision) and _told(reading, one)), "")


def _told(reading: Reading, decision: Decision) -> str:
    sent = [
        one
        for one in reading.case(decision.case_id).letters
        if one.template == decision.letter and one.is_to_family and one.sent_on and one.made_on >= decision.made_on
    ]
    return "The family's letter has gone; a later decision is recorded on the case instead." if sent else ""
