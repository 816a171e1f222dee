"""What must hold before a meeting or its agenda is changed; each rule refuses with one plain sentence."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from send_desktop.errors import Refused
from send_desktop.panel_types import PANEL_TYPES, PANELS
from send_desktop.records import Agenda, Case, PanelMeeting
from send_desktop.services.panel_queue import asked_of, is_open
from send_desktop.store import Reading
from send_desktop.wording import full_date, long_date

CLOSED_WORDS = {"held": "has been held", "cancelled": "was cancelled"}
MOST_PLACES = 200
MOST_MINUTES = 240
MOST_YEARS = 10
"""A meeting farther ahead than this is a slip of the keys."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who lets a case on to an agenda against the rule of its meeting, and why: its papers closed, or it is full."""

    by: str
    reason: str


def name_of(meeting: PanelMeeting) -> str:
    """Return the meeting as a sentence names it: 'Issue panel of 25 Nov 2026'."""
    return f"{PANELS.get(meeting.kind, 'Panel')} of {full_date(meeting.on)}"


def in_sentence(meeting: PanelMeeting) -> str:
    """Return the same within a sentence: 'issue panel of 25 Nov 2026'."""
    name = name_of(meeting)
    return name[:1].lower() + name[1:]


def require_possible(meeting: PanelMeeting, today: date) -> None:
    """Refuse a meeting whose kind, day, places, minutes or papers date cannot be."""
    if meeting.kind not in PANELS:
        raise Refused(f"There is no panel of the kind '{meeting.kind}'; the kinds are {', '.join(PANELS)}.")
    if meeting.on < today:
        raise Refused(f"{full_date(meeting.on)} has passed; choose a day from today on.")
    if meeting.on.year > today.year + MOST_YEARS:
        raise Refused(f"{full_date(meeting.on)} is more than {MOST_YEARS} years ahead; check the year.")
    if not 1 <= meeting.capacity <= MOST_PLACES:
        raise Refused(f"A meeting has between 1 and {MOST_PLACES} places; {meeting.capacity} was given.")
    if not 1 <= meeting.slot_minutes <= MOST_MINUTES:
        raise Refused(f"A case takes between 1 and {MOST_MINUTES} minutes; {meeting.slot_minutes} was given.")
    if meeting.papers_by and meeting.papers_by > meeting.on:
        raise Refused("The papers must close on or before the day of the meeting.")
    start = datetime.combine(meeting.on, meeting.starts_at)
    if (start + timedelta(minutes=meeting.slot_minutes * meeting.capacity)).date() > meeting.on:
        raise Refused("So many cases would run past midnight; start earlier, or give fewer places or minutes.")


def require_open(meeting: PanelMeeting) -> None:
    """Refuse where the meeting was held or cancelled."""
    if not is_open(meeting):
        raise Refused(f"The {in_sentence(meeting)} {CLOSED_WORDS[meeting.status]}; its agenda stays as it was.")


def require_fillable(meeting: PanelMeeting, today: date) -> None:
    """Refuse where an agenda cannot be filled: closed, its day past, or a kind that is filled by hand."""
    require_open(meeting)
    if meeting.on < today:
        raise Refused(f"The day of the {in_sentence(meeting)} has passed; its agenda stays as it was.")
    if not asked_of(meeting.kind):
        raise Refused(f"The agenda of this kind of panel ({meeting.kind}) is filled by hand: add each case to it.")


def require_room(agenda: Agenda, case: Case, today: date) -> None:
    """Refuse a case that is on this or a clashing agenda already."""
    meeting = agenda.meeting
    if any(other.id == case.id for _, other in agenda.items):
        raise Refused(f"{case.reference} is on this agenda already.")
    other = next((one.meeting for one in case.agenda if _clashes(one.meeting, meeting, today)), None)
    if other:
        raise Refused(f"{case.reference} is on the agenda of the {in_sentence(other)}; take it off that one first.")


def papers_closed(meeting: PanelMeeting, today: date, at: time | None = None) -> bool:
    """Say whether the cut-off has passed: its day, or its hour on that day; ``at`` is now unless it is given."""
    if meeting.papers_by is None or today < meeting.papers_by:
        return False
    if today > meeting.papers_by:
        return True
    now = at or datetime.now(UTC).astimezone().time()
    return meeting.papers_time is not None and now > meeting.papers_time


def cut_off_words(meeting: PanelMeeting) -> str:
    """Return 'Thursday 26 November 2026 at 17:00', without an hour where none is set."""
    if meeting.papers_by is None:
        return "the day of the meeting"
    hour = f" at {meeting.papers_time:%H:%M}" if meeting.papers_time else ""
    return f"{long_date(meeting.papers_by)}{hour}"


def require_let_on(meeting: PanelMeeting, allowed: Allowed | None, *, is_late: bool) -> None:
    """Refuse a late paper, or a case too many, unless somebody is named who lets it on, with why."""
    if allowed is not None and allowed.by.strip() and allowed.reason.strip():
        return
    if is_late:
        raise Refused(f"The papers closed on {cut_off_words(meeting)}; say who allows a late paper, and why.")
    raise Refused(
        f"All {meeting.capacity} places are taken; give the meeting more places, take a case off it, or say who "
        "allows one more, and why."
    )


def _clashes(other: PanelMeeting, meeting: PanelMeeting, today: date) -> bool:
    return other.id != meeting.id and other.kind == meeting.kind and other.on >= today and is_open(other)


def require_undecided(case: Case, asked: str) -> None:
    """Refuse a closed case, or one on which the authority has decided what would be asked."""
    if asked == "ratify":  # what was decided outside the panel may have closed the case
        return
    if case.derived.status != "open":
        raise Refused(f"{case.reference} is closed, so no panel can be asked about it.")
    if asked == "assess" and case.request.assess_outcome and case.derived.stage != "request":
        raise Refused(f"{case.reference}: whether to assess has been decided already.")
    if asked == "issue" and case.request.issue_outcome and case.derived.stage not in ("advice", "decision_to_issue"):
        raise Refused(f"{case.reference}: whether to issue a plan has been decided already.")


def asked_at(case: Case) -> str:
    """Return what a case at its stage would be put to a panel for."""
    return {"request": "assess", "advice": "issue", "decision_to_issue": "issue"}.get(
        case.derived.stage or "", "provision"
    )


def asked_on(kind: str, case: Case) -> str:
    """Return what a case is put to a panel of a kind for: what suits its stage, where the panel decides that."""
    known = PANEL_TYPES[kind]
    usual = asked_at(case)
    return usual if usual in known.asked and not known.is_filled else known.asked[0]


def area_id(reading: Reading, area: str) -> int | None:
    """Return the id of the area of that name, None for no name. Raises Refused where there is none."""
    wanted = " ".join(area.split())
    if not wanted:
        return None
    areas = reading.directory().areas
    found = next((one for one in areas if one.name.casefold() == wanted.casefold()), None)
    if found is None:
        listed = ", ".join(one.name for one in areas) or "none is set up yet"
        raise Refused(f"There is no area called {wanted} ({listed}); leave it out for a panel of all areas.")
    return found.id
