"""What must hold before anything is recorded of a meeting in session; each rule refuses with one plain sentence."""

from datetime import date

from send_desktop.errors import Refused
from send_desktop.records import PanelMeeting
from send_desktop.services.panel_rules import in_sentence, require_open
from send_desktop.wording import full_date


def require_can_open(meeting: PanelMeeting, today: date) -> None:
    """Refuse to open a meeting that was held or cancelled, is in session already, or whose day has not come."""
    require_open(meeting)
    if meeting.started_at is not None:
        raise Refused(f"The {in_sentence(meeting)} is open already.")
    if meeting.on > today:
        raise Refused(f"The meeting is on {full_date(meeting.on)}; change its date to open it today.")


def require_in_session(meeting: PanelMeeting) -> None:
    """Refuse where the meeting has not been opened, or was closed."""
    if meeting.started_at is None:
        raise Refused(f"The {in_sentence(meeting)} has not been opened; open it first.")
    if meeting.ended_at is not None:
        raise Refused(f"The {in_sentence(meeting)} is closed; open it again to go on.")


def require_begun(meeting: PanelMeeting) -> None:
    """Refuse where the meeting was never opened, or its minutes are signed: a closed one can still be completed."""
    if meeting.started_at is None:
        raise Refused(f"The {in_sentence(meeting)} has not been opened; open it first.")
    require_unsigned(meeting)


def require_begun_or_signed(meeting: PanelMeeting) -> None:
    """Refuse before a meeting was opened: what follows it, a decision or a file, may come after the signature too."""
    if meeting.signed_at is None:
        require_begun(meeting)


def require_unsigned(meeting: PanelMeeting) -> None:
    """Refuse where the meeting was cancelled, or its minutes are signed."""
    if meeting.status == "cancelled":
        raise Refused(f"The {in_sentence(meeting)} was cancelled, so nothing can be recorded of it.")
    if meeting.signed_at is not None:
        raise Refused(f"The minutes of the {in_sentence(meeting)} are signed; what they say stays as it is.")
