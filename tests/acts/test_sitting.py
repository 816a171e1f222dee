"""A meeting as its clerk holds it: opened, attended, heard, closed; what it advises moves nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from send_desktop.errors import Refused, Stale
from send_desktop.records import Attendance, Case, PanelMember, PanelSeries, Paper, Recommendation
from send_desktop.services import attendance, panels, recommendations, sitting
from send_desktop.services.recommendations import Differing, Said, Wanted
from send_desktop.services.sitting_view import SittingItem, SittingView, sitting_view
from send_desktop.services.undo import undo
from send_desktop.store import Store
from tests.helpers.acting import LEAD, TODAY, NewCase, read

NINE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NEXT = date(2026, 12, 4)
CHAIR, EP, HEALTH = range(3)


@pytest.fixture
def look(store: Store, new_case: NewCase) -> Callable[[], SittingView]:
    """A series with three members, its meeting today with three cases, and the next one a fortnight later."""
    for day in (12, 13, 14):
        new_case(date(2026, 10, day))
    with store.work(LEAD, "Found a series") as work:
        series = work.add(
            PanelSeries(
                name="Assessment, North", kind="assessment", first_on=TODAY, starts_at=time(9, 30), outcome_days=5
            )
        )
        for name, role in (("Orla Vexley", "chair"), ("Dr Ines Marlowe", "ep"), ("Sam Tarn", "health")):
            work.add(PanelMember(series_id=series.id, name=name, role=role, agency="Authority"))
    for on in (TODAY, NEXT):
        made = panels.create_meeting(
            store, kind="assessment", on=on, starts_at=time(9, 30), chair="Orla Vexley", by=LEAD, today=TODAY
        )
        with store.work(LEAD, "Belong to the series") as work:
            work.replace(made, replace(made, series_id=series.id, quorum_roles=("chair", "ep")))
    with store.look() as reading:
        first = reading.meetings()[0].meeting.id
    panels.fill_agenda(store, first, LEAD, TODAY)
    return lambda: sitting_view(store, first, TODAY)


@pytest.fixture
def opened(store: Store, look: Callable[[], SittingView]) -> Callable[[], SittingView]:
    """The same, opened at half past nine with the chair and the psychologist there."""
    sitting.open_meeting(store, look().meeting, LEAD, TODAY, NINE)
    for at in (CHAIR, EP):
        view = look()
        attendance.arrive(store, view.meeting, view.seats[at], LEAD, TODAY, NINE)
    return look


REFUSAL = Said(outcome="refuse", evidence="Two terms of support, with progress", criteria="Section 36(8) is not met")


def say(store: Store, look: Callable[[], SittingView], number: int, said: Said) -> SittingItem:
    view = look()
    recommendations.recommend(store, view, view.items[number - 1], said, LEAD, TODAY)
    return look().items[number - 1]


# --- opening, attendance, interests -----------------------------------------------------------------


def test_a_meeting_is_opened_on_its_day_and_once(store: Store, look: Callable[[], SittingView]) -> None:
    view = look()
    assert [seat.state for seat in view.seats] == ["expected"] * 3
    with pytest.raises(Refused, match="has not been opened"):
        attendance.arrive(store, view.meeting, view.seats[0], LEAD, TODAY)
    with pytest.raises(Refused, match="is on 4 Dec 2026; change its date"):
        sitting.open_meeting(store, sitting_view(store, view.later[0].meeting.id, TODAY).meeting, LEAD, TODAY)
    sitting.open_meeting(store, view.meeting, LEAD, TODAY, NINE)
    assert look().is_in_session
    with pytest.raises(Refused, match="is open already"):
        sitting.open_meeting(store, look().meeting, LEAD, TODAY)


def test_quorum_follows_who_comes_and_goes(store: Store, opened: Callable[[], SittingView]) -> None:
    view = opened()
    assert view.quorum.words == "Quorum met: 2 members present."
    attendance.step(store, view.meeting, view.seats[EP], LEAD, TODAY, NINE + timedelta(hours=1))
    gone = opened()
    assert gone.seats[EP].state == "left"
    assert gone.quorum.words == "Quorum not met: no educational psychologist is present."
    attendance.step(store, gone.meeting, gone.seats[EP], LEAD, TODAY, NINE + timedelta(hours=2))
    back = opened()
    assert back.quorum.is_met
    assert back.seats[EP].attendance is not None
    assert back.seats[EP].attendance.arrived_at == NINE, "when they first came stays on record"


def test_a_guest_an_apology_and_a_correction_of_times(store: Store, opened: Callable[[], SittingView]) -> None:
    view = opened()
    attendance.apologise(store, view.meeting, view.seats[HEALTH], LEAD, TODAY)
    guest = attendance.Person(name="Rae Pindle", agency="Larkenfold Primary", role="senco", capacity="presenter")
    attendance.record_person(store, view.meeting, guest, LEAD, TODAY)
    view = opened()
    assert [seat.state for seat in view.seats] == ["present", "present", "apology", "expected"]
    wrong = replace(guest, arrived_at=NINE, left_at=NINE - timedelta(minutes=1))
    with pytest.raises(Refused, match="cannot have left before they came"):
        attendance.record_person(store, view.meeting, wrong, LEAD, TODAY, view.seats[3].attendance)
    with pytest.raises(Refused, match="was at the meeting from"):
        attendance.apologise(store, view.meeting, view.seats[CHAIR], LEAD, TODAY)
    assert view.seats[3].attendance is not None
    attendance.strike(store, view.meeting, view.seats[3].attendance, "Came to the wrong meeting", LEAD, TODAY)
    assert len(opened().seats) == 3


def test_an_interest_takes_its_member_out_of_the_quorum_of_that_item_alone(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    view = opened()
    who = view.seats[EP].attendance
    assert who is not None
    with pytest.raises(Refused, match="Say what the interest is"):
        attendance.declare(store, view.meeting, view.items[0].item, who.id, " ", "left", LEAD, TODAY)
    attendance.declare(store, view.meeting, view.items[0].item, who.id, "Knows the family", "left", LEAD, TODAY)
    view = opened()
    assert [one.quorum.is_met for one in view.items] == [False, True, True]
    assert "Dr Ines Marlowe left for this item." in view.items[0].quorum.words
    attendance.declare(store, view.meeting, view.items[0].item, who.id, "Knows the family", "papers_only", LEAD, TODAY)
    view = opened()
    assert [one.action for one in view.items[0].conflicts] == ["papers_only"], "declared twice, it is corrected"
    assert view.items[0].quorum.is_met
    attendance.withdraw_conflict(store, view.meeting, view.items[0].conflicts[0], "A namesake", LEAD, TODAY)
    assert opened().items[0].conflicts == ()


def test_an_item_is_timed_and_goes_on_counting_when_it_is_taken_up_again(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    def at(minutes: int) -> datetime:
        return NINE + timedelta(minutes=minutes)

    view = opened()
    sitting.start_item(store, view, view.items[0], LEAD, TODAY, at(0))
    view = opened()
    sitting.start_item(store, view, view.items[1], LEAD, TODAY, at(10))
    view = opened()
    assert [one.is_running for one in view.items] == [False, True, False], "one is heard at a time"
    sitting.start_item(store, view, view.items[0], LEAD, TODAY, at(30))
    view = opened()
    sitting.stop_item(store, view, view.items[0], LEAD, TODAY, at(35))
    assert [one.seconds(at(60)) // 60 for one in opened().items] == [15, 20, 0]


# --- recommending -------------------------------------------------------------------------------------


def test_recommending_alone_changes_nothing_of_the_case(store: Store, opened: Callable[[], SittingView]) -> None:
    before = opened().items[0].case
    one = say(store, opened, 1, REFUSAL)
    after = read(store, before.id)
    assert (after.request, after.derived) == (before.request, before.derived)
    assert one.recommendation is not None
    assert one.recommendation.effect.startswith("Recommending moves nothing: the case stays due")
    assert "Decided so today: Stage: Request" in one.recommendation.effect or "Risk" in one.recommendation.effect
    assert one.recommendation.basis.startswith("Children and Families Act 2014, s36")


def test_a_refusal_needs_its_reasons_and_an_outcome_must_be_this_panels(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    with pytest.raises(Refused, match="needs its reasons: the evidence relied on, and the criteria"):
        say(store, opened, 1, Said(outcome="refuse", evidence="Progress"))
    with pytest.raises(Refused, match="Choose what the panel recommends"):
        say(store, opened, 1, Said(outcome="cease", evidence="x", criteria="y"))
    with pytest.raises(Refused, match="from whom it is needed"):
        say(store, opened, 1, Said(outcome="assess", information=(Wanted("EP report", " "),)))
    with pytest.raises(Refused, match="A differing view needs its words"):
        say(store, opened, 1, Said(outcome="assess", views=(Differing("", "", "No"),)))


def test_information_actions_and_differing_views_are_kept_beside_it(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    said = replace(
        REFUSAL,
        information=(Wanted("Attendance record", "Larkenfold Primary", TODAY + timedelta(days=7)),),
        actions=(Wanted("Ring the family", LEAD),),
        views=(Differing("Dr Ines Marlowe", "ep", "Would assess"),),
    )
    one = say(store, opened, 1, said)
    assert {(each.kind, each.owner) for each in one.actions} == {
        ("information", "Larkenfold Primary"),
        ("action", LEAD),
    }
    assert [(each.role, each.view) for each in one.views] == [("ep", "Would assess")]

    one = say(store, opened, 1, replace(said, views=(), actions=(*said.actions, Wanted("Write to the school", LEAD))))
    assert one.views == ()
    assert [each.what for each in one.actions] == ["Attendance record", "Ring the family", "Write to the school"]


def test_without_a_quorum_it_is_said_why_the_panel_goes_on_and_recorded(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    view = opened()
    attendance.leave(store, view.meeting, view.seats[EP], LEAD, TODAY)
    with pytest.raises(Refused, match=r"no educational psychologist is present\. Say why the panel goes on"):
        say(store, opened, 1, Said(outcome="assess"))
    one = say(store, opened, 1, Said(outcome="assess", without_quorum="The EP's advice is in the papers."))
    assert one.recommendation is not None
    assert one.recommendation.quorum == (
        "Quorum not met: no educational psychologist is present. The panel went on: The EP's advice is in the papers."
    )


def test_a_deferral_shows_the_date_it_passes_and_takes_its_place(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    view = opened()
    due = view.items[0].case.derived.next_due
    assert due == date(2026, 11, 23)
    with pytest.raises(Refused, match="names what it waits for, and until when"):
        say(store, opened, 1, Said(outcome="defer", deferred_to=NEXT))
    words = recommendations.effect(view, view.items[0], Said(outcome="defer", deferred_to=NEXT))
    assert words.startswith("This deferral passes a statutory date. ")
    assert "is due by 23 Nov 2026, 11 days before 4 Dec 2026" in words
    assert words.endswith("It goes on the agenda of the assessment panel of 4 Dec 2026.")

    one = say(store, opened, 1, Said(outcome="defer", deferred_to=NEXT, deferred_for="The school's attendance record"))
    places = read(store, one.case.id).agenda
    assert [place.item.rolled_from_id for place in places] == [None, one.item.id]
    one = say(store, opened, 1, REFUSAL)
    assert len(read(store, one.case.id).agenda) == 1, "corrected, it comes off that agenda again"


def test_a_deferral_that_is_corrected_takes_its_place_back_with_the_papers_under_it(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    one = say(store, opened, 1, Said(outcome="defer", deferred_for="The school's reply", deferred_to=NEXT))
    (place,) = [place for place in read(store, one.case.id).agenda if place.meeting.on == NEXT]
    with store.work(LEAD, "Add a paper") as work:
        paper = Paper(
            case_id=one.case.id, meeting_id=place.meeting.id, item_id=place.item.id, title="Reply", file_name="r.pdf",
            sha256="", position=1, added_by=LEAD, added_at=NINE,
        )  # fmt: skip
        work.add(paper)
    changes = recommendations.recommend(
        store, opened(), opened().items[0], Said(outcome="assess", evidence="The reply came"), LEAD, TODAY
    )
    assert [place.meeting.on for place in read(store, one.case.id).agenda] == [TODAY]
    undo(store, changes.undo, LEAD, TODAY)
    assert [place.meeting.on for place in read(store, one.case.id).agenda] == [TODAY, NEXT]
    with store.look() as reading:
        assert [paper.title for paper in reading.every(Paper)] == ["Reply"]


def test_a_deferral_within_the_limit_says_so(
    store: Store, new_case: NewCase, opened: Callable[[], SittingView]
) -> None:
    view = opened()
    soon = view.items[2]
    assert soon.case.derived.next_due == date(2026, 11, 25)
    found = recommendations.deferral_of(view, soon, date(2026, 11, 23))
    assert found is not None
    with pytest.raises(Refused, match="to a day after this meeting"):
        recommendations.deferral_of(view, soon, TODAY)


def test_not_reached_goes_to_the_next_meeting_as_lost_time(store: Store, opened: Callable[[], SittingView]) -> None:
    one = say(store, opened, 3, Said(outcome="not_reached"))
    assert one.recommendation is not None
    assert one.recommendation.effect == (
        "15 minutes lost. It goes on the agenda of the assessment panel of 4 Dec 2026."
    )
    assert read(store, one.case.id).agenda[-1].meeting.on == NEXT
    assert one.recommendation.shown_sha256


def test_somebody_who_was_faster_is_not_overwritten(store: Store, opened: Callable[[], SittingView]) -> None:
    old = opened()
    say(store, opened, 1, Said(outcome="assess"))
    with pytest.raises(Stale, match="recorded a recommendation on this item first"):
        recommendations.recommend(store, old, old.items[0], REFUSAL, LEAD, TODAY)


def test_each_act_is_one_and_can_be_undone(store: Store, opened: Callable[[], SittingView]) -> None:
    view = opened()
    said = Said(outcome="defer", deferred_to=NEXT, deferred_for="Reports", actions=(Wanted("Ask", LEAD),))
    changes = recommendations.recommend(store, view, view.items[0], said, LEAD, TODAY)
    assert changes.undo is not None
    assert changes.meetings == {view.meeting.id, view.later[0].meeting.id}
    undo(store, changes.undo, LEAD, TODAY)
    with store.look() as reading:
        assert reading.every(Recommendation) == []
    assert opened().items[0].actions == ()
    assert len(read(store, view.items[0].case.id).agenda) == 1


# --- closing ------------------------------------------------------------------------------------------


def test_a_meeting_is_closed_once_every_item_is_settled_or_not_reached(
    store: Store, opened: Callable[[], SittingView]
) -> None:
    say(store, opened, 1, REFUSAL)
    with pytest.raises(Refused, match="Nothing is recorded yet of items 2 and 3"):
        sitting.close_meeting(store, opened(), LEAD, TODAY)
    changes = sitting.close_meeting(store, opened(), LEAD, TODAY, NINE + timedelta(hours=3), rest_not_reached=True)
    assert changes.note.endswith("2 items not reached.")
    view = opened()
    assert view.meeting.status == "held"
    assert not view.is_in_session
    assert [one.recommendation and one.recommendation.outcome for one in view.items] == [
        "refuse",
        "not_reached",
        "not_reached",
    ]
    assert len(sitting_view(store, view.later[0].meeting.id, TODAY).items) == 2
    with pytest.raises(Refused, match="is closed; open it again"):
        attendance.arrive(store, view.meeting, view.seats[HEALTH], LEAD, TODAY)
    sitting.reopen_meeting(store, view.meeting, LEAD, TODAY)
    assert opened().is_in_session
    assert changes.undo is not None
    with pytest.raises(Stale):
        undo(store, changes.undo, LEAD, TODAY)


def test_formalities_and_views_before_the_panel(store: Store, opened: Callable[[], SittingView]) -> None:
    view = opened()
    sitting.set_formality(store, view.meeting, "refresher_given", True, LEAD, TODAY)
    assert opened().meeting.refresher_given
    view = opened()
    with pytest.raises(Refused, match="Say why there are no views"):
        sitting.table_views(store, view, view.items[0], LEAD, TODAY, child_view_form="none")
    sitting.table_views(
        store, view, view.items[0], LEAD, TODAY, setting_present="Rae Pindle, SENCo", family_view_form="attached"
    )
    assert opened().items[0].item.setting_present == "Rae Pindle, SENCo"


def test_nothing_is_recorded_once_the_minutes_are_signed(store: Store, opened: Callable[[], SittingView]) -> None:
    sitting.close_meeting(store, opened(), LEAD, TODAY, rest_not_reached=True)
    meeting = opened().meeting
    with store.work(LEAD, "Sign") as work:
        work.replace(meeting, replace(meeting, signed_at=NINE, signed_by="Orla Vexley"))
    view = opened()
    with pytest.raises(Refused, match="are signed; what they say stays"):
        recommendations.recommend(store, view, view.items[0], REFUSAL, LEAD, TODAY)
    with pytest.raises(Refused, match="are signed"):
        sitting.reopen_meeting(store, view.meeting, LEAD, TODAY)


def test_attendance_touches_no_case(store: Store, opened: Callable[[], SittingView]) -> None:
    view = opened()
    changes = attendance.arrive(store, view.meeting, view.seats[HEALTH], LEAD, TODAY)
    assert changes.cases == frozenset()
    assert changes.undo is not None
    undo(store, changes.undo, LEAD, TODAY)
    with store.look() as reading:
        assert len(reading.every(Attendance)) == 2


def test_what_was_heard_is_on_the_case(store: Store, opened: Callable[[], SittingView]) -> None:
    one = say(store, opened, 1, REFUSAL)
    case: Case = read(store, one.case.id)
    assert [each.outcome for each in case.recommendations] == ["refuse"]
