"""Where an item goes that a meeting did not settle: the next meeting with a place, and what that does to its dates."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from send_desktop.panel_types import OUTCOMES
from send_desktop.records import AgendaItem, MeetingSummary, PanelMeeting, Recommendation, Stored
from send_desktop.risk import MeetingPlace, RiskContext, finishes, sits_for
from send_desktop.services.panel_rules import in_sentence
from send_desktop.services.quiet_record import content_of, shown
from send_desktop.services.sitting_view import SittingItem, SittingView, later_meetings
from send_desktop.store import Work
from send_desktop.wording import days, full_date

NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Rolled:
    """What rolling an item over added, and the meetings that it touched."""

    added: tuple[Stored, ...]
    meetings: frozenset[int]


@dataclass(frozen=True, slots=True)
class Deferral:
    """What hearing a case again no sooner than a day does to its legal date."""

    words: str
    is_breach: bool
    """Whether the legal date cannot be met any more after it, or the last day to refuse passes before."""


def roll_over(work: Work, view: SittingView, one: SittingItem, by: str, when: datetime, quorum: str = "") -> Rolled:
    """Record that an item was not reached, as lost time, and put it on the next meeting that has a place."""
    added, meetings, words = place_later(work, view, one, view.today)
    effect = f"{one.minutes} minutes lost. {words}"
    kept = content_of(shown(view, one, at=when, by=by, words=(("On the clock", effect),)))
    recommendation = Recommendation(
        case_id=one.case.id,
        meeting_id=view.meeting.id,
        item_id=one.item.id,
        outcome=NOT_REACHED,
        made_at=when,
        chair=view.meeting.chair,
        wording=view.wordings.get(NOT_REACHED, OUTCOMES[NOT_REACHED].wording),
        quorum=quorum or one.quorum.words,
        effect=effect,
        shown_sha256=work.keep_content(kept),
    )
    return Rolled((work.add(recommendation), *added), meetings)


def place_later(
    work: Work, view: SittingView, one: SittingItem, since: date
) -> tuple[tuple[Stored, ...], frozenset[int], str]:
    """Put a case on the first later meeting from a day on that has a place for it; none, where it stands on it already.

    Returns what was added, the meeting touched, and where the case goes in one sentence.
    """
    found = next_place(later_meetings(work, view.meeting, view.today), one, since)
    if found is None:
        return (), frozenset(), where_words(None)
    if one.case.id in found.case_ids:
        return (), frozenset(), where_words(found.meeting)
    agenda = work.agenda(found.meeting.id)
    last = max((item.position for item, _ in agenda.items), default=0)
    item = AgendaItem(
        meeting_id=found.meeting.id,
        case_id=one.case.id,
        position=last + 1,
        asked=one.item.asked,
        recommendation=one.item.recommendation,
        recommended_outcome=one.item.recommended_outcome,
        presenter=one.item.presenter,
        minutes=one.item.minutes,
        rolled_from_id=one.item.id,
    )
    return (work.add(item),), frozenset({found.meeting.id}), where_words(found.meeting)


def next_place(later: tuple[MeetingSummary, ...], one: SittingItem, since: date) -> MeetingSummary | None:
    """Return the first meeting from a day on that can hear a case and has a place, or holds one for it already."""
    fitting = (
        each
        for each in later
        if each.meeting.on >= since
        and (not each.area or sits_for(each.area, one.case.area))
        and (each.taken < each.meeting.capacity or one.case.id in each.case_ids)
    )
    return next(fitting, None)


def where_words(meeting: PanelMeeting | None) -> str:
    """Say where a case goes next."""
    if meeting is None:
        return "No later meeting has a place for it: it goes back to the queue."
    return f"It goes on the agenda of the {in_sentence(meeting)}."


def deferral(view: SittingView, one: SittingItem, to: date) -> Deferral:
    """Say what deferring a case to a day does to its legal date, by the same calculation as its risk."""
    due, refuse_by = one.case.derived.next_due, one.front.refuse_by
    late_refusal = refuse_by is not None and view.meeting.on <= refuse_by < to
    refusal = f" The last day to refuse, {full_date(refuse_by)}, passes before then." if late_refusal else ""
    if due is None:
        return Deferral(f"No legal date is ahead of this case.{refusal}", late_refusal)
    title = one.front.legal_title or "The next legal date"
    if due < view.meeting.on:
        late = f"{title} was due on {full_date(due)} and is not met yet"
        return Deferral(f"{late}; deferring adds {days((to - view.meeting.on).days)}.{refusal}", late_refusal)
    limit = f"{title} is due by {full_date(due)}, {days(abs((due - to).days))} {'before' if due < to else 'after'} "
    limit += f"{full_date(to)}" if due != to else ""
    if due == to:
        limit = f"{title} is due by {full_date(due)}, that very day"
    finish = finishes(one.case.id, one.case.facts(), one.case.area, _without(view, one, to), view.today).earliest
    finish = max(finish, to) if finish else to
    verdict = (
        f"the earliest finish is then {full_date(finish)}, {days((finish - due).days)} too late"
        if finish > due
        else f"the earliest finish is then {full_date(finish)}, in time"
    )
    return Deferral(f"{limit}; {verdict}.{refusal}", finish > due or late_refusal)


def _without(view: SittingView, one: SittingItem, to: date) -> RiskContext:
    """Return the panel calendar as it is for a case that this kind of panel hears no sooner than a day.

    Where no meeting with a place is set up from then on, one on that very day is assumed.
    """
    meeting, context = view.meeting, view.context
    kept = [place for place in context.meetings if place.kind != meeting.kind or place.on >= to]
    ahead = [
        place
        for place in kept
        if place.kind == meeting.kind
        and (not place.area or sits_for(place.area, one.case.area))
        and place.is_open_to(one.case.id)
    ]
    if not ahead:
        kept.append(MeetingPlace(0, meeting.kind, to, to, None, 1, frozenset({one.case.id})))
    return replace(context, meetings=tuple(kept))
