"""The lines of a meeting's cards, made of its view: the agenda, who waits, and who is out of reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from send_desktop.exports.profile import PROFILES
from send_desktop.panel_types import ASKED_SHORT, PANELS, outcome_title
from send_desktop.records import MeetingSummary
from send_desktop.services.panel_queue import (
    BREACHES_BEFORE_NEXT,
    DUE_ON_THE_DAY,
    LAST_WITH_SLACK,
    NEXT_ALSO_IN_TIME,
    NO_LATER_MEETING,
    PASSES_BEFORE,
    PAST_ITS_DATE,
    TOO_LATE,
    Candidate,
    is_open,
)
from send_desktop.services.panel_view import AgendaLine, MeetingView, OutOfReach
from send_desktop.wording import day_month, full_date, in_year, long_date, month_name
from ui.widgets.card_table import Cell, Row

UNBROKEN = "\u00a0"
NEAR_DAYS = 200
"""Within so many days of today a date's year is plain without being written."""

SHORT_REASONS = {
    PAST_ITS_DATE: "Past its date",
    PASSES_BEFORE: "Passes before",
    TOO_LATE: "Late already",
    BREACHES_BEFORE_NEXT: "Needs this one",
    NO_LATER_MEETING: "No later one",
    LAST_WITH_SLACK: "Last in time",
    DUE_ON_THE_DAY: "Due that day",
    NEXT_ALSO_IN_TIME: "Next is in time",
}
"""Why a case is put to this meeting, in as few words as the narrow column has room for."""

CaseAct = Callable[[int], object]


def near_date(on: date | None, today: date) -> str:
    """Return '12 Feb', with the year only where the day is far from today."""
    if on is None or abs((on - today).days) > NEAR_DAYS:
        return day_month(on, today)
    return in_year(on, on.year)


def title(shown: MeetingSummary) -> str:
    """Return 'Issue panel, Kettering'."""
    name = shown.series or PANELS.get(shown.meeting.kind, "Panel")
    return f"{name}, {shown.area}" if shown.area else name


def can_change(shown: MeetingSummary) -> bool:
    """Say whether the meeting can still be changed."""
    return is_open(shown.meeting)


def subtitle(shown: MeetingSummary, today: date) -> str:
    """Return when the meeting is, when its papers close, and how it ended where it has."""
    meeting = shown.meeting
    words = [f"{long_date(meeting.on)}, {meeting.starts_at:%H:%M}"]
    if meeting.status in ("held", "cancelled"):
        words.append(meeting.status)
    elif meeting.papers_by:
        closed = "closed" if meeting.papers_by < today else "close"
        words.append(f"papers {closed} {meeting.papers_by.day} {month_name(meeting.papers_by)}")
    words += [one for one in (meeting.venue, meeting.chair and f"chair {meeting.chair}") if one]
    return " · ".join(words)


def hours(minutes: int) -> str:
    """Return '1 h 30'."""
    return f"{minutes // 60} h {minutes % 60:02}"


def agenda_rows(shown: MeetingView, open_case: CaseAct) -> list[Row]:
    """Return the agenda's lines; Enter opens the case."""
    return [_agenda_row(line, shown.today, open_case) for line in shown.lines]


def _agenda_row(line: AgendaLine, today: date, open_case: CaseAct) -> Row:
    case, item = line.case, line.item
    named = _let_on_words(line)
    why = Cell(line.reason or "–", line.state or "secondary", tip=line.reason, note=named)
    outcome = outcome_title(item.recommended_outcome)
    advice = outcome or item.recommendation
    return Row(
        (
            Cell(str(line.number), "secondary"),
            Cell(f"{line.starts:%H:%M}", tip=f"{item.minutes} minutes" if item.minutes else ""),
            Cell(case.person.name, "strong", tip=_child_tip(line)),
            Cell(ASKED_SHORT.get(item.asked, "–")),
            _legal_date(case.derived.next_due, line.refuse_by, today),
            why,
            Cell(advice or "None yet", "text" if advice else "secondary", tip=item.recommendation),
        ),
        act=lambda: open_case(case.id),
    )


def _let_on_words(line: AgendaLine) -> str:
    """Return 'Late, Head of SEND' for an item that somebody let on by name."""
    item = line.item
    what = "Late paper" if item.is_late_paper else "Beyond the places" if item.late_allowed_by else ""
    return f"{what}, {item.late_allowed_by}" if item.late_allowed_by else what


def _child_tip(line: AgendaLine) -> str:
    item, case = line.item, line.case
    parts = [f"{case.reference}, {case.setting}"]
    parts += [f"Presented by {item.presenter}"] if item.presenter else []
    parts += [f"From the setting: {item.setting_present}"] if item.setting_present else []
    parts += [f"{_let_on_words(line)}: {item.late_reason}"] if item.late_reason else []
    return ". ".join(parts)


def _legal_date(due: date | None, refuse_by: date | None, today: date) -> Cell:
    """Return the legal date; until the last day to refuse has passed that stands below it, and orders the queue."""
    is_ahead = refuse_by is not None and refuse_by >= today
    note = f"Refuse by {near_date(refuse_by, today)}" if is_ahead else ""
    return Cell(near_date(due, today), tip=full_date(due), note=note)


def waiting_rows(shown: MeetingView, waiting: tuple[Candidate, ...], add: CaseAct) -> list[Row]:
    """Return those who wait for this kind of panel; Enter puts one on the agenda."""
    return [_waiting_row(one, shown.today, add) for one in waiting]


def _waiting_row(one: Candidate, today: date, add: CaseAct) -> Row:
    if one.is_ready:
        why = Cell(SHORT_REASONS.get(one.reason, one.reason), one.state, tip=one.reason)
    else:
        why = Cell(one.waits_for, "secondary", tip=one.waits_for)
    return Row(
        (
            Cell(f"{one.row.surname}, {one.row.forename}", "strong", tip=one.row.reference),
            _legal_date(one.legal_due, one.refuse_by, today),
            why,
        ),
        act=lambda: add(one.row.id),
    )


def reach_rows(shown: MeetingView, open_case: CaseAct, decide: Callable[[int, str], object]) -> list[Row]:
    """Return those whose date passes before a meeting can reach them; Enter opens the case, Space decides it."""
    return [_reach_row(one, shown, open_case, decide) for one in shown.out_of_reach]


def reach_words(one: OutOfReach, shown: MeetingView) -> str:
    """Return why no meeting can reach a case in time: 'passes the date on 26 Nov; the next panel ...'."""
    kind = PANELS.get(shown.meeting.kind, "panel").lower()
    due, next_on = (near_date(on, shown.today) for on in (one.due, one.next_on))
    then = f"the next {kind} with a place is {next_on}" if one.next_on else f"no {kind} with a place is set up"
    return f"passes the date on {due}; {then}."


def _reach_row(one: OutOfReach, shown: MeetingView, open_case: CaseAct, decide: Callable[[int, str], object]) -> Row:
    row, words = one.candidate.row, reach_words(one, shown)
    told = f"{row.surname}, {row.forename} {_unbroken(words, one, shown)}"
    button = Cell("Decide", "button", tip="Decide outside the panel, with why it could not wait (Space)")
    return Row(
        (Cell("", "will_breach"), Cell(told), button),
        act=lambda: open_case(row.id),
        press=lambda: decide(row.id, f"It {words}"),
    )


def _unbroken(words: str, one: OutOfReach, shown: MeetingView) -> str:
    """Return the words with dates that do not break between day and month."""
    for on in (one.due, one.next_on):
        if on is not None:
            words = words.replace(near_date(on, shown.today), near_date(on, shown.today).replace(" ", UNBROKEN))
    return words


def ratify_rows(shown: MeetingView, put_on: CaseAct) -> list[Row]:
    """Return the decisions taken outside the panel that wait for one to ratify them; Enter puts one on the agenda."""
    return [
        Row(
            (
                Cell(one.case.person.name, "strong", tip=one.case.reference),
                Cell(f"{outcome_title(one.decision.outcome)}, {day_month(one.decision.made_on, shown.today)}",
                     tip=f"Decided by {one.decision.decided_by}: {one.decision.why_not_wait}"),
            ),
            act=partial(put_on, one.case.id),
        )
        for one in shown.to_ratify
    ]  # fmt: skip


def profile_words(code: str) -> str:
    """Return what a profile shows, as the choice lists it: 'Initials'."""
    return PROFILES[code].partition(":")[0]
